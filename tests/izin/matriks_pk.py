"""The rows of the permission matrix for `kinerja.perjanjian.urls_pk`."""

from tests.izin.pola import Baris

PK: tuple[Baris, ...] = ()
