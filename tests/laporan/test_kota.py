"""The survey recap: every unit, what is missing by name, one broken result never stops the rest."""

from __future__ import annotations

import os
import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pypdf import PdfReader

from indikator.hitung.angka import tulis_angka
from kinerja.beku import sidik
from kinerja.laporan import cetak_bertahap, permintaan
from kinerja.laporan.data import Terbitan
from kinerja.laporan.jenis import beku
from kinerja.laporan.kota import pdf
from kinerja.laporan.kota.data import DataKota, cair
from kinerja.laporan.kota.excel import buat_excel_kota
from kinerja.laporan.kota.kumpulkan import RUSAK, kumpulkan_kota
from kinerja.laporan.kota.tampilan import tampilan_unit
from kinerja.laporan.models import Format, Laporan, StatusLaporan
from kinerja.laporan.pembangunan import bangun
from kinerja.organisasi.models import Unit
from survei.demo.sumber import baca_unit
from survei.demo.surakarta import muat_surakarta
from survei.models import HasilSurvei, Survei
from tests.laporan.adegan_survei import AGUSTUS, JULI, survei_lengkap, tetap
from tests.laporan.cocok import tanda_terbaca
from tests.laporan.terbit import digantikan, selesai
from tests.laporan.test_survei import rapat
from tests.orang import Pemeran
from tests.survei.bantu import buat_survei, isi_survei

SEMESTER_2: dict[str, Any] = {"nomor_periode": 2, "mulai": date(2023, 7, 1), "selesai": date(2023, 12, 31)}


@pytest.fixture
def kota(orang: Pemeran) -> Unit:
    """asisten 2023: bagian 84,56 then 75,00; subbagian 100,00; bagian_lain not fixed yet."""
    tetap(orang, survei_lengkap(orang))
    kedua = buat_survei(orang.bagian, judul="SKM II", **SEMESTER_2)
    isi_survei(kedua, *([3] * 9 for _ in range(6)))
    tetap(orang, kedua)
    sempurna = buat_survei(orang.subbagian)
    isi_survei(sempurna, *([4] * 9 for _ in range(5)))
    tetap(orang, sempurna)
    isi_survei(buat_survei(orang.bagian_lain), [2] * 9)
    return Unit.objects.select_related("instansi").get(pk=orang.asisten.pk)


def terbitan(data: DataKota) -> Terbitan:
    kode = "ABC234DEF567"
    return Terbitan("RSKM/AST/2023/ABC234", kode, f"http://situs.contoh/periksa/{kode}/", sidik(beku(data)), AGUSTUS)


def minta(orang: Pemeran, unit: Unit, format_: Format = Format.XLSX) -> Laporan:
    laporan, _ = permintaan.minta_kota(
        pelaku=orang.pimpinan, unit=unit, tahun=2023, format_=format_, kini=AGUSTUS, antre=False
    )
    return laporan


JUDUL = (
    "A. Ringkasan",
    "B. Rekap dua semester",
    "C. Nilai per unsur",
    "D. Peringkat",
    "E. Rencana tindak lanjut dan perkembangan",
    "F. Kesimpulan dan kelengkapan",
    "Lampiran: hasil per unit",
)


def test_pdf_bertahap_memuat_semua_unit_dan_nomor_halaman(kota: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "UNIT_PER_BAGIAN", 1)
    data, langkah = kumpulkan_kota(kota, 2023, kini=AGUSTUS), []
    isi_pdf = pdf.buat_pdf_kota(data, terbitan(data), lapor=lambda kata, persen: langkah.append((kata, persen)))
    pembaca = PdfReader(BytesIO(isi_pdf))
    lembar = [rapat(h.extract_text()) for h in pembaca.pages]
    isi = "".join(lembar)
    for nomor, satu in enumerate(lembar, 1):
        for wajib in (terbitan(data).sha256, f"Halaman {nomor} dari {len(lembar)}"):
            assert rapat(wajib) in satu, f"halaman {nomor} tanpa {wajib}"
    for wajib in (
        "Bagian Contoh 40 84,56 B 6 75,00 C 46 79,78 B -11,30 Turun",
        "Subbagian Contoh 5 100,00 A – – – 5 100,00 A – –",
        "Semester I 2023 belum ditetapkan",
        "BELUM LENGKAP – hasil 1 survei belum ditetapkan",
        "Lampiran: hasil per unit",
        "U3 Waktu penyelesaian 40 106 2,650 6 18 3,000 2,825 C",
        "Garis putus-putus: awal mutu C 2,6000; B 3,0644; A 3,5324.",
    ):
        assert rapat(wajib) in isi, wajib
    assert data.rekap.tahun_ini.ikm is not None
    assert rapat(f"sebesar {tulis_angka(data.rekap.tahun_ini.ikm)}, mutu") in isi
    assert tanda_terbaca(pembaca, JUDUL) == list(JUDUL)
    assert pembaca.metadata is not None
    assert pembaca.metadata.title == "Rekapitulasi Survei Kepuasan Masyarakat Asisten Contoh Tahun 2023"
    assert {"Menata rekap", "Menata unit 1–1 dari 2", "Menata unit 2–2 dari 2"} <= {kata for kata, _ in langkah}
    assert [p for _, p in langkah] == sorted(p for _, p in langkah)


