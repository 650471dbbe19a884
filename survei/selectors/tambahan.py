"""The agency's own questions of a survey as files, tallies and results take them."""

from __future__ import annotations

from survei.hitung.tambahan import Tanya
from survei.models import Survei


def daftar_tanya(survei: Survei) -> list[Tanya]:
    """The questions in the order of the form, labelled T1, T2, … as the printed report labels them."""
    isi = survei.pertanyaan_tambahan.order_by("urutan").values_list("pk", "teks", "pilihan")
    return [Tanya(pk, f"T{n}", teks, tuple(pilihan)) for n, (pk, teks, pilihan) in enumerate(isi, 1)]


def cari_tanya_bebas(survei: Survei, nomor: int) -> Tanya | None:
    """The survey's question with this id, when it is answered in free text."""
    return next((t for t in daftar_tanya(survei) if t.nomor == nomor and not t.pilihan), None)
