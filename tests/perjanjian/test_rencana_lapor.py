"""Reporting a quarter of the Rencana Aksi: inside its window, complete, nothing overwritten, evidence used again."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from indikator.models import Bukti, Indikator, Realisasi
from kinerja.organisasi.models import Jejak, Perpanjangan
from kinerja.perjanjian.models import TriwulanAksi
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran
from tests.perjanjian.bantu_rencana import buat_kegiatan, kode, lapor, sel


@pytest.fixture
def indikator(orang: Pemeran) -> Indikator:
    return buat_indikator(buat_sasaran(orang.bagian, orang.periode))


def test_lapor_di_dalam_jendela_saja(orang: Pemeran, indikator: Indikator, juli: datetime) -> None:
    satu = buat_kegiatan(orang, indikator)
    baris = lapor(orang, satu, juli, kendala=" Hujan ")
    assert (baris.status, baris.realisasi, baris.kendala) == ("selesai", 1, "Hujan")
    assert (baris.diisi_oleh, baris.diisi_pada, baris.versi) == (orang.operator, juli, 1)
    catatan = Jejak.objects.get(aksi="rencana_aksi.lapor")
    assert catatan.sesudah == {"status": "selesai", "realisasi": "1", "kendala": "Hujan"}
    # TW I closed in April, TW IV opens in January.
    assert kode(lambda: lapor(orang, satu, juli, 1)) == "jendela_tertutup"
    assert kode(lambda: lapor(orang, satu, juli, 4, realisasi=Decimal(2))) == "jendela_belum_buka"
    Perpanjangan.objects.create(
        jendela=orang.periode.jendela.get(triwulan=1),
        unit=orang.bagian,
        sampai=juli.date(),
        alasan="Jaringan",
        diberikan_oleh=orang.administrator,
    )
    assert lapor(orang, satu, juli, 1).dilaporkan


@pytest.mark.parametrize(
    ("lain", "aturan"),
    [
        ({"status": ""}, "status_kosong"),
        ({"realisasi": None}, "keluaran_kosong"),
        ({"serapan": None}, "serapan_kosong"),
        ({"realisasi": Decimal(-1)}, "nilai_negatif"),
        ({"status": "tertunda"}, "kendala_kosong"),
        ({"status": "dibatalkan", "kendala": " "}, "kendala_kosong"),
    ],
)
def test_laporan_yang_ditolak(
    orang: Pemeran, indikator: Indikator, juli: datetime, lain: dict[str, Any], aturan: str
) -> None:
    satu = buat_kegiatan(orang, indikator, biaya=(None, "5000", None, None))
    assert kode(lambda: lapor(orang, satu, juli, **({"serapan": Decimal(0)} | lain))) == aturan
    assert not sel(satu, 2).dilaporkan


def test_simpan_kedua_tidak_menimpa_dan_ulangan_tidak_menggandakan(
    orang: Pemeran, indikator: Indikator, juli: datetime
) -> None:
    satu = buat_kegiatan(orang, indikator)
    lapor(orang, satu, juli)
    # A double click sends the same again with the old version.
    assert lapor(orang, satu, juli, versi=0).versi == 1
    assert kode(lambda: lapor(orang, satu, juli, realisasi=Decimal(9), versi=0)) == "bentrok_versi"
    assert sel(satu, 2).realisasi == 1
    kosong = lapor(orang, satu, juli, status="", realisasi=None)
    assert (kosong.dilaporkan, kosong.diisi_oleh, kosong.versi) == (False, None, 2)
    assert Jejak.objects.filter(aksi="rencana_aksi.kosongkan").count() == 1


def test_bukti_indikator_triwulan_itu_dipakai_lagi(orang: Pemeran, indikator: Indikator, juli: datetime) -> None:
    def bukti(triwulan: int) -> Bukti:
        baris, _ = Realisasi.objects.get_or_create(indikator=indikator, triwulan=triwulan)
        return Bukti.objects.create(
            realisasi=baris,
            berkas=ContentFile(b"%PDF", name="b.pdf"),
            nama=f"tw{triwulan}.pdf",
            tipe="application/pdf",
            ukuran=4,
            sha256=str(triwulan) * 64,
            diunggah_oleh=orang.operator,
            diunggah_pada=juli,
        )

    satu, milik, lain = buat_kegiatan(orang, indikator), bukti(2), bukti(1)
    assert kode(lambda: lapor(orang, satu, juli, bukti=[milik, lain])) == "bukti_asing"
    assert list(lapor(orang, satu, juli, bukti=[milik]).bukti.all()) == [milik]
    # Withdrawn where it was uploaded: it stays here until somebody unticks it, but can't be chosen anew.
    Bukti.objects.update(ditarik_pada=juli, ditarik_oleh=orang.operator)
    assert lapor(orang, satu, juli, bukti=[milik], kendala="Hujan").versi == 2
    assert not lapor(orang, satu, juli, bukti=[]).bukti.exists()
    assert kode(lambda: lapor(orang, satu, juli, bukti=[milik])) == "bukti_asing"


@pytest.mark.parametrize(
    "kolom",
    [
        {"realisasi": Decimal(1)},
        {"kendala": "Hujan"},
        {"status": "selesai"},
        {"target": Decimal(-1)},
        {"triwulan": 5},
    ],
)
def test_pangkalan_data_menolak(orang: Pemeran, indikator: Indikator, kolom: dict[str, Any]) -> None:
    satu = buat_kegiatan(orang, indikator)
    with pytest.raises(IntegrityError), transaction.atomic():
        TriwulanAksi.objects.filter(kegiatan=satu, triwulan=1).update(**kolom)
