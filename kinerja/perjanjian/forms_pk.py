"""Shape of what is typed about agreements: dates, reasons, scans, certificates."""

from __future__ import annotations

from typing import Any

from django import forms

from kinerja.organisasi.models.periode import TRIWULAN
from kinerja.perjanjian.alur import SEBUTAN_ALASAN, AlasanPerubahan
from kinerja.perjanjian.tandatangan.pades import MAKS_BYTE

AKHIRAN_PINDAIAN = (".pdf", ".png", ".jpg", ".jpeg")
TANGGAL_SALAH = {"required": "Isi tanggalnya.", "invalid": "Tanggal tidak dikenali. Tulis misalnya 31/01/2023."}
KOSONG = "Berkas ini kosong (0 byte). Periksa berkasnya, lalu pilih lagi."


class TanggalField(forms.DateField):
    """A day, as the browser's own calendar or a person writes it."""

    def __init__(self, **lain: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
            error_messages=TANGGAL_SALAH,
            **lain,
        )


class TanggalForm(forms.Form):
    """The date an agreement carries; its parties are those who hold their posts on it."""

    tanggal = TanggalField(
        label="Tanggal perjanjian", help_text="Pihaknya adalah pejabat yang menjabat pada tanggal ini."
    )


class KembalikanForm(forms.Form):
    """Why an agreement goes back."""

    alasan = forms.CharField(
        label="Alasan pengembalian",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sebutkan apa yang harus diperbaiki. Tanda tangan yang sudah dibubuhkan gugur.",
        error_messages={"required": "Tuliskan alasannya, supaya jelas apa yang harus diperbaiki."},
    )


class PindaianForm(forms.Form):
    """The scan of an agreement signed on paper."""

    berkas = forms.FileField(
        label="Pindaian dokumen bertanda tangan",
        widget=forms.FileInput(attrs={"accept": ",".join(AKHIRAN_PINDAIAN)}),
        help_text="PDF, PNG, atau JPEG. Berkasnya disimpan apa adanya.",
        error_messages={"required": "Pilih berkas pindaiannya.", "empty": KOSONG},
    )


class SandiInput(forms.PasswordInput):
    """What is typed here is never written back into the page, and no browser is asked to remember it."""

    def __init__(self, **sifat: Any) -> None:
        super().__init__(attrs={"autocomplete": "off", **sifat}, render_value=False)


class SertifikatForm(forms.Form):
    """A certificate of one's own with its passphrase."""

    berkas = forms.FileField(
        label="Berkas sertifikat (.p12 atau .pfx)",
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx"}),
        help_text="Dipakai sekali untuk tanda tangan ini, lalu dilupakan; tidak disimpan di server.",
        error_messages={"required": "Pilih berkas sertifikat Anda.", "empty": KOSONG},
    )
    sandi = forms.CharField(
        label="Frasa sandi sertifikat",
        strip=False,
        max_length=500,
        widget=SandiInput(),
        error_messages={"required": "Ketik frasa sandi sertifikat Anda. Setelah kesalahan, frasa perlu diketik lagi."},
    )

    def clean_berkas(self) -> bytes:
        """The bytes of the certificate."""
        berkas = self.cleaned_data["berkas"]
        if berkas.size > MAKS_BYTE:
            raise forms.ValidationError(
                f"Berkas ini terlalu besar untuk sebuah sertifikat (paling besar {MAKS_BYTE // 1024} KB)."
            )
        isi: bytes = berkas.read()
        return isi


class BsreForm(forms.Form):
    """NIK and passphrase for the BSrE service."""

    nik = forms.RegexField(
        regex=r"\A[0-9]{16}\Z",
        label="NIK",
        widget=SandiInput(inputmode="numeric", maxlength="16"),
        help_text="16 angka. Diteruskan ke layanan BSrE dan tidak disimpan.",
        error_messages={"required": "Ketik NIK Anda.", "invalid": "NIK terdiri atas 16 angka tanpa spasi."},
    )
    sandi = forms.CharField(
        label="Frasa sandi BSrE",
        strip=False,
        max_length=500,
        widget=SandiInput(),
        error_messages={"required": "Ketik frasa sandi Anda. Setelah kesalahan, frasa perlu diketik lagi."},
    )


class UbahForm(forms.Form):
    """Why, from when and with what date an agreement is changed [53]."""

    alasan = forms.ChoiceField(
        label="Alasan perubahan",
        choices=[(a.value, f"({a.value}) {kata}") for a, kata in SEBUTAN_ALASAN.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Pilih salah satu alasan; di luar ketiganya Perjanjian Kinerja tidak dapat diubah."
        },
    )
    uraian = forms.CharField(
        label="Apa yang terjadi",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tercetak dalam pernyataan, misalnya nomor keputusan mutasi atau perubahan anggaran.",
        error_messages={"required": "Uraikan apa yang terjadi sehingga Perjanjian Kinerja diubah."},
    )
    tanggal = TanggalField(
        label="Tanggal PK Perubahan", help_text="Pihaknya adalah pejabat yang menjabat pada tanggal ini."
    )
    berlaku_triwulan = forms.TypedChoiceField(
        label="Berlaku mulai",
        choices=TRIWULAN,
        coerce=int,
        help_text="Triwulan pertama yang dinilai dengan perubahan ini; tidak dapat berlaku surut.",
    )

    @property
    def alasan_terpilih(self) -> AlasanPerubahan:
        """One of the three reasons."""
        return AlasanPerubahan(self.cleaned_data["alasan"])
