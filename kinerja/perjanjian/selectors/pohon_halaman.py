"""The tree as the list of its page shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kinerja.perjanjian.hitung.pohon import SEBUTAN_JENIS, PohonLengkap, Simpul
from kinerja.perjanjian.hitung.pohon_gambar import sebut_lintas
from kinerja.perjanjian.hitung.pohon_periksa import TemuanPohon


@dataclass(frozen=True, slots=True)
class Cabang:
    """One condition of the list with what is below it; `lipat`: the address that opens or closes it, "" for a leaf."""

    simpul: Simpul
    nomor: str
    sebutan: str
    anak: Sequence[Cabang]
    terbuka: bool
    lipat: str
    banyak: int
    temuan: Sequence[TemuanPohon]
    lintas: Sequence[str]
    pertama: bool
    terakhir: bool


def daftar(lengkap: PohonLengkap, temuan: Sequence[TemuanPohon], tutup: Collection[int], alamat: str) -> list[Cabang]:
    """The tops with everything below; a closed branch keeps its children to itself."""
    pohon = lengkap.pohon
    per_simpul: defaultdict[int, list[TemuanPohon]] = defaultdict(list)
    for satu in temuan:
        per_simpul[satu.simpul].append(satu)

    def cabang(pk: int, saudara: Sequence[int]) -> Cabang:
        anak, terbuka = pohon.anak_dari(pk), pk not in tutup
        return Cabang(
            simpul=pohon.simpul[pk],
            nomor=pohon.nomor[pk],
            sebutan=SEBUTAN_JENIS[pohon.simpul[pk].jenis],
            anak=[cabang(a, anak) for a in anak] if terbuka else (),
            terbuka=terbuka,
            lipat=alamat_lipat(alamat, tutup, pk) if anak else "",
            banyak=len(pohon.cabang(pk)) - 1,
            temuan=per_simpul[pk],
            lintas=[sebut_lintas(s, pohon, pk, ringkas=True) for s in lengkap.lintas_dari(pk)],
            pertama=saudara[0] == pk,
            terakhir=saudara[-1] == pk,
        )

    puncak = pohon.anak_dari(None)
    return [cabang(pk, puncak) for pk in puncak]


def alamat_lipat(alamat: str, tutup: Collection[int], pk: int) -> str:
    """The page with this branch opened or closed and all others as they are."""
    lain = sorted({*tutup} ^ {pk})
    return f"{alamat}?tutup={','.join(map(str, lain))}" if lain else alamat
