"""Formulas over named components: read once, computed on Decimal, explained in words, and linted.

The language: ``+ - * / ( )``, unary minus, numbers with a decimal point, component names, ``rata(...)``,
``jumlah(...)``, ``min(...)``, ``maks(...)``. Example: ``tepat_waktu / terbit * 100``.
"""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, Overflow
from functools import lru_cache

from indikator.hitung.angka import pastikan_wajar, persis, tulis_angka, tulis_ringkas
from indikator.hitung.capaian import NOL
from indikator.hitung.kesalahan import AngkaTerlaluBesar, KesalahanHitung, KomponenKosong, PenyebutNol
from indikator.hitung.tata_rumus import letak, potongan, urai_tata

Nilai = Mapping[str, Decimal]
Penghitung = Callable[[Nilai], Decimal]


@dataclass(frozen=True, slots=True)
class Rumus:
    """A formula that was read: its text and its component names in order of first use."""

    teks: str
    nama_komponen: tuple[str, ...]
    _pohon: ast.expr = field(repr=False, compare=False)
    _penghitung: Penghitung = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Peringatan:
    """A doubt about a formula that may still be right; ``posisi`` is the 0-based place in its text."""

    pesan: str
    posisi: int


@lru_cache(maxsize=1024)
def baca_rumus(teks: str) -> Rumus:
    """Read a formula. Raises ``RumusSalah`` with the place of the first wrong character."""
    pohon = urai_tata(teks)
    return Rumus(teks, tuple(dict.fromkeys(_nama_dalam(pohon))), pohon, _susun(pohon, teks))


@persis
def hitung_rumus(rumus: Rumus, nilai: Mapping[str, Decimal | None]) -> Decimal:
    """The formula's value, with 50 significant digits.

    Raises ``KomponenKosong`` (every missing component, before anything is computed), ``PenyebutNol`` (the denominator
    as written) and ``AngkaTerlaluBesar``. Components the formula does not name are ignored.
    """
    terisi = {nama: isi for nama in rumus.nama_komponen if (isi := nilai.get(nama)) is not None}
    if kosong := [nama for nama in rumus.nama_komponen if nama not in terisi]:
        raise KomponenKosong(kosong)
    for isi in terisi.values():
        pastikan_wajar(isi)
    try:
        return pastikan_wajar(rumus._penghitung(terisi))
    except Overflow as salah:
        raise AngkaTerlaluBesar("Hasil rumus terlalu besar.") from salah


def uraikan(
    rumus: Rumus,
    nilai: Mapping[str, Decimal | None],
    *,
    label: Mapping[str, str] | None = None,
    desimal: int = 2,
    satuan: str = "",
) -> str:
    """The computation in words: ``42 / 50 × 100 = 84,00%``; with labels ``Tepat waktu (42) / Terbit (50) × 100 = …``.

    ``satuan`` follows the result (``%`` without a blank). Where there is no result, the reason stands in its place.
    """

    def sebut(nama: str) -> str:
        isi = nilai.get(nama)
        angka = "belum diisi" if isi is None else tulis_ringkas(isi)
        if label is not None:
            return f"{label.get(nama, nama)} ({angka})"
        return f"({angka})" if isi is None or isi < 0 else angka

    kiri = _tulis(rumus._pohon, rumus.teks, sebut)
    try:
        hasil = tulis_angka(hitung_rumus(rumus, nilai), desimal)
    except KomponenKosong as kosong:
        bernama = KomponenKosong([(label or {}).get(nama, nama) for nama in kosong.nama])
        return f"{kiri}: tidak dapat dihitung. {bernama.pesan}"
    except KesalahanHitung as salah:
        return f"{kiri}: tidak dapat dihitung. {salah.pesan}"
    return f"{kiri} = {hasil}{satuan if satuan in ('', '%') else ' ' + satuan}"


def lint_rumus(rumus: Rumus, label: Mapping[str, str]) -> list[Peringatan]:
    """Doubts about a formula at definition time.

    The inverted ratio of [IKI]: in a share of fulfilment (× 100) the denominator's label names the fulfilled part
    ("yang terpenuhi", "tepat waktu") and the numerator's does not, so the share would exceed 100.
    """
    if not any(isinstance(s, ast.Constant) and s.value == 100 for s in ast.walk(rumus._pohon)):
        return []
    hasil = []
    for bagi in ast.walk(rumus._pohon):
        if not (isinstance(bagi, ast.BinOp) and isinstance(bagi.op, ast.Div)):
            continue
        atas = [label.get(n, n) for n in _nama_dalam(bagi.left)]
        bawah = [label.get(n, n) for n in _nama_dalam(bagi.right)]
        terpenuhi = next((kata for kata in bawah if _menyebut_bagian(kata)), None)
        if terpenuhi and atas and not any(map(_menyebut_bagian, atas)):
            hasil.append(_peringatan_terbalik(terpenuhi, atas[0], letak(bagi.right)))
    return sorted(hasil, key=lambda p: p.posisi)


