"""The rows of results, follow-up and published pages. Fixing comes before publishing, taking back last."""

from __future__ import annotations

from typing import Any

from survei.models import Survei
from tests.izin.adegan import Adegan
from tests.izin.pola import (
    MEMBACA,
    MENETAPKAN_SURVEI,
    MENGELOLA_SURVEI,
    MERENCANAKAN,
    PERENCANA_HALAMAN,
    SIAPA_PUN,
    Baris,
)


def survei(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.hasil.survei_id}


def tanya(adegan: Adegan) -> dict[str, Any]:
    return survei(adegan) | {"tanya": adegan.tanya.pk}


def rtl(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.rtl.pk}


def versi_rtl(adegan: Adegan) -> dict[str, Any]:
    return {"versi": adegan.rtl.versi}


def komponen(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.komponen_survei.pk}


def publik(adegan: Adegan) -> dict[str, Any]:
    return {"kode": adegan.hasil.kode_publik}


def draf(adegan: Adegan) -> dict[str, Any]:
    return {"pk": Survei.objects.get(judul="Survei tutup").pk}


HASIL: tuple[Baris, ...] = (
    Baris("survei:hasil", MEMBACA, survei),
    Baris("survei:saran", MEMBACA, survei),
    Baris("survei:jawaban_bebas", MEMBACA, tanya),
    Baris("survei:tetapkan", MENETAPKAN_SURVEI, draf),
    Baris("survei:tetapkan", MENETAPKAN_SURVEI, draf, "POST", 409),
    Baris("survei:rtl", MENGELOLA_SURVEI, survei),
    Baris("survei:rtl", MENGELOLA_SURVEI, survei, "POST", 422),
    Baris("survei:rtl_ubah", MENGELOLA_SURVEI, rtl),
    Baris("survei:rtl_ubah", MENGELOLA_SURVEI, rtl, "POST", 422, versi_rtl),
    Baris("survei:rtl_bukti", MEMBACA, rtl),
    Baris("survei:rtl_hapus", MENGELOLA_SURVEI, rtl, "POST", 302, versi_rtl),
    Baris("survei:indikator", PERENCANA_HALAMAN),
    Baris("survei:indikator_atur", MERENCANAKAN, komponen),
    Baris("survei:indikator_atur", MERENCANAKAN, komponen, "POST", 422),
    Baris("survei:indikator_lepas", MERENCANAKAN, komponen, "POST", 302),
    Baris("survei:terbitkan", MENETAPKAN_SURVEI, survei, "POST", 302),
    Baris("survei:skm", SIAPA_PUN),
    Baris("survei:skm_hasil", SIAPA_PUN, publik),
    # Without a reason it is refused, so that the published page stays for the columns' order.
    Baris("survei:batalkan", MENETAPKAN_SURVEI, survei, "POST", 409),
)
