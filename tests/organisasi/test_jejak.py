"""The audit trail is only ever added to: the database itself refuses the rest."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from kinerja.organisasi import jejak
from kinerja.organisasi.models import (
    Jejak,
    Pengguna,
)
from tests.orang import Pemeran

KINI = datetime(2023, 7, 15, 2, 0, tzinfo=UTC)


@pytest.fixture
def catatan(orang: Pemeran) -> Jejak:
    return jejak.catat(
        pelaku=orang.operator,
        aksi="uji.coba",
        objek=orang.bagian,
        kini=KINI,
        unit_jalur=orang.bagian.jalur,
        sebelum={"nama": "Lama", "mulai": date(2023, 1, 1)},
        sesudah={"nama": "Baru", "induk": orang.kota},
    )


def test_jejak_menyimpan_nilai_polos(catatan: Jejak, orang: Pemeran) -> None:
    baris = Jejak.objects.get(pk=catatan.pk)
    assert baris.sebelum == {"nama": "Lama", "mulai": "2023-01-01"}
    assert baris.sesudah == {"nama": "Baru", "induk": str(orang.kota.pk)}
    assert (baris.objek_jenis, baris.objek_id) == ("organisasi.unit", str(orang.bagian.pk))


def _ubah_lewat_model(baris: Jejak) -> None:
    baris.alasan = "x"
    baris.save()


def _sql(perintah: str) -> None:
    with connection.cursor() as kursor:
        kursor.execute(perintah)


@pytest.mark.parametrize(
    "serang",
    [
        _ubah_lewat_model,
        lambda j: Jejak.objects.update(alasan="x"),
        lambda j: Jejak.objects.bulk_update([j], ["sesudah"]),
        lambda j: j.delete(),
        lambda j: Jejak.objects.all().delete(),
        lambda j: _sql("UPDATE organisasi_jejak SET alasan = 'x'"),
        lambda j: _sql("DELETE FROM organisasi_jejak"),
    ],
    ids=["save", "update", "bulk_update", "delete", "delete banyak", "SQL update", "SQL delete"],
)
def test_jejak_tidak_dapat_diubah(catatan: Jejak, serang: Any) -> None:
    with pytest.raises(DatabaseError, match="jejak"), transaction.atomic():
        serang(catatan)
    assert Jejak.objects.get().alasan == ""


def test_jejak_menahan_pelakunya(catatan: Jejak, orang: Pemeran) -> None:
    with pytest.raises(IntegrityError):
        Pengguna.objects.filter(pk=orang.operator.pk).delete()
