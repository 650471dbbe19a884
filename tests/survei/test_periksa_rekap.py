"""Recap check: clean data gives nothing, one seeded error gives exactly that finding, the real recap is pinned."""

import json
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest

from survei.hitung.periksa import Temuan, periksa_rekap
from survei.hitung.periksa.ringkasan import periksa_ringkasan
from tests.survei.data_uji import DATA, UNITS, UNSUR, Isi, muat, rekap_bersih, sebagai_baris

Ubah = Callable[[list[Isi], list[Isi]], None]
UNSUR_9 = range(1, 10)


def temuan_setelah(ubah: Ubah, banyak: int = 24) -> list[Temuan]:
    units, unsur = rekap_bersih(banyak)
    ubah(units, unsur)
    return periksa_rekap(sebagai_baris(units), sebagai_baris(unsur))


def ringkas(temuan: list[Temuan]) -> list[tuple[str, int, str, str]]:
    return [(t.berkas, t.baris, t.kolom, t.aturan.value) for t in temuan]


def isi(tabel: str, indeks: int, **nilai: str) -> Ubah:
    def ubah(units: list[Isi], unsur: list[Isi]) -> None:
        (units if tabel == "units" else unsur)[indeks].update(nilai)

    return ubah


@pytest.mark.parametrize("benih", range(8))
def test_rekap_bersih_tanpa_temuan(benih: int) -> None:
    units, unsur = rekap_bersih(30, benih)
    assert periksa_rekap(sebagai_baris(units), sebagai_baris(unsur)) == []
    assert periksa_rekap(sebagai_baris(units)) == []


def test_kelas_salah() -> None:
    units, unsur = rekap_bersih()
    benar = units[4]["cat_s1"]
    units[4]["cat_s1"] = "D"
    (t,) = periksa_rekap(sebagai_baris(units), sebagai_baris(unsur))
    assert (t.baris, t.unit, t.kolom, t.aturan, t.tercetak, t.dihitung, t.keyakinan) == (
        6, "Unit 5", "cat_s1", "kelas", "D", benar, "pasti",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tabel", "indeks", "nilai", "harap"),
    [
        ("unsur", 9, {"kategori": "Tidak Baik"}, ("unsur", 11, "kategori", "kelas")),
        ("units", 2, {"status": "Stagnan"}, ("units", 4, "status", "status")),
        ("units", 2, {"status": "Membaik"}, ("units", 4, "status", "status")),
        ("units", 3, {"ikm_year": "104.5"}, ("units", 5, "ikm_year", "nilai_mustahil")),
        ("units", 3, {"resp_s1": "0"}, ("units", 5, "resp_s1", "nilai_mustahil")),
        ("units", 3, {"ikm_s1": "delapan"}, ("units", 5, "ikm_s1", "nilai_mustahil")),
        ("units", 3, {"resp_year": "9999"}, ("units", 5, "resp_year", "jumlah")),
        ("units", 3, {"ikm_year": "70.000"}, ("units", 5, "ikm_year", "rata_rata")),
        ("units", 3, {"pct_change": "55.00"}, ("units", 5, "pct_change", "perubahan")),
        ("unsur", 5, {"nrr_u3": "1.234"}, ("unsur", 7, "nrr_u3", "nrr")),
        ("unsur", 5, {"nrr_u3": "4.700"}, ("unsur", 7, "nrr_u3", "nilai_mustahil")),
        ("unsur", 5, {"sum_u3": "99999"}, ("unsur", 7, "sum_u3", "nilai_mustahil")),
        ("unsur", 5, {"ikm_konversi": "60.000"}, ("unsur", 7, "ikm_konversi", "ikm")),
        ("unsur", 5, {"ikm_konversi": "160.000"}, ("unsur", 7, "ikm_konversi", "nilai_mustahil")),
        ("unsur", 5, {"nrrt_u3": "0.111"}, ("unsur", 7, "nrrt_u3", "nrr_tertimbang")),
        ("unsur", 5, {"nrr_tertimbang_total": "2.500"}, ("unsur", 7, "nrr_tertimbang_total", "jumlah")),
    ],
)
def test_satu_kesalahan_satu_temuan(tabel: str, indeks: int, nilai: Isi, harap: tuple[str, int, str, str]) -> None:
    temuan = temuan_setelah(isi(tabel, indeks, **nilai))
    assert ringkas(temuan) == [harap]
    (kolom, tercetak), *_ = nilai.items()
    assert (temuan[0].kolom, temuan[0].tercetak) == (kolom, tercetak)


