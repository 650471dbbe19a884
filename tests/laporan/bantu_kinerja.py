"""The agencies of the demo that have IKI, IKU and Sasaran Mutu, each alone; and cells looked for in what is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from indikator.models import Satuan
from kinerja.beranda.demo.indikator import buat_satuan
from kinerja.beranda.demo.organisasi import buat_jabatan, buat_unit
from kinerja.beranda.demo.susunan import BarisUnit
from kinerja.laporan.data import Terbitan
from kinerja.organisasi.models import Instansi, Jabatan, Periode, Unit
from tests.laporan.cocok import rapat

KINI = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
TERBITAN = Terbitan("IKI/UJI/2023/ABCDEF", "ABCDEFGHJKLM", "http://uji.test/periksa/ABCDEFGHJKLM/", "a" * 64, KINI)
Pemuat = Callable[[Periode, Mapping[str, Unit], Mapping[str, Jabatan], Mapping[str, Satuan]], Any]


@dataclass(frozen=True)
class Tempat:
    """An agency's top unit and year."""

    unit: Unit
    periode: Periode


def muat_instansi(susunan: tuple[BarisUnit, ...], muat: Pemuat) -> Tempat:
    """An agency of these units, filled by one loader of the demo."""
    instansi = Instansi.objects.create(kode="uji", nama=susunan[0].nama, pemerintah="Pemerintah Kota Contoh")
    unit = buat_unit(instansi, susunan)
    jabatan, _ = buat_jabatan(susunan, unit, awal_nip=1)
    periode = Periode.objects.create(instansi=instansi, tahun=2023)
    muat(periode, unit, jabatan, buat_satuan())
    return Tempat(unit[susunan[0].kode], periode)


def teks_pdf(isi: bytes) -> str:
    """All that is printed, without white space."""
    return rapat("".join(halaman.extract_text() for halaman in PdfReader(BytesIO(isi)).pages))


def cari_berurutan(teks: str, potongan: Iterable[str], awal: int = 0) -> int:
    """The place behind the last piece; each has to be found behind the one before."""
    for satu in potongan:
        letak = teks.find(rapat(satu), awal)
        assert letak >= 0, f"{satu!r} tidak tercetak sesudah …{teks[max(0, awal - 60) : awal]!r}"
        awal = letak + len(rapat(satu))
    return awal


def buka(isi: bytes) -> Workbook:
    """The workbook as a reader opens it."""
    return load_workbook(BytesIO(isi))


def baris_lembar(buku: Workbook, lembar: str) -> list[dict[str, Any]]:
    """The rows of a sheet by its heads."""
    kepala, *isi = buku[lembar].iter_rows(values_only=True)
    return [dict(zip(map(str, kepala), baris, strict=True)) for baris in isi]
