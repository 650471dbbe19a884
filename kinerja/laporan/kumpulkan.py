"""The only queries of a report: a constant number of them, whatever the number of indicators and units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import Prefetch, Q

from indikator.hitung import gulung
from indikator.hitung.capaian import batasi, kelas
from indikator.models import Indikator, Penugasan, Realisasi
from indikator.models.indikator import JenisSasaran
from indikator.services.penilai import janji_berlaku
from kinerja.laporan.baris import Penyusun, baris_skor, pita_instansi
from kinerja.laporan.data import (
    SKEMA,
    Aturan,
    Baris,
    BarisUnit,
    DataLaporan,
    Hitungan,
    Macam,
    Skor,
    Sumber,
    SumberPK,
)
from kinerja.laporan.kepala import kepala_unit, kop_instansi, penandatangan
from kinerja.laporan.models import TERCETAK, Jenis
from kinerja.organisasi.models import Instansi, JendelaTriwulan, Periode, Perpanjangan, Unit
from kinerja.organisasi.models.periode import akhir_hari
from kinerja.perjanjian.selectors.pk import versi_unit

URUTAN_JENIS = tuple(JenisSasaran.values)
Berbobot = Sequence[tuple[Baris, Decimal | None]]


def kumpulkan(*, jenis: Jenis, unit: Unit, periode: Periode, triwulan: int, kini: datetime) -> DataLaporan:
    """Read and decide everything that the report of `unit` prints.

    Args:
        jenis: UNIT: what the unit answers for, its own and assigned to it; REKAP: what its whole subtree owns.
        kini: the moment of the report: decides what is overdue and who leads the unit.
    """
    instansi = periode.instansi
    indikator = _indikator(jenis, unit, periode)
    jendela = _jendela(periode, triwulan)
    penyusun = Penyusun(
        instansi=instansi,
        unit=unit,
        triwulan=triwulan,
        lewat=_lewat(indikator, jendela, instansi, kini),
        janji=janji_berlaku(indikator),
    )
    berbobot = [(penyusun.baris(i), i.bobot) for i in indikator]
    baris = [b for b, _ in berbobot]
    tunggal = len({b.unit_kode for b in baris}) == 1
    return DataLaporan(
        skema=SKEMA,
        jenis=jenis.value,
        judul=str(jenis.label),
        tahun=periode.tahun,
        triwulan=triwulan,
        zona=str(instansi.zona_waktu),
        tenggat=jendela.tutup.isoformat() if jendela else "",
        lewat_tenggat=jendela is not None and kini > jendela.akhir,
        kop=kop_instansi(instansi),
        unit_kode=unit.kode,
        unit_nama=unit.nama,
        aturan=_aturan(instansi),
        hitungan=hitungan(baris),
        skor=_skor(berbobot, instansi, hanya_final=True, sebut_unit=not tunggal),
        skor_sementara=_skor(berbobot, instansi, hanya_final=False, sebut_unit=not tunggal),
        kelas=_jumlah_kelas(baris, instansi),
        baris=tuple(baris),
        unit=_unit_rekap(unit, periode, berbobot, instansi, kini) if jenis is Jenis.REKAP else (),
        penandatangan=penandatangan(unit, instansi, kini),
        sumber=tuple(_sumber(indikator, triwulan)),
        pk=_sumber_pk(indikator, periode, triwulan),
    )


def _indikator(jenis: Jenis, unit: Unit, periode: Periode) -> list[Indikator]:
    if jenis is Jenis.REKAP:
        dasar = Indikator.objects.filter(sasaran__periode=periode, sasaran__unit__jalur__startswith=unit.jalur)
    else:
        dasar = Indikator.objects.milik(unit, periode)
    realisasi = Realisasi.objects.select_related("diajukan_oleh", "diverifikasi_oleh", "disetujui_oleh")
    penugasan = Penugasan.objects.select_related("unit").order_by("unit__kode")
    semua = (
        dasar.select_related("sasaran__unit", "satuan", "skala")
        .prefetch_related(Prefetch("realisasi", realisasi))
        .prefetch_related(Prefetch("penugasan", penugasan))
        .prefetch_related(
            "target",
            "komponen",
            "skala__tingkat",
            "realisasi__nilai_komponen",
        )
        .order_by("sasaran__unit__jalur", "sasaran__nomor", "nomor", "pk")
    )
    if jenis is Jenis.REKAP:
        return list(semua)
    # One table per kind of sasaran, in the order of the regulation's lists.
    return sorted(semua, key=lambda i: URUTAN_JENIS.index(i.sasaran.jenis))


def _jendela(periode: Periode, triwulan: int) -> JendelaTriwulan | None:
    baris = JendelaTriwulan.objects.filter(periode=periode, triwulan=triwulan).first()
    if baris is not None:
        baris.periode = periode
    return baris


def _lewat(
    indikator: Iterable[Indikator], jendela: JendelaTriwulan | None, instansi: Instansi, kini: datetime
) -> dict[int, bool]:
    """Per indicator whether its deadline has passed: its owner's or a carrier's extension counts, the longest."""
    if jendela is None:
        return {}
    panjang = {
        unit: akhir_hari(sampai, instansi)
        for unit, sampai in Perpanjangan.objects.filter(jendela=jendela)
        .order_by("sampai")
        .values_list("unit_id", "sampai")
    }
    return {
        i.pk: kini
        > max(
            jendela.akhir,
            *(panjang.get(u, jendela.akhir) for u in (i.sasaran.unit_id, *(p.unit_id for p in i.penugasan.all()))),
        )
        for i in indikator
    }


def _aturan(instansi: Instansi) -> Aturan:
    return Aturan(
        batas_capaian=instansi.batas_capaian,
        rumus_turun=instansi.rumus_turun,
        kelas=tuple((p.batas, p.nama) for p in pita_instansi(instansi)),
        bobot_jenis=tuple(sorted(_bobot_jenis(instansi).items())),
    )


def _bobot_jenis(instansi: Instansi) -> dict[str, Decimal]:
    return {jenis: Decimal(str(bobot)) for jenis, bobot in instansi.bobot_jenis.items()}


def hitungan(baris: Sequence[Baris]) -> Hitungan:
    """Count where the lines stand."""
    wajib = [b for b in baris if b.wajib]
    return Hitungan(
        baris=len(baris),
        wajib=len(wajib),
        disetujui=sum(b.final for b in wajib),
        menunggu=sum(not b.final and b.status in TERCETAK for b in wajib),
        belum=sum(b.status not in TERCETAK for b in wajib),
        tidak_dinilai=len(baris) - len(wajib),
        contoh=sum(b.contoh for b in baris),
    )


def _skor(berbobot: Berbobot, instansi: Instansi, *, hanya_final: bool, sebut_unit: bool = False) -> Skor:
    hasil = gulung.skor_unit(
        baris_skor(berbobot, hanya_final=hanya_final, sebut_unit=sebut_unit),
        batas=instansi.batas_capaian,
        bobot_jenis=_bobot_jenis(instansi) or None,
    )
    golongan = "" if hasil.nilai is None else kelas(batasi(hasil.nilai, None), pita_instansi(instansi))
    return Skor(hasil.nilai, golongan, hasil.uraian)


def _jumlah_kelas(baris: Iterable[Baris], instansi: Instansi) -> tuple[tuple[str, int], ...]:
    banyak = Counter(b.capaian.kelas for b in baris if b.capaian.macam is Macam.ANGKA)
    return tuple((p.nama, banyak[p.nama]) for p in pita_instansi(instansi))


def _unit_rekap(
    unit: Unit, periode: Periode, berbobot: Berbobot, instansi: Instansi, kini: datetime
) -> tuple[BarisUnit, ...]:
    """Every unit of the subtree that is in force in the year or owns an indicator of it, top down."""
    per_kode: dict[str, list[tuple[Baris, Decimal | None]]] = {}
    for b, bobot in berbobot:
        per_kode.setdefault(b.unit_kode, []).append((b, bobot))
    semua = Unit.objects.subpohon(unit).filter(
        Q(kode__in=per_kode)
        | Q(berlaku_dari__year__lte=periode.tahun)
        & (Q(berlaku_sampai__isnull=True) | Q(berlaku_sampai__year__gte=periode.tahun))
    )
    mengampu = Counter(
        Penugasan.objects.filter(unit__jalur__startswith=unit.jalur, indikator__sasaran__periode=periode).values_list(
            "unit_id", flat=True
        )
    )
    kepala = kepala_unit(unit.jalur, kini, instansi)
    hasil = []
    for satu in semua.order_by("jalur"):
        milik = per_kode.get(satu.kode, [])
        hasil.append(
            BarisUnit(
                kode=satu.kode,
                nama=satu.nama,
                tingkat=satu.jalur.count(".") - unit.jalur.count("."),
                hitungan=hitungan([b for b, _ in milik]),
                mengampu=mengampu[satu.pk],
                skor=_skor(milik, instansi, hanya_final=True),
                skor_sementara=_skor(milik, instansi, hanya_final=False),
                pimpinan=kepala[satu.pk].pejabat.nama if satu.pk in kepala else "",
            )
        )
    return tuple(hasil)


def _sumber_pk(indikator: Iterable[Indikator], periode: Periode, triwulan: int) -> tuple[SumberPK, ...]:
    versi = versi_unit({i.sasaran.unit_id for i in indikator}, periode, triwulan)
    return tuple(SumberPK(unit, nomor) for unit, nomor in sorted(versi.items()))


def _sumber(indikator: Iterable[Indikator], triwulan: int) -> Iterable[Sumber]:
    for i in sorted(indikator, key=lambda i: i.pk):
        ada = {r.triwulan: r for r in i.realisasi.all() if r.status in TERCETAK}
        for tw in range(1, triwulan + 1):
            yield Sumber(i.pk, tw, ada[tw].versi_angka if tw in ada else None)
