"""Shape of a budget row and of the agency's statement as they are typed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from indikator.hitung.angka import baca_angka, tulis_isian
from indikator.hitung.kesalahan import KesalahanHitung
from kinerja.organisasi.models import Jabatan, Periode
from kinerja.perjanjian.models import Anggaran
from kinerja.perjanjian.models.pk_anggaran import PILIHAN_TINGKAT
from kinerja.perjanjian.naskah import ISIAN, PANJANG_PARAGRAF, Naskah


class RupiahField(forms.CharField):
    """An amount as people write it: `1.250.000.000`, `Rp5.000,00`; what could mean two things is asked back."""

    def clean(self, value: Any) -> Decimal:
        """The amount. Raises ValidationError for what is no amount, or a negative one."""
        teks = super().clean(value)
        try:
            nilai = baca_angka(teks)
        except KesalahanHitung as salah:
            raise forms.ValidationError(salah.pesan) from None
        if nilai < 0:
            raise forms.ValidationError("Anggaran tidak boleh di bawah nol.")
        if nilai.as_tuple().exponent < -2:  # type: ignore[operator]
            raise forms.ValidationError("Anggaran paling rinci dua angka di belakang koma.")
        return nilai


class AnggaranForm(forms.Form):
    """One program, kegiatan or sub kegiatan."""

    tingkat = forms.ChoiceField(
        label="Tingkat",
        choices=PILIHAN_TINGKAT,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih tingkatnya."},
    )
    induk = forms.ChoiceField(
        label="Bagian dari",
        required=False,
        help_text="Kegiatan berada di dalam program, sub kegiatan di dalam kegiatan.",
    )
    jabatan = forms.ChoiceField(
        label="Penanggung jawab (jabatan)", error_messages={"required": "Pilih jabatan penanggung jawabnya."}
    )
    kode = forms.CharField(label="Kode rekening", max_length=60, error_messages={"required": "Isi kode rekeningnya."})
    nama = forms.CharField(label="Uraian", max_length=400, error_messages={"required": "Isi uraiannya."})
    pagu = RupiahField(
        label="Anggaran (Rp)",
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="Misalnya 1.250.000.000 atau 1250000000,50.",
        error_messages={"required": "Isi anggarannya; tulis 0 bila memang nol."},
    )
    keterangan = forms.CharField(
        label="Keterangan", required=False, max_length=200, help_text="Misalnya APBD atau DAK."
    )

    def __init__(self, *args: Any, jabatan: Iterable[Jabatan], induk: Iterable[Anggaran], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.semua_jabatan = {str(j.pk): j for j in jabatan}
        self.semua_induk = {str(a.pk): a for a in induk}
        pilihan: dict[str, list[tuple[Any, str]]] = {
            "jabatan": [("", "Pilih jabatan")]
            + [(pk, f"{j.nama} ({j.unit.nama})") for pk, j in self.semua_jabatan.items()],
            "induk": [("", "Tidak ada (program)")]
            + [(pk, f"{a.get_tingkat_display()} {a}") for pk, a in self.semua_induk.items()],
        }
        for nama, isi in pilihan.items():
            self.fields[nama].choices = isi  # type: ignore[attr-defined]

    @staticmethod
    def awal(anggaran: Anggaran) -> dict[str, Any]:
        """Initial values of a row there is."""
        kolom = ("tingkat", "kode", "nama", "keterangan")
        return {k: getattr(anggaran, k) for k in kolom} | {
            "induk": str(anggaran.induk_id or ""),
            "jabatan": str(anggaran.jabatan_id),
            "pagu": tulis_isian(anggaran.pagu),
        }

    def terapkan(self, anggaran: Anggaran, periode: Periode) -> Anggaran:
        """The row with what was typed; not saved."""
        isi = self.cleaned_data
        anggaran.periode = periode
        anggaran.jabatan = self.semua_jabatan[isi["jabatan"]]
        anggaran.induk = self.semua_induk.get(isi["induk"])
        for kolom in ("tingkat", "kode", "nama", "pagu", "keterangan"):
            setattr(anggaran, kolom, isi[kolom])
        return anggaran


LABEL_NASKAH = {
    "judul": "Judul",
    "pembuka": "Pembuka",
    "janji": "Janji pihak pertama",
    "pengawasan": "Pengawasan oleh pihak kedua",
    "pembuka_sendiri": "Pembuka, tanpa pihak kedua",
    "janji_sendiri": "Janji, tanpa pihak kedua",
}
BANTUAN_NASKAH = {
    "janji": "Pisahkan paragraf dengan satu baris kosong.",
    "pembuka_sendiri": "Dipakai kepala pemerintahan, yang menandatangani sendiri.",
}


class NaskahForm(forms.Form):
    """The agency's statement. Emptiness, length and placeholders are the service's to judge."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama, label in LABEL_NASKAH.items():
            self.fields[nama] = forms.CharField(
                label=label,
                required=False,
                strip=False,
                widget=forms.Textarea(attrs={"rows": 2 if nama == "judul" else 5, "maxlength": PANJANG_PARAGRAF}),
                help_text=BANTUAN_NASKAH.get(nama, ""),
            )

    @staticmethod
    def awal(naskah: Naskah) -> dict[str, str]:
        """Initial values: the statement in use."""
        return {nama: getattr(naskah, nama) for nama in LABEL_NASKAH}

    def naskah(self) -> Naskah:
        """The valid form as the service takes it, with the line ends of one kind."""
        return Naskah(**{nama: self.cleaned_data[nama].replace("\r\n", "\n").strip() for nama in LABEL_NASKAH})


CONTOH_ISIAN = {
    "tahun": "2026",
    "pemerintah": "",
    "instansi": "",
    "jabatan_pertama": "Kepala Bagian Contoh",
    "jabatan_kedua": "Asisten Contoh",
}
assert set(CONTOH_ISIAN) == set(ISIAN)  # noqa: S101
