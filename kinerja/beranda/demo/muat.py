"""Loading the demo: all of it or nothing, once; afterwards only its entry window is kept open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from kinerja.beranda.demo import contoh
from kinerja.beranda.demo.akun import (
    AKUN_DPMPTSP,
    AKUN_JAKARTA_BARAT,
    AKUN_KECAMATAN,
    AKUN_PMPTSP,
    AKUN_SURAKARTA,
    SEMUA_AKUN,
    BarisAkun,
    buat_akun,
    buat_pengelola,
)
from kinerja.beranda.demo.cascading import muat_cascading
from kinerja.beranda.demo.iki import NAMA_DPMPTSP, UNIT_DPMPTSP, muat_iki
from kinerja.beranda.demo.iku import UNIT_KECAMATAN, muat_iku
from kinerja.beranda.demo.indikator import buat_satuan, muat_jakarta_barat, muat_sasaran_mutu
from kinerja.beranda.demo.mutu import muat_dokumen_mutu
from kinerja.beranda.demo.organisasi import (
    AWAL_TAHUN,
    TAHUN,
    buat_jabatan,
    buat_periode,
    buat_periode_lalu,
    buat_unit,
    jaga_terbuka,
)
from kinerja.beranda.demo.pk import muat_pk
from kinerja.beranda.demo.pohon import muat_pohon
from kinerja.beranda.demo.realisasi import isi_contoh
from kinerja.beranda.demo.rencana import muat_rencana
from kinerja.beranda.demo.sistem import muat_sistem
from kinerja.beranda.demo.susunan import (
    PUNCAK_SURAKARTA,
    UNIT_JAKARTA_BARAT,
    UNIT_PMPTSP,
    BarisUnit,
    kode_surakarta,
    susunan_surakarta,
)
from kinerja.organisasi import jejak
from kinerja.organisasi.models import Instansi, Jabatan, Jejak, Pengguna, Periode, Unit
from survei.demo import pmptsp, surakarta
from survei.demo.sumber import baca_unit

AKSI_JEJAK = "demo.muat"
KODE = ("jakarta-barat", "pmptsp-jakpus", "surakarta", "dpmptsp", "kecamatan-contoh")
INDIKATOR_CRM = "13.1"  # a component of it is sent by a source system
KOMPONEN_SURVEI = "4.1"  # [MM]: the sasaran mutu that takes its value from the unit's survey


class DemoDitolak(Exception):
    """The demo would have to touch what is not its own; the message says what."""


@dataclass(frozen=True, slots=True)
class _Organisasi:
    instansi: Instansi
    unit: dict[str, Unit]
    jabatan: dict[str, Jabatan]
    orang: dict[str, Pengguna]


@transaction.atomic
def muat(*, sandi: str | None, kini: datetime) -> bool:
    """Load the demo unless it is there; whether anything was changed.

    Args:
        sandi: password of every account, or None: accounts nobody can enter, and none that runs the installation.

    Raises DemoDitolak when an agency or account of a demo name exists that the demo did not make.
    """
    ada = {i.kode: i for i in Instansi.objects.filter(kode__in=KODE)}
    if ada:
        # A demo of an earlier version stays as it is: somebody may have worked in it.
        _pastikan_milik_demo(ada)
        return _jaga_terbuka(kini)
    _pastikan_akun_bebas()
    _muat_jakarta_barat(sandi, kini)
    _muat_pmptsp(sandi, kini)
    _muat_surakarta(sandi, kini)
    _muat_dpmptsp(sandi, kini)
    _muat_kecamatan(sandi, kini)
    if sandi is not None:
        buat_pengelola(sandi)
    return True


def belum_dimuat() -> list[str]:
    """Codes of the demo's agencies that are not there: the demo was loaded by an earlier version."""
    ada = set(Instansi.objects.filter(kode__in=KODE).values_list("kode", flat=True))
    return [kode for kode in KODE if kode not in ada]


def _jaga_terbuka(kini: datetime) -> bool:
    """Keep the entry window of TW II and the running survey open; whether anything was moved."""
    periode = Periode.objects.filter(instansi__kode__in=KODE, tahun=TAHUN).select_related("instansi")
    digeser = [jaga_terbuka(p, kini.astimezone(p.instansi.zona).date()) for p in periode]
    return any([*digeser, pmptsp.jaga_terbuka(kini.date())])


def _pastikan_milik_demo(ada: dict[str, Instansi]) -> None:
    milik = set(
        Jejak.objects.filter(aksi=AKSI_JEJAK, objek_jenis=Instansi._meta.label_lower).values_list("objek_id", flat=True)
    )
    asing = [kode for kode, instansi in ada.items() if str(instansi.pk) not in milik]
    if asing:
        raise DemoDitolak(f"Instansi {', '.join(asing)} sudah ada dan bukan buatan demo ini. Tidak ada yang diubah.")


def _pastikan_akun_bebas() -> None:
    nama = [a.akun for a in SEMUA_AKUN]
    terpakai = list(Pengguna.objects.filter(username__in=nama).values_list("username", flat=True))
    if terpakai:
        raise DemoDitolak(f"Akun {', '.join(terpakai)} sudah ada dan bukan buatan demo ini. Tidak ada yang diubah.")


