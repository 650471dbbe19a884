"""Grammar of the formula language: text in, checked tree out, every refusal with its place.

A scan refuses whatever is outside the language before Python's own parser sees the text; the parser then only settles
precedence, and the tree is checked again against a white list. Nothing is ever evaluated from text.
"""

import ast
import re
from itertools import pairwise
from keyword import iskeyword
from typing import NamedTuple

from indikator.hitung.angka import DIGIT_BULAT
from indikator.hitung.kesalahan import RumusSalah

FUNGSI = ("rata", "jumlah", "min", "maks")
PANJANG_RUMUS = 2000
BANYAK_LAMBANG = 300
DALAM_KURUNG = 30
PANJANG_NAMA = 60

_LAMBANG = re.compile(r" *(?:(?P<angka>[0-9]+(?:\.[0-9]+)?)|(?P<nama>[a-z_][a-z0-9_]*)|(?P<tanda>[-+*/(),]))")
_SARAN = {
    "\u00d7": "Perkalian ditulis dengan *.",
    "\u00f7": "Pembagian ditulis dengan /.",
    ":": "Pembagian ditulis dengan /.",
    "%": "Tanda % tidak dipakai; persentase ditulis dengan * 100.",
    "^": "Pangkat tidak ada dalam bahasa rumus.",
    "=": "Tulis hanya sisi kanan rumus, tanpa tanda =.",
    "\u2212": "Pengurangan ditulis dengan tanda - biasa.",
    "\u2013": "Pengurangan ditulis dengan tanda - biasa.",
    ";": "Pemisah di dalam fungsi adalah koma.",
    ".": "Desimal ditulis dengan titik di antara dua angka, misalnya 0.9.",
}
_MINTA_NILAI = {"+", "-", "*", "/", "(", ","}


class Lambang(NamedTuple):
    """One token: ``jenis`` is ``angka``, ``nama`` or the sign itself."""

    jenis: str
    isi: str
    posisi: int


def urai_tata(teks: str) -> ast.expr:
    """Parse a formula into a tree of BinOp, UnaryOp, Call, Name and Constant (text positions kept).

    Raises ``RumusSalah`` with the 0-based place of the first wrong character.
    """
    if len(teks) > PANJANG_RUMUS:
        raise RumusSalah(f"Rumus lebih dari {PANJANG_RUMUS} huruf.", PANJANG_RUMUS)
    lambang = _pindai(teks)
    _periksa_urutan(teks, lambang)
    _periksa_kurung(lambang)
    try:
        # Leading blanks would read as an indent; the parentheses keep every position one further.
        pohon = ast.parse(f"({teks})", mode="eval").body
    except (SyntaxError, RecursionError, MemoryError, ValueError) as salah:
        posisi = (getattr(salah, "offset", None) or 1) - 2
        raise RumusSalah("Susunan rumus tidak dapat dibaca di sini.", max(0, min(posisi, len(teks)))) from salah
    _periksa_pohon(pohon)
    return pohon


def letak(simpul: ast.expr) -> int:
    """Place of a node in the formula's text."""
    return simpul.col_offset - 1


def potongan(teks: str, simpul: ast.expr) -> str:
    """The text of a node as the author wrote it (formulas are ASCII, so byte offsets are character offsets)."""
    return teks[simpul.col_offset - 1 : (simpul.end_col_offset or 0) - 1]


def _pindai(teks: str) -> list[Lambang]:
    hasil: list[Lambang] = []
    akhir = len(teks.rstrip(" "))
    posisi = 0
    while posisi < akhir:
        cocok = _LAMBANG.match(teks, posisi)
        if cocok is None:
            di = posisi + len(teks[posisi:]) - len(teks[posisi:].lstrip(" "))
            raise _huruf_asing(teks, di)
        jenis = cocok.lastgroup or ""
        isi, di = cocok[jenis], cocok.start(jenis)
        _periksa_lambang(jenis, isi, di)
        hasil.append(Lambang(isi if jenis == "tanda" else jenis, isi, di))
        if len(hasil) > BANYAK_LAMBANG:
            raise RumusSalah(f"Rumus berisi lebih dari {BANYAK_LAMBANG} lambang.", di)
        posisi = cocok.end()
    if not hasil:
        raise RumusSalah("Rumus kosong.", 0)
    return hasil


def _huruf_asing(teks: str, posisi: int) -> RumusSalah:
    huruf = teks[posisi]
    if huruf.isupper():
        return RumusSalah("Nama komponen ditulis dengan huruf kecil, angka, dan garis bawah.", posisi)
    saran = _SARAN.get(huruf, "Yang dapat dipakai: + - * / ( ) , angka, dan nama komponen.")
    tampil = huruf if huruf.isprintable() else f"U+{ord(huruf):04X}"
    return RumusSalah(f"\u201c{tampil}\u201d tidak dikenal dalam rumus. {saran}", posisi)


