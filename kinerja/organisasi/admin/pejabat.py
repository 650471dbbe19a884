"""Positions, officials, and who holds which position when."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from kinerja.organisasi.admin.dasar import AdminTerbatas
from kinerja.organisasi.akses import Aksi, instansi_untuk
from kinerja.organisasi.models import Jabatan, Pejabat, Penempatan


@admin.register(Jabatan)
class JabatanAdmin(AdminTerbatas):
    """Positions; planners read them to name who answers for an indicator."""

    dibaca_oleh = (Aksi.KELOLA_KINERJA,)
    pilihan_baca = frozenset({"atasan_langsung"})
    list_display = ("nama", "unit", "kepala", "atasan_langsung")
    list_select_related = ("unit", "atasan_langsung")
    search_fields = ("nama", "unit__nama", "unit__kode")
    autocomplete_fields = ("unit", "atasan_langsung")


@admin.register(Pejabat)
class PejabatAdmin(AdminTerbatas):
    """Officials of an agency."""

    list_display = ("nama", "nip", "pangkat")
    list_filter = (("instansi", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("nama", "nip")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str | list[str]]:
        isi = super().get_changeform_initial_data(request)
        milik = instansi_untuk(request.user, self.aksi)
        return {"instansi": str(milik[0]), **isi} if len(milik) == 1 else isi


@admin.register(Penempatan)
class PenempatanAdmin(AdminTerbatas):
    """Definitive and acting holders of positions."""

    pilihan_baca = frozenset({"pejabat"})
    list_display = ("jabatan", "pejabat", "jenis", "mulai", "selesai")
    list_select_related = ("jabatan", "pejabat")
    list_filter = ("jenis",)
    search_fields = ("jabatan__nama", "pejabat__nama", "pejabat__nip")
    autocomplete_fields = ("jabatan", "pejabat")
