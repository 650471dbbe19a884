"""The two sides of a share: what Σ pembilang / Σ penyebut adds up over units, and what a roll-up may be made of."""

import ast
from collections.abc import Sequence

from indikator.hitung.gulung import Agregasi
from indikator.hitung.kesalahan import BukanRasio, KesalahanHitung
from indikator.hitung.rumus import Rumus, baca_rumus
from indikator.hitung.tata_rumus import potongan


def sisi_rasio(rumus: Rumus) -> tuple[Rumus, Rumus]:
    """Numerator and denominator of a formula that is one division, constant factors such as × 100 left out.

    ``tepat_waktu / terbit * 100`` → (``tepat_waktu``, ``terbit``). Raises ``BukanRasio`` for any other formula: its
    parts can't be added up over units. Source: [JB] percentages keep their numerator and denominator.
    """
    inti = _tanpa_faktor(rumus._pohon)
    if isinstance(inti, ast.BinOp) and isinstance(inti.op, ast.Div):
        atas, bawah = (baca_rumus(potongan(rumus.teks, _tanpa_faktor(s))) for s in (inti.left, inti.right))
        if atas.nama_komponen and bawah.nama_komponen:
            return atas, bawah
    raise BukanRasio(rumus.teks)


def _tanpa_faktor(simpul: ast.expr) -> ast.expr:
    match simpul:
        case ast.BinOp(left=kiri, op=ast.Mult() | ast.Div(), right=ast.Constant()):
            return _tanpa_faktor(kiri)
        case ast.BinOp(left=ast.Constant(), op=ast.Mult(), right=kanan):
            return _tanpa_faktor(kanan)
    return simpul


def periksa_turunan(teks: str, agregasi: Agregasi, turunan: Sequence[str]) -> list[str]:
    """What is wrong with the rolled-up components (by name) of an indicator; empty when they are legal.

    For rasio_jumlah a component has to be the whole numerator or the whole denominator: those are what is added up.
    """
    if not turunan:
        return []
    if agregasi is Agregasi.TIDAK_ADA:
        return ["Komponen yang digulung memerlukan agregasi turunan: pilih cara menggabungkan hasil bawahannya."]
    if agregasi is not Agregasi.RASIO_JUMLAH:
        return []
    try:
        sisi = [s.teks.strip() for s in sisi_rasio(baca_rumus(teks))]
    except KesalahanHitung as salah:
        return [salah.pesan]
    lain = [nama for nama in turunan if nama not in sisi]
    return [f"Komponen {', '.join(lain)} bukan pembilang atau penyebut rumus, jadi tidak ada yang dijumlahkan."] * bool(
        lain
    )
