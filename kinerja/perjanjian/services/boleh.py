"""What may be done to an agreement now, and if not, why (see kinerja/organisasi/boleh.py)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.boleh import JenisObjek, Tindakan
from kinerja.perjanjian import alur
from kinerja.perjanjian.models import PerjanjianKinerja
from kinerja.perjanjian.services.pk import wajib_boleh_ajukan, wajib_boleh_ubah, wajib_pengembali, wajib_penyetuju
from kinerja.perjanjian.services.pk_pindah import status_setelah
from kinerja.perjanjian.services.tanda_tangan import sisi_pihak, wajib_boleh_kertas, wajib_boleh_tanda

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


def _perjanjian() -> Any:
    return PerjanjianKinerja.objects.select_related(
        "jabatan__unit__instansi", "periode__instansi", "pejabat_pertama", "pejabat_kedua"
    )


def _susun(baris: PerjanjianKinerja, user: Pengguna, kini: datetime) -> None:
    status_setelah(baris, alur.Aksi.SUSUN)


def _ajukan(baris: PerjanjianKinerja, user: Pengguna, kini: datetime) -> None:
    wajib_boleh_ajukan(baris)


def _setujui(baris: PerjanjianKinerja, user: Pengguna, kini: datetime) -> None:
    wajib_penyetuju(user, baris)
    status_setelah(baris, alur.Aksi.SETUJUI)


def _kembalikan(baris: PerjanjianKinerja, user: Pengguna, kini: datetime) -> None:
    wajib_pengembali(user, baris)
    status_setelah(baris, alur.Aksi.KEMBALIKAN)


def _tandatangani(baris: PerjanjianKinerja, user: Pengguna, kini: datetime) -> None:
    sisi = sisi_pihak(baris, user)
    if baris.tanda_tangan.filter(pihak=sisi, gugur_pada__isnull=True).exists():
        raise PelanggaranAturan("sudah_tanda", "Anda sudah menandatangani Perjanjian Kinerja ini.")
    wajib_boleh_tanda(baris)


def _kertas(baris: PerjanjianKinerja, user: Pengguna, kini: datetime) -> None:
    wajib_boleh_kertas(baris)


def _ubah(baris: PerjanjianKinerja, user: Pengguna, kini: datetime) -> None:
    wajib_boleh_ubah(baris)


JENIS: Mapping[str, JenisObjek] = {
    "perjanjian": JenisObjek(
        uraian="sebuah Perjanjian Kinerja: <id perjanjian>",
        contoh="31",
        kumpulan=_perjanjian,
        tindakan={
            "susun": Tindakan("menyusun ulang", (Aksi.SUSUN_PK,), _susun),
            "ajukan": Tindakan("mengajukan", (Aksi.AJUKAN_PK,), _ajukan),
            "setujui": Tindakan("menyetujui", (Aksi.SETUJUI_PK,), _setujui),
            "kembalikan": Tindakan("mengembalikan", (Aksi.SETUJUI_PK, Aksi.TANDATANGANI_PK), _kembalikan),
            "tandatangani": Tindakan("menandatangani", (Aksi.TANDATANGANI_PK,), _tandatangani),
            "catat_kertas": Tindakan("mencatat pindaian bertanda tangan", (Aksi.SUSUN_PK,), _kertas),
            "perubahan": Tindakan("membuat PK Perubahan", (Aksi.SUSUN_PK,), _ubah),
        },
    )
}
