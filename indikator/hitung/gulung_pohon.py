"""Rolling up whole trees of indicators from the leaves in one pass.

Made for hundreds of thousands of nodes: each node keeps running sums and is finished by the last of its children. What
one parent's result is, is said by `gulung.gulung`; a test holds this pass against it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal, localcontext
from typing import Any

from indikator.hitung.angka import KONTEKS
from indikator.hitung.capaian import NOL
from indikator.hitung.gulung import Agregasi
from indikator.hitung.kesalahan import RujukanMelingkar

# What a node gives to its parent: its result, or (pembilang, penyebut) under rasio_jumlah. None: it has none.
Bagian = Decimal | tuple[Decimal, Decimal] | None


def gulung_pohon(
    *,
    induk: Mapping[int, int],
    agregasi: Mapping[Agregasi, Iterable[int]],
    daun: Mapping[int, Bagian],
    bobot: Mapping[int, Decimal] | None = None,
) -> dict[int, Bagian]:
    """The part of every inner node, from the leaves, exact to 50 digits however deep the tree.

    Args:
        induk: child → parent, over all nodes.
        agregasi: which inner nodes are rolled up by which method. The sums of a ``rasio_jumlah`` node stay a pair, so
            that its own parent adds up numerators and denominators, not percentages; ``hasil_bagian`` makes the figure
            of it. Pairs and figures don't mix (TypeError): where they meet, give the lower node's figure as a leaf.
        daun: parts of the leaves.
        bobot: weights of children under ``tertimbang``.

    A node lacking the part of a child, or a weight, has none itself (None); who is missing is told by `gulung`.
    Raises ``RujukanMelingkar``. Source: [JB] 2 (kelurahan → kecamatan → wali kota).
    """
    banyak = Counter(induk.values())
    berat = bobot or {}
    buku = {simpul: _JENIS[cara](banyak[simpul], berat) for cara, daftar in agregasi.items() for simpul in daftar}
    with localcontext(KONTEKS):
        # Sums of entered figures are exact in 50 digits, so the order of the leaves decides nothing.
        for anak, nilai in daun.items():
            simpul, bagian = anak, nilai
            while bagian is not None and (atas := induk.get(simpul)) is not None:
                akun = buku[atas]
                if not akun.tambah(simpul, bagian):
                    break
                simpul, bagian = atas, akun.selesai()
    if any(akun.sisa for akun in buku.values()):
        _tolak_lingkaran(induk, (simpul for simpul, akun in buku.items() if akun.sisa))
    return {simpul: akun.hasil for simpul, akun in buku.items()}


def hasil_bagian(bagian: Bagian, faktor: Decimal = Decimal(100)) -> Decimal | None:
    """A node's figure; None where there is none, also where a denominator is 0."""
    if not isinstance(bagian, tuple):
        return bagian
    with localcontext(KONTEKS):
        return bagian[0] * faktor / bagian[1] if bagian[1] else None


class _Jumlah:
    """A node that is being added up: `sisa` children are still to come."""

    __slots__ = ("banyak", "bobot", "hasil", "jumlah", "kedua", "sisa")

    def __init__(self, banyak: int, bobot: Mapping[int, Decimal]) -> None:
        self.sisa = self.banyak = banyak
        self.bobot = bobot
        self.jumlah = self.kedua = NOL
        self.hasil: Bagian = None

    def tambah(self, anak: int, bagian: Any) -> bool:
        """Take in the part of a child; whether it was the last one awaited."""
        self.jumlah += bagian
        self.sisa -= 1
        return not self.sisa

    def selesai(self) -> Bagian:
        """The node's part, once all children are in."""
        self.hasil = self.jumlah
        return self.hasil


class _RataRata(_Jumlah):
    __slots__ = ()

    def selesai(self) -> Bagian:
        self.hasil = self.jumlah / self.banyak
        return self.hasil


class _Tertimbang(_Jumlah):
    """`kedua` is Σ bobot; a child without a weight is never taken in."""

    __slots__ = ()

    def tambah(self, anak: int, bagian: Any) -> bool:
        bobot = self.bobot.get(anak)
        if bobot is None:
            return False
        self.kedua += bobot
        return super().tambah(anak, bagian * bobot)

    def selesai(self) -> Bagian:
        self.hasil = self.jumlah / self.kedua if self.kedua else None
        return self.hasil


class _RasioJumlah(_Jumlah):
    """`kedua` is Σ penyebut."""

    __slots__ = ()

    def tambah(self, anak: int, bagian: Any) -> bool:
        atas, bawah = bagian
        self.jumlah += atas
        self.kedua += bawah
        self.sisa -= 1
        return not self.sisa

    def selesai(self) -> Bagian:
        self.hasil = self.jumlah, self.kedua
        return self.hasil


class _TidakAda(_Jumlah):
    """Not rolled up: takes in nothing."""

    __slots__ = ()

    def tambah(self, anak: int, bagian: Any) -> bool:
        return False


_JENIS: dict[Agregasi, type[_Jumlah]] = {
    Agregasi.JUMLAH: _Jumlah,
    Agregasi.RATA_RATA: _RataRata,
    Agregasi.TERTIMBANG: _Tertimbang,
    Agregasi.RASIO_JUMLAH: _RasioJumlah,
    Agregasi.TIDAK_ADA: _TidakAda,
}


def _tolak_lingkaran(induk: Mapping[int, int], belum: Iterable[int]) -> None:
    """Nodes not finished lack a child's part, or lie on a circle; raises ``RujukanMelingkar`` for the latter."""
    aman: set[int] = set()
    for awal in belum:
        rute: dict[int, None] = {}
        simpul: int | None = awal
        while simpul is not None and simpul not in aman:
            if simpul in rute:
                raise RujukanMelingkar(len(rute) - list(rute).index(simpul))
            rute[simpul] = None
            simpul = induk.get(simpul)
        aman.update(rute)
