"""Example of the OpenAPI document: one agreement with its frozen content, Jakarta Barat 2023 in the demo [JB]."""

from __future__ import annotations

from typing import Any

# One row of Lampiran 1, one of Lampiran 2.
PERJANJIAN_LENGKAP: dict[str, Any] = {
    "id": 1,
    "judul": "Perjanjian Kinerja 2023",
    "tahun": 2023,
    "unit": "JAKBAR",
    "jabatan": {"id": 1, "nama": "Wali Kota Administrasi Jakarta Barat", "unit": "JAKBAR"},
    "versi": 1,
    "status": "ditandatangani",
    "tanggal": "2023-04-14",
    "pihak_pertama": "Pejabat Contoh 001",
    "pihak_kedua": None,
    "sebelumnya": None,
    "alasan": "",
    "uraian_alasan": "",
    "berlaku_triwulan": 1,
    "versi_baris": 3,
    "sha256": "cb332d35d2446bbd308c60f2b1d581c66a0dcba235e6170a41aaf8e089a88ce1",
    "diajukan_pada": "2023-04-14T09:00:00+07:00",
    "disetujui_pada": "2023-04-14T09:00:00+07:00",
    "ditandatangani_pada": "2023-04-18T09:00:00+07:00",
    "berpindah_pada": "2023-04-18T09:00:00+07:00",
    "kode_periksa": "B5T8PHN57BWV",
    "isi": {
        "kop": {
            "pemerintah": "Pemerintah Provinsi DKI Jakarta",
            "instansi": "Kota Administrasi Jakarta Barat",
            "alamat": "",
        },
        "unit": "Kota Administrasi Jakarta Barat",
        "jabatan": "Wali Kota Administrasi Jakarta Barat",
        "pihak_pertama": {
            "nama": "Pejabat Contoh 001",
            "nip": "190001011915012001",
            "pangkat": "Pembina Utama Muda (IV/c)",
            "jabatan": "Wali Kota Administrasi Jakarta Barat",
            "penempatan": "definitif",
        },
        "pihak_kedua": None,
        "pernyataan": {
            "judul": "PERJANJIAN KINERJA TAHUN 2023",
            "pembuka": (
                "Untuk menjalankan pemerintahan yang efektif, terbuka, dan bertanggung jawab atas hasil kerjanya, "
                "yang bertanda tangan di bawah ini:"
            ),
            "janji": [
                (
                    "berjanji mencapai target kinerja tahunan dalam lampiran perjanjian ini, sebagai bagian dari "
                    "target jangka menengah dalam dokumen perencanaan."
                ),
                "Berhasil atau tidaknya pencapaian target tersebut menjadi tanggung jawab kami.",
            ],
            "pengawasan": [],
            "templat": 0,
        },
        "tempat": "Jakarta",
        "tanggal": "2023-04-14",
        "lampiran1": [
            {
                "indikator": 15,
                "jenis_sasaran": "Sasaran Strategis",
                "sasaran_nomor": 1,
                "sasaran": (
                    "Terwujudnya Kota Administrasi Jakarta Barat sebagai Kota Perdagangan dan Jasa, Berbudaya serta "
                    "Berwawasan Lingkungan yang Memberikan Layanan Publik dan Pemerataan Hasil Pembangunan Optimal"
                ),
                "kode": "1.1",
                "nama": "Indeks Kepuasan Layanan Kota Administrasi",
                "satuan": "Nilai",
                "lingkup": "",
                "target": [
                    {"masa": "1", "macam": "na", "nilai": None, "bawah": None, "atas": None, "teks": "N/A"},
                    {"masa": "2", "macam": "angka", "nilai": "86.75", "bawah": None, "atas": None, "teks": "86,75"},
                    {"masa": "3", "macam": "na", "nilai": None, "bawah": None, "atas": None, "teks": "N/A"},
                    {"masa": "4", "macam": "angka", "nilai": "86.75", "bawah": None, "atas": None, "teks": "86,75"},
                    {"masa": "tahun", "macam": "angka", "nilai": "86.75", "bawah": None, "atas": None, "teks": "86,75"},
                ],
            }
        ],
        "lampiran2": [
            {
                "anggaran": 1,
                "tingkat": "program",
                "kode": "X.XX.01",
                "nama": "Program Penunjang Urusan Pemerintahan Daerah",
                "pagu": {"nilai": "60000000000", "teks": "Rp60.000.000.000,00"},
                "keterangan": "Contoh, bukan APBD",
                "tajuk": False,
                "dihitung": True,
            }
        ],
        "total": {"nilai": "60000000000", "teks": "Rp60.000.000.000,00"},
    },
    "tanda_tangan": [
        {
            "pihak": "pertama",
            "cara": "kertas",
            "pejabat": "Pejabat Contoh 001",
            "waktu": "2023-04-18T09:00:00+07:00",
            "dokumen": 1,
            "subjek": "",
            "penerbit": "",
            "seri": "",
            "gugur_pada": None,
        }
    ],
    "perpindahan": [
        {
            "waktu": "2023-04-14T09:00:00+07:00",
            "pelaku": "Contoh Pimpinan Kota",
            "aksi": "tetapkan",
            "dari": "draf",
            "ke": "disetujui",
            "alasan": "",
            "versi_baris": 2,
        },
        {
            "waktu": "2023-04-18T09:00:00+07:00",
            "pelaku": "Contoh Perencana Kota",
            "aksi": "catat_kertas",
            "dari": "disetujui",
            "ke": "ditandatangani",
            "alasan": "",
            "versi_baris": 3,
        },
    ],
    "dokumen": [
        {
            "id": 1,
            "perjanjian": 1,
            "jenis": "pindaian",
            "nama": "contoh-pindaian.pdf",
            "tipe": "application/pdf",
            "ukuran": 611,
            "sha256": "046bc75e8d40db3a758aa628bde1e6aedc24527cd554ffe51b2d9493a4ce0cba",
            "isi_sha256": "cb332d35d2446bbd308c60f2b1d581c66a0dcba235e6170a41aaf8e089a88ce1",
            "dibuat_pada": "2023-04-18T09:00:00+07:00",
            "gugur_pada": None,
        }
    ],
}
