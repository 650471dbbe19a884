"""What each role has to do now; every function asks a constant number of questions of the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from indikator.alur import Aksi as AksiAlur
from indikator.alur import Status
from indikator.hitung.capaian import JenisTarget
from indikator.models import Indikator, Komponen, Penugasan, Perpindahan, Realisasi, Target
from kinerja.organisasi.akses import Aksi, unit_untuk
from kinerja.organisasi.jendela import Jendela, JendelaUnit
from kinerja.organisasi.models import JendelaTriwulan, Pengguna, Periode, Perpanjangan
from kinerja.organisasi.tanggal import tulis_triwulan, tulis_waktu

BANYAK_KARTU = 12
BANYAK_BARIS = 10


@dataclass(frozen=True, slots=True)
class Waktu:
    """The quarters that matter now: the newest one whose window has opened, and older ones extended for some unit."""

    kini: JendelaUnit | None
    diperpanjang: Sequence[JendelaUnit]
    berikut: JendelaTriwulan | None
    belum_diatur: Sequence[int]

    @property
    def periode(self) -> Periode | None:
        """The year of the present quarter."""
        return self.kini.periode if self.kini else None


@dataclass(frozen=True, slots=True)
class KartuIsian:
    """One unit and quarter an operator fills in."""

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


@dataclass(frozen=True, slots=True)
class Pantauan:
    """How far one unit is with the present quarter."""

    unit_id: int
    unit: str
    jumlah: int
    disetujui: int

    @property
    def persen(self) -> int:
        """Lines approved, in whole percent."""
        return self.disetujui * 100 // self.jumlah if self.jumlah else 0


@dataclass(frozen=True, slots=True)
class Celah:
    """Indicators of one unit that cannot be measured yet."""

    unit: str
    tanpa_target: int
    tanpa_komponen: int


def waktu_kini(user: Pengguna, kini: datetime) -> Waktu:
    """The quarters of the person's agency that matter at `kini`; two queries."""
    if user.instansi is None:
        return Waktu(None, (), None, ())
    hari = kini.astimezone(user.instansi.zona).date()
    semua = list(
        JendelaTriwulan.objects.filter(periode__instansi=user.instansi)
        .select_related("periode__instansi")
        .order_by("buka", "triwulan")
    )
    panjang: dict[int, dict[int, date]] = defaultdict(dict)
    for p in Perpanjangan.objects.filter(jendela__periode__instansi=user.instansi, sampai__gte=hari).order_by("sampai"):
        panjang[p.jendela_id][p.unit_id] = p.sampai
    dibuka = [j for j in semua if j.buka <= hari]
    unit = [JendelaUnit(j.periode, j.triwulan, j, panjang[j.pk]) for j in dibuka]
    tahun_ini = [j.triwulan for j in semua if dibuka and j.periode_id == dibuka[-1].periode_id]
    return Waktu(
        kini=unit[-1] if unit else None,
        diperpanjang=[u for u in unit[:-1] if u.panjang],
        berikut=next((j for j in semua if j.buka > hari), None),
        belum_diatur=[tw for tw in (1, 2, 3, 4) if tw not in tahun_ini],
    )


def kartu_isian(user: Pengguna, waktu: Waktu, kini: datetime) -> list[KartuIsian]:
    """Units and quarters this operator fills in, the most urgent first; one query.

    A line without a target in the quarter (N/A) waits for nobody and is not counted.
    """
    jendela = [*waktu.diperpanjang, *([waktu.kini] if waktu.kini else [])]
    if not jendela:
        return []
    jalur = unit_untuk(user, Aksi.ISI)
    baris = list(_bahan_isian(user, {j.periode.pk for j in jendela}))
    kartu = []
    for satu in jendela:
        per_unit: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
        for b in baris:
            if b["sasaran__periode"] == satu.periode.pk and satu.triwulan not in b["tanpa_target"]:
                for unit in _pengisi(b, jalur):
                    per_unit[unit].append(b)
        for (pk, nama), milik in per_unit.items():
            if satu is waktu.kini or pk in satu.panjang:
                kartu.append(_kartu(pk, nama, milik, satu, kini))
    return sorted(kartu, key=lambda k: (k.selesai, not k.terbuka, k.jendela.akhir or kini, k.unit))


