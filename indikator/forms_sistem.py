"""Registering a source system: what every credential asks for, and the roles of its account."""

from __future__ import annotations

from django import forms

from kinerja.api.cakupan import Cakupan
from kinerja.api.forms import KredensialForm
from kinerja.organisasi.akses import Peran


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

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["nama"].label = "Nama sistem"
        self.fields["nama"].help_text = "Misalnya CRM, Jaksurvei, e-order, jakevo, atau Portal Data."
        self.fields["cakupan"].initial = [Cakupan.INDIKATOR_BACA, Cakupan.REALISASI_TULIS]
