"""One cell of the matrix: ticked, unticked, or one of its links changed, refused when somebody else was there first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from indikator.models import Indikator
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Unit
from kinerja.perjanjian.models.cascading import JenisTautan, TautanKinerja
from kinerja.perjanjian.services.cascading import Isian, kunci_cascade, lepas, tautkan, wajib_kelola
from kinerja.perjanjian.services.cascading_salinan import salin_ke_unit

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

KOSONG = "-"


def sidik_sel(tautan: Iterable[TautanKinerja]) -> str:
    """What a cell holds, in short; `-` for an empty one. Two people who see the same have the same."""
    isi = [
        (t.pk, str(t.jenis), t.lingkup, t.jabatan_id, t.anak_id, t.tersirat)
        for t in sorted(tautan, key=lambda t: t.pk or 0)
    ]
    return hashlib.sha256(repr(isi).encode()).hexdigest()[:16] if isi else KOSONG


@transaction.atomic
def centang(*, pelaku: Pengguna, induk: Indikator, unit: Unit, ada: bool, sidik: str, kini: datetime) -> None:
    """Tick a cell (the unit carries the indicator as it is) or clear it. The same again changes nothing.

    Args:
        sidik: of the cell as it was shown.

    Raises PermissionDenied, and PelanggaranAturan: `sel_berubah` (somebody changed it meanwhile), `sel_berisi_banyak`
        (several links, or one with an indicator or post of its own, are cut one by one), or a refusal of `tautkan`.
    """
    wajib_kelola(pelaku, induk.sasaran.unit)
    kunci_cascade(induk.sasaran.periode)
    tautan = _tautan(induk, unit)
    if bool(tautan) == ada:
        return  # a repeated click, or somebody else wished the same
    _wajib_sama(tautan, sidik)
    if ada:
        tautkan(pelaku=pelaku, isian=Isian(induk, unit, JenisTautan.LANGSUNG), kini=kini)
        return
    if not dapat_dicentang(tautan):
        raise PelanggaranAturan(
            "sel_berisi_banyak",
            f"{unit} punya jabatan, indikator sendiri, atau beberapa tautan pada indikator {induk.kode}. "
            "Buka rincian sel itu dan lepaskan tautannya satu per satu.",
        )
    lepas(pelaku=pelaku, tautan=tautan[0], kini=kini)


def dapat_dicentang(tautan: list[TautanKinerja]) -> bool:
    """Whether a plain tick says all there is: nothing, or one link of the unit itself without its own indicator."""
    return len(tautan) <= 1 and all(t.jabatan_id is None and t.anak_id is None for t in tautan)


@transaction.atomic
def simpan_tautan(
    *, pelaku: Pengguna, isian: Isian, lama: TautanKinerja | None, sidik: str, kini: datetime
) -> TautanKinerja:
    """Add a link to a cell, or change `lama` into `isian`; a salinan without an indicator gets its copy made.

    Raises PermissionDenied, and PelanggaranAturan: `sel_berubah`, `tautan_sudah_ada`, or a refusal of `tautkan`.
    """
    wajib_kelola(pelaku, isian.induk.sasaran.unit)
    kunci_cascade(isian.induk.sasaran.periode)
    tautan = _tautan(isian.induk, isian.unit)
    _wajib_sama(tautan, sidik)
    if isian.jenis == JenisTautan.SALINAN and isian.anak is None:
        isian = replace(isian, anak=salin_ke_unit(isian.induk, isian.unit)[0])
    kunci = (_nomor(isian.jabatan), _nomor(isian.anak))
    if any((t.jabatan_id, t.anak_id) == kunci and (lama is None or t.pk != lama.pk) for t in tautan):
        raise PelanggaranAturan(
            "tautan_sudah_ada", "Tautan dengan jabatan dan indikator itu sudah ada di sel ini. Ubah yang sudah ada."
        )
    if lama is not None and (lama.jabatan_id, lama.anak_id) != kunci:
        # Another post or indicator is another link; the words it came from stay with it.
        isian = replace(isian, uraian=lama.uraian)
        lepas(pelaku=pelaku, tautan=lama, kini=kini)
    return tautkan(pelaku=pelaku, isian=isian, kini=kini)


@transaction.atomic
def lepas_tautan(*, pelaku: Pengguna, tautan: TautanKinerja, sidik: str, kini: datetime) -> None:
    """Cut one link of a cell as it was shown. Raises PermissionDenied, and PelanggaranAturan `sel_berubah`."""
    wajib_kelola(pelaku, tautan.induk.sasaran.unit)
    kunci_cascade(tautan.induk.sasaran.periode)
    _wajib_sama(_tautan(tautan.induk, tautan.unit), sidik)
    lepas(pelaku=pelaku, tautan=tautan, kini=kini)


def _nomor(objek: object | None) -> int | None:
    nomor: int | None = getattr(objek, "pk", None)
    return nomor


def _tautan(induk: Indikator, unit: Unit) -> list[TautanKinerja]:
    return list(
        TautanKinerja.objects.filter(induk=induk, unit=unit)
        .select_related("induk__sasaran__unit", "induk__sasaran__periode", "unit", "uraian")
        .order_by("pk")
    )


def _wajib_sama(tautan: Iterable[TautanKinerja], sidik: str) -> None:
    if sidik_sel(tautan) != sidik:
        raise PelanggaranAturan(
            "sel_berubah", "Sel ini sudah diubah orang lain sejak halaman dibuka. Periksa isinya yang sekarang."
        )
