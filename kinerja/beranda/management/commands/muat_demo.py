"""`manage.py muat_demo`: three example agencies with accounts for every role; a second run changes nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kinerja.beranda.demo import SANDI_DEMO
from kinerja.beranda.demo.akun import SEMUA_AKUN, BarisAkun
from kinerja.beranda.demo.muat import DemoDitolak, belum_dimuat, muat


class Command(BaseCommand):
    help = "Memuat tiga instansi contoh beserta akun untuk setiap peran. Aman diulang."
    # Checks would load every page and document module; `make run` has just had them with migrate.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--paksa",
            action="store_true",
            help="Muat juga di produksi; akunnya tanpa kata sandi dan tanpa akun pengelola pemasangan.",
        )

    def handle(self, *args: Any, **pilihan: Any) -> None:
        if settings.PRODUKSI and not pilihan["paksa"]:
            raise CommandError(
                "Ini pemasangan produksi: data contoh tidak dimuat. Tambahkan --paksa bila memang perlu."
            )
        sandi = None if settings.PRODUKSI else SANDI_DEMO
        try:
            berubah = muat(sandi=sandi, kini=timezone.now())
        except DemoDitolak as tolak:
            raise CommandError(str(tolak)) from tolak
        self.stdout.write("Data contoh dimuat." if berubah else "Data contoh sudah ada.")
        if kurang := belum_dimuat():
            self.stdout.write(
                f"Data contoh ini dari versi sebelumnya, tanpa {', '.join(kurang)}; hapus folder data/ untuk memuatnya."
            )
        if sandi is not None:
            self._tulis_akun(sandi)

    def _tulis_akun(self, sandi: str) -> None:
        baris = [("akun", "peran", "unit"), *((a.akun, _peran(a), a.unit or "–") for a in SEMUA_AKUN)]
        lebar = [max(len(b[i]) for b in baris) for i in range(3)]
        for b in baris:
            self.stdout.write("  " + "  ".join(isi.ljust(n) for isi, n in zip(b, lebar, strict=True)).rstrip())
        self.stdout.write(f"  Kata sandi semua akun contoh: {sandi} (kecuali yang sudah diganti)")


def _peran(akun: BarisAkun) -> str:
    if akun.peran is not None:
        return str(akun.peran.label)
    return "Pejabat, tanpa peran" if akun.pejabat else "Pengelola pemasangan"
