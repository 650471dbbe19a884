"""Rules ``nrr`` and ``nrr_tertimbang``: each NRR against sum and n, each weighted NRR against its NRR."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from indikator.hitung.angka import persis
from survei.hitung.periksa.bahan import Aturan, Keyakinan, Lembar, Rekap, Temuan, cetak

BOBOT_LAIN = tuple(map(Decimal, ("0.111", "0.11", "0.1111", "0.112", "0.1", "0.125")))
_BOBOT_CETAK = tuple(map(Decimal, ("0.111", "0.11", "0.1111")))  # a rounded 1/9: printing with it is no contradiction
_LOWONG = 10  # at most 1 in 10 forms left a question blank, else a smaller divisor is no innocent explanation


def periksa_nrr(rekap: Rekap) -> Iterator[Temuan]:
    """All sheets that print NRR."""
    for lembar in rekap.lembar.values():
        if not rekap.sudah("unsur", lembar.sumber.baris, "n_implied"):
            yield from (_pembagi_salah(rekap, lembar) or _per_unsur(rekap, lembar))
        yield from _tertimbang(rekap, lembar)


@persis
def rata(jumlah: Decimal, n: int) -> Decimal:
    """Sum / n with 50 digits."""
    return jumlah / n


def salah_nrr(lembar: Lembar) -> list[str]:
    """The unsur whose printed NRR is not sum / n, to within one unit of the last printed decimal."""
    n, longgar = lembar.n, lembar.longgar("nrr")
    if n is None:
        return []
    return [
        u
        for u, jumlah, nrr in zip(lembar.unsur, lembar.deret("sum"), lembar.deret("nrr"), strict=True)
        if jumlah is not None and nrr is not None and abs(rata(jumlah, n) - nrr) > longgar
    ]


def _pembagi_salah(rekap: Rekap, lembar: Lembar) -> list[Temuan]:
    """All NRR contradict n, but all agree on one other whole number: then n is the misprint."""
    pasangan = [(j, m) for j, m in zip(lembar.deret("sum"), lembar.deret("nrr"), strict=True) if j is not None and m]
    salah = salah_nrr(lembar)
    if len(pasangan) < 3 or len(salah) < max(3, (2 * len(pasangan) + 2) // 3):
        return []
    calon, _ = Counter(round(j / m) for j, m in pasangan).most_common(1)[0]
    if calon < 1 or any(abs(rata(j, calon) - m) > lembar.longgar("nrr") for j, m in pasangan):
        return []
    baris = lembar.sumber
    rekap.jelaskan("unsur", baris.baris, ["n_implied", *(f"nrr_{u}" for u in lembar.unsur)])
    return [
        Temuan(
            baris.baris, baris.nama, "n_implied", Aturan.NRR, baris.teks("n_implied"), str(calon), Keyakinan.PASTI,
            f"Semua NRR adalah jumlah dibagi {calon}, bukan {baris.teks('n_implied')}.", "unsur",
        )
    ]  # fmt: skip


def _per_unsur(rekap: Rekap, lembar: Lembar) -> Iterator[Temuan]:
    baris, n = lembar.sumber, lembar.n
    for u in salah_nrr(lembar):
        kolom, jumlah, nrr = f"nrr_{u}", baris.angka(f"sum_{u}"), baris.angka(f"nrr_{u}")
        if n is None or jumlah is None or not nrr or any(
            rekap.sudah("unsur", baris.baris, k) for k in (kolom, f"sum_{u}")
        ):  # fmt: skip
            continue
        yakin, catatan = _sebab(lembar, jumlah, nrr)
        yield Temuan(
            baris.baris, baris.nama, kolom, Aturan.NRR, baris.teks(kolom),
            cetak(rata(jumlah, n), max(3, baris.desimal(kolom))), yakin,
            f"NRR = jumlah {baris.teks(f'sum_{u}')} / {n} responden.{catatan}", "unsur",
        )  # fmt: skip


def _sebab(lembar: Lembar, jumlah: Decimal, nrr: Decimal) -> tuple[Keyakinan, str]:
    """How sure, and the divisor that would explain the printed NRR when it is a whole number close to n."""
    n, terisi = lembar.n or 1, round(jumlah / nrr)
    if 1 <= terisi < n and abs(rata(jumlah, terisi) - nrr) <= lembar.ulp("nrr") / 2:
        if (n - terisi) * _LOWONG <= n:
            return Keyakinan.MUNGKIN, f" Cocok dengan pembagi {terisi}: mungkin {n - terisi} isian kosong."
        return Keyakinan.PASTI, f" Tercetak dibagi {terisi}."
    return Keyakinan.PASTI, ""


def _tertimbang(rekap: Rekap, lembar: Lembar) -> Iterator[Temuan]:
    salah = [u for u in lembar.unsur if _salah_tertimbang(lembar, u)]
    salah = [u for u in salah if not rekap.sudah("unsur", lembar.sumber.baris, f"nrrt_{u}")]
    bobot = _bobot_bersama(lembar, salah)
    if bobot is not None:
        yield _temuan_bobot(rekap, lembar, salah[0], bobot)
        return
    asing = len(salah) == len(lembar.unsur)
    for u in salah[:1] if asing else salah:
        yield _temuan_tertimbang(rekap, lembar, u, asing=asing)


def _salah_tertimbang(lembar: Lembar, u: str) -> bool:
    """The printed weighted NRR fits neither the printed NRR nor sum / n, with 1/number of unsur or a rounded 1/9."""
    baris, n = lembar.sumber, lembar.n
    nrrt, nrr, jumlah = baris.angka(f"nrrt_{u}"), baris.angka(f"nrr_{u}"), baris.angka(f"sum_{u}")
    if nrrt is None or nrr is None:
        return False
    dasar = [nrr] if jumlah is None or n is None else [nrr, rata(jumlah, n)]
    longgar = lembar.longgar("nrrt") + lembar.ulp("nrr") / len(lembar.unsur)
    bobot = (Decimal(1) / len(lembar.unsur), *(_BOBOT_CETAK if len(lembar.unsur) == 9 else ()))
    return all(abs(d * b - nrrt) > longgar for d in dasar for b in bobot)


def _bobot_bersama(lembar: Lembar, salah: list[str]) -> Decimal | None:
    """One other weight that made at least three of the contradicting figures, and all of them."""
    if len(salah) < 3:
        return None
    for bobot in BOBOT_LAIN:
        selisih = [
            abs((lembar.sumber.angka(f"nrr_{u}") or 0) * bobot - (lembar.sumber.angka(f"nrrt_{u}") or 0)) for u in salah
        ]
        if all(s <= lembar.ulp("nrrt") for s in selisih):
            return bobot
    return None


def _temuan_bobot(rekap: Rekap, lembar: Lembar, u: str, bobot: Decimal) -> Temuan:
    baris = lembar.sumber
    rekap.jelaskan("unsur", baris.baris, ["nrr_tertimbang_total", *(f"nrrt_{x}" for x in lembar.unsur)])
    benar = (baris.angka(f"nrr_{u}") or Decimal(0)) / len(lembar.unsur)
    return Temuan(
        baris.baris, baris.nama, f"nrrt_{u}", Aturan.NRR_TERTIMBANG, baris.teks(f"nrrt_{u}"), cetak(benar, 3),
        Keyakinan.PASTI, f"NRR tertimbang lembar ini dibuat dengan bobot {bobot}, bukan 1/{len(lembar.unsur)}.",
        "unsur",
    )  # fmt: skip


def _temuan_tertimbang(rekap: Rekap, lembar: Lembar, u: str, *, asing: bool) -> Temuan:
    """One weighted NRR; with ``asing`` it stands for all of the sheet, which come from other NRR."""
    baris, kolom = lembar.sumber, f"nrrt_{u}"
    rekap.jelaskan("unsur", baris.baris, [kolom])
    catatan = " Begitu pula semua unsur lain lembar ini." if asing else ""
    benar = (baris.angka(f"nrr_{u}") or Decimal(0)) / len(lembar.unsur)
    return Temuan(
        baris.baris, baris.nama, kolom, Aturan.NRR_TERTIMBANG, baris.teks(kolom), cetak(benar, 3), Keyakinan.PASTI,
        f"NRR tertimbang = NRR {baris.teks(f'nrr_{u}')} × 1/{len(lembar.unsur)}.{catatan}", "unsur",
    )  # fmt: skip
