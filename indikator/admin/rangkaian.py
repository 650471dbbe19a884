"""Rules across the rows of an indicator's page: components with the formula, targets with the polarity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from indikator.hitung.capaian import Arah, JenisTarget, Target, ketidakcocokan
from indikator.hitung.gulung import Agregasi
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.predikat import angka_banding
from indikator.hitung.rasio import periksa_turunan
from indikator.hitung.rumus import baca_rumus
from indikator.models import Indikator
from indikator.models.indikator import SumberKomponen
from indikator.services.definisi import lingkaran_rujukan

if TYPE_CHECKING:
    _Rangkaian = forms.BaseInlineFormSet[Any, Any, Any]
else:
    _Rangkaian = forms.BaseInlineFormSet


def _terpakai(rangkaian: Any) -> list[Any]:
    """The filled-in forms that stay."""
    return [
        f
        for f in rangkaian.forms
        if f.is_valid() and f.cleaned_data and not (rangkaian.can_delete and f.cleaned_data.get("DELETE"))
    ]


class RangkaianKomponen(_Rangkaian):
    """Every name in the formula is a component, and no component leads back to the indicator."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        indikator: Indikator = self.instance
        ada = {f.cleaned_data["nama"] for f in _terpakai(self)}
        try:
            perlu = baca_rumus(indikator.rumus).nama_komponen
        except KesalahanHitung:
            return  # said beside the formula itself
        kurang = [nama for nama in perlu if nama not in ada]
        if kurang:
            raise ValidationError(f"Rumus menyebut {', '.join(kurang)}, tetapi komponennya belum ada.")
        gulungan = [
            f.cleaned_data["nama"]
            for f in _terpakai(self)
            if f.cleaned_data["sumber"] == SumberKomponen.TURUNAN and f.cleaned_data["nama"] in perlu
        ]
        if salah := periksa_turunan(indikator.rumus, Agregasi(indikator.agregasi), gulungan):
            raise ValidationError(salah)
        for formulir in _terpakai(self):
            if formulir.cleaned_data["sumber"] == SumberKomponen.INDIKATOR:
                self._periksa_rujukan(formulir, indikator, formulir.cleaned_data.get("rujukan"))

    def _periksa_rujukan(self, formulir: Any, indikator: Indikator, rujukan: Indikator | None) -> None:
        if rujukan is None:
            return  # the model's constraint has said so
        if rujukan.sasaran.periode_id != indikator.sasaran.periode_id:
            formulir.add_error("rujukan", "Indikator rujukan berasal dari tahun yang lain.")
            raise ValidationError("Indikator rujukan harus dari tahun yang sama.")
        lingkaran = lingkaran_rujukan(indikator, rujukan) if indikator.pk else []
        if lingkaran:
            jejak = " → ".join(i.kode for i in lingkaran)
            formulir.add_error("rujukan", f"Rujukan melingkar: {jejak}.")
            raise ValidationError(f"Rujukan melingkar: {jejak}. Angkanya tidak akan pernah dapat dihitung.")


class RangkaianTarget(_Rangkaian):
    """Each target fits the polarity and lies on the scale."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        for formulir in _terpakai(self):
            salah = self._salah(formulir.cleaned_data)
            if salah:
                formulir.add_error("jenis", salah)
                raise ValidationError(salah)

    def _salah(self, isi: dict[str, Any]) -> str:
        indikator: Indikator = self.instance
        try:
            target = Target(JenisTarget(isi["jenis"]), isi.get("nilai"), isi.get("bawah"), isi.get("atas"))
            alasan = ketidakcocokan(target, Arah(indikator.arah))
            if target.nilai is not None and indikator.skala is not None:
                angka_banding(target.nilai, indikator.skala.skala())
        except KesalahanHitung as kesalahan:
            return kesalahan.pesan
        return alasan[:1].upper() + alasan[1:]
