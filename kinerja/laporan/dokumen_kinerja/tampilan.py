"""A frozen document as its templates and sheets take it: every text already written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from indikator.hitung.angka import tulis_ringkas
from indikator.hitung.rupa_rumus import Pecahan
from kinerja.laporan.data import Macam, Sel, Terbitan
from kinerja.laporan.dokumen_kinerja.data import BarisKinerja, DataKinerja, JabatanKinerja
from kinerja.laporan.tulis import SEBUTAN
from kinerja.organisasi.tanggal import BULAN, tulis_tanggal, tulis_triwulan, tulis_waktu

KOSONG = "–"
BARIS_PER_BAGIAN = 3
TRIWULAN = tuple(tulis_triwulan(tw) for tw in range(1, 5))


def dasar(data: DataKinerja, terbitan: Terbitan, *, ada_logo: bool) -> dict[str, Any]:
    """What every part of a document needs: letterhead, titles, footer, signature."""
    zona = ZoneInfo(data.zona)
    return {
        "data": data,
        "terbitan": terbitan,
        "ada_logo": ada_logo,
        "dibuat": tulis_waktu(terbitan.dibuat_pada, zona),
        "tanggal": tulis_tanggal(terbitan.dibuat_pada.astimezone(zona)),
        "identitas": identitas(data),
    }


def identitas(data: DataKinerja) -> list[tuple[str, str]]:
    """The agency's own number and the effective date, as far as they are set."""
    return [(nama, isi) for nama, isi in (("Dokumen No.", data.nomor), ("Berlaku", tulis_berlaku(data))) if isi]


def tulis_berlaku(data: DataKinerja) -> str:
    """`1 Juli 2023`, or `Juli 2023`; "" when none is set."""
    if not data.berlaku:
        return ""
    hari = date.fromisoformat(data.berlaku)
    return f"{BULAN[hari.month - 1]} {hari.year}" if data.hanya_bulan else tulis_tanggal(hari)


def kelompok(baris: Sequence[BarisKinerja]) -> list[dict[str, Any]]:
    """Rows under their sasaran, numbered throughout.

    A sasaran with many rows is divided: the cell of each part stays on one page and names the sasaran again, so that
    no page begins with rows that belong to nothing.
    """
    hasil, nomor = [], 0
    for (_, sasaran), isi in groupby(baris, key=lambda b: (b.sasaran_nomor, b.sasaran)):
        anggota = [_baris(nomor + urutan, satu) for urutan, satu in enumerate(isi, 1)]
        nomor += len(anggota)
        bagian = -(-len(anggota) // BARIS_PER_BAGIAN)
        panjang = -(-len(anggota) // bagian)
        hasil += [
            {"sasaran": sasaran, "baris": anggota[awal : awal + panjang]} for awal in range(0, len(anggota), panjang)
        ]
    return hasil


def bagian_jabatan(jabatan: JabatanKinerja) -> dict[str, Any]:
    """One post of an IKI document."""
    return {"jabatan": jabatan, "tugas_tunggal": len(jabatan.tugas) == 1, "kelompok": kelompok(jabatan.baris)}


def _baris(nomor: int, b: BarisKinerja) -> dict[str, Any]:
    return {
        "nomor": nomor,
        "nama": b.nama,
        "satuan": b.satuan,
        "target": [(tw, tulis_target(s, b), s.nilai is None) for tw, s in zip(TRIWULAN, b.target, strict=False)],
        "metode": metode(b),
        "rumus": [] if b.formula.tunggal else _rumus(b),
        "formulasi": [] if b.formula.tunggal and b.metode else _rumus(b),
        "frekuensi": b.frekuensi or KOSONG,
        "sumber_data": b.sumber_data or (KOSONG,),
        "penanggung_jawab": b.penanggung_jawab or (KOSONG,),
    }


def _rumus(b: BarisKinerja) -> list[dict[str, str]]:
    """The pieces of the formula as templates/laporan/iki/rumus.html draws them."""
    return [{"atas": p.atas, "bawah": p.bawah} if isinstance(p, Pecahan) else {"teks": p} for p in b.formula.potongan]


def metode(b: BarisKinerja) -> list[str]:
    """The method in paragraphs; what nobody has described is said by the formula."""
    return [p for p in b.metode.splitlines() if p.strip()] or [b.formula.sebaris]


def tulis_formulasi(b: BarisKinerja) -> str:
    """The formula in one line; a value that is only typed is described by its method, where there is one."""
    return "\n".join(metode(b)) if b.formula.tunggal and b.metode else b.formula.sebaris


def tulis_penjelasan(b: BarisKinerja) -> str:
    """The method, and below it the formula where there is something to compute."""
    isi = metode(b)
    return "\n".join(isi if b.formula.tunggal or not b.metode else [*isi, b.formula.sebaris])


def tulis_target(sel: Sel, b: BarisKinerja) -> str:
    """A target as these documents write it: `100%`, `Rp11,299 T`, `4`, `N/A`; no zeros nobody has planned."""
    if sel.macam is Macam.PREDIKAT:
        return sel.teks
    if sel.macam is Macam.RENTANG and sel.bawah is not None and sel.atas is not None:
        return f"{tulis_ringkas(sel.bawah)}–{tulis_ringkas(sel.atas)}{_akhiran(b)}"
    return SEBUTAN[sel.macam] if sel.nilai is None else f"{b.awalan}{tulis_ringkas(sel.nilai)}{_akhiran(b)}"


def _akhiran(b: BarisKinerja) -> str:
    return b.akhiran if b.akhiran in ("", "%") else f" {b.akhiran}"
