"""Published results: who sees what, what the public never sees, and what a withdrawn page says."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from survei.hitung.umum import untuk_umum
from survei.models import HasilSurvei, Survei
from survei.models.jawaban import Kanal
from survei.selectors.hasil import baca_beku
from survei.services import hasil as layanan
from tests.orang import Pemeran
from tests.survei.bantu import buat_survei, buat_tautan, isi_survei
from tests.survei.bantu_hasil import JULI, buat_rtl, isi_rata, survei_berhasil, tetapkan


@pytest.fixture
def terbit(orang: Pemeran) -> HasilSurvei:
    """Twelve people; three of them for KK, over Loket 9, with a suggestion; all nine unsur."""
    satu = buat_survei(orang.bagian, layanan=("KTP", "KK"))
    isi_rata(satu, 3, 9, layanan=satu.layanan.get(nama="KTP"))
    kk = {"layanan": satu.layanan.get(nama="KK"), "kanal": Kanal.DARING, "tautan": buat_tautan(satu, "Loket 9")}
    isi_rata(satu, 4, 3, saran="Tolong cepat", **kk)
    buat_rtl(satu)
    tetapkan(orang, satu)
    return layanan.terbitkan(pelaku=orang.pimpinan, survei=satu, kini=JULI)


def alamat(hasil: HasilSurvei) -> str:
    return reverse("survei:skm_hasil", args=[hasil.kode_publik])


def test_halaman_publik_memuat_hasil(terbit: HasilSurvei) -> None:
    halaman = Client().get(alamat(terbit))
    teks = halaman.content.decode()
    # (9 × 3 + 3 × 4) / 12 × 25
    assert "<title>IKM Bagian Contoh Semester I 2023: 81,25 (B)</title>" in teks
    assert teks.count("<svg xmlns=") == 2
    assert "Menambah loket pengambilan nomor" in teks
    assert "TW III 2023, TW IV 2023" in teks
    assert terbit.sha256 in teks
    assert not halaman.cookies


def test_yang_tidak_pernah_tampil_di_publik(orang: Pemeran, terbit: HasilSurvei) -> None:
    teks = Client().get(alamat(terbit)).content.decode()
    assert "KK" in teks
    for rahasia in ("Loket 9", "Tolong cepat", "Ditetapkan oleh", str(orang.verifikator), "memberi nilai yang sama"):
        assert rahasia not in teks, rahasia
    assert "berita acara" not in teks
    assert "<script" not in teks


def test_kelompok_kecil_disembunyikan_dari_publik_saja(terbit: HasilSurvei) -> None:
    data = baca_beku(terbit)
    dalam = {p.kode: [k.responden for k in p.kelompok] for p in data.pilahan}
    luar = {p.kode: [k.responden for k in p.kelompok] for p in untuk_umum(data).pilahan}
    assert dalam == {"layanan": [3, 9], "kanal": [3, 9], "tautan": [3]}
    # Three alone would follow from the whole and the other group, so both go.
    assert luar == {"layanan": [None, None], "kanal": [None, None]}
    assert [k.nrr[0] for k in untuk_umum(data).pilahan[0].kelompok] == [None, None]
    assert untuk_umum(data).sinyal == ()


def test_yang_belum_terbit_tidak_ada(orang: Pemeran, terbit: HasilSurvei) -> None:
    belum = survei_berhasil(orang, orang.bagian_lain, 3)
    assert Client().get(alamat(belum)).status_code == 404
    assert Client().get("/skm/tidak-ada/").status_code == 404
    assert Client().get("/skm/" + "x" * 40 + "/").status_code == 404


def test_hasil_yang_ditarik_berkata_begitu(orang: Pemeran, terbit: HasilSurvei) -> None:
    layanan.batalkan(pelaku=orang.pimpinan, survei=terbit.survei, alasan="Salah unggah.", kini=JULI)
    halaman = Client().get(alamat(terbit))
    assert halaman.status_code == 404
    assert "Hasil ini sedang diperbaiki" in halaman.content.decode()
    assert "81,25" not in halaman.content.decode()
    assert "Salah unggah" not in halaman.content.decode()


def test_indeks_disaring(orang: Pemeran, terbit: HasilSurvei) -> None:
    lalu = survei_berhasil(
        orang, orang.bagian_lain, 3, tahun=2022, mulai=date(2022, 1, 1), selesai=date(2022, 6, 30), judul="SKM 2022"
    )
    layanan.terbitkan(pelaku=orang.pimpinan, survei=lalu.survei, kini=JULI)
    survei_berhasil(orang, orang.subbagian, 3, judul="Belum terbit")

    def ada(**saring: str) -> list[str]:
        halaman = Client().get(reverse("survei:skm"), saring)
        return [b.survei.unit.nama for b in halaman.context["baris"]]

    assert ada() == ["Bagian Contoh", "Bagian Lain"]
    assert ada(tahun="2022") == ["Bagian Lain"]
    assert ada(cari="contoh") == ["Bagian Contoh"]
    assert ada(instansi=orang.instansi.kode) == ["Bagian Contoh", "Bagian Lain"]
    assert ada(instansi="luar") == []
    assert ada(tahun="20x2", halaman="99") == ["Bagian Contoh", "Bagian Lain"]


def test_biaya_halaman_publik_tetap(orang: Pemeran, terbit: HasilSurvei) -> None:
    def hitung(jalan: str) -> int:
        with CaptureQueriesContext(connection) as kueri:
            Client().get(jalan)
        return len(kueri)

    sedikit = hitung(reverse("survei:skm")), hitung(alamat(terbit))
    for n in range(5):
        lain = survei_berhasil(orang, orang.bagian_lain, 3, judul=f"Survei {n}")
        layanan.terbitkan(pelaku=orang.pimpinan, survei=lain.survei, kini=JULI)
        buat_rtl(Survei.objects.get(pk=terbit.survei_id))
    isi_survei(terbit.survei, *([3] * 9 for _ in range(20)))
    assert (hitung(reverse("survei:skm")), hitung(alamat(terbit))) == sedikit
    assert max(sedikit) <= 5
