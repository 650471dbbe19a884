"""One line of TW II through the API: its address, filling in, and a source system of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from rest_framework.test import APIClient

from indikator.hitung.capaian import JenisTarget
from indikator.models import Indikator, Komponen, Sasaran, Target
from indikator.services.sistem import daftarkan
from kinerja.organisasi.akses import Peran
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran, satuan


def buka_triwulan(orang: Pemeran) -> None:
    """The window of TW II is open today, whenever the tests run."""
    hari = timezone.localdate()
    orang.periode.jendela.filter(triwulan=2).update(buka=hari - timedelta(days=1), tutup=hari + timedelta(days=10))


def buat_rasio(orang: Pemeran) -> Indikator:
    """selesai / masuk × 100 at bagian, target 80, the window of TW II open."""
    buka_triwulan(orang)
    return buat_indikator(
        buat_sasaran(orang.bagian, orang.periode), rumus="selesai / masuk * 100", komponen=("selesai", "masuk")
    )


def banyak_indikator(sasaran: Sasaran, banyak: int, dari: int = 1) -> list[Indikator]:
    """Indicators of one typed component `nilai`, target 80 each quarter, in three queries; numbered on from `dari`."""
    semua = Indikator.objects.bulk_create(
        Indikator(sasaran=sasaran, nomor=nomor, nama=f"Indikator {nomor}", satuan=satuan())
        for nomor in range(dari, dari + banyak)
    )
    Komponen.objects.bulk_create(Komponen(indikator=satu, nama="nilai", label="Nilai") for satu in semua)
    angka = {"jenis": JenisTarget.ANGKA, "nilai": Decimal(80)}
    Target.objects.bulk_create(Target(indikator=satu, triwulan=tw, **angka) for satu in semua for tw in (1, 2, 3, 4, 0))
    return semua


def alamat_baris(indikator: Indikator, ekor: str = "") -> str:
    return f"/api/v1/realisasi/{indikator.pk}/2/{ekor}"


def isi_lewat_api(klien: APIClient, indikator: Indikator, nama: str, nilai: Any, etag: str = "") -> Any:
    etag = etag or klien.get(alamat_baris(indikator))["ETag"]
    # Escaped as JSON allows, so that also what is no character travels.
    return klien.put(
        alamat_baris(indikator, f"komponen/{nama}/"),
        json.dumps({"nilai": nilai}),
        content_type="application/json",
        headers={"If-Match": etag},
    )


def klien_sistem(orang: Pemeran, komponen: Sequence[Komponen], nama: str = "CRM") -> APIClient:
    """A source system registered for these components, signed in with client credentials."""
    kini = timezone.now()
    _, rahasia = daftarkan(
        pelaku=orang.administrator,
        nama=nama,
        unit=orang.bagian,
        peran=[Peran.OPERATOR],
        cakupan=["indikator:baca", "realisasi:tulis"],
        komponen=komponen,
        keterangan="",
        kedaluwarsa=kini + timedelta(days=30),
        kini=kini,
    )
    minta = {"client_id": rahasia.id_klien, "client_secret": rahasia.rahasia, "grant_type": "client_credentials"}
    token = APIClient().post("/api/oauth/token/", minta, format="multipart").json()["access_token"]
    klien = APIClient()
    klien.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return klien
