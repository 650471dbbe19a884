"""Relations between the columns of a recap, each with the ways one column may have slipped (for ``kolom_geser``)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from survei.hitung.banding import persen_perubahan, status_perubahan
from survei.hitung.periksa.bahan import Baris, Lembar, Rekap, ulp
from survei.hitung.periksa.ikm import cocok, ikm_benar
from survei.hitung.periksa.kelas import KOLOM_UNIT, kelas_mungkin, mutu_tercetak
from survei.hitung.periksa.tahun import status_tercetak

Uji = Callable[[int], bool | None]
GESERAN = (-1, 1, -2, 2, -3, 3)
_RATA_LONGGAR = Decimal("0.01")
_PERSEN_LONGGAR = Decimal("0.03")


@dataclass(frozen=True, slots=True)
class Cara:
    """One way the columns ``kolom`` may have slipped: does row i then fit (None: cannot be tested)?"""

    kolom: tuple[str, ...]
    sebutan: str
    cocok: Uji
    seharusnya: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Hubungan:
    """A relation as printed: ``sasaran`` follows from ``kolom``."""

    sasaran: str
    kolom: tuple[str, ...]
    sebutan: str
    cocok: Uji
    cara: tuple[Cara, ...]


def hubungan(rekap: Rekap) -> Iterator[Hubungan]:
    """All relations, causes before consequences."""
    tabel = _Tabel(rekap)
    for semester, lain in ((1, 2), (2, 1)):
        yield tabel.terhadap_lembar(f"ikm_s{semester}", f"ikm_s{lain}", semester, lain, tabel.ikm_sama)
        yield tabel.terhadap_lembar(f"resp_s{semester}", f"resp_s{lain}", semester, lain, tabel.n_sama)
    yield tabel.turunan("ikm_year", ("ikm_s1", "ikm_s2"), "rata-rata dua semester", tabel.rata_cocok)
    yield tabel.turunan("resp_year", ("resp_s1", "resp_s2"), "jumlah responden dua semester", tabel.jumlah_cocok)
    yield tabel.perubahan()
    yield tabel.turunan("status", ("ikm_s1", "ikm_s2"), "arah perubahan", tabel.status_cocok, sumber_geser=False)
    for kolom, nilai in KOLOM_UNIT:
        yield tabel.kelas(kolom, nilai)


class _Tabel:
    """The unit table by row index; every test answers None where a cell is missing or out of the table."""

    def __init__(self, rekap: Rekap) -> None:
        self.units = rekap.units
        self.lembar = rekap.lembar
        self.isi_lembar = {
            kunci: [x for x in (lembar.sumber.angka("ikm_konversi"), ikm_benar(lembar)) if x is not None]
            for kunci, lembar in rekap.lembar.items()
        }

    def unit(self, i: int) -> Baris | None:
        return self.units[i] if 0 <= i < len(self.units) else None

    def angka(self, i: int, kolom: str) -> Decimal | None:
        unit = self.unit(i)
        return None if unit is None else unit.angka(kolom)

    def teks(self, i: int, kolom: str) -> str:
        unit = self.unit(i)
        return "" if unit is None else unit.teks(kolom)

    def sheet(self, i: int, semester: int) -> Lembar | None:
        unit = self.unit(i)
        return None if unit is None else self.lembar.get((unit.no, semester))

    # -- the tests -------------------------------------------------------------------------------------------------

    def ikm_sama(self, i: int, kolom: str, lembar: Lembar | None) -> bool | None:
        nilai = self.angka(i, kolom)
        if nilai is None or lembar is None:
            return None
        isi = self.isi_lembar[lembar.sumber.no, lembar.semester]
        return any(cocok(nilai, x, ulp(self.units[i], kolom)) for x in isi) if isi else None

    def n_sama(self, i: int, kolom: str, lembar: Lembar | None) -> bool | None:
        nilai = self.angka(i, kolom)
        return None if nilai is None or lembar is None or lembar.n is None else nilai == lembar.n

    def rata_cocok(self, i: int, j1: int, j2: int) -> bool | None:
        tahun, a, b = self.angka(i, "ikm_year"), self.angka(j1, "ikm_s1"), self.angka(j2, "ikm_s2")
        return None if tahun is None or a is None or b is None else abs(tahun - (a + b) / 2) <= _RATA_LONGGAR

    def jumlah_cocok(self, i: int, j1: int, j2: int) -> bool | None:
        tahun, a, b = self.angka(i, "resp_year"), self.angka(j1, "resp_s1"), self.angka(j2, "resp_s2")
        return None if tahun is None or a is None or b is None else tahun == a + b

    def status_cocok(self, i: int, j1: int, j2: int) -> bool | None:
        tercetak = status_tercetak(self.teks(i, "status"))
        a, b = self.angka(j1, "ikm_s1"), self.angka(j2, "ikm_s2")
        return None if tercetak is None or a is None or b is None else tercetak is status_perubahan(a, b)

    def persen_cocok(self, i: int, a: Decimal | None, b: Decimal | None) -> bool | None:
        persen = self.angka(i, "pct_change")
        if persen is None or a is None or b is None or a <= 0:
            return None
        return abs(persen - persen_perubahan(a, b)) <= _PERSEN_LONGGAR

    def kelas_cocok(self, i: int, kolom: str, j: int, nilai: str) -> bool | None:
        unit, mutu = self.unit(j), mutu_tercetak(self.teks(i, kolom))
        mungkin = () if unit is None else kelas_mungkin(unit, nilai)
        return None if mutu is None or not mungkin else mutu in {k.mutu for k in mungkin}

    # -- the relations ---------------------------------------------------------------------------------------------

    def terhadap_lembar(
        self,
        kolom: str,
        kolom_lain: str,
        semester: int,
        lain: int,
        uji: Callable[[int, str, Lembar | None], bool | None],
    ) -> Hubungan:
        """A column of the table against the sheets of its semester; by table rows, by order of sheets, or swapped."""
        ada = [i for i in range(len(self.units)) if self.sheet(i, semester) is not None]
        tempat = {i: t for t, i in enumerate(ada)}

        def tetangga(i: int, k: int) -> Lembar | None:
            t = tempat.get(i, -len(ada)) + k
            return self.sheet(ada[t], semester) if 0 <= t < len(ada) else None

        def isi(lembar: Lembar | None) -> str:
            return "" if lembar is None else lembar.sumber.teks("n_implied" if kolom[0] == "r" else "ikm_konversi")

        def geser_baris(k: int) -> Cara:
            return Cara(
                (kolom,), _geser(kolom, k), lambda i: uji(i, kolom, self.sheet(i + k, semester)),
                lambda i: isi(self.sheet(i, semester)),
            )  # fmt: skip

        def geser_lembar(k: int) -> Cara:
            return Cara(
                (kolom,), f"Lembar unsur semester {semester} bergeser {abs(k)} lembar terhadap kolom {kolom}",
                lambda i: uji(i, kolom, tetangga(i, k)), lambda i: isi(self.sheet(i, semester)),
            )  # fmt: skip

        tukar = Cara(
            (kolom, kolom_lain), f"Kolom {kolom} tertukar dengan kolom {kolom_lain}",
            lambda i: uji(i, kolom, self.sheet(i, lain)), lambda i: isi(self.sheet(i, semester)),
        )  # fmt: skip
        cara = [*map(geser_baris, GESERAN), *map(geser_lembar, GESERAN), tukar]
        return Hubungan(
            kolom, (kolom,), f"lembar unsur semester {semester}",
            lambda i: uji(i, kolom, self.sheet(i, semester)), tuple(cara),
        )  # fmt: skip

    def turunan(
        self,
        sasaran: str,
        sumber: tuple[str, str],
        sebutan: str,
        uji: Callable[[int, int, int], bool | None],
        *,
        sumber_geser: bool = True,
    ) -> Hubungan:
        """A column made from two others: it may have slipped itself, or one of its sources."""

        def geser_sendiri(k: int) -> Cara:
            return Cara(
                (sasaran,), _geser(sasaran, k), lambda i: uji(i, i + k, i + k), lambda i: self._asal(sasaran, i)
            )

        def geser_pertama(k: int) -> Cara:
            return Cara(
                (sumber[0],), _geser(sumber[0], -k), lambda i: uji(i, i + k, i), lambda i: self.teks(i + k, sumber[0])
            )

        def geser_kedua(k: int) -> Cara:
            return Cara(
                (sumber[1],), _geser(sumber[1], -k), lambda i: uji(i, i, i + k), lambda i: self.teks(i + k, sumber[1])
            )

        cara = [geser_sendiri(k) for k in GESERAN]
        if sumber_geser:
            cara += [*map(geser_pertama, GESERAN), *map(geser_kedua, GESERAN)]
        return Hubungan(sasaran, (sasaran, *sumber), sebutan, lambda i: uji(i, i, i), tuple(cara))

    def perubahan(self) -> Hubungan:
        """The change; the two semester columns may have been swapped."""

        def pasangan(i: int, j: int) -> bool | None:
            return self.persen_cocok(i, self.angka(j, "ikm_s1"), self.angka(j, "ikm_s2"))

        def geser(k: int) -> Cara:
            return Cara(("pct_change",), _geser("pct_change", k), lambda i: pasangan(i, i + k), lambda i: "")

        tukar = Cara(
            ("ikm_s1", "ikm_s2"), "Kolom ikm_s1 tertukar dengan kolom ikm_s2",
            lambda i: self.persen_cocok(i, self.angka(i, "ikm_s2"), self.angka(i, "ikm_s1")),
            lambda i: self.teks(i, "ikm_s2"),
        )  # fmt: skip
        kolom = ("pct_change", "ikm_s1", "ikm_s2")
        return Hubungan("pct_change", kolom, "perubahan", lambda i: pasangan(i, i), (*map(geser, GESERAN), tukar))

    def kelas(self, kolom: str, nilai: str) -> Hubungan:
        """A class; it may have slipped, or the classes of the two semesters may have been swapped."""

        def geser(k: int) -> Cara:
            return Cara(
                (kolom,), _geser(kolom, k), lambda i: self.kelas_cocok(i, kolom, i + k, nilai),
                lambda i: self._kelas(i, nilai),
            )  # fmt: skip

        cara = [geser(k) for k in GESERAN]
        if (lain := {"cat_s1": "cat_s2", "cat_s2": "cat_s1"}.get(kolom)) is not None:
            nilai_lain = dict(KOLOM_UNIT)[lain]
            cara.append(
                Cara((kolom, lain), f"Kolom {kolom} tertukar dengan kolom {lain}",
                     lambda i: self.kelas_cocok(i, kolom, i, nilai_lain), lambda i: self._kelas(i, nilai))
            )  # fmt: skip
        return Hubungan(kolom, (kolom, nilai), "kelas", lambda i: self.kelas_cocok(i, kolom, i, nilai), tuple(cara))

    def _kelas(self, i: int, nilai: str) -> str:
        mungkin = kelas_mungkin(self.units[i], nilai)
        return mungkin[0].mutu if mungkin else ""

    def _asal(self, sasaran: str, i: int) -> str:
        """What the column should show in row i, where its two sources tell."""
        unit = self.units[i]
        awalan = "resp" if sasaran.startswith("resp") else "ikm"
        a, b = unit.angka(f"{awalan}_s1"), unit.angka(f"{awalan}_s2")
        if a is None or b is None:
            return ""
        if sasaran == "status":
            return status_perubahan(a, b).value
        return f"{a + b:f}" if awalan == "resp" else f"{(a + b) / 2:f}"


def _geser(kolom: str, k: int) -> str:
    arah = "naik" if k > 0 else "turun"
    return f"Kolom {kolom} bergeser {arah} {abs(k)} baris"
