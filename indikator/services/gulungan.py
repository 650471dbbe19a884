"""The values of rolled-up components: children's results of one quarter into the parent's components (rules.md 3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from indikator.hitung.angka import tulis_ringkas
from indikator.hitung.capaian import JenisTarget
from indikator.hitung.gulung import Agregasi, NilaiAnak, gulung
from indikator.hitung.kesalahan import KesalahanHitung, KomponenKosong
from indikator.hitung.rasio import sisi_rasio
from indikator.hitung.rumus import baca_rumus, hitung_rumus
from indikator.models import Indikator, Komponen, NilaiKomponen, Realisasi, Target, Turunan
from indikator.models.indikator import SumberKomponen
from indikator.services.simpanan import setepat_simpanan

DISEBUT_SATU_SATU = 8


@dataclass(frozen=True, slots=True)
class Gulungan:
    """The value of one rolled-up component; `asal` explains it, or says why there is none."""

    nilai: Decimal | None
    asal: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Anak:
    turunan: Turunan
    nama: str
    nilai: Decimal | None
    isi: Mapping[str, Decimal | None]


def simpan_gulungan(realisasi: Realisasi, kini: datetime) -> bool:
    """Store the rolled-up components of a locked realisation from what the children hold now; whether any changed."""
    induk = realisasi.indikator
    komponen = [k for k in induk.komponen.all() if k.sumber == SumberKomponen.TURUNAN]
    if not komponen:
        return False
    lama = {n.komponen_id: n for n in NilaiKomponen.objects.filter(realisasi=realisasi, komponen__in=komponen)}
    berubah = False
    for satu, hasil in _nilai_gulungan(induk, komponen, realisasi.triwulan).items():
        ada = lama.get(satu.pk)
        if ada is not None and (ada.nilai, ada.asal) == (hasil.nilai, hasil.asal):
            continue
        berubah = True
        NilaiKomponen.objects.update_or_create(
            realisasi=realisasi,
            komponen=satu,
            defaults={"nilai": hasil.nilai, "asal": hasil.asal, "diisi_oleh": None, "diisi_pada": kini},
        )
    return berubah


def _nilai_gulungan(induk: Indikator, komponen: Sequence[Komponen], triwulan: int) -> dict[Komponen, Gulungan]:
    anak, tak_dinilai = _ambil_anak(induk, triwulan)
    sebutan = _sebutan([a.turunan for a in anak])
    catatan = f" Tidak dinilai pada triwulan ini (N/A): {', '.join(tak_dinilai)}." if tak_dinilai else ""
    hasil = {}
    for satu in komponen:
        try:
            nilai, uraian = _gulung_komponen(induk, satu, anak, sebutan)
            hasil[satu] = Gulungan(setepat_simpanan(nilai), {"uraian": uraian + catatan})
        except KesalahanHitung as salah:
            hasil[satu] = Gulungan(None, {"alasan": salah.pesan + catatan})
    return hasil


def _gulung_komponen(induk: Indikator, komponen: Komponen, anak: Sequence[_Anak], sebutan: str) -> tuple[Decimal, str]:
    agregasi = Agregasi(induk.agregasi)
    if agregasi is Agregasi.RASIO_JUMLAH:
        # Each side is added up by itself; the parent's own formula divides the sums.
        atas, _ = sisi_rasio(baca_rumus(induk.rumus))
        sisi = 0 if atas.teks.strip() == komponen.nama else 1
        bagian = [NilaiAnak(a.nama, _sisi_anak(a, sisi)) for a in anak]
        nilai = gulung(Agregasi.JUMLAH, bagian, sebutan=sebutan)
        return nilai, _uraian(f"Jumlah {'penyebut' if sisi else 'pembilang'}", bagian, nilai, sebutan)
    bagian = [NilaiAnak(a.nama, a.nilai, bobot=a.turunan.bobot) for a in anak]
    nilai = gulung(agregasi, bagian, sebutan=sebutan)
    return nilai, _uraian(str(induk.get_agregasi_display()), bagian, nilai, sebutan)


def _sisi_anak(anak: _Anak, sisi: int) -> Decimal | None:
    """Numerator (0) or denominator (1) of a child; both are needed for either to count."""
    rumus = sisi_rasio(baca_rumus(anak.turunan.anak.rumus))
    try:
        return [hitung_rumus(r, anak.isi) for r in rumus][sisi]
    except KomponenKosong:
        return None


def _uraian(cara: str, bagian: Sequence[NilaiAnak], nilai: Decimal, sebutan: str) -> str:
    kata = f"{cara} {len(bagian)} {sebutan} = {tulis_ringkas(nilai)}."
    if len(bagian) > DISEBUT_SATU_SATU:
        return kata
    satu = (
        f"{b.nama} {tulis_ringkas(b.nilai or Decimal(0))}"
        + ("" if b.bobot is None or cara != "Rata-rata tertimbang" else f" (bobot {tulis_ringkas(b.bobot)})")
        for b in bagian
    )
    return f"{kata[:-1]} ({'; '.join(satu)})."


def _ambil_anak(induk: Indikator, triwulan: int) -> tuple[list[_Anak], list[str]]:
    """The children whose results count in the quarter, and the names of those that are not assessed in it (N/A)."""
    turunan = list(Turunan.objects.filter(induk=induk).select_related("anak__sasaran__unit").order_by("anak"))
    nama = _nama(turunan)
    kunci = [t.anak_id for t in turunan]
    realisasi = {r.indikator_id: r for r in Realisasi.objects.filter(indikator__in=kunci, triwulan=triwulan)}
    tanpa_target = set(
        Target.objects.filter(indikator__in=kunci, triwulan=triwulan, jenis=JenisTarget.NA).values_list(
            "indikator_id", flat=True
        )
    )
    isi: dict[int, dict[str, Decimal | None]] = {k: {} for k in kunci}
    for anak, bagian, nilai in NilaiKomponen.objects.filter(realisasi__in=realisasi.values()).values_list(
        "realisasi__indikator_id", "komponen__nama", "nilai"
    ):
        isi[anak][bagian] = nilai
    ikut, tak_dinilai = [], []
    for t in turunan:
        ada = realisasi.get(t.anak_id)
        # Nothing is awaited where there is no target; what was reported all the same counts.
        if t.anak_id in tanpa_target and (ada is None or ada.nilai is None):
            tak_dinilai.append(nama[t.pk])
        else:
            ikut.append(_Anak(t, nama[t.pk], ada.nilai if ada else None, isi[t.anak_id]))
    return ikut, tak_dinilai


def _nama(turunan: Sequence[Turunan]) -> dict[int, str]:
    """What each child is called: its unit, with the indicator's number where the unit has several."""
    banyak = Counter(t.anak.sasaran.unit_id for t in turunan)
    return {
        t.pk: f"{t.anak.sasaran.unit.nama} ({t.anak.kode})"
        if banyak[t.anak.sasaran.unit_id] > 1
        else t.anak.sasaran.unit.nama
        for t in turunan
    }


def _sebutan(turunan: Sequence[Turunan]) -> str:
    """`kelurahan` where all children are of one kind, otherwise `unit`."""
    jenis = {str(t.anak.sasaran.unit.get_jenis_display()) for t in turunan}
    satu = jenis.pop() if len(jenis) == 1 else "/"
    return "unit" if "/" in satu or satu == "Lainnya" else satu.lower()
