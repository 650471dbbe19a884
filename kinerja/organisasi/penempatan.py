"""Who holds a post on a day, when several do: the one rule for agreements and reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from kinerja.organisasi.models import Penempatan
from kinerja.organisasi.models.pejabat import JenisPenempatan

# Who signs when several hold the post today: the one who stands in for the absent holder goes first.
URUTAN_PENEMPATAN = (
    JenisPenempatan.PLH,
    JenisPenempatan.PLT,
    JenisPenempatan.PJ,
    JenisPenempatan.DEFINITIF,
)


def berlaku_pada(hari: date) -> Q:
    """Condition: the appointment is in force on `hari`."""
    return Q(mulai__lte=hari) & (Q(selesai__isnull=True) | Q(selesai__gte=hari))


def pemegang(jabatan: Iterable[int], hari: date) -> dict[int, Penempatan]:
    """Who holds each of these posts (ids) on `hari`; one query, posts nobody holds are left out."""
    return terpilih(Penempatan.objects.filter(berlaku_pada(hari), jabatan__in=list(jabatan)))


def terpilih(berlaku: QuerySet[Penempatan]) -> dict[int, Penempatan]:
    """Of appointments in force, the one that acts, by post id: by kind, then the latest."""
    hasil: dict[int, Penempatan] = {}
    for satu in berlaku.select_related("jabatan", "pejabat").order_by("mulai"):
        lama = hasil.get(satu.jabatan_id)
        if lama is None or _peringkat(satu) <= _peringkat(lama):
            hasil[satu.jabatan_id] = satu
    return hasil


def sebutan_jabatan(penempatan: Penempatan) -> str:
    """The post as its holder writes it: `Plt. Kepala Bagian Umum`."""
    awal = "" if penempatan.jenis == JenisPenempatan.DEFINITIF else f"{penempatan.get_jenis_display()} "
    return awal + penempatan.jabatan.nama


def _peringkat(penempatan: Penempatan) -> int:
    return URUTAN_PENEMPATAN.index(JenisPenempatan(penempatan.jenis))
