"""Writing what Sasaran Mutu, IKU and IKI print beyond the indicators themselves; one subject at a time, audited."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from indikator.models import Indikator
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.models import DokumenKinerja, JenisDokumen, KeteranganIndikator
from kinerja.perjanjian.selectors.dokumen_kinerja import kepala_dokumen, keterangan
from kinerja.perjanjian.services.cascading import wajib_kelola

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiKepala:
    """The head of a document; `hanya_bulan` needs a date."""

    nomor: str = ""
    berlaku: date | None = None
    hanya_bulan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiKeterangan:
    """What the layouts say of one indicator; lists are one entry a line."""

    metode_pengukuran: str = ""
    sumber_data: str = ""
    frekuensi: str = ""
    sebutan_penanggung_jawab: str = ""
    di_sasaran_mutu: bool | None = None
    di_iku: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiJabatan:
    """What a post is there for; `tugas` in one paragraph, or one task a line."""

    tugas: str = ""
    fungsi: tuple[str, ...] = ()


Isi = IsiKepala | IsiKeterangan | IsiJabatan


def isi_kepala(kepala: DokumenKinerja) -> IsiKepala:
    """The head as it is stored."""
    return IsiKepala(nomor=kepala.nomor, berlaku=kepala.berlaku, hanya_bulan=kepala.hanya_bulan)


def isi_keterangan(indikator: Indikator) -> IsiKeterangan:
    """What is stored about the indicator."""
    satu = keterangan(indikator)
    return IsiKeterangan(
        metode_pengukuran=indikator.metode_pengukuran,
        sumber_data=indikator.sumber_data,
        frekuensi=satu.frekuensi,
        sebutan_penanggung_jawab=satu.sebutan_penanggung_jawab,
        di_sasaran_mutu=satu.di_sasaran_mutu,
        di_iku=satu.di_iku,
    )


def isi_jabatan(jabatan: Jabatan) -> IsiJabatan:
    """What is stored about the post."""
    return IsiJabatan(tugas=jabatan.tugas, fungsi=tuple(jabatan.fungsi))


def tanda_isi(isi: Isi) -> str:
    """A short mark of what somebody saw; another mark means that somebody else has saved since."""
    return hashlib.sha256(json.dumps(asdict(isi), sort_keys=True, default=str).encode()).hexdigest()[:16]


def rapikan_baris(teks: str) -> str:
    """One entry a line: without blank lines, spaces around and within them evened out."""
    return "\n".join(filter(None, (" ".join(baris.split()) for baris in teks.splitlines())))


@transaction.atomic
def tulis_kepala(
    *,
    pelaku: Pengguna | None,
    unit: Unit,
    periode: Periode,
    jenis: JenisDokumen,
    isi: IsiKepala,
    kini: datetime,
    dilihat: str | None = None,
) -> DokumenKinerja:
    """Set number and effective date of one document. The same again changes nothing.

    Args:
        dilihat: `tanda_isi` of what the person saw; None does not compare (loading, importing).

    Raises PermissionDenied, PelanggaranAturan `beda_instansi`, `bulan_tanpa_tanggal`, `isi_berubah`.
    """
    wajib_kelola(pelaku, unit)
    if unit.instansi_id != periode.instansi_id:
        raise PelanggaranAturan("beda_instansi", "Unit dan tahun yang dipilih berasal dari instansi yang berbeda.")
    if isi.hanya_bulan and isi.berlaku is None:
        raise PelanggaranAturan(
            "bulan_tanpa_tanggal", "Isi tanggal berlaku dahulu; tanpa tanggal tidak ada bulan yang dapat dicetak."
        )
    # The row may not be there yet: those of a year wait for each other.
    Periode.objects.select_for_update(no_key=True).get(pk=periode.pk)
    kepala = kepala_dokumen(jenis, unit, periode)
    lama = isi_kepala(kepala)
    _pastikan_belum_berubah(lama, dilihat)
    _ubah(kepala, asdict(isi))
    _catat(pelaku, "dokumen_kinerja.kepala", kepala, unit, kini, lama, isi)
    return kepala


@transaction.atomic
def tulis_keterangan(
    *, pelaku: Pengguna | None, indikator: Indikator, isi: IsiKeterangan, kini: datetime, dilihat: str | None = None
) -> Indikator:
    """Set what the layouts say of one indicator: method and source are its own fields. `dilihat` as above.

    Raises PermissionDenied, PelanggaranAturan `isi_berubah`.
    """
    unit = indikator.sasaran.unit
    wajib_kelola(pelaku, unit)
    semua = Indikator.objects.select_for_update(of=("self",), no_key=True)
    terkini = semua.select_related("sasaran__unit", "keterangan_dokumen").get(pk=indikator.pk)
    lama = isi_keterangan(terkini)
    _pastikan_belum_berubah(lama, dilihat)
    nilai = asdict(isi)
    _ubah(terkini, {kolom: nilai.pop(kolom) for kolom in ("metode_pengukuran", "sumber_data")})
    KeteranganIndikator.objects.update_or_create(indikator=terkini, defaults=nilai)
    _catat(pelaku, "dokumen_kinerja.keterangan", terkini, unit, kini, lama, isi)
    return Indikator.objects.select_related("sasaran__unit", "keterangan_dokumen").get(pk=terkini.pk)


@transaction.atomic
def tulis_jabatan(
    *, pelaku: Pengguna | None, jabatan: Jabatan, isi: IsiJabatan, kini: datetime, dilihat: str | None = None
) -> Jabatan:
    """Set tugas and fungsi of one post. `dilihat` as above.

    Raises PermissionDenied, PelanggaranAturan `isi_berubah`.
    """
    wajib_kelola(pelaku, jabatan.unit)
    terkini = Jabatan.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=jabatan.pk)
    lama = isi_jabatan(terkini)
    _pastikan_belum_berubah(lama, dilihat)
    _ubah(terkini, {"tugas": isi.tugas, "fungsi": list(isi.fungsi)})
    _catat(pelaku, "dokumen_kinerja.jabatan", terkini, terkini.unit, kini, lama, isi)
    return terkini


def _pastikan_belum_berubah(lama: Isi, dilihat: str | None) -> None:
    if dilihat is not None and tanda_isi(lama) != dilihat:
        raise PelanggaranAturan(
            "isi_berubah",
            "Orang lain menyimpan perubahan sejak halaman ini dibuka. Isian Anda belum disimpan; bandingkan dengan "
            "yang tersimpan, lalu simpan lagi bila isian Anda yang dipakai.",
        )


def _ubah(objek: models.Model, nilai: Mapping[str, Any]) -> None:
    """Save what differs; a new row is always saved."""
    beda = [kolom for kolom, isi in nilai.items() if getattr(objek, kolom) != isi]
    for kolom in beda:
        setattr(objek, kolom, nilai[kolom])
    if objek.pk is None:
        objek.save()
    elif beda:
        objek.save(update_fields=beda)


def _catat(
    pelaku: Pengguna | None, aksi: str, objek: models.Model, unit: Unit, kini: datetime, lama: Isi, baru: Isi
) -> None:
    """A row of the trail with the changed fields only; none when nothing changed."""
    sebelum, sesudah = _polos(lama), _polos(baru)
    beda = [kolom for kolom in sesudah if sebelum[kolom] != sesudah[kolom]]
    if not beda:
        return
    jejak.catat(
        pelaku=pelaku,
        aksi=aksi,
        objek=objek,
        kini=kini,
        unit_jalur=unit.jalur,
        sebelum={kolom: sebelum[kolom] for kolom in beda},
        sesudah={kolom: sesudah[kolom] for kolom in beda},
    )


def _polos(isi: Isi) -> dict[str, Any]:
    return {kolom: list(nilai) if isinstance(nilai, tuple) else nilai for kolom, nilai in asdict(isi).items()}