def _bahan_isian(user: Pengguna, periode: set[int]) -> Any:
    milik = OuterRef("pk")
    pengampu = Penugasan.objects.filter(indikator=milik).order_by("unit__kode")
    return (
        Indikator.objects.untuk(user, Aksi.ISI)
        .filter(sasaran__periode__in=periode)
        .annotate(
            tanpa_target=ArraySubquery(
                Target.objects.filter(indikator=milik, jenis=JenisTarget.NA.value).values("triwulan")
            ),
            keadaan=ArraySubquery(
                Realisasi.objects.filter(indikator=milik).values(
                    isi=JSONObject(tw="triwulan", status="status", kosong=Q(nilai__isnull=True))
                )
            ),
            pengampu=ArraySubquery(
                pengampu.values(isi=JSONObject(pk="unit", nama="unit__nama", jalur="unit__jalur"))
            ),
        )
        .order_by("pk")
        .values(
            "pk",
            "sasaran__periode",
            "sasaran__unit",
            "sasaran__unit__nama",
            "sasaran__unit__jalur",
            "tanpa_target",
            "keadaan",
            "pengampu",
        )
    )


def _pengisi(baris: dict[str, Any], jalur: tuple[str, ...]) -> set[tuple[int, str]]:
    """Units under whose name the person fills in this indicator: its owner and those that carry it."""
    calon = [(baris["sasaran__unit"], baris["sasaran__unit__nama"], baris["sasaran__unit__jalur"])]
    calon += [(p["pk"], p["nama"], p["jalur"]) for p in baris["pengampu"]]
    return {(pk, nama) for pk, nama, milik in calon if milik.startswith(jalur)}


def _kartu(pk: int, nama: str, baris: list[dict[str, Any]], jendela: JendelaUnit, kini: datetime) -> KartuIsian:
    keadaan = [k for b in baris for k in b["keadaan"] if k["tw"] == jendela.triwulan]
    untuk_unit = jendela.untuk([pk])
    status = [k["status"] for k in keadaan]
    dikembalikan = status.count(Status.DIKEMBALIKAN)
    return KartuIsian(
        unit_id=pk,
        unit=nama,
        tahun=jendela.periode.tahun,
        triwulan=jendela.triwulan,
        terisi=sum(not k["kosong"] for k in keadaan),
        jumlah=len(baris),
        diajukan=len(status) - dikembalikan - status.count(Status.DRAF),
        dikembalikan=dikembalikan,
        jendela=untuk_unit,
        kalimat=kalimat_jendela(untuk_unit, kini),
        terbuka=untuk_unit.terbuka(kini),
    )


def kalimat_jendela(jendela: Jendela, kini: datetime) -> str:
    """`ditutup 12 hari lagi, 31 Juli 2023 pukul 23.59 WIB`; days are counted where the agency is."""
    akhir = jendela.akhir
    if akhir is None:
        return "jadwal pengisian belum diatur"
    saat = tulis_waktu(akhir, akhir.tzinfo)  # type: ignore[arg-type]
    if jendela.lewat(kini):
        return f"sudah ditutup {saat}"
    hari = (akhir.date() - kini.astimezone(akhir.tzinfo).date()).days
    sisa = {0: "hari ini", 1: "besok"}.get(hari, f"{hari} hari lagi")
    perpanjangan = " (diperpanjang)" if jendela.diperpanjang else ""
    return f"ditutup {sisa}, {saat}{perpanjangan}"


