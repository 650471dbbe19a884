"""Planning the Rencana Aksi: activities added, changed, moved, taken out. Reporting is in rencana_realisasi.py."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from indikator.hitung.triwulan import Pola
from indikator.models import Indikator
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Unit
from kinerja.organisasi.tanggal import tulis_triwulan
from kinerja.perjanjian.hitung.rencana import setahun
from kinerja.perjanjian.models import KegiatanAksi, TriwulanAksi
from kinerja.perjanjian.services.rencana_aturan import JUMLAH_TRIWULAN, Empat, Rencana, rapikan, wajib_cukup

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

NAIK, TURUN = "naik", "turun"


@transaction.atomic
def tambah(
    *, pelaku: Pengguna, unit: Unit, indikator: Indikator, rencana: Rencana, kini: datetime, contoh: bool = False
) -> KegiatanAksi:
    """A new activity, last in the indicator's list.

    `indikator` comes with its sasaran. Raises PelanggaranAturan `indikator_bukan_milik_unit` and those of `rapikan` and
    `wajib_cukup`.
    """
    kunci_rencana(unit)
    if not Indikator.objects.milik(unit, indikator.sasaran.periode).filter(pk=indikator.pk).exists():
        raise PelanggaranAturan(
            "indikator_bukan_milik_unit",
            f"Indikator {indikator.kode} tidak diampu {unit}, jadi tidak dapat direncanakan di sini.",
        )
    rapi = rapikan(unit, indikator, rencana)
    semua = KegiatanAksi.objects.filter(unit=unit, indikator=indikator)
    kegiatan = KegiatanAksi(
        unit=unit,
        indikator=indikator,
        urutan=(semua.aggregate(Max("urutan"))["urutan__max"] or 0) + 1,
        contoh=contoh,
    )
    _isikan(kegiatan, rapi)
    kegiatan.save()
    TriwulanAksi.objects.bulk_create(
        TriwulanAksi(kegiatan=kegiatan, triwulan=tw, target=target, anggaran=biaya)
        for tw, target, biaya in zip(range(1, JUMLAH_TRIWULAN + 1), rapi.target, rapi.biaya, strict=True)
    )
    wajib_cukup(rapi.anggaran)
    _catat(pelaku, "rencana_aksi.tambah", kegiatan, kini, sesudah=_isi(kegiatan, rapi))
    return kegiatan


@transaction.atomic
def ubah(*, pelaku: Pengguna, kegiatan: KegiatanAksi, rencana: Rencana, versi: int, kini: datetime) -> KegiatanAksi:
    """Change the plan of an activity; what was reported stays. The same again changes nothing.

    Raises PelanggaranAturan `bentrok_versi`, `kegiatan_dihapus`, and those of `tambah`.
    """
    kunci_rencana(kegiatan.unit)
    terkini = _terkini(kegiatan, versi)
    lama, rapi = baca_rencana(terkini), rapikan(terkini.unit, terkini.indikator, rencana)
    if rapi == lama:
        return terkini
    sebelum, sesudah = _isi(terkini, lama), _isi(terkini, rapi)
    _isikan(terkini, rapi)
    terkini.versi += 1
    terkini.contoh = False
    terkini.save()
    for baris in TriwulanAksi.objects.select_for_update().filter(kegiatan=terkini).order_by("triwulan"):
        baris.target, baris.anggaran = rapi.target[baris.triwulan - 1], rapi.biaya[baris.triwulan - 1]
        baris.save(update_fields=["target", "anggaran"])
    wajib_cukup(rapi.anggaran)
    beda = [k for k in sesudah if sesudah[k] != sebelum[k]]
    _catat(
        pelaku,
        "rencana_aksi.ubah",
        terkini,
        kini,
        sebelum={k: sebelum[k] for k in beda},
        sesudah={k: sesudah[k] for k in beda},
    )
    return terkini


@transaction.atomic
def hapus(*, pelaku: Pengguna, kegiatan: KegiatanAksi, versi: int, kini: datetime) -> None:
    """Take an activity out of the plan; what it said stays in the audit trail.

    Raises PelanggaranAturan `bentrok_versi`, `kegiatan_dihapus`, and `kegiatan_sudah_dilaporkan`: a report is not
    thrown away with its activity.
    """
    kunci_rencana(kegiatan.unit)
    terkini = _terkini(kegiatan, versi)
    # Locked, so that no report slips in between looking and deleting.
    baris = list(TriwulanAksi.objects.select_for_update().filter(kegiatan=terkini).order_by("triwulan"))
    lapor = [tulis_triwulan(b.triwulan) for b in baris if b.dilaporkan]
    if lapor:
        raise PelanggaranAturan(
            "kegiatan_sudah_dilaporkan",
            f"Kegiatan ini sudah dilaporkan pada {', '.join(lapor)}, jadi tidak dapat dihapus. "
            "Ubah rencananya, atau laporkan statusnya sebagai dibatalkan beserta kendalanya.",
        )
    _catat(pelaku, "rencana_aksi.hapus", terkini, kini, sebelum=_isi(terkini, baca_rencana(terkini)))
    terkini.delete()


@transaction.atomic
def geser(*, pelaku: Pengguna, kegiatan: KegiatanAksi, langkah: str, kini: datetime) -> None:
    """Change places with the neighbour above (`naik`) or below (`turun`); at the end of the list nothing changes."""
    kunci_rencana(kegiatan.unit)
    semua = list(KegiatanAksi.objects.filter(unit=kegiatan.unit_id, indikator=kegiatan.indikator_id).order_by("urutan"))
    tempat = next((n for n, k in enumerate(semua) if k.pk == kegiatan.pk), None)
    if tempat is None:
        raise _dihapus()
    tujuan = tempat - 1 if langkah == NAIK else tempat + 1
    if not 0 <= tujuan < len(semua):
        return
    satu, lain = semua[tempat], semua[tujuan]
    satu.urutan, lain.urutan = lain.urutan, satu.urutan
    KegiatanAksi.objects.bulk_update([satu, lain], ["urutan"])
    satu.unit = kegiatan.unit
    _catat(
        pelaku,
        "rencana_aksi.geser",
        satu,
        kini,
        sebelum={"urutan": lain.urutan},
        sesudah={"urutan": satu.urutan},
    )


def kunci_rencana(unit: Unit) -> None:
    """One change of a unit's plan at a time; reports and readers are not held up. Inside a transaction."""
    list(Unit.objects.select_for_update(no_key=True).filter(pk=unit.pk))


