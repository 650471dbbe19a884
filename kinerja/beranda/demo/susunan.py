"""The units, positions and officials of the demo.

The names of the asisten and bagian are the full forms of the abbreviations in [JB]; each bagian stands under the
asisten that carries the same indicators. Officials are fictional: born on 1 January 1900, named "Pejabat Contoh".
"""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.organisasi.models.unit import JenisUnit
from survei.demo.sumber import baca_unit


@dataclass(frozen=True, slots=True)
class BarisUnit:
    """One unit and the position that leads it ("": none named); `sebutan` is how the lampiran of [JB] name it."""

    kode: str
    nama: str
    jenis: JenisUnit
    jabatan: str = ""
    induk: str = ""
    sebutan: str = ""
    pangkat: str = "Penata Tingkat I (III/d)"
    plt_dari: str = ""  # the unit whose head leads this one as Plt.


def _asisten(kode: str, bidang: str, sebutan: str) -> BarisUnit:
    nama = f"Asisten {bidang}"
    return BarisUnit(kode, nama, JenisUnit.ASISTEN, nama, "JAKBAR", sebutan, "Pembina Tingkat I (IV/b)")


def _bagian(kode: str, bidang: str, induk: str, sebutan: str) -> BarisUnit:
    nama = f"Bagian {bidang}"
    return BarisUnit(kode, nama, JenisUnit.BAGIAN, f"Kepala {nama}", induk, sebutan, "Pembina (IV/a)")


def _subbagian(kode: str, bidang: str, induk: str, plt_dari: str = "") -> BarisUnit:
    nama = f"Subbagian {bidang}"
    jabatan, sebutan = f"Kepala {nama}", f"Kasubbag {bidang}"
    return BarisUnit(kode, nama, JenisUnit.SUBBAGIAN, jabatan, induk, sebutan, plt_dari=plt_dari)


def _subkelompok(kode: str, bidang: str, induk: str, sebutan: str = "") -> BarisUnit:
    nama = f"Subkelompok {bidang}"
    jabatan = f"Ketua {nama}"
    return BarisUnit(kode, nama, JenisUnit.SUBKELOMPOK, jabatan, induk, sebutan or jabatan)


UNIT_JAKARTA_BARAT: tuple[BarisUnit, ...] = (
    BarisUnit(
        "JAKBAR",
        "Kota Administrasi Jakarta Barat",
        JenisUnit.KOTA,
        "Wali Kota Administrasi Jakarta Barat",
        pangkat="Pembina Utama Muda (IV/c)",
    ),
    _asisten("AS-PEM", "Pemerintahan", "Pem"),
    _asisten("AS-EKBANG", "Perekonomian dan Pembangunan", "Ekbang"),
    _asisten("AS-KESRA", "Administrasi dan Kesejahteraan Rakyat", "Kesra"),
    _bagian("BAG-PEM", "Pemerintahan", "AS-PEM", "Pem"),
    _bagian("BAG-HUKUM", "Hukum", "AS-PEM", "Hukum"),
    _bagian("BAG-KKPP", "Kepegawaian, Ketatalaksanaan, dan Pelayanan Publik", "AS-PEM", "KKPP"),
    _bagian("BAG-EKONOMI", "Perekonomian", "AS-EKBANG", "Ekonomi"),
    _bagian("BAG-PLH", "Pembangunan dan Lingkungan Hidup", "AS-EKBANG", "PLH"),
    _bagian("BAG-UMUM", "Umum dan Protokol", "AS-KESRA", "Umum"),
    _bagian("BAG-PPK", "Program, Pelaporan, dan Keuangan", "AS-KESRA", "PPK"),
    _bagian("BAG-KESRA", "Kesejahteraan Rakyat", "AS-KESRA", "Kesra"),
    _subkelompok("SK-BINA-PEM", "Bina Pemerintahan", "BAG-PEM"),
    _subkelompok("SK-YANLIK", "Pelayanan Publik", "BAG-KKPP"),
    _subkelompok(
        "SK-PERINDAGKOP",
        "Perindustrian, Perdagangan dan Koperasi, Usaha Kecil dan Menengah",
        "BAG-EKONOMI",
    ),
    _subkelompok(
        "SK-TATA-RUANG",
        "Penataan Ruang, Pertanahan, dan Perumahan",
        "BAG-PLH",
        # As printed, with its slip.
        "Subkoordinator Penataan Ruang, Pertanahan, dan Peumahan",
    ),
    _subbagian("SB-TU", "Tata Usaha", "BAG-UMUM"),
    _subbagian("SB-RUMAH-TANGGA", "Rumah Tangga", "BAG-UMUM", plt_dari="SB-TU"),
    _subbagian("SB-TU-KEUANGAN", "Tata Usaha Keuangan", "BAG-PPK"),
    _subkelompok("SK-PROGRAM", "Program dan Pelaporan", "BAG-PPK"),
)

UNIT_PMPTSP: tuple[BarisUnit, ...] = (
    BarisUnit(
        "UP-PMPTSP-JP",
        "UP PMPTSP Kota Administrasi Jakarta Pusat",
        JenisUnit.UPT,
        "Kepala Unit Pengelola PMPTSP Kota Jakarta Pusat",
        pangkat="Pembina (IV/a)",
    ),
)

PUNCAK_SURAKARTA = "SKA"
_JENIS_SURAKARTA = {
    "PD": JenisUnit.DINAS,
    "UPT": JenisUnit.UPT,
    "Puskesmas": JenisUnit.PUSKESMAS,
    "Kecamatan": JenisUnit.KECAMATAN,
    "Kelurahan": JenisUnit.KELURAHAN,
    "BUMD": JenisUnit.BUMD,
    "SMP": JenisUnit.SEKOLAH,
}


def kode_surakarta(nomor: int) -> str:
    """`SKA-007`: the unit of row 7 in table 3.1 of [SKA]."""
    return f"{PUNCAK_SURAKARTA}-{nomor:03d}"


def susunan_surakarta() -> tuple[BarisUnit, ...]:
    """The city and the 153 units of its report, below the kecamatan the report names, else right below the city."""
    unit = baca_unit()
    kode = {u.nama: kode_surakarta(u.nomor) for u in unit}
    puncak = BarisUnit(
        PUNCAK_SURAKARTA, "Kota Surakarta", JenisUnit.KOTA, "Wali Kota Surakarta", pangkat="Pembina Utama Muda (IV/c)"
    )
    return puncak, *(
        BarisUnit(
            kode_surakarta(u.nomor),
            u.nama,
            _JENIS_SURAKARTA[u.jenis],
            induk=kode[u.induk] if u.induk else PUNCAK_SURAKARTA,
        )
        for u in unit
    )