def dikembalikan(user: Pengguna) -> list[Kembalian]:
    """Lines sent back to this operator, the newest first; one query."""
    terakhir = Perpindahan.objects.filter(realisasi=OuterRef("pk"), ke=Status.DIKEMBALIKAN).order_by("-id")
    baris = (
        Realisasi.objects.untuk(user, Aksi.ISI)
        .filter(status=Status.DIKEMBALIKAN)
        .annotate(alasan=Subquery(terakhir.values("alasan")[:1]), sejak=Subquery(terakhir.values("id")[:1]))
        .select_related("indikator__sasaran__unit", "indikator__sasaran__periode")
        .order_by("-sejak")[:BANYAK_BARIS]
    )
    return [
        Kembalian(
            indikator_id=r.indikator_id,
            nama=r.indikator.nama,
            kode=r.indikator.kode,
            unit_id=r.indikator.sasaran.unit_id,
            unit=r.indikator.sasaran.unit.nama,
            tahun=r.indikator.sasaran.periode.tahun,
            triwulan=r.triwulan,
            alasan=r.alasan or "",  # type: ignore[attr-defined]
        )
        for r in baris
    ]


def pantauan(user: Pengguna, waktu: Waktu) -> list[Pantauan]:
    """Units that have not finished the present quarter, those with the least approved first; one query."""
    if waktu.kini is None:
        return []
    triwulan = waktu.kini.triwulan
    milik = {"indikator": OuterRef("pk"), "triwulan": triwulan}
    baris = (
        Indikator.objects.untuk(user, Aksi.BACA)
        .filter(sasaran__periode=waktu.kini.periode)
        .annotate(
            tanpa_target=Exists(Target.objects.filter(**milik, jenis=JenisTarget.NA.value)),
            disetujui=Exists(Realisasi.objects.filter(**milik, status=Status.DISETUJUI)),
        )
        .filter(tanpa_target=False)
        .order_by()
        .values("sasaran__unit", "sasaran__unit__nama")
        .annotate(jumlah=Count("pk"), selesai=Count("pk", filter=Q(disetujui=True)))
    )
    hasil = [
        Pantauan(b["sasaran__unit"], b["sasaran__unit__nama"], b["jumlah"], b["selesai"])
        for b in baris
        if b["selesai"] < b["jumlah"]
    ]
    return sorted(hasil, key=lambda p: (p.persen, p.unit))


def celah_perencanaan(user: Pengguna, waktu: Waktu) -> list[Celah]:
    """Units with indicators that lack targets or components, so that nobody could report them; one query."""
    if waktu.periode is None:
        return []
    baris = (
        Indikator.objects.untuk(user, Aksi.KELOLA_KINERJA)
        .filter(sasaran__periode=waktu.periode)
        .annotate(
            bertarget=Exists(Target.objects.filter(indikator=OuterRef("pk"), triwulan__gte=1)),
            berkomponen=Exists(Komponen.objects.filter(indikator=OuterRef("pk"))),
        )
        .order_by()
        .values("sasaran__unit__nama")
        .annotate(
            tanpa_target=Count("pk", filter=Q(bertarget=False)), tanpa_komponen=Count("pk", filter=Q(berkomponen=False))
        )
        .filter(Q(tanpa_target__gt=0) | Q(tanpa_komponen__gt=0))
        .order_by("sasaran__unit__nama")
    )
    return [Celah(b["sasaran__unit__nama"], b["tanpa_target"], b["tanpa_komponen"]) for b in baris]


def koreksi_terbaru(user: Pengguna) -> list[Perpindahan]:
    """The newest corrections of approved figures within reach; one query."""
    return list(
        Perpindahan.objects.filter(
            realisasi__in=Realisasi.objects.untuk(user, Aksi.BACA_JEJAK), aksi=AksiAlur.KOREKSI
        )
        .select_related("pelaku", "realisasi__indikator__sasaran__unit", "realisasi__indikator__sasaran__periode")
        .order_by("-id")[:5]
    )


def akun_tanpa_peran(user: Pengguna) -> list[str]:
    """Active accounts of the agency that hold no role and so can do nothing; one query."""
    return list(
        Pengguna.objects.untuk(user, Aksi.KELOLA_ORGANISASI)
        .filter(is_active=True, is_superuser=False, peran__isnull=True)
        .order_by("nama")
        .values_list("nama", flat=True)[:BANYAK_BARIS]
    )
