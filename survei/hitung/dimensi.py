"""Counting forms along every dimension a result is shown by: whole, service, channel, link, respondent group."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from survei.hitung.responden import kelompok_umur
from survei.hitung.tally import TallySurvei, tally_jawaban

SEMUA = ("semua", "")
Kunci = tuple[str, str]
KUNCI_MAKS = 60
_POTONGAN = 20_000  # forms held in memory at a time


class IsianSurvei(NamedTuple):
    """One form as counting sees it. `nilai`: one value per unsur of the survey, 1–4 or None, in the survey's order."""

    nilai: tuple[int | None, ...]
    kanal: str
    layanan: str = ""
    tautan: str = ""
    jenis_kelamin: str = ""
    umur: int | None = None
    pendidikan: str = ""
    pekerjaan: str = ""

    def kunci(self) -> tuple[Kunci, ...]:
        """Every (dimension, key) this form counts in; an unknown group has the empty key, so each adds up to all.

        A form without a link (paper, upload) counts in no link.
        """
        wajib = (
            SEMUA,
            ("layanan", self.layanan),
            ("kanal", self.kanal),
            ("jenis_kelamin", self.jenis_kelamin),
            ("umur", kelompok_umur(self.umur)),
            ("pendidikan", self.pendidikan[:KUNCI_MAKS]),
            ("pekerjaan", self.pekerjaan[:KUNCI_MAKS]),
        )
        return (*wajib, ("tautan", self.tautan)) if self.tautan else wajib


def tally_per_dimensi(kode: Sequence[str], isian: Iterable[IsianSurvei]) -> dict[Kunci, TallySurvei]:
    """Tallies of all forms, by (dimension, key); forms without a scored answer are no respondents and count nowhere.

    Streams: memory does not grow with the number of forms. Raises as `tally_jawaban`.
    """
    hasil: dict[Kunci, TallySurvei] = {}
    alir = iter(isian)
    while potongan := list(islice(alir, _POTONGAN)):
        hasil = gabung_dimensi(hasil, _satu_potongan(kode, potongan))
    return hasil


def gabung_dimensi(kiri: Mapping[Kunci, TallySurvei], kanan: Mapping[Kunci, TallySurvei]) -> dict[Kunci, TallySurvei]:
    """Two sets of tallies together."""
    hasil = dict(kiri)
    for kunci, tally in kanan.items():
        hasil[kunci] = hasil[kunci] + tally if kunci in hasil else tally
    return hasil


def _satu_potongan(kode: Sequence[str], isian: Sequence[IsianSurvei]) -> dict[Kunci, TallySurvei]:
    kelompok: dict[Kunci, list[tuple[int | None, ...]]] = {}
    for satu in isian:
        for kunci in satu.kunci():
            kelompok.setdefault(kunci, []).append(satu.nilai)
    tally = {kunci: tally_jawaban(kode, nilai) for kunci, nilai in kelompok.items()}
    return {kunci: t for kunci, t in tally.items() if t.responden}
