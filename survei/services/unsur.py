"""The questions of a survey: its scored unsur as one list, and the agency's own questions beside them.

The list is written as a whole. No answer exists while it may change, so columns and codes of an agency's own unsur are
numbered anew each time: the third own unsur is always `u12`, as an uploaded file calls it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kinerja.organisasi.aturan import PelanggaranAturan
from survei.hitung.unsur import BAKU, Unsur, Urutan, susunan
from survei.models import Survei, UnsurSurvei
from survei.models.survei import UNSUR_MAKS

_SENDIRI = "sendiri"  # placeholder until numbered


@dataclass(frozen=True, slots=True)
class IsiUnsur:
    """One scored question; `opsi` are the words for 1, 2, 3 and 4 in that order (the values are fixed [14])."""

    kode: str
    nama: str
    pertanyaan: str
    opsi: tuple[str, str, str, str]

    @property
    def baku(self) -> bool:
        """One of the nine of [14]."""
        return self.kode in tuple(Unsur)


def unsur_baku(urutan: Urutan) -> list[IsiUnsur]:
    """The nine of [14] in one of the two official orders."""
    return [satu_baku(kode) for kode in susunan(urutan)]


def satu_baku(kode: Unsur) -> IsiUnsur:
    """A standard question with its standard words."""
    return IsiUnsur(kode.value, BAKU[kode].nama, BAKU[kode].pertanyaan, BAKU[kode].pilihan)


def unsur_sendiri(nama: str, pertanyaan: str, opsi: tuple[str, str, str, str]) -> IsiUnsur:
    """A scored question of the agency's own; its code comes when the list is written."""
    return IsiUnsur(_SENDIRI, nama, pertanyaan, opsi)


def baca_unsur(survei: Survei) -> list[IsiUnsur]:
    """The scored questions in the order of the form."""
    return [
        IsiUnsur(u.kode, u.nama, u.pertanyaan, (u.opsi[0], u.opsi[1], u.opsi[2], u.opsi[3]))
        for u in survei.unsur.order_by("urutan")
    ]


def tulis_unsur(survei: Survei, daftar: Sequence[IsiUnsur]) -> None:
    """Replace the list; the caller holds the survey's lock and has made sure that its core is open.

    Raises PelanggaranAturan `banyak_unsur` for none or more than twenty, `unsur_ganda` for a standard one twice.
    """
    if not 1 <= len(daftar) <= UNSUR_MAKS:
        raise PelanggaranAturan("banyak_unsur", f"Survei memerlukan 1 sampai {UNSUR_MAKS} unsur yang dinilai.")
    baku = [u.kode for u in daftar if u.baku]
    if len(baku) != len(set(baku)):
        raise PelanggaranAturan("unsur_ganda", "Unsur baku yang sama hanya boleh ditanyakan sekali.")
    survei.unsur.all().delete()
    UnsurSurvei.objects.bulk_create(
        UnsurSurvei(
            survei=survei, kode=u.kode, kolom=n, urutan=n, nama=u.nama, pertanyaan=u.pertanyaan, opsi=list(u.opsi)
        )
        for n, u in enumerate(_bernomor(daftar), 1)
    )


def urutkan_baku(daftar: Sequence[IsiUnsur], urutan: Urutan) -> list[IsiUnsur]:
    """The same list with sarana and pengaduan in the places the order gives them; everything else stays."""
    tempat = [i for i, u in enumerate(daftar) if u.kode in (Unsur.SARANA, Unsur.PENGADUAN)]
    kode = [u.value for u in susunan(urutan)]
    terurut = sorted((daftar[i] for i in tempat), key=lambda u: kode.index(u.kode))
    hasil = list(daftar)
    for i, unsur in zip(tempat, terurut, strict=True):
        hasil[i] = unsur
    return hasil


def geser(daftar: Sequence[IsiUnsur], kode: str, langkah: int) -> list[IsiUnsur]:
    """One place up (−1) or down (+1); at the end of the list nothing moves."""
    hasil = list(daftar)
    asal = next(i for i, u in enumerate(hasil) if u.kode == kode)
    tuju = asal + langkah
    if 0 <= tuju < len(hasil):
        hasil[asal], hasil[tuju] = hasil[tuju], hasil[asal]
    return hasil


def _bernomor(daftar: Sequence[IsiUnsur]) -> list[IsiUnsur]:
    nomor = len(Unsur)
    hasil = []
    for unsur in daftar:
        if not unsur.baku:
            nomor += 1
        hasil.append(unsur if unsur.baku else replace(unsur, kode=f"u{nomor}"))
    return hasil
