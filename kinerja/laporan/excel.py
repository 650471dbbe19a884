"""A frozen report as an Excel workbook with real numbers and dates. Data in, bytes out; knows no models."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from indikator.hitung.triwulan import sebut_triwulan
from kinerja.buku import PERSEN, Isi, Kolom, buku_baru, format_angka, pasangan, tabel
from kinerja.laporan.data import Baris, BarisUnit, DataLaporan, Macam, Sel, SelCapaian, Skor, Terbitan
from kinerja.laporan.tulis import SEBUTAN, aturan_hitung, tanda, teks_pk, teks_sel
from kinerja.organisasi.tanggal import SEBUTAN_ZONA

Lapor = Callable[[str, int], None]
TANGGAL, WAKTU = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
TARGET = ("Target TW I", "Target TW II", "Target TW III", "Target TW IV", "Target tahun")


def buat_excel(data: DataLaporan, terbitan: Terbitan, *, lapor: Lapor | None = None) -> bytes:
    """The workbook of `data` as issued in `terbitan`.

    Sheets: Ringkasan, Unit (rekap only), Realisasi, Belum lengkap, Catatan, Komponen, Keterangan.
    `lapor` is told about every sheet; what it raises ends the work and is passed on.
    """
    lapor = lapor or (lambda langkah, persen: None)
    judul = f"{data.judul} {data.unit_nama} {sebut_triwulan(data.triwulan)} {data.tahun}"
    buku = buku_baru(judul, data.kop.instansi, terbitan.nomor)
    lembar: dict[str, Callable[[Workbook, DataLaporan], None]] = {
        "Ringkasan": partial(_ringkasan, terbitan=terbitan),
        **({"Unit": _unit} if data.unit else {}),
        "Realisasi": _realisasi,
        "Belum lengkap": _belum,
        "Catatan": _catatan,
        "Komponen": _komponen,
        "Keterangan": partial(_keterangan, terbitan=terbitan),
    }
    for nomor, (nama, tulis) in enumerate(lembar.items()):
        lapor(f"Menulis lembar {nama}", 90 * nomor // len(lembar))
        tulis(buku, data)
    lapor("Menulis berkas Excel", 90)
    keluaran = BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _isi_sel(sel: Sel, baris: Baris) -> Isi:
    """A number as a number; a predikat and a range as words; a nothing by its name."""
    if sel.macam in SEBUTAN:
        return Isi(SEBUTAN[sel.macam], kosong=True)
    if sel.macam is Macam.ANGKA:
        return Isi(sel.nilai, format_angka(baris.desimal, baris.akhiran))
    return Isi(teks_sel(sel, baris))


def _isi_capaian(sel: SelCapaian) -> Isi:
    return Isi(SEBUTAN[sel.macam], kosong=True) if sel.nilai is None else Isi(sel.nilai, PERSEN)


def _isi_skor(skor: Skor) -> Isi:
    return Isi("belum ada", kosong=True) if skor.nilai is None else Isi(skor.nilai, format_angka(2))


def _ringkasan(buku: Workbook, data: DataLaporan, *, terbitan: Terbitan) -> None:
    h, tw, zona = data.hitungan, sebut_triwulan(data.triwulan), ZoneInfo(data.zona)
    dibuat = terbitan.dibuat_pada.astimezone(zona).replace(tzinfo=None, microsecond=0)
    tenggat = Isi(date.fromisoformat(data.tenggat), TANGGAL) if data.tenggat else Isi("belum diatur")
    isi = [
        ("Pemerintah", Isi(data.kop.pemerintah)),
        ("Instansi", Isi(data.kop.instansi)),
        ("Unit", Isi(f"{data.unit_nama} ({data.unit_kode})")),
        ("Tahun", Isi(data.tahun, "0")),
        ("Triwulan", Isi(tw)),
        ("Nomor dokumen", Isi(terbitan.nomor)),
        (f"Dibuat ({SEBUTAN_ZONA.get(zona.key, zona.key)})", Isi(dibuat, WAKTU)),
        ("Tenggat pengisian", tenggat),
        ("Jumlah baris", Isi(h.baris)),
        (f"Dinilai pada {tw}", Isi(h.wajib)),
        ("Disetujui", Isi(h.disetujui)),
        ("Menunggu verifikasi atau persetujuan", Isi(h.menunggu)),
        ("Belum dilaporkan", Isi(h.belum)),
        (f"Tidak dinilai pada {tw}", Isi(h.tidak_dinilai)),
        ("Skor (baris yang sudah disetujui)", _isi_skor(data.skor)),
        ("Kelas skor", Isi(data.skor.kelas or "–")),
        ("Cara menghitung skor", Isi(data.skor.uraian)),
        ("Skor sementara", _isi_skor(data.skor_sementara)),
        ("Kelas skor sementara", Isi(data.skor_sementara.kelas or "–")),
        *((f"Jumlah baris kelas {nama}", Isi(banyak)) for nama, banyak in data.kelas),
    ]
    pasangan(buku, "Ringkasan", data.judul, tanda(data), isi, lebar=70)


def _realisasi(buku: Workbook, data: DataLaporan) -> None:
    tw = sebut_triwulan(data.triwulan)
    kolom = [
        Kolom("Kode unit", 12),
        Kolom("Unit", 24),
        Kolom("Jenis sasaran", 16),
        Kolom("Sasaran", 40),
        Kolom("No", 7),
        Kolom("Indikator", 44),
        Kolom("Satuan", 11),
        *(Kolom(judul, 14) for judul in TARGET),
        *(Kolom(f"Realisasi {sebut_triwulan(n)}", 14) for n in range(1, data.triwulan + 1)),
        Kolom(f"Capaian {tw} (%)", 13),
        Kolom(f"Capaian s.d. {tw} (%)", 13),
        Kolom("Kelengkapan", 16),
        Kolom("Kelas", 14),
        Kolom("Status", 16),
        Kolom("Final", 8),
        Kolom("Data", 9),
        Kolom("Target menurut", 22),
    ]
    tabel(buku, "Realisasi", kolom, (_baris_realisasi(b) for b in data.baris), beku_kolom=6)


def _baris_realisasi(b: Baris) -> list[Isi]:
    return [
        Isi(b.unit_kode),
        Isi(b.unit_nama),
        Isi(b.sebutan_jenis),
        Isi(f"{b.sasaran_nomor}. {b.sasaran}"),
        Isi(b.kode),
        Isi(b.nama),
        Isi(b.satuan),
        *(_isi_sel(s, b) for s in b.target),
        *(_isi_sel(s, b) for s in b.realisasi),
        _isi_capaian(b.capaian),
        _isi_capaian(b.capaian_sd),
        Isi(b.kelengkapan),
        Isi(b.capaian.kelas or "–"),
        Isi(b.sebutan_status),
        Isi("ya" if b.final else "belum" if b.wajib else "–"),
        Isi("contoh" if b.contoh else "resmi"),
        Isi(teks_pk(b) or "rencana"),
    ]


def _unit(buku: Workbook, data: DataLaporan) -> None:
    kolom = [
        Kolom("Kode", 14),
        Kolom("Unit", 40),
        Kolom("Pimpinan", 28),
        Kolom("Indikator sendiri", 11),
        Kolom("Dinilai", 9),
        Kolom("Disetujui", 10),
        Kolom("Menunggu", 10),
        Kolom("Belum dilaporkan", 12),
        Kolom("Ikut mengampu", 11),
        Kolom("Skor", 11),
        Kolom("Kelas", 15),
        Kolom("Skor sementara", 11),
        Kolom("Cara menghitung skor", 60),
    ]
    tabel(buku, "Unit", kolom, (_baris_unit(u) for u in data.unit), beku_kolom=2)


def _baris_unit(u: BarisUnit) -> list[Isi]:
    h = u.hitungan
    angka = (h.baris, h.wajib, h.disetujui, h.menunggu, h.belum, u.mengampu)
    return [
        Isi(u.kode),
        Isi(u.nama),
        Isi(u.pimpinan),
        *(Isi(n) for n in angka),
        _isi_skor(u.skor),
        Isi(u.skor.kelas or "–"),
        _isi_skor(u.skor_sementara),
        Isi(u.skor.uraian if h.baris else "Tanpa indikator sendiri"),
    ]


def _belum(buku: Workbook, data: DataLaporan) -> None:
    kolom = [Kolom("Kode unit", 12), Kolom("Unit pemilik", 30), Kolom("No", 8), Kolom("Indikator", 60)]
    kolom += [Kolom("Diampu oleh", 40), Kolom("Keadaan", 26), Kolom("Lewat tenggat", 12)]
    baris = (
        [
            Isi(b.unit_kode),
            Isi(b.unit_nama),
            Isi(b.kode),
            Isi(b.nama),
            Isi(", ".join(b.pengampu)),
            Isi(b.sebutan_status),
            Isi("ya" if b.lewat_tenggat else "belum"),
        ]
        for b in data.baris
        if b.wajib and not b.final
    )
    tabel(buku, "Belum lengkap", kolom, baris, beku_kolom=4)


def _catatan(buku: Workbook, data: DataLaporan) -> None:
    tw = sebut_triwulan(data.triwulan)
    judul = (f"Cara menghitung capaian {tw}", "Catatan", "Faktor pendukung", "Faktor penghambat", "Tindak lanjut")
    kolom = [Kolom("Kode unit", 12), Kolom("No", 8), Kolom("Indikator", 40), *(Kolom(j, 40) for j in judul)]
    kolom += [Kolom(f"{kata} oleh", 22) for kata in ("Diajukan", "Diverifikasi", "Disetujui")]
    baris = (
        [
            Isi(teks)
            for teks in (
                b.unit_kode,
                b.kode,
                b.nama,
                b.capaian.uraian,
                b.catatan,
                b.faktor_pendukung,
                b.faktor_penghambat,
                b.tindak_lanjut,
                b.diajukan_oleh,
                b.diverifikasi_oleh,
                b.disetujui_oleh,
            )
        ]
        for b in data.baris
    )
    tabel(buku, "Catatan", kolom, baris, beku_kolom=3)


def _komponen(buku: Workbook, data: DataLaporan) -> None:
    """Numerators, denominators and other parts of the formulas, as entered."""
    kolom = [Kolom("Kode unit", 12), Kolom("No", 8), Kolom("Indikator", 44), Kolom("Rumus", 34)]
    kolom += [Kolom("Nama dalam rumus", 20), Kolom("Komponen", 50), Kolom("Nilai", 18)]
    baris = (
        [
            *(Isi(t) for t in (b.unit_kode, b.kode, b.nama, b.rumus, k.nama, k.label)),
            Isi("belum diisi", kosong=True) if k.nilai is None else Isi(k.nilai, "#,##0.##########"),
        ]
        for b in data.baris
        for k in b.komponen
    )
    tabel(buku, "Komponen", kolom, baris, beku_kolom=3)


def _keterangan(buku: Workbook, data: DataLaporan, *, terbitan: Terbitan) -> None:
    isi = [
        ("Nomor dokumen", Isi(terbitan.nomor)),
        ("Alamat pemeriksaan", Isi(terbitan.alamat_periksa)),
        ("SHA-256 data", Isi(terbitan.sha256)),
        ("Sumber", Isi(f"Kinerja – {data.kop.instansi}; angka sama dengan dokumen PDF ber-SHA-256 data sama")),
        *((f"Aturan {nomor}", Isi(kalimat)) for nomor, kalimat in enumerate(aturan_hitung(data), 1)),
        *((f"Kelas {nama}", Isi(batas, '"≥ "0.##')) for batas, nama in data.aturan.kelas[:-1]),
    ]
    pasangan(buku, "Keterangan", "Keterangan", tanda(data), isi)
