"""Rules ``jumlah``, ``rata_rata`` (total row) and ``responden``: parts against wholes."""

from collections.abc import Iterator
from decimal import Decimal

from survei.hitung.banding import rata_rata
from survei.hitung.periksa.bahan import SEMESTER, Aturan, Baris, Keyakinan, Rekap, Temuan, cetak, ulp

_RESPONDEN = ("resp_s1", "resp_s2", "resp_year")
_IKM = ("ikm_s1", "ikm_s2", "ikm_year")
_WAJAR = 10  # a difference of at most 1 in 10 respondents may be forms that were left out


def periksa_jumlah(rekap: Rekap) -> Iterator[Temuan]:
    """Respondents of the year, total row, total of the weighted NRR, and respondents against the sheets."""
    for unit in (*rekap.units, *rekap.total):
        yield from _setahun(rekap, unit)
    for total in rekap.total:
        yield from _baris_total(rekap, total)
    yield from _tertimbang(rekap)
    for unit in rekap.units:
        for semester in SEMESTER:
            yield from _responden(rekap, unit, semester)


def _setahun(rekap: Rekap, unit: Baris) -> Iterator[Temuan]:
    a, b, tahun = (unit.angka(k) for k in _RESPONDEN)
    if a is None or b is None or tahun is None or a + b == tahun:
        return
    if any(rekap.sudah("units", unit.baris, k) for k in _RESPONDEN):
        return
    rekap.jelaskan("units", unit.baris, ["resp_year"])
    yield _temuan(unit, "resp_year", Aturan.JUMLAH, cetak(a + b, 0), "Responden setahun = semester I + semester II.")


def _baris_total(rekap: Rekap, total: Baris) -> Iterator[Temuan]:
    for kolom in _RESPONDEN:
        nilai = [n for u in rekap.units if (n := u.angka(kolom)) is not None]
        tercetak, jumlah = total.angka(kolom), sum(nilai, Decimal(0))
        if tercetak is not None and nilai and tercetak != jumlah and not rekap.sudah("units", total.baris, kolom):
            yield _temuan(total, kolom, Aturan.JUMLAH, cetak(jumlah, 0), f"Jumlah {len(nilai)} unit di atasnya.")
    for kolom in _IKM:
        nilai = [n for u in rekap.units if (n := u.angka(kolom)) is not None]
        tercetak = total.angka(kolom)
        if tercetak is None or not nilai or rekap.sudah("units", total.baris, kolom):
            continue
        rata = rata_rata(nilai)
        if abs(tercetak - rata) > ulp(total, kolom):
            dihitung = cetak(rata, total.desimal(kolom))
            yield _temuan(total, kolom, Aturan.RATA_RATA, dihitung, f"Rata-rata {len(nilai)} unit di atasnya.")


def _tertimbang(rekap: Rekap) -> Iterator[Temuan]:
    """The total of the weighted NRR fits neither their sum nor the mean of the NRR."""
    for lembar in rekap.lembar.values():
        baris, kolom = lembar.sumber, "nrr_tertimbang_total"
        total, bagian = baris.angka(kolom), lembar.lengkap("nrrt")
        dijelaskan = any(rekap.sudah("unsur", baris.baris, k) for k in (kolom, *(f"nrrt_{u}" for u in lembar.unsur)))
        if total is None or bagian is None or dijelaskan or rekap.sudah("unsur", baris.baris, "n_implied"):
            continue
        jumlah, nrr = sum(bagian, Decimal(0)), lembar.lengkap("nrr")
        longgar = len(bagian) * lembar.ulp("nrrt") / 2 + ulp(baris, kolom)
        rata = None if nrr is None else rata_rata(nrr)
        if abs(total - jumlah) <= longgar or (rata is not None and abs(total - rata) <= longgar):
            continue
        yield Temuan(
            baris.baris, baris.nama, kolom, Aturan.JUMLAH, baris.teks(kolom), cetak(jumlah, 3), Keyakinan.PASTI,
            "Jumlah NRR tertimbang semua unsur.", "unsur",
        )  # fmt: skip


def _responden(rekap: Rekap, unit: Baris, semester: int) -> Iterator[Temuan]:
    kolom, lembar = f"resp_s{semester}", rekap.lembar.get((unit.no, semester))
    tercetak = unit.angka(kolom)
    if lembar is None or lembar.n is None or tercetak is None or tercetak == lembar.n:
        return
    if rekap.sudah("units", unit.baris, kolom) or any(
        rekap.sudah("unsur", lembar.sumber.baris, k) for k in ("n_implied", "lembar")
    ):
        return
    dekat = abs(tercetak - lembar.n) * _WAJAR <= tercetak
    yield Temuan(
        unit.baris, unit.nama, kolom, Aturan.RESPONDEN, unit.teks(kolom), str(lembar.n),
        Keyakinan.MUNGKIN if dekat else Keyakinan.SANGAT_MUNGKIN,
        f"Lembar unsur semester {semester} (baris {lembar.sumber.baris}) dibuat dari {lembar.n} responden.",
    )  # fmt: skip


def _temuan(baris: Baris, kolom: str, aturan: Aturan, dihitung: str, penjelasan: str) -> Temuan:
    return Temuan(baris.baris, baris.nama, kolom, aturan, baris.teks(kolom), dihitung, Keyakinan.PASTI, penjelasan)
