"""Making, submitting, approving and returning agreements; what the database itself refuses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from indikator.models import Penugasan, Target
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Jejak, Penempatan
from kinerja.organisasi.models.pejabat import JenisPenempatan
from kinerja.perjanjian.alur import Status
from kinerja.perjanjian.data import cairkan_pk
from kinerja.perjanjian.models import JenisTautan, PerjanjianKinerja, PerpindahanPK, TautanKinerja
from kinerja.perjanjian.selectors.pk_kumpulkan import kumpulkan_pk
from kinerja.perjanjian.services import pk as layanan
from kinerja.perjanjian.services.pk_massal import Tindakan, pratinjau_massal
from tests.pabrik import buat_indikator, buat_sasaran, buat_unit
from tests.perjanjian.bantu_pk import (
    KINI,
    TANGGAL,
    Susunan,
    buat_jabatan,
    draf,
    massal,
    pejabat_dari,
    pk_di,
)

pytestmark = pytest.mark.django_db


def test_isi_dari_indikator_pihak_dan_lingkup(susunan: Susunan) -> None:
    induk = buat_indikator(
        buat_sasaran(susunan.orang.kota, susunan.orang.periode), target={1: "0", 2: None, 4: "90", 0: "90"}
    )
    Penugasan.objects.create(indikator=induk, unit=susunan.orang.bagian, lingkup="PKK dan Posyandu")
    data = cairkan_pk(draf(susunan).isi)
    assert (data.pihak_pertama.jabatan, data.pihak_kedua and data.pihak_kedua.jabatan) == (
        "Kepala Bagian Contoh",
        "Asisten Contoh",
    )
    assert data.pihak_pertama.pangkat == "Pembina (IV/a)"
    assert [(b.nama, b.lingkup) for b in data.lampiran1] == [
        ("Indikator 1.1", "PKK dan Posyandu"),
        ("Indikator 1.1", ""),
    ]
    dititipkan = data.lampiran1[0]
    assert [t.macam.value for t in dititipkan.target] == ["angka", "na", "belum", "angka", "angka"]
    assert dititipkan.target[0].nilai == Decimal(0)
    assert data.pernyataan.judul == "PERJANJIAN KINERJA TAHUN 2023"


def test_kasubbag_hanya_indikator_yang_menyebutnya(susunan: Susunan) -> None:
    susunan.indikator.penanggung_jawab.add(susunan.kasubbag)
    data = cairkan_pk(draf(susunan, susunan.kasubbag).isi)
    assert [b.indikator for b in data.lampiran1] == [susunan.indikator.pk]
    assert data.pihak_kedua is not None
    assert data.pihak_kedua.jabatan == "Kepala Bagian Contoh"


def test_jabatan_yang_ditautkan_memikul_menurut_lingkupnya(susunan: Susunan) -> None:
    """A link of the cascade to a post makes it carry the superior's indicator; a mere support link doesn't."""
    isi = {"induk": susunan.indikator, "unit": susunan.orang.subbagian, "jabatan": susunan.kasubbag}
    dukungan = TautanKinerja.objects.create(jenis=JenisTautan.TIDAK_LANGSUNG, **isi)
    assert massal(susunan)["Kasubbag Contoh"].tindakan is Tindakan.TANPA_INDIKATOR
    dukungan.delete()
    TautanKinerja.objects.create(jenis=JenisTautan.LINGKUP, lingkup="RPTRA", **isi)
    (baris,) = cairkan_pk(draf(susunan, susunan.kasubbag).isi).lampiran1
    assert (baris.indikator, baris.lingkup) == (susunan.indikator.pk, "RPTRA")


def test_massal_membuat_menyebut_dan_tidak_mengulang(susunan: Susunan) -> None:
    kosong = Jabatan.objects.create(unit=susunan.orang.bagian_lain, nama="Kepala Bagian Lain", kepala=True)
    buat_indikator(buat_sasaran(susunan.orang.bagian_lain, susunan.orang.periode))
    pratinjau = pratinjau_massal(unit=susunan.orang.kota, periode=susunan.orang.periode, tanggal=TANGGAL)
    assert not PerjanjianKinerja.objects.exists()
    hasil = massal(susunan)
    assert [(r.jabatan.pk, r.tindakan) for r in pratinjau] == [(r.jabatan.pk, r.tindakan) for r in hasil.values()]
    assert {nama: r.tindakan for nama, r in hasil.items()} == {
        "Wali Kota": Tindakan.TANPA_INDIKATOR,
        "Asisten Contoh": Tindakan.TANPA_INDIKATOR,
        "Kepala Bagian Contoh": Tindakan.BUAT,
        "Kasubbag Contoh": Tindakan.TANPA_INDIKATOR,
        "Kepala Bagian Lain": Tindakan.TERHALANG,
    }
    assert kosong.nama in hasil["Kepala Bagian Lain"].keterangan
    pertama = PerjanjianKinerja.objects.get()
    assert {r.tindakan for r in massal(susunan).values()} == {
        Tindakan.SAMA,
        Tindakan.TANPA_INDIKATOR,
        Tindakan.TERHALANG,
    }
    assert PerjanjianKinerja.objects.get().versi_baris == pertama.versi_baris
    Target.objects.filter(indikator=susunan.indikator, triwulan=2).update(nilai=Decimal(85))
    assert massal(susunan)["Kepala Bagian Contoh"].tindakan is Tindakan.SEGARKAN
    segar = PerjanjianKinerja.objects.get()
    assert (segar.versi_baris, segar.sha256 != pertama.sha256) == (pertama.versi_baris + 1, True)
    assert list(Jejak.objects.filter(objek_id=str(segar.pk)).order_by("id").values_list("aksi", flat=True)) == [
        "pk.buat",
        "pk.susun",
    ]


@pytest.mark.parametrize("status", [Status.DIAJUKAN, Status.DISETUJUI, Status.DITANDATANGANI])
def test_massal_tidak_menyentuh_yang_sudah_berjalan(susunan: Susunan, status: Status) -> None:
    sebelum = pk_di(susunan, status)
    Target.objects.filter(indikator=susunan.indikator).update(nilai=Decimal(99))
    assert massal(susunan)["Kepala Bagian Contoh"].tindakan is Tindakan.TETAP
    sesudah = PerjanjianKinerja.objects.get()
    assert (sesudah.sha256, sesudah.versi_baris) == (sebelum.sha256, sebelum.versi_baris)


def test_jumlah_kueri_tetap(susunan: Susunan, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """One post or many: the same nine queries."""
    for nomor in range(5):
        unit = buat_unit(susunan.orang.instansi, f"B{nomor}", susunan.orang.asisten)
        buat_jabatan(unit, f"Kepala {nomor}", f"19720101199503100{nomor}", kepala=True)
        buat_indikator(buat_sasaran(unit, susunan.orang.periode))
    semua = list(Jabatan.objects.values_list("pk", flat=True))
    for jabatan in ([susunan.kabag.pk], semua):
        with django_assert_num_queries(9):
            bahan = kumpulkan_pk(jabatan, susunan.orang.periode, TANGGAL)
    assert sum(len(i) for i in bahan.indikator.values()) == 6


def test_wali_kota_menandatangani_sendiri(susunan: Susunan) -> None:
    buat_indikator(buat_sasaran(susunan.orang.kota, susunan.orang.periode))
    baris = draf(susunan, susunan.wali_kota)
    data = cairkan_pk(baris.isi)
    assert (data.pihak_kedua, data.pernyataan.pengawasan, baris.sendiri) == (None, (), True)
    wali = susunan.akun["wali_kota"]
    baris = layanan.ajukan(pelaku=wali, perjanjian=baris, versi_baris=baris.versi_baris, kini=KINI)
    assert (baris.status, baris.disetujui_oleh) == (Status.DISETUJUI, wali)
    baris = layanan.kembalikan(
        pelaku=wali, perjanjian=baris, versi_baris=baris.versi_baris, alasan="Salah tahun.", kini=KINI
    )
    assert baris.status == Status.DIKEMBALIKAN


def test_plt_mendahului_definitif_dan_orang_yang_sama_ditolak(susunan: Susunan) -> None:
    plt = Penempatan.objects.create(
        jabatan=susunan.asisten,
        pejabat=pejabat_dari(susunan.kasubbag),
        jenis=JenisPenempatan.PLT,
        mulai=date(2023, 1, 1),
        selesai=date(2023, 3, 31),
    )
    data = cairkan_pk(draf(susunan).isi)
    assert data.pihak_kedua is not None
    assert (data.pihak_kedua.jabatan, data.pihak_kedua.penempatan) == ("Plt. Asisten Contoh", "plt")
    plt.pejabat = pejabat_dari(susunan.kabag)
    plt.save()
    halangan = massal(susunan)["Kepala Bagian Contoh"]
    assert halangan.tindakan is Tindakan.TERHALANG
    assert "PK perlu dua orang" in halangan.keterangan


def test_jalan_lengkap_dan_jejaknya(susunan: Susunan) -> None:
    baris = pk_di(susunan, Status.DITANDATANGANI)
    assert baris.status == Status.DITANDATANGANI
    langkah = PerpindahanPK.objects.filter(perjanjian=baris).values_list("aksi", "dari", "ke", "pelaku__username")
    assert list(langkah) == [
        ("ajukan", "draf", "diajukan", "akun_kabag"),
        ("setujui", "diajukan", "disetujui", "akun_asisten"),
        ("catat_kertas", "disetujui", "ditandatangani", "perencana"),
    ]


def test_ajukan_ditolak_bila_usang_atau_tanpa_indikator(susunan: Susunan) -> None:
    baris = draf(susunan)
    kabag = susunan.akun["kabag"]
    Target.objects.filter(indikator=susunan.indikator, triwulan=1).update(nilai=Decimal(81))
    with pytest.raises(PelanggaranAturan, match="Susun ulang drafnya") as usang:
        layanan.ajukan(pelaku=kabag, perjanjian=baris, versi_baris=baris.versi_baris, kini=KINI)
    susunan.indikator.delete()
    with pytest.raises(PelanggaranAturan, match="tidak memikul indikator") as kosong:
        layanan.ajukan(pelaku=kabag, perjanjian=baris, versi_baris=baris.versi_baris, kini=KINI)
    assert (usang.value.kode, kosong.value.kode) == ("pk_usang", "tanpa_indikator")
    assert PerjanjianKinerja.objects.get().status == Status.DRAF


def test_ajukan_dan_setujui_dua_kali_satu_perpindahan(susunan: Susunan) -> None:
    baris = pk_di(susunan, Status.DISETUJUI)
    for langkah, siapa in ((layanan.ajukan, "kabag"), (layanan.setujui, "asisten")):
        lagi = langkah(pelaku=susunan.akun[siapa], perjanjian=baris, versi_baris=1, kini=KINI)
        assert lagi.versi_baris == baris.versi_baris
    assert PerpindahanPK.objects.count() == 2


def test_versi_lama_ditolak(susunan: Susunan) -> None:
    baris = pk_di(susunan, Status.DIAJUKAN)
    with pytest.raises(PelanggaranAturan, match="sudah berubah sejak Anda membukanya") as tolak:
        layanan.setujui(pelaku=susunan.akun["asisten"], perjanjian=baris, versi_baris=1, kini=KINI)
    assert tolak.value.kode == "bentrok_versi"


def test_hanya_atasan_yang_menyetujui_dan_mengembalikan(susunan: Susunan) -> None:
    baris = pk_di(susunan, Status.DIAJUKAN)
    for siapa in (susunan.akun["kabag"], susunan.orang.pimpinan, susunan.akun["wali_kota"]):
        with pytest.raises(PelanggaranAturan, match="Hanya pihak kedua"):
            layanan.setujui(pelaku=siapa, perjanjian=baris, versi_baris=baris.versi_baris, kini=KINI)
        with pytest.raises(PelanggaranAturan, match="Hanya pihak kedua"):
            layanan.kembalikan(pelaku=siapa, perjanjian=baris, versi_baris=baris.versi_baris, alasan="x", kini=KINI)
    with pytest.raises(PelanggaranAturan, match="Tuliskan alasannya"):
        layanan.kembalikan(
            pelaku=susunan.akun["asisten"], perjanjian=baris, versi_baris=baris.versi_baris, alasan=" ", kini=KINI
        )
    assert PerjanjianKinerja.objects.get().status == Status.DIAJUKAN


def test_wewenang_menurut_pihak_dan_peran(susunan: Susunan) -> None:
    """Outside both parties and the subtree nothing exists; a role never signs for somebody."""
    baris, orang = draf(susunan), susunan.orang
    boleh = {
        Aksi.BACA: {"kabag", "asisten", "perencana", "operator"},
        Aksi.SUSUN_PK: {"perencana"},
        Aksi.AJUKAN_PK: {"kabag", "perencana"},
        Aksi.SETUJUI_PK: {"asisten"},
        Aksi.TANDATANGANI_PK: {"kabag", "asisten"},
    }
    semua = susunan.akun | {
        nama: getattr(orang, nama) for nama in ("perencana", "operator", "operator_lain", "orang_luar", "tanpa_peran")
    }
    for aksi, siapa in boleh.items():
        assert {n for n, akun in semua.items() if akses.boleh(akun, aksi, baris)} == siapa, aksi
    with pytest.raises(PermissionDenied, match="Hanya pihak yang disebut di dalamnya"):
        akses.ambil(PerjanjianKinerja.objects, user=orang.perencana, aksi=Aksi.TANDATANGANI_PK, pk=baris.pk)
    with pytest.raises(Http404):
        akses.ambil(PerjanjianKinerja.objects, user=orang.orang_luar, aksi=Aksi.SUSUN_PK, pk=baris.pk)
    nonaktif = susunan.akun["kabag"]
    nonaktif.is_active = False
    assert not akses.boleh(nonaktif, Aksi.BACA, baris)


def test_basis_data_menolak_mengubah_yang_ditandatangani(susunan: Susunan) -> None:
    baris = pk_di(susunan, Status.DITANDATANGANI)
    for kolom in ({"isi": "{}"}, {"status": Status.DRAF}, {"tanggal": date(2023, 2, 1)}):
        with pytest.raises(DatabaseError, match="Cannot update rows"), transaction.atomic():
            PerjanjianKinerja.objects.filter(pk=baris.pk).update(**kolom)
    semua = PerjanjianKinerja.objects.all()
    for tabel in (semua, baris.perpindahan.all(), baris.dokumen.all(), baris.tanda_tangan.all()):
        with pytest.raises(DatabaseError, match=r"Cannot (update or )?delete rows"), transaction.atomic():
            tabel._raw_delete("default")


@pytest.mark.parametrize("status", [Status.DIAJUKAN, Status.DISETUJUI])
def test_basis_data_menolak_mengganti_isi_sejak_diajukan(susunan: Susunan, status: Status) -> None:
    baris = pk_di(susunan, status)
    for kolom in ({"isi": "{}"}, {"sha256": "0" * 64}):
        with pytest.raises(DatabaseError, match="isi_pk_tetap_sejak_diajukan"), transaction.atomic():
            PerjanjianKinerja.objects.filter(pk=baris.pk).update(**kolom)
    PerjanjianKinerja.objects.filter(pk=baris.pk).update(versi_baris=9)


def test_satu_pk_berjalan_per_jabatan(susunan: Susunan) -> None:
    baris = draf(susunan)
    baris.pk, baris.kode_periksa = None, "LAIN"
    with pytest.raises(IntegrityError), transaction.atomic():
        baris.save(force_insert=True)
