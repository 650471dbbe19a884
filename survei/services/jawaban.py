"""Taking in one respondent's answers, and letting them go again: the public form and the entry of paper forms."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.crypto import salted_hmac

from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from survei.alur import Status
from survei.hitung.pribadi import tanpa_pribadi
from survei.models import Jawaban, Layanan, Survei, Tautan
from survei.models.jawaban import Kanal
from survei.models.survei import SumberSurvei
from survei.selectors.tambahan import daftar_tanya
from survei.services import tally
from survei.services.kunci import kunci_survei
from survei.services.survei import wajib_belum_tetap
from survei.unggah.kenali import Peran
from survei.unggah.nilai import PANJANG_TEKS

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

# Letters and digits that are not mistaken for one another when a code is copied by hand.
_ABJAD = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_PANJANG_KODE = 12
TAMBAHAN_MAKS = PANJANG_TEKS[Peran.TAMBAHAN]  # letters of an answer to one of the agency's own questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Isian:
    """One form as filled in. `nilai`: code of the unsur → 1–4 or None for a blank; the rest may stay empty.

    `tambahan`: number of the agency's own question → text of the answer. `persetujuan_versi`: the words the
    respondent had seen. `waktu`: when a paper form was filled in, if it says so.
    """

    nilai: Mapping[str, int | None]
    layanan: Layanan | None = None
    jenis_kelamin: str = ""
    umur: int | None = None
    pendidikan: str = ""
    pekerjaan: str = ""
    saran: str = ""
    tambahan: Mapping[str, str] = field(default_factory=dict)
    persetujuan_versi: int = 0
    waktu: datetime | None = None


@dataclass(frozen=True, slots=True)
class Diterima:
    """What became of a form. `baru`: stored just now; otherwise the same key had been stored before.

    `berbeda`: the earlier one holds other answers, and those were kept.
    """

    jawaban: Jawaban
    baru: bool
    berbeda: bool = False


def terima_daring(*, tautan: Tautan, isian: Isian, kunci: UUID, kini: datetime) -> Diterima:
    """Store a form of the public page; sending it again with the same `kunci` stores nothing more.

    Raises PelanggaranAturan of `wajib_terbuka_daring` and `_pastikan_isi`.
    """
    with transaction.atomic():
        survei = kunci_survei(tautan.survei)
        if (lama := _sudah_ada(survei, kunci, isian)) is not None:
            return lama
        terkini = Tautan.objects.select_related("layanan").get(pk=tautan.pk)
        wajib_terbuka_daring(survei, terkini, kini)
        lain = {
            "tautan": terkini,
            "layanan": terkini.layanan or isian.layanan,
            "kode_tarik": hash_kode(kode_tarik(kunci)),
        }
        return Diterima(_simpan(survei, isian, kini, kunci=kunci, kanal=Kanal.DARING, **lain), baru=True)


def terima_kertas(*, pelaku: Pengguna, survei: Survei, isian: Isian, kunci: UUID, kini: datetime) -> Diterima:
    """Store one paper form as typed by `pelaku`; a repeated `kunci` (a retried request) stores nothing more.

    Raises PelanggaranAturan `survei_tidak_berjalan`, `bukan_jawaban`, and of `_pastikan_isi`.
    """
    with transaction.atomic():
        terkini = kunci_survei(survei)
        if (lama := _sudah_ada(terkini, kunci, isian)) is not None:
            return lama
        wajib_berjalan(terkini)
        jawaban = _simpan(terkini, isian, kini, kunci=kunci, kanal=Kanal.KERTAS, layanan=isian.layanan)
        _catat(pelaku, "jawaban.kertas", terkini, kini, sesudah={"kunci": str(kunci)})
        return Diterima(jawaban, baru=True)


@transaction.atomic
def urungkan_kertas(*, pelaku: Pengguna, survei: Survei, kunci: UUID, kini: datetime) -> Jawaban:
    """Take a paper form out again; returns what it held, so that it can be mended and entered anew.

    Raises PelanggaranAturan `hasil_tetap`, `jawaban_tidak_ada`.
    """
    terkini = kunci_survei(survei)
    wajib_belum_tetap(terkini)
    jawaban = Jawaban.objects.filter(survei=terkini, kunci=kunci, kanal=Kanal.KERTAS).first()
    if jawaban is None:
        raise PelanggaranAturan("jawaban_tidak_ada", "Isian ini sudah diurungkan sebelumnya.")
    _lepas(terkini, jawaban)
    _catat(pelaku, "jawaban.urungkan_kertas", terkini, kini, sebelum={"kunci": str(kunci)})
    return jawaban


@transaction.atomic
def tarik(*, kode: str, kini: datetime) -> Survei:
    """A respondent withdraws: the answer is deleted and leaves every count; only that it happened is recorded.

    Raises PelanggaranAturan `kode_tidak_dikenal`, `hasil_tetap`.
    """
    asing = PelanggaranAturan(
        "kode_tidak_dikenal",
        "Kode ini tidak dikenal, atau jawabannya sudah ditarik. Periksa lagi huruf dan angkanya.",
    )
    hash_dicari = hash_kode(kode)
    calon = Jawaban.objects.filter(kode_tarik=hash_dicari).select_related("survei").first() if kode.strip() else None
    if calon is None:
        raise asing
    survei = kunci_survei(calon.survei)
    jawaban = Jawaban.objects.filter(pk=calon.pk).first()
    if jawaban is None:
        raise asing
    if survei.status in (Status.DITETAPKAN, Status.TERBIT):
        raise PelanggaranAturan(
            "hasil_tetap",
            "Hasil survei ini sudah ditetapkan. Jawaban Anda sudah menjadi bagian dari jumlahnya, tanpa nama, "
            "dan tidak dapat ditarik lagi.",
        )
    _lepas(survei, jawaban)
    _catat(None, "jawaban.tarik", survei, kini, sesudah={"jumlah": 1})
    return survei


def wajib_berjalan(survei: Survei) -> None:
    """Raise PelanggaranAturan unless the survey takes answers now (any channel)."""
    if survei.sumber != SumberSurvei.JAWABAN:
        raise PelanggaranAturan("bukan_jawaban", "Survei ini berisi rekap dokumen, jadi tidak menerima jawaban.")
    if survei.status != Status.BERJALAN:
        raise PelanggaranAturan(
            "survei_tidak_berjalan",
            f"Survei ini berstatus {survei.get_status_display().lower()}, jadi tidak menerima jawaban. "
            "Petugas survei unit ini dapat membukanya.",
        )


def wajib_terbuka_daring(survei: Survei, tautan: Tautan, kini: datetime) -> None:
    """Raise PelanggaranAturan unless the public form may be sent now.

    Codes: `tautan_dicabut`, `survei_belum`, `survei_selesai`, `survei_tidak_berjalan`, `bukan_jawaban`.
    """
    hari = kini.astimezone(survei.unit.instansi.zona).date()
    if survei.status in (Status.DITUTUP, Status.DITETAPKAN, Status.TERBIT) or (
        survei.status == Status.BERJALAN and hari > survei.selesai
    ):
        raise PelanggaranAturan("survei_selesai", "Survei ini sudah selesai. Terima kasih atas perhatian Anda.")
    if tautan.dicabut_pada is not None:
        raise PelanggaranAturan(
            "tautan_dicabut", "Tautan ini sudah tidak dipakai. Mintalah kode QR terbaru kepada petugas."
        )
    if survei.status == Status.DRAF or hari < survei.mulai:
        raise PelanggaranAturan("survei_belum", "Survei ini belum dibuka.")
    wajib_berjalan(survei)


def kode_tarik(kunci: UUID) -> str:
    """The withdrawal code of a form: made from its key and the installation's secret, so a retry shows the same one."""
    angka = int.from_bytes(salted_hmac("survei.kode_tarik", str(kunci), algorithm="sha256").digest(), "big")
    huruf = []
    for _ in range(_PANJANG_KODE):
        angka, sisa = divmod(angka, len(_ABJAD))
        huruf.append(_ABJAD[sisa])
    return "-".join("".join(huruf[i : i + 4]) for i in range(0, _PANJANG_KODE, 4))


