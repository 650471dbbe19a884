"""How the demo computes each indicator of the documents: formula, named components, quarter pattern, and our notes.

The documents print formulas as prose; this is our reading of them. Where the print looks wrong, it is followed as
printed and `catatan` says so on the indicator itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from indikator.hitung.gulung import Agregasi
from indikator.hitung.triwulan import Pola


@dataclass(frozen=True, slots=True)
class Bagian:
    """One component: its name in the formula, its label, and where it does not come from typing."""

    nama: str
    label: str
    rujukan: str = ""
    tetapan: Decimal | None = None
    survei: bool = False


@dataclass(frozen=True, slots=True)
class Resep:
    """What turns a printed indicator into one that can be computed; `satuan` and `skala` are codes and names."""

    satuan: str
    rumus: str
    bagian: tuple[Bagian, ...]
    pola: Pola = Pola.POSISI
    agregasi: Agregasi = Agregasi.TIDAK_ADA
    skala: str = ""
    desimal: int = 2
    catatan: str = ""


OPINI = "Opini laporan keuangan"
SAKIP = "Predikat SAKIP"


def _rasio(pembilang: tuple[str, str], penyebut: tuple[str, str], **lain: object) -> Resep:
    atas, bawah = Bagian(*pembilang), Bagian(*penyebut)
    return Resep(
        satuan="persen",
        rumus=f"{atas.nama} / {bawah.nama} * 100",
        bagian=(atas, bawah),
        agregasi=Agregasi.RASIO_JUMLAH,
        **lain,  # type: ignore[arg-type]
    )


def _nilai(label: str, satuan: str = "nilai", **lain: object) -> Resep:
    return Resep(satuan=satuan, rumus="nilai", bagian=(Bagian("nilai", label),), **lain)  # type: ignore[arg-type]


_RATA_DUA_INDEKS = Resep(
    satuan="nilai",
    rumus="rata(kepuasan_masyarakat, koordinasi)",
    bagian=(
        Bagian(
            "kepuasan_masyarakat",
            "Indeks kepuasan masyarakat terhadap layanan kegiatan kemasyarakatan di kecamatan dan kelurahan",
            rujukan="2.1",
        ),
        Bagian("koordinasi", "Indeks efektivitas koordinasi kota administrasi", rujukan="2.2"),
    ),
)

# Keys are sasaran.indikator of [JB].
JAKARTA_BARAT: Mapping[str, Resep] = {
    "1.1": _RATA_DUA_INDEKS,
    "1.2": _RATA_DUA_INDEKS,
    "2.1": _nilai(
        "Indeks kepuasan masyarakat (IKM) hasil survei",
        agregasi=Agregasi.RATA_RATA,
        catatan=(
            "Uraian lengkap hanya tercetak dalam Lampiran I, dengan salah baca: “kornerasi” = konversi, 8,830 = 88,30, "
            "3,00–2,59 = 1,00–2,59; rentang IKM nilai persepsi 2 hilang. Target TW II tercetak 88.5, TW IV dan tahun "
            "88,5."
        ),
    ),
    "2.2": Resep(
        satuan="nilai",
        rumus="rata(pemerintahan, perekonomian_pembangunan, administrasi_kesra)",
        bagian=(
            Bagian("pemerintahan", "Nilai survei koordinasi rumpun pemerintahan"),
            Bagian("perekonomian_pembangunan", "Nilai survei koordinasi rumpun perekonomian dan pembangunan"),
            Bagian("administrasi_kesra", "Nilai survei koordinasi rumpun administrasi dan kesejahteraan rakyat"),
        ),
    ),
    "3.1": _nilai("Opini BPK atas laporan keuangan", satuan="predikat", skala=OPINI),
    "4.1": _rasio(
        ("sp2d", "Realisasi SP2D rekening makan minum rapat, jamuan, dan lapangan (Rp)"),
        ("e_order", "Transaksi di e-order (Rp)"),
        catatan=(
            "Urutan pembilang dan penyebut sebagaimana tercetak; persentase pemanfaatan e-order lazimnya transaksi "
            "e-order dibagi SP2D."
        ),
    ),
    "5.1": Resep(
        satuan="persen",
        rumus="(20 * strategi + 20 * rencana_editorial + 30 * mitigasi_krisis + 30 * publikasi) / 100",
        bagian=(
            Bagian("strategi", "a) Strategi komunikasi tersusun (%), bobot 20"),
            Bagian("rencana_editorial", "b) Editorial plan tersusun (%), bobot 20"),
            Bagian("mitigasi_krisis", "c) Materi mitigasi krisis dan bahan komunikasi < 6 jam (%), bobot 30"),
            Bagian("publikasi", "d) Materi komunikasi terpublikasi (%), bobot 30"),
        ),
    ),
    "6.1": _nilai("Nilai evaluasi SAKIP oleh Inspektorat", satuan="predikat", skala=SAKIP),
    "7.1": _rasio(
        ("up_melapor", "Unit Pengolah (UP) yang menyerahkan laporan kepada Unit Kearsipan (UK) II"),
        ("up_seluruhnya", "Seluruh Unit Pengolah (UP) pada perangkat daerah"),
        catatan=(
            "Salah cetak dalam ketiga lampiran: “Definial” = Definisi; baris ketiga waktu penilaian tercetak TW II. "
            "Penugasan kepada asisten tidak terbaca, disimpulkan dari bagian yang mengampunya."
        ),
    ),
    "8.1": _rasio(
        ("terkumpul", "Data terkumpul ke Walidata"),
        ("wajib_terkumpul", "Data yang wajib terkumpul sesuai batas waktu pada triwulan tersebut"),
    ),
    "9.1": _nilai("Nilai Survei Kepuasan Layanan Masyarakat (Jaksurvei)"),
    "10.1": _rasio(
        ("terinventarisasi", "Register BMD gedung dan bangunan yang diinventarisasi pada triwulan ini"),
        ("seluruhnya", "Seluruh BMD gedung dan bangunan"),
        pola=Pola.JUMLAH,
        catatan="“Presentase absolute”: target tiap triwulan adalah bagiannya sendiri; 5 + 40 + 45 + 10 = 100.",
    ),
    "11.1": Resep(
        satuan="persen",
        rumus="selesai_diinput / target_bast * 100",
        bagian=(
            Bagian("selesai_diinput", "BAST tahun 2017–2022 yang selesai diinput sampai dengan triwulan ini"),
            Bagian("target_bast", "Target BAST Kota Administrasi Jakarta Barat", tetapan=Decimal(115)),
        ),
        pola=Pola.KUMULATIF,
        agregasi=Agregasi.RASIO_JUMLAH,
    ),
    "12.1": _rasio(
        ("realisasi_tl", "Tindak lanjut arahan Gubernur yang terealisasi"),
        ("seluruh_tl", "Seluruh tindak lanjut arahan Gubernur"),
    ),
    "13.1": _rasio(
        ("realisasi_tl", "Tindak lanjut aduan masyarakat yang terealisasi"),
        ("seluruh_tl", "Seluruh tindak lanjut aduan masyarakat"),
    ),
    "14.1": Resep(
        satuan="persen",
        rumus="0.9 * selesai / sisa * 100",
        bagian=(
            Bagian("selesai", "Rekomendasi LHP BPK RI yang diselesaikan pada triwulan ini"),
            Bagian("sisa", "Sisa rekomendasi LHP BPK RI yang belum ditindaklanjuti"),
        ),
        pola=Pola.JUMLAH,
        agregasi=Agregasi.RASIO_JUMLAH,
        catatan=(
            "Faktor 90% berada di pembilang sebagaimana tercetak: penyelesaian seluruhnya memberi 90%, bukan 100%. "
            "Penugasan kepada bagian tidak terbaca, disimpulkan dari subbagian yang mengampunya."
        ),
    ),
}

_PERSEPSI = _nilai("Nilai persepsi hasil survei (1–4)", desimal=0)

# Keys are the numbers of [MM].
SASARAN_MUTU: Mapping[int, Resep] = {
    1: _PERSEPSI,
    2: _rasio(
        ("tepat_waktu", "Izin yang terbit tepat waktu"),
        ("terbit", "Seluruh izin yang diterbitkan"),
    ),
    3: _nilai(
        "Nilai persepsi hasil survei (1–4)",
        desimal=0,
        catatan="Metode tercetak salinan nomor 1 (layanan penunjang), bukan administrasi keuangan.",
    ),
    # May be joined with other surveys, says its method: here it is taken from the unit's own.
    4: Resep(
        satuan="nilai",
        rumus="nilai",
        bagian=(Bagian("nilai", "Nilai persepsi hasil survei (1–4)", survei=True),),
        desimal=0,
    ),
    5: _PERSEPSI,
    6: _nilai("Laporan sampai dengan triwulan ini", satuan="laporan", pola=Pola.KUMULATIF, desimal=0),
    7: Resep(
        satuan="triliun-rupiah",
        rumus="pma + pmdn",
        bagian=(
            Bagian("pma", "Nilai penanaman modal asing (PMA) sampai dengan triwulan ini, triliun rupiah"),
            Bagian("pmdn", "Nilai penanaman modal dalam negeri (PMDN) sampai dengan triwulan ini, triliun rupiah"),
        ),
        pola=Pola.KUMULATIF,
        desimal=3,
    ),
    8: _nilai("Nilai pelayanan UP PMPTSP"),
    9: _rasio(
        ("dilaksanakan", "Pengawasan perizinan yang dilaksanakan"),
        ("seharusnya", "Seluruh pengawasan perizinan yang harus dilakukan"),
        catatan="Triwulan bertarget 0 tidak mempunyai kegiatan, jadi tidak dinilai.",
    ),
}
