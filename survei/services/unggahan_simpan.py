"""How long the files of an upload are kept.

- The uploaded file and what was made of it: until somebody decides, at most `MASA_TUNGGU`; then they are discarded.
- After loading: the good rows are deleted at once (they are in the database); the uploaded file and the list of errors
  stay `MASA_SIMPAN`, so that a figure can be explained. A file that held personal data is deleted the moment it has
  been loaded: a survey keeps nothing that names a person [14].
- Undone or discarded: everything is deleted at once. The row with its SHA-256 stays in any case.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from kinerja.organisasi import jejak
from survei.models import Unggahan
from survei.models.jawaban import StatusUnggahan

MASA_TUNGGU = timedelta(days=7)
MASA_SIMPAN = timedelta(days=90)
BERKAS = ("berkas", "siap", "salah")
MENUNGGU_ORANG = (StatusUnggahan.DITERIMA, StatusUnggahan.SIAP, StatusUnggahan.GAGAL)


def hapus_berkas(unggahan: Unggahan, *nama: str) -> None:
    """Let go of these files (all without a name) and of the sample cells; the row first, then the storage."""
    kolom = nama or BERKAS
    for satu in kolom:
        if jalur := getattr(unggahan, satu).name:
            transaction.on_commit(partial(default_storage.delete, jalur))
            setattr(unggahan, satu, "")
    unggahan.pemetaan.pop("awal", None)
    unggahan.pemeriksaan.pop("contoh", None)
    unggahan.save(update_fields=[*kolom, "pemetaan", "pemeriksaan"])


def buang_lewat_masa(kini: datetime) -> int:
    """Discard uploads nobody decided on and files kept long enough; the number of rows changed."""
    lama = Unggahan.objects.filter(status__in=MENUNGGU_ORANG, diunggah_pada__lte=kini - MASA_TUNGGU)
    simpan = Unggahan.objects.filter(~Q(berkas="", salah=""), selesai_pada__lte=kini - MASA_SIMPAN)
    return sum(_buang(pk, kini) for pk in lama.values_list("pk", flat=True)) + sum(
        _lepas(pk) for pk in simpan.filter(status=StatusUnggahan.SELESAI).values_list("pk", flat=True)
    )


@transaction.atomic
def _buang(pk: UUID, kini: datetime) -> int:
    satu = (
        Unggahan.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("survei__unit")
        .filter(pk=pk, status__in=MENUNGGU_ORANG)
        .first()
    )
    if satu is None:
        return 0
    satu.status, satu.selesai_pada = StatusUnggahan.DIBATALKAN, kini
    satu.galat = f"Tidak diputuskan dalam {MASA_TUNGGU.days} hari, jadi berkasnya dihapus."
    satu.save(update_fields=["status", "selesai_pada", "galat"])
    hapus_berkas(satu)
    jejak.catat(
        pelaku=None,
        aksi="unggahan.lewat_masa",
        objek=satu,
        kini=kini,
        unit_jalur=satu.survei.unit.jalur,
        sesudah={"nama": satu.nama, "sha256": satu.sha256},
    )
    return 1


@transaction.atomic
def _lepas(pk: UUID) -> int:
    satu = Unggahan.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
    if satu is None:
        return 0
    hapus_berkas(satu)
    return 1
