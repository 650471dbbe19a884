"""A PK Perubahan supersedes issued reports of the quarters it governs; their bytes stay."""

from __future__ import annotations

import hashlib

from django.test import Client

from kinerja.laporan import permintaan
from kinerja.laporan.models import Format, Jenis, Laporan
from kinerja.organisasi.models import Unit
from kinerja.perjanjian.alur import Status
from tests.laporan.conftest import AGUSTUS
from tests.laporan.terbit import selesai
from tests.laporan.test_dokumen_rencana import minta as minta_dokumen
from tests.perjanjian.bantu_pk import Susunan, pk_di, tandatangani_kertas
from tests.perjanjian.test_pk_laporan import perubahan, ubah_target

PUSAT = "/laporan/"
TANDA = "Digantikan</span>"


def laporan(s: Susunan, unit: Unit, triwulan: int, jenis: Jenis = Jenis.UNIT) -> Laporan:
    baru, _ = permintaan.minta(
        pelaku=s.orang.pimpinan,
        unit=unit,
        periode=s.orang.periode,
        triwulan=triwulan,
        jenis=jenis,
        format_=Format.XLSX,
        kini=AGUSTUS,
        antre=False,
    )
    return selesai(baru)


def digantikan(*semua: Laporan) -> list[bool]:
    kini = {b.pk: b.digantikan for b in Laporan.objects.dengan_digantikan()}
    return [kini[b.pk] for b in semua]


def test_pk_perubahan_menggantikan_laporan_triwulannya(client: Client, susunan: Susunan) -> None:
    s = susunan
    tanpa_pk = laporan(s, s.orang.bagian, 3)
    lama = pk_di(s, Status.DITANDATANGANI)
    assert digantikan(tanpa_pk) == [False], "PK pertama sama dengan rencananya"
    dua, tiga = laporan(s, s.orang.bagian, 2), laporan(s, s.orang.bagian, 3)
    atas, lain = laporan(s, s.orang.kota, 3, Jenis.REKAP), laporan(s, s.orang.bagian_lain, 3, Jenis.REKAP)
    ubah_target(s, 3, "50")
    baru = perubahan(s, lama)
    assert digantikan(dua, tiga, atas, lain) == [False] * 4, "yang belum ditandatangani belum berlaku"
    tandatangani_kertas(s, baru)
    assert digantikan(dua, tiga, atas, lain, tanpa_pk) == [False, True, True, False, True]
    with tiga.berkas.open("rb") as berkas:
        assert hashlib.sha256(berkas.read()).hexdigest() == tiga.berkas_sha256

    sebab = "PK Perubahan ke-1 (3 Juli 2023), berlaku mulai TW III, ditandatangani Kepala Bagian Contoh setelah laporan"
    umum = client.get(f"/periksa/{tiga.kode_periksa}/").content.decode()
    assert "Digantikan" in umum
    assert sebab in umum
    assert "Digantikan" not in client.get(f"/periksa/{dua.kode_periksa}/").content.decode()
    client.force_login(s.orang.pimpinan)
    assert sebab in client.get(f"/laporan/{atas.pk}/").content.decode()
    pusat = client.get(PUSAT).content.decode()
    assert (pusat.count(TANDA), pusat.count("oleh PK Perubahan")) == (3, 3)
    # What is asked for now is made with the new version.
    assert digantikan(laporan(s, s.orang.bagian, 3), laporan(s, s.orang.kota, 3, Jenis.REKAP)) == [False, False]


def test_daftar_menanyakan_tiap_dokumen(client: Client, susunan: Susunan) -> None:
    s = susunan
    dokumen = selesai(minta_dokumen(s.orang))
    gagal = minta_dokumen(s.orang, Format.PDF)
    client.force_login(s.orang.pimpinan)
    alamat = f"/laporan/{dokumen.pk}/kebaruan/"
    for halaman in (PUSAT, f"/perjanjian/dokumen/{s.orang.bagian.pk}/2023/"):
        isi = client.get(halaman).content.decode()
        assert f'hx-get="{alamat}"' in isi, "dokumen diperiksa saat terlihat"
        assert f"{gagal.pk}/kebaruan/" not in isi, "yang belum terbit tidak dapat digantikan"
    assert client.get(alamat).content.decode().strip() == ""
    ubah_target(s, 4, "90")
    jawab = client.get(alamat).content.decode()
    assert TANDA in jawab
    assert "hx-get" not in jawab
    assert client.get(f"/laporan/{gagal.pk}/kebaruan/").content.decode().strip() == ""
