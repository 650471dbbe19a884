"""The template to download: a workbook whose headings this program recognises by themselves, with choices to pick."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from survei.hitung.responden import JENIS_KELAMIN, PEKERJAAN, PENDIDIKAN, UMUR_MAKS, UMUR_MIN
from survei.hitung.tambahan import Tanya
from survei.hitung.unsur import Unsur, nama_unsur
from survei.unggah.tabel import MAKS_BARIS

LEMBAR, PETUNJUK, PILIHAN = "Jawaban", "Petunjuk", "Pilihan"
_PANJANG_PESAN = 250  # Excel's own limit of a prompt


@dataclass(frozen=True, slots=True)
class KolomUnsur:
    """One scored question: its label (U1 …), code, name, question, and the words for 1, 2, 3, 4."""

    label: str
    kode: str
    nama: str
    pertanyaan: str
    opsi: tuple[str, str, str, str]


def tulis_templat(
    judul: str, unsur: Sequence[KolomUnsur], layanan: Sequence[str], tanya: Sequence[Tanya] = ()
) -> bytes:
    """The workbook: answers are typed on the first sheet; there is no sample row that somebody could forget.

    `tanya`: the agency's own questions, a column each.
    """
    buku = Workbook()
    lembar = buku.active
    assert isinstance(lembar, Worksheet)  # noqa: S101 (a new workbook has a sheet)
    lembar.title = LEMBAR
    pilihan = buku.create_sheet(PILIHAN)
    pilihan.sheet_state = "hidden"
    kolom: list[tuple[str, int, DataValidation | None]] = [
        ("No", 6, None),
        ("Tanggal", 13, _tanggal()),
        ("Jam", 8, None),
        ("Jenis kelamin", 14, _daftar(pilihan, list(JENIS_KELAMIN))),
        ("Umur", 10, _umur()),
        ("Pendidikan", 22, _daftar(pilihan, list(PENDIDIKAN.values()))),
        ("Pekerjaan", 22, _daftar(pilihan, list(PEKERJAAN.values()))),
        *([("Layanan", 28, _daftar(pilihan, layanan))] if layanan else []),
        *((_kepala(u), 14, _bilangan(1, 4, f"{u.label} {u.nama}", _pesan(u))) for u in unsur),
        *((f"{t.label} {t.teks}", 28, _daftar(pilihan, t.pilihan) if t.pilihan else None) for t in tanya),
        ("Saran", 50, None),
    ]
    for nomor, (nama, lebar, aturan) in enumerate(kolom, 1):
        _tulis_kolom(lembar, nomor, nama, lebar, aturan)
    lembar.row_dimensions[1].height = 48
    lembar.freeze_panes = "B2"
    _petunjuk(buku.create_sheet(PETUNJUK), judul, unsur, tanya)
    keluar = BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def _tulis_kolom(lembar: Worksheet, nomor: int, nama: str, lebar: int, aturan: DataValidation | None) -> None:
    sel = lembar.cell(row=1, column=nomor)
    _isi(sel, nama)
    sel.font = Font(bold=True, color="FFFFFF")
    sel.fill = PatternFill("solid", fgColor="0A3D47")
    sel.alignment = Alignment(wrap_text=True, vertical="center")
    huruf = get_column_letter(nomor)
    lembar.column_dimensions[huruf].width = lebar
    if nama == "Tanggal":
        lembar.column_dimensions[huruf].number_format = "dd/mm/yyyy"
    if aturan is not None:
        lembar.add_data_validation(aturan)
        aturan.add(f"{huruf}2:{huruf}{MAKS_BARIS - 1}")


def _kepala(unsur: KolomUnsur) -> str:
    """`U8 Sarana dan prasarana`: number and standard name, so that no order has to be asked for; own unsur `U10`."""
    return f"{unsur.label} {nama_unsur(unsur.kode)}" if unsur.kode in tuple(Unsur) else unsur.label


def _pesan(unsur: KolomUnsur) -> str:
    opsi = "\n".join(f"{n} = {teks}" for n, teks in enumerate(unsur.opsi, 1))
    return f"{unsur.pertanyaan[: _PANJANG_PESAN - len(opsi) - 1]}\n{opsi}"[:_PANJANG_PESAN]


def _bilangan(bawah: int, atas: int, judul: str, pesan: str) -> DataValidation:
    return _sopan(
        DataValidation(type="whole", operator="between", formula1=str(bawah), formula2=str(atas), allow_blank=True),
        judul,
        pesan,
        f"Isi bilangan {bawah} sampai {atas}, atau kosongkan.",
    )


def _umur() -> DataValidation:
    """Said, not forced: Excel would refuse the bands that the upload takes."""
    aturan = DataValidation(type="textLength", operator="lessThanOrEqual", formula1="20", allow_blank=True)
    pesan = f"Umur dalam tahun ({UMUR_MIN}–{UMUR_MAKS}), atau kelompoknya bila hanya itu yang dicatat, misalnya 21–30."
    return _sopan(aturan, "Umur", pesan, "Isi umur dalam tahun atau kelompoknya, misalnya 34 atau 21–30.")


def _tanggal() -> DataValidation:
    aturan = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True)
    return _sopan(aturan, "Tanggal", "Tanggal pengisian, misalnya 17/08/2021.", "Isi tanggal, misalnya 17/08/2021.")


def _daftar(pilihan: Worksheet, isi: Sequence[str]) -> DataValidation:
    """A list kept on the hidden sheet: names may hold commas."""
    kolom = (pilihan.max_column or 0) + (1 if pilihan["A1"].value is not None else 0)
    for nomor, teks in enumerate(isi, 1):
        _isi(pilihan.cell(row=nomor, column=kolom), teks)
    huruf = get_column_letter(kolom)
    rujukan = f"{quote_sheetname(PILIHAN)}!${huruf}$1:${huruf}${len(isi)}"
    aturan = DataValidation(type="list", formula1=rujukan, allow_blank=True)
    return _sopan(aturan, "", "", "Pilih salah satu dari daftar, atau kosongkan.")


def _sopan(aturan: DataValidation, judul: str, pesan: str, salah: str) -> DataValidation:
    aturan.promptTitle, aturan.prompt = judul[:32] or None, pesan or None
    aturan.errorTitle, aturan.error = "Isian tidak sesuai", salah
    aturan.showErrorMessage, aturan.showInputMessage = True, bool(pesan)
    return aturan


def _petunjuk(lembar: Worksheet, judul: str, unsur: Sequence[KolomUnsur], tanya: Sequence[Tanya]) -> None:
    baris = [
        judul,
        f"Isi lembar {LEMBAR}, satu baris tiap responden, lalu unggah berkas ini pada halaman survei.",
        "Jawaban berupa angka 1–4. Kosongkan pertanyaan yang tidak dijawab; jangan diisi 0.",
        "Jangan menulis nama, NIK, atau nomor telepon responden. Kolom seperti itu tidak akan dimuat.",
        "Jangan mengubah judul kolom. Kolom yang tidak dipakai boleh dikosongkan.",
        "",
    ]
    for u in unsur:
        baris += [f"{u.label} {u.nama}: {u.pertanyaan}", *(f"    {n} = {teks}" for n, teks in enumerate(u.opsi, 1))]
    for t in tanya:
        baris += [
            f"{t.label} {t.teks} (pertanyaan tambahan, tidak dinilai)",
            *(f"    {n} = {teks}" for n, teks in enumerate(t.pilihan, 1)),
        ]
    for nomor, teks in enumerate(baris, 1):
        sel = lembar.cell(row=nomor, column=1)
        _isi(sel, teks)
        sel.alignment = Alignment(wrap_text=True, vertical="top")
    lembar["A1"].font = Font(bold=True, size=14)
    lembar.column_dimensions["A"].width = 100


def _isi(sel: object, teks: str) -> None:
    """Text that stays text, whatever it starts with."""
    sel.value = ILLEGAL_CHARACTERS_RE.sub("", teks)  # type: ignore[attr-defined]
    sel.data_type = "s"  # type: ignore[attr-defined]
