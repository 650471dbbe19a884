"""The operator's grid in a browser: five lines, the page, its cells."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from playwright.sync_api import Locator, Page

from indikator.models import Indikator, NilaiKomponen, SkalaPredikat
from indikator.models.indikator import JenisSasaran
from kinerja.organisasi.models import JendelaTriwulan
from tests.e2e.conftest import Pembuka
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran, satuan


def buat_lembar(orang: Pemeran) -> list[Indikator]:
    """Five lines: two plain, a ratio, a chosen predicate, and one that follows from the first two."""
    hari = timezone.localdate()
    JendelaTriwulan.objects.filter(triwulan=2).update(buka=hari - timedelta(days=9), tutup=hari + timedelta(days=12))
    strategis = buat_sasaran(orang.bagian, orang.periode)
    khusus = buat_sasaran(orang.bagian, orang.periode, jenis=JenisSasaran.KHUSUS)
    skala = SkalaPredikat.objects.create(instansi=orang.instansi, nama="Opini", jenis="label")
    for label, nilai in (("WTP", 3), ("WDP", 2)):
        skala.tingkat.create(label=label, nilai=nilai)
    satu, dua = buat_indikator(strategis), buat_indikator(strategis)
    rasio = buat_indikator(
        strategis, rumus="tepat / terbit * 100", komponen=("tepat", "terbit"), satuan=satuan("persen")
    )
    opini = buat_indikator(khusus, skala=skala, target={2: "3"})
    rata = buat_indikator(khusus, rumus="rata(a, b)", komponen=(("a", satu), ("b", dua)))
    return [satu, dua, rasio, opini, rata]


def buka_lembar(buka: Pembuka, orang: Pemeran, lebar: int = 1280) -> Page:
    page = buka(lebar=lebar, pengguna=orang.operator)
    page.goto(f"/isian/{orang.bagian.pk}/2023/2/")
    return page


def sel(page: Page, indikator: Indikator, nama: str = "nilai") -> Locator:
    return page.locator(f"#k-{indikator.komponen.get(nama=nama).pk}")


def pesan(page: Page, indikator: Indikator, nama: str = "nilai") -> Locator:
    return page.locator(f"#g-k-{indikator.komponen.get(nama=nama).pk}")


def tunggu_tersimpan(page: Page) -> None:
    """Until nothing typed waits any more."""
    page.wait_for_function("() => window.Isian.jumlahTunda() === 0")


def nilai() -> dict[int, Decimal | None]:
    return dict(NilaiKomponen.objects.values_list("komponen__indikator_id", "nilai"))
