"""Recognising the columns of an uploaded sheet: a proposal that a person confirms, never a silent decision."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from survei.hitung.unsur import Unsur, Urutan, kode_berlabel, susunan
from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.pribadi import adalah_pribadi, kepala_pribadi
from survei.unggah.tabel import BarisMentah, Sel

CARI_KEPALA = 30
MINIMAL_UNSUR = 3
KEPALA_MAKS = 120  # letters of a heading that are kept
_CONTOH_ISI = 50


class Peran(StrEnum):
    """What a column holds. PRIBADI is never loaded, LAIN is left out; TAMBAHAN: one of the agency's own questions."""

    UNSUR = "unsur"
    NOMOR = "nomor"
    TANGGAL = "tanggal"
    JAM = "jam"
    JENIS_KELAMIN = "jenis_kelamin"
    USIA = "usia"
    PENDIDIKAN = "pendidikan"
    PEKERJAAN = "pekerjaan"
    LAYANAN = "layanan"
    SARAN = "saran"
    TAMBAHAN = "tambahan"
    PRIBADI = "pribadi"
    LAIN = "lain"


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: its index from 0, its heading, its role; ``nomor`` of U<nomor> and/or the ``unsur`` its words name.

    ``tanya``: the id of the extra question it answers.
    """

    indeks: int
    kepala: str
    peran: Peran
    nomor: int | None = None
    unsur: Unsur | None = None
    tanya: int | None = None

    @property
    def huruf(self) -> str:
        """The column's letters in a spreadsheet: A, B, ..., AA."""
        sisa, huruf = self.indeks + 1, ""
        while sisa:
            sisa, angka = divmod(sisa - 1, 26)
            huruf = chr(65 + angka) + huruf
        return huruf


@dataclass(frozen=True, slots=True)
class Pemetaan:
    """The proposal: heading row (file row number), columns, the order of U8/U9 when headings tell it, and remarks."""

    baris_kepala: int
    kolom: tuple[Kolom, ...]
    urutan: Urutan | None
    catatan: tuple[str, ...]

    @property
    def unsur(self) -> tuple[Kolom, ...]:
        """The scored columns, in file order."""
        return tuple(k for k in self.kolom if k.peran is Peran.UNSUR)

    @property
    def pribadi(self) -> tuple[Kolom, ...]:
        """Columns that are never loaded, to be named on the page."""
        return tuple(k for k in self.kolom if k.peran is Peran.PRIBADI)

    def kode(self, urutan: Urutan) -> tuple[str, ...]:
        """Codes of the scored columns in file order, with U8/U9 read in ``urutan``.

        Raises ``KesalahanUnggah`` when two columns mean one unsur.
        """
        kode = tuple(str(k.unsur) if k.unsur else kode_berlabel(k.nomor or 0, urutan) for k in self.unsur)
        if ganda := [x for i, x in enumerate(kode) if x in kode[:i]]:
            kepala = ", ".join(k.kepala for k, x in zip(self.unsur, kode, strict=True) if x == ganda[0])
            raise KesalahanUnggah(f"Lebih dari satu kolom berisi unsur {ganda[0]}: {kepala}. Pilih salah satu.")
        return kode


