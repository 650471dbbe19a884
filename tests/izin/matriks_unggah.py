"""The rows of uploading results; every object lies at bagian. What closes a door comes after what goes through it."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from survei.models import Unggahan
from survei.models.jawaban import StatusUnggahan
from tests.izin.adegan import KINI, Adegan
from tests.izin.pola import MENGELOLA_SURVEI, Baris

ISI = b"U1;U2;U3\n4;4;4\n"


def survei(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.survei.pk}


def unggahan(adegan: Adegan) -> dict[str, Any]:
    """One upload that waits for its columns, made when it is first asked for."""
    satu = Unggahan.objects.filter(survei=adegan.survei).first() or Unggahan.objects.create(
        survei=adegan.survei,
        berkas=ContentFile(ISI, name="hasil.csv"),
        salah=ContentFile(b"Baris", name="salah.csv"),
        nama="hasil.csv",
        ukuran=len(ISI),
        sha256="3" * 64,
        status=StatusUnggahan.GAGAL,
        pemetaan={
            "baris_kepala": 1,
            "urutan": None,
            "catatan": [],
            "lembar": "",
            "kolom": [[n, f"U{n + 1}", "unsur", n + 1, None] for n in range(3)],
        },
        diunggah_oleh=adegan.orang.operator,
        diunggah_pada=KINI,
    )
    return {"pk": satu.pk}


UNGGAH: tuple[Baris, ...] = (
    Baris("survei:unggah", MENGELOLA_SURVEI, survei),
    Baris("survei:unggah", MENGELOLA_SURVEI, survei, "POST", 422),
    Baris("survei:unggah_templat", MENGELOLA_SURVEI, survei),
    Baris("survei:unggahan", MENGELOLA_SURVEI, unggahan),
    Baris("survei:unggahan_kolom", MENGELOLA_SURVEI, unggahan),
    Baris("survei:unggahan_kolom", MENGELOLA_SURVEI, unggahan, "POST", 422),
    Baris("survei:unggahan_kemajuan", MENGELOLA_SURVEI, unggahan, ok=286),
    Baris("survei:unggahan_muat", MENGELOLA_SURVEI, unggahan, "POST", 409),
    Baris("survei:unggahan_hentikan", MENGELOLA_SURVEI, unggahan, "POST", 302),
    Baris("survei:unggahan_urungkan", MENGELOLA_SURVEI, unggahan, "POST", 409),
    Baris("survei:unggahan_salah", MENGELOLA_SURVEI, unggahan),
    Baris("survei:unggahan_salah_excel", MENGELOLA_SURVEI, unggahan),
    Baris("survei:unggahan_berkas", MENGELOLA_SURVEI, unggahan),
    Baris("survei:unggahan_buang", MENGELOLA_SURVEI, unggahan, "POST", 302),
)
