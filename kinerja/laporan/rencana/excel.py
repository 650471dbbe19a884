"""The frozen Rencana Aksi as a workbook with real numbers. Data in, bytes out; knows no models."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from kinerja.buku import PERSEN, Isi, Kolom, buku_baru, format_angka, pasangan, tabel
from kinerja.cetak import Lapor, tanpa_lapor
from kinerja.laporan.data import Terbitan
from kinerja.laporan.excel import WAKTU
from kinerja.laporan.rencana.data import DataRencana, IndikatorCetak, KegiatanCetak, SasaranCetak, TargetCetak
from kinerja.laporan.rencana.tampilan import uraian
from kinerja.laporan.rencana.tulis import (
    BELUM,
    CARA_HITUNG,
    DESIMAL_KELUARAN,
    NA,
    tanda,
    teks_hasil,
    teks_rencana,
    teks_status,
    teks_ukuran,
)
from kinerja.organisasi.tanggal import SEBUTAN_ZONA, tulis_triwulan
from kinerja.perjanjian.data import MacamTarget
from kinerja.perjanjian.hitung.rencana import Ukuran

TRIWULAN = tuple(tulis_triwulan(n) for n in range(1, 5))
RUPIAH = format_angka(2)
DALAM_TRIWULAN = (("Target", 11), ("Realisasi", 11), ("Anggaran (Rp)", 17), ("Serapan (Rp)", 17), ("Status", 14))


def buat_excel_rencana(data: DataRencana, terbitan: Terbitan, *, lapor: Lapor | None = None) -> bytes:
    """The workbook of `data` as issued in `terbitan`.

    Sheets: Rencana Aksi, Kendala, Keterangan. `lapor` is told about every sheet; what it raises ends the work and is
    passed on.
    """
    lapor = lapor or tanpa_lapor
    buku = buku_baru(f"{data.judul} {data.unit_nama} {data.masa}", data.kop.instansi, terbitan.nomor)
    lapor("Menulis lembar Rencana Aksi", 0)
    _rencana(buku, data)
    lapor("Menulis lembar Kendala", 50)
    _kendala(buku, data)
    _keterangan(buku, data, terbitan)
    lapor("Menulis berkas Excel", 90)
    keluaran = BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _rencana(buku: Workbook, data: DataRencana) -> None:
    kolom = [Kolom("Jenis sasaran", 18), Kolom("Sasaran", 36), Kolom("No", 7), Kolom("Indikator", 40)]
    kolom += [Kolom("Satuan indikator", 13), *(Kolom(f"Target indikator {w}", 13) for w in (*TRIWULAN, "tahun"))]
    kolom += [Kolom("Target menurut", 26), Kolom("No kegiatan", 9), Kolom("Kegiatan", 50), Kolom("Keluaran", 30)]
    kolom += [Kolom("Penanggung jawab", 32), Kolom("Satuan keluaran", 13), Kolom("Target setahun", 15)]
    kolom += [Kolom("Sumber anggaran", 36)]
    kolom += [Kolom(f"{nama} {w}", lebar) for w in TRIWULAN for nama, lebar in DALAM_TRIWULAN]
    kolom += [Kolom(f"{nama} setahun", lebar) for nama, lebar in DALAM_TRIWULAN[:4]]
    kolom += [Kolom("Kemajuan (%)", 12), Kolom("Serapan (%)", 12), Kolom("Data", 9)]
    baris = (_baris(s, i, k) for s in data.sasaran for i in s.indikator for k in i.kegiatan)
    tabel(buku, "Rencana Aksi", kolom, baris, beku_kolom=4)


def _baris(sasaran: SasaranCetak, indikator: IndikatorCetak, k: KegiatanCetak) -> list[Isi]:
    isi = [Isi(sasaran.jenis), Isi(f"{sasaran.nomor}. {sasaran.uraian}"), Isi(indikator.kode), Isi(indikator.nama)]
    isi += [Isi(indikator.satuan), *(_target(t) for t in indikator.target), Isi(indikator.menurut)]
    isi += [Isi(k.nomor, "0"), Isi(k.uraian), Isi(k.keluaran), Isi(k.oleh), Isi(k.satuan), Isi(k.cara), Isi(k.sumber)]
    for t in k.triwulan:
        isi += [
            _angka(t.target, teks_rencana(t.target, uang=False)),
            _angka(t.realisasi, teks_hasil(t, uang=False)),
            _uang(t.anggaran, teks_rencana(t.anggaran, uang=True)),
            _uang(t.serapan, teks_hasil(t, uang=True)),
            Isi(teks_status(t), kosong=not t.status),
        ]
    isi += [
        _angka(k.kemajuan.rencana, NA),
        _angka(k.kemajuan.realisasi, _tanpa_hasil(k.kemajuan)),
        _uang(k.serapan.rencana, NA),
        _uang(k.serapan.realisasi, _tanpa_hasil(k.serapan)),
    ]
    return [*isi, _persen(k.kemajuan), _persen(k.serapan), Isi("contoh" if k.contoh else "resmi")]


def _tanpa_hasil(ukuran: Ukuran) -> str:
    return NA if ukuran.rencana is None else BELUM


def _target(target: TargetCetak) -> Isi:
    if target.macam is MacamTarget.ANGKA and target.nilai is not None:
        return Isi(target.nilai, format_angka(target.desimal, target.akhiran))
    return Isi(target.teks, kosong=target.macam in (MacamTarget.NA, MacamTarget.BELUM))


def _angka(nilai: Decimal | None, kosong: str) -> Isi:
    """An output with as many decimals as it has."""
    if nilai is None:
        return Isi(kosong, kosong=True)
    pecahan = f"{nilai.normalize():f}".partition(".")[2]
    return Isi(nilai, format_angka(min(len(pecahan), DESIMAL_KELUARAN)))


def _uang(nilai: Decimal | None, kosong: str) -> Isi:
    return Isi(kosong, kosong=True) if nilai is None else Isi(nilai, RUPIAH)


def _persen(ukuran: Ukuran) -> Isi:
    return Isi(teks_ukuran(ukuran), kosong=True) if ukuran.persen is None else Isi(ukuran.persen, PERSEN)


def _kendala(buku: Workbook, data: DataRencana) -> None:
    kolom = [Kolom("No", 7), Kolom("Kegiatan", 50), Kolom("Triwulan", 10), Kolom("Status", 14), Kolom("Kendala", 60)]
    kolom += [Kolom("Tindak lanjut", 60), Kolom("Bukti", 12)]
    tabel(buku, "Kendala", kolom, ([Isi(teks) for teks in baris.values()] for baris in uraian(data)), beku_kolom=2)


def _keterangan(buku: Workbook, data: DataRencana, terbitan: Terbitan) -> None:
    zona, ttd = ZoneInfo(data.zona), data.penandatangan
    dibuat = terbitan.dibuat_pada.astimezone(zona).replace(tzinfo=None, microsecond=0)
    isi = [
        ("Pemerintah", Isi(data.kop.pemerintah)),
        ("Instansi", Isi(data.kop.instansi)),
        ("Unit", Isi(f"{data.unit_nama} ({data.unit_kode})")),
        ("Tahun", Isi(data.tahun, "0")),
        ("Kegiatan", Isi(data.banyak, "0")),
        ("Kemajuan kegiatan (%)", _persen(data.kemajuan)),
        ("Anggaran setahun (Rp)", _uang(data.serapan.rencana, NA)),
        ("Serapan anggaran (%)", _persen(data.serapan)),
        ("Penanda tangan", Isi(f"{ttd.jabatan}: {ttd.nama or 'belum tercatat'}")),
        ("Nomor dokumen", Isi(terbitan.nomor)),
        (f"Dibuat ({SEBUTAN_ZONA.get(zona.key, zona.key)})", Isi(dibuat, WAKTU)),
        ("Alamat pemeriksaan", Isi(terbitan.alamat_periksa)),
        ("SHA-256 data", Isi(terbitan.sha256)),
        *((f"Cara membaca {n}", Isi(kalimat)) for n, kalimat in enumerate(CARA_HITUNG, 1)),
    ]
    pasangan(buku, "Keterangan", data.judul, tanda(data), isi)
