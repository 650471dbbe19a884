"""Writing one indicator of an imported layout: found or made with its sasaran, its fields, its targets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models

from indikator.hitung.angka import tulis_ringkas
from indikator.models import Indikator, Komponen, Sasaran, Satuan
from indikator.models.indikator import JenisSasaran
from indikator.services.definisi import hitung_ulang_indikator
from kinerja.organisasi import jejak
from kinerja.organisasi.models import Jabatan, Unit
from kinerja.perjanjian.impor.baca import Baris
from kinerja.perjanjian.impor.kepala import rapikan
from kinerja.perjanjian.impor.nilai import TargetBaca
from kinerja.perjanjian.impor.salah import SelSalah
from kinerja.perjanjian.services.cascading import wajib_kelola
from kinerja.perjanjian.services.cascading_uraian import nomor_berikut
from kinerja.perjanjian.services.impor_acuan import Acuan, satuan_bernama
from kinerja.perjanjian.services.impor_pelaksana import Beda, Pelaksana, ingatan, tempat
from kinerja.perjanjian.services.impor_simpulan import pola_tersirat, satuan_tersirat, skala_tersirat
from kinerja.perjanjian.services.impor_target import tulis_target

# Changes of these move figures; texts do not.
_BERHITUNG = frozenset({"satuan", "skala", "arah", "pola", "rumus", "agregasi", "boleh_rata_persen", "desimal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Usul:
    """What a row says about an indicator of `unit`. Missing and empty cells say nothing.

    `nomor_sasaran`, `nomor`: its number in the document; None where the layout has only running numbers.
    `kolom`: fields of `Indikator` by name. `target`: quarter (0 the year) → as written; `tercetak`: as the source
    prints it; `judul`: head of the target columns. `calon`: further indicators the row may mean, of units above.
    `tanpa_komponen`: its components come later, from a sheet of their own.
    """

    unit: Unit
    jenis: str
    sasaran: str
    nama: str
    nomor_sasaran: int | None = None
    nomor: int | None = None
    satuan: str = ""
    kolom: Mapping[str, Any] = field(default_factory=dict)
    target: Mapping[int, TargetBaca] = field(default_factory=dict)
    tercetak: Mapping[int, str] | None = None
    judul: Mapping[str, str] = field(default_factory=dict)
    penanggung_jawab: Sequence[Jabatan] | None = None
    calon: Sequence[Indikator] = ()
    tanpa_komponen: bool = False
    data: bool = False


@dataclass
class Penulis:
    """Writes the rows of one import; remembers which indicators were spoken for and which have to be computed again."""

    p: Pelaksana
    acuan: Acuan
    terpakai: set[int] = field(default_factory=set)
    asal: dict[int, str] = field(default_factory=dict)
    kelompok: object = None
    hitung: dict[int, Indikator] = field(default_factory=dict)

    def ingat(self) -> Callable[[], None]:
        """What puts this back as it is now, when a row is taken back."""
        return ingatan(self, "terpakai", "asal", "hitung")

    def mulai(self, kelompok: object) -> None:
        """From here on rows belong to another sheet or post: they may mean indicators that were spoken for before."""
        if kelompok != self.kelompok:
            self.kelompok = kelompok
            self.terpakai.clear()

    def tulis(self, baris: Baris, usul: Usul) -> Indikator:
        """The indicator as the row has it. Raises SelSalah, PelanggaranAturan, ValidationError."""
        ada = self._cari(usul)
        beda: tuple[Beda, ...] = ()
        if ada is None:
            indikator = self._buat(baris, usul)
            beda = _disimpulkan(indikator, usul)
        elif ada.sasaran.unit_id != usul.unit.pk:
            # Carried here, owned above: it is changed where it is owned.
            self._wajib_sama(baris, ada, usul)
            return ada
        else:
            indikator, beda = self._ubah(baris, ada, usul)
        beda_target = tulis_target(indikator, usul.target, usul.tercetak, usul.judul, data=usul.data)
        beda_pj = self._penanggung_jawab(indikator, usul.penanggung_jawab)
        semua = (*beda, *beda_target, *beda_pj)
        self.terpakai.add(indikator.pk)
        if indikator.pk in self.asal:
            self._wajib_sepakat(indikator, semua)
            return indikator
        self.asal[indikator.pk] = tempat(baris)
        if ada is None:
            self.acuan.indikator[usul.unit.pk].append(indikator)
        elif beda_target or any(b.kolom in _nama_kolom(_BERHITUNG) for b in beda):
            self.hitung[indikator.pk] = indikator
        self.p.catat(baris, "Indikator", str(indikator), semua, baru=ada is None)
        if semua or ada is None:
            self._jejak(indikator, semua, baru=ada is None)
        return indikator

    def _wajib_sepakat(self, indikator: Indikator, beda: Sequence[Beda]) -> None:
        """Two sheets of one file must not say different things of one indicator."""
        if beda:
            aturan = f"berbeda dari {self.asal[indikator.pk]}, samakan isi kedua lembar"
            raise SelSalah(beda[0].kolom, beda[0].baru, aturan)

    def hitung_ulang(self) -> None:
        """Figures follow changed definitions and targets, once an indicator."""
        for indikator in self.hitung.values():
            hitung_ulang_indikator(pelaku=self.p.pelaku, indikator=indikator, kini=self.p.kini)

    def _cari(self, usul: Usul) -> Indikator | None:
        """By number and words, by words (first where the sasaran is the same), by number alone: a new name."""
        bebas = [i for i in (*self.acuan.indikator[usul.unit.pk], *usul.calon) if i.pk not in self.terpakai]
        sama = [i for i in bebas if rapikan(i.nama) == rapikan(usul.nama)]
        nomor = (usul.nomor_sasaran, usul.nomor)
        bernomor = [i for i in bebas if (i.sasaran.nomor, i.nomor) == nomor and i.sasaran.unit_id == usul.unit.pk]
        sesasaran = [i for i in sama if rapikan(i.sasaran.uraian) == rapikan(usul.sasaran)]
        tepat = [i for i in bernomor if i in sama]
        # A name alone is enough where the document gives no number and only one indicator bears it above.
        di_atas = [i for i in sama if i in usul.calon]
        return next(iter((*tepat, *sesasaran, *bernomor, *di_atas)), None)

    def _buat(self, baris: Baris, usul: Usul) -> Indikator:
        wajib_kelola(self.p.pelaku, usul.unit)
        sasaran = self._sasaran(baris, usul)
        nilai = dict(usul.kolom)
        satuan = usul.satuan or satuan_tersirat(usul.nama, usul.target)
        nilai["satuan"] = satuan_bernama(self.p, self.acuan, baris, satuan, usul.judul.get("satuan", "Satuan"))
        if "skala" not in nilai:
            nilai["skala"] = skala_tersirat(usul.target, self.acuan.skala.values())
        if "pola" not in nilai:
            nilai["pola"] = pola_tersirat(usul.target)
        nomor = usul.nomor
        if nomor is None or sasaran.indikator.filter(nomor=nomor).exists():
            nomor = nomor_berikut(sasaran)
        indikator = Indikator(sasaran=sasaran, nomor=nomor, nama=usul.nama, **nilai)
        indikator.full_clean()
        indikator.save()
        if not usul.tanpa_komponen and indikator.rumus == "nilai":
            Komponen.objects.create(indikator=indikator, nama="nilai", label="Nilai")
        return indikator

    def _sasaran(self, baris: Baris, usul: Usul) -> Sasaran:
        """The sasaran of a new indicator: by number where there is one, else by its words; made when there is none."""
        milik = Sasaran.objects.filter(unit=usul.unit, periode=self.p.periode)
        if not usul.sasaran:
            raise SelSalah(usul.judul.get("sasaran", "Sasaran"), "", "belum diisi")
        if usul.nomor_sasaran is not None:
            ada = milik.filter(nomor=usul.nomor_sasaran).first()
        else:
            ada = next((s for s in milik.order_by("nomor") if rapikan(s.uraian) == rapikan(usul.sasaran)), None)
        if ada is not None:
            self._ubah_sasaran(baris, ada, usul)
            return ada
        nomor = usul.nomor_sasaran
        if nomor is None:
            nomor = (milik.aggregate(models.Max("nomor"))["nomor__max"] or 0) + 1
        jenis = usul.jenis or JenisSasaran.STRATEGIS
        sasaran = Sasaran(unit=usul.unit, periode=self.p.periode, nomor=nomor, uraian=usul.sasaran, jenis=jenis)
        sasaran.full_clean()
        sasaran.save()
        self.p.catat(baris, "Sasaran", str(sasaran), (), baru=True)
        return sasaran

    def _ubah_sasaran(self, baris: Baris, sasaran: Sasaran, usul: Usul) -> None:
        """New words, or another kind, for a sasaran that the document numbers the same."""
        nilai = {"uraian": usul.sasaran} if usul.nomor_sasaran is not None and usul.sasaran else {}
        if usul.jenis and usul.nomor_sasaran is not None:
            nilai["jenis"] = usul.jenis
        if beda := isikan(sasaran, nilai):
            sasaran.full_clean()
            sasaran.save()
            self.p.catat(baris, "Sasaran", str(sasaran), beda, baru=False)
            self._jejak(sasaran, beda, baru=False)

    def _ubah(self, baris: Baris, ada: Indikator, usul: Usul) -> tuple[Indikator, tuple[Beda, ...]]:
        wajib_kelola(self.p.pelaku, usul.unit)
        self._ubah_sasaran(baris, ada.sasaran, usul)
        if usul.nomor is not None and (ada.sasaran.nomor, ada.nomor) != (usul.nomor_sasaran, usul.nomor):
            self.p.ingatkan(
                f"“{usul.nama}” bernomor {usul.nomor_sasaran}.{usul.nomor} dalam berkas dan {ada.kode} di sini; "
                "nomornya dibiarkan."
            )
        nilai = {"nama": usul.nama} | dict(usul.kolom)
        if usul.satuan:
            nilai["satuan"] = satuan_bernama(self.p, self.acuan, baris, usul.satuan, usul.judul.get("satuan", "Satuan"))
        if rapikan(ada.nama) == rapikan(usul.nama):
            del nilai["nama"]
        # On a copy: a refused row must leave the one that was fetched as it is.
        indikator = copy(ada)
        beda = isikan(indikator, nilai)
        if beda:
            indikator.full_clean()
            indikator.save()
            milik = self.acuan.indikator[usul.unit.pk]
            milik[milik.index(ada)] = indikator
        return indikator, beda

    def _wajib_sama(self, baris: Baris, ada: Indikator, usul: Usul) -> None:
        target = tulis_target(ada, usul.target, usul.tercetak, usul.judul, data=usul.data, hanya_banding=True)
        if target:
            raise SelSalah(
                target[0].kolom,
                target[0].baru,
                f"indikator {ada.kode} milik {ada.sasaran.unit.nama}, targetnya diubah di sana",
            )
        self.terpakai.add(ada.pk)
        self.p.catat(baris, "Indikator", str(ada), (), baru=False)

    def _penanggung_jawab(self, indikator: Indikator, baru: Sequence[Jabatan] | None) -> tuple[Beda, ...]:
        """Whoever the document names answers for it from now on."""
        if baru is None:
            return ()
        lama = list(indikator.penanggung_jawab.all())
        if {j.pk for j in lama} == {j.pk for j in baru}:
            return ()
        indikator.penanggung_jawab.set(baru)
        return (Beda("Penanggung jawab", "; ".join(j.nama for j in lama), "; ".join(j.nama for j in baru)),)

    def _jejak(self, objek: Indikator | Sasaran, beda: Sequence[Beda], *, baru: bool) -> None:
        unit = objek.unit if isinstance(objek, Sasaran) else objek.sasaran.unit
        jejak.catat(
            pelaku=self.p.pelaku,
            aksi=f"impor.{objek._meta.model_name}",
            objek=objek,
            kini=self.p.kini,
            unit_jalur=unit.jalur,
            sebelum={} if baru else {b.kolom: b.lama for b in beda},
            sesudah={"nama": str(objek)} if baru else {b.kolom: b.baru for b in beda},
        )


def _disimpulkan(indikator: Indikator, usul: Usul) -> tuple[Beda, ...]:
    """What the file left unsaid of a new indicator, for the person to look at."""
    satuan = () if usul.satuan else (Beda("Satuan, disimpulkan", "", indikator.satuan.nama),)
    pola = () if "pola" in usul.kolom else (Beda("Pola triwulan, disimpulkan", "", indikator.pola),)
    return (*satuan, *pola)


def isikan(objek: models.Model, nilai: Mapping[str, Any]) -> tuple[Beda, ...]:
    """Set the fields that differ in more than blanks; what they were and are now, in words."""
    hasil = []
    for nama, baru in nilai.items():
        lama = getattr(objek, nama)
        if lama == baru or (isinstance(lama, str) and isinstance(baru, str) and lama.split() == baru.split()):
            continue
        setattr(objek, nama, baru)
        kolom = objek._meta.get_field(nama)
        hasil.append(Beda(_judul(str(getattr(kolom, "verbose_name", nama))), _tulis(lama), _tulis(baru)))
    return tuple(hasil)


def _nama_kolom(kolom: frozenset[str]) -> set[str]:
    return {_judul(str(getattr(Indikator._meta.get_field(k), "verbose_name", k))) for k in kolom}


def _judul(teks: str) -> str:
    return teks[:1].upper() + teks[1:]


def _tulis(nilai: Any) -> str:
    if isinstance(nilai, Satuan):
        return nilai.nama
    if isinstance(nilai, Decimal):
        return tulis_ringkas(nilai)
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    return "" if nilai is None else str(nilai)
