"""The matrix's page: rows, levels, cells, ticking them, and what the checks say beside it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from indikator.models import Indikator, Penugasan
from indikator.models.indikator import JenisSasaran
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Jabatan, Pengguna, Unit
from kinerja.perjanjian.models.cascading import JenisTautan, TautanKinerja, UraianTurunan
from kinerja.perjanjian.selectors.cascading_matriks import Matriks
from kinerja.perjanjian.services.cascading_sel import KOSONG, sidik_sel
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_pengguna, buat_sasaran, buat_unit


@pytest.fixture
def induk(orang: Pemeran) -> Indikator:
    """The city's one indicator."""
    return buat_indikator(buat_sasaran(orang.kota, orang.periode), target={2: "80", 3: None, 4: "0", 0: "80"})


def masuk(pengguna: Pengguna) -> Client:
    client = Client()
    client.force_login(pengguna)
    return client


def alamat(rute: str, unit: Unit, *lain: int | str) -> str:
    return reverse(f"perjanjian:cascading{rute}", args=[unit.pk, 2023, *lain])


def matriks(client: Client, unit: Unit, **kueri: str | int) -> Matriks:
    hasil: Matriks = client.get(alamat("", unit), kueri).context["m"]
    return hasil


def centang(client: Client, orang: Pemeran, induk: Indikator, bawah: Unit, ada: str, sidik: str, **kepala: Any) -> Any:
    tujuan = alamat("_centang", orang.kota, induk.pk, bawah.pk)
    return client.post(tujuan, {"ada": ada, "sidik": sidik}, headers=kepala)


def sidik(induk: Indikator, unit: Unit) -> str:
    return sidik_sel(TautanKinerja.objects.filter(induk=induk, unit=unit))


def test_kolom_menurut_lampiran(orang: Pemeran, induk: Indikator) -> None:
    client = masuk(orang.perencana)
    satu = matriks(client, orang.kota)
    assert [(x.nama, x.banyak) for x in satu.lampiran] == [("Lampiran I", 1), ("Lampiran II", 2), ("Lampiran III", 1)]
    assert [u.kode for u in satu.kolom] == ["AST"]
    assert [u.kode for u in matriks(client, orang.kota, lampiran=2).kolom] == ["BAG", "LAIN"]
    tiga = matriks(client, orang.kota, lampiran=3)
    assert ([u.kode for u in tiga.kolom], [(a.kode, n) for a, n in tiga.kepala if a]) == (["SUB"], [("BAG", 1)])
    # What makes no sense falls back to the first level.
    for aneh in ("9", "x", "1" * 30):
        assert [u.kode for u in matriks(client, orang.kota, lampiran=aneh).kolom] == ["AST"]


def test_saring_menurut_atasan(orang: Pemeran, induk: Indikator) -> None:
    buat_unit(orang.instansi, "SUB-LAIN", orang.bagian_lain)
    client = masuk(orang.perencana)
    assert [u.kode for u in matriks(client, orang.kota, lampiran=3).kolom] == ["SUB", "SUB-LAIN"]
    saring = matriks(client, orang.kota, lampiran=3, di=orang.bagian_lain.pk)
    assert [u.kode for u in saring.kolom] == ["SUB-LAIN"]
    assert len(matriks(client, orang.kota, lampiran=3, di=orang.subbagian.pk).kolom) == 2


def test_unit_yang_berakhir_tidak_menjadi_kolom(orang: Pemeran, induk: Indikator) -> None:
    buat_unit(orang.instansi, "BUBAR", orang.kota, berlaku_sampai="2023-01-31")
    Unit.objects.filter(kode="BUBAR").update(berlaku_dari="2020-01-01", berlaku_sampai="2022-12-31")
    assert [u.kode for u in matriks(masuk(orang.perencana), orang.kota).kolom] == ["AST"]


