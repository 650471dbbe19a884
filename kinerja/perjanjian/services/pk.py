"""The life of an agreement: submitting, approving, returning, and changing a signed one (rules.md 6)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kinerja.beku import bekukan, sidik
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode
from kinerja.organisasi.tanggal import tulis_triwulan
from kinerja.perjanjian import alur
from kinerja.perjanjian.data import DataPK
from kinerja.perjanjian.models import DokumenPK, PerjanjianKinerja
from kinerja.perjanjian.selectors.pk_kumpulkan import BahanPK, Versi, kumpulkan_pk
from kinerja.perjanjian.services.pk_massal import catat_isi, kode_periksa_baru, kolom_pk, triwulan_dari, versi_dari
from kinerja.perjanjian.services.pk_pindah import kunci_pk, pindahkan, status_setelah, wajib_pihak, wajib_versi

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@transaction.atomic
def ajukan(*, pelaku: Pengguna, perjanjian: PerjanjianKinerja, versi_baris: int, kini: datetime) -> PerjanjianKinerja:
    """Submit a draft to the superior; the head of government's own is settled at once. Its content now stands still.

    Submitting again what `pelaku` has just submitted changes nothing. Raises PelanggaranAturan: `bentrok_versi`,
    `perpindahan_ditolak`, `tanpa_indikator`, or `pk_usang` (an indicator, target, budget row or party has changed
    since the draft was made, so what would be submitted is not what is on screen).
    """
    baris = kunci_pk(perjanjian)
    if baris.diajukan_oleh_id == pelaku.pk and baris.status in (alur.Status.DIAJUKAN, alur.Status.DISETUJUI):
        return baris
    wajib_versi(baris, versi_baris)
    aksi = wajib_boleh_ajukan(baris)
    kolom: dict[str, Any] = {"diajukan_oleh": pelaku, "diajukan_pada": kini}
    if aksi is alur.Aksi.TETAPKAN:
        kolom |= {"disetujui_oleh": pelaku, "disetujui_pada": kini}
    pindahkan(baris, aksi, pelaku=pelaku, kini=kini, **kolom)
    return baris


def wajib_boleh_ajukan(baris: PerjanjianKinerja) -> alur.Aksi:
    """The move that submits this agreement; raises as `ajukan` when its status or content does not allow it."""
    aksi = alur.Aksi.TETAPKAN if baris.sendiri else alur.Aksi.AJUKAN
    status_setelah(baris, aksi)
    terkini = data_terkini(baris)
    if not terkini.lampiran1:
        raise PelanggaranAturan(
            "tanpa_indikator", f"{baris.jabatan} tidak memikul indikator, jadi belum ada yang dapat dijanjikan."
        )
    if sidik(bekukan(terkini)) != baris.sha256:
        raise PelanggaranAturan(
            "pk_usang",
            "Indikator, target, anggaran, atau pihaknya berubah sejak draf ini disusun. Susun ulang drafnya, periksa "
            "perubahannya, lalu ajukan.",
        )
    return aksi


def data_terkini(baris: PerjanjianKinerja) -> DataPK:
    """What the agreement would say today; the frozen date decides who its parties are.

    Raises PelanggaranAturan `pk_terhalang` when it has no two parties any more.
    """
    bahan = _bahan(baris, baris.tanggal)
    return bahan.data(baris.jabatan_id, versi_dari(baris))


def _bahan(baris: PerjanjianKinerja, tanggal: date) -> BahanPK:
    bahan = kumpulkan_pk([baris.jabatan_id], baris.periode, tanggal)
    if halangan := bahan.pihak[baris.jabatan_id].halangan:
        raise PelanggaranAturan("pk_terhalang", f"{halangan} Mintalah administrator melengkapi penempatan pejabatnya.")
    return bahan


@transaction.atomic
def setujui(*, pelaku: Pengguna, perjanjian: PerjanjianKinerja, versi_baris: int, kini: datetime) -> PerjanjianKinerja:
    """The superior accepts a submitted agreement, as it stood in `versi_baris`. Twice changes nothing."""
    baris = kunci_pk(perjanjian)
    if baris.status == alur.Status.DISETUJUI and baris.disetujui_oleh_id == pelaku.pk:
        return baris
    wajib_versi(baris, versi_baris)
    wajib_penyetuju(pelaku, baris)
    pindahkan(baris, alur.Aksi.SETUJUI, pelaku=pelaku, kini=kini, disetujui_oleh=pelaku, disetujui_pada=kini)
    return baris


@transaction.atomic
def kembalikan(
    *, pelaku: Pengguna, perjanjian: PerjanjianKinerja, versi_baris: int, alasan: str, kini: datetime
) -> PerjanjianKinerja:
    """Send a submitted or approved agreement back with the reason; documents and signatures made so far become void.

    The superior's right; where there is none, the head of government's own.
    """
    baris = kunci_pk(perjanjian)
    wajib_versi(baris, versi_baris)
    wajib_pengembali(pelaku, baris)
    pindahkan(
        baris,
        alur.Aksi.KEMBALIKAN,
        pelaku=pelaku,
        kini=kini,
        alasan=alasan,
        disetujui_oleh=None,
        disetujui_pada=None,
        diajukan_oleh=None,
        diajukan_pada=None,
    )
    DokumenPK.objects.filter(perjanjian=baris).hidup().update(gugur_pada=kini)
    baris.tanda_tangan.filter(gugur_pada__isnull=True).update(gugur_pada=kini)
    return baris


@transaction.atomic
def ubah(
    *,
    pelaku: Pengguna,
    perjanjian: PerjanjianKinerja,
    alasan: alur.AlasanPerubahan,
    uraian: str,
    tanggal: date,
    berlaku_triwulan: int,
    kini: datetime,
) -> PerjanjianKinerja:
    """Start a PK Perubahan: the draft of the next version, made from today's indicators.

    Args:
        alasan, uraian: one of the three reasons of [53], and in words what happened.
        tanggal: the date it will carry. berlaku_triwulan: the first quarter judged by it, never one already over then.

    Raises PelanggaranAturan: `bukan_terakhir`, `belum_ditandatangani`, `alasan_wajib`, `tanggal_di_luar_tahun`,
    `berlaku_surut`, or `pk_terhalang`.
    """
    # The same lock as bulk making: it must not start a version of its own meanwhile.
    Periode.objects.select_for_update(no_key=True).get(pk=perjanjian.periode_id)
    lama = kunci_pk(perjanjian)
    _periksa_ubah(lama, uraian, tanggal, berlaku_triwulan)
    versi = Versi(lama.versi + 1, alasan.value, uraian.strip(), berlaku_triwulan)
    bahan = _bahan(lama, tanggal)
    data = bahan.data(lama.jabatan_id, versi)
    baru = PerjanjianKinerja.objects.create(
        jabatan=lama.jabatan,
        periode=lama.periode,
        versi=versi.nomor,
        sebelumnya=lama,
        alasan=versi.alasan,
        uraian_alasan=versi.uraian,
        berlaku_triwulan=versi.berlaku_triwulan,
        kode_periksa=kode_periksa_baru(),
        **kolom_pk(bahan.pihak[lama.jabatan_id], data, tanggal),
    )
    catat_isi(baru, "pk.ubah", pelaku, kini, sebelum=lama.sha256)
    return baru


def wajib_penyetuju(pelaku: Pengguna, baris: PerjanjianKinerja) -> None:
    """Raise PelanggaranAturan `bukan_pihak` unless `pelaku` is the superior."""
    wajib_pihak(pelaku, baris.pejabat_kedua_id, "pihak kedua")


def wajib_pengembali(pelaku: Pengguna, baris: PerjanjianKinerja) -> None:
    """Raise PelanggaranAturan `bukan_pihak` unless `pelaku` is the superior, or where there is none the first party."""
    if baris.sendiri:
        wajib_pihak(pelaku, baris.pejabat_pertama_id, "pihak pertama")
    else:
        wajib_penyetuju(pelaku, baris)


def wajib_boleh_ubah(lama: PerjanjianKinerja) -> None:
    """Raise PelanggaranAturan unless a PK Perubahan may follow: `belum_ditandatangani`, `bukan_terakhir`."""
    if lama.status != alur.Status.DITANDATANGANI:
        raise PelanggaranAturan(
            "belum_ditandatangani",
            f"{lama.judul} belum ditandatangani, jadi masih dapat disusun ulang tanpa PK Perubahan.",
        )
    if PerjanjianKinerja.objects.filter(sebelumnya=lama).exists():
        raise PelanggaranAturan(
            "bukan_terakhir", f"{lama.judul} sudah diikuti perubahan berikutnya; ubahlah versi yang terakhir."
        )


def _periksa_ubah(lama: PerjanjianKinerja, uraian: str, tanggal: date, berlaku_triwulan: int) -> None:
    wajib_boleh_ubah(lama)
    if not uraian.strip():
        raise PelanggaranAturan("alasan_wajib", "Uraikan apa yang terjadi sehingga Perjanjian Kinerja diubah.")
    if tanggal.year != lama.periode.tahun or tanggal < lama.tanggal:
        raise PelanggaranAturan(
            "tanggal_di_luar_tahun",
            f"Tanggal PK Perubahan harus di tahun {lama.periode.tahun} dan tidak mendahului {lama.judul}.",
        )
    paling_awal = max(triwulan_dari(tanggal), lama.berlaku_triwulan)
    if berlaku_triwulan < paling_awal:
        raise PelanggaranAturan(
            "berlaku_surut",
            f"PK Perubahan bertanggal itu paling awal berlaku mulai {tulis_triwulan(paling_awal)}; "
            "triwulan sebelumnya tetap dinilai dengan perjanjian yang berlaku waktu itu.",
        )
