"""Posts, officials and accounts of the fixed cast, an agreement in each status, and certificates to sign with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID
from django.core.files.uploadedfile import SimpleUploadedFile

from indikator.models import Indikator
from kinerja.organisasi.models import Jabatan, Pejabat, Penempatan, Pengguna, Unit
from kinerja.organisasi.models.pejabat import JenisPenempatan
from kinerja.perjanjian.alur import Status
from kinerja.perjanjian.models import Anggaran, PerjanjianKinerja
from kinerja.perjanjian.services import pk as layanan
from kinerja.perjanjian.services.pk_massal import RencanaPK, buat_massal, susun
from kinerja.perjanjian.services.tanda_tangan import catat_kertas
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_pengguna, buat_sasaran

TANGGAL = date(2023, 1, 20)
KINI = datetime(2023, 1, 20, 3, 0, tzinfo=UTC)
SANDI_SERTIFIKAT = "frasa-sandi-rahasia-4417"
PINDAIAN = b"%PDF-1.4\n% pindaian perjanjian kinerja\n%%EOF\n"


def tanpa_halangan(unit: object, periode: object) -> list[Any]:
    """A cascade without errors."""
    return []


@dataclass(frozen=True)
class Susunan:
    """Wali kota → asisten → kepala bagian → kasubbag; each with an official and an account (without any role)."""

    orang: Pemeran
    wali_kota: Jabatan
    asisten: Jabatan
    kabag: Jabatan
    kasubbag: Jabatan
    akun: dict[str, Pengguna]
    indikator: Indikator


def buat_jabatan(unit: Unit, nama: str, nip: str, **lain: Any) -> Jabatan:
    """A post with its definitive holder."""
    jabatan = Jabatan.objects.create(unit=unit, nama=nama, **lain)
    pejabat = Pejabat.objects.create(instansi=unit.instansi, nip=nip, nama=f"Pejabat {nama}", pangkat="Pembina (IV/a)")
    Penempatan.objects.create(jabatan=jabatan, pejabat=pejabat, mulai=date(2022, 1, 1))
    return jabatan


def pejabat_dari(jabatan: Jabatan) -> Pejabat:
    """Who holds the post definitively."""
    return Pejabat.objects.get(penempatan__jabatan=jabatan, penempatan__jenis=JenisPenempatan.DEFINITIF)


def buat_susunan(orang: Pemeran) -> Susunan:
    """The posts; `kabag` carries one indicator of `bagian`."""
    kabag = buat_jabatan(orang.bagian, "Kepala Bagian Contoh", "197001011995031003", kepala=True)
    susunan = {
        "wali_kota": buat_jabatan(orang.kota, "Wali Kota", "196001011985031001", kepala=True),
        "asisten": buat_jabatan(orang.asisten, "Asisten Contoh", "196501011990031002", kepala=True),
        "kabag": kabag,
        "kasubbag": buat_jabatan(orang.subbagian, "Kasubbag Contoh", "198001012005031004", atasan_langsung=kabag),
    }
    akun = {
        nama: buat_pengguna(f"akun_{nama}", orang.instansi, pejabat=pejabat_dari(jabatan))
        for nama, jabatan in susunan.items()
    }
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    return Susunan(orang=orang, akun=akun, indikator=indikator, **susunan)


def draf(s: Susunan, jabatan: Jabatan | None = None) -> PerjanjianKinerja:
    """A fresh draft of `jabatan` (the kabag)."""
    jabatan = jabatan or s.kabag
    susun(pelaku=s.orang.perencana, jabatan=jabatan, periode=s.orang.periode, tanggal=TANGGAL, kini=KINI)
    return PerjanjianKinerja.objects.get(jabatan=jabatan, status=Status.DRAF)


def massal(s: Susunan) -> dict[str, RencanaPK]:
    """Make the agreements of all posts; what became of each by the post's name."""
    hasil = buat_massal(
        pelaku=s.orang.perencana, unit=s.orang.kota, periode=s.orang.periode, tanggal=TANGGAL, kini=KINI
    )
    return {r.jabatan.nama: r for r in hasil}


