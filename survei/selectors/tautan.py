"""Which indicators take their value from surveys: those a survey feeds, those a planner may link; and old results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indikator.hitung.angka import bulatkan, tulis_ringkas
from indikator.models import Indikator, Komponen, NilaiKomponen
from indikator.models.indikator import SumberKomponen
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Unit
from kinerja.organisasi.tanggal import tulis_triwulan
from survei.models import Survei, TautanIndikator, VersiHasil
from survei.services.nilai_tautan import waktu_lapor
from survei.services.tautan_indikator import tautan_terkait

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@dataclass(frozen=True, slots=True)
class Penerima:
    """An indicator a survey feeds. `kapan`: the quarter its result counts in, as `TW II 2023`."""

    tautan: TautanIndikator
    indikator: Indikator
    kapan: str


@dataclass(frozen=True, slots=True)
class NilaiTriwulan:
    """The value of a component in one quarter, or why there is none."""

    kapan: str
    nilai: str
    alasan: str


@dataclass(frozen=True, slots=True)
class BarisTautan:
    """One component of source survey with its link, if it has one, and the quarters filled so far."""

    komponen: Komponen
    indikator: Indikator
    tautan: TautanIndikator | None
    nilai: tuple[NilaiTriwulan, ...]


def indikator_penerima(survei: Survei) -> list[Penerima]:
    """The indicators that get a value, or lose one, when the result of this survey is fixed or taken back."""
    tahun, triwulan = waktu_lapor(survei)
    kapan = f"{tulis_triwulan(triwulan)} {tahun}"
    return [Penerima(t, t.komponen.indikator, kapan) for t in tautan_terkait(survei)]


def versi_lama(survei: Survei) -> list[VersiHasil]:
    """Results that were fixed and taken back, newest first."""
    return list(VersiHasil.objects.filter(survei=survei).defer("isi").select_related("dibatalkan_oleh"))


def daftar_tautan(user: Pengguna) -> list[BarisTautan]:
    """Every component of source survey in indicators this person plans, newest year first; a constant query count."""
    komponen = list(
        Komponen.objects.filter(
            sumber=SumberKomponen.SURVEI, indikator__in=Indikator.objects.untuk(user, Aksi.KELOLA_KINERJA)
        )
        .select_related("indikator__sasaran__unit", "indikator__sasaran__periode", "tautan_survei__unit")
        .order_by("-indikator__sasaran__periode__tahun", "indikator__sasaran__unit__kode", "indikator__pk", "urutan")
    )
    nilai: dict[int, list[NilaiKomponen]] = {}
    for isi in NilaiKomponen.objects.filter(komponen__in=komponen).select_related("realisasi").order_by("realisasi"):
        nilai.setdefault(isi.komponen_id, []).append(isi)
    return [_baris(k, nilai.get(k.pk, ())) for k in komponen]


def komponen_survei(indikator: Indikator, pk: int) -> Komponen | None:
    """One component of source survey of this indicator."""
    return indikator.komponen.filter(pk=pk, sumber=SumberKomponen.SURVEI).first()


def unit_pilihan(user: Pengguna, indikator: Indikator) -> list[Unit]:
    """Units of the indicator's agency this person may read."""
    instansi = indikator.sasaran.unit.instansi_id
    return list(Unit.objects.untuk(user).filter(instansi=instansi).order_by("jalur"))


def _baris(komponen: Komponen, nilai: Sequence[NilaiKomponen]) -> BarisTautan:
    indikator = komponen.indikator
    tautan: TautanIndikator | None = getattr(komponen, "tautan_survei", None)
    isi = sorted(nilai, key=lambda n: n.realisasi.triwulan)
    return BarisTautan(
        komponen,
        indikator,
        tautan,
        tuple(
            NilaiTriwulan(
                tulis_triwulan(n.realisasi.triwulan),
                "" if n.nilai is None else tulis_ringkas(bulatkan(n.nilai)),
                n.asal.get("alasan", ""),
            )
            for n in isi
        ),
    )
