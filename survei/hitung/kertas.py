"""Reading the digits of a paper form: `344432444`, one per question, in the order of the form."""

from survei.hitung.kesalahan import NilaiMustahil

KOSONG = ("0", "-")
_ABAIKAN = " .,;\t"


def baca_angka_kertas(teks: str, banyak: int) -> tuple[int | None, ...]:
    """One value per question; `0` or `-` is a question left blank, blanks and commas between digits do not count.

    Raises `NilaiMustahil` naming the place: a sign that is no answer, too few or too many of them, none answered.
    """
    tanda = [t for t in teks if t not in _ABAIKAN]
    for n, satu in enumerate(tanda, 1):
        if satu not in {"1", "2", "3", "4", *KOSONG}:
            raise NilaiMustahil(f"Angka ke-{n} “{satu}” bukan jawaban. Ketik 1, 2, 3, 4, atau 0 bila kosong.")
    if len(tanda) != banyak:
        selisih = f"kurang {banyak - len(tanda)}" if len(tanda) < banyak else f"lebih {len(tanda) - banyak}"
        raise NilaiMustahil(f"Survei ini {banyak} pertanyaan; terketik {len(tanda)} angka ({selisih}).")
    nilai = tuple(None if t in KOSONG else int(t) for t in tanda)
    if all(n is None for n in nilai):
        raise NilaiMustahil("Lembar ini kosong: sedikitnya satu pertanyaan harus dijawab.")
    return nilai
