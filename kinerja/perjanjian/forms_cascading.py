"""Shapes of what a planner says about links, derivations, batches and copies; the rules are in services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from indikator.admin.angka import AngkaField
from indikator.hitung.capaian import Arah
from indikator.hitung.triwulan import Pola
from indikator.models import Indikator, Satuan
from indikator.models.indikator import PILIHAN_ARAH, PILIHAN_POLA, JenisSasaran
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.models.cascading import JenisTautan, TautanKinerja, UraianTurunan
from kinerja.perjanjian.selectors.cascading_matriks_tingkat import Lampiran
from kinerja.perjanjian.services.cascading import Isian
from kinerja.perjanjian.services.cascading_uraian import IndikatorBaru

LEPAS = "lepas"


class TautanForm(forms.Form):
    """One link of a cell."""

    jenis = forms.ChoiceField(label="Jenis tautan", choices=JenisTautan.choices, widget=forms.RadioSelect)
    lingkup = forms.CharField(
        label="Lingkup",
        required=False,
        max_length=300,
        help_text="Hanya untuk jenis lingkup, misalnya PKK, Jumantik, Posyandu dan RPTRA.",
    )
    jabatan = forms.ChoiceField(
        label="Jabatan", required=False, help_text="Kosongkan bila unit seluruhnya yang mengampu."
    )
    anak = forms.ChoiceField(
        label="Indikator milik unit itu",
        required=False,
        help_text="Kosong pada jenis salinan berarti salinannya dibuatkan.",
    )
    dihitung = forms.BooleanField(
        label="Hasil indikator itu dihitung ke indikator atasannya",
        required=False,
        help_text="Hanya satu induk hitungan untuk tiap indikator dalam setahun.",
    )
    bobot = AngkaField(
        label="Bobot",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="Untuk gabungan tertimbang; kosongkan bila semua sama.",
    )
    tersirat = forms.BooleanField(
        label="Tersirat",
        required=False,
        help_text="Dokumen tidak terbaca di sel ini; tautan disimpulkan dari konteksnya.",
    )

    def __init__(self, *args: Any, jabatan: Iterable[Jabatan], anak: Iterable[Indikator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._jabatan = {str(j.pk): j for j in jabatan}
        self._anak = {str(i.pk): i for i in anak}
        self._isi_pilihan("jabatan", "Unit seluruhnya", {pk: j.nama for pk, j in self._jabatan.items()})
        self._isi_pilihan("anak", "Tidak ada", {pk: str(i) for pk, i in self._anak.items()})

    def _isi_pilihan(self, nama: str, kosong: str, isi: dict[str, str]) -> None:
        self.fields[nama].choices = [("", kosong), *isi.items()]  # type: ignore[attr-defined]

    @staticmethod
    def awal(tautan: TautanKinerja, *, dihitung: bool, bobot: Decimal | None) -> dict[str, Any]:
        """Initial values of a link there is."""
        return {
            "jenis": tautan.jenis,
            "lingkup": tautan.lingkup,
            "jabatan": str(tautan.jabatan_id or ""),
            "anak": str(tautan.anak_id or ""),
            "tersirat": tautan.tersirat,
            "dihitung": dihitung,
            "bobot": bobot,
        }

    def isian(self, induk: Indikator, unit: Unit) -> Isian:
        """The valid form as the service takes it."""
        isi = self.cleaned_data
        return Isian(
            induk=induk,
            unit=unit,
            jenis=JenisTautan(isi["jenis"]),
            jabatan=self._jabatan.get(isi["jabatan"]),
            lingkup=isi["lingkup"],
            anak=self._anak.get(isi["anak"]),
            tersirat=isi["tersirat"],
            dihitung=isi["dihitung"],
            bobot=isi["bobot"],
        )


class UraianForm(forms.Form):
    """The words of one row on one level."""

    teks = forms.CharField(
        label="Uraian turunan",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: Diturunkan menjadi Indikator Kegiatan / Sub Kegiatan. Tercetak di lampiran apa adanya.",
    )
    catatan = forms.CharField(
        label="Catatan", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    @staticmethod
    def awal(uraian: UraianTurunan | None) -> dict[str, str]:
        """Initial values of the words there are."""
        return {"teks": uraian.teks, "catatan": uraian.catatan} if uraian else {}


class SasaranForm(forms.Form):
    """A sasaran of a unit."""

    uraian = forms.CharField(label="Sasaran", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    jenis = forms.ChoiceField(label="Jenis sasaran", choices=JenisSasaran.choices)


class NamaForm(forms.Form):
    """The words of an indicator."""

    nama = forms.CharField(label="Indikator", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class IndikatorForm(forms.Form):
    """The least that makes an indicator of a unit's own."""

    sasaran = forms.CharField(
        label="Sasaran",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        help_text="Sasaran yang sudah ada dengan kata yang sama dipakai; yang belum ada dibuatkan.",
    )
    jenis_sasaran = forms.ChoiceField(label="Jenis sasaran", choices=JenisSasaran.choices)
    nama = forms.CharField(label="Indikator", widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)
    satuan = forms.ModelChoiceField(label="Satuan", queryset=Satuan.objects.none(), empty_label="Pilih satuan")
    arah = forms.ChoiceField(label="Arah", choices=[(a.value, kata) for a, kata in PILIHAN_ARAH])
    pola = forms.ChoiceField(label="Pola triwulan", choices=[(p.value, kata) for p, kata in PILIHAN_POLA])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["satuan"].queryset = Satuan.objects.order_by("nama")  # type: ignore[attr-defined]

    def isi(self, unit: Unit) -> IndikatorBaru:
        """The valid form as the service takes it, for an indicator of `unit`."""
        isi = self.cleaned_data
        return IndikatorBaru(
            unit=unit,
            sasaran=isi["sasaran"],
            nama=isi["nama"],
            satuan=isi["satuan"],
            jenis_sasaran=isi["jenis_sasaran"],
            arah=Arah(isi["arah"]),
            pola=Pola(isi["pola"]),
        )


