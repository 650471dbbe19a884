"""Example of the OpenAPI document: the recap of a city, SKM Kota Surakarta 2021 [SKA]."""

from __future__ import annotations

from typing import Any

# One row of each list.
REKAP: dict[str, Any] = {
    "unit": 22,
    "nama": "Kota Surakarta",
    "instansi": "Kota Surakarta",
    "pemerintah": "Pemerintah Kota Surakarta",
    "tahun": 2021,
    "cara": "rata_unit",
    "baris": [
        {
            "unit": 23,
            "kode": "SKA-001",
            "nama": "Badan Pendapatan, Pengelolaan Keuangan Dan Aset Daerah",
            "jenis": "Dinas/Badan",
            "induk": "Kota Surakarta",
            "tingkat": 1,
            "semester_1": {
                "ikm": "86.546296296296296",
                "ikm_teks": "86,55",
                "mutu": "B",
                "responden": 300,
                "periode": 1,
            },
            "semester_2": {
                "ikm": "90.876068376068376",
                "ikm_teks": "90,88",
                "mutu": "A",
                "responden": 130,
                "periode": 1,
            },
            "tahun": {"ikm": "88.711182336182336", "ikm_teks": "88,71", "mutu": "A", "responden": 430, "periode": 2},
            "selisih": "4.33",
            "selisih_teks": "4,33",
            "persen": "5.0028392491214789943394517997097815148028733915388",
            "persen_teks": "5,00",
            "status": "Naik",
            "alasan": "",
            "unsur": [
                {
                    "kode": "persyaratan",
                    "nama": "Persyaratan",
                    "nrr": "3.4314102564102564102564102564102564102564102564102",
                    "nrr_teks": "3,431",
                    "mutu": "B",
                }
            ],
            "survei": [{"survei": 4, "periode": "Semester I 2021", "sumber": "rekap"}],
            "catatan": ["Semester I 2021: Dokumen mencetak 102 responden; jumlah per unsurnya berasal dari 300."],
        }
    ],
    "semester_1": {
        "nama": "Semester I",
        "ikm": "85.047411739781554777777777777777777777777777777778",
        "ikm_teks": "85,05",
        "mutu": "B",
        "kinerja": "Baik",
        "alasan": "",
        "responden": 11560,
        "unit": 153,
        "dari": 153,
        "kelas": [
            {
                "kode": "A",
                "nama": "Sangat Baik",
                "banyak": 29,
                "persen": "18.954248366013071895424836601307189542483660130719",
                "persen_teks": "18,95",
            }
        ],
    },
    "semester_2": {
        "nama": "Semester II",
        "ikm": "85.941851871909951934640522875816993464052287581699",
        "ikm_teks": "85,94",
        "mutu": "B",
        "kinerja": "Baik",
        "alasan": "",
        "responden": 15058,
        "unit": 153,
        "dari": 153,
        "kelas": [
            {
                "kode": "A",
                "nama": "Sangat Baik",
                "banyak": 38,
                "persen": "24.836601307189542483660130718954248366013071895425",
                "persen_teks": "24,84",
            }
        ],
    },
    "tahun_ini": {
        "nama": "Tahun 2021",
        "ikm": "85.494631805845753356209150326797385620915032679739",
        "ikm_teks": "85,49",
        "mutu": "B",
        "kinerja": "Baik",
        "alasan": "",
        "responden": 26618,
        "unit": 153,
        "dari": 153,
        "kelas": [
            {
                "kode": "A",
                "nama": "Sangat Baik",
                "banyak": 34,
                "persen": "22.222222222222222222222222222222222222222222222222",
                "persen_teks": "22,22",
            }
        ],
    },
    "perubahan": [
        {
            "kode": "Naik",
            "nama": "Naik",
            "banyak": 99,
            "persen": "64.705882352941176470588235294117647058823529411765",
            "persen_teks": "64,71",
        }
    ],
    "persen_perubahan": "1.0516958880125639156604580717438225002724340935967",
    "persen_perubahan_teks": "1,05",
    "status_perubahan": "Naik",
    "jenis_unit": [
        {
            "kode": "Dinas/Badan",
            "nama": "Dinas/Badan",
            "banyak": 30,
            "persen": "19.60784313725490196078431372549019607843137254902",
            "persen_teks": "19,61",
        }
    ],
    "unsur": [
        {
            "label": "U1",
            "kode": "persyaratan",
            "nama": "Persyaratan",
            "nrr": "3.3322968557806787958123928706718484705916865953115",
            "nrr_teks": "3,332",
            "mutu": "B",
            "unit": 100,
            "prioritas": 32,
        }
    ],
    "unit_berunsur": 100,
    "terbaik": [
        {
            "tempat": 1,
            "unit": 58,
            "kode": "SKA-036",
            "nama": "Dinas Penanaman Modal Dan Pelayanan Terpadu Satu Pintu",
            "ikm": "97.395",
            "ikm_teks": "97,40",
            "mutu": "A",
        }
    ],
    "terburuk": [
        {
            "tempat": 153,
            "unit": 80,
            "kode": "SKA-058",
            "nama": "Dinas Kebudayaan",
            "ikm": "76.226851851851852",
            "ikm_teks": "76,23",
            "mutu": "C",
        }
    ],
    "di_atas": [
        {
            "tempat": 1,
            "unit": 58,
            "kode": "SKA-036",
            "nama": "Dinas Penanaman Modal Dan Pelayanan Terpadu Satu Pintu",
            "ikm": "97.395",
            "ikm_teks": "97,40",
            "mutu": "A",
        }
    ],
    "di_bawah": [
        {
            "tempat": 77,
            "unit": 111,
            "kode": "SKA-143",
            "nama": "SMP N 17",
            "ikm": "85.4074074074074075",
            "ikm_teks": "85,41",
            "mutu": "B",
        }
    ],
    "tanpa_hasil": [],
    "tren": [
        {
            "tahun": 2021,
            "ikm": "85.494631805845753356209150326797385620915032679739",
            "ikm_teks": "85,49",
            "mutu": "B",
            "responden": 26618,
            "unit": 153,
            "status": "",
            "selisih": None,
            "selisih_teks": None,
        }
    ],
    "rtl": [
        {
            "survei": 157,
            "unit": 23,
            "unit_nama": "Badan Pendapatan, Pengelolaan Keuangan Dan Aset Daerah",
            "periode": "Semester II 2021",
            "kode": "waktu",
            "unsur": "Waktu penyelesaian",
            "program": "Peningkatan sosialisasi e-layanan",
            "triwulan": [4],
            "penanggung_jawab": "Sub Bagian PEP",
            "kemajuan": 0,
        }
    ],
    "rtl_unsur": [
        {
            "kode": "waktu",
            "unsur": "Waktu penyelesaian",
            "rencana": 105,
            "unit": 68,
            "selesai": 0,
            "belum_mulai": 105,
            "kemajuan": "0",
            "kemajuan_teks": "0,00",
        }
    ],
    "sumber": ["rekap", "tercetak"],
}
