"""The pohon kinerja of the permission matrix: two conditions of bagian, linked, and one more to be deleted."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.perjanjian.hitung.pohon import JenisSimpul
from kinerja.perjanjian.models import LintasSimpul, SimpulPohon
from kinerja.perjanjian.services.pohon_lintas import hubungkan
from tests.orang import Pemeran
from tests.perjanjian.bantu_pohon import KINI, buat_simpul


@dataclass(frozen=True)
class AdeganPohon:
    """`puncak` with `anak` below it; `lintas` joins them with `lain`."""

    puncak: SimpulPohon
    anak: SimpulPohon
    lain: SimpulPohon
    lintas: LintasSimpul


def susun_pohon(orang: Pemeran) -> AdeganPohon:
    """The tree of bagian."""
    puncak = buat_simpul(orang, "Layanan prima", unit=orang.bagian)
    anak = buat_simpul(orang, "Petugas cakap", puncak, unit=orang.bagian, jenis=JenisSimpul.OUTPUT)
    lain = buat_simpul(orang, "Sarana lengkap", puncak, unit=orang.bagian)
    lintas = hubungkan(pelaku=orang.perencana, dari=anak, ke=lain, unit=None, keterangan="ruang", kini=KINI)
    return AdeganPohon(puncak, anak, lain, lintas)
