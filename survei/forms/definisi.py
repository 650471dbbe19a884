"""Shape of a survey's definition, its questions and links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from kinerja.organisasi.models import Unit
from survei.hitung.periode import BANYAK, Jenis, rentang, sebutan
from survei.models import Layanan, Survei
from survei.models.survei import JenisPeriode, UrutanUnsur
from survei.services.survei import PERSETUJUAN_BAWAAN, Definisi
from survei.services.unsur import IsiUnsur, unsur_sendiri

NOMOR = [("1", "I"), ("2", "II"), ("3", "III"), ("4", "IV")]
POPULASI_MAKS = 2_000_000_000
_TANGGAL = {"type": "date"}
_BULAT = re.compile(r"\d+|\d{1,3}(\.\d{3})+")


class BanyakField(forms.IntegerField):
    """A count as people write it: `1200` or `1.200`. Django alone would read `1.200` as 1,2 and drop the rest."""

    def to_python(self, value: Any) -> int | None:
        """None for an empty box. Raises ValidationError for anything that is no whole number."""
        teks = str(value or "").strip()
        if teks and not (len(teks) <= 20 and _BULAT.fullmatch(teks)):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(teks.replace(".", "")) if teks else None


def baris_teks(teks: str) -> list[str]:
    """Non-empty lines, each once, in their order."""
    return list(dict.fromkeys(filter(None, (" ".join(b.split()) for b in teks.splitlines()))))


class DefinisiForm(forms.Form):
    """Period, population, services, consent. Without dates a quarter, semester or year gives its own."""

    judul = forms.CharField(
        label="Judul", required=False, max_length=200, help_text="Kosongkan untuk memakai nama unit dan periodenya."
    )
    jenis_periode = forms.ChoiceField(label="Periode", choices=JenisPeriode.choices)
    nomor_periode = forms.TypedChoiceField(
        label="Triwulan atau semester ke-",
        choices=NOMOR,
        coerce=int,
        required=False,
        empty_value=1,  # type: ignore[arg-type]  # the stubs want the text
    )
    tahun = forms.IntegerField(
        label="Tahun",
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Tulis tahun dengan empat angka, misalnya 2026."
        ),
    )
    mulai = forms.DateField(
        label="Mulai dikumpulkan", required=False, widget=forms.DateInput(attrs=_TANGGAL, format="%Y-%m-%d")
    )
    selesai = forms.DateField(
        label="Selesai dikumpulkan", required=False, widget=forms.DateInput(attrs=_TANGGAL, format="%Y-%m-%d")
    )
    populasi = BanyakField(
        label="Populasi",
        required=False,
        min_value=1,
        max_value=POPULASI_MAKS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="Jumlah penerima layanan dalam periode. Dari sini dihitung sampel minimal (Krejcie dan Morgan).",
        error_messages={
            "invalid": "Tulis jumlah orang dengan angka saja, misalnya 1200 atau 1.200.",
            "min_value": "Populasi paling sedikit 1 orang. Kosongkan bila belum diketahui.",
            "max_value": "Populasi sebesar itu tidak mungkin. Periksa lagi angkanya.",
        },
    )
    layanan = forms.MultipleChoiceField(
        label="Layanan yang disurvei", required=False, widget=forms.CheckboxSelectMultiple
    )
    layanan_baru = forms.CharField(
        label="Tambah layanan",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Satu nama layanan tiap baris. Kosongkan bila survei menilai unit secara umum.",
    )
    urutan_unsur = forms.ChoiceField(
        label="Urutan U8 dan U9",
        choices=UrutanUnsur.choices,
        widget=forms.RadioSelect,
        initial=UrutanUnsur.SARANA_PENGADUAN,
        help_text="Permenpan RB 14/2017 memakai dua urutan. Pilih yang dipakai kuesioner unit Anda.",
    )
    persetujuan = forms.CharField(
        label="Teks persetujuan responden",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        initial=PERSETUJUAN_BAWAAN,
        help_text="Dibaca responden sebelum mengisi. Teks yang diubah menjadi versi baru.",
        error_messages={"required": "Tulis keterangan yang disetujui responden sebelum mengisi."},
    )

    def __init__(self, *args: Any, unit: Unit | None, layanan: Iterable[Layanan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.semua_layanan = {str(satu.pk): satu for satu in layanan}
        if self.semua_layanan:
            self.fields["layanan"].choices = [  # type: ignore[attr-defined]
                (pk, satu.nama) for pk, satu in self.semua_layanan.items()
            ]
        else:
            del self.fields["layanan"]

    def clean_layanan_baru(self) -> list[str]:
        """Names, one per line."""
        nama = baris_teks(self.cleaned_data["layanan_baru"])
        if panjang := [n for n in nama if len(n) > 200]:
            raise forms.ValidationError(f"Nama layanan paling panjang 200 huruf: “{panjang[0][:40]}…”.")
        return nama

    def clean(self) -> dict[str, Any]:
        """The number suits the kind of period; the dates follow from it unless given."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors.keys() & {"jenis_periode", "tahun", "nomor_periode", "mulai", "selesai"}:
            return isi
        jenis = Jenis(isi["jenis_periode"])
        if jenis in (Jenis.TAHUN, Jenis.BEBAS):
            isi["nomor_periode"] = 1
        if isi["nomor_periode"] > BANYAK[jenis]:
            self.add_error("nomor_periode", f"{jenis.value.capitalize()} hanya ada {BANYAK[jenis]} dalam setahun.")
            return isi
        if jenis is Jenis.BEBAS:
            for nama in ("mulai", "selesai"):
                if not isi[nama]:
                    self.add_error(nama, "Isi tanggal ini untuk periode tanggal bebas.")
            if self.errors:
                return isi
        else:
            awal, akhir = rentang(jenis, isi["tahun"], isi["nomor_periode"])
            isi["mulai"], isi["selesai"] = isi["mulai"] or awal, isi["selesai"] or akhir
        if isi["mulai"] and isi["selesai"] and isi["selesai"] < isi["mulai"]:
            self.add_error("selesai", "Tanggal selesai tidak boleh mendahului tanggal mulai.")
        return isi

    def definisi(self, unit: Unit) -> Definisi:
        """The valid form as the service takes it."""
        isi = dict(self.cleaned_data)
        periode = sebutan(Jenis(isi["jenis_periode"]), isi["tahun"], isi["nomor_periode"])
        isi["judul"] = isi["judul"] or f"Survei Kepuasan Masyarakat {unit.nama} {periode}"[:200]
        isi["layanan"] = [self.semua_layanan[pk] for pk in isi.pop("layanan", [])]
        return Definisi(**isi)


