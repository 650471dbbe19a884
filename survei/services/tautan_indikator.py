"""From a fixed result to the indicators that take their value from it: the unit's own, and the means of units above.

The value of a link is always computed anew from the results fixed at that moment, under the link's lock, so two units
that fix their results at the same time can't overlook each other.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q, QuerySet

from indikator.alur import Status as StatusRealisasi
from indikator.models import Komponen, NilaiKomponen
from indikator.models.indikator import SumberKomponen
from indikator.services.sumber import isi_dari_sumber
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Unit
from survei.models import Survei, TautanIndikator
from survei.models.tautan_indikator import UkuranSurvei
from survei.services.nilai_tautan import nilai_tautan, survei_terhitung, waktu_lapor

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@transaction.atomic
def perbarui_tautan(survei: Survei, kini: datetime) -> int:
    """Give every indicator linked to the survey's unit or to a unit above it its value of that quarter.

    Call it in the transaction that fixed the result or took it back. Returns the number of links.
    """
    triwulan = waktu_lapor(survei)[1]
    return sum(_isi(t, triwulan, kini) for t in tautan_terkait(survei).select_for_update(of=("self",)))


@transaction.atomic
def segarkan_tautan(*survei: Survei, kini: datetime) -> None:
    """Weigh the filled quarters of every link of these surveys anew: one more survey is awaited, or one fewer.

    Call it in the transaction that opened a survey or moved it to another period, with the survey as it was and as it
    is. An approved figure stands: only a fixed result, or one taken back, opens it again.
    """
    pk = {t.pk for satu in survei for t in tautan_terkait(satu)}
    for tautan in _bahan_tautan(Q(pk__in=pk)).select_for_update(of=("self",)):
        terisi = NilaiKomponen.objects.filter(komponen=tautan.komponen)
        terbuka = terisi.exclude(realisasi__status=StatusRealisasi.DISETUJUI)
        for triwulan in sorted(terbuka.values_list("realisasi__triwulan", flat=True)):
            _isi(tautan, triwulan, kini)


def tautan_terkait(survei: Survei) -> QuerySet[TautanIndikator]:
    """Links that take a value from this survey: of its own unit, and means of the units above it."""
    langkah = survei.unit.jalur.split(".")[:-2]
    atasan = [".".join(langkah[: n + 1]) + "." for n in range(len(langkah))]
    rata = Q(ukuran=UkuranSurvei.RATA_SUBUNIT)
    return _bahan_tautan(
        Q(komponen__indikator__sasaran__periode__tahun=waktu_lapor(survei)[0])
        & ((~rata & Q(unit=survei.unit)) | (rata & Q(unit__jalur__in=atasan)))
    )


@transaction.atomic
def atur(*, pelaku: Pengguna, komponen: Komponen, unit: Unit, ukuran: str, kini: datetime) -> TautanIndikator:
    """Let a component take its value from the surveys of `unit`, and fill the quarters whose results are fixed.

    Raises PelanggaranAturan: `bukan_sumber_luar` (the component is typed), `unit_asing` (of another agency).
    """
    terkini = _kunci_komponen(komponen)
    if terkini.sumber != SumberKomponen.SURVEI:
        raise PelanggaranAturan(
            "bukan_sumber_luar", f"“{terkini.label}” tidak bersumber dari survei. Ubah sumber komponennya lebih dulu."
        )
    if unit.instansi_id != terkini.indikator.sasaran.unit.instansi_id:
        raise PelanggaranAturan("unit_asing", "Unit yang dipilih berada di instansi lain.")
    lama = TautanIndikator.objects.filter(komponen=terkini).select_related("unit").first()
    sebelum = _isi_tautan(lama)
    tautan, _ = TautanIndikator.objects.update_or_create(komponen=terkini, defaults={"unit": unit, "ukuran": ukuran})
    if _isi_tautan(tautan) != sebelum:
        _catat(pelaku, "tautan_indikator.atur", terkini, kini, sebelum=sebelum, sesudah=_isi_tautan(tautan))
    _segarkan(tautan, kini)
    return tautan


@transaction.atomic
def lepas(*, pelaku: Pengguna, komponen: Komponen, kini: datetime) -> None:
    """Cut a component off from its survey: the quarters it had filled lose the value and say why."""
    terkini = _kunci_komponen(komponen)
    tautan = TautanIndikator.objects.filter(komponen=terkini).select_related("unit").first()
    if tautan is None:
        return
    sebelum = _isi_tautan(tautan)
    tautan.delete()
    _catat(pelaku, "tautan_indikator.lepas", terkini, kini, sebelum=sebelum)
    if terkini.sumber == SumberKomponen.SURVEI:
        asal = {"alasan": "Tautan ke survei dilepas, jadi belum ada sumber nilainya."}
        for triwulan in _triwulan_terisi(terkini):
            isi_dari_sumber(komponen=terkini, triwulan=triwulan, nilai=None, asal=asal, kini=kini)


def _segarkan(tautan: TautanIndikator, kini: datetime) -> None:
    """Fill every quarter with a survey, and those an earlier choice of unit had filled."""
    for terkunci in _bahan_tautan(Q(pk=tautan.pk)).select_for_update(of=("self",)):
        tahun = terkunci.komponen.indikator.sasaran.periode.tahun
        ada = {tw for thn, tw in map(waktu_lapor, survei_terhitung(terkunci, tahun)) if thn == tahun}
        for triwulan in sorted(ada | set(_triwulan_terisi(terkunci.komponen))):
            _isi(terkunci, triwulan, kini)


def _triwulan_terisi(komponen: Komponen) -> list[int]:
    terisi = NilaiKomponen.objects.filter(komponen=komponen).values_list("realisasi__triwulan", flat=True)
    return sorted(terisi)


def _kunci_komponen(komponen: Komponen) -> Komponen:
    return (
        Komponen.objects.select_for_update(of=("self",))
        .select_related("indikator__sasaran__unit__instansi", "indikator__sasaran__periode", "indikator__skala")
        .get(pk=komponen.pk)
    )


def _isi_tautan(tautan: TautanIndikator | None) -> dict[str, str]:
    return {} if tautan is None else {"unit": tautan.unit.nama, "ukuran": str(tautan.get_ukuran_display())}


def _catat(pelaku: Pengguna, aksi: str, komponen: Komponen, kini: datetime, **isi: Any) -> None:
    jalur = komponen.indikator.sasaran.unit.jalur
    jejak.catat(pelaku=pelaku, aksi=aksi, objek=komponen.indikator, kini=kini, unit_jalur=jalur, **isi)


def _bahan_tautan(syarat: Q) -> QuerySet[TautanIndikator]:
    return (
        TautanIndikator.objects.filter(syarat, komponen__sumber=SumberKomponen.SURVEI)
        .select_related(
            "unit",
            "komponen__indikator__sasaran__unit__instansi",
            "komponen__indikator__sasaran__periode",
            "komponen__indikator__skala",
        )
        .order_by("pk")
    )


def _isi(tautan: TautanIndikator, triwulan: int, kini: datetime) -> int:
    hasil = nilai_tautan(tautan, triwulan)
    isi_dari_sumber(komponen=tautan.komponen, triwulan=triwulan, nilai=hasil.nilai, asal=hasil.asal, kini=kini)
    return 1
