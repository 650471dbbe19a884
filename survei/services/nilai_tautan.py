"""The value of an indicator's link from the results fixed now, and the words that explain it down to the survey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.urls import reverse

from indikator.hitung.angka import tulis_angka
from kinerja.organisasi.models import Unit
from kinerja.organisasi.tanggal import tulis_triwulan
from survei.hitung.banding import rata_rata
from survei.hitung.ikm import kelas_ikm
from survei.hitung.periode import Jenis
from survei.hitung.triwulan import triwulan_lapor
from survei.models import Survei, TautanIndikator
from survei.models.survei import JenisPeriode, StatusSurvei
from survei.models.tautan_indikator import UkuranSurvei

NAMA_DISEBUT = 3


@dataclass(frozen=True, slots=True)
class Nilai:
    """The value of a link in one quarter and where it comes from; None: `asal["alasan"]` says why there is none."""

    nilai: Decimal | None
    asal: dict[str, Any] = field(default_factory=dict)


def waktu_lapor(survei: Survei) -> tuple[int, int]:
    """(year, quarter) in which the result of this survey counts."""
    return triwulan_lapor(Jenis(survei.jenis_periode), survei.tahun, survei.nomor_periode, survei.selesai)


def nilai_tautan(tautan: TautanIndikator, triwulan: int) -> Nilai:
    """The value of a link in one quarter from the results fixed now."""
    tahun = tautan.komponen.indikator.sasaran.periode.tahun
    semua = survei_terhitung(tautan, tahun)
    kena = [s for s in semua if waktu_lapor(s) == (tahun, triwulan)]
    if tautan.ukuran == UkuranSurvei.RATA_SUBUNIT:
        return _rata_subunit(tautan.unit, semua, kena, f"{tulis_triwulan(triwulan)} {tahun}")
    return _satu_unit(tautan, kena, f"{tulis_triwulan(triwulan)} {tahun}")


def survei_terhitung(tautan: TautanIndikator, tahun: int) -> list[Survei]:
    """The surveys of a year that may count for a link; a draft is not a survey yet."""
    if tautan.ukuran == UkuranSurvei.RATA_SUBUNIT:
        unit = Q(unit__jalur__startswith=tautan.unit.jalur) & ~Q(unit=tautan.unit)
    else:
        unit = Q(unit=tautan.unit)
    tahunnya = Q(tahun=tahun) | Q(jenis_periode=JenisPeriode.BEBAS, selesai__year=tahun)
    return list(
        Survei.objects.filter(unit, tahunnya)
        .exclude(status=StatusSurvei.DRAF)
        .select_related("unit", "hasil")
        .defer("hasil__isi")
        .order_by("unit__kode", "pk")
    )


def _ikm(survei: Survei) -> Decimal | None:
    hasil = getattr(survei, "hasil", None)
    return hasil.ikm if hasil is not None else None


def _alamat(survei: Survei) -> str:
    return reverse("survei:hasil", kwargs={"pk": survei.pk})


def _satu_unit(tautan: TautanIndikator, survei: Sequence[Survei], kapan: str) -> Nilai:
    """A unit's own figure: of its survey, or the mean where several of its surveys end in the quarter."""
    ikm = [nilai for s in survei if (nilai := _ikm(s)) is not None]
    if not survei:
        return Nilai(None, {"alasan": f"{tautan.unit.nama} tidak mempunyai survei yang berakhir pada {kapan}."})
    if len(ikm) < len(survei):
        belum = len(survei) - len(ikm)
        alasan = (
            f"Hasil survei {tautan.unit.nama} untuk {kapan} belum ditetapkan."
            if len(survei) == 1
            else f"{belum} dari {len(survei)} survei {tautan.unit.nama} untuk {kapan} belum ditetapkan."
        )
        return Nilai(None, {"alasan": alasan, "alamat": _alamat(survei[0])})
    rata = rata_rata(ikm)
    kelas = kelas_ikm(rata)
    bagian = f"“{survei[0].judul}”" if len(survei) == 1 else f"rata-rata {len(survei)} survei"
    uraian = f"IKM {tautan.unit.nama} dari {bagian}: {tulis_angka(rata)}, mutu {kelas.mutu} ({kelas.kinerja})"
    nilai = rata
    if tautan.ukuran == UkuranSurvei.NILAI_PERSEPSI:
        nilai = Decimal(kelas.nilai_persepsi)
        uraian += f", nilai persepsi {kelas.nilai_persepsi}"
    return Nilai(nilai, {"uraian": f"{uraian}.", "alamat": _alamat(survei[0]), "rincian": _rincian(survei)})


def _rata_subunit(unit: Unit, semua: Sequence[Survei], kena: Sequence[Survei], kapan: str) -> Nilai:
    """Mean over the units below. All that survey in periods of this kind this year are awaited; none is left out."""
    if not kena:
        return Nilai(None, {"alasan": f"Tidak ada survei di bawah {unit.nama} yang berakhir pada {kapan}."})
    jenis = {s.jenis_periode for s in kena}
    nilai: dict[Unit, list[Decimal | None]] = defaultdict(list)
    for s in semua:
        if s.jenis_periode in jenis:
            nilai[s.unit] += [_ikm(s)] if s in kena else []
    belum = [u.nama for u, isi in nilai.items() if not isi or None in isi]
    if belum:
        sebut = ", ".join(belum[:NAMA_DISEBUT]) + (", …" if len(belum) > NAMA_DISEBUT else "")
        return Nilai(None, {"alasan": f"{len(belum)} dari {len(nilai)} unit belum menetapkan hasil {kapan}: {sebut}."})
    per_unit = [rata_rata([i for i in isi if i is not None]) for isi in nilai.values()]
    rata = rata_rata(per_unit)
    uraian = f"Rata-rata IKM {len(per_unit)} unit di bawah {unit.nama} untuk {kapan}: {tulis_angka(rata)}."
    return Nilai(rata, {"uraian": uraian, "rincian": _rincian(kena)})


def _rincian(survei: Sequence[Survei]) -> list[list[str]]:
    """One line per survey: words and path."""
    return [[f"{s.unit.nama}: {tulis_angka(ikm)}", _alamat(s)] for s in survei if (ikm := _ikm(s)) is not None]
