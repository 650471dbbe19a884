"""Values sent by other systems: one component, or thousands with an outcome for each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction

from indikator.hitung.angka import DIGIT_BULAT, DIGIT_DESIMAL
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.predikat import baca_predikat
from indikator.models import Indikator, Komponen, Realisasi
from indikator.services.isian import isi_komponen
from indikator.services.kunci import kunci_realisasi
from indikator.services.lembar import Isian, simpan_satu
from indikator.services.sistem import Penolakan, catat_kiriman
from kinerja.api.masalah import Masalah
from kinerja.organisasi.akses import Aksi, pesan_tolak
from kinerja.organisasi.aturan import PelanggaranAturan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

MAKS_BARIS = 5000
_DESIMAL = re.compile(rf"-?[0-9]{{1,{DIGIT_BULAT}}}(\.[0-9]{{1,{DIGIT_DESIMAL}}})?")
KunciIndikator = tuple[str, int, str]


class Hasil(StrEnum):
    """What became of one row."""

    DISIMPAN = "disimpan"
    SAMA = "sama"
    DITOLAK = "ditolak"


@dataclass(frozen=True, slots=True)
class BarisKiriman:
    """One value as it was sent. The indicator by `indikator` (id), or by `unit`, `tahun` and `kode` together.

    `versi`: the version of the line the sender saw; None: whatever stands there is replaced.
    """

    nomor: int
    indikator: int | None
    unit: str
    tahun: int
    kode: str
    triwulan: int
    komponen: str
    nilai: str | None
    versi: int | None

    @property
    def sebutan(self) -> str:
        """The row in words, for whoever looks for it."""
        milik = f"indikator {self.indikator}" if self.indikator else f"{self.unit} {self.tahun} {self.kode}"
        return f"Baris {self.nomor}: {milik} TW {self.triwulan} {self.komponen}"


@dataclass(frozen=True, slots=True)
class HasilBaris:
    """Outcome of one row; `versi` is the line's version after it (None: refused)."""

    baris: BarisKiriman
    hasil: Hasil
    versi: int | None = None
    kode: str = ""
    pesan: str = ""


@dataclass(frozen=True, slots=True)
class Terbaca:
    """The indicators a request names: those the sender may fill, and the ids it may only read."""

    menurut_id: Mapping[int, Indikator]
    menurut_kode: Mapping[KunciIndikator, Indikator]
    hanya_baca: frozenset[int]

    def cari(self, baris: BarisKiriman) -> Indikator:
        """Raises PelanggaranAturan `tidak_ditemukan` or `tidak_berwenang`."""
        if baris.indikator is not None:
            ada = self.menurut_id.get(baris.indikator)
        else:
            ada = self.menurut_kode.get((baris.unit, baris.tahun, baris.kode))
        if ada is None:
            raise PelanggaranAturan(
                "tidak_ditemukan", "Indikator ini tidak ada, atau berada di luar unit yang menjadi wewenang Anda."
            )
        if ada.pk in self.hanya_baca:
            raise PelanggaranAturan("tidak_berwenang", pesan_tolak(Aksi.ISI))
        return ada


def baca_nilai(teks: str | None, indikator: Indikator) -> Decimal | None:
    """A value as systems send it: `86.75`, the label of a predicate, None to empty the cell.

    Raises PelanggaranAturan `angka_tidak_terbaca`. A comma is refused: 1,234 must not become two things.
    """
    if teks is None:
        return None
    if indikator.skala is not None:
        try:
            return baca_predikat(teks, indikator.skala.skala())
        except KesalahanHitung as salah:
            raise PelanggaranAturan("angka_tidak_terbaca", salah.pesan) from salah
    if _DESIMAL.fullmatch(teks) is None:
        raise PelanggaranAturan(
            "angka_tidak_terbaca",
            f"“{teks[:40]}” tidak terbaca sebagai angka. Tulis misalnya 86.75: titik desimal, tanpa pemisah ribuan, "
            f"paling banyak {DIGIT_BULAT} digit di depan dan {DIGIT_DESIMAL} di belakang titik.",
        )
    nilai = Decimal(teks)
    return nilai or Decimal(0)


