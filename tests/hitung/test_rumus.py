"""Formulas: the tables of docs/rumus.md 6, hostile text, exactness, and the lint for inverted ratios."""

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.hitung import kesalahan
from indikator.hitung.angka import bulatkan
from indikator.hitung.rumus import Peringatan, baca_rumus, hitung_rumus, lint_rumus, uraikan
from tests.hitung.tabel import Baris, deret, desimal, tabel

ANGKA = st.decimals(min_value=-(10**6), max_value=10**6, places=3)


def _nilai(baris: Baris) -> dict[str, Decimal | None]:
    pasangan = (bagian.split("=") for bagian in deret(baris["components"]))
    return {nama: desimal(isi) for nama, isi in pasangan}


@pytest.mark.parametrize("baris", tabel("rumus"), ids=lambda b: b["case"])
def test_rumus(baris: Baris) -> None:
    rumus, nilai = baca_rumus(baris["formula"]), _nilai(baris)
    assert uraikan(rumus, nilai) == baris["explanation"]
    if baris["result"][0].isdigit():
        # Exact but for the last of 50 digits, which the one rounding absorbs.
        assert bulatkan(hitung_rumus(rumus, nilai), 10) == desimal(baris["result"])
        return
    with pytest.raises(getattr(kesalahan, baris["result"])):
        hitung_rumus(rumus, nilai)


@pytest.mark.parametrize("baris", tabel("rumus_salah"), ids=lambda b: b["formula"])
def test_rumus_salah_menunjuk_tempatnya(baris: Baris) -> None:
    with pytest.raises(kesalahan.RumusSalah) as salah:
        baca_rumus(baris["formula"])
    assert salah.value.posisi == int(baris["place"])
    assert salah.value.pesan


def test_kesalahan_menyebut_tempatnya() -> None:
    with pytest.raises(kesalahan.RumusSalah) as salah:
        baca_rumus("tepat_waktu / terbit *")
    assert salah.value.pesan == "Setelah “*” harus ada angka, komponen, atau kurung."
    assert salah.value.posisi == len("tepat_waktu / terbit *")


@pytest.mark.parametrize(
    "teks",
    [
        "(" * 10_000 + "a" + ")" * 10_000,
        "(" * 40 + "a" + ")" * 40,
        "-" * 10_000 + "a",
        "-(" * 100 + "a" + ")" * 100,
        "a+" * 10_000 + "a",
        "a+" * 400 + "a",
        "9" * 5_000,
        "9" * 21 + "+a",
        "0." + "1" * 21,
        "a" * 61,
        "rata(" * 40 + "a" + ")" * 40,
        "().__class__.__bases__[0].__subclasses__()",
        "__import__('os').system('true')",
        "[x for x in a]",
        "{a}",
        "a\nb",
        "a # b",
        "a\x00",
        "\ufeffa",
        "ａ + 1",
        "a\u00a0+ b",
        "True",
        "None",
        "await a",
        "yield",
        "a or b",
        "*a",
        "rata(*a)",
        "rata(a=1)",
        "a @ b",
        "1if 2else 3",
        "1.5.2",
        "a...",
        "1j",
        '"a"',
        "\\",
    ],
)
def test_teks_yang_berniat_buruk_ditolak_dengan_tempat(teks: str) -> None:
    with pytest.raises(kesalahan.RumusSalah) as salah:
        baca_rumus(teks)
    assert 0 <= salah.value.posisi <= len(teks)


@given(st.text(alphabet="ab1.,+-*/() \t\n^%jmins_", max_size=40) | st.text(max_size=40))
def test_teks_apa_pun_dibaca_atau_ditolak_dengan_tempat(teks: str) -> None:
    with suppress(kesalahan.RumusSalah):  # no other error may come out
        rumus = baca_rumus(teks)
        assert uraikan(rumus, dict.fromkeys(rumus.nama_komponen, Decimal(2)))  # whatever is read can be explained


