"""Budget rows of Lampiran 2: program → kegiatan → sub kegiatan, never more below than above."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Sum

from indikator.hitung.angka import tulis_rupiah
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode
from kinerja.perjanjian.data import Tingkat
from kinerja.perjanjian.models import Anggaran
from kinerja.perjanjian.models.pk_anggaran import TINGKAT_INDUK

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@transaction.atomic
def simpan_anggaran(*, pelaku: Pengguna, anggaran: Anggaran, kini: datetime) -> Anggaran:
    """Save one row, new or changed.

    Raises ValidationError for its own fields, PelanggaranAturan `induk_anggaran` (wrong level, year or agency above it)
    or `pagu_melebihi_induk` (what lies below a row together exceeds it).
    """
    # Amounts of siblings are added up: one change at a time per year.
    Periode.objects.select_for_update(no_key=True).get(pk=anggaran.periode_id)
    _periksa_induk(anggaran)
    anggaran.full_clean()
    lama = Anggaran.objects.filter(pk=anggaran.pk).values("kode", "nama", "pagu", "jabatan").first()
    anggaran.save()
    for induk in filter(None, (anggaran.induk, anggaran)):
        _periksa_pagu(induk)
    jejak.catat(
        pelaku=pelaku,
        aksi="pk.anggaran",
        objek=anggaran,
        kini=kini,
        unit_jalur=anggaran.jabatan.unit.jalur,
        sebelum=lama or {},
        sesudah={
            "kode": anggaran.kode,
            "nama": anggaran.nama,
            "pagu": anggaran.pagu,
            "jabatan": anggaran.jabatan_id,
        },
    )
    return anggaran


@transaction.atomic
def hapus_anggaran(*, pelaku: Pengguna, anggaran: Anggaran, kini: datetime) -> None:
    """Remove one row; raises PelanggaranAturan `anggaran_berisi` while rows lie below it."""
    if anggaran.anak.exists():
        raise PelanggaranAturan(
            "anggaran_berisi", f"“{anggaran}” masih berisi baris di bawahnya; hapus atau pindahkan dahulu."
        )
    jejak.catat(
        pelaku=pelaku,
        aksi="pk.anggaran_hapus",
        objek=anggaran,
        kini=kini,
        unit_jalur=anggaran.jabatan.unit.jalur,
        sebelum={"kode": anggaran.kode, "nama": anggaran.nama, "pagu": anggaran.pagu},
    )
    anggaran.delete()


def _periksa_induk(anggaran: Anggaran) -> None:
    """The row above is of the level above and of the same year; the post belongs to the year's agency."""
    induk = anggaran.induk
    seharusnya = TINGKAT_INDUK.get(Tingkat(anggaran.tingkat))
    if (induk.tingkat if induk else None) != seharusnya:
        sebutan = seharusnya.value.replace("_", " ") if seharusnya else ""
        pesan = f"Baris ini harus berada di dalam satu {sebutan}." if sebutan else "Program berdiri paling atas."
        raise PelanggaranAturan("induk_anggaran", pesan)
    if induk is not None and induk.periode_id != anggaran.periode_id:
        raise PelanggaranAturan("induk_anggaran", "Baris di atasnya berasal dari tahun lain.")
    if anggaran.jabatan.unit.instansi_id != anggaran.periode.instansi_id:
        raise PelanggaranAturan("induk_anggaran", "Penanggung jawab dan tahunnya berasal dari instansi yang berbeda.")


def _periksa_pagu(induk: Anggaran) -> None:
    jumlah = induk.anak.aggregate(jumlah=Sum("pagu"))["jumlah"]
    if jumlah is not None and jumlah > induk.pagu:
        raise PelanggaranAturan(
            "pagu_melebihi_induk",
            f"Jumlah di dalam “{induk}” menjadi {tulis_rupiah(jumlah)}, melebihi anggarannya "
            f"{tulis_rupiah(induk.pagu)}.",
        )
