"""The example surveys: Surakarta as printed and computed alike, and a counter whose form takes answers today."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.test import TestCase

from indikator.hitung.angka import bulatkan
from indikator.models import NilaiKomponen, Realisasi
from kinerja.beku import bekukan
from kinerja.beranda.demo.muat import muat
from kinerja.organisasi.models import Unit
from survei.demo.pmptsp import jaga_terbuka
from survei.demo.sumber import baca_rtl, baca_unit
from survei.hitung.unsur import Unsur
from survei.models import HasilSurvei, Jawaban, RencanaTindakLanjut, Survei, Tautan
from survei.models.survei import StatusSurvei, SumberSurvei
from survei.selectors.hasil import baca_beku, hasil_kini
from survei.selectors.kota import rekap, tahun_rekap
from survei.services import tally
from survei.services.jawaban import Isian, terima_daring

pytestmark = pytest.mark.lama

KINI = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


class TestSurveiContoh(TestCase):
    """Loaded once, because nothing here changes it but within a savepoint."""

    @classmethod
    def setUpTestData(cls) -> None:
        muat(sandi=None, kini=KINI)

    def kota(self) -> Unit:
        return Unit.objects.select_related("instansi").get(kode="SKA")

    def pmptsp(self) -> list[Survei]:
        return list(Survei.objects.filter(unit__kode="UP-PMPTSP-JP").select_related("unit__instansi").order_by("mulai"))

    def test_semua_unit_dan_semester_terbit(self) -> None:
        survei = Survei.objects.filter(tahun=2021)
        assert survei.count() == 306
        assert set(survei.values_list("status", flat=True)) == {StatusSurvei.TERBIT}
        assert {sumber: survei.filter(sumber=sumber).count() for sumber in SumberSurvei} == {
            SumberSurvei.JAWABAN: 0,
            SumberSurvei.REKAP: REKAP,
            SumberSurvei.TERCETAK: 306 - REKAP,
        }

    def test_hasil_sama_dengan_yang_dihitung_layanan(self) -> None:
        contoh = Survei.objects.filter(tahun=2021, unit__kode__endswith="7").select_related("unit__instansi", "hasil")
        assert contoh.count() == 30
        for survei in contoh:
            assert survei.hasil.isi == bekukan(hasil_kini(survei))

    def test_angka_tercetak_dan_pertentangannya_tetap_terlihat(self) -> None:
        pertama = baca_beku(HasilSurvei.objects.get(survei__unit__kode="SKA-001", survei__nomor_periode=1))
        assert pertama.ikm is not None
        assert (f"{bulatkan(pertama.ikm)}", pertama.mutu, pertama.ciri.sumber) == ("86.55", "B", "rekap")
        assert pertama.tercetak is not None
        # The sheet was made from 300 people, table 3.1 says 102.
        assert (pertama.responden, pertama.tercetak.responden, pertama.tercetak.ikm) == (300, 102, Decimal("86.55"))
        bertentangan = [
            h.survei.unit.nama
            for h in HasilSurvei.objects.filter(survei__tahun=2021).select_related("survei__unit")
            if (cetak := baca_beku(h).tercetak) and "mencetak IKM" in cetak.catatan
        ]
        assert len(bertentangan) == BERTENTANGAN
        assert pertama.tercetak.catatan == "Dokumen mencetak 102 responden; jumlah per unsurnya berasal dari 300."

    def test_rekap_kota(self) -> None:
        hasil = rekap(self.kota(), 2021)
        assert len(hasil.baris) == 153
        assert (hasil.tahun_ini.unit, hasil.tanpa_hasil) == (153, ())
        assert hasil.tahun_ini.ikm is not None
        # Computed from its sums where there are any; the report prints 85,50.
        assert abs(hasil.tahun_ini.ikm - Decimal("85.50")) < Decimal("0.2")
        assert [u.label for u in hasil.unsur] == [f"U{n}" for n in range(1, 10)]
        assert hasil.sumber == ("rekap", "tercetak")
        assert tahun_rekap(self.kota()) == [2021]

    def test_rtl_laporan_masuk_ke_survei_unitnya(self) -> None:
        tercetak = baca_rtl()
        assert (len(tercetak), sum(r.unsur is None for r in tercetak)) == (432, 3)
        rencana = RencanaTindakLanjut.objects.filter(survei__tahun=2021)
        assert rencana.count() == RENCANA
        satu = rencana.get(survei__unit__kode="SKA-001", unsur__kode=Unsur.WAKTU)
        assert (satu.program, satu.triwulan, satu.penanggung_jawab) == (
            "Peningkatan sosialisasi e-layanan",
            [4],
            "Sub Bagian PEP",
        )

    def test_survei_pmptsp_lewat_layanan_dan_tally_sama_dengan_jawaban(self) -> None:
        survei = self.pmptsp()
        assert [s.status for s in survei] == [StatusSurvei.TERBIT, StatusSurvei.TERBIT, StatusSurvei.BERJALAN]
        assert [Jawaban.objects.filter(survei=s).count() for s in survei] == [140, 164, 150]
        assert all(s.judul.endswith("(contoh)") for s in survei)
        for satu in survei:
            assert tally.periksa(satu) == []
        tren = baca_beku(survei[1].hasil).tren
        assert [t.periode for t in tren] == ["Triwulan IV 2022", "Triwulan I 2023"]

    def test_hasil_triwulan_satu_mengisi_indikator(self) -> None:
        hasil = self.pmptsp()[1].hasil
        nilai = NilaiKomponen.objects.get(
            realisasi__triwulan=1,
            realisasi__indikator__sasaran__nomor=4,
            realisasi__indikator__sasaran__unit__kode="UP-PMPTSP-JP",
        )
        assert nilai.nilai == hasil.nilai_persepsi
        assert nilai.asal["alamat"].endswith(f"/survei/{hasil.survei_id}/hasil/")
        assert Realisasi.objects.get(pk=nilai.realisasi_id).status == "disetujui"

    def test_formulir_publik_menerima_jawaban_hari_ini(self) -> None:
        berjalan = self.pmptsp()[2]
        tautan = Tautan.objects.select_related("survei").get(survei=berjalan, nama="Loket 1")
        isian = Isian(nilai=dict.fromkeys((u.value for u in Unsur), 4), persetujuan_versi=1)
        kunci = UUID("11111111-1111-4111-8111-111111111111")
        assert terima_daring(tautan=tautan, isian=isian, kunci=kunci, kini=KINI).baru
        assert Jawaban.objects.filter(survei=berjalan).count() == 151

    def test_dijaga_tetap_terbuka(self) -> None:
        assert self.pmptsp()[2].selesai == date(2026, 4, 1)
        assert jaga_terbuka(KINI.date() + timedelta(days=20)) is False
        assert jaga_terbuka(KINI.date() + timedelta(days=100)) is True
        assert self.pmptsp()[2].selesai == date(2026, 7, 10)


def test_sumber_lengkap() -> None:
    unit = baca_unit()
    assert (len(unit), sum(u.induk != "" for u in unit)) == (153, 54)
    assert sum(s.tally is not None for u in unit for s in u.semester) == REKAP


REKAP = 185
BERTENTANGAN = 34
RENCANA = 429
