"""Filling in targets, source and posts beside the cascade: figures follow, nobody is overwritten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from indikator.models import Indikator, Realisasi
from indikator.services.kelengkapan import kelengkapan_kini, lengkapi, sidik_kelengkapan
from kinerja.organisasi.models import Jabatan, Jejak
from kinerja.perjanjian.models.cascading import JenisTautan, TautanKinerja
from tests.indikator.bantu import isi
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran
from tests.perjanjian.test_cascading_halaman import alamat, masuk


@pytest.fixture
def satu(orang: Pemeran) -> Indikator:
    """An indicator of bagian; TW II 80, TW III N/A, nothing else set."""
    return buat_indikator(buat_sasaran(orang.bagian, orang.periode), target={2: "80", 3: None})


def simpan(client: Client, orang: Pemeran, satu: Indikator, **lain: Any) -> Any:
    baku = {"target_2": "80", "target_3": "N/A", "sidik": sidik_kelengkapan(satu)}
    return client.post(alamat("_lengkapi", orang.bagian, satu.pk), baku | lain)


def target(satu: Indikator) -> dict[int, tuple[str, Any]]:
    return {t.triwulan: (str(t.jenis), t.nilai) for t in satu.target.all()}


def test_target_baru_menggerakkan_capaian(orang: Pemeran, satu: Indikator, juli: datetime) -> None:
    """88 of 80 is 110 %; of 100 it is 88 %."""
    isi(orang, satu, "88", juli)
    jabatan = Jabatan.objects.create(unit=orang.bagian, nama="Kepala Bagian")
    lain = {
        "target_2": "100",
        "target_3": "",
        "target_0": "0",
        "sumber_data": "e-SAKIP",
        "penanggung_jawab": jabatan.pk,
    }
    assert simpan(masuk(orang.perencana), orang, satu, **lain).status_code == 302
    assert target(satu) == {2: ("angka", 100), 0: ("angka", 0)}
    assert Realisasi.objects.get(indikator=satu).capaian == 88
    satu.refresh_from_db()
    assert (satu.sumber_data, list(satu.penanggung_jawab.all())) == ("e-SAKIP", [jabatan])
    jejak = Jejak.objects.get(aksi="indikator.lengkapi")
    assert (jejak.sebelum["TW II"], jejak.sesudah["TW II"]) == ("80", "100")
    assert (jejak.sebelum["TW III"], jejak.sesudah["TW III"]) == ("N/A", "")
    assert "TW I" not in jejak.sesudah  # only what changed


def test_yang_sama_lagi_tidak_dicatat(orang: Pemeran, satu: Indikator) -> None:
    assert simpan(masuk(orang.perencana), orang, satu).status_code == 302
    assert not Jejak.objects.filter(aksi="indikator.lengkapi").exists()


def test_isian_salah_disebut_di_kolomnya(orang: Pemeran, satu: Indikator) -> None:
    jawab = simpan(masuk(orang.perencana), orang, satu, target_1="1.234", sumber_data="e-SAKIP")
    assert jawab.status_code == 422
    assert "meragukan" in jawab.context["form"].errors["target_1"][0]
    assert "e-SAKIP" in jawab.content.decode()
    assert target(satu) == {2: ("angka", 80), 3: ("na", None)}


def test_dua_perencana_tidak_saling_menimpa(orang: Pemeran, satu: Indikator) -> None:
    lama = sidik_kelengkapan(satu)
    client = masuk(orang.perencana)
    simpan(client, orang, satu, target_2="90")
    jawab = simpan(client, orang, satu, target_2="95", sidik=lama)
    assert "sudah diubah orang lain" in jawab.context["form"].non_field_errors()[0]
    assert jawab.context["beda"] == [("Target TW II", "90", "95")]
    assert target(satu)[2] == ("angka", 90)
    simpan(client, orang, satu, target_2="95", sidik=jawab.context["sidik"])
    assert target(satu)[2] == ("angka", 95)


def test_jabatan_hanya_dari_pemilik_dan_pengampu(orang: Pemeran, satu: Indikator) -> None:
    sendiri, bawah, asing = (
        Jabatan.objects.create(unit=u, nama="Kepala") for u in (orang.bagian, orang.subbagian, orang.bagian_lain)
    )
    TautanKinerja.objects.create(induk=satu, unit=orang.subbagian, jenis=JenisTautan.LANGSUNG)
    client = masuk(orang.perencana)
    pilihan = client.get(alamat("_lengkapi", orang.bagian, satu.pk)).context["form"].fields["penanggung_jawab"].choices
    assert [int(pk) for pk, _ in pilihan] == [sendiri.pk, bawah.pk]
    assert simpan(client, orang, satu, penanggung_jawab=asing.pk).status_code == 422


def test_layanan_menolak_yang_bukan_perencana(orang: Pemeran, satu: Indikator, juli: datetime) -> None:
    with pytest.raises(PermissionDenied):
        lengkapi(
            pelaku=orang.operator,
            indikator=satu,
            isi=kelengkapan_kini(satu),
            sidik=sidik_kelengkapan(satu),
            kini=juli,
        )
