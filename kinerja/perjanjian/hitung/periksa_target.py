"""Whether the children's targets make the parent's, by the way their results will make its result."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indikator.hitung.angka import bulatkan, tulis_ringkas
from indikator.hitung.capaian import JenisTarget, Target
from indikator.hitung.gulung import Agregasi, NilaiAnak, gulung
from indikator.hitung.kesalahan import AnakBelumMelapor, KesalahanHitung

TAHUN = 0
WAKTU = {TAHUN: "tahun", 1: "TW I", 2: "TW II", 3: "TW III", 4: "TW IV"}


@dataclass(frozen=True, slots=True)
class AnakTarget:
    """A child whose result counts in the parent's: its name, targets by quarter (0 the year) and weight."""

    nama: str
    target: Mapping[int, Target]
    bobot: Decimal | None = None


def periksa_target(
    target: Mapping[int, Target], anak: Sequence[AnakTarget], *, agregasi: Agregasi, turun: bool, desimal: int
) -> Iterator[tuple[str, str]]:
    """Pairs (code, sentence) for the year and, where the year fits, for each quarter.

    rata_rata, jumlah and tertimbang are computed as the results will be; for rasio_jumlah, whose numerators nobody
    promises, the parent's target must lie between the children's. ``turun``: fewer is better. Rounded to ``desimal``.
    """
    tahun = list(_satu_waktu(TAHUN, target, anak, agregasi, turun=turun, desimal=desimal))
    yield from tahun
    if tahun:
        return
    for triwulan in (1, 2, 3, 4):
        for _, pesan in _satu_waktu(triwulan, target, anak, agregasi, turun=turun, desimal=desimal):
            yield "target_triwulan_berbeda", pesan


def _satu_waktu(
    waktu: int,
    target: Mapping[int, Target],
    anak: Sequence[AnakTarget],
    agregasi: Agregasi,
    *,
    turun: bool,
    desimal: int,
) -> Iterator[tuple[str, str]]:
    acuan = target.get(waktu)
    if acuan is None or acuan.nilai is None:
        return  # a range is not added up; what is missing is said elsewhere
    # As in the results: a child not assessed in this quarter takes no part.
    ikut = [(a, a.target.get(waktu)) for a in anak]
    bagian = [
        NilaiAnak(a.nama, t.nilai if t else None, bobot=a.bobot)
        for a, t in ikut
        if t is None or t.jenis is not JenisTarget.NA
    ]
    if not bagian:
        return
    try:
        bawah, atas = _kisaran(agregasi, bagian)
    except AnakBelumMelapor as belum:
        nama = ", ".join(belum.belum)
        yield (
            "target_bawahan_kosong",
            f"Target {WAKTU[waktu]} {len(belum.belum)} dari {belum.dari} bawahan belum ditetapkan: {nama}.",
        )
        return
    except KesalahanHitung as salah:
        yield "gulungan_tidak_sah", salah.pesan
        return
    yield from _banding(waktu, acuan.nilai, (bawah, atas), turun=turun, desimal=desimal)


def _kisaran(agregasi: Agregasi, bagian: Sequence[NilaiAnak]) -> tuple[Decimal, Decimal]:
    if agregasi is not Agregasi.RASIO_JUMLAH:
        hasil = gulung(agregasi, bagian)
        return hasil, hasil
    gulung(Agregasi.RATA_RATA, bagian)  # refuses when one is missing
    nilai = [b.nilai for b in bagian if b.nilai is not None]
    return min(nilai), max(nilai)


def _banding(
    waktu: int, acuan: Decimal, kisaran: tuple[Decimal, Decimal], *, turun: bool, desimal: int
) -> Iterator[tuple[str, str]]:
    bawah, tuju, atas = (bulatkan(n, desimal) for n in (kisaran[0], acuan, kisaran[1]))
    if bawah <= tuju <= atas:
        return
    # Of fewer-is-better targets the children promise too little when they allow more than the parent.
    kurang = atas < tuju if not turun else bawah > tuju
    hasil = tulis_ringkas(bawah) if bawah == atas else f"{tulis_ringkas(bawah)} sampai {tulis_ringkas(atas)}"
    kata = "belum memenuhi" if kurang else "melampaui"
    yield (
        "target_kurang" if kurang else "target_berlebih",
        f"Target {WAKTU[waktu]} bawahan bersama-sama {hasil}, {kata} target induknya {tulis_ringkas(tuju)}.",
    )
