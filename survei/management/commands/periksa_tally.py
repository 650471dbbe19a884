"""Prove that running tallies equal the answers they count, and on request write wrong ones anew."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from survei.models import Survei
from survei.models.survei import SumberSurvei
from survei.services.tally import Selisih, perbaiki, periksa


class Command(BaseCommand):
    help = "Membuktikan bahwa tally tiap survei sama dengan jawaban yang tersimpan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--survei", type=int, metavar="NOMOR", help="hanya survei ini")
        parser.add_argument("--perbaiki", action="store_true", help="tulis ulang tally yang berbeda")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        daftar = Survei.objects.filter(sumber=SumberSurvei.JAWABAN).order_by("pk")
        if pilihan["survei"]:
            daftar = daftar.filter(pk=pilihan["survei"])
            if not daftar:
                raise CommandError(f"Tidak ada survei nomor {pilihan['survei']} yang bersumber jawaban.")
        hitung = perbaiki if pilihan["perbaiki"] else periksa
        berbeda = 0
        for survei in daftar:
            selisih = hitung(survei)
            berbeda += bool(selisih)
            for satu in selisih:
                self.stdout.write(f"{survei.pk} {survei.judul}: {_kalimat(satu)}")
        self.stdout.write(f"{len(daftar)} survei diperiksa, {berbeda} berbeda.")
        if berbeda and not pilihan["perbaiki"]:
            raise CommandError("Tally berbeda dengan jawaban. Jalankan lagi dengan --perbaiki untuk menulis ulang.")


def _kalimat(satu: Selisih) -> str:
    nama = f"{satu.dimensi} “{satu.kunci}”" if satu.kunci else satu.dimensi
    tersimpan = satu.tersimpan.responden if satu.tersimpan else 0
    seharusnya = satu.seharusnya.responden if satu.seharusnya else 0
    if tersimpan == seharusnya:
        return f"{nama}: jumlah nilai berbeda ({tersimpan} responden)"
    return f"{nama}: tersimpan {tersimpan} responden, jawaban {seharusnya}"
