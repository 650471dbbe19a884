"""The result page and its moves: what each person is offered, what a refusal keeps, what it costs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Pengguna
from survei.models import HasilSurvei, Survei, VersiHasil
from survei.models.survei import StatusSurvei
from survei.selectors.hasil import hasil_kini, sidik_kini
from survei.selectors.saran import baca_saran
from survei.services import hasil as layanan
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna
from tests.survei.bantu import buat_survei, isi_survei
from tests.survei.bantu_hasil import JULI, buat_rtl, isi_rata, segar, tetapkan, tutup


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    """Closed, five people, 75,00."""
    return tutup(isi_rata(buat_survei(orang.bagian), 3))


def halaman(client: Client, orang: Pengguna, survei: Survei, rute: str = "hasil") -> str:
    client.force_login(orang)
    return client.get(reverse(f"survei:{rute}", args=[survei.pk])).content.decode()


def test_tawaran_menurut_peran_dan_keadaan(orang: Pemeran, survei: Survei, client: Client) -> None:
    petugas = buat_pengguna("petugas", orang.instansi, (Peran.PETUGAS_SURVEI, orang.bagian))
    assert "Tetapkan hasil…" in halaman(client, orang.verifikator, survei)
    assert "Verifikator atau pimpinan unit ini menetapkannya." in halaman(client, petugas, survei)
    assert "Tetapkan hasil…" not in halaman(client, petugas, survei)
    assert "Tambah rencana" in halaman(client, petugas, survei)
    assert "Tambah rencana" not in halaman(client, orang.verifikator, survei)
    tetapkan(orang, survei)
    assert "Terbitkan…" in halaman(client, orang.pimpinan, survei)
    assert "Terbitkan…" not in halaman(client, orang.operator, survei)
    assert "Batalkan penetapan…" in halaman(client, orang.pimpinan, survei)


def test_hasil_sementara_tidak_dapat_ditetapkan(orang: Pemeran, client: Client) -> None:
    satu = isi_rata(buat_survei(orang.bagian), 3)
    teks = halaman(client, orang.verifikator, satu)
    assert "Hasil sementara" in teks
    assert "Tetapkan hasil…" not in teks
    alamat = reverse("survei:tetapkan", args=[satu.pk])
    assert client.get(alamat)["Location"] == reverse("survei:hasil", args=[satu.pk])
    tolak = client.post(alamat, {"terlihat": sidik_kini(hasil_kini(segar(satu)))})
    assert (tolak.status_code, HasilSurvei.objects.exists()) == (409, False)
    assert "Survei ini sedang berjalan, jadi tidak dapat ditetapkan." in tolak.content.decode()


def test_menetapkan_angka_yang_dilihat(orang: Pemeran, survei: Survei, client: Client) -> None:
    teks = halaman(client, orang.verifikator, survei, "tetapkan")
    assert "Tetapkan IKM 75,00 (C)" in teks
    assert "5 dari 5 isian (100,00%) memberi nilai yang sama untuk semua unsur." in teks
    alamat = reverse("survei:tetapkan", args=[survei.pk])
    terlihat = sidik_kini(hasil_kini(survei))
    assert terlihat in teks
    isi_survei(survei, [1] * 9)
    basi = client.post(alamat, {"terlihat": terlihat})
    assert (basi.status_code, HasilSurvei.objects.exists()) == (409, False)
    # The page shows the figure of now and offers that one. (5 × 3 + 1) / 6 × 25
    assert "Tetapkan IKM 66,67 (C)" in basi.content.decode()
    jawab = client.post(alamat, {"terlihat": sidik_kini(hasil_kini(survei))})
    assert jawab["Location"] == reverse("survei:hasil", args=[survei.pk])
    assert segar(survei).status == StatusSurvei.DITETAPKAN


def test_terbit_dan_batal_lewat_halaman(orang: Pemeran, survei: Survei, client: Client) -> None:
    tetapkan(orang, survei)
    client.force_login(orang.pimpinan)
    client.post(reverse("survei:terbitkan", args=[survei.pk]))
    assert segar(survei).status == StatusSurvei.TERBIT
    alamat = reverse("survei:batalkan", args=[survei.pk])
    tolak = client.post(alamat, {"alasan": "   "})
    assert (tolak.status_code, VersiHasil.objects.exists()) == (409, False)
    assert "Tuliskan alasan membuka kembali" in tolak.content.decode()
    jawab = client.post(alamat, {"alasan": "Satu berkas tertinggal."}, follow=True)
    assert "Satu berkas tertinggal." in jawab.content.decode()
    # Twice, as a double click does: refused in words, the reason kept.
    lagi = client.post(alamat, {"alasan": "Sekali lagi."})
    assert (lagi.status_code, VersiHasil.objects.count()) == (409, 1)
    assert "Survei ini sudah ditutup, jadi tidak dapat dibatalkan penetapannya." in lagi.content.decode()


def test_sinyal_hanya_untuk_yang_memeriksa(orang: Pemeran, survei: Survei, client: Client) -> None:
    tetapkan(orang, survei)
    kalimat = "memberi nilai yang sama untuk semua unsur"
    assert kalimat in halaman(client, orang.inspektorat, survei)
    assert kalimat not in halaman(client, orang.operator, survei)


def test_saran_berhalaman_tanpa_terlewat(orang: Pemeran, client: Client) -> None:
    satu = buat_survei(orang.bagian, unsur=2)
    for n in range(45):
        isi_survei(satu, [3, 4], saran=f"Saran nomor {n:02}")
    isi_survei(satu, [3, 4])
    terbaca, sebelum = [], None
    while True:
        potong = baca_saran(satu, sebelum)
        terbaca += [s.teks for s in potong.isi]
        if potong.berikut is None:
            break
        sebelum = potong.berikut
    assert terbaca == [f"Saran nomor {n:02}" for n in range(44, -1, -1)]
    pertama = halaman(client, orang.verifikator, satu, "saran")
    assert pertama.count("Saran nomor") == 20
    lanjut = client.get(reverse("survei:saran", args=[satu.pk]), {"sebelum": "x"})
    assert lanjut.status_code == 404


def test_saran_ditulis_sebagai_teks(orang: Pemeran, client: Client) -> None:
    satu = buat_survei(orang.bagian, judul="Survei <b>tebal</b>", layanan=("<i>KTP</i>",))
    isi_survei(satu, [3] * 9, saran="<script>alert(1)</script>", layanan=satu.layanan.get())
    teks = halaman(client, orang.verifikator, satu)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in teks
    for kasar in ("<script>alert", "<b>tebal", "<i>KTP"):
        assert kasar not in teks


def test_biaya_halaman_hasil(orang: Pemeran, survei: Survei, client: Client) -> None:
    client.force_login(orang.pimpinan)

    def hitung() -> int:
        with CaptureQueriesContext(connection) as kueri:
            client.get(reverse("survei:hasil", args=[survei.pk]))
        return len(kueri)

    sedikit = hitung()
    isi_survei(survei, *([3, 4] * 4 + [n % 4 + 1] for n in range(60)), saran="Terima kasih")
    for _ in range(4):
        buat_rtl(segar(survei))
    assert hitung() == sedikit
    assert sedikit <= 15


def test_hasil_beku_menahan_bentuk_lama(orang: Pemeran, survei: Survei, client: Client) -> None:
    """The page of a fixed result reads the frozen text, not the tallies."""
    tetapkan(orang, survei)
    layanan.terbitkan(pelaku=orang.pimpinan, survei=survei, kini=JULI)
    Survei.objects.filter(pk=survei.pk).update(judul="Judul lain")
    isi_survei(survei, [1] * 9)
    teks = halaman(client, orang.verifikator, survei)
    assert "SKM Bagian Contoh Semester I 2023" in teks
    assert "75,00" in teks
