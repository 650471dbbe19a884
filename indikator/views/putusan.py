"""What the judges' pages share: reading chosen lines, judging them one by one, telling the outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest

from indikator.models import Realisasi
from indikator.services.kunci import BentrokVersi
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Pengguna, Unit

BASI = "berubah sejak halaman ini dibuka, jadi dilewati. Periksa angka terbarunya lebih dulu."


@dataclass(frozen=True, slots=True)
class Gagal:
    """A decision that was refused: what the person had written, and why it was not done."""

    pk: int
    alasan: str
    pesan: str


def pengguna(request: HttpRequest) -> Pengguna:
    """The signed-in person; the view has `login_required`."""
    assert isinstance(request.user, Pengguna)  # noqa: S101
    return request.user


def ambil_unit(request: HttpRequest, unit: int, aksi: Aksi) -> Unit:
    """The unit, if this person may do `aksi` on its lines (404 outside the subtree, 403 without the role)."""
    hasil: Unit = akses.ambil(Unit.objects.select_related("instansi"), user=request.user, aksi=aksi, pk=unit)
    return hasil


def ambil_baris(request: HttpRequest, pk: int, aksi: Aksi) -> Realisasi:
    """One line with its owner, if this person may do `aksi` on it."""
    kumpulan = Realisasi.objects.select_related("indikator__sasaran__unit", "indikator__sasaran__periode")
    hasil: Realisasi = akses.ambil(kumpulan, user=request.user, aksi=aksi, pk=pk)
    return hasil


def baca_versi(request: HttpRequest) -> int:
    """The version of the line the page had shown; 404 for a form nobody made."""
    teks = request.POST.get("versi", "")
    if not teks.isdecimal() or len(teks) > 9:
        raise Http404
    return int(teks)


def baca_pilihan(request: HttpRequest) -> list[tuple[int, int]]:
    """The ticked lines as (id, version seen), in the order of the page; 404 for a value no page makes."""
    hasil: list[tuple[int, int]] = []
    for teks in request.POST.getlist("pilih"):
        pk, _, versi = teks.partition(":")
        if not (pk.isdecimal() and versi.isdecimal() and len(pk) <= 18 and len(versi) <= 9):
            raise Http404
        hasil.append((int(pk), int(versi)))
    return list(dict.fromkeys(hasil))


def putuskan_banyak(
    request: HttpRequest,
    pilihan: Sequence[tuple[int, int]],
    *,
    unit: Unit,
    aksi: Aksi,
    layanan: Callable[[Realisasi, int], object],
    kata: str,
) -> None:
    """Judge every chosen line of `unit` by itself: one that is refused is named and holds up no other.

    Args:
        layanan: the service, called with the line and the version the person had seen.
        kata: what became of the lines ("diverifikasi").
    """
    baris = {
        r.pk: r
        for r in Realisasi.objects.untuk(pengguna(request), aksi)
        .filter(pk__in=[pk for pk, _ in pilihan], indikator__sasaran__unit=unit)
        .select_related("indikator__sasaran")
    }
    selesai, gagal = 0, []
    for pk, versi in pilihan:
        if pk not in baris:
            raise Http404
        try:
            layanan(baris[pk], versi)
            selesai += 1
        except PelanggaranAturan as salah:
            gagal.append(f"{baris[pk].indikator.kode}: {sebab(salah)}")
    if selesai:
        messages.success(request, f"{selesai} baris {kata}.")
    for kalimat in gagal:
        messages.warning(request, f"Indikator {kalimat}")
    if not pilihan:
        messages.warning(request, "Belum ada baris yang dicentang. Centang baris yang akan diputuskan.")


def sebab(salah: PelanggaranAturan) -> str:
    """Why a line was refused, in words that fit a person who judges rather than types."""
    return BASI if isinstance(salah, BentrokVersi) else salah.pesan
