"""Taking the tables of a file over, each by the writer of its section, in the order of `Bagian`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kinerja.perjanjian.impor.baca import TabelBaca
from kinerja.perjanjian.impor.salah import kelompokkan
from kinerja.perjanjian.impor.susunan import Bagian
from kinerja.perjanjian.models import BerkasImpor
from kinerja.perjanjian.services import impor_data
from kinerja.perjanjian.services.cascading import kunci_cascade
from kinerja.perjanjian.services.impor_acuan import Acuan
from kinerja.perjanjian.services.impor_aksi import tulis_aksi
from kinerja.perjanjian.services.impor_dokumen import Rumus, baca_rumus_lembar, tulis_dokumen, tulis_tugas
from kinerja.perjanjian.services.impor_indikator import Penulis
from kinerja.perjanjian.services.impor_matriks import tulis_lampiran
from kinerja.perjanjian.services.impor_pelaksana import Pelaksana
from kinerja.perjanjian.services.impor_tautan import PenulisTautan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

Hasil = dict[str, Any]
"""What an import did, ready for JSON: `langkah`, `salah` (grouped), `catatan`, `asing`."""


@dataclass(frozen=True, slots=True)
class _Kerja:
    """What the writers of one import share. `bagian`: the sections the file has."""

    p: Pelaksana
    acuan: Acuan
    penulis: Penulis
    tautan: PenulisTautan
    rumus: Mapping[tuple[str, str], Rumus]
    bagian: frozenset[Bagian]


def _dokumen(k: _Kerja, t: TabelBaca) -> None:
    tulis_dokumen(k.p, k.acuan, k.penulis, t, k.rumus)


def _indikator(k: _Kerja, t: TabelBaca) -> None:
    impor_data.tulis_indikator(k.p, k.acuan, k.penulis, t, berkomponen=Bagian.DATA_KOMPONEN in k.bagian)


_PENULIS: dict[Bagian, Callable[[_Kerja, TabelBaca], None]] = {
    Bagian.DATA_SATUAN: lambda k, t: impor_data.tulis_satuan(k.p, k.acuan, t),
    Bagian.DATA_SKALA: lambda k, t: impor_data.tulis_skala(k.p, k.acuan, t),
    Bagian.DATA_INDIKATOR: _indikator,
    Bagian.DATA_KOMPONEN: lambda k, t: impor_data.tulis_komponen(k.p, k.acuan, k.penulis, t),
    Bagian.DATA_TAUTAN: lambda k, t: impor_data.tulis_tautan(k.p, k.acuan, k.tautan, t),
    Bagian.DATA_URAIAN: lambda k, t: impor_data.tulis_uraian(k.p, k.acuan, k.tautan, t),
    Bagian.LAMPIRAN: lambda k, t: tulis_lampiran(k.p, k.acuan, k.penulis, k.tautan, t),
    Bagian.RENCANA_AKSI: lambda k, t: tulis_aksi(k.p, k.acuan, t),
    Bagian.TUGAS: lambda k, t: tulis_tugas(k.p, k.acuan, t),
    Bagian.PK: _dokumen,
    Bagian.IKU: _dokumen,
    Bagian.IKI: _dokumen,
    Bagian.SASARAN_MUTU: _dokumen,
}


def jalankan(pelaku: Pengguna, impor: BerkasImpor, tabel: Sequence[TabelBaca], kini: datetime) -> Hasil:
    """Carry the file out, inside a transaction of the caller's; rows that are refused are left out and named."""
    kunci_cascade(impor.periode)
    acuan = Acuan(impor.unit, impor.periode)
    p = Pelaksana(pelaku, impor.unit, impor.periode, kini, impor.pilihan)
    acuan.muat_indikator()
    penulis, tautan = Penulis(p, acuan), PenulisTautan(p)
    p.pengingat += [acuan.ingat, penulis.ingat, tautan.ingat]
    kerja = _Kerja(p, acuan, penulis, tautan, baca_rumus_lembar(tabel), frozenset(t.bagian for t in tabel))
    for satu in tabel:
        for pesan in satu.catatan:
            p.ingatkan(pesan)
        if satu.bagian in _PENULIS:  # the sheet "Rumus" is read with the rows it belongs to
            _PENULIS[satu.bagian](kerja, satu)
    penulis.hitung_ulang()
    tautan.gulung()
    return {
        "langkah": [asdict(x) | {"keadaan": x.keadaan.value} for x in p.langkah],
        "salah": [asdict(s) for s in kelompokkan(p.salah)],
        "catatan": list(p.catatan),
        "asing": [asdict(a) for a in p.asing.values()],
    }
