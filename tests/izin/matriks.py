"""The permission matrix: one row per route, one column per person. A route without a row fails the test.

Columns, in the order of `KOLOM`: operator stands at bagian, operator_lain at bagian_lain beside it; verifikator,
pimpinan, perencana, petugas_survei, inspektorat and administrator stand at kota above both; tanpa_peran has an account
of the same agency; orang_luar holds every role in another agency; pengelola runs the installation. Every object asked
for belongs to bagian.

Cells: `ok` is the row's own status (200 unless `ok=` says so), `masuk` sends to a sign-in page, a number is itself.
A new route: add one `Baris` with one of the patterns below, or with a line of cells of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.izin.adegan import Adegan
from tests.izin.matriks_api import MATRIKS_API
from tests.izin.matriks_perjanjian import MATRIKS_PERJANJIAN
from tests.izin.matriks_sistem import MATRIKS_SISTEM
from tests.izin.matriks_survei import MATRIKS_SURVEI
from tests.izin.matriks_webhook import MATRIKS_WEBHOOK
from tests.izin.pola import (
    ADMIN,
    ADMIN_SAJA,
    BERPERAN,
    MEMBACA,
    MEMVERIFIKASI,
    MENGISI,
    MENGOREKSI,
    MENYETUJUI,
    OBJEK_ADMIN,
    OBJEK_PERENCANA,
    OBJEK_TERBACA,
    PENGELOLA,
    PERENCANA,
    PIMPINAN,
    RIWAYAT_JEJAK,
    RIWAYAT_KINERJA,
    SATUAN,
    SIAPA_PUN,
    TAK_SEORANG_PUN,
    VERIFIKATOR,
    YANG_MASUK,
    Baris,
)


def lembar(adegan: Adegan) -> dict[str, Any]:
    return {"unit": adegan.orang.bagian.pk, "tahun": 2023, "triwulan": 2}


def angka(adegan: Adegan) -> dict[str, Any]:
    return {"indikator": adegan.indikator.pk, "triwulan": 2}


def sel(adegan: Adegan) -> dict[str, Any]:
    return angka(adegan) | {"komponen": adegan.indikator.komponen.get().pk}


def uraian(adegan: Adegan) -> dict[str, Any]:
    return angka(adegan) | {"kolom": "catatan"}


def realisasi(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.realisasi.pk}


def versi(adegan: Adegan) -> dict[str, Any]:
    return {"versi": adegan.realisasi.versi}


def bukti(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.bukti.pk}


def laporan(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.laporan.pk}


def kode_periksa(adegan: Adegan) -> dict[str, Any]:
    return {"kode": adegan.laporan.kode_periksa}


def permintaan(adegan: Adegan) -> dict[str, Any]:
    isi = {"unit": adegan.orang.bagian.pk, "periode": adegan.orang.periode.pk}
    return isi | {"triwulan": 2, "jenis": "unit", "format": "pdf"}


def permintaan_survei(adegan: Adegan) -> dict[str, Any]:
    return {"survei": adegan.survei.pk, "format": "pdf"}


def permintaan_kota(adegan: Adegan) -> dict[str, Any]:
    return {"kota-unit": adegan.orang.bagian.pk, "kota-tahun": 2023, "kota-format": "pdf"}


def autocomplete(adegan: Adegan) -> dict[str, Any]:
    return {"app_label": "organisasi", "model_name": "jabatan", "field_name": "unit", "term": ""}


def _admin(nama: str, daftar: str, tambah: str, lihat: str, hapus: str, riwayat: str = "") -> list[Baris]:
    """The five routes of one model in the admin."""

    def kunci(adegan: Adegan) -> dict[str, Any]:
        return {"object_id": adegan.induk_data[nama].pk}

    return [
        Baris(f"admin:{nama}_changelist", daftar),
        Baris(f"admin:{nama}_add", tambah),
        Baris(f"admin:{nama}_change", lihat, kunci),
        Baris(f"admin:{nama}_history", riwayat or lihat, kunci),
        Baris(f"admin:{nama}_delete", hapus, kunci),
    ]


# Open to everybody, signed in or not: what they show tells nothing of an agency.
UMUM: Mapping[str, str] = {
    "account_login": "halaman masuk",
    "account_logout": "halaman keluar",
    "account_reset_password": "penjelasan lupa kata sandi",
    "account_signup": "penjelasan pendaftaran tertutup",
    "account_inactive": "penjelasan akun nonaktif",
    "admin:login": "mengalihkan ke halaman masuk, atau menolak",
    "admin:logout": "mengalihkan ke halaman keluar",
    "gaya": "contoh rupa, hanya saat DEBUG",
}
# Open to everybody, but only to POST, and nothing without a client's secret.
HANYA_POST: Mapping[str, str] = {
    "api_token": "menukar rahasia klien dengan token akses",
    "api_token_cabut": "mencabut token akses",
}

MATRIKS: tuple[Baris, ...] = (
    # First: pages below change and delete what the API is asked for.
    *MATRIKS_API,
    Baris("sehat", SIAPA_PUN),
    Baris("siap", SIAPA_PUN),
    Baris("beranda", YANG_MASUK),
    Baris("account_change_password", YANG_MASUK),
    # Filling in
    # Straight to the sheet where there is one unit to fill in; where nothing is to be filled in, a page says so.
    Baris("indikator:isian", "masuk ok 200 403 403 403 403 403 403 403 200 403", ok=302),
    Baris("indikator:lembar", MEMBACA, lembar),
    Baris("indikator:lembar", MENGISI, lembar, "POST", 302),
    Baris("indikator:isi_sel", MENGISI, sel, "POST", 422),
    Baris("indikator:isi_uraian", MENGISI, uraian, "POST", 422),
    Baris("indikator:ajukan", MENGISI, lembar, "POST", 302),
    Baris("indikator:tarik", MENGISI, realisasi, "POST", 302),
    Baris("indikator:templat", MENGISI, lembar),
    Baris("indikator:templat_unduh", MENGISI, lembar),
    Baris("indikator:templat_terapkan", MENGISI, lembar, "POST", 302),
    Baris("indikator:bukti", MEMBACA, angka),
    Baris("indikator:bukti", MENGISI, angka, "POST", 302),
    Baris("indikator:bukti_unduh", MEMBACA, bukti),
    Baris("indikator:bukti_tarik", MENGISI, bukti, "POST", 302),
    # Judging
    Baris("indikator:verifikasi", VERIFIKATOR),
    Baris("indikator:verifikasi_unit", MEMVERIFIKASI, lembar),
    Baris("indikator:verifikasi_terima", MEMVERIFIKASI, lembar, "POST", 302),
    Baris("indikator:verifikasi_kembalikan", MEMVERIFIKASI, realisasi, "POST", 409, versi),
    Baris("indikator:persetujuan", PIMPINAN),
    Baris("indikator:persetujuan_unit", MENYETUJUI, lembar),
    Baris("indikator:persetujuan_setujui", MENYETUJUI, lembar, "POST", 302),
    Baris("indikator:persetujuan_kembalikan", MENYETUJUI, realisasi, "POST", 409, versi),
    Baris("indikator:angka", MEMBACA, angka),
    Baris("indikator:koreksi", MENGOREKSI, realisasi, "POST", 409, versi),
    # Reports
    Baris("laporan:pusat", BERPERAN),
    Baris("laporan:minta", MEMBACA, metode="POST", ok=302, data=permintaan),
    Baris("laporan:pusat_survei", BERPERAN),
    Baris("laporan:minta_survei", MEMBACA, metode="POST", ok=302, data=permintaan_survei),
    Baris("laporan:minta_kota", MEMBACA, metode="POST", ok=302, data=permintaan_kota),
    Baris("laporan:rincian", MEMBACA, laporan),
    Baris("laporan:kemajuan", MEMBACA, laporan, ok=286),
    Baris("laporan:kebaruan", MEMBACA, laporan),
    Baris("laporan:batal", MEMBACA, laporan, "POST", 302),
    Baris("laporan:unduh", MEMBACA, laporan),
    Baris("laporan:periksa", SIAPA_PUN, kode_periksa),
    *MATRIKS_SURVEI,
    *MATRIKS_PERJANJIAN,
    *MATRIKS_SISTEM,
    *MATRIKS_WEBHOOK,
    # Master data
    Baris("admin:index", ADMIN),
    Baris("admin:app_list", ADMIN, lambda _: {"app_label": "organisasi"}),
    Baris("admin:jsi18n", ADMIN),
    Baris("admin:autocomplete", ADMIN, data=autocomplete),
    Baris("admin:password_change", ADMIN, ok=302),
    Baris("admin:password_change_done", ADMIN, ok=302),
    *_admin("organisasi_instansi", ADMIN_SAJA, PENGELOLA, OBJEK_ADMIN, PENGELOLA),
    *_admin("organisasi_unit", ADMIN, ADMIN_SAJA, OBJEK_TERBACA, OBJEK_ADMIN),
    *_admin("organisasi_jabatan", ADMIN, ADMIN_SAJA, OBJEK_TERBACA, OBJEK_ADMIN),
    *_admin("organisasi_pejabat", ADMIN_SAJA, ADMIN_SAJA, OBJEK_ADMIN, OBJEK_ADMIN),
    *_admin("organisasi_penempatan", ADMIN_SAJA, ADMIN_SAJA, OBJEK_ADMIN, OBJEK_ADMIN),
    *_admin("organisasi_pengguna", ADMIN_SAJA, ADMIN_SAJA, OBJEK_ADMIN, OBJEK_ADMIN),
    *_admin("organisasi_peranpengguna", ADMIN_SAJA, ADMIN_SAJA, OBJEK_ADMIN, OBJEK_ADMIN),
    *_admin("organisasi_periode", ADMIN, ADMIN_SAJA, OBJEK_TERBACA, OBJEK_ADMIN),
    *_admin("organisasi_perpanjangan", ADMIN_SAJA, ADMIN_SAJA, OBJEK_ADMIN, OBJEK_ADMIN),
    *_admin("organisasi_jejak", ADMIN_SAJA, TAK_SEORANG_PUN, OBJEK_ADMIN, TAK_SEORANG_PUN, RIWAYAT_JEJAK),
    *_admin("indikator_satuan", SATUAN, SATUAN, SATUAN, PENGELOLA),
    *_admin("indikator_skalapredikat", PERENCANA, PERENCANA, OBJEK_PERENCANA, OBJEK_PERENCANA, RIWAYAT_KINERJA),
    *_admin("indikator_sasaran", PERENCANA, PERENCANA, OBJEK_PERENCANA, OBJEK_PERENCANA, RIWAYAT_KINERJA),
    *_admin("indikator_indikator", PERENCANA, PERENCANA, OBJEK_PERENCANA, OBJEK_PERENCANA, RIWAYAT_KINERJA),
)
