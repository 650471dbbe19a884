"""Agreements, cascade, checks, trees, plans and budget over the API: their figures, their reach, their cost."""

from __future__ import annotations

import hashlib
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.storage import default_storage
from rest_framework.test import APIClient

from indikator.models import Turunan
from kinerja.perjanjian.alur import AlasanPerubahan, Status
from kinerja.perjanjian.models import (
    DokumenPK,
    LintasSimpul,
    TautanKinerja,
    UraianTurunan,
)
from kinerja.perjanjian.services import pk as layanan
from kinerja.perjanjian.services.pk_dokumen import dokumen_asli
from tests.api.conftest import Pemanggil
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran
from tests.perjanjian.bantu_pk import KINI, TANGGAL, Susunan, buat_anggaran, draf, pk_di, susunan
from tests.perjanjian.bantu_pohon import buat_simpul
from tests.perjanjian.bantu_rencana import buat_kegiatan, lapor

__all__ = ["susunan"]
AKAR = "/api/v1/"


def ambil(klien: APIClient, alamat: str) -> Any:
    jawab = klien.get(AKAR + alamat)
    assert jawab.status_code == 200, jawab.content
    assert jawab["ETag"] if "hasil" not in jawab.json() else True
    return jawab.json()


def test_perjanjian_dengan_isi_beku(susunan: Susunan, dengan_token: Pemanggil) -> None:
    orang = susunan.orang
    pk = pk_di(susunan, Status.DITANDATANGANI)
    klien = dengan_token(orang.verifikator, orang.kota)
    (baris,) = ambil(klien, "perjanjian/?unit=AST&tahun=2023&status=ditandatangani")["hasil"]
    assert (baris["id"], baris["judul"], baris["versi"]) == (pk.pk, "Perjanjian Kinerja 2023", 1)
    assert baris["jabatan"] == {"id": susunan.kabag.pk, "nama": "Kepala Bagian Contoh", "unit": "BAG"}
    assert "isi" not in baris
    satu = ambil(klien, f"perjanjian/{pk.pk}/")
    assert satu["sha256"] == pk.sha256
    assert satu["isi"]["pihak_kedua"]["jabatan"] == "Asisten Contoh"
    (lampiran,) = satu["isi"]["lampiran1"]
    assert lampiran["indikator"] == susunan.indikator.pk
    assert [t["masa"] for t in lampiran["target"]] == ["1", "2", "3", "4", "tahun"]
    assert {n: lampiran["target"][1][n] for n in ("macam", "nilai", "teks")} == {
        "macam": "angka",
        "nilai": "80",
        "teks": "80,00",
    }
    assert satu["isi"]["total"] == {"nilai": "0", "teks": "Rp0,00"}
    assert [(t["pihak"], t["cara"]) for t in satu["tanda_tangan"]] == [("pertama", "kertas"), ("kedua", "kertas")]
    assert [p["ke"] for p in satu["perpindahan"]] == ["diajukan", "disetujui", "ditandatangani"]
    assert [d["jenis"] for d in satu["dokumen"]] == ["pindaian"]


def test_beda_versi(susunan: Susunan, dengan_token: Pemanggil) -> None:
    orang = susunan.orang
    lama = pk_di(susunan, Status.DITANDATANGANI)
    susunan.indikator.target.filter(triwulan=4).update(nilai=Decimal(85))
    baru = layanan.ubah(
        pelaku=orang.perencana,
        perjanjian=lama,
        alasan=AlasanPerubahan.PRIORITAS,
        uraian="Prioritas berubah.",
        tanggal=TANGGAL,
        berlaku_triwulan=lama.berlaku_triwulan,
        kini=KINI,
    )
    klien = dengan_token(orang.verifikator, orang.kota)
    isi = ambil(klien, f"perjanjian/{baru.pk}/beda/")
    assert (isi["perjanjian"], isi["sebelumnya"]) == (baru.pk, lama.pk)
    lampiran = next(b for b in isi["beda"] if b["bagian"] == "Lampiran 1")
    assert lampiran["macam"] == "ubah"
    assert {"kolom": "TW IV", "lama": "80,00", "baru": "85,00"} in lampiran["kolom"]
    assert ambil(klien, f"perjanjian/{lama.pk}/beda/")["beda"] == []


