"""Forms of credentials: what every one asks for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from kinerja.api.cakupan import Cakupan
from kinerja.api.kredensial import PALING_LAMA
from kinerja.api.saring import pesan_kode_ganda
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Pengguna, Unit
from kinerja.organisasi.models.periode import akhir_hari

BAWAAN = timedelta(days=180)
BANYAK_SARAN = 300
PESAN_TANGGAL = f"Paling lama {PALING_LAMA.days} hari sejak hari ini."


class UnitBerkodeForm(forms.Form):
    """A unit by its code; `unit_boleh` are those this person may choose, `saran` the first of them."""

    unit = forms.CharField(
        label="Kode unit",
        max_length=40,
        widget=forms.TextInput(attrs={"list": "saran-unit", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, pengguna: Pengguna, aksi: Aksi = Aksi.BACA, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_boleh = Unit.objects.untuk(pengguna, aksi).select_related("instansi").order_by("jalur")
        self.saran = list(self.unit_boleh[:BANYAK_SARAN])
        # Who runs the installation has no agency of their own: there the first would be a guess.
        if self.saran and self.saran[0].instansi_id == pengguna.instansi_id:
            self.fields["unit"].initial = self.saran[0].kode

    def clean_unit(self) -> Unit:
        kode = self.cleaned_data["unit"].strip()
        cocok = self.unit_boleh.filter(kode=kode)[:2]
        if not cocok:
            raise forms.ValidationError(f"Tidak ada unit berkode {kode} di wewenang Anda.", code="unit_asing")
        if len(cocok) > 1:
            raise forms.ValidationError(pesan_kode_ganda(kode), code="kode_unit_ganda")
        return cocok[0]


class KredensialForm(UnitBerkodeForm):
    """Name, scopes, unit by its code, and the last day."""

    nama = forms.CharField(label="Nama", max_length=120)
    cakupan = forms.MultipleChoiceField(
        label="Cakupan",
        choices=Cakupan.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Pilih sesedikit mungkin; cakupan tidak menambah wewenang di luar peran.",
        error_messages={"required": "Pilih sedikitnya satu cakupan."},
    )
    berlaku_sampai = forms.DateField(
        label="Berlaku sampai",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=PESAN_TANGGAL,
    )
    field_order = ["nama", "unit", "cakupan", "berlaku_sampai"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].help_text = "Kredensial ini hanya sampai ke unit ini dan unit di bawahnya."
        batasi_tanggal(self.fields["berlaku_sampai"])

    @property
    def kedaluwarsa(self) -> datetime:
        """The last moment of the last day where the agency is; the form is valid."""
        return akhir_hari(self.cleaned_data["berlaku_sampai"], self.cleaned_data["unit"].instansi)


def batasi_tanggal(kolom: forms.Field) -> None:
    """The days a credential may end on, and half a year as the first suggestion."""
    hari = timezone.localdate()
    kolom.widget.attrs |= {"min": f"{hari + timedelta(days=1)}", "max": f"{hari + PALING_LAMA - timedelta(days=1)}"}
    kolom.initial = hari + BAWAAN
