"""Plain factories: each makes one object with the fewest words, everything else has a sensible default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from indikator.hitung.capaian import JenisTarget
from indikator.models import Indikator, Komponen, Sasaran, Satuan, Target
from indikator.models.indikator import JenisSasaran, SumberKomponen
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import (
    Instansi,
    JendelaTriwulan,
    Pengguna,
    PeranPengguna,
    Periode,
    Unit,
)

SANDI = "kata-sandi-uji-7391"
TAHUN = 2023
_nomor = count(1)

# Entry windows of the tests: the quarter is open in the month after it ends.
JENDELA = {
    1: (date(2023, 4, 1), date(2023, 4, 30)),
    2: (date(2023, 7, 1), date(2023, 7, 31)),
    3: (date(2023, 10, 1), date(2023, 10, 31)),
    4: (date(2024, 1, 1), date(2024, 1, 31)),
}


def buat_instansi(kode: str = "", **lain: Any) -> Instansi:
    """An agency with its top unit."""
    kode = kode or f"instansi-{next(_nomor)}"
    return Instansi.objects.create(kode=kode, nama=f"Instansi {kode}", pemerintah="Pemerintah Kota Contoh", **lain)


def buat_unit(instansi: Instansi, kode: str, induk: Unit | None = None, **lain: Any) -> Unit:
    """A unit; without `induk` the top of the agency."""
    nama = lain.pop("nama", f"Unit {kode}")
    return Unit.objects.create(
        instansi=instansi, kode=kode, nama=nama, induk=induk, berlaku_dari=date(2023, 1, 1), **lain
    )


Peranan = tuple[Peran, Unit]


def buat_pengguna(username: str, instansi: Instansi | None, *peran: Peranan, **lain: Any) -> Pengguna:
    """An account whose password is `SANDI`, with roles at units."""
    return buat_semua_pengguna([(susun_pengguna(username, instansi, **lain), peran)])[0]


def susun_pengguna(username: str, instansi: Instansi | None, **lain: Any) -> Pengguna:
    """An account whose password is `SANDI`, not stored yet."""
    pengguna = Pengguna(username=username, nama=f"Contoh {username}", instansi=instansi, **lain)
    # Hashing with argon2 costs 50 ms; the tests' settings use a quick hasher.
    pengguna.set_password(SANDI)
    return pengguna


def buat_semua_pengguna(semua: Sequence[tuple[Pengguna, Sequence[Peranan]]]) -> list[Pengguna]:
    """Store accounts and their roles at units; two queries, however many."""
    Pengguna.objects.bulk_create(pengguna for pengguna, _ in semua)
    PeranPengguna.objects.bulk_create(
        PeranPengguna(pengguna=pengguna, peran=p, unit=u, mulai=date(2023, 1, 1))
        for pengguna, peran in semua
        for p, u in peran
    )
    return [pengguna for pengguna, _ in semua]


def buat_periode(instansi: Instansi, tahun: int = TAHUN) -> Periode:
    """A year with its four windows."""
    periode = Periode.objects.create(instansi=instansi, tahun=tahun)
    JendelaTriwulan.objects.bulk_create(
        JendelaTriwulan(periode=periode, triwulan=tw, buka=buka, tutup=tutup) for tw, (buka, tutup) in JENDELA.items()
    )
    return periode


def satuan(kode: str = "nilai") -> Satuan:
    """The unit of measure with this code; `persen` is a percentage."""
    return Satuan.objects.get_or_create(
        kode=kode,
        defaults={"nama": kode.capitalize(), "persen": kode == "persen", "akhiran": "%" if kode == "persen" else ""},
    )[0]


def buat_sasaran(
    unit: Unit, periode: Periode, nomor: int | None = None, jenis: JenisSasaran = JenisSasaran.STRATEGIS
) -> Sasaran:
    """An objective."""
    nomor = nomor or Sasaran.objects.filter(unit=unit, periode=periode).count() + 1
    return Sasaran.objects.create(unit=unit, periode=periode, nomor=nomor, jenis=jenis, uraian=f"Sasaran {nomor}")


def buat_indikator(
    sasaran: Sasaran,
    *,
    rumus: str = "nilai",
    komponen: Sequence[str | tuple[str, Indikator]] = ("nilai",),
    target: Mapping[int, str | None] | None = None,
    **lain: Any,
) -> Indikator:
    """An indicator with components and targets.

    Args:
        komponen: names of typed components, or (name, other indicator) for one that takes that indicator's value.
        target: quarter (0 is the year) → number as text, or None for N/A. Default: 80 in each quarter.
    """
    lain.setdefault("satuan", satuan())
    nomor = lain.pop("nomor", None) or sasaran.indikator.count() + 1
    indikator = Indikator.objects.create(
        sasaran=sasaran, nomor=nomor, nama=f"Indikator {sasaran.nomor}.{nomor}", rumus=rumus, **lain
    )
    for urutan, bagian in enumerate(komponen, 1):
        nama, rujukan = (bagian, None) if isinstance(bagian, str) else bagian
        Komponen.objects.create(
            indikator=indikator,
            nama=nama,
            label=nama.replace("_", " ").capitalize(),
            urutan=urutan,
            sumber=SumberKomponen.INDIKATOR if rujukan else SumberKomponen.ISIAN,
            rujukan=rujukan,
        )
    isi = dict.fromkeys((1, 2, 3, 4, 0), "80") if target is None else target
    Target.objects.bulk_create(
        Target(
            indikator=indikator,
            triwulan=tw,
            jenis=JenisTarget.NA if nilai is None else JenisTarget.ANGKA,
            nilai=None if nilai is None else Decimal(nilai),
        )
        for tw, nilai in isi.items()
    )
    return indikator
