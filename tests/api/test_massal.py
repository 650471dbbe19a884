"""Bulk writing: an outcome for each row, dry run, versions, grouping, and what a source system may send."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from indikator.models import Indikator, KirimanSistem, NilaiKomponen, Realisasi
from tests.api.bantu_realisasi import isi_lewat_api, klien_sistem
from tests.api.conftest import Pemanggil
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

ALAMAT = "/api/v1/realisasi/massal/"


def _kirim(klien: APIClient, *baris: dict[str, Any], kunci: str = "", **lain: Any) -> Any:
    kepala = {"Idempotency-Key": kunci} if kunci else {}
    return klien.post(ALAMAT, {"baris": list(baris), **lain}, headers=kepala)


def _baris(indikator: Indikator, komponen: str, nilai: str | None, **lain: Any) -> dict[str, Any]:
    return {"indikator": indikator.pk, "triwulan": 2, "komponen": komponen, "nilai": nilai, **lain}


def _hasil(jawab: Any) -> list[tuple[str, str]]:
    assert jawab.status_code == 200, jawab.content
    return [(b["hasil"], b["kode"]) for b in jawab.json()["hasil"]]


def test_tiap_baris_sendiri(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    luar = buat_indikator(buat_sasaran(orang.bagian_lain, orang.periode))
    klien = dengan_token(orang.operator, orang.bagian)
    lewat_kode = {"unit": "BAG", "tahun": 2023, "kode": rasio.kode, "triwulan": 2, "komponen": "masuk", "nilai": "50"}
    jawab = _kirim(
        klien,
        _baris(rasio, "selesai", "42"),
        lewat_kode,
        _baris(rasio, "selesai", "43"),
        _baris(rasio, "karangan", "1"),
        _baris(luar, "nilai", "1"),
        _baris(rasio, "masuk", "lima", triwulan=3),
        {"triwulan": 2, "komponen": "masuk", "nilai": "1"},
    )
    assert _hasil(jawab) == [
        ("disimpan", ""),
        ("disimpan", ""),
        ("ditolak", "baris_ganda"),
        ("ditolak", "komponen_tidak_dikenal"),
        ("ditolak", "tidak_ditemukan"),
        ("ditolak", "angka_tidak_terbaca"),
        ("ditolak", "tidak_ditemukan"),
    ]
    assert jawab.json()["jumlah"] == {"baris": 7, "disimpan": 2, "sama": 0, "ditolak": 5}
    assert Realisasi.objects.get().nilai == 84
    sama = _kirim(klien, _baris(rasio, "selesai", "42.0"))
    assert _hasil(sama) == [("sama", "")]


def test_kesalahan_yang_sama_dikelompokkan(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    orang.periode.jendela.filter(triwulan=2).update(tutup=timezone.localdate() - timedelta(days=1))
    klien = dengan_token(orang.operator, orang.bagian)
    jawab = _kirim(klien, _baris(rasio, "selesai", "42"), _baris(rasio, "masuk", "50"), _baris(rasio, "x", "1"))
    kelompok = jawab.json()["kesalahan"]
    assert [(k["kode"], k["jumlah"]) for k in kelompok] == [("jendela_tertutup", 2), ("komponen_tidak_dikenal", 1)]
    assert kelompok[0]["contoh"][1] == f"Baris 2: indikator {rasio.pk} TW 2 masuk"
    assert not NilaiKomponen.objects.exists()


def test_dry_run_tidak_menyimpan(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    klien = dengan_token(orang.operator, orang.bagian)
    coba = _kirim(klien, _baris(rasio, "selesai", "42"), _baris(rasio, "masuk", "0,5"), dry_run=True)
    assert _hasil(coba) == [("disimpan", ""), ("ditolak", "angka_tidak_terbaca")]
    assert not Realisasi.objects.exists()
    assert _hasil(_kirim(klien, _baris(rasio, "selesai", "42"))) == [("disimpan", "")]


def test_versi_yang_dilihat(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    """Two rows of one line with the version seen: our own growth is allowed for, another's is not."""
    klien = dengan_token(orang.operator, orang.bagian)
    dua = (_baris(rasio, "selesai", "42", versi=0), _baris(rasio, "masuk", "50", versi=0))
    assert _hasil(_kirim(klien, *dua)) == [("disimpan", ""), ("disimpan", "")]
    basi = _kirim(klien, _baris(rasio, "masuk", "60", versi=1), _baris(rasio, "selesai", "43"))
    assert _hasil(basi) == [("ditolak", "bentrok_versi"), ("disimpan", "")]
    assert [b["versi"] for b in basi.json()["hasil"]] == [None, 3]


