"""Rolling up whole trees of indicators from the leaves in one pass.

Made for hundreds of thousands of nodes: plain dictionaries instead of one object per node. What one parent's result
is, is said by `gulung.gulung`; a test holds this pass against it.
"""

from collections.abc import Mapping
from decimal import Decimal, localcontext

from indikator.hitung.angka import KONTEKS
from indikator.hitung.capaian import NOL
from indikator.hitung.gulung import Agregasi
from indikator.hitung.kesalahan import RujukanMelingkar

# What a node gives to its parent: its result, or (pembilang, penyebut) under rasio_jumlah. None: it has none.
Bagian = Decimal | tuple[Decimal, Decimal] | None


def gulung_pohon(
    *,
    induk: Mapping[int, int],
    agregasi: Mapping[int, Agregasi],
    daun: Mapping[int, Bagian],
    bobot: Mapping[int, Decimal] | None = None,
    faktor: Decimal = Decimal(100),
) -> dict[int, Bagian]:
    """The part of every inner node, from the leaves, exact to 50 digits however deep the tree.

    Args:
        induk: child → parent, over all nodes.
        agregasi: method of each inner node. The sums of a ``rasio_jumlah`` node stay a pair, so that its own parent
            adds up numerators and denominators, not percentages; ``hasil_bagian`` makes the figure of it.
        daun: parts of the leaves.
        bobot: weights of children under ``tertimbang``.

    A node lacking the part of a child, or a weight, has none itself (None); who is missing is told by `gulung`.
    Raises ``RujukanMelingkar``. Source: [JB] 2 (kelurahan → kecamatan → wali kota).
    """
    berat = bobot or {}
    hasil: dict[int, Bagian] = {}
    with localcontext(KONTEKS):
        kumpul: dict[int, list[int]] = {}
        for anak, atas in induk.items():
            kumpul.setdefault(atas, []).append(anak)
        for simpul in _dari_bawah(induk, kumpul):
            isi = [(a, hasil[a] if a in kumpul else daun.get(a)) for a in kumpul[simpul]]
            hasil[simpul] = _gabung(agregasi[simpul], isi, berat, faktor)
    return hasil


def hasil_bagian(bagian: Bagian, faktor: Decimal = Decimal(100)) -> Decimal | None:
    """A node's figure; None where there is none, also where a denominator is 0."""
    if not isinstance(bagian, tuple):
        return bagian
    with localcontext(KONTEKS):
        return bagian[0] * faktor / bagian[1] if bagian[1] else None


def _dari_bawah(induk: Mapping[int, int], kumpul: Mapping[int, list[int]]) -> list[int]:
    """Inner nodes, each after all inner nodes below it."""
    tunggu = {simpul: sum(a in kumpul for a in anak) for simpul, anak in kumpul.items()}
    urut = [simpul for simpul, banyak in tunggu.items() if not banyak]
    for simpul in urut:
        atas = induk.get(simpul)
        if atas is not None:
            tunggu[atas] -= 1
            if not tunggu[atas]:
                urut.append(atas)
    if len(urut) < len(kumpul):
        raise RujukanMelingkar(len(kumpul) - len(urut))
    return urut


def _gabung(agregasi: Agregasi, isi: list[tuple[int, Bagian]], bobot: Mapping[int, Decimal], faktor: Decimal) -> Bagian:
    if agregasi is Agregasi.RASIO_JUMLAH:
        pasang = [b for _, b in isi if isinstance(b, tuple)]
        if len(pasang) < len(isi):
            return None
        return sum((p[0] for p in pasang), NOL), sum((p[1] for p in pasang), NOL)
    nilai = [hasil_bagian(b, faktor) if isinstance(b, tuple) else b for _, b in isi]
    ada = [n for n in nilai if n is not None]
    if agregasi is Agregasi.TIDAK_ADA or len(ada) < len(nilai):
        return None
    if agregasi is Agregasi.TERTIMBANG:
        return _tertimbang([bobot.get(a) for a, _ in isi], ada)
    jumlah = sum(ada, NOL)
    return jumlah if agregasi is Agregasi.JUMLAH else jumlah / len(ada)


def _tertimbang(bobot: list[Decimal | None], nilai: list[Decimal]) -> Decimal | None:
    berat = [b for b in bobot if b is not None]
    total = sum(berat, NOL)
    if len(berat) < len(nilai) or not total:
        return None
    return sum((b * n for b, n in zip(berat, nilai, strict=True)), NOL) / total
