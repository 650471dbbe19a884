"""What may be done to a line of realisation now, and if not, why (see kinerja/organisasi/boleh.py)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from indikator import alur
from indikator.models import Indikator, Realisasi
from indikator.services.alur_kerja import wajib_boleh_ajukan, wajib_boleh_tarik
from indikator.services.isian import wajib_boleh_isi
from indikator.services.pindah import wajib_boleh_pindah
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.boleh import JenisObjek, Syarat, Tindakan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


def _indikator() -> Any:
    return Indikator.objects.select_related("sasaran__unit__instansi", "sasaran__periode__instansi")


def _baris(indikator: Indikator, kunci: str) -> Realisasi:
    """The line `12/2` (indicator, quarter); an untouched one is not stored yet."""
    triwulan = int(kunci.partition("/")[2])
    baris = Realisasi.objects.filter(indikator=indikator, triwulan=triwulan).first() or Realisasi(triwulan=triwulan)
    baris.indikator = indikator
    return baris


def _isi(baris: Realisasi, user: Pengguna, kini: datetime) -> None:
    wajib_boleh_isi(baris, kini)


def _ajukan(baris: Realisasi, user: Pengguna, kini: datetime) -> None:
    wajib_boleh_ajukan(baris, user, kini)


def _tarik(baris: Realisasi, user: Pengguna, kini: datetime) -> None:
    wajib_boleh_tarik(baris, user, kini)


def _pindah(aksi: alur.Aksi) -> Syarat:
    def syarat(baris: Realisasi, user: Pengguna, kini: datetime) -> None:
        wajib_boleh_pindah(baris, aksi, user)

    return syarat


JENIS: Mapping[str, JenisObjek] = {
    "realisasi": JenisObjek(
        uraian="realisasi sebuah indikator pada satu triwulan: <id indikator>/<triwulan>",
        contoh="12/2",
        kumpulan=_indikator,
        pola=r"\d{1,18}/[1-4]",
        kunci=lambda teks: {"pk": int(teks.partition("/")[0])},
        muat=_baris,
        tindakan={
            "isi": Tindakan("mengisi komponen dan uraian", (Aksi.ISI,), _isi),
            "lampirkan": Tindakan("melampirkan bukti", (Aksi.ISI,), _isi),
            "ajukan": Tindakan("mengajukan", (Aksi.ISI,), _ajukan),
            "tarik": Tindakan("menarik kembali pengajuan", (Aksi.ISI,), _tarik),
            "verifikasi": Tindakan("memverifikasi", (Aksi.VERIFIKASI,), _pindah(alur.Aksi.VERIFIKASI)),
            "kembalikan": Tindakan("mengembalikan", (Aksi.VERIFIKASI, Aksi.SETUJUI), _pindah(alur.Aksi.KEMBALIKAN)),
            "setujui": Tindakan("menyetujui", (Aksi.SETUJUI,), _pindah(alur.Aksi.SETUJUI)),
            "koreksi": Tindakan("membuka koreksi", (Aksi.KOREKSI,), _pindah(alur.Aksi.KOREKSI)),
        },
    )
}
