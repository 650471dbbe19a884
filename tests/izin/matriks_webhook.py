"""The rows of the webhook pages, open to whom source systems are; the subscription stands at bagian."""

from __future__ import annotations

from typing import Any

from kinerja.peristiwa.models import JenisPeristiwa, Langganan
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


MATRIKS_WEBHOOK: tuple[Baris, ...] = (
    Baris("peristiwa:langganan", MENGELOLA),
    Baris("peristiwa:pengiriman", SATU_SISTEM, webhook),
    Baris("peristiwa:aktifkan", SATU_SISTEM, webhook, "POST", 302),
)