def _periksa_lambang(jenis: str, isi: str, posisi: int) -> None:
    if jenis == "angka":
        bulat, _, pecahan = isi.partition(".")
        if len(bulat) > DIGIT_BULAT or len(pecahan) > DIGIT_BULAT:
            raise RumusSalah(f"Angka dalam rumus paling banyak {DIGIT_BULAT} digit.", posisi)
        if len(bulat) > 1 and bulat.startswith("0"):
            raise RumusSalah("Angka dalam rumus tidak diawali 0.", posisi)
    if jenis == "nama" and iskeyword(isi):
        raise RumusSalah(f"\u201c{isi}\u201d tidak dapat dipakai sebagai nama komponen; pilih nama lain.", posisi)
    if jenis == "nama" and len(isi) > PANJANG_NAMA:
        raise RumusSalah(f"Nama komponen paling panjang {PANJANG_NAMA} huruf.", posisi)


def _periksa_urutan(teks: str, lambang: list[Lambang]) -> None:
    """Values and operators must alternate, and only known functions may be called."""
    sebelum = Lambang("(", "", 0)  # what may start a formula is what may follow an opening parenthesis
    for kini, sesudah in pairwise([*lambang, Lambang("", "", len(teks))]):
        memanggil = kini.jenis == "(" and sebelum.jenis == "nama"
        if memanggil and sebelum.isi not in FUNGSI:
            raise RumusSalah(f"Fungsi {sebelum.isi} tidak ada; yang ada: {', '.join(FUNGSI)}.", sebelum.posisi)
        if kini.isi in FUNGSI and sesudah.jenis != "(":
            raise RumusSalah(f"{kini.isi} adalah nama fungsi: tulis {kini.isi}(...).", kini.posisi)
        _periksa_tetangga(sebelum, kini, memanggil=memanggil)
        sebelum = kini
    if sebelum.jenis in _MINTA_NILAI:
        raise RumusSalah(
            f"Setelah \u201c{sebelum.isi}\u201d harus ada angka, komponen, atau kurung.", len(teks.rstrip())
        )


def _periksa_tetangga(sebelum: Lambang, kini: Lambang, *, memanggil: bool) -> None:
    mulai_nilai = kini.jenis in ("angka", "nama", "(")
    if sebelum.jenis in _MINTA_NILAI:
        minus_tunggal = kini.jenis == "-" and sebelum.jenis != "-"
        if not mulai_nilai and not minus_tunggal:
            raise RumusSalah(f"Sebelum \u201c{kini.isi}\u201d harus ada angka, komponen, atau kurung.", kini.posisi)
    elif mulai_nilai and not memanggil:
        raise RumusSalah(f"Sebelum \u201c{kini.isi}\u201d harus ada tanda + - * atau /.", kini.posisi)


def _periksa_kurung(lambang: list[Lambang]) -> None:
    """Parentheses pair up and are not too deep; commas stand only between the arguments of a function."""
    terbuka: list[tuple[int, bool]] = []
    sebelum = ""
    for jenis, _, posisi in lambang:
        if jenis == "(":
            terbuka.append((posisi, sebelum == "nama"))
        elif jenis == ")" and not terbuka:
            raise RumusSalah("Kurung tutup ini tidak mempunyai kurung buka.", posisi)
        elif jenis == ")":
            terbuka.pop()
        elif jenis == "," and not (terbuka and terbuka[-1][1]):
            raise RumusSalah("Koma hanya memisahkan isi fungsi; desimal ditulis dengan titik, misalnya 0.9.", posisi)
        if len(terbuka) > DALAM_KURUNG:
            raise RumusSalah(f"Kurung bersarang lebih dari {DALAM_KURUNG} tingkat.", posisi)
        sebelum = jenis
    if terbuka:
        raise RumusSalah("Kurung buka ini belum ditutup.", terbuka[-1][0])


def _periksa_pohon(simpul: ast.expr) -> None:
    """White list: nothing but arithmetic, names, numbers and the four functions survives."""
    match simpul:
        case ast.BinOp(left=kiri, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=kanan):
            _periksa_pohon(kiri)
            _periksa_pohon(kanan)
        case ast.UnaryOp(op=ast.USub(), operand=isi):
            _periksa_pohon(isi)
        case ast.Call(func=ast.Name(id=nama), args=isi_isi, keywords=[]) if nama in FUNGSI:
            for isi in isi_isi:
                _periksa_pohon(isi)
        case ast.Name() | ast.Constant(value=int() | float()):
            pass
        case _:
            raise RumusSalah("Bagian ini tidak termasuk bahasa rumus.", max(letak(simpul), 0))
