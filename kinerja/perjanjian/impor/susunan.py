"""The columns of each official layout: what they are called, how their heads are recognised, which are needed.

Patterns match a head in small letters with everything but letters and digits as single blanks. A head is taken by the
first column that wants it and has none yet, so that the first "No" is the number of the sasaran and the second that of
the indicator.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Bagian(StrEnum):
    """A kind of table."""

    LAMPIRAN = "lampiran"
    DATA_SATUAN = "data_satuan"
    DATA_SKALA = "data_skala"
    DATA_INDIKATOR = "data_indikator"
    DATA_KOMPONEN = "data_komponen"
    DATA_TAUTAN = "data_tautan"
    DATA_URAIAN = "data_uraian"
    PK = "pk"
    IKU = "iku"
    IKI = "iki"
    TUGAS = "tugas"
    SASARAN_MUTU = "sasaran_mutu"
    RUMUS = "rumus"
    RENCANA_AKSI = "rencana_aksi"


@dataclass(frozen=True, slots=True)
class KolomImpor:
    """One column. `isi`: what it holds, for the template; `wajib`: without it the table cannot be read."""

    kunci: str
    judul: str
    pola: str
    isi: str = ""
    wajib: bool = False


ANGKA_TW = ("i", "ii", "iii", "iv")
_AWALAN_TARGET = r"(?:target )?(?:[0-9]{4} )?"


def _triwulan(awal: str, judul: str, awalan: str, isi: str) -> list[KolomImpor]:
    return [
        KolomImpor(f"{awal}{n}", f"{judul} TW {romawi.upper()}", rf"{awalan}(?:tw|triwulan) ?(?:{romawi}|{n})", isi)
        for n, romawi in enumerate(ANGKA_TW, 1)
    ]


_ISI_TARGET = "Angka, rentang seperti 70–80, predikat seperti A (82), atau N/A bila tidak dinilai. Kosong: dibiarkan."
TARGET = _triwulan("target", "Target", _AWALAN_TARGET, _ISI_TARGET)
TARGET_TAHUN = KolomImpor(
    "target0", "Target Tahun", rf"{_AWALAN_TARGET}(?:tahun|tahunan|setahun|1 tahun)|target(?: [0-9]{{4}})?", _ISI_TARGET
)
_NOMOR_SASARAN = KolomImpor("nomor_sasaran", "No", r"(?:no|nomor)(?: sasaran)?", "Nomor sasaran.")
_NOMOR = KolomImpor("nomor", "No Indikator", r"(?:no|nomor)(?: indikator)?", "Nomor indikator di dalam sasaran.")
_URUT = KolomImpor("urut", "No", r"no|nomor", "Nomor urut; tidak dimuat.")
_SASARAN = KolomImpor(
    "sasaran",
    "Sasaran",
    r"(?:uraian )?sasaran(?: (?:strategis|kinerja|program|kegiatan|sub kegiatan|mutu|strategis kinerja))?",
    "Uraian sasaran. Sel gabungan dan sel kosong di bawahnya mengikuti baris di atasnya.",
    wajib=True,
)
_NAMA = KolomImpor(
    "nama",
    "Indikator Kinerja",
    r"indikator(?: kinerja)?(?: (?:utama|individu|sasaran))?(?: iku| iki)?|iku|iki",
    "Nama indikator.",
    wajib=True,
)
_SATUAN = KolomImpor("satuan", "Satuan", r"satuan|keterangan(?: satuan)?", "Nama satuan, misalnya Persen atau Nilai.")
_METODE = KolomImpor(
    "metode",
    "Metode",
    r"metode(?: pengukuran| perhitungan)?|pengukuran|formulasi(?: pengukuran| perhitungan)?|formula|penjelasan.*|"
    r"cara (?:perhitungan|pengukuran|penghitungan)|definisi operasional",
    "Cara mengukur atau formulasinya.",
)
_SUMBER = KolomImpor("sumber_data", "Sumber data", r"sumber(?: data)?", "Satu sumber tiap baris di dalam sel.")
_PJ = KolomImpor(
    "penanggung_jawab", "Penanggung jawab", r"penanggung ?jawab|pj", "Nama jabatan, satu tiap baris di dalam sel."
)
_UNIT = KolomImpor("unit", "Unit", r"unit(?: kerja)?", "Nama unit.")
_JABATAN = KolomImpor("jabatan", "Jabatan", r"(?:nama )?jabatan", "Nama jabatan seperti pada data induk.", wajib=True)


def _data(*isi: tuple[str, str, bool]) -> tuple[KolomImpor, ...]:
    """Columns of a sheet "Data …", whose heads are exactly those written there."""
    return tuple(KolomImpor(kunci, judul, judul.casefold(), wajib=wajib) for kunci, judul, wajib in isi)


WAKTU_DATA = (*(f"TW {romawi.upper()}" for romawi in ANGKA_TW), "Tahun")
WAKTU = (1, 2, 3, 4, 0)

SUSUNAN: dict[Bagian, tuple[KolomImpor, ...]] = {
    Bagian.LAMPIRAN: (
        _NOMOR_SASARAN,
        _SASARAN,
        _NOMOR,
        _NAMA,
        KolomImpor("pengukuran", "Pengukuran", _METODE.pola, "Dasar hukum, definisi, metode, dan sumber data."),
        *TARGET,
        TARGET_TAHUN,
        KolomImpor("satuan", "Keterangan", _SATUAN.pola, _SATUAN.isi),
        KolomImpor(
            "uraian", "Uraian penurunan", r"uraian(?: penurunan| turunan)?", "Penurunan yang ditulis dengan kata-kata."
        ),
        KolomImpor("pengampu", "Pengampu", r"pengampu", "Nama unit atau jabatan yang mengampu, satu tiap baris."),
        KolomImpor("catatan", "Catatan", r"catatan", "Catatan di bawah atau di samping sel."),
    ),
    Bagian.DATA_SATUAN: _data(
        ("kode", "Kode", True),
        ("nama", "Nama", True),
        ("awalan", "Awalan", False),
        ("akhiran", "Akhiran", False),
        ("persen", "Persen", False),
    ),
    Bagian.DATA_SKALA: _data(
        ("skala", "Skala", True),
        ("jenis", "Jenis", True),
        ("maksimum", "Nilai tertinggi", False),
        ("label", "Label", True),
        ("nilai", "Nilai", True),
        ("persen", "Konversi persen", False),
    ),
    Bagian.DATA_INDIKATOR: _data(
        ("kode", "Kode", True),
        ("jenis", "Jenis sasaran", True),
        ("nomor_sasaran", "Nomor sasaran", True),
        ("sasaran", "Sasaran", True),
        ("nomor", "Nomor indikator", True),
        ("nama", "Indikator", True),
        ("satuan", "Satuan", False),
        ("kode_satuan", "Kode satuan", False),
        ("arah", "Arah", False),
        ("pola", "Pola", False),
        ("skala", "Skala predikat", False),
        ("rumus", "Rumus", False),
        ("agregasi", "Agregasi", False),
        ("boleh_rata_persen", "Persentase dirata ratakan", False),
        ("desimal", "Desimal", False),
        ("bobot", "Bobot", False),
        ("definisi", "Definisi", False),
        ("dasar_hukum", "Dasar hukum", False),
        ("metode_pengukuran", "Metode pengukuran", False),
        ("sumber_data", "Sumber data", False),
        ("penanggung_jawab", "Penanggung jawab", False),
        *((f"target{tw}", f"Target {judul}", False) for tw, judul in zip(WAKTU, WAKTU_DATA, strict=True)),
        *((f"tercetak{tw}", f"Tercetak {judul}", False) for tw, judul in zip(WAKTU, WAKTU_DATA, strict=True)),
    ),
    Bagian.DATA_KOMPONEN: _data(
        ("kode", "Kode indikator", True),
        ("nama", "Nama", True),
        ("label", "Label", True),
        ("urutan", "Urutan", False),
        ("sumber", "Sumber", False),
        ("rujukan", "Rujukan", False),
        ("tetapan", "Nilai tetap", False),
    ),
    Bagian.DATA_TAUTAN: _data(
        ("kode", "Kode indikator", True),
        ("kode_unit", "Kode unit", True),
        ("unit", "Unit", False),
        ("jabatan", "Jabatan", False),
        ("jenis", "Jenis", True),
        ("lingkup", "Lingkup", False),
        ("anak", "Kode indikator sendiri", False),
        ("nama_anak", "Indikator sendiri", False),
        ("tersirat", "Tersirat", False),
        ("dihitung", "Dihitung", False),
        ("bobot", "Bobot", False),
    ),
    Bagian.DATA_URAIAN: _data(
        ("kode", "Kode indikator", True),
        ("lampiran", "Lampiran", True),
        ("teks", "Uraian", False),
        ("catatan", "Catatan", False),
    ),
    Bagian.PK: (_URUT, _SASARAN, _NAMA, _SATUAN, *TARGET, TARGET_TAHUN),
    Bagian.IKU: (_URUT, _SASARAN, _NAMA, _SATUAN, _METODE, _SUMBER, _PJ),
    Bagian.IKI: (_JABATAN, _UNIT, _URUT, _SASARAN, _NAMA, _SATUAN, _METODE, _SUMBER),
    Bagian.TUGAS: (
        _JABATAN,
        _UNIT,
        KolomImpor("bagian", "Bagian", r"bagian", "Tugas atau Fungsi.", wajib=True),
        _URUT,
        KolomImpor("uraian", "Uraian", r"uraian", "Satu tugas atau fungsi tiap baris.", wajib=True),
    ),
    Bagian.SASARAN_MUTU: (
        _URUT,
        _SASARAN,
        *TARGET,
        TARGET_TAHUN,
        _NAMA,
        _SATUAN,
        _METODE,
        KolomImpor("frekuensi", "Frekuensi", r"frekuensi(?: .*)?", "Seberapa sering diukur."),
        _PJ,
    ),
    Bagian.RUMUS: _data(
        ("sasaran", "Sasaran", True),
        ("nama", "Indikator", True),
        ("rumus", "Rumus", True),
        ("komponen", "Nama komponen", True),
        ("label", "Komponen", True),
    ),
    Bagian.RENCANA_AKSI: (
        _URUT,
        _SASARAN,
        _NAMA,
        KolomImpor(
            "kegiatan",
            "Kegiatan",
            r"(?:rencana aksi|kegiatan|langkah|aksi)(?: .*)?",
            "Kegiatan atau langkah.",
            wajib=True,
        ),
        KolomImpor("keluaran", "Keluaran", r"(?:keluaran|output)", "Apa yang dihasilkan."),
        KolomImpor("satuan", "Satuan", r"satuan(?: keluaran)?", "Satuan keluarannya.", wajib=True),
        KolomImpor(
            "pola",
            "Cara menjumlahkan",
            r"(?:cara menjumlahkan|pola|target setahun)",
            "Jumlah atau kumulatif; kosong: jumlah.",
        ),
        _PJ,
        *_triwulan(
            "target", "Target", r"(?:target )?(?:keluaran )?", "Angka dalam satuan keluaran; kosong: tidak ada."
        ),
        *_triwulan("anggaran", "Anggaran", r"anggaran (?:rp )?", "Rupiah; kosong: tidak ada."),
        KolomImpor(
            "sumber",
            "Sumber anggaran",
            r"(?:sumber anggaran|kode (?:anggaran|rekening))",
            "Kode rekening pada Lampiran 2.",
        ),
    ),
}
# Names of the sheets that are recognised by their name, not by their columns.
LEMBAR: dict[str, Bagian] = {
    "data satuan": Bagian.DATA_SATUAN,
    "data skala": Bagian.DATA_SKALA,
    "data indikator": Bagian.DATA_INDIKATOR,
    "data komponen": Bagian.DATA_KOMPONEN,
    "data tautan": Bagian.DATA_TAUTAN,
    "data uraian": Bagian.DATA_URAIAN,
    "tugas dan fungsi": Bagian.TUGAS,
    "rumus": Bagian.RUMUS,
}
DATA_MATRIKS = tuple(LEMBAR.values())[:6]


def kolom_wajib(kolom: Sequence[KolomImpor]) -> list[KolomImpor]:
    """Those without which a table cannot be read."""
    return [k for k in kolom if k.wajib]
