"""Collecting what an agreement says from indicators, targets, appointments and budget: the only queries of a draft.

The number of queries is the same for one post and for every post of a city.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Q, QuerySet

from indikator.models import Indikator, Penugasan
from kinerja.organisasi.models import Instansi, Jabatan, Penempatan, Periode
from kinerja.organisasi.penempatan import pemegang, sebutan_jabatan
from kinerja.perjanjian.data import DataPK, KopPK, Pihak, total_anggaran
from kinerja.perjanjian.models import Anggaran, TemplatPernyataan
from kinerja.perjanjian.models.cascading import PENGAMPU, TautanKinerja
from kinerja.perjanjian.naskah import BAWAAN, Naskah, isi_naskah
from kinerja.perjanjian.selectors.pk_baris import baris_anggaran, baris_indikator


@dataclass(frozen=True, slots=True)
class PihakPK:
    """Who would sign for a post on a day. `halangan`: why nobody can, in words; then the rest may be empty.

    `kedua` None without an obstacle: the head of government signs alone.
    """

    pertama: Penempatan | None
    kedua: Penempatan | None
    halangan: str = ""


@dataclass(frozen=True, slots=True)
class Versi:
    """Which version is collected; the reason is empty for the first."""

    nomor: int = 1
    alasan: str = ""
    uraian: str = ""
    berlaku_triwulan: int = 1


@dataclass(frozen=True, slots=True)
class BahanPK:
    """Everything needed for the agreements of some posts, fetched once. `data` asks no database."""

    periode: Periode
    tanggal: date
    tempat: str
    naskah: Naskah
    templat: int
    jabatan: Mapping[int, Jabatan]
    pihak: Mapping[int, PihakPK]
    indikator: Mapping[int, Sequence[Indikator]]
    anggaran: Mapping[int, Sequence[Anggaran]]

    def data(self, jabatan: int, versi: Versi) -> DataPK:
        """The agreement of one post (id) as it would be now. Its parties must be known (`pihak[…].halangan` empty)."""
        satu, pihak = self.jabatan[jabatan], self.pihak[jabatan]
        assert pihak.pertama is not None  # noqa: S101 (the caller has looked at `halangan`)
        kedua = _pihak(pihak.kedua) if pihak.kedua else None
        instansi = self.periode.instansi
        pertama = _pihak(pihak.pertama)
        lampiran2 = baris_anggaran(self.anggaran.get(jabatan, ()))
        isian = {
            "tahun": str(self.periode.tahun),
            "pemerintah": instansi.pemerintah,
            "instansi": instansi.nama,
            "jabatan_pertama": pertama.jabatan,
            "jabatan_kedua": kedua.jabatan if kedua else "",
        }
        return DataPK(
            kop=KopPK(instansi.pemerintah, instansi.nama, instansi.alamat, instansi.logo.name or ""),
            tahun=self.periode.tahun,
            versi=versi.nomor,
            unit=satu.unit.nama,
            jabatan=satu.nama,
            pihak_pertama=pertama,
            pihak_kedua=kedua,
            pernyataan=isi_naskah(self.naskah, isian, sendiri=kedua is None, templat=self.templat),
            tempat=self.tempat,
            tanggal=self.tanggal.isoformat(),
            lampiran1=tuple(baris_indikator(i, satu) for i in self.indikator.get(jabatan, ())),
            lampiran2=lampiran2,
            total=total_anggaran(lampiran2),
            alasan=versi.alasan,
            uraian_alasan=versi.uraian,
            berlaku_triwulan=versi.berlaku_triwulan,
        )


def kumpulkan_pk(jabatan: Collection[int], periode: Periode, tanggal: date) -> BahanPK:
    """What the agreements of these posts (ids) are made from, on the day `tanggal`; a constant number of queries.

    `periode.instansi` is used and should be loaded.
    """
    semua = {j.pk: j for j in Jabatan.objects.filter(pk__in=jabatan).select_related("unit", "unit__induk")}
    naskah, templat = naskah_instansi(periode.instansi)
    return BahanPK(
        periode=periode,
        tanggal=tanggal,
        tempat=periode.instansi.tempat,
        naskah=naskah,
        templat=templat,
        jabatan=semua,
        pihak=_semua_pihak(semua.values(), tanggal),
        indikator=indikator_jabatan(semua.values(), periode),
        anggaran=_anggaran(semua, periode),
    )


def halangan_pk(jabatan: Collection[Jabatan], periode: Periode, tanggal: date) -> dict[int, str]:
    """Per post (id, with its unit loaded) why no agreement can be made for it on that day, in words; "" when one can.

    A constant number of queries, fewer than collecting the agreements themselves.
    """
    pihak, pemikul = _semua_pihak(jabatan, tanggal), indikator_jabatan(jabatan, periode, lengkap=False)
    return {j.pk: pihak[j.pk].halangan if pemikul.get(j.pk) else tanpa_indikator(j) for j in jabatan}


def tanpa_indikator(jabatan: Jabatan) -> str:
    """The sentence about a post that has nothing to promise."""
    return f"{jabatan.nama} belum memikul indikator pada tahun ini."


def naskah_instansi(instansi: Instansi) -> tuple[Naskah, int]:
    """The agency's newest statement and its version; ours and 0 when it has written none."""
    templat = TemplatPernyataan.objects.filter(instansi=instansi).order_by("-versi").first()
    return (BAWAAN, 0) if templat is None else (templat.sebagai_naskah(), templat.versi)


def _pihak(penempatan: Penempatan) -> Pihak:
    pejabat = penempatan.pejabat
    return Pihak(pejabat.nama, pejabat.nip, pejabat.pangkat, sebutan_jabatan(penempatan), penempatan.jenis)


