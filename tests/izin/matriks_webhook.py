"""The rows of the webhook pages, as of source systems; the subscription stands at bagian, with one delivery."""

from __future__ import annotations

from typing import Any

from kinerja.peristiwa.models import JenisPeristiwa, Langganan, Pengiriman, Peristiwa
from kinerja.peristiwa.services.tanda import garam_baru
from tests.izin.adegan import KINI, Adegan
from tests.izin.matriks_sistem import MENGELOLA, SATU_SISTEM
from tests.izin.pola import Baris


def webhook(adegan: Adegan) -> dict[str, Any]:
    """One subscription, made when it is first asked for."""
    satu = Langganan.objects.first() or Langganan.objects.create(
        nama="Dasbor",
        url="https://dasbor.example/kait",
        unit=adegan.orang.bagian,
        jenis=[JenisPeristiwa.LAPORAN_TERBIT],
        garam=garam_baru(),
        dibuat_oleh=adegan.orang.administrator,
        dibuat_pada=KINI,
    )
    return {"pk": satu.pk}


def pengiriman(adegan: Adegan) -> dict[str, Any]:
    """One delivery of it."""
    kunci = webhook(adegan)
    bagian = adegan.orang.bagian
    satu = Pengiriman.objects.filter(langganan=kunci["pk"]).first() or Pengiriman.objects.create(
        langganan_id=kunci["pk"],
        peristiwa=Peristiwa.objects.create(
            urutan=9_000_000,
            jenis=JenisPeristiwa.LAPORAN_TERBIT,
            objek_jenis="laporan.laporan",
            objek_id="1",
            unit_kode=bagian.kode,
            unit_jalur=bagian.jalur,
            waktu=KINI,
        ),
        berikutnya=KINI,
    )
    return kunci | {"nomor": satu.pk}


# What removes the subscription comes last.
MATRIKS_WEBHOOK: tuple[Baris, ...] = (
    Baris("peristiwa:langganan", MENGELOLA),
    Baris("peristiwa:langganan_baru", MENGELOLA),
    Baris("peristiwa:langganan_baru", MENGELOLA, metode="POST", ok=422),
    Baris("peristiwa:pengiriman", SATU_SISTEM, webhook),
    Baris("peristiwa:langganan_ubah", SATU_SISTEM, webhook),
    Baris("peristiwa:langganan_ubah", SATU_SISTEM, webhook, "POST", 422),
    Baris("peristiwa:langganan_rahasia", SATU_SISTEM, webhook, "POST"),
    Baris("peristiwa:rincian", SATU_SISTEM, pengiriman),
    Baris("peristiwa:kirim_ulang", SATU_SISTEM, pengiriman, "POST", 302),
    Baris("peristiwa:ulangi", SATU_SISTEM, webhook, "POST", 422),
    Baris("peristiwa:jeda", SATU_SISTEM, webhook, "POST", 302),
    Baris("peristiwa:aktifkan", SATU_SISTEM, webhook, "POST", 302),
    Baris("peristiwa:langganan_hapus", SATU_SISTEM, webhook, "POST", 302),
)
