"""Units of measure and predicate scales; and the agency's settings, whose change moves achievements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone

from indikator.admin.angka import Berangka
from indikator.models import Indikator, Satuan, SkalaPredikat, TingkatPredikat
from indikator.services.definisi import hitung_ulang_indikator
from kinerja.organisasi.admin.dasar import AdminTerbatas, SisipanTerbatas
from kinerja.organisasi.admin.susunan import InstansiAdmin
from kinerja.organisasi.akses import Aksi, instansi_untuk, punya_peran
from kinerja.organisasi.models import Instansi, Pengguna


def hitung_ulang_semua(request: HttpRequest, indikator: Iterable[Indikator]) -> None:
    """Compute the figures of these indicators again and say how many changed."""
    kini, pelaku = timezone.now(), request.user
    assert isinstance(pelaku, Pengguna)  # noqa: S101
    jumlah = 0
    for satu in indikator:
        jumlah += hitung_ulang_indikator(pelaku=pelaku, indikator=satu, kini=kini)
    if jumlah:
        messages.info(request, f"{jumlah} realisasi dihitung ulang karena perubahan ini.")


@admin.register(Satuan)
class SatuanAdmin(AdminTerbatas):
    """Shared by all agencies: planners add, only who runs the installation changes."""

    aksi = Aksi.KELOLA_KINERJA
    list_display = ("nama", "kode", "awalan", "akhiran", "persen")
    search_fields = ("nama", "kode")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser or punya_peran(request.user, self.aksi)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_active and request.user.is_superuser


class TingkatSisipan(Berangka, SisipanTerbatas):
    """The levels of a scale."""

    aksi = Aksi.KELOLA_KINERJA
    model = TingkatPredikat


@admin.register(SkalaPredikat)
class SkalaPredikatAdmin(Berangka, AdminTerbatas):
    """Scales of an agency; achievements judged by a scale follow its change."""

    aksi = Aksi.KELOLA_KINERJA
    list_display = ("nama", "jenis", "instansi")
    search_fields = ("nama",)
    inlines = (TingkatSisipan,)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str | list[str]]:
        isi = super().get_changeform_initial_data(request)
        milik = instansi_untuk(request.user, self.aksi)
        return {"instansi": str(milik[0]), **isi} if len(milik) == 1 else isi

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if change:
            hitung_ulang_semua(request, Indikator.objects.filter(skala=form.instance))


admin.site.unregister(Instansi)


@admin.register(Instansi)
class InstansiBerangkaAdmin(InstansiAdmin):
    """The agency's page, when its formula for "makin rendah makin baik" changes: achievements follow."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if change and "rumus_turun" in form.changed_data:
            hitung_ulang_semua(request, Indikator.objects.filter(sasaran__unit__instansi=form.instance))
