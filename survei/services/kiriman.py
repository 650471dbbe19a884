"""Answers that another system sends: the steps of an upload (received, mapped, checked, accepted, loaded) in one go.

A batch is loaded whole or not at all, in one transaction; bad rows stay out only if the sender says so. The batch is an
upload like any other: it is seen on the pages, counted, and can be undone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction

from kinerja.organisasi.akses import Aksi, boleh
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.pekerjaan import Giliran
from survei.hitung.unsur import Urutan
from survei.models import Survei, Unggahan
from survei.models.jawaban import StatusUnggahan
from survei.services import unggahan as unggah
from survei.services.kiriman_naskah import Naskah
from survei.services.unggahan_muat import muat
from survei.services.unggahan_periksa import periksa_unggahan
from survei.services.unggahan_simpan import BERKAS
from survei.unggah import simpan
from survei.unggah.cocok import bergantung_urutan
from survei.unggah.kenali import Pemetaan, Peran
from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.salah import AWAL_RUMUS, Kelompok, SelSalah

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@dataclass(frozen=True, slots=True)
class Kehendak:
    """What the sender decides beforehand.

    `layanan`: id of the service all rows are about; `urutan`: what U8 and U9 mean where the headings do not tell.
    """

    hanya_baik: bool = False
    tahu_kembar: bool = False
    layanan: int | None = None
    urutan: Urutan | None = None


@dataclass(frozen=True, slots=True)
class HasilKiriman:
    """What became of the rows: those not in `salah` are good. `unggahan` None: nothing was kept."""

    unggahan: UUID | None
    jumlah_baris: int
    jumlah_baik: int
    kosong: int
    peringatan: tuple[str, ...]
    salah: tuple[SelSalah, ...]

    @property
    def kelompok(self) -> list[Kelompok]:
        """Equal errors together, the most frequent first."""
        isi: dict[tuple[str, str], list[SelSalah]] = {}
        for sel in self.salah:
            isi.setdefault((sel.kolom, sel.aturan), []).append(sel)
        semua = [Kelompok(k, a, tuple(dict.fromkeys(s.baris for s in sel)), tuple(sel)) for (k, a), sel in isi.items()]
        return sorted(semua, key=lambda g: (-len(g.baris), g.baris[0], g.kolom))


class AdaBarisSalah(Exception):
    """Some rows are bad and the sender did not say that the good ones may be loaded alone; nothing was loaded."""

    def __init__(self, hasil: HasilKiriman, pesan: str) -> None:
        super().__init__(pesan)
        self.hasil, self.pesan = hasil, pesan


class _Serentak(Giliran):
    """The turn of one who checks and loads within the transaction that made the row: nobody else can see it."""

    __slots__ = ()

    @contextmanager
    def di_luar_transaksi(self) -> Iterator[Giliran]:
        yield self


def kirim(
    *, pelaku: Pengguna, survei: Survei, naskah: Naskah, kehendak: Kehendak, coba: bool, kini: datetime
) -> HasilKiriman:
    """Check the rows and load them; `coba`: only say what would happen, and keep nothing.

    Raises:
        AdaBarisSalah: bad rows without `hanya_baik`.
        PelanggaranAturan: those of the upload (`berkas_ditolak`, `kolom_salah`, `urutan_wajib`, `berkas_kembar`,
            `tanpa_baris_baik`, `survei_tidak_berjalan`, `bukan_jawaban`).
    """
    berkas: list[str] = []
    try:
        with transaction.atomic():
            satu = _periksa(pelaku, survei, naskah, kehendak, kini, berkas)
            hasil = _hasil(satu, naskah.geser)
            if not coba:
                _muat(pelaku, satu, hasil, kehendak, kini)
                return hasil
            transaction.set_rollback(True)
    except BaseException:
        _lepas(berkas)
        raise
    _lepas(berkas)
    return HasilKiriman(None, hasil.jumlah_baris, hasil.jumlah_baik, hasil.kosong, hasil.peringatan, hasil.salah)


def antrekan(
    *, pelaku: Pengguna, survei: Survei, naskah: Naskah, kehendak: Kehendak, coba: bool, kini: datetime
) -> Unggahan:
    """The same in the background; the upload's row says how far it is. `coba`: it stops when it is checked."""
    with transaction.atomic():
        satu = unggah.terima(pelaku=pelaku, survei=survei, berkas=naskah.berkas, kini=kini)
        if not coba:
            satu.pemetaan["otomatis"] = {
                "hanya_baik": kehendak.hanya_baik,
                "tahu_kembar": kehendak.tahu_kembar,
                "lewat": pelaku.lewat,
            }
            satu.save(update_fields=["pemetaan"])
        return _petakan(pelaku, satu, naskah, kehendak, kini, antre=True)


def lanjutkan(unggahan: Unggahan, kini: datetime) -> None:
    """Accept a checked batch whose sender has decided beforehand; a refusal stays on its row for them to read."""
    kehendak = unggahan.pemetaan.get("otomatis")
    if kehendak is None or unggahan.status != StatusUnggahan.SIAP or unggahan.galat:
        return
    pelaku = unggahan.diunggah_oleh
    pelaku.lewat = kehendak["lewat"]
    try:
        if not boleh(pelaku, Aksi.KELOLA_SURVEI, unggahan):
            raise PelanggaranAturan("tidak_berwenang", "Pengirimnya tidak lagi berwenang memasukkan jawaban.")
        unggah.setujui(
            pelaku=pelaku,
            unggahan=unggahan,
            hanya_baik=kehendak["hanya_baik"],
            tahu_kembar=kehendak["tahu_kembar"],
            kini=kini,
        )
    except PelanggaranAturan as salah:
        Unggahan.objects.filter(pk=unggahan.pk, status=StatusUnggahan.SIAP).update(galat=salah.pesan)


