"""Good rows as they are poured into the database: lines of PostgreSQL's COPY text format, and the forms to count.

What is written here is exactly what the person has seen accepted; loading only pours it in. The key of an answer is
made of the batch and its row in the file, so a batch can't come in twice, and every answer tells its row.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from survei.hitung.dimensi import IsianSurvei
from survei.unggah.kenali import Peran
from survei.unggah.periksa import BarisSah
from survei.unggah.tabel import Isi

KANAL = "unggahan"
KOLOM_TETAP = ("survei_id", "kanal", "unggahan_id", "diterima_pada", "tambahan", "persetujuan_versi", "kode_tarik")
KOLOM_CIRI = ("kunci", "layanan_id", "waktu", "jenis_kelamin", "umur", "pendidikan", "pekerjaan", "saran")
NULL = r"\N"
_LUPUT = str.maketrans({"\\": r"\\", "\x00": None})


@dataclass(frozen=True, slots=True)
class Tujuan:
    """Where the rows go.

    ``kolom``: code of each unsur → the database column of its answers; ``layanan``: the service of rows that name none;
    ``masa``: the days the survey covers, first and last.
    """

    survei: int
    unggahan: UUID
    diterima: datetime
    kolom: Mapping[str, str]
    layanan: int | None
    masa: tuple[date, date]
    zona: ZoneInfo


class Penyusun:
    """Turns checked rows into lines and forms; counts rows that lie outside the survey's days."""

    def __init__(self, tujuan: Tujuan, kode: Sequence[str], ciri: Sequence[Peran]) -> None:
        self.tujuan = tujuan
        self.kolom = (*KOLOM_TETAP, *KOLOM_CIRI, *(tujuan.kolom[k] for k in kode))
        # Counting wants the unsur in the survey's order, all of them.
        tempat = {k: i for i, k in enumerate(kode)}
        self._susunan = tuple(tempat.get(k) for k in tujuan.kolom)
        self._tempat = {peran: i for i, peran in enumerate(ciri)}
        tetap = (tujuan.survei, KANAL, tujuan.unggahan, tujuan.diterima.isoformat(), "{}", 0, "")
        self._awal = "\t".join(map(str, tetap)) + f"\t{tujuan.unggahan.hex[:24]}"
        self._waktu: dict[tuple[Isi, Isi], str] = {}
        self._sidik = hashlib.sha256()
        self.di_luar_masa = 0

    @property
    def sidik(self) -> str:
        """SHA-256 of the answers and characteristics so far, whatever file or batch they came in."""
        return self._sidik.hexdigest()

    def susun(self, potongan: Sequence[BarisSah]) -> tuple[str, list[IsianSurvei]]:
        """The lines of some rows as one text, and the forms to count."""
        isi, isian = [], []
        for baris in potongan:
            teks, satu = self._satu(baris)
            isi.append(teks)
            isian.append(satu)
        self._sidik.update("\n".join(isi).encode())
        awal = self._awal
        return "".join([f"{awal}{b.baris:08x}{t}\n" for b, t in zip(potongan, isi, strict=True)]), isian

    def _satu(self, baris: BarisSah) -> tuple[str, IsianSurvei]:
        ciri = dict(zip(self._tempat, baris.ciri, strict=True))
        layanan: Any = ciri.get(Peran.LAYANAN) or self.tujuan.layanan
        kelamin, umur = _teks(ciri.get(Peran.JENIS_KELAMIN)), ciri.get(Peran.USIA)
        pendidikan, pekerjaan = _teks(ciri.get(Peran.PENDIDIKAN)), _teks(ciri.get(Peran.PEKERJAAN))
        jawaban = "\t".join([NULL if n is None else str(n) for n in baris.jawaban])
        saran = _luput(_teks(ciri.get(Peran.SARAN)))
        teks = (
            f"\t{layanan or NULL}\t{self._saat(ciri)}\t{kelamin}\t{NULL if umur is None else umur}"
            f"\t{_luput(pendidikan)}\t{_luput(pekerjaan)}\t{saran}\t{jawaban}"
        )
        nilai = tuple([None if i is None else baris.jawaban[i] for i in self._susunan])
        return teks, IsianSurvei(
            nilai,
            KANAL,
            str(layanan or ""),
            "",
            kelamin,
            umur if isinstance(umur, int) else None,
            pendidikan,
            pekerjaan,
        )

    def _saat(self, ciri: Mapping[Peran, Isi]) -> str:
        """Day and hour in the agency's zone; a day alone is its midnight, which everybody reads as "hour unknown"."""
        hari, jam = ciri.get(Peran.TANGGAL), ciri.get(Peran.JAM)
        if not isinstance(hari, date):
            return NULL
        polos = hari.date() if isinstance(hari, datetime) else hari
        self.di_luar_masa += not self.tujuan.masa[0] <= polos <= self.tujuan.masa[1]
        if (teks := self._waktu.get((hari, jam))) is None:
            pukul = jam if isinstance(jam, time) else hari.time() if isinstance(hari, datetime) else time(0)
            teks = datetime.combine(polos, pukul, self.tujuan.zona).isoformat(" ")
            self._waktu[hari, jam] = teks
        return teks


def potong(baris: Iterator[BarisSah], banyak: int) -> Iterator[list[BarisSah]]:
    """The rows in portions of at most ``banyak``."""
    while potongan := list(islice(baris, banyak)):
        yield potongan


def _teks(isi: Isi) -> str:
    return "" if isi is None else str(isi)


def _luput(teks: str) -> str:
    """As COPY reads it back: backslashes doubled (blanks were made single spaces when the cell was read)."""
    return teks.translate(_LUPUT) if teks else teks
