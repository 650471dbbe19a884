"""Quarter patterns: what four quarters say together, up to one of them or for the year.

A missing quarter never improves a score: it is never skipped over, and where quarters add up it adds nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from indikator.hitung.angka import persis, tulis_rinci
from indikator.hitung.capaian import (
    NOL,
    Arah,
    Capaian,
    JenisTarget,
    Keadaan,
    RumusTurun,
    Target,
    alasan_tanpa_nilai,
    belum_dilaporkan,
    hitung_capaian,
    ketidakcocokan,
    tidak_dinilai,
)
from indikator.hitung.gulung import Agregasi
from indikator.hitung.kesalahan import TriwulanTidakSah
from indikator.hitung.predikat import JenisSkala

ROMAWI = ("I", "II", "III", "IV")
JUMLAH_TRIWULAN = 4


class Pola(StrEnum):
    """How quarters make a year: each alone, running totals, parts that add up, or a mean."""

    POSISI = "posisi"
    KUMULATIF = "kumulatif"
    JUMLAH = "jumlah"
    RATA_RATA = "rata_rata"


@dataclass(frozen=True, slots=True)
class CapaianBerjalan:
    """An achievement over several quarters with the target and realisation it was computed from.

    ``dilaporkan`` of ``bertarget`` assessed quarters have a realisation; quarters without a target count in neither.
    """

    capaian: Capaian
    target: Target
    realisasi: Decimal | None
    dilaporkan: int
    bertarget: int

    @property
    def keadaan(self) -> Keadaan:
        """Assessed, not assessed, or not reported."""
        return self.capaian.keadaan

    @property
    def nilai(self) -> Decimal | None:
        """Raw percentage, unrounded and uncapped."""
        return self.capaian.nilai

    @property
    def alasan(self) -> str:
        """Why there is no number."""
        return self.capaian.alasan

    @property
    def uraian(self) -> str:
        """The computation in words."""
        return self.capaian.uraian

    @property
    def kelengkapan(self) -> str:
        """``3 dari 4 triwulan``."""
        return f"{self.dilaporkan} dari {self.bertarget} triwulan"


def sebut_triwulan(triwulan: int) -> str:
    """``TW II`` for 2; raises ``TriwulanTidakSah`` outside 1..4."""
    if not 1 <= triwulan <= JUMLAH_TRIWULAN:
        raise TriwulanTidakSah(f"Triwulan {triwulan} tidak ada: pilih 1 sampai 4.")
    return f"TW {ROMAWI[triwulan - 1]}"


@persis
def sampai_dengan(
    *,
    pola: Pola,
    arah: Arah,
    target: Sequence[Target],
    realisasi: Sequence[Decimal | None],
    triwulan: int,
    rumus_turun: RumusTurun = RumusTurun.DUA_KALI_TARGET,
    desimal: int = 2,
) -> CapaianBerjalan:
    """Achievement "sampai dengan TW n" against the running target.

    ``target`` and ``realisasi`` hold all four quarters, ``triwulan`` is 1..4. posisi and kumulatif: the last assessed
    quarter so far. jumlah: sums so far. rata_rata: means of the assessed quarters so far. Raises ``TriwulanTidakSah``.
    """
    sebut_triwulan(triwulan)
    _periksa_panjang(target, realisasi)
    deret = _Deret(pola, arah, target[:triwulan], realisasi[:triwulan], rumus_turun, desimal)
    return _berjalan(deret, _target_berjalan(deret))


@persis
def setahun(
    *,
    pola: Pola,
    arah: Arah,
    target: Sequence[Target],
    realisasi: Sequence[Decimal | None],
    target_tahun: Target,
    rumus_turun: RumusTurun = RumusTurun.DUA_KALI_TARGET,
    desimal: int = 2,
) -> CapaianBerjalan:
    """Achievement of the year: the year's realisation by the pattern against the stored year target."""
    _periksa_panjang(target, realisasi)
    return _berjalan(_Deret(pola, arah, target, realisasi, rumus_turun, desimal), target_tahun)


