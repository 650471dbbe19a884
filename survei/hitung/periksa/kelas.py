"""Rule ``kelas``: the printed class against the printed value ([14], lower bounds after one rounding)."""

from collections.abc import Iterator
from decimal import Decimal

from survei.hitung.ikm import KELAS, Kelas, kelas_ikm
from survei.hitung.kesalahan import NilaiMustahil
from survei.hitung.periksa.bahan import Aturan, Baris, Keyakinan, Lembar, Rekap, Temuan
from survei.hitung.periksa.ikm import ikm_benar

KOLOM_UNIT = (("cat_s1", "ikm_s1"), ("cat_s2", "ikm_s2"), ("cat_year", "ikm_year"))
# Other words of printed recaps for the same class are no contradiction.
_SEBUTAN = {"amat baik": "A", "cukup baik": "C", "cukup": "C", "kurang": "C"} | {
    sebutan: k.mutu for k in KELAS for sebutan in (k.mutu.casefold(), k.kinerja.casefold())
}


def periksa_kelas(rekap: Rekap) -> Iterator[Temuan]:
    """Classes of the unit table and of the sheets."""
    for unit in (*rekap.units, *rekap.total):
        for kolom, nilai in KOLOM_UNIT:
            yield from _satu(rekap, "units", unit, kolom, nilai)
    for lembar in rekap.lembar.values():
        if not _benar_menurut_nrr(rekap, lembar):
            yield from _satu(rekap, "unsur", lembar.sumber, "kategori", "ikm_konversi")


def _benar_menurut_nrr(rekap: Rekap, lembar: Lembar) -> bool:
    """The sheet's IKM is the misprint: its class belongs to the value its own NRR give."""
    benar = ikm_benar(lembar) if rekap.sudah("unsur", lembar.sumber.baris, "ikm_konversi") else None
    if benar is None or not 25 <= benar <= 100:
        return False
    return mutu_tercetak(lembar.sumber.teks("kategori")) == kelas_ikm(benar).mutu


def mutu_tercetak(teks: str) -> str | None:
    """A–D for ``B``, ``Baik``, ``B (Baik)``; None when it names no class."""
    kunci = " ".join(teks.casefold().replace("(", " ").replace(")", " ").split())
    return _SEBUTAN.get(kunci) or _SEBUTAN.get(kunci.partition(" ")[0] if kunci[1:2] == " " else "")


def kelas_mungkin(baris: Baris, kolom: str) -> tuple[Kelas, ...]:
    """Classes the printed value can have; more than one only when its third decimal leaves the rounding open.

    Empty when there is no value or an impossible one.
    """
    nilai = baris.angka(kolom)
    if nilai is None:
        return ()
    desimal = baris.desimal(kolom)
    setengah = Decimal(5).scaleb(-desimal - 1) if desimal > 2 else Decimal(0)
    try:
        pilihan = [kelas_ikm(n) for n in (nilai, nilai - setengah, nilai + setengah * Decimal("0.999"))]
    except NilaiMustahil:
        return ()
    return tuple(dict.fromkeys(pilihan))


def _satu(rekap: Rekap, berkas: str, baris: Baris, kolom: str, nilai: str) -> Iterator[Temuan]:
    tercetak, kelas = baris.teks(kolom), kelas_mungkin(baris, nilai)
    if not tercetak or not kelas or rekap.sudah(berkas, baris.baris, kolom):
        return
    if berkas == "units" and rekap.sudah(berkas, baris.baris, nilai):  # the value is wrong, the class may be right
        return
    mutu = mutu_tercetak(tercetak)
    if mutu == kelas[0].mutu:
        return
    yakin = Keyakinan.MUNGKIN if mutu in {k.mutu for k in kelas} else Keyakinan.PASTI
    yield Temuan(
        baris.baris,
        baris.nama,
        kolom,
        Aturan.KELAS,
        tercetak,
        kelas[0].mutu if len(tercetak) <= 1 else kelas[0].kinerja,
        yakin,
        f"Nilai {baris.teks(nilai)} termasuk kelas {kelas[0].mutu} ({kelas[0].kinerja}): batas bawahnya "
        f"{kelas[0].batas}.",
        berkas,
    )
