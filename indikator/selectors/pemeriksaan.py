"""Everything a verifier looks at before accepting one line: components, evidence, history, changes, questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from indikator.hitung.angka import tulis_ringkas
from indikator.hitung.capaian import NOL, Arah
from indikator.hitung.triwulan import Pola
from indikator.models import Bukti, Komponen, NilaiKomponen, Perpindahan, Realisasi
from indikator.models.indikator import SumberKomponen
from indikator.selectors.lembar_periksa import Baris, Lembar, Titik, awal_triwulan, deret, nilai_lalu
from indikator.selectors.riwayat import (
    JejakLembar,
    Perubahan,
    jejak_lembar,
    perubahan_sejak,
    putusan_terakhir,
    target_diubah,
)
from indikator.selectors.tulis import uraian_rumus
from indikator.services.isian import tulis_nilai
from indikator.tanda import Fakta, Tanda, pertanyaan
from kinerja.organisasi.models import Pengguna
from kinerja.organisasi.tanggal import tulis_triwulan


@dataclass(frozen=True, slots=True)
class KomponenTampil:
    """One part of the formula; `dari` is the text before the last verdict, empty when it has not changed."""

    label: str
    nilai: str
    sumber: str
    oleh: str
    pada: datetime | None
    dari: str


@dataclass(frozen=True, slots=True)
class BuktiTampil:
    """One file; `baru`: attached since the last verdict."""

    pk: int
    nama: str
    tipe: str
    ukuran: int
    oleh: str
    pada: datetime
    baru: bool


@dataclass(frozen=True, slots=True)
class Pemeriksaan:
    """One waiting line with all that is needed to judge it."""

    baris: Baris
    rumus: str
    komponen: Sequence[KomponenTampil]
    titik: Sequence[Titik]
    bukti: Sequence[BuktiTampil]
    riwayat: Sequence[Perpindahan]
    putusan: Perpindahan | None
    perubahan: Sequence[Perubahan]
    tanda: Sequence[Tanda]
    milik_sendiri: bool

    @property
    def kolom_berubah(self) -> frozenset[str]:
        """Names of the fields that differ from what the last verdict saw."""
        return frozenset(p.kolom for p in self.perubahan)


@dataclass(frozen=True, slots=True)
class _Bahan:
    """Rows of the waiting lines by id of the realisation, each fetched with one query."""

    komponen: dict[int, list[NilaiKomponen]]
    bukti: dict[int, list[Bukti]]
    perpindahan: dict[int, list[Perpindahan]]
    jejak: JejakLembar


def periksa(lembar: Lembar, baris: Sequence[Baris], user: Pengguna) -> list[Pemeriksaan]:
    """The details of these lines (each has a realisation); four queries whatever their number."""
    if not baris:
        return []
    bahan = _bahan(baris, user)
    return [_satu(lembar, b, bahan, user) for b in baris]


def _bahan(baris: Sequence[Baris], user: Pengguna) -> _Bahan:
    pk = [b.realisasi.pk for b in baris if b.realisasi]
    komponen: dict[int, list[NilaiKomponen]] = defaultdict(list)
    for isi in (
        NilaiKomponen.objects.filter(realisasi__in=pk)
        .select_related("komponen__rujukan__sasaran", "diisi_oleh")
        .order_by("komponen__urutan")
    ):
        komponen[isi.realisasi_id].append(isi)
    perpindahan: dict[int, list[Perpindahan]] = defaultdict(list)
    for pindah in Perpindahan.objects.filter(realisasi__in=pk).select_related("pelaku"):
        perpindahan[pindah.realisasi_id].append(pindah)
    bukti: dict[int, list[Bukti]] = defaultdict(list)
    for satu in bukti_dengan_kembaran(pk, user):
        bukti[satu.realisasi_id].append(satu)
    target = [b.target_pk for b in baris if b.target_pk]
    return _Bahan(komponen, bukti, perpindahan, jejak_lembar(pk, target))


def bukti_dengan_kembaran(realisasi: Sequence[int], user: Pengguna) -> list[Bukti]:
    """Evidence of these lines; `kembar_nama` and `kembar_tw` tell where the same file is attached too.

    Only among what `user` may read: a question must not tell of a unit that is none of one's business.
    """
    kembar = (
        Bukti.objects.untuk(user)
        .terpakai()
        .filter(sha256=OuterRef("sha256"))
        .exclude(realisasi=OuterRef("realisasi"))
        .order_by("id")
    )
    return list(
        Bukti.objects.terpakai()
        .filter(realisasi__in=realisasi)
        .select_related("diunggah_oleh")
        .annotate(
            kembar_nama=Subquery(kembar.values("realisasi__indikator__nama")[:1]),
            kembar_tw=Subquery(kembar.values("realisasi__triwulan")[:1]),
        )
    )


def _satu(lembar: Lembar, baris: Baris, bahan: _Bahan, user: Pengguna) -> Pemeriksaan:
    realisasi = baris.realisasi
    assert realisasi is not None  # noqa: S101 (only waiting lines come here)
    isi = bahan.komponen[realisasi.pk]
    label = {n.komponen.nama: n.komponen.label for n in isi}
    putusan = putusan_terakhir(bahan.perpindahan[realisasi.pk])
    jejak = bahan.jejak.realisasi.get(str(realisasi.pk), [])
    perubahan = perubahan_sejak(jejak, putusan.waktu, label) if putusan else []
    bukti = bahan.bukti[realisasi.pk]
    return Pemeriksaan(
        baris=baris,
        rumus=uraian_rumus(baris.indikator, {n.komponen.nama: n.nilai for n in isi}, label),
        komponen=[_komponen(baris, n, {p.kolom: p.dari for p in perubahan}) for n in isi],
        titik=deret(baris, lembar.unit),
        bukti=[bukti_tampil(b, putusan) for b in bukti],
        riwayat=bahan.perpindahan[realisasi.pk],
        putusan=putusan,
        perubahan=perubahan,
        tanda=[] if realisasi.nilai is None else pertanyaan(_fakta(lembar, baris, realisasi, bahan, bukti)),
        milik_sendiri=realisasi.diajukan_oleh_id == user.pk,
    )


def _komponen(baris: Baris, isi: NilaiKomponen, berubah: dict[str, str]) -> KomponenTampil:
    rujukan = isi.komponen.rujukan
    if rujukan is None and baris.indikator.skala is not None:
        nilai = tulis_nilai(baris.indikator, isi.nilai)
    else:
        nilai = "" if isi.nilai is None else tulis_ringkas(isi.nilai)
    return KomponenTampil(
        label=isi.komponen.label,
        nilai=nilai,
        sumber=_sebut_sumber(isi.komponen),
        oleh=str(isi.diisi_oleh) if isi.diisi_oleh else "",
        pada=isi.diisi_pada,
        dari=berubah.get(isi.komponen.nama, ""),
    )


def _sebut_sumber(komponen: Komponen) -> str:
    if komponen.rujukan is not None:
        return f"indikator {komponen.rujukan.kode}"
    return "" if komponen.sumber == SumberKomponen.ISIAN else komponen.get_sumber_display().lower()


def bukti_tampil(bukti: Bukti, putusan: Perpindahan | None = None) -> BuktiTampil:
    """A file as the pages list it."""
    return BuktiTampil(
        pk=bukti.pk,
        nama=bukti.nama,
        tipe=bukti.tipe,
        ukuran=bukti.ukuran,
        oleh=str(bukti.diunggah_oleh),
        pada=bukti.diunggah_pada,
        baru=putusan is not None and bukti.diunggah_pada >= putusan.waktu,
    )


def _fakta(lembar: Lembar, baris: Baris, realisasi: Realisasi, bahan: _Bahan, bukti: Sequence[Bukti]) -> Fakta:
    awal, lalu = awal_triwulan(lembar), nilai_lalu(baris)
    jejak_target = bahan.jejak.target.get(str(baris.target_pk), [])
    return Fakta(
        triwulan=lembar.triwulan,
        arah=Arah(baris.indikator.arah),
        pola=Pola(baris.indikator.pola),
        predikat=baris.indikator.skala_id is not None,
        nilai=realisasi.nilai or NOL,
        capaian=baris.capaian.nilai,
        lalu=lalu,
        diubah_pada=realisasi.diubah_pada,
        akhir_jendela=lembar.jendela.akhir if lembar.jendela else None,
        jumlah_bukti=len(bukti),
        bukti_lain=[
            (b.nama, f"“{b.kembar_nama}” {tulis_triwulan(b.kembar_tw)}")  # type: ignore[attr-defined]
            for b in bukti
            if b.kembar_nama  # type: ignore[attr-defined]
        ],
        target_diubah=target_diubah(jejak_target, awal) if awal else [],
        target_tetap=lalu is None or baris.target.get(lalu[0]) == baris.target.get(lembar.triwulan),
    )
