"""Sasaran and indicators with all that defines them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest

from indikator.admin.angka import Berangka
from indikator.admin.rangkaian import RangkaianKomponen, RangkaianTarget
from indikator.admin.skala import hitung_ulang_semua
from indikator.hitung.angka import tulis_ringkas
from indikator.hitung.capaian import Arah
from indikator.hitung.capaian import Target as TargetHitung
from indikator.hitung.rumus import baca_rumus, lint_rumus
from indikator.hitung.triwulan import JUMLAH_TRIWULAN, Pola, target_tahun_dari
from indikator.models import Indikator, Komponen, Penugasan, Sasaran, Target
from indikator.models.target import TAHUNAN
from kinerja.organisasi.admin.dasar import AdminTerbatas, SisipanTerbatas
from kinerja.organisasi.akses import Aksi


@admin.register(Sasaran)
class SasaranAdmin(AdminTerbatas):
    """Objectives of a unit for one year."""

    aksi = Aksi.KELOLA_KINERJA
    pilihan_baca = frozenset({"periode"})
    list_display = ("nomor", "uraian", "jenis", "unit", "periode")
    list_display_links = ("uraian",)
    list_select_related = ("unit", "periode")
    list_filter = ("jenis", ("periode", admin.RelatedOnlyFieldListFilter))
    search_fields = ("uraian", "unit__nama", "unit__kode")
    autocomplete_fields = ("unit",)


class KomponenSisipan(Berangka, SisipanTerbatas):
    """The named parts of the formula."""

    aksi = Aksi.KELOLA_KINERJA
    pilihan_baca = frozenset({"rujukan"})
    model = Komponen
    fk_name = "indikator"
    formset = RangkaianKomponen
    autocomplete_fields = ("rujukan",)


class TargetSisipan(Berangka, SisipanTerbatas):
    """Targets of the quarters and of the year."""

    aksi = Aksi.KELOLA_KINERJA
    model = Target
    formset = RangkaianTarget
    max_num = 5


class PenugasanSisipan(SisipanTerbatas):
    """The units that carry the indicator: only shown, because they follow from the links of the cascade."""

    aksi = Aksi.KELOLA_KINERJA
    model = Penugasan
    fields = ("unit", "lingkup", "tersirat")
    verbose_name_plural = "penugasan (diatur di Perjanjian, bagian Cascading)"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Indikator)
class IndikatorAdmin(Berangka, AdminTerbatas):
    """An indicator; figures follow a changed definition, and doubts about the formula are said."""

    aksi = Aksi.KELOLA_KINERJA
    pilihan_baca = frozenset({"skala", "penanggung_jawab"})
    list_display = ("kode", "nama", "unit", "satuan", "arah", "pola", "rumus")
    list_display_links = ("nama",)
    list_select_related = ("sasaran__unit", "satuan")
    list_filter = ("sasaran__jenis", "pola", "arah", ("sasaran__periode", admin.RelatedOnlyFieldListFilter))
    search_fields = ("nama", "sasaran__uraian", "sasaran__unit__nama")
    autocomplete_fields = ("sasaran", "penanggung_jawab")
    inlines = (KomponenSisipan, TargetSisipan, PenugasanSisipan)

    @admin.display(description="unit", ordering="sasaran__unit__kode")
    def unit(self, indikator: Indikator) -> str:
        """The unit that owns it."""
        return indikator.sasaran.unit.nama

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        indikator = Indikator.objects.select_related("sasaran").get(pk=form.instance.pk)
        for pesan in keraguan(indikator):
            messages.warning(request, pesan)
        if change and (form.has_changed() or any(r.has_changed() for r in formsets)):
            hitung_ulang_semua(request, [indikator])


def keraguan(indikator: Indikator) -> list[str]:
    """What may be wrong with a definition that is legal: sentences for the planner."""
    rumus = baca_rumus(indikator.rumus)
    label = {k.nama: k.label for k in indikator.komponen.all()}
    pesan = [p.pesan for p in lint_rumus(rumus, label)]
    lebih = [nama for nama in label if nama not in rumus.nama_komponen]
    if lebih:
        pesan.append(f"Komponen {', '.join(lebih)} tidak dipakai dalam rumus.")
    return pesan + _beda_target_tahun(indikator)


def _beda_target_tahun(indikator: Indikator) -> list[str]:
    """The year's target against the one the quarters imply by the pattern."""
    ada = {t.triwulan: t.sebagai_target() for t in indikator.target.all()}
    triwulanan = [ada.get(i, TargetHitung.belum()) for i in range(1, JUMLAH_TRIWULAN + 1)]
    tersirat = target_tahun_dari(Pola(indikator.pola), triwulanan, arah=Arah(indikator.arah))
    tahun = ada.get(TAHUNAN)
    if tahun is None or tahun.nilai is None or tersirat.nilai is None or tahun.nilai == tersirat.nilai:
        return []
    return [
        f"Target tahun {tulis_ringkas(tahun.nilai)} berbeda dari {tulis_ringkas(tersirat.nilai)}, "
        f"yang tersirat dari target triwulan menurut pola {indikator.pola}."
    ]
