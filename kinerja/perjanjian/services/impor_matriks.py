"""The cascade from its printed lampiran: indicators, who carries them, derivations in words."""

from __future__ import annotations

from collections.abc import Mapping

from indikator.models import Indikator
from indikator.models.indikator import JenisSasaran
from kinerja.perjanjian.impor.baca import Baris, TabelBaca
from kinerja.perjanjian.impor.kepala import rapikan
from kinerja.perjanjian.impor.nama import pilihan_dari
from kinerja.perjanjian.impor.nilai import baca_bulat, baca_teks
from kinerja.perjanjian.impor.pengukuran import pisahkan
from kinerja.perjanjian.impor.salah import SelSalah
from kinerja.perjanjian.models.cascading import JenisTautan
from kinerja.perjanjian.selectors.cascading_matriks_tingkat import ROMAWI
from kinerja.perjanjian.services.impor_acuan import Acuan, wajib_teks
from kinerja.perjanjian.services.impor_dokumen import target_baris
from kinerja.perjanjian.services.impor_indikator import Penulis, Usul
from kinerja.perjanjian.services.impor_pelaksana import Asing, Pelaksana
from kinerja.perjanjian.services.impor_tautan import PenulisTautan, SelTautan

# What a person may say of a head or name that is no unit.
LEWATI, URAIAN = "lewati", "uraian"
TANDA = frozenset({"\u2713", "\u2714", "\u221a", "v", "x", "ya", "1"})
_TERSIRAT = "*"


def tulis_lampiran(p: Pelaksana, acuan: Acuan, penulis: Penulis, tautan: PenulisTautan, tabel: TabelBaca) -> None:
    """One lampiran: a row an indicator, a column a unit."""
    penulis.mulai(tabel.lembar)
    tingkat = _tingkat(acuan, tabel)
    kolom = _kolom_unit(p, acuan, tabel, tingkat)
    for baris in tabel.baris:
        with p.baris(baris):
            indikator = penulis.tulis(baris, _usul(p, baris, tabel))
            for letak, unit in kolom.items():
                _sel(p, acuan, tautan, baris, indikator, unit, tabel.lain[letak], baca_teks(baris.lain.get(letak)))
            if not kolom:
                _pengampu(p, acuan, tautan, baris, indikator, tingkat)
            tautan.tulis_uraian(baris, indikator, tingkat, *_uraian(p, baris, tabel))


def _tingkat(acuan: Acuan, tabel: TabelBaca) -> int:
    """The level a sheet is about: the numeral of its name, else where most of its heads name units."""
    kata = tabel.lembar.upper().split()
    bernama = next((n for n, romawi in enumerate(ROMAWI) if n and (romawi in kata or str(n) in kata)), 0)
    if bernama:
        return bernama
    return max(
        range(1, len(ROMAWI)),
        key=lambda n: (sum(acuan.cari_unit(teks, n) is not None for teks in tabel.lain.values()), -n),
    )


def _kolom_unit(p: Pelaksana, acuan: Acuan, tabel: TabelBaca, tingkat: int) -> dict[int, int]:
    """Index of a column → id of its unit. Heads nobody bears are asked about; units without a column are named."""
    hasil: dict[int, int] = {}
    for letak, teks in tabel.lain.items():
        if not any(baca_teks(b.lain.get(letak)) for b in tabel.baris) and acuan.cari_unit(teks, tingkat) is None:
            continue  # an empty column without a unit's name says nothing
        if unit := _unit(p, acuan, teks, tingkat, f"{tabel.lembar}, judul kolom"):
            hasil[letak] = unit
    hilang = [u.nama for u in acuan.unit_pada(tingkat) if u.pk not in hasil.values()]
    if hasil and hilang:
        p.ingatkan(f"Lembar “{tabel.lembar}” tidak mempunyai kolom untuk {'; '.join(hilang)}. Tautannya dibiarkan.")
    return hasil


def _unit(p: Pelaksana, acuan: Acuan, teks: str, tingkat: int, tempat: str) -> int | None:
    """The id of the unit a text means, as a person has said or as its name says; None: asked about, or left out."""
    dipilih = pilihan_dari(p.pilihan, teks)
    if dipilih is not None:
        unit = acuan.unit_kode.get(dipilih)
        return unit.pk if unit else None
    arti = acuan.cari_unit(teks, tingkat)
    if arti is None:
        p.asing.setdefault(rapikan(teks), Asing(teks, tempat, tingkat))
        return None
    if arti.tebakan:
        p.ingatkan(f"“{teks}” ({tempat}) dibaca sebagai {arti.nama}.")
    return arti.kunci


