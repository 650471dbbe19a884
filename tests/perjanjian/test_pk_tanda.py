"""Signing: PAdES with one's own certificate, the BSrE client against a stand-in, paper; and nothing half signed."""

from __future__ import annotations

import copy
import hashlib
import logging
import pickle
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asn1crypto.x509 import Certificate
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pytest_django import Settings

from indikator.models import Target
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.alur import Status
from kinerja.perjanjian.models import DokumenPK, PerjanjianKinerja, TandaTangan
from kinerja.perjanjian.services import pk as layanan
from kinerja.perjanjian.services.pk_dokumen import baca_dokumen, dokumen_asli, dokumen_terakhir
from kinerja.perjanjian.services.tanda_tangan import Pemeriksa, catat_kertas, tandatangani
from kinerja.perjanjian.tandatangan.antarmuka import GagalTanda, Penandatangan, Permintaan, Rahasia
from kinerja.perjanjian.tandatangan.bsre import PenandatanganBsre
from kinerja.perjanjian.tandatangan.pades import PenandatanganPkcs12
from kinerja.perjanjian.tandatangan.periksa import tanda_dalam
from kinerja.perjanjian.tandatangan.pilih import layanan_bsre
from tests.pabrik import buat_indikator, buat_sasaran
from tests.perjanjian import bsre_tiruan as tiruan
from tests.perjanjian.bantu_pk import (
    KINI,
    PINDAIAN,
    SANDI_SERTIFIKAT,
    Susunan,
    akar_uji,
    der,
    draf,
    pk_di,
    pkcs12,
    tandatangani_kertas,
    tanpa_halangan,
)

pytestmark = pytest.mark.django_db
NIK = "3173010101700001"


def p12(nama: str = "Pejabat", sandi: str = SANDI_SERTIFIKAT, **masa: int) -> PenandatanganPkcs12:
    return PenandatanganPkcs12(pkcs12(nama, **masa), Rahasia(sandi))


def tanda(
    s: Susunan,
    baris: PerjanjianKinerja,
    siapa: str = "kabag",
    cara: Penandatangan | None = None,
    periksa: Pemeriksa = tanpa_halangan,
) -> PerjanjianKinerja:
    return tandatangani(
        pelaku=s.akun[siapa],
        perjanjian=baris,
        versi_baris=baris.versi_baris,
        penandatangan=cara or p12(siapa),
        periksa=periksa,
        kini=KINI,
    )


def berkas_tersimpan(settings: Settings) -> list[Path]:
    return [b for b in Path(settings.MEDIA_ROOT).rglob("*") if b.is_file()]


def sah_menurut_pyhanko(pdf: bytes) -> list[bool]:
    """pyHanko's own verdict on each signature, trusting only the test root."""
    konteks = ValidationContext(trust_roots=[Certificate.load(der(akar_uji()))], moment=KINI, allow_fetching=False)
    return [
        validate_pdf_signature(satu, konteks).bottom_line
        for satu in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    ]


def test_dua_pihak_menandatangani_pdf_yang_sah(susunan: Susunan) -> None:
    baris = pk_di(susunan, Status.DISETUJUI)
    baris = tanda(susunan, baris)
    assert baris.status == Status.DISETUJUI
    baris = tanda(susunan, baris, "asisten")
    assert (baris.status, baris.ditandatangani_pada) == (Status.DITANDATANGANI, KINI)
    terakhir = dokumen_terakhir(baris)
    assert terakhir is not None
    pdf = baca_dokumen(terakhir)
    assert sah_menurut_pyhanko(pdf) == [True, True]
    assert [(t.bidang, t.subjek, t.utuh, t.akhir) for t in tanda_dalam(pdf)] == [
        ("pihak_pertama", "Common Name: kabag", True, True),
        ("pihak_kedua", "Common Name: asisten", True, True),
    ]
    asli = baca_dokumen(baris.dokumen.get(jenis="asli"))
    assert pdf.startswith(asli)
    rincian = TandaTangan.objects.filter(perjanjian=baris).values_list("pihak", "cara", "pejabat__nama", "penerbit")
    assert list(rincian) == [
        ("pertama", "pades", "Pejabat Kepala Bagian Contoh", "Common Name: CA Uji"),
        ("kedua", "pades", "Pejabat Asisten Contoh", "Common Name: CA Uji"),
    ]


