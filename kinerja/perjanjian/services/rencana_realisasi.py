"""Reporting a quarter of an activity: output delivered, money absorbed, status, obstacle, follow-up, evidence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction

from indikator.models import Bukti
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.jendela import Jendela, jendela, wajib_terbuka
from kinerja.perjanjian.models import StatusAksi, TriwulanAksi

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

TERHENTI = (StatusAksi.TERTUNDA, StatusAksi.DIBATALKAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Laporan:
    """What is reported for a quarter. `realisasi` in the activity's unit, `serapan` in rupiah.

    Without a `status` and with nothing else the quarter becomes "belum dilaporkan" again.
    """

    status: str = ""
    realisasi: Decimal | None = None
    serapan: Decimal | None = None
    kendala: str = ""
    tindak_lanjut: str = ""


@transaction.atomic
def laporkan(
    *,
    pelaku: Pengguna,
    baris: TriwulanAksi,
    laporan: Laporan,
    bukti: Collection[Bukti] = (),
    versi: int,
    kini: datetime,
) -> TriwulanAksi:
    """Store the report of a quarter, while its window is open. The same again changes nothing and is no conflict.

    Args:
        bukti: evidence of the same indicator and quarter that proves this activity too.

    Raises PelanggaranAturan `kegiatan_dihapus`, `jendela_tertutup` …, `bentrok_versi`, `status_kosong`,
    `keluaran_kosong`, `serapan_kosong`, `nilai_negatif`, `kendala_kosong`, `bukti_asing`.
    """
    terkini = _kunci(baris)
    rapi = _rapi(terkini, laporan)
    _periksa_bukti(terkini, bukti)
    lama = _isi(terkini, [b.pk for b in terkini.bukti.all()])
    baru = _isi_laporan(rapi, [b.pk for b in bukti])
    if lama == baru:
        return terkini
    wajib_terbuka(jendela_aksi(terkini), kini)
    _wajib_versi(terkini, versi)
    _simpan(terkini, rapi, bukti, pelaku, kini)
    beda = [k for k in baru if baru[k] != lama[k]]
    jejak.catat(
        pelaku=pelaku,
        aksi="rencana_aksi.lapor" if rapi.status else "rencana_aksi.kosongkan",
        objek=terkini,
        kini=kini,
        unit_jalur=terkini.kegiatan.unit.jalur,
        sebelum={k: lama[k] for k in beda},
        sesudah={k: baru[k] for k in beda},
    )
    return terkini


def _wajib_versi(terkini: TriwulanAksi, versi: int) -> None:
    if terkini.versi != versi:
        raise PelanggaranAturan(
            "bentrok_versi",
            "Realisasi ini sudah diubah orang lain sejak Anda membukanya. Tidak ada yang ditimpa: isian Anda masih "
            "ada di bawah. Bandingkan dengan yang tersimpan sekarang, lalu simpan lagi.",
        )


def _simpan(terkini: TriwulanAksi, rapi: Laporan, bukti: Collection[Bukti], pelaku: Pengguna, kini: datetime) -> None:
    terkini.status, terkini.realisasi, terkini.serapan = rapi.status, rapi.realisasi, rapi.serapan
    terkini.kendala, terkini.tindak_lanjut = rapi.kendala, rapi.tindak_lanjut
    terkini.diisi_oleh, terkini.diisi_pada = (pelaku, kini) if rapi.status else (None, None)
    terkini.versi += 1
    kolom = ("status", "realisasi", "serapan", "kendala", "tindak_lanjut", "diisi_oleh", "diisi_pada", "versi")
    terkini.save(update_fields=kolom)
    terkini.bukti.set(bukti)


def jendela_aksi(baris: TriwulanAksi) -> Jendela:
    """The entry window of the quarter for the activity's unit."""
    kegiatan = baris.kegiatan
    return jendela(kegiatan.indikator.sasaran.periode, baris.triwulan, [kegiatan.unit_id])


def _kunci(baris: TriwulanAksi) -> TriwulanAksi:
    kumpulan = TriwulanAksi.objects.select_related("kegiatan__unit", "kegiatan__indikator__sasaran__periode__instansi")
    terkini = kumpulan.select_for_update(of=("self",)).filter(pk=baris.pk).first()
    if terkini is None:
        raise PelanggaranAturan("kegiatan_dihapus", "Kegiatan ini sudah dihapus perencana dari Rencana Aksi.")
    return terkini


def _rapi(baris: TriwulanAksi, laporan: Laporan) -> Laporan:
    """The report with its texts trimmed, complete for what was planned."""
    rapi = replace(laporan, kendala=laporan.kendala.strip(), tindak_lanjut=laporan.tindak_lanjut.strip())
    if not rapi.status:
        if rapi != Laporan():
            raise PelanggaranAturan("status_kosong", "Pilih status kegiatan pada triwulan ini.")
        return rapi
    if any(n is not None and n < 0 for n in (rapi.realisasi, rapi.serapan)):
        raise PelanggaranAturan("nilai_negatif", "Realisasi dan serapan tidak boleh kurang dari 0.")
    if baris.target is not None and rapi.realisasi is None:
        raise PelanggaranAturan("keluaran_kosong", "Isi realisasi keluaran; bila belum ada hasil, tulis 0.")
    if baris.anggaran is not None and rapi.serapan is None:
        raise PelanggaranAturan("serapan_kosong", "Isi anggaran yang terserap; bila belum ada, tulis 0.")
    if rapi.status in TERHENTI and not rapi.kendala:
        raise PelanggaranAturan("kendala_kosong", "Kegiatan yang tertunda atau dibatalkan harus menyebut kendalanya.")
    return rapi


def _periksa_bukti(baris: TriwulanAksi, bukti: Collection[Bukti]) -> None:
    lama = {b.pk for b in baris.bukti.all()}
    milik = Bukti.objects.terpakai().filter(
        pk__in=[b.pk for b in bukti],
        realisasi__indikator=baris.kegiatan.indikator_id,
        realisasi__triwulan=baris.triwulan,
    )
    # Evidence withdrawn since stays where it was used until somebody unticks it.
    if {b.pk for b in bukti} - lama - set(milik.values_list("pk", flat=True)):
        raise PelanggaranAturan(
            "bukti_asing", "Bukti yang dipilih bukan milik indikator dan triwulan ini, atau sudah ditarik."
        )


def _isi(baris: TriwulanAksi, bukti: Collection[int]) -> dict[str, Any]:
    return _isi_laporan(
        Laporan(
            status=baris.status,
            realisasi=baris.realisasi,
            serapan=baris.serapan,
            kendala=baris.kendala,
            tindak_lanjut=baris.tindak_lanjut,
        ),
        bukti,
    )


def _isi_laporan(laporan: Laporan, bukti: Collection[int]) -> dict[str, Any]:
    return {
        "status": str(laporan.status),
        "realisasi": laporan.realisasi,
        "serapan": laporan.serapan,
        "kendala": laporan.kendala,
        "tindak_lanjut": laporan.tindak_lanjut,
        "bukti": sorted(bukti),
    }
