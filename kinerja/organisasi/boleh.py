"""May I, and if not, why: the rights of akses.py and the rules of the services, asked without doing anything.

Each app names its kinds of objects and what is done to them (services/boleh.py); the checks are the very functions the
services call before they write, so the answer and its words are those of a refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

NOMOR = r"\d{1,18}"
Syarat = Callable[[Any, "Pengguna", datetime], None]
"""Raises PelanggaranAturan when the object, as it stands, or this person's part in it forbids the action."""


def tanpa_syarat(objek: Any, user: Pengguna, kini: datetime) -> None:
    """Only the role decides."""


@dataclass(frozen=True, slots=True)
class Tindakan:
    """Something done to an object: any one of the rights `aksi` is needed, and nothing that `syarat` refuses."""

    uraian: str
    aksi: tuple[Aksi, ...]
    syarat: Syarat = tanpa_syarat


@dataclass(frozen=True, slots=True)
class JenisObjek:
    """A kind of object: how its id looks, what may be done to it, and how it is found.

    `kunci` turns an id (of the form `pola`) into a look-up in `kumpulan()`, whose row the rights are asked for; `muat`
    gives the object the checks look at.
    """

    uraian: str
    contoh: str
    kumpulan: Callable[[], Any]
    tindakan: Mapping[str, Tindakan]
    pola: str = NOMOR
    kunci: Callable[[str], dict[str, Any]] = lambda teks: {"pk": int(teks)}
    muat: Callable[[Any, str], Any] = lambda baris, teks: baris


@dataclass(frozen=True, slots=True)
class Putusan:
    """`kode` and `pesan` say why not; both are empty when `boleh`."""

    boleh: bool
    kode: str = ""
    pesan: str = ""
    rincian: Mapping[str, str] = field(default_factory=dict)


def putuskan(jenis: JenisObjek, kunci: str, tindakan: Tindakan, user: Pengguna, kini: datetime) -> Putusan:
    """Whether `user` may do this now to the object with the id `kunci`; raises Http404 when it may not even be read."""
    baris = akses.ambil(jenis.kumpulan(), user=user, aksi=Aksi.BACA, **jenis.kunci(kunci))
    if not any(akses.boleh(user, aksi, baris) for aksi in tindakan.aksi):
        return Putusan(False, "tidak_berwenang", akses.pesan_tolak(tindakan.aksi[0]))
    try:
        tindakan.syarat(jenis.muat(baris, kunci), user, kini)
    except PelanggaranAturan as tolak:
        return Putusan(False, tolak.kode, tolak.pesan, tolak.rincian)
    return Putusan(True)
