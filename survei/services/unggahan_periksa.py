"""The check of an uploaded file: good rows into a file ready to load, bad cells into a list, counts into the row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime, time
from tempfile import TemporaryFile
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import default_storage

from kinerja.organisasi.tanggal import tulis_tanggal
from kinerja.pekerjaan import Berhenti, Giliran
from survei.hitung.dimensi import Kunci, gabung_dimensi, tally_per_dimensi
from survei.hitung.kemas import POTONGAN
from survei.hitung.responden import KELOMPOK_UMUR, sebutan
from survei.hitung.tally import TallySurvei
from survei.hitung.tally_json import dimensi_ke_json
from survei.hitung.tambahan import Tanya, tabel_tambahan
from survei.hitung.unsur import Urutan
from survei.models import Survei, Unggahan
from survei.models.jawaban import StatusUnggahan
from survei.selectors.tambahan import daftar_tanya
from survei.services import tally
from survei.unggah import simpan
from survei.unggah.baca import baca_lagi
from survei.unggah.ciri import Pembacaan, pembaca_survei
from survei.unggah.cocok import SEBUTAN_PERAN
from survei.unggah.kenali import Peran
from survei.unggah.periksa import BarisSah, Pemeriksa
from survei.unggah.salah import AWAL_RUMUS, SelSalah, ribuan
from survei.unggah.siap import Penyusun, Tujuan, potong
from survei.unggah.tabel import BarisMentah
from survei.unggah.tambahan import pembaca_tambahan

CONTOH = 8
MAKS_DAFTAR = 100_000  # bad cells listed one by one; beyond them the groups still count every row
MAKS_KELOMPOK = 50
_LANGKAH_BARIS = 10_000
_PANJANG_CONTOH = 60
KEPALA_SALAH = ("Baris", "Kolom", "Nilai", "Aturan")


@dataclass
class DaftarSalah:
    """Every bad cell as a line of Excel's Indonesian CSV; after `MAKS_DAFTAR` only the number grows."""

    berkas: IO[bytes]
    banyak: int = 0
    _teks: io.StringIO = field(default_factory=io.StringIO)

    def __post_init__(self) -> None:
        self.berkas.write("\ufeff".encode())
        self._tulis(KEPALA_SALAH)

    def catat(self, sel: SelSalah) -> None:
        """Write one cell."""
        self.banyak += 1
        if self.banyak <= MAKS_DAFTAR:
            self._tulis((str(sel.baris), sel.kolom, sel.nilai, sel.aturan))

    def tutup(self) -> None:
        """Say how many were left out."""
        if self.banyak > MAKS_DAFTAR:
            sisa = ribuan(self.banyak - MAKS_DAFTAR)
            self._tulis(("", "", "", f"… dan {sisa} sel lagi. Perbaiki yang di atas lebih dulu."))

    def _tulis(self, baris: Iterable[str]) -> None:
        self._teks.seek(0)
        self._teks.truncate()
        # A cell of somebody's file must not run as a formula on the reader's machine.
        csv.writer(self._teks, delimiter=";").writerow([f"'{s}" if s.startswith(AWAL_RUMUS) else s for s in baris])
        self.berkas.write(self._teks.getvalue().encode())


