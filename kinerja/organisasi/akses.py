"""All permission decisions: which role may do what, and on which units.

A role is held at a unit and reaches that unit's subtree. Pages, API, downloads, exports, admin and jobs ask here and
nowhere else. The readable form of the table is docs/izin.md, which a test holds against `IZIN`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import Http404

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

M = TypeVar("M", bound=models.Model)


class Peran(models.TextChoices):
    OPERATOR = "operator", "Operator"
    VERIFIKATOR = "verifikator", "Verifikator"
    PIMPINAN = "pimpinan", "Pimpinan"
    PERENCANA = "perencana", "Perencana"
    PETUGAS_SURVEI = "petugas_survei", "Petugas survei"
    INSPEKTORAT = "inspektorat", "Inspektorat"
    ADMINISTRATOR = "administrator", "Administrator"


class Aksi(StrEnum):
    """What a person may want to do; the value is the words a refusal uses."""

    BACA = "membaca data unit ini"
    ISI = "mengisi realisasi"
    VERIFIKASI = "memverifikasi realisasi"
    SETUJUI = "menyetujui realisasi"
    KOREKSI = "membuka koreksi atas realisasi yang sudah disetujui"
    KELOLA_KINERJA = "mengelola sasaran, indikator, dan target"
    KELOLA_ORGANISASI = "mengelola unit, jabatan, periode, dan pengguna"
    MINTA_LAPORAN = "meminta laporan"
    BACA_JEJAK = "membaca jejak audit"
    KELOLA_SURVEI = "membuat survei dan memasukkan jawabannya"
    TETAPKAN_SURVEI = "menetapkan dan menerbitkan hasil survei"
    PERIKSA_REKAP = "memeriksa rekap survei"
    SUSUN_PK = "menyusun dan mengubah Perjanjian Kinerja"
    AJUKAN_PK = "mengajukan Perjanjian Kinerja"
    SETUJUI_PK = "menyetujui atau mengembalikan Perjanjian Kinerja"
    TANDATANGANI_PK = "menandatangani Perjanjian Kinerja"


_SEMUA = frozenset(Peran)

IZIN: Mapping[Aksi, frozenset[Peran]] = {
    Aksi.BACA: _SEMUA,
    Aksi.ISI: frozenset({Peran.OPERATOR}),
    Aksi.VERIFIKASI: frozenset({Peran.VERIFIKATOR}),
    Aksi.SETUJUI: frozenset({Peran.PIMPINAN}),
    Aksi.KOREKSI: frozenset({Peran.PIMPINAN, Peran.VERIFIKATOR}),
    Aksi.KELOLA_KINERJA: frozenset({Peran.PERENCANA}),
    Aksi.KELOLA_ORGANISASI: frozenset({Peran.ADMINISTRATOR}),
    Aksi.MINTA_LAPORAN: _SEMUA,
    Aksi.BACA_JEJAK: frozenset({Peran.INSPEKTORAT, Peran.PIMPINAN, Peran.VERIFIKATOR, Peran.ADMINISTRATOR}),
    Aksi.KELOLA_SURVEI: frozenset({Peran.PETUGAS_SURVEI}),
    Aksi.TETAPKAN_SURVEI: frozenset({Peran.VERIFIKATOR, Peran.PIMPINAN}),
    Aksi.PERIKSA_REKAP: frozenset({Peran.PETUGAS_SURVEI, Peran.VERIFIKATOR, Peran.PIMPINAN, Peran.INSPEKTORAT}),
    Aksi.SUSUN_PK: frozenset({Peran.PERENCANA}),
    Aksi.AJUKAN_PK: frozenset({Peran.PERENCANA}),
    Aksi.SETUJUI_PK: frozenset(),
    Aksi.TANDATANGANI_PK: frozenset(),
}

# Done by the parties of a document themselves (`PIHAK` of its model), never by virtue of a role.
AKSI_PIHAK = frozenset({Aksi.SETUJUI_PK, Aksi.TANDATANGANI_PK})

# An indicator assigned to a unit is read and filled there, but judged where it is owned.
AKSI_PENGAMPU = frozenset({Aksi.BACA, Aksi.ISI, Aksi.MINTA_LAPORAN})


class Pegangan(NamedTuple):
    """One role in force: the role, the path of its unit and the agency."""

    peran: str
    jalur: str
    instansi: int


def _peran(user: Pengguna) -> list[Pegangan]:
    """Roles of a user; read once per request and kept on the user object."""
    tersimpan: list[Pegangan] | None = getattr(user, "_peran_tersimpan", None)
    if tersimpan is None:
        baris = user.peran.berlaku().values_list("peran", "unit__jalur", "unit__instansi_id")
        tersimpan = [Pegangan(*b) for b in baris]
        user._peran_tersimpan = tersimpan  # type: ignore[attr-defined]
    return tersimpan


def batasi(user: Pengguna, jalur: str) -> None:
    """Narrow what `user` may do in this request to the subtree of the unit at path `jalur`: a token reaches no further.

    A role held below stays, one held above is lowered to `jalur`, any other is gone; so is what the person may do only
    for being a party of a document elsewhere, or for running the installation.
    """
    sempit = []
    for p in _peran(user):
        if p.jalur.startswith(jalur):
            sempit.append(p)
        elif jalur.startswith(p.jalur):
            sempit.append(p._replace(jalur=jalur))
    user._peran_tersimpan = sempit  # type: ignore[attr-defined]
    user._batas_jalur = jalur  # type: ignore[attr-defined]


def _pengelola(user: Pengguna | AnonymousUser, aksi: Aksi) -> bool:
    """Whether `user` runs the installation and so may do `aksi` everywhere: master data of all agencies, no figures.

    Only in person: a token carries roles and nothing else.
    """
    dirinya = user.is_active and user.is_superuser and not hasattr(user, "_batas_jalur")
    return aksi is Aksi.KELOLA_ORGANISASI and dirinya


def _pegangan(user: Pengguna | AnonymousUser, aksi: Aksi) -> list[Pegangan]:
    if isinstance(user, AnonymousUser) or not user.is_active:
        return []
    return [p for p in _peran(user) if Peran(p.peran) in IZIN[aksi]]


def peran_dari(user: Pengguna | AnonymousUser) -> frozenset[str]:
    """The roles in force of `user`, wherever they are held."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return frozenset()
    return frozenset(p.peran for p in _peran(user))


