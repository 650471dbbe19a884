"""The IKU of a kecamatan [IKU]; several units answer for one indicator, named as the document names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indikator.models import Satuan
from indikator.models.indikator import JenisSasaran
from kinerja.beranda.demo.indikator import baca
from kinerja.beranda.demo.rangkaian import Cetakan, nilainya, rangkai, rasio
from kinerja.beranda.demo.resep import Resep
from kinerja.beranda.demo.susunan import BarisUnit
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.organisasi.models.unit import JenisUnit

PUNCAK_KECAMATAN = "KEC"


def _seksi(kode: str, nama: str, sebutan: str, induk: str = PUNCAK_KECAMATAN) -> BarisUnit:
    return BarisUnit(kode, nama, JenisUnit.SUBBAGIAN, f"Kepala {nama}", induk, sebutan)


UNIT_KECAMATAN: tuple[BarisUnit, ...] = (
    BarisUnit(PUNCAK_KECAMATAN, "Kecamatan Contoh", JenisUnit.KECAMATAN, "Camat", pangkat="Pembina (IV/a)"),
    BarisUnit(
        "KEC-1",
        "Sekretariat Kecamatan",
        JenisUnit.SEKRETARIAT,
        "Sekretaris Camat",
        PUNCAK_KECAMATAN,
        "Sekretaris Camat",
    ),
    _seksi("KEC-11", "Subbagian Perencanaan dan Keuangan", "Subag Perenc Keu", "KEC-1"),
    _seksi("KEC-12", "Subbagian Umum dan Kepegawaian", "Subbag Umum Kepegawaian", "KEC-1"),
    _seksi("KEC-2", "Seksi Pemerintahan", "Seksi Pemerintahan"),
    _seksi("KEC-3", "Seksi Ekonomi dan Pembangunan", "Seksi Ekobang"),
    _seksi("KEC-4", "Seksi Kesejahteraan Sosial", "Seksi Kessos"),
    _seksi("KEC-5", "Seksi Ketenteraman dan Ketertiban", "Seksi Trantib"),
)


def muat_iku(
    periode: Periode, unit: Mapping[str, Unit], jabatan: Mapping[str, Jabatan], satuan: Mapping[str, Satuan]
) -> None:
    """The document's six indicators at the kecamatan; `unit` and `jabatan` by code, as UNIT_KECAMATAN made them.

    Raises LookupError for a name of somebody responsible that no unit bears.
    """
    sebutan = {b.sebutan: jabatan[b.kode] for b in UNIT_KECAMATAN if b.sebutan}
    cetakan = [
        Cetakan(
            unit=unit[PUNCAK_KECAMATAN],
            sasaran=baris["sasaran"],
            nama=baris["indikator"],
            resep=_resep(baris),
            penanggung_jawab=[sebutan[nama] for nama in baris["penanggung_jawab"]],
            metode=baris["penjelasan"],
            sumber_data="\n".join(baris["sumber_data"]),
            sebutan="\n".join(baris["penanggung_jawab"]),
        )
        for baris in baca("iku_kecamatan.json")["iku"]
    ]
    rangkai(periode, cetakan, JenisSasaran.STRATEGIS, satuan)


def _resep(baris: Mapping[str, Any]) -> Resep:
    formula = baris["formula"]
    match formula["kind"]:
        case "ratio":
            return rasio(formula["numerator"], formula["denominator"])
        case "survey_index":
            return nilainya("Indeks Kepuasan Masyarakat (IKM) hasil survei", "nilai")
    # Criteria are printed, but neither what is counted nor by what it is divided.
    return nilainya("Kelurahan yang memiliki kriteria baik (%)", "persen")
