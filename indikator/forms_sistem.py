"""Registering a source system: what every credential asks for, and the roles of its account."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms

from kinerja.api.cakupan import Cakupan
from kinerja.api.forms import PESAN_TANGGAL, KredensialForm, batasi_tanggal
from kinerja.api.models import Klien
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models.periode import akhir_hari


class SistemForm(KredensialForm):
    """A system's name, unit, roles and scopes, and until when."""

    keterangan = forms.CharField(
        label="Keterangan",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Misalnya pengelola sistem dan nomor yang dapat dihubungi.",
    )
    peran = forms.MultipleChoiceField(
        label="Peran akun layanan",
        choices=Peran.choices,
        initial=[Peran.OPERATOR],
        widget=forms.CheckboxSelectMultiple,
        help_text="Operator untuk mengisi komponen. Semua peran dapat membaca.",
        error_messages={"required": "Pilih sedikitnya satu peran; tanpa peran sistem tidak dapat membaca apa pun."},
    )
    field_order = ["nama", "unit", "peran", "cakupan", "berlaku_sampai", "keterangan"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nama"].label = "Nama sistem"
        self.fields["nama"].help_text = "Misalnya CRM, Jaksurvei, e-order, jakevo, atau Portal Data."
        self.fields["cakupan"].initial = [Cakupan.INDIKATOR_BACA, Cakupan.REALISASI_TULIS]


class RahasiaForm(forms.Form):
    """A new secret for a system: until when it holds, and how long the old one still opens."""

    berlaku_sampai = forms.DateField(
        label="Rahasia baru berlaku sampai",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=PESAN_TANGGAL,
    )
    tumpang = forms.TypedChoiceField(
        label="Rahasia lama",
        coerce=int,
        choices=[
            (0, "Berakhir sekarang juga, beserta semua token yang beredar (bila rahasianya bocor)"),
            (1, "Masih berlaku 1 hari, selama rahasia baru dipasang"),
            (7, "Masih berlaku 7 hari"),
        ],
        initial=0,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih kapan rahasia lama berakhir."},
    )

    def __init__(self, *args: Any, klien: Klien, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.klien = klien
        batasi_tanggal(self.fields["berlaku_sampai"])

    @property
    def kedaluwarsa(self) -> datetime:
        """The last moment of the last day where the agency is; the form is valid."""
        return akhir_hari(self.cleaned_data["berlaku_sampai"], self.klien.unit.instansi)

    @property
    def lama(self) -> timedelta:
        """How long the old secret still opens; the form is valid."""
        return timedelta(days=self.cleaned_data["tumpang"])
