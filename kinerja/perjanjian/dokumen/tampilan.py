"""A frozen agreement as its printed pages need it: every figure already text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from indikator.hitung.angka import tulis_rupiah
from kinerja.organisasi.tanggal import tulis_tanggal, tulis_triwulan
from kinerja.perjanjian.alur import SEBUTAN_ALASAN, AlasanPerubahan
from kinerja.perjanjian.data import BarisAnggaran, BarisIndikator, DataPK, Tingkat
from kinerja.perjanjian.naskah import tulis_target


@dataclass(frozen=True, slots=True)
class TerbitanPK:
    """What this document alone carries. `konsep`: not settled yet, so not to be signed."""

    kode_periksa: str
    alamat_periksa: str
    sha256: str
    konsep: bool


def tampilan(data: DataPK, terbitan: TerbitanPK, *, ada_logo: bool) -> dict[str, Any]:
    """The context of templates/perjanjian/dokumen/pk.html."""
    return isi_tercetak(data) | {"terbitan": terbitan, "ada_logo": ada_logo, "judul": judul(data)}


def isi_tercetak(data: DataPK) -> dict[str, Any]:
    """The content alone: what page and PDF show alike."""
    return {
        "data": data,
        "judul_dokumen": judul(data),
        "tempat_tanggal": ", ".join(filter(None, (data.tempat, tulis_tanggal(date.fromisoformat(data.tanggal))))),
        "alasan": SEBUTAN_ALASAN[AlasanPerubahan(data.alasan)] if data.alasan else "",
        "berlaku": tulis_triwulan(data.berlaku_triwulan),
        "sasaran": [
            {"nomor": nomor, "uraian": baris[0].sasaran, "indikator": [_indikator(b) for b in baris]}
            for nomor, baris in enumerate(_per_sasaran(data), 1)
        ],
        "anggaran": [_anggaran(b) for b in data.lampiran2],
        "tingkat": sebutan_tingkat(data),
        "total": tulis_rupiah(data.total),
    }


def judul(data: DataPK) -> str:
    """The title of the document; a change says so."""
    return data.pernyataan.judul if data.versi == 1 else f"{data.pernyataan.judul} (PERUBAHAN KE-{data.versi - 1})"


def sebutan_tingkat(data: DataPK) -> str:
    """Heading of the first column of Lampiran 2, by the levels that stand in it: `Program/Kegiatan`."""
    ada = {b.tingkat for b in data.lampiran2}
    kata = {Tingkat.PROGRAM: "Program", Tingkat.KEGIATAN: "Kegiatan", Tingkat.SUB_KEGIATAN: "Sub Kegiatan"}
    return "/".join(kata[t] for t in Tingkat if t in ada) or "Program"


def _per_sasaran(data: DataPK) -> list[list[BarisIndikator]]:
    return [list(b) for _, b in groupby(data.lampiran1, key=lambda b: (b.jenis_sasaran, b.sasaran_nomor, b.sasaran))]


def _indikator(baris: BarisIndikator) -> dict[str, Any]:
    return {
        "nama": baris.nama,
        "lingkup": baris.lingkup,
        "satuan": baris.satuan,
        "target": [tulis_target(t, baris) for t in baris.target],
    }


def _anggaran(baris: BarisAnggaran) -> dict[str, Any]:
    return {
        "kode": baris.kode,
        "nama": baris.nama,
        "pagu": "" if baris.pagu is None else tulis_rupiah(baris.pagu),
        "keterangan": baris.keterangan,
        "tajuk": baris.tajuk,
        "tingkat": list(Tingkat).index(baris.tingkat),
    }
