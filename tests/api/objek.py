"""One object of each resource of the API, at bagian: by route for the permission matrices, by path for Schemathesis."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from indikator.models import Turunan
from kinerja.api.cakupan import Cakupan
from kinerja.api.kredensial import buat_token
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Jejak
from kinerja.peristiwa.models import Langganan, Pengiriman
from kinerja.peristiwa.services.edaran import edarkan
from kinerja.perjanjian.models import TautanKinerja, UraianTurunan
from survei.models import Unggahan
from survei.models.jawaban import StatusUnggahan
from tests.izin.adegan import Adegan
from tests.pabrik import buat_indikator, buat_pengguna, buat_sasaran
from tests.peristiwa.bantu import peristiwa

KINI = datetime(2023, 7, 15, 2, 0, tzinfo=UTC)
TURUNAN = {"indikator-asal": "indikator", "perjanjian-beda": "perjanjian", "survei-hasil": "survei"}
TURUNAN |= {"survei-jawaban": "survei", "laporan-batal": "laporan", "laporan-unduh": "laporan", "bukti-unduh": "bukti"}
TURUNAN |= {f"unggahan-{aksi}": "unggahan" for aksi in ("muat", "buang", "urungkan")}
TURUNAN |= {"langganan-rahasia": "langganan", "langganan-ulangi": "langganan"}


def kunci_rute(adegan: Adegan) -> dict[str, dict[str, Any]]:
    """Route (without `api:`) → what its address is made of."""
    satu = _pk(adegan)
    baris = {"indikator": adegan.indikator.pk, "triwulan": 2}
    hasil: dict[str, dict[str, Any]] = {f"{nama}-detail": {"pk": pk} for nama, pk in satu.items()}
    hasil |= {rute: {"pk": satu[induk]} for rute, induk in TURUNAN.items()}
    hasil |= {f"realisasi-{ekor}": baris for ekor in ("detail", "ajukan", "bukti", "riwayat")}
    hasil["realisasi-komponen"] = baris | {"nama": "nilai"}
    hasil["dokumen-perjanjian-unduh"] = {"pk": adegan.pk.dokumen.pk}
    hasil["periksa"] = {"kode": adegan.laporan.kode_periksa}
    return hasil


def jalur_objek(adegan: Adegan) -> dict[str, dict[str, Any]]:
    """Path of the OpenAPI document → its parameters."""
    hasil = {}
    for rute, kunci in kunci_rute(adegan).items():
        bagian = reverse(f"api:{rute}", kwargs=kunci).split("/")
        for nama, nilai in kunci.items():
            bagian[bagian.index(str(nilai))] = "{id}" if nama == "pk" else f"{{{nama}}}"
        hasil["/".join(bagian)] = {("id" if nama == "pk" else nama): _teks(nilai) for nama, nilai in kunci.items()}
    return hasil


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


def token_serba_bisa(adegan: Adegan) -> str:
    """A token with every scope, of somebody with every role, over the whole agency."""
    orang, kini = adegan.orang, timezone.now()
    _, teks = buat_token(
        pemilik=buat_pengguna("serba_bisa", orang.instansi, *((p, orang.kota) for p in Peran)),
        nama="uji",
        cakupan=list(Cakupan.values),
        unit=orang.kota,
        kedaluwarsa=kini + timedelta(days=1),
        kini=kini,
    )
    return teks


def _teks(nilai: Any) -> str | int:
    return nilai if isinstance(nilai, int) else str(nilai)


def _pk(adegan: Adegan) -> dict[str, Any]:
    """The objects of the scene, and those it has not, made here."""
    orang, pk, indikator = adegan.orang, adegan.pk, adegan.indikator
    anak = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    kirim = _pengiriman(adegan)
    return {
        "unit": orang.bagian.pk,
        "instansi": orang.instansi.pk,
        "jabatan": pk.berlaku.jabatan_id,
        "periode": orang.periode.pk,
        "jejak": Jejak.objects.get(aksi="uji").pk,
        "sasaran": indikator.sasaran_id,
        "indikator": indikator.pk,
        "target": indikator.target.all()[0].pk,
        "survei": adegan.survei.pk,
        "hasil-survei": adegan.hasil.pk,
        "rtl": adegan.rtl.pk,
        "unggahan": _unggahan(adegan).pk,
        "perjanjian": pk.berlaku.pk,
        "anggaran": pk.anggaran.pk,
        "simpul": adegan.pohon.puncak.pk,
        "crosscutting": adegan.pohon.lintas.pk,
        "rencana-aksi": adegan.kegiatan.pk,
        "tautan": TautanKinerja.objects.create(induk=indikator, unit=orang.bagian, jenis="langsung", anak=anak).pk,
        "turunan": Turunan.objects.create(induk=indikator, anak=anak).pk,
        "uraian-turunan": UraianTurunan.objects.create(indikator=indikator, tingkat=9, teks="Uraian").pk,
        "langganan": kirim.langganan_id,
        "pengiriman": kirim.pk,
        "laporan": adegan.laporan.pk,
        "bukti": adegan.bukti.pk,
    }


def _pengiriman(adegan: Adegan) -> Pengiriman:
    """A subscription of bagian with one delivery that waits."""
    langganan = Langganan.objects.create(
        nama="Dasbor",
        url="https://dasbor.example.go.id/kait",
        unit=adegan.orang.bagian,
        jenis=["realisasi.diajukan"],
        garam="0" * 64,
        dibuat_oleh=adegan.orang.administrator,
        dibuat_pada=KINI,
    )
    peristiwa(adegan.orang.bagian)
    edarkan(KINI)
    return langganan.pengiriman.all()[0]


def _unggahan(adegan: Adegan) -> Unggahan:
    """A batch that was loaded and undone, of the survey that pages of uploading do not look at."""
    petugas = adegan.pelaku["petugas_survei"]
    assert petugas is not None
    return Unggahan.objects.create(
        survei=adegan.hasil.survei,
        nama="kiriman.csv",
        ukuran=10,
        sha256="1" * 64,
        status=StatusUnggahan.DIURUNGKAN,
        diunggah_oleh=petugas,
        diunggah_pada=KINI,
    )
