"""Examples of the OpenAPI document; of no real agency."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample

PERISTIWA: dict[str, Any] = {
    "urutan": 120,
    "kode": "5c1f6a0e-31d0-4d57-9f52-0c9d3a6f2b11",
    "jenis": "realisasi.disetujui",
    "waktu": "2026-07-20T10:15:00+07:00",
    "unit": "BAG-01",
    "objek": {"jenis": "indikator.realisasi", "id": "31"},
    "isi": {"indikator": 12, "tahun": 2026, "triwulan": 2, "dari": "diverifikasi", "ke": "disetujui", "versi": 5},
}
LANGGANAN: dict[str, Any] = {
    "id": "7b8f3a52-98a1-4b0e-a1f8-0f6a2f3b9c10",
    "nama": "Dasbor kota",
    "url": "https://dasbor.example.go.id/kait",
    "unit": "BAG-01",
    "jenis": ["laporan.terbit", "realisasi.disetujui"],
    "aktif": True,
    "nonaktif_alasan": "",
    "dibuat_pada": "2026-07-01T08:00:00+07:00",
}
BARU = {k: LANGGANAN[k] for k in ("nama", "url", "unit", "jenis")}
PENGIRIMAN: dict[str, Any] = {
    "id": 300,
    "langganan": LANGGANAN["id"],
    "peristiwa": PERISTIWA,
    "status": "menunggu",
    "percobaan": 2,
    "berikutnya": "2026-07-20T10:16:00+07:00",
    "terakhir_pada": "2026-07-20T10:15:40+07:00",
    "kode_http": 503,
    "galat": "Dijawab 503.",
}


def jawab(nama: str, isi: Any, *status: str) -> OpenApiExample:
    """An example of an answer."""
    return OpenApiExample(nama, value=isi, response_only=True, status_codes=list(status) or ["200"])


def kirim(nama: str, isi: Any) -> OpenApiExample:
    """An example of a request body."""
    return OpenApiExample(nama, value=isi, request_only=True)
