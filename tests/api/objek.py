"""Ids and codes of the scene for each path of the API, so that a fuzzer meets objects and not only refusals."""

from __future__ import annotations

from typing import Any

from tests.izin.adegan import Adegan


def dikenal(adegan: Adegan) -> dict[str, list[Any]]:
    """Values of parameters that mean something here."""
    indikator = adegan.indikator
    return {
        "query.unit": ["BAG", "KOTA"],
        "query.tahun": [2023],
        "query.triwulan": [1, 2],
        "query.indikator": [indikator.pk],
        "query.survei": [adegan.survei.pk],
        "body.unit": ["BAG"],
        "body.tahun": [2023],
        "body.triwulan": [2],
        "body.baris[*].indikator": [indikator.pk],
        "body.baris[*].komponen": ["nilai"],
        "body.baris[*].triwulan": [1, 2],
        "body.baris[*].nilai": ["84", "0"],
    }


def jalur_objek(adegan: Adegan) -> dict[str, dict[str, Any]]:
    """Path → parameter → the object of the scene."""
    orang, pk, pohon = adegan.orang, adegan.pk, adegan.pohon
    baris = {"indikator": adegan.indikator.pk, "triwulan": 2}
    satu = {
        "unit": orang.bagian.pk,
        "instansi": orang.instansi.pk,
        "jabatan": pk.berlaku.jabatan_id,
        "periode": orang.periode.pk,
        "jejak": adegan.induk_data["organisasi_jejak"].pk,
        "sasaran": adegan.indikator.sasaran_id,
        "indikator": adegan.indikator.pk,
        "survei": adegan.survei.pk,
        "hasil-survei": adegan.hasil.pk,
        "rtl": adegan.rtl.pk,
        "perjanjian": pk.berlaku.pk,
        "anggaran": pk.anggaran.pk,
        "simpul": pohon.puncak.pk,
        "crosscutting": pohon.lintas.pk,
        "rencana-aksi": adegan.kegiatan.pk,
        "laporan": str(adegan.laporan.pk),
        "bukti": adegan.bukti.pk,
    }
    hasil: dict[str, dict[str, Any]] = {f"/api/v1/{nama}/{{id}}/": {"id": pk} for nama, pk in satu.items()}
    anak = {"bukti": "unduh", "indikator": "asal", "laporan": "unduh", "perjanjian": "beda", "survei": "hasil"}
    hasil |= {f"/api/v1/{nama}/{{id}}/{ekor}/": {"id": satu[nama]} for nama, ekor in anak.items()}
    hasil["/api/v1/survei/{id}/jawaban/"] = {"id": adegan.survei.pk}
    hasil["/api/v1/laporan/{id}/batal/"] = {"id": str(adegan.laporan.pk)}
    hasil["/api/v1/dokumen-perjanjian/{id}/unduh/"] = {"id": pk.dokumen.pk}
    hasil["/api/v1/periksa/{kode}/"] = {"kode": adegan.laporan.kode_periksa}
    for ekor in ("", "ajukan/", "bukti/", "riwayat/"):
        hasil["/api/v1/realisasi/{indikator}/{triwulan}/" + ekor] = baris
    hasil["/api/v1/realisasi/{indikator}/{triwulan}/komponen/{nama}/"] = baris | {"nama": "nilai"}
    return hasil
