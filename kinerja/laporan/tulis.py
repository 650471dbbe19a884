"""Cells in words and numbers, the same in every document; the only rounding is that of `tulis_angka`."""

from __future__ import annotations

from decimal import Decimal

from indikator.hitung.angka import tulis_angka, tulis_persen, tulis_ringkas
from indikator.hitung.triwulan import sebut_triwulan
from kinerja.laporan.data import Baris, DataLaporan, Macam, Sel, SelCapaian, Skor
from kinerja.organisasi.tanggal import ROMAWI
from kinerja.perjanjian.naskah import nama_versi

# Three different nothings and one omission; none of them looks like 0.
SEBUTAN = {
    Macam.NA: "N/A",
    Macam.TIDAK_DINILAI: "tidak dinilai",
    Macam.BELUM_DILAPORKAN: "belum dilaporkan",
    Macam.BELUM_DITETAPKAN: "belum ditetapkan",
}


def teks_sel(sel: Sel, baris: Baris) -> str:
    """A target or realisation with the indicator's decimals: `86,75`, `A (82,00)`, `70,00–80,00`, `N/A`."""
    if sel.macam is Macam.PREDIKAT:
        return sel.teks
    if sel.macam is Macam.RENTANG and sel.bawah is not None and sel.atas is not None:
        return f"{_angka(sel.bawah, baris)}–{_angka(sel.atas, baris)}"
    return SEBUTAN[sel.macam] if sel.nilai is None else _angka(sel.nilai, baris)


def _angka(nilai: Decimal, baris: Baris) -> str:
    return tulis_angka(nilai, baris.desimal) + ("%" if baris.akhiran == "%" else "")


def teks_pk(baris: Baris) -> str:
    """`PK`, `TW I–II PK, TW III–IV PK Perubahan ke-1`: whose targets judge the quarters; "" without any."""
    kelompok: list[list[int]] = []
    for tw, versi in enumerate(baris.menurut_pk, 1):
        if kelompok and baris.menurut_pk[kelompok[-1][0] - 1] == versi:
            kelompok[-1].append(tw)
        else:
            kelompok.append([tw])
    if len(kelompok) <= 1:
        return nama_versi(baris.menurut_pk[0]) if kelompok else ""
    return ", ".join(_masa_pk(masa, baris.menurut_pk[masa[0] - 1]) for masa in kelompok)


def _masa_pk(masa: list[int], versi: int) -> str:
    tw = sebut_triwulan(masa[0]) if len(masa) == 1 else f"{sebut_triwulan(masa[0])}–{ROMAWI[masa[-1]]}"
    return f"{tw} {nama_versi(versi) if versi else 'rencana'}"


def teks_capaian(capaian: SelCapaian) -> str:
    """`105,00%`, or in words why there is no percentage."""
    return SEBUTAN[capaian.macam] if capaian.nilai is None else tulis_persen(capaian.nilai)


def teks_skor(skor: Skor) -> str:
    """`98,40 (Sangat Tinggi)`, or "belum dapat dihitung"."""
    return "belum dapat dihitung" if skor.nilai is None else f"{tulis_angka(skor.nilai)} ({skor.kelas})"


def tanda(data: DataLaporan) -> list[str]:
    """The marks a reader must not miss: provisional, sample data."""
    hitung = data.hitungan
    bagian = []
    if data.sementara:
        bagian.append(f"SEMENTARA – {hitung.belum_disetujui} dari {hitung.wajib} baris belum disetujui")
    if data.contoh:
        bagian.append(f"Memuat data contoh ({hitung.contoh} baris), bukan angka resmi")
    return bagian


def aturan_hitung(data: DataLaporan) -> list[str]:
    """How the figures were computed, in words."""
    batas = data.aturan.batas_capaian
    kelas = "; ".join(f"≥ {tulis_ringkas(b)} {nama}" for b, nama in data.aturan.kelas[:-1])
    kalimat = [
        "Capaian arah naik = realisasi / target × 100; " + _arah_turun(data.aturan.rumus_turun) + "; "
        "arah rentang = 100 di dalam rentang, di luarnya sebanding dengan batas terdekat.",
        "Capaian dicetak apa adanya; "
        + ("tanpa batas" if batas is None else f"paling tinggi {tulis_angka(batas)}%")
        + " yang masuk ke skor dan kelas.",
        f"Kelas menurut batas bawah setelah dibulatkan dua desimal: {kelas}; selain itu {data.aturan.kelas[-1][1]}.",
        "Skor adalah rata-rata tertimbang capaian indikator yang dinilai (bobot sama bila tidak ditetapkan). "
        "Baris yang belum disetujui tidak masuk skor final; setelah tenggat dihitung 0.",
        "Skor sementara memakai juga angka yang sudah diajukan tetapi belum disetujui.",
        "0 adalah angka nol; N/A: tidak ada target pada triwulan ini; belum dilaporkan: ada target, belum ada angka.",
    ]
    if any(b.menurut_pk for b in data.baris):
        kalimat.append(
            "Target tiap triwulan adalah yang diperjanjikan dalam versi Perjanjian Kinerja pemilik indikator yang "
            "berlaku pada triwulan itu, dan disebut pada barisnya; selain itu target dalam rencana."
        )
    if data.aturan.bobot_jenis:
        bobot = ", ".join(f"{jenis} {tulis_ringkas(b)}" for jenis, b in data.aturan.bobot_jenis)
        kalimat.append(f"Bobot per jenis sasaran: {bobot}.")
    return kalimat


def _arah_turun(rumus: str) -> str:
    if rumus == "target_per_realisasi":
        return "arah turun = target / realisasi × 100"
    return "arah turun = (2 × target − realisasi) / target × 100, tidak kurang dari 0"
