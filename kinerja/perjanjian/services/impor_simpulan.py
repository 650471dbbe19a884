"""What a document leaves unsaid about a new indicator, concluded from what it does say; the preview shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial

from indikator.hitung.angka import baca_angka
from indikator.hitung.capaian import Target
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.predikat import baca_predikat
from indikator.hitung.triwulan import JUMLAH_TRIWULAN, Pola, target_tahun_dari
from indikator.models import SkalaPredikat
from indikator.models.target import TAHUNAN
from kinerja.perjanjian.impor.nilai import TargetBaca

_POLA = (Pola.POSISI, Pola.JUMLAH, Pola.RATA_RATA)


def satuan_tersirat(nama: str, target: Mapping[int, TargetBaca]) -> str:
    """`Persen` for what is called a percentage or has a target with the sign; else `Nilai`."""
    persen = "persentase" in nama.casefold() or "presentase" in nama.casefold()
    return "Persen" if persen or any("%" in t.teks for t in target.values()) else "Nilai"


def pola_tersirat(target: Mapping[int, TargetBaca]) -> Pola:
    """The first pattern by which the quarters' targets give the year's; posisi where nothing tells."""
    tahun = _angka(target.get(TAHUNAN))
    triwulan = [target.get(n) for n in range(1, JUMLAH_TRIWULAN + 1)]
    if tahun is None or not any(triwulan):
        return Pola.POSISI
    deret = [Target.angka(a) if (a := _angka(t)) is not None else Target.na() for t in triwulan]
    return next((p for p in _POLA if target_tahun_dari(p, deret).nilai == tahun), Pola.POSISI)


def skala_tersirat(target: Mapping[int, TargetBaca], skala: Iterable[SkalaPredikat]) -> SkalaPredikat | None:
    """The one scale that knows all targets given in words; None when they are numbers, or more than one fits."""
    kata = [t.teks for t in target.values() if t.angka is None and not t.na and t.rentang is None]
    if not kata or all(_terbaca(baca_angka, t) for t in kata):
        return None
    cocok = [s for s in skala if all(_terbaca(partial(baca_predikat, skala=s.skala()), t) for t in kata)]
    return cocok[0] if len(cocok) == 1 else None


def _angka(target: TargetBaca | None) -> Decimal | None:
    if target is None or target.na:
        return None
    if target.angka is not None:
        return target.angka
    return baca_angka(target.teks) if _terbaca(baca_angka, target.teks) else None


def _terbaca(baca: Callable[[str], Decimal], teks: str) -> bool:
    try:
        baca(teks)
    except KesalahanHitung:
        return False
    return True
