"""Linking one by one: who may, what is refused, what follows for entry and figures, and derivations in words."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from indikator.hitung.gulung import Agregasi
from indikator.models import Indikator, Komponen, Penugasan, Realisasi, Turunan
from indikator.models.indikator import JenisSasaran, SumberKomponen
from kinerja.organisasi.akses import Aksi, Peran, boleh
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Jejak, Pengguna
from kinerja.perjanjian.models.cascading import JenisTautan, TautanKinerja, UraianTurunan
from kinerja.perjanjian.services.cascading import Isian, lepas, tautkan
from kinerja.perjanjian.services.cascading_uraian import IndikatorBaru, tulis_uraian, turunkan
from tests.indikator.bantu import isi
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_pengguna, buat_periode, buat_sasaran, satuan


@pytest.fixture
def induk(orang: Pemeran) -> Indikator:
    """The city's indicator, rolled up from below."""
    satu = buat_indikator(buat_sasaran(orang.kota, orang.periode), agregasi=Agregasi.RATA_RATA)
    Komponen.objects.filter(indikator=satu).update(sumber=SumberKomponen.TURUNAN)
    return satu


def pasang(orang: Pemeran, kini: datetime, pelaku: Pengguna | None = None, **isian: Any) -> TautanKinerja:
    return tautkan(pelaku=pelaku or orang.perencana, isian=Isian(**isian), kini=kini)


def test_pengampu_boleh_mengisi_sampai_tautannya_dilepas(orang: Pemeran, induk: Indikator, juli: datetime) -> None:
    assert not boleh(orang.operator, Aksi.ISI, induk)
    tautan = pasang(orang, juli, induk=induk, unit=orang.bagian, jenis=JenisTautan.LINGKUP, lingkup=" PKK ")
    assert boleh(orang.operator, Aksi.ISI, induk)
    assert Penugasan.objects.get().lingkup == "PKK"
    pasang(orang, juli, induk=induk, unit=orang.bagian, jenis=JenisTautan.LANGSUNG)
    assert (TautanKinerja.objects.get().jenis, Penugasan.objects.get().lingkup) == ("langsung", "")
    lepas(pelaku=orang.perencana, tautan=tautan, kini=juli)
    lepas(pelaku=orang.perencana, tautan=tautan, kini=juli)
    assert not boleh(orang.operator, Aksi.ISI, induk)
    aksi = list(Jejak.objects.filter(aksi__startswith="cascading").order_by("pk").values_list("aksi", flat=True))
    assert aksi == ["cascading.tautkan", "cascading.tautkan", "cascading.lepas"]


def test_tautan_yang_sama_lagi_tidak_mengubah_apa_pun(orang: Pemeran, induk: Indikator, juli: datetime) -> None:
    for _ in range(2):
        pasang(orang, juli, induk=induk, unit=orang.bagian, jenis=JenisTautan.LANGSUNG)
    assert (TautanKinerja.objects.count(), Jejak.objects.filter(aksi="cascading.tautkan").count()) == (1, 1)


def test_dua_jabatan_satu_unit_satu_penugasan(orang: Pemeran, induk: Indikator, juli: datetime) -> None:
    jabatan = [Jabatan.objects.create(unit=orang.bagian, nama=f"Subkelompok {n}") for n in (1, 2)]
    tautan = [
        pasang(orang, juli, induk=induk, unit=orang.bagian, jabatan=j, jenis=JenisTautan.LINGKUP, lingkup=j.nama)
        for j in jabatan
    ]
    assert Penugasan.objects.get().lingkup == "Subkelompok 1; Subkelompok 2"
    lepas(pelaku=orang.perencana, tautan=tautan[0], kini=juli)
    assert Penugasan.objects.get().lingkup == "Subkelompok 2"


def test_indikator_sendiri_yang_dihitung_menggerakkan_induknya(
    orang: Pemeran, induk: Indikator, juli: datetime
) -> None:
    anak = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    isi(orang, anak, "88", juli)
    umum: dict[str, Any] = {"induk": induk, "unit": orang.bagian, "jenis": JenisTautan.LANGSUNG, "anak": anak}
    tautan = pasang(orang, juli, **umum, dihitung=True)
    assert (Realisasi.objects.get(indikator=induk).nilai, Penugasan.objects.count()) == (88, 0)
    pasang(orang, juli, **umum, dihitung=False)
    assert (Realisasi.objects.get(indikator=induk).nilai, Turunan.objects.count()) == (None, 0)
    pasang(orang, juli, **umum, dihitung=True, bobot=Decimal(2))
    lepas(pelaku=orang.perencana, tautan=tautan, kini=juli)
    assert (Realisasi.objects.get(indikator=induk).nilai, Turunan.objects.count()) == (None, 0)
    assert Realisasi.objects.get(indikator=anak).nilai == 88


