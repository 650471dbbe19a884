"""Everything a Sasaran Mutu, IKU or IKI document prints, frozen. Pure: no database, no clock, no settings."""

from __future__ import annotations

from dataclasses import dataclass

from indikator.hitung.rumus import baca_rumus
from indikator.hitung.rupa_rumus import Potongan, potong_rumus, tulis_rumus
from kinerja.beku import cairkan
from kinerja.laporan.data import Kop, Penandatangan, Sel

SKEMA = 1


@dataclass(frozen=True, slots=True)
class Formula:
    """How the indicator is computed: the formula, and the (name, label) of its components in their order."""

    rumus: str
    komponen: tuple[tuple[str, str], ...]

    @property
    def sebaris(self) -> str:
        """In words: `Izin tepat waktu / Seluruh izin × 100`."""
        return tulis_rumus(baca_rumus(self.rumus), dict(self.komponen))

    @property
    def potongan(self) -> tuple[Potongan, ...]:
        """The same in pieces, its divisions as fractions."""
        return potong_rumus(baca_rumus(self.rumus), dict(self.komponen))

    @property
    def tunggal(self) -> bool:
        """Whether it is nothing but the value of one component."""
        return len(self.komponen) == 1 and self.rumus.strip() == self.komponen[0][0]


@dataclass(frozen=True, slots=True)
class BarisKinerja:
    """One indicator. `target`: TW I–IV and the year; `sumber_data` and `penanggung_jawab` one entry each."""

    sasaran_nomor: int
    sasaran: str
    kode: str
    nama: str
    satuan: str
    awalan: str
    akhiran: str
    desimal: int
    target: tuple[Sel, ...]
    metode: str
    formula: Formula
    frekuensi: str
    sumber_data: tuple[str, ...]
    penanggung_jawab: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JabatanKinerja:
    """A post of an IKI document: what it is there for, and its indicators."""

    nama: str
    unit: str
    tugas: tuple[str, ...]
    fungsi: tuple[str, ...]
    baris: tuple[BarisKinerja, ...]


@dataclass(frozen=True, slots=True)
class DataKinerja:
    """A whole document. `nomor` is the agency's own, `berlaku` an ISO date ("" when none is set).

    Sasaran Mutu and IKU have `baris`; IKI has `jabatan`, and in `tanpa` the posts it has nothing to say about.
    """

    skema: int
    jenis: str
    judul: str
    masa: str
    zona: str
    kop: Kop
    unit_kode: str
    unit_nama: str
    nomor: str
    berlaku: str
    hanya_bulan: bool
    baris: tuple[BarisKinerja, ...]
    jabatan: tuple[JabatanKinerja, ...]
    tanpa: tuple[str, ...]
    penandatangan: Penandatangan

    @property
    def semua_baris(self) -> tuple[BarisKinerja, ...]:
        """The rows, whatever they stand under."""
        return self.baris + tuple(b for j in self.jabatan for b in j.baris)

    @property
    def sementara(self) -> bool:
        """A plan has no figures that wait for approval."""
        return False

    @property
    def contoh(self) -> bool:
        """Nor any that are samples."""
        return False


def cair(isi: str) -> DataKinerja:
    """The data of a canonical text. Raises ValueError when the text is of another layout."""
    return cairkan(DataKinerja, isi, SKEMA)
