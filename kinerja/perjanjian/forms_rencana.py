"""Shapes of the Rencana Aksi: the plan of an activity, and the report of a quarter. The rules are in services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from indikator.hitung.angka import baca_angka, tulis_isian, tulis_ringkas
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.triwulan import Pola
from indikator.models import Bukti
from kinerja.organisasi.models import Jabatan
from kinerja.organisasi.models.periode import TRIWULAN
from kinerja.perjanjian.models import Anggaran, StatusAksi, TriwulanAksi
from kinerja.perjanjian.models.rencana import PILIHAN_POLA
from kinerja.perjanjian.services.rencana_aturan import Empat, Rencana
from kinerja.perjanjian.services.rencana_realisasi import Laporan

PANJANG_URAIAN = 2000


class AngkaField(forms.CharField):
    """A typed number of at most `desimal` decimals; an empty field is None."""

    def __init__(self, *, desimal: int, digit: int, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, widget=widget, **kwargs)
        self.desimal, self.digit = desimal, digit

    def clean(self, value: Any) -> Decimal | None:
        teks: str = super().clean(value)
        if not teks:
            return None
        try:
            nilai = self.baca(teks)
        except KesalahanHitung as salah:
            raise forms.ValidationError(salah.pesan, code="tidak_terbaca") from salah
        if nilai != nilai.quantize(Decimal((0, (1,), -self.desimal))):
            raise forms.ValidationError(f"Paling banyak {self.desimal} angka di belakang koma.", code="desimal")
        if nilai and nilai.adjusted() >= self.digit:
            raise forms.ValidationError(f"Paling banyak {self.digit} angka di depan koma.", code="terlalu_besar")
        return nilai

    def baca(self, teks: str) -> Decimal:
        """The number the text says."""
        return baca_angka(teks)

    def prepare_value(self, value: Any) -> Any:
        return tulis_isian(value) if isinstance(value, Decimal) else value


class RupiahField(AngkaField):
    """An amount of money: `5.000` is five thousand here, because rupiah are never written with three decimals."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(desimal=2, digit=18, **kwargs)

    def baca(self, teks: str) -> Decimal:
        return baca_angka(teks if teks.lower().startswith("rp") else f"Rp{teks}")

    def prepare_value(self, value: Any) -> Any:
        return tulis_ringkas(value, 2) if isinstance(value, Decimal) else value


