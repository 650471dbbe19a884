"""The prose of the report of one survey, chapter by chapter; figures only as the frozen data hold them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from indikator.hitung.angka import tulis_angka, tulis_ringkas
from kinerja.laporan.survei.data import DataSurvei
from kinerja.organisasi.tanggal import tulis_tanggal
from survei.hitung.data import BarisUnsur, DataHasil
from survei.selectors.uraian import arti_sampel, arti_selang, sebut_sumber

DASAR = (
    "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik.",
    "Peraturan Pemerintah Nomor 96 Tahun 2012 tentang Pelaksanaan Undang-Undang Nomor 25 Tahun 2009 tentang "
    "Pelayanan Publik.",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 14 Tahun 2017 tentang Pedoman "
    "Penyusunan Survei Kepuasan Masyarakat Unit Penyelenggara Pelayanan Publik.",
)
TUJUAN = (
    "Mengetahui tingkat kepuasan masyarakat atas pelayanan yang diterimanya, secara keseluruhan dan per unsur.",
    "Menemukan unsur pelayanan yang paling perlu diperbaiki dan menyusun rencana tindak lanjutnya.",
    "Memantau perkembangan mutu pelayanan dari periode ke periode.",
    "Menyampaikan hasilnya secara terbuka kepada masyarakat.",
)


def bulat(nilai: int) -> str:
    """A whole number with thousand points."""
    return tulis_ringkas(Decimal(nilai))


def tanda(data: DataSurvei) -> list[str]:
    """The marks a reader must not miss."""
    bagian = []
    if data.sementara:
        bagian.append("BELUM DITETAPKAN – angka dalam dokumen ini masih dapat berubah")
    if sumber := sebut_sumber(data.hasil):
        bagian.append(sumber)
    return bagian


def latar_belakang(data: DataSurvei) -> list[str]:
    """BAB I, first section."""
    return [
        "Penyelenggara pelayanan publik wajib meminta penilaian masyarakat atas pelayanannya secara berkala. "
        "Penilaian itu dikumpulkan lewat Survei Kepuasan Masyarakat (SKM) dan dinyatakan dalam satu angka, Indeks "
        "Kepuasan Masyarakat (IKM), yang dapat dibandingkan antarwaktu dan antarunit.",
        f"Laporan ini memuat hasil SKM {data.unit_nama} untuk {data.masa}: cara mengumpulkan, hasil per unsur, "
        "pembandingan dengan periode sebelumnya, dan rencana tindak lanjut.",
    ]


def waktu(data: DataHasil) -> str:
    """`1 Januari 2023 sampai dengan 30 Juni 2023`."""
    mulai, selesai = (tulis_tanggal(date.fromisoformat(hari)) for hari in (data.ciri.mulai, data.ciri.selesai))
    return mulai if mulai == selesai else f"{mulai} sampai dengan {selesai}"


def metode(data: DataSurvei) -> list[str]:
    """BAB II: how the figures were collected and computed."""
    hasil = data.hasil
    if hasil.ciri.sumber != "jawaban":
        return [sebut_sumber(hasil)]
    baris = [
        f"Responden menilai {len(data.instrumen)} unsur pelayanan dengan nilai 1 sampai 4. Pertanyaan dan pilihan "
        "jawabannya ada pada Lampiran 1. Unsur yang tidak dijawab dibagi menurut banyak yang menjawab.",
        "Yang dicatat dari responden hanya ciri umum (jenis kelamin, kelompok umur, pendidikan, pekerjaan, layanan). "
        "Nama, NIK, dan nomor telepon tidak diminta dan tidak disimpan.",
    ]
    if data.persetujuan:
        baris.append(f"Teks persetujuan pada formulir: “{data.persetujuan}”")
    return baris


def sampel(data: DataHasil) -> str:
    """BAB II: respondents there and asked for."""
    return f"Jumlah responden {bulat(data.responden)} orang. {arti_sampel(data)}"


def ringkasan_hasil(data: DataHasil) -> list[str]:
    """BAB III: the score in words."""
    if data.ikm is None:
        return [data.alasan]
    kata = f"IKM {tulis_angka(data.ikm)}, mutu pelayanan {data.mutu} ({data.kinerja}), nilai persepsi "
    return [f"{kata}{data.nilai_persepsi} dari 4.", arti_selang(data)]


def tertinggi_terendah(data: DataHasil) -> str:
    """The unsur at both ends; empty without unsur."""
    if not data.unsur:
        return ""
    urut = sorted(data.unsur, key=lambda u: u.nrr)
    return f"Unsur dengan nilai tertinggi adalah {_sebut(urut[-1])}, yang terendah {_sebut(urut[0])}."


def _sebut(unsur: BarisUnsur) -> str:
    return f"{unsur.label} {unsur.nama} ({tulis_angka(unsur.nrr, 3)}, mutu {unsur.mutu})"


def perkembangan(data: DataHasil) -> str:
    """The last step of the trend in words; empty when there is nothing to compare with."""
    if data.ikm is None or len(data.tren) < 2:
        return "Belum ada hasil periode sebelumnya yang sebanding, sehingga perkembangannya belum dapat dinilai."
    lama, baru = data.tren[-2:]
    if baru.selisih is None or not baru.selisih:
        return f"IKM sama dengan {lama.periode} ({tulis_angka(lama.ikm)}): {baru.status}."
    arah = "naik" if baru.selisih > 0 else "turun"
    return (
        f"Dibandingkan {lama.periode} ({tulis_angka(lama.ikm)}), IKM {arah} {tulis_angka(abs(baru.selisih))} "
        f"menjadi {tulis_angka(baru.ikm)}: {baru.status}."
    )


def kesimpulan(data: DataSurvei) -> list[str]:
    """BAB V, first section."""
    hasil = data.hasil
    if hasil.ikm is None:
        return [f"IKM {data.unit_nama} {data.masa} belum dapat disimpulkan. {hasil.alasan}"]
    kalimat = [
        f"IKM {data.unit_nama} pada {data.masa} sebesar {tulis_angka(hasil.ikm)} dengan mutu pelayanan {hasil.mutu} "
        f"({hasil.kinerja}), dari {bulat(hasil.responden)} responden.",
        tertinggi_terendah(hasil),
        perkembangan(hasil),
    ]
    if data.sementara:
        kalimat.append("Hasil ini belum ditetapkan, sehingga kesimpulannya bersifat sementara.")
    return [k for k in kalimat if k]


def saran_perbaikan(data: DataSurvei) -> list[str]:
    """BAB V, second section: what follows from the figures, nothing else."""
    hasil = data.hasil
    saran = [
        f"Memprioritaskan perbaikan unsur {p.label} {p.nama} (NRR {tulis_angka(p.nrr, 3)})." for p in hasil.prioritas
    ]
    direncanakan = {r.label for r in data.rtl}
    if tanpa := [p.label for p in hasil.prioritas if p.label not in direncanakan]:
        saran.append(f"Menyusun rencana tindak lanjut untuk unsur prioritas {', '.join(tanpa)}, yang belum ada.")
    elif data.rtl:
        saran.append("Melaksanakan rencana tindak lanjut pada BAB IV dan melaporkan kemajuannya tiap triwulan.")
    if hasil.sampel is None and hasil.ciri.sumber == "jawaban":
        saran.append("Mencatat jumlah penerima layanan (populasi) agar kecukupan sampel dapat dinilai.")
    elif hasil.sampel is not None and hasil.sampel.kurang:
        saran.append(f"Menambah responden pada periode berikutnya: sampel kurang {bulat(hasil.sampel.kurang)} orang.")
    return saran or ["Mempertahankan mutu pelayanan dan mengulang survei pada periode berikutnya."]
