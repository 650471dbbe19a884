"""Good rows as they are poured into the database: lines of PostgreSQL's COPY text format, and the forms to count.

What is written here is exactly what the person has seen accepted; loading only pours it in. The key of an answer is
made of the batch and its row in the file, so a batch can't come in twice, and every answer tells its row.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from operator import itemgetter
from types import MappingProxyType
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from survei.hitung.dimensi import IsianSurvei
from survei.hitung.tambahan import Tabel, kunci_tambahan
from survei.unggah.kenali import Peran
from survei.unggah.periksa import BarisSah
from survei.unggah.tabel import Isi

KANAL = "unggahan"
KOLOM_TETAP = ("survei_id", "kanal", "unggahan_id", "diterima_pada", "persetujuan_versi", "kode_tarik")
_KOLOM_KELOMPOK = ("layanan_id", "jenis_kelamin", "umur", "kelompok_umur", "pendidikan", "pekerjaan")
KOLOM_CIRI = ("kunci", "waktu", "saran", "tambahan", *_KOLOM_KELOMPOK)
NULL = r"\N"
_JAWABAN = {None: NULL, 1: "1", 2: "2", 3: "3", 4: "4"}.__getitem__
_KELOMPOK = (Peran.LAYANAN, Peran.JENIS_KELAMIN, Peran.USIA, Peran.PENDIDIKAN, Peran.PEKERJAAN)
_MAKS_INGATAN = 50_000
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
    """Turns checked rows into lines and forms; counts rows that lie outside the survey's days.

    Args:
        ciri: what the characteristics of a row are; where one answers an extra question, `tanya` has the question's id.
        tabel: under which key an answer to an extra question counts.
    """

    def __init__(
        self,
        tujuan: Tujuan,
        kode: Sequence[str],
        ciri: Sequence[Peran],
        tanya: Sequence[int | None] = (),
        tabel: Tabel = MappingProxyType({}),
    ) -> None:
        self.tujuan = tujuan
        self.kolom = (*KOLOM_TETAP, *KOLOM_CIRI, *(tujuan.kolom[k] for k in kode))
        # Counting wants the unsur in the survey's order, all of them.
        tempat = {k: i for i, k in enumerate(kode)}
        self._susunan = tuple(tempat.get(k) for k in tujuan.kolom)
        self._searah = self._susunan == tuple(range(len(kode)))
        # A role without a column is read from the None behind the last one.
        letak = {peran: i for i, peran in enumerate(ciri)}
        self._hari, self._jam, self._saran = (letak.get(p, len(ciri)) for p in (Peran.TANGGAL, Peran.JAM, Peran.SARAN))
        self._tanya = tuple((i, str(nomor)) for i, nomor in enumerate(tanya) if nomor is not None)
        self._tabel = tabel
        self._ambil_kelompok = itemgetter(*(letak.get(p, len(ciri)) for p in _KELOMPOK))
        self._kelompok: dict[tuple[Any, ...], tuple[str, tuple[Any, ...]]] = {}
        tetap = (tujuan.survei, KANAL, tujuan.unggahan, tujuan.diterima.isoformat(), 0, "")
        self._awal = "\t".join(map(str, tetap)) + f"\t{tujuan.unggahan.hex[:24]}"
        self._waktu: dict[tuple[Isi, Isi], tuple[str, bool]] = {}
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
        ciri = (*baris.ciri, None)
        hari, jam, saran = ciri[self._hari], ciri[self._jam], ciri[self._saran]
        kelompok = self._ambil_kelompok(ciri)
        if (susunan := self._kelompok.get(kelompok)) is None:
            susunan = self._susun_kelompok(*kelompok)
        teks, dihitung = susunan
        nilai = baris.jawaban
        jawaban = "\t".join(map(_JAWABAN, nilai))
        if not self._searah:
            nilai = tuple([None if i is None else baris.jawaban[i] for i in self._susunan])
        tambahan = "{}"
        if self._tanya:
            terjawab = self._terjawab(ciri)
            tambahan = _luput(json.dumps(terjawab, ensure_ascii=False))
            dihitung = (*dihitung, kunci_tambahan(self._tabel, terjawab))
        isi = f"\t{self._saat(hari, jam)}\t{_luput(saran)}\t{tambahan}\t{teks}\t{jawaban}"
        return isi, IsianSurvei(nilai, KANAL, *dihitung)

    def _susun_kelompok(self, *ciri: Any) -> tuple[str, tuple[Any, ...]]:
        """What rows of the same service, sex, age, education and occupation share; worked out once."""
        layanan, kelamin, usia, pendidikan, pekerjaan = ciri
        layanan = layanan or self.tujuan.layanan
        umur, kelompok = (usia, "") if isinstance(usia, int) else (None, usia or "")
        orang = (NULL if umur is None else umur, kelompok, _luput(pendidikan), _luput(pekerjaan))
        kolom = (layanan or NULL, kelamin or "", *orang)
        dihitung = (str(layanan or ""), "", kelamin or "", umur, pendidikan or "", pekerjaan or "", kelompok)
        if len(self._kelompok) >= _MAKS_INGATAN:
            self._kelompok.clear()
        self._kelompok[ciri] = "\t".join(map(str, kolom)), dihitung
        return self._kelompok[ciri]

    def _terjawab(self, ciri: Sequence[Isi]) -> dict[str, str]:
        """Answers to the agency's own questions, by the question's id; blanks are left out."""
        return {nomor: str(ciri[i]).replace("\x00", "") for i, nomor in self._tanya if ciri[i]}

    def _saat(self, hari: Isi, jam: Isi) -> str:
        """Day and hour in the agency's zone; a day alone is its midnight, which everybody reads as "hour unknown"."""
        if (ingat := self._waktu.get((hari, jam))) is None:
            ingat = self._waktu[hari, jam] = self._susun_waktu(hari, jam)
        self.di_luar_masa += ingat[1]
        return ingat[0]

    def _susun_waktu(self, hari: Isi, jam: Isi) -> tuple[str, bool]:
        if not isinstance(hari, date):
            return NULL, False
        polos = hari.date() if isinstance(hari, datetime) else hari
        pukul = jam if isinstance(jam, time) else hari.time() if isinstance(hari, datetime) else time(0)
        di_luar = not self.tujuan.masa[0] <= polos <= self.tujuan.masa[1]
        if len(self._waktu) >= _MAKS_INGATAN:
            self._waktu.clear()
        return datetime.combine(polos, pukul, self.tujuan.zona).isoformat(" "), di_luar


def potong(baris: Iterator[BarisSah], banyak: int) -> Iterator[list[BarisSah]]:
    """The rows in portions of at most ``banyak``."""
    while potongan := list(islice(baris, banyak)):
        yield potongan


def _luput(teks: Isi) -> str:
    """As COPY reads it back: backslashes doubled (blanks were made single spaces when the cell was read)."""
    return str(teks).translate(_LUPUT) if teks else ""
