"""Crosscutting links: conditions that need each other across branches and trees, and units that take part [89]."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Unit
from kinerja.perjanjian.models.pohon import LintasSimpul, SimpulPohon
from kinerja.perjanjian.services.cascading import kunci_cascade, wajib_kelola
from kinerja.perjanjian.services.pohon import ambil_segar, rapi

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@transaction.atomic
def hubungkan(
    *,
    pelaku: Pengguna | None,
    dari: SimpulPohon,
    ke: SimpulPohon | None,
    unit: Unit | None,
    keterangan: str,
    kini: datetime,
) -> LintasSimpul:
    """Say that `dari` needs the condition `ke`, or that `unit` takes part in it. The same again only changes the note.

    It belongs to the tree of `dari`; the other condition may stand anywhere in the same year. A circle is no mistake
    here: conditions may need each other.

    Raises PermissionDenied, and PelanggaranAturan `crosscutting_kosong`, `kondisi_sama`, `tahun_berbeda`,
    `instansi_lain`, `simpul_hilang`.
    """
    wajib_kelola(pelaku, dari.unit)
    kunci_cascade(dari.periode)
    dari = ambil_segar(dari)
    ke = ambil_segar(ke) if ke is not None else None
    keterangan = rapi(keterangan)
    _wajib_sah(dari, ke, unit, keterangan)
    lama = _yang_ada(dari, ke, unit)
    if lama is None:
        lintas = LintasSimpul.objects.create(dari=dari, ke=ke, unit=unit, keterangan=keterangan)
        _catat(pelaku, "pohon.crosscutting", lintas, kini, sesudah=_isi(lintas))
        return lintas
    sebelum = _isi(lama)
    lama.unit, lama.keterangan = unit, keterangan
    if _isi(lama) != sebelum:
        lama.save(update_fields=["unit", "keterangan"])
        _catat(pelaku, "pohon.crosscutting", lama, kini, sebelum=sebelum, sesudah=_isi(lama))
    return lama


@transaction.atomic
def lepas(*, pelaku: Pengguna | None, lintas: LintasSimpul, kini: datetime) -> None:
    """Take a link out; twice changes nothing."""
    wajib_kelola(pelaku, lintas.dari.unit)
    kunci_cascade(lintas.dari.periode)
    ada = LintasSimpul.objects.select_related("dari__unit").filter(pk=lintas.pk).first()
    if ada is not None:
        buang(pelaku, ada, kini)


def buang(pelaku: Pengguna | None, lintas: LintasSimpul, kini: datetime) -> None:
    """Delete a link that goes with one of its conditions, whichever tree it was made in; recorded there."""
    _catat(pelaku, "pohon.lepas_crosscutting", lintas, kini, sebelum=_isi(lintas))
    lintas.delete()


def _yang_ada(dari: SimpulPohon, ke: SimpulPohon | None, unit: Unit | None) -> LintasSimpul | None:
    semua = LintasSimpul.objects.select_related("dari__unit")
    if ke is None:
        return semua.filter(dari=dari, ke=None, unit=unit).first()
    ada = semua.filter(Q(dari=dari, ke=ke) | Q(dari=ke, ke=dari)).first()
    if ada is not None and ada.dari_id != dari.pk:
        raise PelanggaranAturan(
            "sudah_terhubung",
            f"Kedua kondisi ini sudah terhubung dari “{ada.dari}”. Ubah keterangannya di sana.",
        )
    return ada


def _wajib_sah(dari: SimpulPohon, ke: SimpulPohon | None, unit: Unit | None, keterangan: str) -> None:
    aturan = (
        (
            ke is None and (unit is None or not keterangan),
            "crosscutting_kosong",
            "Pilih kondisi terkait; atau pilih unit yang terlibat dan tuliskan keterlibatannya.",
        ),
        (
            ke is not None and ke.pk == dari.pk,
            "kondisi_sama",
            "Crosscutting menghubungkan dua kondisi yang berbeda.",
        ),
        (
            ke is not None and ke.periode_id != dari.periode_id,
            "tahun_berbeda",
            f"Kondisi terkait harus dari tahun yang sama, {dari.periode.tahun}.",
        ),
        (
            unit is not None and unit.instansi_id != dari.unit.instansi_id,
            "instansi_lain",
            "Unit yang terlibat berasal dari instansi lain.",
        ),
        (len(keterangan) > 300, "keterangan_panjang", "Keterangan paling panjang 300 huruf."),
    )
    for melanggar, kode, pesan in aturan:
        if melanggar:
            raise PelanggaranAturan(kode, pesan)


def _isi(lintas: LintasSimpul) -> dict[str, Any]:
    return {"dari": lintas.dari_id, "ke": lintas.ke_id, "unit": lintas.unit_id, "keterangan": lintas.keterangan}


def _catat(
    pelaku: Pengguna | None,
    aksi: str,
    lintas: LintasSimpul,
    kini: datetime,
    *,
    sebelum: dict[str, Any] | None = None,
    sesudah: dict[str, Any] | None = None,
) -> None:
    jejak.catat(
        pelaku=pelaku,
        aksi=aksi,
        objek=lintas,
        kini=kini,
        unit_jalur=lintas.dari.unit.jalur,
        sebelum=sebelum,
        sesudah=sesudah,
    )
