"""Putting the printed indicators into the database: satuan, scales, sasaran, indicators, targets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from indikator.hitung.capaian import Arah, JenisTarget
from indikator.hitung.predikat import SKALA_OPINI, SKALA_SAKIP
from indikator.hitung.predikat import JenisSkala as Jenis
from indikator.hitung.predikat import Skala as SkalaHitung
from indikator.hitung.triwulan import target_tahun_dari
from indikator.models import (
    Indikator,
    Komponen,
    Sasaran,
    Satuan,
    SkalaPredikat,
    Target,
    TingkatPredikat,
)
from indikator.models.indikator import JenisSasaran, SumberKomponen
from indikator.models.satuan import JenisSkala
from indikator.models.target import TAHUNAN
from kinerja.beranda.demo.resep import JAKARTA_BARAT, OPINI, SAKIP, SASARAN_MUTU, Bagian, Resep
from kinerja.organisasi.models import Instansi, Jabatan, Periode, Unit
from kinerja.perjanjian.impor.pengukuran import pisahkan

DATA = Path(__file__).parent / "data"
_WAKTU = {"tw1": 1, "tw2": 2, "tw3": 3, "tw4": 4, "tahunan": TAHUNAN}
_SATUAN = (
    {"kode": "nilai", "nama": "Nilai"},
    {"kode": "persen", "nama": "Persen", "akhiran": "%", "persen": True},
    {"kode": "persentase", "nama": "Persentase", "akhiran": "%", "persen": True},
    {"kode": "presentase-absolut", "nama": "Presentase absolute", "akhiran": "%", "persen": True},
    {"kode": "predikat", "nama": "Predikat"},
    {"kode": "laporan", "nama": "Laporan"},
    {"kode": "jumlah", "nama": "Jumlah"},
    {"kode": "triliun-rupiah", "nama": "Triliun rupiah", "awalan": "Rp", "akhiran": "T"},
)
# Column "keterangan" of [JB], as printed, to the unit of measure of that name.
_KETERANGAN = {
    "Nilai": "nilai",
    "Persen": "persen",
    "Persentase": "persentase",
    "Presentase absolute": "presentase-absolut",
    "Predikat": "predikat",
}


def baca(nama: str) -> dict[str, Any]:
    """A file of `data/`; numbers with a fraction as Decimal, never float."""
    isi: dict[str, Any] = json.loads((DATA / nama).read_text(encoding="utf-8"), parse_float=Decimal)
    return isi


def buat_satuan() -> dict[str, Satuan]:
    """Units of measure by kode; those an installation already has are left as they are."""
    return {str(s["kode"]): Satuan.objects.get_or_create(kode=s["kode"], defaults=s)[0] for s in _SATUAN}


def buat_skala(instansi: Instansi) -> dict[str, SkalaPredikat]:
    """The scale of the audit opinion [JB] 3 and that of SAKIP [88], by name."""
    return {OPINI: _skala(instansi, OPINI, SKALA_OPINI), SAKIP: _skala(instansi, SAKIP, SKALA_SAKIP)}


def _skala(instansi: Instansi, nama: str, isi: SkalaHitung) -> SkalaPredikat:
    jenis = JenisSkala.LABEL if isi.jenis is Jenis.LABEL else JenisSkala.RENTANG
    skala = SkalaPredikat.objects.create(instansi=instansi, nama=nama, jenis=jenis, maksimum=isi.maksimum)
    TingkatPredikat.objects.bulk_create(
        TingkatPredikat(skala_predikat=skala, label=t.label, nilai=t.nilai, persen=t.persen) for t in isi.tingkat
    )
    return skala


def muat_jakarta_barat(periode: Periode, puncak: Unit, satuan: Mapping[str, Satuan]) -> dict[str, Indikator]:
    """The 16 indicators of [JB] at the city, with targets, by number ("2.1"). `muat_cascading` says who."""
    skala = buat_skala(periode.instansi)
    hasil: dict[str, Indikator] = {}
    # An indicator that others refer to comes first.
    for baris in sorted(baca("cascade_jakbar_2023.json")["indicators"], key=lambda b: _merujuk(b["id"])):
        resep = JAKARTA_BARAT[baris["id"]]
        sasaran, _ = Sasaran.objects.get_or_create(
            periode=periode,
            unit=puncak,
            nomor=baris["sasaran_no"],
            defaults={"jenis": JenisSasaran(baris["sasaran_kind"].lower()), "uraian": baris["sasaran"]},
        )
        bagian = pisahkan(baris["pengukuran"])
        indikator = _buat_indikator(
            sasaran,
            baris["indikator_no"],
            baris["indikator"],
            resep,
            satuan=satuan[_KETERANGAN[baris["keterangan"]]],
            skala=skala.get(resep.skala),
            definisi=bagian.definisi,
            dasar_hukum=bagian.dasar_hukum,
            metode_pengukuran=_dengan_catatan(bagian.metode_pengukuran, resep.catatan),
            sumber_data="\n".join(filter(None, (baris["sumber_data"], bagian.sumber_data))),
        )
        _buat_komponen(indikator, resep, hasil)
        _buat_target(indikator, baris["target"])
        hasil[baris["id"]] = indikator
    return hasil


def _merujuk(kunci: str) -> bool:
    return any(b.rujukan for b in JAKARTA_BARAT[kunci].bagian)


def muat_sasaran_mutu(
    periode: Periode, unit: Unit, jabatan: Jabatan, satuan: Mapping[str, Satuan]
) -> dict[str, Indikator]:
    """The 9 sasaran mutu of [MM], by number ("7.1"); the year target, not printed, follows from the pattern."""
    hasil: dict[str, Indikator] = {}
    for baris in baca("sasaran_mutu_2023.json")["sasaran_mutu"]:
        resep = SASARAN_MUTU[baris["no"]]
        sasaran = Sasaran.objects.create(
            periode=periode, unit=unit, nomor=baris["no"], jenis=JenisSasaran.MUTU, uraian=baris["sasaran"]
        )
        indikator = _buat_indikator(
            sasaran,
            1,
            baris["indikator"],
            resep,
            satuan=satuan[resep.satuan],
            metode_pengukuran=_dengan_catatan(baris["metode_pengukuran"], resep.catatan),
            sumber_data=baris["frekuensi"],
        )
        indikator.penanggung_jawab.add(jabatan)
        _buat_komponen(indikator, resep, hasil)
        _buat_target(indikator, baris["target"])
        _buat_target_tahun(indikator, resep)
        hasil[indikator.kode] = indikator
    return hasil


def _buat_indikator(sasaran: Sasaran, nomor: int, nama: str, resep: Resep, **lain: Any) -> Indikator:
    indikator = Indikator(
        sasaran=sasaran,
        nomor=nomor,
        nama=nama,
        arah=Arah.NAIK,
        pola=resep.pola,
        rumus=resep.rumus,
        agregasi=resep.agregasi,
        desimal=resep.desimal,
        **lain,
    )
    indikator.full_clean()
    indikator.save()
    return indikator


def _dengan_catatan(metode: str, catatan: str) -> str:
    return f"{metode}\n\nCatatan: {catatan}" if catatan else metode


def _buat_komponen(indikator: Indikator, resep: Resep, dirujuk: Mapping[str, Indikator]) -> None:
    for urutan, bagian in enumerate(resep.bagian, 1):
        Komponen.objects.create(
            indikator=indikator,
            nama=bagian.nama,
            label=bagian.label,
            urutan=urutan,
            sumber=_sumber(bagian),
            rujukan=dirujuk[bagian.rujukan] if bagian.rujukan else None,
            tetapan=bagian.tetapan,
        )


def _sumber(bagian: Bagian) -> SumberKomponen:
    if bagian.survei:
        return SumberKomponen.SURVEI
    return SumberKomponen.INDIKATOR if bagian.rujukan else SumberKomponen.ISIAN


def _buat_target(indikator: Indikator, cetakan: Mapping[str, Mapping[str, Any]]) -> None:
    """The targets as printed; "N/A" is no number and no zero."""
    for waktu, isi in cetakan.items():
        nilai = isi["value"]
        Target.objects.create(
            indikator=indikator,
            triwulan=_WAKTU[waktu],
            jenis=JenisTarget.NA if nilai is None else JenisTarget.ANGKA,
            nilai=nilai,
            tercetak=isi["raw"],
        )


def _buat_target_tahun(indikator: Indikator, resep: Resep) -> None:
    triwulanan = [t.sebagai_target() for t in indikator.target.order_by("triwulan")]
    tahun = target_tahun_dari(resep.pola, triwulanan)
    Target.objects.create(indikator=indikator, triwulan=TAHUNAN, jenis=tahun.jenis, nilai=tahun.nilai)
