"""What is asked about a respondent: fixed choices and age groups; never anything that names a person [14]."""

from collections.abc import Mapping

JENIS_KELAMIN: Mapping[str, str] = {"L": "Laki-laki", "P": "Perempuan"}
PENDIDIKAN: Mapping[str, str] = {
    "sd": "SD atau sederajat",
    "smp": "SMP atau sederajat",
    "sma": "SMA atau sederajat",
    "diploma": "Diploma (D1–D3)",
    "s1": "S1 atau D4",
    "s2": "S2",
    "s3": "S3",
}
PEKERJAAN: Mapping[str, str] = {
    "pns": "PNS/ASN",
    "tni": "TNI",
    "polri": "Polri",
    "swasta": "Pegawai swasta",
    "wirausaha": "Wirausaha",
    "pelajar": "Pelajar/mahasiswa",
    "rumah_tangga": "Mengurus rumah tangga",
    "lainnya": "Lainnya",
}
UMUR_MIN, UMUR_MAKS = 10, 120


def sampai(atas: int) -> str:
    """The age group of everybody up to this age."""
    return f"sampai {atas}"


def di_atas(bawah: int) -> str:
    """The age group of everybody older than this."""
    return f"di atas {bawah}"


def rentang_umur(bawah: int, atas: int) -> str:
    """The age group between two ages, both included: `21–30`."""
    return f"{bawah}–{atas}"


_BATAS_UMUR = ((20, sampai(20)), *((n + 10, rentang_umur(n + 1, n + 10)) for n in (20, 30, 40, 50)))
_TERATAS = di_atas(60)
KELOMPOK_UMUR = (*(nama for _, nama in _BATAS_UMUR), _TERATAS)


def kelompok_umur(umur: int | None) -> str:
    """The age group of a respondent, in words: `21–30`; empty when the age is not known."""
    if umur is None:
        return ""
    return next((nama for batas, nama in _BATAS_UMUR if umur <= batas), _TERATAS)


def sebutan(dimensi: str, kunci: str) -> str:
    """What a tally's key is called on a page; a text nobody listed (from an uploaded file) names itself."""
    if not kunci:
        return "Tidak diisi"
    daftar = {"jenis_kelamin": JENIS_KELAMIN, "pendidikan": PENDIDIKAN, "pekerjaan": PEKERJAAN}
    if dimensi == "umur":
        return f"{kunci} tahun"
    return daftar.get(dimensi, {}).get(kunci, kunci)
