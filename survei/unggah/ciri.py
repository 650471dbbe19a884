"""Reading what an uploaded row tells about its respondent: each reader gives (value, "") or (None, the broken rule)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from survei.hitung.pribadi import tanpa_pribadi
from survei.hitung.responden import PEKERJAAN, PENDIDIKAN
from survei.unggah.kenali import Peran
from survei.unggah.nilai import PANJANG_BIASA, PANJANG_TEKS, baca_jam, baca_kelamin, baca_teks, baca_waktu
from survei.unggah.tabel import Isi, Sel
from survei.unggah.umur import baca_umur

Pembaca = Callable[[Sel], tuple[Isi, str]]
Pembacaan = dict[Peran | int, Pembaca]
"""Readers by role; those of the agency's own questions by the question's id."""

MAKS_RAGAM = 30
_EJAAN_PENDIDIKAN: Mapping[str, str] = {
    ejaan: kode
    for kode, daftar in {
        "sd": "sd|sd atau sederajat|sd/sederajat|mi|sekolah dasar",
        "smp": "smp|smp atau sederajat|smp/sederajat|sltp|mts",
        "sma": "sma|sma atau sederajat|sma/sederajat|slta|smu|smk|sma/smk|ma",
        "diploma": "diploma|diploma (d1–d3)|d1|d2|d3|d-1|d-2|d-3|d i|d ii|d iii|d-i|d-ii|d-iii|diii|diploma iii",
        "s1": "s1|s-1|s 1|s1 atau d4|s1/d4|d4|d-4|div|d-iv|sarjana|strata 1|strata i",
        "s2": "s2|s-2|s 2|magister|strata 2|strata ii",
        "s3": "s3|s-3|s 3|doktor|strata 3|strata iii",
    }.items()
    for ejaan in daftar.split("|")
}
_EJAAN_PEKERJAAN: Mapping[str, str] = {
    ejaan: kode
    for kode, daftar in {
        "pns": "pns|asn|pns/asn|pegawai negeri|pegawai negeri sipil",
        "tni": "tni",
        "polri": "polri|polisi",
        "swasta": "swasta|pegawai swasta|karyawan swasta|karyawan",
        "wirausaha": "wirausaha|wiraswasta|pengusaha|usahawan|wirausaha/usahawan",
        "pelajar": "pelajar|mahasiswa|pelajar/mahasiswa|pelajar / mahasiswa",
        "rumah_tangga": "mengurus rumah tangga|ibu rumah tangga|irt|rumah tangga",
        "lainnya": "lainnya|lain-lain|lain lain",
    }.items()
    for ejaan in daftar.split("|")
}


def pembaca_umum() -> Pembacaan:
    """Readers that know no survey: characteristics stay as they are written."""
    return {
        Peran.TANGGAL: lambda sel: _atau(baca_waktu(sel), "tanggal tidak terbaca, contoh: 17/08/2021"),
        Peran.JAM: lambda sel: _atau(baca_jam(sel), "jam tidak terbaca, contoh: 09.30"),
        Peran.JENIS_KELAMIN: lambda sel: _atau(baca_kelamin(sel), "jenis kelamin bukan L atau P"),
        Peran.SARAN: lambda sel: _teks(sel, PANJANG_TEKS[Peran.SARAN]),
    }


def pembaca_survei(layanan: Mapping[str, int], hari_ini: date) -> Pembacaan:
    """Readers for loading into one survey.

    Args:
        layanan: names of the survey's services → their ids.
        hari_ini: no answer can be of a later day.
    """
    nama_layanan = {_kunci(nama): pk for nama, pk in layanan.items()}

    def tanggal(sel: Sel) -> tuple[Isi, str]:
        hari = baca_waktu(sel)
        if hari is not None and (hari.date() if isinstance(hari, datetime) else hari) > hari_ini:
            return None, "tanggal belum tiba"
        return _atau(hari, "tanggal tidak terbaca, contoh: 17/08/2021")

    def satu_layanan(sel: Sel) -> tuple[Isi, str]:
        return _atau(nama_layanan.get(_kunci(baca_teks(sel))), "layanan tidak termasuk survei ini")

    return pembaca_umum() | {
        Peran.TANGGAL: tanggal,
        Peran.LAYANAN: satu_layanan,
        Peran.USIA: baca_umur,
        Peran.PENDIDIKAN: _Pilihan(_EJAAN_PENDIDIKAN, PENDIDIKAN, 20),
        Peran.PEKERJAAN: _Pilihan(_EJAAN_PEKERJAAN, PEKERJAAN, 40),
        Peran.SARAN: _saran,
    }


def baca_biasa(sel: Sel) -> tuple[Isi, str]:
    """Any other characteristic: its text, as long as it is short."""
    return _teks(sel, PANJANG_BIASA)


class _Pilihan:
    """One of the listed choices however it is spelled, or one of a few words of the agency's own.

    A column with a different text in every row is no characteristic but free text, and could name a person.
    """

    def __init__(self, ejaan: Mapping[str, str], sebutan: Mapping[str, str], panjang: int) -> None:
        self.ejaan = {**{_kunci(nama): kode for kode, nama in sebutan.items()}, **ejaan}
        self.panjang = panjang
        self.lain: set[str] = set()

    def __call__(self, sel: Sel) -> tuple[Isi, str]:
        teks = tanpa_pribadi(baca_teks(sel))
        if (kode := self.ejaan.get(_kunci(teks))) is not None:
            return kode, ""
        if len(teks) > self.panjang:
            return None, f"teks lebih dari {self.panjang} huruf"
        if teks not in self.lain and len(self.lain) == MAKS_RAGAM:
            return None, f"lebih dari {MAKS_RAGAM} ragam isian; ringkas dulu, atau jangan muat kolom ini"
        self.lain.add(teks)
        return teks, ""


def _saran(sel: Sel) -> tuple[Isi, str]:
    teks, salah = _teks(sel, PANJANG_TEKS[Peran.SARAN])
    return (tanpa_pribadi(teks) if isinstance(teks, str) else teks), salah


def _teks(sel: Sel, maks: int) -> tuple[Isi, str]:
    teks = baca_teks(sel)
    return (teks, "") if len(teks) <= maks else (None, f"teks lebih dari {maks} huruf")


def _atau(nilai: Isi, aturan: str) -> tuple[Isi, str]:
    return (nilai, "") if nilai is not None else (None, aturan)


def _kunci(teks: str) -> str:
    return " ".join(teks.split()).casefold()
