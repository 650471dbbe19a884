"""Carrying out a plan of links as one batch, and undoing the batch as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import ProtectedError

from indikator.models import Indikator, Komponen, Sasaran
from indikator.services.turunan import segarkan_gulungan
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode, Unit
from kinerja.perjanjian.models.cascading import JenisTautan, PaketTautan, TautanKinerja
from kinerja.perjanjian.services.cascading import Isian, isi_tautan, kunci_cascade, lepas, tautkan, wajib_kelola
from kinerja.perjanjian.services.cascading_rencana import BarisRencana, SelTautan, Tindakan, rencanakan
from kinerja.perjanjian.services.cascading_salinan import salin_ke_unit

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

NAMA_DISEBUT = 5


@transaction.atomic
def terapkan(
    *, pelaku: Pengguna, periode: Periode, unit: Unit, sel: Sequence[SelTautan], sidik: str, kini: datetime
) -> PaketTautan:
    """Carry out the plan that was shown for these cells; refused cells are left out, as the preview said.

    Args:
        unit: where the planner works; decides who sees the batch and may undo it.
        sidik: of the plan as it was shown.

    Raises PermissionDenied, and PelanggaranAturan: `pratinjau_usang` when the plan has become another since,
        `tidak_ada_perubahan` when nothing would happen, or a refusal of `tautkan` (then nothing is done).
    """
    wajib_kelola(pelaku, unit)
    kunci_cascade(periode)
    rencana = rencanakan(pelaku=pelaku, periode=periode, sel=sel)
    if rencana.sidik != sidik:
        raise PelanggaranAturan(
            "pratinjau_usang", "Tautan sudah diubah orang lain sejak pratinjau dibuka. Periksa pratinjau yang baru."
        )
    paket: dict[str, list[Any]] = {"tautan": [], "indikator": [], "sasaran": []}
    for baris in rencana.baris:
        _jalankan(pelaku, baris, paket, kini)
    if not paket["tautan"]:
        raise PelanggaranAturan("tidak_ada_perubahan", "Tidak ada tautan yang berubah, jadi tidak ada yang disimpan.")
    _segarkan(paket["tautan"], kini)
    return simpan_paket(pelaku, PaketTautan.Jenis.MASSAL, periode, unit, paket, kini)


def simpan_paket(
    pelaku: Pengguna, jenis: str, periode: Periode, unit: Unit, isi: dict[str, Any], kini: datetime
) -> PaketTautan:
    """Store what was done, so that it can be undone."""
    paket = PaketTautan.objects.create(jenis=jenis, periode=periode, unit=unit, isi=isi, oleh=pelaku, pada=kini)
    jejak.catat(
        pelaku=pelaku,
        aksi="cascading.paket",
        objek=paket,
        kini=kini,
        unit_jalur=unit.jalur,
        sesudah={nama: len(isi[nama]) for nama in ("tautan", "indikator", "sasaran")},
    )
    return paket


def _jalankan(pelaku: Pengguna, baris: BarisRencana, paket: dict[str, list[Any]], kini: datetime) -> None:
    sebelum = isi_tautan(baris.tautan) if baris.tautan else None
    if baris.tindakan is Tindakan.DIHAPUS and baris.tautan is not None:
        lepas(pelaku=pelaku, tautan=baris.tautan, kini=kini, segarkan=False)
        paket["tautan"].append({"sebelum": sebelum, "sesudah": None})
    elif baris.tindakan in (Tindakan.DIBUAT, Tindakan.DIUBAH) and baris.isian is not None:
        isian = baris.isian
        if isian.jenis == JenisTautan.SALINAN:
            isian = _dengan_salinan(isian, paket)
        tautan = tautkan(pelaku=pelaku, isian=isian, kini=kini, segarkan=False)
        paket["tautan"].append({"sebelum": sebelum, "sesudah": isi_tautan(tautan)})


def _dengan_salinan(isian: Isian, paket: dict[str, list[Any]]) -> Isian:
    lama = set(Indikator.objects.filter(sasaran__unit=isian.unit).values_list("pk", flat=True))
    anak, sasaran = salin_ke_unit(isian.induk, isian.unit)
    paket["indikator"] += [] if anak.pk in lama else [anak.pk]
    paket["sasaran"] += [] if sasaran is None else [sasaran.pk]
    return replace(isian, anak=anak)


def _segarkan(tautan: Sequence[dict[str, Any]], kini: datetime) -> None:
    """Roll up, once each, the indicators whose links changed; each carries on upwards by itself."""
    induk = {isi["induk"] for t in tautan for isi in (t["sebelum"], t["sesudah"]) if isi}
    for satu in Indikator.objects.filter(pk__in=induk).order_by("-sasaran__unit__jalur", "pk"):
        segarkan_gulungan(satu, kini)


@transaction.atomic
def batalkan(*, pelaku: Pengguna, paket: PaketTautan, kini: datetime) -> PaketTautan:
    """Undo a batch: every link as it was before, and the copies it had made gone. Undoing twice changes nothing.

    Nothing is overwritten silently: all or nothing. Raises PermissionDenied, and PelanggaranAturan
    `paket_sudah_berubah` (a link is no longer as the batch left it) or `salinan_terpakai`, naming which.
    """
    wajib_kelola(pelaku, paket.unit)
    kunci_cascade(paket.periode)
    terkini = PaketTautan.objects.select_for_update().get(pk=paket.pk)
    if terkini.dibatalkan_pada is not None:
        return terkini
    _wajib_utuh(terkini.isi["tautan"])
    for satu in reversed(terkini.isi["tautan"]):
        _kembalikan(pelaku, satu["sebelum"], satu["sesudah"], kini)
    _segarkan(terkini.isi["tautan"], kini)
    _hapus_salinan(terkini.isi)
    terkini.dibatalkan_oleh, terkini.dibatalkan_pada = pelaku, kini
    terkini.save(update_fields=["dibatalkan_oleh", "dibatalkan_pada"])
    jejak.catat(pelaku=pelaku, aksi="cascading.batalkan_paket", objek=terkini, kini=kini, unit_jalur=terkini.unit.jalur)
    return terkini


def _cari(isi: dict[str, Any]) -> TautanKinerja | None:
    kunci = {nama: isi[nama] for nama in ("induk", "unit", "jabatan", "anak")}
    # filter(kolom=None) means IS NULL.
    lengkap = TautanKinerja.objects.select_related("induk__sasaran__unit", "induk__sasaran__periode", "unit")
    return lengkap.filter(**kunci).first()


def _wajib_utuh(tautan: Sequence[dict[str, Any]]) -> None:
    berubah = []
    for satu in tautan:
        kini, seharusnya = _cari(satu["sesudah"] or satu["sebelum"]), satu["sesudah"]
        if (isi_tautan(kini) if kini else None) != seharusnya:
            berubah.append(_sebut(satu["sesudah"] or satu["sebelum"]))
    if berubah:
        lebih = f" dan {len(berubah) - NAMA_DISEBUT} lainnya" if len(berubah) > NAMA_DISEBUT else ""
        raise PelanggaranAturan(
            "paket_sudah_berubah",
            f"Tidak dibatalkan, karena tautan ini sudah diubah sesudahnya: {'; '.join(berubah[:NAMA_DISEBUT])}{lebih}. "
            "Ubah tautan itu satu per satu.",
        )


def _sebut(isi: dict[str, Any]) -> str:
    induk = Indikator.objects.select_related("sasaran").get(pk=isi["induk"])
    return f"{induk.kode} → {Unit.objects.get(pk=isi['unit'])}"


def _kembalikan(
    pelaku: Pengguna, sebelum: dict[str, Any] | None, sesudah: dict[str, Any] | None, kini: datetime
) -> None:
    ada = _cari(sesudah) if sesudah else None
    if sebelum is None:
        if ada is not None:
            lepas(pelaku=pelaku, tautan=ada, kini=kini, segarkan=False)
        return
    kunci = ("induk", "unit", "jabatan", "anak", "uraian")
    baru = ada or TautanKinerja(**{f"{nama}_id": sebelum[nama] for nama in kunci})
    isian = Isian(
        induk=baru.induk,
        unit=baru.unit,
        jabatan=baru.jabatan,
        anak=baru.anak,
        uraian=baru.uraian,
        jenis=JenisTautan(sebelum["jenis"]),
        lingkup=sebelum["lingkup"],
        tersirat=sebelum["tersirat"],
    )
    tautkan(pelaku=pelaku, isian=isian, kini=kini, segarkan=False)


def _hapus_salinan(isi: dict[str, Any]) -> None:
    """Indicators and sasaran the batch made; one that has figures or links of its own by now stops the undoing."""
    try:
        with transaction.atomic():
            # First what refers to another copy: a protected row stops even those deleted together with it.
            Komponen.objects.filter(indikator__in=isi["indikator"]).delete()
            Indikator.objects.filter(pk__in=isi["indikator"]).delete()
            Sasaran.objects.filter(pk__in=isi["sasaran"]).delete()
    except ProtectedError as dipakai:
        sebut = "; ".join(sorted({str(o) for o in dipakai.protected_objects})[:NAMA_DISEBUT])
        raise PelanggaranAturan(
            "salinan_terpakai", f"Tidak dibatalkan, karena salinannya sudah dipakai: {sebut}."
        ) from dipakai
