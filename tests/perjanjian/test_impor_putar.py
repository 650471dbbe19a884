"""The cascade of [JB] out to Excel and in again: into an empty database, onto itself, from the printed sheets alone."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import TestCase
from openpyxl import load_workbook

from indikator.models import Indikator, Penugasan
from kinerja.beku import bekukan, sidik
from kinerja.laporan.data import Terbitan
from kinerja.laporan.matriks.data import cair
from kinerja.laporan.matriks.excel import buat_excel_matriks
from kinerja.laporan.matriks.kumpulkan import kumpulkan_matriks
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Pengguna, Periode, Unit
from kinerja.perjanjian.models import JenisImpor, TautanKinerja
from tests.laporan.bantu_jakbar import KINI, muat_jakbar
from tests.pabrik import buat_pengguna
from tests.perjanjian.bantu_impor import beda, kosongkan, langkah, salah, sel_lembar, terapkan, unggah

pytestmark = pytest.mark.lama


class TestPulangPergi(TestCase):
    """Loaded and printed once."""

    puncak: Unit
    periode: Periode
    pelaku: Pengguna
    beku: str
    excel: bytes

    @classmethod
    def setUpTestData(cls) -> None:
        unit, periode = muat_jakbar()
        cls.puncak = unit["JAKBAR"]
        cls.periode = Periode.objects.select_related("instansi").get(pk=periode.pk)
        cls.pelaku = buat_pengguna("perencana", cls.puncak.instansi, (Peran.PERENCANA, cls.puncak))
        cls.beku, cls.excel = cls.cetak()

    @classmethod
    def cetak(cls) -> tuple[str, bytes]:
        """(frozen cascade, its workbook) as they are now."""
        isi = bekukan(kumpulkan_matriks(cls.puncak, cls.periode, kini=KINI))
        terbitan = Terbitan("MC/JAKBAR/2023/ABC234", "ABC234DEF567", "http://situs.contoh/periksa/A/", sidik(isi), KINI)
        return isi, buat_excel_matriks(cair(isi), terbitan)

    def test_ke_pangkalan_kosong_lalu_dicetak_lagi_sama(self) -> None:
        kosongkan()
        satu = unggah(self.pelaku, self.puncak, self.periode, JenisImpor.MATRIKS, self.excel)
        assert (salah(satu), satu.hasil["asing"], satu.hasil["catatan"]) == ([], [], [])
        assert {keadaan for _, keadaan, _ in langkah(satu)} == {"baru"}
        assert not Indikator.objects.exists()  # a preview writes nothing
        terapkan(self.pelaku, satu)
        beku, excel = self.cetak()
        assert cair(beku) == cair(self.beku)
        assert beku == self.beku
        assert sel_lembar(excel) == sel_lembar(self.excel)
        assert Penugasan.objects.count() == TautanKinerja.objects.count()  # who carries may fill in

    def test_berkas_sendiri_tidak_mengubah_apa_pun(self) -> None:
        satu = unggah(self.pelaku, self.puncak, self.periode, JenisImpor.MATRIKS, self.excel)
        assert (salah(satu), beda(satu), langkah(satu, "baru")) == ([], {}, [])
        with pytest.raises(PelanggaranAturan, match="Tidak ada yang berubah"):
            terapkan(self.pelaku, satu)
        assert self.cetak()[0] == self.beku

    def _tanpa_lembar_data(self) -> bytes:
        dibuka = load_workbook(BytesIO(self.excel))
        for nama in dibuka.sheetnames:
            if nama.startswith("Data "):
                dibuka.remove(dibuka[nama])
        wadah = BytesIO()
        dibuka.save(wadah)
        return wadah.getvalue()

    def test_lampiran_tercetak_saja_sama_dengan_yang_ada(self) -> None:
        satu = unggah(self.pelaku, self.puncak, self.periode, JenisImpor.MATRIKS, self._tanpa_lembar_data())
        assert (salah(satu), satu.hasil["asing"], beda(satu), langkah(satu, "baru")) == ([], [], {}, [])

    def test_lampiran_tercetak_saja_ke_pangkalan_kosong(self) -> None:
        """Formulas are not printed; sasaran, targets, texts, who carries and every cell in words are."""
        kosongkan()
        satu = unggah(self.pelaku, self.puncak, self.periode, JenisImpor.MATRIKS, self._tanpa_lembar_data())
        # The scales are not printed either, so predicates cannot be read.
        assert {(k, a) for _, k, a, _ in salah(satu)} == {
            (f"TW {n}", "bukan angka, contoh yang benar 86,75") for n in ("II", "IV")
        }
        terapkan(self.pelaku, satu, hanya_baik=True)
        lama, baru = cair(self.beku), cair(self.cetak()[0])
        harapan = [b for b in lama.baris if b.kode not in ("3.1", "6.1")]
        for satu_baris, asal in zip(baru.baris, harapan, strict=True):
            for kolom in ("jenis", "sasaran", "kode", "nama", "definisi", "dasar_hukum", "satuan", "lampiran"):
                assert getattr(satu_baris, kolom) == getattr(asal, kolom), (asal.kode, kolom)
            assert [t.sel.nilai for t in satu_baris.target] == [t.sel.nilai for t in asal.target]
        # 5 + 40 + 45 + 10 = 100 and 4 · 25 = 100: the quarters add up to the year.
        assert {b.kode for b in baru.baris if b.hitungan.pola == "jumlah"} == {"10.1", "14.1"}
