"""Pouring a checked file into the database: answers and tallies in one transaction, by COPY."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from django.db import connection, transaction
from psycopg2 import sql

from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.pekerjaan import Berhenti, Giliran
from survei.hitung.tally_json import dimensi_dari_json
from survei.models import Jawaban, Survei, Unggahan
from survei.models.jawaban import StatusUnggahan
from survei.selectors.tambahan import daftar_tanya
from survei.services import tally
from survei.services.jawaban import wajib_berjalan
from survei.services.kunci import kunci_survei
from survei.services.unggahan_simpan import hapus_berkas
from survei.unggah import simpan

_LANGKAH_BYTE = 1024 * 1024
_POTONG = 256 * 1024


class _Alir:
    """The prepared rows as COPY reads them, with the step shown now and then.

    psycopg2 hides what a reader raises; it is kept here to be raised again.
    """

    def __init__(self, berkas: IO[bytes], ukuran: int, giliran: Giliran) -> None:
        self.berkas, self.ukuran, self.giliran = berkas, ukuran, giliran
        self.terbaca = self.terlapor = 0
        self.salah: Exception | None = None

    def read(self, banyak: int) -> bytes:
        """The next piece."""
        isi = self.berkas.read(banyak)
        self.terbaca += len(isi)
        if self.terbaca - self.terlapor >= _LANGKAH_BYTE:
            self.terlapor = self.terbaca
            try:
                self.giliran.maju("Memuat jawaban", 5 + 80 * self.terbaca // self.ukuran)
            except Berhenti as henti:
                self.salah = henti
                raise
        return isi


def muat(unggahan: Unggahan, giliran: Giliran, kini: datetime) -> None:
    """Load the good rows of a checked file, all or none.

    The rows go in first, without a lock; then the survey is locked for the moment that its tallies take, so citizens
    who answer meanwhile do not wait for a big file.

    Raises PelanggaranAturan `survei_tidak_berjalan`, `bukan_jawaban`, `inti_berubah`; Berhenti when it was cancelled.
    """
    giliran.maju("Memuat jawaban", 5)
    with transaction.atomic():
        with giliran.di_luar_transaksi() as luar, unggahan.siap.open("rb") as berkas:
            _salin(unggahan, _Alir(berkas, max(1, unggahan.siap.size), luar))
            luar.maju("Menjumlahkan", 90)
        survei = kunci_survei(unggahan.survei)
        wajib_berjalan(survei)
        wajib_inti_sama(survei, unggahan)
        tally.tambah(survei, dimensi_dari_json(unggahan.tally))
        _selesaikan(unggahan, survei, giliran, kini)


def wajib_inti_sama(survei: Survei, unggahan: Unggahan) -> None:
    """Raise PelanggaranAturan `inti_berubah` when the questions changed since the file was checked.

    Also when the file was checked by an earlier release that prepared other columns.
    """
    kolom = tally.kolom_unsur(survei)
    layanan = set(map(str, survei.layanan.values_list("pk", flat=True)))
    dipakai = {kunci for dimensi, kunci, _ in unggahan.tally if dimensi == "layanan" and kunci}
    isi = unggahan.pemeriksaan
    tanya = {t.nomor for t in daftar_tanya(survei)}
    sama = isi["inti"] == [list(pasangan) for pasangan in kolom.items()] and set(isi.get("tanya", ())) <= tanya
    if not sama or not dipakai <= layanan or "kolom" not in isi:
        raise PelanggaranAturan(
            "inti_berubah",
            "Pertanyaan atau layanan survei ini berubah sejak berkas diperiksa. Tidak ada yang dimuat. "
            "Periksa ulang berkasnya dari langkah kolom.",
        )


def _salin(unggahan: Unggahan, alir: _Alir) -> None:
    kolom = sql.SQL(", ").join(map(sql.Identifier, unggahan.pemeriksaan["kolom"]))
    perintah = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(Jawaban._meta.db_table), kolom)
    with connection.cursor() as kursor:
        try:
            kursor.copy_expert(perintah.as_string(kursor.connection), alir, _POTONG)
        except Exception:
            if alir.salah is not None:
                raise alir.salah from None
            raise
        # References are checked now, before the survey is locked, and not at the commit.
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _selesaikan(unggahan: Unggahan, survei: Survei, giliran: Giliran, kini: datetime) -> None:
    if not giliran.milik.filter(batal_diminta=False).update(
        status=StatusUnggahan.SELESAI, langkah="Selesai", persen=100, galat="", selesai_pada=kini
    ):
        raise Berhenti(dibatalkan=True)
    pribadi = simpan.dari_json(unggahan.pemetaan).pribadi
    hapus_berkas(unggahan, "siap", *(("berkas",) if pribadi else ()))
    jejak.catat(
        pelaku=None,
        aksi="unggahan.muat",
        objek=unggahan,
        kini=kini,
        unit_jalur=survei.unit.jalur,
        sesudah={"survei": survei.pk, "jawaban": unggahan.jumlah_baik, "sha256": unggahan.sha256},
    )
