"""The IKI of a Dinas PMPTSP [IKI]: its posts with tugas and fungsi, and the indicators of each.

The posts between those the document prints (the head of the agency, one head of bidang) are named in its tugas. The
document has no targets; it writes a count as "Σ …" and a share as a fraction.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indikator.models import Satuan
from indikator.models.indikator import JenisSasaran
from kinerja.beranda.demo.indikator import baca
from kinerja.beranda.demo.rangkaian import Cetakan, banyaknya, rangkai, rasio
from kinerja.beranda.demo.resep import Resep
from kinerja.beranda.demo.susunan import BarisUnit
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.organisasi.models.unit import JenisUnit

PUNCAK_DPMPTSP = "DPMPTSP"
NAMA_DPMPTSP = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"


def _bidang(kode: str, nama: str) -> BarisUnit:
    return BarisUnit(kode, nama, JenisUnit.BAGIAN, f"Kepala {nama}", PUNCAK_DPMPTSP, pangkat="Pembina (IV/a)")


def _seksi(kode: str, nama: str, induk: str) -> BarisUnit:
    return BarisUnit(kode, nama, JenisUnit.SUBBAGIAN, f"Kepala {nama}", induk)


UNIT_DPMPTSP: tuple[BarisUnit, ...] = (
    BarisUnit(
        PUNCAK_DPMPTSP, NAMA_DPMPTSP, JenisUnit.DINAS, f"Kepala {NAMA_DPMPTSP}", pangkat="Pembina Utama Muda (IV/c)"
    ),
    BarisUnit("DPM-1", "Sekretariat", JenisUnit.SEKRETARIAT, "Sekretaris", PUNCAK_DPMPTSP, pangkat="Pembina (IV/a)"),
    _seksi("DPM-11", "Sub Bagian Umum dan Kepegawaian", "DPM-1"),
    _seksi("DPM-12", "Sub Bagian Keuangan", "DPM-1"),
    _bidang("DPM-2", "Bidang Penanaman Modal"),
    _seksi("DPM-21", "Seksi Perencanaan Penanaman Modal", "DPM-2"),
    _seksi("DPM-22", "Seksi Promosi dan Pelayanan Penanaman Modal", "DPM-2"),
    _bidang("DPM-3", "Bidang Pelayanan Terpadu Satu Pintu"),
    _seksi("DPM-31", "Seksi Pengaduan dan Sistem Informasi", "DPM-3"),
    BarisUnit("DPM-4", "Unit Pelaksana Teknis", JenisUnit.UPT, "Kepala Unit Pelaksana Teknis", PUNCAK_DPMPTSP),
)


def muat_iki(
    periode: Periode, unit: Mapping[str, Unit], jabatan: Mapping[str, Jabatan], satuan: Mapping[str, Satuan]
) -> None:
    """The document's posts and indicators; `unit` and `jabatan` by code, as UNIT_DPMPTSP made them.

    Raises LookupError for a post the document names and the units do not have.
    """
    kode = {j.nama.upper(): k for k, j in jabatan.items()}
    cetakan = []
    for baris in baca("iki_dpmptsp.json")["jabatan"]:
        milik = kode[baris["jabatan"]]
        satu = jabatan[milik]
        satu.tugas = baris["tugas"] or "\n".join(baris["tugas_list"])
        satu.fungsi = baris["fungsi"]
        cetakan += [_cetakan(i, unit[milik], satu) for i in baris["indikator"]]
    Jabatan.objects.bulk_update(jabatan.values(), ["tugas", "fungsi"])
    rangkai(periode, cetakan, JenisSasaran.OPERASIONAL, satuan)


def _cetakan(baris: Mapping[str, Any], unit: Unit, jabatan: Jabatan) -> Cetakan:
    return Cetakan(
        unit=unit,
        sasaran=baris["sasaran"],
        nama=baris["indikator"],
        resep=_resep(baris),
        penanggung_jawab=[jabatan],
        sumber_data=baris["sumber_data"],
    )


def _resep(baris: Mapping[str, Any]) -> Resep:
    formula = baris["formula"]
    if formula["kind"] == "ratio":
        return rasio(f"Σ {formula['numerator']}", f"Σ {formula['denominator']}")
    return banyaknya(f"Σ {formula['of']}", baris["satuan"])
