"""The frozen survey recap as a workbook with real numbers and dates. Data in, bytes out; knows no models."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from kinerja.buku import Isi, Kolom, buku_baru, pasangan, tabel
from kinerja.laporan.data import Terbitan
from kinerja.laporan.excel import WAKTU, Lapor
from kinerja.laporan.kota.data import BagianUnit, DataKota
from kinerja.laporan.kota.naskah import kesimpulan, pembuka, sebut_golongan, tanda
from kinerja.laporan.survei.excel import IKM, NRR, isi_desimal
from kinerja.organisasi.tanggal import SEBUTAN_ZONA
from survei.hitung.kota_data import BarisKota, Sel, Tempat

BULAT = "#,##0"
Penulis = Callable[[Workbook, DataKota], None]


def buat_excel_kota(data: DataKota, terbitan: Terbitan, *, lapor: Lapor | None = None) -> bytes:
    """The workbook of `data` as issued in `terbitan`.

    Sheets: Ringkasan, Unit, Golongan, Unsur, Unsur per unit, Peringkat, RTL, Tren, Belum lengkap, Keterangan.
    `lapor` is told about every sheet; what it raises ends the work and is passed on.
    """
    lapor = lapor or (lambda langkah, persen: None)
    buku = buku_baru(f"{data.judul} {data.unit_nama} {data.masa}", data.kop.instansi, terbitan.nomor)
    lembar: dict[str, Penulis] = {
        "Ringkasan": partial(_ringkasan, terbitan=terbitan),
        "Unit": _unit,
        "Golongan": _golongan,
        "Unsur": _unsur,
        "Unsur per unit": _unsur_unit,
        "Peringkat": _peringkat,
        "RTL": _rtl,
        "Tren": _tren,
        "Belum lengkap": _belum,
        "Keterangan": partial(_keterangan, terbitan=terbitan),
    }
    for nomor, (nama, tulis) in enumerate(lembar.items()):
        lapor(f"Menulis lembar {nama}", 90 * nomor // len(lembar))
        tulis(buku, data)
    lapor("Menulis berkas Excel", 90)
    keluaran = BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _ringkasan(buku: Workbook, data: DataKota, *, terbitan: Terbitan) -> None:
    r, zona = data.rekap, ZoneInfo(data.zona)
    dibuat = terbitan.dibuat_pada.astimezone(zona).replace(tzinfo=None, microsecond=0)
    isi = [
        ("Pemerintah", Isi(data.kop.pemerintah)),
        ("Instansi", Isi(data.kop.instansi)),
        ("Unit", Isi(f"{data.unit_nama} ({data.unit_kode})")),
        ("Tahun", Isi(r.tahun, "0")),
        ("Nomor dokumen", Isi(terbitan.nomor)),
        (f"Dibuat ({SEBUTAN_ZONA.get(zona.key, zona.key)})", Isi(dibuat, WAKTU)),
    ]
    for k in (r.semester_1, r.semester_2, r.tahun_ini):
        isi += [
            (f"IKM {k.nama}", isi_desimal(k.ikm, IKM, k.alasan)),
            (f"Mutu {k.nama}", Isi(f"{k.mutu} ({k.kinerja})" if k.mutu else "–")),
            (f"Responden {k.nama}", Isi(k.responden, BULAT)),
            (f"Unit dengan hasil {k.nama}", Isi(k.unit, BULAT)),
        ]
    isi += [
        ("Jumlah unit", Isi(len(r.baris), BULAT)),
        ("Perubahan Semester I ke II (%)", isi_desimal(r.persen_perubahan, IKM)),
        ("Status", Isi(r.status_perubahan or "–")),
        *((f"Kesimpulan {n}", Isi(kalimat)) for n, kalimat in enumerate(kesimpulan(data), 1)),
    ]
    pasangan(buku, "Ringkasan", data.judul, tanda(data), isi)


def _unit(buku: Workbook, data: DataKota) -> None:
    kolom = [Kolom("No", 6), Kolom("Kode", 16), Kolom("Unit", 46), Kolom("Jenis", 14), Kolom("Di bawah", 30)]
    for masa in ("Semester I", "Semester II", "Tahun"):
        kolom += [Kolom(f"Responden {masa}", 11), Kolom(f"IKM {masa}", 10), Kolom(f"Mutu {masa}", 9)]
    kolom += [Kolom("Selisih", 10), Kolom("Ubah (%)", 10), Kolom("Status", 10)]
    kolom += [Kolom("Keadaan", 34), Kolom("Catatan", 60)]
    tabel(buku, "Unit", kolom, (_baris(n, b) for n, b in enumerate(data.rekap.baris, 1)), beku_kolom=3)


def _baris(nomor: int, b: BarisKota) -> list[Isi]:
    sel = [isi for s in (b.semester_1, b.semester_2, b.tahun) for isi in _sel(s)]
    return [
        Isi(nomor, "0"),
        *(Isi(t) for t in (b.kode, b.nama, b.jenis, b.induk)),
        *sel,
        isi_desimal(b.selisih, IKM, "–"),
        isi_desimal(b.persen, IKM, "–"),
        Isi(b.status or "–"),
        Isi(b.alasan),
        Isi("; ".join(b.catatan)),
    ]


def _sel(s: Sel | None) -> list[Isi]:
    if s is None:
        return [Isi("–", kosong=True)] * 3
    return [Isi(s.responden, BULAT), Isi(s.ikm, IKM), Isi(s.mutu)]


def _golongan(buku: Workbook, data: DataKota) -> None:
    r = data.rekap
    kolom = [Kolom("Menurut", 28), Kolom("Golongan", 34), Kolom("Unit", 10), Kolom("Bagian (%)", 12)]
    semua = (
        ("Mutu Semester I", r.semester_1.kelas),
        ("Mutu Semester II", r.semester_2.kelas),
        ("Mutu tahun", r.tahun_ini.kelas),
        ("Perubahan", r.perubahan),
        ("Jenis unit", r.jenis_unit),
    )
    baris = (
        [Isi(menurut), Isi(sebut_golongan(k)), Isi(k.banyak, BULAT), isi_desimal(k.persen, IKM, "–")]
        for menurut, isi in semua
        for k in isi
    )
    tabel(buku, "Golongan", kolom, baris)


def _unsur(buku: Workbook, data: DataKota) -> None:
    kolom = [Kolom("Unsur", 8), Kolom("Nama unsur", 44), Kolom("NRR rata-rata", 12), Kolom("Mutu", 8)]
    kolom += [Kolom("Unit", 10), Kolom("Prioritas di (unit)", 12)]
    baris = (
        [
            *(Isi(t) for t in (u.label, u.nama)),
            Isi(u.nrr, NRR),
            Isi(u.mutu),
            Isi(u.unit, BULAT),
            Isi(u.prioritas, BULAT),
        ]
        for u in data.rekap.unsur
    )
    tabel(buku, "Unsur", kolom, baris, beku_kolom=2)


def _unsur_unit(buku: Workbook, data: DataKota) -> None:
    """Every unsur of every fixed result, as it was fixed."""
    kolom = [Kolom("Kode", 16), Kolom("Unit", 44), Kolom("Periode", 20), Kolom("IKM", 10), Kolom("Unsur", 8)]
    kolom += [Kolom("Nama unsur", 40), Kolom("Terisi", 10), Kolom("Jumlah nilai", 11), Kolom("NRR", 10)]
    kolom += [Kolom("Mutu", 8), Kolom("Sumber", 50)]
    tabel(buku, "Unsur per unit", kolom, (baris for b in data.bagian for baris in _baris_unsur(b)), beku_kolom=2)


def _baris_unsur(b: BagianUnit) -> Iterator[list[Isi]]:
    for h in b.hasil:
        for u in h.unsur:
            yield [
                *(Isi(t) for t in (b.kode, b.nama, h.periode)),
                Isi(h.ikm, IKM),
                *(Isi(t) for t in (u.label, u.nama)),
                Isi(u.terisi, BULAT),
                Isi(u.jumlah, BULAT),
                Isi(u.nrr, NRR),
                Isi(u.mutu),
                Isi(" ".join(t for t in (h.sumber, h.catatan) if t)),
            ]


def _peringkat(buku: Workbook, data: DataKota) -> None:
    r = data.rekap
    kolom = [Kolom("Kelompok", 30), Kolom("Tempat", 9), Kolom("Unit", 50), Kolom("IKM", 10), Kolom("Mutu", 8)]
    semua = (
        ("Tertinggi", r.terbaik),
        ("Terendah", r.terburuk),
        ("Pada atau di atas rata-rata", r.di_atas),
        ("Di bawah rata-rata", r.di_bawah),
    )
    baris = (satu for nama, isi in semua for satu in _tempat(nama, isi))
    tabel(buku, "Peringkat", kolom, baris, beku_kolom=1)


def _tempat(nama: str, isi: Sequence[Tempat]) -> Iterator[list[Isi]]:
    for t in isi:
        yield [Isi(nama), Isi(t.tempat, "0"), Isi(t.nama), Isi(t.ikm, IKM), Isi(t.mutu)]


def _rtl(buku: Workbook, data: DataKota) -> None:
    kolom = [Kolom("Unit", 44), Kolom("Periode", 20), Kolom("Unsur", 34), Kolom("Program/kegiatan", 60)]
    kolom += [*(Kolom(f"TW {n}", 7) for n in ("I", "II", "III", "IV")), Kolom("Penanggung jawab", 32)]
    baris = (
        [
            *(Isi(t) for t in (r.unit_nama, r.periode, r.unsur, r.program)),
            *(Isi("✓" if n in r.triwulan else "") for n in range(1, 5)),
            Isi(r.penanggung_jawab),
            Isi(r.kemajuan, "0"),
        ]
        for r in data.rekap.rtl
    )
    tabel(buku, "RTL", [*kolom, Kolom("Kemajuan (%)", 11)], baris, beku_kolom=1)


def _tren(buku: Workbook, data: DataKota) -> None:
    judul = (("Tahun", 8), ("Unit", 9), ("Responden", 12), ("IKM", 10), ("Mutu", 8), ("Selisih", 10), ("Status", 11))
    baris = (
        [
            Isi(t.tahun, "0"),
            Isi(t.unit, BULAT),
            Isi(t.responden, BULAT),
            Isi(t.ikm, IKM),
            Isi(t.mutu),
            isi_desimal(t.selisih, IKM, "–"),
            Isi(t.status or "–"),
        ]
        for t in data.rekap.tren
    )
    tabel(buku, "Tren", [Kolom(*j) for j in judul], baris)


def _belum(buku: Workbook, data: DataKota) -> None:
    kolom = [Kolom("Unit", 50), Kolom("Periode", 22), Kolom("Keadaan", 80)]
    baris = [[Isi(g.unit), Isi(g.periode), Isi(g.alasan)] for g in data.gagal]
    baris += [[Isi(b.nama), Isi(""), Isi(b.alasan)] for b in data.rekap.tanpa_hasil]
    tabel(buku, "Belum lengkap", kolom, baris)


def _keterangan(buku: Workbook, data: DataKota, *, terbitan: Terbitan) -> None:
    isi = [
        ("Nomor dokumen", Isi(terbitan.nomor)),
        ("Alamat pemeriksaan", Isi(terbitan.alamat_periksa)),
        ("SHA-256 data", Isi(terbitan.sha256)),
        ("Sumber", Isi(f"Kinerja – {data.kop.instansi}; angka sama dengan dokumen PDF ber-SHA-256 data sama")),
        *((f"Cara membaca {n}", Isi(kalimat)) for n, kalimat in enumerate(pembuka(data), 1)),
    ]
    pasangan(buku, "Keterangan", "Keterangan", tanda(data), isi)