def test_batang_unit_sepanjang_nilainya(kota: Unit) -> None:
    """U4 (4 and 3) means 3,5: (3,5 − 1) / 3. The lowest three of the year are drawn hollow."""
    data = kumpulkan_kota(kota, 2023, kini=AGUSTUS)
    isi = tampilan_unit(data, terbitan(data), data.bagian, awal=True)
    satu = {s["label"]: s for s in next(u for u in isi["unit"] if u["nama"] == "Bagian Contoh")["unsur"]}
    assert (satu["U4"]["nrr"], satu["U4"]["batang"]) == ("3,500", "83.33")
    assert sorted(label for label, s in satu.items() if s["rendah"]) == ["U3", "U6", "U8"]
    assert 'width="60.83" height="10" fill="#fff"' in render_to_string("laporan/kota/unit.html", isi)


def test_dokumen_sangat_panjang_tanpa_tanda(kota: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cetak_bertahap, "HALAMAN_BERTANDA", 3)
    data = kumpulkan_kota(kota, 2023, kini=AGUSTUS)
    pembaca = PdfReader(BytesIO(pdf.buat_pdf_kota(data, terbitan(data))))
    assert "/StructTreeRoot" not in pembaca.root_object
    assert str(pembaca.root_object["/Lang"]) == "id"
    assert rapat(f"Halaman 2 dari {len(pembaca.pages)}") in rapat(pembaca.pages[1].extract_text())


def test_excel_angka_sama_dan_yang_kosong_bukan_nol(kota: Unit) -> None:
    data = kumpulkan_kota(kota, 2023, kini=AGUSTUS)
    buku = load_workbook(BytesIO(buat_excel_kota(data, terbitan(data))))
    judul = {str(s.value): n for n, s in enumerate(buku["Unit"][1])}
    baris = {b[judul["Unit"]]: b for b in buku["Unit"].iter_rows(min_row=2, values_only=True)}
    for b in data.rekap.baris:
        for masa, sel in (("Semester I", b.semester_1), ("Semester II", b.semester_2), ("Tahun", b.tahun)):
            isi = baris[b.nama][judul[f"IKM {masa}"]]
            assert isi == "–" if sel is None else isi == pytest.approx(float(sel.ikm), rel=1e-14)
        assert baris[b.nama][judul["Keadaan"]] == (b.alasan or None)
    unsur = [b for b in buku["Unsur per unit"].iter_rows(min_row=2, values_only=True) if b[4] == "U3"]
    assert [(b[1], b[6], b[7]) for b in unsur] == [
        ("Bagian Contoh", 40, 106),
        ("Bagian Contoh", 6, 18),
        ("Subbagian Contoh", 5, 20),
    ]
    assert not [s for lembar in buku for baris_ in lembar.iter_rows() for s in baris_ if s.data_type == "f"]


def test_hasil_rusak_disebut_dan_yang_lain_tetap_jadi(orang: Pemeran, kota: Unit) -> None:
    rusak = HasilSurvei.objects.get(survei__unit=orang.subbagian)
    HasilSurvei.objects.filter(pk=rusak.pk).update(isi=rusak.isi.replace('"responden":5', '"responden":6'))
    asing = HasilSurvei.objects.get(survei__unit=orang.bagian, survei__tahun=2023, survei__nomor_periode=2)
    HasilSurvei.objects.filter(pk=asing.pk).update(isi="{}", sha256=sidik("{}"))
    data = kumpulkan_kota(kota, 2023, kini=AGUSTUS)
    assert [(g.unit, g.periode) for g in data.gagal] == [
        ("Subbagian Contoh", "Semester I 2023"),
        ("Bagian Contoh", "Semester II 2023"),
    ]
    assert data.gagal[0].alasan == RUSAK
    assert data.sementara
    baris = {b.nama: b for b in data.rekap.baris}
    assert (baris["Subbagian Contoh"].tahun, baris["Subbagian Contoh"].alasan) == (
        None,
        "Semester I 2023 tidak dapat dibaca",
    )
    assert baris["Bagian Contoh"].tahun is not None
    assert round(baris["Bagian Contoh"].tahun.ikm, 2) == Decimal("84.56")
    hasil = selesai(minta(orang, kota))
    buku = load_workbook(BytesIO(hasil.berkas.read()))
    assert buku["Belum lengkap"]["C2"].value == RUSAK


