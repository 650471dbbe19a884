"""What the rows of an import refer to, fetched once: units, posts, units of measure, scales, indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Prefetch
from django.utils.text import slugify

from indikator.models import Indikator, Satuan, SkalaPredikat
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.impor.baca import Baris
from kinerja.perjanjian.impor.kepala import rapikan
from kinerja.perjanjian.impor.nama import Arti, Bernama, cari, pecah, sebut_unit
from kinerja.perjanjian.impor.salah import SelSalah
from kinerja.perjanjian.services.impor_pelaksana import Pelaksana

PERSEN = ("persen", "persentase", "presentase", "%")
PANJANG_SATUAN = 60


@dataclass
class Acuan:
    """The scope of one import. Rows that are made are added, so that later rows find them."""

    unit: Unit
    periode: Periode
    indikator: dict[int, list[Indikator]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def subpohon(self) -> list[Unit]:
        """The unit and all below it."""
        return list(Unit.objects.subpohon(self.unit).select_related("instansi").order_by("jalur"))

    @cached_property
    def unit_kode(self) -> dict[str, Unit]:
        """By code."""
        return {u.kode: u for u in self.subpohon}

    @cached_property
    def jabatan(self) -> list[Jabatan]:
        """The posts of the subtree."""
        semua = Jabatan.objects.filter(unit__in=self.subpohon).select_related("unit")
        return list(semua.order_by("unit__jalur", "-kepala", "nama"))

    @cached_property
    def satuan(self) -> dict[str, Satuan]:
        """By code and by name, in small letters."""
        semua = list(Satuan.objects.all())
        return {s.nama.casefold(): s for s in semua} | {s.kode: s for s in semua}

    @cached_property
    def skala(self) -> dict[str, SkalaPredikat]:
        """By name, in small letters."""
        semua = SkalaPredikat.objects.filter(instansi=self.unit.instansi_id).prefetch_related("tingkat")
        return {s.nama.casefold(): s for s in semua}

    @cached_property
    def _bernama_unit(self) -> dict[int, list[Bernama]]:
        pemimpin: dict[int, list[str]] = defaultdict(list)
        for jabatan in self.jabatan:
            if jabatan.kepala:
                pemimpin[jabatan.unit_id].append(jabatan.nama)
        hasil: dict[int, list[Bernama]] = defaultdict(list)
        for u in self.subpohon:
            hasil[self.tingkat(u)].append(Bernama(u.pk, u.nama, sebut_unit(u.nama, u.kode, pemimpin[u.pk])))
        return hasil

    def ingat(self) -> Callable[[], None]:
        """For a row that is taken back: the indicators as they are now; what else it added is fetched again."""
        lama = {unit: list(isi) for unit, isi in self.indikator.items()}

        def pulih() -> None:
            self.indikator = defaultdict(list, lama)
            for nama in ("satuan", "skala"):
                self.__dict__.pop(nama, None)

        return pulih

    def tingkat(self, unit: Unit) -> int:
        """How deep a unit lies below the unit of the import: 1 is directly below."""
        return unit.jalur.count(".") - self.unit.jalur.count(".")

    def unit_pada(self, tingkat: int) -> list[Unit]:
        """The units of one level."""
        return [u for u in self.subpohon if self.tingkat(u) == tingkat]

    def cari_unit(self, teks: str, tingkat: int) -> Arti | None:
        """The unit of that level a text means."""
        return cari(teks, self._bernama_unit[tingkat])

    def cari_pengampu(self, teks: str, tingkat: int) -> list[Unit] | None:
        """The units of that level the words of a cell name, one or several joined by "dan"; None: a part is unknown."""
        arti = pecah(teks, self._bernama_unit[tingkat])
        return None if arti is None else [self.unit_ke(a.kunci) for a in arti]

    def unit_ke(self, pk: int) -> Unit:
        """By id."""
        return next(u for u in self.subpohon if u.pk == pk)

    def cari_jabatan(self, teks: str, unit: Unit | None = None) -> Jabatan | None:
        """The one post with this name, at `unit` or anywhere; "KODE: nama" names the unit itself."""
        kode, ada, nama = teks.partition(":")
        if ada and kode.strip() in self.unit_kode:
            unit, teks = self.unit_kode[kode.strip()], nama
        rapi = rapikan(teks)
        cocok = [j for j in self.jabatan if rapikan(j.nama) == rapi and (unit is None or j.unit_id == unit.pk)]
        return cocok[0] if len(cocok) == 1 else None

    def muat_indikator(self) -> None:
        """The indicators of the subtree and year, by id of their unit."""
        semua = (
            Indikator.objects.filter(sasaran__periode=self.periode, sasaran__unit__in=self.subpohon)
            .select_related("sasaran__unit", "satuan", "skala", "keterangan_dokumen")
            .prefetch_related(
                "target", "komponen", Prefetch("penanggung_jawab", Jabatan.objects.select_related("unit"))
            )
            .order_by("sasaran__nomor", "nomor")
        )
        for satu in semua:
            self.indikator[satu.sasaran.unit_id].append(satu)

    def berkode(self, unit: Unit, kode: str) -> Indikator | None:
        """The unit's indicator with this number, `2.1`."""
        return next((i for i in self.indikator[unit.pk] if i.kode == kode), None)


def wajib_teks(baris: Baris, kunci: str, judul: str) -> str:
    """The words of a cell that must not be empty. Raises SelSalah."""
    teks = baris.teks(kunci)
    if not teks:
        raise SelSalah(judul, "", "belum diisi")
    return teks


def satuan_bernama(p: Pelaksana, acuan: Acuan, baris: Baris, nama: str, judul: str) -> Satuan:
    """The unit of measure of this name or code, made when there is none: a table anybody who plans may add to."""
    bersih = " ".join(nama.split())
    if ada := acuan.satuan.get(bersih.casefold()):
        return ada
    if len(bersih) > PANJANG_SATUAN:
        raise SelSalah(judul, bersih, f"nama satuan paling panjang {PANJANG_SATUAN} huruf")
    persen = bersih.casefold().startswith(PERSEN)
    dasar = slugify(bersih)[:26] or "satuan"
    kode = next(k for k in (dasar, *(f"{dasar}-{n}" for n in range(2, 1000))) if k not in acuan.satuan)
    baru = Satuan.objects.create(kode=kode, nama=bersih, persen=persen, akhiran="%" if persen else "")
    acuan.satuan |= {baru.nama.casefold(): baru, baru.kode: baru}
    p.catat(baris, "Satuan", baru.nama, (), baru=True)
    return baru
