"""Achievement and class: the tables of docs/rumus.md 2 and 3, and what must hold for every number."""

from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.hitung.angka import tulis_angka
from indikator.hitung.capaian import (
    PITA_BAWAAN,
    PITA_SAKIP,
    Arah,
    Capaian,
    JenisTarget,
    Keadaan,
    Pita,
    RumusTurun,
    Target,
    batasi,
    hitung_capaian,
    kelas,
    ketidakcocokan,
    periksa_pita,
)
from indikator.hitung.kesalahan import AngkaTerlaluBesar, PitaTidakSah, TargetTidakSah
from tests.hitung.tabel import Baris, desimal, realisasi, tabel, target

POSITIF = st.decimals(min_value="0.01", max_value=10**9, places=2)
TAK_NEGATIF = st.decimals(min_value=0, max_value=10**9, places=2)


def _hitung(baris: Baris) -> Capaian:
    return hitung_capaian(
        target=target(baris["target"]),
        realisasi=realisasi(baris["realisasi"]),
        arah=Arah(baris["arah"]),
        rumus_turun=RumusTurun(baris["rumus turun"] or RumusTurun.DUA_KALI_TARGET),
    )


@pytest.mark.parametrize("baris", tabel("capaian"), ids=lambda b: b["case"])
def test_capaian(baris: Baris) -> None:
    capaian = _hitung(baris)
    if capaian.nilai is None:
        assert capaian.keadaan.value.replace("_", " ") == baris["capaian"]
        assert capaian.alasan
    else:
        assert capaian.keadaan is Keadaan.DINILAI
        assert tulis_angka(capaian.nilai) == baris["capaian"]
    assert capaian.uraian


@pytest.mark.parametrize("baris", tabel("uraian"), ids=lambda b: b["explanation"])
def test_uraian(baris: Baris) -> None:
    assert _hitung(baris).uraian == baris["explanation"]


def test_tiga_keadaan_tidak_pernah_sama() -> None:
    def jawab(t: Target, r: Decimal | None) -> Capaian:
        return hitung_capaian(target=t, realisasi=r, arah=Arah.NAIK)

    nol, na, belum = (
        jawab(Target.angka(Decimal(80)), Decimal(0)),
        jawab(Target.na(), None),
        jawab(Target.angka(Decimal(80)), None),
    )
    assert (nol.keadaan, nol.nilai) == (Keadaan.DINILAI, Decimal(0))
    assert (na.keadaan, na.nilai) == (Keadaan.TIDAK_DINILAI, None)
    assert (belum.keadaan, belum.nilai) == (Keadaan.BELUM_DILAPORKAN, None)
    assert len({nol.uraian, na.uraian, belum.uraian}) == 3


def test_alasan_khusus_selalu_terlihat() -> None:
    def alasan(t: int, r: int, rumus: RumusTurun = RumusTurun.DUA_KALI_TARGET) -> str:
        return hitung_capaian(
            target=Target.angka(Decimal(t)), realisasi=Decimal(r), arah=Arah.TURUN, rumus_turun=rumus
        ).alasan

    assert "target 0" in alasan(0, 0)
    assert "target 0" in alasan(0, 3)
    assert "tidak kurang dari 0" in alasan(10, 25)
    assert "penyebut 0" in alasan(10, 0, RumusTurun.TARGET_PER_REALISASI)
    assert alasan(10, 8) == ""


def test_capaian_yang_tak_masuk_akal_besarnya_ditolak() -> None:
    with pytest.raises(AngkaTerlaluBesar):
        hitung_capaian(target=Target.angka(Decimal("1E-10")), realisasi=Decimal(10) ** 19, arah=Arah.NAIK)


@given(POSITIF, TAK_NEGATIF, TAK_NEGATIF)
def test_naik_tidak_pernah_turun_bila_realisasi_bertambah(t: Decimal, r: Decimal, tambah: Decimal) -> None:
    kecil, besar = (hitung_capaian(target=Target.angka(t), realisasi=x, arah=Arah.NAIK).nilai for x in (r, r + tambah))
    assert kecil is not None
    assert besar is not None
    assert 0 <= kecil <= besar


