"""Every move of the workflow, both sides: what is allowed, and what is refused with which rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from indikator.alur import Status
from indikator.models import Perpindahan, Realisasi, VersiRealisasi
from indikator.services import alur_kerja
from indikator.services.kunci import BentrokVersi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jejak
from tests.indikator.bantu import MENIT, baris_di, buat_indikator_bagian, isi, segar
from tests.orang import Pemeran

SETELAH_TUTUP = timedelta(days=30)


def kode(tolakan: pytest.ExceptionInfo[PelanggaranAturan]) -> str:
    return tolakan.value.kode


def test_jalan_lengkap_mencatat_setiap_langkah(orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DISETUJUI, juli)
    langkah = list(Perpindahan.objects.values_list("dari", "ke", "pelaku__username", "waktu"))
    assert langkah == [
        ("draf", "diajukan", "operator", juli + MENIT),
        ("diajukan", "diverifikasi", "verifikator", juli + 2 * MENIT),
        ("diverifikasi", "disetujui", "pimpinan", juli + 3 * MENIT),
    ]
    assert (baris.diajukan_oleh, baris.diverifikasi_oleh, baris.disetujui_oleh) == (
        orang.operator,
        orang.verifikator,
        orang.pimpinan,
    )
    jejak = list(Jejak.objects.filter(objek_id=str(baris.pk)).order_by("id").values_list("aksi", flat=True))
    assert jejak == ["realisasi.isi", "realisasi.ajukan", "realisasi.verifikasi", "realisasi.setujui"]


@pytest.mark.parametrize(
    ("status", "verifikasi", "setujui", "kembalikan", "koreksi"),
    [
        (Status.DRAF, False, False, False, False),
        (Status.DIAJUKAN, True, False, True, False),
        (Status.DIVERIFIKASI, False, True, True, False),
        (Status.DISETUJUI, False, False, False, True),
        (Status.DIKEMBALIKAN, False, False, False, False),
    ],
)
def test_hanya_perpindahan_dalam_tabel(
    orang: Pemeran, juli: datetime, status: Status, verifikasi: bool, setujui: bool, kembalikan: bool, koreksi: bool
) -> None:
    baris = baris_di(orang, status, juli)
    # Somebody who has not acted yet: whoever repeats his own move changes nothing and is not refused.
    umum: dict[str, Any] = {
        "pelaku": orang.inspektorat,
        "realisasi": baris,
        "versi": baris.versi,
        "kini": juli + 9 * MENIT,
    }
    perpindahan: tuple[tuple[Callable[..., object], dict[str, str], bool], ...] = (
        (alur_kerja.verifikasi, {}, verifikasi),
        (alur_kerja.setujui, {}, setujui),
        (alur_kerja.kembalikan, {"alasan": "Perbaiki."}, kembalikan),
        (alur_kerja.koreksi, {"alasan": "Salah ketik."}, koreksi),
    )
    for layanan, lain, boleh in perpindahan:
        titik = transaction.atomic()
        titik.__enter__()
        try:
            if boleh:
                layanan(**umum, **lain)
                assert segar(baris).status != status
            else:
                with pytest.raises(PelanggaranAturan) as tolakan:
                    layanan(**umum, **lain)
                assert kode(tolakan) == "perpindahan_ditolak"
                assert segar(baris).status == status
        finally:
            transaction.set_rollback(True)
            titik.__exit__(None, None, None)


def test_baris_kosong_tidak_dapat_diajukan(orang: Pemeran, juli: datetime) -> None:
    indikator = buat_indikator_bagian(orang, rumus="a / b * 100", komponen=("a", "b"))
    baris = isi(orang, indikator, "0", juli)
    with pytest.raises(PelanggaranAturan) as tolakan:
        alur_kerja.ajukan(pelaku=orang.operator, realisasi=baris, kini=juli)
    assert kode(tolakan) == "belum_terisi"
    assert "Penyebut 0" in tolakan.value.pesan


def test_draf_tidak_diajukan_setelah_tutup_tetapi_yang_dikembalikan_boleh(orang: Pemeran, juli: datetime) -> None:
    draf = baris_di(orang, Status.DRAF, juli)
    kembali = baris_di(orang, Status.DIKEMBALIKAN, juli)
    nanti = juli + SETELAH_TUTUP
    with pytest.raises(PelanggaranAturan) as tolakan:
        alur_kerja.ajukan(pelaku=orang.operator, realisasi=draf, kini=nanti)
    assert kode(tolakan) == "jendela_tertutup"
    assert alur_kerja.ajukan(pelaku=orang.operator, realisasi=kembali, kini=nanti).status == Status.DIAJUKAN


def test_tarik_hanya_oleh_pengaju_dan_melupakan_pengaju(orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIAJUKAN, juli)
    with pytest.raises(PelanggaranAturan):
        alur_kerja.tarik(pelaku=orang.operator_lain, realisasi=baris, kini=juli + 3 * MENIT)
    assert segar(baris).status == Status.DIAJUKAN
    hasil = alur_kerja.tarik(pelaku=orang.operator, realisasi=baris, kini=juli + 3 * MENIT)
    assert (hasil.status, hasil.diajukan_oleh) == (Status.DRAF, None)


def test_yang_sudah_diverifikasi_tidak_dapat_ditarik(orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIVERIFIKASI, juli)
    with pytest.raises(PelanggaranAturan) as tolakan:
        alur_kerja.tarik(pelaku=orang.operator, realisasi=baris, kini=juli + 3 * MENIT)
    assert kode(tolakan) == "perpindahan_ditolak"


def test_pengaju_tidak_memverifikasi_ajuannya(orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIAJUKAN, juli)
    with pytest.raises(PelanggaranAturan) as tolakan:
        alur_kerja.verifikasi(pelaku=orang.operator, realisasi=baris, versi=baris.versi, kini=juli + 3 * MENIT)
    assert "tidak boleh memverifikasi" in tolakan.value.pesan
    assert segar(baris).status == Status.DIAJUKAN


def test_basis_data_menolak_pengaju_sebagai_verifikator(orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIAJUKAN, juli)
    with pytest.raises(IntegrityError, match="pengaju_bukan_verifikator"), transaction.atomic():
        Realisasi.objects.filter(pk=baris.pk).update(diverifikasi_oleh=orang.operator)
    assert Realisasi.objects.filter(pk=baris.pk).update(diverifikasi_oleh=orang.verifikator) == 1


def test_versi_basi_ditolak_dan_tidak_mengubah_apa_pun(orang: Pemeran, juli: datetime) -> None:
    diajukan = baris_di(orang, Status.DIAJUKAN, juli)
    diverifikasi = baris_di(orang, Status.DIVERIFIKASI, juli)
    kini = juli + 9 * MENIT
    perpindahan: tuple[tuple[Callable[..., object], Realisasi, dict[str, str]], ...] = (
        (alur_kerja.verifikasi, diajukan, {}),
        (alur_kerja.kembalikan, diajukan, {"alasan": "x"}),
        (alur_kerja.setujui, diverifikasi, {}),
    )
    for layanan, baris, lain in perpindahan:
        with pytest.raises(BentrokVersi):
            layanan(pelaku=orang.pimpinan, realisasi=baris, versi=baris.versi - 1, kini=kini, **lain)
        assert segar(baris).status == baris.status
        assert segar(baris).versi == baris.versi


def test_klik_ganda_satu_perubahan(orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DRAF, juli)
    kini = juli + MENIT
    for _ in range(2):
        alur_kerja.ajukan(pelaku=orang.operator, realisasi=baris, kini=kini)
    dilihat = segar(baris).versi
    for _ in range(2):
        alur_kerja.verifikasi(pelaku=orang.verifikator, realisasi=baris, versi=dilihat, kini=kini)
    dilihat = segar(baris).versi
    for _ in range(2):
        alur_kerja.setujui(pelaku=orang.pimpinan, realisasi=baris, versi=dilihat, kini=kini)
    assert list(Perpindahan.objects.values_list("ke", flat=True)) == ["diajukan", "diverifikasi", "disetujui"]


@pytest.mark.parametrize("alasan", ["", "   \n"])
def test_alasan_wajib(orang: Pemeran, juli: datetime, alasan: str) -> None:
    diajukan = baris_di(orang, Status.DIAJUKAN, juli)
    disetujui = baris_di(orang, Status.DISETUJUI, juli)
    kini = juli + 9 * MENIT
    for layanan, baris in ((alur_kerja.kembalikan, diajukan), (alur_kerja.koreksi, disetujui)):
        with pytest.raises(PelanggaranAturan) as tolakan:
            layanan(pelaku=orang.verifikator, realisasi=baris, versi=baris.versi, alasan=alasan, kini=kini)
        assert kode(tolakan) == "alasan_wajib"
        assert segar(baris).status == baris.status
    assert not VersiRealisasi.objects.exists()


def test_dikembalikan_menyimpan_alasan_dan_melupakan_verifikator(orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DIVERIFIKASI, juli)
    alur_kerja.kembalikan(
        pelaku=orang.pimpinan, realisasi=baris, versi=baris.versi, alasan=" Angka TW lalu? ", kini=juli + 5 * MENIT
    )
    baris = segar(baris)
    assert (baris.status, baris.diverifikasi_oleh) == (Status.DIKEMBALIKAN, None)
    assert Perpindahan.objects.order_by("-id")[0].alasan == "Angka TW lalu?"


def test_koreksi_menyimpan_versi_lama_yang_disetujui(orang: Pemeran, juli: datetime) -> None:
    baris = baris_di(orang, Status.DISETUJUI, juli, "84")
    alur_kerja.koreksi(
        pelaku=orang.pimpinan, realisasi=baris, versi=baris.versi, alasan="Salah hitung.", kini=juli + 5 * MENIT
    )
    assert segar(baris).status == Status.DIKEMBALIKAN
    isi(orang, baris.indikator, "80", juli + 6 * MENIT)
    lama = VersiRealisasi.objects.get(realisasi=baris)
    assert (lama.isi["nilai"], lama.isi["status"], lama.isi["disetujui_oleh"]) == (
        "84.00000000000000000000",
        "disetujui",
        "Contoh pimpinan",
    )
    assert (lama.alasan, lama.diganti_oleh) == ("Salah hitung.", orang.pimpinan)
    assert segar(baris).nilai == 80
