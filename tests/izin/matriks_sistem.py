"""The rows of source systems and personal tokens; the system stands at bagian, the token is the operator's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from indikator.models import SistemSumber
from indikator.services.sistem import daftarkan
from kinerja.api.cakupan import Cakupan
from kinerja.api.kredensial import buat_token
from kinerja.organisasi.akses import Peran
from tests.izin.adegan import Adegan
from tests.izin.pola import YANG_MASUK, Baris

# Pages of administrators, and of who runs the installation and manages every agency; nobody else reads a system, so
# without the role it is refused, outside the agency not there.
MENGELOLA = "     masuk 403 403 403 403 403 403 403 ok 403 ok  ok"
SATU_SISTEM = "   masuk 403 404 403 403 403 403 403 ok 404 404 ok"
TOKEN_OPERATOR = "masuk ok 404 404 404 404 404 404 404 404 404 404"


def sistem(adegan: Adegan) -> dict[str, Any]:
    """One registered system at bagian, made when it is first asked for."""
    ada = SistemSumber.objects.first()
    if ada is None:
        kini = timezone.now()
        ada, _ = daftarkan(
            pelaku=adegan.orang.administrator,
            nama="CRM",
            unit=adegan.orang.bagian,
            peran=[Peran.OPERATOR],
            cakupan=[Cakupan.INDIKATOR_BACA],
            komponen=(),
            keterangan="",
            kedaluwarsa=kini + timedelta(days=30),
            kini=kini,
        )
    return {"pk": ada.pk}


def token(adegan: Adegan) -> dict[str, Any]:
    """One token of the operator."""
    kini = timezone.now()
    satu, _ = buat_token(
        pemilik=adegan.orang.operator,
        nama="uji",
        cakupan=[Cakupan.INDIKATOR_BACA],
        unit=adegan.orang.bagian,
        kedaluwarsa=kini + timedelta(days=1),
        kini=kini,
    )
    return {"pk": satu.pk}


MATRIKS_SISTEM: tuple[Baris, ...] = (
    Baris("token", YANG_MASUK),
    Baris("token", YANG_MASUK, metode="POST", ok=422),
    Baris("token_cabut", TOKEN_OPERATOR, token, "POST", 302),
    Baris("indikator:sistem", MENGELOLA),
    Baris("indikator:sistem_baru", MENGELOLA),
    Baris("indikator:sistem_baru", MENGELOLA, metode="POST", ok=422),
    Baris("indikator:sistem_rincian", SATU_SISTEM, sistem),
    Baris("indikator:sistem_komponen", SATU_SISTEM, sistem),
    Baris("indikator:sistem_komponen", SATU_SISTEM, sistem, "POST", 302),
    Baris("indikator:sistem_rahasia", SATU_SISTEM, sistem),
    Baris("indikator:sistem_rahasia", SATU_SISTEM, sistem, "POST", 422),
    Baris("indikator:sistem_cabut", SATU_SISTEM, sistem, "POST", 302),
)