def test_ikm_semester_yang_salah_ditunjuk_bukan_akibatnya() -> None:
    """Year, change and status are sound; the one figure they all contradict is named."""
    units, _ = rekap_bersih()
    benar = units[6]["ikm_s1"]
    units[6]["ikm_s1"] = "99.99"
    (t,) = periksa_rekap(sebagai_baris(units))
    assert (t.baris, t.kolom, t.aturan, t.tercetak) == (8, "ikm_s1", "rata_rata", "99.99")
    assert abs(Decimal(t.dihitung) - Decimal(benar)) <= Decimal("0.01")


@pytest.mark.parametrize("bobot", ["0.111", "0.11"])
def test_ikm_menyebut_bobot_yang_dipakai(bobot: str) -> None:
    def ubah(_: list[Isi], unsur: list[Isi]) -> None:
        lembar = unsur[3]
        jumlah = sum(Decimal(lembar[f"sum_u{i}"]) / int(lembar["n_implied"]) for i in UNSUR_9)
        lembar["ikm_konversi"] = str(round(jumlah * Decimal(bobot) * 25, 3))

    temuan = [t for t in temuan_setelah(ubah) if t.aturan == "ikm"]
    assert [(t.berkas, t.baris, t.kolom, t.keyakinan) for t in temuan] == [("unsur", 5, "ikm_konversi", "pasti")]
    assert f"bobot {bobot}." in temuan[0].penjelasan


def test_n_salah_satu_temuan_bukan_sembilan() -> None:
    def ubah(_: list[Isi], unsur: list[Isi]) -> None:
        for i in UNSUR_9:
            unsur[2][f"sum_u{i}"] = str(150 + i)
            unsur[2][f"nrr_u{i}"] = str(round(Decimal(150 + i) / 50, 3))
        unsur[2]["n_implied"] = "60"

    temuan = [t for t in temuan_setelah(ubah) if t.aturan == "nrr"]
    assert [(t.baris, t.kolom, t.tercetak, t.dihitung) for t in temuan] == [(4, "n_implied", "60", "50")]


def test_isian_kosong_hanya_mungkin() -> None:
    def ubah(_: list[Isi], unsur: list[Isi]) -> None:
        n, jumlah = int(unsur[2]["n_implied"]), int(unsur[2]["sum_u4"])
        unsur[2]["nrr_u4"] = str(round(Decimal(jumlah) / (n - 4), 3))

    (t,) = temuan_setelah(ubah)
    assert (t.kolom, t.aturan, t.keyakinan) == ("nrr_u4", "nrr", "mungkin")
    assert "4 isian kosong" in t.penjelasan


def test_lembar_kembar_menunjuk_salinannya() -> None:
    def ubah(_: list[Isi], unsur: list[Isi]) -> None:
        unsur[10] = {**unsur[30], "no": unsur[10]["no"], "name": unsur[10]["name"], "semester": unsur[10]["semester"]}

    (t,) = temuan_setelah(ubah)
    assert (t.berkas, t.baris, t.unit, t.aturan, t.keyakinan) == ("unsur", 12, "Unit 6", "lembar_kembar", "pasti")
    assert "Unit 16" in t.penjelasan


