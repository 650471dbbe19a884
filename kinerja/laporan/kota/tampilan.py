"""The frozen survey recap as its templates take it: every text already written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from indikator.hitung.angka import bulatkan, tulis_angka, tulis_persen
from kinerja.laporan.data import Terbitan
from kinerja.laporan.grafik import batang_kelas
from kinerja.laporan.kota import naskah
from kinerja.laporan.kota.data import BagianUnit, DataKota, HasilUnit
from kinerja.laporan.survei.naskah import bulat
from kinerja.laporan.survei.tampilan import sebut_mutu
from kinerja.organisasi.tanggal import tulis_tanggal, tulis_waktu
from survei.grafik import NILAI_MAKS, NILAI_MIN, batas_mutu
from survei.grafik_kota import batang_unsur_kota, garis_tahun
from survei.hitung.banding import BANYAK_PRIORITAS
from survei.hitung.data import BarisUnsur
from survei.hitung.kota_data import BarisKota, BarisRtl, Kolom, RekapKota, Sel, Tempat, TitikTahun

KOSONG = "–"


def konteks_dasar(data: DataKota, terbitan: Terbitan) -> dict[str, Any]:
    """What every part of the document needs: its footer and titles."""
    zona = ZoneInfo(data.zona)
    return {
        "data": data,
        "terbitan": terbitan,
        "dibuat": tulis_waktu(terbitan.dibuat_pada, zona),
        "tanggal": tulis_tanggal(terbitan.dibuat_pada.astimezone(zona)),
    }


def tampilan(data: DataKota, terbitan: Terbitan, *, ada_logo: bool) -> dict[str, Any]:
    """The context of templates/laporan/kota/rekap.html."""
    r, dasar = data.rekap, konteks_dasar(data, terbitan)
    gambar = {nama.partition(".")[0] for nama in bagan(r)}
    return dasar | {
        "r": r,
        "sampul": {
            "mutu": sebut_mutu(r.tahun_ini.mutu, r.tahun_ini.kinerja, r.tahun_ini.alasan),
            "fakta": [("Nomor dokumen", terbitan.nomor), ("Dokumen dibuat", dasar["dibuat"])],
        },
        "ada_logo": ada_logo,
        "tanda": naskah.tanda(data),
        "pembuka": naskah.pembuka(data),
        "perubahan": naskah.perubahan(r),
        "rata": naskah.terhadap_rata(r),
        "kesimpulan": naskah.kesimpulan(data),
        "gabungan": [_kolom(k) for k in (r.semester_1, r.semester_2, r.tahun_ini)],
        "ikm": KOSONG if r.tahun_ini.ikm is None else tulis_angka(r.tahun_ini.ikm),
        "responden": bulat(r.tahun_ini.responden),
        "baris": [baris(n, b) for n, b in enumerate(r.baris, 1)],
        "golongan": _golongan(r, gambar),
        "unsur": [
            (u.label or KOSONG, u.nama, tulis_angka(u.nrr, 3), u.mutu, bulat(u.unit), bulat(u.prioritas))
            for u in r.unsur
        ],
        "terbaik": [_tempat(t) for t in r.terbaik],
        "terburuk": [_tempat(t) for t in r.terburuk],
        "di_atas": [_tempat(t) for t in r.di_atas],
        "di_bawah": [_tempat(t) for t in r.di_bawah],
        "rtl": [
            (u.unsur, bulat(u.rencana), bulat(u.unit), bulat(u.selesai), bulat(u.belum_mulai), tulis_persen(u.kemajuan))
            for u in r.rtl_unsur
        ],
        "tren": [_tren(t) for t in r.tren],
        "bagan": gambar,
        "batas_mutu": batas_mutu(),
        "tanpa": [(b.kode, b.nama, b.alasan) for b in r.tanpa_hasil],
    }


def _golongan(r: RekapKota, gambar: Collection[str]) -> list[list[dict[str, Any]]]:
    """How the units divide, two tables side by side; `gambar`: the charts that are drawn."""
    semua = (
        ("Unit menurut mutu", "Mutu", "kelas", r.tahun_ini.kelas),
        ("Perubahan Semester I ke II", "Status", "status", r.perubahan),
        ("Unit menurut jenis", "Jenis", "", r.jenis_unit),
    )
    tabel = [
        {
            "judul": judul,
            "kepala": kepala,
            "gambar": nama if nama in gambar else "",
            "baris": [(naskah.sebut_golongan(k), naskah.sebut_bagian(k)) for k in isi],
        }
        for judul, kepala, nama, isi in semua
    ]
    return [tabel[:2], tabel[2:]]


def bagan(r: RekapKota) -> dict[str, str]:
    """The charts by the name of their file; only those there is something to draw for."""
    isi = {}
    if r.tahun_ini.unit:
        kelas = [(f"{k.kode} {k.nama}", k.banyak) for k in r.tahun_ini.kelas]
        isi["kelas.svg"] = batang_kelas(kelas, judul="Banyak unit per mutu")
    if any(k.banyak for k in r.perubahan):
        isi["status.svg"] = batang_kelas([(k.nama, k.banyak) for k in r.perubahan], judul="Perubahan antarsemester")
    if r.unsur:
        isi["unsur.svg"] = batang_unsur_kota(r.unsur, judul="NRR rata-rata per unsur")
    if len(r.tren) > 1:
        isi["tren.svg"] = garis_tahun(r.tren, judul="IKM dari tahun ke tahun")
    return isi


def _kolom(k: Kolom) -> dict[str, str]:
    return {
        "nama": k.nama,
        "ikm": k.alasan if k.ikm is None else tulis_angka(k.ikm),
        "mutu": f"{k.mutu} ({k.kinerja})" if k.mutu else KOSONG,
        "responden": bulat(k.responden),
        "unit": f"{bulat(k.unit)} dari {bulat(k.dari)}",
    }


def baris(nomor: int, b: BarisKota) -> dict[str, Any]:
    """One unit of the big table."""
    return {
        "nomor": nomor,
        "nama": b.nama,
        "tingkat": min(b.tingkat, 5),
        "sel": [_sel(s) for s in (b.semester_1, b.semester_2, b.tahun)],
        "persen": KOSONG if b.persen is None else ("+" if b.persen > 0 else "") + tulis_angka(b.persen),
        "status": b.status or KOSONG,
        "alasan": b.alasan,
    }


def _sel(s: Sel | None) -> tuple[str, str, str]:
    return (KOSONG, KOSONG, KOSONG) if s is None else (bulat(s.responden), tulis_angka(s.ikm), s.mutu)


def _tempat(t: Tempat) -> tuple[str, str, str, str]:
    return str(t.tempat), t.nama, tulis_angka(t.ikm), t.mutu


def _tren(t: TitikTahun) -> tuple[str, ...]:
    selisih = KOSONG if t.selisih is None else ("+" if t.selisih > 0 else "") + tulis_angka(t.selisih)
    return str(t.tahun), bulat(t.unit), bulat(t.responden), tulis_angka(t.ikm), t.mutu, selisih, t.status or KOSONG


def tampilan_unit(data: DataKota, terbitan: Terbitan, bagian: Sequence[BagianUnit], *, awal: bool) -> dict[str, Any]:
    """The context of templates/laporan/kota/unit.html: the sections of some units; `awal`: the first of them."""
    rekap = {b.unit: b for b in data.rekap.baris}
    rtl: dict[int, list[BarisRtl]] = {}
    for satu in data.rekap.rtl:
        rtl.setdefault(satu.unit, []).append(satu)
    unit = [seksi(b, rekap[b.unit], rtl.get(b.unit, [])) for b in bagian]
    return konteks_dasar(data, terbitan) | {"awal": awal, "unit": unit}


def seksi(b: BagianUnit, baris_rekap: BarisKota, rtl: Sequence[BarisRtl]) -> dict[str, Any]:
    """One unit's section."""
    tahun = baris_rekap.tahun
    return {
        "kode": b.kode,
        "nama": b.nama,
        "induk": baris_rekap.induk,
        "pimpinan": b.pimpinan,
        "hasil": [_hasil(h) for h in b.hasil],
        "sumber": _sumber(b.hasil),
        "tahun": "" if tahun is None else f"{tulis_angka(tahun.ikm)} (mutu {tahun.mutu})",
        "status": baris_rekap.status,
        "alasan": baris_rekap.alasan,
        "unsur": _unsur(b, baris_rekap),
        "rtl": [
            {
                "unsur": r.unsur,
                "program": r.program,
                "triwulan": ", ".join(f"TW {n}" for n in _romawi(r.triwulan)) or "belum dijadwalkan",
                "penanggung_jawab": r.penanggung_jawab or "belum ditentukan",
                "kemajuan": f"{r.kemajuan}%",
            }
            for r in rtl
        ],
    }


