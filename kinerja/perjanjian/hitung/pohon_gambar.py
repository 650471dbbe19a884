"""From a tree to its drawing: which boxes are in sight, what stands in them, what links them across. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from kinerja.perjanjian.hitung.pohon import Lintas, Pohon, PohonLengkap, tersembunyi
from kinerja.perjanjian.hitung.pohon_kotak import isi_kotak
from kinerja.perjanjian.hitung.pohon_svg import Gambar, Lipatan, Sambungan, huruf_ke
from kinerja.perjanjian.hitung.pohon_tata import tata

Alamat = Callable[[int], str]


def sebut_lintas(satu: Lintas, pohon: Pohon, sisi: int | None = None, *, ringkas: bool = False) -> str:
    """A link in words, seen from the condition `sisi`: `1.2 Data terpadu (Bagian Umum): berbagi data`.

    `ringkas` names a condition of the same tree by its number only: its words are in sight already.
    """
    ujung = satu.simpul if sisi is not None and sisi == satu.tujuan else satu.tujuan
    if ujung is None:
        pokok = satu.uraian
    else:
        pokok = pohon.nomor[ujung] if ringkas else f"{pohon.nomor[ujung]} {pohon.simpul[ujung].uraian}"
    pokok = f"{pokok} ({satu.unit})" if pokok and satu.unit else pokok or satu.unit
    return f"{pokok}: {satu.keterangan}" if satu.keterangan else pokok


def gambar(
    lengkap: PohonLengkap,
    *,
    puncak: Sequence[int] | None = None,
    tutup: Collection[int] = (),
    rujukan: Mapping[int, str] | None = None,
    alamat: Alamat | None = None,
    alamat_lipatan: Alamat | None = None,
) -> Gambar:
    """The drawing of the branches below `puncak` (all of them), without what closed ones hide.

    Args:
        rujukan: by condition, where its branch goes on.
        alamat: page of a condition; None for paper.
        alamat_lipatan: address of the button that opens or closes a branch.
    """
    pohon = lengkap.pohon
    puncak = list(pohon.anak_dari(None) if puncak is None else puncak)
    hilang = tersembunyi(pohon, tutup)
    tampak = [pk for atas in puncak for pk in pohon.cabang(atas) if pk not in hilang]
    anak = {pk: pohon.anak_dari(pk) for pk in tampak if pk not in tutup}
    sambungan, keluar = _sambungan(lengkap, set(tampak))
    kotak = {
        pk: isi_kotak(pohon.simpul[pk], pohon.nomor[pk], keluar.get(pk, ()), (rujukan or {}).get(pk, ""))
        for pk in tampak
    }
    return Gambar(
        letak=tata(puncak, anak, {pk: k.tinggi for pk, k in kotak.items()}),
        kotak=kotak,
        jenis={pk: pohon.simpul[pk].jenis for pk in tampak},
        induk={pk: pohon.simpul[pk].induk for pk in tampak},
        sambungan=sambungan,
        lipatan={
            pk: Lipatan(alamat_lipatan(pk), len(pohon.cabang(pk)) - 1 if pk in tutup else 0)
            for pk in tampak
            if pohon.anak_dari(pk)
        }
        if alamat_lipatan
        else None,
        alamat=alamat,
    )


def _sambungan(lengkap: PohonLengkap, tampak: set[int]) -> tuple[list[Sambungan], dict[int, list[str]]]:
    """Links between two boxes of the drawing, and in words those that lead out of it.

    The end of a link inside a closed branch is drawn at the box that hides it.
    """
    pohon = lengkap.pohon
    sambungan: list[Sambungan] = []
    keluar: defaultdict[int, list[str]] = defaultdict(list)
    for satu in lengkap.lintas:
        dari = _tampak_terdekat(pohon, satu.simpul, tampak)
        ke = _tampak_terdekat(pohon, satu.tujuan, tampak) if satu.tujuan is not None else None
        if dari is not None and ke is not None and dari != ke:
            kata = f"{pohon.nomor[satu.simpul]} ↔ {sebut_lintas(satu, pohon, ringkas=True)}"
            sambungan.append(Sambungan(huruf_ke(len(sambungan)), dari, ke, kata))
        elif satu.simpul in tampak and ke is None:
            keluar[satu.simpul].append(f"Crosscutting: {sebut_lintas(satu, pohon)}")
        elif satu.tujuan in tampak and dari is None:
            keluar[satu.tujuan].append(f"Crosscutting: {sebut_lintas(satu, pohon, satu.tujuan)}")
    return sambungan, keluar


def _tampak_terdekat(pohon: Pohon, pk: int, tampak: set[int]) -> int | None:
    kini: int | None = pk
    while kini is not None and kini not in tampak:
        kini = pohon.simpul[kini].induk
    return kini
