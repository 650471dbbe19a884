"""The lines of one unit and quarter as a verifier and an approver see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from indikator.alur import Status
from indikator.hitung.capaian import Capaian, Target, batasi, kelas
from indikator.hitung.gulung import BarisSkor, Skor, skor_unit
from indikator.hitung.triwulan import JUMLAH_TRIWULAN
from indikator.models import Indikator, Realisasi
from indikator.models import Target as TargetTersimpan
from indikator.selectors.setelan import bobot_jenis, pita
from indikator.selectors.tulis import Sel, sel_capaian, sel_nilai, sel_target
from indikator.services.penilai import Janji, janji_berlaku, target_menilai
from indikator.services.perhitungan import nilai_capaian
from kinerja.organisasi.jendela import Jendela, jendela
from kinerja.organisasi.models import Instansi, Periode, Unit
from kinerja.organisasi.tanggal import tulis_triwulan

# Figures that stand for the moment: submitted and not sent back.
DIAJUKAN_KE_ATAS = frozenset({Status.DIAJUKAN, Status.DIVERIFIKASI, Status.DISETUJUI})


@dataclass(frozen=True, slots=True)
class Titik:
    """One quarter of a line: its target, figure and achievement.

    `menurut` names the promise the target stands in, "" when it is the plan's. `kini` marks the quarter being judged,
    `nanti` a later one without a figure: nothing is late there yet.
    """

    sebutan: str
    target: Sel
    nilai: Sel
    capaian: Sel
    menurut: str
    kini: bool
    nanti: bool


@dataclass(slots=True)
class Baris:
    """One indicator in one quarter; `realisasi` None: nobody has begun it.

    `target` judges; `janji` are the promises among them. `rencana` is the plan's target where it differs.
    """

    indikator: Indikator
    triwulan: int
    realisasi: Realisasi | None
    target: Mapping[int, Target]
    janji: Janji
    rencana: Sel | None
    target_pk: int | None
    per_triwulan: Mapping[int, Realisasi]
    capaian: Capaian
    sel_target: Sel
    sel_nilai: Sel
    sel_capaian: Sel
    kelas: str = ""

    @property
    def menurut(self) -> str:
        """The promise the quarter's target stands in; "" when it is the plan's."""
        return self.janji[self.triwulan].sebutan if self.triwulan in self.janji else ""

    @property
    def status(self) -> str:
        """The line's status; a draft without a figure is "belum", and "na" where no target asks for one."""
        if self.realisasi is not None and (self.realisasi.status != Status.DRAF or self.realisasi.nilai is not None):
            return str(self.realisasi.status)
        return "na" if self.sel_target.kosong == "na" else "belum"


@dataclass(frozen=True, slots=True)
class Lembar:
    """A unit's quarter: the owner, the window, and every line in the order of the documents."""

    unit: Unit
    tahun: int
    triwulan: int
    periode: Periode | None
    jendela: Jendela | None
    baris: Sequence[Baris]

    @property
    def sebutan(self) -> str:
        """`TW II 2023`."""
        return f"{tulis_triwulan(self.triwulan)} {self.tahun}"

    def berstatus(self, *status: str) -> list[Baris]:
        """Lines in one of these statuses."""
        return [b for b in self.baris if b.status in status]


def ambil_lembar(unit: Unit, tahun: int, triwulan: int) -> Lembar:
    """All lines `unit` owns in the quarter. At most seven queries, whatever the number of lines.

    The unit has been authorised by the caller (`akses.ambil`), with its instansi selected.
    """
    indikator = list(_indikator(unit, tahun))
    periode = indikator[0].sasaran.periode if indikator else None
    bahan = ambil_bahan(indikator)
    baris = [susun_baris(i, triwulan, bahan, unit) for i in indikator]
    batas = jendela(periode, triwulan, {unit.pk}) if periode else None
    return Lembar(unit, tahun, triwulan, periode, batas, baris)


def _indikator(unit: Unit, tahun: int) -> QuerySet[Indikator]:
    return (
        Indikator.objects.filter(sasaran__unit=unit, sasaran__periode__tahun=tahun)
        .select_related("sasaran__periode__instansi", "satuan", "skala")
        .prefetch_related("skala__tingkat")
    )


def ambil_target(indikator: Iterable[Indikator]) -> dict[int, dict[int, TargetTersimpan]]:
    """Targets by id of the indicator and quarter (0 is the year)."""
    hasil: dict[int, dict[int, TargetTersimpan]] = defaultdict(dict)
    for satu in TargetTersimpan.objects.filter(indikator__in=[i.pk for i in indikator]):
        hasil[satu.indikator_id][satu.triwulan] = satu
    return hasil


