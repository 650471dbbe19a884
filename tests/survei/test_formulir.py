"""The public form as a citizen without JavaScript meets it: page by page, refusal by refusal."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings as pengaturan
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from survei.alur import Status
from survei.hitung.unsur import BAKU
from survei.models import Jawaban, PertanyaanTambahan, Survei, Tautan
from survei.services import jawaban as layanan
from survei.services import tally
from survei.views import formulir
from tests.orang import Pemeran
from tests.survei.bantu import MARET, buat_survei, buat_tautan, nilai, tally_semua

SEMUA_EMPAT = {f"u_{kode}": "4" for kode in BAKU}


@pytest.fixture(autouse=True)
def _maret() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(MARET, tick=False):
        yield


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    return buat_survei(orang.bagian, layanan=["KTP", "KK"])


@pytest.fixture
def tautan(survei: Survei) -> Tautan:
    return buat_tautan(survei)


def alamat(tautan: Tautan) -> str:
    return reverse("survei:formulir", args=[tautan.kode])


def isian(**lain: str) -> dict[str, str]:
    return {"kunci": str(uuid4()), "versi": "1", "setuju": "on"} | SEMUA_EMPAT | lain


def test_halaman_pertama_kecil_tanpa_kuki_dan_skrip(client: Client, tautan: Tautan) -> None:
    jawab = client.get(alamat(tautan))
    isi = jawab.content.decode()
    assert jawab.status_code == 200
    assert not jawab.cookies
    assert "<script" not in isi
    assert "style=" not in isi
    assert isi.count('type="radio"') == 36
    assert "no-store" in jawab["Cache-Control"]
    # What a phone loads on a slow network: page, stylesheet, icon.
    statis = Path(pengaturan.BASE_DIR) / "static"
    berkas = [statis / nama for nama in re.findall(r'/static/([^"?]+)"', isi)]
    assert {b.suffix for b in berkas} == {".css", ".svg"}
    mentah = len(jawab.content) + sum(b.stat().st_size for b in berkas)
    assert mentah < 30_000
    assert len(gzip.compress(jawab.content)) < 5_000


def test_dari_formulir_sampai_terima_kasih(client: Client, survei: Survei, tautan: Tautan) -> None:
    ktp = survei.layanan.get(nama="KTP")
    data = isian(layanan=str(ktp.pk), umur="34", jenis_kelamin="P", pendidikan="s1", pekerjaan="pns", saran="Bagus.")
    jawab = client.post(alamat(tautan), data)
    assert jawab.status_code == 302
    halaman = client.get(jawab["Location"]).content.decode()
    assert "Terima kasih" in halaman
    assert layanan.kode_tarik(Jawaban.objects.get().kunci) in halaman
    satu = Jawaban.objects.get()
    assert (satu.layanan, satu.umur, satu.saran, satu.persetujuan_versi) == (ktp, 34, "Bagus.", 1)
    assert not client.cookies


def test_kirim_ganda_halaman_yang_sama(client: Client, tautan: Tautan) -> None:
    data = isian()
    pertama = client.post(alamat(tautan), data)["Location"]
    assert client.post(alamat(tautan), data)["Location"] == pertama
    lain = client.post(alamat(tautan), data | {"u_waktu": "1"})["Location"]
    assert "jawaban pertamanya yang disimpan" in client.get(lain).content.decode()
    assert nilai(Jawaban.objects.get(), 3) == [4]


def test_yang_kosong_ditanyakan_lalu_diterima(client: Client, survei: Survei, tautan: Tautan) -> None:
    data = isian()
    del data["u_waktu"], data["u_biaya"]
    halaman = client.post(alamat(tautan), data).content.decode()
    assert "Pertanyaan nomor 3, 4 belum dijawab" in halaman
    assert data["kunci"] in halaman
    assert halaman.count("checked") == 8  # seven answers and the consent are still there
    assert client.post(alamat(tautan), data | {"tetap": "on"}).status_code == 302
    satu = Jawaban.objects.get()
    assert nilai(satu, 3, 4, 5) == [None, None, 4]
    assert tally.periksa(survei) == []


@pytest.mark.parametrize(
    ("ubahan", "pesan"),
    [
        ({"setuju": ""}, "Centang persetujuan ini lebih dulu"),
        (dict.fromkeys(SEMUA_EMPAT, ""), "Jawab sedikitnya satu"),
        ({"umur": "tiga"}, "Tulis umur dengan angka saja"),
        ({"umur": "7"}, "Umur paling sedikit 10 tahun"),
        ({"umur": "200"}, "Umur paling banyak 120 tahun"),
        ({"u_waktu": "5"}, "Pilih salah satu jawaban yang tersedia"),
        ({"saran": "a" * 2001}, "Saran paling panjang 2000 huruf"),
        ({"kunci": "bukan"}, "Belum terkirim"),
    ],
)
def test_isian_salah_menyebut_sebab_dan_menyimpan_nihil(
    client: Client, tautan: Tautan, ubahan: dict[str, str], pesan: str
) -> None:
    jawab = client.post(alamat(tautan), isian(saran="Tetap di sini") | ubahan)
    halaman = jawab.content.decode()
    assert jawab.status_code == 200
    assert pesan in halaman
    assert "Jawaban Anda masih ada" in halaman
    assert not Jawaban.objects.exists()


def test_data_pribadi_dibersihkan_dan_dikatakan(client: Client, tautan: Tautan) -> None:
    ke = client.post(alamat(tautan), isian(saran="NIK saya 3171234567890123"))["Location"]
    assert "dihapus sebelum disimpan" in client.get(ke).content.decode()
    assert "3171" not in Jawaban.objects.get().saran
    bersih = client.post(alamat(tautan), isian(saran="Antre 45 menit"))["Location"]
    assert "dihapus sebelum disimpan" not in client.get(bersih).content.decode().split("<footer")[0]


def test_pertanyaan_sendiri_tersimpan_tanpa_dinilai(client: Client, survei: Survei, tautan: Tautan) -> None:
    pilih = PertanyaanTambahan.objects.create(survei=survei, urutan=1, teks="Tahu dari?", pilihan=["Web", "Teman"])
    tulis = PertanyaanTambahan.objects.create(survei=survei, urutan=2, teks="Ceritakan")
    assert "Tahu dari?" in client.get(alamat(tautan)).content.decode()
    client.post(alamat(tautan), isian(**{f"t_{pilih.pk}": "Web", f"t_{tulis.pk}": "Cepat"}))
    assert Jawaban.objects.get().tambahan == {str(pilih.pk): "Web", str(tulis.pk): "Cepat"}
    assert sum(t.jumlah for t in tally_semua(survei).unsur.values()) == 36
    salah = client.post(alamat(tautan), isian(**{f"t_{pilih.pk}": "Lain"})).content.decode()
    assert "Belum terkirim" in salah


@pytest.mark.parametrize(
    ("ubahan", "cabut", "status", "judul"),
    [
        ({"status": Status.DRAF}, False, 200, "Survei belum dibuka"),
        ({"status": Status.DITUTUP}, False, 410, "Survei sudah selesai"),
        ({"selesai": "2023-03-14"}, False, 410, "Survei sudah selesai"),
        ({}, True, 410, "Tautan tidak dipakai lagi"),
    ],
)
def test_halaman_tertutup(
    client: Client, tautan: Tautan, ubahan: dict[str, str], cabut: bool, status: int, judul: str
) -> None:
    terbuka = client.get(alamat(tautan))
    Survei.objects.update(**ubahan)
    if cabut:
        Tautan.objects.update(dicabut_pada=MARET)
    jawab = client.get(alamat(tautan))
    assert (terbuka.status_code, jawab.status_code) == (200, status)
    assert judul in jawab.content.decode()
    kirim = client.post(alamat(tautan), isian()).content.decode()
    assert judul in kirim
    assert "tidak tersimpan" in kirim
    assert not Jawaban.objects.exists()


def test_kode_tidak_peduli_huruf_besar_dan_yang_asing_404(client: Client, tautan: Tautan) -> None:
    assert client.get(f"/s/{tautan.kode.upper()}/").status_code == 200
    assert client.get("/s/tidakadaxyz/").status_code == 404
    assert client.get(f"/s/{'x' * 200}/").status_code == 404


def test_batas_laju_jujur_dan_tidak_membuang_isian(
    client: Client, tautan: Tautan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formulir, "KIRIM_PER_JENDELA", 2)
    assert [client.post(alamat(tautan), isian()).status_code for _ in range(3)] == [302, 302, 429]
    jawab = client.post(alamat(tautan), isian(saran="Masih saya"))
    assert "Masih saya" in jawab.content.decode()
    assert "belum tersimpan" in jawab.content.decode()
    # Another counter behind the same address goes on.
    assert client.post(alamat(buat_tautan(tautan.survei, "Loket 2")), isian()).status_code == 302
    assert client.get(alamat(tautan)).status_code == 200


def test_penarikan(client: Client, survei: Survei, tautan: Tautan) -> None:
    ke = client.post(alamat(tautan), isian())["Location"]
    kode = layanan.kode_tarik(Jawaban.objects.get().kunci)
    tarik = reverse("survei:tarik")
    assert kode in client.get(tarik, {"kode": kode}).content.decode()
    assert "tidak dikenal" in client.post(tarik, {"kode": "AAAA-BBBB-CCCC"}).content.decode()
    assert "Tulis kode" in client.post(tarik, {"kode": ""}).content.decode()
    assert Jawaban.objects.count() == 1
    assert "sudah dihapus" in client.post(tarik, {"kode": kode.lower()}).content.decode()
    assert not Jawaban.objects.exists()
    assert tally_semua(survei).responden == 0
    assert "tidak ada" in client.get(ke).content.decode()


def test_penarikan_ditolak_setelah_hasil_tetap_dan_dibatasi(client: Client, tautan: Tautan) -> None:
    client.post(alamat(tautan), isian())
    kode = layanan.kode_tarik(Jawaban.objects.get().kunci)
    Survei.objects.update(status=Status.DITETAPKAN)
    assert "sudah ditetapkan" in client.post(reverse("survei:tarik"), {"kode": kode}).content.decode()
    status = [client.post(reverse("survei:tarik"), {"kode": "salah"}).status_code for _ in range(20)]
    assert status == [200] * 19 + [429]


def test_biaya_kueri_formulir(client: Client, tautan: Tautan, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        client.get(alamat(tautan))
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        client.post(alamat(tautan), isian())
