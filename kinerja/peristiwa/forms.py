"""Forms of webhooks: a subscription, and from which event on it is told again."""

from __future__ import annotations

from typing import Any

from django import forms

from kinerja.api.forms import BANYAK_SARAN, UnitBerkodeForm
from kinerja.peristiwa.models import JenisPeristiwa, Langganan

NOMOR_MAKS = 2**63 - 1


class LanggananForm(UnitBerkodeForm):
    """Who is told of what; the address itself is looked at by the service."""

    nama = forms.CharField(label="Nama penerima", max_length=120, help_text="Misalnya Dasbor kota, atau Portal Data.")
    url = forms.CharField(
        label="Alamat webhook",
        max_length=500,
        help_text="Diawali https:// dan terjangkau dari internet; mintalah kepada pengelola sistem penerima.",
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    jenis = forms.MultipleChoiceField(
        label="Diberi tahu tentang",
        choices=JenisPeristiwa.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih sedikitnya satu jenis peristiwa."},
    )
    field_order = ["nama", "url", "unit", "jenis"]

    def __init__(self, *args: Any, langganan: Langganan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].help_text = "Peristiwa unit ini dan semua unit di bawahnya."
        if langganan is not None:
            self.initial = {
                "nama": langganan.nama,
                "url": langganan.url,
                "unit": langganan.unit.kode,
                "jenis": langganan.jenis,
            }
            # Codes are unique within one agency, and a subscription stays in its own.
            self.unit_boleh = self.unit_boleh.filter(instansi=langganan.unit.instansi_id)
            self.saran = list(self.unit_boleh[:BANYAK_SARAN])


class UlangiForm(forms.Form):
    """The number of the first event that is sent again."""

    dari = forms.IntegerField(
        label="Kirim ulang sejak peristiwa nomor",
        min_value=1,
        max_value=NOMOR_MAKS,
        error_messages={
            "required": "Tulis nomor peristiwa pertama yang dikirim ulang.",
            "invalid": "Nomor peristiwa berupa bilangan bulat, misalnya 120.",
            "min_value": "Nomor peristiwa mulai dari 1.",
            "max_value": "Nomor peristiwa sebesar itu tidak ada.",
        },
    )
