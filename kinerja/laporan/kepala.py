"""What stands above and below every report: the agency's letterhead and who signs."""

from __future__ import annotations

from datetime import datetime

from kinerja.laporan.data import Kop, Penandatangan
from kinerja.organisasi.models import Instansi, Jabatan, Penempatan, Unit
from kinerja.organisasi.penempatan import berlaku_pada, sebutan_jabatan, terpilih


def kop_instansi(instansi: Instansi) -> Kop:
    """The agency's letterhead."""
    return Kop(instansi.pemerintah, instansi.nama, instansi.alamat, instansi.logo.name or "")


def kepala_unit(jalur: str, kini: datetime, instansi: Instansi) -> dict[int, Penempatan]:
    """Who leads each unit of the subtree on the day of `kini`."""
    hari = kini.astimezone(instansi.zona).date()
    berlaku = Penempatan.objects.filter(
        berlaku_pada(hari), jabatan__kepala=True, jabatan__unit__jalur__startswith=jalur
    )
    # One post leads a unit (a constraint), so the posts found are the units.
    return {satu.jabatan.unit_id: satu for satu in terpilih(berlaku).values()}


def penandatangan(unit: Unit, instansi: Instansi, kini: datetime) -> Penandatangan:
    """Who signs for `unit` on the day of `kini`; without a name when nobody is on record."""
    satu = kepala_unit(unit.jalur, kini, instansi).get(unit.pk)
    if satu is None:
        jabatan = Jabatan.objects.filter(unit=unit, kepala=True).first()
        sebutan = jabatan.nama if jabatan else f"Kepala {unit.nama}"
        return Penandatangan(sebutan, "", "", "", instansi.tempat)
    return Penandatangan(
        sebutan_jabatan(satu), satu.pejabat.nama, satu.pejabat.pangkat, satu.pejabat.nip, instansi.tempat
    )
