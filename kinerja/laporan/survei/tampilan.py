"""The frozen report of one survey as its template takes it: every text already written, the template only places it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from indikator.hitung.angka import tulis_angka, tulis_persen
from kinerja.laporan.data import Terbitan
from kinerja.laporan.survei import naskah
from kinerja.laporan.survei.data import BarisRtl, DataSurvei
from kinerja.organisasi.tanggal import tulis_tanggal, tulis_waktu
from survei.grafik import batang_pilihan, batang_unsur, batas_mutu, garis_tren, sebaran_nilai
from survei.hitung.data import BarisUnsur, DataHasil, HasilTambahan, Kelompok, Pilahan, TitikTren
from survei.hitung.sampel import sampel
from survei.hitung.sebaran import persen_bagian, persen_sebaran
from survei.selectors.uraian import dari_mana

_RIBUAN = (1_000, 1_500, 2_000, 3_000, 5_000, 7_500, 10_000, 20_000, 50_000, 100_000, 1_000_000)
POPULASI = (10, 20, 30, 40, 50, 75, 100, 150, 200, 300, 400, 500, 750, *_RIBUAN)
KOLOM_SAMPEL = 4
TREN_TERKECIL = 2


def tampilan(data: DataSurvei, terbitan: Terbitan, *, ada_logo: bool) -> dict[str, Any]:
    """The context of templates/laporan/survei/laporan.html."""
    zona, hasil = ZoneInfo(data.zona), data.hasil
    dibuat = tulis_waktu(terbitan.dibuat_pada, zona)
    return {
        "data": data,
        "hasil": hasil,
        "terbitan": terbitan,
        "ada_logo": ada_logo,
        "dibuat": dibuat,
        "tanggal": tulis_tanggal(terbitan.dibuat_pada.astimezone(zona)),
        "sampul": {
            "mutu": sebut_mutu(hasil.mutu, hasil.kinerja, hasil.alasan),
            "fakta": [
                ("Nomor dokumen", terbitan.nomor),
                ("Hasil ditetapkan", _penetapan(data, zona)),
                ("Dokumen dibuat", dibuat),
            ],
        },
        "tanda": naskah.tanda(data),
        "naskah": _naskah(data),
        "ikm": "–" if hasil.ikm is None else tulis_angka(hasil.ikm),
        "responden": naskah.bulat(hasil.responden),
        "sampel": tabel_sampel(hasil),
        "orang": [pilahan(p, hasil) for p in hasil.pilahan if p.orang],
        "kanal": [pilahan(p, hasil) for p in hasil.pilahan if p.kode in ("kanal", "tautan")],
        "layanan": [pilahan(p, hasil) for p in hasil.pilahan if p.kode == "layanan"],
        "unsur": [baris_unsur(u) for u in hasil.unsur],
        "batas_mutu": batas_mutu(),
        "sebaran": [baris_sebaran(u) for u in hasil.unsur if u.sebaran is not None and u.terisi],
        "tren": [baris_tren(t) for t in hasil.tren],
        "rtl": [baris_rtl(r) for r in data.rtl],
        "prioritas": [(p.label, p.nama, tulis_angka(p.nrr, 3), p.mutu) for p in hasil.prioritas],
        "dari_mana": dari_mana(hasil),
        "saran": data.saran,
        "tambahan": [tambahan(t) for t in hasil.tambahan or ()],
    }


def sebut_mutu(mutu: str, kinerja: str, alasan: str) -> str:
    """The class on a cover, or why there is none."""
    return f"Mutu {mutu} · {kinerja}" if mutu else alasan


def bagan(hasil: DataHasil) -> dict[str, str]:
    """The charts by the name of their file; only those there is something to draw for."""
    isi = {}
    if hasil.unsur:
        prioritas = [p.kode for p in hasil.prioritas]
        isi["unsur.svg"] = batang_unsur(hasil.unsur, judul="NRR per unsur", prioritas=prioritas)
    if any(u.sebaran for u in hasil.unsur):
        isi["sebaran.svg"] = sebaran_nilai(hasil.unsur, judul="Sebaran nilai per unsur")
    if len(hasil.tren) >= TREN_TERKECIL:
        isi["tren.svg"] = garis_tren(hasil.tren, judul="IKM dari periode ke periode")
    for t in hasil.tambahan or ():
        if not t.bebas:
            isi[f"tambahan-{t.nomor}.svg"] = batang_pilihan(t, judul=f"{t.label} Jawaban responden")
    return isi


def _naskah(data: DataSurvei) -> dict[str, Any]:
    return {
        "latar": naskah.latar_belakang(data),
        "dasar": naskah.DASAR,
        "tujuan": naskah.TUJUAN,
        "metode": naskah.metode(data),
        "waktu": naskah.waktu(data.hasil),
        "sampel": naskah.sampel(data.hasil),
        "hasil": naskah.ringkasan_hasil(data.hasil),
        "ujung": naskah.tertinggi_terendah(data.hasil),
        "perkembangan": naskah.perkembangan(data.hasil),
        "kesimpulan": naskah.kesimpulan(data),
        "perbaikan": naskah.saran_perbaikan(data),
    }


def _penetapan(data: DataSurvei, zona: ZoneInfo) -> str:
    if data.penetapan is None:
        return "belum ditetapkan"
    return f"{tulis_waktu(datetime.fromisoformat(data.penetapan.pada), zona)} oleh {data.penetapan.oleh}"


def tabel_sampel(hasil: DataHasil) -> list[list[dict[str, Any]]]:
    """Krejcie & Morgan: rows of a few (population, sample) pairs; the survey's own population stands among them."""
    sendiri = hasil.sampel.populasi if hasil.sampel else None
    semua = sorted({*POPULASI, *([sendiri] if sendiri else [])})
    isi = [{"n": naskah.bulat(p), "s": naskah.bulat(sampel(p)), "sendiri": p == sendiri} for p in semua]
    tinggi = -(-len(isi) // KOLOM_SAMPEL)
    kosong = {"n": "", "s": "", "sendiri": False}
    isi += [kosong] * (tinggi * KOLOM_SAMPEL - len(isi))
    return [isi[baris::tinggi] for baris in range(tinggi)]


def pilahan(satu: Pilahan, hasil: DataHasil) -> dict[str, Any]:
    """One dimension with its groups; `unsur` of a group: NRR per unsur."""
    return {
        "nama": satu.nama,
        "orang": satu.orang,
        "kelompok": [_kelompok(k, hasil) for k in satu.kelompok],
        "tersembunyi": next((k.alasan for k in satu.kelompok if k.responden is None), ""),
    }


def _kelompok(satu: Kelompok, hasil: DataHasil) -> dict[str, Any]:
    terlihat = satu.responden is not None and hasil.responden
    return {
        "nama": satu.nama,
        "responden": naskah.bulat(satu.responden or 0) if terlihat else "disembunyikan",
        "persen": tulis_persen(persen_bagian(satu.responden or 0, hasil.responden), 1) if terlihat else "–",
        "ikm": "–" if satu.ikm is None else tulis_angka(satu.ikm),
        "mutu": satu.mutu or "–",
        "alasan": "" if satu.responden is None else satu.alasan,
        "unsur": ["–" if n is None else tulis_angka(n, 3) for n in satu.nrr],
    }


def baris_unsur(u: BarisUnsur) -> dict[str, Any]:
    """One row of the table of unsur."""
    return {
        "label": u.label,
        "nama": u.nama,
        "terisi": naskah.bulat(u.terisi),
        "jumlah": naskah.bulat(u.jumlah),
        "nrr": tulis_angka(u.nrr, 3),
        "tertimbang": tulis_angka(u.tertimbang, 3),
        "mutu": u.mutu,
    }


def baris_sebaran(u: BarisUnsur) -> dict[str, Any]:
    """How many and which share gave 1 to 4."""
    assert u.sebaran is not None  # noqa: S101 (the caller leaves out unknown spreads)
    persen = persen_sebaran(u.sebaran)
    return {
        "label": u.label,
        "nama": u.nama,
        "nilai": [(naskah.bulat(n), tulis_persen(p, 1)) for n, p in zip(u.sebaran, persen, strict=True)],
        "terisi": naskah.bulat(u.terisi),
        "jumlah": naskah.bulat(u.jumlah),
    }


def baris_tren(t: TitikTren) -> dict[str, str]:
    """One period of the trend."""
    return {
        "periode": t.periode,
        "responden": naskah.bulat(t.responden),
        "ikm": tulis_angka(t.ikm),
        "mutu": t.mutu,
        "selisih": "–" if t.selisih is None else _bertanda(t.selisih),
        "status": t.status or "–",
    }


def tambahan(t: HasilTambahan) -> dict[str, Any]:
    """One of the agency's own questions; `bagian`: (answer, respondents, percent), those without an answer last."""
    return {
        "label": t.label,
        "teks": t.teks,
        "bagan": "" if t.bebas else f"tambahan-{t.nomor}.svg",
        "bagian": [(b.nama, naskah.bulat(b.banyak), tulis_persen(b.persen, 1)) for b in (*t.bagian, t.kosong)],
    }


def _bertanda(selisih: Decimal) -> str:
    return ("+" if selisih > 0 else "") + tulis_angka(selisih)


def baris_rtl(r: BarisRtl) -> dict[str, Any]:
    """One line of the follow-up plan; `triwulan`: four booleans."""
    return {
        "label": r.label,
        "unsur": r.unsur,
        "program": r.program,
        "triwulan": [n in r.triwulan for n in range(1, 5)],
        "penanggung_jawab": r.penanggung_jawab or "belum ditentukan",
        "kemajuan": f"{r.kemajuan}%",
        "catatan": r.catatan,
        "bukti": r.bukti,
    }
