"""The agency's own questions of a survey as the reading and writing of files takes them."""

from __future__ import annotations

from survei.models import Survei
from survei.hitung.tambahan import Tanya


def daftar_tanya(survei: Survei) -> list[Tanya]:
    """The questions in the order of the form, labelled T1, T2, … as the printed report labels them."""
    isi = survei.pertanyaan_tambahan.order_by("urutan").values_list("pk", "teks", "pilihan")
    return [Tanya(pk, f"T{n}", teks, tuple(pilihan)) for n, (pk, teks, pilihan) in enumerate(isi, 1)]
