"""`GET boleh/`: may I do this now, and if not, why, in the words of the refusal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from kinerja.api.autentikasi import Kredensial, pemanggil
from kinerja.api.cakupan import Cakupan
from kinerja.api.dasar import Dasar, dengan_etag
from kinerja.api.etag import etag_isi
from kinerja.api.izin import wajib_cakupan
from kinerja.api.masalah import JENIS as JENIS_MASALAH
from kinerja.api.masalah import Masalah
from kinerja.api.skema import RUJUK_MASALAH
from kinerja.laporan.api import contoh
from kinerja.laporan.boleh import JENIS
from kinerja.organisasi.boleh import JenisObjek, Putusan, putuskan

# Reading the object is what asking about it takes; doing it over the API takes the second.
CAKUPAN: Mapping[str, Cakupan] = {
    "realisasi": Cakupan.INDIKATOR_BACA,
    "survei": Cakupan.SURVEI_BACA,
    "perjanjian": Cakupan.PERJANJIAN_BACA,
    "laporan": Cakupan.LAPORAN_BACA,
    "unit": Cakupan.ORGANISASI_BACA,
}
CAKUPAN_TINDAKAN: Mapping[tuple[str, str], Cakupan] = {
    ("realisasi", "isi"): Cakupan.REALISASI_TULIS,
    ("realisasi", "lampirkan"): Cakupan.REALISASI_TULIS,
    ("realisasi", "ajukan"): Cakupan.REALISASI_TULIS,
    ("survei", "kirim_jawaban"): Cakupan.SURVEI_TULIS,
    ("laporan", "batal"): Cakupan.LAPORAN_MINTA,
    ("unit", "minta_laporan"): Cakupan.LAPORAN_MINTA,
    ("unit", "baca_jejak"): Cakupan.JEJAK_BACA,
}
AKSI = sorted({nama for jenis in JENIS.values() for nama in jenis.tindakan})
POLA_OBJEK = "^(" + "|".join(f"{nama}:{jenis.pola}" for nama, jenis in JENIS.items()) + ")$"


class BolehSerializer(serializers.Serializer[Any]):
    """Jawabannya; `kode` dan `pesan` kosong bila `boleh` true, selain itu milik penolakannya."""

    aksi = serializers.ChoiceField(choices=AKSI)
    objek = serializers.CharField()
    boleh = serializers.BooleanField()
    kode = serializers.CharField(allow_blank=True)
    pesan = serializers.CharField(allow_blank=True)
    rincian = serializers.DictField(child=serializers.CharField(), help_text="Nilai pendamping, misalnya temuan.")


def _daftar() -> str:
    baris = [
        f"- `{nama}:{jenis.contoh}` ({jenis.uraian}): " + ", ".join(f"`{a}`" for a in jenis.tindakan)
        for nama, jenis in JENIS.items()
    ]
    return "\n".join(baris)


class BolehView(Dasar):
    """Bolehkah saya melakukannya sekarang?"""

    @property
    def cakupan_baca(self) -> Cakupan | None:  # type: ignore[override]
        """The scope of reading the kind of object asked about; a kind there is not is refused for that alone."""
        jenis = self.request.query_params.get("objek", "").partition(":")[0]
        return CAKUPAN.get(jenis)

    @extend_schema(
        summary="Boleh atau tidak, dan mengapa",
        description=(
            "Menjawab apakah tindakan ini boleh dilakukan sekarang oleh pemanggil: peran, cakupan token, jendela "
            "pengisian, status, dan siapa yang harus bertindak. Tidak mengubah apa pun. Penolakannya memakai kode dan "
            "kalimat yang sama dengan halaman. Jenis objek dan tindakannya:\n\n" + _daftar()
        ),
        tags=["Wewenang"],
        parameters=[
            OpenApiParameter("aksi", {"type": "string", "enum": AKSI}, required=True, description="Tindakan."),
            OpenApiParameter(
                "objek",
                {"type": "string", "pattern": POLA_OBJEK, "maxLength": 60},
                required=True,
                description="`<jenis>:<id>`.",
                examples=[OpenApiExample(nama, value=f"{nama}:{jenis.contoh}") for nama, jenis in JENIS.items()],
            ),
        ],
        responses={200: BolehSerializer, (404, JENIS_MASALAH): RUJUK_MASALAH},
        examples=[OpenApiExample("Jendela sudah tertutup", value=contoh.BOLEH, response_only=True)],
    )
    def get(self, request: Request) -> Response:
        """May I; 404 for an object the caller may not read."""
        objek, aksi = request.query_params.get("objek", ""), request.query_params.get("aksi", "")
        jenis, kunci = _baca_objek(objek)
        tindakan = JENIS[jenis].tindakan.get(aksi)
        if tindakan is None:
            pilihan = list(JENIS[jenis].tindakan)
            raise Masalah(422, "aksi_tidak_dikenal", f"{jenis} mengenal aksi: {', '.join(pilihan)}.", pilihan=pilihan)
        hasil = putuskan(JENIS[jenis], kunci, tindakan, pemanggil(request), timezone.now())
        if hasil.boleh:
            hasil = _menurut_cakupan(request, CAKUPAN_TINDAKAN.get((jenis, aksi)))
        isi = {"aksi": aksi, "objek": objek, "boleh": hasil.boleh, "kode": hasil.kode, "pesan": hasil.pesan}
        data = BolehSerializer(isi | {"rincian": dict(hasil.rincian)}).data
        return dengan_etag(request, data, etag_isi(data))


def _baca_objek(teks: str) -> tuple[str, str]:
    """Kind and id. Raises Masalah 422 `objek_keliru`."""
    nama, _, kunci = teks.partition(":")
    jenis: JenisObjek | None = JENIS.get(nama)
    if jenis is None or not re.fullmatch(jenis.pola, kunci, re.ASCII):
        bentuk = ", ".join(f"{n}:{j.contoh}" for n, j in JENIS.items())
        raise Masalah(422, "objek_keliru", f"Tulis objek sebagai <jenis>:<id>, misalnya {bentuk}.", pilihan=list(JENIS))
    return nama, kunci


def _menurut_cakupan(request: Request, cakupan: Cakupan | None) -> Putusan:
    """What the account may do, the token may still not."""
    if cakupan is None or not isinstance(request.auth, Kredensial):
        return Putusan(True)
    try:
        wajib_cakupan(request.auth, cakupan)
    except Masalah as kurang:
        return Putusan(False, kurang.kode, kurang.pesan)
    return Putusan(True)