def _buat_organisasi(
    instansi: Instansi,
    susunan: tuple[BarisUnit, ...],
    akun: tuple[BarisAkun, ...],
    *,
    awal_nip: int,
    sandi: str | None,
    kini: datetime,
    berlaku_dari: date = AWAL_TAHUN,
) -> _Organisasi:
    instansi.full_clean()
    instansi.save()
    jejak.catat(pelaku=None, aksi=AKSI_JEJAK, objek=instansi, kini=kini, sesudah={"kode": instansi.kode})
    unit = buat_unit(instansi, susunan, berlaku_dari)
    jabatan, pejabat = buat_jabatan(susunan, unit, awal_nip=awal_nip)
    orang = buat_akun(akun, instansi, unit, pejabat, sandi=sandi)
    return _Organisasi(instansi, unit, jabatan, orang)


def _muat_jakarta_barat(sandi: str | None, kini: datetime) -> None:
    kota = Instansi(
        kode=KODE[0],
        nama="Kota Administrasi Jakarta Barat",
        pemerintah="Pemerintah Provinsi DKI Jakarta",
        tempat="Jakarta",
    )
    isi = _buat_organisasi(kota, UNIT_JAKARTA_BARAT, AKUN_JAKARTA_BARAT, awal_nip=1, sandi=sandi, kini=kini)
    periode = buat_periode(kota, kini.astimezone(kota.zona).date())
    indikator = muat_jakarta_barat(periode, isi.unit[UNIT_JAKARTA_BARAT[0].kode], buat_satuan())
    muat_cascading(indikator, isi.unit, isi.jabatan)
    muat_pohon(periode, isi.unit, isi.jabatan, indikator)
    muat_pk(periode, isi.unit, isi.jabatan, isi.orang)
    muat_rencana(periode, isi.unit, isi.jabatan, indikator, isi.orang)
    muat_sistem(indikator[INDIKATOR_CRM], isi.orang["administrator"], kini)
    isi_contoh(
        contoh.JAKARTA_BARAT,
        indikator,
        isi.orang,
        verifikator=isi.orang["verifikator"],
        pimpinan=isi.orang["pimpinan"],
    )


def _muat_pmptsp(sandi: str | None, kini: datetime) -> None:
    up = Instansi(
        kode=KODE[1],
        nama="UP PMPTSP Kota Administrasi Jakarta Pusat",
        pemerintah="Pemerintah Provinsi DKI Jakarta",
        tempat="Jakarta",
    )
    isi = _buat_organisasi(up, UNIT_PMPTSP, AKUN_PMPTSP, awal_nip=501, sandi=sandi, kini=kini)
    puncak = UNIT_PMPTSP[0].kode
    hari_ini = kini.astimezone(up.zona).date()
    periode = buat_periode(up, hari_ini)
    indikator = muat_sasaran_mutu(periode, isi.unit[puncak], isi.jabatan[puncak], buat_satuan())
    muat_dokumen_mutu(periode, isi.unit[puncak], indikator, kini)
    pmptsp.muat_pmptsp(
        isi.unit[puncak],
        pmptsp.Pelaku(isi.orang["survei.jakpus"], isi.orang["verifikator.jakpus"], isi.jabatan[puncak]),
        indikator[KOMPONEN_SURVEI].komponen.get(),
        hari_ini,
    )
    isi_contoh(
        contoh.PMPTSP,
        indikator,
        isi.orang,
        verifikator=isi.orang["verifikator.jakpus"],
        pimpinan=isi.orang["pimpinan.jakpus"],
    )


def _muat_surakarta(sandi: str | None, kini: datetime) -> None:
    """A city whose surveys were printed in a report: its units and its recap, no indicators."""
    kota = Instansi(kode=KODE[2], nama="Kota Surakarta", pemerintah="Pemerintah Kota Surakarta", tempat="Surakarta")
    isi = _buat_organisasi(
        kota,
        susunan_surakarta(),
        AKUN_SURAKARTA,
        awal_nip=601,
        sandi=sandi,
        kini=kini,
        berlaku_dari=date(surakarta.TAHUN, 1, 1),
    )
    buat_periode_lalu(kota, surakarta.TAHUN)
    surakarta.muat_surakarta(
        {u.nomor: isi.unit[kode_surakarta(u.nomor)] for u in baca_unit()},
        isi.unit[PUNCAK_SURAKARTA],
        petugas=isi.orang["survei.surakarta"],
        pengesah=isi.orang["verifikator.surakarta"],
    )


def _muat_dpmptsp(sandi: str | None, kini: datetime) -> None:
    """A dinas whose posts have indicators of their own [IKI]."""
    dinas = Instansi(kode=KODE[3], nama=NAMA_DPMPTSP, pemerintah="Pemerintah Kota Contoh", tempat="Kota Contoh")
    isi = _buat_organisasi(dinas, UNIT_DPMPTSP, AKUN_DPMPTSP, awal_nip=701, sandi=sandi, kini=kini)
    periode = buat_periode(dinas, kini.astimezone(dinas.zona).date())
    muat_iki(periode, isi.unit, isi.jabatan, buat_satuan())


def _muat_kecamatan(sandi: str | None, kini: datetime) -> None:
    """A kecamatan with its IKU [IKU]."""
    kecamatan = Instansi(
        kode=KODE[4], nama="Kecamatan Contoh", pemerintah="Pemerintah Kabupaten Contoh", tempat="Kecamatan Contoh"
    )
    isi = _buat_organisasi(kecamatan, UNIT_KECAMATAN, AKUN_KECAMATAN, awal_nip=751, sandi=sandi, kini=kini)
    periode = buat_periode(kecamatan, kini.astimezone(kecamatan.zona).date())
    muat_iku(periode, isi.unit, isi.jabatan, buat_satuan())
