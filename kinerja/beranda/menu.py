"""The navigation: only what the signed-in person may use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from kinerja.organisasi.akses import Aksi, Peran, peran_dari, punya_peran
from kinerja.organisasi.models import Pengguna

# name of the route, words, the action that opens it (None: everyone who is signed in)
BUTIR: tuple[tuple[str, str, Aksi | None], ...] = (
    ("beranda", "Tugas saya", None),
    ("indikator:isian", "Isian", Aksi.ISI),
    ("indikator:verifikasi", "Verifikasi", Aksi.VERIFIKASI),
    ("indikator:persetujuan", "Persetujuan", Aksi.SETUJUI),
    ("perjanjian:awal", "Perjanjian", Aksi.BACA),
    ("survei:daftar", "Survei", Aksi.BACA),
    ("survei:rekap_pilih", "Rekap IKM", Aksi.BACA),
    ("laporan:pusat", "Laporan", Aksi.MINTA_LAPORAN),
    ("indikator:sistem", "Sistem sumber", Aksi.KELOLA_ORGANISASI),
    ("peristiwa:langganan", "Webhook", Aksi.KELOLA_ORGANISASI),
)


@dataclass(frozen=True, slots=True)
class Butir:
    """One entry as templates/komponen/bilah.html draws it."""

    nama: str
    alamat: str
    aktif: bool


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `menu`, `peran_ringkas` and `data_induk` (may open the admin); asks only for the roles."""
    user = getattr(request, "user", None)
    if not isinstance(user, Pengguna):
        return {"menu": []}
    pilihan = [(nama, kata) for nama, kata, aksi in BUTIR if _boleh(user, nama, aksi)]
    data_induk = admin.site.has_permission(request)
    if data_induk:
        pilihan.append(("admin:index", "Data induk"))
    butir = _butir([(kata, reverse(nama)) for nama, kata in pilihan], request.path)
    return {"menu": butir, "peran_ringkas": ringkas_peran(user), "data_induk": data_induk}


def _boleh(user: Pengguna, nama: str, aksi: Aksi | None) -> bool:
    # A party of an agreement goes to its own without any role.
    pihak = nama == "perjanjian:awal" and user.pejabat_id is not None
    return aksi is None or pihak or punya_peran(user, aksi)


def ringkas_peran(user: Pengguna) -> str:
    """`Operator, Verifikator`: the roles in force, each once."""
    dipegang = peran_dari(user)
    return ", ".join(str(p.label) for p in Peran if p in dipegang)


def _butir(pilihan: Sequence[tuple[str, str]], jalur: str) -> list[Butir]:
    """The entries; the present one is that whose address reaches furthest: `/survei/rekap/` lies below `/survei/`."""
    cocok = [alamat for _, alamat in pilihan if jalur == alamat or (alamat != "/" and jalur.startswith(alamat))]
    kini = max(cocok, key=len, default="")
    return [Butir(kata, alamat, alamat == kini) for kata, alamat in pilihan]
