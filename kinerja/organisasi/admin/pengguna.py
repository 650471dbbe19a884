"""Accounts and the roles they hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from kinerja.organisasi import jejak
from kinerja.organisasi.admin.catatan import jalur_unit
from kinerja.organisasi.admin.dasar import AdminTerbatas, FormTerbatas, SisipanTerbatas
from kinerja.organisasi.akses import instansi_untuk
from kinerja.organisasi.models import Pengguna, PeranPengguna


class PenggunaForm(FormTerbatas):
    """An account; a password set here has to be replaced at the next sign-in."""

    sandi_sementara = forms.CharField(
        label="Kata sandi sementara",
        required=False,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "sandi_sementara" not in self.fields:
            return
        baru = self.instance.pk is None
        self.fields["sandi_sementara"].required = baru
        kosong = "" if baru else "Kosongkan bila tidak diganti. "
        self.fields[
            "sandi_sementara"
        ].help_text = (
            f"{kosong}Wajib diganti pemiliknya saat masuk berikutnya. {' '.join(password_validators_help_texts())}"
        )

    def _post_clean(self) -> None:
        # After the instance has its new name: the rules compare the password with it.
        super()._post_clean()
        sandi = self.cleaned_data.get("sandi_sementara")
        if not sandi or self.errors:
            return
        try:
            validate_password(sandi, self.instance)
        except ValidationError as salah:
            self.add_error("sandi_sementara", salah)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        pejabat = data.get("pejabat")
        instansi = data.get("instansi") or self.instance.instansi
        if pejabat is not None and pejabat.instansi != instansi:
            raise ValidationError({"pejabat": "Pejabat ini berada di instansi lain."})
        return data


class PeranSisipan(SisipanTerbatas):
    """Roles at units of the giver's own subtree; others are neither shown nor accepted."""

    model = PeranPengguna
    autocomplete_fields = ("unit",)


@admin.register(Pengguna)
class PenggunaAdmin(AdminTerbatas):
    """Accounts of an agency. Those that run the installation are made by `createsuperuser` and not shown here."""

    form = PenggunaForm
    list_display = ("username", "nama", "instansi", "is_active", "wajib_ganti_sandi", "last_login")
    list_select_related = ("instansi",)
    list_filter = ("is_active", ("instansi", admin.RelatedOnlyFieldListFilter))
    search_fields = ("username", "nama")
    autocomplete_fields = ("pejabat",)
    fields = ("username", "nama", "instansi", "pejabat", "is_active", "sandi_sementara")
    inlines = (PeranSisipan,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Pengguna]:
        return super().get_queryset(request).filter(is_superuser=False)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        # A filter on the stored hash would tell it letter by letter.
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and self._punya_instansi(request)

    def _punya_instansi(self, request: HttpRequest) -> bool:
        return request.user.is_superuser or bool(instansi_untuk(request.user, self.aksi))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        # Roles are held at units of one agency; an account does not wander.
        return ("instansi",) if obj and obj.instansi_id else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str | list[str]]:
        isi = super().get_changeform_initial_data(request)
        milik = instansi_untuk(request.user, self.aksi)
        return {"instansi": str(milik[0]), **isi} if len(milik) == 1 else isi

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        formulir = super().get_form(request, obj, change, **kwargs)
        if "instansi" in formulir.base_fields:
            formulir.base_fields["instansi"].required = True
        return formulir

    def simpan(self, request: HttpRequest, obj: Pengguna, form: Any, change: bool) -> None:
        sandi = form.cleaned_data.get("sandi_sementara")
        if sandi:
            obj.set_password(sandi)
            obj.wajib_ganti_sandi = True
        obj.save()
        if sandi:
            jejak.catat(
                pelaku=request.user,  # type: ignore[arg-type]  # a signed-in Pengguna here
                aksi="akun.setel_sandi",
                objek=obj,
                kini=timezone.now(),
                unit_jalur=jalur_unit(obj),
            )


@admin.register(PeranPengguna)
class PeranPenggunaAdmin(AdminTerbatas):
    """Roles by unit; an administrator of a subtree gives them here to accounts of the agency."""

    pilihan_baca = frozenset({"pengguna"})
    list_display = ("pengguna", "peran", "unit", "mulai", "selesai")
    list_select_related = ("pengguna", "unit")
    list_filter = ("peran",)
    search_fields = ("pengguna__username", "pengguna__nama", "unit__nama", "unit__kode")
    autocomplete_fields = ("unit",)