@persis
def target_tahun_dari(pola: Pola, target: Sequence[Target], *, arah: Arah = Arah.NAIK) -> Target:
    """The year target the four quarters imply, to check the stored one against.

    posisi and kumulatif: the last assessed quarter. jumlah: the sum. rata_rata: the mean. N/A when no quarter has a
    target; ``belum`` when one that is needed is not stored.
    """
    kosong = (None,) * JUMLAH_TRIWULAN
    _periksa_panjang(target, kosong)
    return _target_berjalan(_Deret(pola, arah, target, kosong))


@dataclass(frozen=True, slots=True)
class _Deret:
    """The quarters looked at, from TW I on, with the rules that judge them."""

    pola: Pola
    arah: Arah
    target: Sequence[Target]
    realisasi: Sequence[Decimal | None]
    rumus_turun: RumusTurun = RumusTurun.DUA_KALI_TARGET
    desimal: int = 2

    @property
    def bertarget(self) -> list[int]:
        """Indexes of the assessed quarters."""
        return [i for i, t in enumerate(self.target) if not alasan_tanpa_nilai(t, self.arah)]

    @property
    def berdiri_sendiri(self) -> bool:
        """Whether one quarter, the last assessed one, speaks for all."""
        return self.pola in (Pola.POSISI, Pola.KUMULATIF)

    @property
    def belum(self) -> list[int]:
        """Indexes of the quarters whose realisation is waited for."""
        ditunggu = self.bertarget[-1:] if self.berdiri_sendiri else self.bertarget
        return [i for i in ditunggu if self.realisasi[i] is None]


def _periksa_panjang(target: Sequence[Target], realisasi: Sequence[Decimal | None]) -> None:
    if len(target) != JUMLAH_TRIWULAN or len(realisasi) != JUMLAH_TRIWULAN:
        raise TriwulanTidakSah(f"Deret triwulan harus berisi {JUMLAH_TRIWULAN} target dan {JUMLAH_TRIWULAN} realisasi.")


def _berjalan(deret: _Deret, acuan: Target) -> CapaianBerjalan:
    """Judge the joined realisation of the series against ``acuan``."""
    indeks = deret.bertarget
    nilai, rincian = _gabung(deret)
    if alasan := _salah_target(deret) or alasan_tanpa_nilai(acuan, deret.arah):
        capaian = tidak_dinilai(alasan)
    elif not indeks:
        capaian = tidak_dinilai(f"tidak ada triwulan bertarget sampai dengan {sebut_triwulan(len(deret.target))}.")
    elif nilai is None:
        capaian = belum_dilaporkan(f"realisasi {', '.join(sebut_triwulan(i + 1) for i in deret.belum)} belum ada.")
    else:
        capaian = hitung_capaian(
            target=acuan, realisasi=nilai, arah=deret.arah, rumus_turun=deret.rumus_turun, desimal=deret.desimal
        )
        if rincian:
            capaian = replace(capaian, uraian=f"{rincian}; {capaian.uraian}")
    dilaporkan = sum(deret.realisasi[i] is not None for i in indeks)
    return CapaianBerjalan(capaian, acuan, nilai, dilaporkan, len(indeks))


def _salah_target(deret: _Deret) -> str:
    """The first quarter whose target contradicts the polarity, with the reason: it must not be skipped in silence."""
    for i, satu in enumerate(deret.target, start=1):
        if alasan := ketidakcocokan(satu, deret.arah):
            return f"{sebut_triwulan(i)}: {alasan}"
    return ""


def _target_berjalan(deret: _Deret) -> Target:
    """The target that the quarters looked at make together, by the pattern."""
    if deret.pola is Pola.JUMLAH and any(t.jenis is JenisTarget.BELUM for t in deret.target):
        return Target.belum()  # a sum without one of its parts is another sum
    bagian = [deret.target[i] for i in deret.bertarget]
    if not bagian:
        return next((t for t in reversed(deret.target) if t.jenis is not JenisTarget.NA), Target.na())
    if deret.berdiri_sendiri:
        return bagian[-1]
    pembagi = len(bagian) if deret.pola is Pola.RATA_RATA else 1
    if deret.arah is Arah.RENTANG:
        bawah = sum((t.bawah or NOL for t in bagian), NOL) / pembagi
        return Target.rentang(bawah, sum((t.atas or NOL for t in bagian), NOL) / pembagi)
    return Target.angka(sum((t.nilai or NOL for t in bagian), NOL) / pembagi)