def test_baris_berkelompok_dan_yang_diampu_dari_atas(orang: Pemeran, induk: Indikator) -> None:
    milik = buat_indikator(buat_sasaran(orang.asisten, orang.periode, jenis=JenisSasaran.OPERASIONAL))
    khusus = buat_indikator(buat_sasaran(orang.asisten, orang.periode, jenis=JenisSasaran.KHUSUS))
    TautanKinerja.objects.create(induk=induk, unit=orang.asisten, jenis=JenisTautan.LANGSUNG)
    Penugasan.objects.create(indikator=induk, unit=orang.asisten)
    UraianTurunan.objects.create(indikator=induk, tingkat=2, teks="Diturunkan ke bagian")
    perencana = buat_pengguna("perencana_asisten", orang.instansi, (Peran.PERENCANA, orang.asisten))
    isi = matriks(masuk(perencana), orang.asisten)
    assert [(k.judul, k.milik, [b.indikator for s in k.sasaran for b in s.baris]) for k in isi.kelompok] == [
        ("Sasaran Khusus", True, [khusus]),
        ("Sasaran Operasional", True, [milik]),
        ("Diampu dari Kota Contoh", False, [induk]),
    ]
    atas = isi.baris[-1]
    # Lampiran I of the asisten is Lampiran II of the city, whose planner alone may change it.
    assert (atas.tingkat, str(atas.uraian), atas.boleh, isi.baris[0].boleh) == (2, "Diturunkan ke bagian", False, True)


def test_tiga_keadaan_target_berbeda(orang: Pemeran, induk: Indikator) -> None:
    target = matriks(masuk(orang.perencana), orang.kota).baris[0].target
    assert [(t.nama, t.keadaan, t.teks) for t in target] == [
        ("TW I", "belum", ""),
        ("TW II", "ada", "80,00"),
        ("TW III", "na", ""),
        ("TW IV", "ada", "0,00"),
        ("Tahun", "ada", "80,00"),
    ]


def test_pembaca_melihat_tanpa_kendali(orang: Pemeran, induk: Indikator) -> None:
    isi = {"induk": induk, "unit": orang.asisten}
    TautanKinerja.objects.create(**isi, jenis=JenisTautan.LINGKUP, lingkup="PKK & Jumantik", tersirat=True)
    baca = masuk(orang.inspektorat).get(alamat("", orang.kota)).content.decode()
    tulis = masuk(orang.perencana).get(alamat("", orang.kota)).content.decode()
    assert "PKK &amp; Jumantik · tersirat" in baca
    assert "PKK &amp; Jumantik · tersirat" in tulis
    for kendali in ("data-centang", "Tulis uraian", "Tambah indikator", "Tautkan massal"):
        assert kendali not in baca
        assert kendali in tulis


def test_centang_dan_lepas_tersimpan(orang: Pemeran, induk: Indikator) -> None:
    client = masuk(orang.perencana)
    jawab = centang(client, orang, induk, orang.asisten, "ya", KOSONG)
    assert (jawab.status_code, jawab.json()["keadaan"]) == (200, "tersimpan")
    assert "checked" in jawab.json()["html"]
    # A double click: the second one, with the old view of the cell, changes nothing and is no refusal.
    assert centang(client, orang, induk, orang.asisten, "ya", KOSONG).json()["keadaan"] == "tersimpan"
    assert TautanKinerja.objects.get().jenis == JenisTautan.LANGSUNG
    jawab = centang(client, orang, induk, orang.asisten, "tidak", sidik(induk, orang.asisten))
    assert "checked" not in jawab.json()["html"]
    assert (TautanKinerja.objects.count(), Penugasan.objects.count()) == (0, 0)


def test_centang_tidak_menimpa_orang_lain(orang: Pemeran, induk: Indikator) -> None:
    client = masuk(orang.perencana)
    centang(client, orang, induk, orang.asisten, "ya", KOSONG)
    lama = sidik(induk, orang.asisten)
    TautanKinerja.objects.update(jenis=JenisTautan.LINGKUP, lingkup="PKK")  # another planner, meanwhile
    jawab = centang(client, orang, induk, orang.asisten, "tidak", lama)
    assert (jawab.status_code, jawab.json()["kode"]) == (409, "sel_berubah")
    assert "PKK" in jawab.json()["html"]
    assert TautanKinerja.objects.get().lingkup == "PKK"


