"""Refusals of sign-in, in words."""

from datetime import datetime, timedelta
from http import HTTPStatus
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from kinerja.organisasi.akun.batas import dibuka_lagi
from kinerja.organisasi.tanggal import tulis_waktu
from kinerja.web import tolak

LUPA = "Bila Anda lupa kata sandi, administrator Kinerja di instansi Anda dapat menyetel ulang."


def terlalu_sering_masuk(request: HttpRequest, hingga: datetime | None) -> HttpResponse:
    """429 after too many wrong passwords."""
    return _terlalu_sering(
        request, hingga, "Demi keamanan, masuk ditutup sementara karena terlalu banyak percobaan yang gagal.", LUPA
    )


def terlalu_sering(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429 of any other limit (kinerja.urls.handler429)."""
    semua = filter(None, (dibuka_lagi(request, aksi) for aksi in ("login", "change_password")))
    return _terlalu_sering(
        request,
        max(semua, default=None),
        "Terlalu banyak permintaan dari komputer atau akun ini dalam waktu singkat.",
        "Bila banyak orang memakai jaringan yang sama, tunggu sebentar lalu ulangi. " + LUPA,
    )


def _terlalu_sering(request: HttpRequest, hingga: datetime | None, aturan: str, saran: str) -> HttpResponse:
    if hingga is None:
        kapan, detik = "Coba lagi sebentar lagi.", 10
    else:
        # Shown to the minute, so the next whole one: never a promise that is too early.
        bulat = hingga.replace(second=0, microsecond=0) + timedelta(minutes=1)
        kapan = f"Coba lagi mulai {tulis_waktu(bulat, ZoneInfo(timezone.get_current_timezone_name()))}."
        detik = max(1, int((hingga - timezone.now()).total_seconds()) + 1)
    jawab = tolak(
        request,
        kode=HTTPStatus.TOO_MANY_REQUESTS,
        judul="Terlalu banyak percobaan",
        pesan=f"{aturan} {kapan}",
        saran=saran,
        tautan=reverse("account_login"),
        label="Ke halaman masuk",
    )
    jawab["Retry-After"] = str(detik)
    return jawab
