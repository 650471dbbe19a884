"""A frozen Sasaran Mutu, IKU or IKI document as a workbook with real numbers. Data in, bytes out; knows no models."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from io import BytesIO
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from kinerja.buku import Isi, Kolom, buku_baru, format_angka, pasangan, tabel
from kinerja.cetak import Lapor, tanpa_lapor
from kinerja.laporan.data import Sel, Terbitan
from kinerja.laporan.dokumen_kinerja.data import BarisKinerja, DataKinerja
from kinerja.laporan.dokumen_kinerja.tampilan import (
    KOSONG,
    TRIWULAN,
    metode,
    tulis_formulasi,
    tulis_penjelasan,
    tulis_target,
)
from kinerja.laporan.excel import WAKTU
from kinerja.organisasi.tanggal import SEBUTAN_ZONA

TANGGAL, BULAN = "d mmmm yyyy", "mmmm yyyy"
Penulis = Callable[[Workbook, DataKinerja], None]


def buat_excel_sasaran_mutu(data: DataKinerja, terbitan: Terbitan, *, lapor: Lapor | None = None) -> bytes:
    """The workbook of a Sasaran Mutu. Sheets: Dokumen, Sasaran Mutu, Rumus."""
    return _buku(data, terbitan, [("Sasaran Mutu", _sasaran_mutu)], lapor)


def buat_excel_iku(data: DataKinerja, terbitan: Terbitan, *, lapor: Lapor | None = None) -> bytes:
    """The workbook of an IKU. Sheets: Dokumen, IKU, Rumus."""
    return _buku(data, terbitan, [("IKU", _iku)], lapor)


def buat_excel_iki(data: DataKinerja, terbitan: Terbitan, *, lapor: Lapor | None = None) -> bytes:
    """The workbook of an IKI. Sheets: Dokumen, Tugas dan fungsi, IKI, Rumus."""
    return _buku(data, terbitan, [("Tugas dan fungsi", _tugas), ("IKI", _iki)], lapor)


def _buku(data: DataKinerja, terbitan: Terbitan, lembar: Sequence[tuple[str, Penulis]], lapor: Lapor | None) -> bytes:
    lapor = lapor or tanpa_lapor
    buku = buku_baru(f"{data.judul} {data.unit_nama} {data.masa}", data.kop.instansi, terbitan.nomor)
    semua = [*lembar, ("Rumus", _rumus)]
    _dokumen(buku, data, terbitan)
    for nomor, (nama, tulis) in enumerate(semua):
        lapor(f"Menulis lembar {nama}", 90 * nomor // len(semua))
        tulis(buku, data)
    lapor("Menulis berkas Excel", 90)
    keluaran = BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _dokumen(buku: Workbook, data: DataKinerja, terbitan: Terbitan) -> None:
    zona, ttd = ZoneInfo(data.zona), data.penandatangan
    dibuat = terbitan.dibuat_pada.astimezone(zona).replace(tzinfo=None, microsecond=0)
    berlaku = Isi(KOSONG, kosong=True)
    if data.berlaku:
        berlaku = Isi(date.fromisoformat(data.berlaku), BULAN if data.hanya_bulan else TANGGAL)
    isi = [
        ("Pemerintah", Isi(data.kop.pemerintah)),
        ("Instansi", Isi(data.kop.instansi)),
        ("Unit", Isi(f"{data.unit_nama} ({data.unit_kode})")),
        ("Masa", Isi(data.masa)),
        ("Dokumen No.", Isi(data.nomor or KOSONG, kosong=not data.nomor)),
        ("Berlaku", berlaku),
        ("Penanda tangan", Isi(f"{ttd.jabatan}: {ttd.nama or 'belum tercatat'}")),
        ("Nomor cetakan", Isi(terbitan.nomor)),
        (f"Dibuat ({SEBUTAN_ZONA.get(zona.key, zona.key)})", Isi(dibuat, WAKTU)),
        ("Alamat pemeriksaan", Isi(terbitan.alamat_periksa)),
        ("SHA-256 data", Isi(terbitan.sha256)),
    ]
    if data.tanpa:
        isi.append(("Jabatan yang tidak dicetak", Isi("; ".join(data.tanpa))))
    pasangan(buku, "Dokumen", data.judul, [], isi)


def _sasaran_mutu(buku: Workbook, data: DataKinerja) -> None:
    kolom = [Kolom("No", 6), Kolom("Sasaran", 44), *(Kolom(f"Target {tw}", 13) for tw in TRIWULAN)]
    kolom += [Kolom("Indikator", 40), Kolom("Satuan", 14), Kolom("Metode", 70), Kolom("Frekuensi", 28)]
    baris = (
        [
            Isi(nomor, "0"),
            Isi(b.sasaran),
            *(_target(s, b) for s in b.target[:4]),
            Isi(b.nama),
            Isi(b.satuan),
            Isi("\n".join(metode(b))),
            _teks(b.frekuensi),
            _daftar(b.penanggung_jawab),
        ]
        for nomor, b in enumerate(data.baris, 1)
    )
    tabel(buku, "Sasaran Mutu", [*kolom, Kolom("Penanggung jawab", 34)], baris, beku_kolom=2)


def _iku(buku: Workbook, data: DataKinerja) -> None:
    kolom = [Kolom("No", 6), Kolom("Sasaran", 44), Kolom("IKU", 44), Kolom("Satuan", 14)]
    kolom += [Kolom("Penjelasan/Formulasi", 70), Kolom("Sumber data", 40), Kolom("Penanggung jawab", 34)]
    baris = (
        [
            Isi(nomor, "0"),
            *(Isi(t) for t in (b.sasaran, b.nama, b.satuan, tulis_penjelasan(b))),
            _daftar(b.sumber_data),
            _daftar(b.penanggung_jawab),
        ]
        for nomor, b in enumerate(data.baris, 1)
    )
    tabel(buku, "IKU", kolom, baris, beku_kolom=3)


def _tugas(buku: Workbook, data: DataKinerja) -> None:
    kolom = [Kolom("Jabatan", 44), Kolom("Unit", 36), Kolom("Bagian", 10), Kolom("No", 6), Kolom("Uraian", 100)]
    baris = (
        [Isi(j.nama), Isi(j.unit), Isi(bagian), Isi(nomor, "0"), Isi(uraian)]
        for j in data.jabatan
        for bagian, isi in (("Tugas", j.tugas), ("Fungsi", j.fungsi))
        for nomor, uraian in enumerate(isi, 1)
    )
    tabel(buku, "Tugas dan fungsi", kolom, baris, beku_kolom=1)


def _iki(buku: Workbook, data: DataKinerja) -> None:
    kolom = [Kolom("Jabatan", 44), Kolom("Unit", 36), Kolom("No", 6), Kolom("Sasaran", 44), Kolom("Indikator", 44)]
    kolom += [Kolom("Satuan", 14), Kolom("Formulasi", 70), Kolom("Sumber data", 40)]
    baris = (
        [
            Isi(j.nama),
            Isi(j.unit),
            Isi(nomor, "0"),
            *(Isi(t) for t in (b.sasaran, b.nama, b.satuan, tulis_formulasi(b))),
            _daftar(b.sumber_data),
        ]
        for j in data.jabatan
        for nomor, b in enumerate(j.baris, 1)
    )
    tabel(buku, "IKI", kolom, baris, beku_kolom=1)


def _rumus(buku: Workbook, data: DataKinerja) -> None:
    """How each indicator is computed here: what an import needs to make it again."""
    kolom = [Kolom("Sasaran", 44), Kolom("Indikator", 44), Kolom("Rumus", 44), Kolom("Nama komponen", 26)]
    tabel(buku, "Rumus", [*kolom, Kolom("Komponen", 60)], _baris_rumus(data), beku_kolom=2)


def _baris_rumus(data: DataKinerja) -> Iterator[list[Isi]]:
    # An indicator carried by several posts is computed once.
    for b in dict.fromkeys(data.semua_baris):
        for nama, label in b.formula.komponen:
            yield [Isi(t) for t in (b.sasaran, b.nama, b.formula.rumus, nama, label)]


def _target(sel: Sel, b: BarisKinerja) -> Isi:
    """A number stays a number; a label, a range or nothing is words."""
    if sel.nilai is None or sel.teks:
        return Isi(tulis_target(sel, b), kosong=sel.bawah is None and not sel.teks)
    # As in print: no more decimals than the target has.
    pecahan = -int(sel.nilai.normalize().as_tuple().exponent)
    return Isi(sel.nilai, format_angka(max(0, min(pecahan, 6)), b.akhiran))


def _teks(teks: str) -> Isi:
    return Isi(teks or KOSONG, kosong=not teks)


def _daftar(isi: Sequence[str]) -> Isi:
    return _teks("\n".join(isi))
