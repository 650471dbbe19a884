"""Template tags: numbers, dates, the three-state value, badges, fields, page links."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from kinerja.templatetags import tampil

IKON = Path(__file__).resolve().parents[2] / "static/gambar/ikon.svg"


def tulis(templat: str, **isi: object) -> str:
    return Template("{% load tampil %}" + templat).render(Context(isi))


@pytest.mark.parametrize(
    ("templat", "isi", "hasil"),
    [
        ("{{ x|angka }}", Decimal("1234.5"), "1.234,50"),
        ("{{ x|angka:0 }}", Decimal("56496000000000"), "56.496.000.000.000"),
        ("{{ x|angka }}", Decimal("88.305"), "88,31"),
        ("{{ x|angka }}", 0, "0,00"),
        ("{{ x|angka }}", None, ""),
        ("{{ x|ringkas }}", Decimal("86.7500"), "86,75"),
        ("{{ x|persen }}", Decimal(84), "84,00%"),
        ("{{ x|persen:0 }}", Decimal("99.5"), "100%"),
        ("{{ x|tanggal }}", date(1945, 8, 17), "17 Agustus 1945"),
        ("{{ x|waktu }}", datetime(1998, 5, 21, 2, 5, tzinfo=UTC), "21 Mei 1998 pukul 09.05 WIB"),
        ("{{ x|triwulan }}", 2, "TW II"),
    ],
)
def test_cara_menulis(templat: str, isi: object, hasil: str) -> None:
    assert tulis(templat, x=isi) == hasil


def test_waktu_mengikuti_zona_yang_berlaku() -> None:
    with timezone.override("Asia/Makassar"):
        assert tulis("{{ x|waktu }}", x=datetime(2023, 7, 31, 15, 59, tzinfo=UTC)) == "31 Juli 2023 pukul 23.59 WITA"
        assert tulis("{% sebutan_zona %}") == "WITA"


def test_triwulan_kelima_tidak_ada() -> None:
    with pytest.raises((KeyError, ValueError)):
        tampil.triwulan(5)


def test_tiga_nilai_tidak_serupa() -> None:
    nol, na, belum = (
        tulis("{% nilai x kosong=k satuan='%' %}", x=x, k=k)
        for x, k in ((Decimal(0), "belum"), (None, "na"), (None, "belum"))
    )
    assert nol == '<span class="nilai">0,00%</span>'
    assert ">N/A<" in na
    assert "belum dilaporkan" in belum
    assert "N/A" not in belum
    assert "<svg" in belum
    assert "<svg" not in na


def test_nilai_kosong_tanpa_sebab_yang_dikenal_ditolak() -> None:
    with pytest.raises(KeyError):
        tampil.nilai(None, kosong="entah")


@pytest.mark.parametrize("status", sorted(tampil.STATUS))
def test_lencana_berisi_kata_dan_gambar_yang_ada(status: str) -> None:
    html = tampil.lencana(status)
    kata, nada = tampil.STATUS[status]
    assert kata in html
    assert f"nada-{nada}" in html
    nama = html.split("ikon.svg#", 1)[1].split('"', 1)[0]
    assert f'<symbol id="{nama}"' in IKON.read_text()


def test_lencana_status_tak_dikenal_ditolak() -> None:
    with pytest.raises(KeyError):
        tampil.lencana("entah")


def test_lencana_tidak_meloloskan_html() -> None:
    assert "<b>" not in tampil.lencana("draf", label="<b>x</b>", nada="baik")


class FormUji(forms.Form):
    nama = forms.CharField(label="Nama", help_text="Seperti di PK.")
    arah = forms.ChoiceField(label="Arah", choices=[("naik", "Naik")], widget=forms.RadioSelect)
    catatan = forms.CharField(label="Catatan", required=False)
    jenis = forms.ChoiceField(label="Jenis", choices=[("a", "A")], required=False)


def kolom(nama: str, data: dict[str, str] | None = None) -> str:
    return tulis("{% kolom f %}", f=FormUji(data)[nama])


def test_kolom_mengikat_keterangan_dan_kesalahan() -> None:
    bersih, salah = kolom("nama"), kolom("nama", {})
    assert 'aria-describedby="id_nama_helptext"' in bersih
    assert 'id="id_nama_helptext"' in bersih
    assert "aria-invalid" not in bersih
    assert "(opsional)" not in bersih
    assert 'aria-describedby="id_nama_helptext id_nama_error"' in salah
    assert 'id="id_nama_error"' in salah
    assert 'aria-invalid="true"' in salah
    assert 'class="form-control"' in salah


def test_kolom_opsional_diberi_tahu() -> None:
    assert "(opsional)" in kolom("catatan")
    assert 'class="form-select"' in kolom("jenis")


def test_kolom_kelompok_memakai_fieldset() -> None:
    html = kolom("arah")
    assert "<fieldset" in html
    assert "<legend>Arah" in html
    assert 'class="form-check-input"' in html


def test_tautan_halaman_menjaga_saringan() -> None:
    permintaan = RequestFactory().get("/isian/", {"unit": "4", "halaman": "2"})
    halaman = Paginator(range(100), 10).get_page(2)
    html = tulis("{% include 'komponen/halaman.html' %}", request=permintaan, halaman=halaman)
    assert 'href="?unit=4&amp;halaman=3"' in html
    assert html.count('aria-current="page"') == 1
    satu = Paginator(range(5), 10).get_page(1)
    assert tulis("{% include 'komponen/halaman.html' %}", request=permintaan, halaman=satu).strip() == ""
