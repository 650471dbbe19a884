"""Rows of the official layouts of indicators: Lampiran 1 of a PK, IKU, IKI, Sasaran Mutu; and tugas, fungsi, rumus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.rumus import baca_rumus
from indikator.hitung.rupa_rumus import tulis_rumus
from indikator.models import Indikator, Komponen
from indikator.models.indikator import JenisSasaran
from kinerja.organisasi.models import Jabatan
from kinerja.perjanjian.impor.baca import Baris, TabelBaca
from kinerja.perjanjian.impor.kepala import rapikan
from kinerja.perjanjian.impor.nilai import TargetBaca, baca_target
from kinerja.perjanjian.impor.salah import SelSalah
from kinerja.perjanjian.impor.susunan import WAKTU, Bagian
from kinerja.perjanjian.models import JenisDokumen, KeteranganIndikator
from kinerja.perjanjian.selectors.dokumen_kinerja import dicetak_di, keterangan
from kinerja.perjanjian.selectors.pk_kumpulkan import indikator_jabatan
from kinerja.perjanjian.services.dokumen_kinerja import IsiJabatan, isi_jabatan, tulis_jabatan
from kinerja.perjanjian.services.impor_acuan import Acuan, wajib_teks
from kinerja.perjanjian.services.impor_indikator import Penulis, Usul, isikan
from kinerja.perjanjian.services.impor_pelaksana import Beda, Pelaksana

# The kind of a new sasaran, and the layout an indicator is marked for when its sasaran is of another kind.
_JENIS: dict[Bagian, tuple[JenisSasaran, JenisDokumen | None]] = {
    Bagian.PK: (JenisSasaran.STRATEGIS, None),
    Bagian.IKU: (JenisSasaran.STRATEGIS, JenisDokumen.IKU),
    Bagian.IKI: (JenisSasaran.OPERASIONAL, None),
    Bagian.SASARAN_MUTU: (JenisSasaran.MUTU, JenisDokumen.SASARAN_MUTU),
}
_DICETAK = {JenisDokumen.IKU: "di_iku", JenisDokumen.SASARAN_MUTU: "di_sasaran_mutu"}


@dataclass(frozen=True, slots=True)
class Rumus:
    """A formula of the sheet "Rumus": its text, and name and label of each component."""

    teks: str
    komponen: tuple[tuple[str, str], ...]

    @property
    def sebaris(self) -> str:
        """As the documents print it in one line; "" when it cannot be read."""
        try:
            return tulis_rumus(baca_rumus(self.teks), dict(self.komponen))
        except KesalahanHitung:
            return ""


def baca_rumus_lembar(tabel: Sequence[TabelBaca]) -> dict[tuple[str, str], Rumus]:
    """(sasaran, indikator), tidied, → the formula the file gives for it."""
    isi: dict[tuple[str, str], list[Baris]] = {}
    for t in tabel:
        for baris in t.baris if t.bagian is Bagian.RUMUS else ():
            isi.setdefault((rapikan(baris.teks("sasaran")), rapikan(baris.teks("nama"))), []).append(baris)
    return {
        kunci: Rumus(baris[0].teks("rumus"), tuple((b.teks("komponen"), b.teks("label")) for b in baris))
        for kunci, baris in isi.items()
    }


def tulis_dokumen(
    p: Pelaksana, acuan: Acuan, penulis: Penulis, tabel: TabelBaca, rumus: Mapping[tuple[str, str], Rumus]
) -> None:
    """Every row of a PK, IKU, IKI or Sasaran Mutu table."""
    calon = _calon(p, acuan, tabel.bagian)
    for baris in tabel.baris:
        with p.baris(baris):
            _satu(p, acuan, penulis, tabel, baris, calon, rumus)


def _calon(p: Pelaksana, acuan: Acuan, bagian: Bagian) -> dict[int, Sequence[Indikator]]:
    """What may be meant besides a unit's own indicators: 0 → carried by the unit; id of a post → carried by it."""
    if bagian is Bagian.IKI:
        return dict(indikator_jabatan(acuan.jabatan, p.periode))
    if bagian is Bagian.PK:
        milik = Indikator.objects.milik(p.unit, p.periode).exclude(sasaran__unit=p.unit)
        lengkap = milik.select_related("sasaran__unit", "satuan", "skala").prefetch_related("target")
        return {0: list(lengkap.order_by("sasaran__nomor", "nomor"))}
    return {}