def test_kunci_idempoten_mengulang_jawaban(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    klien = dengan_token(orang.operator, orang.bagian)
    pertama = _kirim(klien, _baris(rasio, "selesai", "42"), kunci="k-1")
    isi_lewat_api(klien, rasio, "selesai", "43")
    ulang = _kirim(klien, _baris(rasio, "selesai", "42"), kunci="k-1")
    assert (ulang["Idempotency-Replayed"], ulang.json()) == ("true", pertama.json())
    assert NilaiKomponen.objects.get().nilai == 43
    lain = _kirim(klien, _baris(rasio, "selesai", "44"), kunci="k-1")
    assert (lain.status_code, lain.json()["kode"]) == (422, "kunci_idempoten_lain")


@pytest.mark.parametrize(
    "isi",
    [
        {"baris": []},
        {"baris": [{"indikator": "1", "triwulan": 2, "komponen": "a", "nilai": "1"}]},
        {"baris": [{"indikator": 1, "triwulan": 5, "komponen": "a", "nilai": "1"}]},
        {"baris": [{"indikator": 1, "triwulan": 2, "komponen": "a", "nilai": 1}]},
        {"baris": [{"indikator": 1, "triwulan": 2, "komponen": "a"}]},
        {"baris": [{"indikator": 2**63, "triwulan": 2, "komponen": "a", "nilai": "1"}]},
        {"baris": [{"indikator": 1, "triwulan": 2, "komponen": "a", "nilai": "1"}], "dry_run": "ya"},
        {"baris": {"a": 1}},
        [],
    ],
)
def test_bentuk_keliru_422(orang: Pemeran, dengan_token: Pemanggil, isi: Any) -> None:
    jawab = dengan_token(orang.operator, orang.bagian).post(ALAMAT, isi)
    assert (jawab.status_code, jawab.json()["kode"]) == (422, "isi_tidak_sah"), jawab.content[:300]


def test_terlalu_banyak_baris(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    """One limit, told by name; exactly that many rows are read, here each with its own refusal."""
    klien = dengan_token(orang.operator, orang.bagian)
    baris = _baris(rasio, "karangan", "1")
    jawab = _kirim(klien, *[baris] * 5001)
    isi = jawab.json()
    assert (jawab.status_code, isi["kode"], isi["maksimum"]) == (422, "terlalu_banyak_baris", 5000)
    assert isi["detail"].startswith("Kiriman ini berisi 5.001 baris; sekali kirim paling banyak 5.000.")
    penuh = _kirim(klien, *[baris] * 5000).json()
    assert penuh["jumlah"] == {"baris": 5000, "disimpan": 0, "sama": 0, "ditolak": 5000}
    assert [(k["kode"], k["jumlah"]) for k in penuh["kesalahan"]] == [
        ("baris_ganda", 4999),
        ("komponen_tidak_dikenal", 1),
    ]


def test_yang_tidak_mengisi_ditolak(orang: Pemeran, dengan_token: Pemanggil, rasio: Indikator) -> None:
    baris = _baris(rasio, "selesai", "42")
    jawab = _kirim(dengan_token(orang.verifikator, orang.kota), baris)
    assert (jawab.status_code, jawab.json()["kode"]) == (403, "tidak_berwenang")
    baca = dengan_token(orang.operator, orang.bagian, ["indikator:baca"])
    assert _kirim(baca, baris).json()["kode"] == "cakupan_kurang"
    assert _hasil(_kirim(dengan_token(orang.operator_lain, orang.bagian_lain), baris)) == [
        ("ditolak", "tidak_ditemukan")
    ]


def test_kiriman_sistem_massal_tercatat(orang: Pemeran, rasio: Indikator) -> None:
    crm = klien_sistem(orang, [rasio.komponen.get(nama="masuk")])
    isi = (_baris(rasio, "masuk", "50"), _baris(rasio, "selesai", "42"))
    _kirim(crm, *isi, dry_run=True)
    assert _hasil(_kirim(crm, *isi)) == [("disimpan", ""), ("ditolak", "bukan_sumbernya")]
    kiriman = KirimanSistem.objects.get()
    assert (kiriman.disimpan, kiriman.sama, kiriman.ditolak) == (1, 0, 1)
    assert kiriman.penolakan[0]["contoh"] == [f"Baris 2: indikator {rasio.pk} TW 2 selesai"]
