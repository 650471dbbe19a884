"""Accounts, roles and passwords in the admin: nobody gives more than he has, and no password is ever told."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import (
    Instansi,
    Jejak,
    Pengguna,
    PeranPengguna,
    Unit,
)
from tests.orang import Pemeran
from tests.organisasi.bantu_admin import daftar, isian_unit, kesalahan, masuk, sisipan, tambah, ubah
from tests.pabrik import SANDI, buat_pengguna

SANDI_BARU = "gerbang-kayu-tua-81"


@pytest.fixture
def admin_bagian(orang: Pemeran) -> Pengguna:
    """An administrator whose role reaches only bagian and subbagian."""
    return buat_pengguna("admin_bagian", orang.instansi, (Peran.ADMINISTRATOR, orang.bagian))


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
