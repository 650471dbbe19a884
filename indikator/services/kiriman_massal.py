"""Thousands of values at once, an outcome for each: the rules of one value, reading and writing for all together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from indikator.models import Komponen
from indikator.services.kiriman import baca_nilai
from indikator.services.kiriman_baris import BarisKiriman, Hasil, HasilBaris, Terbaca, baris_ganda, muat_indikator
from indikator.services.lembaran import Lembaran
from indikator.services.sistem import Penolakan, catat_kiriman
from kinerja.organisasi.aturan import PelanggaranAturan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

MAKS_BARIS = 5000
_PERCOBAAN = 3


@transaction.atomic
def simpan_massal(*, pelaku: Pengguna, baris: Sequence[BarisKiriman], coba: bool, kini: datetime) -> list[HasilBaris]:
    """Store many values, each by itself: one that is refused does not stop the others.

    The queries are as many for one row as for a thousand. Only lines that others are computed from cost more: an
    indicator that rolls several of them up is rolled up once.

    Args:
        coba: only say what would become of each row; nothing is kept.

    Returns: the outcomes in the order of the rows.
    """
    terbaca = muat_indikator(pelaku, baris)
    hasil = _cobalah(pelaku, baris, terbaca, coba=coba, kini=kini)
    if not coba:
        _catat(pelaku, hasil, kini)
    return hasil


def _cobalah(
    pelaku: Pengguna, baris: Sequence[BarisKiriman], terbaca: Terbaca, *, coba: bool, kini: datetime
) -> list[HasilBaris]:
    """All rows in a savepoint; once more when somebody made one of the lines meanwhile: then theirs is locked."""
    for sisa in reversed(range(_PERCOBAAN)):
        try:
            with transaction.atomic():
                hasil = _simpan(pelaku, baris, terbaca, kini)
                transaction.set_rollback(coba)
            return hasil
        except IntegrityError:
            if not sisa:
                raise
    raise AssertionError  # the last attempt returned or raised


def _simpan(pelaku: Pengguna, baris: Sequence[BarisKiriman], terbaca: Terbaca, kini: datetime) -> list[HasilBaris]:
    ganda = baris_ganda(baris)
    komponen: dict[int, Komponen] = {}
    hasil: dict[int, HasilBaris] = {}
    for letak, satu in enumerate(baris):
        try:
            komponen[letak] = _komponen(satu, letak in ganda, terbaca)
        except PelanggaranAturan as tolak:
            hasil[letak] = _tertolak(satu, tolak)
    lembaran = Lembaran(pelaku, {(k.indikator_id, baris[i].triwulan): k.indikator for i, k in komponen.items()}, kini)
    # What others are computed from comes first: the rest sees it as it will stand.
    for letak in sorted(komponen, key=lambda i: (lembaran.bergantung(komponen[i].indikator_id), i)):
        hasil[letak] = _satu(lembaran, baris[letak], komponen[letak])
    lembaran.simpan()
    return [hasil[letak] for letak in range(len(baris))]


def _komponen(baris: BarisKiriman, ganda: bool, terbaca: Terbaca) -> Komponen:
    """The component a row names; raises PelanggaranAturan when it names none."""
    if ganda:
        raise PelanggaranAturan("baris_ganda", "Komponen ini sudah disebut pada baris sebelumnya.")
    indikator = terbaca.cari(baris)
    komponen = next((k for k in indikator.komponen.all() if k.nama == baris.komponen), None)
    if komponen is None:
        raise PelanggaranAturan("komponen_tidak_dikenal", f"Indikator ini tidak mempunyai komponen {baris.komponen}.")
    komponen.indikator = indikator
    return komponen


def _satu(lembaran: Lembaran, baris: BarisKiriman, komponen: Komponen) -> HasilBaris:
    try:
        nilai = baca_nilai(baris.nilai, komponen.indikator)
        berubah, versi = lembaran.isi(komponen, baris.triwulan, nilai, baris.versi)
    except PelanggaranAturan as tolak:
        return _tertolak(baris, tolak)
    return HasilBaris(baris, Hasil.DISIMPAN if berubah else Hasil.SAMA, versi=versi)


def _tertolak(baris: BarisKiriman, tolak: PelanggaranAturan) -> HasilBaris:
    return HasilBaris(baris, Hasil.DITOLAK, kode=tolak.kode, pesan=tolak.pesan)


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
