"""Uploading results: received, mapped, checked, accepted, loaded, undone. Nothing counts before a person accepts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from indikator.services.berkas import nama_bersih, sidik
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from survei.hitung.tally_json import dimensi_dari_json
from survei.hitung.unsur import Urutan
from survei.models import Jawaban, Survei, Unggahan
from survei.models.jawaban import UNGGAHAN_HIDUP, StatusUnggahan
from survei.selectors.tambahan import daftar_tanya
from survei.services import tally
from survei.services.jawaban import wajib_berjalan
from survei.services.kunci import kunci_survei
from survei.services.survei import wajib_belum_tetap
from survei.services.unggahan_kerja import KEMBALI, MENUNGGU, antrekan
from survei.services.unggahan_muat import wajib_inti_sama
from survei.services.unggahan_simpan import MENUNGGU_ORANG, hapus_berkas
from survei.unggah import PRATINJAU, siapkan, simpan
from survei.unggah.baca import baca_awal
from survei.unggah.cocok import cocokkan
from survei.unggah.kenali import Pemetaan, Peran, ubah
from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.nilai import baca_teks
from survei.unggah.salah import ribuan
from survei.unggah.tambahan import kenali_tambahan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

BARIS_AWAL = 4
_PANJANG_AWAL = 40
Pilihan = Mapping[int, tuple[Peran, str | None]]


def terima(*, pelaku: Pengguna, survei: Survei, berkas: UploadedFile[Any], kini: datetime) -> Unggahan:
    """Keep a file whose columns could be recognised; nothing is kept of a refused one.

    Raises PelanggaranAturan `berkas_ditolak` with the reason, and those of `wajib_berjalan`.
    """
    wajib_berjalan(survei)
    nama = nama_bersih(berkas.name or "")
    hash_berkas = sidik(berkas)
    try:
        siap = siapkan(baca_awal(berkas, nama, PRATINJAU))
    except KesalahanUnggah as salah:
        raise PelanggaranAturan("berkas_ditolak", salah.pesan) from salah
    awal = [s for n, s in siap.pratinjau if n > siap.pemetaan.baris_kepala][:BARIS_AWAL]
    contoh = {
        str(k.indeks): [_awal(s[k.indeks]) if k.indeks < len(s) else "" for s in awal]
        for k in siap.pemetaan.kolom
        if k.peran is not Peran.PRIBADI
    }
    berkas.seek(0)
    pk = uuid4()
    berkas.name = f"{pk}{PurePosixPath(nama).suffix.lower()}"
    with transaction.atomic():
        unggahan = Unggahan.objects.create(
            id=pk,
            survei=survei,
            berkas=berkas,
            nama=nama,
            ukuran=berkas.size or 0,
            sha256=hash_berkas,
            pemetaan=simpan.ke_json(kenali_tambahan(siap.pemetaan, daftar_tanya(survei)))
            | {"lembar": siap.lembar, "awal": contoh, "layanan": None},
            diunggah_oleh=pelaku,
            diunggah_pada=kini,
        )
        _catat(pelaku, "unggahan.terima", unggahan, kini, sesudah={"nama": nama, "sha256": hash_berkas})
    return unggahan


def petakan(
    *,
    pelaku: Pengguna,
    unggahan: Unggahan,
    pilihan: Pilihan,
    urutan: Urutan,
    layanan: int | None,
    kini: datetime,
    antre: bool = True,
) -> Unggahan:
    """What each column is, as the person confirmed; the check begins.

    Args:
        layanan: id of the service that all rows are about (the survey's own); None: as a column says, or none.

    Raises PelanggaranAturan `kolom_salah`, `unggahan_bergerak`.
    """
    with transaction.atomic():
        baris = _kunci(unggahan, MENUNGGU_ORANG)
        try:
            pemetaan = ubah(simpan.dari_json(baris.pemetaan), pilihan)
            tanya = {t.nomor for t in daftar_tanya(baris.survei)}
            cocokkan(pemetaan, urutan, tuple(tally.kolom_unsur(baris.survei)), tanya)
        except KesalahanUnggah as salah:
            raise PelanggaranAturan("kolom_salah", salah.pesan) from salah
        if layanan is not None:
            pemetaan = _tanpa_kolom_layanan(pemetaan)
        baris.pemetaan = baris.pemetaan | simpan.ke_json(pemetaan) | {"layanan": layanan}
        baris.urutan_unsur = urutan.value
        _antre(baris, StatusUnggahan.DIPERIKSA, antre, "pemetaan", "urutan_unsur")
        kolom = {k.kepala or k.huruf: f"{k.peran}:{k.unsur or k.nomor or k.tanya or ''}" for k in pemetaan.kolom}
        _catat(pelaku, "unggahan.periksa", baris, kini, sesudah={"urutan": urutan.value, "kolom": kolom})
    return baris


def setujui(
    *,
    pelaku: Pengguna,
    unggahan: Unggahan,
    hanya_baik: bool,
    tahu_kembar: bool,
    kini: datetime,
    antre: bool = True,
) -> Unggahan:
    """Accept the good rows; loading begins.

    Args:
        hanya_baik: the person agrees that bad rows stay out.
        tahu_kembar: the person knows that the same rows were loaded before, and wants them again.

    Raises PelanggaranAturan `unggahan_bergerak`, `tanpa_baris_baik`, `ada_baris_salah`, `berkas_kembar`,
        `inti_berubah`, and those of `wajib_berjalan`.
    """
    with transaction.atomic():
        # The survey first: two people who accept the same file at once are told, whoever comes second.
        survei = kunci_survei(unggahan.survei)
        baris = _kunci(unggahan, (StatusUnggahan.SIAP,))
        wajib_berjalan(survei)
        wajib_inti_sama(survei, baris)
        _wajib_diputuskan(survei, baris, hanya_baik=hanya_baik, tahu_kembar=tahu_kembar)
        _antre(baris, StatusUnggahan.DIMUAT, antre)
        _catat(
            pelaku,
            "unggahan.setujui",
            baris,
            kini,
            sesudah={"baris": baris.jumlah_baik, "hanya_baik": hanya_baik, "tahu_kembar": tahu_kembar},
        )
    return baris


def _wajib_diputuskan(survei: Survei, baris: Unggahan, *, hanya_baik: bool, tahu_kembar: bool) -> None:
    """There is something to load, and the person has said yes to what else would be a surprise."""
    if not baris.jumlah_baik:
        raise PelanggaranAturan("tanpa_baris_baik", "Tidak ada baris yang dapat dimuat. Perbaiki berkasnya dulu.")
    if baris.jumlah_baik < baris.jumlah_baris and not hanya_baik:
        salah = ribuan(baris.jumlah_baris - baris.jumlah_baik)
        raise PelanggaranAturan(
            "ada_baris_salah", f"{salah} baris salah. Centang bahwa hanya baris yang benar dimuat, atau perbaiki."
        )
    if not tahu_kembar and (lain := kembar(baris).filter(survei=survei).first()):
        raise PelanggaranAturan(
            "berkas_kembar",
            f"Jawaban yang sama sudah dimuat dari berkas “{lain.nama}”. Centang bahwa Anda tetap ingin memuatnya "
            "sekali lagi, atau buang unggahan ini.",
        )


def kembar(unggahan: Unggahan) -> Any:
    """Other uploads, of any survey, whose same file or same good rows are loaded or being loaded."""
    sama = Unggahan.objects.filter(sha256=unggahan.sha256)
    if unggahan.sidik_isi:
        sama |= Unggahan.objects.filter(sidik_isi=unggahan.sidik_isi)
    return (
        sama.filter(status__in=(StatusUnggahan.DIMUAT, StatusUnggahan.SELESAI))
        .exclude(pk=unggahan.pk)
        .order_by("diunggah_pada")
    )


def hentikan(*, pelaku: Pengguna, unggahan: Unggahan, kini: datetime) -> Unggahan:
    """Stop the running check or load at its next step; it goes back to the step where a person decides.

    Stopping what has ended changes nothing.
    """
    with transaction.atomic():
        baris = _terkunci(unggahan)
        if baris.status not in UNGGAHAN_HIDUP or baris.batal_diminta:
            return baris
        if baris.mulai_pada is None:  # no worker has it yet
            baris.status, baris.langkah = KEMBALI[baris.status], ""
        else:
            baris.batal_diminta, baris.langkah = True, "Menghentikan"
        baris.save(update_fields=["status", "batal_diminta", "langkah"])
        _catat(pelaku, "unggahan.hentikan", baris, kini)
    return baris


def buang(*, pelaku: Pengguna, unggahan: Unggahan, kini: datetime) -> Unggahan:
    """Discard an upload that was not loaded, with its files. Raises PelanggaranAturan `unggahan_bergerak`."""
    with transaction.atomic():
        baris = _kunci(unggahan, MENUNGGU_ORANG)
        baris.status, baris.selesai_pada = StatusUnggahan.DIBATALKAN, kini
        baris.save(update_fields=["status", "selesai_pada"])
        hapus_berkas(baris)
        _catat(pelaku, "unggahan.buang", baris, kini, sebelum={"nama": baris.nama})
    return baris


def urungkan(*, pelaku: Pengguna, unggahan: Unggahan, alasan: str, kini: datetime) -> Unggahan:
    """Take a loaded batch out again: its answers are deleted and leave every tally, in one transaction.

    Raises PelanggaranAturan `alasan_wajib`, `hasil_tetap`, `unggahan_bergerak`, `jumlah_beda`.
    """
    alasan = alasan.strip()
    if not alasan:
        raise PelanggaranAturan("alasan_wajib", "Tuliskan alasan mengurungkan unggahan ini.")
    with transaction.atomic():
        survei = kunci_survei(unggahan.survei)
        wajib_belum_tetap(survei)
        baris = _kunci(unggahan, (StatusUnggahan.SELESAI,))
        tally.kurangi(survei, dimensi_dari_json(baris.tally))
        banyak, _ = Jawaban.objects.filter(survei=survei, unggahan=baris).delete()
        if banyak != baris.jumlah_baik:
            raise PelanggaranAturan(
                "jumlah_beda",
                "Jawaban unggahan ini tidak lagi sama banyaknya dengan yang dimuat, jadi tidak diurungkan. "
                "Mintalah administrator menjalankan periksa_tally.",
            )
        baris.status, baris.selesai_pada = StatusUnggahan.DIURUNGKAN, kini
        baris.save(update_fields=["status", "selesai_pada"])
        hapus_berkas(baris)
        _catat(pelaku, "unggahan.urungkan", baris, kini, sebelum={"jawaban": banyak}, alasan=alasan)
    return baris


def _tanpa_kolom_layanan(pemetaan: Pemetaan) -> Pemetaan:
    """One service was chosen for all rows, so a column of services is not read."""
    kolom = tuple(replace(k, peran=Peran.LAIN) if k.peran is Peran.LAYANAN else k for k in pemetaan.kolom)
    return replace(pemetaan, kolom=kolom)


def _antre(baris: Unggahan, status: StatusUnggahan, antre: bool, *kolom: str) -> None:
    baris.status, baris.langkah, baris.persen, baris.galat = status, MENUNGGU, 0, ""
    baris.percobaan, baris.batal_diminta, baris.mulai_pada, baris.diantrekan_pada = 0, False, None, None
    umum = ("status", "langkah", "persen", "galat", "percobaan", "batal_diminta", "mulai_pada", "diantrekan_pada")
    baris.save(update_fields=[*umum, *kolom])
    if antre:
        transaction.on_commit(partial(antrekan, baris.pk))


def _terkunci(unggahan: Unggahan) -> Unggahan:
    kumpulan = Unggahan.objects.select_for_update(no_key=True, of=("self",)).select_related("survei__unit")
    return kumpulan.get(pk=unggahan.pk)


def _kunci(unggahan: Unggahan, boleh: tuple[StatusUnggahan, ...]) -> Unggahan:
    """The row as it stands now, locked. Raises PelanggaranAturan `unggahan_bergerak` in any other status."""
    baris = _terkunci(unggahan)
    if baris.status not in boleh:
        raise PelanggaranAturan(
            "unggahan_bergerak",
            f"Unggahan ini sudah berstatus {baris.get_status_display().lower()}. Muat ulang halamannya.",
        )
    return baris


def _awal(sel: Any) -> str:
    return baca_teks(sel)[:_PANJANG_AWAL]


def _catat(pelaku: Pengguna, aksi: str, unggahan: Unggahan, kini: datetime, **lain: Any) -> None:
    jejak.catat(pelaku=pelaku, aksi=aksi, objek=unggahan, kini=kini, unit_jalur=unggahan.survei.unit.jalur, **lain)
