"""The job: one document from one request, whatever happens in between."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.conf import settings as pengaturan
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from pypdf import PdfReader

from indikator.alur import Status
from indikator.models import Realisasi
from kinerja.beku import sidik
from kinerja.laporan import pembangunan, permintaan
from kinerja.laporan.data import DataLaporan, Terbitan, cair
from kinerja.laporan.models import DataBeku, Format, Jenis, Laporan, StatusLaporan
from kinerja.laporan.pembangunan import bangun
from kinerja.organisasi.models import Jejak
from kinerja.pekerjaan import PERCOBAAN_MAKS, nomor_kunci
from tests.laporan.conftest import AGUSTUS, Isian, laporkan
from tests.laporan.terbit import digantikan, selesai


def minta(isian: Isian, format_: Format = Format.XLSX, jenis: Jenis = Jenis.UNIT) -> Laporan:
    orang = isian.orang
    laporan, _ = permintaan.minta(
        pelaku=orang.operator,
        unit=orang.bagian,
        periode=orang.periode,
        triwulan=2,
        jenis=jenis,
        format_=format_,
        kini=AGUSTUS,
        antre=False,
    )
    return laporan


def berkas_tersimpan() -> list[str]:
    akar = Path(pengaturan.MEDIA_ROOT)
    return [str(b.relative_to(akar)) for b in akar.rglob("*") if b.is_file()]


@pytest.mark.parametrize("format_", Format)
def test_dari_permintaan_sampai_berkas(isian: Isian, format_: Format) -> None:
    hasil = selesai(minta(isian, format_))
    isi = hasil.berkas.read()
    assert (hasil.persen, hasil.percobaan, hasil.langkah) == (100, 1, "Selesai")
    assert hasil.berkas_sha256 == hashlib.sha256(isi).hexdigest()
    assert hasil.ukuran == len(isi)
    assert hasil.data is not None
    assert hasil.data.sha256 == sidik(hasil.data.isi)
    assert len(cair(hasil.data.isi).baris) == 9
    assert hasil.nomor == f"LR/BAG/2023/TWII/{hasil.kode_periksa[:6]}"
    assert Jejak.objects.filter(aksi="laporan.terbit", objek_id=str(hasil.pk)).count() == 1


def test_pdf_dan_excel_berbagi_satu_data_beku(isian: Isian) -> None:
    assert selesai(minta(isian, Format.PDF)).data_id == selesai(minta(isian, Format.XLSX)).data_id
    assert DataBeku.objects.count() == 1


def test_rekap_mencetak_skor_dan_yang_belum_per_unit(isian: Isian) -> None:
    orang = isian.orang
    laporan, _ = permintaan.minta(
        pelaku=orang.pimpinan,
        unit=orang.kota,
        periode=orang.periode,
        triwulan=2,
        jenis=Jenis.REKAP,
        format_=Format.PDF,
        kini=AGUSTUS,
        antre=False,
    )
    hasil = selesai(laporan)
    assert hasil.data is not None
    data = cair(hasil.data.isi)
    unit = {u.kode: u for u in data.unit}
    assert list(unit) == ["KOTA", "AST", "BAG", "SUB", "LAIN"]
    assert (unit["BAG"].hitungan.baris, unit["BAG"].mengampu, unit["BAG"].hitungan.belum) == (8, 1, 2)
    assert (unit["KOTA"].hitungan.baris, unit["KOTA"].skor.nilai) == (1, Decimal(120))
    assert unit["LAIN"].skor.nilai is None
    isi = "".join(h.extract_text() for h in PdfReader(BytesIO(hasil.berkas.read())).pages)
    assert "Tanpa indikator sendiri" in isi
    assert hasil.nomor.startswith("RR/KOTA/2023/TWII/")


def test_diulang_tidak_berbuat_apa_apa(isian: Isian) -> None:
    hasil = selesai(minta(isian))
    assert bangun(hasil.pk, kini=AGUSTUS + timedelta(days=1)) is None
    kini = Laporan.objects.get(pk=hasil.pk)
    assert (kini.percobaan, kini.berkas_sha256) == (1, hasil.berkas_sha256)
    assert len(berkas_tersimpan()) == 1


def test_koreksi_membuat_laporan_digantikan(isian: Isian) -> None:
    hasil = selesai(minta(isian))
    assert not digantikan(hasil)
    Realisasi.objects.filter(indikator=isian.draf).update(versi_angka=7)
    assert not digantikan(hasil), "angka draf tidak tercetak, jadi perubahannya tidak menggantikan"
    Realisasi.objects.filter(indikator=isian.final, triwulan=2).update(versi_angka=2)
    assert digantikan(hasil)


def test_yang_baru_melapor_membuat_laporan_digantikan(isian: Isian) -> None:
    hasil = selesai(minta(isian))
    laporkan(isian.orang, isian.kosong, "80", status=Status.DIAJUKAN)
    assert digantikan(hasil)


def test_triwulan_sesudahnya_tidak_menggantikan(isian: Isian) -> None:
    hasil = selesai(minta(isian))
    laporkan(isian.orang, isian.kosong, "80", triwulan=3)
    assert not digantikan(hasil)


def test_dibatalkan_di_tengah_tidak_menyisakan_apa_apa(isian: Isian, monkeypatch: pytest.MonkeyPatch) -> None:
    laporan = minta(isian, Format.PDF)
    langkah: list[str] = []
    asli = pembangunan.gambar

    def gambar(laporan: Laporan, data: DataLaporan, terbitan: Terbitan, lapor: pembangunan.Kemajuan) -> bytes:

        def mencatat(kata: str, persen: int) -> None:
            langkah.append(kata)
            if kata == "Menata halaman 2":
                permintaan.batal(pelaku=isian.orang.operator, laporan=laporan, kini=AGUSTUS)
            lapor(kata, persen)

        return asli(laporan, data, terbitan, mencatat)

    monkeypatch.setattr(pembangunan, "gambar", gambar)
    hasil = bangun(laporan.pk, kini=AGUSTUS)
    assert hasil is not None
    assert (hasil.status, hasil.berkas.name, hasil.galat) == (StatusLaporan.DIBATALKAN, "", "")
    assert langkah[-1] == "Menata halaman 2"
    assert berkas_tersimpan() == []
    monkeypatch.undo()
    # The way is free for a new request.
    selesai(minta(isian, Format.PDF))


def test_kesalahan_tak_terduga_menjadi_kalimat_berkode(
    isian: Isian, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def rusak(*args: object) -> bytes:
        raise RuntimeError("rahasia di dalam")

    monkeypatch.setattr(pembangunan, "gambar", rusak)
    hasil = bangun(minta(isian).pk, kini=AGUSTUS)
    assert hasil is not None
    assert hasil.status == StatusLaporan.GAGAL
    kode = hasil.galat.split("kode ")[1].split()[0]
    assert "rahasia" not in hasil.galat
    assert kode in caplog.text
    assert "rahasia di dalam" in caplog.text


def test_pembangun_lain_yang_masih_hidup_tidak_diganggu(isian: Isian) -> None:
    laporan = minta(isian)
    Laporan.objects.filter(pk=laporan.pk).update(status=StatusLaporan.BERJALAN, percobaan=1)
    hidup = psycopg2.connect(**_dsn())
    try:
        with hidup.cursor() as kursor:
            kursor.execute("SELECT pg_advisory_lock(%s)", [nomor_kunci("laporan", laporan.pk)])
        assert bangun(laporan.pk, kini=AGUSTUS) is None
        assert permintaan.sapu(AGUSTUS) == []
        assert Laporan.objects.get(pk=laporan.pk).status == StatusLaporan.BERJALAN
    finally:
        with hidup.cursor() as kursor:
            kursor.execute("SELECT pg_advisory_unlock_all()")
        hidup.close()
    # The owner is gone: its row may be taken over.
    assert selesai(laporan).percobaan == 2


def _dsn() -> dict[str, Any]:
    isi = connection.get_connection_params()
    return {k: isi[k] for k in ("dbname", "user", "password", "host", "port")}


def test_penulis_yang_sudah_tergusur_tidak_dapat_menyimpan(isian: Isian, monkeypatch: pytest.MonkeyPatch) -> None:
    laporan = minta(isian)
    asli = pembangunan.gambar

    def lambat(*args: Any) -> bytes:
        isi = asli(*args)
        # Meanwhile a second builder took the row over.
        Laporan.objects.filter(pk=laporan.pk).update(percobaan=2)
        return isi

    monkeypatch.setattr(pembangunan, "gambar", lambat)
    bangun(laporan.pk, kini=AGUSTUS)
    kini = Laporan.objects.get(pk=laporan.pk)
    assert (kini.status, kini.percobaan, kini.berkas.name) == (StatusLaporan.BERJALAN, 2, "")
    assert berkas_tersimpan() == []


def test_berkas_percobaan_yang_mati_dibersihkan(isian: Isian) -> None:
    laporan = minta(isian)
    nama = f"laporan/{laporan.diminta_pada:%Y/%m}/{laporan.pk}-1.xlsx"
    default_storage.save(nama, ContentFile(b"setengah"))
    Laporan.objects.filter(pk=laporan.pk).update(status=StatusLaporan.BERJALAN, percobaan=1)
    hasil = selesai(laporan)
    assert berkas_tersimpan() == [hasil.berkas.name]


def test_setelah_tiga_kali_mati_dinyatakan_gagal(isian: Isian) -> None:
    laporan = minta(isian)
    Laporan.objects.filter(pk=laporan.pk).update(status=StatusLaporan.BERJALAN, percobaan=PERCOBAAN_MAKS)
    assert bangun(laporan.pk, kini=AGUSTUS) is None
    kini = Laporan.objects.get(pk=laporan.pk)
    assert kini.status == StatusLaporan.GAGAL
    assert "3 kali" in kini.galat
