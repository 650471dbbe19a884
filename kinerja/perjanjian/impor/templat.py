"""Empty workbooks of the layouts: the heads an import knows, and a sheet that says what each column holds."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from kinerja.buku import Isi, Kolom, buku_baru, tabel
from kinerja.perjanjian.impor.susunan import SUSUNAN, Bagian, KolomImpor

_LEBAR = {"sasaran": 40, "nama": 44, "pengukuran": 60, "metode": 60, "kegiatan": 44, "uraian": 44, "jabatan": 40}
_LEMBAR = {
    "pk": (("Lampiran 1", Bagian.PK),),
    "iku": (("IKU", Bagian.IKU),),
    "iki": (("IKI", Bagian.IKI), ("Tugas dan fungsi", Bagian.TUGAS)),
    "sasaran_mutu": (("Sasaran Mutu", Bagian.SASARAN_MUTU),),
    "rencana_aksi": (("Rencana Aksi", Bagian.RENCANA_AKSI),),
}
Lampiran = Sequence[tuple[str, Sequence[str]]]


def tulis_templat(jenis: str, judul: str, lampiran: Lampiran) -> bytes:
    """The workbook of a kind of import (a value of `JenisImpor`).

    Args:
        judul: its title. lampiran: for the cascade, each level's name and the names of its units.
    """
    buku = buku_baru(judul, "", "")
    isi: list[tuple[str, Bagian, Sequence[str]]] = (
        [(nama, Bagian.LAMPIRAN, unit) for nama, unit in lampiran]
        if jenis == "matriks"
        else [(nama, bagian, ()) for nama, bagian in _LEMBAR[jenis]]
    )
    for nama, bagian, unit in isi:
        kolom = [Kolom(k.judul, _LEBAR.get(k.kunci, 16)) for k in SUSUNAN[bagian]]
        tabel(buku, nama, [*kolom, *(Kolom(u, 20) for u in unit)], [])
    baris = [_petunjuk(nama, k) for nama, bagian, _ in isi for k in SUSUNAN[bagian]]
    if jenis == "matriks":
        kata = "\u2713 bila mengampu seluruhnya, atau lingkupnya. Tanda * di belakang: tidak terbaca di sumbernya."
        baris += [[Isi(nama), Isi("(nama unit)"), Isi("tidak"), Isi(kata)] for nama, _ in lampiran]
    tabel(buku, "Petunjuk", [Kolom("Lembar", 20), Kolom("Kolom", 24), Kolom("Wajib", 8), Kolom("Isi", 90)], baris)
    wadah = BytesIO()
    buku.save(wadah)
    return wadah.getvalue()


def _petunjuk(lembar: str, kolom: KolomImpor) -> list[Isi]:
    return [Isi(lembar), Isi(kolom.judul), Isi("ya" if kolom.wajib else "tidak"), Isi(kolom.isi)]
