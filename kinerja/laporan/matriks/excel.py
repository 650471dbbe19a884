"""The frozen cascade as a workbook: the Lampiran as printed, then the sheets "Data …" it can be read back from."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from kinerja.buku import A3, Isi, Kolom, Tajuk, buku_baru, format_angka, pasangan, tabel_bertajuk
from kinerja.laporan.data import Macam, Terbitan
from kinerja.laporan.excel import WAKTU as WAKTU_EXCEL
from kinerja.laporan.excel import Lapor
from kinerja.laporan.matriks.data import BarisMatriks, DataMatriks, TargetCetak
from kinerja.laporan.matriks.lembar_data import tulis_data
from kinerja.laporan.matriks.tampilan import WAKTU
from kinerja.laporan.matriks.tulis import LEGENDA, sel_unit, teks_pengampu, teks_pengukuran, teks_target
from kinerja.organisasi.tanggal import SEBUTAN_ZONA

TETAP = (("No", 6), ("Sasaran", 36), ("No", 6), ("Indikator Kinerja", 40), ("Pengukuran", 70))
LEBAR_TARGET, LEBAR_SATUAN, LEBAR_UNIT, LEBAR_URAIAN = 11, 14, 20, 36


def buat_excel_matriks(data: DataMatriks, terbitan: Terbitan, *, lapor: Lapor | None = None) -> bytes:
    """The workbook of `data` as issued in `terbitan`.

    Sheets: Lampiran I, II, …, Data Indikator, Data Komponen, Data Tautan, Data Uraian, Data Satuan, Data Skala,
    Keterangan. `lapor` is told about every sheet; what it raises ends the work and is passed on.
    """
    lapor = lapor or (lambda langkah, persen: None)
    buku = buku_baru(f"{data.judul} {data.unit_nama} {data.masa}", data.kop.instansi, terbitan.nomor)
    for nomor, lampiran in enumerate(data.lampiran):
        lapor(f"Menulis lembar {lampiran.nama}", 60 * nomor // len(data.lampiran))
        _lampiran(buku, data, nomor)
    lapor("Menulis lembar data", 60)
    tulis_data(buku, data)
    _keterangan(buku, data, terbitan)
    lapor("Menulis berkas Excel", 90)
    keluaran = BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _lampiran(buku: Workbook, data: DataMatriks, nomor: int) -> None:
    lampiran = data.lampiran[nomor]
    unit = lampiran.kolom
    lebar = [Kolom(*satu) for satu in TETAP]
    lebar += [Kolom(w, LEBAR_TARGET) for w in WAKTU] + [Kolom("Keterangan", LEBAR_SATUAN)]
    lebar += [Kolom(u.nama, LEBAR_UNIT) for u in unit]
    lebar += [Kolom(judul, LEBAR_URAIAN) for judul in ("Uraian penurunan", "Pengampu", "Catatan")]
    isi: list[Sequence[Isi] | str] = []
    gabung = []
    for judul, kelompok in groupby(data.baris, key=lambda b: b.sebutan_jenis):
        isi.append(judul)
        for _, milik in groupby(kelompok, key=lambda b: (b.sasaran_nomor, b.sasaran)):
            baris = list(milik)
            gabung += [(len(isi) + 1, letak, len(baris), 1) for letak in (1, 2) if len(baris) > 1]
            isi += [_baris(b, data, nomor) for b in baris]
    tabel_bertajuk(buku, lampiran.nama, lebar, _tajuk(data, nomor, lebar), isi, beku_kolom=4, kertas=A3, gabung=gabung)


def _tajuk(data: DataMatriks, nomor: int, kolom: Sequence[Kolom]) -> Tajuk:
    """Two head rows; the targets and the units stand under a heading of their own."""
    lampiran = data.lampiran[nomor]
    target, unit = len(TETAP) + 1, len(lampiran.kolom)
    kelompok = {target: (f"Target {data.tahun}", len(WAKTU))}
    if unit:
        kelompok[target + len(WAKTU) + 1] = (lampiran.kepada, unit)
    dalam = {letak + n for letak, (_, banyak) in kelompok.items() for n in range(banyak)}
    atas = [kelompok.get(n, ("" if n in dalam else k.judul, 1))[0] for n, k in enumerate(kolom, 1)]
    bawah = [k.judul if n in dalam else "" for n, k in enumerate(kolom, 1)]
    gabung = [(1, letak, 1, banyak) for letak, (_, banyak) in kelompok.items() if banyak > 1]
    gabung += [(1, n, 2, 1) for n in range(1, len(kolom) + 1) if n not in dalam]
    judul = (
        f"{lampiran.nama}: Matriks Cascading Perjanjian Kinerja Tahun {data.tahun}",
        f"{data.unit_nama}{f', penjabaran kepada {lampiran.kepada}' if lampiran.kepada else ''}",
        LEGENDA,
    )
    return Tajuk(judul, (atas, bawah), gabung)


def _baris(b: BarisMatriks, data: DataMatriks, nomor: int) -> list[Isi]:
    sel = b.lampiran[nomor]
    return [
        Isi(b.sasaran_nomor, "0"),
        Isi(b.sasaran),
        Isi(b.nomor, "0"),
        Isi(b.nama),
        Isi(teks_pengukuran(b)),
        *(isi_target(t, b) for t in b.target),
        Isi(b.satuan),
        *(Isi(sel_unit(sel, u.unit)) for u in data.lampiran[nomor].kolom),
        Isi(sel.teks),
        Isi(teks_pengampu(sel)),
        Isi(sel.catatan),
    ]


def isi_target(target: TargetCetak, baris: BarisMatriks) -> Isi:
    """A figure as a number with as many decimals as it needs; a predicate or range as text; a nothing as its word."""
    sel = target.sel
    if sel.macam is Macam.ANGKA and sel.nilai is not None:
        pecahan = f"{sel.nilai.normalize():f}".partition(".")[2]
        desimal = min(len(pecahan), baris.desimal) if target.tercetak else baris.desimal
        return Isi(sel.nilai, format_angka(desimal, baris.akhiran))
    return Isi(teks_target(target, baris), kosong=sel.macam not in (Macam.PREDIKAT, Macam.RENTANG))


def _keterangan(buku: Workbook, data: DataMatriks, terbitan: Terbitan) -> None:
    zona = ZoneInfo(data.zona)
    dibuat = terbitan.dibuat_pada.astimezone(zona).replace(tzinfo=None, microsecond=0)
    isi = [
        ("Pemerintah", Isi(data.kop.pemerintah)),
        ("Instansi", Isi(data.kop.instansi)),
        ("Unit", Isi(f"{data.unit_nama} ({data.unit_kode})")),
        ("Tahun", Isi(data.tahun, "0")),
        ("Nomor dokumen", Isi(terbitan.nomor)),
        (f"Dibuat ({SEBUTAN_ZONA.get(zona.key, zona.key)})", Isi(dibuat, WAKTU_EXCEL)),
        ("Alamat pemeriksaan", Isi(terbitan.alamat_periksa)),
        ("SHA-256 data", Isi(terbitan.sha256)),
        ("Tanda di dalam sel", Isi(LEGENDA)),
        ("Lembar Data …", Isi("Isi yang sama tanpa penggabungan sel, untuk dibaca kembali oleh halaman impor.")),
        *(("Sasaran tanpa indikator", Isi(satu)) for satu in data.tanpa_indikator),
    ]
    pasangan(buku, "Keterangan", "Keterangan", (), isi)
