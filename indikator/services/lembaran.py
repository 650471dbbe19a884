"""Many lines at once: locked together, changed one by one in memory by the rules of `isian`, stored together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from indikator.models import Indikator, Komponen, NilaiKomponen, Realisasi
from indikator.services.dependensi import semua_bergantung
from indikator.services.isian import KOLOM_ANGKA, Ubahan, ubah_komponen, unit_baris, wajib_isian
from indikator.services.penilai import sertakan_janji
from indikator.services.perhitungan import teruskan_banyak
from indikator.services.sistem import sistem_terdaftar, wajib_sumbernya
from kinerja.organisasi.jendela import Jendela, JendelaUnit, jendela_unit
from kinerja.organisasi.models import Jejak

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

KunciBaris = tuple[int, int]
"""Id of the indicator, and the quarter."""
SEKALI_TULIS = 1000


@dataclass(slots=True)
class _Baris:
    """A line as it stands in memory; `awal`: its version when the request began."""

    realisasi: Realisasi
    isi: dict[int, NilaiKomponen]
    awal: int


class Lembaran:
    """The lines a request names. Use inside one transaction: `isi` for each value, then `simpan`.

    A line nobody has touched is made by `simpan`: IntegrityError when somebody else has made it since.
    """

    def __init__(self, pelaku: Pengguna, indikator: Mapping[KunciBaris, Indikator], kini: datetime) -> None:
        self._pelaku, self._kini, self._indikator = pelaku, kini, indikator
        self._bergantung = semua_bergantung({pk for pk, _ in indikator})
        self._baris: dict[KunciBaris, _Baris] = {}
        self._dilihat: dict[KunciBaris, int] = {}
        self._ubahan: list[Ubahan] = []
        self._terdaftar = cache(sistem_terdaftar)
        self._jendela: dict[KunciBaris, JendelaUnit] = {}
        self._muat(indikator)
        # With the lines locked: an agreement signed meanwhile waits, and judges them anew.
        sertakan_janji(indikator.values())

    def bergantung(self, indikator: int) -> bool:
        """Whether the indicator with this id is computed from another of the request."""
        return indikator in self._bergantung

    def isi(self, komponen: Komponen, triwulan: int, nilai: Decimal | None, versi: int | None) -> tuple[bool, int]:
        """Change one component; the rules and refusals are those of `isi_komponen`.

        Args:
            versi: the version of the line the sender saw; that it has grown by this very request since is allowed
                for. None: whatever stands there is replaced.

        Returns: whether the value changed, and the line's version after it.
        """
        kunci = (komponen.indikator_id, triwulan)
        if self._ubahan and self.bergantung(komponen.indikator_id):
            self.simpan()
            self._muat([k for k in self._indikator if self.bergantung(k[0])])
        baris = self._baris[kunci]
        wajib_isian(komponen)
        wajib_sumbernya(self._pelaku, komponen, self._terdaftar)
        ada = baris.realisasi.versi
        cocok = versi is None or self._dilihat.setdefault(kunci, versi) == baris.awal
        ubahan = ubah_komponen(
            pelaku=self._pelaku,
            realisasi=baris.realisasi,
            komponen=komponen,
            isi=baris.isi,
            nilai=nilai,
            versi=ada if cocok else self._dilihat[kunci],
            keadaan=lambda: self._keadaan(baris.realisasi),
            kini=self._kini,
        )
        if ubahan is not None:
            self._ubahan.append(ubahan)
        return ubahan is not None, baris.realisasi.versi

    def simpan(self) -> None:
        """Store what has changed, with its rows in the audit trail, and carry it on to what is computed from it."""
        ubahan, self._ubahan = self._ubahan, []
        baris = {(u.isi.realisasi.indikator_id, u.isi.realisasi.triwulan): u.isi.realisasi for u in ubahan}
        angka = {(u.isi.realisasi.indikator_id, u.isi.realisasi.triwulan) for u in ubahan if u.angka_berubah}
        _tulis(Realisasi, list(baris.values()), KOLOM_ANGKA)
        isi = {id(u.isi): u.isi for u in ubahan}
        _tulis(NilaiKomponen, list(isi.values()), ("nilai", "diisi_oleh", "diisi_pada"))
        Jejak.objects.bulk_create([u.jejak(self._pelaku, self._kini) for u in ubahan], batch_size=SEKALI_TULIS)
        teruskan_banyak([(satu, kunci in angka) for kunci, satu in baris.items()], self._kini)

    def _muat(self, kunci: Collection[KunciBaris]) -> None:
        """Lock the lines and read their components; one that is not there yet is an empty draft in memory."""
        segar = {(r.indikator_id, r.triwulan): r for r in _kunci(kunci)}
        isi: dict[int, dict[int, NilaiKomponen]] = {r.pk: {} for r in segar.values()}
        for nilai in NilaiKomponen.objects.filter(realisasi__in=isi).prefetch_related("diisi_oleh"):
            isi[nilai.realisasi_id][nilai.komponen_id] = nilai
        for satu in kunci:
            lama = self._baris.get(satu)
            realisasi = segar.get(satu) or Realisasi(triwulan=satu[1])
            realisasi.indikator = self._indikator[satu]
            awal = lama.awal if lama else realisasi.versi
            self._baris[satu] = _Baris(realisasi, isi.get(realisasi.pk, {}), awal)

    def _keadaan(self, realisasi: Realisasi) -> Jendela:
        """The line's window; those of a quarter are read once for all units."""
        periode = realisasi.indikator.sasaran.periode
        kunci = (periode.pk, realisasi.triwulan)
        if kunci not in self._jendela:
            self._jendela[kunci] = jendela_unit(periode, realisasi.triwulan)
        return self._jendela[kunci].untuk(unit_baris(realisasi.indikator))


def _kunci(kunci: Iterable[KunciBaris]) -> list[Realisasi]:
    """The lines there are, locked in one order: two senders seldom wait for each other in a circle."""
    per_triwulan: dict[int, list[int]] = {}
    for indikator, triwulan in kunci:
        per_triwulan.setdefault(triwulan, []).append(indikator)
    terkunci: list[Realisasi] = []
    for triwulan, milik in sorted(per_triwulan.items()):
        baris = Realisasi.objects.select_for_update().filter(triwulan=triwulan, indikator__in=milik)
        terkunci += baris.order_by("indikator_id")
    return terkunci


def _tulis(model: Any, semua: Sequence[Any], kolom: Sequence[str]) -> None:
    """Insert what is new; of what is stored already, write these columns."""
    model.objects.bulk_create([satu for satu in semua if satu.pk is None], batch_size=SEKALI_TULIS)
    # As an upsert by id, which never inserts: the rows are locked. An UPDATE with a CASE for each row costs ten times.
    model.objects.bulk_create(
        [satu for satu in semua if satu.pk is not None],
        batch_size=SEKALI_TULIS,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=kolom,
    )
