"""Source systems: who may fill a registered component, and the record of what came."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from rest_framework.test import APIClient

from indikator.models import Indikator, KirimanSistem, SistemSumber
from indikator.services.sistem import atur_komponen
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jejak
from tests.api.bantu_realisasi import isi_lewat_api, klien_sistem
from tests.api.conftest import Pemanggil
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran


def test_hanya_sumbernya_yang_mengisi(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    crm = klien_sistem(orang, [rasio.komponen.get(nama="masuk")])
    lain = klien_sistem(orang, [rasio.komponen.get(nama="selesai")], "E-order")
    jawab = isi_lewat_api(crm, rasio, "masuk", "50")
    assert jawab.status_code == 200, jawab.content
    assert Jejak.objects.filter(aksi="realisasi.isi").get().lewat.startswith("klien:")
    for klien in (lain, dengan_token(orang.operator, orang.bagian)):
        tolak = isi_lewat_api(klien, rasio, "masuk", "60")
        assert (tolak.status_code, tolak.json()["kode"]) == (409, "bukan_sumbernya")
        assert "CRM" in tolak.json()["detail"]
    # The grid stays the way out when the system is down.
    manusia = APIClient()
    manusia.force_login(orang.operator)
    assert isi_lewat_api(manusia, rasio, "masuk", "60").status_code == 200
    assert [k["sistem"] for k in manusia.get(f"/api/v1/indikator/{rasio.pk}/").json()["komponen"]] == ["E-order", "CRM"]


def test_sistem_hanya_mengisi_komponennya(orang: Pemeran, rasio: Indikator) -> None:
    crm = klien_sistem(orang, [rasio.komponen.get(nama="masuk")])
    tolak = isi_lewat_api(crm, rasio, "selesai", "42")
    assert (tolak.status_code, tolak.json()["kode"]) == (409, "bukan_sumbernya")


def test_kiriman_sistem_tercatat(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    crm = klien_sistem(orang, [rasio.komponen.get(nama="masuk")])
    isi_lewat_api(crm, rasio, "masuk", "50")
    isi_lewat_api(crm, rasio, "masuk", "50")
    isi_lewat_api(crm, rasio, "masuk", "1,5")
    isi_lewat_api(crm, rasio, "masuk", "51", '"basi"')
    isi_lewat_api(dengan_token(orang.operator, orang.bagian), rasio, "selesai", "1")
    kiriman = list(KirimanSistem.objects.order_by("id"))
    assert [(k.disimpan, k.sama, k.ditolak) for k in kiriman] == [(1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, 1)]
    assert [k.penolakan[0]["kode"] for k in kiriman if k.penolakan] == ["angka_tidak_terbaca", "bentrok_versi"]


def test_daftar_komponen_diperiksa(orang: Pemeran, rasio: Indikator) -> None:
    masuk = rasio.komponen.get(nama="masuk")
    klien_sistem(orang, [masuk])
    klien_sistem(orang, [], "E-order")
    sistem = SistemSumber.objects.get(klien__nama="E-order")
    luar = buat_indikator(buat_sasaran(orang.bagian_lain, orang.periode))
    terhitung = buat_indikator(buat_sasaran(orang.bagian, orang.periode), rumus="a", komponen=(("a", rasio),))
    kini = timezone.now()
    for komponen, kode in (
        (masuk, "sumber_lain"),
        (luar.komponen.get(), "luar_unit_sistem"),
        (terhitung.komponen.get(), "bukan_isian"),
    ):
        with pytest.raises(PelanggaranAturan) as salah:
            atur_komponen(pelaku=orang.administrator, sistem=sistem, komponen=[komponen], kini=kini)
        assert salah.value.kode == kode
    with pytest.raises(PermissionDenied):
        atur_komponen(pelaku=orang.operator, sistem=sistem, komponen=[], kini=kini)
    selesai = rasio.komponen.get(nama="selesai")
    atur_komponen(pelaku=orang.administrator, sistem=sistem, komponen=[selesai], kini=kini + timedelta(1))
    atur_komponen(pelaku=orang.administrator, sistem=sistem, komponen=[], kini=kini + timedelta(2))
    jejak = Jejak.objects.filter(aksi="sistem.komponen", objek_id=str(sistem.pk)).order_by("id")
    assert [j.sesudah["komponen"] for j in jejak] == [[selesai.pk], []]
