"""Building one asked-for report: claim, collect, freeze, render, store. Exactly once: see kinerja/pekerjaan.py."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import PurePosixPath
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from kinerja.beku import sidik
from kinerja.laporan.data import DataLaporan, Terbitan
from kinerja.laporan.jenis import Data, beku, pembuat
from kinerja.laporan.kota.data import DataKota
from kinerja.laporan.models import (
    HIDUP,
    DataBeku,
    Format,
    Laporan,
    PemakaianAngka,
    PemakaianHasil,
    PemakaianPK,
    StatusLaporan,
)
from kinerja.laporan.survei.data import DataSurvei
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.pekerjaan import PERCOBAAN_MAKS, Berhenti, Giliran, kunci_pekerja
from kinerja.peristiwa.models import JenisPeristiwa
from kinerja.peristiwa.services.catat import catat_peristiwa

log = logging.getLogger(__name__)

PESAN_TERHENTI = (
    f"Pembuatan laporan terhenti {PERCOBAAN_MAKS} kali sebelum selesai. "
    "Minta lagi; bila terulang, sampaikan nomor laporan ini kepada administrator."
)
Kemajuan = Callable[[str, int], None]


def bangun(pk: UUID, *, kini: datetime) -> Laporan | None:
    """Make the document of a waiting report; None when there is nothing to do (done, cancelled, another builds it).

    Args:
        kini: when the work starts: the time the document carries.
    """
    with kunci_pembangun(pk) as dapat:
        if not dapat:
            return None
        laporan = _ambil_alih(pk, kini)
        if laporan is None:
            return None
        try:
            _kerjakan(laporan, kini)
        except Berhenti as henti:
            if henti.dibatalkan:
                _akhiri(laporan, StatusLaporan.DIBATALKAN, "Dibatalkan", "")
        except PelanggaranAturan as salah:
            _akhiri(laporan, StatusLaporan.GAGAL, "Tidak dapat dibuat", salah.pesan)
        except Exception:  # the row must say that it failed, whatever the reason
            kode = secrets.token_hex(4)
            log.exception("Laporan %s gagal dibuat, kode %s", pk, kode)
            pesan = f"Laporan gagal dibuat karena kesalahan sistem. Sampaikan kode {kode} kepada administrator."
            _akhiri(laporan, StatusLaporan.GAGAL, "Gagal", pesan)
        return Laporan.objects.get(pk=pk)


def kunci_pembangun(pk: UUID) -> AbstractContextManager[bool]:
    """Try to be the one builder of this report."""
    return kunci_pekerja("laporan", pk)


def _ambil_alih(pk: UUID, kini: datetime) -> Laporan | None:
    """Claim the row. We hold the lock, so a row that says "berjalan" belongs to a builder that has died."""
    hidup = Laporan.objects.filter(pk=pk, status__in=HIDUP)
    if hidup.filter(batal_diminta=True).update(
        status=StatusLaporan.DIBATALKAN, langkah="Dibatalkan", selesai_pada=kini
    ):
        return None
    if hidup.filter(percobaan__gte=PERCOBAAN_MAKS).update(
        status=StatusLaporan.GAGAL, langkah="Gagal", galat=PESAN_TERHENTI, selesai_pada=kini
    ):
        return None
    if not hidup.update(
        status=StatusLaporan.BERJALAN,
        percobaan=F("percobaan") + 1,
        langkah="Mulai",
        persen=1,
        mulai_pada=kini,
    ):
        return None
    return Laporan.objects.select_related("unit", "periode__instansi", "survei", "jabatan", "diminta_oleh").get(pk=pk)


def _giliran(laporan: Laporan) -> Giliran:
    """The row while this attempt is the current one: all a builder may write."""
    return Giliran(Laporan.objects.filter(pk=laporan.pk, status=StatusLaporan.BERJALAN, percobaan=laporan.percobaan))


def _kerjakan(laporan: Laporan, kini: datetime) -> None:
    maju = _giliran(laporan).maju
    maju("Mengumpulkan data", 5)
    with potret():
        data = pembuat(laporan).kumpulkan(laporan, kini)
    maju("Membekukan data", 20)
    data_beku = bekukan(data, kini)
    terbitan = terbitan_laporan(laporan, data_beku.sha256, kini)
    maju("Menyusun dokumen", 25)
    isi = gambar(laporan, data, terbitan, lambda langkah, persen: maju(langkah, 25 + persen * 65 // 100))
    maju("Menyimpan dokumen", 95)
    _simpan(laporan, data_beku, terbitan, isi)


@contextmanager
def potret() -> Iterator[None]:
    """One moment of the database for all queries inside, so that a report never mixes before and after."""
    with transaction.atomic():
        if len(connection.savepoint_ids) == 0:
            with connection.cursor() as kursor:
                kursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@transaction.atomic
def bekukan(data: Data, kini: datetime) -> DataBeku:
    """Store the frozen text once (the same figures share a row) with the versions of the figures it used."""
    isi = beku(data)
    hasil, baru = DataBeku.objects.get_or_create(sha256=sidik(isi), defaults={"isi": isi, "dibuat_pada": kini})
    if baru and isinstance(data, DataLaporan):
        PemakaianAngka.objects.bulk_create(
            PemakaianAngka(data=hasil, indikator_id=s.indikator, triwulan=s.triwulan, versi_angka=s.versi)
            for s in data.sumber
        )
        PemakaianPK.objects.bulk_create(PemakaianPK(data=hasil, unit_id=s.unit, versi=s.versi) for s in data.pk)
    elif baru and isinstance(data, DataSurvei | DataKota):
        PemakaianHasil.objects.bulk_create(
            PemakaianHasil(data=hasil, survei_id=s.survei, sha256=s.sha256) for s in data.sumber
        )
    return hasil


def terbitan_laporan(laporan: Laporan, sha256: str, kini: datetime) -> Terbitan:
    """What this document alone carries: number, check code and address, time."""
    jenis = pembuat(laporan)
    return Terbitan(
        nomor=f"{jenis.awal}/{laporan.unit.kode}/{jenis.masa(laporan)}/{laporan.kode_periksa[:6]}",
        kode_periksa=laporan.kode_periksa,
        alamat_periksa=f"{settings.ALAMAT_SITUS}/periksa/{laporan.kode_periksa}/",
        sha256=sha256,
        dibuat_pada=kini,
    )


def gambar(laporan: Laporan, data: Data, terbitan: Terbitan, lapor: Kemajuan) -> bytes:
    """Render the frozen data in the format asked for."""
    jenis = pembuat(laporan)
    if laporan.format == Format.XLSX:
        return jenis.excel(data, terbitan, lapor=lapor)
    return jenis.pdf(data, terbitan, logo=_logo(data), lapor=lapor)


def _logo(data: Data) -> bytes | None:
    if not data.kop.logo:
        return None
    try:
        with default_storage.open(data.kop.logo) as berkas:
            isi: bytes = berkas.read()
    except OSError:
        # A document without its logo is better than none; the administrator finds the reason in the log.
        log.warning("Logo %s tidak dapat dibaca", data.kop.logo)
        return None
    return isi


def _nama_berkas(laporan: Laporan, percobaan: int) -> str:
    return f"laporan/{laporan.diminta_pada:%Y/%m}/{laporan.pk}-{percobaan}.{laporan.format}"


def _simpan(laporan: Laporan, data_beku: DataBeku, terbitan: Terbitan, isi: bytes) -> None:
    """File first, row second: a row that says "selesai" always has its file; files of lost attempts are removed."""
    for percobaan in range(1, laporan.percobaan + 1):
        default_storage.delete(_nama_berkas(laporan, percobaan))
    nama = default_storage.save(_nama_berkas(laporan, laporan.percobaan), ContentFile(isi))
    with transaction.atomic():
        tersimpan = (
            _giliran(laporan)
            .milik.filter(batal_diminta=False)
            .update(
                status=StatusLaporan.SELESAI,
                langkah="Selesai",
                persen=100,
                selesai_pada=timezone.now(),
                data=data_beku,
                nomor=terbitan.nomor,
                berkas=nama,
                berkas_sha256=hashlib.sha256(isi).hexdigest(),
                ukuran=len(isi),
            )
        )
        if tersimpan:
            _catat(laporan, "laporan.terbit", {"nomor": terbitan.nomor, "berkas": PurePosixPath(nama).name})
            _umumkan(laporan, terbitan)
    if not tersimpan:
        default_storage.delete(nama)
        raise Berhenti(dibatalkan=True)


def _akhiri(laporan: Laporan, status: StatusLaporan, langkah: str, galat: str) -> None:
    """End the row without a document, if it is still ours."""
    with transaction.atomic():
        if _giliran(laporan).milik.update(
            status=status, langkah=langkah, galat=galat[:300], selesai_pada=timezone.now()
        ):
            _catat(laporan, f"laporan.{status.value}", {"galat": galat})


def _catat(laporan: Laporan, aksi: str, sesudah: dict[str, object]) -> None:
    jejak.catat(
        pelaku=None,
        aksi=aksi,
        objek=laporan,
        kini=timezone.now(),
        unit_jalur=laporan.unit.jalur,
        sesudah=sesudah,
    )


def _umumkan(laporan: Laporan, terbitan: Terbitan) -> None:
    catat_peristiwa(
        JenisPeristiwa.LAPORAN_TERBIT,
        objek=laporan,
        unit=laporan.unit,
        kini=timezone.now(),
        isi={
            "nomor": terbitan.nomor,
            "jenis": laporan.jenis,
            "format": laporan.format,
            "sha256": terbitan.sha256,
            "alamat_periksa": terbitan.alamat_periksa,
        },
    )
