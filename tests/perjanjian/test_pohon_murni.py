"""The pure rules of a pohon kinerja: order and numbers, checks, what a source would add, sheets of paper."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja.perjanjian.hitung.pohon import (
    JenisSimpul,
    Lintas,
    Pohon,
    PohonLengkap,
    Simpul,
    jenis_di,
    susun_pohon,
    tersembunyi,
)
from kinerja.perjanjian.hitung.pohon_gambar import gambar, sebut_lintas
from kinerja.perjanjian.hitung.pohon_lembar import bagi_lembar, gambar_lembar, rujukan
from kinerja.perjanjian.hitung.pohon_periksa import TINGKAT_POHON, LintasPeriksa, periksa_pohon
from kinerja.perjanjian.hitung.pohon_rencana import (
    Butir,
    ButirLintas,
    Isi,
    SasaranSumber,
    dari_cascading,
    rencanakan,
)
from kinerja.perjanjian.hitung.pohon_svg import ukuran_gambar
from kinerja.perjanjian.hitung.temuan import Tingkat

U, C, I, D, O = JenisSimpul  # noqa: E741


def simpul(pk: int, induk: int | None, jenis: JenisSimpul, uraian: str = "", **lain: object) -> Simpul:
    """A condition that breaks no rule by itself."""
    isi: dict[str, object] = {"ukuran": ((pk, f"Indeks {pk}"),), "pengampu": ("Bagian",)}
    return Simpul(pk, induk, jenis, uraian or f"Terwujudnya {pk}", **(isi | lain))  # type: ignore[arg-type]


def test_nomor_tingkat_dan_cabang() -> None:
    pohon = susun_pohon([simpul(1, None, U), simpul(2, 1, C), simpul(3, 1, C), simpul(4, 2, O), simpul(9, 77, C)])
    assert pohon.nomor == {1: "1", 2: "1.1", 4: "1.1.1", 3: "1.2", 9: "2"}
    assert (pohon.cabang(1), pohon.tinggi(1), pohon.tinggi(3)) == ([1, 2, 4, 3], 3, 1)
    assert tersembunyi(pohon, {2, 3, 99}) == {4}
    assert [jenis_di(n) for n in (0, 1, 4, 9)] == [U, C, O, O]


def test_lingkaran_tidak_dapat_disusun() -> None:
    with pytest.raises(ValueError, match="melingkar"):
        susun_pohon([simpul(1, 2, C), simpul(2, 1, C), simpul(3, None, U)])


def temuan(pohon: Pohon, *lintas: LintasPeriksa) -> list[tuple[str, str]]:
    return [(t.nomor, t.kode) for t in periksa_pohon(pohon, lintas, ["Bagian Umum"])]


def test_pohon_yang_benar_tanpa_temuan() -> None:
    baik = susun_pohon([simpul(1, None, U), simpul(2, 1, C), simpul(3, 2, D), simpul(4, 2, O)])
    assert temuan(baik, LintasPeriksa(3, 4), LintasPeriksa(3, None)) == []


def test_tiap_aturan_menemukan_pelanggarannya() -> None:
    pohon = susun_pohon(
        [
            simpul(1, None, U, ukuran=(), pengampu=()),
            simpul(2, 1, I, ukuran=((None, "Indeks baru"),), pengampu=()),
            simpul(3, 2, C),
            simpul(4, 1, O, "Kegiatan rapat koordinasi", ukuran=(), pengampu=()),
            simpul(5, 1, O, " bagian  UMUM "),
            simpul(6, None, D),
            simpul(7, 6, O, "terwujudnya  3"),
        ]
    )
    assert temuan(pohon, LintasPeriksa(2, 3)) == [
        ("1", "outcome_tanpa_indikator"),
        ("1", "simpul_tanpa_pengampu"),
        ("1.1", "indikator_belum_ada"),
        ("1.1", "simpul_tanpa_pengampu"),
        ("1.1", "crosscutting_sekandung"),
        ("1.1.1", "urutan_jenis"),
        ("1.1.1", "belum_operasional"),
        ("1.2", "simpul_tanpa_indikator"),
        ("1.2", "daun_tanpa_pengampu"),
        ("1.2", "bukan_kondisi"),
        ("1.3", "bukan_kondisi"),
        ("2", "puncak_bukan_outcome"),
        ("2.1", "kondisi_ganda"),
    ]
    # Every rule there is has been seen, and each says how grave it is.
    assert {kode for _, kode in temuan(pohon, LintasPeriksa(2, 3))} == set(TINGKAT_POHON)
    assert periksa_pohon(pohon)[0].tingkat is Tingkat.GALAT


def test_crosscutting_dalam_kata_dilihat_dari_kedua_ujung() -> None:
    pohon = susun_pohon([simpul(1, None, U, "Puas"), simpul(2, 1, C, "Cepat")])
    dalam, luar = Lintas(1, 1, 2, "Cepat", "", "data", True), Lintas(2, 1, None, "Aman", "Dinas X", "", True)
    assert sebut_lintas(dalam, pohon) == "1.1 Cepat: data"
    assert sebut_lintas(dalam, pohon, 2) == "1 Puas: data"
    assert sebut_lintas(dalam, pohon, 2, ringkas=True) == "1: data"
    assert sebut_lintas(luar, pohon) == "Aman (Dinas X)"


def test_crosscutting_ke_cabang_tertutup_ditarik_ke_yang_tampak() -> None:
    pohon = susun_pohon([simpul(1, None, U), simpul(2, 1, C), simpul(3, 2, O), simpul(4, 1, C)])
    lengkap = PohonLengkap(pohon, (Lintas(1, 3, 4, "", "", "data", True), Lintas(2, 4, None, "", "Dinas X", "x", True)))
    terbuka = gambar(lengkap)
    assert [(s.huruf, s.dari, s.ke, s.keterangan) for s in terbuka.sambungan] == [("A", 3, 4, "1.1.1 ↔ 1.2: data")]
    assert terbuka.kotak[4].baris[-1].teks == "Crosscutting: Dinas X: x"
    assert [(s.dari, s.ke) for s in gambar(lengkap, tutup={2}).sambungan] == [(2, 4)]
    sebagian = gambar(lengkap, puncak=[4])
    assert not sebagian.sambungan
    assert [b.teks for b in sebagian.kotak[4].baris if b.cara == "crosscutting"] == [
        "Crosscutting: 1.1.1 Terwujudnya 3: data",
        "Crosscutting: Dinas X: x",
    ]


def test_rencana_menambah_yang_kurang_saja() -> None:
    pohon = susun_pohon([simpul(10, None, U, "Warga PUAS")])
    butir = [
        Butir(1, None, U, "warga  puas", indikator=(5, 6), teks=("lama",), pengampu=((1, None), (1, 2))),
        Butir(2, 1, C, "Cepat"),
    ]
    lintas = [ButirLintas(2, 1, None, None, ""), ButirLintas(1, None, None, 7, "data"), ButirLintas(1, None, 33, 7, "")]
    isi = {10: Isi(frozenset({5}), frozenset({"lama"}), frozenset({(1, None)}))}
    rencana = rencanakan(butir, lintas, pohon, isi, frozenset({(10, 33)}), frozenset({(10, 7)}))
    assert [(s.ada, s.indikator, s.teks, s.pengampu, s.tingkat) for s in rencana.langkah] == [
        (10, (6,), (), ((1, 2),), 0),
        (None, (), (), (), 1),
    ]
    assert (rencana.baru, rencana.dilengkapi, rencana.kosong, len(rencana.lintas)) == (1, 1, False, 1)
    sama = rencanakan(butir[:1], [], pohon, {10: Isi(frozenset({5, 6}), isi[10].teks, frozenset({(1, None), (1, 2)}))})
    assert sama.kosong
    assert sama.sidik != rencana.sidik


def test_cascading_menjadi_cabang_sekali_lalu_crosscutting() -> None:
    """Sasaran 4 serves both 2 and 3: a branch of the first, crosscutting to the second; a circle ends."""
    s = {n: SasaranSumber(n, unit, f"Sasaran {n}", (n * 10,), ()) for n, unit in ((1, 1), (2, 2), (3, 3), (4, 4))}
    butir, lintas = dari_cascading([s[1]], {1: [s[2], s[3]], 2: [s[4]], 3: [s[4]], 4: [s[1], s[4]]}, unit=1)
    assert [(b.kunci, b.induk, b.jenis, b.pengampu) for b in butir] == [
        (1, None, U, ()),
        (2, 1, C, ((2, None),)),
        (3, 1, C, ((3, None),)),
        (4, 2, I, ((4, None),)),
    ]
    assert [(x.dari, x.ke) for x in lintas] == [(4, 3), (1, 4)]


def _acak(banyak: int, benih: list[int]) -> PohonLengkap:
    semua = [simpul(1, None, U)]
    semua += [simpul(n, 1 + benih[n % len(benih)] % (n - 1), O, "Kata " * (n % 40 + 1)) for n in range(2, banyak + 1)]
    return PohonLengkap(susun_pohon(semua), ())


@given(st.integers(1, 45), st.lists(st.integers(0, 999), min_size=1, max_size=45))
@settings(max_examples=25, deadline=None)
def test_lembar_memuat_setiap_kondisi_dan_rujukannya_benar(banyak: int, benih: list[int]) -> None:
    lengkap = _acak(banyak, benih)
    lebar, tinggi = 900, 700
    lembar = bagi_lembar(lengkap, lebar, tinggi)
    ke = rujukan(lembar)
    assert [s.nomor for s in lembar] == list(range(1, len(lembar) + 1))
    tergambar: set[int] = set()
    for satu in lembar:
        hasil = gambar_lembar(lengkap, satu, ke)
        ukuran = ukuran_gambar(hasil)
        assert (ukuran[0] <= lebar and ukuran[1] <= tinggi) or len(hasil.letak) == 1
        tergambar |= set(hasil.letak)
        for pk in satu.tutup:
            tujuan = next(s for s in lembar if s.cabang == pk)
            assert ke[pk] == f"lanjut di lembar {tujuan.nomor}"
            assert tujuan.asal == satu.nomor
    assert tergambar == set(lengkap.pohon.simpul)


def test_pohon_kecil_selembar() -> None:
    lembar = bagi_lembar(_acak(4, [0]), 2000, 2000)
    assert [(s.puncak, s.tutup, s.cabang, s.asal) for s in lembar] == [((1,), frozenset(), None, None)]
