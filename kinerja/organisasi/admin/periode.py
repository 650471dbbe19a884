"""Years, their entry windows, and extensions for one unit."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from kinerja.organisasi.admin.dasar import AdminTerbatas, SisipanTerbatas
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import JendelaTriwulan, Periode, Perpanjangan


class JendelaSisipan(SisipanTerbatas):
    """The four windows of a year."""

    model = JendelaTriwulan
    max_num = 4


@admin.register(Periode)
class PeriodeAdmin(AdminTerbatas):
    """A year of the agency with its windows."""

    dibaca_oleh = (Aksi.KELOLA_KINERJA,)
    list_display = ("tahun", "instansi")
    list_filter = (("instansi", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("tahun",)
    inlines = (JendelaSisipan,)


@admin.register(Perpanjangan)
class PerpanjanganAdmin(AdminTerbatas):
    """A later end of a window for one unit; the giver is whoever fills in the form."""

    pilihan_baca = frozenset({"jendela"})
    list_display = ("unit", "jendela", "sampai", "alasan", "diberikan_oleh")
    list_select_related = ("unit", "jendela__periode", "diberikan_oleh")
    search_fields = ("unit__nama", "unit__kode")
    autocomplete_fields = ("unit",)

    def simpan(self, request: HttpRequest, obj: Perpanjangan, form: Any, change: bool) -> None:
        if not change:
            obj.diberikan_oleh = request.user  # type: ignore[assignment]  # a signed-in Pengguna here
        obj.save()
