"""Activities of the Rencana Aksi, with the fewest words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from indikator.models import Indikator
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian.models import KegiatanAksi, TriwulanAksi
from kinerja.perjanjian.services.rencana import tambah
from kinerja.perjanjian.services.rencana_aturan import Empat, Rencana
from kinerja.perjanjian.services.rencana_realisasi import Laporan, laporkan
from tests.orang import Pemeran

JANUARI = datetime(2023, 1, 20, 3, 0, tzinfo=UTC)


def empat(nilai: Sequence[str | None]) -> Empat:
    """("5", None, "0", "1") as the service takes it."""
    satu, dua, tiga, akhir = (None if n is None else Decimal(n) for n in nilai)
    return satu, dua, tiga, akhir


def rencana(
    uraian: str = "Menyusun laporan",
    target: Sequence[str | None] = ("1", "1", None, "2"),
    biaya: Sequence[str | None] = (None,) * 4,
    **lain: Any,
) -> Rencana:
    """A plan; one report in TW I and II, nothing in TW III, two in TW IV, without money."""
    isi = {"satuan": "laporan", "penanggung_jawab": "Kepala seksi"} | lain
    return Rencana(uraian=uraian, target=empat(target), biaya=empat(biaya), **isi)


def buat_kegiatan(orang: Pemeran, indikator: Indikator, *args: Any, **lain: Any) -> KegiatanAksi:
    """An activity of bagian; the rest as in `rencana`."""
    return tambah(
        pelaku=orang.perencana, unit=orang.bagian, indikator=indikator, rencana=rencana(*args, **lain), kini=JANUARI
    )


def sel(kegiatan: KegiatanAksi, triwulan: int) -> TriwulanAksi:
    """One quarter as stored."""
    return TriwulanAksi.objects.get(kegiatan=kegiatan, triwulan=triwulan)


def kode(aksi: Callable[[], object]) -> str:
    """The rule that refuses; the refusal undoes everything the action had begun."""
    with pytest.raises(PelanggaranAturan) as tolak, transaction.atomic():
        aksi()
    return tolak.value.kode


def lapor(orang: Pemeran, kegiatan: KegiatanAksi, kini: datetime, triwulan: int = 2, **lain: Any) -> TriwulanAksi:
    """The operator reports: finished, one delivered, unless `lain` says otherwise."""
    isi: dict[str, Any] = {"status": "selesai", "realisasi": Decimal(1)} | lain
    bukti, versi = isi.pop("bukti", ()), isi.pop("versi", None)
    baris = sel(kegiatan, triwulan)
    return laporkan(
        pelaku=orang.operator,
        baris=baris,
        laporan=Laporan(**isi),
        bukti=bukti,
        versi=baris.versi if versi is None else versi,
        kini=kini,
    )
