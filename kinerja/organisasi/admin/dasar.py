"""What every admin page has in common: akses.py decides rows, buttons and choices; each change is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Q
from django.http import HttpRequest

from kinerja.organisasi import akses
from kinerja.organisasi.admin.catatan import catat_ubah, isi, isi_tersimpan
from kinerja.organisasi.akses import Aksi

if TYPE_CHECKING:
    _Formulir = forms.ModelForm[Any]
    _Campuran = admin.options.BaseModelAdmin[Any]
    _Admin = admin.ModelAdmin[Any]
    _Sisipan = admin.TabularInline[Any, Any]
else:
    _Formulir, _Campuran, _Admin, _Sisipan = forms.ModelForm, object, admin.ModelAdmin, admin.TabularInline

# Tables of the whole installation, the same for every agency.
BERSAMA = frozenset({"indikator.satuan"})


def saring(model: type[models.Model], user: Any, aksi: Aksi) -> models.QuerySet[Any]:
    """The rows of `model` on which `user` may do `aksi`; a model without that rule may not be shown at all."""
    kumpulan: Any = model._default_manager
    if model._meta.label_lower in BERSAMA:
        semua: models.QuerySet[Any] = kumpulan.all()
        return semua
    if not hasattr(kumpulan, "untuk"):
        raise ImproperlyConfigured(f"{model._meta.label} tidak punya .untuk(); admin tidak dapat membatasinya.")
    terbatas: models.QuerySet[Any] = kumpulan.untuk(user, aksi)
    return terbatas


class FormTerbatas(_Formulir):
    """A value that is there already stays a valid choice: keeping it grants nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama, kolom in self.fields.items():
            kini = getattr(self.instance, f"{nama}_id", None)
            if isinstance(kolom, forms.ModelChoiceField) and kini and kolom.queryset is not None:
                model = kolom.queryset.model
                kolom.queryset = model._base_manager.filter(Q(pk__in=kolom.queryset.values("pk")) | Q(pk=kini))

    def _post_clean(self) -> None:
        # The models' own checks compare related objects, which a refused choice has left empty.
        if not self.errors:
            super()._post_clean()  # type: ignore[misc]


class Pembatas(_Campuran):
    """Choices of related objects, for pages and inlines alike.

    `aksi` is what the person must be allowed to do with the rows shown and with those they point at; for the fields
    in `pilihan_baca` (an agency's years, officials, a superior outside one's subtree) reading is enough.
    """

    aksi = Aksi.KELOLA_ORGANISASI
    pilihan_baca: frozenset[str] = frozenset()
    form = FormTerbatas

    def pilihan(self, request: HttpRequest, kolom: str, model: type[models.Model]) -> models.QuerySet[Any]:
        """The rows `kolom` may point at."""
        baca = kolom in self.pilihan_baca and not request.user.is_superuser
        return saring(model, request.user, Aksi.BACA if baca else self.aksi)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = self.pilihan(request, db_field.name, db_field.remote_field.model)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = self.pilihan(request, db_field.name, db_field.remote_field.model)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class SisipanTerbatas(Pembatas, _Sisipan):
    """Rows edited inside another object's page; who may change that object may change them."""

    extra = 0
    form = FormTerbatas

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        baris = super().get_queryset(request)
        if not hasattr(baris, "untuk"):
            return baris
        return baris.filter(pk__in=saring(self.model, request.user, self.aksi).values("pk"))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return akses.punya_peran(request.user, self.aksi)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return akses.punya_peran(request.user, self.aksi)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return akses.punya_peran(request.user, self.aksi)


class AdminTerbatas(Pembatas, _Admin):
    """One kind of master data. `dibaca_oleh`: actions whose holders may look, and choose, but not change."""

    dibaca_oleh: tuple[Aksi, ...] = ()
    actions = None
    view_on_site = False
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        aksi = self.aksi if akses.punya_peran(request.user, self.aksi) else Aksi.BACA
        return super().get_queryset(request).filter(pk__in=saring(self.model, request.user, aksi).values("pk"))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return any(akses.punya_peran(request.user, a) for a in (self.aksi, *self.dibaca_oleh))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return akses.punya_peran(request.user, self.aksi)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not akses.punya_peran(request.user, self.aksi):
            return False
        return obj is None or saring(self.model, request.user, self.aksi).filter(pk=obj.pk).exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def simpan(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """How the object is saved; a subclass may call a service."""
        obj.save()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        sebelum = isi_tersimpan(obj)
        self.simpan(request, obj, form, change)
        catat_ubah(request, obj, "ubah" if change else "tambah", sebelum, isi(obj))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        catat_ubah(request, obj, "hapus", isi(obj), {})
        super().delete_model(request, obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        sebelum = {f: (f.instance.pk, isi_tersimpan(f.instance)) for f in formset.forms if f.instance.pk}
        terhapus = formset.deleted_forms
        formset.save()
        for objek in formset.new_objects:
            catat_ubah(request, objek, "tambah", {}, isi(objek))
        for formulir, (kunci, lama) in sebelum.items():
            objek = formulir.instance
            if formulir in terhapus:
                objek.pk = kunci  # the trail keeps the key the row had
            catat_ubah(request, objek, *(("hapus", lama, {}) if formulir in terhapus else ("ubah", lama, isi(objek))))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        banyak = [b.name for b in self.model._meta.many_to_many if b.name in form.cleaned_data]
        sebelum = {n: _kunci(form.instance, n) for n in banyak}
        super().save_related(request, form, formsets, change)
        catat_ubah(request, form.instance, "ubah", sebelum, {n: _kunci(form.instance, n) for n in banyak})


def _kunci(objek: models.Model, banyak: str) -> list[int]:
    return sorted(getattr(objek, banyak).values_list("pk", flat=True))
