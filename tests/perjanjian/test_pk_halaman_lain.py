"""Pages around the agreements: signing electronically, the budget, the agency's statement."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from kinerja.organisasi.models import Pengguna
from kinerja.perjanjian.alur import Status
from kinerja.perjanjian.models import Anggaran, PerjanjianKinerja, TemplatPernyataan
from kinerja.perjanjian.naskah import BAWAAN
from tests.perjanjian.bantu_pk import SANDI_SERTIFIKAT, Susunan, draf, pk_di, pkcs12
from tests.perjanjian.bantu_tanda import tetap_belum_ditandatangani


@pytest.fixture(autouse=True)
def _cascading_beres(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks of the cascade have tests of their own; here nothing blocks signing."""
    monkeypatch.setattr("kinerja.perjanjian.selectors.cascading_periksa.galat", lambda temuan: [])


def masuk(siapa: Pengguna) -> Client:
    client = Client()
    client.force_login(siapa)
    return client


def isi(jawab: Any) -> str:
    return " ".join(jawab.content.decode().split())


def tanda(siapa: Pengguna, perjanjian: PerjanjianKinerja, **lain: Any) -> Any:
    data = {
        "versi_baris": perjanjian.versi_baris,
        "cara": "sertifikat",
        "berkas": SimpleUploadedFile("saya.p12", pkcs12(siapa.username, akhir=4000)),
        "sandi": SANDI_SERTIFIKAT,
    }
    return masuk(siapa).post(reverse("perjanjian:pk_tanda", args=[perjanjian.pk]), data | lain)


def test_kedua_pihak_menandatangani(susunan: Susunan) -> None:
    baris = pk_di(susunan, Status.DISETUJUI)
    for siapa, ke in (("kabag", Status.DISETUJUI), ("asisten", Status.DITANDATANGANI)):
        assert tanda(susunan.akun[siapa], baris).status_code == 302
        baris.refresh_from_db()
        assert baris.status == ke
    halaman = isi(masuk(susunan.akun["kabag"]).get(reverse("perjanjian:pk_rincian", args=[baris.pk])))
    assert "sertifikat Common Name: akun_kabag" in halaman
    # Who is no party does not even see the form.
    assert masuk(susunan.orang.perencana).get(reverse("perjanjian:pk_tanda", args=[baris.pk])).status_code == 403


@pytest.mark.parametrize(
    ("isian", "kode", "pesan"),
    [
        ({"sandi": "salah-sandi-9931"}, 409, "Frasa sandi sertifikat salah."),
        ({"sandi": ""}, 422, "Ketik frasa sandi sertifikat Anda."),
        ({"berkas": SimpleUploadedFile("saya.p12", b"bukan sertifikat")}, 409, "bukan PKCS#12"),
        ({"berkas": SimpleUploadedFile("saya.p12", b"0" * 200_000)}, 422, "terlalu besar untuk sebuah sertifikat"),
        ({"versi_baris": 1}, 409, "sudah berubah sejak Anda membukanya"),
    ],
)
def test_tanda_tangan_ditolak_tanpa_membocorkan(
    susunan: Susunan, settings: Settings, isian: dict[str, Any], kode: int, pesan: str
) -> None:
    baris = pk_di(susunan, Status.DISETUJUI)
    for berkas in isian.values():
        if isinstance(berkas, SimpleUploadedFile):
            berkas.seek(0)
    jawab = tanda(susunan.akun["kabag"], baris, **isian)
    assert jawab.status_code == kode
    assert pesan in isi(jawab)
    # What was typed is never in the answer, and nothing has been signed.
    assert SANDI_SERTIFIKAT not in isi(jawab)
    assert "salah-sandi-9931" not in isi(jawab)
    if kode == 409 and "versi_baris" not in isian:
        tetap_belum_ditandatangani(baris, settings)


