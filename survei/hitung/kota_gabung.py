"""What the rows of a recap say together: means, classes, changes, ranking, unsur, follow-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from indikator.hitung.angka import bulatkan, persis
from survei.hitung.banding import (
    BANYAK_PRIORITAS,
    CaraGabung,
    NilaiUnit,
    Status,
    nilai_gabungan,
    peringkat,
    persen_perubahan,
    rata_rata,
    status_perubahan,
    terhadap_rata,
)
from survei.hitung.ikm import KELAS, kelas_ikm, kelas_nrr
from survei.hitung.kesalahan import TidakAdaNilai
from survei.hitung.kota_data import Bagian, BarisKota, BarisRtl, Kolom, RtlUnsur, Sel, Tempat, UnsurKota
from survei.hitung.unsur import Unsur, Urutan, label, nama_unsur, urut_kode

BANYAK_UJUNG = 10  # [SKA]: the ten best and the ten worst
SELESAI = 100


def perubahan(lama: Decimal | None, baru: Decimal | None) -> tuple[Decimal | None, Decimal | None, str]:
    """(difference of the figures as printed, change in percent, Naik/Turun/Stagnan); nothing when one is missing."""
    if lama is None or baru is None:
        return None, None, ""
    return bulatkan(baru) - bulatkan(lama), persen_perubahan(lama, baru), status_perubahan(lama, baru).value


def kolom(nama: str, sel: Sequence[Sel | None], cara: CaraGabung) -> Kolom:
    """All units in one column: their mean, its class, and how many fall into each class."""
    ada = [s for s in sel if s is not None]
    try:
        ikm: Decimal | None = nilai_gabungan([NilaiUnit("", s.ikm, s.responden) for s in ada], cara)
        alasan = ""
    except TidakAdaNilai as salah:
        ikm, alasan = None, salah.pesan
    kelas = kelas_ikm(ikm) if ikm is not None else None
    mutu = [s.mutu for s in ada]
    return Kolom(
        nama=nama,
        ikm=ikm,
        mutu=kelas.mutu if kelas else "",
        kinerja=kelas.kinerja if kelas else "",
        alasan=alasan,
        responden=sum(s.responden for s in ada),
        unit=len(ada),
        dari=len(sel),
        kelas=tuple(_bagian(k.mutu, k.kinerja, mutu) for k in KELAS),
    )


def hitung_status(baris: Sequence[BarisKota]) -> tuple[Bagian, ...]:
    """Naik, Turun, Stagnan among the units that have both semesters."""
    ada = [b.status for b in baris if b.status]
    return tuple(_bagian(s.value, s.value, ada) for s in Status)


def hitung_jenis(baris: Sequence[BarisKota]) -> tuple[Bagian, ...]:
    """How many units there are of each kind, in the order of their first row."""
    ada = [b.jenis for b in baris]
    return tuple(_bagian(jenis, jenis, ada) for jenis in dict.fromkeys(ada))


@persis
def _bagian(kode: str, nama: str, semua: Sequence[str]) -> Bagian:
    banyak = semua.count(kode)
    return Bagian(kode, nama, banyak, Decimal(banyak) / len(semua) * 100 if semua else None)


def peringkat_unit(baris: Sequence[BarisKota]) -> tuple[Tempat, ...]:
    """All units with a figure of the year, best first."""
    menurut_kode = {b.kode: b for b in baris}
    nilai = [NilaiUnit(b.kode, b.tahun.ikm, b.tahun.responden) for b in baris if b.tahun]
    hasil = []
    for p in peringkat(nilai):
        b = menurut_kode[p.unit.kode]
        hasil.append(Tempat(p.tempat, b.unit, b.kode, b.nama, p.unit.ikm, kelas_ikm(p.unit.ikm).mutu))
    return tuple(hasil)


def ujung_peringkat(urut: Sequence[Tempat]) -> tuple[tuple[Tempat, ...], tuple[Tempat, ...]]:
    """(best, worst first): ten each, fewer when there are fewer than twenty, so that nobody stands in both."""
    atas, bawah = min(BANYAK_UJUNG, (len(urut) + 1) // 2), min(BANYAK_UJUNG, len(urut) // 2)
    return tuple(urut[:atas]), tuple(reversed(urut[len(urut) - bawah :]))


def berdasar_rata(urut: Sequence[Tempat], rata: Decimal | None) -> tuple[tuple[Tempat, ...], tuple[Tempat, ...]]:
    """(at or above the mean, below it), best first; nothing without a mean."""
    if rata is None:
        return (), ()
    atas, _ = terhadap_rata([NilaiUnit(t.kode, t.ikm) for t in urut], rata)
    kode = {n.kode for n in atas}
    return tuple(t for t in urut if t.kode in kode), tuple(t for t in urut if t.kode not in kode)


def unsur_kota(baris: Sequence[BarisKota], urutan: Collection[str]) -> tuple[UnsurKota, ...]:
    """Mean NRR of each of the nine unsur over the units that asked it. `urutan`: the orders the surveys state.

    An agency's own unsur are left out: `u10` is another question at every unit. Labels U1 … exist only when all
    surveys share one order; then they decide the order of the rows too.
    """
    nilai: dict[str, list[Decimal]] = defaultdict(list)
    utama: dict[str, int] = defaultdict(int)
    for b in baris:
        milik = [u.kode for u in b.unsur]
        for u in b.unsur:
            nilai[u.kode].append(u.nrr)
        for u in sorted(b.unsur, key=lambda u: (u.nrr, urut_kode(u.kode, milik)))[:BANYAK_PRIORITAS]:
            utama[u.kode] += 1
    kode = [u.value for u in Unsur if u.value in nilai]
    satu = Urutan(next(iter(urutan))) if len(urutan) == 1 else None
    hasil = []
    for k in kode:
        rata = rata_rata(nilai[k])
        sebut = label(k, satu, kode) if satu else ""
        hasil.append(UnsurKota(sebut, k, nama_unsur(k), rata, kelas_nrr(rata).mutu, len(nilai[k]), utama[k]))
    return tuple(sorted(hasil, key=lambda u: int(u.label[1:] or 0)))


def ringkas_rtl(rtl: Iterable[BarisRtl]) -> tuple[RtlUnsur, ...]:
    """The follow-up plans per unsur, the one with most plans first."""
    per_unsur: dict[str, list[BarisRtl]] = defaultdict(list)
    for r in rtl:
        per_unsur[r.kode].append(r)
    hasil = [
        RtlUnsur(
            kode=kode,
            unsur=isi[0].unsur,
            rencana=len(isi),
            unit=len({r.unit for r in isi}),
            selesai=sum(r.kemajuan >= SELESAI for r in isi),
            belum_mulai=sum(r.kemajuan == 0 for r in isi),
            kemajuan=rata_rata([Decimal(r.kemajuan) for r in isi]),
        )
        for kode, isi in per_unsur.items()
    ]
    return tuple(sorted(hasil, key=lambda r: (-r.rencana, r.unsur)))
