"""Settings of the agency as the computing core takes them."""

from __future__ import annotations

from decimal import Decimal

from indikator.hitung.capaian import Pita
from kinerja.organisasi.models import Instansi


def pita(instansi: Instansi) -> tuple[Pita, ...]:
    """Classes of achievement, highest first (checked when they are saved)."""
    return tuple(Pita(Decimal(str(p["batas"])), str(p["nama"])) for p in instansi.pita_kelas)


def bobot_jenis(instansi: Instansi) -> dict[str, Decimal] | None:
    """Weights per kind of sasaran; None: every indicator weighs the same."""
    return {jenis: Decimal(str(b)) for jenis, b in instansi.bobot_jenis.items()} or None