def test_dukungan_boleh_banyak_hitungan_hanya_satu(orang: Pemeran, induk: Indikator, juli: datetime) -> None:
    anak = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    lain = buat_indikator(induk.sasaran, agregasi=Agregasi.RATA_RATA)
    Komponen.objects.filter(indikator=lain).update(sumber=SumberKomponen.TURUNAN)
    umum: dict[str, Any] = {"unit": orang.bagian, "anak": anak}
    pasang(orang, juli, induk=induk, jenis=JenisTautan.SALINAN, dihitung=True, **umum)
    with pytest.raises(PelanggaranAturan) as ditolak:
        pasang(orang, juli, induk=lain, jenis=JenisTautan.LANGSUNG, dihitung=True, **umum)
    assert ditolak.value.kode == "sudah_punya_induk"
    pasang(orang, juli, induk=lain, jenis=JenisTautan.TIDAK_LANGSUNG, **umum)
    assert (TautanKinerja.objects.count(), Turunan.objects.count()) == (2, 1)


def test_yang_ditolak(orang: Pemeran, induk: Indikator, juli: datetime) -> None:
    milik_bagian = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    tahun_lain = buat_indikator(buat_sasaran(orang.bagian, buat_periode(orang.instansi, 2022)))
    jabatan = Jabatan.objects.create(unit=orang.bagian_lain, nama="Kasubbag")
    asing = UraianTurunan.objects.create(indikator=milik_bagian, tingkat=1, teks="Diturunkan")
    langsung: dict[str, Any] = {"induk": induk, "unit": orang.bagian, "jenis": JenisTautan.LANGSUNG}
    for ubah, kode in (
        ({"induk": milik_bagian, "unit": orang.bagian_lain}, "unit_bukan_bawahan"),
        ({"unit": orang.kota}, "unit_bukan_bawahan"),
        ({"unit": orang.unit_luar}, "unit_bukan_bawahan"),
        ({"jabatan": jabatan}, "jabatan_unit_lain"),
        ({"jenis": JenisTautan.LINGKUP, "lingkup": " "}, "lingkup_kosong"),
        ({"lingkup": "PKK"}, "lingkup_berlebih"),
        ({"jenis": JenisTautan.SALINAN}, "salinan_tanpa_indikator"),
        ({"unit": orang.bagian_lain, "anak": milik_bagian}, "indikator_bukan_milik_unit"),
        ({"anak": tahun_lain}, "tahun_berbeda"),
        ({"uraian": asing}, "uraian_indikator_lain"),
        ({"dihitung": True}, "dukungan_tidak_dihitung"),
        ({"jenis": JenisTautan.TIDAK_LANGSUNG, "anak": milik_bagian, "dihitung": True}, "dukungan_tidak_dihitung"),
    ):
        with pytest.raises(PelanggaranAturan) as ditolak:
            pasang(orang, juli, **(langsung | ubah))
        assert ditolak.value.kode == kode
    assert not TautanKinerja.objects.exists()


def test_hanya_perencana_pemilik_yang_menautkan(orang: Pemeran, induk: Indikator, juli: datetime) -> None:
    perencana_bagian = buat_pengguna("perencana_bagian", orang.instansi, (Peran.PERENCANA, orang.bagian))
    for siapa in (perencana_bagian, orang.operator, orang.orang_luar):
        with pytest.raises(PermissionDenied):
            pasang(orang, juli, siapa, induk=induk, unit=orang.bagian, jenis=JenisTautan.LANGSUNG)
    tautan = pasang(orang, juli, induk=induk, unit=orang.bagian, jenis=JenisTautan.LANGSUNG)
    with pytest.raises(PermissionDenied):
        lepas(pelaku=perencana_bagian, tautan=tautan, kini=juli)
    assert list(TautanKinerja.objects.untuk(orang.operator)) == [tautan]
    assert not TautanKinerja.objects.untuk(orang.orang_luar).exists()