def test_centang_atas_nama_akun_lain_ditolak(orang: Pemeran, induk: Indikator) -> None:
    kepala = {"X-Pengguna": str(orang.operator.pk)}
    jawab = centang(masuk(orang.perencana), orang, induk, orang.asisten, "ya", KOSONG, **kepala)
    assert (jawab.status_code, jawab.json()["akun_lain"]) == (403, True)
    assert not TautanKinerja.objects.exists()


def test_sel_berjabatan_dilepas_satu_per_satu(orang: Pemeran, induk: Indikator) -> None:
    jabatan = Jabatan.objects.create(unit=orang.asisten, nama="Asisten")
    TautanKinerja.objects.create(induk=induk, unit=orang.asisten, jabatan=jabatan, jenis=JenisTautan.LANGSUNG)
    client = masuk(orang.perencana)
    assert 'id="c-' not in client.get(alamat("", orang.kota)).content.decode()
    jawab = centang(client, orang, induk, orang.asisten, "tidak", sidik(induk, orang.asisten))
    assert (jawab.status_code, jawab.json()["kode"]) == (409, "sel_berisi_banyak")
    assert TautanKinerja.objects.exists()


def test_centang_hanya_di_dalam_matriks(orang: Pemeran, induk: Indikator) -> None:
    client = masuk(orang.perencana)
    assert centang(client, orang, induk, orang.unit_luar, "ya", KOSONG).status_code == 404
    sendiri = centang(client, orang, induk, orang.kota, "ya", KOSONG)
    assert sendiri.json()["kode"] == "unit_bukan_bawahan"
    # The city's indicator is no row of the asisten as long as it does not carry it.
    assert client.get(alamat("_indikator", orang.asisten, induk.pk)).status_code == 404


def _banyak_kueri(orang: Pemeran, banyak: int) -> int:
    for n in range(banyak):
        unit = buat_unit(orang.instansi, f"U{banyak}-{n}", orang.kota)
        satu = buat_indikator(buat_sasaran(orang.kota, orang.periode))
        TautanKinerja.objects.create(induk=satu, unit=unit, jenis=JenisTautan.LANGSUNG)
        UraianTurunan.objects.create(indikator=satu, tingkat=1, teks="Diturunkan")
    client = masuk(orang.perencana)
    client.get(alamat("", orang.kota))
    with CaptureQueriesContext(connection) as kueri:
        assert client.get(alamat("", orang.kota)).status_code == 200
    return len(kueri)


def test_jumlah_kueri_matriks_tetap(orang: Pemeran) -> None:
    sedikit = _banyak_kueri(orang, 2)
    assert sedikit <= 15
    assert _banyak_kueri(orang, 18) == sedikit


def test_kolom_berhalaman(orang: Pemeran, induk: Indikator) -> None:
    for n in range(45):
        buat_unit(orang.instansi, f"U-{n:02d}", orang.kota)
    client = masuk(orang.perencana)
    assert len(matriks(client, orang.kota).kolom) == 40
    assert len(matriks(client, orang.kota, kolom=2).kolom) == 6