# Words by which the documents name the part that was fulfilled, and those that turn them into a plan or a denial.
_BAGIAN = re.compile(
    r"\b(?:ter(?:penuhi|ealisasi|selesaikan|fasilitasi|layani|pelihara|data|bayar|laksana|kumpul|tangani|capai)"
    r"|di(?:penuhi|sediakan|tindak ?lanjuti|selesaikan|laksanakan|layani|tangani)"
    r"|selesai|tepat waktu|tuntas|memenuhi)\b"
)
_BUKAN_BAGIAN = re.compile(r"\b(?:belum|tidak|tak|wajib|harus|perlu|akan|seharusnya|ditargetkan|direncanakan)\s+$")


def _menyebut_bagian(label: str) -> bool:
    kata = " ".join(re.sub(r"[^a-z0-9]+", " ", label.lower()).split())
    return any(not _BUKAN_BAGIAN.search(kata[: m.start()]) for m in _BAGIAN.finditer(kata))


def _peringatan_terbalik(terpenuhi: str, atas: str, posisi: int) -> Peringatan:
    return Peringatan(
        f"Rumus mungkin terbalik: \u201c{terpenuhi}\u201d adalah bagian yang terpenuhi, tetapi menjadi penyebut, "
        f"dan \u201c{atas}\u201d menjadi pembilang. Persentase pemenuhan yang terbalik dapat melebihi 100.",
        posisi,
    )


def _nama_dalam(simpul: ast.expr) -> Iterator[str]:
    """Component names from left to right (function names are no components)."""
    match simpul:
        case ast.Name(id=nama):
            yield nama
        case ast.BinOp(left=kiri, right=kanan):
            yield from _nama_dalam(kiri)
            yield from _nama_dalam(kanan)
        case ast.UnaryOp(operand=isi):
            yield from _nama_dalam(isi)
        case ast.Call(args=daftar):
            for isi in daftar:
                yield from _nama_dalam(isi)


_GABUNG: dict[str, Callable[[list[Decimal]], Decimal]] = {
    "rata": lambda isi: sum(isi, NOL) / len(isi),
    "jumlah": lambda isi: sum(isi, NOL),
    "min": min,
    "maks": max,
}


def _susun(simpul: ast.expr, teks: str) -> Penghitung:
    """Compile a checked tree into closures on Decimal; numbers come from the source text, never through float."""
    match simpul:
        case ast.Constant():
            angka = Decimal(potongan(teks, simpul))
            return lambda _: angka
        case ast.Name(id=nama):
            return lambda nilai: nilai[nama]
        case ast.UnaryOp(operand=operan):
            isi = _susun(operan, teks)
            return lambda nilai: -isi(nilai)
        case ast.Call(func=ast.Name(id=fungsi), args=daftar):
            gabung, bagian = _GABUNG[fungsi], [_susun(satu, teks) for satu in daftar]
            return lambda nilai: gabung([satu(nilai) for satu in bagian])
        case ast.BinOp(left=kiri, op=op, right=kanan):
            return _susun_dua(op, _susun(kiri, teks), _susun(kanan, teks), potongan(teks, kanan))
    raise AssertionError(f"tree was not checked: {simpul!r}")


def _susun_dua(op: ast.operator, kiri: Penghitung, kanan: Penghitung, penyebut: str) -> Penghitung:
    def bagi(nilai: Nilai) -> Decimal:
        pembagi = kanan(nilai)
        if pembagi == 0:
            raise PenyebutNol(penyebut)
        return kiri(nilai) / pembagi

    match op:
        case ast.Add():
            return lambda nilai: kiri(nilai) + kanan(nilai)
        case ast.Sub():
            return lambda nilai: kiri(nilai) - kanan(nilai)
        case ast.Mult():
            return lambda nilai: kiri(nilai) * kanan(nilai)
    return bagi


_TANDA: dict[type[ast.operator], tuple[str, int]] = {
    ast.Add: ("+", 1),
    ast.Sub: ("−", 1),
    ast.Mult: ("×", 2),
    ast.Div: ("/", 2),
}


def _tulis(simpul: ast.expr, teks: str, sebut: Callable[[str], str], kuat: int = 0) -> str:
    """The tree as text; ``kuat`` is the strength of the operator around it, so only needed parentheses appear."""
    match simpul:
        case ast.Name(id=nama):
            return sebut(nama)
        case ast.UnaryOp(operand=isi):
            return f"(−{_tulis(isi, teks, sebut, 3)})"
        case ast.Call(func=ast.Name(id=fungsi), args=daftar):
            return f"{fungsi}({'; '.join(_tulis(satu, teks, sebut) for satu in daftar)})"
        case ast.BinOp(left=kiri, op=op, right=kanan):
            tanda, kekuatan = _TANDA[type(op)]
            isi_teks = f"{_tulis(kiri, teks, sebut, kekuatan)} {tanda} {_tulis(kanan, teks, sebut, kekuatan + 1)}"
            return f"({isi_teks})" if kekuatan < kuat else isi_teks
    return tulis_ringkas(Decimal(potongan(teks, simpul)))
