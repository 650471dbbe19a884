"""Examples of the OpenAPI document: a report on its way, issued, and asked for."""

from __future__ import annotations

from typing import Any

_UMUM: dict[str, Any] = {
    "id": "0a6f3f0e-6f1e-4f53-9a55-3f0c9a4f2b11",
    "judul": "Laporan Realisasi Triwulan TW II 2023",
    "jenis": "unit",
    "format": "pdf",
    "unit": "SETKO-UMUM",
    "tahun": 2023,
    "triwulan": 2,
    "survei": None,
    "jabatan": None,
    "masa": "TW II 2023",
    "galat": "",
    "batal_diminta": False,
    "diminta_oleh": "Portal Data",
    "diminta_pada": "2023-07-12T09:31:04+07:00",
}
_BELUM: dict[str, Any] = {
    "digantikan": None,
    "mulai_pada": None,
    "selesai_pada": None,
    "nomor": None,
    "kode_periksa": None,
    "data_sha256": None,
    "berkas": None,
}
ANTRE = _UMUM | _BELUM | {"status": "antre", "langkah": "Menunggu giliran", "persen": 0}
BATAL = _UMUM | _BELUM | {"status": "dibatalkan", "langkah": "Dibatalkan", "persen": 0, "batal_diminta": True}
BATAL |= {"selesai_pada": "2023-07-12T09:31:09+07:00"}
LAPORAN = _UMUM | {
    "status": "selesai",
    "langkah": "Selesai",
    "persen": 100,
    "digantikan": False,
    "mulai_pada": "2023-07-12T09:31:05+07:00",
    "selesai_pada": "2023-07-12T09:31:11+07:00",
    "nomor": "LR/SETKO-UMUM/2023/TWII/7KQ2MD",
    "kode_periksa": "7KQ2MDXW4P9R",
    "data_sha256": "5f2b" + "0" * 60,
    "berkas": {
        "nama": "Laporan Realisasi Triwulan TW II 2023 - Bagian Umum.pdf",
        "sha256": "9c41" + "0" * 60,
        "ukuran": 84512,
        "alamat": "/api/v1/laporan/0a6f3f0e-6f1e-4f53-9a55-3f0c9a4f2b11/unduh/",
    },
}
MINTA = {"jenis": "unit", "unit": "SETKO-UMUM", "tahun": 2023, "triwulan": 2, "format": "pdf"}
MINTA_SURVEI = {"jenis": "survei", "survei": 12, "format": "pdf"}
PERIKSA = {
    "dokumen": "laporan",
    "judul": "Laporan Realisasi Triwulan TW II 2023",
    "keadaan": "berlaku",
    "sementara": False,
    "contoh": False,
    "instansi": "Pemerintah Kota Contoh",
    "unit": "Bagian Umum",
    "jabatan": "",
    "masa": "TW II 2023",
    "nomor": "LR/SETKO-UMUM/2023/TWII/7KQ2MD",
    "kode_periksa": "7KQ2MDXW4P9R",
    "diterbitkan_pada": "2023-07-12T09:31:05+07:00",
    "tanda_tangan": [],
    "data_sha256": "5f2b" + "0" * 60,
    "berkas_sha256": ["9c41" + "0" * 60],
    "cocok": True,
}
BOLEH = {
    "aksi": "isi",
    "objek": "realisasi:12/2",
    "boleh": False,
    "kode": "jendela_tertutup",
    "pesan": (
        "Pengisian TW II 2023 sudah ditutup 31 Juli 2023 pukul 23.59 WIB. "
        "Mintalah administrator instansi memberi perpanjangan untuk unit Anda."
    ),
    "rincian": {},
}
