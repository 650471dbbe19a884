"""Rule ``kolom_geser`` inside a sheet: two NRR swapped, or the NRR standing in the columns of the weighted NRR."""

from collections import defaultdict
from collections.abc import Iterator

from survei.hitung.periksa.bahan import Aturan, Keyakinan, Lembar, Rekap, Temuan, cetak
from survei.hitung.periksa.nrr import rata, salah_nrr

_BANYAK = 3  # as many sheets with the same swap are one finding


def periksa_geser_lembar(rekap: Rekap) -> Iterator[Temuan]:
    """Swapped NRR first, then NRR in the wrong columns."""
    yield from _unsur_tertukar(rekap)
    for lembar in rekap.lembar.values():
        yield from _nrr_di_tertimbang(rekap, lembar)


def _unsur_tertukar(rekap: Rekap) -> Iterator[Temuan]:
    kelompok: dict[tuple[str, str], list[Lembar]] = defaultdict(list)
    for lembar in rekap.lembar.values():
        if (pasangan := _pasangan(lembar)) is not None:
            kelompok[pasangan].append(lembar)
            rekap.jelaskan("unsur", lembar.sumber.baris, [f"nrr_{u}" for u in pasangan])
    for (a, b), anggota in kelompok.items():
        banyak = anggota[:1] if len(anggota) >= _BANYAK else anggota
        for lembar in banyak:
            baris = lembar.sumber
            jumlah = baris.angka(f"sum_{a}")
            yield Temuan(
                baris.baris, baris.nama, f"nrr_{a}", Aturan.KOLOM_GESER, baris.teks(f"nrr_{a}"),
                "" if jumlah is None or lembar.n is None else cetak(rata(jumlah, lembar.n), 3),
                Keyakinan.SANGAT_MUNGKIN,
                f"NRR {a.upper()} dan {b.upper()} tertukar terhadap jumlahnya"
                + (f" pada {len(anggota)} lembar: baris {_daftar(anggota)}." if len(banyak) < len(anggota) else "."),
                "unsur",
            )  # fmt: skip


def _pasangan(lembar: Lembar) -> tuple[str, str] | None:
    """The only two contradicting unsur, when each NRR is the other's sum / n."""
    salah, baris, n = salah_nrr(lembar), lembar.sumber, lembar.n
    if len(salah) != 2 or n is None:
        return None
    a, b = salah
    for x, y in ((a, b), (b, a)):
        jumlah, nrr = baris.angka(f"sum_{x}"), baris.angka(f"nrr_{y}")
        if jumlah is None or nrr is None or abs(rata(jumlah, n) - nrr) > lembar.longgar("nrr"):
            return None
    return a, b


def _nrr_di_tertimbang(rekap: Rekap, lembar: Lembar) -> Iterator[Temuan]:
    """The columns of the weighted NRR hold sum / n instead."""
    jumlah, nrrt, n, baris = lembar.lengkap("sum"), lembar.lengkap("nrrt"), lembar.n, lembar.sumber
    if jumlah is None or nrrt is None or n is None:
        return
    if any(abs(rata(j, n) - t) > lembar.longgar("nrrt") for j, t in zip(jumlah, nrrt, strict=True)):
        return
    kolom = [f"nrrt_{u}" for u in lembar.unsur]
    rekap.jelaskan("unsur", baris.baris, kolom)
    yield Temuan(
        baris.baris, baris.nama, kolom[0], Aturan.KOLOM_GESER, baris.teks(kolom[0]),
        cetak(nrrt[0] / len(nrrt), 3), Keyakinan.SANGAT_MUNGKIN,
        "Kolom NRR tertimbang berisi NRR (jumlah / responden).", "unsur",
    )  # fmt: skip


def _daftar(anggota: list[Lembar]) -> str:
    return ", ".join(str(x.sumber.baris) for x in anggota)
