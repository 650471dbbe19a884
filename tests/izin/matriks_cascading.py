"""The rows of the permission matrix for `kinerja.perjanjian.urls_cascading`."""

from tests.izin.pola import Baris

CASCADING: tuple[Baris, ...] = ()
