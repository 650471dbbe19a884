"""Rows of a bulk write: as they are sent, what they name, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from indikator.models import Indikator
from kinerja.organisasi.akses import Aksi, pesan_tolak
from kinerja.organisasi.aturan import PelanggaranAturan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

KunciIndikator = tuple[str, int, str]


class Hasil(StrEnum):
    """What became of one row."""

    DISIMPAN = "disimpan"
    SAMA = "sama"
    DITOLAK = "ditolak"


@dataclass(frozen=True, slots=True)
class BarisKiriman:
    """One value as it was sent. The indicator by `indikator` (id), or by `unit`, `tahun` and `kode` together.

    `versi`: the version of the line the sender saw; None: whatever stands there is replaced.
    """

    nomor: int
    indikator: int | None
    unit: str
    tahun: int
    kode: str
    triwulan: int
    komponen: str
    nilai: str | None
    versi: int | None

    @property
    def sebutan(self) -> str:
        """The row in words, for whoever looks for it."""
        milik = f"indikator {self.indikator}" if self.indikator else f"{self.unit} {self.tahun} {self.kode}"
        return f"Baris {self.nomor}: {milik} TW {self.triwulan} {self.komponen}"


@dataclass(frozen=True, slots=True)
class HasilBaris:
    """Outcome of one row; `versi` is the line's version after it (None: refused)."""

    baris: BarisKiriman
    hasil: Hasil
    versi: int | None = None
    kode: str = ""
    pesan: str = ""


@dataclass(frozen=True, slots=True)
class Terbaca:
    """The indicators a request names: those the sender may fill, and the ids it may only read."""

    menurut_id: Mapping[int, Indikator]
    menurut_kode: Mapping[KunciIndikator, Indikator]
    hanya_baca: frozenset[int]

    def cari(self, baris: BarisKiriman) -> Indikator:
        """Raises PelanggaranAturan `tidak_ditemukan` or `tidak_berwenang`."""
        if baris.indikator is not None:
            ada = self.menurut_id.get(baris.indikator)
        else:
            ada = self.menurut_kode.get((baris.unit, baris.tahun, baris.kode))
        if ada is None:
            raise PelanggaranAturan(
                "tidak_ditemukan", "Indikator ini tidak ada, atau berada di luar unit yang menjadi wewenang Anda."
            )
        if ada.pk in self.hanya_baca:
            raise PelanggaranAturan("tidak_berwenang", pesan_tolak(Aksi.ISI))
        return ada


def baris_ganda(baris: Sequence[BarisKiriman]) -> set[int]:
    """Positions of rows that name a component an earlier row has named."""
    sudah: set[tuple[object, ...]] = set()
    hasil = set()
    for letak, satu in enumerate(baris):
        kunci = (satu.indikator, satu.unit, satu.tahun, satu.kode, satu.triwulan, satu.komponen)
        if kunci in sudah:
            hasil.add(letak)
        sudah.add(kunci)
    return hasil


def muat_indikator(pelaku: Pengguna, baris: Sequence[BarisKiriman]) -> Terbaca:
    """The indicators the rows name with all their rules need, in a dozen queries: what is read, what may be filled."""
    pk = {b.indikator for b in baris if b.indikator is not None}
    kode = {(b.unit, b.tahun) for b in baris if b.indikator is None}
    lengkap = Indikator.objects.select_related(
        "sasaran__unit__instansi", "sasaran__periode__instansi", "satuan", "skala"
    ).prefetch_related("komponen__sumber_terdaftar__sistem__klien", "skala__tingkat", "target", "penugasan")
    semua = {i.pk: i for i in lengkap.untuk(pelaku).filter(pk__in=pk)}
    per_kode: dict[KunciIndikator, Indikator] = {}
    if kode:
        milik = lengkap.untuk(pelaku).filter(
            sasaran__unit__kode__in={u for u, _ in kode}, sasaran__periode__tahun__in={t for _, t in kode}
        )
        for satu in milik:
            kunci = (satu.sasaran.unit.kode, satu.sasaran.periode.tahun, satu.kode)
            per_kode[kunci] = semua.setdefault(satu.pk, satu)
    boleh = set(Indikator.objects.untuk(pelaku, Aksi.ISI).filter(pk__in=semua).values_list("pk", flat=True))
    return Terbaca(semua, per_kode, frozenset(semua.keys() - boleh))