def unit_untuk(user: Pengguna | AnonymousUser, aksi: Aksi) -> tuple[str, ...]:
    """Paths (`1.4.`) of the units at which `user` holds a role that allows `aksi`; their subtrees are meant too.

    The empty path, of which every other is a subtree, for who runs the installation.
    """
    if _pengelola(user, aksi):
        return ("",)
    return tuple(sorted({p.jalur for p in _pegangan(user, aksi)}))


def instansi_untuk(user: Pengguna | AnonymousUser, aksi: Aksi) -> tuple[int, ...]:
    """Ids of the agencies whose own rows (officials, years, accounts) `user` may do `aksi` on.

    Anyone with a role in the agency may read them; anything else needs the role at the agency's top unit. Who runs the
    installation reaches all of them (`untuk`) and belongs to none.
    """
    return tuple(sorted({p.instansi for p in _pegangan(user, aksi) if aksi is Aksi.BACA or p.jalur.count(".") == 1}))


def punya_peran(user: Pengguna | AnonymousUser, aksi: Aksi) -> bool:
    """Whether `user` may do `aksi` anywhere at all (menus, whole pages)."""
    return bool(unit_untuk(user, aksi))


def q_jalur(lookup: str, jalur: tuple[str, ...]) -> Q:
    """Condition "`lookup` (a unit path) lies in one of the subtrees"; nothing matches an empty tuple."""
    q = Q(pk__in=[])
    for awal in jalur:
        # The path ends with a separator, so 1.4. never matches 1.41.
        q |= Q(**{f"{lookup}__startswith": awal})
    return q


