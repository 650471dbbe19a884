"""A component's value given by another part of the product: stored with where it came from, and followed on."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from indikator import alur
from indikator.models import Komponen, NilaiKomponen, Realisasi
from indikator.models.indikator import SumberKomponen
from indikator.services.kunci import kunci_realisasi
from indikator.services.perhitungan import perbarui_terhitung
from indikator.services.versi import isi_beku
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.tanggal import tulis_triwulan

SUMBER_LUAR = frozenset({SumberKomponen.SURVEI})


@transaction.atomic
def isi_dari_sumber(
    *, komponen: Komponen, triwulan: int, nilai: Decimal | None, asal: dict[str, Any], kini: datetime
) -> Realisasi:
    """Store the value a source gives to one component, and everything that follows from it.

    Nobody types it, so no entry window is asked; but nobody's signature stays on a figure that moves: a submitted line
    goes back to its operator, an approved one is opened for correction with its old version kept. The same value again
    changes nothing but its explanation.

    Args:
        nilai: the value, or None to take it back; then `asal["alasan"]` says why there is none.
        asal: `uraian` (a sentence that explains the value), `alamat` (path of the page behind it), `alasan`,
            `rincian` (pairs of words and path: the parts it is made of).

    Raises:
        PelanggaranAturan: `bukan_sumber_luar` for a component that is typed or taken from another indicator.
    """
    if komponen.sumber not in SUMBER_LUAR:
        raise PelanggaranAturan(
            "bukan_sumber_luar", f"“{komponen.label}” tidak bersumber dari survei. Ubah sumber komponennya lebih dulu."
        )
    realisasi = kunci_realisasi(komponen.indikator, triwulan)
    lama = NilaiKomponen.objects.filter(realisasi=realisasi, komponen=komponen).first()
    if lama is not None and (lama.nilai, lama.asal) == (nilai, asal):
        return realisasi
    isi_lama = isi_beku(realisasi) if realisasi.status == alur.Status.DISETUJUI else None
    NilaiKomponen.objects.update_or_create(
        realisasi=realisasi,
        komponen=komponen,
        defaults={"nilai": nilai, "asal": asal, "diisi_oleh": None, "diisi_pada": kini},
    )
    isi = {"sebelum": {komponen.nama: lama.nilai if lama else None}, "sesudah": {komponen.nama: nilai}}
    _catat(realisasi, kini, alasan=asal.get("alasan") or asal.get("uraian", ""), **isi)
    sebutan = f"“{komponen.label}” {tulis_triwulan(triwulan)}"
    alasan = f"{sebutan} diambil ulang dari sumbernya, sehingga angka ini dihitung ulang."
    perbarui_terhitung(realisasi, isi_lama, alasan, kini)
    return realisasi


def _catat(realisasi: Realisasi, kini: datetime, **isi: Any) -> None:
    jalur = realisasi.indikator.sasaran.unit.jalur
    jejak.catat(pelaku=None, aksi="realisasi.sumber", objek=realisasi, kini=kini, unit_jalur=jalur, **isi)
