"""The frozen Rencana Aksi as its template takes it: every text already written."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from kinerja.laporan.data import Terbitan
from kinerja.laporan.rencana.data import DataRencana, IndikatorCetak, KegiatanCetak
from kinerja.laporan.rencana.tulis import (
    BELUM,
    CARA_HITUNG,
    NA,
    TAK_TERHITUNG,
    tanda,
    teks_hasil,
    teks_rencana,
    teks_status,
    teks_ukuran,
    tulis_nilai,
)
from kinerja.organisasi.tanggal import tulis_tanggal, tulis_triwulan, tulis_waktu
from kinerja.perjanjian.hitung.rencana import Ukuran

WAKTU = (*(tulis_triwulan(n) for n in range(1, 5)), "Setahun")
KOSONG = (NA, BELUM, TAK_TERHITUNG)
Sel = tuple[str, bool]


def tampilan(data: DataRencana, terbitan: Terbitan, *, ada_logo: bool) -> dict[str, Any]:
    """The context of templates/laporan/rencana/rencana.html."""
    zona = ZoneInfo(data.zona)
    return {
        "data": data,
        "terbitan": terbitan,
        "ada_logo": ada_logo,
        "dibuat": tulis_waktu(terbitan.dibuat_pada, zona),
        "tanggal": tulis_tanggal(terbitan.dibuat_pada.astimezone(zona)),
        "tanda": tanda(data),
        "waktu": WAKTU,
        "kemajuan": teks_ukuran(data.kemajuan),
        "serapan": _serapan(data.serapan),
        "sasaran": [
            {"judul": f"{s.jenis} {s.nomor}. {s.uraian}", "indikator": [_indikator(i) for i in s.indikator]}
            for s in data.sasaran
        ],
        "uraian": uraian(data),
        "cara": CARA_HITUNG,
    }


def uraian(data: DataRencana) -> list[dict[str, str]]:
    """Each report that says more than its figures, in the order of the page."""
    return [
        {
            "indikator": indikator.kode,
            "kegiatan": kegiatan.uraian,
            "triwulan": tulis_triwulan(nomor),
            "status": t.status,
            "kendala": t.kendala,
            "tindak_lanjut": t.tindak_lanjut,
            "bukti": f"{t.bukti} berkas" if t.bukti else "",
        }
        for indikator, kegiatan in data.kegiatan
        for nomor, t in enumerate(kegiatan.triwulan, 1)
        if t.kendala or t.tindak_lanjut or t.bukti
    ]


def _serapan(serapan: Ukuran) -> str:
    if serapan.rencana is None:
        return teks_ukuran(serapan)
    return f"{teks_ukuran(serapan)} dari Rp{tulis_nilai(serapan.rencana, uang=True)}"


def _indikator(indikator: IndikatorCetak) -> dict[str, Any]:
    target = [f"{waktu} {t.teks}" for waktu, t in zip((*WAKTU[:-1], "tahun"), indikator.target, strict=True)]
    return {
        "judul": f"{indikator.kode} {indikator.nama}",
        "lingkup": indikator.lingkup,
        "target": f"Target ({indikator.satuan}): {'; '.join(target)}, menurut {indikator.menurut}.",
        "kemajuan": teks_ukuran(indikator.kemajuan),
        "serapan": teks_ukuran(indikator.serapan),
        "kegiatan": [_kegiatan(k) for k in indikator.kegiatan],
    }


def _kegiatan(k: KegiatanCetak) -> dict[str, Any]:
    """One activity; money takes two lines only where there is any."""
    pasangan = [_pasangan(k, k.kemajuan, ("Target keluaran", "Realisasi"), uang=False)]
    if k.serapan.rencana is not None or k.serapan.realisasi is not None:
        pasangan.append(_pasangan(k, k.serapan, ("Anggaran (Rp)", "Serapan (Rp)"), uang=True))
    return {
        "nomor": k.nomor,
        "uraian": k.uraian,
        "keluaran": k.keluaran,
        "satuan": k.satuan,
        "cara": k.cara,
        "oleh": k.oleh,
        "sumber": k.sumber,
        "contoh": k.contoh,
        "pasangan": pasangan,
        "status": [_sel(teks_status(t)) for t in k.triwulan],
        "lebar": 2 * len(pasangan) + 1,
    }


def _pasangan(k: KegiatanCetak, setahun: Ukuran, nama: tuple[str, str], *, uang: bool) -> dict[str, Any]:
    """A line of plan and a line of report with one percentage: TW I–IV, then the year."""
    rencana = [teks_rencana(t.anggaran if uang else t.target, uang=uang) for t in k.triwulan]
    hasil = [teks_hasil(t, uang=uang) for t in k.triwulan]
    jumlah = NA if setahun.rencana is None else BELUM
    rencana.append(teks_rencana(setahun.rencana, uang=uang))
    hasil.append(jumlah if setahun.realisasi is None else tulis_nilai(setahun.realisasi, uang=uang))
    return {
        "persen": _sel(teks_ukuran(setahun)),
        "baris": [(nama[0], [_sel(t) for t in rencana]), (nama[1], [_sel(t) for t in hasil])],
    }


def _sel(teks: str) -> Sel:
    """The text, and whether it is one of the nothings."""
    return teks, teks in KOSONG