def periksa_unggahan(unggahan: Unggahan, giliran: Giliran, kini: datetime) -> None:
    """Check the file as the person mapped it and store what was found; the row then waits for a decision.

    Raises KesalahanUnggah when the file can't be read that way, Berhenti when the row is no longer ours.
    """
    giliran.maju("Membaca berkas", 5)
    survei = unggahan.survei
    pemetaan = simpan.dari_json(unggahan.pemetaan)
    tanya = daftar_tanya(survei)
    with ExitStack() as tumpukan:
        siap, salah = (tumpukan.enter_context(TemporaryFile()) for _ in range(2))
        daftar = DaftarSalah(salah)
        pemeriksa = Pemeriksa(
            pemetaan,
            Urutan(unggahan.urutan_unsur),
            opsi=dict(survei.unsur.values_list("kode", "opsi")),
            pembaca=_pembaca(survei, tanya, kini),
            lapor=daftar.catat,
        )
        penyusun = Penyusun(
            _tujuan(unggahan, survei),
            pemeriksa.kode,
            pemeriksa.ciri,
            [k.tanya for k in pemeriksa.kolom_ciri],
            tabel_tambahan(tanya),
        )
        berkas = tumpukan.enter_context(unggahan.berkas.open("rb"))
        tabel = baca_lagi(berkas, str(unggahan.berkas.name), unggahan.pemetaan["lembar"])
        hasil = _susun(pemeriksa, penyusun, _terlihat(tabel.baris, giliran), siap)
        daftar.tutup()
        giliran.maju("Menyimpan hasil pemeriksaan", 95)
        isi = {
            # Pairs, because a JSON object of the database forgets its order.
            "inti": [list(pasangan) for pasangan in penyusun.tujuan.kolom.items()],
            "kolom": penyusun.kolom,
            "tanya": [k.tanya for k in pemeriksa.kolom_ciri if k.tanya is not None],
            "peringatan": _peringatan(survei, pemeriksa, penyusun, hasil),
            "sel_salah": daftar.banyak,
        }
        isi |= _temuan(pemeriksa) | _pratinjau(survei, pemeriksa, tanya, hasil.contoh)
        _simpan(unggahan, giliran, hasil, isi, penyusun.sidik, siap, salah)


@dataclass
class _Hasil:
    banyak: int = 0
    ditolak: int = 0
    contoh: list[BarisSah] = field(default_factory=list)
    tally: dict[Kunci, TallySurvei] = field(default_factory=dict)


def _susun(pemeriksa: Pemeriksa, penyusun: Penyusun, baris: Iterable[BarisMentah], siap: IO[bytes]) -> _Hasil:
    hasil, kode = _Hasil(), tuple(penyusun.tujuan.kolom)
    for potongan in potong(pemeriksa.sah(baris), POTONGAN):
        teks, isian = penyusun.susun(potongan)
        siap.write(teks.encode(errors="replace"))
        hasil.tally = gabung_dimensi(hasil.tally, tally_per_dimensi(kode, isian))
        hasil.contoh = hasil.contoh or potongan[:CONTOH]
        hasil.banyak += len(potongan)
    hasil.ditolak = pemeriksa.catatan.ditolak
    return hasil


def _tujuan(unggahan: Unggahan, survei: Survei) -> Tujuan:
    return Tujuan(
        survei.pk,
        unggahan.pk,
        unggahan.diunggah_pada,
        tally.kolom_unsur(survei),
        unggahan.pemetaan.get("layanan"),
        (survei.mulai, survei.selesai),
        survei.unit.instansi.zona,
    )


