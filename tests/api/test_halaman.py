"""Pages of credentials: a secret is shown once; the register of source systems and what came from one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from indikator.models import Indikator, KirimanSistem, SistemSumber
from kinerja.api.models import Klien, TokenPribadi
from tests.api.bantu_realisasi import isi_lewat_api, klien_sistem
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna, buat_unit

TOKEN, SISTEM = "/akun/token/", "/sistem-sumber/"


def _masuk(pengguna: Any) -> Client:
    client = Client()
    client.force_login(pengguna)
    return client


def _isian(**lain: Any) -> dict[str, Any]:
    sampai = timezone.localdate() + timedelta(days=30)
    return {"nama": "Skrip", "unit": "BAG", "cakupan": ["indikator:baca"], "berlaku_sampai": f"{sampai}"} | lain


def test_token_ditampilkan_sekali_dan_berlaku(orang: Pemeran) -> None:
    client = _masuk(orang.operator)
    jawab = client.post(TOKEN, _isian())
    assert jawab.status_code == 201
    assert "no-store" in jawab["Cache-Control"]
    teks = jawab.context["rahasia"][0][1]
    assert f">{teks}</code>" in jawab.content.decode()
    assert teks not in client.get(TOKEN).content.decode()
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {teks}")
    assert api.get("/api/v1/indikator/").status_code == 200
    assert client.post(f"{TOKEN}{TokenPribadi.objects.get().pk}/cabut/").status_code == 302
    assert api.get("/api/v1/indikator/").status_code == 401
    assert "dicabut" in client.get(TOKEN).content.decode()


def test_token_keliru_menyimpan_isian(orang: Pemeran) -> None:
    client = _masuk(orang.operator)
    for lain, kata in (
        ({"unit": "LAIN"}, "Tidak ada unit berkode LAIN di wewenang Anda."),
        ({"cakupan": []}, "Pilih sedikitnya satu cakupan."),
        ({"berlaku_sampai": "2020-01-01"}, "Tanggal kedaluwarsa harus sesudah hari ini"),
    ):
        jawab = client.post(TOKEN, _isian(nama="Skrip saya", **lain))
        assert jawab.status_code == 422
        assert kata in jawab.content.decode()
        assert 'value="Skrip saya"' in jawab.content.decode()
    assert not TokenPribadi.objects.exists()


def test_token_orang_lain_tidak_terlihat(orang: Pemeran) -> None:
    _masuk(orang.operator).post(TOKEN, _isian(nama="Milik operator"))
    client = _masuk(orang.administrator)
    assert "Milik operator" not in client.get(TOKEN).content.decode()
    assert client.post(f"{TOKEN}{TokenPribadi.objects.get().pk}/cabut/").status_code == 404


def test_daftarkan_sistem_lalu_pilih_komponen(orang: Pemeran, rasio: Indikator) -> None:
    client = _masuk(orang.administrator)
    isian = _isian(nama="CRM", peran=["operator"], cakupan=["indikator:baca", "realisasi:tulis"])
    jawab = client.post(f"{SISTEM}baru/", isian)
    assert jawab.status_code == 201
    rahasia = dict(jawab.context["butir"])
    minta = {"grant_type": "client_credentials", **rahasia}
    assert APIClient().post("/api/oauth/token/", minta, format="multipart").status_code == 200
    sistem = SistemSumber.objects.get()
    alamat = f"{SISTEM}{sistem.pk}/"
    assert rahasia["client_secret"] not in client.get(alamat).content.decode()
    masuk, selesai = rasio.komponen.get(nama="masuk"), rasio.komponen.get(nama="selesai")
    tampil = {"tampil": [masuk.pk, selesai.pk], "pilih": [masuk.pk]}
    assert client.post(f"{alamat}komponen/", tampil).status_code == 302
    # A page that did not show it leaves it as it was.
    client.post(f"{alamat}komponen/", {"tampil": [selesai.pk], "pilih": [selesai.pk]})
    assert set(sistem.komponen.values_list("komponen__nama", flat=True)) == {"masuk", "selesai"}
    client.post(f"{alamat}komponen/", {"tampil": [selesai.pk]})
    assert list(sistem.komponen.values_list("komponen__nama", flat=True)) == ["masuk"]
    assert client.get(f"{alamat}komponen/?cari=selesai&tahun=2023").context["halaman"].object_list[0] == selesai


def test_pengelola_mendaftarkan_di_instansi_mana_pun_dengan_kode_yang_pasti(orang: Pemeran) -> None:
    """Who runs the installation manages every agency; a code that two of them have is not guessed at."""
    client = _masuk(buat_pengguna("pengelola", None, is_superuser=True))
    awal = client.get(f"{SISTEM}baru/").context["form"]
    assert awal["unit"].value() is None
    assert _masuk(orang.administrator).get(f"{SISTEM}baru/").context["form"]["unit"].value() == "KOTA"
    isian = _isian(nama="E-order", unit="LUAR", peran=["operator"])
    assert client.post(f"{SISTEM}baru/", isian).status_code == 201
    assert SistemSumber.objects.get().klien.unit == orang.unit_luar
    buat_unit(orang.luar, "BAG", orang.unit_luar)
    ganda = client.post(f"{SISTEM}baru/", isian | {"unit": "BAG"})
    assert ganda.status_code == 422
    assert "Kode BAG dipakai lebih dari satu instansi." in ganda.content.decode()
    assert 'value="E-order"' in ganda.content.decode()
    assert SistemSumber.objects.count() == 1
    # An administrator sees one agency only: there the code is certain.
    assert _masuk(orang.administrator).post(f"{SISTEM}baru/", isian | {"unit": "BAG"}).status_code == 201
    assert set(SistemSumber.objects.values_list("klien__unit", flat=True)) == {orang.unit_luar.pk, orang.bagian.pk}


def test_komponen_sistem_lain_ditolak_dengan_sebabnya(orang: Pemeran, rasio: Indikator) -> None:
    masuk = rasio.komponen.get(nama="masuk")
    klien_sistem(orang, [masuk])
    klien_sistem(orang, [], "E-order")
    lain = SistemSumber.objects.get(klien__nama="E-order")
    client = _masuk(orang.administrator)
    jawab = client.post(f"{SISTEM}{lain.pk}/komponen/", {"tampil": [masuk.pk], "pilih": [masuk.pk]})
    assert jawab.status_code == 409
    assert "sudah diisi oleh sistem CRM" in jawab.content.decode()


def test_kiriman_terlihat_dengan_penolakannya(
    orang: Pemeran, rasio: Indikator, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    crm = klien_sistem(orang, [rasio.komponen.get(nama="masuk")])
    isi_lewat_api(crm, rasio, "masuk", "50")
    isi_lewat_api(crm, rasio, "masuk", "lima")
    sistem = SistemSumber.objects.get()
    KirimanSistem.objects.bulk_create(KirimanSistem(sistem=sistem, waktu=timezone.now(), sama=1) for _ in range(60))
    client = _masuk(orang.administrator)
    with django_assert_max_num_queries(15):
        halaman = client.get(f"{SISTEM}{sistem.pk}/")
    assert halaman.context["jumlah"] == {"disimpan": 1, "sama": 60, "ditolak": 1}
    assert halaman.context["halaman"].paginator.num_pages == 2
    ditolak = client.get(f"{SISTEM}{sistem.pk}/?tampil=ditolak").content.decode()
    assert "“lima” tidak terbaca sebagai angka" in ditolak
    assert f"indikator {rasio.pk} TW 2 masuk" in ditolak


def test_cabut_menutup_sistem(orang: Pemeran, rasio: Indikator) -> None:
    crm = klien_sistem(orang, [rasio.komponen.get(nama="masuk")])
    sistem = SistemSumber.objects.get()
    client = _masuk(orang.administrator)
    assert client.post(f"{SISTEM}{sistem.pk}/cabut/").status_code == 302
    assert crm.get("/api/v1/indikator/").status_code == 401
    assert Klien.objects.get().dicabut_pada is not None
    assert "Dicabut" in client.get(SISTEM).content.decode()
