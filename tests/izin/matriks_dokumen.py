"""The rows of the permission matrix for documents printed from agreements (`kinerja.laporan`)."""

from typing import Any

from tests.izin.adegan import Adegan
from tests.izin.pola import MEMBACA, Baris


def lingkup(adegan: Adegan) -> dict[str, Any]:
    return {"unit": adegan.orang.bagian.pk, "tahun": 2023}


def permintaan(_: Adegan) -> dict[str, Any]:
    return {"jenis": "matriks", "format": "pdf"}


DOKUMEN: tuple[Baris, ...] = (
    Baris("laporan:dokumen", MEMBACA, lingkup),
    Baris("laporan:minta_dokumen", MEMBACA, lingkup, "POST", 302, permintaan),
)
