"""Personal data has no place in a survey: columns of names, NIK, phone numbers are recognised and never loaded."""

import re
from collections.abc import Sequence

_KEPALA = re.compile(
    r"^(?:nama|nik|nip|npwp|no ?(?:ktp|kk|hp|telp|telepon|wa|identitas)|nomor (?:ktp|kk|hp|telp|telepon|wa|whatsapp|"
    r"induk|identitas|handphone|ponsel)|ktp|telp|telepon|hp|handphone|ponsel|whatsapp|wa|e ?mail|surel|alamat|"
    r"tanggal lahir|tgl lahir|tempat tanggal lahir|tempat lahir|ttl)\b"
)
_BUKAN_ORANG = re.compile(r"^nama (?:layanan|unit|loket|instansi|opd|unsur|dinas|kelurahan|kecamatan)\b")
_NIK = re.compile(r"[1-9][0-9]{15}")
_TELEPON = re.compile(r"(?:\+?62|0)8[0-9]{7,12}|8[0-9]{8,11}")
_SUREL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)


def kepala_pribadi(kunci: str) -> bool:
    """Whether a normalised heading (lower case, single spaces) names personal data."""
    return bool(_KEPALA.match(kunci)) and not _BUKAN_ORANG.match(kunci)


def adalah_pribadi(isi: Sequence[str]) -> bool:
    """Whether at least half of the non-empty values look like NIK, telephone numbers or e-mail addresses."""
    ada = [re.sub(r"[\s.\-]", "", t) if "@" not in t else t for t in isi if t]
    mirip = sum(1 for t in ada if _NIK.fullmatch(t) or _TELEPON.fullmatch(t) or _SUREL.fullmatch(t))
    return bool(ada) and mirip * 2 >= len(ada)
