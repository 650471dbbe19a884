"""The rows of the permission matrix for documents printed from agreements (`kinerja.laporan`)."""

from tests.izin.pola import Baris

DOKUMEN: tuple[Baris, ...] = ()
