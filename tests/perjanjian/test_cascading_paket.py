"""Many links at once: the preview is what happens, and one undo takes it all back or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from indikator.hitung.gulung import Agregasi
from indikator.models import Indikator, Komponen, Penugasan, Realisasi, Sasaran, Turunan
from indikator.models.indikator import SumberKomponen
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Pengguna
from kinerja.perjanjian.models.cascading import JenisTautan, PaketTautan, TautanKinerja
from kinerja.perjanjian.services.cascading import Isian, lepas, tautkan
from kinerja.perjanjian.services.cascading_paket import batalkan, terapkan
from kinerja.perjanjian.services.cascading_rencana import Rencana, SelTautan, Tindakan, rencanakan
from tests.indikator.bantu import isi
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

LANGSUNG, LINGKUP, SALINAN = JenisTautan.LANGSUNG, JenisTautan.LINGKUP, JenisTautan.SALINAN


@pytest.fixture
def induk(orang: Pemeran) -> Indikator:
    """The city's indicator, rolled up from below."""
    satu = buat_indikator(buat_sasaran(orang.kota, orang.periode), agregasi=Agregasi.RATA_RATA)
    Komponen.objects.filter(indikator=satu).update(sumber=SumberKomponen.TURUNAN)
    return satu


def rencana(orang: Pemeran, sel: Sequence[SelTautan], pelaku: Pengguna | None = None) -> Rencana:
    return rencanakan(pelaku=pelaku or orang.perencana, periode=orang.periode, sel=sel)


def simpan(orang: Pemeran, sel: Sequence[SelTautan], kini: datetime) -> PaketTautan:
    return terapkan(
        pelaku=orang.perencana,
        periode=orang.periode,
        unit=orang.kota,
        sel=sel,
        sidik=rencana(orang, sel).sidik,
        kini=kini,
    )


def keadaan() -> list[tuple[object, ...]]:
    return sorted(TautanKinerja.objects.values_list("unit__kode", "jenis", "lingkup", "anak__nama"), key=str)


def test_pratinjau_terap_batal(orang: Pemeran, induk: Indikator, juli: datetime) -> None:
    simpan(orang, [SelTautan(induk.pk, u.pk, jenis=LANGSUNG) for u in (orang.asisten, orang.bagian)], juli)
    awal = keadaan()
    sel = [
        SelTautan(induk.pk, orang.asisten.pk, jenis=LANGSUNG),
        SelTautan(induk.pk, orang.bagian.pk),
        SelTautan(induk.pk, orang.bagian_lain.pk, jenis=LINGKUP, lingkup="PKK"),
        SelTautan(induk.pk, orang.subbagian.pk),
        SelTautan(induk.pk, orang.kota.pk, jenis=LANGSUNG),
        SelTautan(induk.pk, orang.unit_luar.pk, jenis=LANGSUNG),
    ]
    T = Tindakan  # noqa: N806
    hasil = rencana(orang, sel)
    assert [b.tindakan for b in hasil.baris] == [T.TETAP, T.DIHAPUS, T.DIBUAT, T.TETAP, T.DITOLAK, T.DITOLAK]
    assert (hasil.baris[2].sebutan, hasil.hitungan[T.DITOLAK]) == ("1.1 → Bagian Lain", 2)
    assert "di luar wewenang" in hasil.baris[5].pesan
    assert keadaan() == awal
    paket = simpan(orang, sel, juli)
    assert keadaan() == [("AST", "langsung", "", None), ("LAIN", "lingkup", "PKK", None)]
    assert {p.unit.kode for p in Penugasan.objects.all()} == {"AST", "LAIN"}
    batal = batalkan(pelaku=orang.perencana, paket=paket, kini=juli)
    assert keadaan() == awal
    assert batalkan(pelaku=orang.perencana, paket=paket, kini=juli).dibatalkan_pada == batal.dibatalkan_pada
    assert {p.unit.kode for p in Penugasan.objects.all()} == {"AST", "BAG"}


def test_mengubah_jenis_dan_membatalkannya(orang: Pemeran, induk: Indikator, juli: datetime) -> None:
    simpan(orang, [SelTautan(induk.pk, orang.bagian.pk, jenis=LANGSUNG)], juli)
    sel = [SelTautan(induk.pk, orang.bagian.pk, jenis=LINGKUP, lingkup="RPTRA")]
    assert [b.tindakan for b in rencana(orang, sel).baris] == [Tindakan.DIUBAH]
    paket = simpan(orang, sel, juli)
    assert keadaan() == [("BAG", "lingkup", "RPTRA", None)]
    batalkan(pelaku=orang.perencana, paket=paket, kini=juli)
    assert keadaan() == [("BAG", "langsung", "", None)]


