"""The checks of a pohon kinerja [89]: pure, on plain values, each finding at its condition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kinerja.perjanjian.hitung.pohon import SEBUTAN_JENIS, JenisSimpul, Pohon, Simpul, peringkat
from kinerja.perjanjian.hitung.temuan import Tingkat

# One place decides how grave each rule is. A galat here asks to be mended before the tree is used; nothing is blocked.
TINGKAT_POHON: dict[str, Tingkat] = {
    "urutan_jenis": Tingkat.GALAT,
    "outcome_tanpa_indikator": Tingkat.GALAT,
    "daun_tanpa_pengampu": Tingkat.GALAT,
    "puncak_bukan_outcome": Tingkat.PERINGATAN,
    "simpul_tanpa_indikator": Tingkat.PERINGATAN,
    "indikator_belum_ada": Tingkat.PERINGATAN,
    "simpul_tanpa_pengampu": Tingkat.PERINGATAN,
    "belum_operasional": Tingkat.PERINGATAN,
    "bukan_kondisi": Tingkat.PERINGATAN,
    "kondisi_ganda": Tingkat.PERINGATAN,
    "crosscutting_sekandung": Tingkat.PERINGATAN,
}
# What stands above the operational conditions is still to be broken down.
_BELUM_OPERASIONAL = (JenisSimpul.ULTIMATE, JenisSimpul.CSF, JenisSimpul.INTERMEDIATE)
_AWALAN_KEGIATAN = re.compile(r"(program|kegiatan|sub\s?-?kegiatan|pelaksanaan|penyelenggaraan|rapat)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LintasPeriksa:
    """A crosscutting link: ids of its conditions in this tree (`tujuan` None: elsewhere)."""

    simpul: int
    tujuan: int | None


@dataclass(frozen=True, slots=True)
class TemuanPohon:
    """One finding; `simpul` is the id of the condition, `nomor` its number in the tree."""

    kode: str
    pesan: str
    simpul: int
    nomor: str

    @property
    def tingkat(self) -> Tingkat:
        """How grave."""
        return TINGKAT_POHON[self.kode]


def periksa_pohon(
    pohon: Pohon, lintas: Sequence[LintasPeriksa] = (), nama_unit: Collection[str] = ()
) -> list[TemuanPohon]:
    """Every finding, in the order of the conditions and, for each, of the rules.

    Args:
        nama_unit: names that are units, not conditions.

    Source: rules.md 7 "Pohon kinerja" [89].
    """
    nama = {_baku(n) for n in nama_unit}
    hasil: list[TemuanPohon] = []
    for simpul in pohon.urut:
        pesan = [*_jenis(pohon, simpul), *_ukuran(simpul), *_pengampu(pohon, simpul), *_kata(simpul, nama)]
        hasil += [TemuanPohon(kode, teks, simpul.pk, pohon.nomor[simpul.pk]) for kode, teks in pesan]
    hasil += _ganda(pohon)
    hasil += _sekandung(pohon, lintas)
    urut = {pk: n for n, pk in enumerate(pohon.nomor)}
    return sorted(hasil, key=lambda t: urut[t.simpul])


def _jenis(pohon: Pohon, simpul: Simpul) -> Iterator[tuple[str, str]]:
    sebut = SEBUTAN_JENIS[simpul.jenis]
    induk = pohon.simpul.get(simpul.induk) if simpul.induk is not None else None
    if induk is None and simpul.jenis is not JenisSimpul.ULTIMATE:
        yield "puncak_bukan_outcome", f"Puncak pohon seharusnya ultimate outcome, bukan {sebut.lower()}."
    if induk is not None and peringkat(simpul.jenis) < peringkat(induk.jenis):
        yield (
            "urutan_jenis",
            f"{sebut} berada di bawah {SEBUTAN_JENIS[induk.jenis].lower()}; urutannya terbalik.",
        )
    if not pohon.anak_dari(simpul.pk) and simpul.jenis in _BELUM_OPERASIONAL:
        yield "belum_operasional", f"{sebut} ini belum diuraikan sampai kondisi operasional."


def _ukuran(simpul: Simpul) -> Iterator[tuple[str, str]]:
    if not simpul.ukuran:
        if simpul.jenis is JenisSimpul.ULTIMATE:
            yield "outcome_tanpa_indikator", "Hasil akhir ini belum punya indikator, jadi ketercapaiannya tak terukur."
        else:
            yield "simpul_tanpa_indikator", "Kondisi ini belum punya indikator."
    for pk, nama in simpul.ukuran:
        if pk is None:
            yield "indikator_belum_ada", f"Indikator “{nama}” baru ditulis di sini, belum ada dalam daftar indikator."


def _pengampu(pohon: Pohon, simpul: Simpul) -> Iterator[tuple[str, str]]:
    if simpul.pengampu:
        return
    if pohon.anak_dari(simpul.pk):
        yield "simpul_tanpa_pengampu", "Belum ada unit atau jabatan yang menjawab kondisi ini."
    else:
        yield "daun_tanpa_pengampu", "Kondisi paling bawah ini belum punya unit atau jabatan yang mengerjakannya."


def _kata(simpul: Simpul, nama_unit: Collection[str]) -> Iterator[tuple[str, str]]:
    """[89]: a node says what must be so, not who or what is run for it."""
    if _baku(simpul.uraian) in nama_unit:
        yield "bukan_kondisi", "Ini nama unit. Tuliskan kondisi yang harus terwujud, lalu hubungkan unitnya."
    elif cocok := _AWALAN_KEGIATAN.match(simpul.uraian):
        yield (
            "bukan_kondisi",
            f"Diawali “{cocok.group(0)}”: tuliskan keadaan yang terwujud, misalnya “Terlaksananya …” atau "
            "“Meningkatnya …”, bukan nama program atau kegiatan.",
        )


def _ganda(pohon: Pohon) -> Iterator[TemuanPohon]:
    sama: defaultdict[str, list[int]] = defaultdict(list)
    for simpul in pohon.urut:
        sama[_baku(simpul.uraian)].append(simpul.pk)
    for semua in sama.values():
        for pk in semua[1:]:
            pesan = f"Sama dengan kondisi {pohon.nomor[semua[0]]}. Tulis sekali, lalu hubungkan sebagai crosscutting."
            yield TemuanPohon("kondisi_ganda", pesan, pk, pohon.nomor[pk])


def _sekandung(pohon: Pohon, lintas: Sequence[LintasPeriksa]) -> Iterator[TemuanPohon]:
    """A link along a branch says nothing the branch does not."""
    for satu in lintas:
        if satu.tujuan is None:
            continue
        induk = [pohon.simpul[satu.simpul].induk, pohon.simpul[satu.tujuan].induk]
        if satu.tujuan == induk[0] or satu.simpul == induk[1]:
            pesan = (
                f"Crosscutting ke kondisi {pohon.nomor[satu.tujuan]} mengulang hubungan yang sudah ada dalam cabang."
            )
            yield TemuanPohon("crosscutting_sekandung", pesan, satu.simpul, pohon.nomor[satu.simpul])


def _baku(teks: str) -> str:
    return " ".join(teks.casefold().split())
