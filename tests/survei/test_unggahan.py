"""From a file to counted answers and back: what is loaded, what is refused, and that nothing is half done."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kinerja.organisasi.models import Jejak, Pengguna
from survei.hitung.unsur import Urutan
from survei.models import Jawaban, Layanan, Survei, Unggahan
from survei.models.jawaban import StatusUnggahan
from survei.models.survei import StatusSurvei
from survei.services import tally
from survei.services.unggahan_kerja import kerjakan
from survei.unggah.kenali import Peran
from tests.orang import Pemeran
from tests.survei.bantu import MARET, WIB, buat_survei, tally_semua
from tests.survei.bantu_unggahan import berkas_tersimpan, ditolak, nilai
from tests.survei.berkas import xlsx
from tests.survei.unggahan import (
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


def test_dimuat_dan_dihitung(staf: Pengguna, survei: Survei) -> None:
    unggahan = muat(staf, survei, berkas_csv(baris_baik(8)))
    assert (unggahan.status, unggahan.jumlah_baris, unggahan.jumlah_baik, unggahan.persen) == ("selesai", 8, 8, 100)
    assert Jawaban.objects.filter(survei=survei, unggahan=unggahan, kanal="unggahan").count() == 8
    tersimpan = tally_semua(survei)
    assert tersimpan.responden == 8
    assert tersimpan.unsur["persyaratan"].sebaran == (2, 2, 2, 2)
    assert tersimpan.unsur["sarana"].sebaran == (0, 0, 0, 8)
    assert tally.periksa(survei) == []
    survei.refresh_from_db()
    assert survei.terkunci
    satu = Jawaban.objects.order_by("kunci")[1]
    assert (satu.jenis_kelamin, satu.umur, satu.layanan_id) == ("P", 21, None)
    assert satu.waktu == datetime(2023, 3, 15, 0, 0, tzinfo=WIB)
    assert satu.kunci.hex.startswith(unggahan.pk.hex[:24])
    assert int(satu.kunci.hex[24:], 16) == 3  # its row in the file
    assert list(Jejak.objects.filter(objek_id=str(unggahan.pk)).order_by("id").values_list("aksi", flat=True)) == [
        "unggahan.terima",
        "unggahan.periksa",
        "unggahan.setujui",
        "unggahan.muat",
    ]


@BERAKHIR
def test_semua_ciri_xlsx(staf: Pengguna, survei: Survei) -> None:
    kepala = ["Timestamp", "JK", "Usia", "Pendidikan", "Pekerjaan", "Jenis Layanan", "Saran", "NIK"]
    unsur = [f"U{i}" for i in range(1, 10)]
    isi = [
        [datetime(2023, 3, 1, 9, 30), "Laki-laki", "35 tahun", "SLTA", "Wiraswasta", "ktp", "Bagus\\n\tsekali, hubungi 081234567890", "3372011708450001", 4, None, *[3] * 7],  # noqa: DTZ001, E501
        [datetime(2023, 3, 2), "P", 70, "S1", "Nelayan", None, None, "3372011708450002", *[2] * 9],  # noqa: DTZ001
    ]  # fmt: skip
    unggahan = muat(staf, survei, berkas(xlsx([kepala + unsur, *isi]), "hasil.xlsx"))
    assert unggahan.status == "selesai", unggahan.galat
    pertama, kedua = Jawaban.objects.order_by("kunci").select_related("layanan")
    assert pertama.waktu == datetime(2023, 3, 1, 9, 30, tzinfo=WIB)
    assert (pertama.jenis_kelamin, pertama.umur, pertama.pendidikan) == ("L", 35, "sma")
    assert pertama.pekerjaan == "wirausaha"
    assert str(pertama.layanan) == "KTP"
    assert pertama.saran == "Bagus\\n sekali, hubungi [data pribadi dihapus]"
    assert nilai(pertama, 1, 2, 9) == [4, None, 3]
    assert (kedua.pekerjaan, kedua.layanan, kedua.saran, nilai(kedua, 9)) == ("Nelayan", None, "", [2])
    assert tally.periksa(survei) == []
    # The file held NIK: it is gone, and nothing of it is left anywhere.
    assert unggahan.berkas.name == ""
    assert all(b"3372011708450001" not in b.read_bytes() for b in berkas_tersimpan())
    assert "33720117" not in str(unggahan.pemetaan) + str(unggahan.pemeriksaan)


def test_urutan_menentukan_arti_u8_dan_u9(staf: Pengguna, survei: Survei) -> None:
    siap = periksa(staf, terima(staf, survei, berkas_csv(["1;;;;4;4;4;4;4;4;4;1;3"])), urutan=Urutan.PENGADUAN_SARANA)
    setujui(staf, siap)
    kerjakan(siap.pk, kini=MARET)
    unsur = tally_semua(survei).unsur
    assert (unsur["pengaduan"].jumlah, unsur["sarana"].jumlah) == (1, 3)
    assert tally.periksa(survei) == []


def test_pratinjau_memakai_kata_orang(staf: Pengguna, survei: Survei) -> None:
    kepala = ("U1", "U2", "U3", "Tanggal", "Jam", "Pendidikan", "Jenis Layanan")
    siap = periksa(staf, terima(staf, survei, berkas_csv(["4;;2;1/3/2023;9.30;D3;kartu keluarga"], kepala)))
    assert siap.pemeriksaan["contoh"] == [
        ["2", "4", "", "2", "01/03/2023", "09.30", "Diploma (D1–D3)", "Kartu Keluarga"]
    ]
    assert siap.pemeriksaan["kepala"][0] == "Persyaratan"


def test_layanan_untuk_semua_baris(staf: Pengguna, survei: Survei) -> None:
    ktp = Layanan.objects.get(nama="KTP")
    siap = periksa(staf, terima(staf, survei, berkas_csv(baris_baik(3))), layanan=ktp.pk)
    setujui(staf, siap)
    kerjakan(siap.pk, kini=MARET)
    assert tally.baca(survei, "layanan").keys() == {("layanan", str(ktp.pk))}


def test_baris_salah_tidak_dimuat_tanpa_persetujuan(staf: Pengguna, survei: Survei) -> None:
    salah = "9;15/03/2023;X;20;7;4;4;4;4;4;4;4;4"
    siap = periksa(staf, terima(staf, survei, berkas_csv([*baris_baik(4), salah])))
    assert (siap.status, siap.jumlah_baris, siap.jumlah_baik) == ("siap", 5, 4)
    assert siap.pemeriksaan["kelompok"] == [
        "1 baris: jenis kelamin bukan L atau P pada kolom Jenis Kelamin (baris 6), misalnya “X”.",
        "1 baris: nilai di luar 1–4 pada kolom U1 (baris 6), misalnya “7”.",
    ]
    assert siap.salah.read().decode("utf-8-sig").splitlines() == [
        "Baris;Kolom;Nilai;Aturan",
        "6;U1;7;nilai di luar 1–4",
        "6;Jenis Kelamin;X;jenis kelamin bukan L atau P",
    ]
    assert "1 baris salah" in ditolak("ada_baris_salah", lambda: setujui(staf, siap))
    assert not Jawaban.objects.exists()
    setujui(staf, siap, hanya_baik=True)
    kerjakan(siap.pk, kini=MARET)
    assert Jawaban.objects.count() == 4
    assert tally.periksa(survei) == []


def test_tanpa_baris_baik_tidak_dapat_disetujui(staf: Pengguna, survei: Survei) -> None:
    siap = periksa(staf, terima(staf, survei, berkas_csv(["1;;;;9;9;9;9;9;9;9;9;9"])))
    ditolak("tanpa_baris_baik", lambda: setujui(staf, siap, hanya_baik=True))


def test_rumus_dari_berkas_tidak_berjalan_di_daftar_kesalahan(staf: Pengguna, survei: Survei) -> None:
    siap = periksa(staf, terima(staf, survei, berkas_csv(["1;;;;=1+1;4;4;4;4;4;4;4;4"])))
    assert "2;U1;'=1+1;" in siap.salah.read().decode()


def test_tanggal_yang_belum_tiba_dan_di_luar_masa(staf: Pengguna, survei: Survei) -> None:
    isi = ["1;16/03/2023;;;" + "4;" * 8 + "4", "2;15/12/2022;;;" + "4;" * 8 + "4"]
    siap = periksa(staf, terima(staf, survei, berkas_csv(isi)))
    assert "tanggal belum tiba pada kolom Tanggal (baris 2)" in siap.pemeriksaan["kelompok"][0]
    assert (
        "1 baris bertanggal di luar masa survei (1 Januari 2023 sampai 30 Juni 2023)"
        in (siap.pemeriksaan["peringatan"][0])
    )


def test_berkas_yang_ditolak_tidak_disimpan(staf: Pengguna, survei: Survei) -> None:
    pesan = ditolak(
        "berkas_ditolak", lambda: terima(staf, survei, SimpleUploadedFile("data.xlsx", b"MZ\x90\x00" + b"\x00" * 99))
    )
    assert "bukan Excel" in pesan
    assert not Unggahan.objects.exists()
    assert berkas_tersimpan() == []


@pytest.mark.parametrize("status", [StatusSurvei.DRAF, StatusSurvei.DITUTUP, StatusSurvei.TERBIT])
def test_survei_yang_tidak_berjalan_menolak_berkas(staf: Pengguna, survei: Survei, status: str) -> None:
    Survei.objects.filter(pk=survei.pk).update(status=status)
    survei.refresh_from_db()
    ditolak("survei_tidak_berjalan", lambda: terima(staf, survei, berkas_csv(baris_baik(1))))


def test_ditutup_setelah_disetujui_tidak_ada_yang_dimuat(staf: Pengguna, survei: Survei) -> None:
    siap = periksa(staf, terima(staf, survei, berkas_csv(baris_baik(3))))
    setujui(staf, siap)
    Survei.objects.filter(pk=survei.pk).update(status=StatusSurvei.DITUTUP)
    hasil = kerjakan(siap.pk, kini=MARET)
    assert hasil is not None
    assert hasil.status == StatusUnggahan.SIAP
    assert "berstatus ditutup" in hasil.galat
    assert not Jawaban.objects.exists()
    # Opened again, the same upload is accepted without another check.
    Survei.objects.filter(pk=survei.pk).update(status=StatusSurvei.BERJALAN)
    setujui(staf, siap)
    kerjakan(siap.pk, kini=MARET)
    assert Jawaban.objects.count() == 3


def test_pertanyaan_yang_berubah_setelah_pemeriksaan(staf: Pengguna, survei: Survei) -> None:
    siap = periksa(staf, terima(staf, survei, berkas_csv(baris_baik(2))))
    survei.unsur.filter(kode="sarana").update(kolom=15)
    ditolak("inti_berubah", lambda: setujui(staf, siap))


def test_unsur_yang_tidak_ditanyakan(staf: Pengguna, orang: Pemeran) -> None:
    pendek = buat_survei(orang.bagian, unsur=7)
    unggahan = terima(staf, pendek, berkas_csv(baris_baik(1)))
    pesan = ditolak("kolom_salah", lambda: periksa(staf, unggahan))
    assert "U8 (kolom L), U9 (kolom M)" in pesan
    tanpa = {11: (Peran.LAIN, None), 12: (Peran.LAIN, None)}
    assert periksa(staf, unggahan, pilihan=tanpa).jumlah_baik == 1


def test_kolom_yang_kurang_diperingatkan(staf: Pengguna, survei: Survei) -> None:
    kepala = ("U1", "U2", "U3")
    siap = periksa(staf, terima(staf, survei, berkas_csv(["4;3;2"], kepala)))
    assert "Biaya/tarif" in siap.pemeriksaan["peringatan"][0]
    setujui(staf, siap)
    kerjakan(siap.pk, kini=MARET)
    assert tally_semua(survei).unsur["biaya"].terisi == 0
    assert tally.periksa(survei) == []
