"""Examples of the OpenAPI document; figures of no real agency."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample

SURVEI: dict[str, Any] = {
    "id": 7,
    "unit": "BAG-01",
    "judul": "SKM Bagian Contoh Semester I 2026",
    "periode": "Semester I 2026",
    "jenis_periode": "semester",
    "tahun": 2026,
    "nomor_periode": 1,
    "mulai": "2026-01-01",
    "selesai": "2026-06-30",
    "status": "berjalan",
    "sumber": "jawaban",
    "urutan_unsur": "sarana-pengaduan",
    "layanan": [{"id": 3, "nama": "KTP"}],
    "unsur": [
        {
            "kode": "persyaratan",
            "label": "U1",
            "nama": "Persyaratan",
            "pertanyaan": "Apakah persyaratan yang diminta sesuai dengan jenis pelayanannya?",
            "opsi": ["Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"],
        }
    ],
    "pertanyaan_tambahan": [],
    "sampel": {
        "responden": 42,
        "populasi": 100,
        "perlu": 80,
        "kurang": 38,
        "persen": 52,
        "salah": "",
        "tercetak": False,
    },
    "versi": 4,
}
HASIL: dict[str, Any] = {
    "id": 5,
    "survei": 7,
    "unit": "BAG-01",
    "judul": "SKM Bagian Contoh Semester I 2026",
    "periode": "Semester I 2026",
    "tahun": 2026,
    "ikm": "83.125",
    "ikm_teks": "83,13",
    "mutu": "B",
    "nilai_persepsi": 3,
    "responden": 120,
    "sha256": "0" * 64,
    "ditetapkan_pada": "2026-07-05T09:00:00+07:00",
    "terbit_pada": None,
}
RTL: dict[str, Any] = {
    "id": 2,
    "survei": 7,
    "unit": "BAG-01",
    "periode": "Semester I 2026",
    "unsur": "waktu",
    "unsur_nama": "Waktu penyelesaian",
    "program": "Menambah loket pengambilan nomor",
    "triwulan": [3, 4],
    "kapan": "TW III 2026, TW IV 2026",
    "oleh": "Kepala loket",
    "kemajuan": 50,
    "catatan": "",
    "berbukti": True,
    "versi": 1,
}
UNGGAHAN: dict[str, Any] = {
    "id": "0d9f9d52-6a64-4a57-9d0e-3a2f7f6f5a10",
    "survei": 7,
    "unit": "BAG-01",
    "nama": "kiriman-api.csv",
    "sha256": "0" * 64,
    "status": "selesai",
    "langkah": "Selesai",
    "persen": 100,
    "galat": "",
    "jumlah_baris": 120,
    "jumlah_baik": 119,
    "kelompok": ["1 baris: nilai di luar 1–4 pada kolom U1 (baris 6), misalnya “7”."],
    "peringatan": [],
    "diunggah_pada": "2026-07-01T08:00:00+07:00",
    "selesai_pada": "2026-07-01T08:00:01+07:00",
}
KIRIMAN: dict[str, Any] = {
    "dry_run": False,
    "hanya_baik": False,
    "tahu_kembar": False,
    "baris": [
        {
            "jawaban": {"persyaratan": 4, "prosedur": 3, "waktu": 2},
            "tanggal": "2026-03-15",
            "jenis_kelamin": "P",
            "umur": 34,
            "pendidikan": "s1",
            "layanan": "KTP",
            "saran": "Antrean lebih cepat.",
        }
    ],
}
HASIL_KIRIMAN: dict[str, Any] = {
    "dry_run": False,
    "dimuat": True,
    "unggahan": UNGGAHAN["id"],
    "jumlah_baris": 2,
    "jumlah_baik": 1,
    "kosong": 0,
    "peringatan": [],
    "kelompok": [
        {
            "kolom": "U1 persyaratan",
            "aturan": "nilai di luar 1–4",
            "banyak": 1,
            "baris": "2",
            "pesan": "1 baris: nilai di luar 1–4 pada kolom U1 persyaratan (baris 2), misalnya “7”.",
        }
    ],
    "ditolak": [{"baris": 2, "kesalahan": [{"kolom": "U1 persyaratan", "nilai": "7", "aturan": "nilai di luar 1–4"}]}],
}


def jawab(nama: str, isi: Any, *status: str) -> OpenApiExample:
    """An example of an answer."""
    return OpenApiExample(nama, value=isi, response_only=True, status_codes=list(status) or ["200"])


def kirim(nama: str, isi: Any) -> OpenApiExample:
    """An example of a request body."""
    return OpenApiExample(nama, value=isi, request_only=True)