def test_pekerjaan_dan_penggantian(orang: Pemeran, kota: Unit) -> None:
    hasil = selesai(minta(orang, kota))
    assert hasil.nomor == f"RSKM/AST/2023/{hasil.kode_periksa[:6]}"
    assert hasil.judul == "Rekapitulasi Survei Kepuasan Masyarakat Tahun 2023"
    assert hasil.data is not None
    assert cair(hasil.data.isi).rekap.tahun == 2023
    assert not digantikan(hasil)
    tetap(orang, Survei.objects.get(unit=orang.bagian_lain))
    assert digantikan(hasil)


def test_survei_baru_menggantikan_rekap_yang_sudah_terbit(orang: Pemeran, kota: Unit) -> None:
    hasil, antre = selesai(minta(orang, kota)), minta(orang, orang.kota)
    baru = buat_survei(orang.asisten)
    isi_survei(baru, *([4] * 9 for _ in range(5)))
    assert not digantikan(hasil)
    tetap(orang, baru)
    assert digantikan(hasil)
    assert not digantikan(antre), "yang belum terbit tidak dapat digantikan"


def test_dibatalkan_saat_menata_tidak_menyisakan_apa_apa(
    orang: Pemeran, kota: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    laporan, asli = minta(orang, kota, Format.PDF), cetak_bertahap._di_anak

    def di_anak(kerja: object, detak: object) -> None:
        permintaan.batal(pelaku=orang.pimpinan, laporan=laporan, kini=AGUSTUS)
        asli(kerja, detak)  # type: ignore[arg-type]

    monkeypatch.setattr(cetak_bertahap, "_di_anak", di_anak)
    hasil = bangun(laporan.pk, kini=AGUSTUS)
    assert hasil is not None
    assert (hasil.status, hasil.berkas.name) == (StatusLaporan.DIBATALKAN, "")


def test_bagian_yang_mati_menggagalkan_dengan_kata(orang: Pemeran, kota: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    def mati(satu: object, tujuan: object) -> None:
        os._exit(9)

    monkeypatch.setattr(cetak_bertahap, "_tulis", mati)
    hasil = bangun(minta(orang, kota, Format.PDF).pk, kini=AGUSTUS)
    assert hasil is not None
    assert hasil.status == StatusLaporan.GAGAL
    assert "kesalahan sistem" in hasil.galat


def test_detak_menghentikan_anak(monkeypatch: pytest.MonkeyPatch) -> None:
    anak: list[int] = []
    cabang = os.fork

    def fork() -> int:
        anak.append(pid := cabang())
        return pid

    monkeypatch.setattr(os, "fork", fork)
    detak = iter([None, KeyError("berhenti")])

    def lapor() -> None:
        if (salah := next(detak)) is not None:
            raise salah

    def lama() -> None:
        signal_tunggu = os.pipe()[0]
        os.read(signal_tunggu, 1)

    with pytest.raises(KeyError):
        cetak_bertahap._di_anak(lama, lapor)
    with pytest.raises(ChildProcessError):  # it was ended and waited for: nothing of it is left
        os.waitpid(anak[0], os.WNOHANG)


def test_surakarta_seluruhnya_dengan_kueri_tetap(orang: Pemeran) -> None:
    unit = {
        u.nomor: Unit.objects.create(
            instansi=orang.luar,
            kode=f"SKA-{u.nomor:03}",
            nama=u.nama,
            induk=orang.unit_luar,
            berlaku_dari=date(2020, 1, 1),
        )
        for u in baca_unit()
    }
    muat_surakarta(unit, orang.unit_luar, petugas=orang.orang_luar, pengesah=orang.orang_luar)
    puncak = Unit.objects.select_related("instansi").get(pk=orang.unit_luar.pk)
    with CaptureQueriesContext(connection) as tangkapan:
        data = kumpulkan_kota(puncak, 2021, kini=JULI)
    assert len(tangkapan) <= 15
    assert (len(data.bagian), len(data.gagal), data.menunggu) == (153, 0, 0)
    assert cair(beku(data)) == data
    buku = load_workbook(BytesIO(buat_excel_kota(data, terbitan(data))), read_only=True)
    assert sum(1 for _ in buku["Unit"].iter_rows(min_row=2)) == 153


def test_izin_dan_isian(client: Client, orang: Pemeran, kota: Unit, broker_kosong: str) -> None:
    isi = {"kota-unit": kota.pk, "kota-tahun": 2023, "kota-format": "xlsx"}
    client.force_login(orang.operator)
    assert client.post("/laporan/rekap-survei/minta/", isi).status_code == 404
    client.force_login(orang.pimpinan)
    salah = client.post("/laporan/rekap-survei/minta/", isi | {"kota-tahun": "dua ribu"})
    assert salah.status_code == 422
    assert not Laporan.objects.exists()
    assert client.post("/laporan/rekap-survei/minta/", isi).status_code == 302
    assert re.search(r'<option value="2023" selected>', client.get("/laporan/survei/?tahun=2023").content.decode())