class RencanaForm(forms.Form):
    """One activity: what, who, from which budget, and how much in each quarter."""

    uraian = forms.CharField(
        label="Kegiatan atau langkah",
        max_length=PANJANG_URAIAN,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya “Menyusun laporan keterbukaan informasi publik”.",
        error_messages={"required": "Tuliskan kegiatan atau langkah yang akan dilakukan."},
    )
    keluaran = forms.CharField(label="Keluaran", max_length=200, required=False, help_text="Apa yang dihasilkan.")
    satuan = forms.CharField(
        label="Satuan keluaran",
        max_length=40,
        help_text="Misalnya laporan, kegiatan, orang, atau persen.",
        error_messages={"required": "Tuliskan satuan keluarannya, misalnya laporan."},
    )
    pola = forms.TypedChoiceField(
        label="Target setahun",
        choices=PILIHAN_POLA,
        coerce=Pola,
        initial=Pola.JUMLAH.value,
        widget=forms.RadioSelect,
    )
    jabatan = forms.ChoiceField(label="Penanggung jawab (jabatan)", required=False)
    penanggung_jawab = forms.CharField(
        label="Penanggung jawab lain",
        required=False,
        max_length=200,
        help_text="Diisi bila jabatannya tidak ada dalam daftar, atau ada yang ikut bertanggung jawab.",
    )
    anggaran = forms.ChoiceField(
        label="Sumber anggaran",
        required=False,
        help_text="Baris Lampiran 2 Perjanjian Kinerja. Boleh kosong; jumlahnya tetap diisi per triwulan di bawah.",
    )

    def __init__(
        self,
        *args: Any,
        jabatan: Iterable[Jabatan],
        anggaran: Sequence[tuple[Anggaran, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.semua_jabatan = {str(j.pk): j for j in jabatan}
        self.semua_anggaran = {str(a.pk): a for a, _ in anggaran}
        pilihan: dict[str, list[tuple[str, str]]] = {
            "jabatan": [("", "Tidak ada dalam daftar")]
            + [(pk, f"{j.nama} ({j.unit.nama})") for pk, j in self.semua_jabatan.items()],
            "anggaran": [("", "Tanpa baris anggaran")] + [(str(a.pk), kata) for a, kata in anggaran],
        }
        for nama, isi in pilihan.items():
            self.fields[nama].choices = isi  # type: ignore[attr-defined]
        for nomor, sebutan in TRIWULAN:
            self.fields[f"target_{nomor}"] = AngkaField(label=f"Target {sebutan}", desimal=4, digit=14)
            self.fields[f"biaya_{nomor}"] = RupiahField(label=f"Anggaran {sebutan} (Rp)")

    @staticmethod
    def awal(rencana: Rencana) -> dict[str, Any]:
        """Initial values of an activity there is."""
        isi: dict[str, Any] = {k: getattr(rencana, k) for k in ("uraian", "keluaran", "satuan", "penanggung_jawab")}
        isi |= {f"target_{n}": nilai for n, nilai in enumerate(rencana.target, 1)}
        isi |= {f"biaya_{n}": nilai for n, nilai in enumerate(rencana.biaya, 1)}
        return isi | {
            "pola": rencana.pola.value,
            "jabatan": str(rencana.jabatan.pk) if rencana.jabatan else "",
            "anggaran": str(rencana.anggaran.pk) if rencana.anggaran else "",
        }

    def clean(self) -> dict[str, Any]:
        """Somebody is responsible, and something is planned."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data
        if not (isi.get("jabatan") or isi.get("penanggung_jawab")):
            self.add_error("jabatan", "Pilih jabatan, atau tuliskan penanggung jawab lain.")
        return isi

    @property
    def triwulan(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """(`TW I`, target, budget) of each quarter, for the page."""
        return [(sebutan, self[f"target_{n}"], self[f"biaya_{n}"]) for n, sebutan in TRIWULAN]

    def rencana(self) -> Rencana:
        """The valid form as the service takes it."""
        isi = self.cleaned_data
        return Rencana(
            uraian=isi["uraian"],
            keluaran=isi["keluaran"],
            satuan=isi["satuan"],
            pola=isi["pola"],
            target=self._empat("target"),
            biaya=self._empat("biaya"),
            jabatan=self.semua_jabatan.get(isi["jabatan"]),
            penanggung_jawab=isi["penanggung_jawab"],
            anggaran=self.semua_anggaran.get(isi["anggaran"]),
        )

    def _empat(self, awalan: str) -> Empat:
        satu, dua, tiga, empat = (self.cleaned_data[f"{awalan}_{n}"] for n, _ in TRIWULAN)
        return satu, dua, tiga, empat


class RealisasiForm(forms.Form):
    """What came of an activity in a quarter."""

    status = forms.ChoiceField(
        label="Status",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih status kegiatan pada triwulan ini."},
    )
    realisasi = AngkaField(label="Realisasi keluaran", desimal=4, digit=14)
    serapan = RupiahField(label="Anggaran terserap (Rp)")
    kendala = forms.CharField(
        label="Kendala",
        required=False,
        max_length=PANJANG_URAIAN,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wajib bila tertunda atau dibatalkan.",
    )
    tindak_lanjut = forms.CharField(
        label="Tindak lanjut", required=False, max_length=PANJANG_URAIAN, widget=forms.Textarea(attrs={"rows": 3})
    )
    bukti = forms.MultipleChoiceField(
        label="Bukti yang sudah dilampirkan pada indikator ini", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, baris: TriwulanAksi, bukti: Iterable[Bukti], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kosongkan = [("", "Kosongkan: belum dilaporkan")] if baris.dilaporkan else []
        self.fields["status"].choices = [*StatusAksi.choices, *kosongkan]  # type: ignore[attr-defined]
        self.fields["status"].required = not kosongkan
        self.semua_bukti = {str(b.pk): b for b in bukti}
        self.fields["bukti"].choices = [  # type: ignore[attr-defined]
            (pk, b.nama + (" (sudah ditarik)" if b.ditarik_pada else "")) for pk, b in self.semua_bukti.items()
        ]
        if not self.semua_bukti:
            del self.fields["bukti"]
        self.fields["realisasi"].label = f"Realisasi keluaran ({baris.kegiatan.satuan})"

    @staticmethod
    def awal(baris: TriwulanAksi) -> dict[str, Any]:
        """Initial values; for a quarter nobody has reported no status is chosen beforehand."""
        kolom = ("realisasi", "serapan", "kendala", "tindak_lanjut")
        isi = {k: getattr(baris, k) for k in kolom} | {"bukti": [str(b.pk) for b in baris.bukti.all()]}
        return isi | {"status": baris.status if baris.dilaporkan else None}

    def laporan(self) -> Laporan:
        """The valid form as the service takes it; whoever chose to empty the quarter empties all of it."""
        isi = self.cleaned_data
        if not isi["status"]:
            return Laporan()
        return Laporan(**{k: isi[k] for k in ("status", "realisasi", "serapan", "kendala", "tindak_lanjut")})

    def bukti_terpilih(self) -> list[Bukti]:
        """The evidence ticked."""
        dipilih = self.cleaned_data.get("bukti", []) if self.cleaned_data["status"] else []
        return [self.semua_bukti[pk] for pk in dipilih]
