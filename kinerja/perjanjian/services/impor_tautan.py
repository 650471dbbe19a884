"""Writing links and derivations of an imported cascade; what is the same already is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from indikator.models import Indikator, Turunan
from indikator.services.turunan import segarkan_gulungan
from kinerja.organisasi.models import Jabatan, Unit
from kinerja.perjanjian.impor.baca import Baris
from kinerja.perjanjian.impor.salah import SelSalah
from kinerja.perjanjian.models.cascading import JenisTautan, TautanKinerja, UraianTurunan
from kinerja.perjanjian.services.cascading import Isian, tautkan
from kinerja.perjanjian.services.cascading_uraian import tulis_uraian
from kinerja.perjanjian.services.impor_indikator import isikan
from kinerja.perjanjian.services.impor_pelaksana import Beda, Pelaksana, ingatan


@dataclass(frozen=True, slots=True)
class SelTautan:
    """A link as a file has it. `dihitung` None: the file does not say whether the result counts."""

    induk: Indikator
    unit: Unit
    jenis: JenisTautan
    jabatan: Jabatan | None = None
    lingkup: str = ""
    anak: Indikator | None = None
    tersirat: bool = False
    dihitung: bool | None = None
    bobot: Decimal | None = None


@dataclass
class PenulisTautan:
    """Writes links; remembers which superiors' figures have to be rolled up again. Nothing is ever cut."""

    p: Pelaksana
    segarkan: dict[int, Indikator] = field(default_factory=dict)
    sudah: dict[tuple[int, int, int | None, int | None], tuple[str, str, bool]] = field(default_factory=dict)

    def ingat(self) -> Callable[[], None]:
        """What puts this back as it is now, when a row is taken back."""
        return ingatan(self, "segarkan", "sudah")

    def tulis(self, baris: Baris, sel: SelTautan) -> None:
        """Make or change the link; saying it twice in one file changes nothing.

        Raises PelanggaranAturan, and SelSalah when the file says two different things of one link.
        """
        kunci = (sel.induk.pk, sel.unit.pk, sel.jabatan.pk if sel.jabatan else None, sel.anak.pk if sel.anak else None)
        isi = (sel.jenis.value, sel.lingkup, sel.tersirat)
        if kunci in self.sudah:
            if self.sudah[kunci] != isi:
                aturan = "berbeda dari sel lain untuk unit yang sama"
                raise SelSalah(sel.unit.nama, sel.lingkup or sel.jenis.value, aturan)
            return
        self.sudah[kunci] = isi
        lama = TautanKinerja.objects.filter(induk=sel.induk, unit=sel.unit, jabatan=sel.jabatan, anak=sel.anak).first()
        turunan = Turunan.objects.filter(induk=sel.induk, anak=sel.anak).first() if sel.anak else None
        dihitung = sel.dihitung if sel.dihitung is not None else turunan is not None
        bobot = sel.bobot if sel.dihitung else turunan.bobot if turunan else None
        beda = self._beda(lama, sel) + _beda_hitungan(turunan, bobot, dihitung=dihitung)
        if lama is None or beda:
            isian = Isian(
                induk=sel.induk,
                unit=sel.unit,
                jenis=sel.jenis,
                jabatan=sel.jabatan,
                lingkup=sel.lingkup,
                anak=sel.anak,
                tersirat=sel.tersirat,
                dihitung=dihitung,
                bobot=bobot,
            )
            tautkan(pelaku=self.p.pelaku, isian=isian, kini=self.p.kini, segarkan=False)
            if sel.anak is not None:
                self.segarkan[sel.induk.pk] = sel.induk
        self.p.catat(baris, "Tautan", _sebut(sel), beda if lama else (), baru=lama is None)

    def tulis_uraian(
        self, baris: Baris, indikator: Indikator, tingkat: int, teks: str | None, catatan: str | None
    ) -> None:
        """Write the words of one level; a part the file does not have stays."""
        ada = UraianTurunan.objects.filter(indikator=indikator, tingkat=tingkat).first()
        lama = (ada.teks, ada.catatan) if ada else ("", "")
        baru = (teks if teks is not None else lama[0], catatan if catatan is not None else lama[1])
        if not any(baru):
            return
        judul = ("Uraian penurunan", "Catatan")
        beda = tuple(Beda(k, a, b) for k, a, b in zip(judul, lama, baru, strict=True) if a != b)
        if beda:
            tulis_uraian(
                pelaku=self.p.pelaku,
                indikator=indikator,
                tingkat=tingkat,
                teks=baru[0],
                catatan=baru[1],
                kini=self.p.kini,
            )
        self.p.catat(baris, "Uraian", f"{indikator.kode}, Lampiran {tingkat}", beda, baru=ada is None)

    def gulung(self) -> None:
        """Roll up, once each, the indicators whose links changed."""
        for induk in sorted(self.segarkan.values(), key=lambda i: i.sasaran.unit.jalur, reverse=True):
            segarkan_gulungan(induk, self.p.kini)

    def _beda(self, lama: TautanKinerja | None, sel: SelTautan) -> tuple[Beda, ...]:
        if lama is None:
            return ()
        # Only compared: `tautkan` saves.
        return isikan(lama, {"jenis": sel.jenis.value, "lingkup": sel.lingkup, "tersirat": sel.tersirat})


def _beda_hitungan(turunan: Turunan | None, bobot: Decimal | None, *, dihitung: bool) -> tuple[Beda, ...]:
    if (turunan is not None) == dihitung and (turunan is None or turunan.bobot == bobot):
        return ()
    lama = "tidak" if turunan is None else f"ya, bobot {turunan.bobot}"
    return (Beda("Dihitung", lama, f"ya, bobot {bobot}" if dihitung else "tidak"),)


def _sebut(sel: SelTautan) -> str:
    """`2.1 → Asisten Pemerintahan: PPSU`."""
    ke = f"{sel.unit.nama}, {sel.jabatan.nama}" if sel.jabatan else sel.unit.nama
    isi = sel.lingkup or (f"{sel.anak.kode} {sel.anak.nama}" if sel.anak else "")
    return f"{sel.induk.kode} → {ke}{f': {isi}' if isi else ''}"
