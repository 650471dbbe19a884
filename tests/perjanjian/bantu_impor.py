"""Uploading a workbook in the words of the tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from indikator.models import Indikator, Komponen, Penugasan, Sasaran, Satuan, SkalaPredikat, Target
from kinerja.organisasi.models import Pengguna, Periode, Unit
from kinerja.perjanjian.models import BerkasImpor, JenisImpor, TautanKinerja, UraianTurunan
from kinerja.perjanjian.services import impor as layanan
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran, satuan

KINI = datetime(2023, 1, 20, 3, 0, tzinfo=UTC)
Baris = Sequence[Any]


def buku(**lembar: Sequence[Baris]) -> bytes:
    """A workbook: name of a sheet (underscores are blanks) → its rows."""
    hasil = Workbook()
    hasil.remove(hasil.worksheets[0])
    for nama, baris in lembar.items():
        satu = hasil.create_sheet(nama.replace("_", " "))
        for isi in baris:
            satu.append(list(isi))
    wadah = BytesIO()
    hasil.save(wadah)
    return wadah.getvalue()


def unggah(
    pelaku: Pengguna, unit: Unit, periode: Periode, jenis: JenisImpor, isi: bytes, nama: str = "berkas.xlsx"
) -> BerkasImpor:
    """The upload with its preview."""
    berkas = SimpleUploadedFile(nama, isi)
    return layanan.terima(pelaku=pelaku, unit=unit, periode=periode, jenis=jenis, berkas=berkas, kini=KINI)


def terapkan(pelaku: Pengguna, satu: BerkasImpor, *, hanya_baik: bool = False) -> BerkasImpor:
    """Accept the preview as it stands."""
    return layanan.terapkan(pelaku=pelaku, impor=satu, sidik_pratinjau=satu.sidik, hanya_baik=hanya_baik, kini=KINI)


PK: list[Baris] = [
    ["No", "Sasaran", "Indikator Kinerja", "Satuan", "TW I", "TW II", "TW III", "TW IV", "Tahun"],
    [1, "Sasaran 1", "Indikator 1.1", "Nilai", 80, 85, 80, 80, 80],
    [2, None, "Persentase aduan selesai", None, "25%", "25%", "25%", "25%", "100%"],
    [3, "Arsip tertib", "Jumlah arsip", "Berkas", "N/A", 10, None, 20, 20],
]


@pytest.fixture
def indikator_lama(orang: Pemeran) -> Indikator:
    """Indikator 1.1 of bagian, 80 in each quarter."""
    satuan("nilai")
    return buat_indikator(buat_sasaran(orang.bagian, orang.periode))


def impor(orang: Pemeran, jenis: JenisImpor, *baris: Baris) -> BerkasImpor:
    return unggah(orang.perencana, orang.bagian, orang.periode, jenis, buku(Lembar=list(baris)))


def langkah(satu: BerkasImpor, *keadaan: str) -> list[tuple[str, str, str]]:
    """(kind, state, name) of the steps, or only those in the states asked for."""
    semua = [(x["bagian"], x["keadaan"], x["sebutan"]) for x in satu.hasil["langkah"]]
    return [x for x in semua if not keadaan or x[1] in keadaan]


def beda(satu: BerkasImpor) -> dict[tuple[str, str], tuple[str, str]]:
    """(name of the thing, field) → (before, after) of everything that changes."""
    return {
        (x["sebutan"], b["kolom"]): (b["lama"], b["baru"])
        for x in satu.hasil["langkah"]
        if x["keadaan"] == "berubah"
        for b in x["beda"]
    }


def salah(satu: BerkasImpor) -> list[tuple[str, str, str, str]]:
    """(rows, column, rule, values) of the refusals."""
    return [(s["baris"], s["kolom"], s["aturan"], s["contoh"]) for s in satu.hasil["salah"]]


def kosongkan() -> None:
    """No cascade and nothing it refers to; units, posts and years stay."""
    for model in (TautanKinerja, UraianTurunan, Penugasan, Target, Komponen, Indikator, Sasaran, SkalaPredikat, Satuan):
        model._default_manager.all().delete()


def sel_lembar(isi: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Every cell of a workbook, by sheet."""
    return {s.title: list(s.iter_rows(values_only=True)) for s in load_workbook(BytesIO(isi)).worksheets}
