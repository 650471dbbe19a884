"""Rules ``rata_rata``, ``perubahan`` and ``status``: two semesters against the year, their change and its word."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from survei.hitung.banding import Status, persen_perubahan, status_perubahan
from survei.hitung.periksa.bahan import Aturan, Baris, Keyakinan, Rekap, Temuan, cetak, ulp

_SEDIKIT = Decimal("0.001")  # figures were often taken from a sheet with more digits than were printed


@dataclass(frozen=True, slots=True)
class _Dua:
    """The two printed semester values and their printed precision."""

    a: Decimal
    b: Decimal
    ulp_a: Decimal
    ulp_b: Decimal


def periksa_tahun(rekap: Rekap) -> Iterator[Temuan]:
    """Year = mean of the semesters, change = (b − a) / a × 100, status compared at two decimals."""
    for unit in rekap.units:
        dua = _dua(unit)
        if dua is None:
            continue
        salah = _sumber_bersama(unit, dua) if _boleh(rekap, unit, "ikm_year", "pct_change") else None
        if salah is not None:
            rekap.jelaskan("units", unit.baris, [salah.kolom, "ikm_year", "pct_change", "status"])
            yield salah
            continue
        yield from _rata(rekap, unit, dua)
        yield from _perubahan(rekap, unit, dua)
        yield from _status(rekap, unit, dua)


def cocok_rata(unit: Baris, dua: tuple[Decimal, Decimal]) -> bool | None:
    """Whether the printed year is the mean of these two values; None without a printed year."""
    tahun = unit.angka("ikm_year")
    return None if tahun is None else abs(tahun - (dua[0] + dua[1]) / 2) <= _toleransi_rata(unit)


def cocok_persen(unit: Baris, dua: tuple[Decimal, Decimal]) -> bool | None:
    """Whether the printed change belongs to these two values; None without one."""
    persen = unit.angka("pct_change")
    if persen is None or dua[0] <= 0:
        return None
    return abs(persen - persen_perubahan(*dua)) <= _toleransi_persen(unit, dua)


def status_tercetak(teks: str) -> Status | None:
    """The status a printed word stands for."""
    sebutan = {"tetap": Status.STAGNAN} | {s.value.casefold(): s for s in Status}
    return sebutan.get(teks.casefold())


def _dua(unit: Baris) -> _Dua | None:
    a, b = unit.angka("ikm_s1"), unit.angka("ikm_s2")
    if a is None or b is None or a <= 0:
        return None
    return _Dua(a, b, ulp(unit, "ikm_s1"), ulp(unit, "ikm_s2"))


def _boleh(rekap: Rekap, unit: Baris, *kolom: str) -> bool:
    return not any(rekap.sudah("units", unit.baris, k) for k in (*kolom, "ikm_s1", "ikm_s2"))


def _toleransi_rata(unit: Baris) -> Decimal:
    masukan = (ulp(unit, "ikm_s1") + ulp(unit, "ikm_s2")) / 4  # half a last digit each, halved by the mean
    return masukan + ulp(unit, "ikm_year") + _SEDIKIT


def _toleransi_persen(unit: Baris, dua: tuple[Decimal, Decimal]) -> Decimal:
    masukan = (ulp(unit, "ikm_s1") * dua[1] / dua[0] + ulp(unit, "ikm_s2")) / dua[0] * 50
    return masukan + ulp(unit, "pct_change") + _SEDIKIT


def _sumber_bersama(unit: Baris, dua: _Dua) -> Temuan | None:
    """A semester value that the year and the change together contradict, and agree on another one for.

    Then that value is the misprint, and year, change, status and class are sound.
    """
    tahun = unit.angka("ikm_year")
    if (
        tahun is None
        or cocok_rata(unit, (dua.a, dua.b)) is not False
        or cocok_persen(unit, (dua.a, dua.b)) is not False
    ):
        return None
    for kolom, baru in (
        ("ikm_s1", (2 * tahun - dua.b, dua.b)),
        ("ikm_s2", (dua.a, 2 * tahun - dua.a)),
    ):
        lain = baru[0] if kolom == "ikm_s1" else baru[1]
        if Decimal(25) <= lain <= 100 and cocok_persen(unit, baru):
            return Temuan(
                unit.baris,
                unit.nama,
                kolom,
                Aturan.RATA_RATA,
                unit.teks(kolom),
                cetak(lain, 2),
                Keyakinan.SANGAT_MUNGKIN,
                f"Nilai tahun {unit.teks('ikm_year')} dan perubahan {unit.teks('pct_change')}% hanya cocok bila nilai "
                f"semester ini {cetak(lain, 2)}.",
            )
    return None


def _rata(rekap: Rekap, unit: Baris, dua: _Dua) -> Iterator[Temuan]:
    if cocok_rata(unit, (dua.a, dua.b)) is not False or not _boleh(rekap, unit, "ikm_year"):
        return
    rata = (dua.a + dua.b) / 2
    rekap.jelaskan("units", unit.baris, ["ikm_year"])
    yield _temuan(
        unit,
        "ikm_year",
        Aturan.RATA_RATA,
        cetak(rata, unit.desimal("ikm_year")),
        "Nilai tahun = rata-rata dua semester.",
    )


def _perubahan(rekap: Rekap, unit: Baris, dua: _Dua) -> Iterator[Temuan]:
    if cocok_persen(unit, (dua.a, dua.b)) is not False or not _boleh(rekap, unit, "pct_change"):
        return
    persen = cetak(persen_perubahan(dua.a, dua.b), unit.desimal("pct_change"))
    yield _temuan(
        unit, "pct_change", Aturan.PERUBAHAN, persen, "Perubahan = (semester II − semester I) / semester I × 100."
    )


def _status(rekap: Rekap, unit: Baris, dua: _Dua) -> Iterator[Temuan]:
    tercetak, status = unit.teks("status"), status_perubahan(dua.a, dua.b)
    if not tercetak or status_tercetak(tercetak) is status or not _boleh(rekap, unit, "status"):
        return
    yield _temuan(
        unit,
        "status",
        Aturan.STATUS,
        status.value,
        f"Dibandingkan pada dua desimal: {cetak(dua.a, 2)} menjadi {cetak(dua.b, 2)}.",
    )


def _temuan(unit: Baris, kolom: str, aturan: Aturan, dihitung: str, penjelasan: str) -> Temuan:
    return Temuan(unit.baris, unit.nama, kolom, aturan, unit.teks(kolom), dihitung, Keyakinan.PASTI, penjelasan)
