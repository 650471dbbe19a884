"""The prose of the survey recap; figures only as the frozen data hold them."""

from __future__ import annotations

from indikator.hitung.angka import tulis_angka, tulis_persen
from kinerja.laporan.kota.data import DataKota
from kinerja.laporan.survei.naskah import bulat
from survei.hitung.banding import CaraGabung
from survei.hitung.kota_data import Bagian, RekapKota

CARA = {
    CaraGabung.RATA_UNIT: "rata-rata IKM semua unit yang mempunyai hasil, tiap unit sama beratnya",
    CaraGabung.TERTIMBANG_RESPONDEN: "rata-rata IKM semua unit yang mempunyai hasil, ditimbang jumlah respondennya",
}
SUMBER = {
    "jawaban": "jawaban responden",
    "rekap": "rekap dokumen resmi (jumlah nilai per unsur)",
    "tercetak": "angka tercetak dalam dokumen resmi, yang tidak dapat dihitung ulang",
}


def tanda(data: DataKota) -> list[str]:
    """The marks a reader must not miss."""
    bagian = []
    if data.menunggu:
        bagian.append(f"BELUM LENGKAP – hasil {bulat(data.menunggu)} survei belum ditetapkan")
    if data.gagal:
        bagian.append(f"{len(data.gagal)} hasil tidak dapat dikumpulkan (lihat bagian akhir rekap)")
    lain = [SUMBER[s] for s in data.rekap.sumber if s != "jawaban"]
    if lain:
        bagian.append(f"Memuat hasil yang bersumber dari {' dan '.join(lain)}")
    return bagian


def pembuka(data: DataKota) -> list[str]:
    """How to read the recap."""
    r = data.rekap
    ada = r.tahun_ini.unit
    return [
        f"Rekap ini memuat hasil Survei Kepuasan Masyarakat {data.unit_nama} dan semua unit di bawahnya pada tahun "
        f"{r.tahun}: {bulat(ada)} dari {bulat(len(r.baris))} unit mempunyai hasil yang ditetapkan.",
        f"Nilai tahun suatu unit adalah rata-rata periodenya. Nilai gabungan adalah {CARA[CaraGabung(r.cara)]}. "
        "Unit tanpa hasil disebut dan tidak dihitung sebagai 0.",
        "Mutu menurut batas bawah IKM setelah dibulatkan dua desimal: A ≥ 88,31; B ≥ 76,61; C ≥ 65,00; D ≥ 25,00.",
    ]


def perubahan(r: RekapKota) -> str:
    """Semester II against semester I for all units together."""
    if r.persen_perubahan is None or r.semester_1.ikm is None or r.semester_2.ikm is None:
        return "Kedua semester belum sama-sama mempunyai nilai, sehingga perubahannya belum dapat dinilai."
    return (
        f"IKM gabungan Semester I {tulis_angka(r.semester_1.ikm)}, Semester II {tulis_angka(r.semester_2.ikm)}: "
        f"{r.status_perubahan} ({bertanda_persen(r)})."
    )


def bertanda_persen(r: RekapKota) -> str:
    """`+1,05%`."""
    nilai = r.persen_perubahan
    return "–" if nilai is None else ("+" if nilai > 0 else "") + tulis_persen(nilai)


def sebut_bagian(satu: Bagian) -> str:
    """`33 unit (21,57%)`."""
    return f"{bulat(satu.banyak)} unit" + ("" if satu.persen is None else f" ({tulis_persen(satu.persen)})")


def sebut_golongan(satu: Bagian) -> str:
    """`A (Sangat Baik)`; what has no code of its own names itself."""
    return satu.nama if satu.kode == satu.nama else f"{satu.kode} ({satu.nama})"


def terhadap_rata(r: RekapKota) -> str:
    """How many units stand on which side of the mean."""
    if r.tahun_ini.ikm is None:
        return r.tahun_ini.alasan
    return (
        f"Rata-rata tahun {r.tahun} {tulis_angka(r.tahun_ini.ikm)}: {bulat(len(r.di_atas))} unit pada atau di atas "
        f"rata-rata, {bulat(len(r.di_bawah))} unit di bawahnya."
    )


def kesimpulan(data: DataKota) -> list[str]:
    """The closing sentences."""
    r = data.rekap
    if r.tahun_ini.ikm is None:
        return [f"IKM {data.unit_nama} tahun {r.tahun} belum dapat disimpulkan. {r.tahun_ini.alasan}"]
    kalimat = [
        f"IKM {data.unit_nama} tahun {r.tahun} sebesar {tulis_angka(r.tahun_ini.ikm)}, mutu {r.tahun_ini.mutu} "
        f"({r.tahun_ini.kinerja}), dari {bulat(r.tahun_ini.responden)} responden di {bulat(r.tahun_ini.unit)} unit.",
        perubahan(r),
    ]
    if r.unsur:
        urut = sorted(r.unsur, key=lambda u: u.nrr)
        terendah = ", ".join(f"{u.nama} ({tulis_angka(u.nrr, 3)})" for u in urut[:3])
        kalimat.append(
            f"Unsur tertinggi {urut[-1].nama} ({tulis_angka(urut[-1].nrr, 3)}); tiga unsur terendah: {terendah}."
        )
    kalimat.append(terhadap_rata(r))
    return kalimat
