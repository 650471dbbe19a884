"""The public form: consent, the survey's questions, and what the respondent may tell about himself."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from survei.forms.responden import RespondenForm, unsur_dari
from survei.models import Tautan
from survei.services.jawaban import TAMBAHAN_MAKS, Isian

PILIHAN_ASING = "Pilih salah satu jawaban yang tersedia."


class FormulirForm(RespondenForm):
    """`u_<kode>` per unsur, `t_<nomor>` per question of the agency's own. The hidden `kunci` makes a retry harmless."""

    # Without autocomplete="off" some browsers bring an old key back on reload.
    kunci = forms.UUIDField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), initial=uuid4)
    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    setuju = forms.BooleanField(
        label="Saya sudah membaca keterangan di atas dan bersedia mengisi survei ini.",
        error_messages={"required": "Centang persetujuan ini lebih dulu. Tanpa persetujuan, jawaban tidak disimpan."},
    )
    tetap = forms.BooleanField(label="Kirim saja, pertanyaan itu memang saya lewati.", required=False)

    def __init__(self, *args: Any, tautan: Tautan, **kwargs: Any) -> None:
        survei = tautan.survei
        layanan = () if tautan.layanan_id else survei.layanan.all()
        super().__init__(*args, survei=survei, layanan=layanan, **kwargs)
        self.unsur = unsur_dari(survei)
        self.tambahan = list(survei.pertanyaan_tambahan.all())
        self.fields["versi"].initial = survei.persetujuan_versi
        for satu in self.unsur:
            self.fields[f"u_{satu.kode}"] = forms.TypedChoiceField(
                label=satu.pertanyaan,
                required=False,
                coerce=int,
                empty_value=None,
                choices=[(str(n), opsi) for n, opsi in enumerate(satu.opsi, 1)],
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": PILIHAN_ASING},
            )
        for tanya in self.tambahan:
            self.fields[f"t_{tanya.pk}"] = (
                forms.ChoiceField(
                    label=tanya.teks,
                    required=False,
                    choices=[(p, p) for p in tanya.pilihan],
                    widget=forms.RadioSelect,
                    error_messages={"invalid_choice": PILIHAN_ASING},
                )
                if tanya.pilihan
                else forms.CharField(
                    label=tanya.teks, required=False, max_length=TAMBAHAN_MAKS, widget=forms.Textarea(attrs={"rows": 2})
                )
            )

    @property
    def pertanyaan(self) -> list[forms.BoundField]:
        """The scored questions."""
        return [self[f"u_{satu.kode}"] for satu in self.unsur]

    @property
    def pertanyaan_tambahan(self) -> list[forms.BoundField]:
        """The agency's own questions."""
        return [self[f"t_{tanya.pk}"] for tanya in self.tambahan]

    @property
    def diri(self) -> list[forms.BoundField]:
        """What is asked about the respondent."""
        return [self[nama] for nama in ("jenis_kelamin", "umur", "pendidikan", "pekerjaan")]

    @property
    def terlewat(self) -> list[int]:
        """Numbers of the scored questions without an answer; only of a form that was sent."""
        if not self.is_bound:
            return []
        nilai = [self.cleaned_data.get(f"u_{satu.kode}") for satu in self.unsur]
        return [n for n, satu in enumerate(nilai, 1) if satu is None]

    def clean(self) -> dict[str, Any]:
        """At least one answer; blanks only when the respondent says that they are meant."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        salah = any(f"u_{satu.kode}" in self.errors for satu in self.unsur)
        if not salah and len(self.terlewat) == len(self.unsur):
            self.add_error(f"u_{self.unsur[0].kode}", "Belum ada pertanyaan yang dijawab. Jawab sedikitnya satu.")
        elif not salah and self.terlewat and not isi.get("tetap"):
            nomor = ", ".join(map(str, self.terlewat))
            self.add_error(
                "tetap", f"Pertanyaan nomor {nomor} belum dijawab. Jawablah, atau centang di sini untuk melewatinya."
            )
        return isi

    def isian(self) -> Isian:
        """The valid form as the service takes it."""
        isi = self.cleaned_data
        return Isian(
            nilai={satu.kode: isi[f"u_{satu.kode}"] for satu in self.unsur},
            tambahan={str(t.pk): isi[f"t_{t.pk}"] for t in self.tambahan},
            persetujuan_versi=isi["versi"],
            **self.responden(),
        )


class TarikForm(forms.Form):
    """The code a respondent was given at the end."""

    kode = forms.CharField(
        label="Kode penarikan",
        max_length=40,
        help_text="Dua belas huruf dan angka, misalnya ABCD-EFGH-2345.",
        error_messages={"required": "Tulis kode yang Anda terima setelah mengirim jawaban."},
    )