def hash_kode(kode: str) -> str:
    """What is stored of a withdrawal code; blanks, hyphens and case do not matter."""
    rapi = "".join(h for h in kode.upper() if h.isalnum())
    return hashlib.sha256(rapi.encode()).hexdigest()


def _sudah_ada(survei: Survei, kunci: UUID, isian: Isian) -> Diterima | None:
    lama = Jawaban.objects.filter(survei=survei, kunci=kunci).first()
    if lama is None:
        return None
    kolom = tally.kolom_unsur(survei)
    sama = all(getattr(lama, k) == isian.nilai.get(kode) for kode, k in kolom.items())
    return Diterima(lama, baru=False, berbeda=not sama or lama.saran != tanpa_pribadi(isian.saran.strip()))


def _simpan(survei: Survei, isian: Isian, kini: datetime, **lain: Any) -> Jawaban:
    kolom = tally.kolom_unsur(survei)
    _pastikan_isi(survei, isian, kolom)
    jawaban = Jawaban.objects.create(
        survei=survei,
        diterima_pada=kini,
        waktu=isian.waktu or (kini if lain["kanal"] == Kanal.DARING else None),
        jenis_kelamin=isian.jenis_kelamin,
        umur=isian.umur,
        pendidikan=isian.pendidikan,
        pekerjaan=isian.pekerjaan,
        saran=tanpa_pribadi(isian.saran.strip()),
        tambahan=_tambahan(survei, isian),
        persetujuan_versi=min(isian.persetujuan_versi, survei.persetujuan_versi),
        **{kolom[kode]: nilai for kode, nilai in isian.nilai.items()},
        **lain,
    )
    tally.tambah(survei, tally.dimensi_jawaban(survei, [jawaban]))
    return jawaban


