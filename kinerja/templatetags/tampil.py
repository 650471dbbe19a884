"""How pages show things: numbers, dates, the three-state value, badges, icons, form fields. `{% load tampil %}`.

No number is computed here: writing is done by indikator.hitung.angka and kinerja.organisasi.tanggal.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms, template
from django.core.paginator import Page
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from indikator.hitung.angka import tulis_angka, tulis_persen, tulis_ringkas
from kinerja.organisasi.tanggal import SEBUTAN_ZONA, tulis_tanggal, tulis_triwulan, tulis_waktu

register = template.Library()

# status → (words, tone); the icon has the status' own name in static/gambar/ikon.svg.
STATUS: dict[str, tuple[str, str]] = {
    "draf": ("Draf", "netral"),
    "diajukan": ("Diajukan", "kabar"),
    "diverifikasi": ("Diverifikasi", "kabar"),
    "disetujui": ("Disetujui", "baik"),
    "dikembalikan": ("Dikembalikan", "awas"),
    "belum": ("Belum diisi", "netral"),
    "antre": ("Menunggu giliran", "netral"),
    "berjalan": ("Sedang dibuat", "kabar"),
    "selesai": ("Selesai", "baik"),
    "gagal": ("Gagal", "salah"),
    "dibatalkan": ("Dibatalkan", "netral"),
}
IKON_STATUS = {"selesai": "disetujui"}
# The three values that must never look alike (0, N/A, belum dilaporkan): a number, or one of these.
KOSONG = {
    "na": ("nilai nilai-na", "N/A", "Tidak dinilai pada triwulan ini: tidak ada target"),
    "belum": ("nilai-belum", "belum dilaporkan", "Ada target, tetapi realisasi belum dilaporkan"),
}
KELAS_KENDALI = (
    ((forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple), "form-check-input"),
    ((forms.Select, forms.SelectMultiple), "form-select"),
)


@register.filter
def angka(nilai: Decimal | int | None, desimal: int = 2) -> str:
    """`1.234,50`; nothing for None (where None can happen use {% nilai %}, which says why there is no number)."""
    return "" if nilai is None else tulis_angka(Decimal(nilai), desimal)


@register.filter
def ringkas(nilai: Decimal | int | None) -> str:
    """A number without trailing zeros: `86,75`, `100`."""
    return "" if nilai is None else tulis_ringkas(Decimal(nilai))


@register.filter
def persen(nilai: Decimal | int | None, desimal: int = 2) -> str:
    """`105,00%` for 105."""
    return "" if nilai is None else tulis_persen(Decimal(nilai), desimal)


@register.filter
def tanggal(nilai: date | None) -> str:
    """`17 Agustus 1945`."""
    return "" if nilai is None else tulis_tanggal(nilai)


@register.filter
def waktu(nilai: datetime | None) -> str:
    """`17 Agustus 1945 pukul 15.00 WIB`, in the zone in force (Django's current time zone)."""
    return "" if nilai is None else tulis_waktu(nilai, _zona())


@register.simple_tag
def sebutan_zona() -> str:
    """`WIB`: what the zone in force is called."""
    return SEBUTAN_ZONA.get(_zona().key, _zona().key)


def _zona() -> ZoneInfo:
    return ZoneInfo(timezone.get_current_timezone_name())


@register.filter
def triwulan(nomor: int) -> str:
    """`TW II` for 2."""
    return tulis_triwulan(nomor)


@register.simple_tag
def ikon(nama: str, kelas: str = "") -> SafeString:
    """An icon of static/gambar/ikon.svg; decoration only, so words must stand beside it."""
    return format_html(
        '<svg class="ikon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        kelas,
        static("gambar/ikon.svg"),
        nama,
    )


@register.simple_tag
def lencana(status: str, label: str = "", nada: str = "") -> SafeString:
    """Status badge: words, a shape of its own, and a colour that only helps.

    `status` is a key of STATUS (also the value of a status enum), or an icon's name when `label` and `nada`
    (baik, awas, salah, kabar, netral) are given. Raises KeyError for a status nobody named.
    """
    kunci = str(status)
    kata, nada_baku = (label, nada) if label and nada else STATUS[kunci]
    return format_html(
        '<span class="lencana nada-{}">{}{}</span>',
        nada or nada_baku,
        ikon(IKON_STATUS.get(kunci, kunci)),
        label or kata,
    )


@register.simple_tag
def nilai(isi: Decimal | int | None, kosong: str = "na", desimal: int = 2, satuan: str = "") -> SafeString:
    """A number, or in words why there is none: `kosong` is "na" (no target) or "belum" (target, nothing reported)."""
    if isi is not None:
        return format_html('<span class="nilai">{}{}</span>', tulis_angka(Decimal(isi), desimal), satuan)
    kelas, kata, sebab = KOSONG[kosong]
    gambar = ikon("jam") if kosong == "belum" else ""
    return format_html('<span class="{}" title="{}">{}{}</span>', kelas, sebab, gambar, kata)


@register.simple_tag
def rentang_halaman(halaman: Page[Any]) -> list[int | str]:
    """Page numbers around the current one, with an ellipsis where some are left out."""
    return list(halaman.paginator.get_elided_page_range(halaman.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def alamat_halaman(context: RequestContext, kunci: str, nomor: int) -> str:
    """`?unit=4&halaman=3`: the present query with another page number."""
    kueri = context["request"].GET.copy()
    kueri[kunci] = str(nomor)
    return f"?{kueri.urlencode()}"


def _kelas_kendali(widget: forms.Widget) -> str:
    return next((kelas for jenis, kelas in KELAS_KENDALI if isinstance(widget, jenis)), "form-control")


@register.inclusion_tag("komponen/kolom.html")
def kolom(field: forms.BoundField, opsional: bool = True) -> dict[str, Any]:
    """One form field: label, hint, error, control, tied together for screen readers (templates/komponen/kolom.html).

    `opsional=False` leaves out the word "opsional" after the label of a field that may stay empty.
    """
    widget = field.field.widget
    kelas = widget.attrs.get("class", "").split()
    if _kelas_kendali(widget) not in kelas:
        # On the form's own copy of the widget, so that single radios and boxes of a group get it too.
        widget.attrs["class"] = " ".join([*kelas, _kelas_kendali(widget)])
    return {
        "field": field,
        "kelompok": isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple),
        "centang": isinstance(widget, forms.CheckboxInput),
        "opsional": opsional and not field.field.required,
    }
