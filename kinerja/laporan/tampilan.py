"""A frozen report as the PDF's template takes it: every text already written, so the template only places it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from indikator.hitung.angka import tulis_angka
from indikator.hitung.triwulan import sebut_triwulan
from kinerja.laporan.data import Baris, BarisUnit, DataLaporan, Macam, Sel, SelCapaian, Terbitan
from kinerja.laporan.grafik import Batang
from kinerja.laporan.tulis import SEBUTAN, aturan_hitung, tanda, teks_capaian, teks_pk, teks_sel, teks_skor
from kinerja.organisasi.tanggal import tulis_tanggal, tulis_waktu

PANJANG_RAPAT = 11
BATANG_PALING_BANYAK = 40
TUNGGU = {
    "diajukan": "Diajukan, menunggu verifikasi",
    "diverifikasi": "Diverifikasi, menunggu persetujuan",
}
URAIAN = (
    ("Catatan", "catatan"),
    ("Faktor pendukung", "faktor_pendukung"),
    ("Faktor penghambat", "faktor_penghambat"),
    ("Tindak lanjut", "tindak_lanjut"),
)


def tampilan(data: DataLaporan, terbitan: Terbitan, *, ada_logo: bool) -> dict[str, Any]:
    """The context of templates/laporan/dokumen/laporan.html."""
    zona = ZoneInfo(data.zona)
    rekap = bool(data.unit)
    return {
        "data": data,
        "terbitan": terbitan,
        "rekap": rekap,
        "ada_logo": ada_logo,
        "bagan": batang_laporan(data),
        "tw": sebut_triwulan(data.triwulan),
        "semua_tw": [sebut_triwulan(n) for n in range(1, 5)],
        "tw_lalu": [sebut_triwulan(n) for n in range(1, data.triwulan + 1)],
        "kolom": 12 + data.triwulan,
        "dibuat": tulis_waktu(terbitan.dibuat_pada, zona),
        "tanggal": tulis_tanggal(terbitan.dibuat_pada.astimezone(zona)),
        "tenggat": _tenggat(data),
        "tanda": tanda(data),
        "skor": teks_skor(data.skor),
        "skor_sementara": teks_skor(data.skor_sementara),
        "kelompok": [] if rekap else kelompok(data.baris, lambda b: b.sebutan_jenis),
        "kelompok_unit": kelompok(data.baris, lambda b: f"{b.unit_kode} {b.unit_nama}") if rekap else [],
        "unit": [baris_unit(u) for u in data.unit],
        "belum": [_baris_belum(b) for b in data.baris if b.wajib and not b.final],
        "catatan": [_catatan(b) for b in data.baris if not rekap and _perlu_catatan(b)],
        "aturan": aturan_hitung(data),
    }


def _tenggat(data: DataLaporan) -> str:
    if not data.tenggat:
        return "jadwal pengisian belum diatur"
    hari = tulis_tanggal(date.fromisoformat(data.tenggat))
    return f"{hari} ({'sudah' if data.lewat_tenggat else 'belum'} lewat)"


def kelompok(baris: Sequence[Baris], kunci: Callable[[Baris], str]) -> list[dict[str, Any]]:
    """Lines grouped under a heading, then under their sasaran, in the order of the frozen data."""
    per_judul: dict[str, list[Baris]] = {}
    for b in baris:
        per_judul.setdefault(kunci(b), []).append(b)
    hasil = []
    for judul, milik in per_judul.items():
        per_sasaran = groupby(milik, key=lambda b: (b.unit_kode, b.sasaran_nomor, b.sasaran))
        hasil.append(
            {
                "judul": judul,
                "sasaran": [
                    {"nomor": nomor, "uraian": uraian, "unit": unit, "baris": [baris_tabel(b) for b in isi]}
                    for (unit, nomor, uraian), isi in per_sasaran
                ],
            }
        )
    return hasil


def baris_tabel(b: Baris) -> dict[str, Any]:
    """One row of the big table."""
    return {
        "kode": b.kode,
        "nama": b.nama,
        "satuan": b.satuan,
        "contoh": b.contoh,
        "penugasan": _penugasan(b),
        "pk": teks_pk(b),
        "target": [sel(s, b) for s in b.target],
        "realisasi": [sel(s, b, sementara=True) for s in b.realisasi],
        "capaian": sel_capaian(b.capaian),
        "capaian_sd": sel_capaian(b.capaian_sd),
        "kelengkapan": "" if b.kelengkapan.startswith("0 dari 0") else b.kelengkapan.replace("triwulan", "TW"),
        "kelas": b.capaian.kelas or "–",
        "status": b.sebutan_status,
        "tertunda": b.wajib and not b.final,
    }


def _penugasan(b: Baris) -> str:
    if not b.ditugaskan:
        return ""
    return f"Ditugaskan dari {b.unit_nama}" + (f", lingkup: {b.lingkup}" if b.lingkup else "")


def sel(isi: Sel, b: Baris, *, sementara: bool = False) -> dict[str, Any]:
    """A target or realisation; an unapproved realisation is marked with an asterisk."""
    belum = sementara and isi.status not in ("", "disetujui")
    return _sel(teks_sel(isi, b) + ("*" if belum else ""), isi.macam)


def sel_capaian(isi: SelCapaian) -> dict[str, Any]:
    """An achievement."""
    return _sel(teks_capaian(isi), isi.macam)


def _sel(teks: str, macam: Macam) -> dict[str, Any]:
    """Text in pieces between which a line may break, and its CSS class: long numbers break after a thousands point."""
    if macam in SEBUTAN:
        return {"potongan": [teks], "kelas": f"kosong kosong-{macam.value.replace('_', '-')}"}
    if len(teks) <= PANJANG_RAPAT:
        return {"potongan": [teks], "kelas": "angka"}
    return {"potongan": teks.replace(".", ".\0").replace("–", "–\0").split("\0"), "kelas": "angka rapat"}


def baris_unit(u: BarisUnit) -> dict[str, Any]:
    """One row of the rekap's table of units."""
    h = u.hitungan
    return {
        "kode": u.kode,
        "nama": u.nama,
        "tingkat": min(u.tingkat, 5),
        "h": h,
        "mengampu": u.mengampu,
        "skor": _skor_unit(u, final=True),
        "skor_sementara": _skor_unit(u, final=False),
        "kelas": u.skor.kelas or "–",
        "keadaan": _keadaan_unit(u),
        "pimpinan": u.pimpinan,
    }


