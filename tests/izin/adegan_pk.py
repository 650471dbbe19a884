"""The agreements of the permission matrix: a draft of bagian's head, a signed one of a post beside it, a budget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from indikator.models import Indikator
from kinerja.organisasi.models import Jabatan, Pejabat, Penempatan, Unit
from kinerja.perjanjian.models import Anggaran, DokumenPK, PerjanjianKinerja
from kinerja.perjanjian.services.pk import ajukan
from kinerja.perjanjian.services.pk_massal import susun
from kinerja.perjanjian.services.tanda_tangan import catat_kertas
from tests.orang import Pemeran

KINI = datetime(2023, 1, 20, 3, 0, tzinfo=UTC)
TANGGAL = date(2023, 1, 20)


@dataclass(frozen=True)
class AdeganPK:
    """Agreements of bagian; `anggaran` is a program with a kegiatan in it."""

    konsep: PerjanjianKinerja
    berlaku: PerjanjianKinerja
    dokumen: DokumenPK
    anggaran: Anggaran


def susun_pk(orang: Pemeran, kepala: Jabatan, indikator: Indikator) -> AdeganPK:
    """`kepala` leads bagian, whose post is held already and which has indicators."""
    _jabatan(orang.asisten, "Asisten", "196501011990031002", kepala=True)
    staf = _jabatan(orang.bagian, "Analis Contoh", "199001012015031005")
    indikator.penanggung_jawab.add(staf)
    berlaku = _bertanda(orang, _draf(orang, staf))
    program = Anggaran.objects.create(
        periode=orang.periode, jabatan=kepala, tingkat="program", kode="7.01", nama="Program Contoh", pagu=Decimal(100)
    )
    Anggaran.objects.create(
        periode=orang.periode,
        jabatan=kepala,
        tingkat="kegiatan",
        induk=program,
        kode="7.01.1",
        nama="Kegiatan Contoh",
        pagu=Decimal(60),
    )
    return AdeganPK(konsep=_draf(orang, kepala), berlaku=berlaku, dokumen=berlaku.dokumen.get(), anggaran=program)


def _jabatan(unit: Unit, nama: str, nip: str, *, kepala: bool = False) -> Jabatan:
    jabatan = Jabatan.objects.create(unit=unit, nama=nama, kepala=kepala)
    pejabat = Pejabat.objects.create(instansi=unit.instansi, nip=nip, nama=f"Pejabat {nama}")
    Penempatan.objects.create(jabatan=jabatan, pejabat=pejabat, mulai=date(2022, 1, 1))
    return jabatan


def _draf(orang: Pemeran, jabatan: Jabatan) -> PerjanjianKinerja:
    susun(pelaku=orang.perencana, jabatan=jabatan, periode=orang.periode, tanggal=TANGGAL, kini=KINI)
    return PerjanjianKinerja.objects.get(jabatan=jabatan)


def _bertanda(orang: Pemeran, draf: PerjanjianKinerja) -> PerjanjianKinerja:
    diajukan = ajukan(pelaku=orang.perencana, perjanjian=draf, versi_baris=draf.versi_baris, kini=KINI)
    return catat_kertas(
        pelaku=orang.perencana,
        perjanjian=diajukan,
        versi_baris=diajukan.versi_baris,
        berkas=SimpleUploadedFile("pindaian.pdf", b"%PDF-1.4\n%%EOF\n"),
        periksa=lambda unit, periode: [],
        kini=KINI,
    )