def pk_di(s: Susunan, status: Status) -> PerjanjianKinerja:
    """The kabag's agreement, walked through the services up to `status` (signed on paper)."""
    baris = draf(s)
    if status is Status.DRAF:
        return baris
    baris = layanan.ajukan(pelaku=s.akun["kabag"], perjanjian=baris, versi_baris=baris.versi_baris, kini=KINI)
    atasan: dict[str, Any] = {
        "pelaku": s.akun["asisten"],
        "perjanjian": baris,
        "versi_baris": baris.versi_baris,
        "kini": KINI,
    }
    if status is Status.DIKEMBALIKAN:
        return layanan.kembalikan(**atasan, alasan="Target TW II terlalu rendah.")
    if status in (Status.DISETUJUI, Status.DITANDATANGANI):
        baris = layanan.setujui(**atasan)
    if status is Status.DITANDATANGANI:
        baris = tandatangani_kertas(s, baris)
    return baris


def tandatangani_kertas(s: Susunan, baris: PerjanjianKinerja, isi: bytes = PINDAIAN) -> PerjanjianKinerja:
    """Recorded by the planner; each agreement needs a scan of its own."""
    return catat_kertas(
        pelaku=s.orang.perencana,
        perjanjian=baris,
        versi_baris=baris.versi_baris,
        berkas=SimpleUploadedFile("pindaian.pdf", isi + str(baris.pk).encode()),
        periksa=tanpa_halangan,
        kini=KINI,
    )


@cache
def _akar() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    kunci = ec.generate_private_key(ec.SECP256R1())
    return kunci, _sertifikat("CA Uji", "CA Uji", kunci, kunci, ca=True, mulai=-3650, akhir=3650)


def akar_uji() -> x509.Certificate:
    """The root of all test certificates."""
    return _akar()[1]


@cache
def pkcs12(nama: str, *, mulai: int = -30, akhir: int = 365) -> bytes:
    """A .p12 of somebody; `mulai` and `akhir` in days from KINI."""
    kunci_ca, ca = _akar()
    kunci = ec.generate_private_key(ec.SECP256R1())
    sertifikat = _sertifikat(nama, "CA Uji", kunci, kunci_ca, ca=False, mulai=mulai, akhir=akhir)
    sandi = BestAvailableEncryption(SANDI_SERTIFIKAT.encode())
    return serialize_key_and_certificates(nama.encode(), kunci, sertifikat, [ca], sandi)


def _sertifikat(
    nama: str,
    penerbit: str,
    kunci: ec.EllipticCurvePrivateKey,
    kunci_penerbit: ec.EllipticCurvePrivateKey,
    *,
    ca: bool,
    mulai: int,
    akhir: int,
) -> x509.Certificate:
    guna = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    guna |= {"digital_signature": not ca, "content_commitment": not ca, "key_cert_sign": ca, "crl_sign": ca}
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, nama)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, penerbit)]))
        .public_key(kunci.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(KINI + timedelta(days=mulai))
        .not_valid_after(KINI + timedelta(days=akhir))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**guna), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(kunci.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(kunci_penerbit.public_key()), critical=False)
        .sign(kunci_penerbit, hashes.SHA256())
    )


def der(sertifikat: x509.Certificate) -> bytes:
    """The certificate as bytes."""
    return sertifikat.public_bytes(Encoding.DER)


@pytest.fixture
def susunan(orang: Pemeran) -> Susunan:
    """The posts of the cast."""
    return buat_susunan(orang)


def buat_anggaran(s: Susunan, nomor: int) -> Anggaran:
    """One budget line of the head of bagian."""
    return Anggaran.objects.create(
        periode=s.orang.periode,
        jabatan=s.kabag,
        tingkat="program",
        kode=f"4.{nomor:03d}",
        nama="Program contoh",
        pagu=Decimal("125000000.50"),
    )
