"""Scopes: what a token may be used for, beside what its account may do (akses.py). Both must allow a request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from oauth2_provider.scopes import BaseScopes


class Cakupan(models.TextChoices):
    ORGANISASI_BACA = "organisasi:baca", "Membaca instansi, unit, jabatan, dan periode"
    INDIKATOR_BACA = "indikator:baca", "Membaca sasaran, indikator, target, realisasi, dan capaian"
    REALISASI_TULIS = "realisasi:tulis", "Mengisi realisasi dan komponennya, mengunggah bukti"
    PERJANJIAN_BACA = "perjanjian:baca", "Membaca cascading, pohon kinerja, perjanjian kinerja, dan pemeriksaan"
    SURVEI_BACA = "survei:baca", "Membaca survei, hasil, unsur, dan tindak lanjut"
    SURVEI_TULIS = "survei:tulis", "Mengirim jawaban survei"
    LAPORAN_BACA = "laporan:baca", "Membaca dan mengunduh laporan"
    LAPORAN_MINTA = "laporan:minta", "Meminta laporan"
    JEJAK_BACA = "jejak:baca", "Membaca jejak audit"
    PERISTIWA_KELOLA = "peristiwa:kelola", "Berlangganan peristiwa (webhook)"


class CakupanKlien(BaseScopes):  # type: ignore[misc]
    """Scopes of OAuth2: a client gets no more than what it was registered for."""

    def get_all_scopes(self) -> Mapping[str, str]:
        return {c.value: str(c.label) for c in Cakupan}

    def get_available_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        klien = getattr(application, "klien", None)
        return list(klien.cakupan) if klien is not None else []

    def get_default_scopes(self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any) -> list[str]:
        return self.get_available_scopes(application, request)
