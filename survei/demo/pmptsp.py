"""Surveys of UP PMPTSP Jakarta Pusat with made-up answers: two fixed quarters and one that is running.

[MM] asks for a survey each quarter; the result of TW I 2023 feeds an indicator, that of TW II would.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from indikator.models import Komponen
from kinerja.organisasi.models import Jabatan, Unit
from survei.alur import Gerak
from survei.demo.jawaban import DARING, KENAL, Takaran, jawaban_contoh
from survei.hitung.periode import ROMAWI, Jenis, rentang
from survei.hitung.unsur import Unsur, Urutan
from survei.models import Jawaban, Survei
from survei.models.survei import JenisPeriode, StatusSurvei
from survei.models.tautan_indikator import UkuranSurvei
from survei.selectors.hasil import hasil_kini, sidik_kini
from survei.services import hasil as layanan_hasil
from survei.services import rtl as layanan_rtl
from survei.services import survei as layanan_survei
from survei.services import tally, tautan_indikator
from survei.services.instrumen import tambah_pertanyaan
from survei.services.rtl import Rencana
from survei.services.survei import PERSETUJUAN_BAWAAN, Definisi
from survei.services.tautan import buat_tautan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

TANDA = "(contoh)"
LAYANAN = ("Perizinan usaha", "Izin praktik tenaga kesehatan", "Izin bangunan dan reklame")
TAUTAN = (("Loket 1", LAYANAN[0]), ("Loket 2", LAYANAN[1]), ("Poster ruang tunggu", ""))
HARI_TERBUKA = 30
_SISA_PALING_SEDIKIT = 7


@dataclass(frozen=True, slots=True)
class Putaran:
    """One quarter: how many were served, how many answered, and whether its result is fixed."""

    tahun: int
    triwulan: int
    populasi: int
    jawaban: int
    lebih: int
    tetap: bool = True


PUTARAN = (
    Putaran(2022, 4, populasi=400, jawaban=140, lebih=0),
    Putaran(2023, 1, populasi=280, jawaban=164, lebih=8),
    Putaran(2023, 2, populasi=310, jawaban=150, lebih=12, tetap=False),
)


@dataclass(frozen=True, slots=True)
class Pelaku:
    """Who runs the surveys and who fixes their results."""

    petugas: Pengguna
    pengesah: Pengguna
    kepala: Jabatan


def muat_pmptsp(unit: Unit, pelaku: Pelaku, komponen: Komponen, hari_ini: date) -> list[Survei]:
    """The three surveys, through the services; `komponen` takes its value from them."""
    tautan_indikator.atur(
        pelaku=pelaku.petugas,
        komponen=komponen,
        unit=unit,
        ukuran=UkuranSurvei.NILAI_PERSEPSI,
        kini=_saat(unit, date(PUTARAN[1].tahun, 1, 3)),
    )
    hasil: list[Survei] = []
    for putaran in PUTARAN:
        survei = _kumpulkan(unit, pelaku, putaran, hasil[-1] if hasil else None, hari_ini)
        hasil.append(_tetapkan(survei, pelaku, putaran) if putaran.tetap else survei)
    return hasil


def jaga_terbuka(hari_ini: date) -> bool:
    """Move the last day of the running example on when less than a week is left; whether it was moved."""
    return bool(
        Survei.objects.filter(
            unit__kode="UP-PMPTSP-JP",
            judul__endswith=TANDA,
            status=StatusSurvei.BERJALAN,
            selesai__lt=hari_ini + timedelta(days=_SISA_PALING_SEDIKIT),
        ).update(selesai=hari_ini + timedelta(days=HARI_TERBUKA))
    )


def _kumpulkan(unit: Unit, pelaku: Pelaku, putaran: Putaran, dari: Survei | None, hari_ini: date) -> Survei:
    """Made, opened, and answered."""
    mulai, selesai = rentang(Jenis.TRIWULAN, putaran.tahun, putaran.triwulan)
    saat = _saat(unit, mulai + timedelta(days=2))
    survei = layanan_survei.buat(
        pelaku=pelaku.petugas,
        unit=unit,
        dari=dari,
        kini=saat,
        definisi=Definisi(
            judul=f"SKM UP PMPTSP Jakarta Pusat Triwulan {ROMAWI[putaran.triwulan - 1]} {putaran.tahun} {TANDA}",
            jenis_periode=JenisPeriode.TRIWULAN,
            tahun=putaran.tahun,
            nomor_periode=putaran.triwulan,
            mulai=mulai,
            # The demo lives in 2023, but its public form must take answers today.
            selesai=selesai if putaran.tetap else max(selesai, hari_ini + timedelta(days=HARI_TERBUKA)),
            populasi=putaran.populasi,
            urutan_unsur=Urutan.PENGADUAN_SARANA.value,
            persetujuan=PERSETUJUAN_BAWAAN,
            layanan_baru=LAYANAN,
        ),
    )
    if dari is None:  # the next ones take over the questions of the one before
        _tanya(survei, pelaku.petugas, saat)
    layanan_survei.gerakkan(pelaku=pelaku.petugas, survei=survei, gerak=Gerak.BUKA, kini=saat)
    layanan = {satu.nama: satu for satu in survei.layanan.all()}
    tautan = [
        buat_tautan(pelaku=pelaku.petugas, survei=survei, nama=nama, layanan=layanan.get(untuk), kini=saat)
        for nama, untuk in TAUTAN
    ]
    takaran = Takaran(putaran.tahun * 10 + putaran.triwulan, putaran.jawaban, _awal(unit, mulai), 80, putaran.lebih)
    jawaban = jawaban_contoh(survei, tautan, [layanan[nama] for nama in LAYANAN], takaran)
    # The forms of the service one by one would take minutes; the tallies are its own in both cases.
    Jawaban.objects.bulk_create(jawaban)
    tally.tambah(survei, tally.dimensi_jawaban(survei, jawaban))
    return survei


def _tanya(survei: Survei, petugas: Pengguna, saat: datetime) -> None:
    """Two questions of the unit's own, one with choices and one in free text."""
    for teks, pilihan in (KENAL, (DARING, ())):
        tambah_pertanyaan(pelaku=petugas, survei=survei, teks=teks, pilihan=pilihan, versi=survei.versi, kini=saat)
        survei.refresh_from_db()


