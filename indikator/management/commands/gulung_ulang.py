"""`manage.py gulung_ulang`: hold every rolled-up figure of a year against its leaves and put right what differs."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from indikator.services.gulungan_tahun import gulungan_beda, samakan_gulungan
from kinerja.organisasi.models import Periode
from kinerja.organisasi.tanggal import tulis_triwulan


class Command(BaseCommand):
    help = "Memeriksa semua angka gulungan setahun terhadap daunnya dan menghitung ulang yang berbeda."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tahun", required=True, type=int)
        parser.add_argument("--instansi", help="kode instansi; tanpa ini semua instansi")
        parser.add_argument("--periksa-saja", action="store_true", help="hanya menyebut yang berbeda")

    def handle(self, *args: Any, **opsi: Any) -> None:
        periode = Periode.objects.filter(tahun=opsi["tahun"]).select_related("instansi").order_by("pk")
        if opsi["instansi"]:
            periode = periode.filter(instansi__kode=opsi["instansi"])
        if not periode:
            raise CommandError(f"Tidak ada periode {opsi['tahun']} pada instansi itu.")
        for satu in periode:
            beda = gulungan_beda(satu) if opsi["periksa_saja"] else samakan_gulungan(satu, timezone.now())
            for b in beda:
                unit = b.indikator.sasaran.unit
                self.stdout.write(f"{unit}: {b.indikator} {tulis_triwulan(b.triwulan)} berbeda dari bawahannya")
            kata = "berbeda" if opsi["periksa_saja"] else "dihitung ulang"
            self.stdout.write(f"{satu.instansi} {satu}: {len(beda)} angka gulungan {kata}.")
