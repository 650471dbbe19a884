"""``manage.py periksa_rekap UNITS.csv [--unsur UNSUR.csv]``: check an official recap, without a database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indikator.hitung.kesalahan import KesalahanHitung
from survei.hitung.baca_rekap import KOLOM_UNITS, KOLOM_UNSUR, baca_rekap
from survei.hitung.periksa import Baris, Temuan, periksa_rekap
from survei.hitung.periksa.ringkasan import periksa_ringkasan

MAKS_BERKAS = 20 * 1024 * 1024


class Command(BaseCommand):
    """Prints every figure that contradicts the rest; the codes are explained in docs/periksa-rekap.md."""

    help = "Periksa rekap SKM resmi: setiap angka yang bertentangan dengan angka lain (tanpa basis data)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("units", type=Path, help="Tabel unit: no, name, resp_*, ikm_*, cat_*, pct_change, status.")
        parser.add_argument("--unsur", type=Path, help="Lembar per unsur: no, name, semester, sum_u*, nrr_u*, …")
        parser.add_argument("--ringkasan", type=Path, help="JSON: yang dikatakan laporan tentang semua unit.")
        parser.add_argument("--json", action="store_true", help="Keluaran JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 0 with or without findings; 1 when a file cannot be read."""
        try:
            units = _baca(options["units"], KOLOM_UNITS)
            unsur = _baca(options["unsur"], KOLOM_UNSUR) if options["unsur"] else []
            temuan = periksa_rekap(units, unsur)
            if options["ringkasan"]:
                temuan += periksa_ringkasan(units, _baca_ringkasan(options["ringkasan"]))
        except KesalahanHitung as galat:
            raise CommandError(galat.pesan) from galat
        if options["json"]:
            self.stdout.write(json.dumps([sebagai_json(t) for t in temuan], ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join([*map(sebagai_teks, temuan), f"{len(temuan)} temuan."]))


def sebagai_json(temuan: Temuan) -> dict[str, Any]:
    """The documented shape of one finding."""
    return {
        "baris": temuan.baris,
        "unit": temuan.unit,
        "kolom": temuan.kolom,
        "aturan": temuan.aturan.value,
        "tercetak": temuan.tercetak,
        "dihitung": temuan.dihitung,
        "keyakinan": temuan.keyakinan.value,
    }


def sebagai_teks(temuan: Temuan) -> str:
    """One line for people."""
    hitung = f", seharusnya {temuan.dihitung}" if temuan.dihitung else ""
    return (
        f"{temuan.berkas} baris {temuan.baris} {temuan.unit}, {temuan.kolom} [{temuan.aturan.value}, "
        f"{temuan.keyakinan.value}]: tercetak {temuan.tercetak or '(kosong)'}{hitung}. {temuan.penjelasan}"
    )


def _baca(jalur: Path, wajib: tuple[str, ...]) -> list[Baris]:
    return baca_rekap(_teks(jalur).splitlines(keepends=True), wajib)


def _baca_ringkasan(jalur: Path) -> dict[str, Any]:
    try:
        isi = json.loads(_teks(jalur), parse_float=str)
    except (ValueError, RecursionError) as galat:
        raise CommandError(f"Berkas {jalur} bukan JSON yang sah.") from galat
    if not isinstance(isi, dict):
        raise CommandError(f"Berkas {jalur} harus berisi satu objek JSON.")
    return isi


def _teks(jalur: Path) -> str:
    try:
        if jalur.stat().st_size > MAKS_BERKAS:
            raise CommandError(f"Berkas {jalur} lebih dari {MAKS_BERKAS // 1024 // 1024} MB.")
        isi = jalur.read_bytes()
    except OSError as galat:
        raise CommandError(f"Berkas {jalur} tidak dapat dibuka: {galat.strerror}.") from galat
    if b"\x00" in isi:
        raise CommandError(f"Berkas {jalur} bukan teks.")
    try:
        return isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        return isi.decode("cp1252", errors="replace")
