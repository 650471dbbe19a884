"""Rolling up: children's results into the parent's result, and indicators' achievements into a unit's score."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indikator.hitung.angka import persis, tulis_angka, tulis_ringkas
from indikator.hitung.capaian import NOL, SERATUS, Capaian, Keadaan, batasi
from indikator.hitung.kesalahan import AgregasiTidakSah, AnakBelumMelapor, BobotTidakSah, PenyebutNol


class Agregasi(StrEnum):
    """How children's results make the parent's."""

    RATA_RATA = "rata_rata"
    JUMLAH = "jumlah"
    TERTIMBANG = "tertimbang"
    RASIO_JUMLAH = "rasio_jumlah"
    TIDAK_ADA = "tidak_ada"


@dataclass(frozen=True, slots=True)
class NilaiAnak:
    """One child's result; ``pembilang`` and ``penyebut`` are needed for rasio_jumlah, ``bobot`` for tertimbang."""

    nama: str
    nilai: Decimal | None
    bobot: Decimal | None = None
    pembilang: Decimal | None = None
    penyebut: Decimal | None = None


@persis
def gulung(
    agregasi: Agregasi, anak: Sequence[NilaiAnak], *, faktor: Decimal = SERATUS, sebutan: str = "unit"
) -> Decimal:
    """The parent's result in the indicator's unit.

    rata_rata and jumlah over all children; tertimbang: Σ (bobot × nilai) / Σ bobot; rasio_jumlah: Σ pembilang /
    Σ penyebut × ``faktor`` (100 for a percentage). ``sebutan`` is what a child is called ("kelurahan").
    Raises ``AnakBelumMelapor``, ``BobotTidakSah``, ``PenyebutNol``, ``AgregasiTidakSah``. Source: [JB] 2.
    """
    if agregasi is Agregasi.TIDAK_ADA:
        raise AgregasiTidakSah("Indikator ini tidak diturunkan: nilainya tidak dihitung dari bawahannya.")
    if not anak:
        raise AgregasiTidakSah(f"Tidak ada {sebutan} yang hasilnya dapat digabung.")
    rasio = agregasi is Agregasi.RASIO_JUMLAH
    belum = [a.nama for a in anak if (a.pembilang is None or a.penyebut is None if rasio else a.nilai is None)]
    if belum:
        raise AnakBelumMelapor(belum, len(anak), sebutan)
    if rasio:
        return _rasio(anak, faktor)
    if agregasi is Agregasi.TERTIMBANG:
        return _rata_tertimbang([(a.nama, a.bobot, a.nilai or NOL) for a in anak])
    jumlah = sum((a.nilai or NOL for a in anak), NOL)
    return jumlah if agregasi is Agregasi.JUMLAH else jumlah / len(anak)


def _rasio(anak: Sequence[NilaiAnak], faktor: Decimal) -> Decimal:
    pembilang = sum((a.pembilang or NOL for a in anak), NOL)
    penyebut = sum((a.penyebut or NOL for a in anak), NOL)
    if penyebut == 0:
        raise PenyebutNol("jumlah penyebut")
    return pembilang * faktor / penyebut


def _rata_tertimbang(baris: Sequence[tuple[str, Decimal | None, Decimal]]) -> Decimal:
    """Weighted mean of (name, weight, value); raises ``BobotTidakSah`` naming what is wrong with the weights."""
    tanpa = [nama for nama, bobot, _ in baris if bobot is None]
    if tanpa:
        raise BobotTidakSah(f"{len(tanpa)} dari {len(baris)} belum berbobot: {', '.join(tanpa)}.")
    negatif = [nama for nama, bobot, _ in baris if bobot is not None and bobot < 0]
    if negatif:
        raise BobotTidakSah(f"Bobot tidak boleh negatif: {', '.join(negatif)}.")
    jumlah_bobot = sum((bobot or NOL for _, bobot, _ in baris), NOL)
    if jumlah_bobot == 0:
        raise BobotTidakSah("Jumlah bobot 0: beri bobot pada paling sedikit satu baris.")
    return sum(((bobot or NOL) * nilai for _, bobot, nilai in baris), NOL) / jumlah_bobot


@dataclass(frozen=True, slots=True)
class BarisSkor:
    """One indicator of a unit: its achievement, its weight (None: not set), and whether its deadline has passed."""

    capaian: Capaian
    bobot: Decimal | None
    jenis_sasaran: str
    lewat_tenggat: bool
    nama: str


