"""What a planned activity is, and the rules it must keep before it is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Sum

from indikator.hitung.angka import tulis_rupiah
from indikator.hitung.triwulan import Pola
from indikator.models import Indikator
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Unit
from kinerja.organisasi.tanggal import tulis_triwulan
from kinerja.perjanjian.hitung.rencana import menurun
from kinerja.perjanjian.models import Anggaran, TriwulanAksi

JUMLAH_TRIWULAN = 4
Empat = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
KOSONG: Empat = (None, None, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rencana:
    """An activity as it is wanted. `target`: output of TW I–IV in `satuan`; `biaya`: rupiah of TW I–IV.

    None in a quarter: nothing planned there. Responsible is a `jabatan` of the agency, or in `penanggung_jawab` the
    words for one it does not list. `anggaran`: the budget row the money is taken from, if there is one.
    """

    uraian: str
    satuan: str
    target: Empat
    biaya: Empat = KOSONG
    keluaran: str = ""
    pola: Pola = Pola.JUMLAH
    jabatan: Jabatan | None = None
    penanggung_jawab: str = ""
    anggaran: Anggaran | None = None


def rapikan(unit: Unit, indikator: Indikator, rencana: Rencana) -> Rencana:
    """The plan with its texts trimmed.

    Raises PelanggaranAturan `kegiatan_kosong`, `satuan_kosong`, `penanggung_jawab_kosong`, `jabatan_asing`,
    `target_kosong`, `nilai_negatif`, `kumulatif_menurun`, `anggaran_asing`.
    """
    rapi = replace(
        rencana,
        uraian=rencana.uraian.strip(),
        keluaran=" ".join(rencana.keluaran.split()),
        satuan=" ".join(rencana.satuan.split()),
        penanggung_jawab=" ".join(rencana.penanggung_jawab.split()),
    )
    if not rapi.uraian:
        raise PelanggaranAturan("kegiatan_kosong", "Tuliskan kegiatan atau langkah yang akan dilakukan.")
    if not rapi.satuan:
        raise PelanggaranAturan("satuan_kosong", "Tuliskan satuan keluarannya, misalnya laporan atau kegiatan.")
    if rapi.jabatan is None and not rapi.penanggung_jawab:
        raise PelanggaranAturan("penanggung_jawab_kosong", "Pilih jabatan, atau tuliskan penanggung jawabnya.")
    if rapi.jabatan is not None and rapi.jabatan.unit.instansi_id != unit.instansi_id:
        raise PelanggaranAturan("jabatan_asing", "Jabatan yang dipilih berada di instansi lain.")
    _periksa_angka(rapi)
    _periksa_sumber(unit, indikator, rapi.anggaran)
    return rapi


def _periksa_angka(rencana: Rencana) -> None:
    if all(t is None for t in rencana.target):
        raise PelanggaranAturan("target_kosong", "Isi target keluaran sedikitnya pada satu triwulan.")
    if any(n is not None and n < 0 for n in (*rencana.target, *rencana.biaya)):
        raise PelanggaranAturan("nilai_negatif", "Target dan anggaran tidak boleh kurang dari 0.")
    turun = menurun(rencana.pola, rencana.target)
    if turun:
        raise PelanggaranAturan(
            "kumulatif_menurun",
            f"Target {tulis_triwulan(turun)} lebih rendah daripada triwulan sebelumnya. Target kumulatif adalah angka "
            "berjalan, jadi tidak boleh turun; pilih “Dijumlahkan” bila tiap triwulan berdiri sendiri.",
        )


def _periksa_sumber(unit: Unit, indikator: Indikator, anggaran: Anggaran | None) -> None:
    """The budget row is of the same year, and of a unit on the same line: the unit itself, above it or below it."""
    if anggaran is None:
        return
    jalur = anggaran.jabatan.unit.jalur
    sebaris = jalur.startswith(unit.jalur) or unit.jalur.startswith(jalur)
    if anggaran.periode_id != indikator.sasaran.periode_id or not sebaris:
        raise PelanggaranAturan(
            "anggaran_asing", "Sumber anggaran harus dari tahun yang sama dan dari unit ini, atasan, atau bawahannya."
        )


def wajib_cukup(anggaran: Anggaran | None) -> None:
    """Raise `anggaran_melebihi_pagu` when all activities together plan more than the budget row has."""
    if anggaran is None:
        return
    # Activities of several units may share a row: they add up one after the other.
    terkunci = Anggaran.objects.select_for_update(no_key=True).get(pk=anggaran.pk)
    semua = TriwulanAksi.objects.filter(kegiatan__anggaran=terkunci)
    jumlah = semua.aggregate(jumlah=Sum("anggaran"))["jumlah"] or Decimal(0)
    if jumlah > terkunci.pagu:
        raise PelanggaranAturan(
            "anggaran_melebihi_pagu",
            f"Semua kegiatan dari “{terkunci}” menjadi {tulis_rupiah(jumlah)}, melebihi pagunya "
            f"{tulis_rupiah(terkunci.pagu)}. Kurangi anggaran triwulan, atau pilih sumber lain.",
        )
