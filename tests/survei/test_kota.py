"""The recap of a subtree and a year: by hand, and against what the Surakarta report itself says."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from indikator.hitung.angka import bulatkan
from kinerja.beku import bekukan, cairkan
from survei.hitung.banding import CaraGabung
from survei.hitung.kota import BahanKota, HasilBahan, UnitBahan, rekap_kota
from survei.hitung.kota_data import SKEMA, BarisRtl, RekapKota, Tempat
from survei.hitung.kota_tren import HasilLampau

DATA = Path(__file__).resolve().parents[2] / "survei" / "demo" / "data"
NRR = Decimal("3.2")


def hasil(semester: int, ikm: str, responden: int = 100, **lain: Any) -> HasilBahan:
    """A fixed result of a semester."""
    isi: dict[str, Any] = {"survei": semester, "kunci": ("semester", semester), "periode": f"Semester {semester}"}
    return HasilBahan(**(isi | {"semester": semester, "ikm": Decimal(ikm), "responden": responden} | lain))


def unit(kode: str, *isi: HasilBahan, **lain: Any) -> UnitBahan:
    """A unit; its id follows from its kode."""
    bawaan: dict[str, Any] = {"unit": ord(kode[0]), "kode": kode, "nama": f"Unit {kode}", "jenis": "Dinas"}
    return UnitBahan(**(bawaan | lain), hasil=isi)


def kota(*isi: UnitBahan, cara: CaraGabung = CaraGabung.RATA_UNIT, **lain: Any) -> RekapKota:
    """The recap of these units for 2021."""
    return rekap_kota(BahanKota(1, "Kota", "Kota Contoh", "Pemerintah Kota Contoh", 2021, cara, isi, **lain))


def test_tabel_semester_dengan_tangan() -> None:
    """(80 + 90) / 2 = 85 and (90 + 88,30) / 2 = 89,15; the city (85 + 89,15) / 2 = 87,075, class B."""
    r = kota(unit("A", hasil(1, "80"), hasil(2, "90", 50)), unit("B", hasil(1, "90"), hasil(2, "88.3")))
    a, b = r.baris
    assert (a.tahun and a.tahun.ikm, a.tahun and a.tahun.responden, a.status) == (Decimal(85), 150, "Naik")
    assert (a.selisih, a.persen) == (Decimal(10), Decimal("12.5"))
    assert (b.tahun and b.tahun.ikm, b.tahun and b.tahun.mutu, b.status) == (Decimal("89.15"), "A", "Turun")
    assert b.semester_2 is not None
    assert b.semester_2.mutu == "B"  # 88,30 is below 88,31
    assert (r.semester_1.ikm, r.semester_2.ikm, r.tahun_ini.ikm) == (Decimal(85), Decimal("89.15"), Decimal("87.075"))
    assert (r.tahun_ini.mutu, r.tahun_ini.responden, r.status_perubahan) == ("B", 350, "Naik")
    assert [(k.kode, k.banyak, k.persen) for k in r.tahun_ini.kelas] == [
        ("A", 1, Decimal(50)),
        ("B", 1, Decimal(50)),
        ("C", 0, Decimal(0)),
        ("D", 0, Decimal(0)),
    ]
    assert [(s.kode, s.banyak) for s in r.perubahan] == [("Naik", 1), ("Turun", 1), ("Stagnan", 0)]


def test_tertimbang_responden() -> None:
    """(80 × 300 + 90 × 100) / 400 = 82,5, while the mean of the units is 85."""
    isi = unit("A", hasil(1, "80", 300)), unit("B", hasil(1, "90", 100))
    assert kota(*isi, cara=CaraGabung.TERTIMBANG_RESPONDEN).tahun_ini.ikm == Decimal("82.5")
    assert kota(*isi).tahun_ini.ikm == Decimal(85)


def test_unit_tanpa_hasil_disebut_dan_tidak_dihitung() -> None:
    r = kota(
        unit("A", hasil(1, "80"), hasil(2, "90")),
        unit("B", belum=("Semester I 2021",)),
        unit("C", hasil(1, "70"), belum=("Semester II 2021",)),
        unit("D"),
        unit("E", draf=1),
    )
    assert [b.alasan for b in r.baris] == [
        "",
        "Semester I 2021 belum ditetapkan",
        "Semester II 2021 belum ditetapkan",
        "Belum ada survei",
        "Survei masih draf",
    ]
    assert [b.kode for b in r.tanpa_hasil] == ["B", "D", "E"]
    assert (r.tahun_ini.ikm, r.tahun_ini.unit, r.tahun_ini.dari) == (Decimal("77.5"), 2, 5)  # (85 + 70) / 2
    assert (r.semester_2.unit, [s.banyak for s in r.perubahan]) == (1, [1, 0, 0])
    assert r.baris[2].status == ""


def test_tanpa_satu_pun_hasil() -> None:
    r = kota(unit("A"), unit("B"))
    assert (r.tahun_ini.ikm, r.tahun_ini.mutu, r.tahun_ini.alasan) == (
        None,
        "",
        "Belum ada hasil survei yang dapat dirata-ratakan.",
    )
    assert (r.terbaik, r.terburuk, r.di_atas, r.di_bawah, r.tren, r.unsur) == ((), (), (), (), (), ())
    assert [k.persen for k in r.tahun_ini.kelas] == [None] * 4


def test_tahun_adalah_rata_rata_periode_dan_triwulan_masuk_semesternya() -> None:
    """Quarters 70 (of two surveys), 80 and 90: semester I 75, semester II 90, year (70 + 80 + 90) / 3 = 80."""
    tw = [
        hasil(1, "60", kunci=("triwulan", 1)),
        hasil(1, "80", kunci=("triwulan", 1)),
        hasil(1, "80", kunci=("triwulan", 2)),
        hasil(2, "90", kunci=("triwulan", 3)),
    ]
    satu = kota(unit("A", *tw)).baris[0]
    assert satu.semester_1 is not None
    assert satu.semester_2 is not None
    assert satu.tahun is not None
    assert (satu.semester_1.ikm, satu.semester_2.ikm, satu.tahun.ikm) == (75, 90, 80)
    assert satu.tahun.periode == 3
    setahun = kota(unit("A", hasil(0, "85", kunci=("tahun", 1)))).baris[0]
    assert (setahun.semester_1, setahun.semester_2) == (None, None)
    assert setahun.tahun is not None
    assert setahun.tahun.ikm == 85


def test_peringkat_tidak_memuat_unit_yang_sama_di_kedua_ujung() -> None:
    r = kota(*(unit(k, hasil(1, str(70 + n))) for n, k in enumerate("ABCDE")))
    assert [t.kode for t in r.terbaik] == ["E", "D", "C"]
    assert [t.kode for t in r.terburuk] == ["A", "B"]
    assert [t.kode for t in r.di_atas] == ["E", "D", "C"]  # the mean is 72
    assert [t.kode for t in r.di_bawah] == ["B", "A"]
    sama = kota(unit("A", hasil(1, "80")), unit("B", hasil(1, "80.001")), unit("C", hasil(1, "70")))
    assert [(t.tempat, t.kode) for t in (*sama.terbaik, *sama.terburuk)] == [(1, "A"), (1, "B"), (3, "C")]


def test_unsur_hanya_sembilan_baku_dan_unit_yang_menanyakannya() -> None:
    """waktu: (3,0 + 3,4) / 2 = 3,2; an agency's own u10 is another question at every unit, so it has no city mean."""
    lengkap: dict[str, Any] = {"urutan": "sarana-pengaduan"}
    r = kota(
        unit("A", hasil(1, "80", unsur=(("waktu", "Waktu", Decimal(3)), ("u10", "Parkir", NRR)), **lengkap)),
        unit("B", hasil(1, "80", unsur=(("waktu", "W", Decimal("3.4")), ("sarana", "S", Decimal(4))), **lengkap)),
        unit("C", hasil(1, "80", sumber="tercetak")),
    )
    assert [(u.label, u.kode, u.nrr, u.mutu, u.unit, u.prioritas) for u in r.unsur] == [
        ("U3", "waktu", NRR, "B", 2, 2),
        ("U8", "sarana", Decimal(4), "A", 1, 1),
    ]
    assert (r.unit_berunsur, r.sumber) == (2, ("jawaban", "tercetak"))


