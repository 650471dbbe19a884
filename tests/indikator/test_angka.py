"""“Dari mana angka ini?”: every figure explains itself, and so does every figure that is missing."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indikator.alur import Status
from indikator.models import Indikator, Komponen, Realisasi, SkalaPredikat, TingkatPredikat
from indikator.services import alur_kerja
from indikator.services.isian import isi_komponen
from kinerja.organisasi.models import Pengguna
from tests.indikator.bantu import MENIT, baris_di, buat_indikator_bagian, isi, sampai, segar
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran, satuan


def buka(client: Client, siapa: Pengguna, indikator: Indikator, triwulan: int = 2) -> str:
    client.force_login(siapa)
    jawab = client.get(reverse("indikator:angka", args=[indikator.pk, triwulan]))
    assert jawab.status_code == 200
    return jawab.content.decode()


def isi_rasio(orang: Pemeran, indikator: Indikator, atas: str, bawah: str, kini: datetime) -> Realisasi:
    versi = 0
    for nama, nilai in (("tepat_waktu", atas), ("terbit", bawah)):
        komponen = Komponen.objects.get(indikator=indikator, nama=nama)
        baris = isi_komponen(
            pelaku=orang.operator, komponen=komponen, triwulan=2, nilai=Decimal(nilai), versi=versi, kini=kini
        )
        versi = baris.versi
    return segar(baris)


def rasio(orang: Pemeran, **lain: object) -> Indikator:
    return buat_indikator_bagian(
        orang,
        rumus="tepat_waktu / terbit * 100",
        komponen=("tepat_waktu", "terbit"),
        satuan=satuan("persen"),
        **lain,
    )


def test_kalimat_lengkap_seperti_contoh_dokumen(client: Client, orang: Pemeran, juli: datetime) -> None:
    indikator = rasio(orang)
    isi_rasio(orang, indikator, "42", "50", juli)
    halaman = buka(client, orang.operator, indikator)
    assert "42 / 50 × 100 = 84,00% (TW II, target 80,00% → capaian 105,00%)" in halaman
    assert "Tepat waktu (42) / Terbit (50) × 100 = 84,00%" in halaman
    assert "Diisi Contoh operator, 15 Juli 2023 pukul 09.00 WIB" in halaman


def test_penyebut_nol_dijelaskan(client: Client, orang: Pemeran, juli: datetime) -> None:
    indikator = rasio(orang)
    isi_rasio(orang, indikator, "0", "0", juli)
    halaman = buka(client, orang.operator, indikator)
    assert "TW II: Penyebut 0: terbit bernilai 0" in halaman
    assert "belum dilaporkan" in halaman


def test_nol_adalah_angka(client: Client, orang: Pemeran, juli: datetime) -> None:
    indikator = rasio(orang)
    isi_rasio(orang, indikator, "0", "50", juli)
    assert "0 / 50 × 100 = 0,00% (TW II, target 80,00% → capaian 0,00%)" in buka(client, orang.operator, indikator)


def test_belum_dilaporkan(client: Client, orang: Pemeran) -> None:
    halaman = buka(client, orang.operator, rasio(orang))
    assert "TW II: Realisasi belum dilaporkan." in halaman
    assert "Belum diisi operator" in halaman
    assert "Belum pernah diajukan." in halaman


def test_target_na(client: Client, orang: Pemeran) -> None:
    indikator = rasio(orang, target={1: None, 2: None, 3: "80", 4: "80"})
    halaman = buka(client, orang.operator, indikator)
    assert "TW II: Tidak ada target pada triwulan ini (N/A), jadi tidak dinilai." in halaman
    assert "Tidak dinilai" in halaman


def test_target_belum_ditetapkan_bukan_na(client: Client, orang: Pemeran, juli: datetime) -> None:
    indikator = buat_indikator_bagian(orang, target={1: "80"})
    isi(orang, indikator, "84", juli)
    halaman = buka(client, orang.operator, indikator)
    assert "Target belum ditetapkan perencana." in halaman
    assert "84,00 (TW II, target belum ditetapkan)" in halaman


def test_predikat_ditulis_dengan_labelnya(client: Client, orang: Pemeran, juli: datetime) -> None:
    skala = SkalaPredikat.objects.create(instansi=orang.instansi, nama="Opini", jenis="label")
    for label, nilai, persen in (("WTP", 3, 100), ("WDP", 2, 75)):
        TingkatPredikat.objects.create(skala_predikat=skala, label=label, nilai=nilai, persen=persen)
    indikator = buat_indikator_bagian(orang, skala=skala, target=dict.fromkeys((1, 2, 3, 4), "3"))
    isi(orang, indikator, "2", juli)
    halaman = buka(client, orang.operator, indikator)
    assert "WDP (TW II, target WTP → capaian 75,00%)" in halaman
    assert "= 2,00" not in halaman


def test_sampai_dengan_dan_setahun(client: Client, orang: Pemeran, juli: datetime) -> None:
    indikator = buat_indikator_bagian(orang, pola="jumlah", target={1: "5", 2: "40", 3: "45", 4: "10", 0: "100"})
    for triwulan, nilai in ((1, "5"), (2, "38")):
        isi(orang, indikator, nilai, datetime(2023, 3 * triwulan + 1, 10, tzinfo=juli.tzinfo), triwulan)
    dua = buka(client, orang.operator, indikator)
    # 43 of the 45 due up to TW II.
    assert "realisasi 5,00 + 38,00 = 43,00; 43,00 / 45,00 × 100 = 95,56%" in dua
    assert "Setahun" not in dua
    assert "43,00 / 100,00 × 100 = 43,00%" in buka(client, orang.operator, indikator, 4)


def test_turun_sampai_sumber_terdalam(client: Client, orang: Pemeran, juli: datetime) -> None:
    dasar = buat_indikator_bagian(orang)
    tengah = buat_indikator(buat_sasaran(orang.bagian, orang.periode), rumus="a * 2", komponen=(("a", dasar),))
    puncak = buat_indikator(buat_sasaran(orang.bagian, orang.periode), rumus="b + 1", komponen=(("b", tengah),))
    isi(orang, dasar, "10", juli)
    halaman = buka(client, orang.operator, puncak)
    for kata in ("20 + 1 = 21,00", "10 × 2 = 20,00", "10,00 (TW II, target 80,00 → capaian 12,50%)"):
        assert kata in halaman
    for sumber in (dasar, tengah):
        assert reverse("indikator:angka", args=[sumber.pk, 2]) in halaman


def test_sumber_di_luar_wewenang_disebut_tanpa_rincian(client: Client, orang: Pemeran, juli: datetime) -> None:
    dasar = buat_indikator_bagian(orang)
    puncak = buat_indikator(buat_sasaran(orang.bagian_lain, orang.periode), rumus="a", komponen=(("a", dasar),))
    isi(orang, dasar, "10", juli)
    halaman = buka(client, orang.operator_lain, puncak)
    assert f"{dasar.nama} (Bagian Contoh)" in halaman
    assert reverse("indikator:angka", args=[dasar.pk, 2]) not in halaman
    assert "Contoh operator," not in halaman
    assert reverse("indikator:angka", args=[dasar.pk, 2]) in buka(client, orang.verifikator, puncak)


def test_rujukan_melingkar_tidak_menggantung(client: Client, orang: Pemeran) -> None:
    satu_, dua = buat_indikator_bagian(orang), buat_indikator_bagian(orang)
    for milik, rujukan in ((satu_, dua), (dua, satu_)):
        milik.komponen.update(sumber="indikator", rujukan=rujukan)
    assert "Belum dilaporkan" in buka(client, orang.operator, satu_)


def test_perjalanan_versi_lama_dan_bedanya(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DISETUJUI, juli)
    alur_kerja.koreksi(
        pelaku=orang.pimpinan, realisasi=baris, versi=baris.versi, alasan="Salah ketik.", kini=juli + 5 * MENIT
    )
    isi(orang, baris.indikator, "80", juli + 6 * MENIT)
    sampai(orang, segar(baris), Status.DISETUJUI, juli + 7 * MENIT)
    halaman = buka(client, orang.operator, baris.indikator)
    assert "dibuka untuk koreksi oleh Contoh pimpinan: <q>Salah ketik.</q>" in halaman
    assert "<li>Realisasi: <del>84</del>" in halaman
    assert "<ins>80</ins>" in halaman
    assert "<li>Capaian (%): <del>105</del>" in halaman
    assert halaman.count("<q>Salah ketik.</q>") == 2  # the move, and the version it closed


@pytest.mark.parametrize(("siapa", "tampak"), [("inspektorat", True), ("verifikator", True), ("operator", False)])
def test_jejak_audit_hanya_bagi_yang_berwenang(
    client: Client, orang: Pemeran, juli: datetime, siapa: str, tampak: bool
) -> None:
    baris = baris_di(orang, Status.DIAJUKAN, juli)
    halaman = buka(client, getattr(orang, siapa), baris.indikator)
    assert ("realisasi.isi" in halaman) is tampak
    assert ("Jejak audit" in halaman) is tampak


@pytest.mark.parametrize(
    ("siapa", "kode"), [("operator", 200), ("operator_lain", 404), ("orang_luar", 404), ("tanpa_peran", 404)]
)
def test_izin_baca(client: Client, orang: Pemeran, siapa: str, kode: int) -> None:
    indikator = buat_indikator_bagian(orang)
    client.force_login(getattr(orang, siapa))
    assert client.get(reverse("indikator:angka", args=[indikator.pk, 2])).status_code == kode


def test_triwulan_lima_tidak_ada(client: Client, orang: Pemeran) -> None:
    client.force_login(orang.operator)
    assert client.get(reverse("indikator:angka", args=[buat_indikator_bagian(orang).pk, 5])).status_code == 404


def test_htmx_mendapat_isinya_saja(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DISETUJUI, juli)
    client.force_login(orang.pimpinan)
    alamat = reverse("indikator:angka", args=[baris.indikator_id, 2])
    isi_dialog = client.get(alamat, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in isi_dialog
    assert "csrfmiddlewaretoken" in isi_dialog
    assert "<html" in client.get(alamat).content.decode()


def test_kueri_tidak_bergantung_banyaknya_komponen(
    client: Client, orang: Pemeran, juli: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sumber = [buat_indikator_bagian(orang) for _ in range(12)]
    for satu_ in sumber:
        isi(orang, satu_, "10", juli)
    nama = [f"a{n}" for n in range(12)]
    induk = buat_indikator(
        buat_sasaran(orang.bagian, orang.periode),
        rumus=f"jumlah({', '.join(nama)})",
        komponen=tuple(zip(nama, sumber, strict=True)),
    )
    client.force_login(orang.operator)
    with django_assert_max_num_queries(30):
        client.get(reverse("indikator:angka", args=[induk.pk, 2]))
