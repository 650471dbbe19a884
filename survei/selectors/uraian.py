"""The result in words: where the figure comes from, what the interval means, whether the sample is enough."""

from __future__ import annotations

from decimal import Decimal

from indikator.hitung.angka import tulis_angka, tulis_rinci, tulis_ringkas
from survei.hitung.data import DataHasil
from survei.hitung.ikm import KELAS
from survei.models.survei import SumberSurvei


def dari_mana(data: DataHasil) -> list[str]:
    """“Dari mana angka ini?”: the arithmetic, step by step, with the numbers."""
    if data.ikm is None:
        return [data.alasan]
    if not data.unsur:
        return [
            f"IKM {tulis_angka(data.ikm)} adalah angka yang tercetak dalam {data.ciri.dokumen}. "
            "Jawaban dan jumlah per unsurnya tidak dipublikasikan, jadi angka ini tidak dapat dihitung ulang.",
            kelas_dalam_kata(data),
        ]
    u = data.unsur[0]
    jumlah = " + ".join(tulis_angka(satu.nrr, 3) for satu in data.unsur)
    return [
        f"Nilai rata-rata (NRR) tiap unsur = jumlah nilai ÷ banyak yang menjawab. {u.label} {u.nama}: "
        f"{_bulat(u.jumlah)} ÷ {_bulat(u.terisi)} = {tulis_rinci(u.nrr)}.",
        f"Semua unsur sama beratnya: bobot tepat {data.bobot}. NRR tertimbang {u.label} = {tulis_rinci(u.nrr)} × "
        f"{data.bobot} = {tulis_rinci(u.tertimbang)}.",
        f"IKM = jumlah NRR tertimbang × 25 = ({jumlah}) × {data.bobot} × 25 = {tulis_angka(data.ikm)}. "
        "Di layar angka dibulatkan, dalam hitungan tidak; pembulatan hanya sekali, di akhir.",
        kelas_dalam_kata(data),
    ]


def kelas_dalam_kata(data: DataHasil) -> str:
    """Which class the figure falls into and why."""
    nomor = next(i for i, k in enumerate(KELAS) if k.mutu == data.mutu)
    batas = KELAS[nomor].batas
    atas = "100,00" if nomor == 0 else tulis_angka(KELAS[nomor - 1].batas - Decimal("0.01"))
    return (
        f"Mutu {data.mutu} ({data.kinerja}) adalah IKM {tulis_angka(batas)}–{atas}, "
        f"dengan nilai persepsi {data.nilai_persepsi} dari 4."
    )


def arti_selang(data: DataHasil) -> str:
    """The 95 % interval for somebody who does not care for statistics."""
    s = data.selang
    if s is None:
        return data.selang_alasan
    kata = (
        f"Andaikan survei diulang dengan responden lain, IKM-nya diperkirakan antara {tulis_angka(s.bawah)} dan "
        f"{tulis_angka(s.atas)} (tingkat kepercayaan 95%)."
    )
    if s.mutu_bawah == s.mutu_atas:
        return f"{kata} Seluruh rentang ini bermutu {data.mutu}, jadi mutunya cukup pasti."
    return f"{kata} Rentang ini mencakup mutu {s.mutu_bawah} sampai {s.mutu_atas}, jadi mutu {data.mutu} belum pasti."


def arti_sampel(data: DataHasil) -> str:
    """Whether enough people answered."""
    s = data.sampel
    if s is None:
        return data.sampel_alasan
    dasar = f"Dari {_bulat(s.populasi)} penerima layanan diperlukan paling sedikit {_bulat(s.perlu)} responden"
    if s.kurang:
        return f"{dasar}; masih kurang {_bulat(s.kurang)}."
    return f"{dasar}; sudah terpenuhi."


def sebut_sumber(data: DataHasil) -> str:
    """Which kind of source the score is computed from, when it is not plain answers; empty otherwise."""
    if data.ciri.sumber == SumberSurvei.REKAP:
        return (
            f"Dihitung dari rekap dokumen “{data.ciri.dokumen}”: jumlah nilai per unsur, bukan jawaban tiap responden."
        )
    if data.ciri.sumber == SumberSurvei.TERCETAK:
        return f"Angka tercetak dalam “{data.ciri.dokumen}”, tidak dapat dihitung ulang."
    return ""


def _bulat(nilai: int) -> str:
    return tulis_ringkas(Decimal(nilai))
