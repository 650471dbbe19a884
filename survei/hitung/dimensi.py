"""Counting forms along every dimension a result is shown by: whole, service, channel, link, group, own question."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from survei.hitung.kemas import POTONGAN, Pengemas
from survei.hitung.responden import kelompok_umur
from survei.hitung.tally import TallySurvei

SEMUA = ("semua", "")
TAMBAHAN = "tambahan"
Kunci = tuple[str, str]
KUNCI_MAKS = 60


class IsianSurvei(NamedTuple):
    """One form as counting sees it. `nilai`: one value per unsur of the survey, 1–4 or None, in the survey's order.

    `kelompok_umur`: where a sheet told the age group and not the age. `tambahan`: keys of the answers to the agency's
    own questions (`hitung.tambahan.kunci_tambahan`).
    """

    nilai: tuple[int | None, ...]
    kanal: str
    layanan: str = ""
    tautan: str = ""
    jenis_kelamin: str = ""
    umur: int | None = None
    pendidikan: str = ""
    pekerjaan: str = ""
    kelompok_umur: str = ""
    tambahan: tuple[str, ...] = ()

    def kunci(self) -> tuple[Kunci, ...]:
        """Every (dimension, key) this form counts in; an unknown group has the empty key, so each adds up to all.

        A form without a link (paper, upload) counts in no link, and under no answer of a question it skipped.
        """
        wajib = (
            SEMUA,
            ("layanan", self.layanan),
            ("kanal", self.kanal),
            ("jenis_kelamin", self.jenis_kelamin),
            ("umur", self.kelompok_umur or kelompok_umur(self.umur)),
            ("pendidikan", self.pendidikan[:KUNCI_MAKS]),
            ("pekerjaan", self.pekerjaan[:KUNCI_MAKS]),
        )
        tautan = (("tautan", self.tautan),) if self.tautan else ()
        return (*wajib, *tautan, *((TAMBAHAN, kunci) for kunci in self.tambahan))


def tally_per_dimensi(kode: Sequence[str], isian: Iterable[IsianSurvei]) -> dict[Kunci, TallySurvei]:
    """Tallies of all forms, by (dimension, key); forms without a scored answer are no respondents and count nowhere.

    Streams: memory does not grow with the number of forms. Raises as `Pengemas.kemas`.
    """
    hasil: dict[Kunci, TallySurvei] = {}
    alir, pengemas = iter(isian), Pengemas(kode)
    while potongan := list(islice(alir, POTONGAN)):
        hasil = gabung_dimensi(hasil, _satu_potongan(pengemas, potongan))
    return hasil


def gabung_dimensi(kiri: Mapping[Kunci, TallySurvei], kanan: Mapping[Kunci, TallySurvei]) -> dict[Kunci, TallySurvei]:
    """Two sets of tallies together."""
    hasil = dict(kiri)
    for kunci, tally in kanan.items():
        hasil[kunci] = hasil[kunci] + tally if kunci in hasil else tally
    return hasil


def _satu_potongan(pengemas: Pengemas, isian: Sequence[IsianSurvei]) -> dict[Kunci, TallySurvei]:
    # First by all characteristics at once: many forms share them, and their keys are worked out once.
    kelompok: dict[tuple[Any, ...], int] = {}
    for satu in isian:
        if kemas := pengemas.kemas(satu.nilai):
            ciri = satu[1:]
            kelompok[ciri] = kelompok.get(ciri, 0) + kemas
    jumlah: dict[Kunci, int] = {}
    for ciri, kemas in kelompok.items():
        for kunci in IsianSurvei((), *ciri).kunci():
            jumlah[kunci] = jumlah.get(kunci, 0) + kemas
    return {kunci: pengemas.buka(n) for kunci, n in jumlah.items()}