def _pohon(anak: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    dua = st.tuples(anak, st.sampled_from("+-*/"), anak).map(lambda t: f"({t[0]} {t[1]} {t[2]})")
    return dua | anak.map(lambda s: f"(-{s})") | st.tuples(anak, anak).map(lambda t: f"maks({t[0]}, {t[1]})")


@given(st.recursive(st.sampled_from(["a", "b", "2", "0.5"]), _pohon, max_leaves=12), ANGKA, ANGKA)
def test_hasil_sama_dengan_hitungan_pecahan(teks: str, a: Decimal, b: Decimal) -> None:
    """Compared with exact fractions computed by Python itself."""
    lingkungan = {"a": Fraction(a), "b": Fraction(b), "maks": max, "F": Fraction}
    pecahan = teks.replace("0.5", "F(1,2)").replace("2 ", "F(2) ").replace(" 2)", " F(2))")
    try:
        harapan = eval(pecahan, {"__builtins__": {}}, lingkungan)  # noqa: S307 - text made by this test
    except ZeroDivisionError:
        with pytest.raises(kesalahan.PenyebutNol):
            hitung_rumus(baca_rumus(teks), {"a": a, "b": b})
        return
    try:
        hasil = hitung_rumus(baca_rumus(teks), {"a": a, "b": b})
    except kesalahan.AngkaTerlaluBesar:
        assert abs(harapan) >= 10**20
    else:
        assert abs(Fraction(hasil) - Fraction(harapan)) < Fraction(1, 10**15)


@given(st.recursive(st.sampled_from(["a", "b", "2"]), _pohon, max_leaves=10), ANGKA, ANGKA)
def test_uraian_bernilai_sama_dengan_rumusnya(teks: str, a: Decimal, b: Decimal) -> None:
    """The dropped parentheses of an explanation never change its meaning: read back, it computes the same."""
    rumus = baca_rumus(teks)
    uraian = uraikan(rumus, {"a": a, "b": b}, label={"a": "a", "b": "b"})
    kiri = uraian.split(" = ")[0].split(": tidak")[0]
    for lama, baru in (("−", "-"), ("×", "*"), (";", ",")):
        kiri = kiri.replace(lama, baru)
    for nama in ("a", "b"):
        while (awal := kiri.find(f"{nama} (")) >= 0:
            kiri = kiri[: awal + 1] + kiri[kiri.index(")", awal) + 1 :]
    kedua = baca_rumus(kiri)
    try:
        assert hitung_rumus(kedua, {"a": a, "b": b}) == hitung_rumus(rumus, {"a": a, "b": b})
    except kesalahan.KesalahanHitung as salah:
        with pytest.raises(type(salah)):
            hitung_rumus(rumus, {"a": a, "b": b})


def test_nama_komponen_menurut_urutan_pertama_dipakai() -> None:
    rumus = baca_rumus("jumlah(b, a) / maks(c, a) - b")
    assert rumus.nama_komponen == ("b", "a", "c")
    assert rumus.teks == "jumlah(b, a) / maks(c, a) - b"
    assert rumus == baca_rumus("jumlah(b, a) / maks(c, a) - b")
    assert baca_rumus("2 * 3").nama_komponen == ()


def test_angka_dalam_rumus_tidak_melewati_pecahan_biner() -> None:
    assert hitung_rumus(baca_rumus("0.1 + 0.2"), {}) == Decimal("0.3")
    assert hitung_rumus(baca_rumus("12345678901234567.89 + 0"), {}) == Decimal("12345678901234567.89")


def test_semua_komponen_kosong_disebut_sekaligus_dan_nol_bukan_kosong() -> None:
    rumus = baca_rumus("a / b + c")
    with pytest.raises(kesalahan.KomponenKosong) as salah:
        hitung_rumus(rumus, {"a": None, "b": Decimal(0), "lain": Decimal(1)})
    assert salah.value.nama == ("a", "c")
    assert hitung_rumus(rumus, {"a": Decimal(0), "b": Decimal(1), "c": Decimal(0), "lain": None}) == 0


def test_nilai_komponen_yang_bukan_bilangan_ditolak() -> None:
    for nilai in (Decimal("NaN"), Decimal("Infinity"), Decimal("1E+500000")):
        with pytest.raises(kesalahan.AngkaTerlaluBesar):
            hitung_rumus(baca_rumus("a"), {"a": nilai})


def test_hasil_antara_yang_meluap_ditolak() -> None:
    besar = {"a": Decimal("9" * 20)}
    perkalian = " * ".join(["a"] * 100)
    with pytest.raises(kesalahan.AngkaTerlaluBesar):
        hitung_rumus(baca_rumus(perkalian), besar)
    with pytest.raises(kesalahan.PenyebutNol):
        hitung_rumus(baca_rumus("1 / (a - a)"), besar)


def test_uraian_dengan_label_dan_satuan() -> None:
    rumus, nilai = baca_rumus("tepat_waktu / terbit * 100"), {"tepat_waktu": Decimal(42), "terbit": Decimal(50)}
    label = {"tepat_waktu": "Izin tepat waktu"}
    assert uraikan(rumus, nilai, satuan="%") == "42 / 50 × 100 = 84,00%"
    assert uraikan(rumus, nilai, satuan="izin", desimal=0) == "42 / 50 × 100 = 84 izin"
    assert uraikan(rumus, nilai, label=label) == "Izin tepat waktu (42) / terbit (50) × 100 = 84,00"
    assert uraikan(rumus, {}, label=label).startswith("Izin tepat waktu (belum diisi) / terbit (belum diisi)")


@pytest.mark.parametrize("baris", tabel("lint"), ids=lambda b: f"{b['numerator']} / {b['denominator']}")
def test_lint_rasio_terbalik(baris: Baris) -> None:
    label = {"a": baris["numerator"], "b": baris["denominator"]}
    for teks, posisi in (("a / b * 100", 4), ("100 * a / b", 10)):
        temuan = lint_rumus(baca_rumus(teks), label)
        assert [p.posisi for p in temuan] == ([posisi] if baris["inverted"] == "ya" else [])


def test_lint_menangkap_setiap_rumus_iki_yang_dibalik() -> None:
    iki = [b for b in tabel("lint") if "fasilitasi" in b["numerator"]]
    assert len(iki) == 8
    for baris in iki:
        (temuan,) = lint_rumus(baca_rumus("a / b * 100"), {"a": baris["denominator"], "b": baris["numerator"]})
        assert isinstance(temuan, Peringatan)
        assert baris["numerator"] in temuan.pesan


def test_lint_diam_bila_bukan_bagian_pemenuhan() -> None:
    label = {"a": "Jumlah permohonan", "b": "Permohonan yang terpenuhi"}
    assert lint_rumus(baca_rumus("a / b"), label) == []  # no share: nothing times 100
    assert lint_rumus(baca_rumus("a + b * 100"), label) == []
    assert lint_rumus(baca_rumus("100 / b"), label) == []
    assert lint_rumus(baca_rumus("a / b * 100"), {}) == []
    assert len(lint_rumus(baca_rumus("tertunda / terpenuhi * 100"), {})) == 1  # names stand in for missing labels