def test_satu_byte_berubah_membuatnya_tidak_sah(susunan: Susunan) -> None:
    """Every 1/40th of the file: wherever the byte lies, the signature no longer stands."""
    baris = tanda(susunan, pk_di(susunan, Status.DISETUJUI))
    terakhir = dokumen_terakhir(baris)
    assert terakhir is not None
    pdf = baca_dokumen(terakhir)
    assert [t.utuh for t in tanda_dalam(pdf)] == [True]
    for letak in range(0, len(pdf), len(pdf) // 40):
        assert not _utuh(pdf, letak) or _di_bantalan(pdf, letak), letak


def _utuh(pdf: bytes, letak: int) -> bool:
    """Whether the signature still stands after one bit at `letak` was turned."""
    rusak = bytearray(pdf)
    rusak[letak] ^= 0x01
    try:
        return [t.utuh for t in tanda_dalam(bytes(rusak))] == [True]
    except GagalTanda as gagal:
        assert gagal.kode == "pdf_rusak"  # noqa: PT017 (either answer is right)
        return False


def _di_bantalan(pdf: bytes, letak: int) -> bool:
    """In the zeros that fill up /Contents <…> a bit means nothing; there the stored file's own hash tells."""
    akhir = pdf.index(b">", letak)
    return set(pdf[letak:akhir]) <= set(b"0") and b"/Contents" in pdf[pdf.rfind(b"<", 0, letak) - 20 : akhir]


def test_berkas_yang_diganti_di_penyimpanan_ditolak(susunan: Susunan) -> None:
    baris = tanda(susunan, pk_di(susunan, Status.DISETUJUI))
    terakhir = dokumen_terakhir(baris)
    assert terakhir is not None
    jalur = Path(terakhir.berkas.path)
    isi = bytearray(jalur.read_bytes())
    isi[-1] ^= 0x01
    jalur.chmod(0o640)
    jalur.write_bytes(bytes(isi))
    with pytest.raises(PelanggaranAturan, match="hilang atau berubah di penyimpanan"):
        tanda(susunan, baris, "asisten")
    jalur.unlink()
    with pytest.raises(PelanggaranAturan, match="hilang atau berubah"):
        baca_dokumen(terakhir)


def test_dokumen_asli_dibuat_sekali(susunan: Susunan) -> None:
    baris = pk_di(susunan, Status.DIAJUKAN)
    pertama = dokumen_asli(pelaku=susunan.akun["kabag"], perjanjian=baris, kini=KINI)
    lagi = dokumen_asli(pelaku=susunan.akun["asisten"], perjanjian=baris, kini=KINI)
    assert (pertama.pk, baca_dokumen(pertama)) == (lagi.pk, baca_dokumen(lagi))
    assert pertama.isi_sha256 == baris.sha256


@pytest.mark.parametrize(
    ("cara", "kode", "pesan"),
    [
        (p12(sandi="keliru"), "sandi_salah", "Frasa sandi sertifikat salah"),
        (p12(akhir=-1), "sertifikat_kedaluwarsa", "tidak berlaku sejak 19 Januari 2023"),
        (p12(mulai=2), "sertifikat_belum_berlaku", "baru berlaku 22 Januari 2023"),
        (PenandatanganPkcs12(b"bukan pkcs12", Rahasia("x")), "sertifikat_rusak", "bukan PKCS#12"),
        (PenandatanganPkcs12(b"\x30" + b"0" * 50, Rahasia("x")), "sertifikat_rusak", "bukan PKCS#12"),
        (PenandatanganPkcs12(b"\x30" * 200_000, Rahasia("x")), "sertifikat_rusak", "bukan PKCS#12"),
    ],
)
def test_sertifikat_ditolak_tanpa_jejak_setengah(
    susunan: Susunan, settings: Settings, cara: PenandatanganPkcs12, kode: str, pesan: str
) -> None:
    baris = pk_di(susunan, Status.DISETUJUI)
    with pytest.raises(PelanggaranAturan, match=pesan) as tolak:
        tanda(susunan, baris, cara=cara)
    assert tolak.value.kode == kode
    _tetap_belum_ditandatangani(baris, settings)
    assert tanda(susunan, baris).tanda_tangan.count() == 1


def _tetap_belum_ditandatangani(baris: PerjanjianKinerja, settings: Settings) -> None:
    """The same row as before, no signature, and no file but the document to sign."""
    kini = PerjanjianKinerja.objects.get(pk=baris.pk)
    assert (kini.status, kini.versi_baris) == (Status.DISETUJUI, baris.versi_baris)
    assert not TandaTangan.objects.exists()
    assert [d.jenis for d in DokumenPK.objects.all()] == ["asli"]
    assert len(berkas_tersimpan(settings)) == 1


@pytest.mark.parametrize(
    ("nik", "sandi", "kode"),
    [
        (tiruan.AKTIF, "keliru", "sandi_salah"),
        (tiruan.KEDALUWARSA, SANDI_SERTIFIKAT, "sertifikat_kedaluwarsa"),
        (tiruan.TAK_TERDAFTAR, SANDI_SERTIFIKAT, "nik_tidak_terdaftar"),
        (tiruan.DITANGGUHKAN, SANDI_SERTIFIKAT, "sertifikat_tidak_aktif"),
        (tiruan.MACET, SANDI_SERTIFIKAT, "layanan_lambat"),
        (tiruan.GALAT, SANDI_SERTIFIKAT, "layanan_menolak"),
        (tiruan.BUKAN_JSON, SANDI_SERTIFIKAT, "layanan_menolak"),
        (tiruan.TANPA_BERKAS, SANDI_SERTIFIKAT, "layanan_menolak"),
        (tiruan.LAIN, SANDI_SERTIFIKAT, "hasil_tidak_sah"),
        ("123", SANDI_SERTIFIKAT, "nik_salah"),
    ],
)
def test_bsre_menolak_tanpa_jejak_setengah(
    susunan: Susunan, settings: Settings, caplog: pytest.LogCaptureFixture, nik: str, sandi: str, kode: str
) -> None:
    caplog.set_level(logging.DEBUG)
    baris = pk_di(susunan, Status.DISETUJUI)
    with tiruan.bsre_tiruan() as (alamat, _):
        layanan_tiruan = replace(alamat, batas_detik=0.3 if nik == tiruan.MACET else 5)
        with pytest.raises(PelanggaranAturan) as tolak:
            tanda(susunan, baris, cara=PenandatanganBsre(layanan_tiruan, nik, Rahasia(sandi)))
    assert tolak.value.kode == kode
    assert tolak.value.pesan.endswith(".")
    _tetap_belum_ditandatangani(baris, settings)
    assert sandi not in caplog.text + tolak.value.pesan
    assert tolak.value.__cause__ is None


def test_bsre_menandatangani(susunan: Susunan, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    baris = pk_di(susunan, Status.DISETUJUI)
    with tiruan.bsre_tiruan() as (alamat, server):
        baris = tanda(susunan, baris, cara=PenandatanganBsre(alamat, tiruan.AKTIF, Rahasia(SANDI_SERTIFIKAT)))
    assert [jalur for jalur, _ in server.diminta] == ["/api/v2/user/check/status", "/api/v2/sign/pdf"]
    terakhir = dokumen_terakhir(baris)
    assert terakhir is not None
    assert sah_menurut_pyhanko(baca_dokumen(terakhir)) == [True]
    satu = TandaTangan.objects.get()
    assert (satu.cara, satu.subjek) == ("bsre", "Common Name: Penanda BSrE")
    assert SANDI_SERTIFIKAT not in caplog.text
    baris = tanda(susunan, baris, "asisten")
    assert baris.status == Status.DITANDATANGANI


def test_bsre_tidak_terjangkau_dan_akun_aplikasi_salah(susunan: Susunan, settings: Settings) -> None:
    baris = pk_di(susunan, Status.DISETUJUI)
    with tiruan.bsre_tiruan() as (alamat, _):
        salah = PenandatanganBsre(replace(alamat, sandi="keliru"), tiruan.AKTIF, Rahasia(SANDI_SERTIFIKAT))
        with pytest.raises(PelanggaranAturan, match=r"menolak permintaan \(kode 401\)"):
            tanda(susunan, baris, cara=salah)
    mati = PenandatanganBsre(alamat, tiruan.AKTIF, Rahasia(SANDI_SERTIFIKAT))
    with pytest.raises(PelanggaranAturan, match="tidak dapat dihubungi"):
        tanda(susunan, baris, cara=mati)
    _tetap_belum_ditandatangani(baris, settings)


def test_layanan_bsre_dari_pengaturan(settings: Settings) -> None:
    assert layanan_bsre() is None
    settings.BSRE_ALAMAT, settings.BSRE_PENGGUNA, settings.BSRE_SANDI = "https://esign.contoh.go.id", "app", "rahasia"
    layanan_terpasang = layanan_bsre()
    assert layanan_terpasang is not None
    assert (layanan_terpasang.alamat, layanan_terpasang.batas_detik) == ("https://esign.contoh.go.id", 30)
    assert "rahasia" not in repr(layanan_terpasang)


def test_frasa_sandi_tidak_tercetak_tersalin_atau_tersimpan(susunan: Susunan) -> None:
    rahasia = Rahasia(SANDI_SERTIFIKAT)
    for teks in (repr(rahasia), str(rahasia), f"{rahasia!s}", repr(p12()), repr(PenandatanganBsre(None, NIK, rahasia))):  # type: ignore[arg-type]
        assert SANDI_SERTIFIKAT not in teks
        assert NIK not in teks
    for simpan in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="tidak boleh disimpan"):
            simpan(rahasia)
    tanda(susunan, pk_di(susunan, Status.DISETUJUI))
    assert not _tabel_memuat(SANDI_SERTIFIKAT)


def _tabel_memuat(teks: str) -> list[str]:
    """Tables with a row that contains the text anywhere."""
    ketemu = []
    with connection.cursor() as kursor:
        for tabel in connection.introspection.table_names(kursor):
            nama = connection.ops.quote_name(tabel)
            kursor.execute(f"SELECT EXISTS (SELECT 1 FROM {nama} t WHERE t::text LIKE %s)", [f"%{teks}%"])  # noqa: S608
            if kursor.fetchone()[0]:
                ketemu.append(tabel)
    return ketemu


def test_hanya_pihaknya_dan_hanya_setelah_disetujui(susunan: Susunan) -> None:
    baris = pk_di(susunan, Status.DIAJUKAN)
    with pytest.raises(PelanggaranAturan, match="berstatus diajukan tidak dapat ditandatangani secara elektronik"):
        tanda(susunan, baris)
    baris = layanan.setujui(pelaku=susunan.akun["asisten"], perjanjian=baris, versi_baris=baris.versi_baris, kini=KINI)
    for siapa in ("wali_kota", "kasubbag"):
        with pytest.raises(PelanggaranAturan, match="Hanya pihak pertama atau pihak kedua"):
            tanda(susunan, baris, siapa)
    assert not TandaTangan.objects.exists()


def test_menandatangani_dua_kali_satu_tanda(susunan: Susunan) -> None:
    baris = tanda(susunan, pk_di(susunan, Status.DISETUJUI))
    assert tanda(susunan, baris).versi_baris == baris.versi_baris
    assert TandaTangan.objects.count() == 1


class Halangan:
    """An error as the cascade's checks report it."""

    def __init__(self, pesan: str) -> None:
        self.pesan = pesan


def test_kesalahan_cascading_menghalangi(susunan: Susunan) -> None:
    baris = pk_di(susunan, Status.DISETUJUI)
    ditanya: list[tuple[Unit, Periode]] = []

    def periksa(unit: Unit, periode: Periode) -> list[Any]:
        ditanya.append((unit, periode))
        return [Halangan("Bobot unit ini 90, bukan 100."), Halangan("Indikator 1.1 tanpa rumus.")]

    def kertas() -> PerjanjianKinerja:
        return catat_kertas(
            pelaku=susunan.orang.perencana,
            perjanjian=baris,
            versi_baris=baris.versi_baris,
            berkas=SimpleUploadedFile("a.pdf", PINDAIAN),
            periksa=periksa,
            kini=KINI,
        )

    def elektronik() -> PerjanjianKinerja:
        return tanda(susunan, baris, periksa=periksa)

    for coba in (elektronik, kertas):
        with pytest.raises(PelanggaranAturan, match=r"Bobot unit ini 90, bukan 100. \(dan 1 lainnya\)") as tolak:
            coba()
        assert tolak.value.rincian["2"] == "Indikator 1.1 tanpa rumus."
    assert ditanya == [(susunan.orang.bagian, susunan.orang.periode)] * 2


def test_pemeriksaan_cascading_yang_sebenarnya_menghalangi(susunan: Susunan) -> None:
    """Without being told otherwise signing asks the cascade; this indicator names nobody responsible."""
    baris = pk_di(susunan, Status.DISETUJUI)
    isi: dict[str, Any] = {"pelaku": susunan.akun["kabag"], "perjanjian": baris, "penandatangan": p12(), "kini": KINI}
    with pytest.raises(PelanggaranAturan) as tolak:
        tandatangani(**isi, versi_baris=baris.versi_baris)
    assert tolak.value.kode == "kesalahan_cascading"
    susunan.indikator.penanggung_jawab.add(susunan.kabag)
    assert tandatangani(**isi, versi_baris=baris.versi_baris).tanda_tangan.count() == 1


def test_target_berubah_setelah_diajukan_menghalangi(susunan: Susunan) -> None:
    baris = pk_di(susunan, Status.DISETUJUI)
    Target.objects.filter(indikator=susunan.indikator, triwulan=3).update(nilai=70)
    with pytest.raises(PelanggaranAturan, match="berubah sejak Perjanjian Kinerja ini diajukan"):
        tanda(susunan, baris)


def test_berubah_selagi_menandatangani_tidak_tersimpan(susunan: Susunan, settings: Settings) -> None:
    """While the first party's certificate works, the superior returns the agreement: nothing is stored."""
    baris = pk_di(susunan, Status.DISETUJUI)

    class Lambat:
        cara = "pades"

        def tanda_tangani(self, pdf: bytes, permintaan: Permintaan) -> bytes:
            layanan.kembalikan(
                pelaku=susunan.akun["asisten"],
                perjanjian=baris,
                versi_baris=baris.versi_baris,
                alasan="Tunggu dahulu.",
                kini=KINI,
            )
            return p12().tanda_tangani(pdf, permintaan)

    with pytest.raises(PelanggaranAturan, match="sudah berubah sejak Anda membukanya"):
        tanda(susunan, baris, cara=Lambat())
    assert PerjanjianKinerja.objects.get().status == Status.DIKEMBALIKAN
    assert not TandaTangan.objects.exists()
    assert len(berkas_tersimpan(settings)) == 1


def test_dikembalikan_menggugurkan_tanda_tangan(susunan: Susunan) -> None:
    baris = tanda(susunan, pk_di(susunan, Status.DISETUJUI))
    atasan: dict[str, Any] = {"pelaku": susunan.akun["asisten"], "kini": KINI}
    baris = layanan.kembalikan(perjanjian=baris, versi_baris=baris.versi_baris, alasan="Target keliru.", **atasan)
    assert TandaTangan.objects.get().gugur_pada == KINI
    assert dokumen_terakhir(baris) is None
    baris = layanan.ajukan(pelaku=susunan.akun["kabag"], perjanjian=baris, versi_baris=baris.versi_baris, kini=KINI)
    baris = layanan.setujui(perjanjian=baris, versi_baris=baris.versi_baris, **atasan)
    baris = tanda(susunan, tanda(susunan, baris), "asisten")
    assert baris.status == Status.DITANDATANGANI
    assert TandaTangan.objects.filter(gugur_pada=None).count() == 2


def test_wali_kota_cukup_satu_tanda(susunan: Susunan) -> None:
    buat_indikator(buat_sasaran(susunan.orang.kota, susunan.orang.periode))
    baris = draf(susunan, susunan.wali_kota)
    baris = layanan.ajukan(pelaku=susunan.akun["wali_kota"], perjanjian=baris, versi_baris=1, kini=KINI)
    assert tanda(susunan, baris, "wali_kota").status == Status.DITANDATANGANI


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
