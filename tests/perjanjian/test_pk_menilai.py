"""Entry, checking, approval and report judge a quarter by one target, and name whose it is (docs/keputusan/0017)."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indikator import alur
from indikator.models import Realisasi, VersiRealisasi
from indikator.services.definisi import hitung_ulang_indikator
from indikator.services.perhitungan import hitung_nilai
from kinerja.organisasi.models import Jejak
from kinerja.perjanjian.alur import Status
from tests.indikator.bantu import isi, sampai, segar
from tests.pabrik import buat_indikator
from tests.perjanjian.bantu_pk import Susunan, pk_di, tandatangani_kertas
from tests.perjanjian.test_pk_laporan import OKTOBER, baris, perubahan, ubah_target

ASLI = "menurut PK (20 Januari 2023), berlaku mulai TW I"
PERUBAHAN = "menurut PK Perubahan ke-1 (3 Juli 2023), berlaku mulai TW III"
BATAS_KUERI = 15


def buka(client: Client, s: Susunan, nama: str, triwulan: int = 3) -> str:
    """A page of the bagian's quarter, read by the person whose page it is."""
    orang = {"lembar": s.orang.operator, "verifikasi_unit": s.orang.verifikator}.get(nama, s.orang.pimpinan)
    client.force_login(orang)
    alamat = [s.indikator.pk, triwulan] if nama == "angka" else [s.orang.bagian.pk, 2023, triwulan]
    with time_machine.travel(OKTOBER, tick=False):
        return " ".join(client.get(reverse(f"indikator:{nama}", args=alamat)).content.decode().split())


def ubah_rencana(s: Susunan, nilai: str, triwulan: int = 3) -> None:
    """The planner changes the target of the plan, as the admin does it."""
    ubah_target(s, triwulan, nilai)
    hitung_ulang_indikator(pelaku=s.orang.perencana, indikator=s.indikator, kini=OKTOBER)


def test_semua_halaman_menilai_dengan_versi_yang_berlaku(client: Client, susunan: Susunan) -> None:
    s = susunan
    satu = sampai(s.orang, isi(s.orang, s.indikator, "60", OKTOBER, 3), alur.Status.DIAJUKAN, OKTOBER)
    assert "menurut PK" not in buka(client, s, "lembar")
    lama = pk_di(s, Status.DITANDATANGANI)
    ubah_rencana(s, "50")
    # 60 of 80: the plan moved, the promise did not; nor did the stored figure, so no report looks outdated.
    assert (segar(satu).capaian, segar(satu).versi_angka) == (75, satu.versi_angka)
    for nama in ("lembar", "verifikasi_unit", "angka"):
        halaman = buka(client, s, nama)
        assert ASLI in halaman, nama
        assert "75,00%" in halaman, nama
        assert "120,00%" not in halaman, nama
    assert "Target dalam rencana kini 50,00; yang menilai adalah yang diperjanjikan." in halaman

    tandatangani_kertas(s, perubahan(s, lama))
    for nama in ("lembar", "verifikasi_unit", "angka"):
        halaman = buka(client, s, nama)
        assert PERUBAHAN in halaman, nama
        assert "120,00%" in halaman, nama
    assert "Target dalam rencana kini" not in halaman
    # TW II stays with the first version.
    assert ASLI in buka(client, s, "lembar", 2)
    assert PERUBAHAN not in buka(client, s, "lembar", 2)
    assert (baris(s, 3).capaian.nilai, segar(satu).capaian) == (120, 120)


def test_penandatanganan_menilai_ulang_yang_tersimpan(client: Client, susunan: Susunan) -> None:
    s = susunan
    lama = pk_di(s, Status.DITANDATANGANI)
    satu = sampai(s.orang, isi(s.orang, s.indikator, "60", OKTOBER, 3), alur.Status.DISETUJUI, OKTOBER)
    ubah_rencana(s, "50")
    assert not VersiRealisasi.objects.exists()
    tandatangani_kertas(s, perubahan(s, lama))
    kini = segar(satu)
    # The figure and its approval stay; the old achievement is kept as a version, with the reason in the trail.
    assert (kini.status, kini.nilai, kini.capaian, kini.versi_angka) == ("disetujui", 60, 120, satu.versi_angka + 1)
    assert Decimal(VersiRealisasi.objects.get().isi["capaian"]) == 75
    jejak = Jejak.objects.filter(aksi="realisasi.hitung_ulang").latest("pk")
    assert jejak.alasan == f"Target triwulan ini kini {PERUBAHAN}."
    halaman = buka(client, s, "persetujuan_unit")
    assert PERUBAHAN in halaman
    assert "120,00%" in halaman


def test_isian_baru_dan_templat_memakai_janji(client: Client, susunan: Susunan) -> None:
    s = susunan
    pk_di(s, Status.DITANDATANGANI)
    ubah_rencana(s, "50")
    # Entered after the plan had moved: the stored achievement is that of the promise.
    assert isi(s.orang, s.indikator, "60", OKTOBER, 3).capaian == 75
    client.force_login(s.orang.operator)
    with time_machine.travel(OKTOBER, tick=False):
        jawab = client.get(reverse("indikator:templat_unduh", args=[s.orang.bagian.pk, 2023, 3]))
    buku = openpyxl.load_workbook(BytesIO(jawab.content))
    sel = [str(c.value) for larik in buku.worksheets[0].iter_rows() for c in larik]
    assert f"80,00\n{ASLI}" in sel


def test_indikator_di_luar_pk_tetap_menurut_rencana(client: Client, susunan: Susunan) -> None:
    s = susunan
    pk_di(s, Status.DITANDATANGANI)
    tambahan = buat_indikator(s.indikator.sasaran, target=dict.fromkeys((1, 2, 3, 4, 0), "70"))
    assert isi(s.orang, tambahan, "70", OKTOBER, 3).capaian == 100
    # The agreement is named once: at the line it names.
    assert buka(client, s, "lembar").count("menurut PK") == 1


@pytest.mark.parametrize("banyak", [1, 20])
def test_kueri_tetap(
    client: Client, susunan: Susunan, banyak: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    s = susunan
    for _ in range(banyak):
        buat_indikator(s.indikator.sasaran)
    pk_di(s, Status.DITANDATANGANI)
    for indikator in s.indikator.sasaran.indikator.all():
        nilai, _ = hitung_nilai(indikator, {"nilai": Decimal(60)})
        Realisasi.objects.create(
            indikator=indikator, triwulan=3, status="diverifikasi", nilai=nilai, diajukan_oleh=s.orang.operator
        )
    for nama in ("lembar", "persetujuan_unit"):
        assert buka(client, s, nama).count("menurut PK") == banyak + 1
        alamat = reverse(f"indikator:{nama}", args=[s.orang.bagian.pk, 2023, 3])
        with time_machine.travel(OKTOBER, tick=False), django_assert_max_num_queries(BATAS_KUERI):
            client.get(alamat)
