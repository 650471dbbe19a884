"""Rules ``lembar_kembar`` and ``lembar_tertukar``: a sheet that is another's copy, two sheets in each other's place."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from survei.hitung.periksa.bahan import Aturan, Keyakinan, Lembar, Rekap, Temuan, ulp
from survei.hitung.periksa.ikm import TOLERANSI, cocok, ikm_benar

_MINIMAL_UNSUR = 5
_MINIMAL_N = 10  # with fewer respondents nine equal sums may be chance


def periksa_lembar(rekap: Rekap) -> Iterator[Temuan]:
    """Copies first: a copied sheet cannot be a swapped one."""
    yield from _kembar(rekap)
    yield from _tertukar(rekap)


def _kembar(rekap: Rekap) -> Iterator[Temuan]:
    kelompok: dict[tuple[object, ...], list[Lembar]] = defaultdict(list)
    for lembar in rekap.lembar.values():
        if (sidik := _sidik(lembar)) is not None:
            kelompok[sidik].append(lembar)
    for anggota in kelompok.values():
        if len(anggota) > 1:
            asli = next((x for x in anggota if cocok_tabel(rekap, x)), anggota[0])
            yield from (_temuan_kembar(rekap, x, asli) for x in anggota if x is not asli)


def _sidik(lembar: Lembar) -> tuple[object, ...] | None:
    """What makes two sheets identical: n and all sums, or without sums all NRR; None when that says too little."""
    jumlah, nrr = lembar.lengkap("sum"), lembar.lengkap("nrr")
    deret = jumlah or nrr
    if deret is None or len(deret) < _MINIMAL_UNSUR or len(set(deret)) < 3:
        return None
    return ("jumlah", lembar.n, *deret) if jumlah else ("nrr", *deret)


def _temuan_kembar(rekap: Rekap, lembar: Lembar, asli: Lembar) -> Temuan:
    baris = lembar.sumber
    rekap.jelaskan("unsur", baris.baris, ["lembar"])
    pasti = lembar.lengkap("sum") is not None and (lembar.n or 0) >= _MINIMAL_N
    tabel = _nilai_tabel(rekap, lembar)
    awalan = "sum" if lembar.lengkap("sum") else "nrr"
    return Temuan(
        baris.baris, baris.nama, f"{awalan}_{lembar.unsur[0]}", Aturan.LEMBAR_KEMBAR, baris.teks("ikm_konversi"),
        "" if tabel is None or cocok_tabel(rekap, lembar) else f"{tabel:f}",
        Keyakinan.PASTI if pasti else Keyakinan.SANGAT_MUNGKIN,
        f"Semua angka lembar semester {lembar.semester} ini sama dengan lembar {asli.sumber.nama} semester "
        f"{asli.semester} (baris {asli.sumber.baris}).", "unsur",
    )  # fmt: skip


def _tertukar(rekap: Rekap) -> Iterator[Temuan]:
    calon = [x for x in rekap.lembar.values() if _salah_tempat(rekap, x)]
    dipakai: set[int] = set()
    for i, x in enumerate(calon):
        for y in calon[i + 1 :]:
            if not {x.sumber.baris, y.sumber.baris} & dipakai and _bersilang(rekap, x, y):
                dipakai |= {x.sumber.baris, y.sumber.baris}
                yield from (_temuan_tertukar(rekap, x, y), _temuan_tertukar(rekap, y, x))


def _salah_tempat(rekap: Rekap, lembar: Lembar) -> bool:
    unit = rekap.unit(lembar.sumber.no)
    if unit is None or rekap.sudah("unsur", lembar.sumber.baris, "lembar"):
        return False
    return not rekap.sudah("units", unit.baris, f"ikm_s{lembar.semester}") and cocok_tabel(rekap, lembar) is False


def _bersilang(rekap: Rekap, x: Lembar, y: Lembar) -> bool:
    tx, ty = _nilai_tabel(rekap, x), _nilai_tabel(rekap, y)
    if tx is None or ty is None or abs(tx - ty) <= 2 * TOLERANSI:
        return False
    return _sama(rekap, x, y) and _sama(rekap, y, x)


def _sama(rekap: Rekap, lembar: Lembar, tempat: Lembar) -> bool:
    """Whether ``lembar`` gives the table's value of the unit and semester of ``tempat``."""
    unit, tabel = rekap.unit(tempat.sumber.no), _nilai_tabel(rekap, tempat)
    if unit is None or tabel is None:
        return False
    cetakan = ulp(unit, f"ikm_s{tempat.semester}")
    return any(cocok(n, tabel, cetakan) for n in _nilai_lembar(lembar))


def _temuan_tertukar(rekap: Rekap, lembar: Lembar, lawan: Lembar) -> Temuan:
    baris, tabel = lembar.sumber, _nilai_tabel(rekap, lembar)
    rekap.jelaskan("unsur", baris.baris, ["lembar"])
    return Temuan(
        baris.baris, baris.nama, "ikm_konversi", Aturan.LEMBAR_TERTUKAR, baris.teks("ikm_konversi"),
        "" if tabel is None else f"{tabel:f}", Keyakinan.SANGAT_MUNGKIN,
        f"Lembar ini cocok dengan nilai {lawan.sumber.nama} semester {lawan.semester} (baris {lawan.sumber.baris}), "
        "dan sebaliknya.", "unsur",
    )  # fmt: skip


def cocok_tabel(rekap: Rekap, lembar: Lembar) -> bool | None:
    """Whether the sheet gives the unit table's value; None when one of the two is missing."""
    unit, tabel, nilai = rekap.unit(lembar.sumber.no), _nilai_tabel(rekap, lembar), _nilai_lembar(lembar)
    if unit is None or tabel is None or not nilai:
        return None
    return any(cocok(n, tabel, ulp(unit, f"ikm_s{lembar.semester}")) for n in nilai)


def _nilai_tabel(rekap: Rekap, lembar: Lembar) -> Decimal | None:
    unit = rekap.unit(lembar.sumber.no)
    return None if unit is None else unit.angka(f"ikm_s{lembar.semester}")


def _nilai_lembar(lembar: Lembar) -> Sequence[Decimal]:
    return [x for x in (lembar.sumber.angka("ikm_konversi"), ikm_benar(lembar)) if x is not None]
