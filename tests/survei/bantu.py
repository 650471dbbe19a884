"""Surveys and answers for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kinerja.organisasi.models import Unit
from survei.hitung.dimensi import SEMUA
from survei.hitung.tally import TallySurvei, tally_kosong
from survei.hitung.unsur import BAKU, Urutan, susunan
from survei.models import Jawaban, Layanan, Survei, Tautan, UnsurSurvei
from survei.models.jawaban import Kanal
from survei.models.survei import StatusSurvei
from survei.services import tally

WIB = ZoneInfo("Asia/Jakarta")
MARET = datetime(2023, 3, 15, 10, 0, tzinfo=WIB)
"""A moment inside the survey's period."""


def buat_survei(unit: Unit, *, unsur: int = 9, layanan: Sequence[str] = (), **lain: Any) -> Survei:
    """A running survey of semester 1 2023 with the first `unsur` questions of the standard instrument."""
    isi: dict[str, Any] = {
        "judul": f"SKM {unit.nama} Semester I 2023",
        "tahun": 2023,
        "mulai": date(2023, 1, 1),
        "selesai": date(2023, 6, 30),
        "populasi": 100,
        "persetujuan": "Saya bersedia mengisi survei ini.",
        "status": StatusSurvei.BERJALAN,
    }
    survei = Survei.objects.create(unit=unit, **(isi | lain))
    UnsurSurvei.objects.bulk_create(
        UnsurSurvei(
            survei=survei,
            kode=kode,
            kolom=n,
            urutan=n,
            nama=BAKU[kode].nama,
            pertanyaan=BAKU[kode].pertanyaan,
            opsi=list(BAKU[kode].pilihan),
        )
        for n, kode in enumerate(susunan(Urutan(survei.urutan_unsur))[:unsur], 1)
    )
    survei.layanan.set([Layanan.objects.get_or_create(unit=unit, nama=nama)[0] for nama in layanan])
    return survei


def buat_tautan(survei: Survei, nama: str = "Loket 1", **lain: Any) -> Tautan:
    """A link of the public form."""
    return Tautan.objects.create(survei=survei, nama=nama, dibuat_pada=MARET, **lain)


def buat_jawaban(survei: Survei, *nilai: int | None, **lain: Any) -> Jawaban:
    """One stored answer without touching the tallies; values in the survey's order."""
    isi = dict(zip(tally.kolom_unsur(survei).values(), nilai, strict=True))
    bawaan = {"kanal": Kanal.KERTAS, "diterima_pada": MARET}
    return Jawaban.objects.create(survei=survei, **(bawaan | isi | lain))


def isi_survei(survei: Survei, *lembar: Sequence[int | None], **lain: Any) -> list[Jawaban]:
    """Answers counted in the tallies, as the services do."""
    jawaban = [buat_jawaban(survei, *nilai, **lain) for nilai in lembar]
    tally.tambah(survei, tally.dimensi_jawaban(survei, jawaban))
    return jawaban


def nilai(jawaban: Jawaban, *kolom: int) -> list[int | None]:
    """The values in these columns: `nilai(j, 1, 7)` for u1 and u7."""
    return [getattr(jawaban, f"u{n}") for n in kolom]


def tally_semua(survei: Survei) -> TallySurvei:
    """What is stored for all answers together; empty when there are none yet."""
    return tally.baca(survei, SEMUA[0]).get(SEMUA) or tally_kosong(tuple(tally.kolom_unsur(survei)))
