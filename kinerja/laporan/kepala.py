"""What stands above and below every report: the agency's letterhead and who signs."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from kinerja.laporan.data import Kop, Penandatangan
from kinerja.organisasi.models import Instansi, Jabatan, Penempatan, Unit
from kinerja.organisasi.models.pejabat import JenisPenempatan

# Who signs when several hold the post today: the one who stands in for the absent holder goes first.
URUTAN_PENEMPATAN = (
    JenisPenempatan.PLH,
    JenisPenempatan.PLT,
    JenisPenempatan.PJ,
    JenisPenempatan.DEFINITIF,
)


def kop_instansi(instansi: Instansi) -> Kop:
    """The agency's letterhead."""
    return Kop(instansi.pemerintah, instansi.nama, instansi.alamat, instansi.logo.name or "")


def kepala_unit(jalur: str, kini: datetime, instansi: Instansi) -> dict[int, Penempatan]:
    """Who leads each unit of the subtree on the day of `kini`."""
    hari = kini.astimezone(instansi.zona).date()
    berlaku = (
        Penempatan.objects.filter(jabatan__kepala=True, jabatan__unit__jalur__startswith=jalur, mulai__lte=hari)
        .filter(Q(selesai__isnull=True) | Q(selesai__gte=hari))
        .select_related("jabatan", "pejabat")
        .order_by("mulai")
    )
    hasil: dict[int, Penempatan] = {}
    for satu in berlaku:
        lama = hasil.get(satu.jabatan.unit_id)
        if lama is None or _peringkat(satu) <= _peringkat(lama):
            hasil[satu.jabatan.unit_id] = satu
    return hasil


def _peringkat(penempatan: Penempatan) -> int:
    return URUTAN_PENEMPATAN.index(JenisPenempatan(penempatan.jenis))


def penandatangan(unit: Unit, instansi: Instansi, kini: datetime) -> Penandatangan:
    """Who signs for `unit` on the day of `kini`; without a name when nobody is on record."""
    satu = kepala_unit(unit.jalur, kini, instansi).get(unit.pk)
    if satu is None:
        jabatan = Jabatan.objects.filter(unit=unit, kepala=True).first()
        sebutan = jabatan.nama if jabatan else f"Kepala {unit.nama}"
        return Penandatangan(sebutan, "", "", "", instansi.tempat)
    awal = "" if satu.jenis == JenisPenempatan.DEFINITIF else f"{satu.get_jenis_display()} "
    return Penandatangan(
        awal + satu.jabatan.nama, satu.pejabat.nama, satu.pejabat.pangkat, satu.pejabat.nip, instansi.tempat
    )
