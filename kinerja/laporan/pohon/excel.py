"""The frozen pohon kinerja as a workbook. Data in, bytes out; knows no models."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from kinerja.buku import Isi, Kolom, buku_baru, pasangan, tabel
from kinerja.cetak import Lapor, tanpa_lapor
from kinerja.laporan.data import Terbitan
from kinerja.laporan.excel import WAKTU
from kinerja.laporan.pohon.data import DataPohon
from kinerja.organisasi.tanggal import SEBUTAN_ZONA
from kinerja.perjanjian.hitung.pohon import SEBUTAN_JENIS, PohonLengkap
from kinerja.perjanjian.hitung.pohon_gambar import sebut_lintas


def buat_excel_pohon(data: DataPohon, terbitan: Terbitan, *, lapor: Lapor | None = None) -> bytes:
    """The workbook of `data` as issued in `terbitan`.

    Sheets: Pohon (a row a condition), Indikator (a row an indicator), Crosscutting, Keterangan. `lapor` is told about
    every sheet; what it raises ends the work and is passed on.
    """
    lapor = lapor or tanpa_lapor
    buku = buku_baru(f"{data.judul} {data.unit_nama} {data.masa}", data.kop.instansi, terbitan.nomor)
    lengkap = data.lengkap
    lapor("Menulis lembar Pohon", 0)
    _pohon(buku, lengkap)
    lapor("Menulis lembar Indikator", 40)
    _indikator(buku, lengkap)
    _lintas(buku, lengkap)
    _keterangan(buku, data, terbitan)
    lapor("Menulis berkas Excel", 90)
    keluaran = BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _pohon(buku: Workbook, lengkap: PohonLengkap) -> None:
    pohon = lengkap.pohon
    kolom = [Kolom("No", 12), Kolom("Tingkat", 8), Kolom("Jenis", 22), Kolom("Kondisi", 60)]
    kolom += [Kolom("Mendukung kondisi", 12), Kolom("Indikator", 60), Kolom("Yang menjawab", 44)]
    baris = (
        [
            Isi(pohon.nomor[s.pk]),
            Isi(pohon.tingkat[s.pk] + 1, "0"),
            Isi(SEBUTAN_JENIS[s.jenis]),
            Isi(s.uraian),
            Isi(pohon.nomor[s.induk] if s.induk is not None else "–", kosong=s.induk is None),
            _daftar([nama for _, nama in s.ukuran]),
            _daftar(s.pengampu),
        ]
        for s in pohon.urut
    )
    tabel(buku, "Pohon", kolom, baris, beku_kolom=1)


def _daftar(isi: list[str] | tuple[str, ...]) -> Isi:
    return Isi("\n".join(isi)) if isi else Isi("belum ada", kosong=True)


def _indikator(buku: Workbook, lengkap: PohonLengkap) -> None:
    kolom = [Kolom("No kondisi", 12), Kolom("Kondisi", 60), Kolom("Indikator", 60), Kolom("Keadaan", 26)]

    def baris() -> Iterator[list[Isi]]:
        for s in lengkap.pohon.urut:
            for pk, nama in s.ukuran:
                keadaan = "dalam daftar indikator" if pk is not None else "belum dalam daftar"
                yield [Isi(lengkap.pohon.nomor[s.pk]), Isi(s.uraian), Isi(nama), Isi(keadaan)]

    tabel(buku, "Indikator", kolom, baris(), beku_kolom=1)


def _lintas(buku: Workbook, lengkap: PohonLengkap) -> None:
    kolom = [Kolom("No kondisi", 12), Kolom("Kondisi", 60), Kolom("Terkait dengan", 80), Kolom("Unit", 40)]
    baris = (
        [
            Isi(lengkap.pohon.nomor[satu.simpul]),
            Isi(lengkap.pohon.simpul[satu.simpul].uraian),
            Isi(sebut_lintas(satu, lengkap.pohon)),
            Isi(satu.unit or "unit ini"),
        ]
        for satu in lengkap.lintas
    )
    tabel(buku, "Crosscutting", kolom, baris, beku_kolom=1)


def _keterangan(buku: Workbook, data: DataPohon, terbitan: Terbitan) -> None:
    zona, ttd = ZoneInfo(data.zona), data.penandatangan
    dibuat = terbitan.dibuat_pada.astimezone(zona).replace(tzinfo=None, microsecond=0)
    isi = [
        ("Pemerintah", Isi(data.kop.pemerintah)),
        ("Instansi", Isi(data.kop.instansi)),
        ("Unit", Isi(f"{data.unit_nama} ({data.unit_kode})")),
        ("Tahun", Isi(data.tahun, "0")),
        ("Kondisi", Isi(len(data.simpul), "0")),
        ("Penanda tangan", Isi(f"{ttd.jabatan}: {ttd.nama or 'belum tercatat'}")),
        ("Nomor dokumen", Isi(terbitan.nomor)),
        (f"Dibuat ({SEBUTAN_ZONA.get(zona.key, zona.key)})", Isi(dibuat, WAKTU)),
        ("Alamat pemeriksaan", Isi(terbitan.alamat_periksa)),
        ("SHA-256 data", Isi(terbitan.sha256)),
        ("Cara membaca", Isi("Nomor 1.2.1 berada di bawah 1.2; kondisi di bawah membuat kondisi di atasnya terwujud.")),
    ]
    pasangan(buku, "Keterangan", data.judul, (), isi)
