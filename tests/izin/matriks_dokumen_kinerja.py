"""The rows of the permission matrix for `kinerja.perjanjian.urls_dokumen_kinerja`."""

from __future__ import annotations

from typing import Any

from indikator.models import Indikator
from kinerja.perjanjian.services.dokumen_kinerja import IsiKepala, isi_jabatan, isi_keterangan, tanda_isi
from tests.izin.adegan import Adegan
from tests.izin.pola import MERENCANAKAN, Baris


def lingkup(adegan: Adegan) -> dict[str, Any]:
    return {"unit": adegan.orang.bagian.pk, "tahun": 2023}


def kepala(adegan: Adegan) -> dict[str, Any]:
    return lingkup(adegan) | {"jenis": "iku"}


def indikator(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.indikator.pk}


def jabatan(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.induk_data["organisasi_jabatan"].pk, "tahun": 2023}


def kepala_dilihat(_: Adegan) -> dict[str, Any]:
    return {"dilihat": tanda_isi(IsiKepala())}


def indikator_dilihat(adegan: Adegan) -> dict[str, Any]:
    return {"dilihat": tanda_isi(isi_keterangan(Indikator.objects.get(pk=adegan.indikator.pk)))}


def jabatan_dilihat(adegan: Adegan) -> dict[str, Any]:
    satu: Any = adegan.induk_data["organisasi_jabatan"]
    return {"dilihat": tanda_isi(isi_jabatan(satu))}


DOKUMEN_KINERJA: tuple[Baris, ...] = (
    Baris("perjanjian:dokumen_kinerja", MERENCANAKAN, lingkup),
    Baris("perjanjian:dokumen_kinerja_kepala", MERENCANAKAN, kepala),
    Baris("perjanjian:dokumen_kinerja_kepala", MERENCANAKAN, kepala, "POST", 302, kepala_dilihat),
    Baris("perjanjian:dokumen_kinerja_indikator", MERENCANAKAN, indikator),
    Baris("perjanjian:dokumen_kinerja_indikator", MERENCANAKAN, indikator, "POST", 302, indikator_dilihat),
    Baris("perjanjian:dokumen_kinerja_jabatan", MERENCANAKAN, jabatan),
    Baris("perjanjian:dokumen_kinerja_jabatan", MERENCANAKAN, jabatan, "POST", 302, jabatan_dilihat),
)