def test_basis_data_menjaga_aturannya(orang: Pemeran, induk: Indikator) -> None:
    umum = {"induk": induk, "unit": orang.bagian}
    TautanKinerja.objects.create(**umum, jenis=JenisTautan.LANGSUNG)
    for salah, aturan in (
        ({"jenis": JenisTautan.LANGSUNG}, "satu_tautan_per_pengampu"),
        ({"jenis": JenisTautan.LINGKUP, "unit": orang.bagian_lain}, "hanya_tautan_lingkup_berlingkup"),
        ({"jenis": JenisTautan.SALINAN, "unit": orang.bagian_lain}, "salinan_punya_indikator_sendiri"),
        ({"jenis": JenisTautan.LANGSUNG, "anak": induk}, "tautan_bukan_ke_diri_sendiri"),
    ):
        with pytest.raises(IntegrityError, match=aturan), transaction.atomic():
            TautanKinerja.objects.create(**(umum | salah))


def test_uraian_menjadi_indikator_dengan_tautannya(orang: Pemeran, induk: Indikator, juli: datetime) -> None:
    teks = "Diturunkan menjadi Indikator Kegiatan / Sub Kegiatan"
    uraian = tulis_uraian(pelaku=orang.perencana, indikator=induk, tingkat=2, teks=teks, kini=juli)
    assert uraian is not None
    baru = IndikatorBaru(
        unit=orang.bagian,
        sasaran="Layanan tertib",
        nama="Jumlah  layanan tertib",
        satuan=satuan("laporan"),
        jenis_sasaran=JenisSasaran.OPERASIONAL,
    )
    tautan = turunkan(pelaku=orang.perencana, uraian=uraian, baru=baru, kini=juli)
    assert turunkan(pelaku=orang.perencana, uraian=uraian, baru=baru, kini=juli) == tautan
    anak = Indikator.objects.get(sasaran__unit=orang.bagian)
    assert (tautan.anak, tautan.uraian, tautan.jenis) == (anak, uraian, "tidak_langsung")
    assert (anak.nama, anak.sasaran.uraian, anak.komponen.get().nama) == (
        "Jumlah layanan tertib",
        "Layanan tertib",
        "nilai",
    )
    isi(orang, anak, "5", juli)
    with pytest.raises(PelanggaranAturan, match="sudah diturunkan"):
        tulis_uraian(pelaku=orang.perencana, indikator=induk, tingkat=2, teks="", kini=juli)
    assert UraianTurunan.objects.get().teks == teks
    lepas(pelaku=orang.perencana, tautan=tautan, kini=juli)
    assert tulis_uraian(pelaku=orang.perencana, indikator=induk, tingkat=2, teks=" ", kini=juli) is None
    assert not UraianTurunan.objects.exists()


def test_turunkan_menolak_unit_yang_bukan_bawahan(orang: Pemeran, juli: datetime) -> None:
    milik = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    uraian = UraianTurunan.objects.create(indikator=milik, tingkat=1, teks="Diturunkan")
    baru = IndikatorBaru(orang.bagian_lain, "S", "N", satuan(), JenisSasaran.KHUSUS)
    with pytest.raises(PelanggaranAturan, match="tidak berada di bawah"):
        turunkan(pelaku=orang.perencana, uraian=uraian, baru=baru, kini=juli)
    assert not Indikator.objects.filter(sasaran__unit=orang.bagian_lain).exists()
    with pytest.raises(PermissionDenied):
        turunkan(pelaku=orang.operator, uraian=uraian, baru=baru, kini=juli)


def test_penugasan_lama_menjadi_tautan(orang: Pemeran, induk: Indikator) -> None:
    Penugasan.objects.create(indikator=induk, unit=orang.bagian, lingkup="PKK", tersirat=True)
    Penugasan.objects.create(indikator=induk, unit=orang.bagian_lain)
    import_module("kinerja.perjanjian.migrations.0002_cascading").dari_penugasan(apps, None)
    hasil = TautanKinerja.objects.order_by("pk").values_list("unit", "jenis", "lingkup", "tersirat")
    assert list(hasil) == [
        (orang.bagian.pk, "lingkup", "PKK", True),
        (orang.bagian_lain.pk, "langsung", "", False),
    ]
