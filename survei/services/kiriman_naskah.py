"""Rows that another system sends, written as the file that an upload reads."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from kinerja.organisasi.aturan import PelanggaranAturan
from survei.hitung.unsur import Urutan, label
from survei.models import Survei
from survei.selectors.tambahan import daftar_tanya
from survei.services.unggahan import Pilihan
from survei.unggah.kenali import Peran

NAMA = "kiriman-api.csv"
CIRI: Mapping[str, tuple[str, Peran]] = {
    "tanggal": ("Tanggal", Peran.TANGGAL),
    "jam": ("Jam", Peran.JAM),
    "jenis_kelamin": ("Jenis kelamin", Peran.JENIS_KELAMIN),
    "umur": ("Umur", Peran.USIA),
    "pendidikan": ("Pendidikan", Peran.PENDIDIKAN),
    "pekerjaan": ("Pekerjaan", Peran.PEKERJAAN),
    "layanan": ("Layanan", Peran.LAYANAN),
    "saran": ("Saran", Peran.SARAN),
}
"""What a row may say beside its answers → heading and role of its column."""


@dataclass(frozen=True, slots=True)
class Naskah:
    """Rows as a file, with what its columns are. `geser`: row 1 of the sender stands in row 1 + geser of the file."""

    berkas: UploadedFile[Any]
    pilihan: Pilihan = field(default_factory=dict)
    geser: int = 0


def naskah_baris(survei: Survei, baris: Sequence[Mapping[str, Any]]) -> Naskah:
    """Rows `{"jawaban": {code: 1–4 or None}, "tambahan": {id: text}, "tanggal": …}` as a file with known columns.

    Raises PelanggaranAturan `unsur_asing`, `pertanyaan_asing` for what the survey does not ask.
    """
    kode = list(survei.unsur.order_by("urutan").values_list("kode", flat=True))
    tanya = {str(t.nomor): t for t in daftar_tanya(survei)}
    _wajib_ditanyakan(baris, "jawaban", kode, "unsur_asing", "unsur")
    _wajib_ditanyakan(baris, "tambahan", list(tanya), "pertanyaan_asing", "pertanyaan tambahan ber-id")
    ciri = [nama for nama in CIRI if any(satu.get(nama) not in (None, "") for satu in baris)]
    urutan = Urutan(survei.urutan_unsur)
    kepala = [
        *(CIRI[n][0] for n in ciri),
        *(f"{label(k, urutan, kode)} {k}" for k in kode),
        *(f"{t.label} {t.teks}" for t in tanya.values()),
    ]
    teks = StringIO()
    tulis = csv.writer(teks, delimiter=";")
    tulis.writerow(kepala)
    for satu in baris:
        lain = satu.get("tambahan", {})
        tulis.writerow([*map(satu.get, ciri), *map(satu["jawaban"].get, kode), *map(lain.get, tanya)])
    pilihan: dict[int, tuple[Peran, str | None]] = {n: (CIRI[nama][1], None) for n, nama in enumerate(ciri)}
    pilihan |= {n: (Peran.UNSUR, k) for n, k in enumerate(kode, len(ciri))}
    pilihan |= {n: (Peran.TAMBAHAN, k) for n, k in enumerate(tanya, len(ciri) + len(kode))}
    return Naskah(SimpleUploadedFile(NAMA, teks.getvalue().encode()), pilihan, geser=1)


def _wajib_ditanyakan(
    baris: Sequence[Mapping[str, Any]], bidang: str, ditanya: Sequence[str], aturan: str, sebutan: str
) -> None:
    if asing := sorted({k for satu in baris for k in satu.get(bidang, ())} - set(ditanya)):
        ada = ", ".join(ditanya) or "tidak ada"
        raise PelanggaranAturan(
            aturan, f"Survei ini tidak menanyakan {sebutan} {', '.join(asing)}. Yang ditanyakan: {ada}."
        )