def _periksa(
    pelaku: Pengguna, survei: Survei, naskah: Naskah, kehendak: Kehendak, kini: datetime, berkas: list[str]
) -> Unggahan:
    """The checked row; names of stored files go into `berkas` as they come."""
    awal = unggah.terima(pelaku=pelaku, survei=survei, berkas=naskah.berkas, kini=kini)
    berkas.append(str(awal.berkas.name))
    _petakan(pelaku, awal, naskah, kehendak, kini, antre=False)
    satu = _segar(awal.pk)
    try:
        periksa_unggahan(satu, _giliran(satu), kini)
    except KesalahanUnggah as salah:
        raise PelanggaranAturan("berkas_ditolak", salah.pesan) from salah
    satu = _segar(awal.pk)
    berkas.extend(str(getattr(satu, nama).name) for nama in BERKAS if getattr(satu, nama).name)
    return satu


def _petakan(
    pelaku: Pengguna, satu: Unggahan, naskah: Naskah, kehendak: Kehendak, kini: datetime, *, antre: bool
) -> Unggahan:
    pemetaan = simpan.dari_json(satu.pemetaan)
    urutan = _urutan(satu.survei, pemetaan, kehendak) if not naskah.pilihan else Urutan(satu.survei.urutan_unsur)
    pilihan = naskah.pilihan or _pilihan(satu.survei, pemetaan)
    return unggah.petakan(
        pelaku=pelaku,
        unggahan=satu,
        pilihan=pilihan,
        urutan=urutan,
        layanan=_layanan(satu.survei, kehendak.layanan),
        kini=kini,
        antre=antre,
    )


def _muat(pelaku: Pengguna, satu: Unggahan, hasil: HasilKiriman, kehendak: Kehendak, kini: datetime) -> None:
    try:
        unggah.setujui(
            pelaku=pelaku,
            unggahan=satu,
            hanya_baik=kehendak.hanya_baik,
            tahu_kembar=kehendak.tahu_kembar,
            kini=kini,
            antre=False,
        )
    except PelanggaranAturan as salah:
        if salah.kode in {"ada_baris_salah", "tanpa_baris_baik"} and hasil.salah:
            raise AdaBarisSalah(hasil, salah.pesan) from salah
        raise
    siap = _segar(satu.pk)
    muat(siap, _giliran(siap), kini)


def _segar(pk: UUID) -> Unggahan:
    return Unggahan.objects.select_related("survei__unit__instansi", "diunggah_oleh").get(pk=pk)


def _giliran(satu: Unggahan) -> Giliran:
    return _Serentak(Unggahan.objects.filter(pk=satu.pk, status=satu.status))


def _urutan(survei: Survei, pemetaan: Pemetaan, kehendak: Kehendak) -> Urutan:
    if perlu := bergantung_urutan(pemetaan):
        urutan = kehendak.urutan or pemetaan.urutan
        if urutan is None:
            raise PelanggaranAturan(
                "urutan_wajib",
                f"Judul kolom {' dan '.join(k.kepala for k in perlu)} tidak menyebut artinya. Sebutkan urutan="
                f"{' atau '.join(u.value for u in Urutan)}.",
            )
        return urutan
    return Urutan(survei.urutan_unsur)


def _pilihan(survei: Survei, pemetaan: Pemetaan) -> dict[int, tuple[Peran, str | None]]:
    """As recognised; a column of services is read only where the survey has services."""
    if survei.layanan.exists():
        return {}
    return {k.indeks: (Peran.LAIN, None) for k in pemetaan.kolom if k.peran is Peran.LAYANAN}


def _layanan(survei: Survei, pk: int | None) -> int | None:
    if pk is not None and not survei.layanan.filter(pk=pk).exists():
        raise PelanggaranAturan("layanan_asing", "Layanan yang dipilih bukan layanan survei ini.")
    return pk


def _hasil(satu: Unggahan, geser: int) -> HasilKiriman:
    isi = satu.pemeriksaan
    return HasilKiriman(
        satu.pk,
        satu.jumlah_baris,
        satu.jumlah_baik,
        isi["kosong"],
        tuple(isi["peringatan"]),
        tuple(baca_salah(satu, geser)),
    )


def baca_salah(satu: Unggahan, geser: int = 0) -> Iterable[SelSalah]:
    """The bad cells of a checked batch, as the check listed them; none when the list is no longer kept."""
    if not satu.salah.name:
        return
    with satu.salah.open("rb") as berkas, TextIOWrapper(berkas, "utf-8-sig", newline="") as teks:
        baris = csv.reader(teks, delimiter=";")
        next(baris, None)
        for nomor, kolom, nilai, aturan in baris:
            if nomor:
                yield SelSalah(int(nomor) - geser, kolom, _tanpa_kutip(nilai), aturan)


def _tanpa_kutip(nilai: str) -> str:
    """Without the mark that keeps a spreadsheet from running it."""
    return nilai[1:] if nilai.startswith("'") and nilai[1:].startswith(AWAL_RUMUS) else nilai


def _lepas(berkas: Sequence[str]) -> None:
    for nama in berkas:
        default_storage.delete(nama)
