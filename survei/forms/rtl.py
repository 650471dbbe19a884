"""Shape of one line of the follow-up plan, and of an indicator's link to a survey."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from indikator.services.berkas import AKHIRAN, SEBUTAN_JENIS
from kinerja.organisasi.models import Jabatan, Unit
from kinerja.organisasi.tanggal import tulis_triwulan
from survei.hitung.triwulan import JUMLAH_TRIWULAN, tahun_tindak_lanjut
from survei.models import RencanaTindakLanjut, Survei, UnsurSurvei
from survei.models.tautan_indikator import UkuranSurvei
from survei.services.rtl import Rencana


class RtlForm(forms.Form):
    """What is done about an unsur, when, by whom; `unsur` only while the line is new."""

    unsur = forms.ChoiceField(label="Unsur")
    program = forms.CharField(
        label="Program atau kegiatan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang dilakukan supaya nilainya naik, misalnya “Memasang papan persyaratan di tiap loket”.",
        error_messages={"required": "Tuliskan program atau kegiatan yang akan dilakukan."},
    )
    triwulan = forms.TypedMultipleChoiceField(
        label="Waktu pelaksanaan",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih sedikitnya satu triwulan pelaksanaan."},
    )
    jabatan = forms.ChoiceField(label="Penanggung jawab (jabatan)", required=False)
    penanggung_jawab = forms.CharField(
        label="Penanggung jawab lain",
        required=False,
        max_length=200,
        help_text="Diisi bila jabatannya tidak ada dalam daftar, atau ada yang ikut bertanggung jawab.",
    )
    kemajuan = forms.IntegerField(
        label="Kemajuan (%)",
        min_value=0,
        max_value=100,
        initial=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 3}),
        error_messages={
            "invalid": "Tulis kemajuan dengan angka bulat 0 sampai 100.",
            "min_value": "Kemajuan paling rendah 0 persen.",
            "max_value": "Kemajuan paling tinggi 100 persen.",
        },
    )
    catatan = forms.CharField(
        label="Catatan kemajuan", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    berkas = forms.FileField(
        label="Bukti",
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(AKHIRAN)}),
        help_text=f"Satu berkas {SEBUTAN_JENIS}. Berkas baru menggantikan yang lama.",
        error_messages={"empty": "Berkas ini kosong (0 byte). Periksa berkasnya, lalu pilih lagi."},
    )

    def __init__(
        self,
        *args: Any,
        survei: Survei,
        unsur: Sequence[tuple[UnsurSurvei, str]],
        jabatan: Iterable[Jabatan],
        rtl: RencanaTindakLanjut | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.semua_jabatan = {str(j.pk): j for j in jabatan}
        self.semua_unsur = {u.kode: u for u, _ in unsur}
        pilihan: dict[str, list[tuple[Any, str]]] = {
            "unsur": [("", "Pilih unsur"), *((u.kode, kata) for u, kata in unsur)],
            "triwulan": _triwulan(survei),
            "jabatan": [("", "Tidak ada dalam daftar")]
            + [(pk, f"{j.nama} ({j.unit.nama})") for pk, j in self.semua_jabatan.items()],
        }
        for nama, isi in pilihan.items():
            self.fields[nama].choices = isi  # type: ignore[attr-defined]
        if rtl is not None:
            del self.fields["unsur"]

    @staticmethod
    def awal(rtl: RencanaTindakLanjut) -> dict[str, Any]:
        """Initial values of a line there is."""
        kolom = ("program", "triwulan", "penanggung_jawab", "kemajuan", "catatan")
        return {k: getattr(rtl, k) for k in kolom} | {"jabatan": str(rtl.jabatan_id or "")}

    def clean(self) -> dict[str, Any]:
        """Somebody is responsible."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        if not (isi.get("jabatan") or isi.get("penanggung_jawab")):
            self.add_error("jabatan", "Pilih jabatan, atau tuliskan penanggung jawab lain.")
        return isi

    @property
    def unsur_terpilih(self) -> UnsurSurvei:
        """The unsur of a new line."""
        return self.semua_unsur[self.cleaned_data["unsur"]]

    def rencana(self) -> Rencana:
        """The valid form as the service takes it."""
        isi = self.cleaned_data
        return Rencana(
            program=isi["program"],
            triwulan=tuple(isi["triwulan"]),
            jabatan=self.semua_jabatan.get(isi["jabatan"]),
            penanggung_jawab=isi["penanggung_jawab"],
            kemajuan=isi["kemajuan"],
            catatan=isi["catatan"],
        )


class TautanIndikatorForm(forms.Form):
    """From which unit's surveys a component takes its value, and which figure."""

    unit = forms.ChoiceField(label="Unit yang disurvei", error_messages={"required": "Pilih unit yang disurvei."})
    ukuran = forms.ChoiceField(label="Angka yang diambil", choices=UkuranSurvei.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, unit: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.semua_unit = {str(u.pk): u for u in unit}
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            ("", "Pilih unit"),
            *((pk, f"{u.kode} {u.nama}") for pk, u in self.semua_unit.items()),
        ]

    @property
    def unit_terpilih(self) -> Unit:
        """The unit chosen."""
        return self.semua_unit[self.cleaned_data["unit"]]


def _triwulan(survei: Survei) -> list[tuple[int, str]]:
    """The four quarters after the survey, in the order of time."""
    urut = sorted(range(1, JUMLAH_TRIWULAN + 1), key=lambda tw: (tahun_tindak_lanjut(tw, survei.selesai), tw))
    return [(tw, f"{tulis_triwulan(tw)} {tahun_tindak_lanjut(tw, survei.selesai)}") for tw in urut]
