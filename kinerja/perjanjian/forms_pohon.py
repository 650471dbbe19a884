"""Shapes of what is typed about a pohon kinerja: a condition, its new place, a crosscutting link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from indikator.models import Indikator
from kinerja.organisasi.models import Jabatan, Unit
from kinerja.perjanjian.hitung.pohon import ARTI_JENIS, SEBUTAN_JENIS, JenisSimpul, Pohon
from kinerja.perjanjian.models.pohon import PANJANG_URAIAN, SimpulPohon
from kinerja.perjanjian.services.pohon import IsiSimpul

BATAS_PILIHAN = 40
_PERSEMPIT = "Daftarnya panjang: tulis sebagian namanya lalu tekan Cari. Yang sudah dicentang tetap."
Pilihan = list[tuple[str, str]]


class SimpulForm(forms.Form):
    """A condition. Of long lists only what is ticked and what the search finds is offered."""

    jenis = forms.ChoiceField(
        label="Jenis", choices=[(j.value, f"{SEBUTAN_JENIS[j]} – {ARTI_JENIS[j]}") for j in JenisSimpul]
    )
    uraian = forms.CharField(
        label="Kondisi",
        max_length=PANJANG_URAIAN,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": PANJANG_URAIAN}),
        help_text="Keadaan yang harus terwujud, misalnya “Petugas loket menguasai standar pelayanan”. Bukan nama unit, "
        "program, atau kegiatan.",
        error_messages={"required": "Tuliskan kondisinya."},
    )
    indikator = forms.MultipleChoiceField(label="Indikator", required=False, widget=forms.CheckboxSelectMultiple)
    cari_indikator = forms.CharField(label="Cari indikator", required=False, max_length=100)
    teks = forms.CharField(
        label="Indikator yang belum ada dalam daftar",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Satu indikator per baris.",
    )
    pengampu = forms.MultipleChoiceField(
        label="Unit atau jabatan yang menjawab", required=False, widget=forms.CheckboxSelectMultiple
    )
    cari_pengampu = forms.CharField(label="Cari unit atau jabatan", required=False, max_length=100)

    def __init__(
        self,
        *args: Any,
        indikator: QuerySet[Indikator],
        unit: QuerySet[Unit],
        jabatan: QuerySet[Jabatan],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._semua_indikator: dict[str, Indikator] = {}
        self._semua_pengampu: dict[str, tuple[Unit, Jabatan | None]] = {}
        self._isi_indikator(indikator)
        self._isi_pengampu(unit, jabatan)

    def clean_teks(self) -> tuple[str, ...]:
        """One indicator a line; empty lines are nothing."""
        baris = tuple(b.strip() for b in self.cleaned_data["teks"].splitlines() if b.strip())
        if any(len(b) > PANJANG_URAIAN for b in baris):
            raise forms.ValidationError(f"Satu indikator paling panjang {PANJANG_URAIAN} huruf.")
        return baris

    def isi(self) -> IsiSimpul:
        """The valid form as the service takes it."""
        isi = self.cleaned_data
        return IsiSimpul(
            jenis=JenisSimpul(isi["jenis"]),
            uraian=isi["uraian"],
            indikator=tuple(self._semua_indikator[pk] for pk in isi["indikator"]),
            teks=isi["teks"],
            pengampu=tuple(self._semua_pengampu[kunci] for kunci in isi["pengampu"]),
        )

    @staticmethod
    def awal(isi: IsiSimpul) -> dict[str, Any]:
        """Initial values of a condition there is."""
        return {
            "jenis": isi.jenis.value,
            "uraian": isi.uraian,
            "indikator": [str(i.pk) for i in isi.indikator],
            "teks": "\n".join(isi.teks),
            "pengampu": [f"j{j.pk}" if j else f"u{u.pk}" for u, j in isi.pengampu],
        }

    def _nilai(self, nama: str) -> Any:
        """What stands in a field now: sent, or there from the start."""
        if self.is_bound:
            return self.fields[nama].widget.value_from_datadict(self.data, self.files, self.add_prefix(nama))
        return self.get_initial_for_field(self.fields[nama], nama)

    def _isi_indikator(self, semua: QuerySet[Indikator]) -> None:
        cari, terpilih = (self._nilai("cari_indikator") or "").strip(), _nomor(self._nilai("indikator"))
        dicentang = list(semua.filter(pk__in=terpilih))
        ditemukan = list((semua.filter(nama__icontains=cari) if cari else semua)[: BATAS_PILIHAN + 1])
        for i in (*dicentang, *ditemukan[:BATAS_PILIHAN]):
            self._semua_indikator.setdefault(str(i.pk), i)
        pilihan = [(pk, f"{i.kode} {i.nama} ({i.sasaran.unit.nama})") for pk, i in self._semua_indikator.items()]
        self._pasang("indikator", pilihan, kurang=len(ditemukan) > BATAS_PILIHAN, dicari=bool(cari))

    def _isi_pengampu(self, unit: QuerySet[Unit], jabatan: QuerySet[Jabatan]) -> None:
        cari, terpilih = (self._nilai("cari_pengampu") or "").strip(), self._nilai("pengampu") or []
        unit_terpilih = _nomor(k[1:] for k in terpilih if k.startswith("u"))
        jabatan_terpilih = _nomor(k[1:] for k in terpilih if k.startswith("j"))
        dicentang = _pengampu(unit.filter(pk__in=unit_terpilih), jabatan.filter(pk__in=jabatan_terpilih))
        ditemukan = _pengampu(
            unit.filter(nama__icontains=cari)[: BATAS_PILIHAN + 1],
            jabatan.filter(Q(nama__icontains=cari) | Q(unit__nama__icontains=cari))[: BATAS_PILIHAN + 1],
        )
        self._semua_pengampu = dicentang | dict(list(ditemukan.items())[:BATAS_PILIHAN])
        pilihan = [
            (kunci, f"{j.nama} (jabatan di {u.nama})" if j else u.nama)
            for kunci, (u, j) in self._semua_pengampu.items()
        ]
        self._pasang("pengampu", pilihan, kurang=len(ditemukan) > BATAS_PILIHAN, dicari=bool(cari))

    def _pasang(self, nama: str, pilihan: Pilihan, *, kurang: bool, dicari: bool) -> None:
        self.fields[nama].choices = pilihan  # type: ignore[attr-defined]
        if kurang:
            self.fields[nama].help_text = _PERSEMPIT
        elif dicari:
            self.fields[nama].help_text = "Yang dicentang dan yang cocok dengan pencarian."
        elif not pilihan:
            self.fields[nama].help_text = "Belum ada yang dapat dipilih."
        if not (kurang or dicari):
            del self.fields[f"cari_{nama}"]


class PindahForm(forms.Form):
    """Under which condition, or at the top."""

    induk = forms.ChoiceField(label="Letakkan di bawah", required=False)

    def __init__(self, *args: Any, pohon: Pohon, simpul: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sendiri = set(pohon.cabang(simpul))
        self.fields["induk"].choices = [  # type: ignore[attr-defined]
            ("", "Puncak pohon"),
            *((str(s.pk), _sebut(pohon, s.pk)) for s in pohon.urut if s.pk not in sendiri),
        ]


class LintasForm(forms.Form):
    """The other condition, or the unit that takes part, and in what."""

    ke = forms.ChoiceField(label="Kondisi terkait", required=False)
    unit = forms.ChoiceField(label="Unit yang terlibat", required=False)
    keterangan = forms.CharField(
        label="Keterlibatan",
        required=False,
        max_length=300,
        help_text="Misalnya “menyediakan data kependudukan”. Wajib bila hanya unitnya yang disebut.",
    )

    def __init__(
        self,
        *args: Any,
        simpul: SimpulPohon,
        pohon: Pohon,
        lain: Iterable[SimpulPohon],
        unit: Sequence[Unit],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        sini = [(str(s.pk), _sebut(pohon, s.pk)) for s in pohon.urut if s.pk != simpul.pk]
        sana = [(str(s.pk), f"{s.unit.nama}: {_pendek(s.uraian)}") for s in lain]
        self.fields["ke"].choices = [  # type: ignore[attr-defined]
            ("", "Tidak ada: sebut unitnya saja"),
            *([("Pohon ini", sini)] if sini else []),
            *([("Pohon unit lain", sana)] if sana else []),
        ]
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            ("", "Unit pemilik kondisi terkait"),
            *((str(u.pk), u.nama) for u in unit),
        ]


def _sebut(pohon: Pohon, pk: int) -> str:
    return f"{pohon.nomor[pk]} {_pendek(pohon.simpul[pk].uraian)}"


def _pendek(teks: str) -> str:
    return teks if len(teks) <= 90 else f"{teks[:89]}…"


def _nomor(isi: Iterable[str] | None) -> list[int]:
    return [int(n) for n in isi or () if n.isdecimal() and len(n) <= 18]


def _pengampu(unit: Iterable[Unit], jabatan: Iterable[Jabatan]) -> dict[str, tuple[Unit, Jabatan | None]]:
    """Units with their posts behind them, in the order of the units."""
    semua: list[tuple[str, str, str, tuple[Unit, Jabatan | None]]] = [
        (u.jalur, "", f"u{u.pk}", (u, None)) for u in unit
    ]
    semua += [(j.unit.jalur, j.nama, f"j{j.pk}", (j.unit, j)) for j in jabatan]
    return {kunci: isi for *_, kunci, isi in sorted(semua, key=lambda s: s[:3])}
