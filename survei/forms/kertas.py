"""One paper form, typed by keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django import forms

from kinerja.organisasi.tanggal import tulis_tanggal
from survei.forms.responden import RespondenForm, unsur_dari
from survei.hitung.kertas import baca_angka_kertas
from survei.hitung.kesalahan import NilaiMustahil
from survei.hitung.responden import JENIS_KELAMIN, PEKERJAAN, PENDIDIKAN
from survei.models import Jawaban, PertanyaanTambahan, Survei
from survei.selectors.kertas import angka_kertas
from survei.services.jawaban import TAMBAHAN_MAKS, Isian

DIRI = ("jenis_kelamin", "umur", "pendidikan", "pekerjaan")
TETAP = ("layanan", "tanggal")
"""What a pile of forms shares: it stays from one form to the next."""


def _bernomor(isi: Mapping[str, str]) -> list[tuple[str, str]]:
    """Choices whose label starts with a digit, so that pressing it chooses."""
    return [("", "–"), *((k, f"{n} {nama}") for n, (k, nama) in enumerate(isi.items(), 1))]


class KertasForm(RespondenForm):
    """The digits of the scored questions in one box, the respondent's characteristics, the agency's own questions."""

    kunci = forms.UUIDField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), initial=uuid4)
    angka = forms.CharField(
        label="Jawaban",
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Ketik angka jawaban, lalu tekan Enter."},
    )
    tanggal = forms.DateField(
        label="Tanggal pada lembar",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Tanggal tidak terbaca. Tulis seperti 17/08/2023."},
    )

    def __init__(self, *args: Any, hari_ini: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hari_ini = hari_ini
        self.unsur = unsur_dari(self.survei)
        self.tambahan = list(self.survei.pertanyaan_tambahan.all())
        for nama, isi in (("jenis_kelamin", JENIS_KELAMIN), ("pendidikan", PENDIDIKAN), ("pekerjaan", PEKERJAAN)):
            self.fields[nama].choices = _bernomor(isi)  # type: ignore[attr-defined]
        if "layanan" in self.fields:
            nama_layanan = {pk: satu.nama for pk, satu in self.semua_layanan.items()}
            self.fields["layanan"].choices = _bernomor(nama_layanan)  # type: ignore[attr-defined]
        for nama in TETAP:
            if nama in self.fields:
                self.fields[nama].widget.attrs["data-tetap"] = ""
        self.fields["saran"].widget.attrs["rows"] = 2
        for tanya in self.tambahan:
            self.fields[f"t_{tanya.pk}"] = _kolom_tambahan(tanya)

    @property
    def lain(self) -> list[forms.BoundField]:
        """What stands between the digits and the suggestion, in the order of the Tab key."""
        layanan = ("layanan",) if "layanan" in self.fields else ()
        return [self[nama] for nama in (*DIRI, *layanan, "tanggal", *(f"t_{t.pk}" for t in self.tambahan))]

    def clean_angka(self) -> tuple[int | None, ...]:
        """One value per question."""
        try:
            return baca_angka_kertas(self.cleaned_data["angka"], len(self.unsur))
        except NilaiMustahil as salah:
            raise forms.ValidationError(salah.pesan, code="nilai") from salah

    def clean_tanggal(self) -> date | None:
        """The day written on the paper: not in the future, and one of the survey's days."""
        hari: date | None = self.cleaned_data["tanggal"]
        if hari is not None and hari > self.hari_ini:
            raise forms.ValidationError("Tanggal ini belum tiba. Periksa lagi tanggal pada lembar.", code="belum_tiba")
        if hari is not None and not self.survei.mulai <= hari <= self.survei.selesai:
            masa = f"{tulis_tanggal(self.survei.mulai)} sampai {tulis_tanggal(self.survei.selesai)}"
            raise forms.ValidationError(
                f"Tanggal di luar masa survei ({masa}). Periksa tahunnya, atau ubah masa survei lebih dulu.",
                code="di_luar_masa",
            )
        return hari

    def isian(self) -> Isian:
        """The valid form as the service takes it; a day alone is its midnight, read everywhere as "hour unknown"."""
        nilai = zip((u.kode for u in self.unsur), self.cleaned_data["angka"], strict=True)
        tambahan = {str(t.pk): self.cleaned_data[f"t_{t.pk}"] for t in self.tambahan}
        hari = self.cleaned_data["tanggal"]
        waktu = datetime.combine(hari, time(0), self.survei.unit.instansi.zona) if hari else None
        return Isian(nilai=dict(nilai), tambahan=tambahan, waktu=waktu, **self.responden())

    @staticmethod
    def awal(survei: Survei, jawaban: Jawaban) -> dict[str, str]:
        """What was typed for an answer, field by field, so that it can be mended and entered anew."""
        diri = {nama: str(getattr(jawaban, nama) or "") for nama in DIRI}
        tambahan = {f"t_{nomor}": teks for nomor, teks in jawaban.tambahan.items()}
        lain = {"layanan": str(jawaban.layanan_id or ""), "saran": jawaban.saran}
        return {"angka": angka_kertas(survei, jawaban), "tanggal": _tanggal(survei, jawaban)} | diri | lain | tambahan

    @classmethod
    def awal_berikut(cls, survei: Survei, jawaban: Jawaban) -> dict[str, str]:
        """What the next form of the pile begins with."""
        return {nama: isi for nama, isi in cls.awal(survei, jawaban).items() if nama in TETAP}


def _tanggal(survei: Survei, jawaban: Jawaban) -> str:
    return f"{jawaban.waktu.astimezone(survei.unit.instansi.zona):%Y-%m-%d}" if jawaban.waktu else ""


def _kolom_tambahan(tanya: PertanyaanTambahan) -> forms.Field:
    if not tanya.pilihan:
        return forms.CharField(label=tanya.teks, required=False, max_length=TAMBAHAN_MAKS)
    pilihan = [("", "–"), *((teks, f"{n} {teks}") for n, teks in enumerate(tanya.pilihan, 1))]
    return forms.ChoiceField(label=tanya.teks, required=False, choices=pilihan)
