"""The rows of the permission matrix for `kinerja.perjanjian.urls_impor`; the upload lies at bagian."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from kinerja.perjanjian.models import BerkasImpor, JenisImpor
from kinerja.perjanjian.services.impor import sidik_hasil
from tests.izin.adegan import KINI, Adegan
from tests.izin.pola import MERENCANAKAN, Baris

ISI = b"No;Sasaran;Indikator;Satuan\n1;Sasaran 1;Indikator 1.1;Nilai\n"
KOSONG: dict[str, Any] = {"langkah": [], "salah": [], "catatan": [], "asing": []}


def lingkup(adegan: Adegan) -> dict[str, Any]:
    return {"unit": adegan.orang.bagian.pk, "tahun": adegan.orang.periode.tahun}


def templat(adegan: Adegan) -> dict[str, Any]:
    return lingkup(adegan) | {"jenis": "matriks"}


def berkas(adegan: Adegan) -> dict[str, Any]:
    """One upload that waits for its decision, made when it is first asked for."""
    satu = BerkasImpor.objects.filter(unit=adegan.orang.bagian).first() or BerkasImpor.objects.create(
        unit=adegan.orang.bagian,
        periode=adegan.orang.periode,
        jenis=JenisImpor.PK,
        berkas=ContentFile(ISI, name="pk.csv"),
        nama="pk.csv",
        sha256="4" * 64,
        hasil=KOSONG,
        sidik=sidik_hasil(KOSONG),
        diunggah_oleh=adegan.orang.perencana,
        diunggah_pada=KINI,
    )
    return {"pk": satu.pk}


IMPOR: tuple[Baris, ...] = (
    Baris("perjanjian:impor", MERENCANAKAN, lingkup),
    Baris("perjanjian:impor", MERENCANAKAN, lingkup, "POST", 422),
    Baris("perjanjian:impor_templat", MERENCANAKAN, templat),
    Baris("perjanjian:impor_berkas", MERENCANAKAN, berkas),
    Baris("perjanjian:impor_kenali", MERENCANAKAN, berkas, "POST", 302),
    Baris("perjanjian:impor_periksa", MERENCANAKAN, berkas, "POST", 302),
    Baris("perjanjian:impor_terapkan", MERENCANAKAN, berkas, "POST", 409),
    Baris("perjanjian:impor_buang", MERENCANAKAN, berkas, "POST", 302),
)
