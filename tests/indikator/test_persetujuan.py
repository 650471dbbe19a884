"""The approver's pages: score, approving all or some, sending back, correction, the way to the report."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indikator.alur import Status
from indikator.models import Realisasi, VersiRealisasi
from tests.indikator.bantu import MENIT, baris_di, segar
from tests.orang import Pemeran

BATAS_KUERI = 15


def alamat(orang: Pemeran) -> str:
    return reverse("indikator:persetujuan_unit", args=[orang.bagian.pk, 2023, 2])


def alamat_setujui(orang: Pemeran) -> str:
    return reverse("indikator:persetujuan_setujui", args=[orang.bagian.pk, 2023, 2])


def buka(client: Client, orang: Pemeran, kini: datetime) -> str:
    client.force_login(orang.pimpinan)
    with time_machine.travel(kini, tick=False):
        return client.get(alamat(orang)).content.decode()


def pilih(*baris: Realisasi) -> dict[str, list[str]]:
    return {"pilih": [f"{b.pk}:{b.versi}" for b in baris]}


def test_antrean_hanya_yang_sudah_diverifikasi(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris_di(orang, Status.DIVERIFIKASI, juli)
    baris_di(orang, Status.DIAJUKAN, juli)
    client.force_login(orang.pimpinan)
    with time_machine.travel(juli + timedelta(hours=5), tick=False):
        halaman = client.get(reverse("indikator:persetujuan")).content.decode()
    for kata in ("Bagian Contoh", "<b>1</b> dari 2 baris", "4 jam", "Contoh verifikator"):
        assert kata in halaman


def test_skor_sementara_menghitung_yang_diajukan(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris_di(orang, Status.DIVERIFIKASI, juli, "84")  # 105
    baris_di(orang, Status.DIAJUKAN, juli, "60")  # 75
    baris_di(orang, Status.DRAF, juli, "8")
    baris_di(orang, Status.DIKEMBALIKAN, juli, "8")
    sebelum = buka(client, orang, juli)
    assert "jumlah capaian 180,00 / 2 indikator = 90,00; 2 belum dilaporkan, tidak dihitung" in sebelum
    assert "Tinggi" in sebelum
    # After the deadline what is missing counts as 0 and is named: 180 / 4.
    sesudah = buka(client, orang, juli + timedelta(days=40))
    assert "jumlah capaian 180,00 / 4 indikator = 45,00; 2 lewat tenggat, dihitung 0" in sesudah
    assert "Sangat Rendah" in sesudah


def test_setujui_yang_dicentang_saja(client: Client, orang: Pemeran, juli: datetime) -> None:
    satu, dua, basi = (baris_di(orang, Status.DIVERIFIKASI, juli) for _ in range(3))
    client.force_login(orang.pimpinan)
    basi.versi -= 1
    halaman = client.post(alamat_setujui(orang), pilih(satu, basi), follow=True).content.decode()
    assert (segar(satu).status, segar(satu).disetujui_oleh) == (Status.DISETUJUI, orang.pimpinan)
    assert segar(dua).status == Status.DIVERIFIKASI
    assert segar(basi).status == Status.DIVERIFIKASI
    assert "1 baris disetujui." in halaman
    assert f"Indikator {basi.indikator.kode}: berubah sejak halaman ini dibuka" in halaman


def test_yang_belum_diverifikasi_tidak_dapat_disetujui(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIAJUKAN, juli)
    client.force_login(orang.pimpinan)
    halaman = client.post(alamat_setujui(orang), pilih(baris), follow=True).content.decode()
    assert segar(baris).status == Status.DIAJUKAN
    assert "berstatus diajukan tidak dapat disetujui" in halaman


def test_setelah_semua_disetujui_laporan_dapat_diminta(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIVERIFIKASI, juli)
    tautan = f"{reverse('laporan:pusat')}?unit={orang.bagian.pk}&amp;tahun=2023&amp;tw=2"
    assert tautan not in buka(client, orang, juli)
    halaman = client.post(alamat_setujui(orang), pilih(baris), follow=True).content.decode()
    assert "Semua baris disetujui" in halaman
    assert tautan in halaman


def test_kembalikan_dengan_alasan_dan_penolakannya(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIVERIFIKASI, juli)
    client.force_login(orang.pimpinan)
    tujuan = reverse("indikator:persetujuan_kembalikan", args=[baris.pk])
    tolak = client.post(tujuan, {"versi": baris.versi, "alasan": " "})
    assert (tolak.status_code, segar(baris).status) == (409, Status.DIVERIFIKASI)
    assert "Tuliskan alasannya" in tolak.content.decode()
    terima = client.post(tujuan, {"versi": baris.versi, "alasan": "Cek lagi."})
    assert (terima.status_code, segar(baris).status) == (302, Status.DIKEMBALIKAN)


def test_koreksi_dari_halaman_angka(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DISETUJUI, juli)
    client.force_login(orang.pimpinan)
    halaman_angka = reverse("indikator:angka", args=[baris.indikator_id, 2])
    assert "Buka untuk koreksi" in client.get(halaman_angka).content.decode()
    tujuan = reverse("indikator:koreksi", args=[baris.pk])
    tolak = client.post(tujuan, {"versi": baris.versi - 1, "alasan": "Penyebut keliru."})
    assert tolak.status_code == 409
    assert "Penyebut keliru.</textarea>" in tolak.content.decode()
    assert not VersiRealisasi.objects.exists()
    terima = client.post(tujuan, {"versi": baris.versi, "alasan": "Penyebut keliru."}, follow=True)
    assert segar(baris).status == Status.DIKEMBALIKAN
    assert "Penyebut keliru." in terima.content.decode()
    assert VersiRealisasi.objects.get().alasan == "Penyebut keliru."


@pytest.mark.parametrize(
    ("siapa", "kode", "kode_koreksi"),
    [
        ("pimpinan", 200, 302),
        ("verifikator", 403, 302),
        ("operator", 403, 403),
        ("perencana", 403, 403),
        ("orang_luar", 404, 404),
        ("tanpa_peran", 404, 404),
    ],
)
def test_izin(client: Client, orang: Pemeran, juli: datetime, siapa: str, kode: int, kode_koreksi: int) -> None:
    menunggu, disetujui = baris_di(orang, Status.DIVERIFIKASI, juli), baris_di(orang, Status.DISETUJUI, juli)
    client.force_login(getattr(orang, siapa))
    assert client.get(alamat(orang)).status_code == kode
    jawab = client.post(reverse("indikator:koreksi", args=[disetujui.pk]), {"versi": disetujui.versi, "alasan": "x"})
    assert jawab.status_code == kode_koreksi
    assert (segar(disetujui).status == Status.DISETUJUI) == (kode_koreksi != 302)
    if kode != 200:
        kembali = reverse("indikator:persetujuan_kembalikan", args=[menunggu.pk])
        assert client.post(kembali, {"versi": menunggu.versi, "alasan": "x"}).status_code == kode
        assert client.post(alamat_setujui(orang), pilih(menunggu)).status_code == kode
        assert segar(menunggu).status == Status.DIVERIFIKASI


@pytest.mark.parametrize("banyak", [2, 40])
def test_jumlah_kueri_tetap(
    client: Client,
    orang: Pemeran,
    juli: datetime,
    banyak: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(banyak):
        baris_di(orang, Status.DIVERIFIKASI, juli + MENIT)
    client.force_login(orang.pimpinan)
    with django_assert_max_num_queries(BATAS_KUERI):
        client.get(alamat(orang))
    with django_assert_max_num_queries(BATAS_KUERI):
        client.get(reverse("indikator:persetujuan"))
