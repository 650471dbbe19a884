"""Checking the rows of a recognised sheet: good rows to load, and every bad one with row, column, value and rule."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from survei.hitung.unsur import Urutan
from survei.unggah.ciri import Pembacaan, baca_biasa, pembaca_umum
from survei.unggah.kenali import Kolom, Pemetaan, Peran
from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.nilai import BUKAN, baca_jawaban, baca_teks, tabel_jawaban
from survei.unggah.salah import Kelompok, Pencatat, SelSalah
from survei.unggah.tabel import BarisMentah, Isi, Sel

DILUAR = "nilai di luar 1–4"
TANPA_JAWABAN = "tidak ada jawaban satu pun"
CONTOH = "baris contoh templat belum dihapus"
RINGKASAN = "baris jumlah atau rata-rata, bukan jawaban responden"
_RINGKASAN = ("jumlah", "total", "rata-rata", "rata rata", "rerata", "nrr", "ikm", "nilai ikm", "nilai per unsur")
_MAKS_INGATAN = 10_000
_KOSONG = (None, "", "-", "–", "—")
_TIDAK_DIMUAT = {Peran.UNSUR, Peran.PRIBADI, Peran.LAIN, Peran.NOMOR}


class BarisSah(NamedTuple):
    """A row to load: its number in the file, answers in the order of ``HasilPeriksa.kode``, and its characteristics."""

    baris: int
    jawaban: tuple[int | None, ...]
    ciri: tuple[Isi, ...]


@dataclass(frozen=True, slots=True)
class HasilPeriksa:
    """``kode``: codes of the answers; ``ciri``: roles of the characteristics; ``ditolak``: number of bad rows."""

    kode: tuple[str, ...]
    ciri: tuple[Peran, ...]
    sah: list[BarisSah]
    salah: tuple[Kelompok, ...]
    ditolak: int
    kosong: int


def periksa(baris: Iterable[BarisMentah], pemetaan: Pemetaan, urutan: Urutan) -> HasilPeriksa:
    """Check all rows below the headings. Blanks are allowed; a row with one wrong cell is refused as a whole.

    Raises ``KesalahanUnggah`` when the file holds no row below the headings, or its limits are exceeded while reading.
    """
    pemeriksa = Pemeriksa(pemetaan, urutan)
    sah = list(pemeriksa.sah(baris))
    return HasilPeriksa(
        pemeriksa.kode, pemeriksa.ciri, sah, pemeriksa.catatan.kelompok(), pemeriksa.catatan.ditolak, pemeriksa.kosong
    )


class Pemeriksa:
    """One walk over the rows; memory does not grow with the good ones.

    Args:
        opsi: own words of a survey for the options of an unsur, by its code.
        pembaca: readers of characteristics by role, of extra questions by their id; default: they stay as written.
        lapor: told of every bad cell.
    """

    def __init__(
        self,
        pemetaan: Pemetaan,
        urutan: Urutan,
        *,
        opsi: Mapping[str, Sequence[str]] | None = None,
        pembaca: Pembacaan | None = None,
        lapor: Callable[[SelSalah], None] | None = None,
    ) -> None:
        self.kode = pemetaan.kode(urutan)
        self.kolom_unsur = pemetaan.unsur
        self.kolom_ciri = tuple(k for k in pemetaan.kolom if k.peran not in _TIDAK_DIMUAT)
        self.ciri = tuple(k.peran for k in self.kolom_ciri)
        self.kolom_nomor = tuple(k for k in pemetaan.kolom if k.peran is Peran.NOMOR)
        self.tabel = [tabel_jawaban(kode, (opsi or {}).get(kode, ())) for kode in self.kode]
        self.pasangan = [(k.indeks, t) for k, t in zip(self.kolom_unsur, self.tabel, strict=True)]
        self.lebar = max((k.indeks for k in pemetaan.kolom), default=-1) + 1
        self.baris_kepala = pemetaan.baris_kepala
        bawaan = pembaca_umum() if pembaca is None else pembaca
        self.pembaca = [bawaan.get(k.tanya or k.peran, baca_biasa) for k in self.kolom_ciri]
        self.catatan = Pencatat(lapor)
        self.kosong = 0
        # Dates and characteristics repeat from row to row: each good spelling is read once.
        self.ingatan: list[tuple[int, dict[Sel, Isi]]] = [(k.indeks, dict.fromkeys(_KOSONG)) for k in self.kolom_ciri]

    def sah(self, baris: Iterable[BarisMentah]) -> Iterator[BarisSah]:
        """The good rows, one after the other; ``catatan`` and ``kosong`` are complete when they end.

        Raises as ``periksa``.
        """
        ada = False
        for nomor, sel in baris:
            if nomor > self.baris_kepala and (satu := self._satu(nomor, sel)) is not None:
                ada = True
                yield satu
        if not ada and not self.catatan.ditolak:
            raise KesalahanUnggah("Tidak ada baris jawaban di bawah judul kolom.")

    def _satu(self, nomor: int, sel: Sequence[Sel]) -> BarisSah | None:
        if len(sel) < self.lebar:
            sel = [*sel, *[None] * (self.lebar - len(sel))]
        if bool in set(map(type, sel)):
            sel = [str(s) if isinstance(s, bool) else s for s in sel]
        try:
            # The quick way for plain 1–4; a cell it does not know is read with care.
            jawaban = tuple([tabel[sel[i]] for i, tabel in self.pasangan])
        except (KeyError, TypeError):
            if self._bukan_jawaban(nomor, sel):
                return None
            jawaban = self._teliti(nomor, sel)
        if not any(jawaban):
            self._tanpa_jawaban(nomor, sel)
            return None
        try:
            ciri = tuple([ingat[sel[i]] for i, ingat in self.ingatan])
        except (KeyError, TypeError):
            ciri = tuple([self._ciri(nomor, k, sel[k.indeks], n) for n, k in enumerate(self.kolom_ciri)])
        if self.kolom_nomor and isinstance(sel[self.kolom_nomor[0].indeks], str) and self._bukan_jawaban(nomor, sel):
            return None
        return None if self.catatan.salah(nomor) else BarisSah(nomor, jawaban, ciri)

    def _teliti(self, nomor: int, sel: Sequence[Sel]) -> tuple[int | None, ...]:
        hasil: list[int | None] = []
        for kolom, tabel in zip(self.kolom_unsur, self.tabel, strict=True):
            nilai = baca_jawaban(sel[kolom.indeks], tabel)
            if nilai == BUKAN:
                self.catatan.catat(nomor, _nama(kolom), sel[kolom.indeks], DILUAR)
            hasil.append(nilai)
        return tuple(hasil)

    def _bukan_jawaban(self, nomor: int, sel: Sequence[Sel]) -> bool:
        """A sample row of the template or a line of totals: one finding for the row, not one per cell."""
        pertama = next((baca_teks(s).casefold() for s in sel if s not in (None, "")), "")
        aturan = CONTOH if pertama.startswith("contoh") else RINGKASAN if pertama in _RINGKASAN else ""
        if aturan:
            self.catatan.catat(nomor, "", pertama, aturan)
        return bool(aturan)

    def _tanpa_jawaban(self, nomor: int, sel: Sequence[Sel]) -> None:
        nomor_saja = {k.indeks for k in self.kolom_nomor}
        if all(s is None or s == "" or i in nomor_saja for i, s in enumerate(sel)):
            self.kosong += 1
        elif not self.catatan.salah(nomor) and not self._bukan_jawaban(nomor, sel):
            self.catatan.catat(nomor, "", "", TANPA_JAWABAN)

    def _ciri(self, nomor: int, kolom: Kolom, sel: Sel, urut: int) -> Isi:
        _, ingat = self.ingatan[urut]
        if sel in ingat:
            return ingat[sel]
        nilai, aturan = self.pembaca[urut](sel)
        if aturan:
            self.catatan.catat(nomor, _nama(kolom), sel, aturan)
        elif len(ingat) < _MAKS_INGATAN:
            ingat[sel] = nilai
        return nilai


def _nama(kolom: Kolom) -> str:
    return kolom.kepala or kolom.huruf
