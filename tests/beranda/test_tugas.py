"""Tugas saya: what each role finds on the home page, and the navigation."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indikator.alur import Status
from indikator.models import Penugasan
from indikator.services import alur_kerja
from kinerja.beranda.waktu import waktu_kini
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import JendelaTriwulan, Pengguna, PeranPengguna, Perpanjangan
from tests.indikator.bantu import MENIT, baris_di, buat_indikator_bagian, isi
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

WIB = ZoneInfo("Asia/Jakarta")

BATAS_KUERI = 15


def buka(client: Client, siapa: Pengguna, kini: datetime) -> str:
    client.force_login(siapa)
    with time_machine.travel(kini, tick=False):
        jawab = client.get("/")
    assert jawab.status_code == 200
    return " ".join(jawab.content.decode().split())


def test_operator_melihat_tenggat_dan_kemajuan(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris_di(orang, Status.DIAJUKAN, juli)
    baris_di(orang, Status.DRAF, juli)
    buat_indikator_bagian(orang)
    buat_indikator_bagian(orang, target={1: "80", 2: None})  # N/A waits for nobody
    halaman = buka(client, orang.operator, juli + timedelta(days=4))
    assert "TW II 2023 ditutup 12 hari lagi, 31 Juli 2023 pukul 23.59 WIB" in halaman
    assert "2 dari 3 baris terisi" in halaman
    assert "1 diajukan" in halaman
    assert reverse("indikator:lembar", args=[orang.bagian.pk, 2023, 2]) in halaman


@pytest.mark.parametrize(
    ("hari", "kalimat"),
    [
        (datetime(2023, 7, 31, 23, 0, tzinfo=WIB), "ditutup hari ini"),
        (datetime(2023, 7, 30, 0, 30, tzinfo=WIB), "ditutup besok"),
        (datetime(2023, 8, 1, 0, 0, tzinfo=WIB), "sudah ditutup 31 Juli 2023 pukul 23.59 WIB"),
    ],
)
def test_kalimat_tenggat(client: Client, orang: Pemeran, juli: datetime, hari: datetime, kalimat: str) -> None:
    buat_indikator_bagian(orang)
    assert kalimat in buka(client, orang.operator, hari)


def test_operator_melihat_yang_dikembalikan_dengan_alasan(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIKEMBALIKAN, juli)
    halaman = buka(client, orang.operator, juli)
    assert "Dikembalikan kepada Anda" in halaman
    assert "<q>Bukti belum cocok.</q>" in halaman
    assert halaman.index("Bukti belum cocok.") < halaman.index("baris terisi")
    alur_kerja.ajukan(pelaku=orang.operator, realisasi=baris, kini=juli + 9 * MENIT)
    assert "Dikembalikan kepada Anda" not in buka(client, orang.operator, juli)


def test_pengampu_memperbaiki_atas_nama_unitnya(client: Client, orang: Pemeran, juli: datetime) -> None:
    """Owned by kota, carried by bagian: its operator cannot open kota's grid, so the link leads to bagian's."""
    indikator = buat_indikator(buat_sasaran(orang.kota, orang.periode))
    Penugasan.objects.create(indikator=indikator, unit=orang.bagian)
    baris = isi(orang, indikator, "84", juli)
    baris = alur_kerja.ajukan(pelaku=orang.operator, realisasi=baris, kini=juli)
    alur_kerja.kembalikan(
        pelaku=orang.verifikator, realisasi=baris, versi=baris.versi, alasan="Cek lagi.", kini=juli + MENIT
    )
    halaman = buka(client, orang.operator, juli)
    assert "1 dari 1 baris terisi" in halaman
    assert reverse("indikator:lembar", args=[orang.bagian.pk, 2023, 2]) in halaman
    assert reverse("indikator:lembar", args=[orang.kota.pk, 2023, 2]) not in halaman


def test_perpanjangan_menampilkan_triwulan_lama(client: Client, orang: Pemeran, juli: datetime) -> None:
    buat_indikator_bagian(orang)
    assert "TW I 2023 ditutup" not in buka(client, orang.operator, juli)
    Perpanjangan.objects.create(
        jendela=JendelaTriwulan.objects.get(periode=orang.periode, triwulan=1),
        unit=orang.bagian,
        sampai=date(2023, 7, 20),
        alasan="Banjir.",
        diberikan_oleh=orang.administrator,
    )
    halaman = buka(client, orang.operator, juli)
    assert "TW I 2023 ditutup 5 hari lagi, 20 Juli 2023 pukul 23.59 WIB (diperpanjang)" in halaman
    assert "TW II 2023 ditutup 16 hari lagi" in halaman


def test_triwulan_yang_terbuka_didahulukan(orang: Pemeran, juli: datetime) -> None:
    """A window kept open by hand is the present quarter, though later ones have come and gone."""
    nanti = datetime(2024, 3, 1, tzinfo=juli.tzinfo)
    kini = waktu_kini(orang.operator, nanti).kini
    assert kini is not None
    assert kini.triwulan == 4
    JendelaTriwulan.objects.filter(periode=orang.periode, triwulan=2).update(tutup=date(2024, 3, 31))
    kini = waktu_kini(orang.operator, nanti).kini
    assert kini is not None
    assert kini.triwulan == 2


def test_verifikator_dan_pimpinan_melihat_yang_menunggu(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris_di(orang, Status.DIAJUKAN, juli)
    baris_di(orang, Status.DIVERIFIKASI, juli)
    baris_di(orang, Status.DIVERIFIKASI, juli)
    verifikator = buka(client, orang.verifikator, juli + timedelta(days=2, hours=1))
    assert "TW II 2023: <b>1</b> baris menunggu" in verifikator
    assert "paling lama 2 hari" in verifikator
    pimpinan = buka(client, orang.pimpinan, juli)
    assert "TW II 2023: <b>2</b> baris menunggu persetujuan" in pimpinan
    assert "<b>0</b> dari 3 disetujui" in pimpinan


def test_perencana_melihat_celah(client: Client, orang: Pemeran, juli: datetime) -> None:
    buat_indikator_bagian(orang)
    assert "Semua indikator siap diukur" in buka(client, orang.perencana, juli)
    buat_indikator_bagian(orang, target={0: "80"}, komponen=())
    halaman = buka(client, orang.perencana, juli)
    assert "1 indikator tanpa target triwulan, 1 indikator tanpa komponen rumus" in halaman


def test_inspektorat_melihat_koreksi(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DISETUJUI, juli)
    assert "Belum ada koreksi" in buka(client, orang.inspektorat, juli)
    alur_kerja.koreksi(
        pelaku=orang.pimpinan, realisasi=baris, versi=baris.versi, alasan="Salah ketik.", kini=juli + 9 * MENIT
    )
    halaman = buka(client, orang.inspektorat, juli)
    assert "oleh Contoh pimpinan: <q>Salah ketik.</q>" in halaman
    assert reverse("indikator:angka", args=[baris.indikator_id, 2]) in halaman


def test_administrator_melihat_yang_belum_diatur(client: Client, orang: Pemeran, juli: datetime) -> None:
    JendelaTriwulan.objects.filter(periode=orang.periode, triwulan=4).delete()
    halaman = buka(client, orang.administrator, juli)
    assert "Jadwal pengisian belum diatur untuk TW IV 2023." in halaman
    assert "Akun tanpa peran, jadi belum dapat bekerja: Contoh tanpa_peran." in halaman


def test_tanpa_peran_tahu_siapa_yang_dihubungi(client: Client, orang: Pemeran, juli: datetime) -> None:
    halaman = buka(client, orang.tanpa_peran, juli)
    assert "Akun Anda belum memiliki peran" in halaman
    assert "administrator instansi" in halaman


def test_instansi_lain_tidak_terlihat(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris_di(orang, Status.DIAJUKAN, juli)
    halaman = buka(client, orang.orang_luar, juli)
    assert "Bagian Contoh" not in halaman
    assert "Belum ada triwulan yang dibuka" in halaman


@pytest.mark.parametrize(
    ("siapa", "butir"),
    [
        ("operator", ["Tugas saya", "Isian", "Laporan"]),
        ("verifikator", ["Tugas saya", "Verifikasi", "Laporan"]),
        ("pimpinan", ["Tugas saya", "Persetujuan", "Laporan"]),
        ("inspektorat", ["Tugas saya", "Laporan"]),
        ("administrator", ["Tugas saya", "Laporan", "Data induk"]),
        ("tanpa_peran", ["Tugas saya"]),
    ],
)
def test_menu_hanya_yang_boleh_dibuka(
    client: Client, orang: Pemeran, juli: datetime, siapa: str, butir: list[str]
) -> None:
    client.force_login(getattr(orang, siapa))
    menu = client.get("/").context["menu"]
    tampak = [b.nama for b in menu]
    assert [b for b in tampak if b in SEMUA_BUTIR] == butir
    assert [b.nama for b in menu if b.aktif] == ["Tugas saya"]
    for b in menu:
        assert client.get(b.alamat, follow=True).status_code == 200, b.nama


SEMUA_BUTIR = {"Tugas saya", "Isian", "Verifikasi", "Persetujuan", "Laporan", "Data induk"}


def test_tamu_diantar_masuk_tanpa_kueri(
    client: Client, db: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(0):
        jawab = client.get("/")
    assert jawab.status_code == 302
    assert jawab.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("banyak", [2, 40])
def test_jumlah_kueri_tetap_bagi_semua_peran(
    client: Client,
    orang: Pemeran,
    juli: datetime,
    banyak: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    PeranPengguna.objects.bulk_create(
        PeranPengguna(pengguna=orang.tanpa_peran, unit=orang.kota, peran=p, mulai=date(2023, 1, 1)) for p in Peran
    )
    for n in range(banyak):
        baris_di(orang, (Status.DIAJUKAN, Status.DIVERIFIKASI, Status.DIKEMBALIKAN, Status.DRAF)[n % 4], juli)
    client.force_login(orang.tanpa_peran)
    with time_machine.travel(juli, tick=False), django_assert_max_num_queries(BATAS_KUERI):
        client.get("/")
