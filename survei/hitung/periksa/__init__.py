"""Recap check: every figure of an official recap that contradicts the rest, with rule, printed and computed value.

Causes come before consequences: a shifted column, a copied or an impossible sheet is reported once, and what merely
follows from it is not reported again. Precision goes before recall: a difference that rounding, truncation or a few
blanks explain is no finding, or one marked ``mungkin``. Rules and codes: docs/periksa-rekap.md.
"""

from collections.abc import Iterable, Mapping, Sequence

from survei.hitung.periksa.bahan import Aturan, Baris, Keyakinan, Lembar, Rekap, Temuan
from survei.hitung.periksa.geser import periksa_geser
from survei.hitung.periksa.geser_lembar import periksa_geser_lembar
from survei.hitung.periksa.ikm import periksa_ikm
from survei.hitung.periksa.jumlah import periksa_jumlah
from survei.hitung.periksa.kelas import periksa_kelas
from survei.hitung.periksa.lembar import periksa_lembar
from survei.hitung.periksa.nilai import periksa_nilai
from survei.hitung.periksa.nrr import periksa_nrr
from survei.hitung.periksa.tahun import periksa_tahun

__all__ = ["Aturan", "Baris", "Keyakinan", "Lembar", "Rekap", "Temuan", "periksa_rekap", "susun_rekap"]

_TOTAL = ("jumlah", "total", "rata-rata", "rata rata", "rerata")
_PEMERIKSAAN = (
    periksa_geser,
    periksa_geser_lembar,
    periksa_lembar,
    periksa_nilai,
    periksa_tahun,
    periksa_nrr,
    periksa_jumlah,
    periksa_ikm,
    periksa_kelas,
)


def periksa_rekap(units: Sequence[Baris], unsur: Sequence[Baris] = ()) -> list[Temuan]:
    """All findings, unit table first, in the order of its rows, then the sheets.

    ``units``: rows with the columns of a semester table (no, name, resp_*, ikm_*, cat_*, pct_change, status);
    ``unsur``: one row per unit and semester (n_implied, sum_u*, nrr_u*, nrrt_u*, ikm_konversi, kategori). A missing
    column or an empty cell is not checked.
    """
    rekap = susun_rekap(units, unsur)
    temuan = [t for periksa in _PEMERIKSAAN for t in periksa(rekap)]
    return sorted(temuan, key=lambda t: (t.berkas != "units", t.baris, t.kolom, t.aturan))


def susun_rekap(units: Sequence[Baris], unsur: Sequence[Baris]) -> Rekap:
    """Join the two tables; rows named Jumlah, Total or Rata-rata are totals, the first sheet of a semester counts."""
    total = [u for u in units if not u.teks("no") and u.nama.casefold().startswith(_TOTAL)]
    lembar: dict[tuple[str, int], Lembar] = {}
    for baris in unsur:
        semester = baris.angka("semester")
        if semester in (1, 2):
            lembar.setdefault((baris.no, int(semester)), Lembar(baris, int(semester), _unsur(baris.sel)))
    milik_unit = [u for u in units if u not in total]
    menurut_no = {u.no: u for u in reversed(milik_unit)}  # a number printed twice: the first row counts
    return Rekap(milik_unit, total, lembar, menurut_no=menurut_no)


def _unsur(kolom: Mapping[str, str] | Iterable[str]) -> tuple[str, ...]:
    return tuple(k.partition("_")[2] for k in kolom if k.startswith("nrr_u"))
