"""Source systems: who may fill a component through the API, and the record of what came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from indikator.models import KirimanSistem, Komponen, SistemSumber, SumberTerdaftar
from indikator.models.indikator import SumberKomponen
from kinerja.api.kredensial import Rahasia, buat_klien
from kinerja.organisasi import jejak
from kinerja.organisasi.akses import Aksi, Peran, boleh_di, pesan_tolak
from kinerja.organisasi.aturan import PelanggaranAturan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna, Unit

AWALAN_KLIEN = "klien:"
MAKS_CONTOH = 20


@dataclass(frozen=True, slots=True)
class Penolakan:
    """One refused row: the rule, its sentence, and which row it was, in words."""

    kode: str
    pesan: str
    baris: str


def klien_dari(pelaku: Pengguna) -> int | None:
    """Id of the client by which `pelaku` acts; None for a person, also with a personal token."""
    nomor = pelaku.lewat.removeprefix(AWALAN_KLIEN)
    return int(nomor) if pelaku.lewat.startswith(AWALAN_KLIEN) and nomor.isdecimal() else None


def sistem_terdaftar(pelaku: Pengguna) -> bool:
    """Whether `pelaku` acts by the client of a registered source system."""
    klien = klien_dari(pelaku)
    return klien is not None and SistemSumber.objects.filter(klien=klien).exists()


def wajib_sumbernya(
    pelaku: Pengguna, komponen: Komponen, terdaftar_pelaku: Callable[[Pengguna], bool] = sistem_terdaftar
) -> None:
    """Raise PelanggaranAturan `bukan_sumbernya` unless this credential may fill `komponen`.

    A component with a registered source is filled by that system alone, and a registered system fills nothing else. A
    person at the page is no credential: the grid stays the way out when a system is down; the trail says who it was.

    Args:
        terdaftar_pelaku: as `sistem_terdaftar`; who asks for many components asks once.
    """
    if not pelaku.lewat:
        return
    terdaftar: SumberTerdaftar | None = getattr(komponen, "sumber_terdaftar", None)
    klien = klien_dari(pelaku)
    if terdaftar is not None and terdaftar.sistem.klien_id != klien:
        raise PelanggaranAturan(
            "bukan_sumbernya",
            f"“{komponen.label}” diisi oleh sistem {terdaftar.sistem}. Kredensial lain tidak dapat mengisinya; "
            "operator tetap dapat mengisinya di halaman isian.",
        )
    if terdaftar is None and terdaftar_pelaku(pelaku):
        raise PelanggaranAturan(
            "bukan_sumbernya",
            f"Sistem ini tidak terdaftar sebagai sumber “{komponen.label}”. Mintalah administrator instansi "
            "menambahkannya pada daftar komponen sistem ini.",
        )


@transaction.atomic
def daftarkan(
    *,
    pelaku: Pengguna,
    nama: str,
    unit: Unit,
    peran: Sequence[Peran],
    cakupan: Sequence[str],
    komponen: Sequence[Komponen],
    keterangan: str,
    kedaluwarsa: datetime,
    kini: datetime,
) -> tuple[SistemSumber, Rahasia]:
    """Register a source system with a client of its own; the secret is returned once and kept nowhere.

    Raises PermissionDenied and PelanggaranAturan as `buat_klien` and `atur_komponen`.
    """
    klien, rahasia = buat_klien(
        pelaku=pelaku, nama=nama, unit=unit, peran=peran, cakupan=cakupan, kedaluwarsa=kedaluwarsa, kini=kini
    )
    sistem = SistemSumber.objects.create(klien=klien, keterangan=keterangan.strip())
    if komponen:
        atur_komponen(pelaku=pelaku, sistem=sistem, komponen=komponen, kini=kini)
    return sistem, rahasia


@transaction.atomic
def atur_komponen(*, pelaku: Pengguna, sistem: SistemSumber, komponen: Sequence[Komponen], kini: datetime) -> None:
    """Make exactly these components those the system feeds.

    Raises PermissionDenied unless `pelaku` manages the agency, PelanggaranAturan `bukan_isian` (computed, not typed),
    `luar_unit_sistem` (owned outside the unit the client reaches) or `sumber_lain` (another system feeds it).
    """
    terkunci = SistemSumber.objects.select_for_update(of=("self",)).select_related("klien__unit").get(pk=sistem.pk)
    jalur = terkunci.klien.unit.jalur
    if not boleh_di(pelaku, Aksi.KELOLA_ORGANISASI, jalur):
        raise PermissionDenied(pesan_tolak(Aksi.KELOLA_ORGANISASI))
    lama = dict(SumberTerdaftar.objects.filter(sistem=terkunci).values_list("komponen_id", "komponen__nama"))
    baru = {k.pk: k for k in komponen}
    for satu in (k for pk, k in baru.items() if pk not in lama):
        _periksa(satu, terkunci, jalur)
    if lama.keys() == baru.keys():
        return
    SumberTerdaftar.objects.filter(sistem=terkunci).exclude(komponen__in=baru).delete()
    SumberTerdaftar.objects.bulk_create(
        SumberTerdaftar(sistem=terkunci, komponen=k) for pk, k in baru.items() if pk not in lama
    )
    jejak.catat(
        pelaku=pelaku,
        aksi="sistem.komponen",
        objek=terkunci,
        kini=kini,
        unit_jalur=jalur,
        sebelum={"komponen": sorted(lama)},
        sesudah={"komponen": sorted(baru)},
    )


def _periksa(komponen: Komponen, sistem: SistemSumber, jalur: str) -> None:
    sebutan = f"“{komponen.label}” ({komponen.indikator})"
    if komponen.sumber != SumberKomponen.ISIAN:
        raise PelanggaranAturan("bukan_isian", f"{sebutan} dihitung, tidak diisi.")
    if not komponen.indikator.sasaran.unit.jalur.startswith(jalur):
        raise PelanggaranAturan("luar_unit_sistem", f"{sebutan} berada di luar unit sistem ini.")
    ada = (
        SumberTerdaftar.objects.filter(komponen=komponen).exclude(sistem=sistem).select_related("sistem__klien").first()
    )
    if ada is not None:
        raise PelanggaranAturan("sumber_lain", f"{sebutan} sudah diisi oleh sistem {ada.sistem}.")


def catat_kiriman(
    *, pelaku: Pengguna, disimpan: int, sama: int, penolakan: Iterable[Penolakan], kini: datetime
) -> KirimanSistem | None:
    """Keep what one request of a source system came to; None (and no row) when `pelaku` is no source system."""
    klien = klien_dari(pelaku)
    sistem = SistemSumber.objects.filter(klien=klien).first() if klien is not None else None
    if sistem is None:
        return None
    kelompok = kelompokkan(penolakan)
    return KirimanSistem.objects.create(
        sistem=sistem,
        waktu=kini,
        disimpan=disimpan,
        sama=sama,
        ditolak=sum(k["jumlah"] for k in kelompok),
        penolakan=kelompok,
    )


def kelompokkan(penolakan: Iterable[Penolakan]) -> list[dict[str, Any]]:
    """Equal refusals together, the most frequent first: `kode`, `pesan`, `jumlah`, `contoh` (the first rows)."""
    kelompok: dict[tuple[str, str], dict[str, Any]] = {}
    for satu in penolakan:
        ada = kelompok.setdefault(
            (satu.kode, satu.pesan), {"kode": satu.kode, "pesan": satu.pesan, "jumlah": 0, "contoh": []}
        )
        ada["jumlah"] += 1
        if len(ada["contoh"]) < MAKS_CONTOH:
            ada["contoh"].append(satu.baris)
    return sorted(kelompok.values(), key=lambda k: -k["jumlah"])
