"""The audit trail, for reading only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from kinerja.organisasi.admin.dasar import AdminTerbatas, saring
from kinerja.organisasi.akses import Aksi, punya_peran
from kinerja.organisasi.models import Jejak


@admin.register(Jejak)
class JejakAdmin(AdminTerbatas):
    """Who did what when; nothing here can be added, changed or deleted, and the database refuses it too."""

    list_display = ("waktu", "pelaku", "aksi", "objek_jenis", "objek_id", "alasan")
    list_select_related = ("pelaku",)
    list_filter = ("waktu", "aksi")
    search_fields = ("objek_jenis", "objek_id", "pelaku__username", "aksi")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Jejak]:
        aksi = Aksi.KELOLA_ORGANISASI if request.user.is_superuser else Aksi.BACA_JEJAK
        return saring(Jejak, request.user, aksi)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser or punya_peran(request.user, Aksi.BACA_JEJAK)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
