"""Which unit or post a text of a document means: its code, its name, the post that leads it, or a clear shortening."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kinerja.perjanjian.impor.kepala import rapikan

MINIMAL_AWALAN = 3
_JENIS = re.compile(
    r"\b(?:asisten|bagian|sub ?bagian|sub ?kelompok|sub ?koordinator|kelompok|bidang|seksi|dinas|badan|kantor|biro|"
    r"kecamatan|kelurahan|kepala|ketua|camat|lurah|kabag|kasubbag|kasubag|kabid|kasi|plt|plh|pj)\b"
)
_SAMBUNG = frozenset({"dan", "serta", "di", "pada", "untuk", "the"})


@dataclass(frozen=True, slots=True)
class Bernama:
    """Something a text may mean: its own key, and every text that is its name."""

    kunci: int
    nama: str
    sebutan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arti:
    """What a text means; `tebakan`: only by a shortening, so a person should look at it."""

    kunci: int
    nama: str
    tebakan: bool


def cari(teks: str, daftar: Sequence[Bernama]) -> Arti | None:
    """The one thing meant by `teks`; None when there is none, or more than one."""
    rapi = rapikan(teks)
    if not rapi:
        return None
    if tepat := _satu(b for b in daftar if rapi in {rapikan(s) for s in b.sebutan}):
        return Arti(tepat.kunci, tepat.nama, tebakan=False)
    inti = _inti(rapi)
    if inti and (mirip := _satu(b for b in daftar if inti in {_inti(rapikan(s)) for s in b.sebutan})):
        return Arti(mirip.kunci, mirip.nama, tebakan=False)
    pendek = _satu(b for b in daftar if any(_singkatan(inti or rapi, _inti(rapikan(s))) for s in b.sebutan))
    return Arti(pendek.kunci, pendek.nama, tebakan=True) if pendek else None


def pecah(teks: str, daftar: Sequence[Bernama]) -> list[Arti] | None:
    """What a text that joins several names by "dan", a comma or a semicolon means; None when a part is unknown.

    Names themselves hold such words, so the longest part that means something is taken each time.
    """
    if arti := cari(teks, daftar):
        return [arti]
    for batas in reversed(list(re.finditer(r"\s+dan\s+|\s*[,;]\s*", teks))):
        kiri = cari(teks[: batas.start()], daftar)
        if kiri is not None and not kiri.tebakan and (kanan := pecah(teks[batas.end() :], daftar)):
            return [kiri, *kanan]
    return None


def sebut_unit(nama: str, kode: str, jabatan: Iterable[str]) -> tuple[str, ...]:
    """The texts that name a unit."""
    return (nama, kode, *jabatan)


def pilihan_dari(pilihan: Mapping[str, str], teks: str) -> str | None:
    """What a person has said this text means, if anything."""
    return pilihan.get(rapikan(teks))


def _inti(rapi: str) -> str:
    """Without the words that say of what kind a unit or post is: `kepala bagian umum` → `umum`."""
    return " ".join(_JENIS.sub(" ", rapi).split())


def _singkatan(teks: str, nama: str) -> bool:
    """Whether `teks` shortens `nama`: its beginning (`pem` of `pemerintahan`) or its initials (`plh`)."""
    kata = [k for k in nama.split() if k not in _SAMBUNG]
    if not kata or " " in teks:
        return False
    awalan = len(teks) >= MINIMAL_AWALAN and len(kata) == 1 and kata[0].startswith(teks)
    return awalan or (len(kata) > 1 and teks == "".join(k[0] for k in kata))


def _satu(calon: Iterable[Bernama]) -> Bernama | None:
    ada = list(calon)
    return ada[0] if len(ada) == 1 else None
