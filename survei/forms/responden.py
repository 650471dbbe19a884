"""What a respondent may tell about himself, the same on the public form and in the entry of paper forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from survei.hitung.responden import JENIS_KELAMIN, PEKERJAAN, PENDIDIKAN, UMUR_MAKS, UMUR_MIN
from survei.models import Layanan, Survei, UnsurSurvei

SARAN_MAKS = 2000
KETERANGAN_SARAN = "Jangan tulis nama, NIK, nomor telepon, atau surel: bagian itu dihapus sebelum disimpan."


def pilihan_opsional(isi: Mapping[str, str], kosong: str = "Tidak diisi") -> list[tuple[str, str]]:
    """Choices with an empty one first."""
    return [("", kosong), *isi.items()]


class RespondenForm(forms.Form):
    """Characteristics of a respondent, all optional, and the services of the survey to choose from."""

    layanan = forms.ChoiceField(label="Layanan yang diterima", required=False)
    jenis_kelamin = forms.ChoiceField(label="Jenis kelamin", required=False, choices=pilihan_opsional(JENIS_KELAMIN))
    umur = forms.IntegerField(
        label="Umur (tahun)",
        required=False,
        min_value=UMUR_MIN,
        max_value=UMUR_MAKS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 3, "size": 4}),
        error_messages={
            "invalid": "Tulis umur dengan angka saja, misalnya 34.",
            "min_value": "Umur paling sedikit %(limit_value)d tahun. Kosongkan bila tidak ingin mengisi.",
            "max_value": "Umur paling banyak %(limit_value)d tahun. Periksa lagi angkanya.",
        },
    )
    pendidikan = forms.ChoiceField(label="Pendidikan terakhir", required=False, choices=pilihan_opsional(PENDIDIKAN))
    pekerjaan = forms.ChoiceField(label="Pekerjaan", required=False, choices=pilihan_opsional(PEKERJAAN))
    saran = forms.CharField(
        label="Saran untuk pelayanan",
        required=False,
        max_length=SARAN_MAKS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=KETERANGAN_SARAN,
        error_messages={"max_length": "Saran paling panjang %(limit_value)d huruf, sekarang %(show_value)d."},
    )

    def __init__(self, *args: Any, survei: Survei, layanan: Iterable[Layanan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survei = survei
        self.semua_layanan = {str(satu.pk): satu for satu in layanan}
        if self.semua_layanan:
            pilihan = {pk: satu.nama for pk, satu in self.semua_layanan.items()}
            self.fields["layanan"].choices = pilihan_opsional(pilihan)  # type: ignore[attr-defined]
        else:
            del self.fields["layanan"]

    def responden(self) -> dict[str, Any]:
        """The cleaned values as `Isian` takes them."""
        isi = {k: self.cleaned_data[k] for k in ("jenis_kelamin", "umur", "pendidikan", "pekerjaan", "saran")}
        return isi | {"layanan": self.semua_layanan.get(self.cleaned_data.get("layanan", ""))}


def unsur_dari(survei: Survei) -> list[UnsurSurvei]:
    """The scored questions in the order of the form."""
    return list(survei.unsur.order_by("urutan"))
