"""The frozen report of one survey as a workbook with real numbers and dates. Data in, bytes out; knows no models."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from io import BytesIO
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from kinerja.buku import Isi, Kolom, buku_baru, format_angka, pasangan, tabel
from kinerja.laporan.data import Terbitan
from kinerja.laporan.excel import TANGGAL, WAKTU, Lapor
from kinerja.laporan.survei.data import Butir, DataSurvei
from kinerja.laporan.survei.naskah import saran_perbaikan, tanda
from kinerja.organisasi.tanggal import SEBUTAN_ZONA
from survei.selectors.uraian import arti_sampel, arti_selang, dari_mana

IKM, NRR = format_angka(2), format_angka(3)
Penulis = Callable[[Workbook, DataSurvei], None]


def buat_excel_survei(data: DataSurvei, terbitan: Terbitan, *, lapor: Lapor | None = None) -> bytes:
    """The workbook of `data` as issued in `terbitan`.

    Sheets: Ringkasan, Unsur, Sebaran, Kelompok, Tren, RTL, Saran, Tambahan, Instrumen, Keterangan; those without rows
    are left out. `lapor` is told about every sheet; what it raises ends the work and is passed on.
    """
    lapor = lapor or (lambda langkah, persen: None)
    buku = buku_baru(f"{data.judul} {data.unit_nama} {data.masa}", data.kop.instansi, terbitan.nomor)
    lembar = _lembar(data, terbitan)
    for nomor, (nama, tulis) in enumerate(lembar.items()):
        lapor(f"Menulis lembar {nama}", 90 * nomor // len(lembar))
        tulis(buku, data)
    lapor("Menulis berkas Excel", 90)
    keluaran = BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _lembar(data: DataSurvei, terbitan: Terbitan) -> dict[str, Penulis]:
    hasil = data.hasil
    pilihan: list[tuple[str, Penulis, bool]] = [
        ("Ringkasan", partial(_ringkasan, terbitan=terbitan), True),
        ("Unsur", _unsur, bool(hasil.unsur)),
        ("Sebaran", _sebaran, any(u.sebaran for u in hasil.unsur)),
        ("Kelompok", _kelompok, bool(hasil.pilahan)),
        ("Tren", _tren, bool(hasil.tren)),
        ("RTL", _rtl, True),
        ("Saran", _saran, bool(data.saran.tema)),
        ("Tambahan", _tambahan, bool(hasil.tambahan)),
        ("Instrumen", _instrumen, bool(data.instrumen)),
        ("Keterangan", partial(_keterangan, terbitan=terbitan), True),
    ]
    return {nama: tulis for nama, tulis, ada in pilihan if ada}


def isi_desimal(nilai: Decimal | None, format_: str, kosong: str = "tidak ada") -> Isi:
    """A number as a number; no number by its name."""
    return Isi(kosong, kosong=True) if nilai is None else Isi(nilai, format_)


def _ringkasan(buku: Workbook, data: DataSurvei, *, terbitan: Terbitan) -> None:
    h, c, zona = data.hasil, data.hasil.ciri, ZoneInfo(data.zona)
    dibuat = terbitan.dibuat_pada.astimezone(zona).replace(tzinfo=None, microsecond=0)
    isi = [
        ("Pemerintah", Isi(data.kop.pemerintah)),
        ("Instansi", Isi(data.kop.instansi)),
        ("Unit", Isi(f"{data.unit_nama} ({data.unit_kode})")),
        ("Survei", Isi(c.judul)),
        ("Periode", Isi(data.masa)),
        ("Mulai", Isi(date.fromisoformat(c.mulai), TANGGAL)),
        ("Selesai", Isi(date.fromisoformat(c.selesai), TANGGAL)),
        ("Nomor dokumen", Isi(terbitan.nomor)),
        (f"Dibuat ({SEBUTAN_ZONA.get(zona.key, zona.key)})", Isi(dibuat, WAKTU)),
        ("Status hasil", _penetapan(data, zona)),
        ("Responden", Isi(h.responden, format_angka(0))),
        ("Kecukupan sampel", Isi(arti_sampel(h))),
        ("IKM", isi_desimal(h.ikm, IKM)),
        ("Mutu pelayanan", Isi(f"{h.mutu} ({h.kinerja})" if h.mutu else h.alasan)),
        ("Nilai persepsi", isi_desimal(Decimal(h.nilai_persepsi) if h.nilai_persepsi else None, "0")),
        ("Selang 95% bawah", isi_desimal(h.selang.bawah if h.selang else None, IKM)),
        ("Selang 95% atas", isi_desimal(h.selang.atas if h.selang else None, IKM)),
        ("Arti selang", Isi(arti_selang(h))),
        *((f"Prioritas {n}", Isi(f"{p.label} {p.nama}")) for n, p in enumerate(h.prioritas, 1)),
        *((f"Saran {n}", Isi(kalimat)) for n, kalimat in enumerate(saran_perbaikan(data), 1)),
    ]
    pasangan(buku, "Ringkasan", data.judul, tanda(data), isi)


def _penetapan(data: DataSurvei, zona: ZoneInfo) -> Isi:
    if data.penetapan is None:
        return Isi("belum ditetapkan", kosong=True)
    return Isi(datetime.fromisoformat(data.penetapan.pada).astimezone(zona).replace(tzinfo=None), WAKTU)


def _unsur(buku: Workbook, data: DataSurvei) -> None:
    kolom = [Kolom("Unsur", 9), Kolom("Nama unsur", 44), Kolom("Terisi", 11), Kolom("Jumlah nilai", 13)]
    kolom += [Kolom("NRR", 11), Kolom("NRR tertimbang", 13), Kolom("Mutu", 8)]
    baris = (
        [
            *(Isi(t) for t in (u.label, u.nama)),
            Isi(u.terisi, "#,##0"),
            Isi(u.jumlah, "#,##0"),
            Isi(u.nrr, NRR),
            Isi(u.tertimbang, NRR),
            Isi(u.mutu),
        ]
        for u in data.hasil.unsur
    )
    tabel(buku, "Unsur", kolom, baris, beku_kolom=2)


def _sebaran(buku: Workbook, data: DataSurvei) -> None:
    kolom = [Kolom("Unsur", 9), Kolom("Nama unsur", 44), *(Kolom(f"Nilai {n}", 11) for n in range(1, 5))]
    baris = (
        [Isi(u.label), Isi(u.nama), *(Isi(n, "#,##0") for n in (*u.sebaran, u.terisi))]
        for u in data.hasil.unsur
        if u.sebaran
    )
    tabel(buku, "Sebaran", [*kolom, Kolom("Terisi", 11)], baris, beku_kolom=2)


def _kelompok(buku: Workbook, data: DataSurvei) -> None:
    """Services, channels and respondent groups; small groups of people stay hidden here, too."""
    kolom = [Kolom("Menurut", 20), Kolom("Kelompok", 36), Kolom("Responden", 12), Kolom("IKM", 11), Kolom("Mutu", 8)]
    kolom += [*(Kolom(f"NRR {u.label}", 10) for u in data.hasil.unsur), Kolom("Keterangan", 50)]
    baris = (
        [
            Isi(p.nama),
            Isi(k.nama),
            Isi("disembunyikan", kosong=True) if k.responden is None else Isi(k.responden, "#,##0"),
            isi_desimal(k.ikm, IKM),
            Isi(k.mutu or "–"),
            *(isi_desimal(n, NRR) for n in k.nrr[: len(data.hasil.unsur)]),
            Isi(k.alasan),
        ]
        for p in data.hasil.pilahan
        for k in p.kelompok
    )
    tabel(buku, "Kelompok", kolom, baris, beku_kolom=2)


def _tren(buku: Workbook, data: DataSurvei) -> None:
    judul = (("Periode", 26), ("Responden", 12), ("IKM", 11), ("Mutu", 8), ("Selisih", 11), ("Status", 12))
    baris = (
        [
            Isi(t.periode),
            Isi(t.responden, "#,##0"),
            Isi(t.ikm, IKM),
            Isi(t.mutu),
            isi_desimal(t.selisih, IKM, "–"),
            Isi(t.status or "–"),
        ]
        for t in data.hasil.tren
    )
    tabel(buku, "Tren", [Kolom(*j) for j in judul], baris, beku_kolom=1)


def _rtl(buku: Workbook, data: DataSurvei) -> None:
    kolom = [Kolom("Unsur", 9), Kolom("Nama unsur", 32), Kolom("Program/kegiatan", 60)]
    kolom += [*(Kolom(f"TW {r}", 7) for r in ("I", "II", "III", "IV")), Kolom("Penanggung jawab", 32)]
    kolom += [Kolom("Kemajuan (%)", 12), Kolom("Catatan kemajuan", 44), Kolom("Bukti", 28)]
    baris: Iterable[list[Isi]] = (
        [
            *(Isi(t) for t in (r.label, r.unsur, r.program)),
            *(Isi("✓" if n in r.triwulan else "") for n in range(1, 5)),
            Isi(r.penanggung_jawab),
            Isi(r.kemajuan, "0"),
            Isi(r.catatan),
            Isi(r.bukti),
        ]
        for r in data.rtl
    )
    if not data.rtl:
        baris = [[Isi(""), Isi(""), Isi("Rencana tindak lanjut belum disusun", kosong=True), *([Isi("")] * 8)]]
    tabel(buku, "RTL", kolom, baris, beku_kolom=2)


def _saran(buku: Workbook, data: DataSurvei) -> None:
    kolom = [Kolom("Tema (menurut kata kunci)", 36), Kolom("Banyak saran", 12), Kolom("Contoh", 90)]
    baris = (
        [Isi(t.tema), Isi(t.banyak, "#,##0"), Isi(contoh)] for t in data.saran.tema for contoh in (t.contoh or ("",))
    )
    tabel(buku, "Saran", kolom, baris, beku_kolom=1)


def _tambahan(buku: Workbook, data: DataSurvei) -> None:
    """The agency's own questions: a row per answer, those who did not answer last; the share in percent."""
    kolom = [Kolom("No", 7), Kolom("Pertanyaan tambahan", 60), Kolom("Jawaban", 44), Kolom("Responden", 12)]
    baris = (
        [Isi(t.label), Isi(t.teks), Isi(b.nama), Isi(b.banyak, "#,##0"), Isi(b.persen, format_angka(1))]
        for t in data.hasil.tambahan or ()
        for b in (*t.bagian, t.kosong)
    )
    tabel(buku, "Tambahan", [*kolom, Kolom("Bagian (%)", 12)], baris, beku_kolom=1)


