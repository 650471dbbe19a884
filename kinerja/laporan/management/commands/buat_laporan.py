"""`manage.py buat_laporan`: the same report as the pages make, without a browser, a broker or a worker."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from kinerja.laporan.models import JENIS_TRIWULAN, Format, Jenis
from kinerja.laporan.perintah import cari_peminta, cari_periode, cari_unit, periksa_folder, tulis_berkas
from kinerja.laporan.permintaan import minta


class Command(BaseCommand):
    help = "Membuat laporan realisasi triwulan suatu unit sebagai PDF atau Excel."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", required=True, help="kode unit")
        parser.add_argument("--tahun", required=True, type=int)
        parser.add_argument("--tw", required=True, type=int, choices=(1, 2, 3, 4), help="triwulan")
        parser.add_argument("--format", required=True, choices=Format.values)
        parser.add_argument("--keluaran", required=True, type=Path, help="berkas yang ditulis")
        parser.add_argument("--jenis", default=Jenis.UNIT.value, choices=[j.value for j in JENIS_TRIWULAN])
        parser.add_argument("--instansi", help="kode instansi, bila kode unit dipakai beberapa instansi")
        parser.add_argument("--atas-nama", help="nama pengguna yang tercatat sebagai peminta")
        parser.add_argument("--data", type=Path, help="tulis juga data bekunya (JSON)")

    def handle(self, *args: Any, **opsi: Any) -> None:
        unit = cari_unit(opsi["unit"], opsi["instansi"])
        periksa_folder(opsi["keluaran"], opsi["data"])
        laporan, _ = minta(
            pelaku=cari_peminta(unit, opsi["atas_nama"]),
            unit=unit,
            periode=cari_periode(unit, opsi["tahun"]),
            triwulan=opsi["tw"],
            jenis=Jenis(opsi["jenis"]),
            format_=Format(opsi["format"]),
            kini=timezone.now(),
            antre=False,
        )
        self.stdout.write(tulis_berkas(laporan, opsi["keluaran"], opsi["data"]))
