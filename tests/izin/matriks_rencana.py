"""The rows of the permission matrix for `kinerja.perjanjian.urls_rencana`. Taking out comes last."""

from __future__ import annotations

from typing import Any

from tests.izin.adegan import Adegan
from tests.izin.pola import MEMBACA, MENGISI, MERENCANAKAN, Baris


def unit(adegan: Adegan) -> dict[str, Any]:
    return {"unit": adegan.orang.bagian.pk, "tahun": 2023}


def indikator(adegan: Adegan) -> dict[str, Any]:
    return unit(adegan) | {"indikator": adegan.indikator.pk}


def kegiatan(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.kegiatan.pk}


def triwulan(adegan: Adegan) -> dict[str, Any]:
    return kegiatan(adegan) | {"triwulan": 2}


def naik(adegan: Adegan) -> dict[str, Any]:
    return kegiatan(adegan) | {"langkah": "naik"}


def versi(adegan: Adegan) -> dict[str, Any]:
    return {"versi": adegan.kegiatan.versi}


def belum_diisi(_: Adegan) -> dict[str, Any]:
    return {"versi": 0}


RENCANA: tuple[Baris, ...] = (
    Baris("perjanjian:rencana", MEMBACA, unit),
    Baris("perjanjian:rencana_rincian", MEMBACA, kegiatan),
    Baris("perjanjian:rencana_baru", MERENCANAKAN, indikator),
    Baris("perjanjian:rencana_baru", MERENCANAKAN, indikator, "POST", 422),
    Baris("perjanjian:rencana_ubah", MERENCANAKAN, kegiatan),
    Baris("perjanjian:rencana_ubah", MERENCANAKAN, kegiatan, "POST", 422, versi),
    Baris("perjanjian:rencana_geser", MERENCANAKAN, naik, "POST", 302),
    Baris("perjanjian:rencana_salin", MERENCANAKAN, unit),
    Baris("perjanjian:rencana_salin", MERENCANAKAN, unit, "POST", 409),
    Baris("perjanjian:rencana_isi", MENGISI, triwulan),
    Baris("perjanjian:rencana_isi", MENGISI, triwulan, "POST", 422, belum_diisi),
    Baris("perjanjian:rencana_hapus", MERENCANAKAN, kegiatan, "POST", 302, versi),
)
