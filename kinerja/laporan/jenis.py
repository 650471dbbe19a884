"""What differs between the kinds of report: how each is collected, frozen, read back and drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, cast

from django.utils.module_loading import import_string

from kinerja.beku import bekukan
from kinerja.laporan import data as triwulanan
from kinerja.laporan.data import DataLaporan
from kinerja.laporan.dokumen_kinerja import data as dokumen_kinerja
from kinerja.laporan.dokumen_kinerja.data import DataKinerja
from kinerja.laporan.dokumen_kinerja.kumpulkan import halangan, kumpulkan_dokumen
from kinerja.laporan.kota import data as kota
from kinerja.laporan.kota.data import DataKota
from kinerja.laporan.kota.kumpulkan import kumpulkan_kota
from kinerja.laporan.kumpulkan import kumpulkan
from kinerja.laporan.matriks import data as matriks
from kinerja.laporan.matriks.data import DataMatriks
from kinerja.laporan.matriks.kumpulkan import halangan_matriks, kumpulkan_matriks
from kinerja.laporan.models import Jenis, Laporan
from kinerja.laporan.pohon import data as pohon
from kinerja.laporan.pohon.data import DataPohon
from kinerja.laporan.pohon.kumpulkan import halangan_pohon, kumpulkan_pohon
from kinerja.laporan.rencana import data as rencana
from kinerja.laporan.rencana.data import DataRencana
from kinerja.laporan.rencana.kumpulkan import halangan_rencana, kumpulkan_rencana
from kinerja.laporan.skp import data as skp
from kinerja.laporan.skp.data import DataSkp
from kinerja.laporan.skp.kumpulkan import halangan_skp, kumpulkan_skp
from kinerja.laporan.survei import data as survei
from kinerja.laporan.survei.data import DataSurvei
from kinerja.laporan.survei.kumpulkan import kumpulkan_survei
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.organisasi.tanggal import tulis_triwulan
from kinerja.perjanjian.models import JenisDokumen
from survei.hitung.periode import ROMAWI
from survei.models import Survei
from survei.models.survei import JenisPeriode

Lapor = Callable[[str, int], None]
Data = DataLaporan | DataSurvei | DataKota | DataKinerja | DataMatriks | DataPohon | DataRencana | DataSkp


@dataclass(frozen=True, slots=True)
class Pembuat:
    """The makers of one kind of report; `awal` begins its document numbers, `masa` gives their part for the period.

    Documents of a year's plan also say what they are (`uraian`) and why one can't be made for a unit and year
    (`halangan`, one query at most, "" when it can).

    The two that draw are named, not imported: their libraries take seconds to load, and only the process that draws
    pays for them, not every page server.
    """

    awal: str
    masa: Callable[[Laporan], str]
    kumpulkan: Callable[[Laporan, datetime], Any]
    cair: Callable[[str], Any]
    jalur_pdf: str
    jalur_excel: str
    uraian: str = ""
    halangan: Callable[[Unit, Periode], str] = lambda unit, periode: ""

    @property
    def pdf(self) -> Callable[..., bytes]:
        """Draws the PDF."""
        return cast("Callable[..., bytes]", import_string(self.jalur_pdf))

    @property
    def excel(self) -> Callable[..., bytes]:
        """Writes the workbook."""
        return cast("Callable[..., bytes]", import_string(self.jalur_excel))


def pembuat(laporan: Laporan) -> Pembuat:
    """The makers of this report."""
    return PEMBUAT[Jenis(laporan.jenis)]


def beku(data: Data) -> str:
    """The canonical JSON text of any kind of report."""
    return bekukan(data)


def cair(laporan: Laporan, isi: str) -> Data:
    """The data frozen for `laporan`. Raises ValueError when the text is of another layout."""
    hasil: Data = pembuat(laporan).cair(isi)
    return hasil


def _triwulanan(laporan: Laporan, kini: datetime) -> DataLaporan:
    periode, triwulan = laporan.periode, laporan.triwulan
    assert periode is not None and triwulan is not None  # noqa: S101, PT018 (constraint laporan_punya_lingkupnya)
    return kumpulkan(jenis=Jenis(laporan.jenis), unit=laporan.unit, periode=periode, triwulan=triwulan, kini=kini)


def _masa_triwulan(laporan: Laporan) -> str:
    assert laporan.periode is not None and laporan.triwulan is not None  # noqa: S101, PT018 (as above)
    return f"{laporan.periode.tahun}/{tulis_triwulan(laporan.triwulan).replace(' ', '')}"


def _survei(laporan: Laporan, kini: datetime) -> DataSurvei:
    assert laporan.survei_id is not None  # noqa: S101 (as above)
    return kumpulkan_survei(Survei.objects.select_related("unit__instansi").get(pk=laporan.survei_id), kini=kini)


def _masa_survei(laporan: Laporan) -> str:
    satu = laporan.survei
    assert satu is not None  # noqa: S101 (as above)
    nomor = ROMAWI[satu.nomor_periode - 1]
    bagian = {JenisPeriode.TRIWULAN: f"TW{nomor}", JenisPeriode.SEMESTER: f"SM{nomor}"}
    return f"{satu.tahun}/{bagian.get(JenisPeriode(satu.jenis_periode), f'S{satu.pk}')}"


def _kota(laporan: Laporan, kini: datetime) -> DataKota:
    assert laporan.tahun is not None  # noqa: S101 (as above)
    return kumpulkan_kota(Unit.objects.select_related("instansi").get(pk=laporan.unit_id), laporan.tahun, kini=kini)


def _masa_dokumen(laporan: Laporan) -> str:
    return str(_periode(laporan).tahun)


def _periode(laporan: Laporan) -> Periode:
    assert laporan.periode is not None  # noqa: S101 (constraint laporan_punya_lingkupnya)
    return laporan.periode


def _dokumen_kinerja(laporan: Laporan, kini: datetime) -> DataKinerja:
    periode = _periode(laporan)
    return kumpulkan_dokumen(JenisDokumen(laporan.jenis), laporan.unit, periode, kini=kini)


def _pembuat_kinerja(jenis: JenisDokumen, awal: str, pdf: str, uraian: str) -> Pembuat:
    modul = "kinerja.laporan.dokumen_kinerja"
    return Pembuat(
        awal,
        _masa_dokumen,
        _dokumen_kinerja,
        dokumen_kinerja.cair,
        f"{modul}.pdf.{pdf}",
        f"{modul}.excel.buat_excel_{jenis.value}",
        uraian,
        partial(halangan, jenis),
    )


def _matriks(laporan: Laporan, kini: datetime) -> DataMatriks:
    return kumpulkan_matriks(laporan.unit, _periode(laporan), kini=kini)


def _pohon(laporan: Laporan, kini: datetime) -> DataPohon:
    return kumpulkan_pohon(laporan.unit, _periode(laporan), kini=kini)


def _rencana(laporan: Laporan, kini: datetime) -> DataRencana:
    return kumpulkan_rencana(laporan.unit, _periode(laporan), kini=kini)


def _skp(laporan: Laporan, kini: datetime) -> DataSkp:
    # Whatever the day: an SKP says what the PK says.
    assert laporan.jabatan_id is not None  # noqa: S101 (as above)
    return kumpulkan_skp(Jabatan.objects.select_related("unit").get(pk=laporan.jabatan_id), _periode(laporan))


_TRIWULAN = (
    _masa_triwulan,
    _triwulanan,
    triwulanan.cair,
    "kinerja.laporan.pdf.buat_pdf",
    "kinerja.laporan.excel.buat_excel",
)
PEMBUAT: Mapping[Jenis, Pembuat] = {
    Jenis.UNIT: Pembuat("LR", *_TRIWULAN),
    Jenis.REKAP: Pembuat("RR", *_TRIWULAN),
    Jenis.SURVEI: Pembuat(
        "SKM",
        _masa_survei,
        _survei,
        survei.cair,
        "kinerja.laporan.survei.pdf.buat_pdf_survei",
        "kinerja.laporan.survei.excel.buat_excel_survei",
    ),
    Jenis.KOTA: Pembuat(
        "RSKM",
        lambda laporan: str(laporan.tahun),
        _kota,
        kota.cair,
        "kinerja.laporan.kota.pdf.buat_pdf_kota",
        "kinerja.laporan.kota.excel.buat_excel_kota",
    ),
    Jenis.MATRIKS: Pembuat(
        "MC",
        _masa_dokumen,
        _matriks,
        matriks.cair,
        "kinerja.laporan.matriks.pdf.buat_pdf_matriks",
        "kinerja.laporan.matriks.excel.buat_excel_matriks",
        "Lampiran I, II, dan seterusnya: tiap indikator unit ini beserta siapa di bawahnya yang mengampunya.",
        halangan_matriks,
    ),
    Jenis.POHON: Pembuat(
        "POK",
        _masa_dokumen,
        _pohon,
        pohon.cair,
        "kinerja.laporan.pohon.pdf.buat_pdf_pohon",
        "kinerja.laporan.pohon.excel.buat_excel_pohon",
        "Gambar pohon pada kertas A4 atau A3, lalu daftar kondisi dengan indikator dan yang menjawabnya.",
        halangan_pohon,
    ),
    Jenis.SASARAN_MUTU: _pembuat_kinerja(
        JenisDokumen.SASARAN_MUTU,
        "SM",
        "buat_pdf_dokumen",
        "Sasaran dengan target triwulan, indikator, metode, frekuensi, dan penanggung jawab.",
    ),
    Jenis.IKU: _pembuat_kinerja(
        JenisDokumen.IKU,
        "IKU",
        "buat_pdf_dokumen",
        "Indikator Kinerja Utama dengan penjelasan atau formulasi, sumber data, dan penanggung jawab.",
    ),
    Jenis.IKI: _pembuat_kinerja(
        JenisDokumen.IKI,
        "IKI",
        "buat_pdf_iki",
        "Tiap jabatan unit ini dan unit di bawahnya: tugas, fungsi, dan indikator kinerja individu.",
    ),
    Jenis.RENCANA_AKSI: Pembuat(
        "RA",
        _masa_dokumen,
        _rencana,
        rencana.cair,
        "kinerja.laporan.rencana.pdf.buat_pdf_rencana",
        "kinerja.laporan.rencana.excel.buat_excel_rencana",
        "Kegiatan tiap indikator per triwulan: target keluaran, anggaran, realisasi, kendala, dan tindak lanjut.",
        halangan_rencana,
    ),
    Jenis.SKP: Pembuat(
        "SKP",
        _masa_dokumen,
        _skp,
        skp.cair,
        "kinerja.laporan.skp.pdf.buat_pdf_skp",
        "kinerja.laporan.skp.excel.buat_excel_skp",
        "Baris SKP seorang pejabat dari Perjanjian Kinerjanya: rencana hasil kerja, aspek, indikator, dan target.",
        halangan_skp,
    ),
}
