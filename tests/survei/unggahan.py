"""Uploading in tests: a file of answers, received, mapped, checked, accepted and loaded without a queue."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Pengguna
from survei.hitung.unsur import Urutan
from survei.models import Survei, Unggahan
from survei.services import unggahan as layanan
from survei.services.unggahan_kerja import kerjakan
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna
from tests.survei.bantu import MARET

KEPALA = ("No", "Tanggal", "Jenis Kelamin", "Umur", *(f"U{i}" for i in range(1, 10)))
SARANA = Urutan.SARANA_PENGADUAN


def petugas(orang: Pemeran) -> Pengguna:
    """Survey staff of `bagian`."""
    return buat_pengguna("petugas", orang.instansi, (Peran.PETUGAS_SURVEI, orang.bagian))


def baris_baik(banyak: int) -> list[str]:
    """Rows whose answers differ from one to the next; row i answers 1 + i % 4 to U1 and 4 to the rest."""
    return [f"{i};15/03/2023;{'LP'[i % 2]};{20 + i % 50};{1 + i % 4};4;4;4;4;4;4;4;4" for i in range(banyak)]


def berkas_csv(baris: Sequence[str], kepala: Sequence[str] = KEPALA, nama: str = "hasil.csv") -> SimpleUploadedFile:
    """Excel's Indonesian CSV."""
    return SimpleUploadedFile(nama, ("\n".join([";".join(kepala), *baris]) + "\n").encode())


def berkas(isi: BytesIO, nama: str) -> SimpleUploadedFile:
    """Bytes as a browser sends them."""
    return SimpleUploadedFile(nama, isi.getvalue())


def terima(pelaku: Pengguna, survei: Survei, berkas: SimpleUploadedFile) -> Unggahan:
    """The file received and recognised."""
    return layanan.terima(pelaku=pelaku, survei=survei, berkas=berkas, kini=MARET)


def periksa(pelaku: Pengguna, unggahan: Unggahan, **lain: Any) -> Unggahan:
    """Mapped as recognised, and checked."""
    isi: dict[str, Any] = {"pilihan": {}, "urutan": SARANA, "layanan": None, "kini": MARET, "antre": False}
    layanan.petakan(pelaku=pelaku, unggahan=unggahan, **(isi | lain))
    hasil = kerjakan(unggahan.pk, kini=MARET)
    assert hasil is not None
    return hasil


def setujui(pelaku: Pengguna, unggahan: Unggahan, **lain: Any) -> Unggahan:
    """Accepted: waiting for the load."""
    isi: dict[str, Any] = {"hanya_baik": False, "tahu_kembar": False, "kini": MARET, "antre": False}
    return layanan.setujui(pelaku=pelaku, unggahan=unggahan, **(isi | lain))


def muat(pelaku: Pengguna, survei: Survei, berkas: SimpleUploadedFile, **lain: Any) -> Unggahan:
    """All of it, up to answers in the database (needs transactions that really end)."""
    siap = periksa(pelaku, terima(pelaku, survei, berkas))
    setujui(pelaku, siap, **lain)
    hasil = kerjakan(siap.pk, kini=MARET)
    assert hasil is not None
    return hasil
