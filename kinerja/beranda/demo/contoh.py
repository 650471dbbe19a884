"""The example realisations: no document has them, so every row they make is marked `contoh`.

TW I is approved; TW II is half done, so that each role finds something to do. The figures are ours, chosen to look
like an ordinary quarter: near the target, a few above, one clearly below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Sampai(StrEnum):
    """How far a row has come."""

    ISI = "isi"
    DIAJUKAN = "diajukan"
    DIVERIFIKASI = "diverifikasi"
    DIKEMBALIKAN = "dikembalikan"
    DISETUJUI = "disetujui"


@dataclass(frozen=True, slots=True)
class Contoh:
    """One row: typed components (labels of a predicate by their number), texts, and who filled it in."""

    indikator: str
    triwulan: int
    nilai: Mapping[str, str]
    sampai: Sampai
    operator: str
    uraian: Mapping[str, str] = field(default_factory=dict)
    alasan: str = ""


_KOTA, _UMUM, _JAKPUS = "operator", "operator.umum", "operator.jakpus"

JAKARTA_BARAT: tuple[Contoh, ...] = (
    Contoh("4.1", 1, {"sp2d": "412500000", "e_order": "425000000"}, Sampai.DISETUJUI, _KOTA),
    Contoh(
        "5.1",
        1,
        {"strategi": "100", "rencana_editorial": "100", "mitigasi_krisis": "100", "publikasi": "80"},
        Sampai.DISETUJUI,
        _UMUM,
        {
            "faktor_penghambat": "12 dari 15 materi terpublikasi; dua kegiatan bergeser ke triwulan berikutnya.",
            "tindak_lanjut": "Editorial plan TW II menambah tiga materi pengganti.",
        },
    ),
    Contoh("8.1", 1, {"terkumpul": "42", "wajib_terkumpul": "42"}, Sampai.DISETUJUI, _UMUM),
    Contoh(
        "9.1",
        1,
        {"nilai": "91.4"},
        Sampai.DISETUJUI,
        _KOTA,
        {"catatan": "Nilai terendah pada unsur waktu layanan kelurahan."},
    ),
    Contoh("10.1", 1, {"terinventarisasi": "6", "seluruhnya": "120"}, Sampai.DISETUJUI, _UMUM),
    Contoh(
        "12.1",
        1,
        {"realisasi_tl": "38", "seluruh_tl": "40"},
        Sampai.DISETUJUI,
        _KOTA,
        {"faktor_penghambat": "Dua arahan menunggu penetapan anggaran perubahan."},
    ),
    Contoh("13.1", 1, {"realisasi_tl": "1245", "seluruh_tl": "1260"}, Sampai.DISETUJUI, _KOTA),
    Contoh("14.1", 1, {"selesai": "20", "sisa": "80"}, Sampai.DISETUJUI, _KOTA),
    Contoh(
        "2.2",
        2,
        {"pemerintahan": "86.2", "perekonomian_pembangunan": "84.9", "administrasi_kesra": "85.6"},
        Sampai.ISI,
        _KOTA,
    ),
    Contoh("3.1", 2, {"nilai": "3"}, Sampai.DIAJUKAN, _KOTA, {"catatan": "Berdasarkan LHP BPK atas LKPD 2022."}),
    Contoh("5.1", 2, {"strategi": "100", "rencana_editorial": "100"}, Sampai.ISI, _UMUM),
    Contoh("7.1", 2, {"up_melapor": "8", "up_seluruhnya": "8"}, Sampai.DIAJUKAN, _UMUM),
    Contoh(
        "8.1",
        2,
        {"terkumpul": "45", "wajib_terkumpul": "46"},
        Sampai.DIKEMBALIKAN,
        _UMUM,
        alasan=(
            "Daftar Data Daerah TW II memuat 48 data wajib, bukan 46. Periksa penyebutnya dan lampirkan tangkapan "
            "layar Portal Data."
        ),
    ),
    Contoh("10.1", 2, {"terinventarisasi": "46", "seluruhnya": "120"}, Sampai.DIAJUKAN, _UMUM),
    Contoh("11.1", 2, {"selesai_diinput": "19", "target_bast": "115"}, Sampai.DIVERIFIKASI, _KOTA),
)

PMPTSP: tuple[Contoh, ...] = (
    Contoh("1.1", 1, {"nilai": "4"}, Sampai.DISETUJUI, _JAKPUS),
    Contoh("2.1", 1, {"tepat_waktu": "8412", "terbit": "8430"}, Sampai.DISETUJUI, _JAKPUS),
    Contoh("3.1", 1, {"nilai": "4"}, Sampai.DISETUJUI, _JAKPUS),
    Contoh("4.1", 1, {}, Sampai.DISETUJUI, _JAKPUS),  # its value came from the survey
    Contoh(
        "5.1",
        1,
        {"nilai": "3"},
        Sampai.DISETUJUI,
        _JAKPUS,
        {"tindak_lanjut": "Jadwal pemeliharaan pendingin ruangan dipercepat ke awal TW II."},
    ),
    Contoh("6.1", 1, {"nilai": "1"}, Sampai.DISETUJUI, _JAKPUS),
    Contoh("7.1", 1, {"pma": "7.412", "pmdn": "4.105"}, Sampai.DISETUJUI, _JAKPUS),
    Contoh("8.1", 1, {"nilai": "84.25"}, Sampai.DISETUJUI, _JAKPUS),
    Contoh("1.1", 2, {"nilai": "4"}, Sampai.DIAJUKAN, _JAKPUS),
    Contoh("2.1", 2, {"tepat_waktu": "8655", "terbit": "8664"}, Sampai.DIAJUKAN, _JAKPUS),
    Contoh("6.1", 2, {"nilai": "2"}, Sampai.ISI, _JAKPUS),
    Contoh("7.1", 2, {"pma": "14.206"}, Sampai.ISI, _JAKPUS),
)
