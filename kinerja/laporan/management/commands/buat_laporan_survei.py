"""`manage.py buat_laporan_survei`: the report of one survey, or the recap of a unit's subtree and a year, as a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kinerja.laporan.models import Format, Laporan
from kinerja.laporan.perintah import cari_peminta, cari_unit, periksa_folder, tulis_berkas
from kinerja.laporan.permintaan import minta_kota, minta_survei
from kinerja.organisasi.aturan import PelanggaranAturan
from survei.models import Survei


class Command(BaseCommand):
    help = "Membuat laporan satu survei, atau rekap survei suatu unit beserta bawahannya, sebagai PDF atau Excel."

    def add_arguments(self, parser: ArgumentParser) -> None:
        pilih = parser.add_mutually_exclusive_group(required=True)
        pilih.add_argument("--survei", type=int, help="nomor survei, seperti pada alamat halamannya")
        pilih.add_argument("--unit", help="kode unit yang direkap beserta semua unit di bawahnya")
        parser.add_argument("--tahun", type=int, help="tahun rekap, wajib bersama --unit")
        parser.add_argument("--format", required=True, choices=Format.values)
        parser.add_argument("--keluaran", required=True, type=Path, help="berkas yang ditulis")
        parser.add_argument("--instansi", help="kode instansi, bila kode unit dipakai beberapa instansi")
        parser.add_argument("--atas-nama", help="nama pengguna yang tercatat sebagai peminta")
        parser.add_argument("--data", type=Path, help="tulis juga data bekunya (JSON)")

    def handle(self, *args: Any, **opsi: Any) -> None:
        periksa_folder(opsi["keluaran"], opsi["data"])
        try:
            laporan = _survei(opsi) if opsi["survei"] is not None else _rekap(opsi)
        except PelanggaranAturan as salah:
            raise CommandError(salah.pesan) from salah
        self.stdout.write(tulis_berkas(laporan, opsi["keluaran"], opsi["data"]))


def _survei(opsi: dict[str, Any]) -> Laporan:
    survei = Survei.objects.select_related("unit__instansi").filter(pk=opsi["survei"]).first()
    if survei is None:
        raise CommandError(f"Survei nomor {opsi['survei']} tidak ada.")
    pelaku = cari_peminta(survei.unit, opsi["atas_nama"])
    return minta_survei(pelaku=pelaku, survei=survei, format_=Format(opsi["format"]), kini=timezone.now(), antre=False)[
        0
    ]


def _rekap(opsi: dict[str, Any]) -> Laporan:
    if opsi["tahun"] is None:
        raise CommandError("Rekap memerlukan --tahun.")
    unit = cari_unit(opsi["unit"], opsi["instansi"])
    return minta_kota(
        pelaku=cari_peminta(unit, opsi["atas_nama"]),
        unit=unit,
        tahun=opsi["tahun"],
        format_=Format(opsi["format"]),
        kini=timezone.now(),
        antre=False,
    )[0]
