"""NRR, IKM, classes, sample, interval, comparison: the tables of docs/ikm.md, properties, refusals."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indikator.hitung.angka import bulatkan, tulis_angka
from survei.hitung import banding
from survei.hitung.ikm import HasilIkm, hitung_ikm, kelas_ikm, kelas_nrr
from survei.hitung.kesalahan import (
    BelumAdaJawaban,
    NilaiMustahil,
    PopulasiTidakSah,
    TallyTidakSah,
    TidakAdaNilai,
    UnsurTidakSah,
)
from survei.hitung.sampel import kecukupan, sampel
from survei.hitung.selang import selang_ikm
from survei.hitung.tally import KOSONG, Tally, TallySurvei, gabung, tally_jawaban, tally_kosong
from survei.hitung.unsur import BAKU, Unsur, Urutan, kode_berlabel, label, nama_unsur, susunan
from tests.survei.tabel_ikm import desimal, tabel

KODE = susunan(Urutan.SARANA_PENGADUAN)
JAWABAN = st.lists(st.one_of(st.none(), st.integers(1, 4)), min_size=9, max_size=9)
ISIAN = st.lists(JAWABAN, max_size=15)


@pytest.mark.parametrize("baris", tabel("ikm"), ids=lambda b: b["case"])
def test_ikm(baris: dict[str, str]) -> None:
    jumlah = [int(j) for j in baris["sums"].split(";")]
    hasil = hitung_ikm({k: Tally.rekap(int(baris["n"]), j) for k, j in zip(KODE, jumlah, strict=False)})
    assert (tulis_angka(hasil.ikm), hasil.mutu) == (baris["IKM"], baris["class"])
    assert hasil.bobot == Fraction(1, len(jumlah))
    assert [u.jumlah for u in hasil.unsur] == jumlah


@pytest.mark.parametrize("baris", tabel("kelas"), ids=lambda b: b["mean on all"])
def test_kelas(baris: dict[str, str]) -> None:
    nrr = desimal(baris["mean on all"])
    kelas = kelas_ikm(nrr * 25)
    assert (tulis_angka(nrr * 25), kelas.mutu, str(kelas.nilai_persepsi)) == (
        baris["IKM"], baris["class"], baris["nilai persepsi"],
    )  # fmt: skip
    assert kelas_nrr(nrr) is kelas


@pytest.mark.parametrize("ikm", ["24.99", "100.01", "0", "-1"])
def test_ikm_di_luar_skala_ditolak(ikm: str) -> None:
    with pytest.raises(NilaiMustahil, match="25–100"):
        kelas_ikm(Decimal(ikm))


def test_unsur_dibagi_oleh_yang_menjawabnya() -> None:
    tally = tally_jawaban(["biaya", "waktu"], [(4, None), (4, 2), (4, None), (None, None)])
    hasil = hitung_ikm(tally.unsur)
    assert (tally.responden, hasil.ikm, hasil.mutu) == (3, 75, "C")
    assert [(u.kode, u.terisi, u.nrr, u.tertimbang, u.mutu) for u in hasil.unsur] == [
        ("biaya", 3, 4, 2, "A"), ("waktu", 1, 2, 1, "D"),
    ]  # fmt: skip


def test_tanpa_jawaban_tanpa_angka() -> None:
    with pytest.raises(BelumAdaJawaban, match="Waktu penyelesaian") as salah:
        hitung_ikm({"biaya": Tally.dari_sebaran(0, 0, 0, 1), "waktu": KOSONG})
    assert salah.value.unsur == ("waktu",)
    with pytest.raises(UnsurTidakSah):
        hitung_ikm({})


@pytest.mark.parametrize(("n", "jumlah"), [(50, 226), (50, 49), (0, 1), (-1, -1), (3, 200)])
def test_jumlah_mustahil_ditolak(n: int, jumlah: int) -> None:
    with pytest.raises(TallyTidakSah):
        Tally.rekap(n, jumlah)


def test_sebaran_yang_tidak_sesuai_ditolak() -> None:
    with pytest.raises(TallyTidakSah):
        Tally(2, 5, (0, 2, 0, 0))
    with pytest.raises(TallyTidakSah):
        tally_jawaban(["a"], [(5,)])
    with pytest.raises(UnsurTidakSah):
        tally_jawaban(["a"], [(1, 2)])


@given(ISIAN, st.randoms())
def test_urutan_jawaban_tidak_berpengaruh(isian: list[list[int | None]], acak: object) -> None:
    teracak = list(isian)
    acak.shuffle(teracak)  # type: ignore[attr-defined]
    assert tally_jawaban(KODE, teracak) == tally_jawaban(KODE, isian)


@settings(max_examples=30)
@given(ISIAN, ISIAN, ISIAN)
def test_gabung_batal_dan_kosong(
    a: list[list[int | None]], b: list[list[int | None]], c: list[list[int | None]]
) -> None:
    ta, tb, tc = (tally_jawaban(KODE, x) for x in (a, b, c))
    assert ta + tb == tb + ta == tally_jawaban(KODE, [*a, *b])
    assert (ta + tb) + tc == ta + (tb + tc) == gabung([ta, tb, tc], KODE)
    assert ta + tally_kosong(KODE) == ta
    assert ta + tb - tb == ta


@given(st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=25))
def test_ikm_antara_25_dan_100_dan_rata_rata_seluruh_jawaban(isian: list[list[int]]) -> None:
    """Without blanks the IKM is 25 × the mean of all answers, whatever the unsur."""
    hasil = hitung_ikm(tally_jawaban(KODE, isian).unsur)
    rata = Fraction(sum(map(sum, isian)), 9 * len(isian)) * 25
    assert bulatkan(hasil.ikm, 10) == bulatkan(Decimal(rata.numerator) / Decimal(rata.denominator), 10)
    assert 25 <= hasil.ikm <= 100


def test_batalkan_yang_tak_ada_ditolak() -> None:
    satu = tally_jawaban(["a", "b"], [(4, 1)])
    lain = tally_jawaban(["a", "b"], [(1, 4)])
    with pytest.raises(TallyTidakSah):
        _ = satu - lain
    with pytest.raises(TallyTidakSah):
        _ = satu - (satu + satu)
    with pytest.raises(UnsurTidakSah, match="b"):
        _ = satu + tally_jawaban(["a"], [(1,)])


def test_rekap_dan_jawaban_digabung_tanpa_sebaran() -> None:
    gabungan = Tally.rekap(2, 6) + Tally.dari_sebaran(0, 0, 0, 1)
    assert (gabungan.terisi, gabungan.jumlah, gabungan.sebaran) == (3, 10, None)
    assert gabungan - Tally.dari_sebaran(0, 0, 0, 1) == Tally.rekap(2, 6)
    assert Tally.rekap(0, 0) == KOSONG


@pytest.mark.parametrize("baris", tabel("sampel"), ids=lambda b: b["N"])
def test_sampel(baris: dict[str, str]) -> None:
    assert sampel(int(baris["N"])) == int(baris["n"])


def test_kecukupan_sampel() -> None:
    assert (kecukupan(1000, 200).kurang, kecukupan(1000, 200).cukup) == (78, False)
    assert (kecukupan(1000, 278).kurang, kecukupan(1000, 900).cukup) == (0, True)
    with pytest.raises(PopulasiTidakSah):
        sampel(0)
    with pytest.raises(PopulasiTidakSah, match="150"):
        kecukupan(100, 150)


def empat_orang() -> TallySurvei:
    return tally_jawaban(["a", "b", "c"], [(4, 4, 4), (3, 3, 3), (2, 2, 2), (3, 3, 3)])


@pytest.mark.parametrize(
    ("populasi", "galat", "bawah", "atas"),
    [(None, "10.21", "55.00", "95.00"), (4, "0.00", "75.00", "75.00"), (16, "9.13", "57.11", "92.89")],
)
def test_selang(populasi: int | None, galat: str, bawah: str, atas: str) -> None:
    selang = selang_ikm(empat_orang(), populasi)
    dibulatkan = [bulatkan(x) for x in (selang.galat_baku, selang.bawah, selang.atas, selang.skor_responden)]
    assert dibulatkan == [Decimal(x) for x in (galat, bawah, atas, "75.00")]


def test_selang_dengan_isian_kosong() -> None:
    """Scores 100 and 25 (second person left one blank): mean 62,5; IKM = (2,5 + 4) / 2 × 25 = 81,25."""
    selang = selang_ikm(tally_jawaban(["a", "b"], [(4, 4), (1, None)]))
    assert (selang.skor_responden, selang.galat_baku) == (Decimal("62.5"), Decimal("37.5"))
    assert (selang.bawah, selang.atas) == (25, 100)  # 81,25 ± 73,5 is cut at both ends


def test_selang_ditolak() -> None:
    with pytest.raises(BelumAdaJawaban, match="dua responden"):
        selang_ikm(tally_jawaban(["a"], [(4,)]))
    with pytest.raises(PopulasiTidakSah):
        selang_ikm(empat_orang(), 3)
    rekap = TallySurvei({"a": Tally.rekap(50, 170)}, 50)
    with pytest.raises(BelumAdaJawaban):
        selang_ikm(rekap)


@pytest.mark.parametrize("baris", tabel("status"), ids=lambda b: f"{b['old']} {b['new']}")
def test_status(baris: dict[str, str]) -> None:
    assert banding.status_perubahan(desimal(baris["old"]), desimal(baris["new"])) == baris["status"]


def test_tahun_dan_kota() -> None:
    unit = [banding.NilaiUnit("a", Decimal(80), 100), banding.NilaiUnit("b", Decimal(90), 300)]
    assert banding.rata_rata([Decimal("86.55"), Decimal("90.879")]) == Decimal("88.7145")
    assert banding.nilai_gabungan(unit) == 85
    assert banding.nilai_gabungan(unit, banding.CaraGabung.TERTIMBANG_RESPONDEN) == Decimal("87.5")
    assert bulatkan(banding.persen_perubahan(Decimal("86.55"), Decimal("90.879"))) == Decimal("5.00")
    with pytest.raises(TidakAdaNilai):
        banding.rata_rata([])
    with pytest.raises(TidakAdaNilai, match="responden"):
        banding.nilai_gabungan([banding.NilaiUnit("a", Decimal(80))], banding.CaraGabung.TERTIMBANG_RESPONDEN)
    with pytest.raises(TidakAdaNilai):
        banding.persen_perubahan(Decimal(0), Decimal(80))


def test_peringkat_dan_rata_rata() -> None:
    unit = [banding.NilaiUnit(k, Decimal(n)) for k, n in (("d", "80"), ("c", "90.004"), ("b", "90"), ("a", "95"))]
    assert [(p.tempat, p.unit.kode) for p in banding.peringkat(unit)] == [(1, "a"), (2, "b"), (2, "c"), (4, "d")]
    atas, bawah = banding.terhadap_rata(unit, Decimal("90.003"))
    assert ([u.kode for u in atas], [u.kode for u in bawah]) == (["c", "b", "a"], ["d"])


def hasil_dengan(nilai: dict[str, int]) -> HasilIkm:
    return hitung_ikm({k: Tally.rekap(10, n) for k, n in nilai.items()})


def test_prioritas_tiga_terendah_seri_menurut_urutan_kode() -> None:
    nilai = {"sarana": 25, "pengaduan": 25, "persyaratan": 30, "u11": 25, "u10": 25, "biaya": 40}
    assert [u.kode for u in banding.prioritas(hasil_dengan(nilai))] == ["pengaduan", "sarana", "u11"]
    assert [u.kode for u in banding.prioritas(hasil_dengan({"biaya": 40, "waktu": 39}))] == ["waktu", "biaya"]


def test_dua_urutan_resmi() -> None:
    assert [str(k) for k in susunan(Urutan.SARANA_PENGADUAN)[7:]] == ["sarana", "pengaduan"]
    assert [str(k) for k in susunan(Urutan.PENGADUAN_SARANA)[7:]] == ["pengaduan", "sarana"]
    assert set(susunan(Urutan.PENGADUAN_SARANA)) == set(Unsur) == set(BAKU)
    semua = [*KODE, "parkir", "antrean"]
    assert [label(k, Urutan.PENGADUAN_SARANA, semua) for k in ("sarana", "waktu", "antrean")] == ["U9", "U3", "U11"]
    assert [kode_berlabel(n, Urutan.SARANA_PENGADUAN) for n in (1, 8, 12)] == ["persyaratan", "sarana", "u12"]
    assert (nama_unsur("sarana"), nama_unsur("u12")) == ("Sarana dan prasarana", "u12")
