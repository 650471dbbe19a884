"""The lock of a survey, which whoever changes it holds first, and the moves it may make."""

from __future__ import annotations

from kinerja.organisasi.aturan import PelanggaranAturan
from survei import alur
from survei.alur import Gerak, GerakDitolak, Status
from survei.models import Survei


def kunci_survei(survei: Survei) -> Survei:
    """The survey as it stands now, locked until the transaction ends.

    One lock for everything that moves its tallies keeps them exact and cannot deadlock. It is NO KEY: rows that
    merely refer to the survey (answers being copied in) need not wait for it.
    """
    return (
        Survei.objects.select_for_update(no_key=True, of=("self",)).select_related("unit__instansi").get(pk=survei.pk)
    )


def status_setelah(survei: Survei, gerak: Gerak) -> Status:
    """Where `gerak` leads; raises PelanggaranAturan `status_survei` when the table does not have the move."""
    try:
        return alur.lanjut(Status(survei.status), gerak)
    except GerakDitolak as salah:
        raise PelanggaranAturan("status_survei", salah.pesan) from salah
