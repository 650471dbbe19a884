"""The agreements of the demo: one for every post that carries an indicator, walked through the services so far as told.

Dates follow the instruction of 5 April 2023 [JB]. Amounts are ours and marked as examples; the scans are one-page
placeholders that say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from kinerja.beranda.demo.organisasi import TAHUN
from kinerja.beranda.demo.pindaian import pindaian_contoh
from kinerja.organisasi.models import Jabatan, Pengguna, Periode, Unit
from kinerja.perjanjian.alur import AlasanPerubahan
from kinerja.perjanjian.data import Tingkat
from kinerja.perjanjian.models import Anggaran, PerjanjianKinerja
from kinerja.perjanjian.services import pk as layanan
from kinerja.perjanjian.services.pk_anggaran import simpan_anggaran
from kinerja.perjanjian.services.pk_massal import buat_massal
from kinerja.perjanjian.services.tanda_tangan import catat_kertas

KETERANGAN = "Contoh, bukan APBD"
_TANGGAL, _TANGGAL_UBAH = date(TAHUN, 4, 14), date(TAHUN, 9, 18)
_TRIWULAN_UBAH = 3
_PROGRAM, _UMUM, _JASA = "X.XX.01", "X.XX.01.1.06", "X.XX.01.1.08"


@dataclass(frozen=True, slots=True)
class BarisPagu:
    """A budget row: its number, the unit whose head answers for it, and the amount in rupiah."""

    kode: str
    nama: str
    tingkat: Tingkat
    unit: str
    pagu: int
    induk: str = ""


# Names and numbers as the regulations list them for any regional body (X.XX stands for its field).
ANGGARAN: tuple[BarisPagu, ...] = (
    BarisPagu(_PROGRAM, "Program Penunjang Urusan Pemerintahan Daerah", Tingkat.PROGRAM, "JAKBAR", pagu=60_000_000_000),
    BarisPagu(_UMUM, "Administrasi Umum Perangkat Daerah", Tingkat.KEGIATAN, "BAG-UMUM", 9_000_000_000, _PROGRAM),
    BarisPagu(
        _JASA,
        "Penyediaan Jasa Penunjang Urusan Pemerintahan Daerah",
        Tingkat.KEGIATAN,
        "BAG-UMUM",
        24_000_000_000,
        _PROGRAM,
    ),
    BarisPagu(
        "X.XX.01.1.01",
        "Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah",
        Tingkat.KEGIATAN,
        "BAG-PPK",
        2_400_000_000,
        _PROGRAM,
    ),
    BarisPagu(
        f"{_UMUM}.10", "Penatausahaan Arsip Dinamis pada SKPD", Tingkat.SUB_KEGIATAN, "SB-TU", 450_000_000, _UMUM
    ),
    BarisPagu(
        f"{_UMUM}.04",
        "Penyediaan Bahan Logistik Kantor",
        Tingkat.SUB_KEGIATAN,
        "SB-RUMAH-TANGGA",
        3_150_000_000,
        _UMUM,
    ),
)
PAGU_UBAH = Decimal(25_500_000_000)


@dataclass(frozen=True, slots=True)
class _Pemeran:
    """Who acts: the planner, and the accounts of officials by kode of the unit they lead."""

    perencana: Pengguna
    kepala: Mapping[str, Pengguna]


def muat_pk(
    periode: Periode, unit: Mapping[str, Unit], jabatan: Mapping[str, Jabatan], orang: Mapping[str, Pengguna]
) -> None:
    """Budget rows and agreements of [JB]: drafts for all, some of them submitted, returned, approved, signed on paper,
    and one PK Perubahan because the budget changed.

    Args:
        unit, jabatan: by kode of the unit; orang: the accounts of the demo by name.
    """
    pemeran = _Pemeran(
        orang["perencana"],
        {
            "JAKBAR": orang["pimpinan"],
            "AS-KESRA": orang["asisten.kesra"],
            "BAG-UMUM": orang["kabag.umum"],
            "SB-TU": orang["kasubbag.tu"],
        },
    )
    kini = datetime(TAHUN, 4, 14, 9, 0, tzinfo=periode.instansi.zona)
    pagu = _susun_anggaran(periode, jabatan, pemeran.perencana, kini)
    buat_massal(pelaku=pemeran.perencana, unit=unit["JAKBAR"], periode=periode, tanggal=_TANGGAL, kini=kini)
    pk = {p.jabatan.unit.kode: p for p in PerjanjianKinerja.objects.filter(periode=periode).select_related("jabatan")}
    # [53]: the head of government first; who promises to whom follows the tree.
    _tandatangani(pemeran, _ajukan(pemeran, pk["JAKBAR"], kini), kini + timedelta(days=4))
    _tandatangani(pemeran, _setujui(pemeran, pk["AS-KESRA"], "JAKBAR", kini), kini + timedelta(days=5))
    _setujui(pemeran, pk["AS-PEM"], "JAKBAR", kini)
    _ajukan(pemeran, pk["AS-EKBANG"], kini + timedelta(days=3))
    _ajukan(pemeran, pk["BAG-PPK"], kini + timedelta(days=3))
    umum = _tandatangani(pemeran, _setujui(pemeran, pk["BAG-UMUM"], "AS-KESRA", kini), kini + timedelta(days=6))
    _kembalikan(pemeran, pk["SB-TU"], kini + timedelta(days=7))
    _ubah(pemeran, umum, pagu[_JASA])


def _susun_anggaran(
    periode: Periode, jabatan: Mapping[str, Jabatan], perencana: Pengguna, kini: datetime
) -> dict[str, Anggaran]:
    hasil: dict[str, Anggaran] = {}
    for baris in ANGGARAN:
        satu = Anggaran(
            periode=periode,
            jabatan=jabatan[baris.unit],
            tingkat=baris.tingkat,
            induk=hasil[baris.induk] if baris.induk else None,
            kode=baris.kode,
            nama=baris.nama,
            pagu=Decimal(baris.pagu),
            keterangan=KETERANGAN,
        )
        hasil[baris.kode] = simpan_anggaran(pelaku=perencana, anggaran=satu, kini=kini)
    return hasil


def _ajukan(pemeran: _Pemeran, baris: PerjanjianKinerja, kini: datetime) -> PerjanjianKinerja:
    """By the official where the demo has an account, else by the planner."""
    pelaku = pemeran.kepala.get(baris.jabatan.unit.kode, pemeran.perencana)
    return layanan.ajukan(pelaku=pelaku, perjanjian=baris, versi_baris=baris.versi_baris, kini=kini)


def _setujui(pemeran: _Pemeran, baris: PerjanjianKinerja, atasan: str, kini: datetime) -> PerjanjianKinerja:
    diajukan = _ajukan(pemeran, baris, kini + timedelta(days=3))
    return layanan.setujui(
        pelaku=pemeran.kepala[atasan],
        perjanjian=diajukan,
        versi_baris=diajukan.versi_baris,
        kini=kini + timedelta(days=4),
    )


def _tandatangani(pemeran: _Pemeran, baris: PerjanjianKinerja, kini: datetime) -> PerjanjianKinerja:
    teks = f"Contoh pindaian: {baris}"
    return catat_kertas(
        pelaku=pemeran.perencana,
        perjanjian=baris,
        versi_baris=baris.versi_baris,
        berkas=SimpleUploadedFile("contoh-pindaian.pdf", pindaian_contoh(teks), "application/pdf"),
        kini=kini,
    )


def _kembalikan(pemeran: _Pemeran, baris: PerjanjianKinerja, kini: datetime) -> None:
    diajukan = _ajukan(pemeran, baris, kini)
    layanan.kembalikan(
        pelaku=pemeran.kepala["BAG-UMUM"],
        perjanjian=diajukan,
        versi_baris=diajukan.versi_baris,
        alasan="Pagu penatausahaan arsip belum memuat penyusunan daftar arsip aktif; periksa kembali.",
        kini=kini + timedelta(days=1),
    )


def _ubah(pemeran: _Pemeran, lama: PerjanjianKinerja, anggaran: Anggaran) -> None:
    """The budget of the year was changed: reason (b)."""
    kini = datetime(TAHUN, 9, 18, 9, 0, tzinfo=lama.periode.instansi.zona)
    anggaran.pagu = PAGU_UBAH
    simpan_anggaran(pelaku=pemeran.perencana, anggaran=anggaran, kini=kini - timedelta(days=3))
    baru = layanan.ubah(
        pelaku=pemeran.perencana,
        perjanjian=lama,
        alasan=AlasanPerubahan.STRATEGI,
        uraian="Perubahan anggaran tahun berjalan menambah jasa pemeliharaan gedung kantor kecamatan dan kelurahan.",
        tanggal=_TANGGAL_UBAH,
        berlaku_triwulan=_TRIWULAN_UBAH,
        kini=kini,
    )
    _tandatangani(pemeran, _setujui(pemeran, baru, "AS-KESRA", kini), kini + timedelta(days=7))
