"""Agencies and their trees of units."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from kinerja.organisasi.admin.dasar import AdminTerbatas, FormTerbatas
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Instansi, Unit
from kinerja.organisasi.services import simpan_unit


@admin.register(Instansi)
class InstansiAdmin(AdminTerbatas):
    """Settings of an agency; only who runs the installation makes or removes one."""

    list_display = ("nama", "kode", "pemerintah", "zona_waktu", "batas_capaian")
    search_fields = ("nama", "kode")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        # The code names the agency for commands and for the demo.
        return ("kode",) if obj and not request.user.is_superuser else ()


class UnitForm(FormTerbatas):
    """A unit belongs to its parent's agency; only a new agency's first unit stands alone."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        induk: Unit | None = data.get("induk")
        puncak = bool(self.instance.pk) and self.instance.induk_id is None
        if puncak and induk is not None:
            raise ValidationError({"induk": "Unit puncak instansi tidak dapat dipindahkan ke bawah unit lain."})
        if induk is None and not puncak and "induk" in self.fields:
            self._periksa_puncak_baru(data.get("instansi"))
        if induk is not None:
            self.instance.instansi = induk.instansi
            if "instansi" in self.fields:
                data["instansi"] = induk.instansi
        return data

    def _get_validation_exclusions(self) -> set[str]:
        # The agency is not typed but known, so "kode unik per instansi" can be checked.
        kecuali: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return kecuali - {"instansi"}

    def _periksa_puncak_baru(self, instansi: Instansi | None) -> None:
        if instansi is None or self.instance.pk:
            raise ValidationError({"induk": "Pilih unit induk."})
        if instansi.unit.filter(induk=None).exists():
            raise ValidationError({"induk": "Instansi sudah memiliki unit puncak; pilih unit induk."})


@admin.register(Unit)
class UnitAdmin(AdminTerbatas):
    """The tree, each unit indented below its parent."""

    form = UnitForm
    dibaca_oleh = (Aksi.KELOLA_KINERJA,)
    list_display = ("nama_berjenjang", "kode", "jenis", "berlaku_dari", "berlaku_sampai")
    list_filter = ("jenis", ("instansi", admin.RelatedOnlyFieldListFilter))
    search_fields = ("nama", "kode")
    autocomplete_fields = ("induk",)
    ordering = ("jalur",)

    @admin.display(description="unit", ordering="jalur")
    def nama_berjenjang(self, unit: Unit) -> str:
        """The name behind one mark for each level below the top."""
        return "\u2003" * (unit.jalur.count(".") - 1) + unit.nama

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        kolom = ["induk", "kode", "nama", "jenis", "berlaku_dari", "berlaku_sampai"]
        # An agency's first unit has no parent to take the agency from.
        return ["instansi", *kolom] if request.user.is_superuser and obj is None else kolom

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        formulir = super().get_form(request, obj, change, **kwargs)
        if "instansi" in formulir.base_fields:
            formulir.base_fields["instansi"].required = False
            formulir.base_fields["instansi"].help_text = "Hanya untuk unit puncak instansi baru; selain itu ikut induk."
        return formulir

    def simpan(self, request: HttpRequest, obj: Unit, form: Any, change: bool) -> None:
        simpan_unit(obj)
