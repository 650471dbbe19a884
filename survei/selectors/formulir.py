"""Finding what a public address means; there is no signed-in person, the unguessable code is the permission."""

from __future__ import annotations

from uuid import UUID

from survei.models import Jawaban, Tautan


def cari_tautan(kode: str) -> Tautan | None:
    """The link with this code (typed in whatever case), revoked ones too, with its survey, unit and agency."""
    return (
        Tautan.objects.filter(kode=kode.lower()).select_related("survei__unit__instansi", "layanan").first()
        if len(kode) <= 16
        else None
    )


def cari_jawaban(tautan: Tautan, kunci: UUID) -> Jawaban | None:
    """The answer sent over this link with this key; None once it is withdrawn."""
    return Jawaban.objects.filter(survei=tautan.survei_id, tautan=tautan, kunci=kunci).first()