@pytest.mark.parametrize(("a", "b"), [(4, 5), (4, 21)], ids=["dua semester", "dua unit"])
def test_lembar_tertukar(a: int, b: int) -> None:
    def ubah(_: list[Isi], unsur: list[Isi]) -> None:
        kunci = ("no", "name", "semester")
        ka, kb = {k: unsur[a][k] for k in kunci}, {k: unsur[b][k] for k in kunci}
        unsur[a], unsur[b] = {**unsur[b], **ka}, {**unsur[a], **kb}

    assert ringkas(temuan_setelah(ubah)) == [
        ("unsur", a + 2, "ikm_konversi", "lembar_tertukar"),
        ("unsur", b + 2, "ikm_konversi", "lembar_tertukar"),
    ]


@pytest.mark.parametrize("kolom", ["resp_s1", "ikm_s2", "ikm_year", "resp_year", "pct_change", "cat_year", "ikm_s1"])
@pytest.mark.parametrize("geser", [1, -1])
def test_kolom_geser_satu_temuan(kolom: str, geser: int) -> None:
    def ubah(units: list[Isi], _: list[Isi]) -> None:
        nilai = [u[kolom] for u in units]
        for i, u in enumerate(units):
            u[kolom] = nilai[(i + geser) % len(nilai)]

    temuan = temuan_setelah(ubah, 30)
    assert [(t.kolom, t.aturan.value) for t in temuan if t.aturan == "kolom_geser"] == [(kolom, "kolom_geser")]
    assert len(temuan) <= 3  # the value that went round the end fits nowhere


def test_kolom_geser_sebagian_baris() -> None:
    def ubah(units: list[Isi], _: list[Isi]) -> None:
        nilai = [u["resp_s2"] for u in units]
        for i in range(20, 40):
            units[i]["resp_s2"] = nilai[i + 1]
            units[i]["resp_year"] = str(int(units[i]["resp_s1"]) + int(nilai[i + 1]))

    (t,) = temuan_setelah(ubah, 60)
    assert (t.baris, t.kolom, t.aturan) == (22, "resp_s2", "kolom_geser")
    assert "Baris 22–41" in t.penjelasan


def test_dua_kolom_tertukar() -> None:
    def ubah(units: list[Isi], _: list[Isi]) -> None:
        for u in units:
            u["ikm_s1"], u["ikm_s2"] = u["ikm_s2"], u["ikm_s1"]

    temuan = temuan_setelah(ubah)
    assert [(t.kolom, t.aturan.value) for t in temuan] == [("ikm_s1", "kolom_geser")]
    assert "ikm_s1 tertukar dengan kolom ikm_s2" in temuan[0].penjelasan


def test_unsur_tertukar_pada_banyak_lembar() -> None:
    def ubah(_: list[Isi], unsur: list[Isi]) -> None:
        berbeda = [x for x in unsur if abs(int(x["sum_u8"]) - int(x["sum_u9"])) > 2]
        for lembar in berbeda[:20]:
            lembar["nrr_u8"], lembar["nrr_u9"] = lembar["nrr_u9"], lembar["nrr_u8"]

    (t,) = temuan_setelah(ubah)
    assert (t.kolom, t.aturan) == ("nrr_u8", "kolom_geser")
    assert "20 lembar" in t.penjelasan


def test_lembar_bergeser_terhadap_tabel() -> None:
    """Every sheet stands under the unit below: one finding per column that shows it, no flood."""

    def ubah(_: list[Isi], unsur: list[Isi]) -> None:
        asal = [dict(x) for x in unsur]
        for i in range(2, len(unsur)):
            unsur[i] = {**asal[i - 2], **{k: asal[i][k] for k in ("no", "name", "semester")}}
        for i in (0, 1):
            unsur[i] = {**asal[-2 + i], **{k: asal[i][k] for k in ("no", "name", "semester")}}

    temuan = temuan_setelah(ubah, 24)
    assert {t.aturan.value for t in temuan} == {"kolom_geser"}
    assert {t.kolom for t in temuan} == {"ikm_s1", "ikm_s2", "resp_s1", "resp_s2"}


