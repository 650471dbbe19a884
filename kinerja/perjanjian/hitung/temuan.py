"""What a check of a cascade says: code, severity, sentence and place."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Tingkat(StrEnum):
    """A `galat` blocks signing; a `peringatan` asks the planner to look again. Nothing blocks a draft."""

    GALAT = "galat"
    PERINGATAN = "peringatan"


# One place decides how grave each rule is (rules.md 7).
TINGKAT: dict[str, Tingkat] = {
    "tanpa_rumus": Tingkat.GALAT,
    "tanpa_penanggung_jawab": Tingkat.GALAT,
    "tanpa_target": Tingkat.GALAT,
    "target_kurang": Tingkat.GALAT,
    "target_bawahan_kosong": Tingkat.GALAT,
    "gulungan_tidak_sah": Tingkat.GALAT,
    "bobot_tidak_100": Tingkat.GALAT,
    # The city's own indicator, or one a unit carries by itself, may stand alone on purpose.
    "tanpa_pengampu": Tingkat.PERINGATAN,
    "tanpa_induk": Tingkat.PERINGATAN,
    "tanpa_sumber_data": Tingkat.PERINGATAN,
    # [JB] hands one indicator to several units without saying who does what: a question, no error.
    "hasil_ganda": Tingkat.PERINGATAN,
    "target_berlebih": Tingkat.PERINGATAN,
    "target_triwulan_berbeda": Tingkat.PERINGATAN,
    "target_di_bawah_tahun_lalu": Tingkat.PERINGATAN,
}


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding. `tempat` names where in words; `unit` and `indikator` (None: the unit as a whole) are ids."""

    kode: str
    pesan: str
    tempat: str
    unit: int
    indikator: int | None = None

    @property
    def tingkat(self) -> Tingkat:
        """How grave."""
        return TINGKAT[self.kode]


def galat(temuan: Iterable[Temuan]) -> list[Temuan]:
    """Those that block signing."""
    return [t for t in temuan if t.tingkat is Tingkat.GALAT]
