"""A rolled-up figure follows its leaves: in any order of edits, with missing children named, signatures released."""

from __future__ import annotations

import random
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indikator.alur import Status
from indikator.hitung.capaian import JenisTarget
from indikator.hitung.gulung import Agregasi
from indikator.models import Indikator, Komponen, NilaiKomponen, Realisasi, Target, Turunan, VersiRealisasi
from indikator.models.indikator import SumberKomponen
from indikator.services.definisi import hitung_ulang_indikator, lingkaran_rujukan
from indikator.services.isian import isi_komponen
from indikator.services.lembar import turunan as pengikut
from indikator.services.turunan import atur_turunan, lepas_turunan
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Unit
from kinerja.organisasi.models.unit import JenisUnit
from tests.indikator.bantu import MENIT, isi, sampai
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran, buat_unit, satuan

RASIO: dict[str, Any] = {"rumus": "tepat / terbit * 100", "komponen": ("tepat", "terbit")}


def induk_di(orang: Pemeran, unit: Unit, agregasi: Agregasi = Agregasi.RATA_RATA, **lain: Any) -> Indikator:
    """An indicator all of whose components are rolled up."""
    induk = buat_indikator(buat_sasaran(unit, orang.periode), agregasi=agregasi, **lain)
    Komponen.objects.filter(indikator=induk).update(sumber=SumberKomponen.TURUNAN)
    return induk


def kelurahan(orang: Pemeran, nama: str, kecamatan: Unit, **lain: Any) -> Indikator:
    unit = buat_unit(orang.instansi, nama, kecamatan, nama=nama, jenis=JenisUnit.KELURAHAN)
    return buat_indikator(buat_sasaran(unit, orang.periode), **lain)


def gantung(orang: Pemeran, induk: Indikator, *anak: Indikator, kini: datetime, bobot: str | None = None) -> None:
    for satu in anak:
        atur_turunan(pelaku=orang.perencana, induk=induk, anak=satu, bobot=Decimal(bobot) if bobot else None, kini=kini)


def isi_rasio(orang: Pemeran, indikator: Indikator, atas: str, bawah: str, kini: datetime) -> None:
    for nama, nilai in (("tepat", atas), ("terbit", bawah)):
        baris = Realisasi.objects.filter(indikator=indikator, triwulan=2).first()
        isi_komponen(
            pelaku=orang.operator,
            komponen=Komponen.objects.get(indikator=indikator, nama=nama),
            triwulan=2,
            nilai=Decimal(nilai),
            versi=baris.versi if baris else 0,
            kini=kini,
        )


def baris(indikator: Indikator) -> Realisasi:
    return Realisasi.objects.get(indikator=indikator, triwulan=2)


def test_rata_rata_bertingkat_dan_yang_belum_disebut(orang: Pemeran, juli: datetime) -> None:
    kota, kecamatan = induk_di(orang, orang.kota), induk_di(orang, orang.bagian)
    satu, dua = kelurahan(orang, "Duri", orang.bagian), kelurahan(orang, "Slipi", orang.bagian)
    lain = kelurahan(orang, "Kapuk", orang.bagian_lain)
    gantung(orang, kecamatan, satu, dua, kini=juli)
    gantung(orang, kota, kecamatan, lain, kini=juli)
    isi(orang, satu, "88", juli)
    assert (baris(kecamatan).nilai, baris(kecamatan).alasan_kosong) == (
        None,
        "1 dari 2 kelurahan belum melapor: Slipi.",
    )
    assert baris(kota).alasan_kosong == "2 dari 2 unit belum melapor: Bagian Contoh, Kapuk."
    isi(orang, dua, "86", juli)
    isi(orang, lain, "90", juli)
    assert (baris(kecamatan).nilai, baris(kota).nilai) == (87, Decimal("88.5"))
    assert baris(kota).capaian == Decimal("110.625")
    asal = NilaiKomponen.objects.get(realisasi=baris(kecamatan)).asal
    assert asal == {"uraian": "Rata-rata 2 kelurahan = 87 (Duri 88; Slipi 86)."}


@pytest.mark.parametrize(
    ("agregasi", "bobot", "hasil"),
    [(Agregasi.JUMLAH, (None, None), "174"), (Agregasi.TERTIMBANG, ("3", "1"), "87.5")],
)
def test_jumlah_dan_tertimbang(
    orang: Pemeran, juli: datetime, agregasi: Agregasi, bobot: tuple[str | None, ...], hasil: str
) -> None:
    induk = induk_di(orang, orang.bagian, agregasi)
    for nama, nilai, berat in zip(("Duri", "Slipi"), ("88", "86"), bobot, strict=True):
        anak = kelurahan(orang, nama, orang.bagian)
        isi(orang, anak, nilai, juli)
        gantung(orang, induk, anak, kini=juli, bobot=berat)
    assert baris(induk).nilai == Decimal(hasil)


