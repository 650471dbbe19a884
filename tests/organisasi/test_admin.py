"""The admin: nobody sees, points at or changes what lies outside their subtree, and each change is recorded."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import (
    Jabatan,
    Jejak,
    JendelaTriwulan,
    Pejabat,
    Pengguna,
    Periode,
    Perpanjangan,
    Unit,
)
from tests.orang import Pemeran
from tests.organisasi.bantu_admin import daftar, hapus, isian_unit, kesalahan, masuk, sisipan, tambah, ubah
from tests.pabrik import SANDI, buat_pengguna, buat_unit


@pytest.fixture
def admin_bagian(orang: Pemeran) -> Pengguna:
    """An administrator whose role reaches only bagian and subbagian."""
    return buat_pengguna("admin_bagian", orang.instansi, (Peran.ADMINISTRATOR, orang.bagian))


def test_pintu_hanya_untuk_administrator_dan_perencana(orang: Pemeran) -> None:
    beranda = reverse("admin:index")
    for boleh in (orang.administrator, orang.perencana, orang.orang_luar):
        assert masuk(boleh).get(beranda).status_code == 200
    for tidak in (orang.operator, orang.verifikator, orang.pimpinan, orang.inspektorat, orang.tanpa_peran):
        assert masuk(tidak).get(beranda, follow=True).status_code == 403
    orang.administrator.is_active = False
    orang.administrator.save()
    assert masuk(orang.administrator).get(beranda).status_code == 302


def test_staf_tanpa_peran_ditolak(orang: Pemeran) -> None:
    staf = buat_pengguna("staf", orang.instansi, is_staff=True)
    assert masuk(staf).get(daftar("unit"), follow=True).status_code == 403


def test_masuk_lewat_satu_pintu(orang: Pemeran) -> None:
    tujuan = reverse("admin:organisasi_unit_changelist")
    jawab = Client().get(tujuan, follow=True)
    assert jawab.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert Client().post(reverse("admin:login"), {"username": "administrator", "password": SANDI}).status_code == 302
    keluar = masuk(orang.administrator).post(reverse("admin:logout"))
    assert (keluar.status_code, keluar["Location"]) == (307, reverse("account_logout"))


def test_daftar_hanya_subpohon_sendiri(orang: Pemeran, admin_bagian: Pengguna) -> None:
    kota = masuk(orang.administrator).get(daftar("unit")).content.decode()
    assert "Bagian Contoh" in kota
    assert "Instansi Luar" not in kota
    bagian = masuk(admin_bagian).get(daftar("unit")).content.decode()
    assert "Subbagian Contoh" in bagian
    assert "Bagian Lain" not in bagian
    akun = masuk(orang.administrator).get(daftar("pengguna")).content.decode()
    assert "verifikator" in akun
    assert "orang_luar" not in akun


def test_saringan_tidak_membocorkan_instansi_lain(orang: Pemeran) -> None:
    for model in ("unit", "pengguna", "pejabat", "periode"):
        assert "Instansi luar" not in masuk(orang.administrator).get(daftar(model)).content.decode()


def test_objek_luar_tidak_dapat_dibuka_diubah_dihapus(orang: Pemeran, admin_bagian: Pengguna) -> None:
    for pelaku, objek in (
        (orang.administrator, orang.unit_luar),
        (orang.administrator, orang.luar),
        (orang.administrator, orang.orang_luar),
        (admin_bagian, orang.bagian_lain),
        (admin_bagian, orang.kota),
    ):
        client = masuk(pelaku)
        for jawab in (
            client.get(ubah(objek)),
            client.post(ubah(objek), {}),
            client.post(hapus(objek), {"post": "yes"}),
        ):
            # Django answers "no such object" by going back to the index, or 403 where the model is closed altogether.
            assert jawab.status_code in (302, 403)
        assert type(objek)._base_manager.filter(pk=objek.pk).exists()


def test_unit_baru_hanya_di_bawah_subpohon_sendiri(orang: Pemeran, admin_bagian: Pengguna) -> None:
    for induk in (orang.unit_luar, orang.bagian_lain, orang.kota):
        jawab = masuk(admin_bagian).post(tambah("unit"), isian_unit(induk))
        assert "induk" in kesalahan(jawab)
    assert "induk" in kesalahan(masuk(admin_bagian).post(tambah("unit"), isian_unit(None)))
    assert not Unit.objects.filter(kode="BARU").exists()
    assert masuk(admin_bagian).post(tambah("unit"), isian_unit(orang.bagian)).status_code == 302
    baru = Unit.objects.get(kode="BARU")
    assert (baru.instansi, baru.jalur) == (orang.instansi, f"{orang.bagian.jalur}{baru.pk}.")


def test_unit_berkode_sama_ditolak_dengan_kalimat(orang: Pemeran) -> None:
    jawab = masuk(orang.administrator).post(tambah("unit"), isian_unit(orang.kota, kode="BAG"))
    assert "sudah dipakai di instansi yang sama" in str(kesalahan(jawab))


def test_memindahkan_unit_memindahkan_jalur_dan_dicatat(orang: Pemeran) -> None:
    isi = isian_unit(orang.bagian_lain, kode="BAG", nama="Bagian Contoh")
    assert masuk(orang.administrator).post(ubah(orang.bagian), isi).status_code == 302
    orang.bagian.refresh_from_db()
    orang.subbagian.refresh_from_db()
    assert orang.bagian.jalur == f"{orang.bagian_lain.jalur}{orang.bagian.pk}."
    assert orang.subbagian.jalur == f"{orang.bagian.jalur}{orang.subbagian.pk}."
    jejak = Jejak.objects.get(aksi="unit.ubah")
    assert (jejak.pelaku, jejak.unit_jalur) == (orang.administrator, orang.bagian.jalur)
    assert jejak.sebelum["induk_id"] == orang.asisten.pk
    assert jejak.sesudah["induk_id"] == orang.bagian_lain.pk
    assert "nama" not in jejak.sesudah


def test_unit_tidak_dapat_di_bawah_dirinya(orang: Pemeran) -> None:
    isi = isian_unit(orang.subbagian, kode="BAG", nama="Bagian Contoh")
    jawab = masuk(orang.administrator).post(ubah(orang.bagian), isi)
    assert "ke bawah dirinya sendiri" in str(kesalahan(jawab))
    puncak = masuk(orang.administrator).post(ubah(orang.kota), isian_unit(orang.bagian, kode="KOTA"))
    assert "Unit puncak" in str(kesalahan(puncak))


def test_administrator_bagian_menyimpan_unitnya_tanpa_memindahkannya(orang: Pemeran, admin_bagian: Pengguna) -> None:
    """Its parent lies outside; keeping it is no move."""
    isi = isian_unit(orang.asisten, kode="BAG", nama="Nama Baru")
    assert masuk(admin_bagian).post(ubah(orang.bagian), isi).status_code == 302
    orang.bagian.refresh_from_db()
    assert (orang.bagian.nama, orang.bagian.induk) == ("Nama Baru", orang.asisten)


def test_pejabat_dan_penempatan(orang: Pemeran) -> None:
    client = masuk(orang.administrator)
    isi = {"instansi": str(orang.instansi.pk), "nip": "190001011915011001", "nama": "Pejabat Contoh", "pangkat": ""}
    assert client.post(tambah("pejabat"), isi).status_code == 302
    assert "nip" in kesalahan(client.post(tambah("pejabat"), isi | {"nip": "123"}))
    asing = Pejabat.objects.create(instansi=orang.luar, nip="190001011915012002", nama="Pejabat Luar")
    jabatan = Jabatan.objects.create(unit=orang.bagian, nama="Kepala Bagian", kepala=True)
    isi = {"jabatan": str(jabatan.pk), "jenis": "plt", "mulai": "2023-01-01", "selesai": ""}
    assert "pejabat" in kesalahan(client.post(tambah("penempatan"), isi | {"pejabat": str(asing.pk)}))
    milik = Pejabat.objects.get(nama="Pejabat Contoh")
    assert client.post(tambah("penempatan"), isi | {"pejabat": str(milik.pk)}).status_code == 302


def test_autocomplete_hanya_subpohon_sendiri(orang: Pemeran, admin_bagian: Pengguna) -> None:
    tanya = {"app_label": "organisasi", "model_name": "jabatan", "field_name": "unit", "term": ""}
    jawab = masuk(admin_bagian).get(reverse("admin:autocomplete"), tanya).json()
    assert {b["text"] for b in jawab["results"]} == {"Bagian Contoh", "Subbagian Contoh"}
    assert masuk(orang.operator).get(reverse("admin:autocomplete"), tanya).status_code in (302, 403)


def test_periode_dengan_jendela_dan_perpanjangan(orang: Pemeran) -> None:
    client = masuk(orang.administrator)
    jendela = {"triwulan": "1", "buka": "2024-04-01", "tutup": "2024-04-30"}
    isi = {"instansi": str(orang.instansi.pk), "tahun": "2024"} | sisipan("jendela", jendela)
    assert client.post(tambah("periode"), isi).status_code == 302
    baru = JendelaTriwulan.objects.get(periode__tahun=2024)
    terbalik = isi | {"tahun": "2025"} | sisipan("jendela", jendela | {"tutup": "2024-03-01"})
    assert "tidak boleh mendahului" in client.post(tambah("periode"), terbalik).content.decode()
    assert not Periode.objects.filter(tahun=2025).exists()
    isi = {"jendela": str(baru.pk), "unit": str(orang.bagian.pk), "sampai": "2024-05-05", "alasan": "Jaringan putus."}
    assert "sampai" in kesalahan(client.post(tambah("perpanjangan"), isi | {"sampai": "2024-04-30"}))
    assert "unit" in kesalahan(client.post(tambah("perpanjangan"), isi | {"unit": str(orang.unit_luar.pk)}))
    assert client.post(tambah("perpanjangan"), isi).status_code == 302
    assert Perpanjangan.objects.get().diberikan_oleh == orang.administrator


def test_jejak_hanya_dibaca(orang: Pemeran) -> None:
    client = masuk(orang.administrator)
    client.post(tambah("unit"), isian_unit(orang.kota))
    baris = Jejak.objects.get(aksi="unit.tambah")
    assert "unit.tambah" in client.get(daftar("jejak")).content.decode()
    assert client.get(ubah(baris)).status_code == 200
    assert client.post(ubah(baris), {"alasan": "x"}).status_code == 403
    assert client.post(hapus(baris), {"post": "yes"}).status_code == 403
    assert client.get(tambah("jejak")).status_code == 403
    assert "unit.tambah" not in masuk(orang.orang_luar).get(daftar("jejak")).content.decode()


def test_hapus_dicatat(orang: Pemeran) -> None:
    kosong = buat_unit(orang.instansi, "KOSONG", orang.kota)
    assert masuk(orang.administrator).post(hapus(kosong), {"post": "yes"}).status_code == 302
    baris = Jejak.objects.get(aksi="unit.hapus")
    assert (baris.objek_id, baris.sebelum["kode"]) == (str(kosong.pk), "KOSONG")


def test_perencana_membaca_unit_tetapi_tidak_mengubah(orang: Pemeran) -> None:
    client = masuk(orang.perencana)
    assert client.get(ubah(orang.bagian)).status_code == 200
    assert client.post(ubah(orang.bagian), isian_unit(orang.asisten, kode="BAG", nama="X")).status_code == 403
    assert client.get(daftar("pengguna")).status_code == 403
    assert client.get(daftar("jejak")).status_code == 403


def test_pintasan_objek_tidak_ada(orang: Pemeran) -> None:
    assert masuk(orang.administrator).get("/admin/r/1/1/", follow=True).status_code == 404
