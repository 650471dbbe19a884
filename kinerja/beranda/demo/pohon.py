"""The pohon kinerja of the demo: the fourteen sasaran of [JB] as conditions, with their indicators and carriers.

Words, indicators and carriers are those of the document and its cascade. [JB] numbers its sasaran without saying which
serves which: the branches here, their kinds and the crosscutting links are an example in the order of [89].
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from indikator.models import Indikator
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.hitung.pohon import JenisSimpul
from kinerja.perjanjian.models import SimpulPohon, TautanKinerja
from kinerja.perjanjian.services.pohon import IsiSimpul, tambah
from kinerja.perjanjian.services.pohon_lintas import hubungkan

ASISTEN, BAGIAN = 1, 2


@dataclass(frozen=True, slots=True)
class Ranting:
    """A sasaran by its number: its kind, the level of those who answer for it (None: the mayor), and what is below."""

    sasaran: int
    jenis: JenisSimpul
    tingkat: int | None
    anak: tuple[Ranting, ...] = ()


_ANTARA, _DEKAT, _OUTPUT = JenisSimpul.INTERMEDIATE, JenisSimpul.IMMEDIATE, JenisSimpul.OUTPUT
POHON = Ranting(
    1,
    JenisSimpul.ULTIMATE,
    None,
    (
        Ranting(
            2,
            JenisSimpul.CSF,
            ASISTEN,
            (
                Ranting(9, _ANTARA, ASISTEN, (Ranting(13, _DEKAT, BAGIAN, (Ranting(12, _OUTPUT, BAGIAN),)),)),
                Ranting(5, _DEKAT, BAGIAN),
            ),
        ),
        Ranting(
            6,
            JenisSimpul.CSF,
            ASISTEN,
            (
                Ranting(
                    3,
                    _ANTARA,
                    BAGIAN,
                    (Ranting(10, _DEKAT, BAGIAN), Ranting(14, _OUTPUT, BAGIAN), Ranting(4, _OUTPUT, BAGIAN)),
                ),
                Ranting(8, _ANTARA, ASISTEN, (Ranting(11, _DEKAT, BAGIAN), Ranting(7, _OUTPUT, BAGIAN))),
            ),
        ),
    ),
)
# From sasaran, to sasaran or unit, and in what.
LINTAS: tuple[tuple[int, int | str, str], ...] = (
    (5, 13, "pengaduan yang masuk menjadi bahan rencana komunikasi publik"),
    (10, 11, "data aset tanah dan bangunan saling melengkapi"),
    (4, "BAG-HUKUM", "penelaahan kontrak pengadaan"),
)


def muat_pohon(
    periode: Periode, unit: Mapping[str, Unit], jabatan: Mapping[str, Jabatan], indikator: Mapping[str, Indikator]
) -> None:
    """Plant the tree of the city; the cascade (`muat_cascading`) has been loaded.

    Args:
        unit, jabatan: by kode of the unit.
        indikator: by number ("2.1").
    """
    kini = datetime(periode.tahun, 1, 16, 9, tzinfo=periode.instansi.zona)
    puncak = unit["JAKBAR"]
    simpul: dict[int, SimpulPohon] = {}
    tunggu: list[tuple[Ranting, SimpulPohon | None]] = [(POHON, None)]
    while tunggu:
        ranting, induk = tunggu.pop()
        milik = [i for i in indikator.values() if i.sasaran.nomor == ranting.sasaran]
        pengampu = _pengampu(milik, ranting.tingkat) or [(puncak, jabatan["JAKBAR"])]
        isi = IsiSimpul(ranting.jenis, milik[0].sasaran.uraian, tuple(milik), (), tuple(pengampu))
        satu = tambah(pelaku=None, unit=puncak, periode=periode, induk=induk, isi=isi, kini=kini)
        simpul[ranting.sasaran] = satu
        tunggu.extend((anak, satu) for anak in reversed(ranting.anak))
    for dari, tujuan, keterangan in LINTAS:
        hubungkan(
            pelaku=None,
            dari=simpul[dari],
            ke=simpul[tujuan] if isinstance(tujuan, int) else None,
            unit=unit[tujuan] if isinstance(tujuan, str) else None,
            keterangan=keterangan,
            kini=kini,
        )


def _pengampu(indikator: Iterable[Indikator], tingkat: int | None) -> list[tuple[Unit, Jabatan | None]]:
    """Units of this level that carry one of the indicators; where the level is left out, those nearest below it."""
    if tingkat is None:
        return []
    tautan = TautanKinerja.objects.filter(induk__in=list(indikator)).select_related("unit").order_by("unit__kode")
    semua = {t.unit.pk: t.unit for t in tautan}.values()
    dalam = [u.jalur.count(".") - 1 for u in semua]
    cocok = min((d for d in dalam if d >= tingkat), default=max(dalam, default=0))
    return [(u, None) for u, d in zip(semua, dalam, strict=True) if d == cocok]
