"""The rules and the degrees of certainty in Indonesian, for people who read the findings; docs/periksa-rekap.md."""

import re
from collections.abc import Mapping

from survei.hitung.periksa.bahan import Aturan, Keyakinan

NAMA_ATURAN: Mapping[Aturan, tuple[str, str]] = {
    Aturan.KELAS: ("Mutu tidak cocok dengan nilainya", "Mutu menurut pita Permenpan RB 14/2017 berbeda dari tercetak."),
    Aturan.STATUS: ("Status tidak cocok", "Naik, turun, atau stagnan tidak sesuai dengan kedua semesternya."),
    Aturan.PERUBAHAN: ("Persentase perubahan", "(semester II − semester I) / semester I × 100 berbeda dari tercetak."),
    Aturan.NILAI_MUSTAHIL: (
        "Nilai mustahil",
        "Di luar 1–4, IKM di luar 25–100, atau jumlah yang tidak mungkin dari responden sebanyak itu.",
    ),
    Aturan.JUMLAH: ("Jumlah", "Jumlah responden atau jumlah bagian tidak sama dengan totalnya."),
    Aturan.RATA_RATA: ("Rata-rata", "Rata-rata tidak sama dengan rata-rata bagian-bagiannya."),
    Aturan.NRR: ("NRR", "NRR tidak sama dengan jumlah nilai dibagi banyak responden."),
    Aturan.NRR_TERTIMBANG: ("NRR tertimbang", "NRR tertimbang tidak sama dengan NRR × bobotnya."),
    Aturan.IKM: ("IKM", "IKM tidak sama dengan jumlah NRR tertimbang × 25; bobot yang sebenarnya dipakai disebutkan."),
    Aturan.RESPONDEN: ("Banyak responden", "Tabel unit dan lembar per unsur menyebut banyak responden yang berbeda."),
    Aturan.LEMBAR_KEMBAR: ("Lembar kembar", "Dua unit atau dua semester berisi angka yang sama persis."),
    Aturan.LEMBAR_TERTUKAR: ("Lembar tertukar", "Lembar ini cocok dengan unit atau semester lain, bukan miliknya."),
    Aturan.KOLOM_GESER: ("Kolom atau baris bergeser", "Bergeser satu tempat menjelaskan banyak angka sekaligus."),
    Aturan.HITUNGAN: ("Hitungan ringkasan", "Yang dikatakan laporan tentang semua unit berbeda dari tabelnya."),
}
NAMA_KEYAKINAN: Mapping[Keyakinan, str] = {
    Keyakinan.PASTI: "Pasti",
    Keyakinan.SANGAT_MUNGKIN: "Sangat mungkin",
    Keyakinan.MUNGKIN: "Mungkin",
}
_TITIK_DESIMAL = re.compile(r"(?<=[0-9])\.(?=[0-9])")


def koma(teks: str) -> str:
    """A figure, or a sentence with figures, the way people here write them: `87,90` for `87.90`."""
    return _TITIK_DESIMAL.sub(",", teks)
