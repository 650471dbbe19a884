"""Uploading an official layout: the file and its kind; what unknown names in it mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from kinerja.organisasi.models import Periode
from kinerja.perjanjian.models import BerkasImpor, JenisImpor
from kinerja.perjanjian.selectors.cascading_matriks_tingkat import unit_tingkat
from kinerja.perjanjian.services.impor_matriks import LEWATI, URAIAN


class ImporForm(forms.Form):
    """The file and what it is."""

    jenis = forms.ChoiceField(label="Tata letak", choices=JenisImpor.choices)
    berkas = forms.FileField(
        label="Berkas",
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Excel (.xlsx) atau CSV, paling besar 10 MB dan 2.000 baris tiap lembar. "
        "Belum ada yang berubah sebelum Anda menyetujui pratinjaunya.",
        error_messages={
            "required": "Pilih berkas .xlsx atau .csv.",
            "empty": "Berkas ini kosong (0 byte). Periksa berkasnya, lalu unggah lagi.",
            "max_length": "Nama berkas terlalu panjang. Pendekkan namanya.",
        },
    )


class NamaForm(forms.Form):
    """One choice for each unknown name, `n_0` on, in the order of the preview."""

    def __init__(self, *args: Any, impor: BerkasImpor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asing: list[Mapping[str, Any]] = list(impor.hasil.get("asing", []))
        pilihan = {tingkat: _pilihan(impor, impor.periode, tingkat) for tingkat in {a["tingkat"] for a in self.asing}}
        for nomor, satu in enumerate(self.asing):
            self.fields[f"n_{nomor}"] = forms.ChoiceField(
                label=f"“{satu['teks']}”",
                help_text=satu["tempat"],
                choices=[("", "Pilih artinya"), *pilihan[satu["tingkat"]]],
                error_messages={"required": "Pilih unitnya, atau “jangan dimuat”."},
            )

    def pilihan(self) -> dict[str, str]:
        """Name → what was chosen."""
        return {satu["teks"]: self.cleaned_data[f"n_{nomor}"] for nomor, satu in enumerate(self.asing)}


def _pilihan(impor: BerkasImpor, periode: Periode, tingkat: int) -> list[tuple[str, str]]:
    unit = [(u.kode, u.nama) for u in unit_tingkat(impor.unit, periode, tingkat)]
    return [*unit, (URAIAN, "Bukan unit: uraian penurunan"), (LEWATI, "Jangan dimuat")]
