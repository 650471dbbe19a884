"""Shaped reads of the report centre and the check page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404

from kinerja.laporan.jenis import Data, cair
from kinerja.laporan.kebaruan import sebab_digantikan, sudah_berubah
from kinerja.laporan.models import JENIS_DOKUMEN, Laporan, LaporanQuerySet, StatusLaporan
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Periode, Unit
from survei.models import Survei
from survei.models.survei import StatusSurvei

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

SURVEI_DITAWARKAN = 300
DOKUMEN_DITAMPILKAN = 10
TERLARANG = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', " "))


def pilihan_unit(user: Pengguna) -> list[tuple[int, str]]:
    """Units a report may be asked for, top down, indented by level."""
    baris = Unit.objects.untuk(user, Aksi.MINTA_LAPORAN).order_by("jalur").values_list("pk", "jalur", "kode", "nama")
    return [(pk, f"{'  ' * (jalur.count('.') - 1)}{nama} ({kode})") for pk, jalur, kode, nama in baris]


def pilihan_periode(user: Pengguna) -> list[tuple[int, str]]:
    """Years of the person's agencies, newest first; the agency is named when there are several."""
    baris = list(Periode.objects.untuk(user).select_related("instansi").order_by("-tahun", "instansi__nama"))
    banyak = len({p.instansi_id for p in baris}) > 1
    return [(p.pk, f"{p.tahun} – {p.instansi}" if banyak else str(p.tahun)) for p in baris]


def pilihan_survei(user: Pengguna, terpilih: str = "") -> list[tuple[int, str]]:
    """Surveys that were opened, newest first; of very many the newest, and the one with the id `terpilih`."""
    semua = Survei.objects.untuk(user, Aksi.MINTA_LAPORAN).exclude(status=StatusSurvei.DRAF).select_related("unit")
    baris = list(semua.order_by("-selesai", "unit__jalur", "pk")[:SURVEI_DITAWARKAN])
    if terpilih.isdecimal() and int(terpilih) not in {s.pk for s in baris}:
        baris += semua.filter(pk=int(terpilih[:18]))
    return [(s.pk, f"{s.judul} – {s.unit.nama} ({s.get_status_display().lower()})") for s in baris]


def pilihan_tahun_survei(user: Pengguna) -> list[tuple[int, str]]:
    """Years in which the person's units hold surveys, newest first."""
    tahun = Survei.objects.untuk(user, Aksi.MINTA_LAPORAN).order_by("-tahun").values_list("tahun", flat=True).distinct()
    return [(satu, str(satu)) for satu in tahun]


def daftar_laporan(user: Pengguna) -> LaporanQuerySet:
    """Reports of the units the person may read, newest first, with the mark of superseded ones."""
    dasar: LaporanQuerySet = Laporan.objects.untuk(user, Aksi.MINTA_LAPORAN)
    return dasar.dengan_digantikan().select_related("unit", "jabatan", "diminta_oleh").order_by("-diminta_pada", "-pk")


def dokumen_terakhir(user: Pengguna, unit: Unit, periode: Periode) -> list[Laporan]:
    """The newest documents printed from the plan of this unit and year."""
    milik = daftar_laporan(user).filter(jenis__in=JENIS_DOKUMEN, unit=unit, periode=periode)
    return list(milik[:DOKUMEN_DITAMPILKAN])


def pilihan_jabatan(user: Pengguna, unit: Unit, periode: Periode) -> list[tuple[int, str]]:
    """The posts of a unit that have an agreement in the year, its head first."""
    semua = Jabatan.objects.untuk(user).filter(unit=unit, perjanjian__periode=periode)
    return list(semua.distinct().order_by("-kepala", "nama").values_list("pk", "nama"))


def nama_unduhan(laporan: Laporan) -> str:
    """`Laporan Realisasi Triwulan TW II 2023 - Bagian Hukum.pdf`."""
    judul, pokok = (" ".join(teks.translate(TERLARANG).split()) for teks in (laporan.judul, laporan.pokok))
    return f"{judul} - {pokok[:120]}.{laporan.format}"


def wajib_terbit(laporan: Laporan) -> None:
    """Raise PelanggaranAturan `belum_terbit` for a report without a document."""
    if laporan.status != StatusLaporan.SELESAI:
        keadaan = laporan.get_status_display().lower()
        raise PelanggaranAturan("belum_terbit", f"Laporan ini {keadaan}, dan berkasnya tidak dapat diunduh.")


@dataclass(frozen=True, slots=True)
class Pemeriksaan:
    """What the public may know of an issued document: no figures."""

    laporan: Laporan
    data: Data
    sidik_data: str
    digantikan: bool
    sebab: list[str]


def periksa_kode(kode: str, *, kini: datetime) -> Pemeriksaan:
    """The issued document with this check code; raises Http404 for any other code."""
    semua = Laporan.objects.dengan_digantikan().select_related("unit", "periode__instansi", "jabatan", "data")
    try:
        laporan = semua.get(kode_periksa=kode.strip().upper(), status=StatusLaporan.SELESAI)
    except ObjectDoesNotExist:
        raise Http404 from None
    assert laporan.data is not None  # noqa: S101 (constraint laporan_selesai_punya_berkas)
    return Pemeriksaan(
        laporan,
        cair(laporan, laporan.data.isi),
        laporan.data.sha256,
        sudah_berubah(laporan, kini=kini),
        sebab_digantikan(laporan),
    )


def sidik_berkas(berkas: UploadedFile[bytes]) -> str:
    """SHA-256 of an uploaded file, read in pieces and kept nowhere."""
    hasil = hashlib.sha256()
    potongan: Iterable[bytes] = berkas.chunks()
    for satu in potongan:
        hasil.update(satu)
    return hasil.hexdigest()
