"""The rows of the permission matrix for `kinerja.perjanjian.urls_pk`."""

from __future__ import annotations

from typing import Any

from tests.izin.adegan import Adegan
from tests.izin.pola import MEMBACA, YANG_MASUK, Baris


def unit(adegan: Adegan) -> dict[str, Any]:
    return {"unit": adegan.orang.bagian.pk, "tahun": 2023}


def perjanjian(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.pk.konsep.pk}


PK: tuple[Baris, ...] = (
    Baris("perjanjian:pk", MEMBACA, unit),
    Baris("perjanjian:pk_saya", YANG_MASUK),
    Baris("perjanjian:pk_rincian", MEMBACA, perjanjian),
)
