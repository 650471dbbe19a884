"""Shape of the request for a report; which units and years are allowed is decided by akses.py in the view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinerja.laporan.models import JENIS_DOKUMEN, Format, Jenis
from kinerja.organisasi.models.periode import TRIWULAN

BERKAS_PERIKSA_MAKS = 30 * 1024 * 1024


def _kolom_format() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label="Format", choices=Format.choices, coerce=Format, widget=forms.RadioSelect, initial=Format.PDF.value
    )


class FormMinta(forms.Form):
    """Unit, year, quarter, kind and format."""

    unit = forms.IntegerField(label="Unit", widget=forms.Select)
    periode = forms.IntegerField(label="Tahun", widget=forms.Select)
    triwulan = forms.TypedChoiceField(label="Triwulan", choices=TRIWULAN, coerce=int)
    jenis = forms.TypedChoiceField(
        label="Isi laporan",
        choices=[
            (Jenis.UNIT.value, "Indikator unit ini, milik sendiri dan yang ditugaskan"),
            (Jenis.REKAP.value, "Rekap unit ini beserta semua unit di bawahnya"),
        ],
        coerce=Jenis,
        widget=forms.RadioSelect,
        initial=Jenis.UNIT.value,
    )
    format = _kolom_format()

    def __init__(
        self, *args: Any, unit: Sequence[tuple[int, str]], periode: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].widget.choices = unit
        self.fields["periode"].widget.choices = periode


class FormSurvei(forms.Form):
    """One survey and a format."""

    survei = forms.IntegerField(label="Survei", widget=forms.Select)
    format = _kolom_format()

    def __init__(self, *args: Any, survei: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["survei"].widget.choices = survei


class FormKota(forms.Form):
    """A unit with everything below it, a year, and a format."""

    unit = forms.IntegerField(label="Unit", widget=forms.Select)
    tahun = forms.IntegerField(label="Tahun", min_value=2000, max_value=2100, widget=forms.Select)
    format = _kolom_format()

    def __init__(
        self, *args: Any, unit: Sequence[tuple[int, str]], tahun: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].widget.choices = unit
        self.fields["tahun"].widget.choices = tahun


class FormDokumen(forms.Form):
    """One document of the unit and year of the page; an SKP needs the post, too."""

    jenis = forms.TypedChoiceField(
        label="Dokumen",
        choices=[(j.value, j.label) for j in JENIS_DOKUMEN],
        coerce=Jenis,
        error_messages={"required": "Pilih dokumen yang akan dicetak."},
    )
    jabatan = forms.IntegerField(label="Jabatan", required=False)
    format = _kolom_format()

    def clean(self) -> dict[str, Any]:
        isi: dict[str, Any] = super().clean() or {}
        if isi.get("jenis") is Jenis.SKP and isi.get("jabatan") is None and "jabatan" not in self.errors:
            self.add_error("jabatan", "Pilih jabatan yang SKP-nya akan dicetak.")
        return isi


class FormBanding(forms.Form):
    """A file whose hash is compared with the issued one; it is read and forgotten."""

    berkas = forms.FileField(
        label="Berkas PDF atau Excel",
        help_text="Berkas hanya dihitung sidiknya, tidak disimpan. Paling besar 30 MB.",
        error_messages={"required": "Pilih berkas yang ingin dicocokkan.", "empty": "Berkas ini kosong."},
    )

    def clean_berkas(self) -> Any:
        berkas = self.cleaned_data["berkas"]
        if berkas.size > BERKAS_PERIKSA_MAKS:
            raise forms.ValidationError("Berkas lebih dari 30 MB; dokumen dari sistem ini tidak pernah sebesar itu.")
        return berkas
