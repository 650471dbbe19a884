"""A report that was asked for, made; and whether it still holds."""

from __future__ import annotations

from kinerja.laporan.models import Laporan, StatusLaporan
from kinerja.laporan.pembangunan import bangun
from tests.laporan.conftest import AGUSTUS


def selesai(laporan: Laporan) -> Laporan:
    """The report, made in August; a failure shows its reason."""
    hasil = bangun(laporan.pk, kini=AGUSTUS)
    assert hasil is not None
    assert hasil.status == StatusLaporan.SELESAI, hasil.galat
    return hasil


def digantikan(laporan: Laporan) -> bool:
    """Whether the report says that figures have changed since."""
    return bool(Laporan.objects.dengan_digantikan().get(pk=laporan.pk).digantikan)
