"""The follow-up plan as pages and reports show it: by unsur, lowest first, with what has no plan yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.organisasi.tanggal import tulis_triwulan
from survei.hitung.data import DataHasil
from survei.hitung.triwulan import tahun_tindak_lanjut
from survei.hitung.unsur import Urutan, label
from survei.models import RencanaTindakLanjut, Survei, UnsurSurvei


@dataclass(frozen=True, slots=True)
class BarisRtl:
    """One line of the plan in words. `kapan`: `TW III 2023, TW I 2024`."""

    rtl: RencanaTindakLanjut
    kapan: str
    oleh: str


@dataclass(frozen=True, slots=True)
class UnsurRtl:
    """One unsur with its lines; `utama`: one of the three lowest, so a plan is expected."""

    kode: str
    label: str
    nama: str
    nrr: Decimal | None
    utama: bool
    baris: tuple[BarisRtl, ...]


def susun_rtl(survei: Survei, data: DataHasil) -> list[UnsurRtl]:
    """The priorities first (lowest first), then other unsur with a plan; `survei` comes with its unit."""
    baris: dict[str, list[BarisRtl]] = {}
    nama: dict[str, str] = {}
    for rtl in RencanaTindakLanjut.objects.filter(survei=survei).select_related("unsur", "jabatan__unit"):
        baris.setdefault(rtl.unsur.kode, []).append(baris_rtl(survei, rtl))
        nama[rtl.unsur.kode] = rtl.unsur.nama
    utama = {p.kode: p for p in data.prioritas}
    hasil = [UnsurRtl(p.kode, p.label, p.nama, p.nrr, True, tuple(baris.pop(p.kode, ()))) for p in utama.values()]
    semua = [u.kode for u in data.unsur] or list(nama)
    return hasil + [
        UnsurRtl(kode, label(kode, Urutan(survei.urutan_unsur), semua), nama[kode], None, False, tuple(isi))
        for kode, isi in baris.items()
    ]


def baris_rtl(survei: Survei, rtl: RencanaTindakLanjut) -> BarisRtl:
    """One line in words."""
    return BarisRtl(rtl, sebut_kapan(survei, rtl.triwulan), _oleh(rtl))


def sebut_kapan(survei: Survei, triwulan: Sequence[int]) -> str:
    """Quarters with the year they fall in after the survey, in the order of time."""
    bertahun = sorted((tahun_tindak_lanjut(tw, survei.selesai), tw) for tw in triwulan)
    return ", ".join(f"{tulis_triwulan(tw)} {tahun}" for tahun, tw in bertahun)


def _oleh(rtl: RencanaTindakLanjut) -> str:
    bagian = [rtl.jabatan.nama] if rtl.jabatan else []
    return ", ".join([*bagian, *filter(None, [rtl.penanggung_jawab])])


def pilihan_unsur(survei: Survei) -> list[tuple[UnsurSurvei, str]]:
    """Every unsur of the survey with its label and name, in the survey's order."""
    unsur = list(UnsurSurvei.objects.filter(survei=survei).order_by("urutan"))
    semua = [u.kode for u in unsur]
    return [(u, f"{label(u.kode, Urutan(survei.urutan_unsur), semua)} {u.nama}") for u in unsur]
