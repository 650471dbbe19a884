"""5,000 values in one request of the API, against storing the same rows without any rule."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from itertools import cycle
from typing import Any

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone

from bench.ukur import Kerja, ukuran
from indikator.models import NilaiKomponen, Realisasi
from indikator.services.isian import KOLOM_ANGKA
from indikator.services.kiriman_massal import MAKS_BARIS
from kinerja.api.cakupan import Cakupan
from kinerja.api.kredensial import buat_token
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Jejak, Unit
from tests.api.bantu_realisasi import banyak_indikator
from tests.pabrik import buat_instansi, buat_pengguna, buat_periode, buat_sasaran, buat_unit


def _token(akar: Unit) -> str:
    kini = timezone.now()
    _, teks = buat_token(
        pemilik=buat_pengguna("ukur.massal", akar.instansi, (Peran.OPERATOR, akar)),
        nama="ukur",
        cakupan=[Cakupan.REALISASI_TULIS],
        unit=akar,
        kedaluwarsa=kini + timedelta(days=1),
        kini=kini,
    )
    return teks


@ukuran(f"API: {MAKS_BARIS} nilai massal", lantai="menyimpan baris yang sama tanpa aturan", ulangan=3)
def kiriman_massal() -> tuple[Kerja, Kerja]:
    """Parse, authorise, lock, rules, arithmetic, values, audit trail, outcome of each row."""
    settings.API_BATAS = "100000/second"
    instansi = buat_instansi("ukur-massal")
    akar, periode, hari = buat_unit(instansi, "UKURMASSAL"), buat_periode(instansi), timezone.localdate()
    periode.jendela.update(buka=hari - timedelta(days=1), tutup=hari + timedelta(days=1))
    semua = banyak_indikator(buat_sasaran(akar, periode), MAKS_BARIS)
    penangan, nilai = BaseHandler(), cycle(("42.5", "43.25"))
    penangan.load_middleware()
    kepala = {"host": "127.0.0.1", "authorization": f"Bearer {_token(akar)}"}

    def kirim() -> None:
        isi = next(nilai)
        baris = [{"indikator": i.pk, "triwulan": 2, "komponen": "nilai", "nilai": isi} for i in semua]
        badan = json.dumps({"baris": baris})
        minta = RequestFactory().post(
            "/api/v1/realisasi/massal/", badan, content_type="application/json", headers=kepala
        )
        jawab: Any = penangan.get_response(minta)
        assert json.loads(jawab.content)["jumlah"]["disimpan"] == MAKS_BARIS, jawab.content[:500]

    kirim()
    return kirim, lambda: _lantai(akar)


@transaction.atomic
def _lantai(akar: Unit) -> None:
    """Read the lines and their values locked, write them back, and as many rows of the trail."""
    baris = list(Realisasi.objects.select_for_update().filter(indikator__sasaran__unit=akar))
    isi = list(NilaiKomponen.objects.filter(realisasi__in=baris))
    for satu in isi:
        satu.nilai = Decimal(44)
    sama: dict[str, Any] = {"batch_size": 1000, "update_conflicts": True, "unique_fields": ["id"]}
    Realisasi.objects.bulk_create(baris, update_fields=KOLOM_ANGKA, **sama)
    NilaiKomponen.objects.bulk_create(isi, update_fields=["nilai"], **sama)
    kini = timezone.now()
    Jejak.objects.bulk_create(
        [Jejak(waktu=kini, aksi="ukur", objek_jenis="indikator.realisasi", objek_id=str(b.pk)) for b in baris],
        batch_size=1000,
    )