_NOMOR = re.compile(r"(?:u|p|q|unsur|pertanyaan|soal|butir)[ .\-_]?0?([1-9][0-9]?)\b")
_TAMBAHAN = re.compile(r"t[1-9][0-9]? ")  # T1 …: a question of the agency's own, whatever words follow
_KATA_UNSUR: tuple[tuple[Unsur, re.Pattern[str]], ...] = tuple(
    (unsur, re.compile(rf"\b(?:{pola})"))
    for unsur, pola in (
        # pengaduan before all others: its name also says "saran dan masukan"
        (Unsur.PENGADUAN, r"pengaduan|keluhan|penanganan saran"),
        (Unsur.SARANA, r"sarana|prasarana|fasilitas"),
        (Unsur.PERSYARATAN, r"persyaratan|syarat"),
        (Unsur.PROSEDUR, r"prosedur|mekanisme|alur"),
        (Unsur.WAKTU, r"waktu (?:penyelesaian|pelayanan|layanan|tunggu)|kecepatan|ketepatan waktu|waktu$"),
        (Unsur.BIAYA, r"biaya|tarif"),
        (Unsur.PRODUK, r"produk|spesifikasi|hasil pelayanan|hasil layanan"),
        (Unsur.KOMPETENSI, r"kompetensi|kemampuan"),
        (Unsur.PERILAKU, r"perilaku|kesopanan|keramahan|sikap"),
    )
)
_KATA_PERAN: tuple[tuple[Peran, re.Pattern[str]], ...] = tuple(
    (peran, re.compile(rf"^(?:{pola})"))
    for peran, pola in (
        (Peran.NOMOR, r"no$|nomor$|nomor urut|no urut|no responden|nomor responden|id$"),
        (Peran.JAM, r"jam\b|pukul\b"),
        (Peran.TANGGAL, r"tanggal|tgl|timestamp|cap waktu|stempel waktu|waktu (?:pengisian|survei|isi)|hari tanggal"),
        (Peran.JENIS_KELAMIN, r"jenis kelamin|kelamin|gender|jk$|l p$"),
        (Peran.USIA, r"usia|umur|(?:kelompok|rentang|golongan) (?:usia|umur)"),
        (Peran.PENDIDIKAN, r"pendidikan"),
        (Peran.PEKERJAAN, r"pekerjaan|profesi"),
        (Peran.LAYANAN, r"layanan|jenis (?:layanan|pelayanan)|pelayanan yang|unit layanan|loket|produk layanan yang"),
        (Peran.SARAN, r"saran\b|kritik|masukan|komentar|catatan responden"),
    )
)


def kenali(baris: Sequence[BarisMentah]) -> Pemetaan:
    """Propose a mapping from the first rows of a file (titles above the headings are skipped).

    ``baris``: the first rows, at least the headings and some answers. Raises ``KesalahanUnggah`` when no row looks like
    headings with at least three unsur.
    """
    calon = [
        (nomor, [_kolom(i, _teks(sel)) for i, sel in enumerate(sel_baris)]) for nomor, sel_baris in baris[:CARI_KEPALA]
    ]
    nomor, kolom = max(calon, key=lambda c: _banyak_unsur(c[1]), default=(0, []))
    if _banyak_unsur(kolom) < MINIMAL_UNSUR:
        raise KesalahanUnggah(
            "Baris judul kolom tidak ditemukan. Beri judul U1, U2, … atau nama unsur (Persyaratan, Prosedur, …), "
            "satu kolom tiap unsur."
        )
    contoh = [sel for n, sel in baris if n > nomor][:_CONTOH_ISI]
    kolom = [_periksa_isi(k, contoh) for k in kolom if k.kepala or _ada_isi(k.indeks, contoh)]
    return Pemetaan(nomor, tuple(kolom), _urutan(kolom), _catatan(kolom))


def ubah(pemetaan: Pemetaan, pilihan: Mapping[int, tuple[Peran, str | None]]) -> Pemetaan:
    """The proposal with a person's choices: column index → role, and the code of the unsur (None: as its number says)
    or the id of the extra question.

    A personal column stays personal, whatever was chosen. Raises ``KesalahanUnggah`` without a scored column.
    """
    kolom = tuple(
        k if k.peran is Peran.PRIBADI or k.indeks not in pilihan else _pilih(k, *pilihan[k.indeks])
        for k in pemetaan.kolom
    )
    if not any(k.peran is Peran.UNSUR for k in kolom):
        raise KesalahanUnggah("Pilih paling sedikit satu kolom sebagai unsur.")
    return replace(pemetaan, kolom=kolom)


