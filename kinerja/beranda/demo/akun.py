"""The accounts of the demo: one for each role, in every agency, and one that runs the installation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from kinerja.beranda.demo.organisasi import AWAL_TAHUN
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Instansi, Pejabat, Pengguna, PeranPengguna, Unit


@dataclass(frozen=True, slots=True)
class BarisAkun:
    """One account and its role at a unit; without a role it is just an official's, or runs the installation."""

    akun: str
    nama: str
    peran: Peran | None = None
    unit: str = ""
    pejabat: bool = False  # whether the account belongs to the official who leads the unit


AKUN_JAKARTA_BARAT = (
    BarisAkun("operator", "Contoh Operator Kota", Peran.OPERATOR, "JAKBAR"),
    BarisAkun("operator.umum", "Contoh Operator Bagian Umum", Peran.OPERATOR, "BAG-UMUM"),
    BarisAkun("verifikator", "Contoh Verifikator Kota", Peran.VERIFIKATOR, "JAKBAR"),
    BarisAkun("pimpinan", "Contoh Pimpinan Kota", Peran.PIMPINAN, "JAKBAR", pejabat=True),
    BarisAkun("perencana", "Contoh Perencana Kota", Peran.PERENCANA, "JAKBAR"),
    BarisAkun("survei", "Contoh Petugas Survei Kota", Peran.PETUGAS_SURVEI, "JAKBAR"),
    BarisAkun("inspektorat", "Contoh Pemeriksa Inspektorat", Peran.INSPEKTORAT, "JAKBAR"),
    BarisAkun("administrator", "Contoh Administrator Kota", Peran.ADMINISTRATOR, "JAKBAR"),
    BarisAkun("asisten.kesra", "Contoh Asisten Kesra", Peran.PIMPINAN, "AS-KESRA", pejabat=True),
    BarisAkun("kabag.umum", "Contoh Kepala Bagian Umum", Peran.PIMPINAN, "BAG-UMUM", pejabat=True),
    # A party to an agreement needs no role.
    BarisAkun("kasubbag.tu", "Contoh Kasubbag Tata Usaha", unit="SB-TU", pejabat=True),
)
AKUN_PMPTSP = (
    BarisAkun("operator.jakpus", "Contoh Operator PMPTSP", Peran.OPERATOR, "UP-PMPTSP-JP"),
    BarisAkun("verifikator.jakpus", "Contoh Verifikator PMPTSP", Peran.VERIFIKATOR, "UP-PMPTSP-JP"),
    BarisAkun("pimpinan.jakpus", "Contoh Pimpinan PMPTSP", Peran.PIMPINAN, "UP-PMPTSP-JP", pejabat=True),
    BarisAkun("perencana.jakpus", "Contoh Perencana PMPTSP", Peran.PERENCANA, "UP-PMPTSP-JP"),
    BarisAkun("survei.jakpus", "Contoh Petugas Survei PMPTSP", Peran.PETUGAS_SURVEI, "UP-PMPTSP-JP"),
    BarisAkun("inspektorat.jakpus", "Contoh Pemeriksa PMPTSP", Peran.INSPEKTORAT, "UP-PMPTSP-JP"),
    BarisAkun("administrator.jakpus", "Contoh Administrator PMPTSP", Peran.ADMINISTRATOR, "UP-PMPTSP-JP"),
)
AKUN_SURAKARTA = (
    BarisAkun("operator.surakarta", "Contoh Operator Surakarta", Peran.OPERATOR, "SKA"),
    BarisAkun("verifikator.surakarta", "Contoh Verifikator Surakarta", Peran.VERIFIKATOR, "SKA"),
    BarisAkun("pimpinan.surakarta", "Contoh Pimpinan Surakarta", Peran.PIMPINAN, "SKA", pejabat=True),
    BarisAkun("perencana.surakarta", "Contoh Perencana Surakarta", Peran.PERENCANA, "SKA"),
    BarisAkun("survei.surakarta", "Contoh Petugas Survei Surakarta", Peran.PETUGAS_SURVEI, "SKA"),
    BarisAkun("inspektorat.surakarta", "Contoh Pemeriksa Surakarta", Peran.INSPEKTORAT, "SKA"),
    BarisAkun("administrator.surakarta", "Contoh Administrator Surakarta", Peran.ADMINISTRATOR, "SKA"),
)
AKUN_DPMPTSP = (
    BarisAkun("operator.dpmptsp", "Contoh Operator DPMPTSP", Peran.OPERATOR, "DPMPTSP"),
    BarisAkun("verifikator.dpmptsp", "Contoh Verifikator DPMPTSP", Peran.VERIFIKATOR, "DPMPTSP"),
    BarisAkun("pimpinan.dpmptsp", "Contoh Pimpinan DPMPTSP", Peran.PIMPINAN, "DPMPTSP", pejabat=True),
    BarisAkun("perencana.dpmptsp", "Contoh Perencana DPMPTSP", Peran.PERENCANA, "DPMPTSP"),
)
AKUN_KECAMATAN = (
    BarisAkun("operator.kecamatan", "Contoh Operator Kecamatan", Peran.OPERATOR, "KEC"),
    BarisAkun("verifikator.kecamatan", "Contoh Verifikator Kecamatan", Peran.VERIFIKATOR, "KEC"),
    BarisAkun("pimpinan.kecamatan", "Contoh Pimpinan Kecamatan", Peran.PIMPINAN, "KEC", pejabat=True),
    BarisAkun("perencana.kecamatan", "Contoh Perencana Kecamatan", Peran.PERENCANA, "KEC"),
)
AKUN_PEMASANGAN = BarisAkun("admin", "Contoh Pengelola Pemasangan")
SEMUA_AKUN = (
    *AKUN_JAKARTA_BARAT,
    *AKUN_PMPTSP,
    *AKUN_SURAKARTA,
    *AKUN_DPMPTSP,
    *AKUN_KECAMATAN,
    AKUN_PEMASANGAN,
)


def buat_akun(
    daftar: tuple[BarisAkun, ...],
    instansi: Instansi,
    unit: Mapping[str, Unit],
    pejabat: Mapping[str, Pejabat],
    *,
    sandi: str | None,
) -> dict[str, Pengguna]:
    """The accounts by name. `sandi` None: nobody can sign in until a password is set."""
    hasil: dict[str, Pengguna] = {}
    # Hashing is slow by design; these accounts share one printed password, so they may share its hash.
    sandi_tersimpan = make_password(sandi)
    for baris in daftar:
        pengguna = Pengguna(
            username=baris.akun,
            nama=baris.nama,
            instansi=instansi,
            pejabat=pejabat[baris.unit] if baris.pejabat else None,
        )
        pengguna.password = sandi_tersimpan
        pengguna.save()
        if baris.peran is not None:
            PeranPengguna.objects.create(pengguna=pengguna, unit=unit[baris.unit], peran=baris.peran, mulai=AWAL_TAHUN)
        hasil[baris.akun] = pengguna
    return hasil


def buat_pengelola(sandi: str) -> None:
    """The account that runs the installation: agencies and accounts, no figures."""
    baris = AKUN_PEMASANGAN
    pengguna = Pengguna(username=baris.akun, nama=baris.nama, is_staff=True, is_superuser=True)
    pengguna.set_password(sandi)
    pengguna.save()
