"""The rows of the permission matrix for `kinerja.perjanjian.urls_impor`."""

from tests.izin.pola import Baris

IMPOR: tuple[Baris, ...] = ()