@dataclass(frozen=True, slots=True)
class Skor:
    """A unit's score. ``nilai`` is raw (unrounded), None where nothing can be said; ``uraian`` says why or how.

    Every row is in exactly one of: ``dinilai``, ``tidak_dinilai`` (N/A), ``belum`` (unreported, deadline ahead, left
    out), ``dihitung_nol`` (names of the unreported after the deadline, counted as 0).
    """

    nilai: Decimal | None
    dinilai: int
    tidak_dinilai: int
    belum: int
    dihitung_nol: tuple[str, ...]
    uraian: str


@persis
def skor_unit(
    baris: Sequence[BarisSkor], *, batas: Decimal | None, bobot_jenis: Mapping[str, Decimal] | None = None
) -> Skor:
    """Weighted mean of the capped achievements over the assessed indicators.

    Weights are equal while none is set; once one counted row has a weight, every counted row needs one (otherwise no
    score, with the reason). ``bobot_jenis`` weighs the means per kind of sasaran against each other; a kind without a
    counted row takes no part. ``batas`` caps each achievement (None: no cap). Source: rules of the unit score.
    """
    masuk = [(b, _angka_masuk(b, batas)) for b in baris]
    dihitung = [(b, nilai) for b, nilai in masuk if nilai is not None]
    nol = tuple(b.nama for b, _ in dihitung if b.capaian.keadaan is Keadaan.BELUM_DILAPORKAN)
    tidak = sum(b.capaian.keadaan is Keadaan.TIDAK_DINILAI for b in baris)
    belum = len(baris) - len(dihitung) - tidak
    catatan = _catatan(tidak, belum, nol)

    def skor(nilai: Decimal | None, uraian: str) -> Skor:
        return Skor(nilai, len(dihitung) - len(nol), tidak, belum, nol, "; ".join([uraian, *catatan]))

    if not dihitung:
        return skor(None, "belum ada indikator yang dinilai")
    try:
        nilai, uraian = _hitung(dihitung, bobot_jenis)
    except BobotTidakSah as salah:  # the page shows why there is no score, in the place of the score
        return skor(None, f"skor tidak dapat dihitung: {salah.pesan}")
    return skor(nilai, uraian)


def _angka_masuk(baris: BarisSkor, batas: Decimal | None) -> Decimal | None:
    """What the row adds to the mean: its capped achievement, 0 when overdue, None when it takes no part."""
    if baris.capaian.nilai is not None:
        return batasi(baris.capaian.nilai, batas)
    lewat = baris.capaian.keadaan is Keadaan.BELUM_DILAPORKAN and baris.lewat_tenggat
    return NOL if lewat else None


Dihitung = Sequence[tuple[BarisSkor, Decimal]]


def _hitung(dihitung: Dihitung, bobot_jenis: Mapping[str, Decimal] | None) -> tuple[Decimal, str]:
    if bobot_jenis is None:
        return _rata(dihitung)
    per_jenis: list[tuple[str, Decimal | None, Decimal]] = []
    uraian: list[str] = []
    for jenis in dict.fromkeys(b.jenis_sasaran for b, _ in dihitung):
        nilai, kata = _rata([(b, n) for b, n in dihitung if b.jenis_sasaran == jenis])
        bobot = bobot_jenis.get(jenis)
        per_jenis.append((f"jenis sasaran {jenis}", bobot, nilai))
        uraian.append(f"{jenis} (bobot {'–' if bobot is None else tulis_ringkas(bobot)}): {kata}")
    nilai = _rata_tertimbang(per_jenis)
    return nilai, f"{'; '.join(uraian)}; rata-rata tertimbang menurut jenis = {tulis_angka(nilai)}"


def _rata(dihitung: Dihitung) -> tuple[Decimal, str]:
    if all(b.bobot is None for b, _ in dihitung):
        jumlah = sum((nilai for _, nilai in dihitung), NOL)
        nilai = jumlah / len(dihitung)
        return nilai, f"jumlah capaian {tulis_angka(jumlah)} / {len(dihitung)} indikator = {tulis_angka(nilai)}"
    nilai = _rata_tertimbang([(b.nama, b.bobot, n) for b, n in dihitung])
    jumlah_bobot = sum((b.bobot or NOL for b, _ in dihitung), NOL)
    atas = tulis_angka(nilai * jumlah_bobot)
    return nilai, f"jumlah bobot × capaian {atas} / jumlah bobot {tulis_ringkas(jumlah_bobot)} = {tulis_angka(nilai)}"


def _catatan(tidak: int, belum: int, nol: Iterable[str]) -> list[str]:
    nama = list(nol)
    bagian = [
        (tidak, f"{tidak} tidak dinilai"),
        (belum, f"{belum} belum dilaporkan, tidak dihitung"),
        (len(nama), f"{len(nama)} lewat tenggat, dihitung 0: {', '.join(nama)}"),
    ]
    return [kata for banyak, kata in bagian if banyak]