def test_tertimbang_tanpa_bobot_tidak_berangka(orang: Pemeran, juli: datetime) -> None:
    induk = induk_di(orang, orang.bagian, Agregasi.TERTIMBANG)
    anak = kelurahan(orang, "Duri", orang.bagian)
    gantung(orang, induk, anak, kini=juli)
    isi(orang, anak, "88", juli)
    assert (baris(induk).nilai, baris(induk).alasan_kosong) == (None, "1 dari 1 belum berbobot: Duri.")
    gantung(orang, induk, anak, kini=juli, bobot="2")
    assert baris(induk).nilai == 88


def pohon_rasio(orang: Pemeran, kini: datetime) -> tuple[list[Indikator], Indikator, Indikator]:
    """Three leaves under a kecamatan and the kota."""
    persen: dict[str, Any] = {"satuan": satuan("persen"), **RASIO}
    kota = induk_di(orang, orang.kota, Agregasi.RASIO_JUMLAH, **persen)
    kecamatan = induk_di(orang, orang.bagian, Agregasi.RASIO_JUMLAH, **persen)
    daun = [kelurahan(orang, n, u, **persen) for n, u in (("A", orang.bagian), ("B", orang.bagian), ("C", orang.kota))]
    gantung(orang, kecamatan, *daun[:2], kini=kini)
    gantung(orang, kota, kecamatan, daun[2], kini=kini)
    return daun, kecamatan, kota


def test_rasio_menjumlahkan_pembilang_dan_penyebut(orang: Pemeran, juli: datetime) -> None:
    daun, kecamatan, kota = pohon_rasio(orang, juli)
    for anak, (atas, bawah) in zip(daun, (("42", "50"), ("10", "50"), ("90", "100")), strict=True):
        isi_rasio(orang, anak, atas, bawah, juli)
    assert (baris(kecamatan).nilai, baris(kota).nilai) == (52, 71)
    simpan = NilaiKomponen.objects.filter(realisasi=baris(kota)).values_list("komponen__nama", "nilai")
    assert dict(simpan) == {"tepat": 142, "terbit": 200}
    # 42 / 50 and 84 / 100 are the same percentage of the leaf, but not the same part of the sums.
    isi_rasio(orang, daun[0], "84", "100", juli)
    assert baris(daun[0]).nilai == 84
    assert bulat(baris(kecamatan)) == Decimal("62.67")
    assert bulat(baris(kota)) == Decimal("73.60")


def bulat(satu: Realisasi) -> Decimal:
    assert satu.nilai is not None
    return round(satu.nilai, 2)


@pytest.mark.parametrize("acak", [1, 2, 3])
def test_urutan_suntingan_dan_tautan_apa_pun_sama(orang: Pemeran, juli: datetime, acak: int) -> None:
    persen: dict[str, Any] = {"satuan": satuan("persen"), **RASIO}
    kota = induk_di(orang, orang.kota, Agregasi.RASIO_JUMLAH, **persen)
    kecamatan = induk_di(orang, orang.bagian, Agregasi.RASIO_JUMLAH, **persen)
    daun = [kelurahan(orang, n, orang.bagian, **persen) for n in "ABC"]
    langkah: list[tuple[Any, ...]] = [("gantung", kota, kecamatan)]
    langkah += [("gantung", kecamatan, d) for d in daun]
    langkah += [("isi", d, n, "100") for d, n in zip(daun, ("10", "20", "60"), strict=True)]
    langkah += [("isi", daun[0], "70", "100"), ("lepas", daun[2])]
    dasar = random.Random(acak)
    dasar.shuffle(langkah)
    for nama, *isian in [*langkah, ("isi", daun[0], "70", "100"), ("lepas", daun[2])]:
        if nama == "gantung":
            gantung(orang, isian[0], isian[1], kini=juli)
        elif nama == "lepas":
            lepas_turunan(pelaku=orang.perencana, anak=isian[0], kini=juli)
        else:
            isi_rasio(orang, isian[0], isian[1], isian[2], juli)
    assert (baris(kecamatan).nilai, baris(kota).nilai) == (45, 45)


def test_yang_disetujui_dibuka_dan_versi_lamanya_disimpan(orang: Pemeran, juli: datetime) -> None:
    induk, anak = induk_di(orang, orang.bagian), kelurahan(orang, "Duri", orang.bagian)
    gantung(orang, induk, anak, kini=juli)
    isi(orang, anak, "88", juli)
    sampai(orang, baris(induk), Status.DISETUJUI, juli)
    isi(orang, anak, "88", juli + 5 * MENIT)
    assert baris(induk).status == Status.DISETUJUI
    isi(orang, anak, "80", juli + 6 * MENIT)
    assert (baris(induk).nilai, baris(induk).status) == (80, Status.DIKEMBALIKAN)
    assert Decimal(VersiRealisasi.objects.get(realisasi=baris(induk)).isi["nilai"]) == 88
    sampai(orang, baris(induk), Status.DISETUJUI, juli + 7 * MENIT)
    lepas_turunan(pelaku=orang.perencana, anak=anak, kini=juli + 20 * MENIT)
    sesudah = baris(induk)
    assert (sesudah.nilai, sesudah.status) == (None, Status.DIKEMBALIKAN)
    assert sesudah.alasan_kosong == "Tidak ada unit yang hasilnya dapat digabung."


