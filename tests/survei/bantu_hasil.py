"""Fixed results and follow-up plans for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile

from kinerja.organisasi.models import Unit
from survei.models import HasilSurvei, RencanaTindakLanjut, Survei
from survei.models.survei import StatusSurvei
from survei.selectors.hasil import hasil_kini, sidik_kini
from survei.services import hasil as layanan
from tests.orang import Pemeran
from tests.survei.bantu import WIB, buat_survei, isi_survei

JULI = datetime(2023, 7, 5, 9, 0, tzinfo=WIB)


def tutup(satu: Survei) -> Survei:
    """Closed, as the result services want it."""
    Survei.objects.filter(pk=satu.pk).update(status=StatusSurvei.DITUTUP)
    return segar(satu)


def segar(satu: Survei) -> Survei:
    """As stored now, with what selectors expect beside it."""
    return Survei.objects.select_related("unit__instansi").get(pk=satu.pk)


def tetapkan(orang: Pemeran, satu: Survei, kini: datetime = JULI) -> HasilSurvei:
    """Fixed by the verifier, who has seen the figures of this moment."""
    satu = tutup(satu)
    return layanan.tetapkan(pelaku=orang.verifikator, survei=satu, terlihat=sidik_kini(hasil_kini(satu)), kini=kini)


def isi_rata(satu: Survei, nilai: int, banyak: int = 5, **lain: Any) -> Survei:
    """`banyak` forms with the same value everywhere: an IKM of nilai × 25."""
    unsur = satu.unsur.count()
    isi_survei(satu, *([nilai] * unsur for _ in range(banyak)), **lain)
    return satu


def survei_berhasil(orang: Pemeran, unit: Unit, nilai: int, **lain: Any) -> HasilSurvei:
    """A survey of `unit` fixed at an IKM of nilai × 25."""
    return tetapkan(orang, isi_rata(buat_survei(unit, unsur=2, **lain), nilai))


def buat_hasil(orang: Pemeran, kini: datetime = JULI) -> HasilSurvei:
    """A published result of bagian; beside it a survey that is closed and not fixed, called `Survei tutup`."""
    tutup(isi_rata(buat_survei(orang.bagian, judul="Survei tutup"), 3))
    satu = isi_rata(buat_survei(orang.bagian, judul="Survei terbit"), 3)
    tetapkan(orang, satu, kini)
    return layanan.terbitkan(pelaku=orang.pimpinan, survei=satu, kini=kini + timedelta(minutes=1))


def buat_rtl(satu: Survei, **lain: Any) -> RencanaTindakLanjut:
    """One line about waktu, with evidence."""
    isi: dict[str, Any] = {
        "program": "Menambah loket pengambilan nomor",
        "triwulan": [3, 4],
        "penanggung_jawab": "Kepala loket",
        "bukti": ContentFile(b"%PDF-1.7", name="rtl.pdf"),
        "bukti_nama": "berita acara.pdf",
    }
    return RencanaTindakLanjut.objects.create(survei=satu, unsur=satu.unsur.get(kode="waktu"), **(isi | lain))