def ambil_realisasi(indikator: Iterable[Indikator]) -> dict[int, dict[int, Realisasi]]:
    """Realisations by id of the indicator and quarter."""
    hasil: dict[int, dict[int, Realisasi]] = defaultdict(dict)
    orang = ("diajukan_oleh", "diverifikasi_oleh", "disetujui_oleh")
    for satu in Realisasi.objects.filter(indikator__in=[i.pk for i in indikator]).select_related(*orang):
        hasil[satu.indikator_id][satu.triwulan] = satu
    return hasil


@dataclass(frozen=True, slots=True)
class Bahan:
    """Rows of indicators by their id, then by quarter; `target` are the plan's."""

    target: Mapping[int, Mapping[int, TargetTersimpan]]
    janji: Mapping[int, Janji]
    realisasi: Mapping[int, Mapping[int, Realisasi]]


def ambil_bahan(indikator: Iterable[Indikator]) -> Bahan:
    """What the lines of these indicators (with their sasaran) need: three queries."""
    semua = list(indikator)
    return Bahan(ambil_target(semua), janji_berlaku(semua), ambil_realisasi(semua))


def susun_baris(indikator: Indikator, triwulan: int, bahan: Bahan, unit: Unit) -> Baris:
    """One line from its rows; the indicator has its satuan and skala, the unit its instansi."""
    tersimpan, janji = bahan.target.get(indikator.pk, {}), bahan.janji.get(indikator.pk, {})
    realisasi = bahan.realisasi.get(indikator.pk, {})
    ini = realisasi.get(triwulan)
    rencana = {tw: t.sebagai_target() for tw, t in tersimpan.items()}
    target = target_menilai(rencana, janji, triwulan)
    semula = rencana.get(triwulan, Target.belum())
    acuan = target.get(triwulan, Target.belum())
    capaian = nilai_capaian(indikator, acuan, ini.nilai if ini else None, unit.instansi)
    return Baris(
        indikator=indikator,
        triwulan=triwulan,
        realisasi=ini,
        target=target,
        janji=janji,
        rencana=None if semula == acuan else sel_target(indikator, semula),
        target_pk=tersimpan[triwulan].pk if triwulan in tersimpan else None,
        per_triwulan=realisasi,
        capaian=capaian,
        sel_target=sel_target(indikator, acuan),
        sel_nilai=sel_nilai(indikator, ini.nilai if ini else None, acuan, ini.alasan_kosong if ini else ""),
        sel_capaian=sel_capaian(capaian),
        kelas=kelas_capaian(capaian, unit.instansi),
    )


def kelas_capaian(capaian: Capaian, instansi: Instansi) -> str:
    """Class of an achievement after the agency's cap; empty where there is no number."""
    if capaian.nilai is None:
        return ""
    return kelas(batasi(capaian.nilai, instansi.batas_capaian), pita(instansi))


def deret(baris: Baris, unit: Unit) -> list[Titik]:
    """The four quarters of a line, for the eye to compare."""
    hasil = []
    for tw in range(1, JUMLAH_TRIWULAN + 1):
        target, ada = baris.target.get(tw, Target.belum()), baris.per_triwulan.get(tw)
        nilai = ada.nilai if ada else None
        capaian = nilai_capaian(baris.indikator, target, nilai, unit.instansi)
        hasil.append(
            Titik(
                tulis_triwulan(tw),
                sel_target(baris.indikator, target),
                sel_nilai(baris.indikator, nilai, target),
                sel_capaian(capaian),
                baris.janji[tw].sebutan if tw in baris.janji else "",
                tw == baris.triwulan,
                tw > baris.triwulan and nilai is None,
            )
        )
    return hasil


def nilai_lalu(baris: Baris) -> tuple[int, Decimal] | None:
    """The nearest earlier quarter of the year with a figure."""
    for tw in range(baris.triwulan - 1, 0, -1):
        lama = baris.per_triwulan.get(tw)
        if lama is not None and lama.nilai is not None:
            return tw, lama.nilai
    return None


def skor_sementara(lembar: Lembar, kini: datetime) -> Skor:
    """The unit's score as if every submitted line were approved; lines in draft or sent back count as unreported."""
    lewat = lembar.jendela is not None and lembar.jendela.lewat(kini)
    instansi = lembar.unit.instansi
    baris = []
    for b in lembar.baris:
        berlaku = b.realisasi is not None and b.realisasi.status in DIAJUKAN_KE_ATAS
        target = b.target.get(lembar.triwulan, Target.belum())
        capaian = b.capaian if berlaku else nilai_capaian(b.indikator, target, None, instansi)
        baris.append(BarisSkor(capaian, b.indikator.bobot, b.indikator.sasaran.jenis, lewat, b.indikator.nama))
    return skor_unit(baris, batas=instansi.batas_capaian, bobot_jenis=bobot_jenis(instansi))


def awal_triwulan(lembar: Lembar) -> datetime | None:
    """The first moment of the quarter where the agency is."""
    if lembar.periode is None:
        return None
    bulan = 3 * (lembar.triwulan - 1) + 1
    return datetime(lembar.tahun, bulan, 1, tzinfo=lembar.unit.instansi.zona)
