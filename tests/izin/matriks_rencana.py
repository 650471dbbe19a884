"""The rows of the permission matrix for `kinerja.perjanjian.urls_rencana`."""

from tests.izin.pola import Baris

RENCANA: tuple[Baris, ...] = ()