def _tambahan(survei: Survei, isian: Isian) -> dict[str, str]:
    """Answers to own questions without blanks; free text loses personal data, a choice keeps the words it counts by."""
    terisi = {nomor: teks.strip() for nomor, teks in isian.tambahan.items() if teks.strip()}
    pilihan = {str(t.nomor): t.pilihan for t in daftar_tanya(survei)} if terisi else {}
    return {n: teks if teks in pilihan.get(n, ()) else tanpa_pribadi(teks) for n, teks in terisi.items()}


def _pastikan_isi(survei: Survei, isian: Isian, kolom: Mapping[str, str]) -> None:
    """Raises PelanggaranAturan `unsur_asing`, `nilai_di_luar`, `kosong_semua`, `layanan_asing`."""
    if asing := set(isian.nilai) - set(kolom):
        raise PelanggaranAturan(
            "unsur_asing", f"Pertanyaan survei sudah berubah ({', '.join(sorted(asing))}). Muat ulang halaman."
        )
    if any(nilai is not None and not 1 <= nilai <= 4 for nilai in isian.nilai.values()):
        raise PelanggaranAturan("nilai_di_luar", "Setiap jawaban bernilai 1 sampai 4.")
    if all(nilai is None for nilai in isian.nilai.values()):
        raise PelanggaranAturan("kosong_semua", "Jawab sedikitnya satu pertanyaan.")
    if isian.layanan is not None and not survei.layanan.filter(pk=isian.layanan.pk).exists():
        raise PelanggaranAturan("layanan_asing", "Layanan yang dipilih tidak termasuk survei ini.")


def _lepas(survei: Survei, jawaban: Jawaban) -> None:
    tally.kurangi(survei, tally.dimensi_jawaban(survei, [jawaban]))
    jawaban.delete()


def _catat(pelaku: Pengguna | None, aksi: str, survei: Survei, kini: datetime, **isi: Any) -> None:
    jejak.catat(pelaku=pelaku, aksi=aksi, objek=survei, kini=kini, unit_jalur=survei.unit.jalur, **isi)