def _tetapkan(survei: Survei, pelaku: Pelaku, putaran: Putaran) -> Survei:
    """Closed, followed up, fixed and published a few days after the quarter."""
    saat = _saat(survei.unit, survei.selesai)
    terkini = layanan_survei.gerakkan(pelaku=pelaku.petugas, survei=survei, gerak=Gerak.TUTUP, kini=saat)
    for kode, rencana in _rencana(pelaku.kepala, selesai=putaran.tahun == PUTARAN[0].tahun).items():
        unsur = terkini.unsur.get(kode=kode)
        layanan_rtl.tambah(pelaku=pelaku.petugas, survei=terkini, unsur=unsur, rencana=rencana, kini=saat)
    saat += timedelta(days=5)
    layanan_hasil.tetapkan(pelaku=pelaku.pengesah, survei=terkini, terlihat=sidik_kini(hasil_kini(terkini)), kini=saat)
    layanan_hasil.terbitkan(pelaku=pelaku.pengesah, survei=terkini, kini=saat + timedelta(days=1))
    terkini.refresh_from_db()
    return terkini


def _rencana(kepala: Jabatan, *, selesai: bool) -> dict[Unsur, Rencana]:
    penuh = 100 if selesai else 0
    return {
        Unsur.WAKTU: Rencana(
            program="Antrean daring untuk loket perizinan usaha",
            triwulan=(1, 2),
            jabatan=kepala,
            kemajuan=penuh or 40,
        ),
        Unsur.PENGADUAN: Rencana(
            program="Papan jawaban pengaduan diperbarui tiap minggu",
            triwulan=(1,),
            penanggung_jawab="Petugas pengaduan",
            kemajuan=penuh or 75,
        ),
        Unsur.SARANA: Rencana(
            program="Penambahan kursi dan pendingin ruang tunggu",
            triwulan=(2, 3),
            jabatan=kepala,
            kemajuan=penuh,
        ),
    }


def _saat(unit: Unit, hari: date) -> datetime:
    return datetime(hari.year, hari.month, hari.day, 9, 0, tzinfo=unit.instansi.zona)


def _awal(unit: Unit, hari: date) -> datetime:
    """Midnight of the sixth day: counters open later than the year."""
    return datetime(hari.year, hari.month, hari.day, tzinfo=unit.instansi.zona) + timedelta(days=5)