class TerbatasQuerySet(models.QuerySet[M]):
    """A queryset that can be narrowed to what a user may act on.

    The model names the way to the owning unit's path in `JALUR_UNIT` (and, where units are assigned to it, the way
    to theirs in `JALUR_PENGAMPU`), or, for rows of the whole agency, the way to it in `JALUR_INSTANSI`. A document with
    parties names in `PIHAK` which accounts may do what for being a party, whatever roles they hold.
    """

    def untuk(self, user: Pengguna | AnonymousUser, aksi: Aksi = Aksi.BACA) -> Self:
        """Only the rows on which `user` may do `aksi`."""
        if _pengelola(user, aksi):
            return self.all()
        model: Any = self.model
        if hasattr(model, "JALUR_INSTANSI"):
            return self.filter(**{f"{model.JALUR_INSTANSI}__in": instansi_untuk(user, aksi)})
        jalur = unit_untuk(user, aksi)
        q = q_jalur(model.JALUR_UNIT, jalur)
        if hasattr(model, "JALUR_PENGAMPU") and aksi in AKSI_PENGAMPU:
            # A subquery, not a join: an indicator with three carriers must not come back three times.
            q |= Q(pk__in=model._base_manager.filter(q_jalur(model.JALUR_PENGAMPU, jalur)).values("pk"))
        if user.is_active and user.pk is not None:
            # Under a token only the documents of its subtree; everywhere for the person in the browser.
            batas = Q(**{f"{model.JALUR_UNIT}__startswith": getattr(user, "_batas_jalur", "")})
            for pihak in getattr(model, "PIHAK", {}).get(aksi, ()):
                q |= Q(**{pihak: user.pk}) & batas
        return self.filter(q)


def boleh(user: Pengguna | AnonymousUser, aksi: Aksi, objek: models.Model) -> bool:
    """Whether `user` may do `aksi` on `objek` (a model with a `TerbatasQuerySet` manager)."""
    kumpulan: Any = type(objek)._default_manager
    return bool(kumpulan.untuk(user, aksi).filter(pk=objek.pk).exists())


def boleh_di(user: Pengguna | AnonymousUser, aksi: Aksi, jalur: str) -> bool:
    """Whether `user` may do `aksi` at the unit with this path; asks for the roles only, once a request."""
    return jalur.startswith(unit_untuk(user, aksi))


def pesan_tolak(aksi: Aksi) -> str:
    """The sentence of a refusal: rule and whom to ask."""
    peran = " atau ".join(str(p.label) for p in Peran if p in IZIN[aksi])
    if not peran:
        return (
            f"Anda tidak berwenang {aksi.value}. Hanya pihak yang disebut di dalamnya yang dapat melakukannya. "
            "Hubungi administrator instansi bila akun Anda belum dihubungkan dengan data pejabat Anda."
        )
    return (
        f"Anda tidak berwenang {aksi.value}. Diperlukan peran {peran} pada unit pemiliknya atau unit di atasnya. "
        "Hubungi administrator instansi Anda bila peran ini seharusnya Anda miliki."
    )


def ambil(kumpulan: Any, *, user: Pengguna | AnonymousUser, aksi: Aksi, **kunci: Any) -> Any:
    """Fetch one object and authorise in one step.

    Args:
        kumpulan: a manager or queryset of `TerbatasQuerySet`; select_related and select_for_update are kept.
        kunci: the look-up, usually `pk=`.

    Raises:
        Http404: no such object, or it lies outside what the user may read (its existence is not told).
        PermissionDenied: the user may read it but holds no role for `aksi`.
    """
    objek = kumpulan.untuk(user, aksi).filter(**kunci).first()
    if objek is not None:
        return objek
    # Every role reads, so what may not even be read is not there for this person.
    if aksi is not Aksi.BACA and kumpulan.untuk(user, Aksi.BACA).filter(**kunci).exists():
        raise PermissionDenied(pesan_tolak(aksi))
    raise Http404


def wajib(user: Pengguna | AnonymousUser, aksi: Aksi) -> None:
    """Raise PermissionDenied unless `user` may do `aksi` somewhere."""
    if not punya_peran(user, aksi):
        raise PermissionDenied(pesan_tolak(aksi))
