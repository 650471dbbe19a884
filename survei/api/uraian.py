"""What the frozen data of results and recaps mean, for the OpenAPI document (their docstrings are for developers)."""

from collections.abc import Mapping

URAIAN: Mapping[str, str] = {
    "HasilSurveiBagianTambahan": (
        "Banyaknya satu jawaban atas pertanyaan tambahan; `persen` dari semua responden, tanpa pembulatan."
    ),
    "HasilSurveiBarisUnsur": (
        "Satu unsur. `label`: U1 … menurut urutan survei; `sebaran`: banyaknya nilai 1, 2, 3, 4 (null: tidak "
        "diketahui)."
    ),
    "HasilSurveiCiri": "Keterangan survei dalam kata.",
    "HasilSurveiDataHasil": (
        "Semua yang tampil di halaman hasil dan laporan. `ikm` null: `alasan` menyebut sebab tidak adanya hasil."
    ),
    "HasilSurveiHasilTambahan": (
        "Hasil satu pertanyaan tambahan, tidak ikut dinilai. `nomor`: id-nya, `label`: T1, T2, …"
    ),
    "HasilSurveiKelompok": (
        "Layanan, saluran, atau kelompok responden. `responden` null: disembunyikan karena orangnya dapat dikenali."
    ),
    "HasilSurveiPilahan": "Hasil menurut satu pilahan; `orang`: memilah orang, sehingga kelompok kecil disembunyikan.",
    "HasilSurveiPrioritas": "Satu dari unsur terendah, diusulkan untuk ditindaklanjuti.",
    "HasilSurveiSampel": "Responden yang diminta (Krejcie & Morgan) dan yang ada.",
    "HasilSurveiSelangIkm": "Selang kepercayaan 95% IKM, dan kelas kedua ujungnya.",
    "HasilSurveiSinyalVerifikasi": (
        "Pola yang jarang muncul pada isian yang jujur: banyaknya formulir, dan pertanyaan yang perlu diajukan."
    ),
    "HasilSurveiTercetak": "Yang tercetak di dokumen resmi; `catatan` menyebut bedanya dengan hasil hitungan.",
    "HasilSurveiTitikTren": (
        "Satu periode unit. `status` dan `selisih` terhadap periode sebelumnya, kosong pada yang pertama."
    ),
    "RekapIkmBagian": "Banyaknya unit yang sama keadaannya, dan persentasenya dari unit yang mungkin.",
    "RekapIkmBarisKota": (
        "Satu unit. `alasan`: yang kurang, dalam kata; `tingkat`: banyaknya jenjang di bawah puncak rekap."
    ),
    "RekapIkmBarisRtl": "Satu rencana tindak lanjut. `triwulan`: waktu pelaksanaannya; `kemajuan` dalam persen.",
    "RekapIkmKolom": "Semua unit pada satu kolom. `ikm` null: lihat `alasan`. `unit` dari `dari` unit sudah berangka.",
    "RekapIkmNilaiUnsur": "NRR satu unsur sebuah unit dalam setahun (rata-rata periodenya).",
    "RekapIkmRekapKota": "Semua yang tampil di rekap.",
    "RekapIkmRtlUnsur": (
        "Tindak lanjut satu unsur: banyaknya, unitnya, yang selesai, yang belum mulai, dan rata-rata kemajuannya."
    ),
    "RekapIkmRujukSurvei": "Hasil tetap di balik sebuah baris: id survei, periodenya, dan asal angkanya.",
    "RekapIkmSel": (
        "Angka satu unit untuk satu semester atau tahun: rata-rata `periode` periode; respondennya dijumlahkan."
    ),
    "RekapIkmTempat": "Unit dalam peringkat tahun itu; nilai yang sama sampai dua desimal berbagi tempat.",
    "RekapIkmTitikTahun": "Satu tahun tren; `status` dan `selisih` terhadap tahun sebelumnya dalam daftar.",
    "RekapIkmUnsurKota": (
        "NRR rata-rata satu unsur dari `unit` unit; `prioritas`: banyaknya unit yang menempatkannya di antara yang "
        "terendah."
    ),
}
"""Name of the schema → sentence."""
