"""The definition of a survey: made, changed, copied, opened and closed."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Unit
from survei import alur
from survei.alur import Gerak, Status
from survei.hitung.unsur import Urutan
from survei.models import Jawaban, Layanan, PertanyaanTambahan, Survei, Tautan
from survei.models.survei import SumberSurvei
from survei.services.kunci import kunci_survei, status_setelah
from survei.services.tautan_indikator import segarkan_tautan
from survei.services.unsur import baca_unsur, tulis_unsur, unsur_baku, urutkan_baku

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

PERSETUJUAN_BAWAAN = (
    "Survei ini menilai pelayanan, bukan Anda. Kami tidak meminta nama, NIK, atau nomor telepon. Jawaban dipakai untuk "
    "menghitung Indeks Kepuasan Masyarakat dan memperbaiki pelayanan. Anda boleh melewati pertanyaan, dan dapat "
    "menarik jawaban dengan kode yang Anda terima di akhir, selama hasil survei belum ditetapkan."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Definisi:
    """What the definition page asks. `layanan_baru`: names of services to be made at the unit."""

    judul: str
    jenis_periode: str
    tahun: int
    nomor_periode: int
    mulai: date
    selesai: date
    populasi: int | None
    urutan_unsur: str
    persetujuan: str
    layanan: Sequence[Layanan] = ()
    layanan_baru: Sequence[str] = ()


# When the result counts.
_PERIODE = ("jenis_periode", "tahun", "nomor_periode", "selesai")
_KOLOM = (
    "judul",
    *_PERIODE,
    "mulai",
    "populasi",
    "urutan_unsur",
    "persetujuan",
)


@transaction.atomic
def buat(*, pelaku: Pengguna, unit: Unit, definisi: Definisi, kini: datetime, dari: Survei | None = None) -> Survei:
    """A new draft with the nine standard unsur, or with the questions of an earlier survey.

    `unit` and `dari` were fetched through akses.py. Raises PelanggaranAturan `layanan_asing`.
    """
    survei = Survei(unit=unit, **{k: getattr(definisi, k) for k in _KOLOM})
    survei.save()
    urutan = Urutan(definisi.urutan_unsur)
    tulis_unsur(survei, urutkan_baku(baca_unsur(dari), urutan) if dari else unsur_baku(urutan))
    if dari:
        PertanyaanTambahan.objects.bulk_create(
            PertanyaanTambahan(survei=survei, urutan=p.urutan, teks=p.teks, pilihan=p.pilihan)
            for p in dari.pertanyaan_tambahan.all()
        )
    survei.layanan.set(_layanan(unit, definisi))
    _catat(pelaku, "survei.buat", survei, kini, sesudah=_isi(survei) | ({"dari": dari.pk} if dari else {}))
    return survei


@transaction.atomic
def ubah(*, pelaku: Pengguna, survei: Survei, definisi: Definisi, versi: int, kini: datetime) -> Survei:
    """Store a changed definition; another consent text becomes a new version of it.

    Raises PelanggaranAturan `bentrok_versi`, `hasil_tetap`, `inti_terkunci` (the order of U8 and U9 after the first
    answer), `layanan_dipakai`, `layanan_asing`.
    """
    terkini = kunci_untuk_ubah(survei, versi)
    layanan = _layanan(terkini.unit, definisi)
    _pastikan_layanan_bebas(terkini, layanan)
    sebelum, semula = _isi(terkini), copy(terkini)
    if definisi.urutan_unsur != terkini.urutan_unsur:
        wajib_inti_terbuka(terkini)
    if definisi.persetujuan != terkini.persetujuan and terkini.status != Status.DRAF:
        # Somebody may have read the old words already.
        terkini.persetujuan_versi += 1
    for kolom in _KOLOM:
        setattr(terkini, kolom, getattr(definisi, kolom))
    if terkini.urutan_unsur != sebelum["urutan_unsur"]:
        tulis_unsur(terkini, urutkan_baku(baca_unsur(terkini), Urutan(terkini.urutan_unsur)))
    terkini.layanan.set(layanan)
    _simpan(terkini, *_KOLOM, "persetujuan_versi")
    if terkini.status != Status.DRAF and any(getattr(terkini, k) != getattr(semula, k) for k in _PERIODE):
        segarkan_tautan(semula, terkini, kini=kini)
    sesudah = _isi(terkini)
    beda = [k for k in sesudah if sesudah[k] != sebelum[k]]
    _catat(
        pelaku,
        "survei.ubah",
        terkini,
        kini,
        sebelum={k: sebelum[k] for k in beda},
        sesudah={k: sesudah[k] for k in beda},
    )
    return terkini


@transaction.atomic
def gerakkan(*, pelaku: Pengguna, survei: Survei, gerak: Gerak, kini: datetime, alasan: str = "") -> Survei:
    """Open or close the survey (`Gerak.BUKA`, `Gerak.TUTUP`). Fixing and publishing are services of the result.

    Raises PelanggaranAturan `status_survei`, `bukan_jawaban` (a recap collects no answers), `tanpa_persetujuan`.
    """
    terkini = kunci_survei(survei)
    sebelum = terkini.status
    terkini.status = wajib_boleh_gerak(terkini, gerak)
    _simpan(terkini, "status")
    if sebelum == Status.DRAF:
        segarkan_tautan(terkini, kini=kini)
    _catat(
        pelaku,
        f"survei.{gerak.value}",
        terkini,
        kini,
        sebelum={"status": sebelum},
        sesudah={"status": terkini.status},
        alasan=alasan,
    )
    return terkini


def wajib_boleh_gerak(survei: Survei, gerak: Gerak) -> Status:
    """Where opening or closing leads; raises as `gerakkan`."""
    if survei.sumber != SumberSurvei.JAWABAN:
        raise PelanggaranAturan(
            "bukan_jawaban", "Survei ini berisi rekap dokumen, bukan jawaban, jadi tidak dikumpulkan."
        )
    ke = status_setelah(survei, gerak)
    if gerak is Gerak.BUKA and not survei.persetujuan.strip():
        raise PelanggaranAturan(
            "tanpa_persetujuan", "Isi teks persetujuan responden lebih dulu, baru survei dapat dibuka."
        )
    return ke


def kunci_untuk_ubah(survei: Survei, versi: int) -> Survei:
    """The survey locked for a change of its definition.

    Raises PelanggaranAturan `hasil_tetap` when its result is fixed, `bentrok_versi` when it is not what was seen.
    """
    terkini = kunci_survei(survei)
    wajib_belum_tetap(terkini)
    if terkini.versi != versi:
        raise PelanggaranAturan(
            "bentrok_versi",
            "Survei ini sudah diubah orang lain sejak halaman Anda dibuka. Tidak ada yang ditimpa. "
            "Muat ulang, lalu ulangi.",
        )
    return terkini


def wajib_belum_tetap(survei: Survei) -> None:
    """Raise PelanggaranAturan `hasil_tetap` once the result is fixed."""
    if alur.tetap(Status(survei.status)):
        raise PelanggaranAturan(
            "hasil_tetap",
            "Hasil survei ini sudah ditetapkan, jadi survei dan jawabannya tidak dapat diubah. "
            "Mintalah pimpinan atau verifikator membatalkan penetapan lebih dulu.",
        )


def wajib_inti_terbuka(survei: Survei) -> None:
    """Raise PelanggaranAturan `inti_terkunci` once an answer counts on the scored questions."""
    if survei.terkunci:
        raise PelanggaranAturan(
            "inti_terkunci",
            "Unsur, pertanyaan, dan urutannya terkunci sejak jawaban pertama masuk, supaya semua responden dinilai "
            "dengan ukuran yang sama. Untuk pertanyaan lain, buat survei baru dengan menyalin survei ini.",
        )


def _layanan(unit: Unit, definisi: Definisi) -> list[Layanan]:
    """Chosen services and those made now (an existing name is not made twice)."""
    if any(satu.unit_id != unit.pk for satu in definisi.layanan):
        raise PelanggaranAturan("layanan_asing", "Layanan yang dipilih bukan milik unit survei ini.")
    baru = [Layanan.objects.get_or_create(unit=unit, nama=nama)[0] for nama in definisi.layanan_baru]
    return list({satu.pk: satu for satu in (*definisi.layanan, *baru)}.values())


def _pastikan_layanan_bebas(survei: Survei, layanan: Sequence[Layanan]) -> None:
    hilang = survei.layanan.exclude(pk__in=[satu.pk for satu in layanan])
    dipakai = hilang.filter(pk__in=Jawaban.objects.filter(survei=survei).values("layanan")) | hilang.filter(
        pk__in=Tautan.objects.filter(survei=survei, dicabut_pada=None).values("layanan")
    )
    if nama := list(dipakai.distinct().values_list("nama", flat=True)):
        raise PelanggaranAturan(
            "layanan_dipakai", f"Layanan {', '.join(nama)} sudah punya jawaban atau tautan, jadi tidak dapat dilepas."
        )


def _isi(survei: Survei) -> dict[str, Any]:
    nama = sorted(survei.layanan.values_list("nama", flat=True))
    return {k: getattr(survei, k) for k in (*_KOLOM, "persetujuan_versi")} | {"layanan": nama}


def _simpan(survei: Survei, *kolom: str) -> None:
    survei.versi += 1
    survei.save(update_fields=[*kolom, "versi"])


def _catat(pelaku: Pengguna, aksi: str, survei: Survei, kini: datetime, **lain: Any) -> None:
    jejak.catat(pelaku=pelaku, aksi=aksi, objek=survei, kini=kini, unit_jalur=survei.unit.jalur, **lain)
