"""The frozen SKP rows as a workbook with real numbers. Data in, bytes out; knows no models."""

from __future__ import annotations

from io import BytesIO
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from kinerja.buku import Isi, Kolom, Tajuk, buku_baru, format_angka, pasangan, tabel_bertajuk
from kinerja.laporan.data import Terbitan
from kinerja.laporan.excel import WAKTU, Lapor
from kinerja.laporan.skp.data import BarisSkp, DataSkp
from kinerja.laporan.skp.tampilan import CATATAN_ASPEK, KEPALA, TANPA_PIMPINAN, per_rencana, periode_penilaian, sumber
from kinerja.organisasi.tanggal import SEBUTAN_ZONA
from kinerja.perjanjian.data import MacamTarget, Pihak
from kinerja.perjanjian.naskah import tulis_target

LEBAR = (6, 50, 50, 13, 50, 30, 13, 16)
KOSONG = (MacamTarget.NA, MacamTarget.BELUM)
KONSEP = "KONSEP: Perjanjian Kinerja belum ditandatangani"


def buat_excel_skp(data: DataSkp, terbitan: Terbitan, *, lapor: Lapor | None = None) -> bytes:
    """The workbook of `data` as issued in `terbitan`. Sheets: SKP, Keterangan."""
    lapor = lapor or (lambda langkah, persen: None)
    buku = buku_baru(f"{data.judul} {data.jabatan} {data.masa}", data.kop.instansi, terbitan.nomor)
    lapor("Menulis lembar SKP", 0)
    _skp(buku, data)
    _keterangan(buku, data, terbitan)
    lapor("Menulis berkas Excel", 90)
    keluaran = BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _skp(buku: Workbook, data: DataSkp) -> None:
    kepala = ("No", *KEPALA, "Lingkup", "Target", "Satuan")
    judul = [f"{data.judul}, {periode_penilaian(data)}", f"{data.pegawai.nama}, {data.jabatan}, {data.unit_nama}"]
    if data.konsep:
        judul.append(KONSEP)
    isi: list[list[Isi]] = []
    gabung = []
    for nomor, ((pimpinan, rencana), baris) in enumerate(per_rencana(data), 1):
        gabung += [(len(isi) + 1, letak, len(baris), 1) for letak in (1, 2, 3) if len(baris) > 1]
        isi += [[Isi(nomor, "0"), Isi(pimpinan or TANPA_PIMPINAN), Isi(rencana), *_baris(b)] for b in baris]
    kolom = [Kolom(nama, lebar) for nama, lebar in zip(kepala, LEBAR, strict=True)]
    tabel_bertajuk(buku, "SKP", kolom, Tajuk(judul, (kepala,), ()), isi, beku_kolom=3, gabung=gabung)


def _baris(b: BarisSkp) -> list[Isi]:
    angka = b.target.macam is MacamTarget.ANGKA
    target = (
        Isi(b.target.nilai, format_angka(b.asal.desimal, b.asal.akhiran))
        if angka
        else Isi(tulis_target(b.target, b.asal), kosong=b.target.macam in KOSONG)
    )
    return [Isi(b.aspek), Isi(b.asal.nama), Isi(b.asal.lingkup), target, Isi(b.asal.satuan)]


def _keterangan(buku: Workbook, data: DataSkp, terbitan: Terbitan) -> None:
    zona = ZoneInfo(data.zona)
    dibuat = terbitan.dibuat_pada.astimezone(zona).replace(tzinfo=None, microsecond=0)
    isi = [
        ("Pemerintah", Isi(data.kop.pemerintah)),
        ("Instansi", Isi(data.kop.instansi)),
        *_pihak("Pegawai yang dinilai", data.pegawai, data.unit_nama),
        *_pihak("Pejabat penilai kinerja", data.penilai, data.unit_penilai),
        ("Sumber", Isi(sumber(data))),
        ("Aspek", Isi(CATATAN_ASPEK)),
        ("Nomor dokumen", Isi(terbitan.nomor)),
        (f"Dibuat ({SEBUTAN_ZONA.get(zona.key, zona.key)})", Isi(dibuat, WAKTU)),
        ("Alamat pemeriksaan", Isi(terbitan.alamat_periksa)),
        ("SHA-256 data", Isi(terbitan.sha256)),
    ]
    pasangan(buku, "Keterangan", "Keterangan", [KONSEP] if data.konsep else [], isi)


def _pihak(sebutan: str, pihak: Pihak | None, unit: str) -> list[tuple[str, Isi]]:
    if pihak is None:
        return []
    fakta = [("nama", pihak.nama), ("NIP", pihak.nip), ("pangkat/golongan", pihak.pangkat)]
    fakta += [("jabatan", pihak.jabatan), ("unit kerja", unit)]
    return [(f"{sebutan}: {nama}", Isi(isi)) for nama, isi in fakta]
