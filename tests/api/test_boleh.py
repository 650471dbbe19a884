"""`boleh/`: rights, scopes, windows, status and parties, in the very words of the refusals; nothing is changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import models
from django.utils import timezone
from rest_framework.test import APIClient

from indikator.models import Indikator, Realisasi
from kinerja.laporan.boleh import JENIS
from kinerja.laporan.models import StatusLaporan
from kinerja.organisasi.akses import Aksi, pesan_tolak
from kinerja.organisasi.models import Jejak, JendelaTriwulan
from kinerja.perjanjian.alur import Status
from survei.models import Survei
from tests.api.conftest import Pemanggil
from tests.laporan.conftest import laporkan
from tests.laporan.test_permintaan import minta_satu
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran
from tests.perjanjian.bantu_pk import Susunan, pk_di, susunan
from tests.survei.bantu import buat_survei

__all__ = ["susunan"]
ALAMAT = "/api/v1/boleh/"


def tanya(klien: APIClient, aksi: str, objek: str) -> dict[str, Any]:
    jawab = klien.get(ALAMAT, {"aksi": aksi, "objek": objek})
    assert jawab.status_code == 200, jawab.content
    isi: dict[str, Any] = jawab.json()
    assert (isi["aksi"], isi["objek"]) == (aksi, objek)
    assert isi["boleh"] == (not isi["kode"]) == (not isi["pesan"])
    return isi


@pytest.fixture
def indikator(orang: Pemeran) -> Indikator:
    """One of bagian; the window of TW II is open today, that of TW I long closed."""
    hari = timezone.localdate()
    JendelaTriwulan.objects.filter(triwulan=2).update(buka=hari, tutup=hari)
    JendelaTriwulan.objects.filter(triwulan=1).update(buka=date(2023, 4, 1), tutup=date(2023, 4, 10))
    return buat_indikator(buat_sasaran(orang.bagian, orang.periode))


def test_realisasi_menurut_peran_jendela_dan_isi(orang: Pemeran, indikator: Indikator, dengan_token: Pemanggil) -> None:
    operator = dengan_token(orang.operator, orang.bagian)
    tw1, tw2 = f"realisasi:{indikator.pk}/1", f"realisasi:{indikator.pk}/2"
    assert tanya(operator, "isi", tw2)["boleh"] is True
    assert tanya(operator, "ajukan", tw2)["kode"] == "belum_terisi"
    tutup = tanya(operator, "isi", tw1)
    assert tutup["kode"] == "jendela_tertutup"
    assert tutup["pesan"].startswith("Pengisian TW I 2023 sudah ditutup 10 April 2023")
    tolak = tanya(operator, "verifikasi", tw2)
    assert (tolak["kode"], tolak["pesan"]) == ("tidak_berwenang", pesan_tolak(Aksi.VERIFIKASI))
    assert not Realisasi.objects.exists(), "bertanya tidak membuat baris"


def test_realisasi_menurut_status_dan_pelaku(orang: Pemeran, indikator: Indikator, dengan_token: Pemanggil) -> None:
    laporkan(orang, indikator, "84", status="diajukan")
    operator, verifikator = dengan_token(orang.operator, orang.bagian), dengan_token(orang.verifikator, orang.kota)
    baris = f"realisasi:{indikator.pk}/2"
    assert tanya(operator, "isi", baris)["kode"] == "baris_terkunci"
    assert tanya(operator, "tarik", baris)["boleh"] is True
    assert tanya(verifikator, "verifikasi", baris)["boleh"] is True
    assert tanya(verifikator, "koreksi", baris) == {
        "aksi": "koreksi",
        "objek": baris,
        "boleh": False,
        "kode": "perpindahan_ditolak",
        "pesan": (
            "Realisasi berstatus diajukan tidak dapat dikoreksi; hanya dapat: ditarik kembali, diverifikasi, "
            "dikembalikan."
        ),
        "rincian": {},
    }
    Realisasi.objects.update(diajukan_oleh=orang.verifikator)
    sendiri = tanya(verifikator, "verifikasi", baris)
    assert sendiri["pesan"].startswith("Yang mengajukan tidak boleh memverifikasi realisasinya sendiri")


def test_cakupan_token_ikut_menentukan(orang: Pemeran, indikator: Indikator, dengan_token: Pemanggil) -> None:
    baca = dengan_token(orang.operator, orang.bagian, ["indikator:baca"])
    baris = f"realisasi:{indikator.pk}/2"
    isi = tanya(baca, "isi", baris)
    assert (isi["kode"], isi["pesan"]) == (
        "cakupan_kurang",
        "Kredensial ini tidak memiliki cakupan realisasi:tulis.",
    )
    jawab = dengan_token(orang.operator, orang.bagian, ["laporan:baca"]).get(ALAMAT, {"aksi": "isi", "objek": baris})
    assert (jawab.status_code, jawab.json()["kode"]) == (403, "cakupan_kurang"), "jenis objeknya pun tak terbaca"
    asing = baca.get(ALAMAT, {"aksi": "isi", "objek": "indikator:1"})
    assert (asing.status_code, asing.json()["kode"]) == (422, "objek_keliru"), "bukan soal cakupan"


def test_di_luar_wewenang_404(orang: Pemeran, indikator: Indikator, dengan_token: Pemanggil) -> None:
    def status(klien: APIClient, pk: int) -> int:
        return klien.get(ALAMAT, {"aksi": "isi", "objek": f"realisasi:{pk}/2"}).status_code

    assert status(dengan_token(orang.operator_lain, orang.bagian_lain), indikator.pk) == 404
    assert status(dengan_token(orang.verifikator, orang.bagian_lain), indikator.pk) == 404, "token tak sampai ke sana"
    assert status(dengan_token(orang.verifikator, orang.bagian), indikator.pk) == 200
    assert status(dengan_token(orang.verifikator, orang.bagian), 999_999) == 404


@pytest.mark.parametrize(
    ("aksi", "objek", "kode"),
    [
        ("isi", "", "parameter_kosong"),
        ("isi", "realisasi", "objek_keliru"),
        ("isi", "realisasi:1", "objek_keliru"),
        ("isi", "realisasi:1/5", "objek_keliru"),
        ("isi", "realisasi:1/2/", "objek_keliru"),
        ("isi", "realisasi:١/2", "objek_keliru"),
        ("isi", "rahasia:1", "objek_keliru"),
        ("unduh", "laporan:1", "objek_keliru"),
        ("", "unit:1", "parameter_kosong"),
        ("isi", "unit:1", "aksi_tidak_dikenal"),
    ],
)
def test_pertanyaan_keliru(orang: Pemeran, dengan_token: Pemanggil, aksi: str, objek: str, kode: str) -> None:
    jawab = dengan_token(orang.operator, orang.bagian).get(ALAMAT, {"aksi": aksi, "objek": objek})
    assert (jawab.status_code, jawab.json()["kode"]) == (422, kode)


def test_laporan_dan_unit(orang: Pemeran, dengan_token: Pemanggil) -> None:
    laporan, _ = minta_satu(orang, orang.operator)
    operator, pimpinan = dengan_token(orang.operator, orang.bagian), dengan_token(orang.pimpinan, orang.kota)
    objek = f"laporan:{laporan.pk}"
    assert tanya(operator, "unduh", objek)["kode"] == "belum_terbit"
    assert tanya(operator, "batal", objek)["boleh"] is True
    assert tanya(pimpinan, "batal", objek)["kode"] == "bukan_peminta"
    laporan.status = StatusLaporan.GAGAL
    laporan.save()
    assert tanya(operator, "batal", objek)["kode"] == "sudah_berakhir"
    unit = f"unit:{orang.bagian.pk}"
    assert tanya(operator, "minta_laporan", unit)["boleh"] is True
    assert tanya(operator, "baca_jejak", unit)["kode"] == "tidak_berwenang"
    assert tanya(pimpinan, "baca_jejak", unit)["boleh"] is True


def test_survei(orang: Pemeran, dengan_token: Pemanggil) -> None:
    survei = buat_survei(orang.bagian)
    objek, verifikator = f"survei:{survei.pk}", dengan_token(orang.verifikator, orang.kota)
    luar = dengan_token(orang.orang_luar, orang.unit_luar)
    assert luar.get(ALAMAT, {"aksi": "buka", "objek": objek}).status_code == 404
    assert tanya(verifikator, "kirim_jawaban", objek)["kode"] == "tidak_berwenang"
    assert tanya(verifikator, "terbitkan", objek)["kode"] == "status_survei"
    Survei.objects.update(status="ditutup")
    assert tanya(verifikator, "tetapkan", objek)["kode"] == "tanpa_hasil"


def test_perjanjian_menurut_pihak_dan_status(susunan: Susunan, dengan_token: Pemanggil) -> None:
    orang = susunan.orang
    pk = pk_di(susunan, Status.DIAJUKAN)
    objek = f"perjanjian:{pk.pk}"
    perencana = dengan_token(orang.perencana, orang.kota)
    assert tanya(perencana, "susun", objek)["kode"] == "perpindahan_ditolak"
    assert tanya(perencana, "perubahan", objek)["kode"] == "belum_ditandatangani"
    setujui = tanya(perencana, "setujui", objek)
    assert (setujui["kode"], setujui["pesan"]) == ("tidak_berwenang", pesan_tolak(Aksi.SETUJUI_PK))
    kertas = tanya(perencana, "catat_kertas", objek)
    assert kertas["kode"] == "kesalahan_cascading"
    assert kertas["rincian"]["1"]
    asisten, kabag = APIClient(), APIClient()
    asisten.force_authenticate(susunan.akun["asisten"])
    kabag.force_authenticate(susunan.akun["kabag"])
    assert tanya(asisten, "setujui", objek)["boleh"] is True
    assert tanya(kabag, "setujui", objek)["kode"] == "tidak_berwenang"
    assert tanya(kabag, "kembalikan", objek)["kode"] == "bukan_pihak"
    assert tanya(kabag, "tandatangani", objek)["kode"] == "perpindahan_ditolak"


def test_bertanya_tidak_mengubah_apa_pun(susunan: Susunan, indikator: Indikator, dengan_token: Pemanggil) -> None:
    orang = susunan.orang
    objek = {
        "realisasi": f"realisasi:{indikator.pk}/2",
        "survei": f"survei:{buat_survei(orang.bagian).pk}",
        "perjanjian": f"perjanjian:{pk_di(susunan, Status.DISETUJUI).pk}",
        "laporan": f"laporan:{minta_satu(orang, orang.operator)[0].pk}",
        "unit": f"unit:{orang.bagian.pk}",
    }
    assert set(objek) == set(JENIS)
    klien = [dengan_token(satu, orang.kota) for satu in (orang.perencana, orang.pimpinan, orang.verifikator)]
    klien.append(dengan_token(orang.operator, orang.bagian))

    def banyak() -> dict[type[models.Model], int]:
        return {m: m._default_manager.count() for m in (Jejak, Realisasi, Survei)}

    sebelum = banyak()
    for jenis, isi in JENIS.items():
        for aksi in isi.tindakan:
            for satu in klien:
                tanya(satu, aksi, objek[jenis])
    assert banyak() == sebelum
