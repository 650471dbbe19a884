"""From the body of a request for a report to the service that makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from kinerja.api.masalah import Masalah
from kinerja.api.saring import periode_tahun, unit_berkode
from kinerja.laporan import permintaan
from kinerja.laporan.api.serializers import MINTA, JenisMintaSerializer
from kinerja.laporan.models import JENIS_DOKUMEN, JENIS_TRIWULAN, Format, Jenis, Laporan
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Jabatan, Pengguna, Unit
from survei.models import Survei

Isi = Mapping[str, Any]
Hasil = tuple[Laporan, bool]


def minta(pelaku: Pengguna, badan: Any, kini: datetime) -> Hasil:
    """The report asked for by a JSON body, and whether its job is new.

    Raises ValidationError for a body that is not one of the kinds, Masalah 422 for a code or id outside what the caller
    may ask for, and what the services of kinerja/laporan/permintaan.py raise.
    """
    pilihan = JenisMintaSerializer(data=badan)
    pilihan.is_valid(raise_exception=True)
    jenis = Jenis(pilihan.validated_data["jenis"])
    isi = MINTA[jenis](data=badan)
    isi.is_valid(raise_exception=True)
    return _PEMINTA[jenis](pelaku, isi.validated_data, kini)


def _umum(pelaku: Pengguna, isi: Isi, kini: datetime) -> dict[str, Any]:
    return {"pelaku": pelaku, "format_": Format(isi["format"]), "kini": kini}


def _triwulan(pelaku: Pengguna, isi: Isi, kini: datetime) -> Hasil:
    unit = unit_berkode(pelaku, isi["unit"], Aksi.MINTA_LAPORAN)
    periode = periode_tahun(pelaku, unit, isi["tahun"])
    lingkup = {"unit": unit, "periode": periode, "triwulan": isi["triwulan"], "jenis": Jenis(isi["jenis"])}
    return permintaan.minta(**lingkup, **_umum(pelaku, isi, kini))


def _dokumen(pelaku: Pengguna, isi: Isi, kini: datetime) -> Hasil:
    unit = unit_berkode(pelaku, isi["unit"], Aksi.MINTA_LAPORAN)
    return _minta_dokumen(pelaku, isi, kini, unit)


def _skp(pelaku: Pengguna, isi: Isi, kini: datetime) -> Hasil:
    semua = Jabatan.objects.untuk(pelaku, Aksi.MINTA_LAPORAN).select_related("unit__instansi")
    jabatan = semua.filter(pk=isi["jabatan"]).first()
    if jabatan is None:
        raise Masalah(422, "jabatan_tidak_dikenal", f"Jabatan {isi['jabatan']} tidak ada di wewenang Anda.")
    return _minta_dokumen(pelaku, isi, kini, jabatan.unit, jabatan)


def _minta_dokumen(pelaku: Pengguna, isi: Isi, kini: datetime, unit: Unit, jabatan: Jabatan | None = None) -> Hasil:
    periode = periode_tahun(pelaku, unit, isi["tahun"])
    return permintaan.minta_dokumen(
        unit=unit, periode=periode, jenis=Jenis(isi["jenis"]), jabatan=jabatan, **_umum(pelaku, isi, kini)
    )


def _survei(pelaku: Pengguna, isi: Isi, kini: datetime) -> Hasil:
    survei = Survei.objects.untuk(pelaku, Aksi.MINTA_LAPORAN).select_related("unit").filter(pk=isi["survei"]).first()
    if survei is None:
        raise Masalah(422, "survei_tidak_dikenal", f"Survei {isi['survei']} tidak ada di wewenang Anda.")
    return permintaan.minta_survei(survei=survei, **_umum(pelaku, isi, kini))


def _kota(pelaku: Pengguna, isi: Isi, kini: datetime) -> Hasil:
    unit = unit_berkode(pelaku, isi["unit"], Aksi.MINTA_LAPORAN)
    return permintaan.minta_kota(unit=unit, tahun=isi["tahun"], **_umum(pelaku, isi, kini))


_PEMINTA: dict[Jenis, Callable[[Pengguna, Isi, datetime], Hasil]] = {
    **dict.fromkeys(JENIS_TRIWULAN, _triwulan),
    **dict.fromkeys(JENIS_DOKUMEN, _dokumen),
    Jenis.SKP: _skp,
    Jenis.SURVEI: _survei,
    Jenis.KOTA: _kota,
}