def _satu(
    p: Pelaksana,
    acuan: Acuan,
    penulis: Penulis,
    tabel: TabelBaca,
    baris: Baris,
    calon: Mapping[int, Sequence[Indikator]],
    rumus: Mapping[tuple[str, str], Rumus],
) -> None:
    jabatan = _jabatan(acuan, baris, tabel) if tabel.bagian is Bagian.IKI else None
    unit = jabatan.unit if jabatan else p.unit
    if jabatan is not None:
        penulis.mulai(jabatan.pk)  # one indicator may stand under several posts
    nama = wajib_teks(baris, "nama", tabel.judul["nama"])
    sasaran = baris.teks("sasaran")
    formula = rumus.get((rapikan(sasaran), rapikan(nama)))
    jenis, layanan = _JENIS[tabel.bagian]
    usul = Usul(
        unit=unit,
        jenis=jenis,
        sasaran=sasaran,
        nama=nama,
        satuan=baris.teks("satuan"),
        kolom=_kolom(baris, formula),
        target=target_baris(baris, tabel.judul),
        judul=tabel.judul,
        calon=[i for i in calon.get(jabatan.pk if jabatan else 0, ()) if i.sasaran.unit_id != unit.pk],
        tanpa_komponen=formula is not None,
    )
    indikator = penulis.tulis(baris, replace(usul, penanggung_jawab=_pengampu(p, acuan, baris)))
    if indikator.sasaran.unit_id != unit.pk:
        return
    _metode(p, baris, indikator, formula)
    _keterangan(p, baris, indikator, layanan)
    if jabatan is not None and not any(i.pk == indikator.pk for i in calon.get(jabatan.pk, ())):
        indikator.penanggung_jawab.add(jabatan)
        p.tambah_beda((Beda("Penanggung jawab", "", jabatan.nama),))
    if formula is not None and not indikator.komponen.exists():
        _komponen(indikator, formula)


def target_baris(baris: Baris, judul: Mapping[str, str]) -> dict[int, TargetBaca]:
    """The targets a row gives, by quarter. Raises SelSalah."""
    hasil = {}
    for tw in WAKTU:
        if f"target{tw}" in judul:
            target = baca_target(baris.sel.get(f"target{tw}"), judul[f"target{tw}"])
            if target is not None:
                hasil[tw] = target
    return hasil


def _jabatan(acuan: Acuan, baris: Baris, tabel: TabelBaca) -> Jabatan:
    teks = wajib_teks(baris, "jabatan", tabel.judul.get("jabatan", "Jabatan"))
    unit = next((u for u in acuan.subpohon if rapikan(u.nama) == rapikan(baris.teks("unit"))), None)
    ada = acuan.cari_jabatan(teks, unit)
    if ada is None:
        raise SelSalah("Jabatan", teks, f"jabatan ini tidak ada di {acuan.unit.nama} dan bawahannya")
    return ada


def _kolom(baris: Baris, formula: Rumus | None) -> dict[str, Any]:
    kolom: dict[str, Any] = {}
    if teks := baris.teks("sumber_data"):
        kolom["sumber_data"] = teks
    if formula is not None:
        kolom["rumus"] = formula.teks
    return kolom


def _metode(p: Pelaksana, baris: Baris, indikator: Indikator, formula: Rumus | None) -> None:
    """The method, without the line that only repeats the formula: documents print both in one cell."""
    terkini = formula or Rumus(indikator.rumus, tuple(indikator.komponen.values_list("nama", "label")))
    sebaris = rapikan(terkini.sebaris)
    isi = [t for t in baris.teks("metode").splitlines() if rapikan(t) != sebaris]
    metode = "\n".join(isi)
    if not metode or rapikan(metode) == rapikan(indikator.metode_pengukuran):
        return
    beda = isikan(indikator, {"metode_pengukuran": metode})
    indikator.save(update_fields=["metode_pengukuran"])
    p.tambah_beda(beda)


