"""Building one asked-for report: claim, collect, freeze, render, store.

Exactly once, whatever dies in the middle: the builder holds a PostgreSQL session lock on the report's id for the whole
build, so a second worker stays out while the first lives and takes over when it is dead; each take-over raises
`percobaan`, and every write of a builder is conditional on its own number, so a late zombie can't store anything.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from kinerja.laporan.data import DataLaporan, Terbitan, beku
from kinerja.laporan.kumpulkan import kumpulkan
from kinerja.laporan.models import HIDUP, DataBeku, Format, Jenis, Laporan, PemakaianAngka, StatusLaporan
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.tanggal import tulis_triwulan

log = logging.getLogger(__name__)

PERCOBAAN_MAKS = 3
PESAN_TERHENTI = (
    f"Pembuatan laporan terhenti {PERCOBAAN_MAKS} kali sebelum selesai. "
    "Minta lagi; bila terulang, sampaikan nomor laporan ini kepada administrator."
)
Kemajuan = Callable[[str, int], None]


class Berhenti(Exception):
    """The build ends without a document: `status` is what the row becomes (None: it is no longer ours)."""

    def __init__(self, status: StatusLaporan | None) -> None:
        super().__init__(status)
        self.status = status


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
            if henti.status is not None:
                _akhiri(laporan, henti.status, "Dibatalkan", "")
        except PelanggaranAturan as salah:
            _akhiri(laporan, StatusLaporan.GAGAL, "Tidak dapat dibuat", salah.pesan)
        except Exception:  # the row must say that it failed, whatever the reason
            kode = secrets.token_hex(4)
            log.exception("Laporan %s gagal dibuat, kode %s", pk, kode)
            pesan = f"Laporan gagal dibuat karena kesalahan sistem. Sampaikan kode {kode} kepada administrator."
            _akhiri(laporan, StatusLaporan.GAGAL, "Gagal", pesan)
        return Laporan.objects.get(pk=pk)


def nomor_kunci(pk: UUID) -> int:
    """The number of the advisory lock of a report (64 bits, signed)."""
    return int.from_bytes(hashlib.sha256(b"laporan" + pk.bytes).digest()[:8], signed=True)


@contextmanager
def kunci_pembangun(pk: UUID) -> Iterator[bool]:
    """Try to be the one builder of this report; the database gives the lock back when the process dies."""
    nomor = nomor_kunci(pk)
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_try_advisory_lock(%s)", [nomor])
        (dapat,) = kursor.fetchone()
    try:
        yield dapat
    finally:
        if dapat:
            with connection.cursor() as kursor:
                kursor.execute("SELECT pg_advisory_unlock(%s)", [nomor])


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
    return Laporan.objects.select_related("unit", "periode__instansi", "diminta_oleh").get(pk=pk)


def _milik(laporan: Laporan) -> dict[str, object]:
    """The condition under which a builder may still write: the row is running, and this attempt is the current one."""
    return {"pk": laporan.pk, "status": StatusLaporan.BERJALAN, "percobaan": laporan.percobaan}


def _kerjakan(laporan: Laporan, kini: datetime) -> None:
    def maju(langkah: str, persen: int) -> None:
        """Show the step; stop when the row is no longer ours or nobody wants it any more."""
        batal = Laporan.objects.filter(**_milik(laporan)).values_list("batal_diminta", flat=True).first()
        if batal is None:
            raise Berhenti(None)
        if batal:
            raise Berhenti(StatusLaporan.DIBATALKAN)
        if not Laporan.objects.filter(**_milik(laporan)).update(langkah=langkah, persen=persen):
            raise Berhenti(None)

    maju("Mengumpulkan data", 5)
    with potret():
        data = kumpulkan(
            jenis=Jenis(laporan.jenis),
            unit=laporan.unit,
            periode=laporan.periode,
            triwulan=laporan.triwulan,
            kini=kini,
        )
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
def bekukan(data: DataLaporan, kini: datetime) -> DataBeku:
    """Store the frozen text once (the same figures share a row) with the versions of the figures it used."""
    isi = beku(data)
    hasil, baru = DataBeku.objects.get_or_create(sha256=sidik(isi), defaults={"isi": isi, "dibuat_pada": kini})
    if baru:
        PemakaianAngka.objects.bulk_create(
            PemakaianAngka(data=hasil, indikator_id=s.indikator, triwulan=s.triwulan, versi_angka=s.versi)
            for s in data.sumber
        )
    return hasil


def terbitan_laporan(laporan: Laporan, sha256: str, kini: datetime) -> Terbitan:
    """What this document alone carries: number, check code and address, time."""
    awal = "LR" if laporan.jenis == Jenis.UNIT else "RR"
    triwulan = tulis_triwulan(laporan.triwulan).replace(" ", "")
    return Terbitan(
        nomor=f"{awal}/{laporan.unit.kode}/{laporan.periode.tahun}/{triwulan}/{laporan.kode_periksa[:6]}",
        kode_periksa=laporan.kode_periksa,
        alamat_periksa=f"{settings.ALAMAT_SITUS}/periksa/{laporan.kode_periksa}/",
        sha256=sha256,
        dibuat_pada=kini,
    )


def gambar(laporan: Laporan, data: DataLaporan, terbitan: Terbitan, lapor: Kemajuan) -> bytes:
    """Render the frozen data in the format asked for."""
    # The renderers' libraries take seconds to load: only the process that draws pays for them, not every page server.
    from kinerja.laporan.excel import buat_excel  # noqa: PLC0415
    from kinerja.laporan.pdf import buat_pdf  # noqa: PLC0415

    if laporan.format == Format.XLSX:
        return buat_excel(data, terbitan, lapor=lapor)
    return buat_pdf(data, terbitan, logo=_logo(data), lapor=lapor)


def _logo(data: DataLaporan) -> bytes | None:
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
        tersimpan = Laporan.objects.filter(**_milik(laporan), batal_diminta=False).update(
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
        if tersimpan:
            _catat(laporan, "laporan.terbit", {"nomor": terbitan.nomor, "berkas": PurePosixPath(nama).name})
    if not tersimpan:
        default_storage.delete(nama)
        raise Berhenti(StatusLaporan.DIBATALKAN)


def _akhiri(laporan: Laporan, status: StatusLaporan, langkah: str, galat: str) -> None:
    """End the row without a document, if it is still ours."""
    with transaction.atomic():
        if Laporan.objects.filter(**_milik(laporan)).update(
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
