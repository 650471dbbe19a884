"""What may be done to a report, and at a unit, now (see kinerja/organisasi/boleh.py)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from indikator.services import boleh as indikator
from kinerja.laporan.models import HIDUP, Laporan
from kinerja.laporan.permintaan import wajib_peminta
from kinerja.laporan.selectors import wajib_terbit
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.boleh import JenisObjek, Tindakan
from kinerja.organisasi.models import Unit
from kinerja.perjanjian.services import boleh as perjanjian
from survei.services import boleh as survei

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


def _laporan() -> Any:
    return Laporan.objects.all()


def _unit() -> Any:
    return Unit.objects.all()


def _unduh(laporan: Laporan, user: Pengguna, kini: datetime) -> None:
    wajib_terbit(laporan)


def _batal(laporan: Laporan, user: Pengguna, kini: datetime) -> None:
    if laporan.status not in HIDUP:
        raise PelanggaranAturan(
            "sudah_berakhir", f"Laporan ini {laporan.get_status_display().lower()}; tidak ada yang dapat dibatalkan."
        )
    wajib_peminta(laporan, user)


JENIS: Mapping[str, JenisObjek] = {
    **indikator.JENIS,
    **survei.JENIS,
    **perjanjian.JENIS,
    "laporan": JenisObjek(
        uraian="sebuah laporan: <id laporan>",
        contoh="0a6f3f0e-6f1e-4f53-9a55-3f0c9a4f2b11",
        kumpulan=_laporan,
        pola=r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        kunci=lambda teks: {"pk": UUID(teks)},
        tindakan={
            "unduh": Tindakan("mengunduh berkasnya", (Aksi.MINTA_LAPORAN,), _unduh),
            "batal": Tindakan("membatalkan permintaan sendiri", (Aksi.MINTA_LAPORAN,), _batal),
        },
    ),
    "unit": JenisObjek(
        uraian="sebuah unit: <id unit>; hanya peran yang menentukan",
        contoh="7",
        kumpulan=_unit,
        tindakan={
            "minta_laporan": Tindakan("meminta laporan", (Aksi.MINTA_LAPORAN,)),
            "kelola_kinerja": Tindakan("mengelola sasaran, indikator, dan target", (Aksi.KELOLA_KINERJA,)),
            "susun_pk": Tindakan("menyusun Perjanjian Kinerja", (Aksi.SUSUN_PK,)),
            "buat_survei": Tindakan("membuat survei", (Aksi.KELOLA_SURVEI,)),
            "baca_jejak": Tindakan("membaca jejak audit", (Aksi.BACA_JEJAK,)),
            "kelola_organisasi": Tindakan("mengelola unit dan pengguna", (Aksi.KELOLA_ORGANISASI,)),
        },
    ),
}
