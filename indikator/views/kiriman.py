"""The grid's form as it arrives without JavaScript: which cells changed, and what to show beside those refused."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.http import QueryDict

from indikator.forms import UraianForm, baca_isian
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.models import Komponen
from indikator.models.indikator import SumberKomponen
from indikator.selectors.baris_isian import Baris
from indikator.services.kunci import BentrokVersi
from indikator.services.lembar import Hasil, Isian
from kinerja.organisasi.aturan import PelanggaranAturan


@dataclass(slots=True)
class Kiriman:
    """What the form holds: cells to save, versions seen, and cells that could not be read (name → text, reason)."""

    isian: list[Isian] = field(default_factory=list)
    versi: dict[int, int] = field(default_factory=dict)
    tak_terbaca: dict[str, tuple[str, str]] = field(default_factory=dict)
    teks: dict[str, str] = field(default_factory=dict)

    def galat(self, hasil: Iterable[Hasil]) -> dict[str, tuple[str, str]]:
        """Every refused cell: name → (what was typed, why)."""
        ditolak = {h.isian.nama: (self.teks[h.isian.nama], _sebab(h.ditolak)) for h in hasil if h.ditolak is not None}
        return self.tak_terbaca | ditolak


def baca_kiriman(kiriman: QueryDict, baris: Sequence[Baris]) -> Kiriman:
    """Cells whose text differs from what the page had shown; a cell nobody touched is not sent to the service."""
    hasil = Kiriman()
    for satu in baris:
        asal = _asal(kiriman.get(f"asal-{satu.pk}", ""))
        versi = kiriman.get(f"versi-{satu.pk}", "")
        if not versi.isdecimal() or len(versi) > 9:
            continue
        hasil.versi[satu.pk] = int(versi)
        for komponen in satu.indikator.komponen.all():
            if komponen.sumber == SumberKomponen.ISIAN:
                _sel(hasil, kiriman, asal, satu, komponen)
        for kolom in satu.uraian:
            _uraian(hasil, kiriman, asal, satu, kolom)
    return hasil


def tandai(baris: Sequence[Baris], galat: Mapping[str, tuple[str, str]]) -> list[Baris]:
    """The lines with what was typed and why it was refused put into their cells."""
    if not galat:
        return list(baris)
    hasil = []
    for satu in baris:
        sel = tuple(
            replace(s, diketik=galat[f"k-{s.pk}"][0], galat=galat[f"k-{s.pk}"][1]) if f"k-{s.pk}" in galat else s
            for s in satu.sel
        )
        salah = {kolom: galat[f"u-{satu.pk}-{kolom}"] for kolom in satu.uraian if f"u-{satu.pk}-{kolom}" in galat}
        hasil.append(replace(satu, sel=sel, galat_uraian=salah))
    return hasil


def _sel(hasil: Kiriman, kiriman: QueryDict, asal: Mapping[str, str], baris: Baris, komponen: Komponen) -> None:
    nama = f"k-{komponen.pk}"
    teks = _berubah(kiriman, asal, nama)
    if teks is None:
        return
    hasil.teks[nama] = teks
    try:
        nilai = baca_isian(teks, baris.indikator)
    except KesalahanHitung as salah:
        hasil.tak_terbaca[nama] = (teks, salah.pesan)
        return
    komponen.indikator = baris.indikator
    hasil.isian.append(Isian(nama, baris.indikator, komponen=komponen, nilai=nilai))


def _uraian(hasil: Kiriman, kiriman: QueryDict, asal: Mapping[str, str], baris: Baris, kolom: str) -> None:
    nama = f"u-{baris.pk}-{kolom}"
    teks = _berubah(kiriman, asal, nama)
    if teks is None:
        return
    hasil.teks[nama] = teks
    form = UraianForm({"isi": teks, "versi": "0"})
    if not form.is_valid():
        hasil.tak_terbaca[nama] = (teks, " ".join(str(p) for daftar in form.errors.values() for p in daftar))
        return
    hasil.isian.append(Isian(nama, baris.indikator, kolom=kolom, teks=form.cleaned_data["isi"]))


def _berubah(kiriman: QueryDict, asal: Mapping[str, str], nama: str) -> str | None:
    """The text sent, if it is another than the page had shown."""
    teks = kiriman.get(nama)
    if teks is None:
        return None
    rapi = teks.replace("\r\n", "\n").strip()
    return None if rapi == asal.get(nama, "").strip() else rapi


def _asal(teks: str) -> dict[str, str]:
    try:
        isi = json.loads(teks)
    except ValueError:
        return {}
    return {k: v for k, v in isi.items() if isinstance(v, str)} if isinstance(isi, dict) else {}


def _sebab(aturan: PelanggaranAturan) -> str:
    if not isinstance(aturan, BentrokVersi):
        return aturan.pesan
    tersimpan = aturan.rincian["nilai_tersimpan"] or "(kosong)"
    return f"{aturan.pesan} Tersimpan: {tersimpan}. Simpan sekali lagi untuk memakai nilai Anda."