def _pengampu(p: Pelaksana, acuan: Acuan, baris: Baris) -> list[Jabatan] | None:
    """The posts a cell names; None when it is empty or names one nobody knows (its words are kept all the same)."""
    teks = baris.teks("penanggung_jawab")
    if not teks:
        return None
    jabatan = [acuan.cari_jabatan(satu) for satu in _baris_nama(teks)]
    for nama, satu in zip(_baris_nama(teks), jabatan, strict=True):
        if satu is None:
            p.ingatkan(
                f"Jabatan “{nama}” tidak ada di {acuan.unit.nama} dan bawahannya; namanya dicetak seperti dalam berkas."
            )
    dikenal = [j for j in jabatan if j is not None]
    return dikenal if len(dikenal) == len(jabatan) else None


def _baris_nama(teks: str) -> list[str]:
    return [t.strip() for t in teks.replace(";", "\n").splitlines() if t.strip()]


def _keterangan(p: Pelaksana, baris: Baris, indikator: Indikator, dokumen: JenisDokumen | None) -> None:
    """How often, by whom in the document's words, and in which layout it is printed."""
    lama = keterangan(indikator)
    nilai: dict[str, Any] = {}
    if teks := baris.teks("frekuensi"):
        nilai["frekuensi"] = " ".join(teks.split())[:200]
    if nama := _baris_nama(baris.teks("penanggung_jawab")):
        tercetak = lama.sebutan_penanggung_jawab.splitlines() or [j.nama for j in indikator.penanggung_jawab.all()]
        sama = sorted(map(rapikan, nama)) == sorted(map(rapikan, tercetak))
        if not sama:
            nilai["sebutan_penanggung_jawab"] = "\n".join(nama)
    if dokumen is not None and not dicetak_di(indikator, dokumen):
        nilai[_DICETAK[dokumen]] = True
    if beda := isikan(lama, nilai):
        KeteranganIndikator.objects.update_or_create(indikator=indikator, defaults=nilai)
        p.tambah_beda(beda)


def _komponen(indikator: Indikator, formula: Rumus) -> None:
    Komponen.objects.bulk_create(
        Komponen(indikator=indikator, nama=nama, label=label, urutan=urutan)
        for urutan, (nama, label) in enumerate(formula.komponen, 1)
    )


def tulis_tugas(p: Pelaksana, acuan: Acuan, tabel: TabelBaca) -> None:
    """Tugas and fungsi of the posts a file lists; a part the file does not have stays as it is."""
    isi: dict[str, list[Baris]] = {}
    for baris in tabel.baris:
        isi.setdefault(rapikan(baris.teks("jabatan")), []).append(baris)
    for kelompok in isi.values():
        with p.baris(kelompok[0]):
            jabatan = _jabatan(acuan, kelompok[0], tabel)
            _tugas_satu(p, kelompok, jabatan)


def _tugas_satu(p: Pelaksana, kelompok: Sequence[Baris], jabatan: Jabatan) -> None:
    tugas = tuple(b.teks("uraian") for b in kelompok if rapikan(b.teks("bagian")) == "tugas")
    fungsi = tuple(b.teks("uraian") for b in kelompok if rapikan(b.teks("bagian")) == "fungsi")
    lama = isi_jabatan(jabatan)
    baru = IsiJabatan(tugas="\n".join(tugas) or lama.tugas, fungsi=fungsi or lama.fungsi)
    beda = []
    if baru.tugas != lama.tugas:
        beda.append(Beda("Tugas", lama.tugas, baru.tugas))
    if baru.fungsi != lama.fungsi:
        beda.append(Beda("Fungsi", "\n".join(lama.fungsi), "\n".join(baru.fungsi)))
    if beda:
        tulis_jabatan(pelaku=p.pelaku, jabatan=jabatan, isi=baru, kini=p.kini)
    p.catat(kelompok[0], "Jabatan", jabatan.nama, tuple(beda), baru=bool(beda) and not (lama.tugas or lama.fungsi))
