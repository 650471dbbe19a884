"""One indicator with its targets and realisations (fetched before) as a line of the report; asks no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from indikator import alur
from indikator.hitung.capaian import (
    Arah,
    Capaian,
    JenisTarget,
    Keadaan,
    Pita,
    RumusTurun,
    Target,
    alasan_tanpa_nilai,
    batasi,
    kelas,
)
from indikator.hitung.gulung import BarisSkor
from indikator.hitung.predikat import Skala, angka_banding, tulis_predikat
from indikator.hitung.triwulan import Pola, sampai_dengan
from indikator.models import Indikator, Realisasi
from indikator.services.penilai import Janji, target_menilai
from indikator.services.perhitungan import nilai_capaian
from indikator.services.versi import URAIAN
from kinerja.laporan.data import Bagian, Baris, Macam, Sel, SelCapaian
from kinerja.laporan.models import TERCETAK
from kinerja.organisasi.models import Instansi, Pengguna, Unit

TRIWULAN_SETAHUN = 4
TAHUNAN = 0
SEBUTAN_BELUM = {
    "": "Belum diisi",
    alur.Status.DRAF: "Draf, belum diajukan",
    alur.Status.DIKEMBALIKAN: "Dikembalikan untuk diperbaiki",
}


def pita_instansi(instansi: Instansi) -> tuple[Pita, ...]:
    """The agency's classes as the computing core takes them."""
    return tuple(Pita(Decimal(str(p["batas"])), str(p["nama"])) for p in instansi.pita_kelas)


