"""The pages of the upload wizard: constant queries, refusals in words, files behind permissions."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from kinerja.organisasi.models import Pengguna
from survei.models import Survei, Unggahan
from survei.models.jawaban import StatusUnggahan
from survei.models.survei import StatusSurvei
from survei.services.unggahan_kerja import kerjakan
from tests.orang import Pemeran
from tests.survei.bantu import MARET, buat_survei
from tests.survei.unggahan import baris_baik, berkas_csv, muat, periksa, petugas, setujui, terima

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("satu_sambungan")]
BATAS_KUERI = 15


@pytest.fixture
def staf(orang: Pemeran) -> Pengguna:
    return petugas(orang)


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    return buat_survei(orang.bagian, layanan=("KTP",))


@pytest.fixture
def masuk(staf: Pengguna) -> Client:
    client = Client()
    client.force_login(staf)
    return client


def alamat(nama: str, unggahan: Unggahan) -> str:
    return reverse(f"survei:{nama}", args=[unggahan.pk])


def test_daftar_berkueri_tetap(
    masuk: Client, staf: Pengguna, survei: Survei, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(6):
        muat(staf, survei, berkas_csv(baris_baik(n + 1), nama=f"berkas {n}.csv"))
    with django_assert_max_num_queries(BATAS_KUERI):
        jawab = masuk.get(reverse("survei:unggah", args=[survei.pk]))
    isi = jawab.content.decode()
    assert all(f"berkas {n}.csv" in isi for n in range(6))
    assert "Contoh petugas" in isi


def test_setiap_langkah_berkueri_tetap(
    masuk: Client, staf: Pengguna, survei: Survei, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    unggahan = terima(staf, survei, berkas_csv(baris_baik(3)))
    with django_assert_max_num_queries(BATAS_KUERI):
        masuk.get(alamat("unggahan_kolom", unggahan))
    periksa(staf, unggahan)
    with django_assert_max_num_queries(BATAS_KUERI):
        assert "Muat 3 jawaban" in masuk.get(alamat("unggahan", unggahan)).content.decode()
    setujui(staf, unggahan)
    with django_assert_max_num_queries(BATAS_KUERI):
        assert masuk.get(alamat("unggahan_kemajuan", unggahan)).status_code == 200
    kerjakan(unggahan.pk, kini=MARET)
    selesai = masuk.get(alamat("unggahan_kemajuan", unggahan))
    assert (selesai.status_code, selesai["HX-Refresh"]) == (286, "true")


def test_data_pribadi_tidak_pernah_tampil(masuk: Client, staf: Pengguna, survei: Survei) -> None:
    isi = ["3372011708450001;4;4;4"]
    unggahan = terima(staf, survei, berkas_csv(isi, ("NIK", "U1", "U2", "U3")))
    halaman = masuk.get(alamat("unggahan_kolom", unggahan)).content.decode()
    assert "NIK (kolom A)" in halaman
    assert "3372011708450001" not in halaman


def test_survei_tertutup_mengatakan_apa_yang_dapat_dilakukan(masuk: Client, survei: Survei) -> None:
    Survei.objects.filter(pk=survei.pk).update(status=StatusSurvei.DITUTUP)
    halaman = reverse("survei:unggah", args=[survei.pk])
    assert "Berkas dapat diunggah selama survei berjalan." in masuk.get(halaman).content.decode()
    jawab = masuk.post(halaman, {"berkas": berkas_csv(baris_baik(1))})
    assert jawab.status_code == 422
    assert "berstatus ditutup" in jawab.content.decode()


def test_unsur_asing_ditawarkan_tidak_dimuat(
    masuk: Client, orang: Pemeran, staf: Pengguna, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    survei = buat_survei(orang.bagian, unsur=7)
    unggahan = terima(staf, survei, berkas_csv(["4;3;2;1"], ("U1", "U2", "U3", "U12")))
    halaman = masuk.get(alamat("unggahan_kolom", unggahan))
    assert halaman.context["form"]["k_3"].value() == "lain"
    data = {"k_0": "unsur:persyaratan", "k_1": "unsur:persyaratan", "k_2": "lain", "k_3": "lain"}
    ganda = masuk.post(alamat("unggahan_kolom", unggahan), data)
    assert ganda.status_code == 422
    assert "Lebih dari satu kolom berisi unsur persyaratan: U1, U2" in ganda.content.decode()
    assert masuk.post(alamat("unggahan_kolom", unggahan), data | {"k_1": "unsur:sarana"}).status_code == 422
    assert masuk.post(alamat("unggahan_kolom", unggahan), data | {"k_1": "unsur:waktu"}).status_code == 302
    unggahan.refresh_from_db()
    assert unggahan.status == StatusUnggahan.DIPERIKSA
    assert [k[2:5] for k in unggahan.pemetaan["kolom"]] == [
        ["unsur", None, "persyaratan"],
        ["unsur", None, "waktu"],
        ["lain", None, None],
        ["lain", None, None],
    ]


def test_yang_sedang_bekerja_tidak_dapat_dipetakan_lagi(masuk: Client, staf: Pengguna, survei: Survei) -> None:
    unggahan = periksa(staf, terima(staf, survei, berkas_csv(baris_baik(1))))
    setujui(staf, unggahan)
    assert masuk.get(alamat("unggahan_kolom", unggahan))["Location"] == alamat("unggahan", unggahan)
    assert masuk.post(alamat("unggahan_buang", unggahan)).status_code == 409


def test_berhenti_sebelum_dan_sesudah_ada_pekerja(masuk: Client, staf: Pengguna, survei: Survei) -> None:
    unggahan = periksa(staf, terima(staf, survei, berkas_csv(baris_baik(1))))
    setujui(staf, unggahan)
    masuk.post(alamat("unggahan_hentikan", unggahan))
    unggahan.refresh_from_db()
    assert unggahan.status == StatusUnggahan.SIAP
    setujui(staf, unggahan)
    Unggahan.objects.filter(pk=unggahan.pk).update(mulai_pada=MARET)
    masuk.post(alamat("unggahan_hentikan", unggahan))
    unggahan.refresh_from_db()
    assert (unggahan.status, unggahan.batal_diminta) == (StatusUnggahan.DIMUAT, True)
    kerjakan(unggahan.pk, kini=MARET)
    unggahan.refresh_from_db()
    assert (unggahan.status, unggahan.batal_diminta, unggahan.survei.jawaban.count()) == ("siap", False, 0)


def test_mengunduh(masuk: Client, staf: Pengguna, survei: Survei) -> None:
    isi = ["1;;;;9;4;4;4;4;4;4;4;4", "2;;;;4;=1+1;4;4;4;4;4;4;4"]
    unggahan = periksa(staf, terima(staf, survei, berkas_csv(isi)))
    asli = masuk.get(alamat("unggahan_berkas", unggahan))
    assert b"".join(asli) == berkas_csv(isi).read()
    assert asli["Content-Disposition"] == 'attachment; filename="hasil.csv"'
    assert asli["Cache-Control"] == "private, no-store"
    daftar = masuk.get(alamat("unggahan_salah", unggahan))
    assert b"2;U1;9;nilai di luar 1" in b"".join(daftar)
    buku = masuk.get(alamat("unggahan_salah_excel", unggahan))
    assert 'filename="kesalahan hasil.csv.xlsx"' in buku["Content-Disposition"]
    lembar = load_workbook(BytesIO(b"".join(buku)))["Kesalahan"]
    assert list(lembar.values) == [
        ("Baris", "Kolom", "Nilai", "Aturan"),
        (2, "U1", "9", "nilai di luar 1–4"),
        (3, "U2", "=1+1", "nilai di luar 1–4"),
    ]
    assert (lembar["C3"].data_type, lembar.freeze_panes, lembar.auto_filter.ref) == ("s", "A2", "A1:D3")
    Unggahan.objects.filter(pk=unggahan.pk).update(berkas="")
    tiada = masuk.get(alamat("unggahan_berkas", unggahan))
    assert tiada.status_code == 404
    Unggahan.objects.filter(pk=unggahan.pk).update(salah="")
    assert masuk.get(alamat("unggahan_salah_excel", unggahan)).status_code == 404
    assert "tidak disimpan lagi" in tiada.content.decode()
