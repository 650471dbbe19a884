"""A component fed from outside (a fixed survey result): figure, reason, workflow, refusal."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from django.test import Client

from indikator.alur import Status
from indikator.models import Indikator, Komponen, NilaiKomponen, Realisasi, VersiRealisasi
from indikator.models.indikator import SumberKomponen
from indikator.services.isian import isi_komponen
from indikator.services.sumber import isi_dari_sumber
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jejak
from tests.indikator.bantu import MENIT, buat_indikator_bagian, isi, sampai, segar
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

ASAL = {"uraian": "IKM Bagian Contoh semester 1 2023: 86,55", "alamat": "/survei/1/hasil/"}


def komponen_survei(indikator: Indikator, nama: str = "ikm") -> Komponen:
    return Komponen.objects.create(
        indikator=indikator, nama=nama, label="IKM unit", urutan=9, sumber=SumberKomponen.SURVEI
    )


@pytest.fixture
def komponen(orang: Pemeran) -> Komponen:
    return komponen_survei(buat_indikator_bagian(orang, rumus="ikm", komponen=()))


def test_nilai_dari_sumber_menjadi_realisasi_dan_diteruskan(orang: Pemeran, juli: datetime, komponen: Komponen) -> None:
    pemakai = buat_indikator(
        buat_sasaran(orang.bagian, orang.periode), rumus="a / 2", komponen=(("a", komponen.indikator),)
    )
    baris = isi_dari_sumber(komponen=komponen, triwulan=2, nilai=Decimal("86.55"), asal=ASAL, kini=juli)
    assert segar(baris).nilai == Decimal("86.55")
    # 86,55 / 80 × 100
    assert segar(baris).capaian == Decimal("108.1875")
    assert NilaiKomponen.objects.get(komponen=komponen).asal == ASAL
    assert Realisasi.objects.get(indikator=pemakai, triwulan=2).nilai == Decimal("43.275")
    assert Jejak.objects.filter(aksi="realisasi.sumber").get().sesudah == {"ikm": "86.55"}


def test_nilai_sama_tidak_mengubah_apa_pun(juli: datetime, komponen: Komponen) -> None:
    for _ in range(2):
        baris = isi_dari_sumber(komponen=komponen, triwulan=2, nilai=Decimal("86.55"), asal=ASAL, kini=juli)
    assert segar(baris).versi == 1
    assert Jejak.objects.filter(aksi="realisasi.sumber").count() == 1


def test_tanpa_nilai_alasannya_yang_tampil(juli: datetime, komponen: Komponen) -> None:
    isi_dari_sumber(komponen=komponen, triwulan=2, nilai=Decimal(80), asal=ASAL, kini=juli)
    alasan = "2 dari 5 kelurahan belum menetapkan hasil surveinya."
    baris = isi_dari_sumber(komponen=komponen, triwulan=2, nilai=None, asal={"alasan": alasan}, kini=juli)
    assert (segar(baris).nilai, segar(baris).alasan_kosong) == (None, alasan)


def test_yang_sudah_disetujui_dibuka_dan_versi_lamanya_tersimpan(orang: Pemeran, juli: datetime) -> None:
    indikator = buat_indikator_bagian(orang, rumus="nilai + ikm")
    tambahan = komponen_survei(indikator)
    isi_dari_sumber(komponen=tambahan, triwulan=2, nilai=Decimal(10), asal=ASAL, kini=juli)
    ketik = indikator.komponen.get(sumber=SumberKomponen.ISIAN)
    baris = isi_komponen(pelaku=orang.operator, komponen=ketik, triwulan=2, nilai=Decimal(70), versi=1, kini=juli)
    baris = sampai(orang, segar(baris), Status.DISETUJUI, juli)
    isi_dari_sumber(komponen=tambahan, triwulan=2, nilai=Decimal(12), asal=ASAL, kini=juli + 9 * MENIT)
    assert (segar(baris).nilai, segar(baris).status) == (Decimal(82), Status.DIKEMBALIKAN)
    assert Decimal(VersiRealisasi.objects.get(realisasi=baris).isi["nilai"]) == 80


def test_komponen_yang_diketik_menolak_sumber_dan_sebaliknya(
    orang: Pemeran, juli: datetime, komponen: Komponen
) -> None:
    ketik = isi(orang, buat_indikator_bagian(orang), "84", juli).indikator.komponen.get()
    with pytest.raises(PelanggaranAturan) as tolak:
        isi_dari_sumber(komponen=ketik, triwulan=2, nilai=Decimal(1), asal=ASAL, kini=juli)
    assert tolak.value.kode == "bukan_sumber_luar"
    with pytest.raises(PelanggaranAturan) as tolak:
        isi_komponen(pelaku=orang.operator, komponen=komponen, triwulan=2, nilai=Decimal(1), versi=0, kini=juli)
    assert (tolak.value.kode, tolak.value.pesan) == (
        "bukan_isian",
        "“IKM unit” diambil dari hasil survei yang ditetapkan, tidak diketik.",
    )


def test_halaman_angka_menunjuk_survei(orang: Pemeran, juli: datetime, komponen: Komponen, client: Client) -> None:
    isi_dari_sumber(komponen=komponen, triwulan=2, nilai=Decimal("86.55"), asal=ASAL, kini=juli)
    client.force_login(orang.verifikator)
    halaman = client.get(f"/angka/{komponen.indikator_id}/2/").content.decode()
    assert '<a href="/survei/1/hasil/">Hasil survei kepuasan</a>' in halaman
    assert ASAL["uraian"] in halaman
