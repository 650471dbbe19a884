"""The checks of a cascade: each rule draws its finding, and the right cascade draws none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from indikator.hitung.capaian import Arah, Target
from indikator.hitung.gulung import Agregasi
from indikator.models import Indikator, Komponen, Penugasan, Realisasi
from indikator.models import Target as TargetTersimpan
from indikator.models.indikator import SumberKomponen
from kinerja.organisasi.models import Jabatan
from kinerja.perjanjian.hitung.periksa import Cascade, IndikatorPeriksa, TautanPeriksa, periksa_cascade
from kinerja.perjanjian.hitung.periksa_target import AnakTarget
from kinerja.perjanjian.hitung.temuan import TINGKAT, Tingkat, galat
from kinerja.perjanjian.models.cascading import JenisTautan
from kinerja.perjanjian.selectors.cascading_periksa import kesalahan_cascading, temuan_cascading
from kinerja.perjanjian.services.cascading import Isian, tautkan
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_periode, buat_sasaran

D = Decimal
BENAR = IndikatorPeriksa(
    pk=1,
    unit=10,
    nama_unit="Bagian Umum",
    kode="2.1",
    arah=Arah.NAIK,
    agregasi=Agregasi.RATA_RATA,
    desimal=2,
    bobot=None,
    rumus="a / b * 100",
    komponen={"a": False, "b": False},
    sumber_data=True,
    penanggung_jawab=True,
    target={0: Target.angka(D(90))},
    realisasi_lalu=D(88),
    punya_bawahan=False,
    puncak=True,
)


def kode(indikator: IndikatorPeriksa, **lain: object) -> list[str]:
    return [t.kode for t in periksa_cascade(Cascade(indikator=[indikator], **lain))]  # type: ignore[arg-type]


def anak(*target: str | None) -> list[AnakTarget]:
    return [
        AnakTarget(f"Unit {n}", {} if t is None else {0: Target.na() if t == "na" else Target.angka(D(t))})
        for n, t in enumerate(target, 1)
    ]


def test_yang_benar_tanpa_temuan() -> None:
    assert kode(BENAR) == []
    assert kode(BENAR, anak={1: anak("85", "95")}) == []


@pytest.mark.parametrize(
    ("ubah", "temuan"),
    [
        ({"penanggung_jawab": False}, "tanpa_penanggung_jawab"),
        ({"sumber_data": False}, "tanpa_sumber_data"),
        ({"target": {}}, "tanpa_target"),
        ({"rumus": "a / "}, "tanpa_rumus"),
        ({"rumus": "a / c"}, "tanpa_rumus"),
        ({"komponen": {}}, "tanpa_rumus"),
        ({"komponen": {"a": True, "b": True}}, "gulungan_tidak_sah"),
        ({"punya_bawahan": True}, "tanpa_pengampu"),
        ({"puncak": False}, "tanpa_induk"),
        ({"realisasi_lalu": D("90.01")}, "target_di_bawah_tahun_lalu"),
        ({"arah": Arah.TURUN, "realisasi_lalu": D("89.99")}, "target_di_bawah_tahun_lalu"),
        ({"bobot": D(60)}, "bobot_tidak_100"),
    ],
)
def test_satu_aturan_satu_temuan(ubah: dict[str, object], temuan: str) -> None:
    hasil = periksa_cascade(Cascade(indikator=[replace(BENAR, **ubah)]))  # type: ignore[arg-type]
    assert [t.kode for t in hasil] == [temuan]
    tempat = "Bagian Umum" if temuan == "bobot_tidak_100" else "Bagian Umum, indikator 2.1"
    assert (hasil[0].tempat, hasil[0].unit, hasil[0].tingkat) == (tempat, 10, TINGKAT[temuan])


def test_turun_dan_naik_berlawanan() -> None:
    assert kode(replace(BENAR, arah=Arah.TURUN, realisasi_lalu=D(91))) == []
    assert kode(replace(BENAR, realisasi_lalu=D(90))) == []


@pytest.mark.parametrize(
    ("agregasi", "target", "temuan"),
    [
        (Agregasi.RATA_RATA, ("90", "89.98"), ["target_kurang"]),
        (Agregasi.RATA_RATA, ("90", "90.01"), ["target_berlebih"]),
        (Agregasi.RATA_RATA, ("90", "na"), []),
        (Agregasi.RATA_RATA, ("90", None), ["target_bawahan_kosong"]),
        (Agregasi.JUMLAH, ("40", "50"), []),
        (Agregasi.JUMLAH, ("40", "49"), ["target_kurang"]),
        (Agregasi.RASIO_JUMLAH, ("80", "95"), []),
        (Agregasi.RASIO_JUMLAH, ("80", "89"), ["target_kurang"]),
        (Agregasi.RASIO_JUMLAH, ("91", "95"), ["target_berlebih"]),
        (Agregasi.RASIO_JUMLAH, ("91", None), ["target_bawahan_kosong"]),
        (Agregasi.TERTIMBANG, ("90", "90"), ["gulungan_tidak_sah"]),
        (Agregasi.TIDAK_ADA, ("1", "2"), []),
    ],
)
def test_target_bawahan_terhadap_induknya(
    agregasi: Agregasi, target: tuple[str | None, ...], temuan: list[str]
) -> None:
    assert kode(replace(BENAR, agregasi=agregasi), anak={1: anak(*target)}) == temuan


def test_target_turun_yang_longgar_belum_memenuhi() -> None:
    turun = replace(BENAR, arah=Arah.TURUN, realisasi_lalu=None)
    hasil = periksa_cascade(Cascade(indikator=[turun], anak={1: anak("92", "94")}))
    assert [t.pesan for t in hasil] == ["Target tahun bawahan bersama-sama 93, belum memenuhi target induknya 90."]
    assert kode(turun, anak={1: anak("80", "90")}) == ["target_berlebih"]


def test_target_triwulan_hanya_bila_tahunnya_cocok() -> None:
    dua = replace(BENAR, target={0: Target.angka(D(90)), 2: Target.angka(D(45))})
    bawah = [AnakTarget("Unit 1", {0: Target.angka(D(90)), 2: Target.angka(D(40))})]
    assert kode(dua, anak={1: bawah}) == ["target_triwulan_berbeda"]
    assert kode(dua, anak={1: [replace(bawah[0], target={0: Target.angka(D(80))})]}) == ["target_kurang"]


def pengampu(nama: str, atasan: int | None = 1, *, lingkup: str = "", utuh: bool = True) -> TautanPeriksa:
    return TautanPeriksa(nama, len(nama), atasan, seutuhnya=utuh and not lingkup, lingkup=lingkup)


def test_dua_unit_mengaku_satu_hasil() -> None:
    atas = replace(BENAR, punya_bawahan=True)
    hasil = periksa_cascade(Cascade(indikator=[atas], tautan={1: [pengampu("Pem"), pengampu("Kesra")]}))
    assert [t.pesan for t in hasil] == ["Pem, Kesra mengampu hasil yang sama seutuhnya; beri lingkup masing-masing."]
    for tautan in (
        [pengampu("Pem"), pengampu("Hukum", 7)],  # passed on to a unit below, not beside
        [pengampu("Pem", lingkup="PKK"), pengampu("Kesra", lingkup="Jumantik")],
        [pengampu("Pem"), pengampu("Kesra", utuh=False)],
    ):
        assert kode(atas, tautan={1: tautan}) == []
    sama = [pengampu("Pem", lingkup="PKK dan  RPTRA"), pengampu("Kesra", lingkup="pkk dan rptra")]
    assert kode(atas, tautan={1: sama}) == ["hasil_ganda"]


def test_uraian_dan_induk_menutup_temuan() -> None:
    assert kode(replace(BENAR, punya_bawahan=True), diuraikan=frozenset({1})) == []
    assert kode(replace(BENAR, puncak=False), berinduk=frozenset({1})) == []


def test_bobot() -> None:
    dua = [replace(BENAR, bobot=D(60)), replace(BENAR, pk=2, kode="2.2", bobot=D("39.9"))]
    assert [t.pesan for t in periksa_cascade(Cascade(indikator=dua))] == ["Jumlah bobot 99,9, seharusnya 100."]
    dua[1] = replace(dua[1], bobot=None)
    hasil = periksa_cascade(Cascade(indikator=dua))
    assert [t.pesan for t in hasil] == ["1 dari 2 indikator belum berbobot: 2.2."]
    dua[1] = replace(dua[1], bobot=D(40))
    assert periksa_cascade(Cascade(indikator=dua)) == []


def lengkap(orang: Pemeran, indikator: Indikator) -> Indikator:
    unit = indikator.sasaran.unit
    jabatan, _ = Jabatan.objects.get_or_create(unit=unit, nama=f"Kepala {unit}", defaults={"kepala": True})
    indikator.penanggung_jawab.add(jabatan)
    Indikator.objects.filter(pk=indikator.pk).update(sumber_data="Laporan")
    return indikator


def test_pemilih_memuat_semuanya(orang: Pemeran, juli: datetime) -> None:
    lalu = buat_periode(orang.instansi, 2022)
    atas = lengkap(orang, buat_indikator(buat_sasaran(orang.kota, orang.periode), agregasi="rata_rata"))
    Komponen.objects.filter(indikator=atas).update(sumber=SumberKomponen.TURUNAN)
    bawah = lengkap(orang, buat_indikator(buat_sasaran(orang.bagian, orang.periode), bobot=D(100)))
    lama = buat_indikator(buat_sasaran(orang.bagian, lalu))
    Indikator.objects.filter(pk=lama.pk).update(nama=bawah.nama.upper())
    Realisasi.objects.create(indikator=lama, triwulan=4, nilai=D(81))
    assert {t.kode for t in kesalahan_cascading(orang.kota, orang.periode)} == {"gulungan_tidak_sah"}
    assert {(t.kode, t.indikator) for t in temuan_cascading(orang.kota, orang.periode)} == {
        ("gulungan_tidak_sah", atas.pk),
        ("tanpa_pengampu", atas.pk),
        ("tanpa_induk", bawah.pk),
        ("tanpa_pengampu", bawah.pk),
        ("target_di_bawah_tahun_lalu", bawah.pk),
    }
    tautkan(
        pelaku=orang.perencana,
        isian=Isian(atas, orang.bagian, JenisTautan.LANGSUNG, anak=bawah, dihitung=True),
        kini=juli,
    )
    Penugasan.objects.create(indikator=bawah, unit=orang.subbagian)
    assert [t.kode for t in temuan_cascading(orang.kota, orang.periode)] == ["target_di_bawah_tahun_lalu"]
    assert kesalahan_cascading(orang.kota, orang.periode) == []
    TargetTersimpan.objects.filter(indikator=bawah, triwulan=0).update(nilai=D(79))
    salah = kesalahan_cascading(orang.kota, orang.periode)
    assert [(t.kode, t.tempat) for t in salah] == [("target_kurang", "Kota Contoh, indikator 1.1")]
    assert kesalahan_cascading(orang.bagian, orang.periode) == []
    assert galat(salah) == salah
    assert salah[0].tingkat is Tingkat.GALAT


def test_banyak_indikator_tetap_sekian_kueri(
    orang: Pemeran, juli: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    atas = buat_indikator(buat_sasaran(orang.kota, orang.periode), agregasi="rata_rata")
    Komponen.objects.filter(indikator=atas).update(sumber=SumberKomponen.TURUNAN)
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    for _ in range(8):
        isian = Isian(atas, orang.bagian, JenisTautan.LANGSUNG, anak=buat_indikator(sasaran), dihitung=True)
        tautkan(pelaku=orang.perencana, isian=isian, kini=juli)
    with django_assert_max_num_queries(12):
        assert len(temuan_cascading(orang.kota, orang.periode)) > 8
