"""The admin: nobody sees, points at or changes what lies outside their subtree, and each change is recorded."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import (
    Instansi,
    Jabatan,
    Jejak,
    JendelaTriwulan,
    Pejabat,
    Pengguna,
    PeranPengguna,
    Periode,
    Perpanjangan,
    Unit,
)
from tests.orang import Pemeran
from tests.pabrik import SANDI, buat_pengguna, buat_unit

SANDI_BARU = "gerbang-kayu-tua-81"


def masuk(orang: Pengguna) -> Client:
    client = Client()
    client.force_login(orang)
    return client


def daftar(model: str) -> str:
    return reverse(f"admin:organisasi_{model}_changelist")


def tambah(model: str) -> str:
    return reverse(f"admin:organisasi_{model}_add")


def ubah(objek: Any) -> str:
    return reverse(f"admin:organisasi_{objek._meta.model_name}_change", args=[objek.pk])


def hapus(objek: Any) -> str:
    return reverse(f"admin:organisasi_{objek._meta.model_name}_delete", args=[objek.pk])


def isian_unit(induk: Unit | None, **lain: str) -> dict[str, str]:
    isi = {"kode": "BARU", "nama": "Unit Baru", "jenis": "bagian", "berlaku_dari": "2023-01-01", "berlaku_sampai": ""}
    return isi | {"induk": str(induk.pk) if induk else ""} | lain


def kesalahan(jawab: Any) -> dict[str, Any]:
    """The errors of the main form; an answer that saved has no form at all."""
    return dict(jawab.context["adminform"].form.errors)


def sisipan(awalan: str, *baris: dict[str, str], lama: int = 0) -> dict[str, str]:
    isi = {f"{awalan}-TOTAL_FORMS": str(len(baris)), f"{awalan}-INITIAL_FORMS": str(lama)}
    for nomor, satu in enumerate(baris):
        isi |= {f"{awalan}-{nomor}-{kolom}": nilai for kolom, nilai in satu.items()}
    return isi


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


def isian_akun(orang: Pemeran, *peran: dict[str, str], **lain: str) -> dict[str, str]:
    isi = {"username": "baru", "nama": "Orang Baru", "instansi": str(orang.instansi.pk), "is_active": "on"}
    return isi | {"pejabat": "", "sandi_sementara": SANDI_BARU} | sisipan("peran", *peran) | lain


def test_akun_baru_dengan_peran_dan_sandi_sementara(orang: Pemeran) -> None:
    peran = {"unit": str(orang.bagian.pk), "peran": "operator", "mulai": "2023-01-01", "selesai": ""}
    jawab = masuk(orang.administrator).post(tambah("pengguna"), isian_akun(orang, peran))
    assert jawab.status_code == 302
    baru = Pengguna.objects.get(username="baru")
    assert baru.check_password(SANDI_BARU)
    assert baru.wajib_ganti_sandi
    assert (baru.is_staff, baru.is_superuser, baru.instansi) == (False, False, orang.instansi)
    assert [(p.peran, p.unit) for p in baru.peran.all()] == [("operator", orang.bagian)]
    aksi = set(Jejak.objects.filter(pelaku=orang.administrator).values_list("aksi", flat=True))
    assert {"pengguna.tambah", "akun.setel_sandi", "peranpengguna.tambah"} <= aksi
    assert SANDI_BARU not in str(list(Jejak.objects.values_list("sesudah", "sebelum")))
    assert "password" not in str(list(Jejak.objects.values_list("sesudah", "sebelum")))


def test_akun_tidak_dapat_menaikkan_diri(orang: Pemeran) -> None:
    """Posted fields that the form does not have are nothing; other agencies are no choice."""
    isi = isian_akun(orang, is_superuser="on", is_staff="on", wajib_ganti_sandi="")
    assert masuk(orang.administrator).post(tambah("pengguna"), isi).status_code == 302
    baru = Pengguna.objects.get(username="baru")
    assert (baru.is_staff, baru.is_superuser) == (False, False)
    jawab = masuk(orang.administrator).post(
        tambah("pengguna"), isian_akun(orang, username="lain", instansi=str(orang.luar.pk))
    )
    assert "instansi" in kesalahan(jawab)


def test_peran_di_luar_subpohon_ditolak(orang: Pemeran, admin_bagian: Pengguna) -> None:
    for pelaku, unit in (
        (orang.administrator, orang.unit_luar),
        (admin_bagian, orang.kota),
        (admin_bagian, orang.bagian_lain),
        (admin_bagian, orang.unit_luar),
    ):
        isi = {"pengguna": str(orang.operator.pk), "unit": str(unit.pk), "peran": "pimpinan", "mulai": "2023-01-01"}
        assert "unit" in kesalahan(masuk(pelaku).post(tambah("peranpengguna"), isi | {"selesai": ""}))
    isi = {"pengguna": str(orang.operator.pk), "unit": str(orang.subbagian.pk), "peran": "pimpinan"}
    jawab = masuk(admin_bagian).post(tambah("peranpengguna"), isi | {"mulai": "2023-01-01", "selesai": ""})
    assert jawab.status_code == 302
    assert PeranPengguna.objects.filter(pengguna=orang.operator, unit=orang.subbagian, peran="pimpinan").exists()


def test_peran_untuk_akun_instansi_lain_ditolak(orang: Pemeran) -> None:
    isi = {"pengguna": str(orang.orang_luar.pk), "unit": str(orang.bagian.pk), "peran": "operator", "selesai": ""}
    jawab = masuk(orang.administrator).post(tambah("peranpengguna"), isi | {"mulai": "2023-01-01"})
    assert "pengguna" in kesalahan(jawab)


def test_baris_peran_akun_lain_tidak_dapat_dititipkan(orang: Pemeran) -> None:
    """A posted id of somebody else's role row changes neither that row nor the account's own roles."""
    asing = orang.orang_luar.peran.get(peran="operator")
    baris = {"id": str(asing.pk), "pengguna": str(orang.operator.pk), "unit": str(orang.bagian.pk)}
    isi = isian_akun(orang, baris | {"peran": "pimpinan", "mulai": "2023-01-01"}, username="operator")
    masuk(orang.administrator).post(ubah(orang.operator), isi | {"peran-INITIAL_FORMS": "1"})
    asing.refresh_from_db()
    assert (asing.pengguna, asing.peran) == (orang.orang_luar, "operator")
    assert [p.peran for p in orang.operator.peran.all()] == ["operator"]


def test_sandi_lemah_ditolak(orang: Pemeran) -> None:
    jawab = masuk(orang.administrator).post(tambah("pengguna"), isian_akun(orang, sandi_sementara="pendek"))
    assert "sandi_sementara" in kesalahan(jawab)
    assert not Pengguna.objects.filter(username="baru").exists()


def test_akun_pengelola_pemasangan_tidak_terlihat(orang: Pemeran) -> None:
    pengelola = buat_pengguna("pengelola", orang.instansi, is_superuser=True)
    client = masuk(orang.administrator)
    assert "pengelola" not in client.get(daftar("pengguna")).content.decode()
    assert client.post(ubah(pengelola), isian_akun(orang, username="pengelola")).status_code == 302
    pengelola.refresh_from_db()
    assert pengelola.check_password(SANDI)


def test_sandi_tidak_dapat_disaring(orang: Pemeran) -> None:
    jawab = masuk(orang.administrator).get(daftar("pengguna"), {"password__startswith": "md5"})
    assert jawab.status_code in (302, 400)


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


def test_hapus_baris_sisipan_dicatat(orang: Pemeran) -> None:
    peran = orang.operator.peran.get()
    baris = {"id": str(peran.pk), "pengguna": str(orang.operator.pk), "unit": str(peran.unit_id), "DELETE": "on"}
    isi = isian_akun(
        orang, baris | {"peran": "operator", "mulai": "2023-01-01"}, username="operator", sandi_sementara=""
    )
    jawab = masuk(orang.administrator).post(ubah(orang.operator), isi | {"peran-INITIAL_FORMS": "1"})
    assert jawab.status_code == 302
    assert not orang.operator.peran.exists()
    tercatat = Jejak.objects.get(aksi="peranpengguna.hapus")
    assert (tercatat.objek_id, tercatat.sebelum["peran"]) == (str(peran.pk), "operator")


def test_perencana_membaca_unit_tetapi_tidak_mengubah(orang: Pemeran) -> None:
    client = masuk(orang.perencana)
    assert client.get(ubah(orang.bagian)).status_code == 200
    assert client.post(ubah(orang.bagian), isian_unit(orang.asisten, kode="BAG", nama="X")).status_code == 403
    assert client.get(daftar("pengguna")).status_code == 403
    assert client.get(daftar("jejak")).status_code == 403


def test_pengelola_pemasangan_membuat_instansi_sampai_administratornya(orang: Pemeran) -> None:
    client = masuk(buat_pengguna("pengelola", None, is_superuser=True))
    isi = {"kode": "dinas", "nama": "Dinas", "pemerintah": "Pemerintah", "zona_waktu": "Asia/Makassar"}
    isi |= {"batas_capaian": "120", "rumus_turun": "dua_kali_target", "pita_kelas": '[{"batas":"0","nama":"Cukup"}]'}
    isi |= {"bobot_jenis": "{}", "gabung_ikm": "rata_unit"}
    assert client.post(tambah("instansi"), isi).status_code == 302
    dinas = Instansi.objects.get(kode="dinas")
    puncak = isian_unit(None, kode="DINAS", instansi=str(dinas.pk))
    assert client.post(tambah("unit"), puncak).status_code == 302
    unit = Unit.objects.get(kode="DINAS")
    kedua = client.post(tambah("unit"), puncak | {"kode": "DUA"})
    assert "sudah memiliki unit puncak" in str(kesalahan(kedua))
    peran = {"unit": str(unit.pk), "peran": "administrator", "mulai": "2023-01-01", "selesai": ""}
    akun = isian_akun(orang, peran, instansi=str(dinas.pk))
    assert client.post(tambah("pengguna"), akun).status_code == 302
    Pengguna.objects.filter(username="baru").update(wajib_ganti_sandi=False)
    assert masuk(Pengguna.objects.get(username="baru")).get(daftar("unit")).status_code == 200
    assert masuk(orang.administrator).get(tambah("instansi")).status_code == 403


def test_pengelola_tidak_menjangkau_angka(orang: Pemeran) -> None:
    client = masuk(buat_pengguna("pengelola", None, is_superuser=True))
    assert client.get(reverse("admin:indikator_indikator_changelist")).status_code == 403


def test_pintasan_objek_tidak_ada(orang: Pemeran) -> None:
    assert masuk(orang.administrator).get("/admin/r/1/1/", follow=True).status_code == 404
