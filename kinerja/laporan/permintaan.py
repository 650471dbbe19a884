"""Asking for a report and taking it back; the queue's message is sent after the row is committed."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from kinerja.laporan.jenis import PEMBUAT
from kinerja.laporan.models import HIDUP, JENIS_DOKUMEN, Format, Jenis, Laporan, StatusLaporan
from kinerja.laporan.pembangunan import PESAN_TERHENTI, kunci_pembangun
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.organisasi.tanggal import tulis_triwulan
from kinerja.pekerjaan import PERCOBAAN_MAKS, kirim, pesan_hilang
from survei.models import Survei
from survei.models.survei import StatusSurvei
from survei.selectors.hasil import sebut_periode

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

log = logging.getLogger(__name__)

Kunci = dict[str, Any]
ANTREAN = "dokumen"


def minta(
    *,
    pelaku: Pengguna,
    unit: Unit,
    periode: Periode,
    triwulan: int,
    jenis: Jenis,
    format_: Format,
    kini: datetime,
    antre: bool = True,
) -> tuple[Laporan, bool]:
    """The row of a quarterly report, and whether it is new: the same request joins the job that is under way.

    `unit` and `periode` were fetched through akses.py. With `antre` a message goes to the queue after the commit; when
    the broker is down the row waits for the sweeper and `diantrekan_pada` stays None.

    Raises PelanggaranAturan `beda_instansi`, `sedang_dibatalkan`.
    """
    _wajib_seinstansi(unit, periode)
    kunci = {"unit": unit, "periode": periode, "triwulan": triwulan, "jenis": jenis, "format": format_}
    return _minta(kunci, f"{tulis_triwulan(triwulan)} {periode.tahun}", pelaku, kini, antre)


def minta_survei(
    *, pelaku: Pengguna, survei: Survei, format_: Format, kini: datetime, antre: bool = True
) -> tuple[Laporan, bool]:
    """As `minta`, for the report of one survey (fetched through akses.py with its unit).

    Raises PelanggaranAturan `survei_draf`, `sedang_dibatalkan`.
    """
    if survei.status == StatusSurvei.DRAF:
        raise PelanggaranAturan("survei_draf", "Survei ini masih draf: laporannya dapat diminta setelah survei dibuka.")
    kunci = {"unit": survei.unit, "survei": survei, "jenis": Jenis.SURVEI, "format": format_}
    return _minta(kunci, sebut_periode(survei), pelaku, kini, antre)


def minta_kota(
    *, pelaku: Pengguna, unit: Unit, tahun: int, format_: Format, kini: datetime, antre: bool = True
) -> tuple[Laporan, bool]:
    """As `minta`, for the survey recap of `unit` and every unit below it in one year."""
    kunci = {"unit": unit, "tahun": tahun, "jenis": Jenis.KOTA, "format": format_}
    return _minta(kunci, f"Tahun {tahun}", pelaku, kini, antre)


def minta_dokumen(
    *,
    pelaku: Pengguna,
    unit: Unit,
    periode: Periode,
    jenis: Jenis,
    jabatan: Jabatan | None = None,
    format_: Format,
    kini: datetime,
    antre: bool = True,
) -> tuple[Laporan, bool]:
    """As `minta`, for a document of the plan of `unit` and the year; an SKP is that of `jabatan`, a post of the unit.

    Raises PelanggaranAturan `beda_instansi`, `dokumen_tidak_dikenal`, `jabatan_diperlukan`, `jabatan_unit_lain`,
    `dokumen_tidak_tersedia` (with the reason), `sedang_dibatalkan`.
    """
    _wajib_seinstansi(unit, periode)
    if jenis not in JENIS_DOKUMEN or jenis not in PEMBUAT:
        raise PelanggaranAturan("dokumen_tidak_dikenal", "Dokumen ini belum dapat dibuat oleh sistem.")
    if jenis is not Jenis.SKP:
        jabatan = None
    elif jabatan is None:
        raise PelanggaranAturan("jabatan_diperlukan", "Pilih jabatan yang SKP-nya akan dicetak.")
    elif jabatan.unit_id != unit.pk:
        raise PelanggaranAturan("jabatan_unit_lain", f"{jabatan} bukan jabatan di {unit}.")
    if halangan := PEMBUAT[jenis].halangan(unit, periode):
        raise PelanggaranAturan("dokumen_tidak_tersedia", halangan)
    kunci = {"unit": unit, "periode": periode, "jabatan": jabatan, "jenis": jenis, "format": format_}
    return _minta(kunci, f"Tahun {periode.tahun}", pelaku, kini, antre)


def _wajib_seinstansi(unit: Unit, periode: Periode) -> None:
    if unit.instansi_id != periode.instansi_id:
        raise PelanggaranAturan("beda_instansi", "Unit dan tahun yang dipilih berasal dari instansi yang berbeda.")


def _minta(kunci: Kunci, masa: str, pelaku: Pengguna, kini: datetime, antre: bool) -> tuple[Laporan, bool]:
    with transaction.atomic():
        laporan, baru = _gabung_atau_buat(kunci, masa, pelaku, kini)
        laporan.peminta.add(pelaku)
        jejak.catat(
            pelaku=pelaku,
            aksi="laporan.minta" if baru else "laporan.ikut",
            objek=laporan,
            kini=kini,
            unit_jalur=laporan.unit.jalur,
            sesudah={"jenis": laporan.jenis, "format": laporan.format, "masa": masa},
        )
        if baru and antre:
            transaction.on_commit(partial(antrekan, laporan.pk))
    return laporan, baru


def _gabung_atau_buat(kunci: Kunci, masa: str, pelaku: Pengguna, kini: datetime) -> tuple[Laporan, bool]:
    """The living row of this request, locked, or a new one; a race is decided by the unique constraint."""
    while True:
        lama = Laporan.objects.select_for_update().filter(**kunci, status__in=HIDUP, batal_diminta=False).first()
        if lama is not None:
            return lama, False
        try:
            with transaction.atomic():
                return Laporan.objects.create(**kunci, masa=masa, diminta_oleh=pelaku, diminta_pada=kini), True
        except IntegrityError:
            # Either somebody asked in this very moment (join theirs), or a cancelled one is still being put down.
            if Laporan.objects.filter(**kunci, status__in=HIDUP, batal_diminta=True).exists():
                raise PelanggaranAturan(
                    "sedang_dibatalkan",
                    "Laporan yang sama sedang dibatalkan. Tunggu beberapa detik, lalu minta lagi.",
                ) from None


def antrekan(pk: UUID) -> bool:
    """Send the report to the queue; False (and nothing lost) when the broker can't be reached."""
    from kinerja.laporan.tasks import buat  # noqa: PLC0415 (tasks call the domain, the domain only names the task)

    if not kirim(buat, pk, ANTREAN):
        return False
    Laporan.objects.filter(pk=pk).update(diantrekan_pada=timezone.now())
    return True


