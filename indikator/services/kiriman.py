"""One value sent by another system; thousands at once: `kiriman_massal`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from indikator.hitung.angka import DIGIT_BULAT, DIGIT_DESIMAL
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.predikat import baca_predikat
from indikator.models import Indikator, Komponen, Realisasi
from indikator.services.isian import isi_komponen
from indikator.services.kunci import kunci_realisasi
from indikator.services.sistem import Penolakan, catat_kiriman
from kinerja.api.masalah import Masalah
from kinerja.organisasi.aturan import PelanggaranAturan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

_DESIMAL = re.compile(rf"-?[0-9]{{1,{DIGIT_BULAT}}}(\.[0-9]{{1,{DIGIT_DESIMAL}}})?")


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
