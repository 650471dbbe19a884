"""The rows of the permission matrix for `kinerja.perjanjian.urls_pohon`. What deletes comes last."""

from __future__ import annotations

from typing import Any

from kinerja.perjanjian.models import SimpulPohon
from tests.izin.adegan import Adegan
from tests.izin.pola import MEMBACA, MERENCANAKAN, Baris


def lingkup(adegan: Adegan) -> dict[str, Any]:
    return {"unit": adegan.orang.bagian.pk, "tahun": 2023}


def simpul(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.pohon.anak.pk}


def naik(adegan: Adegan) -> dict[str, Any]:
    return simpul(adegan) | {"langkah": "naik"}


def lain(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.pohon.lain.pk}


def lintas(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.pohon.lintas.pk}


def isi(adegan: Adegan) -> dict[str, Any]:
    return {"jenis": "ultimate", "uraian": "Warga puas"}


def ubahan(adegan: Adegan) -> dict[str, Any]:
    versi = SimpulPohon.objects.get(pk=adegan.pohon.anak.pk).versi
    return {"jenis": "output", "uraian": "Petugas cakap dan ramah", "versi": versi}


def induk(adegan: Adegan) -> dict[str, Any]:
    return {"induk": adegan.pohon.puncak.pk}


def terlibat(adegan: Adegan) -> dict[str, Any]:
    return {"unit": adegan.orang.subbagian.pk, "keterangan": "menyediakan data"}


def versi(adegan: Adegan) -> dict[str, Any]:
    return {"versi": 1}


POHON: tuple[Baris, ...] = (
    Baris("perjanjian:pohon", MEMBACA, lingkup),
    Baris("perjanjian:pohon_simpul", MEMBACA, simpul),
    Baris("perjanjian:pohon_baru", MERENCANAKAN, lingkup),
    Baris("perjanjian:pohon_baru", MERENCANAKAN, lingkup, "POST", 302, isi),
    Baris("perjanjian:pohon_ubah", MERENCANAKAN, simpul),
    Baris("perjanjian:pohon_ubah", MERENCANAKAN, simpul, "POST", 302, ubahan),
    Baris("perjanjian:pohon_pindah", MERENCANAKAN, simpul),
    Baris("perjanjian:pohon_pindah", MERENCANAKAN, simpul, "POST", 302, induk),
    Baris("perjanjian:pohon_geser", MERENCANAKAN, naik, "POST", 302),
    Baris("perjanjian:pohon_lintas", MERENCANAKAN, simpul),
    Baris("perjanjian:pohon_lintas", MERENCANAKAN, simpul, "POST", 302, terlibat),
    Baris("perjanjian:pohon_susun", MERENCANAKAN, lingkup),
    # Nobody has seen this plan: refused after the role.
    Baris("perjanjian:pohon_susun", MERENCANAKAN, lingkup, "POST", 409),
    Baris("perjanjian:pohon_lepas", MERENCANAKAN, lintas, "POST", 302),
    Baris("perjanjian:pohon_hapus", MERENCANAKAN, lain),
    Baris("perjanjian:pohon_hapus", MERENCANAKAN, lain, "POST", 302, versi),
)