def test_ringkas_dan_daftar_temuan(orang: Pemeran, induk: Indikator) -> None:
    """One indicator of the city: no post answers for it (galat), no source and nobody carries it (peringatan)."""
    bawah = buat_indikator(buat_sasaran(orang.asisten, orang.periode), sumber_data="e-SAKIP")
    client = masuk(orang.perencana)
    ringkas = client.get(alamat("_ringkas", orang.kota), headers={"HX-Request": "true"}).content.decode()
    assert f'id="tanda-{induk.pk}"' in ringkas
    assert f'id="tanda-{bawah.pk}"' not in ringkas
    assert ringkas.count("1 galat") == 2  # in the sum and at the row
    assert ringkas.count("2 peringatan") == 2
    semua = client.get(alamat("_periksa", orang.kota)).context["baris"]
    assert [(b.temuan.kode, b.label) for b in semua] == [
        ("tanpa_penanggung_jawab", "Lengkapi indikator"),
        ("tanpa_pengampu", "Buka matriks"),
        ("tanpa_induk", "Buka matriks Kota Contoh"),
        ("tanpa_penanggung_jawab", "Lengkapi indikator"),
        ("tanpa_sumber_data", "Lengkapi indikator"),
        ("tanpa_pengampu", "Buka matriks"),
    ]
    galat = client.get(alamat("_periksa", orang.kota), {"tingkat": "galat"})
    assert [b.temuan.kode for b in galat.context["baris"]] == ["tanpa_penanggung_jawab"] * 2
    assert "Kota Contoh, indikator 1.1" in galat.content.decode()
    pembaca = masuk(orang.inspektorat).get(alamat("_periksa", orang.kota), {"tingkat": "galat"}).context["baris"]
    assert {b.label for b in pembaca} == {"Buka indikator"}
    assert {b.alamat for b in galat.context["baris"]} == {
        alamat("_lengkapi", orang.kota, induk.pk),
        alamat("_lengkapi", orang.asisten, bawah.pk),
    }
    assert client.get(pembaca[0].alamat).status_code == 200


def test_temuan_diunduh_menurut_saringannya(orang: Pemeran, induk: Indikator) -> None:
    orang.kota.nama = "=Kota"
    orang.kota.save()
    client = masuk(orang.inspektorat)
    csv_ = client.get(alamat("_periksa_unduh", orang.kota, "csv"))
    assert csv_["Content-Disposition"] == 'attachment; filename="temuan-cascading-kota-2023.csv"'
    larik = [baris.split(";") for baris in csv_.content.decode("utf-8-sig").splitlines()]
    assert larik[0] == ["tempat", "berat", "aturan", "temuan"]
    assert [(b[1], b[2]) for b in larik[1:]] == [
        ("galat", "tanpa_penanggung_jawab"),
        ("peringatan", "tanpa_sumber_data"),
        ("peringatan", "tanpa_pengampu"),
    ]
    assert larik[1][0] == "'=Kota, indikator 1.1"  # never a formula
    galat = client.get(alamat("_periksa_unduh", orang.kota, "xlsx"), {"tingkat": "galat"})
    assert 'filename="temuan-cascading-kota-2023-galat.xlsx"' in galat["Content-Disposition"]
    lembar = load_workbook(BytesIO(galat.content)).worksheets[0]
    assert [[str(c.value) for c in baris][:3] for baris in lembar.iter_rows(min_row=2)] == [
        ["=Kota, indikator 1.1", "Galat", "tanpa penanggung jawab"]
    ]
    assert lembar["A2"].data_type == "s"
    # What is no severity shows all, as on the page; another format is none of ours.
    semua = client.get(alamat("_periksa_unduh", orang.kota, "csv"), {"tingkat": "entah"})
    assert semua.content == csv_.content
    assert client.get(alamat("_periksa_unduh", orang.kota, "pdf")).status_code == 404
    assert masuk(orang.orang_luar).get(alamat("_periksa_unduh", orang.kota, "csv")).status_code == 404


def test_jumlah_kueri_temuan_tetap(orang: Pemeran, induk: Indikator) -> None:
    client = masuk(orang.perencana)
    banyak = []
    for tambahan in (1, 8):
        for _ in range(tambahan):
            buat_indikator(buat_sasaran(orang.bagian, orang.periode))
        with CaptureQueriesContext(connection) as kueri:
            client.get(alamat("_periksa", orang.kota))
        banyak.append(len(kueri))
    assert banyak[0] == banyak[1] <= 15