def test_urutan_berbeda_tidak_memberi_nomor_unsur() -> None:
    isi = (("sarana", "S", NRR), ("pengaduan", "P", NRR))
    r = kota(
        unit("A", hasil(1, "80", unsur=isi, urutan="sarana-pengaduan")),
        unit("B", hasil(1, "80", unsur=isi, urutan="pengaduan-sarana")),
    )
    assert [(u.label, u.kode) for u in r.unsur] == [("", "pengaduan"), ("", "sarana")]


def test_tren_antartahun() -> None:
    """2020: unit A mean of 80 and 84 = 82, unit B 78, city 80; 2021: 85. Naik 5,00."""
    lampau = [
        HasilLampau(2020, 65, ("semester", 1), Decimal(80), 10),
        HasilLampau(2020, 65, ("semester", 2), Decimal(84), 10),
        HasilLampau(2020, 66, ("semester", 1), Decimal(78), 30),
    ]
    r = kota(unit("A", hasil(1, "85", 7)), lampau=lampau)
    assert [(t.tahun, t.ikm, t.unit, t.responden, t.status, t.selisih) for t in r.tren] == [
        (2020, Decimal(80), 2, 50, "", None),
        (2021, Decimal(85), 1, 7, "Naik", Decimal(5)),
    ]


