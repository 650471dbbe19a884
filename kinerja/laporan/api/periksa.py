"""`GET periksa/{kode}/`: whether a printed document is ours and still in force. Public, as its page is."""

from __future__ import annotations

import re
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from kinerja.api.batas import BatasPelaku
from kinerja.api.dasar import Dasar, dengan_etag
from kinerja.api.etag import etag_isi
from kinerja.api.masalah import Masalah
from kinerja.laporan.api import contoh
from kinerja.laporan.api.serializers_periksa import PeriksaSerializer
from kinerja.laporan.selectors import Pemeriksaan, periksa_kode
from kinerja.laporan.views import PERIKSA_PER_MENIT
from kinerja.perjanjian.selectors.pk_periksa import PemeriksaanPK, periksa_kode_pk

SIDIK = "[0-9a-fA-F]{64}"


class BatasPeriksa(BatasPelaku):
    """As narrow as that of the page: codes are not to be guessed."""

    scope = "periksa"

    def get_rate(self) -> str:
        return f"{PERIKSA_PER_MENIT}/min"


class PeriksaView(Dasar):
    """Periksa dokumen tercetak."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (BatasPeriksa,)

    @extend_schema(
        summary="Periksa dokumen tercetak menurut kodenya",
        description=(
            "Terbuka untuk siapa pun yang memegang kode pada dokumen; angkanya tidak ditampilkan. Sebutkan `sha256` "
            "berkas yang Anda pegang untuk mengetahui apakah sama persis dengan yang diterbitkan. "
            f"Paling banyak {PERIKSA_PER_MENIT} pemeriksaan per menit dari satu alamat."
        ),
        tags=["Laporan"],
        parameters=[
            OpenApiParameter(
                "sha256",
                {"type": "string", "pattern": f"^{SIDIK}$"},
                description="SHA-256 berkas yang dibandingkan, heksadesimal.",
            )
        ],
        responses=PeriksaSerializer,
        examples=[OpenApiExample("Masih berlaku", value=contoh.PERIKSA, response_only=True)],
    )
    def get(self, request: Request, kode: str) -> Response:
        """The document with this code; 404 for any other code, and for a draft."""
        sha256 = _baca_sidik(request)
        pk = periksa_kode_pk(kode)
        isi = _perjanjian(pk) if pk is not None else _laporan(periksa_kode(kode, kini=timezone.now()))
        isi["cocok"] = sha256 in isi["berkas_sha256"] if sha256 else None
        data = PeriksaSerializer(isi).data
        return dengan_etag(request, data, etag_isi(data))


def _baca_sidik(request: Request) -> str:
    """`?sha256=` in lower case, "" without; Masalah 422 `sidik_keliru` when it is none (also an empty one)."""
    teks = request.query_params.get("sha256")
    if teks is None:
        return ""
    if not re.fullmatch(SIDIK, teks):
        raise Masalah(422, "sidik_keliru", "sha256 terdiri atas 64 huruf heksadesimal (0–9, a–f).")
    return teks.lower()


def _laporan(hasil: Pemeriksaan) -> dict[str, Any]:
    laporan = hasil.laporan
    return {
        "dokumen": "laporan",
        "judul": laporan.judul,
        "keadaan": "digantikan" if hasil.digantikan else "berlaku",
        "sementara": hasil.data.sementara,
        "contoh": hasil.data.contoh,
        "instansi": hasil.data.kop.instansi,
        "unit": hasil.data.unit_nama,
        "jabatan": laporan.jabatan.nama if laporan.jabatan else "",
        "masa": laporan.masa,
        "nomor": laporan.nomor,
        "kode_periksa": laporan.kode_periksa,
        "diterbitkan_pada": laporan.mulai_pada,
        "tanda_tangan": [],
        "data_sha256": hasil.sidik_data,
        "berkas_sha256": [laporan.berkas_sha256],
    }


def _perjanjian(hasil: PemeriksaanPK) -> dict[str, Any]:
    perjanjian = hasil.perjanjian
    keadaan = "digantikan" if hasil.digantikan else "berlaku" if hasil.berlaku else "belum_berlaku"
    return {
        "dokumen": "perjanjian",
        "judul": perjanjian.judul,
        "keadaan": keadaan,
        "sementara": False,
        "contoh": False,
        "instansi": hasil.data.kop.instansi,
        "unit": hasil.data.unit,
        "jabatan": hasil.data.pihak_pertama.jabatan,
        "masa": str(perjanjian.periode.tahun),
        "nomor": "",
        "kode_periksa": perjanjian.kode_periksa,
        "diterbitkan_pada": perjanjian.diajukan_pada,
        "tanda_tangan": hasil.tanda_tangan,
        "data_sha256": perjanjian.sha256,
        "berkas_sha256": sorted(hasil.sidik_berkas),
    }