def _terlihat(baris: Iterable[BarisMentah], giliran: Giliran) -> Iterator[BarisMentah]:
    """The rows, with the step shown now and then."""
    for banyak, satu in enumerate(baris):
        if banyak % _LANGKAH_BARIS == 0:
            # How many there are is not known before the end; the bar nears 90 without reaching it.
            giliran.maju(f"Memeriksa baris {ribuan(banyak)}", 30 + 60 * banyak // (banyak + 60_000))
        yield satu


def _pembaca(survei: Survei, tanya: Sequence[Tanya], kini: datetime) -> Pembacaan:
    layanan = {satu.nama: satu.pk for satu in survei.layanan.all()}
    hari_ini = kini.astimezone(survei.unit.instansi.zona).date()
    return pembaca_survei(layanan, hari_ini) | pembaca_tambahan(tanya)


def _peringatan(survei: Survei, pemeriksa: Pemeriksa, penyusun: Penyusun, hasil: _Hasil) -> list[str]:
    """What is no error but should be known before loading."""
    nama = dict(survei.unsur.values_list("kode", "nama"))
    semua = []
    if kosong := [k for k in penyusun.tujuan.kolom if k not in pemeriksa.kode]:
        daftar = ", ".join(nama[k] for k in kosong)
        semua.append(f"Berkas ini tidak mempunyai kolom untuk unsur {daftar}; jawabannya dimuat sebagai kosong.")
    if penyusun.di_luar_masa:
        masa = f"{tulis_tanggal(survei.mulai)} sampai {tulis_tanggal(survei.selesai)}"
        semua.append(
            f"{ribuan(penyusun.di_luar_masa)} baris bertanggal di luar masa survei ({masa}). "
            "Apakah berkas ini dari periode yang benar?"
        )
    if asing := sorted(k for d, k in hasil.tally if d == "umur" and k and k not in KELOMPOK_UMUR):
        semua.append(
            f"Kelompok umur {', '.join(asing)} bukan kelompok laporan ({', '.join(KELOMPOK_UMUR)}), jadi ditampilkan "
            "sebagai kelompok sendiri. Bila umur pastinya tercatat, lebih baik unggah umurnya."
        )
    return semua


def _temuan(pemeriksa: Pemeriksa) -> dict[str, Any]:
    """Bad rows in groups, largest first."""
    kelompok = pemeriksa.catatan.kelompok()
    return {
        "kelompok": [k.pesan for k in kelompok[:MAKS_KELOMPOK]],
        "kelompok_lain": max(0, len(kelompok) - MAKS_KELOMPOK),
        "kosong": pemeriksa.kosong,
    }


def _pratinjau(
    survei: Survei, pemeriksa: Pemeriksa, tanya: Sequence[Tanya], contoh: Sequence[BarisSah]
) -> dict[str, Any]:
    """The first good rows as people read them."""
    nama = dict(survei.unsur.values_list("kode", "nama"))
    layanan = dict(survei.layanan.values_list("pk", "nama"))
    teks = {t.nomor: f"{t.label} {t.teks}" for t in tanya}
    ciri = [teks[k.tanya] if k.tanya is not None else SEBUTAN_PERAN[k.peran] for k in pemeriksa.kolom_ciri]
    return {
        "kepala": [*(nama[k] for k in pemeriksa.kode), *ciri],
        "contoh": [_contoh(b, pemeriksa, layanan) for b in contoh],
    }


def _contoh(baris: BarisSah, pemeriksa: Pemeriksa, layanan: Mapping[int, str]) -> list[str]:
    """A good row as people read it: its number, the answers, the characteristics by their names."""
    ciri = [_sebut(p, isi, layanan) for p, isi in zip(pemeriksa.ciri, baris.ciri, strict=True)]
    return [str(baris.baris), *("" if n is None else str(n) for n in baris.jawaban), *ciri]


def _sebut(peran: Peran, isi: Any, layanan: Mapping[int, str]) -> str:
    if isi is None:
        return ""
    if isinstance(isi, date):
        return f"{isi:%d/%m/%Y %H.%M}" if isinstance(isi, datetime) else f"{isi:%d/%m/%Y}"
    if isinstance(isi, time):
        return f"{isi:%H.%M}"
    if peran is Peran.LAYANAN:
        return layanan.get(isi, "")
    return sebutan(peran.value, isi) if peran in (Peran.PENDIDIKAN, Peran.PEKERJAAN) else str(isi)[:_PANJANG_CONTOH]


def _simpan(
    unggahan: Unggahan,
    giliran: Giliran,
    hasil: _Hasil,
    isi: dict[str, Any],
    sidik: str,
    siap: IO[bytes],
    salah: IO[bytes],
) -> None:
    """Files first, row second: a row that is ready always has its files; those of a lost attempt are removed."""
    lama = [getattr(unggahan, satu).name for satu in ("siap", "salah")]
    baru = [_simpan_berkas(unggahan, siap, "siap.copy"), _simpan_berkas(unggahan, salah, "salah.csv")]
    tersimpan = giliran.milik.filter(batal_diminta=False).update(
        status=StatusUnggahan.SIAP,
        langkah="Menunggu keputusan",
        persen=100,
        siap=baru[0],
        salah=baru[1],
        sidik_isi=sidik,
        pemeriksaan=isi,
        tally=dimensi_ke_json(hasil.tally),
        jumlah_baris=hasil.banyak + hasil.ditolak,
        jumlah_baik=hasil.banyak,
    )
    for nama in filter(None, lama if tersimpan else baru):
        default_storage.delete(nama)
    if not tersimpan:
        raise Berhenti(dibatalkan=True)


def _simpan_berkas(unggahan: Unggahan, berkas: IO[bytes], akhiran: str) -> str:
    berkas.seek(0)
    nama = f"survei/{unggahan.diunggah_pada:%Y/%m}/{unggahan.pk}-{unggahan.percobaan}-{akhiran}"
    return default_storage.save(nama, File(berkas))
