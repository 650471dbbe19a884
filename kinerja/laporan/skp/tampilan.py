"""The frozen SKP rows as their template takes them: every text already written."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from kinerja.laporan.data import Terbitan
from kinerja.laporan.skp.data import BarisSkp, DataSkp
from kinerja.organisasi.tanggal import tulis_tanggal, tulis_waktu
from kinerja.perjanjian.naskah import tulis_target

KEPALA = (
    "Rencana Hasil Kerja Pimpinan yang Diintervensi",
    "Rencana Hasil Kerja",
    "Aspek",
    "Indikator Kinerja Individu",
)
TANPA_PIMPINAN = "–"
CATATAN_ASPEK = (
    "Aspek diusulkan menurut satuan indikator (Permenpan RB 6/2022); pegawai dan pejabat penilai menetapkannya bersama."
)


def tampilan(data: DataSkp, terbitan: Terbitan, *, ada_logo: bool) -> dict[str, Any]:
    """The context of templates/laporan/skp/skp.html."""
    return {
        "data": data,
        "terbitan": terbitan,
        "ada_logo": ada_logo,
        "kepala": KEPALA,
        "dibuat": tulis_waktu(terbitan.dibuat_pada, ZoneInfo(data.zona)),
        "periode": periode_penilaian(data),
        "tempat_tanggal": ", ".join(filter(None, (data.tempat, tulis_tanggal(date.fromisoformat(data.tanggal))))),
        "sumber": sumber(data),
        "catatan_aspek": CATATAN_ASPEK,
        "rencana": [
            {"nomor": n, "pimpinan": kunci[0] or TANPA_PIMPINAN, "uraian": kunci[1], "baris": [_baris(b) for b in isi]}
            for n, (kunci, isi) in enumerate(per_rencana(data), 1)
        ],
    }


def per_rencana(data: DataSkp) -> list[tuple[tuple[str, str], list[BarisSkp]]]:
    """The rows under their (superior's result, own result), which stand side by side in the PK."""
    return [(kunci, list(isi)) for kunci, isi in groupby(data.baris, key=lambda b: (b.pimpinan, b.rencana))]


def periode_penilaian(data: DataSkp) -> str:
    """`1 Januari s.d. 31 Desember 2023`."""
    return f"1 Januari s.d. {tulis_tanggal(date(data.tahun, 12, 31))}"


def sumber(data: DataSkp) -> str:
    """Which agreement the rows come from."""
    keadaan = "belum ditandatangani" if data.konsep else "sudah ditandatangani"
    return f"{data.pk_judul} ({keadaan}), SHA-256 {data.pk_sha256}"


def teks_target(baris: BarisSkp) -> str:
    """The target of the year with its unit of measure, which a predicate or a percentage already says."""
    teks, satuan = tulis_target(baris.target, baris.asal), baris.asal.satuan
    tanpa_satuan = baris.target.nilai is None and baris.target.bawah is None
    if tanpa_satuan or baris.target.teks or baris.asal.akhiran == "%":
        return teks
    return f"{teks} {satuan}"


def _baris(b: BarisSkp) -> dict[str, str]:
    return {
        "aspek": b.aspek,
        "indikator": b.asal.nama,
        "lingkup": b.asal.lingkup,
        "target": teks_target(b),
    }
