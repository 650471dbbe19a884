"""Named addresses of the public form: made, and revoked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from survei.models import Layanan, Survei, Tautan
from survei.services.kunci import kunci_survei
from survei.services.survei import wajib_belum_tetap

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@transaction.atomic
def buat_tautan(*, pelaku: Pengguna, survei: Survei, nama: str, layanan: Layanan | None, kini: datetime) -> Tautan:
    """A new address, for a counter or a poster; with `layanan` the form no longer asks for the service.

    Raises PelanggaranAturan `hasil_tetap`, `nama_tautan`, `layanan_asing`.
    """
    terkini = kunci_survei(survei)
    wajib_belum_tetap(terkini)
    if Tautan.objects.filter(survei=terkini, nama__iexact=nama).exists():
        raise PelanggaranAturan("nama_tautan", f"Sudah ada tautan bernama “{nama}” pada survei ini. Pilih nama lain.")
    if layanan is not None and not terkini.layanan.filter(pk=layanan.pk).exists():
        raise PelanggaranAturan("layanan_asing", "Layanan yang dipilih tidak termasuk survei ini.")
    tautan = Tautan.objects.create(survei=terkini, nama=nama, layanan=layanan, dibuat_pada=kini)
    _catat(pelaku, "tautan.buat", tautan, terkini, kini)
    return tautan


@transaction.atomic
def cabut(*, pelaku: Pengguna, tautan: Tautan, kini: datetime) -> Tautan:
    """Close an address for good; its answers stay. Revoking it again changes nothing."""
    terkunci = Tautan.objects.select_for_update(of=("self",)).select_related("survei__unit").get(pk=tautan.pk)
    if terkunci.dicabut_pada is None:
        terkunci.dicabut_pada = kini
        terkunci.save(update_fields=["dicabut_pada"])
        _catat(pelaku, "tautan.cabut", terkunci, terkunci.survei, kini)
    return terkunci


def _catat(pelaku: Pengguna, aksi: str, tautan: Tautan, survei: Survei, kini: datetime) -> None:
    jejak.catat(
        pelaku=pelaku,
        aksi=aksi,
        objek=tautan,
        kini=kini,
        unit_jalur=survei.unit.jalur,
        sesudah={"nama": tautan.nama, "survei": survei.pk},
    )
