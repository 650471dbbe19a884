"""One object of everything at `bagian`, for the permission matrix."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import cast
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.db import models

from indikator.models import Bukti, Indikator, Komponen, Realisasi, SkalaPredikat
from indikator.models.indikator import SumberKomponen
from indikator.services.alur_kerja import ajukan
from indikator.services.isian import isi_komponen
from kinerja.laporan.kumpulkan import kumpulkan
from kinerja.laporan.models import Format, Jenis, Laporan, StatusLaporan
from kinerja.laporan.pembangunan import bekukan
from kinerja.organisasi import jejak
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Jabatan, Pejabat, Penempatan, Pengguna, Perpanjangan
from kinerja.perjanjian.models import KegiatanAksi
from survei.models import HasilSurvei, PertanyaanTambahan, RencanaTindakLanjut, Survei, Tautan
from tests.izin.adegan_pk import AdeganPK, susun_pk
from tests.izin.adegan_pohon import AdeganPohon, susun_pohon
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_pengguna, buat_sasaran
from tests.perjanjian.bantu_rencana import buat_kegiatan
from tests.survei.bantu import buat_survei, buat_tautan
from tests.survei.bantu_hasil import buat_hasil, buat_rtl

KINI = datetime(2023, 7, 15, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


@dataclass(frozen=True)
class Adegan:
    """The cast with one indicator of bagian, submitted in TW II, its evidence and an issued report."""

    orang: Pemeran
    pelaku: dict[str, Pengguna | None]
    indikator: Indikator
    realisasi: Realisasi
    bukti: Bukti
    laporan: Laporan
    survei: Survei
    tautan: Tautan
    hasil: HasilSurvei
    rtl: RencanaTindakLanjut
    tanya: PertanyaanTambahan
    komponen_survei: Komponen
    induk_data: dict[str, models.Model]
    pk: AdeganPK
    pohon: AdeganPohon
    kegiatan: KegiatanAksi


def susun(orang: Pemeran) -> Adegan:
    """Build the scene; columns of the matrix are the keys of `pelaku`."""
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    realisasi = _realisasi(orang, indikator)
    # Open today, whenever the tests run.
    survei = buat_survei(orang.bagian, selesai=date(2099, 12, 31))
    hasil = buat_hasil(orang, kini=KINI)
    induk_data = _induk_data(orang, indikator)
    return Adegan(
        orang=orang,
        pelaku=_pelaku(orang),
        indikator=indikator,
        realisasi=realisasi,
        bukti=_bukti(orang, realisasi),
        laporan=_laporan(orang),
        survei=survei,
        tautan=buat_tautan(survei),
        hasil=hasil,
        rtl=buat_rtl(hasil.survei),
        tanya=PertanyaanTambahan.objects.create(survei=hasil.survei, urutan=1, teks="Apa lagi?"),
        komponen_survei=_komponen_survei(orang),
        induk_data=induk_data,
        pk=susun_pk(orang, cast(Jabatan, induk_data["organisasi_jabatan"]), indikator),
        pohon=susun_pohon(orang),
        kegiatan=buat_kegiatan(orang, indikator),
    )


def _realisasi(orang: Pemeran, indikator: Indikator) -> Realisasi:
    """84 in TW II, submitted by the operator."""
    baris = isi_komponen(
        pelaku=orang.operator,
        komponen=indikator.komponen.get(),
        triwulan=2,
        nilai=Decimal(84),
        versi=0,
        kini=KINI,
    )
    return ajukan(pelaku=orang.operator, realisasi=baris, kini=KINI)


def _bukti(orang: Pemeran, realisasi: Realisasi) -> Bukti:
    return Bukti.objects.create(
        realisasi=realisasi,
        berkas=ContentFile(b"%PDF-1.7", name="bukti.pdf"),
        nama="bukti.pdf",
        tipe="application/pdf",
        ukuran=8,
        sha256="0" * 64,
        diunggah_oleh=orang.operator,
        diunggah_pada=KINI,
    )


def _komponen_survei(orang: Pemeran) -> Komponen:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode), rumus="ikm", komponen=())
    return Komponen.objects.create(indikator=indikator, nama="ikm", label="IKM", urutan=1, sumber=SumberKomponen.SURVEI)


def _pelaku(orang: Pemeran) -> dict[str, Pengguna | None]:
    return {
        "anonim": None,
        "operator": orang.operator,
        "operator_lain": orang.operator_lain,
        "verifikator": orang.verifikator,
        "pimpinan": orang.pimpinan,
        "perencana": orang.perencana,
        "petugas_survei": buat_pengguna("petugas", orang.instansi, (Peran.PETUGAS_SURVEI, orang.kota)),
        "inspektorat": orang.inspektorat,
        "administrator": orang.administrator,
        "tanpa_peran": orang.tanpa_peran,
        "orang_luar": orang.orang_luar,
        "pengelola": buat_pengguna("pengelola", None, is_superuser=True),
    }


def _laporan(orang: Pemeran) -> Laporan:
    data = kumpulkan(jenis=Jenis.UNIT, unit=orang.bagian, periode=orang.periode, triwulan=2, kini=KINI)
    return Laporan.objects.create(
        jenis=Jenis.UNIT,
        format=Format.PDF,
        unit=orang.bagian,
        periode=orang.periode,
        triwulan=2,
        masa="TW II 2023",
        status=StatusLaporan.SELESAI,
        diminta_oleh=orang.pimpinan,
        diminta_pada=KINI,
        selesai_pada=KINI,
        data=bekukan(data, KINI),
        berkas=ContentFile(b"%PDF-1.7", name="laporan.pdf"),
        berkas_sha256="2" * 64,
    )


def _induk_data(orang: Pemeran, indikator: Indikator) -> dict[str, models.Model]:
    """One row of each model the admin shows, by its admin name."""
    jabatan = Jabatan.objects.create(unit=orang.bagian, nama="Kepala Bagian", kepala=True)
    pejabat = Pejabat.objects.create(instansi=orang.instansi, nip="190001011915011001", nama="Pejabat Contoh")
    return {
        "organisasi_instansi": orang.instansi,
        "organisasi_unit": orang.bagian,
        "organisasi_jabatan": jabatan,
        "organisasi_pejabat": pejabat,
        "organisasi_penempatan": Penempatan.objects.create(jabatan=jabatan, pejabat=pejabat, mulai=date(2023, 1, 1)),
        "organisasi_pengguna": orang.operator,
        "organisasi_peranpengguna": orang.operator.peran.get(),
        "organisasi_periode": orang.periode,
        "organisasi_perpanjangan": Perpanjangan.objects.create(
            jendela=orang.periode.jendela.get(triwulan=2),
            unit=orang.bagian,
            sampai=date(2023, 8, 5),
            alasan="Jaringan putus.",
            diberikan_oleh=orang.administrator,
        ),
        "organisasi_jejak": jejak.catat(
            pelaku=orang.operator, aksi="uji", objek=orang.bagian, kini=KINI, unit_jalur=orang.bagian.jalur
        ),
        "indikator_satuan": indikator.satuan,
        "indikator_skalapredikat": SkalaPredikat.objects.create(instansi=orang.instansi, nama="S", jenis="label"),
        "indikator_sasaran": indikator.sasaran,
        "indikator_indikator": indikator,
    }
