"""Putting an agency of the demo into the database: units, positions, officials, the year and its windows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from kinerja.beranda.demo.susunan import BarisUnit
from kinerja.organisasi.models import (
    Instansi,
    Jabatan,
    JendelaTriwulan,
    Pejabat,
    Penempatan,
    Periode,
    Unit,
)
from kinerja.organisasi.models.pejabat import JenisPenempatan

TAHUN = 2023
AWAL_TAHUN = date(TAHUN, 1, 1)
HARI_TERBUKA = 30
_SISA_PALING_SEDIKIT = 7


def buat_unit(instansi: Instansi, susunan: Sequence[BarisUnit], berlaku_dari: date = AWAL_TAHUN) -> dict[str, Unit]:
    """The units by kode, one level of the tree at a time: a city has hundreds, and somebody waits for the first page.

    Raises LookupError for a parent that is not in `susunan`.
    """
    unit: dict[str, Unit] = {}
    while len(unit) < len(susunan):
        siap = [b for b in susunan if b.kode not in unit and (not b.induk or b.induk in unit)]
        if not siap:
            raise LookupError(f"Induk tidak dikenal: {[b.induk for b in susunan if b.kode not in unit]}")
        tingkat = Unit.objects.bulk_create(
            Unit(
                instansi=instansi,
                kode=b.kode,
                nama=b.nama,
                jenis=b.jenis,
                induk=unit.get(b.induk),
                berlaku_dari=berlaku_dari,
            )
            for b in siap
        )
        for satu in tingkat:
            satu.jalur = f"{satu.induk.jalur if satu.induk else ''}{satu.pk}."
        Unit.objects.bulk_update(tingkat, ["jalur"])
        unit |= {satu.kode: satu for satu in tingkat}
    return unit


def buat_jabatan(
    susunan: Sequence[BarisUnit], unit: Mapping[str, Unit], *, awal_nip: int
) -> tuple[dict[str, Jabatan], dict[str, Pejabat]]:
    """The head of each unit and the official who holds the post, by kode of the unit.

    A unit without a named post gets none. A post with `plt_dari` has no official of its own: the head of that other
    unit acts for it as Plt.
    """
    jabatan: dict[str, Jabatan] = {}
    pejabat: dict[str, Pejabat] = {}
    berjabatan = [baris for baris in susunan if baris.jabatan]
    for urutan, baris in enumerate(berjabatan):
        jabatan[baris.kode] = Jabatan.objects.create(
            unit=unit[baris.kode],
            nama=baris.jabatan,
            kepala=True,
            atasan_langsung=jabatan[baris.induk] if baris.induk else None,
        )
        if not baris.plt_dari:
            pejabat[baris.kode] = Pejabat.objects.create(
                instansi=unit[baris.kode].instansi,
                nip=nip_contoh(awal_nip + urutan),
                nama=f"Pejabat Contoh {awal_nip + urutan:03d}",
                pangkat=baris.pangkat,
            )
    for baris in berjabatan:
        Penempatan.objects.create(
            jabatan=jabatan[baris.kode],
            pejabat=pejabat[baris.plt_dari or baris.kode],
            jenis=JenisPenempatan.PLT if baris.plt_dari else JenisPenempatan.DEFINITIF,
            mulai=AWAL_TAHUN,
        )
    return jabatan, pejabat


def nip_contoh(nomor: int) -> str:
    """A NIP of valid form that belongs to nobody: born 1 January 1900, appointed January 1915 (nobody is)."""
    return f"19000101191501{1 + nomor % 2}{nomor:03d}"


def buat_periode_lalu(instansi: Instansi, tahun: int) -> Periode:
    """A year that is over: each window was the month after its quarter."""
    periode = Periode.objects.create(instansi=instansi, tahun=tahun)
    JendelaTriwulan.objects.bulk_create(
        JendelaTriwulan(periode=periode, triwulan=tw, buka=buka, tutup=tutup)
        for tw, (buka, tutup) in {
            1: (date(tahun, 4, 1), date(tahun, 4, 30)),
            2: (date(tahun, 7, 1), date(tahun, 7, 31)),
            3: (date(tahun, 10, 1), date(tahun, 10, 31)),
            4: (date(tahun + 1, 1, 1), date(tahun + 1, 1, 31)),
        }.items()
    )
    return periode


def buat_periode(instansi: Instansi, hari_ini: date) -> Periode:
    """2023 with its windows: TW I as in the year itself, TW II open for 30 days from `hari_ini`, the rest after it.

    The windows of 2023 would all be closed today, and the demo could only be looked at.
    """
    periode = Periode.objects.create(instansi=instansi, tahun=TAHUN)
    for triwulan, (buka, tutup) in jadwal(hari_ini).items():
        JendelaTriwulan.objects.create(periode=periode, triwulan=triwulan, buka=buka, tutup=tutup)
    return periode


def jadwal(hari_ini: date) -> dict[int, tuple[date, date]]:
    """First and last day of the four windows, for a demo that is shown on `hari_ini`."""
    tutup_dua = hari_ini + timedelta(days=HARI_TERBUKA)
    tutup_tiga = tutup_dua + timedelta(days=HARI_TERBUKA)
    sehari = timedelta(days=1)
    return {
        1: (date(TAHUN, 4, 1), date(TAHUN, 4, 30)),
        2: (date(TAHUN, 7, 1), tutup_dua),
        3: (tutup_dua + sehari, tutup_tiga),
        4: (tutup_tiga + sehari, tutup_tiga + timedelta(days=HARI_TERBUKA)),
    }


def jaga_terbuka(periode: Periode, hari_ini: date) -> bool:
    """Move the windows on when that of TW II has less than a week left; whether they were moved."""
    jendela = {j.triwulan: j for j in periode.jendela.all()}
    if 2 not in jendela or jendela[2].tutup - hari_ini >= timedelta(days=_SISA_PALING_SEDIKIT):
        return False
    for triwulan, (buka, tutup) in jadwal(hari_ini).items():
        JendelaTriwulan.objects.filter(periode=periode, triwulan=triwulan).update(buka=buka, tutup=tutup)
    return True
