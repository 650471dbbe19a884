"""Rules ``jumlah``, ``rata_rata``, ``kelas``, ``hitungan``: a report's summary against its own unit table.

The summary is plain data with the keys of survei/demo/data/skm_2021_summary.json; a key that is missing is not checked.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from indikator.hitung.angka import persis
from survei.hitung.banding import rata_rata
from survei.hitung.ikm import kelas_ikm
from survei.hitung.periksa.bahan import Aturan, Baris, Keyakinan, Temuan, baca, cetak
from survei.hitung.periksa.kelas import mutu_tercetak

SEBUTAN = "Ringkasan"
_PERIODE = (("semester_1", "s1"), ("semester_2", "s2"), ("year", "year"))


def periksa_ringkasan(units: Sequence[Baris], ringkasan: Mapping[str, Any]) -> list[Temuan]:
    """Contradictions between a report's summary and its unit table; ``kolom`` is the path in the summary."""
    jenis = Counter(u.teks("kind") for u in units)
    status = Counter(u.teks("status").casefold() for u in units)
    mutu = Counter(mutu_tercetak(u.teks("cat_year")) or "" for u in units)
    return [
        *_responden(units, _bagian(ringkasan, "respondents")),
        *_ikm(units, _bagian(ringkasan, "ikm")),
        *_total(units, _bagian(ringkasan, "units")),
        *_cacah("units.kinds_printed", _bagian(_bagian(ringkasan, "units"), "kinds_printed"), jenis.__getitem__, units),
        *_cacah("development", _bagian(ringkasan, "development"), lambda k: status[k.casefold()], units),
        *_cacah("categories_year", _bagian(ringkasan, "categories_year"), mutu.__getitem__, units),
        *_terhadap_rata(units, ringkasan),
    ]


def _responden(units: Sequence[Baris], bagian: Mapping[str, Any]) -> Iterator[Temuan]:
    for kunci, akhiran in _PERIODE:
        jumlah = sum((u.angka(f"resp_{akhiran}") or Decimal(0) for u in units), Decimal(0))
        tercetak = baca(str(bagian.get(kunci, "")))
        if tercetak is not None and tercetak != jumlah:
            yield _temuan(
                f"respondents.{kunci}", Aturan.JUMLAH, f"{tercetak:f}", cetak(jumlah, 0), "Jumlah semua unit."
            )


def _ikm(units: Sequence[Baris], bagian: Mapping[str, Any]) -> Iterator[Temuan]:
    for kunci, akhiran in _PERIODE:
        isi = _bagian(bagian, kunci)
        teks, tercetak = str(isi.get("value", "")), baca(str(isi.get("value", "")))
        nilai = [n for u in units if (n := u.angka(f"ikm_{akhiran}")) is not None]
        if tercetak is None or not nilai or not 25 <= tercetak <= 100:
            continue
        rata, desimal = rata_rata(nilai), len(teks.partition(".")[2])
        if abs(tercetak - rata) > Decimal(1).scaleb(-desimal):
            yield _temuan(f"ikm.{kunci}", Aturan.RATA_RATA, teks, cetak(rata, desimal), "Rata-rata semua unit.")
        kategori, mutu = str(isi.get("kategori", "")), kelas_ikm(tercetak).mutu
        if kategori and mutu_tercetak(kategori) != mutu:
            yield _temuan(f"ikm.{kunci}", Aturan.KELAS, kategori, mutu, f"Nilai {teks} termasuk kelas {mutu}.")


def _total(units: Sequence[Baris], bagian: Mapping[str, Any]) -> Iterator[Temuan]:
    tercetak = baca(str(bagian.get("total", "")))
    if tercetak is not None and tercetak != len(units):
        yield _temuan("units.total", Aturan.HITUNGAN, f"{tercetak:f}", str(len(units)), "Banyak baris unit.")


def _cacah(
    jalur: str, bagian: Mapping[str, Any], hitung: Callable[[str], int], units: Sequence[Baris]
) -> Iterator[Temuan]:
    """Counts and their shares: ``{"Naik": [102, "66.67"]}``."""
    for kunci, isi in bagian.items():
        if isinstance(isi, Sequence) and not isinstance(isi, str) and len(isi) == 2:
            yield from _satu_cacah(f"{jalur}.{kunci}", isi, hitung(kunci), len(units))


@persis
def _satu_cacah(jalur: str, isi: Sequence[Any], benar: int, banyak: int) -> list[Temuan]:
    cacah, persen, temuan = baca(str(isi[0])), baca(str(isi[1] or "")), []
    if cacah is not None and cacah != benar:
        temuan.append(_temuan(jalur, Aturan.HITUNGAN, f"{cacah:f}", str(benar), "Dihitung dari tabel unit."))
    if cacah is None or persen is None or not banyak:
        return temuan
    seharusnya = cacah * 100 / banyak
    if abs(persen - seharusnya) > Decimal("0.01"):
        pesan = f"{cacah:f} dari {banyak} unit."
        temuan.append(_temuan(jalur, Aturan.HITUNGAN, f"{persen:f}", cetak(seharusnya, 2), pesan))
    return temuan


def _terhadap_rata(units: Sequence[Baris], ringkasan: Mapping[str, Any]) -> Iterator[Temuan]:
    """Units below and at or above the printed mean of the year."""
    rata = baca(str(_bagian(_bagian(ringkasan, "ikm"), "year").get("value", "")))
    kunci = next((k for k in ringkasan if k.startswith("against_mean")), None)
    if rata is None or kunci is None:
        return
    nilai = [n for u in units if (n := u.angka("ikm_year")) is not None]
    bawah = sum(n < rata for n in nilai)
    benar = {"below": bawah, "at_or_above": len(nilai) - bawah}
    yield from _cacah(kunci, _bagian(ringkasan, kunci), lambda k: benar.get(k, 0), units)


def _bagian(isi: Mapping[str, Any], kunci: str) -> Mapping[str, Any]:
    """The object below a key; empty when there is none."""
    bagian = isi.get(kunci)
    return bagian if isinstance(bagian, Mapping) else {}


def _temuan(jalur: str, aturan: Aturan, tercetak: str, dihitung: str, penjelasan: str) -> Temuan:
    return Temuan(0, SEBUTAN, jalur, aturan, tercetak, dihitung, Keyakinan.PASTI, penjelasan, "ringkasan")
