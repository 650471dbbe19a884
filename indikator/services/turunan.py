"""Setting and cutting the arithmetic parent of an indicator; the parent's figures follow at once."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction

from indikator.hitung.gulung import Agregasi
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.rasio import sisi_rasio
from indikator.hitung.rumus import baca_rumus
from indikator.models import Indikator, Realisasi, Turunan
from indikator.models.indikator import SumberKomponen
from indikator.services.definisi import lingkaran_rujukan, triwulan_terlapor
from indikator.services.perhitungan import gulung_ulang
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Periode

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

ALASAN = "Susunan indikator bawahan diubah, sehingga angka ini dihitung ulang."


@transaction.atomic
def atur_turunan(
    *,
    pelaku: Pengguna | None,
    induk: Indikator,
    anak: Indikator,
    bobot: Decimal | None = None,
    kini: datetime,
    segarkan: bool = True,
) -> Turunan:
    """Let the result of `anak` count in the result of `induk`; the same again with another weight changes the weight.

    Args:
        segarkan: roll the parent up at once; who sets many links calls `segarkan_gulungan` once afterwards.

    Raises PelanggaranAturan: `sudah_punya_induk` (one arithmetic parent a year), `induk_tidak_menggulung`,
        `tahun_berbeda`, `satuan_berbeda`, `pola_berbeda`, `bukan_rasio`, `rujukan_melingkar`, `bobot_negatif`.
    """
    induk, anak = _kunci(induk, anak)
    ada = Turunan.objects.filter(anak=anak).select_related("induk__sasaran__unit").first()
    if ada is not None and ada.induk_id != induk.pk:
        raise PelanggaranAturan(
            "sudah_punya_induk",
            f"Hasil “{anak}” sudah digulung ke “{ada.induk}” ({ada.induk.sasaran.unit}). "
            "Satu indikator hanya boleh dihitung pada satu induk dalam setahun; lepaskan yang lama lebih dahulu.",
        )
    _periksa(induk, anak, bobot)
    if ada is not None and ada.bobot == bobot:
        return ada
    sebelum = {} if ada is None else {"anak": str(anak), "bobot": ada.bobot}
    turunan, _ = Turunan.objects.update_or_create(anak=anak, defaults={"induk": induk, "bobot": bobot})
    _catat(pelaku, "turunan.atur", induk, kini, sebelum, {"anak": str(anak), "bobot": bobot})
    if segarkan:
        segarkan_gulungan(induk, kini)
    return turunan


@transaction.atomic
def lepas_turunan(
    *, pelaku: Pengguna | None, anak: Indikator, kini: datetime, segarkan: bool = True
) -> Indikator | None:
    """Stop counting `anak` in its parent. Returns the parent it had; None: it had none, nothing changes."""
    ada = Turunan.objects.filter(anak=anak).select_related("induk").first()
    if ada is None:
        return None
    induk, anak = _kunci(ada.induk, anak)
    ada = Turunan.objects.filter(anak=anak, induk=induk).first()
    if ada is None:  # somebody else cut it in this moment
        return None
    sebelum = {"anak": str(anak), "bobot": ada.bobot}
    ada.delete()
    _catat(pelaku, "turunan.lepas", induk, kini, sebelum, {})
    if segarkan:
        segarkan_gulungan(induk, kini)
    return induk


@transaction.atomic
def segarkan_gulungan(induk: Indikator, kini: datetime) -> None:
    """Roll up every quarter of `induk` again; approved figures that move are opened with their old version kept."""
    segar = Indikator.objects.select_related("sasaran__unit__instansi", "skala").get(pk=induk.pk)
    for triwulan in triwulan_terlapor(segar):
        gulung_ulang(segar, triwulan, ALASAN, kini)


def _kunci(induk: Indikator, anak: Indikator) -> tuple[Indikator, Indikator]:
    """Lock what a roll-up rests on, in one order: the year, then the child with its lines.

    The year: two links made at once can't close a circle together. The child's row stops a first line of it being
    made, its lines stop an edit: whoever edits it meanwhile waits, and then sees the new parent.
    """
    lengkap = Indikator.objects.select_related("sasaran__unit__instansi", "sasaran__periode", "skala", "satuan")
    terkini = lengkap.get(pk=induk.pk)
    list(Periode.objects.select_for_update(no_key=True).filter(pk=terkini.sasaran.periode_id))
    bawah = lengkap.select_for_update(of=("self",)).get(pk=anak.pk)
    list(Realisasi.objects.select_for_update().filter(indikator=bawah).order_by("triwulan"))
    return terkini, bawah


def _periksa(induk: Indikator, anak: Indikator, bobot: Decimal | None) -> None:
    for melanggar, kode, pesan in _aturan(induk, anak, bobot):
        if melanggar:
            raise PelanggaranAturan(kode, pesan)
    if induk.agregasi == Agregasi.RASIO_JUMLAH:
        _wajib_rasio(anak)
    lingkaran = lingkaran_rujukan(induk, anak)
    if lingkaran:
        rute = " → ".join(i.kode for i in lingkaran)
        raise PelanggaranAturan("rujukan_melingkar", f"Gulungan melingkar: {rute}. Angkanya tidak pernah selesai.")


def _aturan(induk: Indikator, anak: Indikator, bobot: Decimal | None) -> list[tuple[bool, str, str]]:
    agregasi = Agregasi(induk.agregasi)
    menggulung = induk.komponen.filter(sumber=SumberKomponen.TURUNAN).exists()
    sejenis = (induk.satuan_id, induk.skala_id) == (anak.satuan_id, anak.skala_id)
    return [
        (
            induk.sasaran.periode_id != anak.sasaran.periode_id,
            "tahun_berbeda",
            "Indikator bawahan harus dari tahun yang sama dengan induknya.",
        ),
        (
            not menggulung or agregasi is Agregasi.TIDAK_ADA,
            "induk_tidak_menggulung",
            f"“{induk}” tidak digulung dari bawahannya. Pilih agregasi turunannya dan beri komponen bersumber "
            "gulungan, atau tautkan tanpa dihitung.",
        ),
        (
            not sejenis and agregasi is not Agregasi.RASIO_JUMLAH,
            "satuan_berbeda",
            f"Satuan “{anak}” ({anak.satuan}) berbeda dari “{induk}” ({induk.satuan}), jadi tidak dapat digabung.",
        ),
        (
            induk.pola != anak.pola,
            "pola_berbeda",
            f"Pola triwulan “{anak}” ({anak.pola}) berbeda dari “{induk}” ({induk.pola}), "
            "jadi angka triwulannya tidak sebanding.",
        ),
        (bobot is not None and bobot < 0, "bobot_negatif", "Bobot tidak boleh negatif."),
    ]


def _wajib_rasio(anak: Indikator) -> None:
    try:
        sisi_rasio(baca_rumus(anak.rumus))
    except KesalahanHitung as salah:
        raise PelanggaranAturan("bukan_rasio", f"“{anak}”: {salah.pesan}") from salah


def _catat(
    pelaku: Pengguna | None,
    aksi: str,
    induk: Indikator,
    kini: datetime,
    sebelum: dict[str, Any],
    sesudah: dict[str, Any],
) -> None:
    jejak.catat(
        pelaku=pelaku,
        aksi=aksi,
        objek=induk,
        kini=kini,
        unit_jalur=induk.sasaran.unit.jalur,
        sebelum=sebelum,
        sesudah=sesudah,
    )
