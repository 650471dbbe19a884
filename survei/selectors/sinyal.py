"""Signals for the verifier, looked for among the newest forms: never more than a fixed number of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from decimal import Decimal

from django.db.models import Q

from indikator.hitung.angka import tulis_ringkas
from survei.hitung.data import SinyalVerifikasi
from survei.hitung.sinyal import Isian, JamLayanan, isian_beruntun, isian_luar_jam, isian_seragam
from survei.models import Jawaban, Survei
from survei.models.jawaban import Kanal
from survei.models.survei import SumberSurvei
from survei.services import tally

BATAS = 20_000
_TENGAH_MALAM = time(0, 0)


@dataclass(frozen=True, slots=True)
class Temuan:
    """The signals, and a sentence about which forms were looked at."""

    sinyal: tuple[SinyalVerifikasi, ...]
    catatan: str


def cari_sinyal(survei: Survei, batas: int = BATAS) -> Temuan:
    """Straight-lined forms, identical forms in a burst, batches filled in while the service was closed.

    Only the newest `batas` forms are read. `survei` comes with unit and instansi selected.
    """
    if survei.sumber != SumberSurvei.JAWABAN:
        return Temuan((), "Sumbernya rekap, bukan isian tiap orang, jadi tidak ada yang dapat diperiksa.")
    isian = _isian(survei, batas)
    if not isian:
        return Temuan((), "Belum ada isian yang dapat diperiksa.")
    # Filling in the public form at home in the evening is no question; an officer's batch is.
    kantor = [i for i in isian if _kantor(i)]
    temuan = [*isian_seragam(isian), *isian_beruntun(isian), *isian_luar_jam(kantor, JamLayanan())]
    banyak = tulis_ringkas(Decimal(len(isian)))
    catatan = f"Diperiksa {banyak} isian" + (" terbaru." if len(isian) == batas else ".")
    return Temuan(tuple(SinyalVerifikasi(s.jenis.value, len(s.kunci), s.pertanyaan) for s in temuan), catatan)


def _kantor(isian: Isian) -> bool:
    return not isian.saluran.startswith(str(Kanal.DARING.label))


def _saat(waktu: datetime | None, diterima: datetime, kanal: str, zona: tzinfo) -> datetime | None:
    """When a form was filled in, in local time; None when the day may be known but the hour is not."""
    if kanal == Kanal.DARING:
        return (waktu or diterima).astimezone(zona)
    # A file or a pile of paper comes in at once: only the form's own time tells; a day alone is its midnight.
    saat = waktu.astimezone(zona) if waktu else None
    return None if saat is None or saat.time() == _TENGAH_MALAM else saat


def _isian(survei: Survei, batas: int) -> list[Isian]:
    kolom = tuple(tally.kolom_unsur(survei).values())
    baris = (
        Jawaban.objects.filter(survei=survei)
        .exclude(Q(**dict.fromkeys(kolom)))
        .order_by("-pk")
        .values_list("pk", "waktu", "diterima_pada", "kanal", "tautan__nama", *kolom)[:batas]
    )
    zona = survei.unit.instansi.zona
    hasil = []
    for pk, waktu, diterima, kanal, tautan, *nilai in baris:
        saluran = f"{Kanal(kanal).label}: {tautan}" if tautan else str(Kanal(kanal).label)
        hasil.append(Isian(pk, tuple(nilai), _saat(waktu, diterima, kanal, zona), saluran))
    return hasil
