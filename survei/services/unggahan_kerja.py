"""The worker's side of an upload: claim the row, check or load, end it; and the sweeper. See kinerja/pekerjaan.py."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.pekerjaan import PERCOBAAN_MAKS, Berhenti, Giliran, kirim, kunci_pekerja, pesan_hilang
from survei.models import Unggahan
from survei.models.jawaban import UNGGAHAN_HIDUP, StatusUnggahan
from survei.services.unggahan_muat import muat
from survei.services.unggahan_periksa import periksa_unggahan
from survei.services.unggahan_simpan import buang_lewat_masa
from survei.unggah.kesalahan import KesalahanUnggah

log = logging.getLogger(__name__)

JENIS = "unggahan"
ANTREAN = "umum"
MENUNGGU = "Menunggu giliran"
TERPUTUS = "Terputus, menunggu dicoba lagi"
PESAN_TERHENTI = (
    f"Pekerjaan ini terhenti {PERCOBAAN_MAKS} kali sebelum selesai; tidak ada yang dimuat. "
    "Coba lagi; bila terulang, sampaikan waktu kejadiannya kepada administrator."
)
KERJA: Mapping[str, Callable[[Unggahan, Giliran, datetime], None]] = {
    StatusUnggahan.DIPERIKSA: periksa_unggahan,
    StatusUnggahan.DIMUAT: muat,
}
# Where a job goes back to when it is stopped or refused: the step at which a person decides.
KEMBALI: Mapping[str, StatusUnggahan] = {
    StatusUnggahan.DIPERIKSA: StatusUnggahan.DITERIMA,
    StatusUnggahan.DIMUAT: StatusUnggahan.SIAP,
}


def kerjakan(pk: UUID, *, kini: datetime) -> Unggahan | None:
    """Do the waiting job of an upload; None when there is nothing to do (done, stopped, another works on it)."""
    with kunci_pekerja(JENIS, pk) as dapat:
        if not dapat:
            return None
        unggahan = _ambil_alih(pk, kini)
        if unggahan is None:
            return None
        tugas = unggahan.status
        giliran = _giliran(unggahan)
        try:
            KERJA[tugas](unggahan, giliran, kini)
        except Berhenti as henti:
            if henti.dibatalkan:
                _akhiri(unggahan, giliran, KEMBALI[tugas], "")
        except KesalahanUnggah as salah:
            _akhiri(unggahan, giliran, StatusUnggahan.GAGAL, salah.pesan)
        except PelanggaranAturan as salah:
            _akhiri(unggahan, giliran, KEMBALI[tugas], salah.pesan)
        except Exception:  # the row must say that it failed, whatever the reason
            kode = secrets.token_hex(4)
            log.exception("Unggahan %s gagal dikerjakan, kode %s", pk, kode)
            pesan = "Berkas gagal diolah karena kesalahan sistem; tidak ada yang dimuat. "
            _akhiri(unggahan, giliran, StatusUnggahan.GAGAL, f"{pesan}Sampaikan kode {kode} kepada administrator.")
        return Unggahan.objects.get(pk=pk)


def antrekan(pk: UUID) -> bool:
    """Send the job to the queue; False (and nothing lost) when the broker can't be reached."""
    from survei.tasks import kerjakan_unggahan  # noqa: PLC0415 (tasks call the domain, the domain only names the task)

    if not kirim(kerjakan_unggahan, pk, ANTREAN):
        return False
    Unggahan.objects.filter(pk=pk).update(diantrekan_pada=timezone.now())
    return True


def sapu(kini: datetime) -> list[UUID]:
    """Put right what a dead worker or a lost message left behind; the ids sent to the queue again.

    A claimed row whose worker's lock is free has lost its worker: it waits again, or fails after PERCOBAAN_MAKS.
    """
    buang_lewat_masa(kini)
    hidup = Unggahan.objects.filter(status__in=UNGGAHAN_HIDUP)
    for pk in hidup.filter(mulai_pada__isnull=False).values_list("pk", flat=True):
        with kunci_pekerja(JENIS, pk) as bebas:
            if bebas:
                _lepaskan(pk)
    menunggu = hidup.filter(mulai_pada__isnull=True).filter(pesan_hilang(kini, "diunggah_pada"))
    return [pk for pk in menunggu.order_by("diunggah_pada").values_list("pk", flat=True) if antrekan(pk)]


def _ambil_alih(pk: UUID, kini: datetime) -> Unggahan | None:
    """Claim the row. We hold the lock, so a row that was claimed before belongs to a worker that has died."""
    unggahan = _hidup(pk)
    if unggahan is None or _sudahi(unggahan):
        return None
    sama = _giliran(unggahan).milik.filter(batal_diminta=False)
    if not sama.update(percobaan=F("percobaan") + 1, langkah="Mulai", persen=1, mulai_pada=kini):
        return None
    return _hidup(pk)


def _giliran(unggahan: Unggahan) -> Giliran:
    """The row while it is as we claimed it: the same job, the same moment of claiming."""
    return Giliran(
        Unggahan.objects.filter(
            pk=unggahan.pk, status=unggahan.status, percobaan=unggahan.percobaan, mulai_pada=unggahan.mulai_pada
        )
    )


def _hidup(pk: UUID) -> Unggahan | None:
    kumpulan = Unggahan.objects.select_related("survei__unit__instansi")
    return kumpulan.filter(pk=pk, status__in=UNGGAHAN_HIDUP).first()


def _sudahi(unggahan: Unggahan) -> bool:
    """Whether a job nobody works on ends here: it was to be stopped, or has lost its worker too often."""
    giliran = _giliran(unggahan)
    if unggahan.batal_diminta:
        _akhiri(unggahan, giliran, KEMBALI[unggahan.status], "")
    elif unggahan.percobaan >= PERCOBAAN_MAKS:
        _akhiri(unggahan, giliran, StatusUnggahan.GAGAL, PESAN_TERHENTI)
    else:
        return False
    return True


def _lepaskan(pk: UUID) -> None:
    """The row of a dead worker, while we hold its lock: stopped, failed, or waiting again (and due at once)."""
    unggahan = _hidup(pk)
    if unggahan is None or _sudahi(unggahan):
        return
    if Unggahan.objects.filter(pk=pk, status=unggahan.status, mulai_pada__isnull=False).update(
        langkah=TERPUTUS, persen=0, mulai_pada=None, diantrekan_pada=None
    ):
        log.warning("Unggahan %s kehilangan pekerjanya, diantrekan lagi", pk)


def _akhiri(unggahan: Unggahan, giliran: Giliran, status: StatusUnggahan, galat: str) -> None:
    """End the job without its result, if the row is still ours; the upload waits for a person again."""
    with transaction.atomic():
        if giliran.milik.update(
            status=status, langkah="", persen=0, galat=galat, batal_diminta=False, percobaan=0, mulai_pada=None
        ):
            jejak.catat(
                pelaku=None,
                aksi="unggahan.gagal" if galat else "unggahan.berhenti",
                objek=unggahan,
                kini=timezone.now(),
                unit_jalur=unggahan.survei.unit.jalur,
                sebelum={"status": unggahan.status},
                sesudah={"status": status.value, "galat": galat},
            )