def simpan_komponen(
    *,
    pelaku: Pengguna,
    komponen: Komponen,
    triwulan: int,
    nilai: str | None,
    periksa: Callable[[Realisasi], None],
    kini: datetime,
) -> Realisasi:
    """Store one value of one line.

    Args:
        periksa: called with the line while it is locked; raises when the sender saw another state of it.

    Raises PelanggaranAturan as `baca_nilai` and `isi_komponen`, and whatever `periksa` raises; a refusal is kept in the
    record of the source system.
    """
    try:
        with transaction.atomic():
            baris = kunci_realisasi(komponen.indikator, triwulan)
            periksa(baris)
            sebelum = baris.versi
            isi = baca_nilai(nilai, komponen.indikator)
            hasil = isi_komponen(
                pelaku=pelaku, komponen=komponen, triwulan=triwulan, nilai=isi, versi=sebelum, kini=kini
            )
            sama = hasil.versi == sebelum
            catat_kiriman(pelaku=pelaku, disimpan=not sama, sama=sama, penolakan=(), kini=kini)
    except (PelanggaranAturan, Masalah) as tolak:
        sebutan = f"indikator {komponen.indikator_id} TW {triwulan} {komponen.nama}"
        alasan = Penolakan(tolak.kode, tolak.pesan, sebutan)
        catat_kiriman(pelaku=pelaku, disimpan=0, sama=0, penolakan=[alasan], kini=kini)
        raise
    return hasil


@transaction.atomic
def simpan_massal(*, pelaku: Pengguna, baris: Sequence[BarisKiriman], coba: bool, kini: datetime) -> list[HasilBaris]:
    """Store many values, each by itself: one that is refused does not stop the others.

    Args:
        coba: only say what would become of each row; nothing is kept.

    Returns: the outcomes in the order of the rows.
    """
    terbaca = _muat(pelaku, baris)
    dilihat: dict[int, dict[int, int]] = defaultdict(dict)
    ganda = _ganda(baris)
    hasil: dict[int, HasilBaris] = {}
    with transaction.atomic():
        # Locks in one order, whatever the order of the rows: two senders seldom wait for each other in a circle.
        for letak in sorted(range(len(baris)), key=lambda i: _urutan(baris[i], terbaca, i)):
            hasil[letak] = _satu(pelaku, baris[letak], letak in ganda, terbaca, dilihat, kini)
        transaction.set_rollback(coba)
    urut = [hasil[i] for i in range(len(baris))]
    if not coba:
        _catat(pelaku, urut, kini)
    return urut


def _catat(pelaku: Pengguna, hasil: Iterable[HasilBaris], kini: datetime) -> None:
    semua = list(hasil)
    catat_kiriman(
        pelaku=pelaku,
        disimpan=sum(h.hasil is Hasil.DISIMPAN for h in semua),
        sama=sum(h.hasil is Hasil.SAMA for h in semua),
        penolakan=tolakan(semua),
        kini=kini,
    )


def tolakan(hasil: Iterable[HasilBaris]) -> list[Penolakan]:
    """The refused rows, for grouping."""
    return [Penolakan(h.kode, h.pesan, h.baris.sebutan) for h in hasil if h.hasil is Hasil.DITOLAK]


