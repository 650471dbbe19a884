"""The sheets "Data …" of the cascade's workbook: one head row, one row a thing, no merged cells.

They hold what the printed sheets cannot: codes, formulas, patterns, the kind of each link. The import reads them by
their heads; a head that is renamed here is renamed there.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from openpyxl import Workbook

from kinerja.buku import Isi, Kolom, tabel
from kinerja.laporan.data import Macam
from kinerja.laporan.matriks.data import BarisMatriks, DataMatriks, SatuanCetak, TargetCetak
from kinerja.laporan.matriks.tulis import teks_target

DATA_INDIKATOR, DATA_KOMPONEN = "Data Indikator", "Data Komponen"
DATA_TAUTAN, DATA_URAIAN = "Data Tautan", "Data Uraian"
DATA_SATUAN, DATA_SKALA = "Data Satuan", "Data Skala"
WAKTU = ("TW I", "TW II", "TW III", "TW IV", "Tahun")
POLOS = "General"
_INDIKATOR = (
    ("Kode", 8),
    ("Jenis sasaran", 14),
    ("Nomor sasaran", 9),
    ("Sasaran", 40),
    ("Nomor indikator", 9),
    ("Indikator", 40),
    ("Satuan", 14),
    ("Kode satuan", 14),
    ("Arah", 10),
    ("Pola", 12),
    ("Skala predikat", 20),
    ("Rumus", 30),
    ("Agregasi", 14),
    ("Persentase dirata-ratakan", 14),
    ("Desimal", 9),
    ("Bobot", 9),
    ("Definisi", 40),
    ("Dasar hukum", 40),
    ("Metode pengukuran", 40),
    ("Sumber data", 30),
    ("Penanggung jawab", 40),
    *((f"Target {w}", 12) for w in WAKTU),
    *((f"Tercetak {w}", 12) for w in WAKTU),
)
_KOMPONEN = (
    ("Kode indikator", 10),
    ("Nama", 22),
    ("Label", 60),
    ("Urutan", 9),
    ("Sumber", 12),
    ("Rujukan", 20),
    ("Nilai tetap", 14),
)
_TAUTAN = (
    ("Kode indikator", 10),
    ("Lampiran", 9),
    ("Kode unit", 18),
    ("Unit", 40),
    ("Jabatan", 40),
    ("Jenis", 16),
    ("Lingkup", 40),
    ("Kode indikator sendiri", 12),
    ("Indikator sendiri", 40),
    ("Tersirat", 10),
    ("Dihitung", 10),
    ("Bobot", 10),
)
_SATUAN = (("Kode", 20), ("Nama", 30), ("Awalan", 10), ("Akhiran", 10), ("Persen", 10))
_SKALA = (("Skala", 30), ("Jenis", 12), ("Nilai tertinggi", 12), ("Label", 20), ("Nilai", 12), ("Konversi persen", 12))
_URAIAN = (("Kode indikator", 10), ("Lampiran", 9), ("Uraian", 70), ("Catatan", 70))


def tulis_data(buku: Workbook, data: DataMatriks) -> None:
    """The six sheets."""
    tabel(buku, DATA_INDIKATOR, [Kolom(*k) for k in _INDIKATOR], map(_indikator, data.baris), beku_kolom=1)
    tabel(buku, DATA_KOMPONEN, [Kolom(*k) for k in _KOMPONEN], _komponen(data), beku_kolom=1)
    tabel(buku, DATA_TAUTAN, [Kolom(*k) for k in _TAUTAN], _tautan(data), beku_kolom=1)
    tabel(buku, DATA_URAIAN, [Kolom(*k) for k in _URAIAN], _uraian(data), beku_kolom=1)
    tabel(buku, DATA_SATUAN, [Kolom(*k) for k in _SATUAN], map(_satuan, data.satuan), beku_kolom=1)
    tabel(buku, DATA_SKALA, [Kolom(*k) for k in _SKALA], _skala(data), beku_kolom=1)


def _satuan(s: SatuanCetak) -> list[Isi]:
    return [*(Isi(t) for t in (s.kode, s.nama, s.awalan, s.akhiran)), _ya(s.persen)]


def _skala(data: DataMatriks) -> Iterator[list[Isi]]:
    for s in data.skala:
        for label, nilai, persen in s.tingkat:
            yield [Isi(s.nama), Isi(s.jenis), _angka(s.maksimum), Isi(label), _angka(nilai), _angka(persen)]


def _indikator(b: BarisMatriks) -> list[Isi]:
    h = b.hitungan
    return [
        Isi(b.kode),
        Isi(b.jenis),
        Isi(b.sasaran_nomor, "0"),
        Isi(b.sasaran),
        Isi(b.nomor, "0"),
        *(Isi(t) for t in (b.nama, b.satuan, h.satuan_kode, h.arah, h.pola, h.skala, h.rumus, h.agregasi)),
        _ya(h.boleh_rata_persen),
        Isi(b.desimal, "0"),
        _angka(h.bobot),
        *(Isi(t) for t in (b.definisi, b.dasar_hukum, b.metode_pengukuran, b.sumber_data)),
        Isi("\n".join(f"{unit}: {jabatan}" for unit, jabatan in b.penanggung_jawab)),
        *(_target(t, b) for t in b.target),
        *(Isi(t.tercetak) for t in b.target),
    ]


def _target(target: TargetCetak, baris: BarisMatriks) -> Isi:
    """A number (also that of a predicate), a range or a nothing in words; what is not set stays empty."""
    sel = target.sel
    if sel.macam is Macam.BELUM_DITETAPKAN:
        return Isi(None)
    if sel.nilai is not None:
        return _angka(sel.nilai)
    return Isi(teks_target(target, baris), kosong=sel.macam is Macam.NA)


def _komponen(data: DataMatriks) -> Iterator[list[Isi]]:
    for b in data.baris:
        for k in b.hitungan.komponen:
            yield [
                *(Isi(t) for t in (b.kode, k.nama, k.label)),
                Isi(k.urutan, "0"),
                *(Isi(t) for t in (k.sumber, k.rujukan)),
                _angka(k.tetapan),
            ]


def _tautan(data: DataMatriks) -> Iterator[list[Isi]]:
    for b in data.baris:
        for lampiran, sel in zip(data.lampiran, b.lampiran, strict=True):
            for t in sel.tautan:
                yield [
                    Isi(b.kode),
                    Isi(lampiran.tingkat, "0"),
                    *(Isi(x) for x in (t.unit_kode, t.unit_nama, t.jabatan, t.jenis, t.lingkup)),
                    *(Isi(x) for x in (t.anak_kode, t.anak_nama)),
                    _ya(t.tersirat),
                    _ya(t.dihitung),
                    _angka(t.bobot),
                ]


def _uraian(data: DataMatriks) -> Iterator[list[Isi]]:
    for b in data.baris:
        for lampiran, sel in zip(data.lampiran, b.lampiran, strict=True):
            if sel.teks or sel.catatan:
                yield [Isi(b.kode), Isi(lampiran.tingkat, "0"), Isi(sel.teks), Isi(sel.catatan)]


def _ya(nilai: bool) -> Isi:
    return Isi("ya" if nilai else "tidak")


def _angka(nilai: Decimal | None) -> Isi:
    return Isi(nilai, POLOS)
