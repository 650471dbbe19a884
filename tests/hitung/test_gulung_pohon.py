"""Rolling up from the leaves: any order of edits gives the figures one pass from the leaves gives."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.hitung.angka import bulatkan
from indikator.hitung.gulung import Agregasi, NilaiAnak, gulung
from indikator.hitung.gulung_pohon import Bagian, gulung_pohon, hasil_bagian
from indikator.hitung.kesalahan import BukanRasio, KesalahanHitung, RujukanMelingkar
from indikator.hitung.rasio import periksa_turunan, sisi_rasio
from indikator.hitung.rumus import baca_rumus

D = Decimal
ANGKA = st.decimals(min_value=0, max_value=1000, places=2)
CARA = [Agregasi.RATA_RATA, Agregasi.JUMLAH, Agregasi.TERTIMBANG, Agregasi.RASIO_JUMLAH]


def test_kelurahan_kecamatan_wali_kota() -> None:
    """[JB] 2: 88 and 86 → 87; 90 alone; their mean is 88,50, not the mean of the three kelurahan (88,00)."""
    induk = {11: 1, 12: 1, 21: 2, 1: 0, 2: 0}
    cara = {Agregasi.RATA_RATA: (0, 1, 2)}
    hasil = gulung_pohon(induk=induk, agregasi=cara, daun={11: D(88), 12: D(86), 21: D(90)})
    assert hasil == {0: D("88.5"), 1: D(87), 2: D(90)}


def test_persentase_bertingkat_menjumlahkan_pembilang_dan_penyebut() -> None:
    """42/50 and 10/50 below one, 90/100 below the other: 142/200 = 71 %, not the mean of 52 % and 90 %."""
    induk = {11: 1, 12: 1, 21: 2, 1: 0, 2: 0}
    cara = {Agregasi.RASIO_JUMLAH: (0, 1, 2)}
    hasil = gulung_pohon(induk=induk, agregasi=cara, daun={11: (D(42), D(50)), 12: (D(10), D(50)), 21: (D(90), D(100))})
    assert hasil[0] == (D(142), D(200))
    assert {k: hasil_bagian(b) for k, b in hasil.items()} == {0: D(71), 1: D(52), 2: D(90)}


def test_yang_kosong_dan_yang_melingkar() -> None:
    cara = {Agregasi.JUMLAH: (0, 1)}
    assert gulung_pohon(induk={1: 0, 2: 0, 3: 1}, agregasi=cara, daun={2: D(5), 3: None}) == {0: None, 1: None}
    tanpa_bobot = gulung_pohon(
        induk={1: 0, 2: 0}, agregasi={Agregasi.TERTIMBANG: (0,)}, daun={1: D(5), 2: D(6)}, bobot={1: D(3)}
    )
    assert tanpa_bobot == {0: None}
    assert hasil_bagian((D(3), D(0))) is None
    with pytest.raises(TypeError):
        gulung_pohon(induk={1: 0}, agregasi={Agregasi.RATA_RATA: (0,)}, daun={1: (D(1), D(2))})
    assert gulung_pohon(induk={1: 0}, agregasi={Agregasi.TIDAK_ADA: (0,)}, daun={1: D(5)}) == {0: None}
    with pytest.raises(RujukanMelingkar) as salah:
        gulung_pohon(induk={1: 2, 2: 1, 3: 2}, agregasi={Agregasi.JUMLAH: (1, 2)}, daun={3: D(1)})
    assert salah.value.banyak == 2


@st.composite
def pohon(draw: st.DrawFn) -> tuple[dict[int, int], Agregasi, dict[int, tuple[D, D]], dict[int, D]]:
    """A tree of up to 25 nodes (node n hangs below an earlier one), one method, leaf parts and weights."""
    banyak = draw(st.integers(2, 25))
    induk = {n: draw(st.integers(0, n - 1)) for n in range(1, banyak)}
    daun = [n for n in range(banyak) if n not in induk.values()]
    isi = {n: (draw(ANGKA), draw(ANGKA)) for n in daun}
    bobot = {n: draw(st.decimals(min_value="0.5", max_value=9, places=1)) for n in induk}
    return induk, draw(st.sampled_from(CARA)), isi, bobot


def _satu_per_satu(
    induk: dict[int, int], cara: Agregasi, daun: dict[int, Bagian], bobot: dict[int, D], urutan: list[int]
) -> dict[int, Bagian]:
    """What saving the leaves one by one does: each save rolls up its parent from what is there, then the next one."""
    isi: dict[int, Bagian] = {}
    for leaf in urutan:
        isi[leaf] = daun[leaf]
        simpul = leaf
        while simpul in induk:
            simpul = induk[simpul]
            anak = [a for a, i in induk.items() if i == simpul]
            isi[simpul] = _gulung(cara, anak, isi, bobot)
    return {s: isi.get(s) for s in set(induk.values())}


def _gulung(cara: Agregasi, anak: list[int], isi: dict[int, Bagian], bobot: dict[int, D]) -> Bagian:
    def sisi(nomor: int) -> D:
        baris = [NilaiAnak(str(a), b[nomor] if isinstance(b := isi.get(a), tuple) else None) for a in anak]
        return gulung(Agregasi.JUMLAH, baris)

    try:
        if cara is Agregasi.RASIO_JUMLAH:
            return sisi(0), sisi(1)
        baris = []
        for a in anak:
            nilai = isi.get(a)
            assert not isinstance(nilai, tuple)
            baris.append(NilaiAnak(str(a), nilai, bobot=bobot[a]))
        return gulung(cara, baris)
    except KesalahanHitung:
        return None


@given(pohon(), st.randoms())
def test_urutan_suntingan_apa_pun_sama_dengan_sekali_dari_daun(
    bahan: tuple[dict[int, int], Agregasi, dict[int, tuple[D, D]], dict[int, D]], acak: object
) -> None:
    induk, cara, pasang, bobot = bahan
    daun: dict[int, Bagian] = {n: p if cara is Agregasi.RASIO_JUMLAH else p[0] for n, p in pasang.items()}
    sekali = gulung_pohon(induk=induk, agregasi={cara: set(induk.values())}, daun=daun, bobot=bobot)
    urutan = list(daun)
    acak.shuffle(urutan)  # type: ignore[attr-defined]
    bertahap = _satu_per_satu(induk, cara, daun, bobot, urutan)
    assert {k: _bulat(v) for k, v in bertahap.items()} == {k: _bulat(v) for k, v in sekali.items()}
    assert None not in sekali.values()


def _bulat(bagian: Bagian) -> object:
    if isinstance(bagian, tuple):
        return bagian
    return None if bagian is None else bulatkan(bagian, 12)


@pytest.mark.parametrize(
    ("rumus", "sisi"),
    [
        ("tepat_waktu / terbit * 100", ("tepat_waktu", "terbit")),
        ("100 * a / b", ("a", "b")),
        ("a * 100 / b", ("a", "b")),
        ("(a + c) / (b - d) * 100", ("a + c", "b - d")),
        ("a / b", ("a", "b")),
    ],
)
def test_sisi_rasio(rumus: str, sisi: tuple[str, str]) -> None:
    atas, bawah = sisi_rasio(baca_rumus(rumus))
    assert (atas.teks.strip("() "), bawah.teks.strip("() ")) == sisi


@pytest.mark.parametrize("rumus", ["nilai", "a / 12", "a / b + c", "12 / b", "rata(a, b)", "0.2 * a / b + 0.8 * c"])
def test_bukan_rasio(rumus: str) -> None:
    with pytest.raises(BukanRasio):
        sisi_rasio(baca_rumus(rumus))


def test_komponen_gulungan_yang_sah_dan_yang_tidak() -> None:
    assert periksa_turunan("nilai", Agregasi.RATA_RATA, ["nilai"]) == []
    assert periksa_turunan("a / b * 100", Agregasi.RASIO_JUMLAH, ["a", "b"]) == []
    assert periksa_turunan("nilai", Agregasi.TIDAK_ADA, []) == []
    assert "memerlukan agregasi" in periksa_turunan("nilai", Agregasi.TIDAK_ADA, ["nilai"])[0]
    assert "bukan satu pembagian" in periksa_turunan("a", Agregasi.RASIO_JUMLAH, ["a"])[0]
    assert "c bukan pembilang" in periksa_turunan("(a + c) / b", Agregasi.RASIO_JUMLAH, ["b", "c"])[0]
