"""What tests of uploading look at: stored files, values, refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from kinerja.organisasi.aturan import PelanggaranAturan
from survei.models import Jawaban


def berkas_tersimpan() -> list[Path]:
    akar = Path(settings.MEDIA_ROOT)
    return [b for b in akar.rglob("*") if b.is_file()] if akar.exists() else []


def nilai(jawaban: Jawaban, *nomor: int) -> list[int | None]:
    return [getattr(jawaban, f"u{n}") for n in nomor]


def ditolak(kode: str, kerja: object) -> str:
    with pytest.raises(PelanggaranAturan) as salah:
        kerja()  # type: ignore[operator]
    assert salah.value.kode == kode
    return salah.value.pesan
