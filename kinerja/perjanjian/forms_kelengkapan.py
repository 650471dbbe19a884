"""The shape of what completes an indicator: its targets as typed, its source, the posts that answer for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from indikator.hitung.capaian import Arah, Target
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.predikat import Skala
from indikator.hitung.target_teks import baca_target, tulis_target
from indikator.models import Indikator
from indikator.models.target import WAKTU_TARGET
from indikator.services.kelengkapan import Kelengkapan
from kinerja.organisasi.models import Jabatan


class TargetField(forms.CharField):
    """A target as typed; cleans to a Target, `belum` for an empty box."""

    def __init__(self, *, arah: Arah, skala: Skala | None, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=120, **kwargs)
        self.arah, self.skala = arah, skala

    def clean(self, value: Any) -> Target:
        teks: str = super().clean(value)
        try:
            return baca_target(teks, self.arah, self.skala)
        except KesalahanHitung as salah:
            raise forms.ValidationError(salah.pesan, code="tidak_terbaca") from salah


class KelengkapanForm(forms.Form):
    """Five targets (`target_1` to `target_4`, `target_0` the year), then the rest."""

    def __init__(self, *args: Any, indikator: Indikator, jabatan: Iterable[Jabatan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._jabatan = {str(j.pk): j for j in jabatan}
        for triwulan, kata in WAKTU_TARGET:
            self.fields[f"target_{triwulan}"] = TargetField(
                label=f"Target {kata}", arah=Arah(indikator.arah), skala=_skala(indikator)
            )
        self.fields["sumber_data"] = forms.CharField(
            label="Sumber data",
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Sistem, laporan, atau unit asal angkanya.",
        )
        self.fields["penanggung_jawab"] = forms.MultipleChoiceField(
            label="Jabatan penanggung jawab",
            required=False,
            choices=[(pk, f"{j.nama} – {j.unit.nama}") for pk, j in self._jabatan.items()],
            widget=forms.CheckboxSelectMultiple,
        )

    @property
    def kolom_target(self) -> list[forms.BoundField]:
        """The boxes of the targets, for one line of the page."""
        return [self[f"target_{tw}"] for tw, _ in WAKTU_TARGET]

    @staticmethod
    def awal(indikator: Indikator, isi: Kelengkapan) -> dict[str, Any]:
        """Initial values."""
        skala = _skala(indikator)
        return {
            **{f"target_{tw}": tulis_target(t, skala) for tw, t in isi.target.items()},
            "sumber_data": isi.sumber_data,
            "penanggung_jawab": [str(j.pk) for j in isi.penanggung_jawab],
        }

    def beda(self, indikator: Indikator, tersimpan: Kelengkapan) -> list[tuple[str, str, str]]:
        """Where the valid form says something else than what is stored: (label, stored, typed)."""
        lama, baru = self.awal(indikator, tersimpan), self.awal(indikator, self.kelengkapan())
        return [
            (str(kolom.label), self._sebut(lama[nama]), self._sebut(baru[nama]))
            for nama, kolom in self.fields.items()
            if lama[nama] != baru[nama]
        ]

    def _sebut(self, isi: str | list[str]) -> str:
        teks = isi if isinstance(isi, str) else ", ".join(self._jabatan[pk].nama for pk in isi)
        return teks or "(kosong)"

    def kelengkapan(self) -> Kelengkapan:
        """The valid form as the service takes it."""
        isi = self.cleaned_data
        return Kelengkapan(
            target={tw: isi[f"target_{tw}"] for tw, _ in WAKTU_TARGET},
            sumber_data=isi["sumber_data"],
            penanggung_jawab=[self._jabatan[pk] for pk in isi["penanggung_jawab"]],
        )


def _skala(indikator: Indikator) -> Skala | None:
    return indikator.skala.skala() if indikator.skala else None
