"""``manage.py hitung_ikm BERKAS``: the IKM of a file of answers, without a database."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indikator.hitung.angka import bulatkan, tulis_angka
from indikator.hitung.kesalahan import KesalahanHitung
from survei.hitung.ikm import HasilIkm, hitung_ikm
from survei.hitung.tally import TallySurvei, tally_jawaban
from survei.hitung.unsur import Urutan, label, nama_unsur
from survei.unggah import siapkan
from survei.unggah.baca import baca_jalur
from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.periksa import HasilPeriksa, periksa

DESIMAL_NRR = 4  # the bands of [14] have four decimals


class Command(BaseCommand):
    """Reads answers (.xlsx, .csv), refuses bad rows by name, prints NRR and IKM."""

    help = "Hitung IKM dari berkas jawaban .xlsx atau .csv (tanpa basis data)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("berkas", type=Path)
        parser.add_argument(
            "--urutan",
            choices=[u.value for u in Urutan],
            help="Arti U8 dan U9 dalam berkas; bawaan: menurut judul kolom, atau sarana-pengaduan.",
        )
        parser.add_argument("--lewati-salah", action="store_true", help="Hitung baris yang benar saja.")
        parser.add_argument("--json", action="store_true", help="Keluaran JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1 and the reason on stderr when the file is refused or has bad rows."""
        try:
            siap = siapkan(baca_jalur(options["berkas"]))
            urutan = Urutan(options["urutan"] or siap.pemetaan.urutan or Urutan.SARANA_PENGADUAN)
            hasil = periksa(siap.baris, siap.pemetaan, urutan)
            self._laporkan(siap.pemetaan.catatan, hasil, lewati=options["lewati_salah"])
            tally = tally_jawaban(hasil.kode, [b.jawaban for b in hasil.sah])
            ikm = hitung_ikm(tally.unsur)
        except (KesalahanUnggah, KesalahanHitung) as galat:
            raise CommandError(galat.pesan) from galat
        if options["json"]:
            self.stdout.write(json.dumps(sebagai_json(tally, ikm, urutan), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(sebagai_teks(tally, ikm, urutan)))

    def _laporkan(self, catatan: Sequence[str], hasil: HasilPeriksa, *, lewati: bool) -> None:
        for baris in (*catatan, *(k.pesan for k in hasil.salah)):
            self.stderr.write(baris)
        if hasil.ditolak and not lewati:
            raise CommandError(
                f"{hasil.ditolak} baris salah; tidak ada yang dihitung. Perbaiki, atau pakai --lewati-salah."
            )


def berlabel(ikm: HasilIkm, urutan: Urutan) -> dict[str, int]:
    """U-label → place in ``ikm.unsur``, ascending by number."""
    kode = [u.kode for u in ikm.unsur]
    label_ke = {label(k, urutan, kode): i for i, k in enumerate(kode)}
    return dict(sorted(label_ke.items(), key=lambda pasangan: int(pasangan[0][1:])))


def sebagai_json(tally: TallySurvei, ikm: HasilIkm, urutan: Urutan) -> dict[str, Any]:
    """The documented shape: decimals as strings, IKM with two decimals, NRR with four."""
    return {
        "responden": tally.responden,
        "unsur": {
            nama: {
                "terisi": ikm.unsur[i].terisi,
                "jumlah": ikm.unsur[i].jumlah,
                "nrr": str(bulatkan(ikm.unsur[i].nrr, DESIMAL_NRR)),
                "mutu": ikm.unsur[i].mutu,
            }
            for nama, i in berlabel(ikm, urutan).items()
        },
        "ikm": str(bulatkan(ikm.ikm)),
        "mutu": ikm.mutu,
        "nilai_persepsi": ikm.nilai_persepsi,
    }


def sebagai_teks(tally: TallySurvei, ikm: HasilIkm, urutan: Urutan) -> list[str]:
    """A table for people, numbers the Indonesian way."""
    baris = [f"Responden: {tally.responden}", f"{'Unsur':<46}{'Terisi':>8}{'Jumlah':>9}{'NRR':>9}  Mutu"]
    for nama, i in berlabel(ikm, urutan).items():
        u = ikm.unsur[i]
        judul = f"{nama} {nama_unsur(u.kode)}" if nama_unsur(u.kode) != nama.casefold() else nama
        baris.append(f"{judul:<46}{u.terisi:>8}{u.jumlah:>9}{tulis_angka(u.nrr, DESIMAL_NRR):>9}  {u.mutu}")
    return [*baris, f"IKM: {tulis_angka(ikm.ikm)} — {ikm.mutu} ({ikm.kelas.kinerja})"]