def test_dokumen_byte_asli_dan_yang_rusak(susunan: Susunan, dengan_token: Pemanggil) -> None:
    orang = susunan.orang
    pk_di(susunan, Status.DITANDATANGANI)
    dokumen = DokumenPK.objects.get()
    klien = dengan_token(orang.verifikator, orang.bagian)
    alamat = f"{AKAR}dokumen-perjanjian/{dokumen.pk}/unduh/"
    jawab = klien.get(alamat)
    badan = b"".join(jawab.streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(badan).hexdigest() == dokumen.sha256
    assert (jawab["ETag"], jawab["Content-Type"]) == (f'"{dokumen.sha256}"', "application/pdf")
    assert klien.get(alamat, headers={"If-None-Match": jawab["ETag"]}).status_code == 304
    with default_storage.open(str(dokumen.berkas.name), "wb") as berkas:
        berkas.write(b"%PDF-lain")
    rusak = klien.get(alamat)
    assert (rusak.status_code, rusak.json()["kode"]) == (409, "berkas_rusak")
    assert dengan_token(orang.operator_lain, orang.bagian_lain).get(alamat).status_code == 404


def test_pihak_membaca_miliknya_dan_token_tetap_membatasi(susunan: Susunan, dengan_token: Pemanggil) -> None:
    pk = draf(susunan)
    asisten = APIClient()
    asisten.force_authenticate(susunan.akun["asisten"])
    assert ambil(asisten, f"perjanjian/{pk.pk}/")["status"] == "draf"
    luar = dengan_token(susunan.orang.verifikator, susunan.orang.bagian_lain)
    assert luar.get(f"{AKAR}perjanjian/{pk.pk}/").status_code == 404
    assert ambil(luar, "perjanjian/")["hasil"] == []


def test_cascading(orang: Pemeran, dengan_token: Pemanggil) -> None:
    induk = buat_indikator(buat_sasaran(orang.kota, orang.periode))
    anak = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    TautanKinerja.objects.create(induk=induk, unit=orang.bagian, jenis="langsung", anak=anak)
    Turunan.objects.create(induk=induk, anak=anak, bobot=Decimal("40.5000"))
    UraianTurunan.objects.create(indikator=induk, tingkat=1, teks="Diturunkan menjadi kegiatan")
    klien = dengan_token(orang.verifikator, orang.kota)
    (tautan,) = ambil(klien, "tautan/?tahun=2023&pengampu=BAG")["hasil"]
    assert tautan["induk"] == {"id": induk.pk, "unit": "KOTA", "kode": induk.kode, "nama": induk.nama}
    assert (tautan["unit"], tautan["anak"]["id"], tautan["jabatan"]) == ("BAG", anak.pk, None)
    (turunan,) = ambil(klien, f"turunan/?induk={induk.pk}")["hasil"]
    assert (turunan["anak"]["unit"], turunan["bobot"]) == ("BAG", "40.5")
    (uraian,) = ambil(klien, "uraian-turunan/")["hasil"]
    assert (uraian["lampiran"], uraian["teks"]) == (1, "Diturunkan menjadi kegiatan")
    # Who carries it reads the link; what is rolled up into a superior's figure is the superior's.
    pengampu = dengan_token(orang.operator, orang.bagian)
    assert [t["id"] for t in ambil(pengampu, "tautan/")["hasil"]] == [tautan["id"]]
    assert ambil(pengampu, "turunan/")["hasil"] == []


def test_pemeriksaan(orang: Pemeran, dengan_token: Pemanggil) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    klien = dengan_token(orang.verifikator, orang.kota)
    isi = ambil(klien, "pemeriksaan/?unit=AST&tahun=2023")
    kode = {t["kode"]: t for t in isi["temuan"]}
    assert kode["tanpa_penanggung_jawab"]["tingkat"] == "galat"
    assert kode["tanpa_penanggung_jawab"]["indikator"] == indikator.pk
    assert (isi["galat"], isi["peringatan"]) == (
        sum(t["tingkat"] == "galat" for t in isi["temuan"]),
        sum(t["tingkat"] == "peringatan" for t in isi["temuan"]),
    )
    galat = ambil(klien, "pemeriksaan/?unit=AST&tahun=2023&tingkat=galat")
    assert {t["tingkat"] for t in galat["temuan"]} == {"galat"}
    assert galat["peringatan"] == isi["peringatan"]
    assert ambil(klien, "pemeriksaan/?unit=LAIN&tahun=2023")["temuan"] == []


@pytest.mark.parametrize(
    ("saring", "kode"),
    [
        ("", "lingkup_kurang"),
        ("unit=BAG", "lingkup_kurang"),
        ("unit=BAG&tahun=dua", "lingkup_kurang"),
        ("unit=LUAR&tahun=2023", "unit_tidak_dikenal"),
        ("unit=BAG&tahun=2031", "tahun_tidak_dikenal"),
    ],
)
@pytest.mark.parametrize("rute", ["pemeriksaan", "pohon", "ringkasan-rencana-aksi"])
def test_lingkup_keliru(orang: Pemeran, dengan_token: Pemanggil, rute: str, saring: str, kode: str) -> None:
    jawab = dengan_token(orang.verifikator, orang.kota).get(f"{AKAR}{rute}/?{saring}")
    assert (jawab.status_code, jawab.json()["kode"]) == (422, kode)


def test_pohon(orang: Pemeran, dengan_token: Pemanggil) -> None:
    indikator = buat_indikator(buat_sasaran(orang.kota, orang.periode))
    puncak = buat_simpul(orang, "Layanan publik memuaskan", indikator=(indikator,))
    bawah = buat_simpul(orang, "Pengaduan selesai", puncak, pengampu=((orang.bagian, None),), teks=("Lama tunggu",))
    lain = buat_simpul(orang, "Data lengkap", puncak)
    LintasSimpul.objects.create(dari=bawah, ke=lain, keterangan="Data")
    klien = dengan_token(orang.verifikator, orang.kota)
    isi = ambil(klien, "pohon/?unit=KOTA&tahun=2023")
    assert [(s["nomor"], s["tingkat"], s["uraian"]) for s in isi["simpul"]] == [
        ("1", 0, "Layanan publik memuaskan"),
        ("1.1", 1, "Pengaduan selesai"),
        ("1.2", 1, "Data lengkap"),
    ]
    assert isi["simpul"][0]["ukuran"] == [{"indikator": indikator.pk, "teks": indikator.nama}]
    assert isi["simpul"][1]["ukuran"] == [{"indikator": None, "teks": "Lama tunggu"}]
    assert [(x["simpul"], x["tujuan"]) for x in isi["lintas"]] == [(bawah.pk, lain.pk)]
    assert ("simpul_tanpa_indikator", lain.pk) in [(t["kode"], t["simpul"]) for t in isi["temuan"]]
    semua = ambil(klien, "simpul/?unit=KOTA&tahun=2023&jenis=csf")["hasil"]
    assert [s["id"] for s in semua] == [bawah.pk, lain.pk]
    assert semua[0]["pengampu"] == [{"unit": "BAG", "jabatan": None}]
    assert [(x["dari"], x["ke"], x["unit"]) for x in ambil(klien, "crosscutting/")["hasil"]] == [
        (bawah.pk, lain.pk, "KOTA")
    ]
    assert ambil(klien, "pohon/?unit=LAIN&tahun=2023")["simpul"] == []


def test_pengampu_kondisi_tidak_melihat_atasnya(orang: Pemeran, dengan_token: Pemanggil) -> None:
    puncak = buat_simpul(orang, "Layanan publik memuaskan")
    bawah = buat_simpul(orang, "Pengaduan selesai", puncak, pengampu=((orang.bagian, None),))
    operator = dengan_token(orang.operator, orang.bagian)
    (satu,) = ambil(operator, "simpul/")["hasil"]
    assert (satu["id"], satu["induk"]) == (bawah.pk, None)
    assert operator.get(f"{AKAR}simpul/{puncak.pk}/").status_code == 404
    atas = ambil(dengan_token(orang.verifikator, orang.kota), f"simpul/{bawah.pk}/")
    assert atas["induk"] == puncak.pk


def test_rencana_aksi_tiga_macam_kosong(orang: Pemeran, juli: datetime, dengan_token: Pemanggil) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    kegiatan = buat_kegiatan(orang, indikator, target=("1", "2", None, "0"), biaya=(None, "1500000", None, None))
    lapor(orang, kegiatan, juli, 2, realisasi=Decimal(1), serapan=Decimal("750000.50"))
    klien = dengan_token(orang.verifikator, orang.kota)
    satu = ambil(klien, f"rencana-aksi/{kegiatan.pk}/")
    tw1, tw2, tw3, tw4 = satu["triwulan"]
    assert (tw1["target"], tw1["realisasi"], tw1["status"]) == ("1", None, "")
    assert tw1["ukuran_keluaran"]["keadaan"] == "belum"
    assert tw2["anggaran"] == {"nilai": "1500000", "teks": "Rp1.500.000,00"}
    assert {n: tw2["ukuran_keluaran"][n] for n in ("keadaan", "persen", "teks")} == {
        "keadaan": "ada",
        "persen": "50",
        "teks": "50,00%",
    }
    assert tw2["ukuran_serapan"]["teks"] == "50,00%"
    assert tw2["ukuran_serapan"]["persen"].startswith("50.0000333333333333"), "tidak dibulatkan"
    assert (tw3["target"], tw3["ukuran_keluaran"]["keadaan"]) == (None, "tidak_dinilai")
    assert tw4["target"] == "0"
    # 1 of 3 in the year.
    assert satu["keluaran_setahun"]["rencana"] == "3"
    assert satu["keluaran_setahun"]["teks"] == "33,33%"
    ringkas = ambil(klien, "ringkasan-rencana-aksi/?unit=BAG&tahun=2023")
    assert (ringkas["kegiatan"], ringkas["tanpa_kegiatan"]) == (1, 0)
    assert ringkas["kemajuan"]["teks"] == "33,33%"
    assert ringkas["belum"] == [1, 0, 0, 1]


def test_anggaran(susunan: Susunan, dengan_token: Pemanggil) -> None:
    orang = susunan.orang
    program = buat_anggaran(susunan, 1)
    klien = dengan_token(orang.verifikator, orang.kota)
    (satu,) = ambil(klien, "anggaran/?unit=BAG&tahun=2023&tingkat=program")["hasil"]
    assert (satu["id"], satu["kode"], satu["induk"]) == (program.pk, "4.001", None)
    assert satu["pagu"] == {"nilai": "125000000.5", "teks": "Rp125.000.000,50"}
    csv = klien.get(f"{AKAR}anggaran/?format=csv")
    baris = b"".join(csv.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert baris[0] == "id,tahun,unit,jabatan.nama,tingkat,induk,kode,nama,pagu.nilai,keterangan"
    assert ",125000000.5," in baris[1]


def test_dokumen_asli_terbit_lewat_halaman_terbaca(susunan: Susunan, dengan_token: Pemanggil) -> None:
    pk = pk_di(susunan, Status.DIAJUKAN)
    dokumen = dokumen_asli(pelaku=susunan.orang.perencana, perjanjian=pk, kini=KINI)
    satu = ambil(dengan_token(susunan.orang.verifikator, susunan.orang.kota), f"perjanjian/{pk.pk}/")
    assert [(d["id"], d["sha256"], d["isi_sha256"]) for d in satu["dokumen"]] == [
        (dokumen.pk, dokumen.sha256, pk.sha256)
    ]
