"""Signed on paper: the scan, and which files are refused."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian.alur import Status
from kinerja.perjanjian.models import DokumenPK, PerjanjianKinerja
from kinerja.perjanjian.services import pk as layanan
from kinerja.perjanjian.services.pk_dokumen import baca_dokumen
from kinerja.perjanjian.services.tanda_tangan import catat_kertas
from tests.perjanjian.bantu_pk import (
    KINI,
    PINDAIAN,
    Susunan,
    draf,
    pk_di,
    tandatangani_kertas,
    tanpa_halangan,
)
from tests.perjanjian.bantu_tanda import berkas_tersimpan, tanda

pytestmark = pytest.mark.django_db


def test_pindaian_kertas(susunan: Susunan) -> None:
    """A scan counts for both parties, also straight after submission: a superior who signed has approved."""
    baris = tandatangani_kertas(susunan, pk_di(susunan, Status.DIAJUKAN))
    assert baris.status == Status.DITANDATANGANI
    assert list(baris.tanda_tangan.values_list("pihak", "cara", "seri")) == [
        ("pertama", "kertas", ""),
        ("kedua", "kertas", ""),
    ]
    pindaian = baris.dokumen.get()
    assert baca_dokumen(pindaian) == PINDAIAN + str(baris.pk).encode()
    assert (pindaian.jenis, pindaian.tipe, pindaian.nama) == ("pindaian", "application/pdf", "pindaian.pdf")


@pytest.mark.parametrize(
    ("nama", "isi", "kode"),
    [
        ("pindaian.pdf", b"", "bukti_kosong"),
        ("pindaian.pdf", b"MZ bukan pdf", "bukti_jenis"),
        ("pindaian.exe", PINDAIAN, "bukti_jenis"),
    ],
)
def test_pindaian_ditolak(susunan: Susunan, settings: Settings, nama: str, isi: bytes, kode: str) -> None:
    baris = pk_di(susunan, Status.DISETUJUI)
    with pytest.raises(PelanggaranAturan) as tolak:
        catat_kertas(
            pelaku=susunan.orang.perencana,
            perjanjian=baris,
            versi_baris=baris.versi_baris,
            berkas=SimpleUploadedFile(nama, isi),
            periksa=tanpa_halangan,
            kini=KINI,
        )
    assert tolak.value.kode == kode
    assert PerjanjianKinerja.objects.get().status == Status.DISETUJUI
    assert not berkas_tersimpan(settings)


def test_pindaian_setelah_tanda_elektronik_atau_milik_pk_lain_ditolak(susunan: Susunan, settings: Settings) -> None:
    baris = tanda(susunan, pk_di(susunan, Status.DISETUJUI))
    with pytest.raises(PelanggaranAturan, match="sudah menandatangani secara elektronik"):
        tandatangani_kertas(susunan, baris)
    baris = tanda(susunan, baris, "asisten")
    susunan.indikator.penanggung_jawab.add(susunan.kasubbag)
    lain = draf(susunan, susunan.kasubbag)
    lain = layanan.ajukan(pelaku=susunan.akun["kasubbag"], perjanjian=lain, versi_baris=1, kini=KINI)
    DokumenPK.objects.create(
        perjanjian=baris,
        jenis="pindaian",
        isi_sha256=baris.sha256,
        berkas="perjanjian/x.pdf",
        nama="x.pdf",
        tipe="application/pdf",
        sha256=hashlib.sha256(PINDAIAN + str(lain.pk).encode()).hexdigest(),
        ukuran=1,
        dibuat_oleh=susunan.orang.perencana,
        dibuat_pada=KINI,
    )
    sebelum = len(berkas_tersimpan(settings))
    with pytest.raises(PelanggaranAturan, match="sudah dipakai sebagai pindaian Perjanjian Kinerja lain"):
        tandatangani_kertas(susunan, lain)
    assert len(berkas_tersimpan(settings)) == sebelum
