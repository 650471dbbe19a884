"""Answers in bulk: loaded whole, refused row by row, tried out, undone; the same key once; CSV and the queue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Jejak, Pengguna
from survei.api import views_jawaban
from survei.models import Jawaban, PertanyaanTambahan, Survei, Unggahan
from survei.services import tally
from survei.tasks import kerjakan_unggahan
from tests.api.conftest import Pemanggil
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna
from tests.survei.bantu import buat_survei, tally_semua
from tests.survei.unggahan import KEPALA, baris_baik

BERAKHIR = pytest.mark.django_db(transaction=True)
PENUH = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "sarana", "pengaduan")


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    return buat_survei(orang.bagian, layanan=("KTP",))


@pytest.fixture
def staf(orang: Pemeran) -> Pengguna:
    return buat_pengguna("petugas", orang.instansi, (Peran.PETUGAS_SURVEI, orang.kota))


@pytest.fixture
def klien(orang: Pemeran, staf: Pengguna, dengan_token: Pemanggil) -> APIClient:
    return dengan_token(staf, orang.bagian)


def alamat(survei: Survei) -> str:
    return f"/api/v1/survei/{survei.pk}/jawaban/"


def baris(nilai: int = 4, **lain: Any) -> dict[str, Any]:
    return {"jawaban": dict.fromkeys(PENUH, nilai)} | lain


def berkas_tersimpan() -> list[Path]:
    akar = Path(settings.MEDIA_ROOT)
    return [b for b in akar.rglob("*") if b.is_file()] if akar.exists() else []


def csv(*isi: str) -> bytes:
    return "\n".join([";".join(KEPALA), *isi, ""]).encode()


@BERAKHIR
def test_dimuat_dihitung_dan_diurungkan(klien: APIClient, survei: Survei) -> None:
    lengkap = baris(
        3, tanggal="2023-03-01", jam="09:30", jenis_kelamin="L", umur=35, pendidikan="SMA", layanan="KTP", saran="=1+1"
    )
    jawab = klien.post(alamat(survei), {"baris": [baris(4), lengkap, {"jawaban": {"waktu": 1, "biaya": None}}]})
    assert jawab.status_code == 201, jawab.content
    isi = jawab.json()
    assert (isi["dimuat"], isi["jumlah_baris"], isi["jumlah_baik"], isi["ditolak"]) == (True, 3, 3, [])
    assert jawab["Location"] == f"/api/v1/unggahan/{isi['unggahan']}/"
    tersimpan = tally_semua(survei)
    assert tersimpan.responden == 3
    assert tersimpan.unsur["waktu"].sebaran == (1, 0, 1, 1)
    assert tersimpan.unsur["biaya"].terisi == 2
    assert tally.periksa(survei) == []
    kedua = Jawaban.objects.get(umur=35)
    assert (kedua.jenis_kelamin, kedua.pendidikan, kedua.saran, str(kedua.layanan)) == ("L", "sma", "=1+1", "KTP")
    satu = klien.get(jawab["Location"])
    assert (satu.json()["status"], satu.json()["jumlah_baik"]) == ("selesai", 3)
    urung = f"{jawab['Location']}urungkan/"
    assert klien.post(urung, {"alasan": "Keliru."}).status_code == 428
    assert klien.post(urung, {"alasan": "Keliru."}, headers={"If-Match": '"lain"'}).status_code == 412
    hasil = klien.post(urung, {"alasan": "Keliru."}, headers={"If-Match": satu["ETag"]})
    assert (hasil.status_code, hasil.json()["status"]) == (200, "diurungkan"), hasil.content
    assert tally_semua(survei).responden == 0
    assert Jejak.objects.get(aksi="unggahan.urungkan").lewat.startswith("token:")
    assert berkas_tersimpan() == []


def test_pertanyaan_tambahan(klien: APIClient, survei: Survei) -> None:
    loket = PertanyaanTambahan.objects.create(survei=survei, urutan=1, teks="Loket mana?", pilihan=["Satu", "Dua"])
    kirim = {"baris": [baris(4, tambahan={str(loket.pk): "dua"}), baris(4)]}
    assert klien.post(alamat(survei), kirim).status_code == 201
    assert [j.tambahan for j in Jawaban.objects.order_by("kunci")] == [{str(loket.pk): "Dua"}, {}]
    salah = klien.post(alamat(survei), {"baris": [baris(4, tambahan={str(loket.pk): "Tiga"})]})
    assert salah.json()["hasil"]["ditolak"][0]["kesalahan"][0]["nilai"] == "Tiga"
    asing = klien.post(alamat(survei), {"baris": [baris(4, tambahan={"0": "Dua"})]})
    assert (asing.status_code, asing.json()["kode"]) == (409, "pertanyaan_asing")


@BERAKHIR
def test_ada_baris_salah_tidak_ada_yang_dimuat(klien: APIClient, survei: Survei) -> None:
    kiriman = {"baris": [baris(4), baris(7), baris(3, umur=900), baris(2, jenis_kelamin="X"), baris(7)]}
    jawab = klien.post(alamat(survei), kiriman)
    assert (jawab.status_code, jawab.json()["kode"]) == (422, "ada_baris_salah"), jawab.content
    hasil = jawab.json()["hasil"]
    assert (hasil["jumlah_baris"], hasil["jumlah_baik"], hasil["dimuat"], hasil["unggahan"]) == (5, 1, False, None)
    assert [d["baris"] for d in hasil["ditolak"]] == [2, 3, 4, 5]
    assert hasil["ditolak"][0]["kesalahan"][0] == {
        "kolom": "U1 persyaratan",
        "nilai": "7",
        "aturan": "nilai di luar 1–4",
    }
    sama = next(k for k in hasil["kelompok"] if k["kolom"] == "U1 persyaratan")
    assert (sama["banyak"], sama["baris"]) == (2, "2, 5")
    assert not Jawaban.objects.exists()
    assert not Unggahan.objects.exists()
    assert berkas_tersimpan() == []
    lanjut = klien.post(alamat(survei), kiriman | {"hanya_baik": True})
    assert (lanjut.status_code, lanjut.json()["jumlah_baik"]) == (201, 1)
    assert Jawaban.objects.count() == 1


@BERAKHIR
def test_dry_run_tidak_menyimpan_apa_pun(klien: APIClient, survei: Survei) -> None:
    jawab = klien.post(alamat(survei), {"baris": [baris(4), baris(9)], "dry_run": True})
    assert (jawab.status_code, jawab.json()["dimuat"], jawab.json()["jumlah_baik"]) == (200, False, 1)
    assert [d["baris"] for d in jawab.json()["ditolak"]] == [2]
    assert not Unggahan.objects.exists()
    assert not Jejak.objects.filter(aksi__startswith="unggahan").exists()
    assert berkas_tersimpan() == []


def test_kunci_yang_sama_sekali(klien: APIClient, survei: Survei) -> None:
    kepala = {"Idempotency-Key": "kiriman-1"}
    pertama = klien.post(alamat(survei), {"baris": [baris(4)]}, headers=kepala)
    kedua = klien.post(alamat(survei), {"baris": [baris(4)]}, headers=kepala)
    assert (kedua.status_code, kedua.json()) == (201, pertama.json())
    assert kedua["Idempotency-Replayed"] == "true"
    assert Jawaban.objects.count() == 1
    lain = klien.post(alamat(survei), {"baris": [baris(3)]}, headers=kepala)
    assert (lain.status_code, lain.json()["kode"]) == (422, "kunci_idempoten_lain")


def test_isi_kembar_ditolak_tanpa_kunci(klien: APIClient, survei: Survei) -> None:
    kiriman = {"baris": [baris(4)]}
    assert klien.post(alamat(survei), kiriman).status_code == 201
    kembar = klien.post(alamat(survei), kiriman)
    assert (kembar.status_code, kembar.json()["kode"]) == (409, "berkas_kembar")
    assert klien.post(alamat(survei), kiriman | {"tahu_kembar": True}).status_code == 201
    assert Jawaban.objects.count() == 2


@pytest.mark.parametrize(
    ("isi", "status", "letak"),
    [
        ({}, 422, "baris"),
        ({"baris": []}, 422, "baris"),
        ({"baris": [{}]}, 422, "baris[0].jawaban"),
        ({"baris": [baris(4), baris(4, umur="35")]}, 422, "baris[1].umur"),
        ({"baris": [{"jawaban": {"waktu": "4"}}]}, 422, "baris[0].jawaban.waktu"),
        ({"baris": [baris(4, nik="3372")]}, 422, "baris[0].nik"),
        ({"baris": [baris(4)], "dry_run": "ya"}, 422, "dry_run"),
        ([1], 422, ""),
    ],
)
def test_bentuk_yang_salah(klien: APIClient, survei: Survei, isi: Any, status: int, letak: str) -> None:
    jawab = klien.post(alamat(survei), isi)
    assert jawab.status_code == status, jawab.content
    assert letak in [k["letak"] for k in jawab.json()["kesalahan"]], jawab.json()


def test_terlalu_banyak_baris(klien: APIClient, survei: Survei) -> None:
    """One limit, told by name, with what to do; nothing was read."""
    jawab = klien.post(alamat(survei), {"baris": [{}] * 10_001})
    isi = jawab.json()
    assert (jawab.status_code, isi["kode"], isi["maksimum"]) == (422, "terlalu_banyak_baris", 10_000)
    assert isi["detail"] == (
        "Kiriman ini berisi 10.001 baris; sekali kirim paling banyak 10.000. Pecah menjadi beberapa kiriman."
    )
    assert not Unggahan.objects.exists()


def test_banyak_baris_tidak_menambah_kueri(klien: APIClient, survei: Survei) -> None:
    """Ten rows or a hundred: checked, loaded and counted with the same queries."""
    banyak = []
    for jumlah in (1, 10, 100):
        kiriman = {"baris": [baris(1 + n % 4, umur=20 + n % 50, layanan="KTP") for n in range(jumlah)]}
        with CaptureQueriesContext(connection) as tangkap:
            jawab = klien.post(alamat(survei), kiriman)
        assert (jawab.status_code, jawab.json()["jumlah_baik"]) == (201, jumlah), jawab.content
        banyak.append(len(tangkap))
    # The first also writes when the token was last used.
    assert banyak[1] == banyak[2], banyak
    assert Jawaban.objects.count() == 111


def test_unsur_layanan_atau_keadaan_yang_salah(klien: APIClient, survei: Survei) -> None:
    def kode(**isi: Any) -> str:
        jawab = klien.post(alamat(survei), {"baris": [baris(4)]} | isi)
        assert jawab.status_code == 409, jawab.content
        return str(jawab.json()["kode"])

    assert kode(baris=[{"jawaban": {"u10": 4}}]) == "unsur_asing"
    assert kode(layanan=99_999_999) == "layanan_asing"
    Survei.objects.update(status="ditutup")
    assert kode() == "survei_tidak_berjalan"


def test_wewenang_dan_cakupan(orang: Pemeran, staf: Pengguna, survei: Survei, dengan_token: Pemanggil) -> None:
    kiriman = {"baris": [baris(4)]}
    assert dengan_token(staf, orang.bagian, ["survei:baca"]).post(alamat(survei), kiriman).status_code == 403
    assert dengan_token(orang.operator, orang.bagian).post(alamat(survei), kiriman).status_code == 403
    assert dengan_token(staf, orang.bagian_lain).post(alamat(survei), kiriman).status_code == 404
    assert not Jawaban.objects.exists()


def test_terlalu_besar_413(klien: APIClient, survei: Survei, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("survei.api.parser.MAKS_JSON", 100)
    monkeypatch.setattr("survei.api.parser.MAKS_BERKAS", 100)
    for isi in ({"data": {"baris": [baris(4)]}}, {"data": b"U1;U2;U3\n" * 20, "content_type": "text/csv"}):
        jawab = klien.post(alamat(survei), **isi)
        assert (jawab.status_code, jawab.json()["kode"]) == (413, "terlalu_besar")


def test_csv_langsung(klien: APIClient, survei: Survei) -> None:
    salah = "9;15/03/2023;L;20;7;4;4;4;4;4;4;4;4"
    isi = csv(*baris_baik(4), salah)
    ragu = klien.post(alamat(survei), isi, content_type="text/csv")
    assert (ragu.status_code, ragu.json()["kode"]) == (409, "urutan_wajib")
    kueri = "?urutan=sarana-pengaduan"
    jawab = klien.post(alamat(survei) + kueri, isi, content_type="text/csv")
    assert (jawab.status_code, jawab.json()["kode"]) == (422, "ada_baris_salah"), jawab.content
    assert [d["baris"] for d in jawab.json()["hasil"]["ditolak"]] == [6]
    coba = klien.post(f"{alamat(survei)}{kueri}&dry_run=true", isi, content_type="text/csv")
    assert (coba.status_code, coba.json()["jumlah_baik"]) == (200, 4)
    jadi = klien.post(f"{alamat(survei)}{kueri}&hanya_baik=true", isi, content_type="text/csv")
    assert (jadi.status_code, Jawaban.objects.count()) == (201, 4)
    for kueri_aneh in ("urutan=lain", "dry_run=1", "hanya_baik=yes", "layanan=0"):
        aneh = klien.post(f"{alamat(survei)}?{kueri_aneh}", isi, content_type="text/csv")
        assert (aneh.status_code, aneh.json()["kode"]) == (422, "isi_tidak_sah"), kueri_aneh


@BERAKHIR
def test_csv_besar_di_latar(klien: APIClient, survei: Survei, monkeypatch: pytest.MonkeyPatch) -> None:
    """202 with the job's address; the worker checks, accepts as the sender decided, and loads."""
    monkeypatch.setattr(views_jawaban, "SERENTAK_BYTE", 100)
    diantre: list[str] = []
    monkeypatch.setattr("survei.services.unggahan_kerja.kirim", lambda tugas, pk, antrean: diantre.append(str(pk)))
    salah = "9;15/03/2023;L;20;7;4;4;4;4;4;4;4;4"
    jawab = klien.post(
        f"{alamat(survei)}?urutan=sarana-pengaduan&hanya_baik=true",
        csv(*baris_baik(20), salah),
        content_type="text/csv",
    )
    assert (jawab.status_code, jawab.json()["status"]) == (202, "diperiksa"), jawab.content
    kerjakan_unggahan(diantre.pop())
    assert klien.get(jawab["Location"]).json()["status"] == "dimuat"
    kerjakan_unggahan(diantre.pop())
    selesai = klien.get(jawab["Location"]).json()
    assert (selesai["status"], selesai["jumlah_baris"], selesai["jumlah_baik"]) == ("selesai", 21, 20)
    assert tally_semua(survei).responden == 20
    assert Jejak.objects.get(aksi="unggahan.setujui").lewat.startswith("token:")


@BERAKHIR
def test_csv_besar_yang_bersalah_menunggu_keputusan(
    klien: APIClient, survei: Survei, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views_jawaban, "SERENTAK_BYTE", 100)
    diantre: list[str] = []
    monkeypatch.setattr("survei.services.unggahan_kerja.kirim", lambda tugas, pk, antrean: diantre.append(str(pk)))
    salah = "9;15/03/2023;L;20;7;4;4;4;4;4;4;4;4"
    jawab = klien.post(f"{alamat(survei)}?urutan=sarana-pengaduan", csv(*baris_baik(4), salah), content_type="text/csv")
    kerjakan_unggahan(diantre.pop())
    siap = klien.get(jawab["Location"])
    assert siap.json()["status"] == "siap"
    assert siap.json()["galat"].startswith("1 baris salah.")
    assert "baris 6" in siap.json()["kelompok"][0]
    muat = klien.post(f"{jawab['Location']}muat/", {"hanya_baik": True}, headers={"If-Match": siap["ETag"]})
    assert (muat.status_code, muat.json()["status"]) == (202, "dimuat"), muat.content
    kerjakan_unggahan(diantre.pop())
    assert Jawaban.objects.count() == 4
