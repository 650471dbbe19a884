"""Reading an uploaded .xlsx or .csv into rows, with bounded memory and time whatever the file holds."""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, load_workbook

from survei.unggah.cuplik_xlsx import cuplik
from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.tabel import MAKS_BARIS, MAKS_BERKAS, MAKS_KOLOM, BarisMentah, Sel, Tabel
from survei.unggah.zip_aman import periksa_buku, periksa_xlsx

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PEMISAH = (";", ",", "\t")
_MAKS_BARIS_TEKS = 256 * 1024


def baca_berkas(berkas: IO[bytes], nama: str) -> Tabel:
    """Open an upload by its content; ``nama`` must end in .xlsx or .csv and agree with it.

    Raises ``KesalahanUnggah``, also later while ``Tabel.baris`` is walked (too many rows, a row too wide).
    """
    awal = _ukur(berkas)
    return _baca_xlsx(berkas) if _berupa_xlsx(nama, awal) else _baca_csv(berkas, awal)


def baca_buku(berkas: IO[bytes], nama: str, pilih: Callable[[Sequence[str]], Collection[str]]) -> tuple[Tabel, ...]:
    """Like ``baca_berkas`` for the sheets that ``pilih`` names among the visible ones; a .csv is one nameless sheet.

    Each sheet is read as it is walked. Raises ``KesalahanUnggah`` as ``baca_berkas``.
    """
    awal = _ukur(berkas)
    if not _berupa_xlsx(nama, awal):
        return (_baca_csv(berkas, awal),)
    lembar = periksa_buku(berkas, pilih)
    berkas.seek(0)
    isi = berkas.read()
    return tuple(_buka_xlsx(io.BytesIO(isi), satu) for satu in lembar)


def baca_awal(berkas: IO[bytes], nama: str, banyak: int) -> Tabel:
    """Like ``baca_berkas`` for the first ``banyak`` rows only; of a big .xlsx the rest is not even parsed.

    The limits are those of ``baca_berkas``; what is wrong further down is found when the rows are read.
    """
    awal = _ukur(berkas)
    if not _berupa_xlsx(nama, awal):
        tabel = _baca_csv(berkas, awal)
        return Tabel(tabel.lembar, islice(tabel.baris, banyak))
    lembar = periksa_xlsx(berkas)
    if (cuplikan := cuplik(berkas, lembar, banyak)) is not None:
        try:
            return Tabel(lembar, iter(list(islice(_buka_xlsx(cuplikan, lembar).baris, banyak))))
        except KesalahanUnggah:
            pass  # an unusual file: read as a whole, which says what is wrong if anything is
    berkas.seek(0)
    return Tabel(lembar, islice(_buka_xlsx(berkas, lembar).baris, banyak))


def _berupa_xlsx(nama: str, awal: bytes) -> bool:
    """Whether name and first bytes say .xlsx (True) or .csv (False); raises ``KesalahanUnggah`` for anything else."""
    akhiran = Path(nama).suffix.casefold()
    if akhiran == ".xlsx":
        if awal.startswith(_OLE):
            raise KesalahanUnggah(
                "Berkas ini terkunci kata sandi atau berformat .xls lama. "
                "Buka kuncinya, lalu simpan ulang sebagai .xlsx."
            )
        if not awal.startswith(_ZIP):
            raise KesalahanUnggah("Isi berkas ini bukan Excel walau namanya .xlsx. Unggah berkas Excel atau CSV asli.")
        return True
    if akhiran == ".csv":
        if awal.startswith((_ZIP, _OLE)):
            raise KesalahanUnggah("Isi berkas ini bukan CSV walau namanya .csv. Bila ini Excel, beri nama .xlsx.")
        return False
    raise KesalahanUnggah("Hanya berkas .xlsx atau .csv yang dapat diunggah. Simpan ulang dalam salah satunya.")


def baca_lagi(berkas: IO[bytes], nama: str, lembar: str) -> Tabel:
    """A file of our own storage that ``baca_berkas`` has opened before: an .xlsx is not searched a second time.

    ``lembar``: the sheet found then. Raises ``KesalahanUnggah`` as ``baca_berkas``.
    """
    if Path(nama).suffix.casefold() != ".xlsx":
        return baca_berkas(berkas, nama)
    _ukur(berkas)
    return _buka_xlsx(berkas, lembar)


def baca_jalur(jalur: Path) -> Tabel:
    """``baca_berkas`` for a file on disk. Raises ``KesalahanUnggah`` when it cannot be opened."""
    try:
        isi = io.BytesIO(jalur.read_bytes()) if jalur.stat().st_size <= MAKS_BERKAS else None
    except OSError as galat:
        raise KesalahanUnggah(f"Berkas {jalur} tidak dapat dibuka: {galat.strerror}.") from galat
    if isi is None:
        raise _melebihi_ukuran()
    return baca_berkas(isi, jalur.name)


