"""The recap of all units of a subtree and a year [SKA]: semester table, classes, means, ranking, unsur, trend, RTL.

Year of a unit = mean of its periods; a city = mean of its units, or weighted by respondents (setting of the agency).
A quarter counts in the semester it lies in, a survey of a whole year only in the year. A unit without a fixed result
is named and counts nowhere, never as 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indikator.hitung.angka import persis
from survei.hitung.banding import CaraGabung
from survei.hitung.ikm import kelas_ikm, kelas_nrr
from survei.hitung.kota_data import SKEMA, BarisKota, BarisRtl, NilaiUnsur, RekapKota, RujukSurvei, Sel
from survei.hitung.kota_gabung import (
    berdasar_rata,
    hitung_jenis,
    hitung_status,
    kolom,
    peringkat_unit,
    perubahan,
    ringkas_rtl,
    ujung_peringkat,
    unsur_kota,
)
from survei.hitung.kota_tren import HasilLampau, Kunci, rata_periode, tren_tahun

BELUM_ADA = "Belum ada survei"
MASIH_DRAF = "Survei masih draf"


@dataclass(frozen=True, slots=True)
class HasilBahan:
    """A fixed result. `kunci`: its period, the same for two surveys of one period; `semester` 0: a whole year.

    `unsur`: (code, name, NRR), empty for a printed figure. `catatan`: where its document contradicts it.
    """

    survei: int
    kunci: Kunci
    periode: str
    semester: int
    ikm: Decimal
    responden: int
    unsur: tuple[tuple[str, str, Decimal], ...] = ()
    urutan: str = ""
    sumber: str = "jawaban"
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class UnitBahan:
    """A unit with its fixed results; `belum`: periods whose result is not fixed yet; `draf`: surveys not opened yet."""

    unit: int
    kode: str
    nama: str
    jenis: str
    induk: str = ""
    tingkat: int = 0
    hasil: tuple[HasilBahan, ...] = ()
    belum: tuple[str, ...] = ()
    draf: int = 0


@dataclass(frozen=True, slots=True)
class BahanKota:
    """What a recap is made from; `unit` in the order of the table."""

    unit: int
    nama: str
    instansi: str
    pemerintah: str
    tahun: int
    cara: CaraGabung
    isi: Sequence[UnitBahan]
    lampau: Sequence[HasilLampau] = ()
    rtl: Sequence[BarisRtl] = ()


@persis
def rekap_kota(bahan: BahanKota) -> RekapKota:
    """The whole recap; what cannot be computed is None with the reason in words."""
    baris = tuple(_baris(u) for u in bahan.isi)
    s1 = kolom("Semester I", [b.semester_1 for b in baris], bahan.cara)
    s2 = kolom("Semester II", [b.semester_2 for b in baris], bahan.cara)
    tahun = kolom(f"Tahun {bahan.tahun}", [b.tahun for b in baris], bahan.cara)
    urut = peringkat_unit(baris)
    terbaik, terburuk = ujung_peringkat(urut)
    di_atas, di_bawah = berdasar_rata(urut, tahun.ikm)
    _, persen, status = perubahan(s1.ikm, s2.ikm)
    return RekapKota(
        skema=SKEMA,
        unit=bahan.unit,
        nama=bahan.nama,
        instansi=bahan.instansi,
        pemerintah=bahan.pemerintah,
        tahun=bahan.tahun,
        cara=bahan.cara.value,
        baris=baris,
        semester_1=s1,
        semester_2=s2,
        tahun_ini=tahun,
        perubahan=hitung_status(baris),
        persen_perubahan=persen,
        status_perubahan=status,
        jenis_unit=hitung_jenis(baris),
        unsur=unsur_kota(baris, {h.urutan for u in bahan.isi for h in u.hasil if h.unsur}),
        unit_berunsur=sum(bool(b.unsur) for b in baris),
        terbaik=terbaik,
        terburuk=terburuk,
        di_atas=di_atas,
        di_bawah=di_bawah,
        tanpa_hasil=tuple(b for b in baris if b.tahun is None),
        tren=tren_tahun(bahan.lampau, bahan.tahun, tahun, bahan.cara),
        rtl=tuple(bahan.rtl),
        rtl_unsur=ringkas_rtl(bahan.rtl),
        sumber=tuple(sorted({s.sumber for b in baris for s in b.survei})),
    )


def _baris(unit: UnitBahan) -> BarisKota:
    semester = [_sel([h for h in unit.hasil if h.semester == n]) for n in (1, 2)]
    selisih, persen, status = perubahan(*(s.ikm if s else None for s in semester))
    return BarisKota(
        unit=unit.unit,
        kode=unit.kode,
        nama=unit.nama,
        jenis=unit.jenis,
        induk=unit.induk,
        tingkat=unit.tingkat,
        semester_1=semester[0],
        semester_2=semester[1],
        tahun=_sel(unit.hasil),
        selisih=selisih,
        persen=persen,
        status=status,
        alasan=_alasan(unit),
        unsur=_unsur_unit(unit.hasil),
        survei=tuple(RujukSurvei(h.survei, h.periode, h.sumber) for h in unit.hasil),
        catatan=tuple(f"{h.periode}: {h.catatan}" for h in unit.hasil if h.catatan),
    )


def _sel(hasil: Sequence[HasilBahan]) -> Sel | None:
    if not hasil:
        return None
    ikm = rata_periode([(h.kunci, h.ikm) for h in hasil])
    return Sel(ikm, kelas_ikm(ikm).mutu, sum(h.responden for h in hasil), len({h.kunci for h in hasil}))


def _alasan(unit: UnitBahan) -> str:
    if unit.belum:
        return f"{', '.join(unit.belum)} belum ditetapkan"
    if unit.hasil:
        return ""
    return MASIH_DRAF if unit.draf else BELUM_ADA


def _unsur_unit(hasil: Sequence[HasilBahan]) -> tuple[NilaiUnsur, ...]:
    """NRR of the year per unsur: mean over the periods [SKA], in the order of the unit's first survey."""
    nilai: dict[str, list[tuple[Kunci, Decimal]]] = defaultdict(list)
    nama: dict[str, str] = {}
    for h in hasil:
        for kode, sebut, nrr in h.unsur:
            nilai[kode].append((h.kunci, nrr))
            nama.setdefault(kode, sebut)
    tahun = {kode: rata_periode(isi) for kode, isi in nilai.items()}
    return tuple(NilaiUnsur(kode, nama[kode], nrr, kelas_nrr(nrr).mutu) for kode, nrr in tahun.items())
