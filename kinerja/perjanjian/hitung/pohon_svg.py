"""Drawing a laid-out pohon kinerja as SVG, for page and paper alike. Pure: presentation attributes only.

On the page the drawing is for the eye and the pointer; the list beside it says the same to everybody else, so its
links take no place in the order of the keyboard.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from kinerja.grafik import HURUF, KUNYIT, LAUT, LEMBUT, TINTA
from kinerja.perjanjian.hitung.pohon import JenisSimpul
from kinerja.perjanjian.hitung.pohon_huruf import pecah_baris
from kinerja.perjanjian.hitung.pohon_kotak import TEPI_KIRI, Baris, Kotak
from kinerja.perjanjian.hitung.pohon_tata import JARAK_KOLOM, Letak, ukuran

PINGGIR = 14
_LINTAS = "#8a3b12"
_WARNA_CARA = {"jenis": LAUT, "kondisi": TINTA, "crosscutting": _LINTAS, "rujukan": LAUT}
# The kind is written in words in every box; the colour of its edge only helps.
_WARNA_JENIS = {
    JenisSimpul.ULTIMATE: "#0a3d47",
    JenisSimpul.CSF: LAUT,
    JenisSimpul.INTERMEDIATE: "#3d8794",
    JenisSimpul.IMMEDIATE: KUNYIT,
    JenisSimpul.OUTPUT: "#9aa7aa",
}
_TINGGI_BARIS, _LEBAR_LEGENDA_MIN = 16, 520


@dataclass(frozen=True, slots=True)
class Sambungan:
    """A crosscutting link between two boxes of the drawing; `huruf` names it at both ends and in the legend."""

    huruf: str
    dari: int
    ke: int
    keterangan: str


@dataclass(frozen=True, slots=True)
class Lipatan:
    """The button at a box with something below: where it leads, and how many boxes a closed branch hides (0: open)."""

    alamat: str
    tersembunyi: int


@dataclass(frozen=True, slots=True)
class Gambar:
    """Everything one drawing shows. `jenis` decides the colour of an edge; `induk` leads from a box to its parent."""

    letak: Mapping[int, Letak]
    kotak: Mapping[int, Kotak]
    jenis: Mapping[int, JenisSimpul]
    induk: Mapping[int, int | None]
    sambungan: Sequence[Sambungan] = ()
    lipatan: Mapping[int, Lipatan] | None = None
    alamat: Callable[[int], str] | None = None


def tulis_svg(gambar: Gambar, *, judul: str, uraian: str = "", milimeter: tuple[str, str] | None = None) -> str:
    """The drawing with its legend.

    With `gambar.alamat` it is one for the page: hidden from screen readers, boxes link to their conditions. Without,
    it is a picture named `judul`, described by `uraian`. `milimeter`: its size on paper; by default a pixel per unit.
    """
    lebar, tinggi = ukuran_gambar(gambar)
    bagian = [_cabang(gambar), _garis_lintas(gambar)]
    bagian += [_kotak(pk, gambar) for pk in gambar.letak]
    bagian += [_lipatan(pk, gambar) for pk in (gambar.lipatan or {}) if pk in gambar.letak]
    bagian += [_ujung(gambar), _legenda(gambar, lebar)]
    ukuran_lebar, ukuran_tinggi = (f"{m}mm" for m in milimeter) if milimeter else (f"{lebar}", f"{tinggi}")
    kepala = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {lebar} {tinggi}" '
        f'width="{ukuran_lebar}" height="{ukuran_tinggi}" '
        f'font-family="{HURUF}"'
    )
    if gambar.alamat is None:
        kepala += f' role="img"><title>{escape(judul)}</title><desc>{escape(uraian)}</desc>'
    else:
        kepala += ' aria-hidden="true" focusable="false">'
    return f'{kepala}<g transform="translate({PINGGIR} {PINGGIR})">{"".join(bagian)}</g></svg>'


def ukuran_gambar(gambar: Gambar) -> tuple[int, int]:
    """Width and height of the drawing with its edges and legend, in units."""
    lebar, tinggi = ukuran(gambar.letak)
    lebar = max(lebar + 20, _LEBAR_LEGENDA_MIN if gambar.sambungan else 0)
    baris = sum(len(b) for b in _baris_legenda(gambar, lebar))
    legenda = 26 + baris * _TINGGI_BARIS if baris else 0
    return lebar + 2 * PINGGIR, tinggi + legenda + 2 * PINGGIR


def huruf_ke(nomor: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    hasil = ""
    nomor += 1
    while nomor:
        nomor, sisa = divmod(nomor - 1, 26)
        hasil = chr(ord("A") + sisa) + hasil
    return hasil


def _cabang(gambar: Gambar) -> str:
    """The lines from each box to those right of it, in right angles."""
    garis = []
    for pk, k in gambar.letak.items():
        atas = gambar.letak.get(induk) if (induk := gambar.induk.get(pk)) is not None else None
        if atas is not None:
            siku = atas.kanan + JARAK_KOLOM // 2
            garis.append(f"M{atas.kanan} {atas.tengah}H{siku}V{k.tengah}H{k.x}")
    return f'<path d="{"".join(garis)}" fill="none" stroke="#6f8085" stroke-width="1.5"/>' if garis else ""


def _kotak(pk: int, gambar: Gambar) -> str:
    k = gambar.letak[pk]
    isi = (
        f'<rect x="{k.x}" y="{k.y}" width="{k.lebar}" height="{k.tinggi}" rx="4" fill="#ffffff" stroke="#6f8085"/>'
        f'<rect x="{k.x}" y="{k.y}" width="7" height="{k.tinggi}" rx="3" fill="{_WARNA_JENIS[gambar.jenis[pk]]}"/>'
        + "".join(_baris(b, k) for b in gambar.kotak[pk].baris)
    )
    if gambar.alamat is None:
        return isi
    return f'<a href={quoteattr(gambar.alamat(pk))} tabindex="-1" data-simpul="{pk}">{isi}</a>'


def _baris(baris: Baris, k: Letak) -> str:
    gaya = ' font-weight="600"' if baris.cara in ("jenis", "rujukan") else ""
    warna = _WARNA_CARA.get(baris.cara, LEMBUT)
    return (
        f'<text x="{k.x + TEPI_KIRI}" y="{k.y + baris.y}" font-size="{baris.ukuran}" fill="{warna}"{gaya}>'
        f"{escape(baris.teks)}</text>"
    )


def _lipatan(pk: int, gambar: Gambar) -> str:
    k, lipatan = gambar.letak[pk], (gambar.lipatan or {})[pk]
    x, y = k.kanan, k.tengah
    tanda = f"+{lipatan.tersembunyi}" if lipatan.tersembunyi else "−"
    setengah = 8 + 4 * (len(tanda) - 1)
    return (
        f'<a href={quoteattr(lipatan.alamat)} tabindex="-1" data-lipat="{pk}">'
        f'<rect x="{x - setengah}" y="{y - 9}" width="{2 * setengah}" height="18" rx="9" fill="{LAUT}"/>'
        f'<text x="{x}" y="{y + 4}" font-size="12" font-weight="600" fill="#ffffff" text-anchor="middle">{tanda}</text>'
        "</a>"
    )


def _garis_lintas(gambar: Gambar) -> str:
    """Crosscutting links as dashed curves behind the boxes, bowed to the right."""
    hasil = []
    for s in gambar.sambungan:
        (x1, y1), (x2, y2) = (_titik_ujung(s, pk, gambar) for pk in (s.dari, s.ke))
        lengkung = max(x1, x2) + JARAK_KOLOM - 22
        hasil.append(
            f'<path d="M{x1} {y1}C{lengkung} {y1} {lengkung} {y2} {x2} {y2}" fill="none" stroke="{_LINTAS}" '
            'stroke-width="1.6" stroke-dasharray="6 4"/>'
        )
    return "".join(hasil)


def _titik_ujung(s: Sambungan, pk: int, gambar: Gambar) -> tuple[int, int]:
    """Where a link touches its box: at the right edge, several of them one below the other."""
    ke = [lain.huruf for lain in gambar.sambungan if pk in (lain.dari, lain.ke)].index(s.huruf)
    k = gambar.letak[pk]
    tempat = 12 + 20 * ke
    if (gambar.lipatan or {}).get(pk) is not None and tempat >= k.tinggi // 2 - 18:
        tempat += 40  # below the button of the branch
    return k.kanan, k.y + min(tempat, k.tinggi - 4)


def _ujung(gambar: Gambar) -> str:
    hasil = []
    for s in gambar.sambungan:
        for pk in (s.dari, s.ke):
            x, y = _titik_ujung(s, pk, gambar)
            hasil.append(
                f'<circle cx="{x}" cy="{y}" r="8.5" fill="#ffffff" stroke="{_LINTAS}" stroke-width="1.4"/>'
                f'<text x="{x}" y="{y + 4}" font-size="11" font-weight="600" fill="{_LINTAS}" text-anchor="middle">'
                f"{s.huruf}</text>"
            )
    return "".join(hasil)


def _baris_legenda(gambar: Gambar, lebar: int) -> list[list[str]]:
    return [pecah_baris(s.keterangan, 12, lebar - 40) or [""] for s in gambar.sambungan]


def _legenda(gambar: Gambar, lebar: int) -> str:
    """What each letter means, below the drawing."""
    if not gambar.sambungan:
        return ""
    y = ukuran(gambar.letak)[1] + 34
    hasil = []
    for s, baris in zip(gambar.sambungan, _baris_legenda(gambar, lebar - 2 * PINGGIR), strict=True):
        hasil.append(f'<text x="0" y="{y}" font-size="12" font-weight="600" fill="{_LINTAS}">{s.huruf}</text>')
        for teks in baris:
            hasil.append(f'<text x="26" y="{y}" font-size="12" fill="{TINTA}">{escape(teks)}</text>')
            y += _TINGGI_BARIS
    return "".join(hasil)
