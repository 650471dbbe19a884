"""A real worker on a real broker, also one that is killed in the middle."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from alat.pekerja import Pekerja, mulai_pekerja
from kinerja.laporan.models import Format, Jenis, Laporan, StatusLaporan
from kinerja.laporan.permintaan import minta, sapu
from kinerja.organisasi.models import Jejak
from tests.laporan.conftest import laporkan
from tests.orang import Pemeran, pemeran
from tests.pabrik import buat_indikator, buat_sasaran

pytestmark = [pytest.mark.pekerja, pytest.mark.django_db(transaction=True)]
BATAS_DETIK = 90


def siapkan(banyak: int) -> Pemeran:
    orang = pemeran()
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    for _ in range(banyak):
        laporkan(orang, buat_indikator(sasaran), "80", catatan="Uraian yang panjang. " * 10)
    return orang


def minta_pdf(orang: Pemeran) -> Laporan:
    laporan, _ = minta(
        pelaku=orang.operator,
        unit=orang.bagian,
        periode=orang.periode,
        triwulan=2,
        jenis=Jenis.UNIT,
        format_=Format.PDF,
        kini=timezone.now(),
    )
    return laporan


def tunggu(laporan: Laporan, syarat: Callable[[Laporan], bool]) -> Laporan:
    batas = time.monotonic() + BATAS_DETIK
    while time.monotonic() < batas:
        laporan.refresh_from_db()
        if syarat(laporan):
            return laporan
        time.sleep(0.05)
    raise AssertionError(f"terlalu lama: {laporan.status} {laporan.langkah} {laporan.persen}% {laporan.galat}")


def test_pekerja_membuat_laporan(pekerja: Pekerja) -> None:
    laporan = tunggu(minta_pdf(siapkan(2)), lambda b: b.status not in ("antre", "berjalan"))
    assert laporan.status == StatusLaporan.SELESAI, laporan.galat
    assert laporan.berkas.read().startswith(b"%PDF")


def test_pekerja_dibunuh_di_tengah_laporan_tetap_datang_sekali(
    pekerja: Pekerja, env_pekerja: dict[str, str], tmp_path: Path
) -> None:
    laporan = minta_pdf(siapkan(20))
    tunggu(laporan, lambda b: b.langkah.startswith("Menata halaman"))
    pekerja.bunuh()
    laporan.refresh_from_db()
    assert (laporan.status, laporan.percobaan) == (StatusLaporan.BERJALAN, 1)
    batas = time.monotonic() + BATAS_DETIK
    while laporan.pk not in sapu(timezone.now()):
        assert time.monotonic() < batas, "kunci pembangun yang mati tidak lepas"
        time.sleep(0.1)
    baru = mulai_pekerja(env=env_pekerja, catatan=tmp_path / "pekerja-baru.log")
    try:
        tunggu(laporan, lambda b: b.status == StatusLaporan.SELESAI)
    finally:
        baru.hentikan()
    assert laporan.percobaan == 2
    assert Jejak.objects.filter(aksi="laporan.terbit", objek_id=str(laporan.pk)).count() == 1
    berkas = [b for b in Path(settings.MEDIA_ROOT).rglob("*") if b.is_file()]
    assert [str(b.relative_to(settings.MEDIA_ROOT)) for b in berkas] == [laporan.berkas.name]
