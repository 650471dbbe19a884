"""The quarter's entry grid with 40 indicators, and saving one of its cells, through the whole web stack."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import count

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.ukur import Kerja, ukuran
from indikator.models import Indikator, Komponen, NilaiKomponen, Realisasi
from indikator.services.isian import isi_komponen
from kinerja.organisasi import jejak
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import JendelaTriwulan, Pengguna, Periode, Unit
from tests.pabrik import buat_indikator, buat_instansi, buat_pengguna, buat_periode, buat_sasaran, buat_unit

TRIWULAN = 2
BARIS = 40


@cache
def _lembar() -> tuple[Unit, Periode, Pengguna]:
    """A unit with 40 indicators of two components each, all filled in, in a window that is open today."""
    instansi = buat_instansi("ukur")
    unit = buat_unit(instansi, "UKUR")
    periode = buat_periode(instansi)
    kini = timezone.now()
    hari_ini = timezone.localdate(kini)
    JendelaTriwulan.objects.filter(periode=periode, triwulan=TRIWULAN).update(
        buka=date(2023, 1, 1), tutup=hari_ini + timedelta(days=30)
    )
    operator = buat_pengguna("ukur.operator", instansi, (Peran.OPERATOR, unit))
    sasaran = buat_sasaran(unit, periode)
    for _ in range(BARIS):
        indikator = buat_indikator(sasaran, rumus="selesai / masuk * 100", komponen=("selesai", "masuk"))
        for versi, komponen in enumerate(indikator.komponen.all()):
            isi_komponen(
                pelaku=operator, komponen=komponen, triwulan=TRIWULAN, nilai=Decimal(80), versi=versi, kini=kini
            )
    return unit, periode, operator


def _klien(pengguna: Pengguna) -> Client:
    klien = Client(headers={"host": "127.0.0.1"})
    klien.force_login(pengguna)
    return klien


@ukuran("lembar isian, 40 indikator", lantai="baca barisnya saja lewat ORM", ulangan=30)
def lembar() -> tuple[Kerja, Kerja]:
    """The whole page, against reading its rows."""
    unit, periode, operator = _lembar()
    klien, alamat = _klien(operator), reverse("indikator:lembar", args=[unit.pk, periode.tahun, TRIWULAN])

    def kerja() -> None:
        assert klien.get(alamat).content.count(b"data-sel") >= 2 * BARIS

    def lantai() -> None:
        muat = ("komponen", "target", "realisasi__nilai_komponen", "penugasan")
        assert (
            len(Indikator.objects.filter(sasaran__unit=unit).select_related("satuan").prefetch_related(*muat)) == BARIS
        )

    return kerja, lantai


@ukuran("simpan satu sel", lantai="nilai, baris, dan jejak dalam satu transaksi", ulangan=100)
def simpan_sel() -> tuple[Kerja, Kerja]:
    """One cell's request to its answer, against the three writes it has to make."""
    unit, _, operator = _lembar()
    klien = _klien(operator)
    komponen = Komponen.objects.filter(indikator__sasaran__unit=unit).order_by("pk")[0]
    baris = Realisasi.objects.get(indikator=komponen.indikator_id, triwulan=TRIWULAN)
    alamat = reverse("indikator:isi_sel", args=[komponen.indikator_id, TRIWULAN, komponen.pk])
    nomor = count(1)

    def kerja() -> None:
        versi = Realisasi.objects.values_list("versi", flat=True).get(pk=baris.pk)
        jawaban = klien.post(alamat, {"isi": str(next(nomor) % 80), "versi": versi})
        assert jawaban.status_code == 200, jawaban.content

    def lantai() -> None:
        with transaction.atomic():
            NilaiKomponen.objects.filter(realisasi=baris, komponen=komponen).update(nilai=next(nomor) % 80)
            Realisasi.objects.filter(pk=baris.pk).update(nilai=next(nomor) % 80)
            jejak.catat(
                pelaku=operator,
                aksi="realisasi.isi",
                objek=baris,
                kini=timezone.now(),
                unit_jalur=unit.jalur,
                sebelum={"nilai": "1"},
                sesudah={"nilai": "2"},
            )

    return kerja, lantai
