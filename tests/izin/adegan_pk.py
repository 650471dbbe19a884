"""The agreements of the permission matrix: a draft of bagian's head, and a signed one of a post beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from kinerja.organisasi.models import Jabatan, Pejabat, Penempatan
from kinerja.perjanjian.models import PerjanjianKinerja
from kinerja.perjanjian.services.pk_massal import susun
from tests.orang import Pemeran

KINI = datetime(2023, 1, 20, 3, 0, tzinfo=UTC)
TANGGAL = date(2023, 1, 20)


@dataclass(frozen=True)
class AdeganPK:
    """Agreements of bagian; the head of bagian and the one above hold their posts."""

    konsep: PerjanjianKinerja


def susun_pk(orang: Pemeran, kepala: Jabatan) -> AdeganPK:
    """`kepala` leads bagian, whose head is held already and which has indicators."""
    atasan = Jabatan.objects.create(unit=orang.asisten, nama="Asisten", kepala=True)
    pejabat = Pejabat.objects.create(instansi=orang.instansi, nip="196501011990031002", nama="Pejabat Asisten")
    Penempatan.objects.create(jabatan=atasan, pejabat=pejabat, mulai=date(2022, 1, 1))
    susun(pelaku=orang.perencana, jabatan=kepala, periode=orang.periode, tanggal=TANGGAL, kini=KINI)
    return AdeganPK(konsep=PerjanjianKinerja.objects.get(jabatan=kepala))
