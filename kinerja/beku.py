"""Freezing data: frozen dataclasses as canonical JSON, their hash, and the way back.

Canonical: sorted keys, no spaces, Decimals as their shortest exact text, so that equal data have one text and one hash.
Knows tuples, dataclasses, Decimal, enums of text, dates are left to the caller as text.
"""

from __future__ import annotations

import hashlib
import json
import types
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def bekukan(data: Any) -> str:
    """The canonical JSON text of a frozen dataclass."""
    return json.dumps(_polos(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sidik(isi: str) -> str:
    """SHA-256 of the canonical text, in hex."""
    return hashlib.sha256(isi.encode()).hexdigest()


def cairkan(jenis: type[T], isi: str, skema: int) -> T:
    """The dataclass of type `jenis` a canonical text holds.

    Raises ValueError when its field `skema` is another than the one known.
    """
    mentah = json.loads(isi)
    if mentah.get("skema") != skema:
        raise ValueError(f"Data beku berskema {mentah.get('skema')!r}, yang dikenal hanya {skema}.")
    hasil: T = _bangun(jenis, mentah)
    return hasil


def _polos(nilai: Any) -> Any:
    if is_dataclass(nilai) and not isinstance(nilai, type):
        return {f.name: _polos(getattr(nilai, f.name)) for f in fields(nilai)}
    if isinstance(nilai, tuple):
        return [_polos(isi) for isi in nilai]
    return _teks_desimal(nilai) if isinstance(nilai, Decimal) else nilai


def _teks_desimal(nilai: Decimal) -> str:
    # Not normalize(): it rounds to the context's 28 digits.
    teks = f"{nilai or Decimal(0):f}"
    return teks.rstrip("0").rstrip(".") if "." in teks else teks


def _bangun(jenis: Any, mentah: Any) -> Any:
    """The value of type `jenis` that `mentah` (parsed JSON) stands for."""
    asal, bagian = get_origin(jenis), get_args(jenis)
    if asal in (Union, types.UnionType):
        return None if mentah is None else _bangun(next(b for b in bagian if b is not type(None)), mentah)
    if asal is tuple:
        satuan = [bagian[0]] * len(mentah) if bagian[-1] is Ellipsis else bagian
        return tuple(_bangun(j, isi) for j, isi in zip(satuan, mentah, strict=True))
    if is_dataclass(jenis):
        petunjuk = get_type_hints(jenis)
        return jenis(**{nama: _bangun(petunjuk[nama], isi) for nama, isi in mentah.items()})  # type: ignore[operator]
    return jenis(mentah)
