"""What an operator has to do now: units and quarters to fill in, and lines that were sent back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from indikator.alur import Status
from indikator.hitung.capaian import JenisTarget
from indikator.models import Indikator, Penugasan, Perpindahan, Realisasi, Target
from kinerja.beranda.waktu import Waktu, kalimat_jendela
from kinerja.organisasi.akses import Aksi, unit_untuk
from kinerja.organisasi.jendela import Jendela, JendelaUnit
from kinerja.organisasi.models import Pengguna
from kinerja.organisasi.tanggal import tulis_triwulan

BANYAK_KEMBALIAN = 10


@dataclass(frozen=True, slots=True)
class KartuIsian:
    """One unit and quarter an operator fills in; `langsung`: the role is held at this very unit, not above it."""

    unit_id: int
    unit: str
    tahun: int
    triwulan: int
    terisi: int
    jumlah: int
    diajukan: int
    dikembalikan: int
    jendela: Jendela
    kalimat: str
    terbuka: bool
    langsung: bool

    @property
    def sebutan(self) -> str:
        """`TW II 2023`."""
        return f"{tulis_triwulan(self.triwulan)} {self.tahun}"

    @property
    def persen(self) -> int:
        """Lines filled in, in whole percent."""
        return self.terisi * 100 // self.jumlah if self.jumlah else 0

    @property
    def selesai(self) -> bool:
        """Nothing left to do for the operator."""
        return self.diajukan == self.jumlah and not self.dikembalikan


@dataclass(frozen=True, slots=True)
class Kembalian:
    """A line sent back, with the reason."""

    indikator_id: int
    nama: str
    kode: str
    unit_id: int
    unit: str
    tahun: int
    triwulan: int
    alasan: str

    @property
    def sebutan(self) -> str:
        """`TW II 2023`."""
        return f"{tulis_triwulan(self.triwulan)} {self.tahun}"


def kartu_isian(user: Pengguna, waktu: Waktu, kini: datetime) -> list[KartuIsian]:
    """Units and quarters this operator fills in, the most urgent first; one query.

    A line without a target in the quarter waits for nobody and is not counted, as on the entry grid.
    """
    jendela = [*waktu.lainnya, *([waktu.kini] if waktu.kini else [])]
    if not jendela:
        return []
    jalur = unit_untuk(user, Aksi.ISI)
    baris = list(_bahan_isian(user, {j.periode.pk for j in jendela}))
    kartu = []
    for satu in jendela:
        per_unit: dict[_Pengisi, list[dict[str, Any]]] = defaultdict(list)
        for b in baris:
            if b["sasaran__periode"] == satu.periode.pk and satu.triwulan in b["bertarget"]:
                for unit in _pengisi(b, jalur):
                    per_unit[unit].append(b)
        for pengisi, milik in per_unit.items():
            if satu is waktu.kini or satu.untuk([pengisi.pk]).terbuka(kini):
                kartu.append(_kartu(pengisi, milik, satu, kini))
    return sorted(kartu, key=lambda k: (not k.langsung, k.selesai, not k.terbuka, k.jendela.akhir or kini, k.unit))


class _Pengisi(NamedTuple):
    """A unit under whose name lines are filled in."""

    pk: int
    nama: str
    langsung: bool


def _bahan_isian(user: Pengguna, periode: set[int]) -> Any:
    milik = OuterRef("pk")
    return (
        Indikator.objects.untuk(user, Aksi.ISI)
        .filter(sasaran__periode__in=periode)
        .annotate(
            bertarget=ArraySubquery(
                Target.objects.filter(indikator=milik).exclude(jenis=JenisTarget.NA.value).values("triwulan")
            ),
            keadaan=ArraySubquery(
                Realisasi.objects.filter(indikator=milik).values(
                    isi=JSONObject(tw="triwulan", status="status", kosong=Q(nilai__isnull=True))
                )
            ),
            pengampu=_pengampu("pk"),
        )
        .order_by("pk")
        .values(
            "pk",
            "sasaran__periode",
            "sasaran__unit",
            "sasaran__unit__nama",
            "sasaran__unit__jalur",
            "bertarget",
            "keadaan",
            "pengampu",
        )
    )


def _pengampu(indikator: str) -> ArraySubquery:
    """Units that carry the indicator at this look-up of the outer query."""
    tugas = Penugasan.objects.filter(indikator=OuterRef(indikator)).order_by("unit__kode")
    return ArraySubquery(tugas.values(isi=JSONObject(pk="unit", nama="unit__nama", jalur="unit__jalur")))


def _pengisi(baris: dict[str, Any], jalur: tuple[str, ...]) -> set[_Pengisi]:
    """Units under whose name the person fills in this indicator: its owner and those that carry it."""
    calon = [(baris["sasaran__unit"], baris["sasaran__unit__nama"], baris["sasaran__unit__jalur"])]
    calon += [(p["pk"], p["nama"], p["jalur"]) for p in baris["pengampu"]]
    return {_Pengisi(pk, nama, milik in jalur) for pk, nama, milik in calon if milik.startswith(jalur)}


def _kartu(pengisi: _Pengisi, baris: list[dict[str, Any]], jendela: JendelaUnit, kini: datetime) -> KartuIsian:
    keadaan = [k for b in baris for k in b["keadaan"] if k["tw"] == jendela.triwulan]
    untuk_unit = jendela.untuk([pengisi.pk])
    status = [k["status"] for k in keadaan]
    dikembalikan = status.count(Status.DIKEMBALIKAN)
    return KartuIsian(
        unit_id=pengisi.pk,
        unit=pengisi.nama,
        tahun=jendela.periode.tahun,
        triwulan=jendela.triwulan,
        terisi=sum(not k["kosong"] for k in keadaan),
        jumlah=len(baris),
        diajukan=len(status) - dikembalikan - status.count(Status.DRAF),
        dikembalikan=dikembalikan,
        jendela=untuk_unit,
        kalimat=kalimat_jendela(untuk_unit, kini),
        terbuka=untuk_unit.terbuka(kini),
        langsung=pengisi.langsung,
    )


def dikembalikan(user: Pengguna) -> list[Kembalian]:
    """Lines sent back to this operator, the newest first; one query."""
    terakhir = Perpindahan.objects.filter(realisasi=OuterRef("pk"), ke=Status.DIKEMBALIKAN).order_by("-id")
    baris = (
        Realisasi.objects.untuk(user, Aksi.ISI)
        .filter(status=Status.DIKEMBALIKAN)
        .annotate(
            alasan=Subquery(terakhir.values("alasan")[:1]),
            sejak=Subquery(terakhir.values("id")[:1]),
            pengampu=_pengampu("indikator"),
        )
        .select_related("indikator__sasaran__unit", "indikator__sasaran__periode")
        .order_by("-sejak")[:BANYAK_KEMBALIAN]
    )
    jalur = unit_untuk(user, Aksi.ISI)
    return [_kembalian(r, jalur) for r in baris]


def _kembalian(realisasi: Any, jalur: tuple[str, ...]) -> Kembalian:
    """The row, with the unit under whose name this person mends it."""
    indikator = realisasi.indikator
    pemilik = indikator.sasaran.unit
    calon = [(pemilik.pk, pemilik.nama, pemilik.jalur)]
    calon += [(p["pk"], p["nama"], p["jalur"]) for p in realisasi.pengampu]
    unit_id, unit = next((pk, nama) for pk, nama, milik in calon if milik.startswith(jalur))
    return Kembalian(
        indikator_id=indikator.pk,
        nama=indikator.nama,
        kode=indikator.kode,
        unit_id=unit_id,
        unit=unit,
        tahun=indikator.sasaran.periode.tahun,
        triwulan=realisasi.triwulan,
        alasan=realisasi.alasan or "",
    )
