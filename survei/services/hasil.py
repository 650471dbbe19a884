"""Fixing a result, taking it back, publishing it: each locks, checks, writes, records, and tells the indicators."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction

from indikator.hitung.angka import bulatkan
from indikator.services.simpanan import DESIMAL_SIMPAN
from kinerja.beku import bekukan, sidik
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.peristiwa.models import JenisPeristiwa
from kinerja.peristiwa.services.catat import catat_peristiwa
from survei.alur import Gerak, Status
from survei.hitung.data import DataHasil
from survei.hitung.umum import TERBIT_MINIMAL
from survei.models import HasilSurvei, Survei, VersiHasil
from survei.models.survei import SumberSurvei
from survei.selectors.hasil import hasil_kini
from survei.selectors.sinyal import cari_sinyal
from survei.services.kunci import kunci_survei, status_setelah
from survei.services.tautan_indikator import perbarui_tautan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


def kode_publik_baru() -> str:
    """Path of a public page: short enough to print, not guessable."""
    return secrets.token_urlsafe(9)


@transaction.atomic
def tetapkan(*, pelaku: Pengguna, survei: Survei, terlihat: str, kini: datetime) -> HasilSurvei:
    """Fix the result of a closed survey: freeze all that is shown, and feed the indicators linked to it.

    Args:
        terlihat: the hash of the result the person saw (`sidik_kini`); another one by now is refused, so nobody signs
            a figure they have not read.

    Returns: the result; asked again for the same figures it changes nothing.

    Raises:
        PelanggaranAturan: `status_survei` (not closed), `tanpa_hasil` (nothing to fix), `hasil_berubah`.
    """
    terkini = kunci_survei(survei)
    ada = HasilSurvei.objects.filter(survei=terkini).first()
    if ada is not None:
        return ada
    terkini.status = status_setelah(terkini, Gerak.TETAPKAN)
    data = hasil_kini(terkini)
    ikm = wajib_ada_hasil(data)
    if sidik(bekukan(data)) != terlihat:
        raise PelanggaranAturan(
            "hasil_berubah",
            "Hasil survei ini berubah sejak halaman Anda dibuka (ada jawaban atau periode lain yang berubah). "
            "Periksa angka terbarunya, lalu tetapkan.",
        )
    hasil = _simpan_hasil(pelaku, terkini, data, ikm, kini)
    _simpan_status(terkini)
    _catat(pelaku, "survei.tetapkan", terkini, kini, sesudah={"ikm": hasil.ikm, "sha256": hasil.sha256})
    _umumkan(JenisPeristiwa.SURVEI_DITETAPKAN, terkini, hasil, kini)
    perbarui_tautan(terkini, kini)
    return hasil


def _simpan_hasil(pelaku: Pengguna, survei: Survei, data: DataHasil, ikm: Decimal, kini: datetime) -> HasilSurvei:
    isi = bekukan(_dengan_sinyal(survei, data))
    return HasilSurvei.objects.create(
        survei=survei,
        isi=isi,
        sha256=sidik(isi),
        ikm=bulatkan(ikm, DESIMAL_SIMPAN),
        mutu=data.mutu,
        nilai_persepsi=data.nilai_persepsi,
        responden=data.responden,
        ditetapkan_oleh=pelaku,
        ditetapkan_pada=kini,
        kode_publik=_kode_publik(survei),
    )


@transaction.atomic
def batalkan(*, pelaku: Pengguna, survei: Survei, alasan: str, kini: datetime) -> VersiHasil:
    """Take a fixed or published result back, with a reason; its contents stay as an earlier version.

    The survey is closed again, its public page says that the result is being mended, and indicators lose the value.

    Raises PelanggaranAturan: `alasan_wajib`, `status_survei`.
    """
    terkini = kunci_survei(survei)
    alasan = alasan.strip()
    if not alasan:
        raise PelanggaranAturan("alasan_wajib", "Tuliskan alasan membuka kembali hasil yang sudah ditetapkan.")
    sebelum = terkini.status
    terkini.status = status_setelah(terkini, Gerak.BATALKAN)
    hasil = HasilSurvei.objects.get(survei=terkini)
    lama = VersiHasil.objects.create(
        survei=terkini,
        isi=hasil.isi,
        sha256=hasil.sha256,
        kode_publik=hasil.kode_publik,
        ditetapkan_oleh=hasil.ditetapkan_oleh,
        ditetapkan_pada=hasil.ditetapkan_pada,
        terbit_pada=hasil.terbit_pada,
        dibatalkan_oleh=pelaku,
        dibatalkan_pada=kini,
        alasan=alasan,
    )
    hasil.delete()
    _simpan_status(terkini)
    _catat(
        pelaku,
        "survei.batalkan",
        terkini,
        kini,
        sebelum={"status": sebelum, "ikm": hasil.ikm, "sha256": hasil.sha256},
        sesudah={"status": terkini.status},
        alasan=alasan,
    )
    _umumkan(JenisPeristiwa.SURVEI_DIBATALKAN, terkini, hasil, kini)
    perbarui_tautan(terkini, kini)
    return lama


@transaction.atomic
def terbitkan(*, pelaku: Pengguna, survei: Survei, kini: datetime) -> HasilSurvei:
    """Open the public page of a fixed result; published already it changes nothing.

    Raises PelanggaranAturan `status_survei` when the result is not fixed, `terlalu_sedikit` when so few people answered
    that each could be recognised.
    """
    terkini = kunci_survei(survei)
    if terkini.status != Status.TERBIT:
        terkini.status = status_setelah(terkini, Gerak.TERBITKAN)
        wajib_cukup_banyak(terkini)
        HasilSurvei.objects.filter(survei=terkini).update(terbit_pada=kini)
        _simpan_status(terkini)
        _catat(pelaku, "survei.terbitkan", terkini, kini, sesudah={"status": terkini.status})
    return HasilSurvei.objects.get(survei=terkini)


def wajib_ada_hasil(data: DataHasil) -> Decimal:
    """The index to fix; raises PelanggaranAturan `tanpa_hasil` when there is none."""
    if data.ikm is None:
        raise PelanggaranAturan("tanpa_hasil", f"Belum ada hasil yang dapat ditetapkan. {data.alasan}")
    return data.ikm


def wajib_cukup_banyak(survei: Survei) -> None:
    """Raise PelanggaranAturan `terlalu_sedikit` when each of the people who answered could be recognised."""
    responden = HasilSurvei.objects.values_list("responden", flat=True).get(survei=survei)
    if survei.sumber == SumberSurvei.JAWABAN and responden < TERBIT_MINIMAL:
        raise PelanggaranAturan(
            "terlalu_sedikit",
            f"Hasil dari {responden} responden tidak diterbitkan, karena jawaban tiap orang dapat dikenali. "
            f"Hasil dapat terbit mulai {TERBIT_MINIMAL} responden; penetapannya tetap berlaku.",
        )


def _dengan_sinyal(survei: Survei, data: DataHasil) -> DataHasil:
    """The result with the signals found among its forms: what the verifier could have seen is kept with it."""
    temuan = cari_sinyal(survei)
    return replace(data, sinyal=temuan.sinyal, sinyal_catatan=temuan.catatan)


def _kode_publik(survei: Survei) -> str:
    """A printed address stays right when a result is fixed again."""
    lama = VersiHasil.objects.filter(survei=survei).values_list("kode_publik", flat=True).first()
    return lama or kode_publik_baru()


def _simpan_status(survei: Survei) -> None:
    survei.versi += 1
    survei.save(update_fields=["status", "versi"])


def _catat(pelaku: Pengguna, aksi: str, survei: Survei, kini: datetime, **lain: Any) -> None:
    jejak.catat(pelaku=pelaku, aksi=aksi, objek=survei, kini=kini, unit_jalur=survei.unit.jalur, **lain)


def _umumkan(jenis: JenisPeristiwa, survei: Survei, hasil: HasilSurvei, kini: datetime) -> None:
    isi = {
        "ikm": hasil.ikm,
        "mutu": hasil.mutu,
        "responden": hasil.responden,
        "sha256": hasil.sha256,
        "status": survei.status,
    }
    catat_peristiwa(jenis, objek=survei, unit=survei.unit, kini=kini, isi=isi)
