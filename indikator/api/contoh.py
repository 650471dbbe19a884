"""Examples of the OpenAPI document; figures of no real agency."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample

BARIS: dict[str, Any] = {
    "indikator": 12,
    "unit": "BAG-01",
    "tahun": 2026,
    "kode": "1.2",
    "triwulan": 2,
    "status": "draf",
    "versi": 3,
    "target": {
        "nilai": "80",
        "teks": "80,00%",
        "keadaan": "ada",
        "alasan": "",
        "bawah": None,
        "atas": None,
    },
    "realisasi": {"nilai": "84", "teks": "84,00%", "keadaan": "ada", "alasan": ""},
    "capaian": {"nilai": "105", "teks": "105,00%", "keadaan": "ada", "alasan": "", "kelas": "Sangat Baik"},
    "komponen": [
        {
            "nama": "selesai",
            "label": "Laporan selesai",
            "sumber": "isian",
            "nilai": "42",
            "teks": "42",
            "diisi_pada": "2026-07-15T09:00:00+07:00",
        },
        {
            "nama": "masuk",
            "label": "Laporan masuk",
            "sumber": "isian",
            "nilai": "50",
            "teks": "50",
            "diisi_pada": "2026-07-15T09:00:00+07:00",
        },
    ],
    "catatan": "",
    "faktor_pendukung": "",
    "faktor_penghambat": "",
    "tindak_lanjut": "",
    "contoh": False,
    "diajukan_oleh": None,
    "diverifikasi_oleh": None,
    "disetujui_oleh": None,
    "berubah_pada": "2026-07-15T09:00:00+07:00",
}
BARIS_TERISI = OpenApiExample("Baris terisi", value=BARIS, response_only=True)
NILAI = OpenApiExample("Mengisi satu komponen", value={"nilai": "42"}, request_only=True)
MASSAL = OpenApiExample(
    "Dua nilai, salah satunya menyebut versi yang dilihat",
    request_only=True,
    value={
        "dry_run": False,
        "baris": [
            {"indikator": 12, "triwulan": 2, "komponen": "selesai", "nilai": "42", "versi": 3},
            {"unit": "BAG-01", "tahun": 2026, "kode": "1.3", "triwulan": 2, "komponen": "nilai", "nilai": "86.75"},
        ],
    },
)
_TERTUTUP = "Pengisian TW II 2026 sudah ditutup 31 Juli 2026 pukul 23.59 WIB."
HASIL_MASSAL = OpenApiExample(
    "Satu disimpan, satu ditolak",
    response_only=True,
    value={
        "dry_run": False,
        "jumlah": {"baris": 2, "disimpan": 1, "sama": 0, "ditolak": 1},
        "hasil": [
            {"nomor": 1, "hasil": "disimpan", "versi": 4, "kode": "", "pesan": ""},
            {"nomor": 2, "hasil": "ditolak", "versi": None, "kode": "jendela_tertutup", "pesan": _TERTUTUP},
        ],
        "kesalahan": [
            {
                "kode": "jendela_tertutup",
                "pesan": _TERTUTUP,
                "jumlah": 1,
                "contoh": ["Baris 2: BAG-01 2026 1.3 TW 2 nilai"],
            }
        ],
    },
)
SASARAN = OpenApiExample(
    "Satu sasaran",
    response_only=True,
    value={
        "id": 3,
        "unit": "BAG-01",
        "tahun": 2026,
        "jenis": "strategis",
        "nomor": 1,
        "uraian": "Meningkatnya mutu pelayanan",
    },
)
TARGET = OpenApiExample(
    "Target TW II",
    response_only=True,
    value={
        "id": 51,
        "indikator": 12,
        "unit": "BAG-01",
        "tahun": 2026,
        "kode": "1.2",
        "triwulan": 2,
        "jenis": "angka",
        "nilai": "80",
        "bawah": None,
        "atas": None,
        "teks": "80,00%",
        "keadaan": "ada",
        "alasan": "",
        "tercetak": "80%",
    },
)
BERKAS = OpenApiExample(
    "Satu berkas",
    description="Dengan curl: `-F berkas=@rekap-triwulan-2.pdf`.",
    request_only=True,
    media_type="multipart/form-data",
    value={"berkas": "rekap-triwulan-2.pdf"},
)
BUKTI = OpenApiExample(
    "Satu bukti",
    response_only=True,
    value={
        "id": 9,
        "indikator": 12,
        "triwulan": 2,
        "nama": "rekap-triwulan-2.pdf",
        "tipe": "application/pdf",
        "ukuran": 182044,
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "diunggah_oleh": "Contoh Operator",
        "diunggah_pada": "2026-07-15T09:00:00+07:00",
    },
)
INDIKATOR = OpenApiExample(
    "Satu indikator",
    response_only=True,
    value={
        "id": 12,
        "kode": "1.2",
        "nama": "Persentase laporan warga yang selesai",
        "unit": "BAG-01",
        "tahun": 2026,
        "sasaran": {"id": 3, "nomor": 1, "jenis": "strategis", "uraian": "Meningkatnya mutu pelayanan"},
        "satuan": {"kode": "persen", "nama": "Persen", "awalan": "", "akhiran": "%", "persen": True},
        "arah": "naik",
        "pola": "posisi",
        "rumus": "selesai / masuk * 100",
        "agregasi": "tidak_ada",
        "desimal": 2,
        "bobot": None,
        "skala": None,
        "definisi": "",
        "dasar_hukum": "",
        "metode_pengukuran": "",
        "sumber_data": "CRM",
        "komponen": [
            {
                "nama": "selesai",
                "label": "Laporan selesai",
                "sumber": "isian",
                "rujukan": None,
                "tetapan": None,
                "sistem": "CRM",
            }
        ],
        "target": [{"triwulan": 2, "jenis": "angka", "nilai": "80", "bawah": None, "atas": None, "tercetak": "80%"}],
        "penanggung_jawab": ["Kepala Bagian"],
        "pengampu": [],
    },
)
