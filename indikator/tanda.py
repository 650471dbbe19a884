"""Questions a verifier may want to ask about a figure. Pure; a sign is a question, never a verdict.

Every question can have a good answer: 25 of 25 reports is exactly 100 %, and the last hour is an hour like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from indikator.hitung.angka import tulis_persen, tulis_ringkas
from indikator.hitung.capaian import Arah
from indikator.hitung.triwulan import Pola, sebut_triwulan

JAM_TERAKHIR = timedelta(hours=1)
LONJAKAN = Decimal("0.5")
SERATUS = Decimal(100)


@dataclass(frozen=True, slots=True)
class Fakta:
    """What is known about one reported figure.

    `lalu` is the nearest earlier quarter of the year that has a figure: (quarter, figure). `bukti_lain` names, per
    evidence file that is attached elsewhere too, the file and the place. `target_diubah` tells changes of the target
    made after the quarter had begun, in words. `target_tetap`: the target is that of the quarter `lalu`; a leap that
    was planned needs no question.
    """

    triwulan: int
    arah: Arah
    pola: Pola
    predikat: bool
    nilai: Decimal
    capaian: Decimal | None
    lalu: tuple[int, Decimal] | None = None
    diubah_pada: datetime | None = None
    akhir_jendela: datetime | None = None
    jumlah_bukti: int = 0
    bukti_lain: Sequence[tuple[str, str]] = ()
    target_diubah: Sequence[str] = ()
    target_tetap: bool = True


@dataclass(frozen=True, slots=True)
class Tanda:
    """One question; `kode` names the sign for tests and statistics."""

    kode: str
    pertanyaan: str


def pertanyaan(fakta: Fakta) -> list[Tanda]:
    """The questions this figure raises, the weightiest first; empty when there is nothing to ask."""
    return [*_tentang_bukti(fakta), *_tentang_target(fakta), *_tentang_angka(fakta), *_tentang_waktu(fakta)]


def _tentang_bukti(f: Fakta) -> list[Tanda]:
    tanda = [
        Tanda("bukti_dipakai_lain", f"Berkas “{nama}” juga menjadi bukti {tempat}. Apakah memang untuk keduanya?")
        for nama, tempat in f.bukti_lain
    ]
    if f.jumlah_bukti == 0:
        tanda.append(Tanda("tanpa_bukti", "Belum ada berkas bukti. Dari dokumen mana angka ini diambil?"))
    return tanda


def _tentang_target(f: Fakta) -> list[Tanda]:
    return [
        Tanda("target_berubah", f"Target diubah setelah triwulan berjalan ({cara}). Apa dasar perubahannya?")
        for cara in f.target_diubah
    ]


def _tentang_angka(f: Fakta) -> list[Tanda]:
    tanda = []
    # Inside a range 100 is the only possible answer, and a predicate that meets its target is 100 too.
    if f.capaian == SERATUS and f.arah is not Arah.RENTANG and not f.predikat:
        tanda.append(
            Tanda("tepat_seratus", "Capaian tepat 100%. Apakah angkanya hasil pengukuran, bukan salinan target?")
        )
    if f.lalu is None or f.predikat:
        return tanda
    triwulan, lama = f.lalu
    if f.nilai == lama:
        tanda.append(
            Tanda("sama_dengan_lalu", f"Nilainya sama dengan {sebut_triwulan(triwulan)}. Apakah sudah diperbarui?")
        )
    elif f.pola is Pola.KUMULATIF:
        # Running totals grow by nature; only a fall is remarkable.
        if f.nilai < lama:
            kata = f"lebih kecil daripada {sebut_triwulan(triwulan)} ({tulis_ringkas(lama)})"
            tanda.append(Tanda("kumulatif_turun", f"Angka kumulatif {kata}. Apakah ada koreksi?"))
    elif lama and f.target_tetap and abs(f.nilai - lama) > LONJAKAN * abs(lama):
        beda = tulis_persen((f.nilai - lama) * 100 / abs(lama), 0).replace("-", "turun ")
        arah = beda if beda.startswith("turun") else f"naik {beda}"
        tanda.append(
            Tanda("lonjakan", f"Nilainya {arah} dibanding {sebut_triwulan(triwulan)}. Apa yang menyebabkannya?")
        )
    return tanda


def _tentang_waktu(f: Fakta) -> list[Tanda]:
    if f.diubah_pada is None or f.akhir_jendela is None:
        return []
    sisa = f.akhir_jendela - f.diubah_pada
    if not timedelta(0) <= sisa <= JAM_TERAKHIR:
        return []
    menit = int(sisa.total_seconds() // 60)
    return [
        Tanda("jam_terakhir", f"Terakhir diubah {menit} menit sebelum jendela ditutup. Apakah angkanya sudah final?")
    ]
