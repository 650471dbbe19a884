"""Capaian: how much of a target was reached, in percent, and the class it falls into.

The three answers that must never look alike are the values of ``Keadaan``: a number (0 included), not assessed, not
reported.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indikator.hitung.angka import bulatkan, persis, tulis_persen, tulis_rinci
from indikator.hitung.kesalahan import PitaTidakSah, TargetTidakSah

NOL = Decimal(0)
SERATUS = Decimal(100)


class Arah(StrEnum):
    """Polarity: more is better, less is better, or inside a range is best."""

    NAIK = "naik"
    TURUN = "turun"
    RENTANG = "rentang"


class RumusTurun(StrEnum):
    """How a lower-is-better indicator is judged (setting of the agency)."""

    DUA_KALI_TARGET = "dua_kali_target"
    TARGET_PER_REALISASI = "target_per_realisasi"


class JenisTarget(StrEnum):
    """A number, a range, deliberately none (N/A), or not stored yet."""

    ANGKA = "angka"
    RENTANG = "rentang"
    NA = "na"
    BELUM = "belum"


class Keadaan(StrEnum):
    """Whether there is an achievement at all, and if not, whose turn it is."""

    DINILAI = "dinilai"
    TIDAK_DINILAI = "tidak_dinilai"
    BELUM_DILAPORKAN = "belum_dilaporkan"


@dataclass(frozen=True, slots=True)
class Target:
    """A target of one quarter or year, in the unit of the indicator. Build it with the four class methods."""

    jenis: JenisTarget
    nilai: Decimal | None = None
    bawah: Decimal | None = None
    atas: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.jenis is JenisTarget.ANGKA) != (self.nilai is not None):
            raise TargetTidakSah("Target angka harus berisi satu angka, target lain tidak boleh berisi angka.")
        if (self.jenis is JenisTarget.RENTANG) != (self.bawah is not None and self.atas is not None):
            raise TargetTidakSah("Target rentang harus berisi batas bawah dan batas atas.")
        if self.jenis is not JenisTarget.RENTANG and (self.bawah is not None or self.atas is not None):
            raise TargetTidakSah("Hanya target rentang yang berisi batas bawah dan batas atas.")
        if self.bawah is not None and self.atas is not None and self.bawah > self.atas:
            raise TargetTidakSah("Batas bawah rentang tidak boleh lebih besar dari batas atas.")

    @classmethod
    def angka(cls, nilai: Decimal) -> "Target":
        """A single number; 0 is a real target, not an absent one."""
        return cls(JenisTarget.ANGKA, nilai=nilai)

    @classmethod
    def rentang(cls, bawah: Decimal, atas: Decimal) -> "Target":
        """Both bounds included; raises ``TargetTidakSah`` when they are swapped."""
        return cls(JenisTarget.RENTANG, bawah=bawah, atas=atas)

    @classmethod
    def na(cls) -> "Target":
        """Deliberately no target in this quarter ("N/A" in the documents)."""
        return cls(JenisTarget.NA)

    @classmethod
    def belum(cls) -> "Target":
        """No target stored yet."""
        return cls(JenisTarget.BELUM)


@dataclass(frozen=True, slots=True)
class Capaian:
    """The answer: ``nilai`` is the raw percentage (unrounded, uncapped), only when ``keadaan`` is DINILAI.

    ``alasan`` says why there is no number (or why a special rule gave it); ``uraian`` is the computation in words.
    """

    keadaan: Keadaan
    nilai: Decimal | None
    alasan: str
    uraian: str


def dinilai(nilai: Decimal, uraian: str, alasan: str = "") -> Capaian:
    """An assessed achievement; the percentage is appended to the words."""
    return Capaian(Keadaan.DINILAI, nilai, alasan, f"{uraian} = {tulis_persen(nilai)}")


def tidak_dinilai(alasan: str) -> Capaian:
    """No achievement, and that is nobody's omission."""
    return Capaian(Keadaan.TIDAK_DINILAI, None, alasan, f"Tidak dinilai: {alasan}")


def belum_dilaporkan(alasan: str) -> Capaian:
    """A target waits for its realisation."""
    return Capaian(Keadaan.BELUM_DILAPORKAN, None, alasan, f"Belum dilaporkan: {alasan}")


def ketidakcocokan(target: Target, arah: Arah) -> str:
    """Why a stored target contradicts the polarity, in Indonesian; empty when it fits. Forms refuse such a target."""
    if target.jenis in (JenisTarget.NA, JenisTarget.BELUM):
        return ""
    if (target.jenis is JenisTarget.RENTANG) != (arah is Arah.RENTANG):
        return f"target berupa {target.jenis.value} tidak cocok dengan arah indikator {arah.value}."
    if (target.nilai or target.bawah or NOL) < 0:
        return "target negatif tidak dapat dibandingkan dengan rumus capaian."
    return ""


def alasan_tanpa_nilai(target: Target, arah: Arah) -> str:
    """Why this target is not assessed whatever is reported, in Indonesian; empty when it is assessed.

    Target 0 of a higher-is-better indicator: nothing to divide by, so not assessed ([MM] 9).
    """
    if target.jenis is JenisTarget.NA:
        return "tidak ada target (N/A)."
    if target.jenis is JenisTarget.BELUM:
        return "target belum ditetapkan."
    if arah is Arah.NAIK and target.nilai == 0:
        return "target 0, tidak ada yang dapat dibandingkan."
    return ketidakcocokan(target, arah)