def _instrumen(buku: Workbook, data: DataSurvei) -> None:
    kolom = [Kolom("Unsur", 9), Kolom("Nama unsur", 32), Kolom("Pertanyaan", 60)]
    kolom += [Kolom(f"Pilihan bernilai {n}", 24) for n in range(1, 5)]
    baris = (_butir(b) for b in (*data.instrumen, *data.tambahan))
    tabel(buku, "Instrumen", kolom, baris, beku_kolom=1)


def _butir(b: Butir) -> list[Isi]:
    """A scored question with its four options; one of the agency's own with all of its options in one cell."""
    if len(b.pilihan) == 4 and b.nama:
        return [*(Isi(t) for t in (b.label, b.nama, b.pertanyaan, *b.pilihan))]
    pilihan = " / ".join(b.pilihan) or "jawaban bebas"
    return [Isi(b.label), Isi("tidak dinilai"), Isi(b.pertanyaan), Isi(pilihan), *([Isi("")] * 3)]


def _keterangan(buku: Workbook, data: DataSurvei, *, terbitan: Terbitan) -> None:
    isi = [
        ("Nomor dokumen", Isi(terbitan.nomor)),
        ("Alamat pemeriksaan", Isi(terbitan.alamat_periksa)),
        ("SHA-256 data", Isi(terbitan.sha256)),
        ("SHA-256 hasil yang ditetapkan", Isi(data.penetapan.sha256 if data.penetapan else "belum ditetapkan")),
        ("Sumber", Isi(f"Kinerja – {data.kop.instansi}; angka sama dengan dokumen PDF ber-SHA-256 data sama")),
        ("Urutan unsur", Isi(data.hasil.ciri.urutan)),
        *((f"Cara menghitung {n}", Isi(kalimat)) for n, kalimat in enumerate(dari_mana(data.hasil), 1)),
    ]
    pasangan(buku, "Keterangan", "Keterangan", tanda(data), isi)