def _usul(p: Pelaksana, baris: Baris, tabel: TabelBaca) -> Usul:
    judul = tabel.judul
    bagian = pisahkan(baris.teks("pengukuran"))
    isi = {
        "definisi": bagian.definisi,
        "dasar_hukum": bagian.dasar_hukum,
        "metode_pengukuran": bagian.metode_pengukuran,
        "sumber_data": bagian.sumber_data,
    }
    return Usul(
        unit=p.unit,
        jenis=JenisSasaran(baris.pita) if baris.pita else "",
        sasaran=baris.teks("sasaran"),
        nama=wajib_teks(baris, "nama", judul["nama"]),
        nomor_sasaran=baca_bulat(baris.sel.get("nomor_sasaran"), judul.get("nomor_sasaran", "No")),
        nomor=baca_bulat(baris.sel.get("nomor"), judul.get("nomor", "No")),
        satuan=baris.teks("satuan"),
        kolom={k: v for k, v in isi.items() if v},
        target=target_baris(baris, judul),
        judul=judul,
    )


def _sel(
    p: Pelaksana,
    acuan: Acuan,
    tautan: PenulisTautan,
    baris: Baris,
    indikator: Indikator,
    unit: int,
    judul: str,
    teks: str,
) -> None:
    """The cell where an indicator meets a unit; each line of it is a link."""
    for satu in teks.splitlines():
        tautan.tulis(baris, _baca_sel(acuan, indikator, unit, satu, judul))


def _baca_sel(acuan: Acuan, indikator: Indikator, unit: int, teks: str, judul: str) -> SelTautan:
    """A mark, a scope, or `Tidak langsung: 1.1 …`; a star says that the source could not be read there."""
    tersirat = teks.endswith(_TERSIRAT)
    isi = teks.removesuffix(_TERSIRAT).strip()
    dasar = SelTautan(induk=indikator, unit=acuan.unit_ke(unit), jenis=JenisTautan.LANGSUNG, tersirat=tersirat)
    if isi.casefold() in TANDA:
        return dasar
    for jenis in (JenisTautan.TIDAK_LANGSUNG, JenisTautan.SALINAN):
        kata = jenis.value.replace("_", " ")
        if isi.casefold().startswith(kata):
            kode = isi[len(kata) :].lstrip(" :").split(" ")[0]
            anak = acuan.berkode(acuan.unit_ke(unit), kode) if kode else None
            if kode and anak is None:
                raise SelSalah(judul, teks, f"{acuan.unit_ke(unit).nama} tidak mempunyai indikator {kode}")
            return SelTautan(dasar.induk, dasar.unit, jenis, anak=anak, tersirat=tersirat)
    return SelTautan(dasar.induk, dasar.unit, JenisTautan.LINGKUP, lingkup=isi, tersirat=tersirat)


def _pengampu(
    p: Pelaksana, acuan: Acuan, tautan: PenulisTautan, baris: Baris, indikator: Indikator, tingkat: int
) -> None:
    """Those who carry, in words: a name a line, after a colon its scope or kind of link."""
    for satu in baris.teks("pengampu").splitlines():
        nama, ada, isi = satu.partition(":")
        tersirat = satu.endswith(_TERSIRAT)
        nama = nama.removesuffix(_TERSIRAT).strip()
        semua = acuan.cari_pengampu(nama, tingkat)
        if semua is None:
            unit = _unit(p, acuan, nama, tingkat, "kolom Pengampu")
            semua = [acuan.unit_ke(unit)] if unit else []
        for unit_satu in semua:
            tanda = isi.strip() if ada else "\u2713" + (_TERSIRAT if tersirat else "")
            tautan.tulis(baris, _baca_sel(acuan, indikator, unit_satu.pk, tanda, "Pengampu"))


def _uraian(p: Pelaksana, baris: Baris, tabel: TabelBaca) -> tuple[str | None, str | None]:
    """(words, note) of the level; None where the file says nothing about it."""
    teks = [baris.teks("uraian")] if "uraian" in tabel.judul else []
    teks += [baca_teks(baris.lain.get(letak)) for letak, kepala in _berarti(p, tabel.lain).items() if kepala == URAIAN]
    isi = "\n".join(filter(None, teks))
    catatan = baris.teks("catatan")
    return isi or None, catatan or None


def _berarti(p: Pelaksana, lain: Mapping[int, str]) -> dict[int, str | None]:
    return {letak: pilihan_dari(p.pilihan, teks) for letak, teks in lain.items()}