def batal(*, pelaku: Pengguna, laporan: Laporan, kini: datetime) -> Laporan:
    """Take back one's request; the job itself is cancelled when nobody else waits for it.

    A running job stops at its next step. Cancelling what has ended changes nothing.
    Raises PelanggaranAturan `bukan_peminta`.
    """
    with transaction.atomic():
        baris: Laporan = Laporan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=laporan.pk)
        if baris.status not in HIDUP or baris.batal_diminta:
            return baris
        wajib_peminta(baris, pelaku)
        baris.peminta.remove(pelaku)
        jejak.catat(pelaku=pelaku, aksi="laporan.batal", objek=baris, kini=kini, unit_jalur=baris.unit.jalur)
        if baris.peminta.exists():
            return baris
        baris.batal_diminta = True
        if baris.status == StatusLaporan.ANTRE:
            baris.status, baris.langkah, baris.selesai_pada = StatusLaporan.DIBATALKAN, "Dibatalkan", kini
        else:
            baris.langkah = "Menghentikan"
        baris.save(update_fields=["batal_diminta", "status", "langkah", "selesai_pada"])
    return baris


def wajib_peminta(laporan: Laporan, pelaku: Pengguna) -> None:
    """Raise PelanggaranAturan `bukan_peminta` unless `pelaku` waits for this report."""
    if not laporan.peminta.filter(pk=pelaku.pk).exists():
        raise PelanggaranAturan(
            "bukan_peminta", "Hanya yang meminta laporan ini yang dapat membatalkannya. Tidak ada yang berubah."
        )


def sapu(kini: datetime) -> list[UUID]:
    """Put right what a dead worker or a lost message left behind; the ids sent to the queue again.

    A running row whose builder's lock is free has lost its builder: it waits again, or fails after PERCOBAAN_MAKS.
    """
    hidup = Laporan.objects.filter(status__in=HIDUP)
    for pk in hidup.filter(status=StatusLaporan.BERJALAN).values_list("pk", flat=True):
        with kunci_pembangun(pk) as bebas:
            if bebas:
                _lepaskan(pk, kini)
    menunggu = hidup.filter(status=StatusLaporan.ANTRE).filter(pesan_hilang(kini, "diminta_pada"))
    return [pk for pk in menunggu.order_by("diminta_pada").values_list("pk", flat=True) if antrekan(pk)]


def _lepaskan(pk: UUID, kini: datetime) -> None:
    """The row of a dead builder, while we hold its lock: cancelled, failed, or waiting again (and due at once)."""
    yatim = Laporan.objects.filter(pk=pk, status=StatusLaporan.BERJALAN)
    yatim.filter(batal_diminta=True).update(status=StatusLaporan.DIBATALKAN, langkah="Dibatalkan", selesai_pada=kini)
    yatim.filter(percobaan__gte=PERCOBAAN_MAKS).update(
        status=StatusLaporan.GAGAL, langkah="Gagal", galat=PESAN_TERHENTI, selesai_pada=kini
    )
    if yatim.update(
        status=StatusLaporan.ANTRE, langkah="Terputus, menunggu dicoba lagi", persen=0, diantrekan_pada=None
    ):
        log.warning("Laporan %s kehilangan pekerjanya, diantrekan lagi", pk)
