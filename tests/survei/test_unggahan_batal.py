"""The same file twice, a batch undone, an upload discarded: what goes, what stays, and how long files are kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kinerja.organisasi.models import Jejak, Pengguna
from survei.models import Jawaban, Survei
from survei.models.jawaban import StatusUnggahan
from survei.models.survei import StatusSurvei
from survei.services import tally
from survei.services import unggahan as layanan
from survei.services.unggahan_kerja import kerjakan
from survei.services.unggahan_simpan import MASA_SIMPAN, MASA_TUNGGU, buang_lewat_masa
from tests.orang import Pemeran
from tests.survei.bantu import MARET, buat_survei, isi_survei, tally_semua
from tests.survei.bantu_unggahan import berkas_tersimpan, ditolak
from tests.survei.berkas import xlsx
from tests.survei.unggahan import (
    KEPALA,
    baris_baik,
    berkas,
    berkas_csv,
    muat,
    periksa,
    petugas,
    setujui,
    terima,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("satu_sambungan")]


# Files are let go of only when a transaction really ends.
BERAKHIR = pytest.mark.django_db(transaction=True)


@pytest.fixture
def staf(orang: Pemeran) -> Pengguna:
    return petugas(orang)


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    return buat_survei(orang.bagian, layanan=("KTP", "Kartu Keluarga"))


def test_berkas_kembar_perlu_persetujuan(staf: Pengguna, survei: Survei) -> None:
    muat(staf, survei, berkas_csv(baris_baik(3)))
    lagi = periksa(staf, terima(staf, survei, berkas_csv(baris_baik(3))))
    assert "“hasil.csv”" in ditolak("berkas_kembar", lambda: setujui(staf, lagi))
    # The same rows saved as another kind of file are noticed as well.
    baris = [b.split(";") for b in baris_baik(3)]
    lain = periksa(staf, terima(staf, survei, berkas(xlsx([KEPALA, *baris]), "disimpan ulang.xlsx")))
    assert lain.sha256 != lagi.sha256
    ditolak("berkas_kembar", lambda: setujui(staf, lain))
    setujui(staf, lain, tahu_kembar=True)
    kerjakan(lain.pk, kini=MARET)
    assert Jawaban.objects.count() == 6
    assert tally.periksa(survei) == []


def test_setelah_diurungkan_tidak_lagi_kembar(staf: Pengguna, survei: Survei) -> None:
    pertama = muat(staf, survei, berkas_csv(baris_baik(3)))
    layanan.urungkan(pelaku=staf, unggahan=pertama, alasan="Salah berkas.", kini=MARET)
    assert muat(staf, survei, berkas_csv(baris_baik(3))).status == "selesai"


@BERAKHIR
def test_diurungkan_kembali_seperti_semula(staf: Pengguna, survei: Survei) -> None:
    isi_survei(survei, [4] * 9, [1] * 9)
    awal = tally.baca(survei)
    unggahan = muat(staf, survei, berkas_csv(baris_baik(50)))
    assert tally_semua(survei).responden == 52
    ditolak("alasan_wajib", lambda: layanan.urungkan(pelaku=staf, unggahan=unggahan, alasan=" ", kini=MARET))
    hasil = layanan.urungkan(pelaku=staf, unggahan=unggahan, alasan="Periode keliru.", kini=MARET)
    assert hasil.status == StatusUnggahan.DIURUNGKAN
    assert tally.baca(survei) == awal
    assert Jawaban.objects.count() == 2
    assert tally.periksa(survei) == []
    assert berkas_tersimpan() == []
    jejak = Jejak.objects.get(aksi="unggahan.urungkan")
    assert (jejak.alasan, jejak.sebelum) == ("Periode keliru.", {"jawaban": 50})
    ditolak("unggahan_bergerak", lambda: layanan.urungkan(pelaku=staf, unggahan=hasil, alasan="Lagi.", kini=MARET))


@pytest.mark.parametrize("status", [StatusSurvei.DITETAPKAN, StatusSurvei.TERBIT])
def test_hasil_tetap_tidak_dapat_diurungkan(staf: Pengguna, survei: Survei, status: str) -> None:
    unggahan = muat(staf, survei, berkas_csv(baris_baik(3)))
    Survei.objects.filter(pk=survei.pk).update(status=status)
    ditolak("hasil_tetap", lambda: layanan.urungkan(pelaku=staf, unggahan=unggahan, alasan="Salah.", kini=MARET))
    assert Jawaban.objects.count() == 3


def test_jawaban_yang_hilang_menghentikan_pengurungan(staf: Pengguna, survei: Survei) -> None:
    unggahan = muat(staf, survei, berkas_csv(baris_baik(3)))
    Jawaban.objects.filter(unggahan=unggahan).first().delete()  # type: ignore[union-attr]
    ditolak("jumlah_beda", lambda: layanan.urungkan(pelaku=staf, unggahan=unggahan, alasan="Salah.", kini=MARET))
    assert tally_semua(survei).responden == 3


@BERAKHIR
def test_dibuang_dan_lewat_masa(staf: Pengguna, survei: Survei) -> None:
    satu = terima(staf, survei, berkas_csv(baris_baik(1)))
    assert layanan.buang(pelaku=staf, unggahan=satu, kini=MARET).status == StatusUnggahan.DIBATALKAN
    ditolak("unggahan_bergerak", lambda: layanan.buang(pelaku=staf, unggahan=satu, kini=MARET))
    dua = periksa(staf, terima(staf, survei, berkas_csv(baris_baik(1))))
    assert buang_lewat_masa(MARET + MASA_TUNGGU - timedelta(minutes=1)) == 0
    assert buang_lewat_masa(MARET + MASA_TUNGGU) == 1
    dua.refresh_from_db()
    assert (dua.status, dua.berkas.name, dua.siap.name) == (StatusUnggahan.DIBATALKAN, "", "")
    assert berkas_tersimpan() == []
    assert "7 hari" in dua.galat


@BERAKHIR
def test_berkas_yang_dimuat_disimpan_sembilan_puluh_hari(staf: Pengguna, survei: Survei) -> None:
    unggahan = muat(staf, survei, berkas_csv(baris_baik(2)))
    assert (bool(unggahan.berkas.name), unggahan.siap.name) == (True, "")
    assert buang_lewat_masa(MARET + MASA_SIMPAN - timedelta(minutes=1)) == 0
    assert buang_lewat_masa(MARET + MASA_SIMPAN) == 1
    unggahan.refresh_from_db()
    assert (unggahan.status, unggahan.berkas.name) == (StatusUnggahan.SELESAI, "")
    assert berkas_tersimpan() == []
    assert buang_lewat_masa(MARET + MASA_SIMPAN) == 0