def _satu(
    pelaku: Pengguna,
    baris: BarisKiriman,
    ganda: bool,
    terbaca: Terbaca,
    dilihat: dict[int, dict[int, int]],
    kini: datetime,
) -> HasilBaris:
    try:
        if ganda:
            raise PelanggaranAturan("baris_ganda", "Komponen ini sudah disebut pada baris sebelumnya.")
        indikator = terbaca.cari(baris)
        komponen = next((k for k in indikator.komponen.all() if k.nama == baris.komponen), None)
        if komponen is None:
            raise PelanggaranAturan(
                "komponen_tidak_dikenal", f"Indikator ini tidak mempunyai komponen {baris.komponen}."
            )
        komponen.indikator = indikator
        nilai = baca_nilai(baris.nilai, indikator)
        return _simpan(pelaku, baris, komponen, nilai, dilihat[baris.triwulan], kini)
    except PelanggaranAturan as tolak:
        return HasilBaris(baris, Hasil.DITOLAK, kode=tolak.kode, pesan=tolak.pesan)


@transaction.atomic
def _simpan(
    pelaku: Pengguna,
    baris: BarisKiriman,
    komponen: Komponen,
    nilai: Decimal | None,
    dilihat: dict[int, int],
    kini: datetime,
) -> HasilBaris:
    indikator, triwulan = komponen.indikator, baris.triwulan
    terkunci = kunci_realisasi(indikator, triwulan)
    sebelum = terkunci.versi
    if baris.versi is None:
        isi_komponen(pelaku=pelaku, komponen=komponen, triwulan=triwulan, nilai=nilai, versi=sebelum, kini=kini)
    else:
        dilihat.setdefault(indikator.pk, baris.versi)
        isian = Isian(komponen.nama, indikator, komponen=komponen, nilai=nilai)
        simpan_satu(pelaku, isian, triwulan, dilihat, kini)
    terkunci.refresh_from_db(fields=["versi"])
    if dilihat.get(indikator.pk) == sebelum:
        dilihat[indikator.pk] = terkunci.versi
    hasil = Hasil.SAMA if terkunci.versi == sebelum else Hasil.DISIMPAN
    return HasilBaris(baris, hasil, versi=terkunci.versi)


def _urutan(baris: BarisKiriman, terbaca: Terbaca, letak: int) -> tuple[int, int, int]:
    try:
        return terbaca.cari(baris).pk, baris.triwulan, letak
    except PelanggaranAturan:
        return 0, baris.triwulan, letak


def _ganda(baris: Sequence[BarisKiriman]) -> set[int]:
    """Positions of rows that name a component an earlier row has named."""
    sudah: set[tuple[object, ...]] = set()
    hasil = set()
    for letak, satu in enumerate(baris):
        kunci = (satu.indikator, satu.unit, satu.tahun, satu.kode, satu.triwulan, satu.komponen)
        if kunci in sudah:
            hasil.add(letak)
        sudah.add(kunci)
    return hasil


def _muat(pelaku: Pengguna, baris: Sequence[BarisKiriman]) -> Terbaca:
    """The indicators the rows name, in five queries: those to be read, and which of them may be filled."""
    pk = {b.indikator for b in baris if b.indikator is not None}
    kode = {(b.unit, b.tahun) for b in baris if b.indikator is None}
    lengkap = Indikator.objects.select_related(
        "sasaran__unit__instansi", "sasaran__periode__instansi", "satuan", "skala"
    ).prefetch_related("komponen__sumber_terdaftar__sistem__klien", "skala__tingkat")
    semua = {i.pk: i for i in lengkap.untuk(pelaku).filter(pk__in=pk)}
    per_kode: dict[KunciIndikator, Indikator] = {}
    if kode:
        milik = lengkap.untuk(pelaku).filter(
            sasaran__unit__kode__in={u for u, _ in kode}, sasaran__periode__tahun__in={t for _, t in kode}
        )
        for satu in milik:
            kunci = (satu.sasaran.unit.kode, satu.sasaran.periode.tahun, satu.kode)
            per_kode[kunci] = semua.setdefault(satu.pk, satu)
    boleh = set(Indikator.objects.untuk(pelaku, Aksi.ISI).filter(pk__in=semua).values_list("pk", flat=True))
    return Terbaca(semua, per_kode, frozenset(semua.keys() - boleh))
