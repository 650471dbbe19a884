"""Examples of the OpenAPI document: one figure explained, and its past; e-order of Jakarta Barat in the demo [JB]."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample

ASAL = OpenApiExample(
    "Dua komponen yang diisi",
    response_only=True,
    value={
        "indikator": 4,
        "kode": "4.1",
        "nama": "Persentase Pemanfaatan E-Order",
        "unit": "JAKBAR",
        "tahun": 2023,
        "triwulan": 1,
        "status": "disetujui",
        "target": {"nilai": "100", "teks": "100,00%", "keadaan": "ada", "alasan": "", "bawah": None, "atas": None},
        "realisasi": {"nilai": "97.058823529411765", "teks": "97,06%", "keadaan": "ada", "alasan": ""},
        "capaian": {
            "nilai": "97.058823529411765",
            "teks": "97,06%",
            "keadaan": "ada",
            "alasan": "",
            "kelas": "Sangat Tinggi",
        },
        "kalimat": "412.500.000 / 425.000.000 × 100 = 97,06% (TW I, target 100,00% → capaian 97,06%)",
        "berlabel": (
            "Realisasi SP2D rekening makan minum rapat, jamuan, dan lapangan (Rp) (412.500.000) / Transaksi di "
            "e-order (Rp) (425.000.000) × 100 = 97,06%"
        ),
        "komponen": [
            {
                "label": "Realisasi SP2D rekening makan minum rapat, jamuan, dan lapangan (Rp)",
                "nilai": "412.500.000",
                "sumber": "",
                "oleh": "Contoh Operator Kota",
                "pada": "2023-04-10T09:00:00+07:00",
                "tetapan": False,
                "penjelasan": "",
                "alamat": "",
                "rincian": [],
                "dari": None,
                "anak": [],
            },
            {
                "label": "Transaksi di e-order (Rp)",
                "nilai": "425.000.000",
                "sumber": "",
                "oleh": "Contoh Operator Kota",
                "pada": "2023-04-10T09:01:00+07:00",
                "tetapan": False,
                "penjelasan": "",
                "alamat": "",
                "rincian": [],
                "dari": None,
                "anak": [],
            },
        ],
        "sampai_dengan": {
            "nilai": "97.058823529411765",
            "teks": "97,06%",
            "keadaan": "ada",
            "alasan": "",
            "kelas": "Sangat Tinggi",
            "uraian": "97,058824 / 100,00 × 100 = 97,06%",
            "dilaporkan": 1,
            "bertarget": 1,
            "kelengkapan": "1 dari 1 triwulan",
        },
        "setahun": None,
    },
)
RIWAYAT = OpenApiExample(
    "Disetujui, lalu dikoreksi",
    response_only=True,
    value={
        "perpindahan": [
            {
                "waktu": "2023-04-12T09:00:00+07:00",
                "pelaku": "Contoh Operator Kota",
                "aksi": "ajukan",
                "dari": "draf",
                "ke": "diajukan",
                "alasan": "",
                "versi": 3,
            },
            {
                "waktu": "2023-04-13T09:00:00+07:00",
                "pelaku": "Contoh Verifikator Kota",
                "aksi": "verifikasi",
                "dari": "diajukan",
                "ke": "diverifikasi",
                "alasan": "",
                "versi": 4,
            },
            {
                "waktu": "2023-04-14T09:00:00+07:00",
                "pelaku": "Contoh Pimpinan Kota",
                "aksi": "setujui",
                "dari": "diverifikasi",
                "ke": "disetujui",
                "alasan": "",
                "versi": 5,
            },
            {
                "waktu": "2023-04-20T10:00:00+07:00",
                "pelaku": "Contoh Pimpinan Kota",
                "aksi": "koreksi",
                "dari": "disetujui",
                "ke": "dikembalikan",
                "alasan": "Transaksi e-order bulan Maret belum terhitung.",
                "versi": 6,
            },
        ],
        "versi_lama": [
            {
                "versi": 5,
                "nilai": "97.058823529411765",
                "capaian": "97.058823529411765",
                "komponen": {"sp2d": "412500000", "e_order": "425000000"},
                "alasan": "Transaksi e-order bulan Maret belum terhitung.",
                "diganti_oleh": "Contoh Pimpinan Kota",
                "diganti_pada": "2023-04-20T10:00:00+07:00",
            }
        ],
    },
)
