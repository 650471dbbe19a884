"""Surveys in the API: definition, results, follow-up, recap; what is hidden; constant queries."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from survei.selectors.hasil import hasil as hasil_survei
from survei.services.hasil import batalkan
from tests.api.conftest import Pemanggil
from tests.orang import Pemeran
from tests.pabrik import buat_unit
from tests.survei.bantu import buat_survei, isi_survei
from tests.survei.bantu_hasil import JULI, buat_rtl, isi_rata, segar, survei_berhasil, tetapkan


def test_definisi_dan_kemajuan(orang: Pemeran, dengan_token: Pemanggil) -> None:
    survei = isi_rata(buat_survei(orang.bagian, layanan=("KTP",)), 3, banyak=5)
    jawab = dengan_token(orang.verifikator, orang.kota).get(f"/api/v1/survei/{survei.pk}/").json()
    assert (jawab["unit"], jawab["periode"], jawab["status"]) == ("BAG", "Semester I 2023", "berjalan")
    assert [(u["kode"], u["label"]) for u in jawab["unsur"]][-2:] == [("sarana", "U8"), ("pengaduan", "U9")]
    assert [satu["nama"] for satu in jawab["layanan"]] == ["KTP"]
    # Krejcie & Morgan: 80 of 100; 5 of 80 is 6 %.
    assert jawab["sampel"] == {
        "responden": 5,
        "populasi": 100,
        "perlu": 80,
        "kurang": 75,
        "persen": 6,
        "salah": "",
        "tercetak": False,
    }


def test_hasil_berjalan_lalu_tetap(orang: Pemeran, dengan_token: Pemanggil) -> None:
    """Nine unsur of 3 and 4: NRR 3.5, IKM 87.5."""
    survei = buat_survei(orang.bagian)
    isi_survei(survei, [3] * 9, [4] * 9)
    klien = dengan_token(orang.verifikator, orang.kota)
    alamat = f"/api/v1/survei/{survei.pk}/hasil/"
    berjalan = klien.get(alamat).json()
    assert (berjalan["tetap"], berjalan["ditetapkan_pada"], berjalan["status"]) == (False, None, "berjalan")
    isi = berjalan["hasil"]
    assert (isi["ikm_teks"], isi["mutu"], isi["responden"], isi["alasan"]) == ("87,50", "B", 2, "")
    assert Decimal(isi["ikm"]) == Decimal("87.5")
    assert (isi["unsur"][0]["nrr"], isi["unsur"][0]["nrr_teks"], isi["unsur"][0]["sebaran"]) == (
        "3.5",
        "3,500",
        [0, 0, 1, 1],
    )
    assert (isi["sampel"]["perlu"], isi["sampel"]["kurang"]) == (80, 78)
    beku = tetapkan(orang, survei)
    tetap = klien.get(alamat)
    assert (tetap.json()["tetap"], tetap.json()["sha256"]) == (True, beku.sha256)
    assert klien.get(alamat, headers={"If-None-Match": tetap["ETag"]}).status_code == 304
    daftar = klien.get("/api/v1/hasil-survei/").json()["hasil"]
    assert [(h["survei"], h["ikm_teks"], h["mutu"]) for h in daftar] == [(survei.pk, "87,50", "B")]
    assert klien.get("/api/v1/hasil-survei/?diubah_sejak=2024-01-01T00:00:00Z").json()["hasil"] == []


def test_tanpa_jawaban_bukan_nol(orang: Pemeran, dengan_token: Pemanggil) -> None:
    survei = buat_survei(orang.bagian)
    isi = dengan_token(orang.verifikator, orang.kota).get(f"/api/v1/survei/{survei.pk}/hasil/").json()["hasil"]
    assert (isi["ikm"], isi["ikm_teks"], isi["mutu"]) == (None, None, "")
    assert isi["alasan"]


def test_sinyal_hanya_untuk_pembaca_jejak(orang: Pemeran, dengan_token: Pemanggil) -> None:
    survei = buat_survei(orang.bagian)
    isi_survei(survei, *([[4] * 9] * 40))
    tetapkan(orang, survei)
    assert hasil_survei(segar(survei))[0].sinyal, "adegan tanpa sinyal tidak membuktikan apa pun"
    alamat = f"/api/v1/survei/{survei.pk}/hasil/"
    assert dengan_token(orang.verifikator, orang.kota).get(alamat).json()["hasil"]["sinyal"]
    tertutup = dengan_token(orang.operator, orang.bagian).get(alamat).json()["hasil"]
    assert (tertutup["sinyal"], tertutup["sinyal_catatan"]) == ([], "")


def test_rtl(orang: Pemeran, dengan_token: Pemanggil) -> None:
    survei = buat_survei(orang.bagian)
    rtl = buat_rtl(survei)
    (satu,) = dengan_token(orang.operator, orang.bagian).get(f"/api/v1/rtl/?survei={survei.pk}").json()["hasil"]
    assert (satu["id"], satu["unsur"], satu["triwulan"], satu["kapan"]) == (
        rtl.pk,
        "waktu",
        [3, 4],
        "TW III 2023, TW IV 2023",
    )
    assert (satu["oleh"], satu["berbukti"], satu["kemajuan"]) == ("Kepala loket", True, 0)


def test_rekap_subpohon(orang: Pemeran, dengan_token: Pemanggil) -> None:
    survei_berhasil(orang, orang.bagian, 3)
    survei_berhasil(orang, orang.bagian_lain, 4)
    klien = dengan_token(orang.verifikator, orang.kota)
    isi = klien.get("/api/v1/rekap-survei/?unit=KOTA&tahun=2023").json()
    assert {b["kode"]: b["tahun"] and b["tahun"]["ikm_teks"] for b in isi["baris"]}["BAG"] == "75,00"
    assert (isi["tahun_ini"]["ikm_teks"], isi["tahun_ini"]["unit"]) == ("87,50", 2)
    # A token of bagian has no city.
    sempit = dengan_token(orang.verifikator, orang.bagian)
    assert sempit.get("/api/v1/rekap-survei/?unit=KOTA&tahun=2023").json()["kode"] == "unit_tidak_dikenal"
    assert sempit.get("/api/v1/rekap-survei/?unit=BAG&tahun=lalu").json()["kode"] == "tahun_keliru"
    sebagian = klien.get("/api/v1/rekap-survei/?unit=KOTA&tahun=2023&fields=tahun_ini,unit_berunsur").json()
    assert set(sebagian) == {"tahun_ini", "unit_berunsur"}
    assert sebagian["tahun_ini"]["ikm_teks"] == "87,50"


def test_di_luar_subpohon(orang: Pemeran, dengan_token: Pemanggil) -> None:
    survei = buat_survei(orang.bagian)
    lain = dengan_token(orang.operator_lain, orang.bagian_lain)
    assert lain.get(f"/api/v1/survei/{survei.pk}/").status_code == 404
    assert lain.get(f"/api/v1/survei/{survei.pk}/hasil/").status_code == 404
    assert lain.get("/api/v1/survei/").json()["hasil"] == []


def test_dibatalkan_kembali_berjalan(orang: Pemeran, dengan_token: Pemanggil) -> None:
    survei = isi_rata(buat_survei(orang.bagian), 3)
    tetapkan(orang, survei)
    batalkan(pelaku=orang.pimpinan, survei=segar(survei), alasan="Jawaban ganda.", kini=JULI)
    jawab = dengan_token(orang.verifikator, orang.kota).get(f"/api/v1/survei/{survei.pk}/hasil/").json()
    assert (jawab["tetap"], jawab["status"]) == (False, "ditutup")


def _survei(orang: Pemeran, banyak: int) -> None:
    for n in range(banyak):
        buat_survei(buat_unit(orang.instansi, f"X{n:03d}", orang.bagian), layanan=("KTP", "KK"))


def _hasil(orang: Pemeran, banyak: int) -> None:
    for n in range(banyak):
        unit = buat_unit(orang.instansi, f"Y{n:03d}", orang.bagian)
        buat_rtl(tetapkan(orang, isi_rata(buat_survei(unit, unsur=3), 3, banyak=1)).survei)


@pytest.mark.parametrize("banyak", [1, 12])
@pytest.mark.parametrize(
    ("alamat", "isi", "kueri"),
    [
        # token, roles, rows; of surveys their services, unsur and own questions
        ("survei", _survei, 6),
        ("hasil-survei", _hasil, 3),
        ("rtl", _hasil, 3),
    ],
)
def test_banyak_baris_tidak_menambah_kueri(
    orang: Pemeran,
    dengan_token: Pemanggil,
    django_assert_num_queries: DjangoAssertNumQueries,
    alamat: str,
    isi: Callable[[Pemeran, int], None],
    kueri: int,
    banyak: int,
) -> None:
    klien = dengan_token(orang.verifikator, orang.kota)
    isi(orang, banyak)
    klien.get(f"/api/v1/{alamat}/")
    with django_assert_num_queries(kueri):
        jawab = klien.get(f"/api/v1/{alamat}/?banyak=1000")
    assert len(jawab.json()["hasil"]) == banyak


def test_csv_memuat_sampel(orang: Pemeran, dengan_token: Pemanggil) -> None:
    buat_survei(orang.bagian)
    csv = dengan_token(orang.verifikator, orang.kota).get("/api/v1/survei/?format=csv")
    kepala, baris = b"".join(csv.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    isi = dict(zip(kepala.split(","), baris.split(","), strict=True))
    assert (isi["unit"], isi["sampel.perlu"], isi["sampel.kurang"]) == ("BAG", "80", "80")
