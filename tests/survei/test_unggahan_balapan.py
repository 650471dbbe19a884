"""Uploads that race: with each other, with closing, with undoing; and a worker that dies in the middle."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from alat.pekerja import Pekerja, mulai_pekerja
from kinerja.organisasi.models import Jejak, Pengguna
from kinerja.pekerjaan import PERCOBAAN_MAKS, PESAN_DIANGGAP_HILANG, nomor_kunci
from survei.alur import Gerak
from survei.models import Jawaban, Survei, Unggahan
from survei.models.jawaban import StatusUnggahan
from survei.services import survei as layanan_survei
from survei.services import tally
from survei.services import unggahan as layanan
from survei.services.unggahan_kerja import JENIS, kerjakan, sapu
from tests.indikator.test_alur_kerja_balapan import bersamaan
from tests.orang import Pemeran, pemeran
from tests.survei.bantu import MARET, buat_survei, tally_semua
from tests.survei.unggahan import SARANA, baris_baik, berkas_csv, muat, periksa, petugas, setujui, terima

pytestmark = pytest.mark.django_db(transaction=True)
BATAS_DETIK = 90


@pytest.fixture
def orang(transactional_db: None) -> Pemeran:
    return pemeran()


@pytest.fixture
def staf(orang: Pemeran) -> Pengguna:
    return petugas(orang)


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    return buat_survei(orang.bagian)


def siap(staf: Pengguna, survei: Survei, banyak: int, nama: str) -> Unggahan:
    return periksa(staf, terima(staf, survei, berkas_csv(baris_baik(banyak), nama=nama)))


def test_dua_berkas_dimuat_serentak(staf: Pengguna, survei: Survei) -> None:
    dua = [siap(staf, survei, n, f"{n}.csv") for n in (30, 50)]
    for satu in dua:
        setujui(staf, satu)
    bersamaan(*[lambda u=u: kerjakan(u.pk, kini=MARET) for u in dua])
    assert tally_semua(survei).responden == Jawaban.objects.count() == 80
    assert tally.periksa(survei) == []


def test_berkas_yang_sama_disetujui_dua_orang_serentak(staf: Pengguna, survei: Survei) -> None:
    dua = [siap(staf, survei, 5, f"{n}.csv") for n in (1, 2)]
    hasil = bersamaan(*[lambda u=u: setujui(staf, u) for u in dua])
    assert hasil == ["berkas_kembar", "ya"]


def test_satu_unggahan_dikerjakan_dua_pekerja_serentak(staf: Pengguna, survei: Survei) -> None:
    unggahan = siap(staf, survei, 40, "a.csv")
    setujui(staf, unggahan)
    bersamaan(*[lambda: kerjakan(unggahan.pk, kini=MARET)] * 3)
    assert Jawaban.objects.count() == 40
    assert Jejak.objects.filter(aksi="unggahan.muat").count() == 1
    assert tally.periksa(survei) == []


def test_memuat_melawan_menutup(staf: Pengguna, survei: Survei) -> None:
    """Either the file comes in before the survey closes, or not at all."""
    unggahan = siap(staf, survei, 40, "a.csv")
    setujui(staf, unggahan)
    bersamaan(
        lambda: kerjakan(unggahan.pk, kini=MARET),
        lambda: layanan_survei.gerakkan(pelaku=staf, survei=survei, gerak=Gerak.TUTUP, kini=MARET),
    )
    unggahan.refresh_from_db()
    banyak = Jawaban.objects.count()
    assert (unggahan.status, banyak) in ((StatusUnggahan.SELESAI, 40), (StatusUnggahan.SIAP, 0))
    assert tally_semua(survei).responden == banyak
    assert tally.periksa(survei) == []


def test_dua_orang_mengurungkan_serentak(staf: Pengguna, survei: Survei) -> None:
    unggahan = muat(staf, survei, berkas_csv(baris_baik(20)))
    hasil = bersamaan(*[lambda: layanan.urungkan(pelaku=staf, unggahan=unggahan, alasan="Salah.", kini=MARET)] * 2)
    assert hasil == ["unggahan_bergerak", "ya"]
    assert tally_semua(survei).responden == 0
    assert Jejak.objects.filter(aksi="unggahan.urungkan").count() == 1


def test_mengurungkan_melawan_berkas_lain(staf: Pengguna, survei: Survei) -> None:
    lama = muat(staf, survei, berkas_csv(baris_baik(20)))
    baru = siap(staf, survei, 30, "b.csv")
    setujui(staf, baru)
    hasil = bersamaan(
        lambda: layanan.urungkan(pelaku=staf, unggahan=lama, alasan="Salah.", kini=MARET),
        lambda: kerjakan(baru.pk, kini=MARET),
    )
    assert hasil == ["ya", "ya"]
    assert tally_semua(survei).responden == Jawaban.objects.count() == 30
    assert tally.periksa(survei) == []


def test_pekerja_lain_sedang_memegang_kunci(staf: Pengguna, survei: Survei) -> None:
    """The control of the lock: while another session holds it, neither a worker nor the sweeper touches the job."""
    unggahan = siap(staf, survei, 3, "a.csv")
    setujui(staf, unggahan)
    Unggahan.objects.filter(pk=unggahan.pk).update(mulai_pada=MARET)
    lain = connection.copy()
    with lain.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_lock(%s)", [nomor_kunci(JENIS, unggahan.pk)])
    assert kerjakan(unggahan.pk, kini=MARET) is None
    assert sapu(MARET) == []
    assert Jawaban.objects.count() == 0
    with lain.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_unlock_all()")
    lain.close()
    assert kerjakan(unggahan.pk, kini=MARET) is not None
    assert Jawaban.objects.count() == 3


def test_pesan_hilang_dan_percobaan_habis(staf: Pengguna, survei: Survei, broker_kosong: str) -> None:
    unggahan = siap(staf, survei, 3, "a.csv")
    setujui(staf, unggahan)
    assert sapu(timezone.now()) == [unggahan.pk]
    assert sapu(timezone.now()) == []
    assert sapu(timezone.now() + PESAN_DIANGGAP_HILANG + timedelta(seconds=1)) == [unggahan.pk]
    Unggahan.objects.filter(pk=unggahan.pk).update(percobaan=PERCOBAAN_MAKS, mulai_pada=MARET)
    assert sapu(timezone.now()) == []
    unggahan.refresh_from_db()
    assert unggahan.status == StatusUnggahan.GAGAL
    assert "terhenti 3 kali" in unggahan.galat


def tunggu(unggahan: Unggahan, syarat: Callable[[Unggahan], bool]) -> Unggahan:
    batas = time.monotonic() + BATAS_DETIK
    while time.monotonic() < batas:
        unggahan.refresh_from_db()
        if syarat(unggahan):
            return unggahan
        time.sleep(0.02)
    raise AssertionError(f"terlalu lama: {unggahan.status} {unggahan.langkah} {unggahan.persen}% {unggahan.galat}")


@pytest.mark.pekerja
def test_pekerja_dibunuh_di_tengah_tetap_dimuat_sekali(
    staf: Pengguna, survei: Survei, pekerja: Pekerja, env_pekerja: dict[str, str], tmp_path: Path
) -> None:
    unggahan = layanan.terima(pelaku=staf, survei=survei, berkas=berkas_csv(baris_baik(60_000)), kini=timezone.now())
    layanan.petakan(pelaku=staf, unggahan=unggahan, pilihan={}, urutan=SARANA, layanan=None, kini=timezone.now())
    tunggu(unggahan, lambda u: u.status == StatusUnggahan.SIAP)
    setujui(staf, unggahan, antre=True)
    tunggu(unggahan, lambda u: u.langkah == "Memuat jawaban" and u.persen > 5)
    pekerja.bunuh()
    unggahan.refresh_from_db()
    assert (unggahan.status, Jawaban.objects.count()) == (StatusUnggahan.DIMUAT, 0)
    batas = time.monotonic() + BATAS_DETIK
    while unggahan.pk not in sapu(timezone.now()):
        assert time.monotonic() < batas, "kunci pekerja yang mati tidak lepas"
        time.sleep(0.1)
    baru = mulai_pekerja(env=env_pekerja, catatan=tmp_path / "pekerja-baru.log")
    try:
        tunggu(unggahan, lambda u: u.status == StatusUnggahan.SELESAI)
    finally:
        baru.hentikan()
    assert Jawaban.objects.count() == 60_000
    assert Jejak.objects.filter(aksi="unggahan.muat").count() == 1
    assert tally.periksa(survei) == []
