"""Quarter patterns: the tables of docs/rumus.md 4, and that a missing quarter never improves a score."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.hitung.angka import tulis_angka
from indikator.hitung.capaian import Arah, Keadaan, RumusTurun, Target
from indikator.hitung.gulung import Agregasi
from indikator.hitung.kesalahan import TriwulanTidakSah
from indikator.hitung.predikat import JenisSkala
from indikator.hitung.triwulan import (
    CapaianBerjalan,
    Pola,
    periksa_pasangan,
    sampai_dengan,
    sebut_triwulan,
    setahun,
    target_tahun_dari,
)
from tests.hitung.tabel import Baris, deret, realisasi, tabel, target

ANGKA = st.decimals(min_value=0, max_value=1000, places=2)
EMPAT_TARGET = st.lists(st.one_of(ANGKA.map(Target.angka), st.just(Target.na())), min_size=4, max_size=4)
EMPAT_ANGKA = st.lists(ANGKA, min_size=4, max_size=4)


def _periksa(hasil: CapaianBerjalan, baris: Baris) -> None:
    assert hasil.realisasi == realisasi(baris["realisasi"])
    tampak = hasil.keadaan.value.replace("_", " ") if hasil.nilai is None else tulis_angka(hasil.nilai)
    assert tampak == baris["capaian"]
    assert hasil.alasan or hasil.nilai is not None
    assert hasil.uraian


@pytest.mark.parametrize("baris", tabel("triwulan"), ids=lambda b: f"{b['case']}, {b['pola']}, s.d. TW {b['s.d. TW']}")
def test_sampai_dengan(baris: Baris) -> None:
    hasil = sampai_dengan(
        pola=Pola(baris["pola"]),
        arah=Arah(baris["arah"]),
        target=[target(t) for t in deret(baris["targets"])],
        realisasi=[realisasi(r) for r in deret(baris["realisations"])],
        triwulan=int(baris["s.d. TW"]),
    )
    assert hasil.target == target(baris["target"])
    assert hasil.kelengkapan == f"{baris['reported']} triwulan"
    _periksa(hasil, baris)


@pytest.mark.parametrize("baris", tabel("setahun"), ids=lambda b: b["case"])
def test_setahun(baris: Baris) -> None:
    pola, empat = Pola(baris["pola"]), [target(t) for t in deret(baris["targets"])]
    hasil = setahun(
        pola=pola,
        arah=Arah.NAIK,
        target=empat,
        realisasi=[realisasi(r) for r in deret(baris["realisations"])],
        target_tahun=target(baris["year target"]),
    )
    assert hasil.target == target(baris["year target"])
    assert target_tahun_dari(pola, empat) == target(baris["implied"])
    _periksa(hasil, baris)


def test_uraian_menyebut_bagian_bagiannya() -> None:
    empat = [Target.angka(Decimal(n)) for n in (5, 40, 45, 10)]
    isi = [Decimal(5), None, Decimal(40), None]
    hasil = sampai_dengan(pola=Pola.JUMLAH, arah=Arah.NAIK, target=empat, realisasi=isi, triwulan=3)
    assert hasil.uraian == ("realisasi 5,00 + belum dilaporkan + 40,00 = 45,00; 45,00 / 90,00 × 100 = 50,00%")
    rata = sampai_dengan(
        pola=Pola.RATA_RATA, arah=Arah.NAIK, target=empat, realisasi=[Decimal(6), Decimal(39), None, None], triwulan=2
    )
    assert rata.uraian == "realisasi (6,00 + 39,00) / 2 = 22,50; 22,50 / 22,50 × 100 = 100,00%"
    belum = sampai_dengan(pola=Pola.RATA_RATA, arah=Arah.NAIK, target=empat, realisasi=isi, triwulan=4)
    assert belum.alasan == "realisasi TW II, TW IV belum ada."


def test_target_yang_bertentangan_disebut_triwulannya() -> None:
    empat = [Target.angka(Decimal(80)), Target.rentang(Decimal(6), Decimal(10)), Target.na(), Target.na()]
    hasil = sampai_dengan(pola=Pola.POSISI, arah=Arah.NAIK, target=empat, realisasi=[Decimal(80)] * 4, triwulan=4)
    assert hasil.keadaan is Keadaan.TIDAK_DINILAI
    assert hasil.alasan.startswith("TW II: target berupa rentang")


def test_rumus_turun_diteruskan() -> None:
    hasil = setahun(
        pola=Pola.POSISI,
        arah=Arah.TURUN,
        target=[Target.angka(Decimal(10))] * 4,
        realisasi=[Decimal(16)] * 4,
        target_tahun=Target.angka(Decimal(10)),
        rumus_turun=RumusTurun.TARGET_PER_REALISASI,
    )
    assert hasil.nilai == Decimal("62.5")


@given(
    st.sampled_from(Pola),
    st.sampled_from([Arah.NAIK, Arah.TURUN]),
    EMPAT_TARGET,
    EMPAT_ANGKA,
    st.integers(1, 4),
    st.integers(0, 3),
)
def test_triwulan_yang_hilang_tidak_pernah_memperbaiki(
    pola: Pola, arah: Arah, empat: list[Target], isi: list[Decimal], triwulan: int, hilang: int
) -> None:
    """Without its report a quarter gives no number at all, or one that is not better."""

    def nilai(deretan: list[Decimal | None]) -> CapaianBerjalan:
        return sampai_dengan(pola=pola, arah=arah, target=empat, realisasi=deretan, triwulan=triwulan)

    penuh = nilai([*isi])
    bolong = nilai([None if i == hilang else n for i, n in enumerate(isi)])
    assert bolong.dilaporkan <= penuh.dilaporkan
    assert bolong.bertarget == penuh.bertarget
    if bolong.nilai is not None:
        assert penuh.nilai is not None
        assert bolong.nilai <= penuh.nilai


@given(st.sampled_from(Pola), EMPAT_TARGET, EMPAT_ANGKA)
def test_setahun_sama_dengan_sampai_tw_iv_bila_targetnya_sama(
    pola: Pola, empat: list[Target], isi: list[Decimal]
) -> None:
    tahun = target_tahun_dari(pola, empat)
    a = setahun(pola=pola, arah=Arah.NAIK, target=empat, realisasi=isi, target_tahun=tahun)
    b = sampai_dengan(pola=pola, arah=Arah.NAIK, target=empat, realisasi=isi, triwulan=4)
    assert a == b


@pytest.mark.parametrize("triwulan", [0, 5, -1])
def test_triwulan_di_luar_satu_sampai_empat_ditolak(triwulan: int) -> None:
    with pytest.raises(TriwulanTidakSah, match="pilih 1 sampai 4"):
        sampai_dengan(
            pola=Pola.POSISI, arah=Arah.NAIK, target=[Target.na()] * 4, realisasi=[None] * 4, triwulan=triwulan
        )
    assert [sebut_triwulan(n) for n in (1, 2, 3, 4)] == ["TW I", "TW II", "TW III", "TW IV"]


def test_deret_yang_bukan_empat_ditolak() -> None:
    tiga, empat = [Target.na()] * 3, [Target.na()] * 4
    with pytest.raises(TriwulanTidakSah):
        sampai_dengan(pola=Pola.POSISI, arah=Arah.NAIK, target=tiga, realisasi=[None] * 4, triwulan=1)
    with pytest.raises(TriwulanTidakSah):
        setahun(pola=Pola.POSISI, arah=Arah.NAIK, target=empat, realisasi=[None] * 5, target_tahun=Target.na())
    with pytest.raises(TriwulanTidakSah):
        target_tahun_dari(Pola.POSISI, tiga)


@pytest.mark.parametrize("baris", tabel("pasangan"), ids=lambda b: "-".join(b.values()))
def test_pasangan(baris: Baris) -> None:
    alasan = periksa_pasangan(
        pola=Pola(baris["pola"]),
        arah=Arah(baris["arah"]),
        satuan_persen=baris["percent"] == "ya",
        predikat=baris["predikat"] == "ya",
        agregasi=Agregasi(baris["agregasi"]),
        boleh_rata_persen=baris["mean of percents allowed"] == "ya",
    )
    assert len(alasan) == int(baris["refusals"])


def test_predikat_berlabel_tidak_dirata_ratakan() -> None:
    for jenis, agregasi in product(JenisSkala, Agregasi):
        alasan = periksa_pasangan(
            pola=Pola.POSISI,
            arah=Arah.NAIK,
            satuan_persen=False,
            predikat=True,
            agregasi=agregasi,
            boleh_rata_persen=False,
            jenis_skala=jenis,
        )
        dirata = agregasi in (Agregasi.RATA_RATA, Agregasi.TERTIMBANG)
        dijumlah = agregasi in (Agregasi.JUMLAH, Agregasi.RASIO_JUMLAH)
        assert bool(alasan) == (dijumlah or (dirata and jenis is JenisSkala.LABEL))
