"""The running tallies of a survey: the one place that reads and writes them.

They change in the transaction of the answers they count, under the survey's lock, rows in the order of their keys; so
a result page costs the same at a hundred and at ten million answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from survei.hitung.dimensi import IsianSurvei, Kunci, tally_per_dimensi
from survei.hitung.tally import TallySurvei, tally_kosong
from survei.hitung.tally_json import dari_json, ke_json
from survei.hitung.tambahan import Tabel, kunci_tambahan, tabel_tambahan
from survei.models import Jawaban, Survei, Tally
from survei.models.survei import SumberSurvei
from survei.selectors.tambahan import daftar_tanya
from survei.services.kunci import kunci_survei

_KOLOM_ISIAN = ("kanal", "layanan_id", "tautan_id", "jenis_kelamin", "umur", "pendidikan", "pekerjaan", "kelompok_umur")


@dataclass(frozen=True, slots=True)
class Selisih:
    """A tally that differs from the answers it should count; None: there is no such row, or no such answer."""

    dimensi: str
    kunci: str
    tersimpan: TallySurvei | None
    seharusnya: TallySurvei | None


def kolom_unsur(survei: Survei) -> dict[str, str]:
    """Code of each unsur → the column of `Jawaban` that keeps its answers, in the survey's order."""
    return {kode: f"u{kolom}" for kode, kolom in survei.unsur.order_by("urutan").values_list("kode", "kolom")}


def baca(survei: Survei, dimensi: str | None = None) -> dict[Kunci, TallySurvei]:
    """Every tally of the survey, or those of one dimension, by (dimension, key); one query."""
    baris = (
        Tally.objects.filter(survei=survei) if dimensi is None else Tally.objects.filter(survei=survei, dimensi=dimensi)
    )
    return {(b.dimensi, b.kunci): dari_json(b.isi) for b in baris.order_by("dimensi", "kunci")}


def dimensi_jawaban(survei: Survei, jawaban: Iterable[Jawaban]) -> dict[Kunci, TallySurvei]:
    """The tallies of these answers alone: what to add when they come in, and to take away when they go."""
    kolom, tabel = kolom_unsur(survei), tabel_tambahan(daftar_tanya(survei))
    isian = (
        _isian(
            tuple(getattr(j, k) for k in kolom.values()),
            *(getattr(j, k) for k in _KOLOM_ISIAN),
            kunci_tambahan(tabel, j.tambahan),
        )
        for j in jawaban
    )
    return tally_per_dimensi(tuple(kolom), isian)


@transaction.atomic
def tambah(survei: Survei, bagian: Mapping[Kunci, TallySurvei]) -> None:
    """Add counts to the survey's tallies; the first ones lock its scored core. Call it with the answers' insert.

    Raises UnsurTidakSah when the counts speak of other unsur than the survey.
    """
    if not bagian:
        return
    terkini = kunci_survei(survei)
    if not terkini.terkunci and terkini.sumber == SumberSurvei.JAWABAN:
        terkini.terkunci = True
        terkini.save(update_fields=["terkunci"])
    survei.terkunci = terkini.terkunci
    _ubah(terkini, bagian, 1)


@transaction.atomic
def kurangi(survei: Survei, bagian: Mapping[Kunci, TallySurvei]) -> None:
    """Take counts away again (a withdrawn answer, an undone batch).

    Raises TallyTidakSah when they were never counted: then nothing is changed.
    """
    if bagian:
        _ubah(kunci_survei(survei), bagian, -1)


@transaction.atomic
def periksa(survei: Survei) -> list[Selisih]:
    """Count every answer of the survey anew and compare; an empty list proves tallies = answers.

    Both are read in one snapshot, so it may run while answers come in. Cost grows with the answers, memory does not.
    """
    _satu_potret()
    return _selisih(baca(survei), _hitung_dari_jawaban(survei))


@transaction.atomic
def perbaiki(survei: Survei) -> list[Selisih]:
    """Write the tallies anew from the answers, under the survey's lock; returns what was wrong."""
    terkini = kunci_survei(survei)
    benar = _hitung_dari_jawaban(terkini)
    salah = _selisih(baca(terkini), benar)
    if salah:
        Tally.objects.filter(survei=terkini).delete()
        Tally.objects.bulk_create(
            Tally(survei=terkini, dimensi=d, kunci=k, isi=ke_json(t)) for (d, k), t in sorted(benar.items(), key=_urut)
        )
    return salah


def _ubah(survei: Survei, bagian: Mapping[Kunci, TallySurvei], tanda: int) -> None:
    dimensi = {d for d, _ in bagian}
    baris = {
        (b.dimensi, b.kunci): b
        for b in Tally.objects.select_for_update()
        .filter(survei=survei, dimensi__in=dimensi, kunci__in={k for _, k in bagian})
        .order_by("dimensi", "kunci")
    }
    kosong = tally_kosong(tuple(kolom_unsur(survei)))
    tulis: list[Tally] = []
    hapus: list[Tally] = []
    for (nama, kunci), tally in sorted(bagian.items(), key=_urut):
        lama = baris.get((nama, kunci)) or Tally(survei=survei, dimensi=nama, kunci=kunci, isi=ke_json(kosong))
        isi = dari_json(lama.isi)
        baru = isi + tally if tanda > 0 else isi - tally
        lama.isi = ke_json(baru)
        (tulis if baru.responden else hapus).append(lama)
    Tally.objects.bulk_create(
        tulis, update_conflicts=True, update_fields=["isi"], unique_fields=["survei", "dimensi", "kunci"]
    )
    if hapus:
        Tally.objects.filter(pk__in=[b.pk for b in hapus if b.pk]).delete()


def _hitung_dari_jawaban(survei: Survei) -> dict[Kunci, TallySurvei]:
    kolom, tabel = kolom_unsur(survei), tabel_tambahan(daftar_tanya(survei))
    return tally_per_dimensi(tuple(kolom), _alir(survei, tuple(kolom.values()), tabel))


def _alir(survei: Survei, kolom: tuple[str, ...], tabel: Tabel) -> Iterator[IsianSurvei]:
    banyak = len(_KOLOM_ISIAN)
    # Without own questions their column is not even read.
    tambahan = ("tambahan",) if tabel else ()
    baris = Jawaban.objects.filter(survei=survei).values_list(*_KOLOM_ISIAN, *kolom, *tambahan)
    for satu in baris.iterator(chunk_size=5000):
        kunci = kunci_tambahan(tabel, satu[-1]) if tabel else ()
        yield _isian(tuple(satu[banyak : banyak + len(kolom)]), *satu[:banyak], kunci)


def _isian(
    nilai: tuple[int | None, ...], kanal: str, layanan: int | None, tautan: int | None, *lain: Any
) -> IsianSurvei:
    """`lain`: the other columns of `_KOLOM_ISIAN`, and the keys of own questions."""
    return IsianSurvei(nilai, kanal, str(layanan or ""), str(tautan or ""), *lain)


def _selisih(ada: Mapping[Kunci, TallySurvei], benar: Mapping[Kunci, TallySurvei]) -> list[Selisih]:
    return [
        Selisih(*kunci, ada.get(kunci), benar.get(kunci))
        for kunci in sorted(set(ada) | set(benar))
        if ada.get(kunci) != benar.get(kunci)
    ]


def _satu_potret() -> None:
    """Make all reads of this transaction see one moment; inside another transaction that one decides."""
    if len(connection.savepoint_ids) == 0:
        with connection.cursor() as kursor:
            kursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _urut(pasangan: tuple[Kunci, TallySurvei]) -> Kunci:
    return pasangan[0]