def _skor_unit(u: BarisUnit, *, final: bool) -> str:
    if not u.hitungan.baris:
        return "–"
    nilai = (u.skor if final else u.skor_sementara).nilai
    return "belum ada" if nilai is None else tulis_angka(nilai)


def _keadaan_unit(u: BarisUnit) -> str:
    h = u.hitungan
    if not h.baris:
        return "Tanpa indikator sendiri"
    if not h.wajib:
        return "Tidak ada yang dinilai"
    if h.belum:
        return "Belum melapor" if h.belum == h.wajib else f"{h.belum} baris belum dilaporkan"
    return "Lengkap" if h.disetujui == h.wajib else f"{h.belum_disetujui} baris belum disetujui"


def _baris_belum(b: Baris) -> dict[str, str]:
    tunggu = TUNGGU.get(b.status, b.sebutan_status)
    if b.lewat_tenggat:
        tunggu += "; lewat tenggat, dihitung 0 dalam skor final"
    return {
        "kode": b.kode,
        "nama": b.nama,
        "unit": b.unit_nama,
        "pengampu": ", ".join(b.pengampu),
        "tunggu": tunggu,
    }


def _perlu_catatan(b: Baris) -> bool:
    return b.capaian.macam in (Macam.ANGKA, Macam.TIDAK_DINILAI) or any(getattr(b, k) for _, k in URAIAN)


def _catatan(b: Baris) -> dict[str, Any]:
    return {
        "kode": b.kode,
        "nama": b.nama,
        "capaian": b.capaian.uraian,
        "capaian_sd": b.capaian_sd.uraian,
        "komponen": [
            (k.label, "belum diisi" if k.nilai is None else tulis_angka(k.nilai, b.desimal)) for k in b.komponen
        ]
        if len(b.komponen) > 1
        else [],
        "rumus": b.rumus if len(b.komponen) > 1 else "",
        "uraian": [(label, getattr(b, k)) for label, k in URAIAN if getattr(b, k)],
        "oleh": _oleh(b),
    }


def _oleh(b: Baris) -> str:
    bagian = (("diajukan", b.diajukan_oleh), ("diverifikasi", b.diverifikasi_oleh), ("disetujui", b.disetujui_oleh))
    return "; ".join(f"{kata} oleh {nama}" for kata, nama in bagian if nama)


def batang_laporan(data: DataLaporan) -> list[Batang]:
    """The bars of the summary's chart: lines, or units with indicators of their own; none when there are too many."""
    if data.unit:
        milik = [u for u in data.unit if u.hitungan.baris]
        batang = [_batang_unit(u) for u in milik]
    else:
        batang = [Batang(b.kode, b.capaian.nilai, teks_capaian(b.capaian), sementara=not b.final) for b in data.baris]
    return batang if len(batang) <= BATANG_PALING_BANYAK else []


def _batang_unit(u: BarisUnit) -> Batang:
    kata = "belum ada skor" if u.skor_sementara.nilai is None else tulis_angka(u.skor_sementara.nilai)
    return Batang(u.kode, u.skor_sementara.nilai, kata, sementara=u.hitungan.belum_disetujui > 0)
