"""Rule ``ikm``: a sheet's IKM against its NRR, with the weight it was really made with; unit table against sheet."""

from collections.abc import Iterator
from decimal import Decimal

from indikator.hitung.angka import persis
from survei.hitung.ikm import SKALA
from survei.hitung.periksa.bahan import SEMESTER, Aturan, Baris, Keyakinan, Lembar, Rekap, Temuan, cetak, ulp
from survei.hitung.periksa.nrr import BOBOT_LAIN, rata, salah_nrr

TOLERANSI = Decimal("0.01")
_LONGGAR_TOTAL = Decimal("0.03")  # a total printed with three decimals, × 25, rounded again


def periksa_ikm(rekap: Rekap) -> Iterator[Temuan]:
    """Sheets first, then the unit table against them."""
    for lembar in rekap.lembar.values():
        yield from _lembar(rekap, lembar)
    for unit in rekap.units:
        for semester in SEMESTER:
            yield from _tabel(rekap, unit, semester)


@persis
def ikm_dari_jumlah(lembar: Lembar) -> Decimal | None:
    """Mean of sum / n × 25; None unless all sums and n are there and possible."""
    jumlah, n = lembar.lengkap("sum"), lembar.n
    if jumlah is None or n is None or not all(n <= j <= 4 * n for j in jumlah):
        return None
    return sum((rata(j, n) for j in jumlah), Decimal(0)) / len(jumlah) * SKALA


@persis
def ikm_dari_nrr(lembar: Lembar) -> Decimal | None:
    """Mean of the printed NRR × 25; None unless all are there."""
    nrr = lembar.lengkap("nrr")
    return None if nrr is None else sum(nrr, Decimal(0)) / len(nrr) * SKALA


def ikm_benar(lembar: Lembar) -> Decimal | None:
    """What the sheet's own figures give: from the sums where NRR and sums agree, else from the printed NRR."""
    dari_jumlah = ikm_dari_jumlah(lembar)
    return dari_jumlah if dari_jumlah is not None and not salah_nrr(lembar) else ikm_dari_nrr(lembar) or dari_jumlah


def cocok(a: Decimal, b: Decimal, cetakan: Decimal) -> bool:
    """Whether two IKM agree to within 0,01, or to within the last printed decimal when that is coarser."""
    return abs(a - b) <= max(TOLERANSI, cetakan)


def _lembar(rekap: Rekap, lembar: Lembar) -> Iterator[Temuan]:
    baris = lembar.sumber
    tercetak, benar = baris.angka("ikm_konversi"), ikm_benar(lembar)
    if tercetak is None or benar is None or rekap.sudah("unsur", baris.baris, "ikm_konversi"):
        return
    if any(rekap.sudah("unsur", baris.baris, f"nrr_{u}") for u in lembar.unsur) and _jumlah_membenarkan(lembar):
        return
    calon = [x for x in (ikm_dari_jumlah(lembar), ikm_dari_nrr(lembar)) if x is not None]
    if any(cocok(tercetak, x, _ketelitian(lembar)) for x in calon):
        return
    rekap.jelaskan("unsur", baris.baris, ["ikm_konversi"])
    sebab = _bobot(lembar, tercetak, calon) or _jumlah_tertimbang(lembar, tercetak)
    yield Temuan(
        baris.baris,
        baris.nama,
        "ikm_konversi",
        Aturan.IKM,
        baris.teks("ikm_konversi"),
        cetak(benar, max(3, baris.desimal("ikm_konversi"))),
        Keyakinan.PASTI,
        f"IKM = rata-rata NRR × 25, dengan bobot 1/{len(lembar.unsur)}.{sebab}",
        "unsur",
    )


def _ketelitian(lembar: Lembar) -> Decimal:
    """The last printed decimal; without sums also what the rounding of the printed NRR can make of the IKM."""
    cetakan = ulp(lembar.sumber, "ikm_konversi")
    return cetakan if ikm_dari_jumlah(lembar) is not None else max(cetakan, lembar.ulp("nrr") * SKALA / 2)


def _jumlah_membenarkan(lembar: Lembar) -> bool:
    tercetak, dari_jumlah = lembar.sumber.angka("ikm_konversi"), ikm_dari_jumlah(lembar)
    return tercetak is not None and dari_jumlah is not None and cocok(tercetak, dari_jumlah, TOLERANSI)


def _bobot(lembar: Lembar, tercetak: Decimal, calon: list[Decimal]) -> str:
    """The weight the printed IKM was really made with, in words; empty when none fits."""
    for bobot in BOBOT_LAIN:
        if any(abs(x * len(lembar.unsur) * bobot - tercetak) <= TOLERANSI for x in calon):
            return f" Nilai tercetak dibuat dengan bobot {bobot}."
    return ""


def _jumlah_tertimbang(lembar: Lembar, tercetak: Decimal) -> str:
    total = lembar.sumber.angka("nrr_tertimbang_total")
    if total is None or abs(total * SKALA - tercetak) > _LONGGAR_TOTAL:
        return ""
    dari_nrr = ikm_dari_nrr(lembar)
    if dari_nrr is not None and abs(total - dari_nrr / SKALA) <= ulp(lembar.sumber, "nrr_tertimbang_total"):
        return f" Nilai tercetak dihitung dari jumlah NRR tertimbang yang sudah dibulatkan ({total})."
    return " Nilai tercetak berasal dari kolom NRR tertimbang, yang tidak cocok dengan NRR-nya."


def _tabel(rekap: Rekap, unit: Baris, semester: int) -> Iterator[Temuan]:
    kolom, lembar = f"ikm_s{semester}", rekap.lembar.get((unit.no, semester))
    tercetak = unit.angka(kolom)
    if lembar is None or tercetak is None or _terjelaskan(rekap, unit, lembar, kolom):
        return
    nilai_lembar = [x for x in (lembar.sumber.angka("ikm_konversi"), ikm_benar(lembar)) if x is not None]
    if not nilai_lembar or any(cocok(tercetak, x, ulp(unit, kolom)) for x in nilai_lembar):
        return
    yield Temuan(
        unit.baris,
        unit.nama,
        kolom,
        Aturan.IKM,
        unit.teks(kolom),
        cetak(nilai_lembar[-1], max(3, unit.desimal(kolom))),
        Keyakinan.SANGAT_MUNGKIN,
        f"Lembar unsur semester {semester} (baris {lembar.sumber.baris}) menghasilkan nilai lain: "
        "tabel atau lembarnya salah.",
    )


def _terjelaskan(rekap: Rekap, unit: Baris, lembar: Lembar, kolom: str) -> bool:
    """The cell itself, or the sheet as a whole, already has a finding that explains the difference."""
    baris = lembar.sumber.baris
    return (
        rekap.sudah("units", unit.baris, kolom)
        or rekap.sudah("unsur", baris, "lembar")
        or (rekap.sudah("unsur", baris, "ikm_konversi") and (lembar.sumber.no, lembar.semester) in rekap.cacat)
        or rekap.sudah("unsur", baris, "n_implied")
    )
