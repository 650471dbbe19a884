"""What may be done to a survey now, and if not, why (see kinerja/organisasi/boleh.py)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.boleh import JenisObjek, Syarat, Tindakan
from survei.alur import Gerak
from survei.models import Survei
from survei.selectors.hasil import hasil_kini
from survei.services.hasil import wajib_ada_hasil, wajib_cukup_banyak
from survei.services.jawaban import wajib_berjalan
from survei.services.kunci import status_setelah
from survei.services.survei import wajib_belum_tetap, wajib_boleh_gerak

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


def _survei() -> Any:
    return Survei.objects.select_related("unit__instansi")


def _ubah(survei: Survei, user: Pengguna, kini: datetime) -> None:
    wajib_belum_tetap(survei)


def _jawab(survei: Survei, user: Pengguna, kini: datetime) -> None:
    wajib_berjalan(survei)


def _gerak(gerak: Gerak) -> Syarat:
    def syarat(survei: Survei, user: Pengguna, kini: datetime) -> None:
        wajib_boleh_gerak(survei, gerak)

    return syarat


def _tetapkan(survei: Survei, user: Pengguna, kini: datetime) -> None:
    status_setelah(survei, Gerak.TETAPKAN)
    wajib_ada_hasil(hasil_kini(survei))


def _terbitkan(survei: Survei, user: Pengguna, kini: datetime) -> None:
    status_setelah(survei, Gerak.TERBITKAN)
    wajib_cukup_banyak(survei)


def _batalkan(survei: Survei, user: Pengguna, kini: datetime) -> None:
    status_setelah(survei, Gerak.BATALKAN)


_KELOLA, _TETAPKAN = (Aksi.KELOLA_SURVEI,), (Aksi.TETAPKAN_SURVEI,)
JENIS: Mapping[str, JenisObjek] = {
    "survei": JenisObjek(
        uraian="sebuah survei: <id survei>",
        contoh="12",
        kumpulan=_survei,
        tindakan={
            "ubah": Tindakan("mengubah definisinya", _KELOLA, _ubah),
            "buka": Tindakan("membuka", _KELOLA, _gerak(Gerak.BUKA)),
            "tutup": Tindakan("menutup", _KELOLA, _gerak(Gerak.TUTUP)),
            "kirim_jawaban": Tindakan("memasukkan jawaban", _KELOLA, _jawab),
            "tetapkan": Tindakan("menetapkan hasilnya", _TETAPKAN, _tetapkan),
            "terbitkan": Tindakan("menerbitkan hasilnya", _TETAPKAN, _terbitkan),
            "batalkan": Tindakan("membatalkan penetapan hasilnya", _TETAPKAN, _batalkan),
        },
    )
}
