"""Linking units to a superior's indicator, one link at a time; the figures and the right to fill in follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from indikator.models import Indikator, Penugasan, Turunan
from indikator.services.turunan import atur_turunan, lepas_turunan
from kinerja.organisasi import jejak
from kinerja.organisasi.akses import Aksi, boleh_di, pesan_tolak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.models.cascading import PENGAMPU, JenisTautan, TautanKinerja, UraianTurunan

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@dataclass(frozen=True, slots=True)
class Isian:
    """A link as it is wanted. `dihitung`: the result of `anak` counts in that of `induk`, weighted by `bobot`."""

    induk: Indikator
    unit: Unit
    jenis: JenisTautan
    jabatan: Jabatan | None = None
    lingkup: str = ""
    anak: Indikator | None = None
    uraian: UraianTurunan | None = None
    tersirat: bool = False
    dihitung: bool = False
    bobot: Decimal | None = None


def wajib_kelola(pelaku: Pengguna | None, unit: Unit) -> None:
    """Raise PermissionDenied unless `pelaku` plans at `unit`; None is the system itself (loading, importing)."""
    if pelaku is not None and not boleh_di(pelaku, Aksi.KELOLA_KINERJA, unit.jalur):
        raise PermissionDenied(pesan_tolak(Aksi.KELOLA_KINERJA))


def kunci_cascade(periode: Periode) -> None:
    """One change of a year's cascade at a time; readers and entry of figures are not held up."""
    list(Periode.objects.select_for_update(no_key=True).filter(pk=periode.pk))


@transaction.atomic
def tautkan(*, pelaku: Pengguna | None, isian: Isian, kini: datetime, segarkan: bool = True) -> TautanKinerja:
    """Make a link, or change the kind, scope and arithmetic of the one that is there. The same again changes nothing.

    A unit that carries `induk` itself may fill it in from now on; one with an indicator of its own no longer.

    Args:
        segarkan: see `indikator.services.turunan.atur_turunan`.

    Raises:
        PermissionDenied: `pelaku` does not plan at the superior's unit.
        PelanggaranAturan: `unit_bukan_bawahan`, `jabatan_unit_lain`, `lingkup_kosong`, `lingkup_berlebih`,
            `salinan_tanpa_indikator`, `indikator_bukan_milik_unit`, `tahun_berbeda`, `uraian_indikator_lain`,
            `dukungan_tidak_dihitung`, or a refusal of `atur_turunan`.
    """
    wajib_kelola(pelaku, isian.induk.sasaran.unit)
    periksa_isian(isian)
    kunci_cascade(isian.induk.sasaran.periode)
    kunci: dict[str, Any] = {"induk": isian.induk, "unit": isian.unit, "jabatan": isian.jabatan, "anak": isian.anak}
    lama = TautanKinerja.objects.filter(**kunci).first()
    sebelum = isi_tautan(lama) if lama else {}
    tautan, _ = TautanKinerja.objects.update_or_create(
        **kunci,
        defaults={
            "jenis": isian.jenis,
            "lingkup": isian.lingkup.strip(),
            "uraian": isian.uraian or (lama.uraian if lama else None),
            "tersirat": isian.tersirat,
        },
    )
    if isi_tautan(tautan) != sebelum:
        _catat(pelaku, "cascading.tautkan", tautan, kini, sebelum=sebelum, sesudah=isi_tautan(tautan))
    _selaraskan_penugasan(isian.induk, isian.unit)
    if isian.anak is not None:
        _selaraskan_hitungan(pelaku, isian, isian.anak, kini, segarkan=segarkan)
    return tautan


@transaction.atomic
def lepas(*, pelaku: Pengguna | None, tautan: TautanKinerja, kini: datetime, segarkan: bool = True) -> None:
    """Cut a link: its unit no longer carries the indicator, and the result of its own one no longer counts.

    The unit's own indicator and everything reported stay. Cutting twice changes nothing.
    """
    wajib_kelola(pelaku, tautan.induk.sasaran.unit)
    kunci_cascade(tautan.induk.sasaran.periode)
    ada = TautanKinerja.objects.select_related("induk__sasaran__unit", "unit", "anak").filter(pk=tautan.pk).first()
    if ada is None:
        return
    _catat(pelaku, "cascading.lepas", ada, kini, sebelum=isi_tautan(ada), sesudah={})
    ada.delete()
    _selaraskan_penugasan(ada.induk, ada.unit)
    if ada.anak is None or TautanKinerja.objects.filter(induk=ada.induk, anak=ada.anak).exists():
        return
    if Turunan.objects.filter(induk=ada.induk, anak=ada.anak).exists():
        lepas_turunan(pelaku=pelaku, anak=ada.anak, kini=kini, segarkan=segarkan)


