"""Lampiran I–III of [JB], printed from the demo: every cell of the instruction, parsed back out of PDF and Excel."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import TestCase
from openpyxl import Workbook, load_workbook

from kinerja.beku import bekukan, sidik
from kinerja.beranda.demo.cascading import LAMPIRAN, unit_bersebutan
from kinerja.beranda.demo.indikator import baca
from kinerja.laporan.data import Terbitan
from kinerja.laporan.matriks.data import DataMatriks, cair
from kinerja.laporan.matriks.excel import buat_excel_matriks
from kinerja.laporan.matriks.kumpulkan import kumpulkan_matriks
from kinerja.laporan.matriks.pdf import buat_pdf_matriks
from kinerja.organisasi.models import Unit
from kinerja.organisasi.models.unit import JenisUnit
from tests.laporan.bantu_jakbar import KINI, muat_jakbar
from tests.laporan.cocok import rapat
from tests.laporan.sel_pdf import Baris, tabel_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.lama]
CETAKAN: list[dict[str, Any]] = baca("cascade_jakbar_2023.json")["indicators"]
WAKTU = ("tw1", "tw2", "tw3", "tw4", "tahunan")
JENIS = ["Sasaran Strategis", "Sasaran Khusus", "Sasaran Operasional"]
# The headings the instruction itself writes inside its cell "pengukuran"; they become the parts of ours.
PENANDA = re.compile(
    r"\b(?:formulasi pengukuran|metode pengukuran|formula pengukuran|waktu penilalan|penghitungan|dasar hukum|"
    r"sumber data|pengukuran|definisi|definial)\s*:",
    re.IGNORECASE,
)


def pengampu(baris: dict[str, Any], kunci: str, jenis: tuple[JenisUnit, ...]) -> dict[str, str]:
    """Code of the unit → what the cell of the instruction says of it."""
    sel = baris["lampiran"][kunci]
    isi = {unit_bersebutan(s, jenis).kode: sel.get("scope", {}).get(s, "✓") for s in sel["assigned"]}
    return isi | {unit_bersebutan(s, jenis).kode: "✓*" for s in sel.get("inferred", ())}


def cocok_pengukuran(tercetak: str, baris: dict[str, Any]) -> None:
    """Every piece of the cell between its headings is there, and the system the figure comes from."""
    for potongan in (*PENANDA.split(baris["pengukuran"]), baris["sumber_data"]):
        assert rapat(potongan) in rapat(tercetak), f"{baris['id']}: {potongan!r} tidak tercetak"


class TestLampiranJakartaBarat(TestCase):
    """Collected, frozen and printed once; nothing here changes anything."""

    unit: dict[str, Unit]
    data: DataMatriks
    pdf: list[list[Baris]]
    excel: bytes

    @classmethod
    def setUpTestData(cls) -> None:
        cls.unit, periode = muat_jakbar()
        isi = bekukan(kumpulkan_matriks(cls.unit["JAKBAR"], periode, kini=KINI))
        cls.data = cair(isi)
        terbitan = Terbitan("MC/JAKBAR/2023/ABC234", "ABC234DEF567", "http://situs.contoh/periksa/A/", sidik(isi), KINI)
        cls.pdf = tabel_pdf(buat_pdf_matriks(cls.data, terbitan))
        cls.excel = buat_excel_matriks(cls.data, terbitan)

    def setUp(self) -> None:
        # Not kept with the class: Django copies what a test gets of it, and a copied workbook loses its styles.
        self.buku: Workbook = load_workbook(BytesIO(self.excel))

    def test_setiap_sel_dalam_pdf(self) -> None:
        for kunci, tingkat, jenis in LAMPIRAN:
            kepala, baris = self._halaman(f"Lampiran {'I' * tingkat} ·")
            assert len(baris) == len(CETAKAN) == 16
            for sel, asal in zip(baris, CETAKAN, strict=True):
                teks = [s.teks for s in sel]
                target = [asal["target"][w]["raw"] for w in WAKTU]
                harapan = [str(asal["sasaran_no"]), asal["sasaran"], str(asal["indikator_no"]), asal["indikator"]]
                assert [rapat(t) for t in (*teks[:4], *teks[5:11])] == [
                    rapat(t) for t in (*harapan, *target, asal["keterangan"])
                ]
                cocok_pengukuran(teks[4], asal)
                lampiran, nama = asal["lampiran"][kunci], pengampu(asal, kunci, jenis)
                if tingkat == 3:
                    assert rapat(teks[11]) == rapat(lampiran["text"])
                    assert rapat(teks[12]) == rapat("".join(self._pengampu(nama)))
                    assert rapat(teks[13]) == rapat(lampiran["catatan"])
                elif nama:
                    judul = [self._nama(k) for k in kepala]
                    tanda = dict(zip(judul, (rapat(t) for t in teks[11:]), strict=True))
                    assert {n: t for n, t in tanda.items() if t} == {
                        rapat(self.unit[kode].nama): rapat(isi) for kode, isi in nama.items()
                    }
                else:
                    assert (rapat(teks[11]), sel[11].lebar) == (rapat(lampiran["text"]), len(kepala))

    def _halaman(self, nama: str) -> tuple[list[str], list[Baris]]:
        """(names of the columns of units, rows of indicators) of one lampiran, over all its pages."""
        tabel = [t for t in self.pdf if t[0][0].teks.strip().startswith(nama)]
        assert tabel, f"{nama} tidak tercetak"
        pita = [b[0].teks.strip() for t in tabel for b in t[3:] if len(b) == 1]
        assert pita == JENIS
        # The second head row: five quarters, then the units.
        return [s.teks for s in tabel[0][2][5:]], [b for t in tabel for b in t[3:] if len(b) > 1]

    @staticmethod
    def _nama(kepala: str) -> str:
        """The head of a narrow column without its hyphens."""
        return rapat(kepala).replace("\u2010", "")

    def _pengampu(self, nama: dict[str, str]) -> list[str]:
        """The names of units in the order of the print."""
        return [self.unit[k].nama for k in sorted(nama, key=lambda k: (str(self.unit[k].induk), k))]

    def test_setiap_sel_dalam_excel(self) -> None:
        for kunci, tingkat, jenis in LAMPIRAN:
            lembar = self.buku[f"Lampiran {'I' * tingkat}"]
            semua = [[s.value for s in b] for b in lembar.iter_rows(min_row=6)]
            assert [b[0] for b in semua if isinstance(b[0], str)] == JENIS
            baris = [b for b in semua if b[3] is not None]
            kepala = [s.value for s in lembar[5]]
            for sel, asal in zip(baris, CETAKAN, strict=True):
                assert sel[2:4] == [asal["indikator_no"], asal["indikator"]]
                if asal["indikator_no"] == 1:  # further indicators stand beside the merged cells of their sasaran
                    assert sel[:2] == [asal["sasaran_no"], asal["sasaran"]]
                cocok_pengukuran(str(sel[4]), asal)
                for isi, waktu in zip(sel[5:10], WAKTU, strict=True):
                    self._cocok_target(isi, asal["target"][waktu])
                lampiran, nama = asal["lampiran"][kunci], pengampu(asal, kunci, jenis)
                uraian, disebut, catatan = sel[-3:]
                assert (sel[10], uraian or "") == (asal["keterangan"], lampiran.get("text", ""))
                assert (catatan or "") == lampiran.get("catatan", "")
                if tingkat < 3:
                    tanda = {kepala[11 + n]: isi for n, isi in enumerate(sel[11:-3]) if isi}
                    assert tanda == {self.unit[kode].nama: isi for kode, isi in nama.items()}
                else:
                    assert str(disebut or "").split("\n") == (self._pengampu(nama) or [""])

    @staticmethod
    def _cocok_target(isi: object, asal: dict[str, Any]) -> None:
        if asal["kind"] in ("number", "percent"):
            assert isinstance(isi, int | float)
            assert Decimal(str(isi)) == asal["value"]
        else:
            assert isi == asal["raw"]

    def test_bentuk_lembar_excel(self) -> None:
        dua = self.buku["Lampiran II"]
        assert self.buku.sheetnames[:4] == ["Lampiran I", "Lampiran II", "Lampiran III", "Data Indikator"]
        assert (dua.freeze_panes, dua.print_title_rows) == ("E6", "$4:$5")
        gabungan = {str(d) for d in dua.merged_cells.ranges}
        # The targets, the eight bagian, the first head, the first band, and sasaran 1 with its two indicators.
        assert {"F4:J4", "L4:S4", "A4:A5", "A6:V6", "A7:A8", "B7:B8"} <= gabungan
        assert dua["G7"].number_format == "#,##0.00"
        assert self.buku["Lampiran I"]["F13"].number_format == '#,##0"%"'

    def test_lembar_data_membawa_yang_tidak_tampak(self) -> None:
        tercetak = {b["id"]: [b["target"][w]["raw"] for w in WAKTU] for b in CETAKAN}
        kolom, *baris = self.buku["Data Indikator"].iter_rows(values_only=True)
        isi = [dict(zip(kolom, b, strict=True)) for b in baris]
        letak = [f"Tercetak {w}" for w in ("TW I", "TW II", "TW III", "TW IV", "Tahun")]
        assert {b["Kode"]: [b[k] for k in letak] for b in isi} == tercetak
        empat = next(b for b in isi if b["Kode"] == "4.1")
        assert (empat["Rumus"], empat["Agregasi"], empat["Pola"]) == ("sp2d / e_order * 100", "rasio_jumlah", "posisi")
        kolom, *baris = self.buku["Data Tautan"].iter_rows(values_only=True)
        tersirat = {(b[0], b[2]) for b in baris if b[list(kolom).index("Tersirat")] == "ya"}
        assert tersirat == {("4.1", "BAG-KESRA"), ("7.1", "AS-KESRA"), ("14.1", "BAG-PPK")}
