"""The printed cascade of any agency: levels, wide tables, links of every kind, hostile text, constant queries."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from indikator.models import Indikator, Turunan
from indikator.models.indikator import JenisSasaran
from kinerja.beku import bekukan
from kinerja.laporan.data import Macam, Sel, Terbitan
from kinerja.laporan.matriks.data import DataMatriks, KolomUnit, LampiranMatriks, SelLampiran, TargetCetak, cair
from kinerja.laporan.matriks.excel import buat_excel_matriks, isi_target
from kinerja.laporan.matriks.kumpulkan import halangan_matriks, kumpulkan_matriks
from kinerja.laporan.matriks.tampilan import KERTAS, kertas_untuk, tampilan
from kinerja.laporan.matriks.tulis import cetakan_sesuai, sel_unit, teks_pengampu, teks_target
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.models.cascading import JenisTautan, TautanKinerja, UraianTurunan
from tests.laporan.conftest import AGUSTUS
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran, buat_unit, satuan

TERBITAN = Terbitan("MC/AST/2023/ABC234", "ABC234DEF567", "http://situs.contoh/periksa/A/", "0" * 64, AGUSTUS)
Batas = Callable[[int], AbstractContextManager[Any]]


def kumpulkan(orang: Pemeran, unit: Unit) -> DataMatriks:
    """The cascade of `unit`, frozen and read back."""
    periode = Periode.objects.select_related("instansi").get(pk=orang.periode.pk)
    return cair(bekukan(kumpulkan_matriks(unit, periode, kini=AGUSTUS)))


def taut(induk: Indikator, unit: Unit, jenis: JenisTautan = JenisTautan.LANGSUNG, **lain: Any) -> TautanKinerja:
    return TautanKinerja.objects.create(induk=induk, unit=unit, jenis=jenis, **lain)


@pytest.fixture
def induk(orang: Pemeran) -> Indikator:
    """An indicator of asisten, whose first level are bagian and bagian_lain, the second subbagian."""
    return buat_indikator(buat_sasaran(orang.asisten, orang.periode))


def test_tiap_jenis_tautan_punya_tandanya(orang: Pemeran, induk: Indikator) -> None:
    sendiri = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    kembar = buat_indikator(sendiri.sasaran)
    jabatan = Jabatan.objects.create(unit=orang.bagian_lain, nama="Analis")
    taut(induk, orang.bagian, JenisTautan.TIDAK_LANGSUNG, anak=sendiri)
    taut(induk, orang.bagian, JenisTautan.SALINAN, anak=kembar)
    Turunan.objects.create(induk=induk, anak=kembar, bobot=Decimal("2.5"))
    taut(induk, orang.bagian_lain, JenisTautan.LINGKUP, lingkup="PPSU", jabatan=jabatan)
    taut(induk, orang.subbagian, tersirat=True)
    (baris,) = kumpulkan(orang, orang.asisten).baris
    satu, dua = baris.lampiran
    assert sel_unit(satu, orang.bagian.pk) == "Tidak langsung: 1.1 Indikator 1.1\nSalinan: 1.2 Indikator 1.2"
    assert sel_unit(satu, orang.bagian_lain.pk) == "PPSU (Analis)"
    assert sel_unit(dua, orang.subbagian.pk) == "✓*"
    assert teks_pengampu(dua) == "Subbagian Contoh*"
    assert [(t.dihitung, t.bobot) for t in satu.tautan] == [(False, None), (True, Decimal("2.5")), (False, None)]


def test_urut_jenis_sasaran_lalu_nomor(orang: Pemeran) -> None:
    for nomor, jenis in ((1, JenisSasaran.OPERASIONAL), (2, JenisSasaran.KHUSUS), (3, JenisSasaran.STRATEGIS)):
        buat_indikator(buat_sasaran(orang.asisten, orang.periode, nomor, jenis))
    buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    buat_sasaran(orang.asisten, orang.periode, 4)
    data = kumpulkan(orang, orang.asisten)
    assert [b.kode for b in data.baris] == ["3.1", "2.1", "1.1"], "hanya indikator sendiri, menurut jenis sasaran"
    assert data.tanpa_indikator == ("4. Sasaran 4",)
    assert [(x.nama, [k.kode for k in x.kolom]) for x in data.lampiran] == [
        ("Lampiran I", ["BAG", "LAIN"]),
        ("Lampiran II", ["SUB"]),
    ]


def test_unit_yang_sudah_bubar_dan_jabatan_sendiri_tidak_hilang(orang: Pemeran, induk: Indikator) -> None:
    bubar = buat_unit(orang.instansi, "BUBAR", orang.asisten, nama="Bagian Bubar", berlaku_sampai=date(2023, 1, 31))
    Unit.objects.filter(pk=bubar.pk).update(berlaku_dari=date(2022, 1, 1), berlaku_sampai=date(2022, 12, 31))
    taut(induk, bubar)
    taut(induk, orang.asisten, jabatan=Jabatan.objects.create(unit=orang.asisten, nama="Staf Ahli"))
    data = kumpulkan(orang, orang.asisten)
    assert [k.kode for k in data.lampiran[0].kolom] == ["AST", "BAG", "BUBAR", "LAIN"]
    assert teks_pengampu(data.baris[0].lampiran[0]) == "Asisten Contoh (Staf Ahli)\nBagian Bubar"


def test_unit_tanpa_bawahan_tetap_tercetak_dan_tanpa_indikator_menyebut_alasannya(orang: Pemeran) -> None:
    buat_indikator(buat_sasaran(orang.subbagian, orang.periode))
    assert [x.nama for x in kumpulkan(orang, orang.subbagian).lampiran] == ["Lampiran I"]
    alasan = "Bagian Lain belum memiliki indikator sendiri pada tahun 2023"
    assert halangan_matriks(orang.bagian_lain, orang.periode).startswith(alasan)
    assert halangan_matriks(orang.subbagian, orang.periode) == ""
    with pytest.raises(PelanggaranAturan, match=alasan):
        kumpulkan(orang, orang.bagian_lain)


def test_kueri_tetap_berapa_pun_isinya(orang: Pemeran, induk: Indikator, django_assert_max_num_queries: Batas) -> None:
    periode = Periode.objects.select_related("instansi").get(pk=orang.periode.pk)
    taut(induk, orang.bagian)
    with django_assert_max_num_queries(13):
        kumpulkan_matriks(orang.asisten, periode, kini=AGUSTUS)
    jabatan = Jabatan.objects.create(unit=orang.bagian, nama="Kabag", kepala=True)
    for nomor in range(12):
        unit = buat_unit(orang.instansi, f"B{nomor}", orang.asisten)
        anak = buat_indikator(buat_sasaran(unit, orang.periode))
        satu = buat_indikator(induk.sasaran, rumus="asal", komponen=(("asal", induk),))
        satu.penanggung_jawab.add(jabatan)
        taut(satu, unit, JenisTautan.TIDAK_LANGSUNG, anak=anak)
        UraianTurunan.objects.create(indikator=satu, tingkat=1, teks="Diturunkan")
    with django_assert_max_num_queries(13):
        data = kumpulkan_matriks(orang.asisten, periode, kini=AGUSTUS)
    assert len(data.baris) == 13


def _lebar(data: DataMatriks, banyak: int) -> DataMatriks:
    kolom = tuple(KolomUnit(n, f"U{n}", f"Unit {n}", "") for n in range(banyak))
    sel = SelLampiran((), "", "")
    baris = tuple(replace(b, lampiran=(sel,)) for b in data.baris)
    return replace(data, lampiran=(LampiranMatriks(1, "Lampiran I", "Kelurahan", kolom),), baris=baris)


@pytest.mark.parametrize(("banyak", "kertas", "potongan"), [(4, "f4", [4]), (5, "a3", [5]), (30, "a3", [8, 16, 6])])
def test_kolom_dibagi_atas_halaman(
    orang: Pemeran, induk: Indikator, banyak: int, kertas: str, potongan: list[int]
) -> None:
    data = _lebar(kumpulkan(orang, orang.asisten), banyak)
    assert kertas_untuk(data) == kertas
    bagian = tampilan(data, TERBITAN, ada_logo=False)["bagian"]
    assert [len(b["unit"]) for b in bagian] == potongan
    assert [u.unit for b in bagian for u in b["unit"]] == list(range(banyak)), "tiap unit tepat satu kali"
    assert [b["lengkap"] for b in bagian] == [True] + [False] * (len(potongan) - 1)
    assert potongan[0] <= KERTAS[kertas][0]


def test_uraian_menggantikan_tanda_hanya_bila_tidak_ada_yang_ditandai(orang: Pemeran, induk: Indikator) -> None:
    UraianTurunan.objects.create(indikator=induk, tingkat=1, teks="Diturunkan", catatan="Lewat e-SAKIP")
    (satu, _) = tampilan(kumpulkan(orang, orang.asisten), TERBITAN, ada_logo=False)["bagian"]
    assert satu["ada"] == {"teks": False, "pengampu": False, "catatan": True}
    assert satu["kelompok"][0]["sasaran"][0]["baris"][0]["gabung"] is True
    taut(induk, orang.bagian)
    (satu, _) = tampilan(kumpulkan(orang, orang.asisten), TERBITAN, ada_logo=False)["bagian"]
    assert satu["ada"]["teks"] is True
    assert satu["kelompok"][0]["sasaran"][0]["baris"][0]["gabung"] is False


ANGKA, WTP = Sel(Macam.ANGKA, Decimal("88.5")), Sel(Macam.PREDIKAT, Decimal(3), teks="WTP")
SAKIP = Sel(Macam.PREDIKAT, Decimal(82), teks="A (82,00)")


@pytest.mark.parametrize(
    ("tercetak", "sel", "sesuai"),
    [
        ("88.5", ANGKA, True),
        ("88,5%", ANGKA, True),
        ("88,4", ANGKA, False),
        ("(3) WTP", WTP, True),
        ("(2) WDP", WTP, False),
        ("(2) WTP", WTP, False),
        ("A (82)", SAKIP, True),
        ("A (85)", SAKIP, False),
        ("N/A", Sel(Macam.NA), True),
        ("N/A", ANGKA, False),
        ("0", Sel(Macam.NA), False),
        ("", ANGKA, False),
        ("70–80", Sel(Macam.RENTANG, bawah=Decimal(70), atas=Decimal(80)), False),
    ],
)
def test_cetakan_lama_hanya_dipakai_selama_masih_benar(tercetak: str, sel: Sel, sesuai: bool) -> None:
    assert cetakan_sesuai(tercetak, sel) is sesuai


def test_target_yang_diubah_tidak_lagi_dicetak_seperti_asalnya(orang: Pemeran, induk: Indikator) -> None:
    induk.target.filter(triwulan=2).update(nilai=Decimal("88.5"), tercetak="88.5")
    induk.target.filter(triwulan=4).update(nilai=Decimal(90), tercetak="88,5")
    induk.target.filter(triwulan=3).delete()
    (baris,) = kumpulkan(orang, orang.asisten).baris
    assert [teks_target(t, baris) for t in baris.target] == ["80,00", "88.5", "belum ditetapkan", "90,00", "80,00"]


def test_angka_excel_sungguhan_dan_tiga_kekosongan_berbeda(orang: Pemeran) -> None:
    indikator = buat_indikator(
        buat_sasaran(orang.asisten, orang.periode), satuan=satuan("persen"), target={1: "0", 2: None, 4: "12.5"}
    )
    (baris,) = kumpulkan(orang, orang.asisten).baris
    nol, na, belum, angka, _ = (isi_target(t, baris) for t in baris.target)
    assert (nol.nilai, nol.format, nol.kosong) == (0, '#,##0.00"%"', False)
    assert (na.nilai, na.kosong, belum.nilai, belum.kosong) == ("N/A", True, "belum ditetapkan", True)
    assert angka.nilai == Decimal("12.5")
    tercetak = isi_target(TargetCetak(Sel(Macam.ANGKA, Decimal("12.50")), "12,5%"), baris)
    assert tercetak.format == '#,##0.0"%"', "desimal sebanyak yang tercetak"
    assert indikator.pk


def test_teks_tidak_pernah_menjadi_rumus(orang: Pemeran, induk: Indikator) -> None:
    jahat = '=HYPERLINK("http://jahat.contoh","klik")'
    Indikator.objects.filter(pk=induk.pk).update(nama=jahat, definisi="@SUM(1)")
    taut(induk, orang.bagian, JenisTautan.LINGKUP, lingkup="-1+1")
    UraianTurunan.objects.create(indikator=induk, tingkat=2, teks=jahat, catatan=jahat)
    buku = load_workbook(BytesIO(buat_excel_matriks(kumpulkan(orang, orang.asisten), TERBITAN)))
    sel = [s for lembar in buku for baris in lembar.iter_rows() for s in baris if isinstance(s.value, str)]
    assert not [s.coordinate for s in sel if s.data_type == "f"]
    assert {jahat, "-1+1", "@SUM(1)"} <= {s.value for s in sel}
    assert all(s.quotePrefix for s in sel if s.value == jahat)
