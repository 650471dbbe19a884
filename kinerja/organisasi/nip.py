"""The civil servant number: birth date (8), month of appointment (6), sex (1), sequence (3)."""

import re
from datetime import date

from django.core.exceptions import ValidationError

_BENTUK = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{4})(\d{2})([12])(\d{3})", re.ASCII)


def periksa_nip(nip: str) -> None:
    """Raise ValidationError, naming the part, unless `nip` is a possible NIP.

    Source: the 18-digit NIP of Perka BKN 22/2007: yyyymmdd of birth, yyyymm of appointment as candidate,
    1 (man) or 2 (woman), three digits of sequence.
    """
    cocok = _BENTUK.fullmatch(nip)
    if not cocok:
        raise ValidationError("NIP terdiri atas 18 angka tanpa spasi; angka ke-15 adalah 1 atau 2.")
    tahun, bulan, hari, tahun_angkat, bulan_angkat = (int(b) for b in cocok.groups()[:5])
    try:
        lahir = date(tahun, bulan, hari)
    except ValueError as salah:
        raise ValidationError("Angka 1–8 NIP (tanggal lahir) bukan tanggal yang ada.") from salah
    if not 1 <= bulan_angkat <= 12:
        raise ValidationError("Angka 13–14 NIP (bulan pengangkatan) harus 01–12.")
    if tahun_angkat - lahir.year < 15:
        raise ValidationError("Tahun pengangkatan dalam NIP terlalu dekat dengan tahun lahir.")
