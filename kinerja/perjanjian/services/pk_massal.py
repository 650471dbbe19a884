"""Making agreements: for one post or for every post of a subtree, with a preview that does the same and writes nothing.

Making twice changes nothing. Drafts are made anew from today's indicators; what has been submitted or signed stays.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kinerja.beku import bekukan, sidik
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.organisasi.tanggal import tulis_tanggal, tulis_triwulan
from kinerja.perjanjian import alur
from kinerja.perjanjian.banding import bandingkan
from kinerja.perjanjian.data import DataPK, cairkan_pk
from kinerja.perjanjian.models import PerjanjianKinerja
from kinerja.perjanjian.selectors.pk_kumpulkan import BahanPK, PihakPK, Versi, kumpulkan_pk, tanpa_indikator

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


BULAN_PER_TRIWULAN = 3


class Tindakan(StrEnum):
    """What making does with one post."""

    BUAT = "dibuat"
    SEGARKAN = "disusun ulang"
    SAMA = "sudah sesuai"
    TETAP = "tidak disentuh"
    TANPA_INDIKATOR = "tanpa indikator"
    TERHALANG = "terhalang"


@dataclass(frozen=True, slots=True)
class RencanaPK:
    """What happens, or has happened, to one post. `lama` is its newest agreement, `data` the content made or None."""

    jabatan: Jabatan
    tindakan: Tindakan
    keterangan: str
    lama: PerjanjianKinerja | None
    data: DataPK | None


def pratinjau_massal(*, unit: Unit, periode: Periode, tanggal: date) -> list[RencanaPK]:
    """What `buat_massal` would do for every post of `unit` and below; writes nothing."""
    return _rencana(_jabatan(unit), periode, tanggal)[1]


@transaction.atomic
def buat_massal(*, pelaku: Pengguna, unit: Unit, periode: Periode, tanggal: date, kini: datetime) -> list[RencanaPK]:
    """Make or renew the agreement of every post of `unit` and below; posts without indicators are named, not made.

    Args:
        tanggal: the date the agreements carry; the parties are those who hold their posts on it.
    """
    return _kerjakan(_jabatan(unit), pelaku=pelaku, periode=periode, tanggal=tanggal, kini=kini)


@transaction.atomic
def susun(*, pelaku: Pengguna, jabatan: Jabatan, periode: Periode, tanggal: date, kini: datetime) -> RencanaPK:
    """The same for one post."""
    return _kerjakan([jabatan.pk], pelaku=pelaku, periode=periode, tanggal=tanggal, kini=kini)[0]


def _jabatan(unit: Unit) -> list[int]:
    return list(Jabatan.objects.filter(unit__jalur__startswith=unit.jalur).values_list("pk", flat=True))


def _kerjakan(
    jabatan: Sequence[int], *, pelaku: Pengguna, periode: Periode, tanggal: date, kini: datetime
) -> list[RencanaPK]:
    # One at a time per year: two bulk runs at once would both find nothing and both make it.
    Periode.objects.select_for_update(no_key=True).get(pk=periode.pk)
    bahan, rencana = _rencana(jabatan, periode, tanggal, kunci=True)
    for satu in rencana:
        if satu.tindakan is Tindakan.BUAT:
            _buat(satu, bahan, pelaku, kini)
        elif satu.tindakan is Tindakan.SEGARKAN:
            _segarkan(satu, bahan, pelaku, kini)
    return rencana


def _rencana(
    jabatan: Sequence[int], periode: Periode, tanggal: date, *, kunci: bool = False
) -> tuple[BahanPK, list[RencanaPK]]:
    _wajib_tanggal(periode, tanggal)
    bahan = kumpulkan_pk(jabatan, periode, tanggal)
    ada = PerjanjianKinerja.objects.filter(periode=periode, jabatan__in=jabatan).order_by("versi")
    ada = ada.select_related("sebelumnya")
    lama = {p.jabatan_id: p for p in (ada.select_for_update(of=("self",)) if kunci else ada)}
    urut = sorted(bahan.jabatan.values(), key=lambda j: (j.unit.jalur, not j.kepala, j.nama))
    return bahan, [_rencana_satu(j, lama.get(j.pk), bahan) for j in urut]


def _rencana_satu(jabatan: Jabatan, lama: PerjanjianKinerja | None, bahan: BahanPK) -> RencanaPK:
    if lama is not None and not alur.boleh_susun(alur.Status(lama.status)):
        kata = f"{lama.judul} sudah {lama.get_status_display().lower()}."
        return RencanaPK(jabatan, Tindakan.TETAP, kata, lama, None)
    if not bahan.indikator.get(jabatan.pk):
        return RencanaPK(jabatan, Tindakan.TANPA_INDIKATOR, _tanpa_indikator(jabatan, lama), lama, None)
    if bahan.pihak[jabatan.pk].halangan:
        return RencanaPK(jabatan, Tindakan.TERHALANG, bahan.pihak[jabatan.pk].halangan, lama, None)
    if lama is not None and (surut := _tanggal_surut(lama, bahan.tanggal)):
        return RencanaPK(jabatan, Tindakan.TERHALANG, surut, lama, None)
    return _rencana_isi(jabatan, lama, bahan.data(jabatan.pk, versi_dari(lama)))


def _rencana_isi(jabatan: Jabatan, lama: PerjanjianKinerja | None, data: DataPK) -> RencanaPK:
    """What making would do with an agreement that can be made: new, the same, or refreshed."""
    if lama is None:
        return RencanaPK(jabatan, Tindakan.BUAT, f"{len(data.lampiran1)} indikator.", None, data)
    if lama.sha256 == sidik(bekukan(data)):
        return RencanaPK(jabatan, Tindakan.SAMA, f"{len(data.lampiran1)} indikator.", lama, data)
    beda = len(bandingkan(cairkan_pk(lama.isi), data))
    kata = f"{len(data.lampiran1)} indikator; {f'{beda} hal berubah' if beda else 'hanya tanggalnya berubah'}."
    return RencanaPK(jabatan, Tindakan.SEGARKAN, kata, lama, data)


def _wajib_tanggal(periode: Periode, tanggal: date) -> None:
    """[53]: made within a month after the budget document, which may be there in December already."""
    if not date(periode.tahun - 1, 12, 1) <= tanggal <= date(periode.tahun, 12, 31):
        raise PelanggaranAturan(
            "tanggal_di_luar_tahun",
            f"Tanggal Perjanjian Kinerja {periode.tahun} paling awal 1 Desember {periode.tahun - 1} dan paling akhir "
            f"31 Desember {periode.tahun}.",
        )


def _tanggal_surut(lama: PerjanjianKinerja, tanggal: date) -> str:
    """Why a draft of a change may not carry this date; "" when it may. A first version has nothing before it."""
    if lama.sebelumnya is None:
        return ""
    if tanggal < lama.sebelumnya.tanggal:
        return (
            f"{lama.judul} tidak boleh mendahului perjanjian yang diubahnya, {tulis_tanggal(lama.sebelumnya.tanggal)}."
        )
    if triwulan_dari(tanggal) > lama.berlaku_triwulan:
        mulai = tulis_triwulan(lama.berlaku_triwulan)
        return f"{lama.judul} berlaku mulai {mulai}, jadi tanggalnya tidak boleh sesudah triwulan itu."
    return ""


def triwulan_dari(tanggal: date) -> int:
    """The quarter a day lies in, 1–4."""
    return (tanggal.month - 1) // BULAN_PER_TRIWULAN + 1


def _tanpa_indikator(jabatan: Jabatan, lama: PerjanjianKinerja | None) -> str:
    kata = tanpa_indikator(jabatan)
    return kata if lama is None else f"{kata} Draf lamanya dibiarkan."


def versi_dari(lama: PerjanjianKinerja | None) -> Versi:
    """Which version a draft is; the first when there is none yet."""
    if lama is None:
        return Versi()
    return Versi(lama.versi, lama.alasan, lama.uraian_alasan, lama.berlaku_triwulan)


def kolom_pk(pihak: PihakPK, data: DataPK, tanggal: date) -> dict[str, Any]:
    """The columns of a draft that follow from its content."""
    assert pihak.pertama is not None  # noqa: S101 (checked by whoever made `data`)
    isi, kedua = bekukan(data), pihak.kedua
    return {
        "pejabat_pertama": pihak.pertama.pejabat,
        "jenis_pertama": pihak.pertama.jenis,
        "jabatan_kedua": kedua.jabatan if kedua else None,
        "pejabat_kedua": kedua.pejabat if kedua else None,
        "jenis_kedua": kedua.jenis if kedua else "",
        "tempat": data.tempat,
        "tanggal": tanggal,
        "isi": isi,
        "sha256": sidik(isi),
    }


def kode_periksa_baru() -> str:
    """An unguessable code for the check page, without look-alike letters."""
    return "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(12))


def _buat(satu: RencanaPK, bahan: BahanPK, pelaku: Pengguna, kini: datetime) -> None:
    assert satu.data is not None  # noqa: S101 (BUAT always has it)
    baru = PerjanjianKinerja.objects.create(
        jabatan=satu.jabatan,
        periode=bahan.periode,
        kode_periksa=kode_periksa_baru(),
        **kolom_pk(bahan.pihak[satu.jabatan.pk], satu.data, bahan.tanggal),
    )
    catat_isi(baru, "pk.buat", pelaku, kini)


def _segarkan(satu: RencanaPK, bahan: BahanPK, pelaku: Pengguna, kini: datetime) -> None:
    assert satu.data is not None  # noqa: S101 (SEGARKAN always has both)
    assert satu.lama is not None  # noqa: S101
    lama, sebelum = satu.lama, satu.lama.sha256
    kolom = kolom_pk(bahan.pihak[satu.jabatan.pk], satu.data, bahan.tanggal)
    for nama, nilai in (kolom | {"versi_baris": lama.versi_baris + 1}).items():
        setattr(lama, nama, nilai)
    lama.save(update_fields=[*kolom, "versi_baris"])
    catat_isi(lama, "pk.susun", pelaku, kini, sebelum=sebelum)


def catat_isi(baris: PerjanjianKinerja, aksi: str, pelaku: Pengguna, kini: datetime, *, sebelum: str = "") -> None:
    """Write down that the content of a draft was made."""
    jejak.catat(
        pelaku=pelaku,
        aksi=aksi,
        objek=baris,
        kini=kini,
        unit_jalur=baris.jabatan.unit.jalur,
        sebelum={"sha256": sebelum} if sebelum else {},
        sesudah={"versi": baris.versi, "sha256": baris.sha256, "tanggal": baris.tanggal},
        alasan=baris.uraian_alasan,
    )