def test_baris_total() -> None:
    units, _ = rekap_bersih()
    total = {"no": "", "name": "Jumlah", "resp_s1": str(sum(int(u["resp_s1"]) for u in units)), "ikm_s1": "25.00"}
    temuan = periksa_rekap(sebagai_baris([*units, total]))
    assert ringkas(temuan) == [("units", 26, "ikm_s1", "rata_rata")]
    total["resp_s1"] = "1"
    assert ("units", 26, "resp_s1", "jumlah") in ringkas(periksa_rekap(sebagai_baris([*units, total])))


def test_rekap_surakarta_2021() -> None:
    """Every one of these was looked at; the number per rule is pinned so that a change of a rule shows."""
    temuan = periksa_rekap(muat(UNITS), muat(UNSUR))
    assert Counter(t.aturan.value for t in temuan) == SURAKARTA
    ada = {(t.berkas, t.unit, t.kolom, t.aturan.value) for t in temuan}
    assert ("units", "SMP N 1", "cat_s2", "kelas") in ada  # 88,333 printed B
    assert ("units", "Kelurahan Kratonan", "status", "status") in ada  # 85,72 → 85,722 printed Turun
    assert ("unsur", "UPT Puskesmas Ngoresan", "n_implied", "nilai_mustahil") in ada  # sums of 366 from 50 people
    assert ("unsur", "UPT Kawasan Wisata", "sum_u9", "nilai_mustahil") in ada  # 226 > 4 × 50
    assert ("unsur", "Kelurahan Banjarsari", "sum_u1", "lembar_kembar") in ada  # the sheet of the kecamatan
    assert [t.baris for t in temuan if t.aturan == "lembar_tertukar"] == [124, 125]  # Sondakan's two semesters
    geser = [t for t in temuan if t.aturan == "kolom_geser" and t.berkas == "units"]
    assert [(t.baris, t.kolom, t.tercetak, t.dihitung) for t in geser] == [(2, "resp_s1", "102", "300")]
    assert sum("bobot 0.111." in t.penjelasan for t in temuan) == 18


def test_rekap_surakarta_tanpa_lembar() -> None:
    temuan = periksa_rekap(muat(UNITS))
    assert Counter(t.aturan.value for t in temuan) == {"kelas": 6, "status": 2}
    assert {t.keyakinan for t in temuan} == {"pasti"}


SURAKARTA = {
    "ikm": 29,
    "nrr": 23,
    "nilai_mustahil": 20,
    "kelas": 11,
    "nrr_tertimbang": 10,
    "responden": 7,
    "lembar_kembar": 6,
    "kolom_geser": 2,
    "status": 2,
    "lembar_tertukar": 2,
}


def test_ringkasan_surakarta() -> None:
    """The text of the report against its own table."""
    ringkasan = json.loads((DATA / "skm_2021_summary.json").read_text(encoding="utf-8"))
    temuan = periksa_ringkasan(muat(UNITS), ringkasan)
    assert [(t.kolom, t.aturan.value, t.tercetak, t.dihitung) for t in temuan] == RINGKASAN
    ringkasan["respondents"]["year"] = 27_000
    ringkasan["ikm"]["year"] = {"value": "88.50", "kategori": "B"}
    lain = {(t.kolom, t.aturan.value) for t in periksa_ringkasan(muat(UNITS), ringkasan)}
    assert {("respondents.year", "jumlah"), ("ikm.year", "rata_rata"), ("ikm.year", "kelas")} <= lain
    assert periksa_ringkasan(muat(UNITS), {}) == []


RINGKASAN = [
    ("units.kinds_printed.Puskesmas", "hitungan", "10.46", "11.11"),
    ("against_mean_85_50.below", "hitungan", "75", "76"),
    ("against_mean_85_50.below", "hitungan", "49.67", "49.02"),
]
