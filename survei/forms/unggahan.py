"""Uploading: the file, what each of its columns is, and the decision to load."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from survei.hitung.tambahan import Tanya
from survei.hitung.unsur import Urutan, kode_berlabel
from survei.models import Layanan, Unggahan
from survei.models.survei import UrutanUnsur
from survei.selectors.kelola import BarisUnsur
from survei.unggah import simpan
from survei.unggah.cocok import SEBUTAN_PERAN, bergantung_urutan
from survei.unggah.kenali import Kolom, Pemetaan, Peran

RESPONDEN = (
    Peran.TANGGAL,
    Peran.JAM,
    Peran.JENIS_KELAMIN,
    Peran.USIA,
    Peran.PENDIDIKAN,
    Peran.PEKERJAAN,
    Peran.LAYANAN,
    Peran.SARAN,
)
MENURUT_NOMOR, AWAL_UNSUR, AWAL_TANYA = "menurut-nomor", "unsur:", "tanya:"


class BerkasForm(forms.Form):
    """The file."""

    berkas = forms.FileField(
        label="Berkas hasil survei",
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Excel (.xlsx) atau CSV, satu baris tiap responden, paling banyak 200.000 baris dan 50 MB. "
        "Belum ada yang dihitung sebelum Anda menyetujuinya.",
        error_messages={
            "required": "Pilih berkas .xlsx atau .csv.",
            "empty": "Berkas ini kosong (0 byte). Periksa berkasnya, lalu unggah lagi.",
            "max_length": "Nama berkas terlalu panjang. Pendekkan namanya.",
        },
    )


class KolomForm(forms.Form):
    """What each column holds: `k_<index>`; the order of U8 and U9 where it matters; one service for all rows."""

    def __init__(
        self,
        *args: Any,
        unggahan: Unggahan,
        unsur: Sequence[BarisUnsur],
        layanan: Sequence[Layanan],
        tanya: Sequence[Tanya] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pemetaan = simpan.dari_json(unggahan.pemetaan)
        self.kode = {u.isi.kode: f"{u.label} {u.isi.nama}" for u in unsur}
        self.tanya = {t.nomor: f"{t.label} {t.teks}" for t in tanya}
        self.layanan_ada = bool(layanan)
        for kolom in self.pemetaan.kolom:
            if kolom.peran is not Peran.PRIBADI:
                self.fields[f"k_{kolom.indeks}"] = forms.ChoiceField(
                    label=f"Kolom {kolom.huruf}: {kolom.kepala or 'tanpa judul'}",
                    choices=self._pilihan(kolom),
                    initial=self._awal(kolom),
                    widget=forms.Select(attrs={"class": "form-select"}),
                )
        if perlu := bergantung_urutan(self.pemetaan):
            self.fields["urutan"] = self._urutan(perlu, unggahan)
        if layanan:
            self.fields["layanan"] = forms.ChoiceField(
                label="Layanan",
                required=False,
                choices=[("", self._tanpa_pilihan()), *((str(s.pk), f"Semua baris: {s.nama}") for s in layanan)],
                initial=unggahan.pemetaan.get("layanan") or "",
            )

    @property
    def kolom(self) -> list[tuple[Kolom, forms.BoundField]]:
        """Columns that may be loaded, with their choice."""
        return [(k, self[f"k_{k.indeks}"]) for k in self.pemetaan.kolom if k.peran is not Peran.PRIBADI]

    def pilihan(self) -> dict[int, tuple[Peran, str | None]]:
        """The valid form as the service takes it."""
        hasil: dict[int, tuple[Peran, str | None]] = {}
        for kolom, _ in self.kolom:
            nilai = self.cleaned_data[f"k_{kolom.indeks}"]
            if nilai == MENURUT_NOMOR:
                hasil[kolom.indeks] = (Peran.UNSUR, None)
            elif nilai.startswith(AWAL_UNSUR):
                hasil[kolom.indeks] = (Peran.UNSUR, nilai.removeprefix(AWAL_UNSUR))
            elif nilai.startswith(AWAL_TANYA):
                hasil[kolom.indeks] = (Peran.TAMBAHAN, nilai.removeprefix(AWAL_TANYA))
            else:
                hasil[kolom.indeks] = (Peran(nilai), None)
        return hasil

    def urutan(self, bawaan: str) -> Urutan:
        """The order the file was made in; where no column depends on it, the survey's."""
        return Urutan(self.cleaned_data.get("urutan") or bawaan)

    def layanan_semua(self) -> int | None:
        """Id of the service all rows are about."""
        pilihan = self.cleaned_data.get("layanan")
        return int(pilihan) if pilihan else None

    def _tanpa_pilihan(self) -> str:
        ada = any(k.peran is Peran.LAYANAN for k in self.pemetaan.kolom)
        return "Menurut kolom layanan" if ada else "Tidak disebut dalam berkas"

    def _pilihan(self, kolom: Kolom) -> list[tuple[str, Any]]:
        unsur = [(f"{AWAL_UNSUR}{kode}", nama) for kode, nama in self.kode.items()]
        if kolom in bergantung_urutan(self.pemetaan):
            unsur.insert(0, (MENURUT_NOMOR, f"U{kolom.nomor} menurut urutan yang dipilih"))
        responden = [(p.value, SEBUTAN_PERAN[p]) for p in RESPONDEN if p is not Peran.LAYANAN or self.layanan_ada]
        tanya = [(f"{AWAL_TANYA}{nomor}", teks) for nomor, teks in self.tanya.items()]
        return [
            (Peran.LAIN.value, SEBUTAN_PERAN[Peran.LAIN]),
            ("Unsur yang dinilai", unsur),
            ("Responden", responden),
            *([("Pertanyaan tambahan, tidak dinilai", tanya)] if tanya else []),
            ("Lainnya", [(Peran.NOMOR.value, f"{SEBUTAN_PERAN[Peran.NOMOR]}, tidak dimuat")]),
        ]

    def _awal(self, kolom: Kolom) -> str:
        """As recognised; an unsur the survey does not ask is left out until somebody says otherwise."""
        if kolom in bergantung_urutan(self.pemetaan):
            return MENURUT_NOMOR
        if kolom.peran is Peran.UNSUR:
            # Every number but 8 and 9 means the same in both orders.
            kode = str(kolom.unsur or kode_berlabel(kolom.nomor or 0, Urutan.SARANA_PENGADUAN))
            return f"{AWAL_UNSUR}{kode}" if kode in self.kode else Peran.LAIN.value
        if kolom.peran is Peran.TAMBAHAN:
            return f"{AWAL_TANYA}{kolom.tanya}" if kolom.tanya in self.tanya else Peran.LAIN.value
        return Peran.LAIN.value if kolom.peran is Peran.LAYANAN and not self.layanan_ada else kolom.peran.value

    def _urutan(self, perlu: Sequence[Kolom], unggahan: Unggahan) -> forms.ChoiceField:
        judul = " dan ".join(k.kepala for k in perlu)
        return forms.ChoiceField(
            label="Urutan unsur dalam berkas ini",
            choices=UrutanUnsur.choices,
            widget=forms.RadioSelect,
            initial=unggahan.urutan_unsur or self.pemetaan.urutan,
            help_text=f"Permenpan RB 14/2017 memakai dua urutan, dan judul kolom {judul} tidak menyebut artinya. "
            "Lihat kuesioner yang dipakai.",
            error_messages={"required": "Pilih arti U8 dan U9 dalam berkas ini."},
        )


def pribadi(pemetaan: Pemetaan) -> str:
    """Columns of personal data, in words; empty when there are none."""
    return ", ".join(f"{k.kepala or 'tanpa judul'} (kolom {k.huruf})" for k in pemetaan.pribadi)