def baca_rencana(kegiatan: KegiatanAksi) -> Rencana:
    """The plan as stored."""
    baris = sorted(kegiatan.triwulan_aksi.all(), key=lambda b: b.triwulan)
    return Rencana(
        uraian=kegiatan.uraian,
        keluaran=kegiatan.keluaran,
        satuan=kegiatan.satuan,
        pola=Pola(kegiatan.pola),
        target=_empat([b.target for b in baris]),
        biaya=_empat([b.anggaran for b in baris]),
        jabatan=kegiatan.jabatan,
        penanggung_jawab=kegiatan.penanggung_jawab,
        anggaran=kegiatan.anggaran,
    )


def _empat(nilai: Sequence[Decimal | None]) -> Empat:
    satu, dua, tiga, empat = nilai
    return satu, dua, tiga, empat


def _terkini(kegiatan: KegiatanAksi, versi: int) -> KegiatanAksi:
    """The activity as stored, unless its plan changed since the person saw it. The unit's lock is held."""
    kumpulan = KegiatanAksi.objects.select_related("unit", "indikator__sasaran__periode", "jabatan", "anggaran")
    terkini = kumpulan.filter(pk=kegiatan.pk).first()
    if terkini is None:
        raise _dihapus()
    if terkini.versi != versi:
        raise PelanggaranAturan(
            "bentrok_versi",
            "Rencana kegiatan ini sudah diubah orang lain sejak Anda membukanya. Tidak ada yang ditimpa: isian Anda "
            "masih ada di bawah. Bandingkan dengan yang tersimpan sekarang, lalu simpan lagi.",
        )
    return terkini


def _dihapus() -> PelanggaranAturan:
    return PelanggaranAturan("kegiatan_dihapus", "Kegiatan ini sudah dihapus orang lain.")


def _isikan(kegiatan: KegiatanAksi, rencana: Rencana) -> None:
    kegiatan.uraian, kegiatan.keluaran, kegiatan.satuan = rencana.uraian, rencana.keluaran, rencana.satuan
    kegiatan.pola, kegiatan.jabatan, kegiatan.anggaran = rencana.pola.value, rencana.jabatan, rencana.anggaran
    kegiatan.penanggung_jawab = rencana.penanggung_jawab


def _isi(kegiatan: KegiatanAksi, rencana: Rencana) -> dict[str, Any]:
    """The plan as the audit trail keeps it."""
    return {
        "indikator": kegiatan.indikator_id,
        "kegiatan": rencana.uraian,
        "keluaran": rencana.keluaran,
        "satuan": rencana.satuan,
        "pola": rencana.pola.value,
        "penanggung_jawab": ", ".join(
            filter(None, [rencana.jabatan.nama if rencana.jabatan else "", rencana.penanggung_jawab])
        ),
        "sumber_anggaran": str(rencana.anggaran) if rencana.anggaran else "",
        "target": [_teks(n) for n in rencana.target],
        "anggaran": [_teks(n) for n in rencana.biaya],
        "anggaran_setahun": _teks(setahun(Pola.JUMLAH, rencana.biaya)),
    }


def _teks(nilai: Decimal | None) -> str | None:
    return None if nilai is None else f"{nilai.normalize():f}"


def _catat(pelaku: Pengguna, aksi: str, kegiatan: KegiatanAksi, kini: datetime, **isi: Any) -> None:
    jejak.catat(pelaku=pelaku, aksi=aksi, objek=kegiatan, kini=kini, unit_jalur=kegiatan.unit.jalur, **isi)
