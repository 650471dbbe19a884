"""The Rencana Aksi of the demo: activities for a few of Jakarta Barat's indicators, reported for TW I and partly TW II.

No document has them: every activity is marked `contoh`. Amounts stay within the example budget of demo/pk.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from indikator.hitung.triwulan import Pola
from indikator.models import Indikator
from kinerja.beranda.demo.organisasi import TAHUN
from kinerja.organisasi.models import Jabatan, Pengguna, Periode, Unit
from kinerja.perjanjian.models import Anggaran, KegiatanAksi, StatusAksi, TriwulanAksi
from kinerja.perjanjian.services.rencana import tambah
from kinerja.perjanjian.services.rencana_aturan import Empat, Rencana
from kinerja.perjanjian.services.rencana_realisasi import Laporan, laporkan

_ARSIP = "X.XX.01.1.06.10"
_LOGISTIK = "X.XX.01.1.06.04"
_TANPA: tuple[int | None, ...] = (None, None, None, None)
# Moments inside the windows of TW I and TW II.
_LAPOR = {1: (4, 12), 2: (7, 12)}


@dataclass(frozen=True, slots=True)
class Hasil:
    """A report: output, rupiah absorbed (None: no money was planned), and what there was to say."""

    status: StatusAksi
    realisasi: str
    serapan: int | None = None
    kendala: str = ""
    tindak_lanjut: str = ""


@dataclass(frozen=True, slots=True)
class BarisAksi:
    """One activity; `unit` and `jabatan` by kode of the unit, `target` and `biaya` of TW I–IV, `hasil` by quarter."""

    unit: str
    indikator: str
    uraian: str
    satuan: str
    target: tuple[int | None, ...]
    jabatan: str
    keluaran: str = ""
    biaya: tuple[int | None, ...] = _TANPA
    anggaran: str = ""
    pola: Pola = Pola.JUMLAH
    hasil: Mapping[int, Hasil] = field(default_factory=dict)


RENCANA: tuple[BarisAksi, ...] = (
    BarisAksi(
        "BAG-UMUM",
        "5.1",
        "Menyusun rencana editorial publikasi program unggulan tiap triwulan",
        "dokumen",
        (1, 1, 1, 1),
        "BAG-UMUM",
        "Rencana editorial",
        hasil={1: Hasil(StatusAksi.SELESAI, "1"), 2: Hasil(StatusAksi.SELESAI, "1")},
    ),
    BarisAksi(
        "BAG-UMUM",
        "5.1",
        "Menayangkan materi publikasi di media sosial dan videotron",
        "materi",
        (15, 15, 15, 15),
        "BAG-UMUM",
        "Materi yang tayang",
        (60_000_000, 60_000_000, 60_000_000, 60_000_000),
        _LOGISTIK,
        hasil={
            1: Hasil(
                StatusAksi.SELESAI,
                "12",
                51_500_000,
                "Dua kegiatan bergeser ke triwulan berikutnya, sehingga tiga materi belum tayang.",
                "Tiga materi pengganti dimasukkan ke rencana editorial TW II.",
            )
        },
    ),
    BarisAksi(
        "BAG-UMUM",
        "7.1",
        "Mendampingi unit pengolah menyusun daftar arsip aktif",
        "unit pengolah",
        (None, 4, None, 4),
        "SB-TU",
        "Berita acara pendampingan",
        (None, 20_000_000, None, 20_000_000),
        _ARSIP,
        hasil={
            2: Hasil(
                StatusAksi.TERTUNDA,
                "3",
                14_250_000,
                "Satu unit pengolah sedang pindah ruang arsip.",
                "Pendampingan unit itu dijadwalkan awal TW III.",
            )
        },
    ),
    BarisAksi(
        "BAG-UMUM",
        "7.1",
        "Memasukkan arsip aktif ke aplikasi kearsipan",
        "persen",
        (None, 40, 70, 100),
        "SB-TU",
        "Arsip yang terdaftar",
        pola=Pola.KUMULATIF,
    ),
    BarisAksi(
        "JAKBAR",
        "4.1",
        "Membina pejabat pengadaan perangkat daerah dalam penggunaan e-order",
        "kegiatan",
        (1, 1, 1, None),
        "BAG-PPK",
        "Laporan pembinaan",
        hasil={1: Hasil(StatusAksi.SELESAI, "1")},
    ),
    BarisAksi(
        "JAKBAR",
        "13.1",
        "Memantau pengaduan yang belum selesai dan rapat tindak lanjut mingguan",
        "rapat",
        (12, 13, 13, 12),
        "BAG-PEM",
        "Notula rapat",
        hasil={
            1: Hasil(StatusAksi.SELESAI, "12"),
            2: Hasil(StatusAksi.BERJALAN, "0", kendala="Jadwal bentrok dengan cuti bersama; rapat dimulai lagi Juli."),
        },
    ),
)


def muat_rencana(
    periode: Periode,
    unit: Mapping[str, Unit],
    jabatan: Mapping[str, Jabatan],
    indikator: Mapping[str, Indikator],
    orang: Mapping[str, Pengguna],
) -> None:
    """Plan and report through the services; `unit` and `jabatan` by kode of the unit, `orang` by account."""
    pagu = {a.kode: a for a in Anggaran.objects.filter(periode=periode).select_related("jabatan__unit")}
    kini = datetime(TAHUN, 4, 5, 9, 0, tzinfo=periode.instansi.zona)
    operator = {"JAKBAR": orang["operator"], "BAG-UMUM": orang["operator.umum"]}
    for baris in RENCANA:
        kegiatan = tambah(
            pelaku=orang["perencana"],
            unit=unit[baris.unit],
            indikator=indikator[baris.indikator],
            rencana=Rencana(
                uraian=baris.uraian,
                satuan=baris.satuan,
                keluaran=baris.keluaran,
                pola=baris.pola,
                target=_empat(baris.target),
                biaya=_empat(baris.biaya),
                jabatan=jabatan[baris.jabatan],
                anggaran=pagu[baris.anggaran] if baris.anggaran else None,
            ),
            kini=kini,
            contoh=True,
        )
        for triwulan, hasil in baris.hasil.items():
            _lapor(kegiatan, triwulan, hasil, operator[baris.unit])


def _lapor(kegiatan: KegiatanAksi, triwulan: int, hasil: Hasil, operator: Pengguna) -> None:
    bulan, hari = _LAPOR[triwulan]
    laporkan(
        pelaku=operator,
        baris=TriwulanAksi.objects.get(kegiatan=kegiatan, triwulan=triwulan),
        laporan=Laporan(
            status=hasil.status.value,
            realisasi=Decimal(hasil.realisasi),
            serapan=None if hasil.serapan is None else Decimal(hasil.serapan),
            kendala=hasil.kendala,
            tindak_lanjut=hasil.tindak_lanjut,
        ),
        versi=0,
        kini=datetime(TAHUN, bulan, hari, 9, 0, tzinfo=kegiatan.unit.instansi.zona),
    )


def _empat(nilai: tuple[int | None, ...]) -> Empat:
    satu, dua, tiga, akhir = (None if n is None else Decimal(n) for n in nilai)
    return satu, dua, tiga, akhir