def test_salinan_dihitung_lalu_dibatalkan(orang: Pemeran, induk: Indikator, juli: datetime) -> None:
    sel = [SelTautan(induk.pk, u.pk, jenis=SALINAN, dihitung=True) for u in (orang.bagian, orang.bagian_lain)]
    paket = simpan(orang, sel, juli)
    salinan = Indikator.objects.filter(nama=induk.nama).exclude(pk=induk.pk).order_by("pk")
    assert [i.komponen.get().sumber for i in salinan] == ["isian", "isian"]
    assert Turunan.objects.filter(induk=induk).count() == 2
    batalkan(pelaku=orang.perencana, paket=paket, kini=juli)
    assert (Indikator.objects.count(), Sasaran.objects.count(), Turunan.objects.count()) == (1, 1, 0)
    paket = simpan(orang, sel, juli)
    for satu, nilai in zip(salinan.all(), ("88", "86"), strict=True):
        isi(orang, satu, nilai, juli)
    assert Realisasi.objects.get(indikator=induk).nilai == 87
    with pytest.raises(PelanggaranAturan) as ditolak:
        batalkan(pelaku=orang.perencana, paket=paket, kini=juli)
    assert ditolak.value.kode == "salinan_terpakai"
    assert (Turunan.objects.count(), Realisasi.objects.get(indikator=induk).nilai) == (2, 87)


def test_yang_sudah_berubah_tidak_dibatalkan(orang: Pemeran, induk: Indikator, juli: datetime) -> None:
    paket = simpan(orang, [SelTautan(induk.pk, u.pk, jenis=LANGSUNG) for u in (orang.asisten, orang.bagian)], juli)
    lepas(pelaku=orang.perencana, tautan=TautanKinerja.objects.get(unit=orang.bagian), kini=juli)
    with pytest.raises(PelanggaranAturan) as ditolak:
        batalkan(pelaku=orang.perencana, paket=paket, kini=juli)
    assert ditolak.value.kode == "paket_sudah_berubah"
    assert "1.1 → Bagian Contoh" in ditolak.value.pesan
    assert keadaan() == [("AST", "langsung", "", None)]


def test_pratinjau_yang_usang_ditolak(orang: Pemeran, induk: Indikator, juli: datetime) -> None:
    sel = [SelTautan(induk.pk, orang.bagian.pk, jenis=LANGSUNG)]
    lama = rencana(orang, sel).sidik
    simpan(orang, [SelTautan(induk.pk, orang.bagian.pk, jenis=LINGKUP, lingkup="PKK")], juli)
    for sidik, kode in ((lama, "pratinjau_usang"),):
        with pytest.raises(PelanggaranAturan) as ditolak:
            terapkan(pelaku=orang.perencana, periode=orang.periode, unit=orang.kota, sel=sel, sidik=sidik, kini=juli)
        assert ditolak.value.kode == kode
    with pytest.raises(PelanggaranAturan, match="Tidak ada tautan yang berubah"):
        simpan(orang, [SelTautan(induk.pk, orang.bagian.pk, jenis=LINGKUP, lingkup="PKK")], juli)
    assert keadaan() == [("BAG", "lingkup", "PKK", None)]


def test_unit_dengan_indikator_sendiri_tidak_dilepas_massal(orang: Pemeran, induk: Indikator, juli: datetime) -> None:
    anak = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    tautkan(pelaku=orang.perencana, isian=Isian(induk, orang.bagian, LANGSUNG, anak=anak), kini=juli)
    for jenis, lingkup in ((None, ""), (LINGKUP, "PKK")):
        baris = rencana(orang, [SelTautan(induk.pk, orang.bagian.pk, jenis=jenis, lingkup=lingkup)]).baris[0]
        assert (baris.tindakan, "satu per satu" in baris.pesan) == (Tindakan.DITOLAK, True)


def test_wewenang(orang: Pemeran, induk: Indikator, juli: datetime) -> None:
    sel = [SelTautan(induk.pk, orang.bagian.pk, jenis=LANGSUNG)]
    for siapa in (orang.operator, orang.orang_luar):
        assert rencana(orang, sel, siapa).baris[0].tindakan is Tindakan.DITOLAK
        with pytest.raises(PermissionDenied):
            terapkan(pelaku=siapa, periode=orang.periode, unit=orang.kota, sel=sel, sidik="", kini=juli)
    paket = simpan(orang, sel, juli)
    with pytest.raises(PermissionDenied):
        batalkan(pelaku=orang.operator, paket=paket, kini=juli)
    assert list(PaketTautan.objects.untuk(orang.pimpinan)) == [paket]
    assert not PaketTautan.objects.untuk(orang.orang_luar).exists()


def test_rencana_seribu_sel_lima_kueri(
    orang: Pemeran, induk: Indikator, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    semua = [orang.asisten, orang.bagian, orang.bagian_lain, orang.subbagian]
    induknya = [induk, *(buat_indikator(induk.sasaran) for _ in range(20))]
    sel = [SelTautan(i.pk, u.pk, jenis=LANGSUNG) for i in induknya for u in semua]
    with django_assert_max_num_queries(6):  # and one for the roles
        assert rencana(orang, sel).hitungan[Tindakan.DIBUAT] == len(sel)
