"""All roll-ups of a year against their leaves: what is right stays untouched, what differs is found and mended."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from indikator.hitung.capaian import JenisTarget
from indikator.hitung.gulung import Agregasi
from indikator.models import Komponen, NilaiKomponen, Realisasi, Target
from indikator.models.indikator import SumberKomponen
from indikator.services.gulungan_tahun import gulungan_beda, samakan_gulungan
from tests.indikator.bantu import isi
from tests.indikator.test_gulungan import RASIO, baris, gantung, induk_di, isi_rasio, kelurahan, pohon_rasio
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran, satuan


def rusak(realisasi: Realisasi, nama: str, nilai: str) -> None:
    """As a repair by hand leaves it: a stored part that nobody carried upwards."""
    NilaiKomponen.objects.filter(realisasi=realisasi, komponen__nama=nama).update(nilai=Decimal(nilai))


def test_rasio_bertingkat(orang: Pemeran, juli: datetime) -> None:
    daun, kecamatan, kota = pohon_rasio(orang, juli)
    for anak, (atas, bawah) in zip(daun, (("42", "50"), ("10", "50"), ("90", "100")), strict=True):
        isi_rasio(orang, anak, atas, bawah, juli)
    assert gulungan_beda(orang.periode) == []
    rusak(baris(daun[0]), "tepat", "50")
    beda = samakan_gulungan(orang.periode, juli)
    assert [b.indikator for b in beda] == [kecamatan, kota]
    assert (baris(kecamatan).nilai, baris(kota).nilai) == (60, 75)
    assert gulungan_beda(orang.periode) == []


def test_rata_rata_di_atas_rasio_dan_rumus_lanjutan(orang: Pemeran, juli: datetime) -> None:
    """A mean of a share that is itself rolled up, with a typed part added to it; one leaf is not assessed."""
    persen: dict[str, Any] = {"satuan": satuan("persen")}
    puncak = buat_indikator(
        buat_sasaran(orang.kota, orang.periode),
        rumus="gulung + tambah",
        komponen=("gulung", "tambah"),
        agregasi=Agregasi.RATA_RATA,
        **persen,
    )
    Komponen.objects.filter(indikator=puncak, nama="gulung").update(sumber=SumberKomponen.TURUNAN)
    lain = induk_di(orang, orang.bagian_lain, Agregasi.RASIO_JUMLAH, **persen, **RASIO)
    rumah, diam = (kelurahan(orang, nama, orang.bagian_lain, **persen, **RASIO) for nama in "DE")
    Target.objects.filter(indikator=diam, triwulan=2).update(jenis=JenisTarget.NA, nilai=None)
    gantung(orang, lain, rumah, diam, kini=juli)
    gantung(orang, puncak, lain, kini=juli)
    isi_rasio(orang, rumah, "40", "50", juli)
    assert (baris(lain).nilai, baris(puncak).nilai) == (80, None)
    assert gulungan_beda(orang.periode) == []
    rusak(baris(rumah), "tepat", "41")
    rusak(baris(puncak), "gulung", "1")
    assert [b.indikator for b in gulungan_beda(orang.periode)] == [lain, puncak]
    samakan_gulungan(orang.periode, juli)
    assert NilaiKomponen.objects.get(realisasi=baris(puncak), komponen__nama="gulung").nilai == 82
    assert gulungan_beda(orang.periode) == []


def test_perintah(orang: Pemeran, juli: datetime) -> None:
    induk, anak = induk_di(orang, orang.bagian), kelurahan(orang, "Duri", orang.bagian)
    gantung(orang, induk, anak, kini=juli)
    isi(orang, anak, "88", juli)
    rusak(baris(induk), "nilai", "1")
    for opsi, kata, nilai in (
        (["--periksa-saja"], "1 angka gulungan berbeda", 1),
        ([], "1 angka gulungan dihitung ulang", 88),
        ([], "0 angka gulungan dihitung ulang", 88),
    ):
        keluar = StringIO()
        call_command("gulung_ulang", "--tahun", "2023", "--instansi", "kota-contoh", *opsi, stdout=keluar)
        assert kata in keluar.getvalue()
        assert NilaiKomponen.objects.get(realisasi=baris(induk)).nilai == nilai
    with pytest.raises(CommandError, match="2019"):
        call_command("gulung_ulang", "--tahun", "2019")