def _semua_pihak(jabatan: Iterable[Jabatan], tanggal: date) -> dict[int, PihakPK]:
    semua = list(jabatan)
    kepala = _kepala_unit(semua)
    atasan = {j.pk: _atasan(j, kepala) for j in semua}
    dibutuhkan = {j.pk for j in semua} | {a for a in atasan.values() if a is not None}
    pejabat = pemegang(dibutuhkan, tanggal)
    return {j.pk: _pihak_satu(j, atasan[j.pk], pejabat) for j in semua}


def _kepala_unit(jabatan: Iterable[Jabatan]) -> dict[int, int]:
    """Unit id → the post that leads it, for the units of these posts and the ones directly above."""
    unit = {u for j in jabatan for u in (j.unit_id, j.unit.induk_id) if u is not None}
    return dict(Jabatan.objects.filter(kepala=True, unit__in=unit).values_list("unit", "pk"))


def _atasan(jabatan: Jabatan, kepala: Mapping[int, int]) -> int | None:
    """The post above: the one named, else the head of the unit, and for a head the head of the unit above."""
    if jabatan.atasan_langsung_id is not None:
        return jabatan.atasan_langsung_id
    unit = jabatan.unit.induk_id if jabatan.kepala else jabatan.unit_id
    return kepala.get(unit) if unit is not None else None


def _pihak_satu(jabatan: Jabatan, atasan: int | None, pejabat: Mapping[int, Penempatan]) -> PihakPK:
    pertama, kedua = pejabat.get(jabatan.pk), pejabat.get(atasan) if atasan is not None else None
    # [53]: the head of government, who leads the top unit, has nobody to promise to.
    sendiri = atasan is None and jabatan.kepala and jabatan.unit.induk_id is None
    if pertama is None:
        return PihakPK(None, None, f"Tidak ada pejabat yang tercatat menjabat {jabatan.nama} pada tanggal itu.")
    if atasan is None and not sendiri:
        return PihakPK(pertama, None, f"Atasan langsung {jabatan.nama} belum ditetapkan.")
    if kedua is None and not sendiri:
        return PihakPK(pertama, None, f"Jabatan atasan langsung {jabatan.nama} kosong pada tanggal itu.")
    if kedua is not None and kedua.pejabat_id == pertama.pejabat_id:
        return PihakPK(
            pertama, kedua, f"{pertama.pejabat.nama} menjabat {jabatan.nama} sekaligus atasannya; PK perlu dua orang."
        )
    return PihakPK(pertama, kedua)


def indikator_jabatan(
    jabatan: Iterable[Jabatan], periode: Periode, *, lengkap: bool = True
) -> dict[int, list[Indikator]]:
    """Per post: the indicators that name it as responsible or are linked to it; a head's also those of its unit.

    `lengkap`: with all that their rows print.
    """
    semua = list(jabatan)
    kepala = {j.unit_id: j.pk for j in semua if j.kepala}
    hasil: dict[int, list[Indikator]] = defaultdict(list)
    for satu in _indikator_dipikul(semua, kepala, periode, lengkap=lengkap):
        pemikul = {*satu.jabatan_tugas, *satu.jabatan_taut}  # type: ignore[attr-defined]
        bertugas = (satu.sasaran.unit_id, *satu.unit_tugas)  # type: ignore[attr-defined]
        pemikul |= {kepala[u] for u in bertugas if u in kepala}
        for pk in pemikul:
            hasil[pk].append(satu)
    return hasil


def _indikator_dipikul(
    semua: Collection[Jabatan], kepala: Mapping[int, int], periode: Periode, *, lengkap: bool
) -> QuerySet[Indikator]:
    """What any of these posts carries, each row with the units and posts that it was given to."""
    nomor = {j.pk for j in semua}
    # Every post's unit, not only those of heads: the scope is printed for all who carry the indicator there.
    tugas = Penugasan.objects.filter(unit__in={j.unit_id for j in semua})
    # Where the unit has an indicator of its own, that one is promised, not the superior's.
    tautan = TautanKinerja.objects.filter(jabatan__in=nomor, jenis__in=PENGAMPU, anak=None)
    penanggung = Indikator.penanggung_jawab.through.objects.filter(jabatan__in=nomor)
    diri = {"indikator": OuterRef("pk")}
    kumpulan = (
        Indikator.objects.filter(sasaran__periode=periode)
        .filter(
            Q(sasaran__unit__in=kepala)
            | Q(pk__in=Penugasan.objects.filter(unit__in=kepala).values("indikator"))
            | Q(pk__in=tautan.values("induk"))
            | Q(pk__in=penanggung.values("indikator"))
        )
        .annotate(
            unit_tugas=ArraySubquery(tugas.filter(**diri).values("unit")),
            jabatan_tugas=ArraySubquery(penanggung.filter(**diri).values("jabatan")),
            jabatan_taut=ArraySubquery(tautan.filter(induk=OuterRef("pk")).values("jabatan")),
        )
        .select_related("sasaran__unit", "satuan", "skala")
        .order_by("sasaran__unit__jalur", "sasaran__nomor", "nomor")
    )
    if lengkap:
        kumpulan = kumpulan.prefetch_related("target", "skala__tingkat", Prefetch("penugasan", tugas))
        kumpulan = kumpulan.prefetch_related(Prefetch("tautan_bawah", tautan))
    return kumpulan


def _anggaran(jabatan: Iterable[int], periode: Periode) -> dict[int, list[Anggaran]]:
    hasil: dict[int, list[Anggaran]] = defaultdict(list)
    baris = Anggaran.objects.filter(periode=periode, jabatan__in=list(jabatan)).select_related("induk", "induk__induk")
    for satu in baris.order_by("kode", "id"):
        hasil[satu.jabatan_id].append(satu)
    return hasil