@persis
def hitung_capaian(
    *,
    target: Target,
    realisasi: Decimal | None,
    arah: Arah,
    rumus_turun: RumusTurun = RumusTurun.DUA_KALI_TARGET,
    desimal: int = 2,
) -> Capaian:
    """Achievement of ``realisasi`` against ``target`` in percent, with its explanation.

    naik: realisasi / target × 100, may be negative. turun: (2 × target − realisasi) / target × 100, not below 0, or
    target / realisasi × 100. rentang: 100 inside, atas / realisasi × 100 above, realisasi / bawah × 100 below.
    ``desimal`` is the number of decimals the indicator is shown with. Raises ``AngkaTerlaluBesar`` when the percentage
    has more than 20 digits. Source: [53] and [86], formulas of capaian.
    """
    if alasan := alasan_tanpa_nilai(target, arah):
        return tidak_dinilai(alasan)
    if realisasi is None:
        return belum_dilaporkan("realisasi belum ada.")
    if target.bawah is not None and target.atas is not None:
        return _rentang(target.bawah, target.atas, realisasi, desimal)
    nilai = target.nilai or NOL  # a number here: N/A, belum and rentang are settled above
    if arah is Arah.TURUN:
        return _turun(nilai, realisasi, rumus_turun, desimal)
    r, t = tulis_rinci(realisasi, desimal), tulis_rinci(nilai, desimal)
    return dinilai(realisasi * 100 / nilai, f"{r} / {t} × 100")


def _turun(target: Decimal, realisasi: Decimal, rumus: RumusTurun, desimal: int) -> Capaian:
    t, r = tulis_rinci(target, desimal), tulis_rinci(realisasi, desimal)
    if target == 0:
        # Below zero is at least as good as zero where less is better.
        nilai = SERATUS if realisasi <= 0 else NOL
        return dinilai(nilai, f"target 0, realisasi {r}", "target 0: capaian 100 bila realisasi 0, selain itu 0.")
    if rumus is RumusTurun.DUA_KALI_TARGET:
        mentah = (2 * target - realisasi) * 100 / target
        uraian = f"(2 × {t} − {r}) / {t} × 100"
        if mentah >= 0:
            return dinilai(mentah, uraian)
        return dinilai(NOL, f"{uraian} = {tulis_persen(mentah)}, tidak kurang dari 0", "capaian tidak kurang dari 0.")
    if realisasi <= 0:
        sebab = "penyebut 0" if realisasi == 0 else "penyebut negatif"
        return tidak_dinilai(f"realisasi {r} membuat target / realisasi tidak dapat dihitung ({sebab}).")
    return dinilai(target * 100 / realisasi, f"{t} / {r} × 100")


def _rentang(bawah: Decimal, atas: Decimal, realisasi: Decimal, desimal: int) -> Capaian:
    b, a, r = (tulis_rinci(x, desimal) for x in (bawah, atas, realisasi))
    if bawah <= realisasi <= atas:
        return dinilai(SERATUS, f"{r} berada dalam rentang {b} sampai {a}")
    if realisasi > atas:
        return dinilai(atas * 100 / realisasi, f"{r} di atas rentang {b} sampai {a}: {a} / {r} × 100")
    if bawah == 0:
        return dinilai(NOL, f"{r} di bawah rentang {b} sampai {a}", "batas bawah 0 dan realisasi negatif: capaian 0.")
    return dinilai(realisasi * 100 / bawah, f"{r} di bawah rentang {b} sampai {a}: {r} / {b} × 100")


def batasi(nilai: Decimal, batas: Decimal | None) -> Decimal:
    """The achievement that goes into averages and classes: between 0 and ``batas`` (None: no upper cap).

    The floor of 0 keeps a reported negative result from scoring below one that was never reported (our choice).
    """
    return max(NOL, nilai if batas is None else min(nilai, batas))


@dataclass(frozen=True, slots=True)
class Pita:
    """One class: its lower bound and name. ``tegas``: the value must be strictly greater than the bound."""

    batas: Decimal
    nama: str
    tegas: bool = False


PITA_BAWAAN: tuple[Pita, ...] = (  # [86] scale of achievement
    Pita(Decimal(91), "Sangat Tinggi"),
    Pita(Decimal(76), "Tinggi"),
    Pita(Decimal(66), "Sedang"),
    Pita(Decimal(51), "Rendah"),
    Pita(NOL, "Sangat Rendah"),
)
PITA_SAKIP: tuple[Pita, ...] = tuple(  # [88] "nilai > 90" and so on
    Pita(Decimal(batas), nama, tegas=True)
    for batas, nama in ((90, "AA"), (80, "A"), (70, "BB"), (60, "B"), (50, "CC"), (30, "C"), (0, "D"))
)


def periksa_pita(pita: Sequence[Pita]) -> list[str]:
    """What is wrong with a set of bands, for the settings form; empty when they can classify."""
    if not pita:
        return ["Pita kelas harus berisi paling sedikit satu baris."]
    salah = [f"Pita dengan batas {tulis_rinci(p.batas)} belum bernama." for p in pita if not p.nama.strip()]
    batas = [p.batas for p in pita]
    return salah + [
        f"Batas {tulis_rinci(b)} dipakai lebih dari sekali." for b in sorted(set(batas)) if batas.count(b) > 1
    ]


def kelas(nilai: Decimal, pita: Sequence[Pita]) -> str:
    """Class of ``nilai`` by lower bound after one rounding to 2 decimals; the lowest band takes everything below.

    The bands may come in any order. Raises ``PitaTidakSah`` when they cannot classify. Source: [86], [88].
    """
    if salah := periksa_pita(pita):
        raise PitaTidakSah(" ".join(salah))
    bulat = bulatkan(nilai)
    menurun = sorted(pita, key=lambda p: p.batas, reverse=True)
    for satu in menurun:
        if bulat > satu.batas or (bulat == satu.batas and not satu.tegas):
            return satu.nama
    return menurun[-1].nama
