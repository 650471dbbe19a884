"""Paper forms already entered."""

from __future__ import annotations

from uuid import UUID

from survei.models import Jawaban, Survei
from survei.models.jawaban import Kanal
from survei.services import tally


def cari_kertas(survei: Survei, kunci: UUID) -> Jawaban | None:
    """The paper form entered with this key; None once it is undone."""
    return Jawaban.objects.filter(survei=survei, kunci=kunci, kanal=Kanal.KERTAS).first()


def angka_kertas(survei: Survei, jawaban: Jawaban) -> str:
    """The digits as they are typed, in the order of the form: `344032444`, with `0` for a blank."""
    return "".join(str(getattr(jawaban, kolom) or 0) for kolom in tally.kolom_unsur(survei).values())


def banyak_kertas(survei: Survei) -> int:
    """Paper forms of the survey so far, from its tallies."""
    kertas = tally.baca(survei, "kanal").get(("kanal", Kanal.KERTAS.value))
    return kertas.responden if kertas else 0