@given(TAK_NEGATIF, TAK_NEGATIF, TAK_NEGATIF, st.sampled_from(RumusTurun))
def test_turun_tidak_pernah_naik_bila_realisasi_bertambah(
    t: Decimal, r: Decimal, tambah: Decimal, rumus: RumusTurun
) -> None:
    kecil, besar = (
        hitung_capaian(target=Target.angka(t), realisasi=x, arah=Arah.TURUN, rumus_turun=rumus).nilai
        for x in (r, r + tambah)
    )
    if kecil is not None and besar is not None:
        assert kecil >= besar >= 0


@given(TAK_NEGATIF, TAK_NEGATIF, TAK_NEGATIF)
def test_rentang_seratus_tepat_bila_di_dalam(bawah: Decimal, lebar: Decimal, r: Decimal) -> None:
    nilai = hitung_capaian(target=Target.rentang(bawah, bawah + lebar), realisasi=r, arah=Arah.RENTANG).nilai
    assert nilai is not None
    assert 0 <= nilai <= 100
    assert (nilai == 100) == (bawah <= r <= bawah + lebar)


@given(POSITIF, st.sampled_from([Arah.NAIK, Arah.TURUN]), st.sampled_from(RumusTurun))
def test_tepat_pada_target_selalu_seratus(t: Decimal, arah: Arah, rumus: RumusTurun) -> None:
    capaian = hitung_capaian(target=Target.angka(t), realisasi=t, arah=arah, rumus_turun=rumus)
    assert capaian.nilai == 100


@given(st.decimals(min_value=-1000, max_value=1000, places=3), st.none() | TAK_NEGATIF)
def test_batasi_di_antara_nol_dan_batas(nilai: Decimal, batas: Decimal | None) -> None:
    hasil = batasi(nilai, batas)
    assert hasil >= 0
    assert batas is None or hasil <= batas
    if nilai >= 0 and (batas is None or nilai <= batas):
        assert hasil == nilai


def test_target_yang_bertentangan_dengan_jenisnya_ditolak() -> None:
    satu = Decimal(1)
    for jenis, nilai, bawah, atas in (
        (JenisTarget.ANGKA, None, None, None),
        (JenisTarget.NA, satu, None, None),
        (JenisTarget.BELUM, None, satu, satu),
        (JenisTarget.ANGKA, satu, satu, None),
        (JenisTarget.RENTANG, None, satu, None),
        (JenisTarget.RENTANG, satu, satu, satu),
    ):
        with pytest.raises(TargetTidakSah):
            Target(jenis, nilai, bawah, atas)
    with pytest.raises(TargetTidakSah, match="Batas bawah"):
        Target.rentang(Decimal(10), Decimal(6))
    with pytest.raises(FrozenInstanceError):
        Target.angka(satu).nilai = Decimal(2)  # type: ignore[misc]


def test_ketidakcocokan_menyebut_sebab_dan_membiarkan_yang_cocok() -> None:
    assert "tidak cocok dengan arah" in ketidakcocokan(Target.rentang(Decimal(1), Decimal(2)), Arah.NAIK)
    assert "tidak cocok dengan arah" in ketidakcocokan(Target.angka(Decimal(1)), Arah.RENTANG)
    assert "negatif" in ketidakcocokan(Target.angka(Decimal(-1)), Arah.TURUN)
    assert "negatif" in ketidakcocokan(Target.rentang(Decimal(-1), Decimal(2)), Arah.RENTANG)
    for cocok in (Target.na(), Target.belum(), Target.angka(Decimal(0)), Target.angka(Decimal(5))):
        assert ketidakcocokan(cocok, Arah.NAIK) == ""


@pytest.mark.parametrize("baris", tabel("kelas"), ids=lambda b: b["nilai"])
def test_kelas(baris: Baris) -> None:
    nilai = desimal(baris["nilai"])
    assert kelas(nilai, PITA_BAWAAN) == baris["[86]"]
    assert kelas(nilai, PITA_SAKIP) == baris["[88]"]
    assert kelas(nilai, PITA_BAWAAN[::-1]) == baris["[86]"]  # the order of the rows does not matter


def test_pita_yang_tidak_dapat_mengelaskan_ditolak() -> None:
    assert periksa_pita(PITA_BAWAAN) == []
    ganda = [Pita(Decimal(50), "Baik"), Pita(Decimal("50.0"), "Cukup"), Pita(Decimal(0), " ")]
    assert len(periksa_pita(ganda)) == 2
    with pytest.raises(PitaTidakSah, match="lebih dari sekali"):
        kelas(Decimal(60), ganda)
    with pytest.raises(PitaTidakSah, match="paling sedikit satu"):
        kelas(Decimal(60), [])