def isi_tautan(tautan: TautanKinerja) -> dict[str, Any]:
    """A link as the audit trail and a batch keep it: ids and words, ready for JSON."""
    return {
        "induk": tautan.induk_id,
        "unit": tautan.unit_id,
        "jabatan": tautan.jabatan_id,
        "anak": tautan.anak_id,
        "jenis": str(tautan.jenis),
        "lingkup": tautan.lingkup,
        "uraian": tautan.uraian_id,
        "tersirat": tautan.tersirat,
    }


def periksa_isian(isian: Isian) -> None:
    """Raise PelanggaranAturan where the parts of a link do not fit together."""
    for melanggar, kode, pesan in (*_aturan_letak(isian), *_aturan_isi(isian)):
        if melanggar:
            raise PelanggaranAturan(kode, pesan)


def _aturan_letak(isian: Isian) -> list[tuple[bool, str, str]]:
    """Where a link may lead: below the owner, to a post of the unit, to the unit's own indicator of the same year."""
    induk, unit, anak, pemilik = isian.induk, isian.unit, isian.anak, isian.induk.sasaran.unit
    di_bawah = unit.jalur.startswith(pemilik.jalur) and (unit.pk != pemilik.pk or isian.jabatan is not None)
    return [
        (
            not di_bawah,
            "unit_bukan_bawahan",
            f"{unit} tidak berada di bawah {pemilik}, pemilik indikator {induk.kode}. Pilih unit di bawahnya.",
        ),
        (
            isian.jabatan is not None and isian.jabatan.unit_id != unit.pk,
            "jabatan_unit_lain",
            f"Jabatan {isian.jabatan} bukan jabatan di {unit}.",
        ),
        (
            anak is not None and anak.sasaran.unit_id != unit.pk,
            "indikator_bukan_milik_unit",
            f"Indikator {anak} bukan milik {unit}.",
        ),
        (
            anak is not None and anak.sasaran.periode_id != induk.sasaran.periode_id,
            "tahun_berbeda",
            "Indikator bawahan harus dari tahun yang sama dengan induknya.",
        ),
        (
            isian.uraian is not None and isian.uraian.indikator_id != induk.pk,
            "uraian_indikator_lain",
            "Uraian turunan itu milik indikator lain.",
        ),
    ]


def _aturan_isi(isian: Isian) -> list[tuple[bool, str, str]]:
    """What each kind of link needs."""
    berlingkup, bertanda = isian.jenis == JenisTautan.LINGKUP, bool(isian.lingkup.strip())
    return [
        (berlingkup and not bertanda, "lingkup_kosong", f"Tuliskan lingkup yang diampu {isian.unit}."),
        (
            bertanda and not berlingkup,
            "lingkup_berlebih",
            "Lingkup hanya ditulis pada tautan jenis lingkup; pilih jenis itu atau kosongkan lingkupnya.",
        ),
        (
            isian.jenis == JenisTautan.SALINAN and isian.anak is None,
            "salinan_tanpa_indikator",
            f"Tautan salinan memerlukan indikator milik {isian.unit} sendiri.",
        ),
        (
            isian.dihitung and (isian.anak is None or isian.jenis == JenisTautan.TIDAK_LANGSUNG),
            "dukungan_tidak_dihitung",
            "Hanya indikator milik unit yang tertaut langsung, berlingkup, atau salinan yang hasilnya dapat digulung.",
        ),
    ]


def _selaraskan_penugasan(induk: Indikator, unit: Unit) -> None:
    """Who carries an indicator without one of its own fills it in: `Penugasan` is what grants that."""
    mengampu = list(
        TautanKinerja.objects.filter(induk=induk, unit=unit, jenis__in=PENGAMPU, anak__isnull=True).order_by("pk")
    )
    if not mengampu or unit.pk == induk.sasaran.unit_id:
        Penugasan.objects.filter(indikator=induk, unit=unit).delete()
        return
    lingkup = "; ".join(dict.fromkeys(t.lingkup for t in mengampu if t.lingkup))
    Penugasan.objects.update_or_create(
        indikator=induk,
        unit=unit,
        defaults={"lingkup": lingkup[:300], "tersirat": all(t.tersirat for t in mengampu)},
    )


def _selaraskan_hitungan(
    pelaku: Pengguna | None, isian: Isian, anak: Indikator, kini: datetime, *, segarkan: bool
) -> None:
    if isian.dihitung:
        atur_turunan(pelaku=pelaku, induk=isian.induk, anak=anak, bobot=isian.bobot, kini=kini, segarkan=segarkan)
    elif Turunan.objects.filter(induk=isian.induk, anak=anak).exists():
        lepas_turunan(pelaku=pelaku, anak=anak, kini=kini, segarkan=segarkan)


def _catat(
    pelaku: Pengguna | None,
    aksi: str,
    tautan: TautanKinerja,
    kini: datetime,
    *,
    sebelum: dict[str, Any],
    sesudah: dict[str, Any],
) -> None:
    jejak.catat(
        pelaku=pelaku,
        aksi=aksi,
        objek=tautan,
        kini=kini,
        unit_jalur=tautan.induk.sasaran.unit.jalur,
        sebelum=sebelum,
        sesudah=sesudah,
    )