class Penyusun:
    """Makes lines for one agency, quarter and reporting unit; holds only what all of them share."""

    def __init__(
        self, *, instansi: Instansi, unit: Unit, triwulan: int, lewat: Mapping[int, bool], janji: Mapping[int, Janji]
    ) -> None:
        self.instansi, self.unit, self.triwulan, self.lewat, self.janji = instansi, unit, triwulan, lewat, janji
        self.pita = pita_instansi(instansi)

    def baris(self, indikator: Indikator) -> Baris:
        """The line of `indikator`, whose relations are prefetched (see kumpulkan.py)."""
        skala = indikator.skala.skala() if indikator.skala else None
        target, menurut_pk = self._target(indikator)
        semua = {r.triwulan: r for r in indikator.realisasi.all()}
        satu = semua.get(self.triwulan)
        cetak = {tw: r for tw, r in semua.items() if r.status in TERCETAK and tw <= self.triwulan}
        isi = cetak.get(self.triwulan)
        capaian = nilai_capaian(indikator, target[self.triwulan], isi.nilai if isi else None, self.instansi)
        berjalan = self._sampai_dengan(indikator, skala, target, cetak)
        wajib = isi is not None or not alasan_tanpa_nilai(target[self.triwulan], Arah(indikator.arah))
        tugas = list(indikator.penugasan.all())
        sendiri = [p.lingkup for p in tugas if p.unit_id == self.unit.pk]
        return Baris(
            **_pengenal(indikator),
            **_uraian(isi),
            sasaran_nomor=indikator.sasaran.nomor,
            desimal=indikator.desimal,
            target=tuple(sel_target(target[tw], skala) for tw in (1, 2, 3, 4, TAHUNAN)),
            realisasi=tuple(
                sel_realisasi(cetak.get(tw), target[tw], Arah(indikator.arah), skala)
                for tw in range(1, self.triwulan + 1)
            ),
            capaian=self._sel_capaian(capaian, target[self.triwulan]),
            capaian_sd=self._sel_capaian(berjalan[0], target[self.triwulan]),
            kelengkapan=berjalan[1],
            komponen=_komponen(indikator, isi),
            wajib=wajib,
            final=isi is not None and isi.status == alur.Status.DISETUJUI,
            lewat_tenggat=self.lewat.get(indikator.pk, False),
            status=satu.status if satu else "",
            sebutan_status=_sebutan_status(satu, wajib, target[self.triwulan]),
            contoh=any(r.contoh for r in cetak.values()),
            ditugaskan=bool(sendiri) and indikator.sasaran.unit_id != self.unit.pk,
            lingkup=sendiri[0] if sendiri else "",
            pengampu=tuple(p.unit.nama for p in tugas),
            menurut_pk=menurut_pk,
        )

    def _target(self, indikator: Indikator) -> tuple[dict[int, Target], tuple[int, ...]]:
        """The targets that judge each quarter, and the version of the agreement each comes from (0: the plan's own).

        The year's is that of the version in force in the reported quarter.
        """
        janji = self.janji.get(indikator.pk, {})
        target = target_menilai(target_setahun(indikator), janji, self.triwulan)
        versi = tuple(janji[tw].versi if tw in janji else 0 for tw in range(1, TRIWULAN_SETAHUN + 1))
        return target, versi if any(versi) else ()

    def _sel_capaian(self, capaian: Capaian, target: Target) -> SelCapaian:
        if capaian.nilai is None:
            return SelCapaian(_macam_kosong(capaian.keadaan, target), None, "", capaian.alasan, capaian.uraian)
        golongan = kelas(batasi(capaian.nilai, self.instansi.batas_capaian), self.pita)
        return SelCapaian(Macam.ANGKA, capaian.nilai, golongan, capaian.alasan, capaian.uraian)

    def _sampai_dengan(
        self, indikator: Indikator, skala: Skala | None, target: Mapping[int, Target], cetak: Mapping[int, Realisasi]
    ) -> tuple[Capaian, str]:
        deret = [cetak[tw].nilai if tw in cetak else None for tw in range(1, TRIWULAN_SETAHUN + 1)]
        acuan = [target[tw] for tw in range(1, TRIWULAN_SETAHUN + 1)]
        if skala is not None:
            deret = [None if nilai is None else angka_banding(nilai, skala) for nilai in deret]
            acuan = [t if t.nilai is None else Target.angka(angka_banding(t.nilai, skala)) for t in acuan]
        hasil = sampai_dengan(
            pola=Pola(indikator.pola),
            arah=Arah(indikator.arah),
            target=acuan,
            realisasi=deret,
            triwulan=self.triwulan,
            rumus_turun=RumusTurun(self.instansi.rumus_turun),
            desimal=indikator.desimal,
        )
        return hasil.capaian, hasil.kelengkapan


def _pengenal(indikator: Indikator) -> dict[str, str]:
    """What the line is about, in words."""
    sasaran = indikator.sasaran
    return {
        "unit_kode": sasaran.unit.kode,
        "unit_nama": sasaran.unit.nama,
        "jenis": sasaran.jenis,
        "sebutan_jenis": sasaran.get_jenis_display(),
        "sasaran": sasaran.uraian,
        "kode": indikator.kode,
        "nama": indikator.nama,
        "satuan": indikator.satuan.nama,
        "akhiran": indikator.satuan.akhiran,
        "rumus": indikator.rumus,
    }


def _uraian(isi: Realisasi | None) -> dict[str, str]:
    """The texts beside a handed-in figure, and who answers for it."""
    teks = {kolom: getattr(isi, kolom) if isi else "" for kolom in URAIAN}
    return teks | {peran: _nama(isi, peran) for peran in ("diajukan_oleh", "diverifikasi_oleh", "disetujui_oleh")}


def target_setahun(indikator: Indikator) -> dict[int, Target]:
    """The targets by quarter, 0 for the year; one nobody has set says so. Reads `target` (prefetch it in lists)."""
    ada = {t.triwulan: t.sebagai_target() for t in indikator.target.all()}
    return {tw: ada.get(tw, Target.belum()) for tw in range(TRIWULAN_SETAHUN + 1)}


