"""The rows of the permission matrix for `kinerja.perjanjian.urls_pohon`."""

from tests.izin.pola import Baris

POHON: tuple[Baris, ...] = ()
