"""Examples of the OpenAPI document; names and figures of no real agency."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample

from kinerja.perjanjian.api import contoh_pk


def _contoh(nama: str, isi: dict[str, Any]) -> OpenApiExample:
    return OpenApiExample(nama, value=isi, response_only=True)


_INDIKATOR = {"id": 12, "unit": "KOTA", "kode": "1.2", "nama": "Persentase pengaduan selesai"}
_ANAK = {"id": 40, "unit": "BAG-01", "kode": "1.1", "nama": "Persentase pengaduan selesai tepat waktu"}
_JABATAN = {"id": 7, "nama": "Kepala Bagian Umum", "unit": "BAG-01"}
_UKURAN = {"keadaan": "ada", "persen": "62.5", "teks": "62,50%", "rencana": "8", "realisasi": "5", "alasan": ""}
_TANPA = {"keadaan": "tidak_dinilai", "persen": None, "teks": "", "rencana": None, "realisasi": None}
_TANPA |= {"alasan": "Tidak direncanakan, jadi tidak dinilai."}

TAUTAN = _contoh(
    "Tautan langsung",
    {
        "id": 301,
        "tahun": 2026,
        "jenis": "langsung",
        "induk": _INDIKATOR,
        "unit": "BAG-01",
        "jabatan": None,
        "lingkup": "",
        "anak": _ANAK,
        "tersirat": False,
    },
)
TURUNAN = _contoh("Gulungan", {"id": 5, "tahun": 2026, "induk": _INDIKATOR, "anak": _ANAK, "bobot": None})
URAIAN = _contoh(
    "Uraian",
    {
        "id": 9,
        "tahun": 2026,
        "indikator": _INDIKATOR,
        "lampiran": 2,
        "teks": "Diturunkan menjadi indikator kegiatan.",
        "catatan": "",
    },
)
PEMERIKSAAN = {
    "unit": "BAG-01",
    "tahun": 2026,
    "galat": 1,
    "peringatan": 0,
    "temuan": [
        {
            "kode": "tanpa_penanggung_jawab",
            "tingkat": "galat",
            "pesan": "Indikator 1.1 belum mempunyai penanggung jawab.",
            "tempat": "Bagian Umum, indikator 1.1",
            "unit": 3,
            "indikator": 40,
        }
    ],
}
SIMPUL = _contoh(
    "Kondisi",
    {
        "id": 21,
        "unit": "KOTA",
        "tahun": 2026,
        "induk": 20,
        "jenis": "csf",
        "uraian": "Pengaduan ditangani tepat waktu",
        "urutan": 1,
        "versi": 2,
        "ukuran": [{"indikator": 12, "teks": "Persentase pengaduan selesai"}],
        "pengampu": [{"unit": "BAG-01", "jabatan": _JABATAN}],
    },
)
LINTAS = _contoh(
    "Crosscutting",
    {"id": 3, "tahun": 2026, "dari": 21, "ke": 77, "unit": "DINAS-02", "keterangan": "Data penduduk"},
)
POHON = {
    "unit": "KOTA",
    "tahun": 2026,
    "simpul": [
        {
            "id": 20,
            "nomor": "1",
            "tingkat": 0,
            "induk": None,
            "jenis": "ultimate",
            "uraian": "Layanan publik memuaskan",
            "ukuran": [{"indikator": 11, "teks": "Indeks Kepuasan Masyarakat"}],
            "pengampu": ["Wali Kota"],
        },
        {
            "id": 21,
            "nomor": "1.1",
            "tingkat": 1,
            "induk": 20,
            "jenis": "csf",
            "uraian": "Pengaduan ditangani tepat waktu",
            "ukuran": [],
            "pengampu": ["Kepala Bagian Umum"],
        },
    ],
    "lintas": [],
    "temuan": [
        {
            "kode": "simpul_tanpa_indikator",
            "tingkat": "peringatan",
            "pesan": "Kondisi ini belum punya indikator.",
            "simpul": 21,
            "nomor": "1.1",
        }
    ],
}
PERJANJIAN = _contoh(
    "Sudah ditandatangani",
    {
        "id": 31,
        "judul": "Perjanjian Kinerja 2026",
        "tahun": 2026,
        "unit": "BAG-01",
        "jabatan": _JABATAN,
        "versi": 1,
        "status": "ditandatangani",
        "tanggal": "2026-01-12",
        "pihak_pertama": "Contoh Kepala Bagian",
        "pihak_kedua": "Contoh Asisten",
        "sebelumnya": None,
        "alasan": "",
        "uraian_alasan": "",
        "berlaku_triwulan": 1,
        "versi_baris": 4,
        "sha256": "5f2b" + "0" * 60,
        "diajukan_pada": "2026-01-13T08:00:00+07:00",
        "disetujui_pada": "2026-01-13T10:00:00+07:00",
        "ditandatangani_pada": "2026-01-14T09:00:00+07:00",
        "berpindah_pada": "2026-01-14T09:00:00+07:00",
    },
)
PERJANJIAN_LENGKAP = _contoh("Ditandatangani di kertas, satu baris tiap lampiran", contoh_pk.PERJANJIAN_LENGKAP)
BEDA = _contoh(
    "Target berubah",
    {
        "perjanjian": 58,
        "sebelumnya": 31,
        "beda": [
            {
                "bagian": "Lampiran 1",
                "macam": "ubah",
                "sebutan": "1.1 Persentase pengaduan selesai tepat waktu",
                "kolom": [{"kolom": "TW IV", "lama": "80,00%", "baru": "85,00%"}],
            }
        ],
    },
)
KEGIATAN = _contoh(
    "Kegiatan",
    {
        "id": 64,
        "unit": "BAG-01",
        "tahun": 2026,
        "indikator": _ANAK,
        "urutan": 1,
        "uraian": "Menyusun laporan pengaduan",
        "keluaran": "Laporan",
        "satuan": "laporan",
        "pola": "jumlah",
        "jabatan": _JABATAN,
        "penanggung_jawab": "",
        "anggaran": None,
        "contoh": False,
        "versi": 1,
        "triwulan": [
            {
                "triwulan": 1,
                "target": "8",
                "realisasi": "5",
                "anggaran": None,
                "serapan": None,
                "status": "berjalan",
                "kendala": "",
                "tindak_lanjut": "",
                "bukti": 1,
                "diisi_pada": "2026-04-03T09:00:00+07:00",
                "versi": 1,
                "ukuran_keluaran": _UKURAN,
                "ukuran_serapan": _TANPA,
            }
        ],
        "keluaran_setahun": _UKURAN,
        "serapan_setahun": _TANPA,
    },
)
RINGKASAN = {
    "unit": "BAG-01",
    "tahun": 2026,
    "kegiatan": 2,
    "tanpa_kegiatan": 1,
    "kemajuan": _UKURAN | {"rencana": None, "realisasi": None, "alasan": "Rata-rata 2 kegiatan."},
    "serapan": _TANPA,
    "belum": [0, 1, 2, 2],
}
ANGGARAN = _contoh(
    "Kegiatan",
    {
        "id": 15,
        "tahun": 2026,
        "unit": "BAG-01",
        "jabatan": _JABATAN,
        "tingkat": "kegiatan",
        "induk": 14,
        "kode": "4.01.03.2.01",
        "nama": "Pengelolaan pengaduan",
        "pagu": {"nilai": "125000000", "teks": "Rp125.000.000,00"},
        "keterangan": "APBD",
    },
)