def _pilih(kolom: Kolom, peran: Peran, kode: str | None) -> Kolom:
    if peran is Peran.TAMBAHAN:
        return replace(kolom, peran=peran, unsur=None, nomor=None, tanya=int(kode or 0))
    if peran is not Peran.UNSUR:
        return replace(kolom, peran=peran, unsur=None, nomor=None, tanya=None)
    if kode is None:
        return replace(kolom, peran=peran, unsur=None, tanya=None)
    if kode in tuple(Unsur):
        return replace(kolom, peran=peran, unsur=Unsur(kode), nomor=None, tanya=None)
    return replace(kolom, peran=peran, unsur=None, nomor=int(kode.removeprefix("u")), tanya=None)


def _kolom(indeks: int, kepala: str) -> Kolom:
    kunci = kunci_kepala(kepala)
    if kepala_pribadi(kunci):
        return Kolom(indeks, kepala, Peran.PRIBADI)
    if _TAMBAHAN.match(kunci):
        return Kolom(indeks, kepala, Peran.LAIN)
    nomor = _NOMOR.match(kunci)
    unsur = next((u for u, pola in _KATA_UNSUR if pola.search(kunci)), None)
    if nomor is not None:
        return Kolom(indeks, kepala, Peran.UNSUR, int(nomor[1]), unsur)
    peran = next((p for p, pola in _KATA_PERAN if pola.match(kunci)), None)
    if peran is not None:
        return Kolom(indeks, kepala, peran)
    return Kolom(indeks, kepala, Peran.UNSUR if unsur else Peran.LAIN, None, unsur)


def kunci_kepala(kepala: str) -> str:
    """A heading as it is compared: small letters and digits, single blanks."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", kepala.casefold()).split())


def _teks(sel: Sel) -> str:
    # A long number arrives as a float; its ".0" is not part of it.
    isi = int(sel) if isinstance(sel, float) and sel.is_integer() else sel
    return " ".join(str(isi).split())[:KEPALA_MAKS] if isi is not None else ""


def _banyak_unsur(kolom: Sequence[Kolom]) -> int:
    """How many different unsur the row names; a row of answers names none."""
    return len({(k.unsur, k.nomor) for k in kolom if k.peran is Peran.UNSUR})


def _ada_isi(indeks: int, contoh: Sequence[Sequence[Sel]]) -> bool:
    return any(indeks < len(sel) and sel[indeks] not in (None, "") for sel in contoh)


def _periksa_isi(kolom: Kolom, contoh: Sequence[Sequence[Sel]]) -> Kolom:
    """A column of NIK or telephone numbers is personal, whatever its heading says."""
    isi = [_teks(sel[kolom.indeks]) for sel in contoh if kolom.indeks < len(sel)]
    return replace(kolom, peran=Peran.PRIBADI, nomor=None, unsur=None) if adalah_pribadi(isi) else kolom


def _urutan(kolom: Sequence[Kolom]) -> Urutan | None:
    """The order that headings like "U8 Sarana" state; None when they do not tell."""
    for urutan in Urutan:
        delapan, sembilan = susunan(urutan)[7:9]
        for k in kolom:
            if (k.nomor, k.unsur) in ((8, delapan), (9, sembilan)):
                return urutan
    return None


def _catatan(kolom: Sequence[Kolom]) -> tuple[str, ...]:
    catatan = []
    if pribadi := [k for k in kolom if k.peran is Peran.PRIBADI]:
        nama = ", ".join(f"{k.kepala or 'tanpa judul'} (kolom {k.huruf})" for k in pribadi)
        catatan.append(f"Kolom data pribadi tidak dimuat: {nama}.")
    if lain := [k for k in kolom if k.peran is Peran.LAIN]:
        nama = ", ".join(f"{k.kepala or 'tanpa judul'} (kolom {k.huruf})" for k in lain)
        catatan.append(f"Kolom yang tidak dikenali dan tidak dimuat: {nama}.")
    for k in kolom:
        if k.nomor and k.unsur and k.nomor <= 7 and kode_berlabel(k.nomor, Urutan.SARANA_PENGADUAN) != k.unsur:
            catatan.append(f"Judul “{k.kepala}” (kolom {k.huruf}) dibaca sebagai unsur {k.unsur} menurut namanya.")
    return tuple(catatan)
