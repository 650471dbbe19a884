"""The conditions of a pohon kinerja: written, moved, reordered, deleted, linked across; and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Jejak
from kinerja.perjanjian.hitung.pohon import TINGKAT_MAKS, JenisSimpul
from kinerja.perjanjian.models import LintasSimpul, SimpulPohon
from kinerja.perjanjian.selectors.pohon import ampuan, baca_pohon
from kinerja.perjanjian.services.pohon import ubah
from kinerja.perjanjian.services.pohon_letak import geser, hapus, pindah
from kinerja.perjanjian.services.pohon_lintas import hubungkan, lepas
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_periode, buat_sasaran
from tests.perjanjian.bantu_pohon import KINI, bentuk, buat_simpul, isi


def ditolak(kode: str) -> Any:
    """Expects a refusal with this code."""
    return pytest.raises(PelanggaranAturan, check=lambda galat: galat.kode == kode)


def test_kondisi_dengan_indikator_dan_pengampu(orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    kepala = Jabatan.objects.create(unit=orang.bagian, nama="Kepala Bagian", kepala=True)
    puncak = buat_simpul(orang, "  Warga   puas ", indikator=(indikator,), teks=("Indeks baru",))
    buat_simpul(orang, "Layanan cepat", puncak, pengampu=((orang.asisten, None), (orang.bagian, kepala)))
    pohon = baca_pohon(orang.kota, orang.periode, lambda jalur: True).pohon
    atas, bawah = pohon.urut
    assert (atas.uraian, atas.jenis, atas.ukuran) == (
        "Warga puas",
        JenisSimpul.ULTIMATE,
        ((indikator.pk, indikator.nama), (None, "Indeks baru")),
    )
    assert (pohon.nomor[bawah.pk], bawah.pengampu) == ("1.1", ("Asisten Contoh", "Kepala Bagian"))
    assert [s.uraian for s in ampuan(orang.bagian, orang.periode)] == ["Layanan cepat"]
    catatan = Jejak.objects.get(aksi="pohon.tambah", objek_id=str(bawah.pk))
    assert (catatan.unit_jalur, catatan.sesudah["pengampu"]) == (
        orang.kota.jalur,
        [[orang.asisten.pk, None], [orang.bagian.pk, kepala.pk]],
    )


def test_isi_yang_tidak_sah_ditolak(orang: Pemeran) -> None:
    puncak = buat_simpul(orang, "Warga puas")
    lain = buat_periode(orang.instansi, 2024)
    tahun_lain = buat_indikator(buat_sasaran(orang.bagian, lain))
    unit_lain = buat_indikator(buat_sasaran(orang.bagian_lain, orang.periode))
    jabatan = Jabatan.objects.create(unit=orang.bagian_lain, nama="Kepala Lain")
    with ditolak("kondisi_kosong"):
        buat_simpul(orang, "  ", puncak)
    with ditolak("ultimate_di_bawah"):
        buat_simpul(orang, "Lagi", puncak, jenis=JenisSimpul.ULTIMATE)
    with ditolak("indikator_di_luar_pohon"):
        buat_simpul(orang, "Cepat", puncak, indikator=(tahun_lain,))
    with ditolak("indikator_di_luar_pohon"):
        buat_simpul(orang, "Cepat", unit=orang.bagian, indikator=(unit_lain,))
    with ditolak("unit_di_luar_pohon"):
        buat_simpul(orang, "Cepat", unit=orang.bagian, pengampu=((orang.bagian_lain, None),))
    with ditolak("jabatan_unit_lain"):
        buat_simpul(orang, "Cepat", puncak, pengampu=((orang.bagian, jabatan),))
    with ditolak("pohon_lain"):
        buat_simpul(orang, "Cepat", puncak, unit=orang.bagian)
    assert bentuk(orang.kota) == ["1 Warga puas"]


def test_hanya_perencana_unit_itu(orang: Pemeran) -> None:
    puncak = buat_simpul(orang, "Warga puas")
    with pytest.raises(PermissionDenied):
        ubah(pelaku=orang.pimpinan, simpul=puncak, isi=isi("X", JenisSimpul.ULTIMATE), versi=1, kini=KINI)
    with pytest.raises(PermissionDenied):
        pindah(pelaku=orang.operator, simpul=puncak, induk=None, kini=KINI)
    with pytest.raises(PermissionDenied):
        hapus(pelaku=orang.orang_luar, simpul=puncak, versi=1, naikkan_anak=True, kini=KINI)
    with pytest.raises(PermissionDenied):
        hubungkan(pelaku=orang.verifikator, dari=puncak, ke=None, unit=orang.bagian, keterangan="x", kini=KINI)


def test_ubah_mencatat_yang_berubah_dan_menolak_versi_basi(orang: Pemeran) -> None:
    puncak = buat_simpul(orang, "Warga puas", pengampu=((orang.kota, None),))
    baru = isi("Warga sangat puas", JenisSimpul.ULTIMATE, pengampu=((orang.kota, None),))
    hasil = ubah(pelaku=orang.perencana, simpul=puncak, isi=baru, versi=1, kini=KINI)
    assert (hasil.versi, hasil.uraian) == (2, "Warga sangat puas")
    catatan = Jejak.objects.get(aksi="pohon.ubah")
    assert (catatan.sebelum, catatan.sesudah) == ({"uraian": "Warga puas"}, {"uraian": "Warga sangat puas"})
    # The same again changes nothing, and an old version overwrites nothing.
    assert ubah(pelaku=orang.perencana, simpul=puncak, isi=baru, versi=2, kini=KINI).versi == 2
    with ditolak("bentrok_versi"):
        ubah(pelaku=orang.perencana, simpul=puncak, isi=isi("Telat", JenisSimpul.ULTIMATE), versi=1, kini=KINI)
    assert Jejak.objects.filter(aksi="pohon.ubah").count() == 1
    anak = buat_simpul(orang, "Cepat", puncak)
    with ditolak("ultimate_di_bawah"):
        ubah(pelaku=orang.perencana, simpul=anak, isi=isi("Cepat", JenisSimpul.ULTIMATE), versi=1, kini=KINI)


def test_pindah_menggeser_dan_tidak_melingkar(orang: Pemeran) -> None:
    puncak = buat_simpul(orang, "P")
    a, b, c = (buat_simpul(orang, nama, puncak) for nama in "ABC")
    d = buat_simpul(orang, "D", a)
    umum: dict[str, Any] = {"pelaku": orang.perencana, "kini": KINI}
    pindah(simpul=d, induk=puncak, tempat=1, **umum)
    assert bentuk(orang.kota) == ["1 P", "1.1 A", "1.2 D", "1.3 B", "1.4 C"]
    geser(simpul=c, langkah=-1, **umum)
    geser(simpul=a, langkah=-1, **umum)  # the first stays the first
    assert bentuk(orang.kota) == ["1 P", "1.1 A", "1.2 D", "1.3 C", "1.4 B"]
    pindah(simpul=c, induk=a, **umum)
    pindah(simpul=b, induk=c, **umum)
    assert bentuk(orang.kota) == ["1 P", "1.1 A", "1.1.1 C", "1.1.1.1 B", "1.2 D"]
    for tujuan in (a, c, b):
        with ditolak("melingkar"):
            pindah(simpul=a, induk=tujuan, **umum)
    with ditolak("ultimate_di_bawah"):
        pindah(simpul=puncak, induk=buat_simpul(orang, "Q"), **umum)
    assert list(SimpulPohon.objects.filter(induk=puncak).values_list("urutan", flat=True)) == [1, 2]
    pindah(simpul=a, induk=None, tempat=0, **umum)
    assert bentuk(orang.kota) == ["1 A", "1.1 C", "1.1.1 B", "2 P", "2.1 D", "3 Q"]


def test_pohon_tidak_lebih_dalam_dari_batas(orang: Pemeran) -> None:
    simpul = buat_simpul(orang, "1")
    akar = simpul
    for tingkat in range(2, TINGKAT_MAKS + 1):
        simpul = buat_simpul(orang, str(tingkat), simpul)
    with ditolak("terlalu_dalam"):
        buat_simpul(orang, "terlalu dalam", simpul)
    cabang = buat_simpul(orang, "C", akar)
    buat_simpul(orang, "C1", cabang)
    induk = SimpulPohon.objects.get(uraian=str(TINGKAT_MAKS - 1))
    with ditolak("terlalu_dalam"):
        pindah(pelaku=orang.perencana, simpul=cabang, induk=induk, kini=KINI)


def test_hapus_menolak_yang_beranak_atau_menaikkan_anaknya(orang: Pemeran) -> None:
    puncak = buat_simpul(orang, "P")
    a, b = (buat_simpul(orang, nama, puncak) for nama in "AB")
    for nama in "CD":
        buat_simpul(orang, nama, a)
    hubungkan(pelaku=orang.perencana, dari=b, ke=a, unit=None, keterangan="data", kini=KINI)
    umum: dict[str, Any] = {"pelaku": orang.perencana, "simpul": a, "kini": KINI}
    with ditolak("masih_beranak"):
        hapus(versi=1, naikkan_anak=False, **umum)
    with ditolak("bentrok_versi"):
        hapus(versi=7, naikkan_anak=True, **umum)
    hapus(versi=1, naikkan_anak=True, **umum)
    assert bentuk(orang.kota) == ["1 P", "1.1 C", "1.2 D", "1.3 B"]
    assert not LintasSimpul.objects.exists()
    assert Jejak.objects.get(aksi="pohon.hapus").sebelum["uraian"] == "A"
    assert Jejak.objects.get(aksi="pohon.lepas_crosscutting").sebelum["keterangan"] == "data"
    with ditolak("simpul_hilang"):
        hapus(versi=1, naikkan_anak=True, **umum)


def test_crosscutting_ke_mana_saja_dalam_setahun(orang: Pemeran) -> None:
    a, b = buat_simpul(orang, "A"), buat_simpul(orang, "B", unit=orang.bagian)
    umum: dict[str, Any] = {"pelaku": orang.perencana, "kini": KINI}
    satu = hubungkan(dari=a, ke=b, unit=None, keterangan=" berbagi  data ", **umum)
    assert satu.keterangan == "berbagi data"
    # Again with another note: the one link changes. From the other side it is known already.
    hubungkan(dari=a, ke=b, unit=orang.bagian_lain, keterangan="berbagi loket", **umum)
    with ditolak("sudah_terhubung"):
        hubungkan(dari=b, ke=a, unit=None, keterangan="", **umum)
    hubungkan(dari=a, ke=None, unit=orang.subbagian, keterangan="menyediakan ruang", **umum)
    for kode, ke, unit, kata in (
        ("kondisi_sama", a, None, ""),
        ("crosscutting_kosong", None, orang.bagian, ""),
        ("crosscutting_kosong", None, None, "siapa?"),
        ("instansi_lain", None, orang.unit_luar, "data"),
    ):
        with ditolak(kode):
            hubungkan(dari=a, ke=ke, unit=unit, keterangan=kata, **umum)
    lain = buat_simpul(orang, "C", periode=buat_periode(orang.instansi, 2024))
    with ditolak("tahun_berbeda"):
        hubungkan(dari=a, ke=lain, unit=None, keterangan="", **umum)
    kota = baca_pohon(orang.kota, orang.periode, lambda jalur: True).lintas
    assert [(s.uraian, s.unit, s.keterangan, s.milik_pohon) for s in kota] == [
        ("B", "Bagian Lain", "berbagi loket", True),
        ("", "Subbagian Contoh", "menyediakan ruang", True),
    ]
    # Seen from the other tree: its own condition, and the words of ours only where they may be read.
    bagian = baca_pohon(orang.bagian, orang.periode, lambda jalur: jalur.startswith(orang.bagian.jalur)).lintas
    assert [(s.simpul, s.uraian, s.unit, s.milik_pohon) for s in bagian] == [(b.pk, "", "Bagian Lain", False)]
    lepas(lintas=satu, **umum)
    lepas(lintas=satu, **umum)
    assert Jejak.objects.filter(aksi="pohon.lepas_crosscutting").count() == 1


def test_basis_data_menjaga_bentuknya(orang: Pemeran) -> None:
    puncak, lain = buat_simpul(orang, "P"), buat_simpul(orang, "Q")
    LintasSimpul.objects.create(dari=puncak, ke=lain)
    dasar: dict[str, Any] = {"unit": orang.kota, "periode": orang.periode, "urutan": 9}
    for larangan, langgar in (
        ("simpul_bukan_induk_dirinya", lambda: SimpulPohon.objects.filter(pk=lain.pk).update(induk=lain, jenis="csf")),
        ("ultimate_outcome_di_puncak", lambda: SimpulPohon.objects.filter(pk=lain.pk).update(induk=puncak)),
        ("simpul_berisi_kondisi", lambda: SimpulPohon.objects.create(**dasar, jenis="csf", uraian="")),
        ("satu_crosscutting_per_pasangan", lambda: LintasSimpul.objects.create(dari=lain, ke=puncak)),
        ("crosscutting_ke_kondisi_lain", lambda: LintasSimpul.objects.create(dari=lain, ke=lain)),
        ("crosscutting_menyebut_kondisi_atau_unit", lambda: LintasSimpul.objects.create(dari=lain, keterangan="x")),
        ("ukuran_simpul_indikator_atau_teks", puncak.ukuran.create),
    ):
        with pytest.raises(IntegrityError, match=larangan), transaction.atomic():
            langgar()
