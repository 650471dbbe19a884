"""The recap check: its files, and what is shown of the findings."""

from __future__ import annotations

from typing import Any

from django import forms

from survei.hitung.periksa import Aturan, Keyakinan
from survei.hitung.periksa.kata import NAMA_ATURAN, NAMA_KEYAKINAN


def _berkas(label: str, bantuan: str, *, wajib: bool) -> forms.FileField:
    return forms.FileField(
        label=label,
        help_text=bantuan,
        required=wajib,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Pilih berkas .xlsx atau .csv.",
            "empty": "Berkas ini kosong (0 byte). Periksa berkasnya, lalu unggah lagi.",
            "max_length": "Nama berkas terlalu panjang. Pendekkan namanya.",
        },
    )


class RekapForm(forms.Form):
    """The table of units, and optionally the sheets per unsur."""

    unit = _berkas(
        "Tabel unit",
        "Satu baris tiap unit: nama, responden, IKM, dan mutu semester I, semester II, dan setahun, perubahan, status. "
        "Paling sedikit nama dan IKM kedua semester.",
        wajib=True,
    )
    lembar = _berkas(
        "Lembar per unsur",
        "Satu baris tiap unit dan semester: responden, jumlah nilai, NRR, dan NRR tertimbang tiap unsur, IKM, mutu.",
        wajib=False,
    )


class SaringForm(forms.Form):
    """Which findings to show; anything unknown shows all."""

    aturan = forms.ChoiceField(
        label="Aturan", required=False, choices=[("", "Semua"), *((a.value, NAMA_ATURAN[a][0]) for a in Aturan)]
    )
    keyakinan = forms.ChoiceField(
        label="Keyakinan", required=False, choices=[("", "Semua"), *((k.value, NAMA_KEYAKINAN[k]) for k in Keyakinan)]
    )
    cari = forms.CharField(label="Unit atau kolom", required=False, max_length=100)
    halaman = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def pilihan(self) -> dict[str, Any]:
        """What was chosen, without what could not be read."""
        self.is_valid()
        return {nama: self.cleaned_data.get(nama) or "" for nama in ("aturan", "keyakinan", "cari")}
