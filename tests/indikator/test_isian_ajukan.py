"""Submitting, taking back, the form without JavaScript, and two people on one line at the same moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import close_old_connections, connection
from django.test import Client

from indikator.alur import Status
from indikator.models import Indikator, Komponen, NilaiKomponen, Realisasi
from indikator.services import alur_kerja
from indikator.services.isian import isi_komponen
from indikator.services.kunci import BentrokVersi
from kinerja.organisasi.models import Jejak
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _juli(juli: datetime) -> Iterator[None]:
    with time_machine.travel(juli, tick=False):
        yield


@pytest.fixture
def operator(client: Client, orang: Pemeran) -> Client:
    client.force_login(orang.operator)
    return client


def isi(orang: Pemeran, indikator: Indikator, nilai: str, juli: datetime) -> Realisasi:
    komponen = Komponen.objects.get(indikator=indikator)
    return isi_komponen(pelaku=orang.operator, komponen=komponen, triwulan=2, nilai=Decimal(nilai), versi=0, kini=juli)


def alamat(orang: Pemeran) -> str:
    return f"/isian/{orang.bagian.pk}/2023/2/"


def formulir(client: Client, orang: Pemeran, **ganti: str) -> dict[str, str]:
    """What a browser without JavaScript would send: every field as the page shows it, some changed."""
    halaman = client.get(alamat(orang))
    isi: dict[str, str] = {}
    for baris in halaman.context["lembar"].baris:
        isi |= {f"versi-{baris.pk}": str(baris.versi), f"asal-{baris.pk}": baris.asal}
        isi |= {f"k-{s.pk}": s.teks for s in baris.diketik}
        isi |= {f"u-{baris.pk}-{kolom}": teks for kolom, teks in baris.uraian.items()}
    return isi | ganti


def test_ajukan_semua_yang_lengkap_dan_menyebut_yang_belum(operator: Client, orang: Pemeran, juli: datetime) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    lengkap, belum, tak_dipilih = (buat_indikator(sasaran) for _ in range(3))
    isi(orang, lengkap, "80", juli)
    isi(orang, tak_dipilih, "90", juli)
    jawab = operator.post(f"{alamat(orang)}ajukan/", {"baris": [lengkap.pk, belum.pk]}, follow=True)
    teks = jawab.content.decode()
    assert "1 baris TW II 2023 diajukan. Verifikator memeriksanya" in teks
    assert f"Belum diajukan – {belum.kode} {belum.nama}: Realisasi belum diisi" in teks
    status = dict(Realisasi.objects.values_list("indikator_id", "status"))
    assert status == {lengkap.pk: Status.DIAJUKAN, tak_dipilih.pk: Status.DRAF}
    operator.post(f"{alamat(orang)}ajukan/", {"semua": "1"})
    assert Realisasi.objects.get(indikator=tak_dipilih).status == Status.DIAJUKAN


def test_ajukan_tanpa_pilihan_tidak_mengubah_apa_pun(operator: Client, orang: Pemeran, juli: datetime) -> None:
    isi(orang, buat_indikator(buat_sasaran(orang.bagian, orang.periode)), "80", juli)
    jawab = operator.post(f"{alamat(orang)}ajukan/", {}, follow=True)
    assert "Belum ada baris yang diajukan" in jawab.content.decode()
    assert Realisasi.objects.get().status == Status.DRAF


def test_yang_tidak_berwenang_tidak_dapat_mengajukan(client: Client, orang: Pemeran, juli: datetime) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    isi(orang, indikator, "80", juli)
    for pengguna, kode in ((orang.verifikator, 403), (orang.operator_lain, 404), (orang.orang_luar, 404)):
        client.force_login(pengguna)
        assert client.post(f"{alamat(orang)}ajukan/", {"baris": indikator.pk}).status_code == kode
    assert Realisasi.objects.get().status == Status.DRAF


def test_tarik_kembali_sebelum_diverifikasi(operator: Client, orang: Pemeran, juli: datetime) -> None:
    baris = isi(orang, buat_indikator(buat_sasaran(orang.bagian, orang.periode)), "80", juli)
    alur_kerja.ajukan(pelaku=orang.operator, realisasi=baris, kini=juli)
    assert "Tarik kembali" in operator.get(alamat(orang)).content.decode()
    jawab = operator.post(f"/isian/tarik/{baris.pk}/", {"unit": orang.bagian.pk}, follow=True)
    assert "ditarik kembali; barisnya dapat diubah lagi" in jawab.content.decode()
    assert Realisasi.objects.get().status == Status.DRAF
    baris = alur_kerja.ajukan(pelaku=orang.operator, realisasi=baris, kini=juli)
    alur_kerja.verifikasi(pelaku=orang.verifikator, realisasi=baris, versi=baris.versi, kini=juli)
    operator.post(f"/isian/tarik/{baris.pk}/")
    assert Realisasi.objects.get().status == Status.DIVERIFIKASI


def test_tarik_milik_orang_lain_ditolak(client: Client, orang: Pemeran, juli: datetime) -> None:
    baris = isi(orang, buat_indikator(buat_sasaran(orang.bagian, orang.periode)), "80", juli)
    alur_kerja.ajukan(pelaku=orang.operator, realisasi=baris, kini=juli)
    for pengguna, kode in ((orang.verifikator, 403), (orang.operator_lain, 404)):
        client.force_login(pengguna)
        assert client.post(f"/isian/tarik/{baris.pk}/").status_code == kode
    assert Realisasi.objects.get().status == Status.DIAJUKAN


def test_tanpa_javascript_menyimpan_hanya_yang_berubah(operator: Client, orang: Pemeran, juli: datetime) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    satu, dua = buat_indikator(sasaran), buat_indikator(sasaran)
    isi(orang, dua, "70", juli)
    sebelum = Jejak.objects.count()
    kirim = formulir(operator, orang, **{f"k-{satu.komponen.get().pk}": "81,5", f"u-{satu.pk}-catatan": "Rekap Juni"})
    jawab = operator.post(alamat(orang), kirim, follow=True)
    assert "2 isian tersimpan." in jawab.content.decode()
    tersimpan = Realisasi.objects.get(indikator=satu)
    assert (tersimpan.nilai, tersimpan.catatan) == (Decimal("81.5"), "Rekap Juni")
    assert Realisasi.objects.get(indikator=dua).versi == 1
    assert Jejak.objects.count() == sebelum + 2


def test_tanpa_javascript_yang_ditolak_tetap_di_selnya(operator: Client, orang: Pemeran) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    satu, dua = buat_indikator(sasaran), buat_indikator(sasaran)
    ganti = {f"k-{satu.komponen.get().pk}": "1.234", f"k-{dua.komponen.get().pk}": "60"}
    jawab = operator.post(alamat(orang), formulir(operator, orang, **ganti))
    teks = jawab.content.decode()
    assert jawab.status_code == 422
    assert 'value="1.234"' in teks
    assert "meragukan" in teks
    assert "1 isian tersimpan." in teks
    assert not NilaiKomponen.objects.filter(realisasi__indikator=satu).exists()
    assert NilaiKomponen.objects.get(realisasi__indikator=dua).nilai == 60


def test_tanpa_javascript_bentrok_menunjukkan_yang_tersimpan(operator: Client, orang: Pemeran, juli: datetime) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    kirim = formulir(operator, orang, **{f"k-{indikator.komponen.get().pk}": "50"})
    isi(orang, indikator, "40", juli)
    teks = operator.post(alamat(orang), kirim).content.decode()
    assert "Tersimpan: 40." in teks
    assert 'value="50"' in teks
    assert NilaiKomponen.objects.get().nilai == 40


def test_tanpa_javascript_sumber_dan_turunannya_sekaligus(operator: Client, orang: Pemeran) -> None:
    """The line that follows gets a new version by our own save: that is no conflict."""
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    sumber = buat_indikator(sasaran)
    turunan = buat_indikator(sasaran, rumus="a + b", komponen=(("a", sumber), "b"))
    b = turunan.komponen.get(nama="b")
    jawab = operator.post(
        alamat(orang),
        formulir(operator, orang, **{f"k-{sumber.komponen.get().pk}": "10", f"k-{b.pk}": "5"}),
        follow=True,
    )
    assert "2 isian tersimpan." in jawab.content.decode()
    assert Realisasi.objects.get(indikator=turunan).nilai == 15


def test_pembaca_tidak_dapat_mengirim_formulir(client: Client, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    client.force_login(orang.pimpinan)
    assert client.post(alamat(orang), {f"k-{indikator.komponen.get().pk}": "1"}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_dua_orang_pada_saat_yang_sama_satu_menang(orang: Pemeran, juli: datetime) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    isi(orang, indikator, "1", juli)
    mulai, hasil = Barrier(2), []

    def simpan(nilai: str) -> None:
        close_old_connections()
        komponen = Komponen.objects.select_related("indikator__sasaran__unit", "indikator__sasaran__periode").get()
        mulai.wait(timeout=10)
        try:
            isi_komponen(pelaku=orang.operator, komponen=komponen, triwulan=2, nilai=Decimal(nilai), versi=1, kini=juli)
            hasil.append("tersimpan")
        except BentrokVersi as bentrok:
            hasil.append(f"bentrok {bentrok.rincian['nilai_anda']}")
        finally:
            connection.close()

    utas = [Thread(target=simpan, args=(n,)) for n in ("2", "3")]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join(timeout=20)
    menang = NilaiKomponen.objects.get().nilai
    assert sorted(hasil) == [f"bentrok {5 - int(menang or 0)}", "tersimpan"]
    assert Realisasi.objects.get().versi == 2
