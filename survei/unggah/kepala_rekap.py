"""Recognising the heads of an official recap: our own column names, and what Indonesian reports call them."""

import re

from survei.unggah.kesalahan import KesalahanUnggah

DASAR = {
    "no": "no",
    "nomor": "no",
    "name": "name",
    "nama": "name",
    "unit": "name",
    "opd": "name",
    "upp": "name",
    "uptd": "name",
    "jenis": "kind",
    "kind": "kind",
    "induk": "parent",
    "parent": "parent",
}
KOLOM_UNIT = frozenset(
    {"no", "name", "kind", "parent", "pct_change", "status"}
    | {f"{apa}_{kapan}" for apa in ("resp", "ikm", "cat") for kapan in ("s1", "s2", "year")}
)
_KOLOM_LEMBAR = frozenset({"no", "name", "semester", "n_implied", "nrr_tertimbang_total", "ikm_konversi", "kategori"})
_LEMBAR_UNSUR = re.compile(r"(?:sum|nrr|nrrt)_u[1-9][0-9]?")
_SEMESTER = re.compile(r"\b(?:semester|smt|sem|s)\s*(1|2|i{1,2})\b")
_UNSUR = re.compile(r"\bu\s*([1-9][0-9]?)\b")
_TAHUN = re.compile(r"\b(?:tahun|setahun|year|(?:19|20)[0-9]{2})\b")
SEBUTAN = {
    "no": "nomor",
    "name": "nama unit",
    "kind": "jenis unit",
    "parent": "unit induk",
    "pct_change": "perubahan (%)",
    "status": "status",
    "semester": "semester",
    "n_implied": "responden",
    "nrr_tertimbang_total": "jumlah NRR tertimbang",
    "ikm_konversi": "IKM",
    "kategori": "mutu",
}
_APA = {"resp": "responden", "ikm": "IKM", "cat": "mutu", "sum": "jumlah nilai", "nrr": "NRR", "nrrt": "NRR tertimbang"}
_KAPAN = {"s1": "semester I", "s2": "semester II", "year": "setahun"}


def sebut_kolom(kunci: str) -> str:
    """`IKM semester I` for `ikm_s1`, `jumlah nilai U3` for `sum_u3`; what is no column names itself."""
    apa, _, lain = kunci.partition("_")
    if kunci in SEBUTAN or apa not in _APA:
        return SEBUTAN.get(kunci, kunci)
    return f"{_APA[apa]} {_KAPAN.get(lain, lain.upper())}".strip()


def kolom_unit(kepala: str) -> str:
    """The column of the table of units a head means; empty when it means none."""
    if kepala.strip().casefold() in KOLOM_UNIT:
        return kepala.strip().casefold()
    teks = _rapi(kepala)
    if "%" in kepala or _ada(teks, "perubahan", "kenaikan", "persentase", "persen", "selisih"):
        return "pct_change"
    if _ada(teks, "status", "perkembangan"):
        return "status"
    apa = _apa(teks)
    if apa:
        kapan = _kapan(teks)
        return f"{apa}_{kapan}" if kapan else ""
    return next((DASAR[kata] for kata in teks.split() if kata in DASAR), "")


def kolom_lembar(kepala: str) -> str:
    """The column of the sheets per unsur a head means; empty when it means none."""
    rapat = kepala.strip().casefold()
    if rapat in _KOLOM_LEMBAR or _LEMBAR_UNSUR.fullmatch(rapat):
        return rapat
    teks = _rapi(kepala)
    if unsur := _UNSUR.search(teks):
        ukuran = _ukuran(teks)
        return f"{ukuran}_u{unsur[1]}" if ukuran else ""
    if _ada(teks, "tertimbang"):
        return "nrr_tertimbang_total"
    if _ada(teks, "semester", "smt", "periode"):
        return "semester"
    lain = {"resp": "n_implied", "ikm": "ikm_konversi", "cat": "kategori"}.get(_apa(teks), "")
    return lain or next((DASAR[kata] for kata in teks.split() if DASAR.get(kata) in ("no", "name")), "")


def baca_semester(teks: str) -> str:
    """`1` or `2` from `I`, `Semester II`, `2`. Raises ``KesalahanUnggah`` for anything else that is written."""
    cocok = re.fullmatch(r"(?:semester|smt|sem|s)?\s*(1|2|i{1,2})", _rapi(teks))
    if cocok is None:
        raise KesalahanUnggah(f"Semester tertulis “{teks[:30]}”. Tulis 1 atau 2 (atau I, II).")
    return _angka_semester(cocok[1])


def _apa(teks: str) -> str:
    if _ada(teks, "responden", "resp"):
        return "resp"
    if _ada(teks, "kategori", "mutu", "kelas", "predikat", "cat"):
        return "cat"
    return "ikm" if _ada(teks, "ikm", "skm", "indeks", "nilai", "konversi") else ""


def _kapan(teks: str) -> str:
    if semester := _SEMESTER.search(teks):
        return f"s{_angka_semester(semester[1])}"
    return "year" if _TAHUN.search(teks) else ""


def _ukuran(teks: str) -> str:
    if _ada(teks, "tertimbang", "nrrt"):
        return "nrrt"
    if _ada(teks, "nrr", "rata"):
        return "nrr"
    return "sum" if _ada(teks, "jumlah", "sum", "total") else ""


def _angka_semester(teks: str) -> str:
    return {"i": "1", "ii": "2"}.get(teks, teks)


def _ada(teks: str, *kata: str) -> bool:
    return not set(kata).isdisjoint(teks.split())


def _rapi(teks: str) -> str:
    return " ".join(re.sub(r"[^0-9a-z]+", " ", teks.casefold()).split())
