"""Rule ``nilai_mustahil``: figures that no survey can give, whatever else is printed."""

from collections.abc import Iterator
from decimal import Decimal

from survei.hitung.periksa.bahan import Aturan, Baris, Keyakinan, Lembar, Rekap, Temuan, ke_atas

_IKM_UNIT = ("ikm_s1", "ikm_s2", "ikm_year")
_RESPONDEN = ("resp_s1", "resp_s2", "resp_year")
_TANDA_KOSONG = {"", "-", "–", "—", "n/a"}


def periksa_nilai(rekap: Rekap) -> Iterator[Temuan]:
    """Text where a number belongs, IKM outside 25–100, NRR outside 1–4, sums outside n–4n, respondents below 1."""
    for unit in (*rekap.units, *rekap.total):
        for kolom in _IKM_UNIT:
            yield from _batas(rekap, "units", unit, kolom, Decimal(25), Decimal(100))
        for kolom in _RESPONDEN:
            yield from _cacah(rekap, "units", unit, kolom)
        yield from _bukan_angka(rekap, "units", unit, "pct_change")
    for lembar in rekap.lembar.values():
        temuan = list(_lembar(rekap, lembar))
        if temuan:
            rekap.cacat.add((lembar.sumber.no, lembar.semester))
        yield from temuan


def _lembar(rekap: Rekap, lembar: Lembar) -> Iterator[Temuan]:
    baris = lembar.sumber
    yield from _cacah(rekap, "unsur", baris, "n_implied")
    yield from _batas(rekap, "unsur", baris, "ikm_konversi", Decimal(25), Decimal(100))
    jumlah = lembar.lengkap("sum")
    if lembar.n and jumlah and min(jumlah) > 4 * lembar.n:
        yield from _pembagi_terlalu_kecil(rekap, lembar, jumlah)
        return
    longgar = lembar.ulp("nrrt") * len(lembar.unsur)
    yield from _batas(rekap, "unsur", baris, "nrr_tertimbang_total", 1 - longgar, 4 + longgar)
    for u in lembar.unsur:
        yield from _batas(rekap, "unsur", baris, f"nrr_{u}", Decimal(1), Decimal(4))
        if not rekap.sudah("unsur", baris.baris, f"nrr_{u}"):  # else the weighted one merely follows
            yield from _batas(rekap, "unsur", baris, f"nrrt_{u}", Decimal(0), _nrrt_terbesar(lembar))
        if lembar.n:
            yield from _batas(rekap, "unsur", baris, f"sum_{u}", Decimal(lembar.n), Decimal(4 * lembar.n))
        else:
            yield from _bukan_angka(rekap, "unsur", baris, f"sum_{u}")


def _pembagi_terlalu_kecil(rekap: Rekap, lembar: Lembar, jumlah: list[Decimal]) -> Iterator[Temuan]:
    """Every sum is above 4n: not nine wrong sums but one wrong n, and all NRR follow from it."""
    baris = lembar.sumber
    rekap.jelaskan(
        "unsur",
        baris.baris,
        ["n_implied", "nrr_tertimbang_total", *(f"{a}_{u}" for a in ("sum", "nrr", "nrrt") for u in lembar.unsur)],
    )
    yield Temuan(
        baris.baris,
        baris.nama,
        "n_implied",
        Aturan.NILAI_MUSTAHIL,
        baris.teks("n_implied"),
        f">= {ke_atas(max(jumlah) / 4)}",
        Keyakinan.PASTI,
        f"Semua jumlah nilai melebihi 4 × {lembar.n}: jumlah respondennya yang salah.",
        "unsur",
    )


def _nrrt_terbesar(lembar: Lembar) -> Decimal:
    """The highest NRR (4) × 1/number of unsur, with the last printed digit as room."""
    return Decimal(4) / len(lembar.unsur) + lembar.ulp("nrrt")


def _batas(rekap: Rekap, berkas: str, baris: Baris, kolom: str, bawah: Decimal, atas: Decimal) -> Iterator[Temuan]:
    nilai = baris.angka(kolom)
    if rekap.sudah(berkas, baris.baris, kolom):
        return
    if nilai is None:
        yield from _bukan_angka(rekap, berkas, baris, kolom)
    elif not bawah <= nilai <= atas:
        rentang = f"{_ringkas(bawah)}-{_ringkas(atas)}"
        yield _mustahil(rekap, berkas, baris, kolom, rentang, f"Nilai yang mungkin hanya {rentang}.")


def _cacah(rekap: Rekap, berkas: str, baris: Baris, kolom: str) -> Iterator[Temuan]:
    nilai = baris.angka(kolom)
    if nilai is None:
        yield from _bukan_angka(rekap, berkas, baris, kolom)
    elif nilai < 1 or nilai != nilai.to_integral_value():
        yield _mustahil(
            rekap, berkas, baris, kolom, ">= 1", "Jumlah responden adalah bilangan bulat, paling sedikit 1."
        )


def _bukan_angka(rekap: Rekap, berkas: str, baris: Baris, kolom: str) -> Iterator[Temuan]:
    if baris.angka(kolom) is None and baris.teks(kolom).casefold() not in _TANDA_KOSONG:
        yield _mustahil(rekap, berkas, baris, kolom, "", "Isi sel ini bukan angka.")


def _mustahil(rekap: Rekap, berkas: str, baris: Baris, kolom: str, dihitung: str, penjelasan: str) -> Temuan:
    rekap.jelaskan(berkas, baris.baris, [kolom])
    return Temuan(
        baris.baris,
        baris.nama,
        kolom,
        Aturan.NILAI_MUSTAHIL,
        baris.teks(kolom),
        dihitung,
        Keyakinan.PASTI,
        penjelasan,
        berkas,
    )


def _ringkas(nilai: Decimal) -> str:
    return f"{nilai.quantize(Decimal('0.001')):f}".rstrip("0").rstrip(".")
