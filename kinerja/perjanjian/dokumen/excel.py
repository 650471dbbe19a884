"""A frozen agreement as a workbook: real numbers, the nothings as words. Data in, bytes out; knows no models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook

from kinerja.buku import Isi, Kolom, buku_baru, format_angka, pasangan, tabel
from kinerja.organisasi.tanggal import tulis_triwulan
from kinerja.perjanjian.banding import KOLOM_TARGET, Beda, Macam
from kinerja.perjanjian.data import BarisIndikator, DataPK, MacamTarget, Pihak, TargetPK
from kinerja.perjanjian.dokumen.tampilan import TerbitanPK, judul, sebutan_tingkat
from kinerja.perjanjian.naskah import tulis_target

TANGGAL = "dd/mm/yyyy"
RUPIAH = '"Rp"#,##0.00'
SEBUTAN = {Macam.TAMBAH: "Ditambah", Macam.HAPUS: "Dihapus", Macam.UBAH: "Diubah"}


def buat_excel_pk(data: DataPK, terbitan: TerbitanPK, *, beda: Sequence[Beda] = ()) -> bytes:
    """Sheets Pernyataan, Lampiran 1, Lampiran 2 when there is a budget, Perubahan when it changes an earlier one."""
    buku = buku_baru(f"{judul(data)} {data.jabatan}", data.kop.instansi, terbitan.kode_periksa)
    _pernyataan(buku, data, terbitan)
    _lampiran1(buku, data)
    if data.lampiran2:
        _lampiran2(buku, data)
    if beda:
        _perubahan(buku, beda)
    hasil = BytesIO()
    buku.save(hasil)
    return hasil.getvalue()


def _pernyataan(buku: Workbook, data: DataPK, terbitan: TerbitanPK) -> None:
    isi: list[tuple[str, Isi]] = [
        ("Instansi", Isi(data.kop.instansi)),
        ("Unit", Isi(data.unit)),
        *_pihak("Pihak pertama", data.pihak_pertama),
        *(_pihak("Pihak kedua", data.pihak_kedua) if data.pihak_kedua else ()),
        *(("Pernyataan", Isi(p)) for p in (data.pernyataan.pembuka, *data.pernyataan.janji)),
        *(("Pengawasan", Isi(p)) for p in data.pernyataan.pengawasan),
        ("Tempat", Isi(data.tempat)),
        ("Tanggal", Isi(date.fromisoformat(data.tanggal), TANGGAL)),
        ("Berlaku mulai", Isi(f"{tulis_triwulan(data.berlaku_triwulan)} {data.tahun}")),
        *((("Alasan perubahan", Isi(f"({data.alasan}) {data.uraian_alasan}")),) if data.alasan else ()),
        ("Kode periksa", Isi(terbitan.kode_periksa)),
        ("Alamat periksa", Isi(terbitan.alamat_periksa)),
        ("SHA-256 data", Isi(terbitan.sha256)),
    ]
    tanda = ["KONSEP, BELUM DISETUJUI"] if terbitan.konsep else []
    pasangan(buku, "Pernyataan", judul(data), tanda, isi)


def _pihak(sebutan: str, pihak: Pihak) -> list[tuple[str, Isi]]:
    # The NIP stays text: as a number Excel would lose its last digits.
    return [
        (sebutan, Isi(pihak.nama)),
        (f"{sebutan}: jabatan", Isi(pihak.jabatan)),
        (f"{sebutan}: pangkat", Isi(pihak.pangkat)),
        (f"{sebutan}: NIP", Isi(pihak.nip)),
    ]


def _lampiran1(buku: Workbook, data: DataPK) -> None:
    lebar = [("No", 6), ("Sasaran", 45), ("Indikator Kinerja", 55), ("Lingkup", 22), ("Satuan", 14)]
    kolom = [Kolom(*satu) for satu in (*lebar, *((nama, 16) for nama in KOLOM_TARGET))]
    tabel(buku, "Lampiran 1", kolom, (_baris1(b) for b in data.lampiran1), beku_kolom=3)


def _baris1(baris: BarisIndikator) -> list[Isi]:
    kata = (str(baris.sasaran_nomor), baris.sasaran, baris.nama, baris.lingkup, baris.satuan)
    return [*(Isi(k) for k in kata), *(_target(t, baris) for t in baris.target)]


def _target(target: TargetPK, baris: BarisIndikator) -> Isi:
    if target.macam is MacamTarget.ANGKA:
        return Isi(target.nilai, format_angka(baris.desimal, baris.akhiran))
    kosong = target.macam in (MacamTarget.NA, MacamTarget.BELUM)
    return Isi(tulis_target(target, baris), kosong=kosong)


def _lampiran2(buku: Workbook, data: DataPK) -> None:
    kolom = [Kolom("Kode", 26), Kolom(sebutan_tingkat(data), 70), Kolom("Anggaran (Rp)", 24), Kolom("Keterangan", 24)]
    baris = [[Isi(b.kode), Isi(b.nama), Isi(b.pagu, RUPIAH), Isi(b.keterangan)] for b in data.lampiran2]
    # The total is the frozen one, no formula.
    tabel(buku, "Lampiran 2", kolom, [*baris, [Isi(""), Isi("Jumlah"), Isi(data.total, RUPIAH), Isi("")]])


def _perubahan(buku: Workbook, beda: Sequence[Beda]) -> None:
    lebar = (("Bagian", 18), ("Perubahan", 14), ("Butir", 50), ("Kolom", 18), ("Semula", 40), ("Menjadi", 40))
    tabel(buku, "Perubahan", [Kolom(*satu) for satu in lebar], _baris_beda(beda))


def _baris_beda(beda: Sequence[Beda]) -> Iterator[list[Isi]]:
    for b in beda:
        awal = [Isi(b.bagian.value), Isi(SEBUTAN[b.macam]), Isi(b.sebutan)]
        for k in b.kolom:
            yield [*awal, Isi(k.kolom), Isi(k.lama), Isi(k.baru)]
        if not b.kolom:
            yield [*awal, Isi(""), Isi(""), Isi("")]