def sel_target(target: Target, skala: Skala | None) -> Sel:
    """A target as a cell; N/A and "not set yet" stay two different things."""
    if target.jenis is JenisTarget.NA:
        return Sel(Macam.NA)
    if target.jenis is JenisTarget.BELUM:
        return Sel(Macam.BELUM_DITETAPKAN)
    if target.jenis is JenisTarget.RENTANG:
        return Sel(Macam.RENTANG, bawah=target.bawah, atas=target.atas)
    return _sel_angka(target.nilai, skala)


def sel_realisasi(realisasi: Realisasi | None, target: Target, arah: Arah, skala: Skala | None) -> Sel:
    """A handed-in realisation as a cell; without one: N/A, not assessed, or not reported, by its target."""
    if realisasi is not None and realisasi.nilai is not None:
        return _sel_angka(realisasi.nilai, skala, realisasi.status)
    if target.jenis is JenisTarget.NA:
        return Sel(Macam.NA)
    return Sel(Macam.TIDAK_DINILAI if alasan_tanpa_nilai(target, arah) else Macam.BELUM_DILAPORKAN)


def _sel_angka(nilai: Decimal | None, skala: Skala | None, status: str = "") -> Sel:
    if skala is not None and nilai is not None:
        return Sel(Macam.PREDIKAT, nilai=nilai, teks=tulis_predikat(nilai, skala), status=status)
    return Sel(Macam.ANGKA, nilai=nilai, status=status)


def _macam_kosong(keadaan: Keadaan, target: Target) -> Macam:
    if keadaan is Keadaan.BELUM_DILAPORKAN:
        return Macam.BELUM_DILAPORKAN
    return Macam.NA if target.jenis is JenisTarget.NA else Macam.TIDAK_DINILAI


def _sebutan_status(satu: Realisasi | None, wajib: bool, target: Target) -> str:
    if satu is not None and satu.status in TERCETAK:
        return satu.get_status_display()
    if wajib:
        return SEBUTAN_BELUM[alur.Status(satu.status) if satu and satu.versi else ""]
    return "N/A" if target.jenis is JenisTarget.NA else "Tidak dinilai"


def _komponen(indikator: Indikator, isi: Realisasi | None) -> tuple[Bagian, ...]:
    if isi is None:
        return ()
    nilai = {n.komponen_id: n.nilai for n in isi.nilai_komponen.all()}
    return tuple(Bagian(k.nama, k.label, nilai.get(k.pk)) for k in indikator.komponen.all())


def _nama(isi: Realisasi | None, peran: str) -> str:
    pengguna: Pengguna | None = getattr(isi, peran) if isi else None
    return pengguna.nama if pengguna else ""


def baris_skor(
    baris: Sequence[tuple[Baris, Decimal | None]], *, hanya_final: bool, sebut_unit: bool
) -> list[BarisSkor]:
    """Lines with their weights as `skor_unit` takes them.

    `hanya_final`: unapproved figures count as not reported. `sebut_unit`: lines of several units, so a line is named
    with its unit.
    """
    return [
        BarisSkor(
            _capaian_skor(b, hanya_final),
            bobot,
            b.jenis,
            b.lewat_tenggat,
            f"{b.unit_kode} {b.kode}" if sebut_unit else b.kode,
        )
        for b, bobot in baris
    ]


def _capaian_skor(baris: Baris, hanya_final: bool) -> Capaian:
    sel = baris.capaian
    if sel.nilai is not None and hanya_final and not baris.final:
        return Capaian(Keadaan.BELUM_DILAPORKAN, None, "belum disetujui.", "Belum disetujui.")
    if sel.nilai is not None:
        return Capaian(Keadaan.DINILAI, sel.nilai, sel.alasan, sel.uraian)
    belum = sel.macam is Macam.BELUM_DILAPORKAN
    return Capaian(Keadaan.BELUM_DILAPORKAN if belum else Keadaan.TIDAK_DINILAI, None, sel.alasan, sel.uraian)
