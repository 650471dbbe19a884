"""Adding and rewording a unit's sasaran and indicators in the cascade."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from indikator.models import Indikator, Sasaran
from indikator.models.indikator import JenisSasaran
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jejak
from kinerja.perjanjian.services import cascading_susun as layanan
from kinerja.perjanjian.services.cascading_uraian import IndikatorBaru
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_periode, buat_sasaran, satuan
from tests.perjanjian.test_cascading_halaman import alamat, masuk


@pytest.fixture
def perencana(orang: Pemeran) -> Client:
    """The planner, signed in."""
    return masuk(orang.perencana)


def isian(**lain: Any) -> dict[str, Any]:
    baku = {"sasaran": "Layanan prima", "jenis_sasaran": "strategis", "nama": "Indeks layanan"}
    return baku | {"satuan": satuan("persen").pk, "arah": "naik", "pola": "jumlah"} | lain


def test_dari_sasaran_sampai_kelengkapan_tanpa_data_induk(orang: Pemeran, perencana: Client) -> None:
    kosong = perencana.get(alamat("", orang.bagian)).content.decode()
    assert alamat("_sasaran_baru", orang.bagian) in kosong
    assert "/admin/indikator/" not in kosong
    jawab = perencana.post(alamat("_sasaran_baru", orang.bagian), {"uraian": " Layanan\n prima ", "jenis": "strategis"})
    sasaran = Sasaran.objects.get()
    assert (sasaran.nomor, sasaran.uraian, sasaran.unit, sasaran.periode) == (
        1,
        "Layanan prima",
        orang.bagian,
        orang.periode,
    )
    lanjut = jawab.headers["Location"]
    assert lanjut == f"{alamat('_indikator_baru', orang.bagian)}?sasaran={sasaran.pk}"
    # A sasaran without an indicator shows on the matrix, and the form knows it.
    assert lanjut in perencana.get(alamat("", orang.bagian)).content.decode()
    assert perencana.get(lanjut).context["form"].initial == {"sasaran": "Layanan prima", "jenis_sasaran": "strategis"}
    jawab = perencana.post(lanjut, isian(sasaran="layanan  PRIMA"))
    satu = Indikator.objects.get()
    assert jawab.headers["Location"] == alamat("_lengkapi", orang.bagian, satu.pk)
    assert (satu.kode, satu.sasaran, satu.pola, satu.satuan.kode) == ("1.1", sasaran, "jumlah", "persen")
    assert [k.nama for k in satu.komponen.all()] == ["nilai"]
    assert perencana.get(jawab.headers["Location"]).status_code == 200
    jejak = list(Jejak.objects.filter(aksi__startswith="cascading.").order_by("pk").values_list("aksi", "pelaku"))
    assert jejak == [
        ("cascading.sasaran_baru", orang.perencana.pk),
        ("cascading.indikator_baru", orang.perencana.pk),
    ]


def test_yang_sama_ditolak_dan_isian_bertahan(orang: Pemeran, perencana: Client) -> None:
    ada = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    lalu = buat_sasaran(orang.bagian, buat_periode(orang.instansi, 2022))
    jawab = perencana.post(alamat("_sasaran_baru", orang.bagian), {"uraian": "sasaran  1", "jenis": "strategis"})
    assert jawab.status_code == 422
    assert jawab.context["form"].errors["uraian"] == [
        "Bagian Contoh sudah memiliki sasaran ini pada tahun 2023, nomor 1."
    ]
    jawab = perencana.post(alamat("_indikator_baru", orang.bagian), isian(nama="indikator 1.1", sasaran="Sasaran baru"))
    assert jawab.status_code == 422
    assert jawab.context["form"].errors["nama"] == [
        "Bagian Contoh sudah memiliki indikator ini pada tahun 2023, yaitu 1.1."
    ]
    assert "Sasaran baru" in jawab.content.decode()
    assert (Indikator.objects.count(), Sasaran.objects.count()) == (1, 2)
    kosong = perencana.post(alamat("_indikator_baru", orang.bagian), isian(nama="", satuan=""))
    assert set(kosong.context["form"].errors) == {"nama", "satuan"}
    # Only the unit's own sasaran of this year can be filled in or changed here.
    for asing in (lalu, buat_sasaran(orang.kota, orang.periode)):
        assert perencana.get(f"{alamat('_indikator_baru', orang.bagian)}?sasaran={asing.pk}").status_code == 404
        assert perencana.get(alamat("_sasaran_ubah", orang.bagian, asing.pk)).status_code == 404
    assert ada.sasaran.indikator.count() == 1


def test_nama_diubah_tanpa_menimpa_orang_lain(orang: Pemeran, perencana: Client) -> None:
    satu = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    ubah, rinci = (alamat(a, orang.bagian, satu.pk) for a in ("_indikator_ubah", "_indikator"))
    assert ubah in perencana.get(rinci).content.decode()
    halaman = perencana.get(ubah).content.decode()
    assert f"/admin/indikator/indikator/{satu.pk}/change/" in halaman
    assert 'name="semula" value="Indikator 1.1"' in halaman
    Indikator.objects.filter(pk=satu.pk).update(nama="Nama orang lain")
    jawab = perencana.post(ubah, {"nama": "Nama saya", "semula": "Indikator 1.1"})
    assert jawab.status_code == 422
    isi = jawab.content.decode()
    assert "orang lain mengubahnya menjadi “Nama orang lain”" in isi
    assert "Nama saya" in isi
    assert Indikator.objects.get().nama == "Nama orang lain"
    # Shown the other's words, one may decide.
    assert 'name="semula" value="Nama orang lain"' in isi
    assert perencana.post(ubah, {"nama": "Nama saya", "semula": "Nama orang lain"}).headers["Location"] == rinci
    jejak = Jejak.objects.get(aksi="cascading.ubah_nama")
    assert (jejak.sebelum, jejak.sesudah) == ({"nama": "Nama orang lain"}, {"nama": "Nama saya"})
    # The same once more, from a page seen before, changes nothing and is no conflict.
    assert perencana.post(ubah, {"nama": "Nama saya", "semula": "Indikator 1.1"}).status_code == 302
    assert Jejak.objects.filter(aksi="cascading.ubah_nama").count() == 1


def test_sasaran_diubah_kata_dan_jenisnya(orang: Pemeran, perencana: Client) -> None:
    satu, dua = (buat_sasaran(orang.bagian, orang.periode) for _ in range(2))
    ubah = alamat("_sasaran_ubah", orang.bagian, satu.pk)
    sama = {"uraian": "SASARAN 2", "jenis": "khusus", "semula": "Sasaran 1"}
    assert "nomor 2" in perencana.post(ubah, sama).context["form"].errors["uraian"][0]
    isi = sama | {"uraian": "Sasaran satu"}
    assert perencana.post(ubah, isi | {"semula": "usang"}).status_code == 422
    assert perencana.post(ubah, isi).headers["Location"] == alamat("", orang.bagian)
    satu.refresh_from_db()
    assert (satu.uraian, satu.jenis, satu.nomor) == ("Sasaran satu", JenisSasaran.KHUSUS, 1)
    assert dua.nomor == 2


def test_layanan_memeriksa_wewenang_sendiri(orang: Pemeran) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    indikator = buat_indikator(sasaran)
    umum: dict[str, Any] = {"pelaku": orang.operator, "kini": timezone.now()}
    baru = IndikatorBaru(orang.bagian, "S", "N", satuan(), JenisSasaran.KHUSUS)
    with pytest.raises(PermissionDenied):
        layanan.tambah_sasaran(unit=orang.bagian, periode=orang.periode, uraian="S", jenis="khusus", **umum)
    with pytest.raises(PermissionDenied):
        layanan.tambah_indikator(periode=orang.periode, baru=baru, **umum)
    with pytest.raises(PermissionDenied):
        layanan.ubah_sasaran(sasaran=sasaran, uraian="S", jenis="khusus", semula="Sasaran 1", **umum)
    with pytest.raises(PermissionDenied):
        layanan.ubah_nama(indikator=indikator, nama="N", semula=indikator.nama, **umum)
    umum["pelaku"] = orang.perencana
    with pytest.raises(PelanggaranAturan, match="sudah memiliki indikator ini"):
        layanan.tambah_indikator(
            periode=orang.periode,
            baru=IndikatorBaru(orang.bagian, "S", "INDIKATOR 1.1", satuan(), JenisSasaran.KHUSUS),
            **umum,
        )
    assert (Sasaran.objects.count(), Indikator.objects.count()) == (1, 1)
