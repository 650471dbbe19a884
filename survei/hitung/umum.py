"""What of a result may be shown to everybody."""

from collections.abc import Iterable
from dataclasses import replace

from survei.hitung.data import DataHasil, Kelompok, Pilahan
from survei.hitung.rangkai import TERLALU_SEDIKIT
from survei.hitung.sensor import TERKECIL, tersembunyi

TERBIT_MINIMAL = TERKECIL
"""A published result of fewer people would be those people's answers."""

_DALAM = frozenset({"tautan"})  # which counter a form came from is the unit's own business


def untuk_umum(data: DataHasil) -> DataHasil:
    """The result without the verifier's signals, the counters and own questions, and with every small group hidden.

    Inside the agency only groups of people are hidden; a service or channel of three forms is work to look into. To the
    public those three forms would show how three people answered.
    """
    pilahan = tuple(_tertutup(p) for p in data.pilahan if p.kode not in _DALAM)
    return replace(data, pilahan=pilahan, sinyal=(), sinyal_catatan="", tambahan=())


def _tertutup(pilahan: Pilahan) -> Pilahan:
    if pilahan.orang:
        return pilahan  # done already, for everybody
    kecil = tersembunyi({k.nama: k.responden or 0 for k in pilahan.kelompok})
    return replace(pilahan, kelompok=tuple(_tutup(pilahan.kelompok, kecil)))


def _tutup(kelompok: Iterable[Kelompok], kecil: frozenset[str]) -> Iterable[Kelompok]:
    for satu in kelompok:
        if satu.nama in kecil:
            yield Kelompok(satu.nama, None, None, "", TERLALU_SEDIKIT, (None,) * len(satu.nrr))
        else:
            yield satu