def _gabung(deret: _Deret) -> tuple[Decimal | None, str]:
    """The realisation by the pattern and how it was put together; None where a missing quarter forbids a number."""
    indeks = deret.bertarget
    if deret.berdiri_sendiri:
        return deret.realisasi[indeks[-1] if indeks else -1], ""
    # More is better and quarters add up: work done in a quarter without a target counts, and a missing part counts as
    # nothing, which only lowers the sum. Anywhere else both would flatter whoever does not report.
    bebas = deret.pola is Pola.JUMLAH and deret.arah is Arah.NAIK
    dipakai = [i for i, nilai in enumerate(deret.realisasi) if i in indeks or (bebas and nilai is not None)]
    ada = [nilai for i in dipakai if (nilai := deret.realisasi[i]) is not None]
    if not ada or (deret.belum and not bebas):
        return None, ""
    jumlah = sum(ada, NOL)
    suku = " + ".join(_tulis_suku(deret.realisasi[i], deret.desimal) for i in dipakai)
    if deret.pola is Pola.JUMLAH:
        return jumlah, f"realisasi {suku} = {tulis_rinci(jumlah, deret.desimal)}"
    rata = jumlah / len(ada)
    return rata, f"realisasi ({suku}) / {len(ada)} = {tulis_rinci(rata, deret.desimal)}"


def _tulis_suku(nilai: Decimal | None, desimal: int) -> str:
    return "belum dilaporkan" if nilai is None else tulis_rinci(nilai, desimal)


def periksa_pasangan(
    *,
    pola: Pola,
    arah: Arah,
    satuan_persen: bool,
    predikat: bool,
    agregasi: Agregasi,
    boleh_rata_persen: bool,
    jenis_skala: JenisSkala | None = None,
) -> list[str]:
    """Illegal pairs in the definition of an indicator, each with its reason; empty when the definition is legal.

    ``boleh_rata_persen``: the planner has said that this percentage may be averaged over units. ``jenis_skala`` is the
    kind of the predikat scale, where known: chosen words have no mean.
    """
    aturan: list[tuple[bool, str]] = []
    if predikat:
        aturan += _aturan_predikat(pola, arah, agregasi, jenis_skala)
    if satuan_persen:
        aturan += _aturan_persen(agregasi, boleh_rata=boleh_rata_persen)
    return [alasan for melanggar, alasan in aturan if melanggar]


_MERATAKAN = (Agregasi.RATA_RATA, Agregasi.TERTIMBANG)


def _aturan_predikat(
    pola: Pola, arah: Arah, agregasi: Agregasi, jenis_skala: JenisSkala | None
) -> list[tuple[bool, str]]:
    return [
        (
            pola is not Pola.POSISI,
            f"Predikat tidak dapat berpola {pola.value}: predikat tidak dapat dijumlahkan, pilih pola posisi.",
        ),
        (
            agregasi in (Agregasi.JUMLAH, Agregasi.RASIO_JUMLAH),
            f"Predikat tidak dapat digabung dengan {agregasi.value}: predikat tidak dapat dijumlahkan.",
        ),
        (
            agregasi in _MERATAKAN and jenis_skala is JenisSkala.LABEL,
            "Predikat yang dipilih dari daftar label tidak mempunyai rata-rata: pilih agregasi tidak_ada.",
        ),
        (arah is Arah.RENTANG, "Target predikat adalah satu tingkat, bukan rentang: pilih arah naik atau turun."),
    ]


def _aturan_persen(agregasi: Agregasi, *, boleh_rata: bool) -> list[tuple[bool, str]]:
    return [
        (agregasi is Agregasi.JUMLAH, "Persentase beberapa unit tidak dapat dijumlahkan: pilih rasio_jumlah."),
        (
            agregasi in _MERATAKAN and not boleh_rata,
            "Persentase dirata-ratakan antarunit hanya bila perencana menyatakannya; "
            "selain itu pilih rasio_jumlah (jumlah pembilang / jumlah penyebut).",
        ),
    ]
