"""Signing an agreement: electronically by each party, or on paper with a scan. All or nothing (rules.md 6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from indikator.services.berkas import nama_bersih, periksa_berkas, sidik
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian import alur
from kinerja.perjanjian.banding import Bagian, bandingkan
from kinerja.perjanjian.data import cairkan_pk
from kinerja.perjanjian.models import DokumenPK, PerjanjianKinerja, TandaTangan
from kinerja.perjanjian.models.pk_dokumen import CaraTanda, JenisDokumen, SisiPihak
from kinerja.perjanjian.selectors.cascading_periksa import kesalahan_cascading
from kinerja.perjanjian.services.pk import data_terkini
from kinerja.perjanjian.services.pk_berlaku import nilai_menurut
from kinerja.perjanjian.services.pk_dokumen import (
    PDF,
    baca_dokumen,
    dokumen_asli,
    dokumen_terakhir,
    simpan_dokumen,
)
from kinerja.perjanjian.services.pk_pindah import kunci_pk, pindahkan, status_setelah, wajib_pihak, wajib_versi
from kinerja.perjanjian.tandatangan.antarmuka import GagalTanda, Penandatangan, Permintaan
from kinerja.perjanjian.tandatangan.periksa import TandaPdf, pastikan_satu_tanda_baru

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


class Halangan(Protocol):
    """An error of the cascade: a sentence that says what is wrong and where."""

    @property
    def pesan(self) -> str: ...


Pemeriksa = Callable[[Unit, Periode], Sequence[Halangan]]
"""The errors of a unit and year that block signing."""
JENIS_PINDAIAN = (PDF, "image/png", "image/jpeg")


@dataclass(frozen=True, slots=True)
class _Siap:
    """What a party is about to sign."""

    sisi: SisiPihak
    dokumen: DokumenPK
    pdf: bytes
    permintaan: Permintaan


@sensitive_variables("penandatangan")
def tandatangani(
    *,
    pelaku: Pengguna,
    perjanjian: PerjanjianKinerja,
    versi_baris: int,
    penandatangan: Penandatangan,
    kini: datetime,
    periksa: Pemeriksa = kesalahan_cascading,
) -> PerjanjianKinerja:
    """Sign electronically as the party `pelaku` is. With the last party's signature the agreement is in force.

    No lock is held while the certificate or the remote service works; what has changed meanwhile is found afterwards,
    and then nothing is stored. Signing again what one has signed changes nothing.

    Raises PelanggaranAturan: `bukan_pihak`, `bentrok_versi`, `perpindahan_ditolak`, `kesalahan_cascading`, `pk_usang`,
    or the code of a GagalTanda (`sandi_salah`, `sertifikat_kedaluwarsa`, `layanan_lambat`, …).
    """
    siap = _siapkan(pelaku, perjanjian, versi_baris, periksa, kini)
    if siap is None:
        return PerjanjianKinerja.objects.get(pk=perjanjian.pk)
    try:
        hasil = penandatangan.tanda_tangani(siap.pdf, siap.permintaan)
        tanda = pastikan_satu_tanda_baru(siap.pdf, hasil)
    except GagalTanda as gagal:
        raise PelanggaranAturan(gagal.kode, gagal.pesan) from None
    return _simpan(pelaku, perjanjian, versi_baris, siap, hasil, tanda, CaraTanda(penandatangan.cara), kini)


@transaction.atomic
def _siapkan(
    pelaku: Pengguna, perjanjian: PerjanjianKinerja, versi_baris: int, periksa: Pemeriksa, kini: datetime
) -> _Siap | None:
    """Everything that can be refused before a passphrase is used; None: this party has signed already."""
    baris = kunci_pk(perjanjian)
    sisi = sisi_pihak(baris, pelaku)
    if baris.tanda_tangan.filter(pihak=sisi, gugur_pada__isnull=True).exists():
        return None
    wajib_versi(baris, versi_baris)
    wajib_boleh_tanda(baris, periksa)
    dokumen = dokumen_terakhir(baris) or dokumen_asli(pelaku=pelaku, perjanjian=baris, kini=kini)
    permintaan = Permintaan(
        bidang=f"pihak_{sisi.value}",
        alasan=f"{baris.judul}, {baris.jabatan.nama}",
        tempat=baris.tempat,
        kini=kini,
    )
    return _Siap(sisi, dokumen, baca_dokumen(dokumen), permintaan)


def wajib_boleh_tanda(baris: PerjanjianKinerja, periksa: Pemeriksa = kesalahan_cascading) -> None:
    """Raise PelanggaranAturan unless the agreement may be signed electronically as it stands."""
    status_setelah(baris, alur.Aksi.TANDATANGANI)
    _wajib_layak(baris, periksa)


def wajib_boleh_kertas(baris: PerjanjianKinerja, periksa: Pemeriksa = kesalahan_cascading) -> None:
    """Raise PelanggaranAturan unless a scan of the signed paper may be recorded as the agreement stands."""
    status_setelah(baris, alur.Aksi.CATAT_KERTAS)
    _wajib_layak(baris, periksa)
    if baris.tanda_tangan.filter(gugur_pada__isnull=True).exists():
        raise PelanggaranAturan(
            "sudah_elektronik",
            "Salah satu pihak sudah menandatangani secara elektronik; pihak lainnya perlu menandatangani dengan cara "
            "yang sama, atau kembalikan perjanjian ini lebih dahulu.",
        )


def sisi_pihak(baris: PerjanjianKinerja, pelaku: Pengguna) -> SisiPihak:
    """Which party `pelaku` is; raises PelanggaranAturan `bukan_pihak`."""
    if not baris.sendiri and pelaku.pejabat_id == baris.pejabat_kedua_id:
        return SisiPihak.KEDUA
    wajib_pihak(pelaku, baris.pejabat_pertama_id, "pihak pertama atau pihak kedua")
    return SisiPihak.PERTAMA


def _wajib_layak(baris: PerjanjianKinerja, periksa: Pemeriksa) -> None:
    """Refuse to sign while the cascade has errors, or when the promises no longer match the indicators."""
    if temuan := [t.pesan for t in periksa(baris.jabatan.unit, baris.periode)]:
        lain = f" (dan {len(temuan) - 1} lainnya)" if len(temuan) > 1 else ""
        raise PelanggaranAturan(
            "kesalahan_cascading",
            f"Belum dapat ditandatangani: {temuan[0]}{lain} Perencana perlu memperbaikinya pada halaman pemeriksaan.",
            {str(nomor): kalimat for nomor, kalimat in enumerate(temuan, 1)},
        )
    beda = bandingkan(cairkan_pk(baris.isi), data_terkini(baris))
    if any(b.bagian in (Bagian.LAMPIRAN1, Bagian.LAMPIRAN2) for b in beda):
        raise PelanggaranAturan(
            "pk_usang",
            "Indikator, target, atau anggaran berubah sejak Perjanjian Kinerja ini diajukan. Kembalikan, susun ulang, "
            "lalu ajukan lagi supaya yang ditandatangani sama dengan yang diukur.",
        )


def _simpan(
    pelaku: Pengguna,
    perjanjian: PerjanjianKinerja,
    versi_baris: int,
    siap: _Siap,
    hasil: bytes,
    tanda: TandaPdf,
    cara: CaraTanda,
    kini: datetime,
) -> PerjanjianKinerja:
    berkas = ""
    try:
        with transaction.atomic():
            baris = kunci_pk(perjanjian)
            wajib_versi(baris, versi_baris)
            dokumen = simpan_dokumen(
                baris, JenisDokumen.BERTANDA, hasil, nama=siap.dokumen.nama, tipe=PDF, pelaku=pelaku, kini=kini
            )
            berkas = dokumen.berkas.name or ""
            _tanda(baris, siap.sisi, dokumen, cara, pelaku, kini, tanda)
            _lanjutkan(baris, siap.sisi, pelaku, kini)
    except BaseException:
        # The rows are rolled back; a file without a row would never be found again.
        if berkas:
            default_storage.delete(berkas)
        raise
    return baris


def _tanda(
    baris: PerjanjianKinerja,
    sisi: SisiPihak,
    dokumen: DokumenPK,
    cara: CaraTanda,
    pelaku: Pengguna,
    kini: datetime,
    tanda: TandaPdf | None = None,
) -> None:
    pejabat = baris.pejabat_pertama if sisi is SisiPihak.PERTAMA else baris.pejabat_kedua
    assert pejabat is not None  # noqa: S101 (a side without an official does not sign)
    TandaTangan.objects.create(
        perjanjian=baris,
        dokumen=dokumen,
        pihak=sisi,
        cara=cara,
        pejabat=pejabat,
        dicatat_oleh=pelaku,
        waktu=kini,
        subjek=tanda.subjek[:300] if tanda else "",
        penerbit=tanda.penerbit[:300] if tanda else "",
        seri=tanda.seri if tanda else "",
    )


def _lanjutkan(baris: PerjanjianKinerja, sisi: SisiPihak, pelaku: Pengguna, kini: datetime) -> None:
    """Into force when every party has signed; else only write down that one has."""
    perlu = {SisiPihak.PERTAMA.value} | (set() if baris.sendiri else {SisiPihak.KEDUA.value})
    ada = set(baris.tanda_tangan.filter(gugur_pada__isnull=True).values_list("pihak", flat=True))
    if perlu <= ada:
        pindahkan(baris, alur.Aksi.TANDATANGANI, pelaku=pelaku, kini=kini, ditandatangani_pada=kini)
        nilai_menurut(baris, pelaku=pelaku, kini=kini)
        return
    baris.versi_baris += 1
    baris.save(update_fields=["versi_baris"])
    _catat(baris, f"pk.tanda_pihak_{sisi.value}", pelaku, kini, {"pihak": sisi.value})


def catat_kertas(
    *,
    pelaku: Pengguna,
    perjanjian: PerjanjianKinerja,
    versi_baris: int,
    berkas: UploadedFile[Any],
    kini: datetime,
    periksa: Pemeriksa = kesalahan_cascading,
) -> PerjanjianKinerja:
    """Record the scan of an agreement that all parties have signed on paper; from then on it is in force.

    Raises PelanggaranAturan: the file is refused (see `periksa_berkas`; only PDF, PNG or JPEG), `pindaian_sama` (it is
    the scan of another agreement), `sudah_elektronik`, and what `tandatangani` refuses before signing.
    """
    tipe = periksa_berkas(berkas)
    nama = nama_bersih(berkas.name or "")
    if tipe not in JENIS_PINDAIAN:
        raise PelanggaranAturan("pindaian_jenis", f"“{nama}” bukan pindaian. Unggah berkas PDF, PNG, atau JPEG.")
    sha256 = sidik(berkas)
    isi = b"".join(berkas.chunks())
    tersimpan = ""
    try:
        with transaction.atomic():
            baris = kunci_pk(perjanjian)
            wajib_versi(baris, versi_baris)
            wajib_boleh_kertas(baris, periksa)
            _wajib_pindaian_baru(baris, sha256, nama)
            dokumen = simpan_dokumen(baris, JenisDokumen.PINDAIAN, isi, nama=nama, tipe=tipe, pelaku=pelaku, kini=kini)
            tersimpan = dokumen.berkas.name or ""
            for sisi in (SisiPihak.PERTAMA,) if baris.sendiri else (SisiPihak.PERTAMA, SisiPihak.KEDUA):
                _tanda(baris, sisi, dokumen, CaraTanda.KERTAS, pelaku, kini)
            pindahkan(baris, alur.Aksi.CATAT_KERTAS, pelaku=pelaku, kini=kini, ditandatangani_pada=kini)
            nilai_menurut(baris, pelaku=pelaku, kini=kini)
    except BaseException:
        if tersimpan:
            default_storage.delete(tersimpan)
        raise
    return baris


def _wajib_pindaian_baru(baris: PerjanjianKinerja, sha256: str, nama: str) -> None:
    lain = DokumenPK.objects.filter(sha256=sha256, jenis=JenisDokumen.PINDAIAN).exclude(perjanjian=baris)
    if lain.exists():
        raise PelanggaranAturan("pindaian_sama", f"“{nama}” sudah dipakai sebagai pindaian Perjanjian Kinerja lain.")


def _catat(baris: PerjanjianKinerja, aksi: str, pelaku: Pengguna, kini: datetime, sesudah: dict[str, object]) -> None:
    jejak.catat(pelaku=pelaku, aksi=aksi, objek=baris, kini=kini, unit_jalur=baris.jabatan.unit.jalur, sesudah=sesudah)
