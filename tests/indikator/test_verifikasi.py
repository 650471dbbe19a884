"""The verifier's queue and pages: what is shown, what is done, what is refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indikator.alur import Status
from indikator.models import Bukti, Perpindahan, Realisasi, Target
from indikator.services import alur_kerja
from kinerja.organisasi import jejak
from kinerja.organisasi.models import Pengguna, PeranPengguna
from tests.indikator.bantu import MENIT, baris_di, isi, segar
from tests.orang import Pemeran

BATAS_KUERI = 15


def alamat(orang: Pemeran, triwulan: int = 2) -> str:
    return reverse("indikator:verifikasi_unit", args=[orang.bagian.pk, 2023, triwulan])


def alamat_terima(orang: Pemeran) -> str:
    return reverse("indikator:verifikasi_terima", args=[orang.bagian.pk, 2023, 2])


def buka(client: Client, orang: Pemeran, siapa: Pengguna | None = None) -> str:
    client.force_login(siapa or orang.verifikator)
    return client.get(alamat(orang)).content.decode()


def lampirkan(
    orang: Pemeran, baris: Realisasi, kini: datetime, nama: str = "surat.pdf", sidik: str = "a" * 64
) -> Bukti:
    return Bukti.objects.create(
        realisasi=baris,
        berkas=ContentFile(b"%PDF-1.4", name=nama),
        nama=nama,
        tipe="application/pdf",
        ukuran=8,
        sha256=sidik,
        diunggah_oleh=orang.operator,
        diunggah_pada=kini,
    )


def test_antrean_menyebut_unit_triwulan_jumlah_umur_dan_pengaju(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris_di(orang, Status.DIAJUKAN, juli)
    baris_di(orang, Status.DIAJUKAN, juli + timedelta(days=1))
    baris_di(orang, Status.DISETUJUI, juli)
    client.force_login(orang.verifikator)
    with time_machine.travel(juli + timedelta(days=3, hours=1), tick=False):
        isi_halaman = client.get(reverse("indikator:verifikasi")).content.decode()
    for kata in ("Bagian Contoh", "TW II 2023", "<b>2</b> dari 3 baris", "3 hari", "Contoh operator", alamat(orang)):
        assert kata in isi_halaman


def test_antrean_kosong_mengatakan_apa_yang_akan_muncul(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris_di(orang, Status.DIVERIFIKASI, juli)
    client.force_login(orang.verifikator)
    assert "Tidak ada yang menunggu" in client.get(reverse("indikator:verifikasi")).content.decode()


def test_baris_menampilkan_rumus_angka_dan_pengisi(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris_di(orang, Status.DIAJUKAN, juli)
    halaman = buka(client, orang)
    for kata in ("84,00", "80,00", "105,00%", "Sangat Tinggi", "Nilai (84) = 84,00", "84,00 / 80,00 × 100 = 105,00%"):
        assert kata in halaman
    assert "15 Juli 2023 pukul 09.00 WIB" in halaman


def test_terima_beberapa_sekaligus_masing_masing_dengan_hasilnya(
    client: Client, orang: Pemeran, juli: datetime
) -> None:
    baik, basi, tidak_dicentang = (baris_di(orang, Status.DIAJUKAN, juli) for _ in range(3))
    client.force_login(orang.verifikator)
    pilih = [f"{baik.pk}:{baik.versi}", f"{basi.pk}:{basi.versi - 1}"]
    halaman = client.post(alamat_terima(orang), {"pilih": pilih}, follow=True).content.decode()
    assert segar(baik).status == Status.DIVERIFIKASI
    assert segar(baik).diverifikasi_oleh == orang.verifikator
    assert segar(basi).status == Status.DIAJUKAN
    assert segar(tidak_dicentang).status == Status.DIAJUKAN
    assert "1 baris diverifikasi dan diteruskan kepada pimpinan." in halaman
    assert f"Indikator {basi.indikator.kode}: berubah sejak halaman ini dibuka" in halaman


def test_terima_tanpa_centang_mengatakan_apa_yang_kurang(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris_di(orang, Status.DIAJUKAN, juli)
    client.force_login(orang.verifikator)
    halaman = client.post(alamat_terima(orang), follow=True).content.decode()
    assert "Belum ada baris yang dicentang" in halaman


@pytest.mark.parametrize("pilih", ["x", "1", "1:", ":1", "-1:1", "1:1:1", "9" * 30 + ":1"])
def test_terima_dengan_pilihan_rusak_ditolak(client: Client, orang: Pemeran, juli: datetime, pilih: str) -> None:
    baris = baris_di(orang, Status.DIAJUKAN, juli)
    client.force_login(orang.verifikator)
    assert client.post(alamat_terima(orang), {"pilih": [pilih]}).status_code == 404
    assert segar(baris).status == Status.DIAJUKAN


def test_baris_unit_lain_tidak_dapat_diselipkan(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIAJUKAN, juli)
    client.force_login(orang.verifikator)
    lain = reverse("indikator:verifikasi_terima", args=[orang.bagian_lain.pk, 2023, 2])
    assert client.post(lain, {"pilih": [f"{baris.pk}:{baris.versi}"]}).status_code == 404
    assert segar(baris).status == Status.DIAJUKAN


def test_kembalikan_dengan_alasan(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIAJUKAN, juli)
    client.force_login(orang.verifikator)
    jawab = client.post(
        reverse("indikator:verifikasi_kembalikan", args=[baris.pk]), {"versi": baris.versi, "alasan": "Lampirkan BA."}
    )
    assert jawab.status_code == 302
    assert segar(baris).status == Status.DIKEMBALIKAN
    assert Perpindahan.objects.order_by("-id")[0].alasan == "Lampirkan BA."


@pytest.mark.parametrize(
    ("geser", "alasan", "pesan"),
    [(0, "  ", "Tuliskan alasannya"), (-1, "Angka TW I keliru.", "berubah sejak halaman ini dibuka")],
)
def test_pengembalian_yang_ditolak_menjaga_alasan_yang_ditulis(
    client: Client, orang: Pemeran, juli: datetime, geser: int, alasan: str, pesan: str
) -> None:
    baris = baris_di(orang, Status.DIAJUKAN, juli)
    client.force_login(orang.verifikator)
    jawab = client.post(
        reverse("indikator:verifikasi_kembalikan", args=[baris.pk]), {"versi": baris.versi + geser, "alasan": alasan}
    )
    halaman = jawab.content.decode()
    assert jawab.status_code == 409
    assert pesan in halaman
    assert f">{alasan}</textarea>" in halaman
    assert segar(baris).status == Status.DIAJUKAN


def test_alasan_tidak_hilang_bila_baris_sudah_diputuskan_orang_lain(
    client: Client, orang: Pemeran, juli: datetime
) -> None:
    baris = baris_di(orang, Status.DIVERIFIKASI, juli)
    client.force_login(orang.verifikator)
    jawab = client.post(
        reverse("indikator:verifikasi_kembalikan", args=[baris.pk]), {"versi": baris.versi - 1, "alasan": "Salah unit."}
    )
    assert jawab.status_code == 409
    assert "Salah unit." in jawab.content.decode()


def test_verifikator_tidak_dapat_menerima_ajuannya_sendiri(client: Client, orang: Pemeran, juli: datetime) -> None:
    PeranPengguna.objects.create(pengguna=orang.operator, unit=orang.kota, peran="verifikator", mulai=juli.date())
    baris = baris_di(orang, Status.DIAJUKAN, juli)
    halaman = buka(client, orang, orang.operator)
    assert "Anda sendiri yang mengajukan baris ini" in halaman
    assert f'value="{baris.pk}:{baris.versi}"' not in halaman
    halaman = client.post(alamat_terima(orang), {"pilih": [f"{baris.pk}:{baris.versi}"]}, follow=True).content.decode()
    assert "tidak boleh memverifikasi" in halaman
    assert segar(baris).status == Status.DIAJUKAN
    # The other side: for anyone else the same page offers the box.
    assert f'value="{baris.pk}:{baris.versi}"' in buka(client, orang)


def test_ajuan_ulang_menonjolkan_hanya_yang_berubah(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIKEMBALIKAN, juli)
    isi(orang, baris.indikator, "80", juli + 10 * MENIT)
    isi(orang, baris.indikator, "82", juli + 11 * MENIT)
    alur_kerja.ajukan(pelaku=orang.operator, realisasi=segar(baris), kini=juli + 12 * MENIT)
    halaman = buka(client, orang)
    assert "Bukti belum cocok." in halaman
    assert "<del>84</del>" in halaman
    assert "<ins>82</ins>" in halaman
    assert "sebelumnya 84" in halaman


def test_ajuan_ulang_tanpa_perubahan_dikatakan(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIKEMBALIKAN, juli)
    isi(orang, baris.indikator, "80", juli + 10 * MENIT)
    isi(orang, baris.indikator, "84", juli + 11 * MENIT)
    alur_kerja.ajukan(pelaku=orang.operator, realisasi=segar(baris), kini=juli + 12 * MENIT)
    assert "Tidak ada angka atau catatan yang berubah sejak itu." in buka(client, orang)


def test_pertanyaan_tentang_bukti_yang_sama_dan_target_yang_diubah(
    client: Client, orang: Pemeran, juli: datetime
) -> None:
    baris, lain = baris_di(orang, Status.DIAJUKAN, juli), baris_di(orang, Status.DRAF, juli)
    lampirkan(orang, baris, juli)
    lampirkan(orang, lain, juli, "salinan.pdf")
    target = Target.objects.get(indikator=baris.indikator, triwulan=2)
    jejak.catat(
        pelaku=orang.perencana,
        aksi="target.ubah",
        objek=target,
        kini=datetime(2023, 5, 3, tzinfo=juli.tzinfo),
        unit_jalur=orang.bagian.jalur,
        sebelum={"nilai": Decimal(90)},
        sesudah={"nilai": Decimal(80)},
    )
    halaman = buka(client, orang)
    assert f"“surat.pdf” juga menjadi bukti “{lain.indikator.nama}” TW II" in halaman
    assert "90 → 80, 3 Mei 2023 oleh Contoh perencana" in halaman
    assert reverse("indikator:bukti_unduh", args=[baris.bukti.get().pk]) in halaman


def test_bukti_yang_ditarik_tidak_tampil(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIAJUKAN, juli)
    bukti = lampirkan(orang, baris, juli)
    Bukti.objects.filter(pk=bukti.pk).update(ditarik_pada=juli, ditarik_oleh=orang.operator)
    halaman = buka(client, orang)
    assert "surat.pdf" not in halaman
    assert "Belum ada berkas bukti" in halaman


@pytest.mark.parametrize(
    ("siapa", "kode"),
    [
        ("verifikator", 200),
        ("operator", 403),
        ("pimpinan", 403),
        ("inspektorat", 403),
        ("operator_lain", 404),
        ("orang_luar", 404),
        ("tanpa_peran", 404),
    ],
)
def test_izin(client: Client, orang: Pemeran, juli: datetime, siapa: str, kode: int) -> None:
    baris = baris_di(orang, Status.DIAJUKAN, juli)
    client.force_login(getattr(orang, siapa))
    assert client.get(alamat(orang)).status_code == kode
    if kode == 200:
        return
    pilih = {"pilih": [f"{baris.pk}:{baris.versi}"]}
    assert client.post(alamat_terima(orang), pilih).status_code == kode
    kembali = reverse("indikator:verifikasi_kembalikan", args=[baris.pk])
    assert client.post(kembali, {"versi": baris.versi, "alasan": "x"}).status_code == kode
    assert segar(baris).status == Status.DIAJUKAN


def test_tamu_diminta_masuk_dan_get_tidak_mengubah(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIAJUKAN, juli)
    assert client.get(alamat(orang)).status_code == 302
    client.force_login(orang.verifikator)
    assert client.get(alamat_terima(orang), {"pilih": f"{baris.pk}:{baris.versi}"}).status_code == 405
    assert segar(baris).status == Status.DIAJUKAN


@pytest.mark.parametrize("triwulan", [0, 5])
def test_triwulan_di_luar_satu_sampai_empat(client: Client, orang: Pemeran, triwulan: int) -> None:
    client.force_login(orang.verifikator)
    assert client.get(alamat(orang, triwulan)).status_code == 404


def test_tahun_tanpa_indikator_mengatakan_apa_yang_harus_dilakukan(client: Client, orang: Pemeran) -> None:
    assert "Unit ini tidak memiliki indikator pada tahun itu" in buka(client, orang)


def banyak_baris(orang: Pemeran, juli: datetime, banyak: int) -> None:
    for _ in range(banyak):
        lampirkan(orang, baris_di(orang, Status.DIAJUKAN, juli), juli)


@pytest.mark.parametrize("banyak", [2, 40])
def test_jumlah_kueri_tetap(
    client: Client,
    orang: Pemeran,
    juli: datetime,
    banyak: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    banyak_baris(orang, juli, banyak)
    client.force_login(orang.verifikator)
    with django_assert_max_num_queries(BATAS_KUERI):
        client.get(alamat(orang))
    with django_assert_max_num_queries(BATAS_KUERI):
        client.get(reverse("indikator:verifikasi"))
