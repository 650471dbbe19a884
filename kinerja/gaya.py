"""The developers' style page: every component of templates/komponen/ once. Mapped at /gaya/ only when DEBUG."""

from decimal import Decimal

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kinerja.templatetags.tampil import STATUS

PESAN = (
    (messages.SUCCESS, "Realisasi TW II diajukan kepada verifikator."),
    (messages.WARNING, "TW II ditutup 12 hari lagi, pada 15 Juli 2023 pukul 23.59 WIB."),
    (messages.ERROR, "TW I sudah ditutup pada 15 April 2023. Minta perpanjangan kepada administrator."),
)
ARAH = (("naik", "Makin tinggi makin baik"), ("turun", "Makin rendah makin baik"))
JENIS = (("", "Pilih jenis"), ("strategis", "Strategis"), ("khusus", "Khusus"))

MENU = [
    {"nama": "Tugas saya", "alamat": "#", "aktif": True},
    {"nama": "Isian", "alamat": "#", "jumlah": 5},
    {"nama": "Verifikasi", "alamat": "#", "jumlah": 12},
    {"nama": "Persetujuan", "alamat": "#"},
    {"nama": "Laporan", "alamat": "#"},
]


class FormContoh(forms.Form):
    """One of each control."""

    nama = forms.CharField(label="Nama sasaran", help_text="Seperti tertulis pada perjanjian kinerja.")
    target = forms.DecimalField(label="Target TW II", localize=True)
    catatan = forms.CharField(label="Catatan", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    jenis = forms.ChoiceField(label="Jenis sasaran", choices=JENIS)
    arah = forms.ChoiceField(label="Arah", choices=ARAH, widget=forms.RadioSelect)
    setuju = forms.BooleanField(label="Saya sudah memeriksa bukti dukung", required=False)


@require_safe
def gaya(request: HttpRequest) -> HttpResponse:
    """All components on one page."""
    for tingkat, teks in PESAN:
        messages.add_message(request, tingkat, teks)
    isi = {
        "judul": "Contoh rupa",
        "menu": MENU,
        "peran_ringkas": "Operator · Bagian Kesejahteraan Rakyat",
        "jalur": [("Tugas saya", "/"), ("Isian", "/")],
        "status": list(STATUS),
        "angka_besar": Decimal("56496000000000"),
        "nol": Decimal(0),
        "capaian": Decimal("103.4285"),
        "form": FormContoh({"nama": "", "target": "abc", "arah": "x"}),
        "form_bersih": FormContoh(prefix="bersih"),
        "halaman": Paginator(range(240), 10).page(8),
        "kemajuan": 62,
        "nada": ["baik", "awas", "salah", "kabar", "netral"],
    }
    return render(request, "gaya.html", isi)
