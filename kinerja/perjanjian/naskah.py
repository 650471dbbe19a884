"""Words of an agreement: our default statement, filling in a template, and figures as text. Pure.

The content follows the regulation [53] (who promises what to whom, supervision and its consequence); the wording is our
own, and every agency may write its own version.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from indikator.hitung.angka import tulis_angka
from kinerja.perjanjian.data import BarisIndikator, MacamTarget, Pernyataan, TargetPK

ISIAN = ("tahun", "pemerintah", "instansi", "jabatan_pertama", "jabatan_kedua")
_TEMPAT = re.compile(r"\{([^{}]*)\}")
PANJANG_PARAGRAF = 2000


@dataclass(frozen=True, slots=True)
class Naskah:
    """A statement with placeholders. Paragraphs of `janji` and `pengawasan` are separated by empty lines.

    `*_sendiri`: the same for the head of government, who has no superior to promise to.
    """

    judul: str
    pembuka: str
    janji: str
    pengawasan: str
    pembuka_sendiri: str
    janji_sendiri: str


BAWAAN = Naskah(
    judul="PERJANJIAN KINERJA TAHUN {tahun}",
    pembuka=(
        "Untuk menjalankan pemerintahan yang efektif, terbuka, dan bertanggung jawab atas hasil kerjanya, "
        "kedua pihak di bawah ini menyepakati perjanjian kinerja tahun {tahun}:"
    ),
    janji=(
        "Pihak pertama berjanji mencapai target kinerja tahunan dalam lampiran perjanjian ini, sebagai bagian dari "
        "target jangka menengah dalam dokumen perencanaan.\n\n"
        "Berhasil atau tidaknya pencapaian target tersebut menjadi tanggung jawab pihak pertama."
    ),
    pengawasan=(
        "Pihak kedua melakukan supervisi yang diperlukan, mengevaluasi capaian kinerja perjanjian ini, dan mengambil "
        "tindakan yang diperlukan untuk memberi penghargaan atau sanksi."
    ),
    pembuka_sendiri=(
        "Untuk menjalankan pemerintahan yang efektif, terbuka, dan bertanggung jawab atas hasil kerjanya, "
        "yang bertanda tangan di bawah ini:"
    ),
    janji_sendiri=(
        "berjanji mencapai target kinerja tahunan dalam lampiran perjanjian ini, sebagai bagian dari target jangka "
        "menengah dalam dokumen perencanaan.\n\n"
        "Berhasil atau tidaknya pencapaian target tersebut menjadi tanggung jawab kami."
    ),
)


def kesalahan_naskah(naskah: Naskah) -> dict[str, str]:
    """What is wrong with an agency's template, by field: empty, too long, or a placeholder nobody fills in."""
    salah: dict[str, str] = {}
    for nama in Naskah.__dataclass_fields__:
        teks = getattr(naskah, nama)
        asing = [t for t in _TEMPAT.findall(teks) if t not in ISIAN]
        if not teks.strip():
            salah[nama] = "Bagian ini tidak boleh kosong."
        elif len(teks) > PANJANG_PARAGRAF:
            salah[nama] = f"Bagian ini paling panjang {PANJANG_PARAGRAF} huruf, sekarang {len(teks)}."
        elif asing or "{" in _TEMPAT.sub("", teks) or "}" in _TEMPAT.sub("", teks):
            dikenal = ", ".join(f"{{{nama_isian}}}" for nama_isian in ISIAN)
            salah[nama] = f"Tempat isian hanya boleh {dikenal}; periksa kurung kurawal{_sebut(asing)}."
    return salah


def _sebut(asing: list[str]) -> str:
    return " " + ", ".join(f"{{{satu}}}" for satu in asing) if asing else ""


def isi_naskah(naskah: Naskah, isian: dict[str, str], *, sendiri: bool, templat: int) -> Pernyataan:
    """The statement with its placeholders filled in; `isian` has a value for each name in ISIAN."""

    def penuh(teks: str) -> str:
        return _TEMPAT.sub(lambda cocok: isian[cocok.group(1)], teks).strip()

    janji = naskah.janji_sendiri if sendiri else naskah.janji
    return Pernyataan(
        judul=penuh(naskah.judul),
        pembuka=penuh(naskah.pembuka_sendiri if sendiri else naskah.pembuka),
        janji=_paragraf(penuh(janji)),
        pengawasan=() if sendiri else _paragraf(penuh(naskah.pengawasan)),
        templat=templat,
    )


def _paragraf(teks: str) -> tuple[str, ...]:
    return tuple(p.strip() for p in re.split(r"\n\s*\n", teks) if p.strip())


def tulis_target(target: TargetPK, baris: BarisIndikator) -> str:
    """`84,00%`, `12 – 15`, `A`, `N/A`; a dash where the planner has set nothing yet."""
    if target.macam is MacamTarget.NA:
        return "N/A"
    if target.macam is MacamTarget.BELUM:
        return "–"
    if target.teks:
        return target.teks
    if target.bawah is not None and target.atas is not None:
        return f"{_angka(target.bawah, baris)} – {_angka(target.atas, baris)}"
    assert target.nilai is not None  # noqa: S101 (the kind says so)
    return _angka(target.nilai, baris)


def _angka(nilai: Decimal, baris: BarisIndikator) -> str:
    # The unit of measure has a column of its own; only what reads as part of the figure stays with it.
    akhiran = baris.akhiran if baris.akhiran == "%" else ""
    return f"{baris.awalan}{tulis_angka(nilai, baris.desimal)}{akhiran}"


def nama_versi(versi: int) -> str:
    """`PK` for the first agreement of a year, `PK Perubahan ke-1` for the second version, and so on."""
    return "PK" if versi == 1 else f"PK Perubahan ke-{versi - 1}"
