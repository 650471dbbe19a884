"""The rows of the permission matrix for `kinerja.perjanjian.urls_pk`.

Nobody in the columns is a party: approving and signing are refused to every role (tests/perjanjian/ has the parties).
"""

from __future__ import annotations

from typing import Any

from tests.izin.adegan import Adegan
from tests.izin.pola import MEMBACA, MERENCANAKAN, YANG_MASUK, Baris

# For being a party only:    anonim operator op_lain verif pimp perenc survei inspek admin tanpa luar pengelola
PIHAK = "                    masuk  403      404     403   403  403    403    403    403   404   404  404"


def unit(adegan: Adegan) -> dict[str, Any]:
    return {"unit": adegan.orang.bagian.pk, "tahun": 2023}


def konsep(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.pk.konsep.pk}


def berlaku(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.pk.berlaku.pk}


def berkas(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.pk.dokumen.pk}


def tanggal(adegan: Adegan) -> dict[str, Any]:
    return {"tanggal": "2023-01-20"}


def basi(adegan: Adegan) -> dict[str, Any]:
    """Sent from a page that is out of date: whoever may is told so, and nothing moves."""
    return {"versi_baris": 0, "alasan": "Uji."}


PK: tuple[Baris, ...] = (
    Baris("perjanjian:pk", MEMBACA, unit),
    Baris("perjanjian:pk_saya", YANG_MASUK),
    Baris("perjanjian:pk_massal", MERENCANAKAN, unit),
    Baris("perjanjian:pk_massal", MERENCANAKAN, unit, "POST", 302, tanggal),
    Baris("perjanjian:pk_rincian", MEMBACA, konsep),
    Baris("perjanjian:pk_susun", MERENCANAKAN, konsep, "POST", 302, tanggal),
    Baris("perjanjian:pk_ajukan", MERENCANAKAN, konsep, "POST", 409, basi),
    Baris("perjanjian:pk_setujui", PIHAK, konsep, "POST", data=basi),
    Baris("perjanjian:pk_kembalikan", PIHAK, konsep, "POST", data=basi),
    Baris("perjanjian:pk_kertas", MERENCANAKAN, konsep, "POST", 422, basi),
    Baris("perjanjian:pk_tanda", PIHAK, konsep),
    Baris("perjanjian:pk_tanda", PIHAK, konsep, "POST", data=basi),
    Baris("perjanjian:pk_ubah", MERENCANAKAN, berlaku),
    Baris("perjanjian:pk_ubah", MERENCANAKAN, berlaku, "POST", 422),
    Baris("perjanjian:pk_beda", MEMBACA, berlaku),
    Baris("perjanjian:pk_pdf", MEMBACA, berlaku),
    Baris("perjanjian:pk_excel", MEMBACA, konsep),
    Baris("perjanjian:pk_berkas", MEMBACA, berkas),
    Baris("perjanjian:anggaran", MEMBACA, unit),
    Baris("perjanjian:anggaran_baru", MERENCANAKAN, unit),
    Baris("perjanjian:anggaran_baru", MERENCANAKAN, unit, "POST", 422),
    Baris("perjanjian:anggaran_ubah", MERENCANAKAN, lambda a: {"pk": a.pk.anggaran.pk}),
    Baris("perjanjian:anggaran_ubah", MERENCANAKAN, lambda a: {"pk": a.pk.anggaran.pk}, "POST", 422),
    Baris("perjanjian:anggaran_hapus", MERENCANAKAN, lambda a: {"pk": a.pk.anggaran.pk}, "POST", 409),
    Baris("perjanjian:templat", "masuk 403 403 403 403 ok 403 403 403 403 ok 403"),
    Baris("perjanjian:templat", "masuk 403 403 403 403 ok 403 403 403 403 ok 403", metode="POST", ok=422),
)
