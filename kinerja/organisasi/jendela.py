"""Whether a quarter may be filled in now, by which unit, and until when (rules.md 5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import JendelaTriwulan, Periode, Perpanjangan
from kinerja.organisasi.models.periode import akhir_hari
from kinerja.organisasi.tanggal import tulis_triwulan, tulis_waktu


@dataclass(frozen=True, slots=True)
class Jendela:
    """The window of one quarter as it stands for some units; `diatur` False: nobody has set one yet."""

    triwulan: int
    tahun: int
    mulai: datetime | None
    akhir: datetime | None
    diperpanjang: bool = False

    @property
    def diatur(self) -> bool:
        return self.mulai is not None

    def terbuka(self, kini: datetime) -> bool:
        """Whether realisations may be entered at `kini`."""
        return self.mulai is not None and self.akhir is not None and self.mulai <= kini <= self.akhir

    def lewat(self, kini: datetime) -> bool:
        """Whether the last moment has passed: what is still missing counts as 0."""
        return self.akhir is not None and kini > self.akhir


@dataclass(frozen=True, slots=True)
class JendelaUnit:
    """The windows of one quarter for every unit: the agency's own, and the extensions by unit id."""

    periode: Periode
    triwulan: int
    baris: JendelaTriwulan | None
    panjang: Mapping[int, date]

    def untuk(self, unit: Collection[int]) -> Jendela:
        """The window for the units with these ids: the longest extension of any of them counts."""
        baris = self.baris
        if baris is None:
            return Jendela(triwulan=self.triwulan, tahun=self.periode.tahun, mulai=None, akhir=None)
        sampai = max((self.panjang[u] for u in unit if u in self.panjang), default=baris.tutup)
        akhir = max(baris.akhir, akhir_hari(sampai, self.periode.instansi))
        return Jendela(
            triwulan=self.triwulan,
            tahun=self.periode.tahun,
            mulai=baris.mulai,
            akhir=akhir,
            diperpanjang=akhir > baris.akhir,
        )


def jendela_unit(periode: Periode, triwulan: int, unit: Collection[int] | None = None) -> JendelaUnit:
    """The windows of a quarter, read at once: two queries however many units ask. `unit`: only their extensions."""
    baris = JendelaTriwulan.objects.filter(periode=periode, triwulan=triwulan).first()
    if baris is None:
        return JendelaUnit(periode, triwulan, None, {})
    baris.periode = periode
    panjang = Perpanjangan.objects.filter(jendela=baris).order_by("sampai")
    if unit is not None:
        panjang = panjang.filter(unit__in=unit)
    return JendelaUnit(periode, triwulan, baris, {p.unit_id: p.sampai for p in panjang})


def jendela(periode: Periode, triwulan: int, unit: Collection[int]) -> Jendela:
    """The window of a quarter for the units with these ids: the longest extension of any of them counts."""
    return jendela_unit(periode, triwulan, unit).untuk(unit)


def wajib_terbuka(keadaan: Jendela, kini: datetime) -> None:
    """Raise PelanggaranAturan `jendela_tertutup`, saying since when and whom to ask, unless the window is open."""
    sebutan = f"{tulis_triwulan(keadaan.triwulan)} {keadaan.tahun}"
    if keadaan.mulai is None or keadaan.akhir is None:
        raise PelanggaranAturan(
            "jendela_belum_diatur",
            f"Jadwal pengisian {sebutan} belum diatur. Mintalah administrator instansi menetapkannya.",
        )
    zona = keadaan.akhir.tzinfo
    if kini < keadaan.mulai:
        raise PelanggaranAturan(
            "jendela_belum_buka",
            f"Pengisian {sebutan} baru dibuka {tulis_waktu(keadaan.mulai, zona)}.",  # type: ignore[arg-type]
        )
    if kini > keadaan.akhir:
        raise PelanggaranAturan(
            "jendela_tertutup",
            f"Pengisian {sebutan} sudah ditutup {tulis_waktu(keadaan.akhir, zona)}. "  # type: ignore[arg-type]
            "Mintalah administrator instansi memberi perpanjangan untuk unit Anda.",
        )
