"""Subscribing: made, changed, given a new secret, removed, replayed as a whole or one delivery of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from kinerja.organisasi import jejak
from kinerja.organisasi.akses import Aksi, boleh, boleh_di, pesan_tolak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Unit
from kinerja.peristiwa.models import JenisPeristiwa, Langganan, Pengiriman, Peristiwa, StatusPengiriman
from kinerja.peristiwa.services.alamat import periksa_url
from kinerja.peristiwa.services.tanda import garam_baru, rahasia

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@transaction.atomic
def berlangganan(
    *, pelaku: Pengguna, nama: str, url: str, unit: Unit, jenis: Sequence[str], kini: datetime
) -> Langganan:
    """A subscription to events of `unit` and all below it from now on; show its secret (tanda.rahasia) once.

    Raises PermissionDenied, PelanggaranAturan `jenis_peristiwa`, and those of `periksa_url`.
    """
    if not boleh_di(pelaku, Aksi.KELOLA_ORGANISASI, unit.jalur):
        raise PermissionDenied(pesan_tolak(Aksi.KELOLA_ORGANISASI))
    periksa_url(url)
    langganan = Langganan.objects.create(
        nama=nama.strip(),
        url=url,
        unit=unit,
        jenis=_jenis(jenis),
        garam=garam_baru(),
        dibuat_oleh=pelaku,
        dibuat_pada=kini,
    )
    _catat("langganan.buat", pelaku, langganan, kini, sesudah=isi_langganan(langganan))
    return langganan


@transaction.atomic
def ubah(*, pelaku: Pengguna, langganan: Langganan, isi: dict[str, Any], kini: datetime) -> Langganan:
    """Change `nama`, `url`, `unit`, `jenis`, `aktif` of a locked row. Switched on again, what it missed is sent.

    What still waits but lies outside the new unit or kinds is not sent any more.

    Raises PermissionDenied for a unit `pelaku` does not manage, PelanggaranAturan `jenis_peristiwa`,
    `unit_lain_instansi`, and those of `periksa_url`.
    """
    sebelum = isi_langganan(langganan)
    if "jenis" in isi:
        isi = isi | {"jenis": _jenis(isi["jenis"])}
    if isi.get("unit", langganan.unit) != langganan.unit:
        _periksa_unit(pelaku, langganan, isi["unit"])
    if isi.get("url", langganan.url) != langganan.url or (isi.get("aktif") and not langganan.aktif):
        periksa_url(isi.get("url", langganan.url))
    if isi.get("aktif") and not langganan.aktif:
        langganan.nonaktif_alasan = ""
        langganan.pengiriman.filter(status=StatusPengiriman.MENUNGGU).update(
            berikutnya=kini, pertama_pada=None, percobaan=0
        )
    for nama in ("nama", "url", "unit", "jenis", "aktif"):
        setattr(langganan, nama, isi.get(nama, getattr(langganan, nama)))
    langganan.save(update_fields=["nama", "url", "unit", "jenis", "aktif", "nonaktif_alasan"])
    sesudah = isi_langganan(langganan)
    beda = [k for k in sesudah if sesudah[k] != sebelum[k]]
    if {"unit", "jenis"} & set(beda):
        langganan.pengiriman.filter(status=StatusPengiriman.MENUNGGU).exclude(
            _perihal(langganan, "peristiwa__")
        ).delete()
    if beda:
        _catat(
            "langganan.ubah",
            pelaku,
            langganan,
            kini,
            sebelum={k: sebelum[k] for k in beda},
            sesudah={k: sesudah[k] for k in beda},
        )
    return langganan


@transaction.atomic
def rahasia_baru(*, pelaku: Pengguna, langganan: Langganan, kini: datetime) -> str:
    """Another secret, shown once; deliveries are signed with it from now on."""
    langganan.garam = garam_baru()
    langganan.save(update_fields=["garam"])
    _catat("langganan.rahasia_baru", pelaku, langganan, kini)
    return rahasia(langganan.garam)


@transaction.atomic
def berhenti(*, pelaku: Pengguna, langganan: Langganan, kini: datetime) -> None:
    """Remove a subscription with its deliveries; the audit trail keeps what it was."""
    _catat("langganan.hapus", pelaku, langganan, kini, sebelum=isi_langganan(langganan))
    langganan.delete()


@transaction.atomic
def ulangi(*, pelaku: Pengguna, langganan: Langganan, dari: int, kini: datetime) -> int:
    """Send again every event it is told of from number `dari` on, oldest first; how many.

    Raises PelanggaranAturan `langganan_nonaktif`.
    """
    _wajib_aktif(langganan)
    kena = Peristiwa.objects.filter(_perihal(langganan), urutan__gte=dari)
    Pengiriman.objects.bulk_create(
        (Pengiriman(langganan=langganan, peristiwa=p, berikutnya=kini) for p in kena.iterator()),
        batch_size=1000,
        ignore_conflicts=True,
    )
    banyak = _antrekan(langganan.pengiriman.filter(peristiwa__in=kena), kini)
    _catat("langganan.ulangi", pelaku, langganan, kini, sesudah={"dari": dari, "banyak": banyak})
    return banyak


@transaction.atomic
def kirim_ulang(*, pelaku: Pengguna, pengiriman: Pengiriman, kini: datetime) -> None:
    """Send one delivery of a subscription again, or at once if it waits for its next try.

    Raises PelanggaranAturan `langganan_nonaktif`.
    """
    langganan = pengiriman.langganan
    _wajib_aktif(langganan)
    _antrekan(langganan.pengiriman.filter(pk=pengiriman.pk), kini)
    nomor = pengiriman.peristiwa.urutan
    _catat("langganan.kirim_ulang", pelaku, langganan, kini, sesudah={"peristiwa": nomor})


def _antrekan(pengiriman: QuerySet[Pengiriman], kini: datetime) -> int:
    """As if they had never been tried; the history of tries stays."""
    return pengiriman.update(
        status=StatusPengiriman.MENUNGGU, percobaan=0, berikutnya=kini, pertama_pada=None, galat="", kode_http=None
    )


def _perihal(langganan: Langganan, awalan: str = "") -> Q:
    """The events a subscription is told of; `awalan` leads to them."""
    return Q(
        **{
            f"{awalan}jenis__in": langganan.jenis,
            f"{awalan}unit_jalur__startswith": langganan.unit.jalur,
        }
    )


def _wajib_aktif(langganan: Langganan) -> None:
    if not langganan.aktif:
        raise PelanggaranAturan("langganan_nonaktif", "Langganan ini nonaktif. Aktifkan dulu, lalu ulangi.")


def _periksa_unit(pelaku: Pengguna, langganan: Langganan, unit: Unit) -> None:
    if not boleh(pelaku, Aksi.KELOLA_ORGANISASI, unit):
        raise PermissionDenied(pesan_tolak(Aksi.KELOLA_ORGANISASI))
    if unit.instansi_id != langganan.unit.instansi_id:
        raise PelanggaranAturan(
            "unit_lain_instansi", f"{unit} milik instansi lain. Daftarkan webhook tersendiri di sana."
        )


def _jenis(jenis: Sequence[str]) -> list[str]:
    if not jenis or set(jenis) - set(JenisPeristiwa.values):
        raise PelanggaranAturan("jenis_peristiwa", "Pilih sedikitnya satu jenis peristiwa yang dikenal.")
    return sorted(set(jenis))


def isi_langganan(langganan: Langganan) -> dict[str, Any]:
    """What may be changed, as the audit trail keeps it."""
    return {
        "nama": langganan.nama,
        "url": langganan.url,
        "unit": langganan.unit.kode,
        "jenis": list(langganan.jenis),
        "aktif": langganan.aktif,
    }


def _catat(aksi: str, pelaku: Pengguna, langganan: Langganan, kini: datetime, **lain: Any) -> None:
    jejak.catat(pelaku=pelaku, aksi=aksi, objek=langganan, kini=kini, unit_jalur=langganan.unit.jalur, **lain)
