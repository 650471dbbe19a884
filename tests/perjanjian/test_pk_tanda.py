"""Signing with PAdES and one's own certificate; what blocks it; and nothing half signed."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from pytest_django import Settings

from indikator.models import Target
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.alur import Status
from kinerja.perjanjian.models import PerjanjianKinerja, TandaTangan
from kinerja.perjanjian.services import pk as layanan
from kinerja.perjanjian.services.pk_dokumen import baca_dokumen, dokumen_asli, dokumen_terakhir
from kinerja.perjanjian.services.tanda_tangan import catat_kertas, tandatangani
from kinerja.perjanjian.tandatangan.antarmuka import GagalTanda, Permintaan, Rahasia
from kinerja.perjanjian.tandatangan.bsre import PenandatanganBsre
from kinerja.perjanjian.tandatangan.pades import PenandatanganPkcs12
from kinerja.perjanjian.tandatangan.periksa import tanda_dalam
from tests.pabrik import buat_indikator, buat_sasaran
from tests.perjanjian.bantu_pk import (
    KINI,
    PINDAIAN,
    SANDI_SERTIFIKAT,
    Susunan,
    draf,
    pk_di,
)
from tests.perjanjian.bantu_tanda import berkas_tersimpan, p12, sah_menurut_pyhanko, tanda, tetap_belum_ditandatangani

pytestmark = pytest.mark.django_db
NIK = "3173010101700001"


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
        assert not _utuh(pdf, letak) or _di_wadah(pdf, letak), letak


def _utuh(pdf: bytes, letak: int) -> bool:
    """Whether the signature still stands after one bit at `letak` was turned."""
    rusak = bytearray(pdf)
    rusak[letak] ^= 0x01
    try:
        return [t.utuh for t in tanda_dalam(bytes(rusak))] == [True]
    except GagalTanda as gagal:
        assert gagal.kode == "pdf_rusak"  # noqa: PT017 (either answer is right)
        return False


def _di_wadah(pdf: bytes, letak: int) -> bool:
    """Inside /Contents <…>: the container of the signature, whose padding and spare certificates it does not sign.

    There the stored file's own hash tells (`test_berkas_yang_diganti_di_penyimpanan_ditolak`).
    """
    awal = pdf.rfind(b"<", 0, letak)
    return b"/Contents" in pdf[awal - 20 : awal] and b">" not in pdf[awal:letak]


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
    tetap_belum_ditandatangani(baris, settings)
    assert tanda(susunan, baris).tanda_tangan.count() == 1


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
