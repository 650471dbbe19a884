"""Every way a computation can refuse, each with one Indonesian sentence for the person in front of the screen.

A function of this package never answers 0 or None for "cannot": it raises one of these, or returns a result that
carries its reason.
"""

from collections.abc import Sequence


class KesalahanHitung(Exception):
    """Base of all errors of the computing core; ``pesan`` is the Indonesian sentence to show."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


class AngkaTidakTerbaca(KesalahanHitung):
    """The typed text is no number in any accepted spelling."""


class AngkaMeragukan(KesalahanHitung):
    """The typed text could be two different numbers; ``pilihan`` holds how to type each of them."""

    def __init__(self, pesan: str, pilihan: tuple[str, ...]) -> None:
        super().__init__(pesan)
        self.pilihan = pilihan


class AngkaTerlaluBesar(KesalahanHitung):
    """A value that is not finite or beyond what any indicator can hold."""


class TargetTidakSah(KesalahanHitung):
    """A target whose parts contradict its kind (a range without bounds, a lower bound above the upper one)."""


class PitaTidakSah(KesalahanHitung):
    """Class bands that cannot classify (none, unnamed, or two with one bound)."""


class TriwulanTidakSah(KesalahanHitung):
    """A quarter outside 1..4, or a series that does not hold exactly four quarters."""


class PredikatTidakDikenal(KesalahanHitung):
    """A text or number that is no level of the scale, or that contradicts it."""


class RumusSalah(KesalahanHitung):
    """A formula outside the language; ``posisi`` is the 0-based place of the first wrong character."""

    def __init__(self, pesan: str, posisi: int) -> None:
        super().__init__(pesan)
        self.posisi = posisi


class PenyebutNol(KesalahanHitung):
    """A division by zero; ``komponen`` is the denominator as written."""

    def __init__(self, komponen: str) -> None:
        super().__init__(f"Penyebut 0: {komponen} bernilai 0, jadi tidak ada angka yang dapat dihitung.")
        self.komponen = komponen


class KomponenKosong(KesalahanHitung):
    """Components of a formula that have no value yet; ``nama`` in order of first use."""

    def __init__(self, nama: Sequence[str]) -> None:
        super().__init__(f"Komponen belum diisi: {', '.join(nama)}.")
        self.nama = tuple(nama)


class AnakBelumMelapor(KesalahanHitung):
    """A roll-up that lacks results; ``belum`` names who has not reported, ``dari`` is the number of children."""

    def __init__(self, belum: Sequence[str], dari: int, sebutan: str) -> None:
        super().__init__(f"{len(belum)} dari {dari} {sebutan} belum melapor: {', '.join(belum)}.")
        self.belum = tuple(belum)
        self.dari = dari


class AgregasiTidakSah(KesalahanHitung):
    """A roll-up that is not defined: no method chosen, or no children at all."""


class BobotTidakSah(KesalahanHitung):
    """Weights that are missing, negative, or add up to zero."""


class BukanRasio(KesalahanHitung):
    """A formula that is not one division, so that it has no numerator and denominator to add up."""

    def __init__(self, rumus: str) -> None:
        super().__init__(f"Rumus “{rumus}” bukan satu pembagian (pembilang / penyebut), jadi tidak dapat dijumlahkan.")


class RujukanMelingkar(KesalahanHitung):
    """A tree that leads back to itself; ``banyak`` nodes can never be computed."""

    def __init__(self, banyak: int) -> None:
        super().__init__(f"Gulungan melingkar: {banyak} indikator tidak dapat dihitung.")
        self.banyak = banyak
