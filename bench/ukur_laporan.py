"""The unit report of the demo (16 indicators): building the documents against the least each format costs."""

from datetime import UTC, datetime
from io import BytesIO

from openpyxl import Workbook
from weasyprint import HTML

from bench.ukur import Kerja, ukuran
from indikator.models import Indikator
from kinerja.beku import sidik
from kinerja.laporan.data import DataLaporan, Terbitan, beku
from kinerja.laporan.excel import buat_excel
from kinerja.laporan.kumpulkan import kumpulkan
from kinerja.laporan.models import Jenis
from kinerja.laporan.pdf import buat_pdf
from kinerja.laporan.tulis import teks_capaian, teks_sel
from kinerja.organisasi.models import Periode, Unit

KINI = datetime(2023, 7, 31, tzinfo=UTC)


def _demo() -> tuple[Unit, Periode]:
    """The demo's unit with the most indicators, and its year."""
    unit = max(Unit.objects.filter(sasaran__isnull=False).distinct(), key=_banyak)
    return unit, Periode.objects.select_related("instansi").get(instansi=unit.instansi, tahun=2023)


def _banyak(unit: Unit) -> int:
    return Indikator.objects.filter(sasaran__unit=unit).count()


def _data() -> tuple[DataLaporan, Terbitan]:
    unit, periode = _demo()
    data = kumpulkan(jenis=Jenis.UNIT, unit=unit, periode=periode, triwulan=2, kini=KINI)
    surat = Terbitan("LR/UJI/2023/TWII/ABC234", "ABC234", "http://127.0.0.1/periksa/ABC234/", sidik(beku(data)), KINI)
    return data, surat


@ukuran("laporan unit: kumpulkan", lantai="baca indikator dan realisasinya", ulangan=30)
def kumpul() -> tuple[Kerja, Kerja]:
    """Reading and deciding everything, against reading the rows alone."""
    unit, periode = _demo()

    def lantai() -> object:
        return list(Indikator.objects.milik(unit, periode).prefetch_related("target", "realisasi"))

    return lambda: kumpulkan(jenis=Jenis.UNIT, unit=unit, periode=periode, triwulan=2, kini=KINI), lantai


@ukuran("laporan unit: PDF", lantai="tabel polos yang sama oleh WeasyPrint", ulangan=5)
def pdf() -> tuple[Kerja, Kerja]:
    """The whole document, against a bare table of the same figures without fonts, styles, charts and tags."""
    data, surat = _data()
    sel = [
        [b.kode, b.nama, *(teks_sel(s, b) for s in (*b.target, *b.realisasi)), teks_capaian(b.capaian)]
        for b in data.baris
    ]
    baris = "".join("<tr>" + "".join(f"<td>{teks}</td>" for teks in satu) + "</tr>" for satu in sel)
    html = (
        f"<style>@page {{size: A4 landscape}} table {{table-layout: fixed; width: 100%}}</style><table>{baris}</table>"
    )
    return lambda: buat_pdf(data, surat), lambda: HTML(string=html).write_pdf()


@ukuran("laporan unit: Excel", lantai="sel yang sama oleh openpyxl, tanpa gaya", ulangan=15)
def excel() -> tuple[Kerja, Kerja]:
    """The whole workbook, against the cells of its largest sheet written bare."""
    data, surat = _data()

    def lantai() -> None:
        buku = Workbook(write_only=True)
        lembar = buku.create_sheet("Realisasi")
        for b in data.baris:
            lembar.append(
                [b.unit_kode, b.sasaran, b.nama, *(s.nilai for s in (*b.target, *b.realisasi)), b.capaian.nilai]
            )
        buku.save(BytesIO())

    return lambda: buat_excel(data, surat), lantai
