"""Every published sheet of Surakarta 2021 through the code: how many agree, and why the rest do not (docs/ikm.md 6)."""

from collections import Counter
from decimal import Decimal

from survei.hitung.ikm import hitung_ikm
from survei.hitung.kesalahan import TallyTidakSah
from survei.hitung.periksa import Baris
from survei.hitung.tally import Tally
from survei.hitung.unsur import Urutan, susunan
from tests.survei.data_uji import UNSUR, muat
from tests.survei.tabel_ikm import tabel

DEKAT = Decimal("0.01")
KODE = susunan(Urutan.SARANA_PENGADUAN)  # [SKA] prints U8 = sarana


def test_semua_lembar_surakarta() -> None:
    hasil = Counter(golongan(baris) for baris in muat(UNSUR))
    assert hasil == {b["what"]: int(b["sheets"]) for b in tabel("surakarta")}
    assert sum(hasil.values()) == 204


def golongan(baris: Baris) -> str:
    """What the sheet lacks, or how its printed IKM came about."""
    jumlah = [baris.angka(f"sum_u{i}") for i in range(1, 10)]
    n, tercetak = baris.angka("n_implied"), baris.angka("ikm_konversi")
    if tercetak is None:
        return "no figures at all"
    if not any(jumlah) or n is None:
        return "no sums or no n"
    if None in jumlah:
        return "an unsur is missing"
    try:
        tally: dict[str, Tally] = {k: Tally.rekap(int(n), int(j or 0)) for k, j in zip(KODE, jumlah, strict=True)}
    except TallyTidakSah:
        return "refused: sums that n people cannot give"
    return asal(baris, hitung_ikm(tally).ikm, tercetak)


def asal(baris: Baris, ikm: Decimal, tercetak: Decimal) -> str:
    """That the printed IKM agrees, or which other way of computing gives it."""
    nrr = [baris.angka(f"nrr_u{i}") or Decimal(0) for i in range(1, 10)]
    total = baris.angka("nrr_tertimbang_total") or Decimal(0)
    cara = (
        ("agree within 0,01", ikm, DEKAT),
        ("made with the weight 0,111", ikm * 9 * Decimal("0.111"), DEKAT),
        ("made with the weight 0,11", ikm * 9 * Decimal("0.11"), DEKAT),
        ("made from printed NRR that contradict sum and n", sum(nrr, Decimal(0)) / 9 * 25, DEKAT),
        ("made from the printed total of weighted NRR", total * 25, DEKAT * 3),
    )
    return next((nama for nama, nilai, batas in cara if abs(nilai - tercetak) <= batas), "no explanation found")
