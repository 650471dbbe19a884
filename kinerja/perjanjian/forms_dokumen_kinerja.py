"""Shape of what is typed for Sasaran Mutu, IKU and IKI: the head, the indicator's remarks, tugas and fungsi."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html

from kinerja.perjanjian.forms_pk import TanggalField
from kinerja.perjanjian.services.dokumen_kinerja import IsiJabatan, IsiKepala, IsiKeterangan, rapikan_baris

SATU_PER_BARIS = "Satu butir per baris."
MENURUT_JENIS = "Menurut jenis sasarannya"
PANJANG_TEKS = 20_000
PILIHAN_CETAK = (("", MENURUT_JENIS), ("ya", "Ya"), ("tidak", "Tidak"))
CETAK = {"": None, "ya": True, "tidak": False}


def _teks(label: str, bantuan: str, baris: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=bantuan,
        required=False,
        max_length=PANJANG_TEKS,
        widget=forms.Textarea(attrs={"rows": baris}),
        error_messages={"max_length": f"Teks ini lebih dari {PANJANG_TEKS} huruf. Singkatkan."},
    )


def _cetak(label: str, bantuan: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=bantuan, choices=PILIHAN_CETAK, required=False)


class KepalaForm(forms.Form):
    """Number and effective date of one document."""

    nomor = forms.CharField(
        label="Nomor dokumen", required=False, max_length=80, help_text="Sebagaimana dicetak, misalnya L2/MM-02."
    )
    berlaku = TanggalField(label="Berlaku sejak", required=False)
    hanya_bulan = forms.BooleanField(label="Cetak bulan dan tahunnya saja, misalnya Juli 2023", required=False)

    @staticmethod
    def awal(isi: IsiKepala) -> dict[str, Any]:
        """Initial values."""
        return {"nomor": isi.nomor, "berlaku": isi.berlaku, "hanya_bulan": isi.hanya_bulan}

    def clean(self) -> dict[str, Any]:
        """A month is that of a date."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        if isi.get("hanya_bulan") and not isi.get("berlaku") and "berlaku" not in self.errors:
            self.add_error("berlaku", "Isi tanggalnya; bulan dan tahun yang dicetak diambil dari sini.")
        return isi

    def isi(self) -> IsiKepala:
        """The valid form as the service takes it."""
        data = self.cleaned_data
        return IsiKepala(nomor=data["nomor"], berlaku=data["berlaku"], hanya_bulan=data["hanya_bulan"])


class KeteranganForm(forms.Form):
    """What the layouts say of one indicator."""

    metode_pengukuran = _teks(
        "Penjelasan atau metode pengukuran",
        "Dicetak sebagai Metode (Sasaran Mutu) dan Penjelasan/Formulasi (IKU). Bila kosong, rumusnya yang dicetak.",
        6,
    )
    sumber_data = _teks("Sumber data", SATU_PER_BARIS, 3)
    frekuensi = forms.CharField(
        label="Frekuensi", required=False, max_length=200, help_text="Misalnya “Laporan survei tiap triwulan”."
    )
    sebutan_penanggung_jawab = _teks("Sebutan penanggung jawab", "", 3)
    di_sasaran_mutu = _cetak("Dicetak dalam Sasaran Mutu", "Tanpa pilihan, hanya indikator sasaran mutu.")
    di_iku = _cetak("Dicetak dalam IKU", "Tanpa pilihan, hanya indikator sasaran strategis.")

    def __init__(self, *args: Any, jabatan: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Hints are written into the page as HTML; names of posts are somebody's text.
        self.fields["sebutan_penanggung_jawab"].help_text = format_html(
            "{} Bila kosong, dicetak nama jabatan penanggung jawab indikator ini: {}.",
            SATU_PER_BARIS,
            ", ".join(jabatan) or "belum ada",
        )

    @staticmethod
    def awal(isi: IsiKeterangan) -> dict[str, Any]:
        """Initial values."""
        pilihan = {nilai: kata for kata, nilai in CETAK.items()}
        return {
            "metode_pengukuran": isi.metode_pengukuran,
            "sumber_data": isi.sumber_data,
            "frekuensi": isi.frekuensi,
            "sebutan_penanggung_jawab": isi.sebutan_penanggung_jawab,
            "di_sasaran_mutu": pilihan[isi.di_sasaran_mutu],
            "di_iku": pilihan[isi.di_iku],
        }

    def isi(self) -> IsiKeterangan:
        """The valid form as the service takes it."""
        data = self.cleaned_data
        return IsiKeterangan(
            metode_pengukuran=data["metode_pengukuran"].replace("\r\n", "\n"),
            sumber_data=rapikan_baris(data["sumber_data"]),
            frekuensi=data["frekuensi"],
            sebutan_penanggung_jawab=rapikan_baris(data["sebutan_penanggung_jawab"]),
            di_sasaran_mutu=CETAK[data["di_sasaran_mutu"]],
            di_iku=CETAK[data["di_iku"]],
        )


class JabatanForm(forms.Form):
    """Tugas and fungsi of one post."""

    tugas = _teks("Tugas", "Satu alinea, atau satu tugas per baris.", 6)
    fungsi = _teks("Fungsi", SATU_PER_BARIS, 10)

    @staticmethod
    def awal(isi: IsiJabatan) -> dict[str, Any]:
        """Initial values."""
        return {"tugas": isi.tugas, "fungsi": "\n".join(isi.fungsi)}

    def isi(self) -> IsiJabatan:
        """The valid form as the service takes it."""
        data = self.cleaned_data
        return IsiJabatan(tugas=rapikan_baris(data["tugas"]), fungsi=tuple(rapikan_baris(data["fungsi"]).splitlines()))
