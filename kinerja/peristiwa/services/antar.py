"""Delivering: signed, at least once, in order for each object, tried again ever more rarely.

One worker at a time per subscription. Of an object only the oldest waiting event is sent; the next one follows when it
has arrived. What fails for three days is given up; if nothing else has arrived in that time the subscription itself is
switched off, and keeps collecting.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from uuid import UUID

import httpx
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.pekerjaan import kunci_pekerja
from kinerja.peristiwa.models import Langganan, Pengiriman, Peristiwa, StatusPengiriman
from kinerja.peristiwa.services.alamat import klien
from kinerja.peristiwa.services.tanda import tandai

MASA_COBA = timedelta(days=3)
JEDA_MAKS = timedelta(hours=6)
BATAS_DETIK = 10.0
WAKTU_KERJA = 60.0
SEKALI = 100
# After so many tries in a row that reached nobody the rest waits too.
BISU_MAKS = 3
# Of one delivery so many tries are remembered; three days of them are 23.
RIWAYAT_MAKS = 50


@dataclass(frozen=True, slots=True)
class Jawab:
    """What came back: the status, or why there is none."""

    kode: int | None
    galat: str = ""

    @property
    def berhasil(self) -> bool:
        """2xx."""
        return self.kode is not None and 200 <= self.kode < 300


@dataclass(frozen=True, slots=True)
class Percobaan:
    """One try as it is remembered: when (ISO 8601), where to, what was signed how, what came back after how long."""

    waktu: str
    url: str
    cap_waktu: int
    tanda: str
    kode_http: int | None
    galat: str
    milidetik: int


def yang_menunggu(kini: datetime) -> list[UUID]:
    """Subscriptions that have something to send now."""
    siap = Pengiriman.objects.filter(langganan=OuterRef("pk"), status=StatusPengiriman.MENUNGGU, berikutnya__lte=kini)
    return list(Langganan.objects.filter(Exists(siap), aktif=True).values_list("pk", flat=True))


def antarkan(pk: UUID, kini: datetime) -> int:
    """Send what is due for one subscription, as far as a minute reaches; how many arrived."""
    with kunci_pekerja("webhook", pk) as dapat:
        if not dapat:
            return 0
        return _antarkan(pk, kini)


def _antarkan(pk: UUID, kini: datetime) -> int:
    sampai, tiba, bisu = time.monotonic() + WAKTU_KERJA, 0, 0
    with klien(BATAS_DETIK) as http:
        while time.monotonic() < sampai:
            langganan = Langganan.objects.select_related("unit").filter(pk=pk, aktif=True).first()
            rombongan = list(_giliran(pk, kini)[:SEKALI]) if langganan is not None else []
            if langganan is None or not rombongan:
                break
            for satu in rombongan:
                jawab = _coba(http, langganan, satu)
                tiba += jawab.berhasil
                bisu = bisu + 1 if jawab.kode is None else 0
                masih = _catat_hasil(langganan, satu, jawab, timezone.now())
                if bisu == BISU_MAKS:
                    _tunda(pk, kini, satu.berikutnya)
                if not masih or bisu == BISU_MAKS or time.monotonic() >= sampai:
                    return tiba
    return tiba


def _tunda(pk: UUID, kini: datetime, sampai: datetime) -> None:
    """Nobody answers there: what else is due waits as long as the last try does."""
    Pengiriman.objects.filter(langganan=pk, status=StatusPengiriman.MENUNGGU, berikutnya__lte=kini).update(
        berikutnya=sampai
    )


def didahului(pk: UUID) -> Exists:
    """Condition on a delivery: an older event of its object still waits, so it has not its turn."""
    lebih_dulu = Pengiriman.objects.filter(
        langganan=pk,
        status=StatusPengiriman.MENUNGGU,
        peristiwa__objek_jenis=OuterRef("peristiwa__objek_jenis"),
        peristiwa__objek_id=OuterRef("peristiwa__objek_id"),
        peristiwa__urutan__lt=OuterRef("peristiwa__urutan"),
    )
    return Exists(lebih_dulu)


def _giliran(pk: UUID, kini: datetime) -> QuerySet[Pengiriman]:
    """What is due, of each object only the oldest that waits."""
    siap = Pengiriman.objects.filter(
        ~didahului(pk), langganan=pk, status=StatusPengiriman.MENUNGGU, berikutnya__lte=kini
    )
    return siap.select_related("peristiwa").order_by("peristiwa__urutan")


def badan(peristiwa: Peristiwa) -> bytes:
    """The same bytes at every try."""
    isi = {
        "type": peristiwa.jenis,
        "timestamp": peristiwa.waktu.isoformat(),
        "data": {
            "kode": str(peristiwa.kode),
            "urutan": peristiwa.urutan,
            "objek": {"jenis": peristiwa.objek_jenis, "id": peristiwa.objek_id},
            "unit": peristiwa.unit_kode,
            "isi": peristiwa.isi,
        },
    }
    return json.dumps(isi, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def kepala(kode: str, cap_waktu: int, tanda: str) -> dict[str, str]:
    """The headers of a delivery; `kode` is the event's, the same at every try."""
    return {
        "Content-Type": "application/json",
        "User-Agent": "Kinerja-Webhook/1",
        "Webhook-Id": kode,
        "Webhook-Timestamp": str(cap_waktu),
        "Webhook-Signature": tanda,
    }


