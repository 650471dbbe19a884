"""The rows of the permission matrix for `kinerja.perjanjian.urls_cascading`: readers look, planners change."""

from __future__ import annotations

from typing import Any

from kinerja.perjanjian.models.cascading import JenisTautan, PaketTautan, TautanKinerja, UraianTurunan
from tests.izin.adegan import KINI, Adegan
from tests.izin.pola import MEMBACA, MERENCANAKAN, Baris


def lingkup(adegan: Adegan) -> dict[str, Any]:
    return {"unit": adegan.orang.bagian.pk, "tahun": 2023}


def baris(adegan: Adegan) -> dict[str, Any]:
    return lingkup(adegan) | {"indikator": adegan.indikator.pk}


def sel(adegan: Adegan) -> dict[str, Any]:
    return baris(adegan) | {"bawah": adegan.orang.subbagian.pk}


def tautan(adegan: Adegan) -> dict[str, Any]:
    """The one link of the cell, made when it is first asked for."""
    isi: dict[str, Any] = {"induk": adegan.indikator, "unit": adegan.orang.subbagian, "jenis": JenisTautan.LANGSUNG}
    return sel(adegan) | {"tautan": TautanKinerja.objects.get_or_create(**isi)[0].pk}


def uraian(adegan: Adegan) -> dict[str, Any]:
    UraianTurunan.objects.get_or_create(indikator=adegan.indikator, tingkat=1, defaults={"teks": "Diturunkan"})
    return baris(adegan) | {"tingkat": 1}


def sasaran(adegan: Adegan) -> dict[str, Any]:
    return lingkup(adegan) | {"sasaran": adegan.indikator.sasaran_id}


def paket(adegan: Adegan) -> dict[str, Any]:
    kunci = {"periode": adegan.orang.periode, "unit": adegan.orang.bagian}
    isi: dict[str, list[Any]] = {"tautan": [], "indikator": [], "sasaran": []}
    lain = {"isi": isi, "oleh": adegan.orang.perencana, "pada": KINI, "jenis": PaketTautan.Jenis.MASSAL}
    return lingkup(adegan) | {"pk": PaketTautan.objects.get_or_create(**kunci, defaults=lain)[0].pk}


CASCADING: tuple[Baris, ...] = (
    Baris("perjanjian:cascading", MEMBACA, lingkup),
    Baris("perjanjian:cascading_indikator", MEMBACA, baris),
    Baris("perjanjian:cascading_lengkapi", MERENCANAKAN, baris),
    Baris("perjanjian:cascading_lengkapi", MERENCANAKAN, baris, "POST", 422, lambda _: {"target_1": "1.234"}),
    Baris("perjanjian:cascading_sasaran_baru", MERENCANAKAN, lingkup),
    Baris("perjanjian:cascading_sasaran_baru", MERENCANAKAN, lingkup, "POST", 422, lambda _: {"uraian": ""}),
    Baris("perjanjian:cascading_sasaran_ubah", MERENCANAKAN, sasaran),
    Baris("perjanjian:cascading_sasaran_ubah", MERENCANAKAN, sasaran, "POST", 422, lambda _: {"uraian": ""}),
    Baris("perjanjian:cascading_indikator_baru", MERENCANAKAN, lingkup),
    Baris("perjanjian:cascading_indikator_baru", MERENCANAKAN, lingkup, "POST", 422, lambda _: {"nama": ""}),
    Baris("perjanjian:cascading_indikator_ubah", MERENCANAKAN, baris),
    Baris("perjanjian:cascading_indikator_ubah", MERENCANAKAN, baris, "POST", 422, lambda _: {"nama": ""}),
    Baris("perjanjian:cascading_ringkas", MEMBACA, lingkup),
    Baris("perjanjian:cascading_periksa", MEMBACA, lingkup),
    Baris("perjanjian:cascading_periksa_unduh", MEMBACA, lambda a: lingkup(a) | {"jenis": "csv"}),
    Baris("perjanjian:cascading_paket", MEMBACA, lingkup),
    Baris("perjanjian:cascading_sel", MEMBACA, sel),
    Baris("perjanjian:cascading_sel", MERENCANAKAN, sel, "POST", 422),
    # Cleared and empty already: nothing changes, so the columns' order does not matter.
    Baris("perjanjian:cascading_centang", MERENCANAKAN, sel, "POST", data=lambda _: {"ada": "tidak"}),
    Baris("perjanjian:cascading_lepas", MERENCANAKAN, tautan, "POST", 409),
    Baris("perjanjian:cascading_uraian", MERENCANAKAN, uraian),
    Baris("perjanjian:cascading_uraian", MERENCANAKAN, uraian, "POST", 302, lambda _: {"teks": "Diturunkan"}),
    Baris("perjanjian:cascading_turunkan", MERENCANAKAN, uraian),
    Baris("perjanjian:cascading_turunkan", MERENCANAKAN, uraian, "POST", 422),
    Baris("perjanjian:cascading_massal", MERENCANAKAN, lingkup),
    Baris("perjanjian:cascading_massal", MERENCANAKAN, lingkup, "POST", 422),
    Baris("perjanjian:cascading_terapkan", MERENCANAKAN, lingkup, "POST", 409),
    Baris("perjanjian:cascading_salin", MERENCANAKAN, lingkup),
    Baris("perjanjian:cascading_salin", MERENCANAKAN, lingkup, "POST", 422),
    Baris("perjanjian:cascading_batalkan", MERENCANAKAN, paket, "POST", 302),
)