def test_rtl_diringkas_per_unsur() -> None:
    def rencana(unit_: int, kode: str, kemajuan: int) -> BarisRtl:
        return BarisRtl(1, unit_, "Unit", "Semester I", kode, kode, "Perbaikan", (1,), "Kepala", kemajuan)

    r = kota(unit("A"), rtl=[rencana(1, "waktu", 100), rencana(1, "waktu", 0), rencana(2, "waktu", 50)])
    assert [(x.kode, x.rencana, x.unit, x.selesai, x.belum_mulai, x.kemajuan) for x in r.rtl_unsur] == [
        ("waktu", 3, 2, 1, 1, Decimal(50))
    ]


def test_dapat_dibekukan_dan_dicairkan() -> None:
    r = kota(unit("A", hasil(1, "80", unsur=(("waktu", "Waktu", NRR),), urutan="sarana-pengaduan")), unit("B"))
    assert cairkan(RekapKota, bekukan(r), SKEMA) == r


@cache
def surakarta() -> RekapKota:
    """The recap of the report's own table of units, from its printed semester figures."""
    with (DATA / "skm_2021_units.csv").open(encoding="utf-8") as berkas:
        isi = [
            UnitBahan(
                unit=int(b["no"]),
                kode=f"{int(b['no']):03d}",
                nama=b["name"],
                jenis=b["kind"],
                hasil=tuple(
                    hasil(n, b[f"ikm_s{n}"], int(b[f"resp_s{n}"]), sumber="tercetak") for n in (1, 2) if b[f"ikm_s{n}"]
                ),
            )
            for b in csv.DictReader(berkas)
        ]
    return kota(*isi)


@cache
def laporan() -> dict[str, Any]:
    """What the report says about all units."""
    isi: dict[str, Any] = json.loads((DATA / "skm_2021_summary.json").read_text(encoding="utf-8"))
    return isi


@pytest.mark.parametrize(("semester", "kunci"), [(0, "semester_1"), (1, "semester_2"), (2, "year")])
def test_rata_rata_kota_sama_dengan_laporan(semester: int, kunci: str) -> None:
    r = surakarta()
    kolom = (r.semester_1, r.semester_2, r.tahun_ini)[semester]
    assert kolom.ikm is not None
    assert (f"{bulatkan(kolom.ikm)}", kolom.mutu) == (
        laporan()["ikm"][kunci]["value"],
        laporan()["ikm"][kunci]["kategori"],
    )


def test_sepuluh_terbaik_dan_terburuk_sama_dengan_laporan() -> None:
    r = surakarta()
    for milik, kunci in ((r.terbaik, "top_ten"), (r.terburuk, "bottom_ten")):
        tercetak = [(b["ikm"], b["kategori"][0]) for b in laporan()[kunci]]
        beda = [(t.nama, f"{bulatkan(t.ikm)}") for t, b in zip(milik, tercetak, strict=True) if _cetak(t) != b]
        # The report had (81,667 + 77,800) / 2 = 79,73, but prints its semester I as 81,67.
        assert beda == ([("Kelurahan Danukusuman", "79.74")] if kunci == "bottom_ten" else [])


def test_perubahan_dan_kelas_terhadap_laporan() -> None:
    r = surakarta()
    laporannya = {k: v[0] for k, v in laporan()["development"].items()}
    assert laporannya == {"naik": 102, "turun": 47, "stagnan": 4}
    # Two units are printed as Turun though 85,72 → 85,722 and 91,72 → 91,722 are the same at two decimals.
    assert {s.kode.lower(): s.banyak for s in r.perubahan} == {"naik": 102, "turun": 45, "stagnan": 6}
    assert [b.nama for b in r.baris if b.status == "Stagnan" and b.unit in (79, 86)] == [
        "Kelurahan Kratonan",
        "Kelurahan Sriwedari",
    ]
    assert {k.kode: k.banyak for k in r.tahun_ini.kelas if k.banyak} == {
        k: v[0] for k, v in laporan()["categories_year"].items()
    }
    assert (len(r.di_bawah), len(r.di_atas)) == (76, 77)  # the report counts 75 and 77: one of its 153 units is missing


def _cetak(tempat: Tempat) -> tuple[str, str]:
    return f"{bulatkan(tempat.ikm)}", tempat.mutu
