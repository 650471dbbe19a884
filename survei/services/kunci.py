"""The lock of a survey: whoever changes its definition, its answers or its tallies holds it first."""

from __future__ import annotations

from survei.models import Survei


def kunci_survei(survei: Survei) -> Survei:
    """The survey as it stands now, locked until the transaction ends.

    One lock for everything that moves its tallies keeps them exact and cannot deadlock. It is NO KEY: rows that
    merely refer to the survey (answers being copied in) need not wait for it.
    """
    return (
        Survei.objects.select_for_update(no_key=True, of=("self",)).select_related("unit__instansi").get(pk=survei.pk)
    )
