"""An uploaded layout as tables of rows: the right sheets, their heads, merged cells filled, bands understood."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import IO

from kinerja.perjanjian.impor import blok
from kinerja.perjanjian.impor.kepala import Kepala, cari_kepala, rapikan
from kinerja.perjanjian.impor.nilai import baca_teks
from kinerja.perjanjian.impor.susunan import DATA_MATRIKS, LEMBAR, SUSUNAN, Bagian
from survei.unggah.baca import baca_buku
from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.tabel import BarisMentah, Sel, Tabel

MAKS_BARIS = 2000
_PITA = {f"sasaran {jenis}": jenis for jenis in ("strategis", "khusus", "operasional", "mutu")}
# Cells that a merged cell reaches down to: a group is filled when all of it is empty and no group before it changes.
_TURUN: dict[Bagian, tuple[tuple[str, ...], ...]] = {
    Bagian.LAMPIRAN: (("nomor_sasaran", "sasaran"),),
    Bagian.PK: (("sasaran",),),
    Bagian.IKU: (("sasaran",),),
    Bagian.IKI: (("jabatan", "unit"), ("sasaran",)),
    Bagian.TUGAS: (("jabatan", "unit"), ("bagian",)),
    Bagian.SASARAN_MUTU: (("sasaran",),),
    Bagian.RENCANA_AKSI: (("sasaran",), ("nama",)),
}
# The sheets of each kind of file: by name where they have one, else the first one.
_UTAMA = {
    "pk": Bagian.PK,
    "iku": Bagian.IKU,
    "iki": Bagian.IKI,
    "sasaran_mutu": Bagian.SASARAN_MUTU,
    "rencana_aksi": Bagian.RENCANA_AKSI,
}
_NAMA_UTAMA = {
    Bagian.PK: ("lampiran 1", "lampiran i"),
    Bagian.IKU: ("iku",),
    Bagian.IKI: ("iki",),
    Bagian.SASARAN_MUTU: ("sasaran mutu",),
    Bagian.RENCANA_AKSI: ("rencana aksi",),
}
_PENDAMPING = {
    Bagian.IKU: (Bagian.RUMUS,),
    Bagian.SASARAN_MUTU: (Bagian.RUMUS,),
    Bagian.IKI: (Bagian.TUGAS, Bagian.RUMUS),
}


@dataclass(frozen=True, slots=True)
class Baris:
    """One row of a table: its cells by key, those of unknown columns by index, and the band it stands under."""

    lembar: str
    nomor: int
    sel: Mapping[str, Sel]
    lain: Mapping[int, Sel] = field(default_factory=dict)
    pita: str = ""

    def teks(self, kunci: str) -> str:
        """The words of a cell; "" when it is empty or there is no such column."""
        return baca_teks(self.sel.get(kunci))

    def persis(self, kunci: str) -> str:
        """The words of a cell with the blanks and empty lines inside, as our own sheets "Data …" keep them."""
        sel = self.sel.get(kunci)
        return sel.strip() if isinstance(sel, str) else baca_teks(sel)


@dataclass(frozen=True, slots=True)
class TabelBaca:
    """One table. `judul`: key → head as written in the file; `lain`: index → head nobody expected."""

    bagian: Bagian
    lembar: str
    judul: Mapping[str, str]
    lain: Mapping[int, str]
    baris: tuple[Baris, ...]
    catatan: tuple[str, ...] = ()


def baca(jenis: str, berkas: IO[bytes], nama: str) -> list[TabelBaca]:
    """The tables of an uploaded file of this kind (a value of `JenisImpor`), in the order they have to be taken over.

    Raises KesalahanUnggah: the file is unsafe or unreadable, a head is missing, a sheet has more than 2,000 rows.
    """
    dipakai: dict[str, Bagian] = {}

    def pilih(lembar: Sequence[str]) -> Collection[str]:
        dipakai.update(_bagian_lembar(jenis, lembar))
        return dipakai.keys()

    tabel = baca_buku(berkas, nama, pilih)
    if not dipakai:  # a CSV has no sheets
        dipakai[""] = _UTAMA.get(jenis, Bagian.LAMPIRAN)
    urutan = list(Bagian)
    hasil = [satu for t in tabel for satu in _baca_tabel(dipakai[t.lembar], t)]
    return sorted(hasil, key=lambda t: urutan.index(t.bagian))


def _bagian_lembar(jenis: str, lembar: Sequence[str]) -> dict[str, Bagian]:
    """Which of the visible sheets are read, and as what."""
    bernama = {rapikan(nama): nama for nama in lembar}
    if jenis == "matriks":
        data = {bernama[n]: b for n, b in LEMBAR.items() if b in DATA_MATRIKS and n in bernama}
        if Bagian.DATA_INDIKATOR in data.values():
            return data
        lampiran = [nama for nama in lembar if rapikan(nama).startswith("lampiran")]
        return dict.fromkeys(lampiran or lembar[:1], Bagian.LAMPIRAN)
    utama = _UTAMA[jenis]
    dikenal = next((bernama[n] for n in _NAMA_UTAMA[utama] if n in bernama), lembar[0])
    lain = {bernama[n]: b for n, b in LEMBAR.items() if b in _PENDAMPING.get(utama, ()) and n in bernama}
    return {dikenal: utama} | lain


def _baca_tabel(bagian: Bagian, tabel: Tabel) -> list[TabelBaca]:
    mentah = list(islice(tabel.baris, MAKS_BARIS + 1))
    if len(mentah) > MAKS_BARIS:
        raise KesalahanUnggah(
            f"Lembar “{tabel.lembar}” lebih dari 2.000 baris. Hapus baris di luar tabel, atau bagi berkasnya."
        )
    if bagian is Bagian.IKI and not any(_berkolom_jabatan(sel) for _, sel in mentah):
        return [_dari_blok(b, tabel.lembar, *isi) for b, isi in blok.baca_blok(mentah, tabel.lembar).items()]
    kepala = cari_kepala(mentah, SUSUNAN[bagian], tabel.lembar)
    isi, catatan = _sampai_kosong([b for b in mentah if b[0] > kepala.akhir], tabel.lembar)
    judul = {kunci: kepala.judul[letak] for kunci, letak in kepala.letak.items()}
    baris = tuple(_susun(bagian, tabel.lembar, kepala, isi))
    return [TabelBaca(bagian, tabel.lembar, judul, kepala.lain, baris, catatan)]


def _berkolom_jabatan(sel: Sequence[Sel]) -> bool:
    rapi = [rapikan(baca_teks(s)) for s in sel]
    return "jabatan" in rapi and any(r.startswith("indikator") for r in rapi)


def _dari_blok(
    bagian: Bagian, lembar: str, judul: Mapping[str, str], baris: Sequence[tuple[int, Mapping[str, Sel]]]
) -> TabelBaca:
    return TabelBaca(bagian, lembar, judul, {}, tuple(Baris(lembar, nomor, sel) for nomor, sel in baris))


def _sampai_kosong(baris: Iterable[BarisMentah], lembar: str) -> tuple[list[BarisMentah], tuple[str, ...]]:
    """The rows up to the first empty one: what follows (signatures, notes) is no part of the table."""
    isi: list[BarisMentah] = []
    semua = list(baris)
    for urutan, satu in enumerate(semua):
        if any(baca_teks(s) for s in satu[1]):
            isi.append(satu)
        elif isi:
            sisa = [n for n, sel in semua[urutan:] if any(baca_teks(s) for s in sel)]
            pesan = (
                f"Lembar “{lembar}”: baris {sisa[0]} dan sesudahnya tidak dibaca, karena di atasnya ada baris kosong."
            )
            return isi, (pesan,) if sisa else ()
    return isi, ()


def _susun(bagian: Bagian, lembar: str, kepala: Kepala, isi: Sequence[BarisMentah]) -> Iterable[Baris]:
    pita, atas = "", Baris(lembar, 0, {})
    for nomor, sel in isi:
        terisi = [baca_teks(s) for s in sel if baca_teks(s)]
        if len(terisi) == 1:
            # A band across the table, or a note below it.
            pita = _PITA.get(rapikan(terisi[0]), pita)
            if bagian not in DATA_MATRIKS:
                continue
        satu = Baris(
            lembar,
            nomor,
            {kunci: sel[letak] if letak < len(sel) else None for kunci, letak in kepala.letak.items()},
            {letak: sel[letak] for letak in kepala.lain if letak < len(sel)},
            pita,
        )
        atas = _isi_ke_bawah(satu, atas, _TURUN.get(bagian, ()))
        yield atas


def _isi_ke_bawah(baris: Baris, atas: Baris, kelompok: Sequence[Sequence[str]]) -> Baris:
    sel = dict(baris.sel)
    for kunci in kelompok:
        if any(baris.teks(k) for k in kunci):
            break  # what stands further right belongs to this new cell
        sel |= {k: atas.sel.get(k) for k in kunci if k in sel}
    return replace(baris, sel=sel)