def _coba(http: httpx.Client, langganan: Langganan, satu: Pengiriman) -> Jawab:
    """Sign and send one delivery, and remember the try in `satu.riwayat` (written by `_catat_hasil`)."""
    mulai, kode, isi = time.time(), str(satu.peristiwa.kode), badan(satu.peristiwa)
    tanda = tandai(langganan.garam, kode, int(mulai), isi)
    jawab = kirim(http, langganan.url, isi, kepala(kode, int(mulai), tanda))
    percobaan = Percobaan(
        waktu=datetime.fromtimestamp(mulai, UTC).isoformat(),
        url=langganan.url,
        cap_waktu=int(mulai),
        tanda=tanda,
        kode_http=jawab.kode,
        galat=jawab.galat,
        milidetik=max(0, round((time.time() - mulai) * 1000)),
    )
    satu.riwayat = [*satu.riwayat, asdict(percobaan)][-RIWAYAT_MAKS:]
    return jawab


def kirim(http: httpx.Client, url: str, isi: bytes, kepala: dict[str, str]) -> Jawab:
    """One try. Only the status of the answer is read."""
    try:
        with http.stream("POST", url, content=isi, headers=kepala) as jawab:
            status = jawab.status_code
    except PelanggaranAturan as salah:
        return Jawab(None, salah.pesan)
    except (httpx.TimeoutException, SoftTimeLimitExceeded):
        return Jawab(None, f"Tidak menjawab dalam {BATAS_DETIK:.0f} detik.")
    except (httpx.HTTPError, httpx.InvalidURL) as salah:
        return Jawab(None, _sebut_galat(str(salah))[:300])
    if 300 <= status < 400:
        return Jawab(status, "Pengalihan tidak diikuti; perbarui alamat langganan.")
    return Jawab(status, "" if status < 300 else f"Dijawab {status}.")


def _sebut_galat(rincian: str) -> str:
    """Why nobody answered, in words; the system's own go along for whoever runs the receiver."""
    if "CERTIFICATE" in rincian:
        return f"Sertifikat TLS penerima tidak sah ({rincian})."
    if "refused" in rincian:
        return f"Penerima menolak sambungan: servernya mungkin mati ({rincian})."
    return f"Penerima tidak dapat dihubungi ({rincian})."


@transaction.atomic
def _catat_hasil(langganan: Langganan, satu: Pengiriman, jawab: Jawab, kini: datetime) -> bool:
    """Write the outcome; False when the subscription was switched off by it."""
    satu.percobaan += 1
    satu.pertama_pada = satu.pertama_pada or kini
    satu.terakhir_pada, satu.kode_http, satu.galat = kini, jawab.kode, jawab.galat
    alasan = ""
    if jawab.berhasil:
        satu.status = StatusPengiriman.TERKIRIM
        langganan.berhasil_pada = kini
        Langganan.objects.filter(pk=langganan.pk).update(berhasil_pada=kini)
    else:
        satu.berikutnya = kini + jeda(satu.percobaan)
        alasan = _alasan_henti(langganan, satu, jawab, kini)
        if not alasan and kini - satu.pertama_pada >= MASA_COBA:
            satu.status = StatusPengiriman.GAGAL
    # Gone if somebody has removed the subscription meanwhile: then there is nothing to write.
    Pengiriman.objects.filter(pk=satu.pk).update(
        status=satu.status,
        percobaan=satu.percobaan,
        berikutnya=satu.berikutnya,
        pertama_pada=satu.pertama_pada,
        terakhir_pada=satu.terakhir_pada,
        kode_http=satu.kode_http,
        galat=satu.galat,
        riwayat=satu.riwayat,
    )
    if alasan:
        _henti(langganan, alasan, kini)
    return not alasan


def jeda(percobaan: int) -> timedelta:
    """WEBHOOK_JEDA_DETIK (10 s) after the first failure, then twice as long each time, at most six hours."""
    return min(JEDA_MAKS, timedelta(seconds=settings.WEBHOOK_JEDA_DETIK) * (1 << min(percobaan - 1, 12)))


def _alasan_henti(langganan: Langganan, satu: Pengiriman, jawab: Jawab, kini: datetime) -> str:
    """Why the subscription is switched off, or "": the receiver has gone, or nothing has arrived for three days."""
    if jawab.kode == HTTPStatus.GONE:
        return "Penerima menjawab 410: alamat ini tidak dipakai lagi."
    pertama = satu.pertama_pada or kini
    diam = langganan.berhasil_pada is None or langganan.berhasil_pada < pertama
    if diam and kini - pertama >= MASA_COBA:
        return f"Tidak ada pengiriman yang berhasil selama {MASA_COBA.days} hari. {satu.galat}"[:300]
    return ""


def _henti(langganan: Langganan, alasan: str, kini: datetime) -> None:
    if Langganan.objects.filter(pk=langganan.pk, aktif=True).update(aktif=False, nonaktif_alasan=alasan):
        jejak.catat(
            pelaku=None,
            aksi="langganan.henti",
            objek=langganan,
            kini=kini,
            unit_jalur=langganan.unit.jalur,
            sebelum={"aktif": True},
            sesudah={"aktif": False},
            alasan=alasan,
        )
