"""The operator's grid over HTTP: addresses, and a cell sent."""

from __future__ import annotations

from typing import Any

from django.test import Client

from indikator.models import Indikator, Komponen
from kinerja.organisasi.models import Pengguna
from tests.orang import Pemeran

RASIO: dict[str, Any] = {"rumus": "tepat_waktu / terbit * 100", "komponen": ("tepat_waktu", "terbit")}


def masuk(client: Client, orang: Pengguna) -> Client:
    client.force_login(orang)
    return client


def alamat(orang: Pemeran, triwulan: int = 2) -> str:
    return f"/isian/{orang.bagian.pk}/2023/{triwulan}/"


def sel(indikator: Indikator, nama: str = "nilai", triwulan: int = 2) -> str:
    return f"/isian/sel/{indikator.pk}/{triwulan}/{Komponen.objects.get(indikator=indikator, nama=nama).pk}/"


def kirim(client: Client, alamat_sel: str, isi: str, versi: int = 0, **kepala: str) -> Any:
    return client.post(alamat_sel, {"isi": isi, "versi": str(versi)}, headers=kepala)