def test_sandi_tidak_masuk_laporan_galat(susunan: Susunan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even when the signer breaks, the request of the error report carries no passphrase."""
    baris = pk_di(susunan, Status.DISETUJUI)

    def rusak(**_: Any) -> None:
        raise RuntimeError("rusak")

    monkeypatch.setattr("kinerja.perjanjian.views.pk_tanda.tandatangani", rusak)
    client = masuk(susunan.akun["kabag"])
    client.raise_request_exception = False
    jawab = client.post(
        reverse("perjanjian:pk_tanda", args=[baris.pk]),
        {
            "versi_baris": baris.versi_baris,
            "berkas": SimpleUploadedFile("saya.p12", pkcs12("kabag")),
            "sandi": SANDI_SERTIFIKAT,
        },
    )
    assert jawab.status_code == 500
    disembunyikan = getattr(jawab.wsgi_request, "sensitive_post_parameters", ())
    assert set(disembunyikan) == {"sandi", "nik"}


def test_bsre_hanya_bila_dipasang(susunan: Susunan, settings: Settings) -> None:
    baris = pk_di(susunan, Status.DISETUJUI)
    alamat = reverse("perjanjian:pk_tanda", args=[baris.pk])
    assert "BSrE" not in isi(masuk(susunan.akun["kabag"]).get(alamat))
    settings.BSRE_ALAMAT, settings.BSRE_PENGGUNA, settings.BSRE_SANDI = "http://127.0.0.1:9", "uji", "uji"
    assert "Tanda tangani lewat BSrE" in isi(masuk(susunan.akun["kabag"]).get(alamat))
    salah = tanda(susunan.akun["kabag"], baris, cara="bsre", nik="123", sandi="frasa-bsre-7")
    assert salah.status_code == 422
    assert "NIK terdiri atas 16 angka" in isi(salah)
    mati = tanda(susunan.akun["kabag"], baris, cara="bsre", nik="3171010101010001", sandi="frasa-bsre-7")
    assert mati.status_code == 409
    assert "tidak dapat dihubungi" in isi(mati)
    assert not {"3171010101010001", "frasa-bsre-7"} & set(isi(mati).replace('"', " ").split())


def anggaran(s: Susunan, **lain: str) -> Any:
    data = {
        "tingkat": "program",
        "induk": "",
        "jabatan": str(s.kabag.pk),
        "kode": "7.01",
        "nama": "Program Contoh",
        "pagu": "1.250.000.000",
        "keterangan": "APBD",
    }
    alamat = reverse("perjanjian:anggaran_baru", args=[s.orang.bagian.pk, 2023])
    return masuk(s.orang.perencana).post(alamat, data | lain)


def test_anggaran_ditambah_diubah_dihapus(susunan: Susunan) -> None:
    assert anggaran(susunan).status_code == 302
    program = Anggaran.objects.get()
    kegiatan = {"tingkat": "kegiatan", "induk": str(program.pk), "kode": "7.01.1", "nama": "Kegiatan"}
    assert anggaran(susunan, **kegiatan, pagu="1000000000").status_code == 302
    daftar = reverse("perjanjian:anggaran", args=[susunan.orang.kota.pk, 2023])
    teks = isi(masuk(susunan.orang.inspektorat).get(daftar))
    # 1.250.000.000 − 1.000.000.000 are still to be spread; the total does not count the kegiatan twice.
    assert "Rp250.000.000,00" in teks
    assert teks.count("Rp1.250.000.000,00") == 2
    perencana = masuk(susunan.orang.perencana)
    ditahan = perencana.post(reverse("perjanjian:anggaran_hapus", args=[program.pk]))
    assert ditahan.status_code == 409
    anak = Anggaran.objects.get(tingkat="kegiatan")
    assert "1000000000" in isi(perencana.get(reverse("perjanjian:anggaran_ubah", args=[anak.pk])))
    assert perencana.post(reverse("perjanjian:anggaran_hapus", args=[anak.pk])).status_code == 302
    assert Anggaran.objects.get() == program


@pytest.mark.parametrize(
    ("isian", "pesan"),
    [
        ({"pagu": "1.250"}, "meragukan"),
        ({"pagu": "1,255"}, "paling rinci dua angka"),
        ({"pagu": "-5"}, "di bawah nol"),
        ({"tingkat": "kegiatan"}, "harus berada di dalam satu program"),
        ({"kode": ""}, "Isi kode rekeningnya."),
    ],
)
def test_anggaran_ditolak_dengan_isian_utuh(susunan: Susunan, isian: dict[str, str], pesan: str) -> None:
    jawab = anggaran(susunan, **isian)
    assert jawab.status_code == 422
    assert pesan in isi(jawab)
    assert 'value="Program Contoh"' in isi(jawab)
    assert not Anggaran.objects.exists()


@pytest.mark.parametrize("banyak", [1, 15])
def test_kueri_anggaran_tetap(
    susunan: Susunan, banyak: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for nomor in range(banyak):
        Anggaran.objects.create(
            periode=susunan.orang.periode, jabatan=susunan.kabag, tingkat="program", kode=f"7.{nomor}", nama="P", pagu=1
        )
    client = masuk(susunan.orang.perencana)
    with django_assert_max_num_queries(12):
        client.get(reverse("perjanjian:anggaran", args=[susunan.orang.kota.pk, 2023]))


def naskah(s: Susunan, **lain: str) -> Any:
    data = {nama: getattr(BAWAAN, nama) for nama in BAWAAN.__dataclass_fields__}
    return masuk(s.orang.perencana).post(reverse("perjanjian:templat"), data | lain, follow=True)


def test_pernyataan_baru_untuk_draf_berikutnya(susunan: Susunan) -> None:
    lama = draf(susunan)
    pratinjau = naskah(susunan, janji="Saya berjanji di {instansi}.", pratinjau="1")
    assert f"Saya berjanji di {susunan.orang.instansi.nama}." in isi(pratinjau)
    assert not TemplatPernyataan.objects.exists()
    assert "Pernyataan versi 1 dipakai" in isi(naskah(susunan, janji="Saya berjanji di {instansi}."))
    assert (
        "Saya berjanji"
        not in isi(masuk(susunan.orang.perencana).get(reverse("perjanjian:pk_rincian", args=[lama.pk]))).split(
            "hal berubah sejak"
        )[0]
    )
    assert "tidak ada versi baru" in isi(naskah(susunan, janji="Saya berjanji di {instansi}."))


def test_pernyataan_ditolak_dengan_isian_utuh(susunan: Susunan) -> None:
    jawab = naskah(susunan, janji="Berjanji kepada {wali_kota}.")
    assert jawab.status_code == 422
    assert "periksa kurung kurawal {wali_kota}" in isi(jawab)
    assert "Berjanji kepada {wali_kota}.</textarea>" in isi(jawab)
    assert not TemplatPernyataan.objects.exists()