class UnsurForm(forms.Form):
    """The words of one scored question; the values 1 to 4 of its options are fixed."""

    nama = forms.CharField(label="Nama unsur", max_length=120)
    pertanyaan = forms.CharField(label="Pertanyaan", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    opsi_1 = forms.CharField(label="Pilihan bernilai 1 (paling rendah)", max_length=120)
    opsi_2 = forms.CharField(label="Pilihan bernilai 2", max_length=120)
    opsi_3 = forms.CharField(label="Pilihan bernilai 3", max_length=120)
    opsi_4 = forms.CharField(label="Pilihan bernilai 4 (paling tinggi)", max_length=120)

    @classmethod
    def awal(cls, unsur: IsiUnsur) -> dict[str, str]:
        """Initial values of a question there is."""
        opsi = {f"opsi_{n}": teks for n, teks in enumerate(unsur.opsi, 1)}
        return {"nama": unsur.nama, "pertanyaan": unsur.pertanyaan} | opsi

    def clean(self) -> dict[str, Any]:
        """Four different options."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        opsi = [isi.get(f"opsi_{n}", "").casefold() for n in (1, 2, 3, 4)]
        if all(opsi) and len(set(opsi)) < 4:
            self.add_error("opsi_4", "Keempat pilihan harus berbeda, supaya responden dapat membedakannya.")
        return isi

    def unsur(self, kode: str = "") -> IsiUnsur:
        """The valid form as the service takes it; without `kode` a new question."""
        isi = self.cleaned_data
        baru = unsur_sendiri(
            isi["nama"], isi["pertanyaan"], (isi["opsi_1"], isi["opsi_2"], isi["opsi_3"], isi["opsi_4"])
        )
        return IsiUnsur(kode or baru.kode, baru.nama, baru.pertanyaan, baru.opsi)


class PertanyaanForm(forms.Form):
    """One of the agency's own questions."""

    teks = forms.CharField(label="Pertanyaan", max_length=300)
    pilihan = forms.CharField(
        label="Pilihan jawaban",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu pilihan tiap baris. Kosongkan bila dijawab dengan tulisan bebas.",
    )

    def clean_pilihan(self) -> list[str]:
        """None, or two to ten different options."""
        pilihan = baris_teks(self.cleaned_data["pilihan"])
        if pilihan and not 2 <= len(pilihan) <= 10:
            raise forms.ValidationError("Tulis 2 sampai 10 pilihan yang berbeda, atau kosongkan.")
        if any(len(p) > 120 for p in pilihan):
            raise forms.ValidationError("Setiap pilihan paling panjang 120 huruf.")
        return pilihan


class TautanForm(forms.Form):
    """A new address of the public form."""

    nama = forms.CharField(
        label="Nama tautan", max_length=80, help_text="Misalnya Loket 1, Poster ruang tunggu, Situs web."
    )
    layanan = forms.ChoiceField(label="Layanan", required=False)

    def __init__(self, *args: Any, survei: Survei, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.semua_layanan = {str(satu.pk): satu for satu in survei.layanan.all()}
        pilihan: Sequence[tuple[str, str]] = [(pk, satu.nama) for pk, satu in self.semua_layanan.items()]
        if pilihan:
            self.fields["layanan"].choices = [("", "Responden memilih sendiri"), *pilihan]  # type: ignore[attr-defined]
        else:
            del self.fields["layanan"]

    @property
    def layanan_terpilih(self) -> Layanan | None:
        """The service all answers of the link are about."""
        return self.semua_layanan.get(self.cleaned_data.get("layanan", ""))
