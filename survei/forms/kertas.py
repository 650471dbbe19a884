"""One paper form, typed by keyboard."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from survei.forms.responden import RespondenForm, unsur_dari
from survei.hitung.kertas import baca_angka_kertas
from survei.hitung.kesalahan import NilaiMustahil
from survei.hitung.responden import JENIS_KELAMIN, PEKERJAAN, PENDIDIKAN
from survei.services.jawaban import Isian


def _bernomor(isi: dict[str, str]) -> list[tuple[str, str]]:
    """Choices whose label starts with a digit, so that pressing it chooses."""
    return [("", "–"), *((k, f"{n} {nama}") for n, (k, nama) in enumerate(isi.items(), 1))]


class KertasForm(RespondenForm):
    """The digits of the scored questions in one box, and the respondent's characteristics."""

    kunci = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    angka = forms.CharField(
        label="Jawaban",
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Ketik angka jawaban, lalu tekan Enter."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unsur = unsur_dari(self.survei)
        for nama, isi in (("jenis_kelamin", JENIS_KELAMIN), ("pendidikan", PENDIDIKAN), ("pekerjaan", PEKERJAAN)):
            self.fields[nama].choices = _bernomor(dict(isi))  # type: ignore[attr-defined]
        if "layanan" in self.fields:
            nama_layanan = {pk: satu.nama for pk, satu in self.semua_layanan.items()}
            self.fields["layanan"].choices = _bernomor(nama_layanan)  # type: ignore[attr-defined]
        self.fields["saran"].widget.attrs["rows"] = 2

    def clean_angka(self) -> tuple[int | None, ...]:
        """One value per question."""
        try:
            return baca_angka_kertas(self.cleaned_data["angka"], len(self.unsur))
        except NilaiMustahil as salah:
            raise forms.ValidationError(salah.pesan, code="nilai") from salah

    def isian(self) -> Isian:
        """The valid form as the service takes it."""
        nilai = zip((u.kode for u in self.unsur), self.cleaned_data["angka"], strict=True)
        return Isian(nilai=dict(nilai), **self.responden())