def test_bawahan_tanpa_target_tidak_ditunggu_sampai_bertarget(orang: Pemeran, juli: datetime) -> None:
    induk = induk_di(orang, orang.bagian)
    satu, dua = kelurahan(orang, "Duri", orang.bagian), kelurahan(orang, "Slipi", orang.bagian)
    Target.objects.filter(indikator=dua, triwulan=2).update(jenis=JenisTarget.NA, nilai=None)
    gantung(orang, induk, satu, dua, kini=juli)
    isi(orang, satu, "88", juli)
    assert baris(induk).nilai == 88
    assert "(N/A): Slipi." in NilaiKomponen.objects.get(realisasi=baris(induk)).asal["uraian"]
    Target.objects.filter(indikator=dua, triwulan=2).update(jenis=JenisTarget.ANGKA, nilai=Decimal(80))
    hitung_ulang_indikator(pelaku=orang.perencana, indikator=dua, kini=juli)
    assert (baris(induk).nilai, baris(induk).alasan_kosong) == (None, "1 dari 2 kelurahan belum melapor: Slipi.")


def test_satu_induk_dan_pasangan_yang_ditolak(orang: Pemeran, juli: datetime) -> None:
    induk, lain = induk_di(orang, orang.bagian), induk_di(orang, orang.kota)
    anak = kelurahan(orang, "Duri", orang.bagian)
    gantung(orang, induk, anak, kini=juli)
    persen = kelurahan(orang, "Slipi", orang.bagian, satuan=satuan("persen"))
    jumlah = kelurahan(orang, "Kapuk", orang.bagian, pola="jumlah")
    rasio = induk_di(orang, orang.bagian, Agregasi.RASIO_JUMLAH, **RASIO)
    tahun_lalu = type(orang.periode).objects.create(instansi=orang.instansi, tahun=2022)
    lalu = buat_indikator(buat_sasaran(orang.subbagian, tahun_lalu))
    for atas, bawah, kode in (
        (lain, anak, "sudah_punya_induk"),
        (induk, persen, "satuan_berbeda"),
        (induk, jumlah, "pola_berbeda"),
        (anak, persen, "induk_tidak_menggulung"),
        (induk, lalu, "tahun_berbeda"),
        (rasio, jumlah, "pola_berbeda"),
        (rasio, kelurahan(orang, "Tomang", orang.bagian), "bukan_rasio"),
    ):
        with pytest.raises(PelanggaranAturan) as ditolak:
            gantung(orang, atas, bawah, kini=juli)
        assert ditolak.value.kode == kode
    assert Turunan.objects.count() == 1


def test_gulungan_melingkar_ditolak(orang: Pemeran, juli: datetime) -> None:
    atas, bawah = induk_di(orang, orang.kota), induk_di(orang, orang.bagian)
    gantung(orang, atas, bawah, kini=juli)
    with pytest.raises(PelanggaranAturan, match="melingkar"):
        gantung(orang, bawah, atas, kini=juli)
    assert [i.pk for i in lingkaran_rujukan(bawah, atas)] == [bawah.pk, atas.pk, bawah.pk]
    assert pengikut(bawah.pk) == [atas.pk]


def test_gulungan_tidak_diketik(orang: Pemeran, juli: datetime) -> None:
    induk = induk_di(orang, orang.bagian)
    with pytest.raises(PelanggaranAturan, match="digulung dari hasil indikator bawahan"):
        isi_komponen(
            pelaku=orang.operator,
            komponen=induk.komponen.get(),
            triwulan=2,
            nilai=Decimal(1),
            versi=0,
            kini=juli,
        )


def test_dari_mana_angka_ini_sampai_ke_daun(
    client: Client, orang: Pemeran, juli: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    induk = induk_di(orang, orang.bagian)
    anak = [kelurahan(orang, f"Kelurahan {n}", orang.bagian) for n in range(12)]
    gantung(orang, induk, *anak, kini=juli)
    for satu in anak:
        isi(orang, satu, "88", juli)
    client.force_login(orang.pimpinan)
    with django_assert_max_num_queries(34):
        halaman = client.get(reverse("indikator:angka", args=[induk.pk, 2])).content.decode()
    assert "Rata-rata 12 kelurahan = 88." in halaman
    assert "Kelurahan 11: 1.1" in halaman
    assert reverse("indikator:angka", args=[anak[3].pk, 2]) in halaman