def _romawi(triwulan: Sequence[int]) -> list[str]:
    return [("I", "II", "III", "IV")[n - 1] for n in triwulan]


def _hasil(h: HasilUnit) -> dict[str, str]:
    return {
        "periode": h.periode,
        "responden": bulat(h.responden),
        "ikm": tulis_angka(h.ikm),
        "mutu": h.mutu,
    }


def _sumber(hasil: Sequence[HasilUnit]) -> list[str]:
    """What the results are computed from, each sentence once with its periods, then where a document contradicts."""
    per_sumber: dict[str, list[str]] = {}
    for h in hasil:
        if h.sumber:
            per_sumber.setdefault(h.sumber, []).append(h.periode)
    catatan = [f"{h.periode}: {h.catatan}" for h in hasil if h.catatan]
    return [f"{', '.join(periode)}: {kalimat}" for kalimat, periode in per_sumber.items()] + catatan


def _unsur(b: BagianUnit, baris_rekap: BarisKota) -> list[dict[str, Any]]:
    """Rows of unsur: per period answered, sum, NRR; then NRR, class and bar of the year.

    `batang`: length of the bar in percent, 1 is nothing and 4 all; `rendah`: one of the three lowest, drawn hollow.
    """
    per_hasil = [{u.kode: u for u in h.unsur} for h in b.hasil]
    label = {u.kode: u.label for h in b.hasil for u in h.unsur}
    terendah = {u.kode for u in sorted(baris_rekap.unsur, key=lambda u: u.nrr)[:BANYAK_PRIORITAS]}
    return [
        {
            "label": label.get(u.kode, ""),
            "nama": u.nama,
            "periode": [_sel_unsur(satu.get(u.kode)) for satu in per_hasil],
            "nrr": tulis_angka(u.nrr, 3),
            "mutu": u.mutu,
            "batang": f"{bulatkan((u.nrr - NILAI_MIN) / (NILAI_MAKS - NILAI_MIN) * 100):f}",
            "rendah": u.kode in terendah,
        }
        for u in baris_rekap.unsur
    ]


def _sel_unsur(u: BarisUnsur | None) -> tuple[str, str, str]:
    return (KOSONG, KOSONG, KOSONG) if u is None else (bulat(u.terisi), bulat(u.jumlah), tulis_angka(u.nrr, 3))