def _ukur(berkas: IO[bytes]) -> bytes:
    """First bytes of the file, after checking its size."""
    ukuran = berkas.seek(0, io.SEEK_END)
    berkas.seek(0)
    if ukuran == 0:
        raise KesalahanUnggah("Berkas ini kosong.")
    if ukuran > MAKS_BERKAS:
        raise _melebihi_ukuran()
    awal = berkas.read(4096)
    berkas.seek(0)
    return awal


def _baca_xlsx(berkas: IO[bytes]) -> Tabel:
    lembar = periksa_xlsx(berkas)
    berkas.seek(0)
    return _buka_xlsx(berkas, lembar)


def _buka_xlsx(berkas: IO[bytes], lembar: str) -> Tabel:
    try:
        buku = load_workbook(berkas)
    except PasswordError as galat:
        raise KesalahanUnggah("Berkas ini terkunci kata sandi. Buka kuncinya, lalu simpan ulang.") from galat
    except (CalamineError, OSError, ValueError) as galat:
        raise _rusak() from galat
    return Tabel(lembar, _baris_xlsx(buku, lembar))


def _baris_xlsx(buku: CalamineWorkbook, lembar: str) -> Iterator[BarisMentah]:
    try:
        isi = buku.get_sheet_by_name(lembar)
        awal = isi.start
        if awal is None:
            return
        # Empty rows and columns before the data are skipped by the reader; row numbers and column letters must stay.
        kiri: list[Sel] = [None] * awal[1]
        baris = islice(isi.iter_rows(), awal[0], None)  # one at a time: a list of all would fill the memory
        yield from _berbatas(enumerate((kiri + sel for sel in baris) if kiri else baris, awal[0] + 1))
    except (CalamineError, ValueError) as galat:
        raise _rusak() from galat
    finally:
        buku.close()


def _baca_csv(berkas: IO[bytes], awal: bytes) -> Tabel:
    if awal.startswith(_UTF16):
        raise KesalahanUnggah("CSV ini berkode UTF-16. Simpan ulang sebagai “CSV UTF-8”.")
    mentah = berkas.read()
    if b"\x00" in mentah:
        raise KesalahanUnggah("Isi berkas ini bukan teks CSV. Unggah berkas CSV atau Excel asli.")
    try:
        teks = mentah.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel on Indonesian Windows writes its plain CSV in cp1252.
        teks = mentah.decode("cp1252", errors="replace")
    baris = _baris_teks(teks)
    pertama = next(baris, "")
    pemisah = _pemisah(pertama)
    if pertama.casefold().startswith("sep="):
        return Tabel("", _baris_csv(chain([""], baris), pemisah))
    return Tabel("", _baris_csv(chain([pertama], baris), pemisah))


def _baris_teks(teks: str) -> Iterator[str]:
    for nomor, baris in enumerate(io.StringIO(teks, newline=""), 1):
        if len(baris) > _MAKS_BARIS_TEKS:
            raise KesalahanUnggah(f"Baris {nomor} terlalu panjang. Periksa pemisah kolom dan barisnya.")
        yield baris


def _pemisah(pertama: str) -> str:
    """``sep=;`` says it; otherwise the separator that occurs most often in the first line."""
    if pertama.casefold().startswith("sep=") and len(pertama) > 4 and pertama[4] in _PEMISAH:
        return pertama[4]
    return max(_PEMISAH, key=pertama.count)


def _baris_csv(baris: Iterable[str], pemisah: str) -> Iterator[BarisMentah]:
    pembaca = csv.reader(baris, delimiter=pemisah)
    try:
        yield from _berbatas(enumerate(pembaca, 1))
    except csv.Error as galat:
        raise KesalahanUnggah(
            f"CSV tidak terbaca di sekitar baris {pembaca.line_num}: tanda kutip atau pemisahnya rusak."
        ) from galat


def _berbatas(baris: Iterable[tuple[int, list]]) -> Iterator[BarisMentah]:  # type: ignore[type-arg]
    """Rows within the limits; a row of nothing but empty cells still counts."""
    for nomor, sel in baris:
        if nomor > MAKS_BARIS:
            jumlah = f"{MAKS_BARIS:,}".replace(",", ".")
            raise KesalahanUnggah(f"Berkas ini lebih dari {jumlah} baris. Bagi menjadi beberapa berkas.")
        if len(sel) > MAKS_KOLOM:
            raise KesalahanUnggah(
                f"Baris {nomor} mempunyai {len(sel)} kolom; paling banyak {MAKS_KOLOM}. Hapus kolom di luar data."
            )
        yield nomor, sel


def _rusak() -> KesalahanUnggah:
    return KesalahanUnggah("Berkas Excel ini tidak dapat dibaca. Buka di Excel, lalu simpan ulang sebagai .xlsx.")


def _melebihi_ukuran() -> KesalahanUnggah:
    return KesalahanUnggah(
        f"Berkas lebih dari {MAKS_BERKAS // 1024 // 1024} MB. Bagi menjadi beberapa berkas atau hapus gambarnya."
    )
