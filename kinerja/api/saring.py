"""Filters all lists share: a unit with its subtree, and rows changed since a moment."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import django_filters
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django_filters.fields import IsoDateTimeField

from kinerja.api.bidang import PILIHAN_KUERI
from kinerja.api.masalah import Masalah
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Pengguna, Periode, Unit


class KolomWaktu(IsoDateTimeField):  # type: ignore[misc]
    """A moment in UTC: the database refuses offsets that ISO 8601 allows."""

    def to_python(self, value: Any) -> Any:
        waktu = super().to_python(value)
        try:
            return None if waktu is None else waktu.astimezone(UTC)
        except OverflowError:
            raise forms.ValidationError("Waktu ini di luar jangkauan.", code="invalid") from None


class SaringWaktu(django_filters.IsoDateTimeFilter):  # type: ignore[misc]
    """`?diubah_sejak=2023-07-01T00:00:00+07:00`."""

    field_class = KolomWaktu


class SaringBilangan(django_filters.NumberFilter):  # type: ignore[misc]
    """A whole number; 2023.5 is refused, not cut."""

    field_class = forms.IntegerField


class KolomYaTidak(forms.Field):
    """`true` or `false`; another word, which Django takes for no answer, is refused."""

    def to_python(self, value: Any) -> bool | None:
        if value in self.empty_values:
            return None
        if value not in PILIHAN_KUERI:
            raise forms.ValidationError("Isi dengan true atau false.", code="invalid")
        return PILIHAN_KUERI[value]


class SaringYaTidak(django_filters.BooleanFilter):  # type: ignore[misc]
    """`?aktif=true`."""

    field_class = KolomYaTidak


class SaringUnit(django_filters.FilterSet):  # type: ignore[misc]
    """`?unit=KODE`: the unit and everything below it. `aksi`: what the caller must be able to do there."""

    aksi = Aksi.BACA
    unit = django_filters.CharFilter(method="saring_unit", label="Kode unit; unit di bawahnya ikut.")

    def saring_unit(self, kumpulan: QuerySet[Any], nama: str, nilai: str) -> QuerySet[Any]:
        """Raises Masalah 422 `unit_tidak_dikenal` where the caller cannot do `aksi`."""
        model: Any = kumpulan.model
        jalur = unit_berkode(self.request.user, nilai, self.aksi).jalur
        return kumpulan.filter(**{f"{model.JALUR_UNIT}__startswith": jalur})


def unit_berkode(user: Pengguna | AnonymousUser, kode: str, aksi: Aksi = Aksi.BACA) -> Unit:
    """The unit with this code.

    Raises Masalah 422 `unit_tidak_dikenal` when the caller cannot do `aksi` there, `kode_unit_ganda` when several
    agencies the caller manages have one (only who runs the installation manages more than one).
    """
    cocok = Unit.objects.untuk(user, aksi).select_related("instansi").filter(kode=kode).order_by("jalur")[:2]
    if not cocok:
        raise Masalah(422, "unit_tidak_dikenal", f"Unit berkode {kode} tidak ada di wewenang Anda.")
    if len(cocok) > 1:
        raise Masalah(422, "kode_unit_ganda", pesan_kode_ganda(kode))
    return cocok[0]


def pesan_kode_ganda(kode: str) -> str:
    """The sentence for a code that more than one agency has."""
    return f"Kode {kode} dipakai lebih dari satu instansi. Mintalah administrator instansi itu melakukannya."


def periode_tahun(user: Pengguna | AnonymousUser, unit: Unit, tahun: int) -> Periode:
    """The year of the unit's agency. Raises Masalah 422 `tahun_tidak_dikenal` when it has none."""
    periode = Periode.objects.untuk(user).select_related("instansi").filter(instansi=unit.instansi_id, tahun=tahun)
    satu = periode.first()
    if satu is None:
        raise Masalah(422, "tahun_tidak_dikenal", f"Tahun {tahun} belum ada di {unit.instansi}.")
    return satu