class TurunkanForm(IndikatorForm):
    """A unit's own indicator made from a derivation in words: first, whose."""

    unit = forms.ChoiceField(label="Unit")
    field_order = ("unit",)

    def __init__(self, *args: Any, unit: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._unit = {str(u.pk): u for u in unit}
        self.fields["sasaran"].label = "Sasaran unit itu"
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            ("", "Pilih unit"),
            *((pk, u.nama) for pk, u in self._unit.items()),
        ]

    def baru(self) -> IndikatorBaru:
        """The valid form as the service takes it."""
        return self.isi(self._unit[self.cleaned_data["unit"]])


class MassalForm(forms.Form):
    """Chosen indicators × chosen units, and what becomes of all those cells."""

    indikator = forms.MultipleChoiceField(
        label="Indikator",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Centang sedikitnya satu indikator."},
    )
    unit = forms.MultipleChoiceField(
        label="Unit",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Centang sedikitnya satu unit."},
    )
    jenis = forms.ChoiceField(
        label="Yang dilakukan",
        choices=[*((str(n), f"Tautkan – {kata}") for n, kata in JenisTautan.choices), (LEPAS, "Lepaskan tautannya")],
        initial=JenisTautan.LANGSUNG,
        widget=forms.RadioSelect,
    )
    lingkup = forms.CharField(
        label="Lingkup", required=False, max_length=300, help_text="Hanya untuk jenis lingkup; sama untuk semua sel."
    )
    dihitung = forms.BooleanField(
        label="Hasil salinannya dihitung ke indikator atasannya",
        required=False,
        help_text="Hanya untuk jenis salinan, bila indikator atasannya menggulung hasil bawahannya.",
    )

    def __init__(
        self,
        *args: Any,
        indikator: Iterable[Indikator],
        unit: Iterable[Unit],
        lain: Iterable[tuple[Lampiran, Unit]] = (),
        **kwargs: Any,
    ) -> None:
        """`unit`: those of the level shown; `lain`: those ticked on another level, offered last with its name."""
        super().__init__(*args, **kwargs)
        self.fields["indikator"].choices = [(str(i.pk), str(i)) for i in indikator]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            *((str(u.pk), u.nama) for u in unit),
            *((str(u.pk), f"{u.nama} ({lampiran.nama})") for lampiran, u in lain),
        ]

    @staticmethod
    def dari_kiriman(kiriman: QueryDict) -> dict[str, Any]:
        """What was chosen so far, unchecked, to show the form again."""
        return {
            "indikator": kiriman.getlist("indikator"),
            "unit": kiriman.getlist("unit"),
            "jenis": kiriman.get("jenis", JenisTautan.LANGSUNG),
            "lingkup": kiriman.get("lingkup", ""),
            "dihitung": "dihitung" in kiriman,
        }

    def clean(self) -> dict[str, Any]:
        """A scope belongs to its kind, a roll-up to copies."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        if isi.get("jenis") == JenisTautan.LINGKUP and not isi.get("lingkup"):
            self.add_error("lingkup", "Tuliskan lingkup yang diampu unit-unit itu.")
        if isi.get("lingkup") and isi.get("jenis") != JenisTautan.LINGKUP:
            self.add_error("lingkup", "Lingkup hanya ditulis pada jenis lingkup. Pilih jenis itu atau kosongkan.")
        if isi.get("dihitung") and isi.get("jenis") != JenisTautan.SALINAN:
            self.add_error("dihitung", "Penggulungan sekaligus hanya untuk jenis salinan.")
        return isi


class SalinForm(forms.Form):
    """From which year to copy."""

    dari = forms.ChoiceField(label="Salin dari tahun")
    dengan_target = forms.BooleanField(
        label="Bawa serta targetnya sebagai awal",
        required=False,
        help_text="Tanpa ini target tahun baru kosong dan pemeriksaan akan menagihnya.",
    )

    def __init__(self, *args: Any, tahun: Iterable[Periode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tahun = {str(p.tahun): p for p in tahun}
        self.fields["dari"].choices = [(t, t) for t in self._tahun]  # type: ignore[attr-defined]

    @property
    def dari_periode(self) -> Periode:
        """The year chosen."""
        return self._tahun[self.cleaned_data["dari"]]
