"""What the pages of one agreement share: fetched and authorised in one step, the path to it, what may be done."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse

from indikator.views.putusan import pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Pengguna
from kinerja.perjanjian import alur
from kinerja.perjanjian.models import PerjanjianKinerja
from kinerja.perjanjian.selectors.pk_halaman import RincianPK

__all__ = ["Boleh", "alamat_pk", "ambil_pk", "baca_versi_baris", "boleh_apa", "jalur_pk", "pengguna"]


@dataclass(frozen=True, slots=True)
class Boleh:
    """What this person may do with an agreement as it stands; the page offers nothing else."""

    susun: bool = False
    ajukan: bool = False
    setujui: bool = False
    kembalikan: bool = False
    tandatangani: bool = False
    kertas: bool = False
    ubah: bool = False

    @property
    def sesuatu(self) -> bool:
        """Whether anything is offered at all."""
        return any((self.susun, self.ajukan, self.setujui, self.kembalikan, self.tandatangani, self.kertas, self.ubah))


def ambil_pk(request: HttpRequest, pk: int, aksi: Aksi) -> PerjanjianKinerja:
    """The agreement, if this person may do `aksi` on it: 404 outside the subtree for who is no party, 403 otherwise."""
    kumpulan = PerjanjianKinerja.objects.select_related(
        "jabatan__unit", "periode__instansi", "pejabat_pertama", "pejabat_kedua", "sebelumnya__periode"
    )
    hasil: PerjanjianKinerja = akses.ambil(kumpulan, user=request.user, aksi=aksi, pk=pk)
    return hasil


def baca_versi_baris(request: HttpRequest) -> int:
    """The change of the row that the page had shown; 404 for a form nobody made."""
    teks = request.POST.get("versi_baris", "")
    if not teks.isdecimal() or len(teks) > 9:
        raise Http404
    return int(teks)


def boleh_apa(user: Pengguna, perjanjian: PerjanjianKinerja, rincian: RincianPK) -> Boleh:
    """By status, role and party; asks only what the status leaves open."""
    status = alur.Status(perjanjian.status)
    bisa = alur.aksi_tersedia(status, sendiri=perjanjian.sendiri)
    perencana = akses.boleh_di(user, Aksi.SUSUN_PK, perjanjian.jabatan.unit.jalur)
    terakhir = not any(p.versi > perjanjian.versi for p in rincian.versi)
    pihak = alur.Aksi.KEMBALIKAN in bisa and akses.boleh(user, Aksi.TANDATANGANI_PK, perjanjian)
    penyetuju = pihak and (perjanjian.sendiri or akses.boleh(user, Aksi.SETUJUI_PK, perjanjian))
    sudah = {t.pejabat_id for t in rincian.tanda}
    return Boleh(
        susun=alur.Aksi.SUSUN in bisa and perencana,
        ajukan=alur.boleh_susun(status) and (perencana or akses.boleh(user, Aksi.AJUKAN_PK, perjanjian)),
        setujui=alur.Aksi.SETUJUI in bisa and penyetuju,
        kembalikan=penyetuju,
        tandatangani=alur.Aksi.TANDATANGANI in bisa and pihak and user.pejabat_id not in sudah,
        kertas=alur.Aksi.CATAT_KERTAS in bisa and perencana and not sudah,
        ubah=status is alur.Status.DITANDATANGANI and perencana and terakhir,
    )


def alamat_pk(perjanjian: PerjanjianKinerja) -> str:
    """The agreement's own page."""
    return reverse("perjanjian:pk_rincian", args=[perjanjian.pk])


def jalur_pk(request: HttpRequest, perjanjian: PerjanjianKinerja, *, di_dalam: bool = False) -> list[tuple[str, str]]:
    """The path on top of an agreement's page, or of a page below it; a party without a role comes from its own list."""
    if akses.boleh_di(request.user, Aksi.BACA, perjanjian.jabatan.unit.jalur):
        alamat = reverse("perjanjian:pk", args=[perjanjian.jabatan.unit_id, perjanjian.periode.tahun])
        atas = [(f"Perjanjian Kinerja {perjanjian.periode.tahun}", alamat)]
    else:
        atas = [("PK saya", reverse("perjanjian:pk_saya"))]
    return [*atas, (perjanjian.jabatan.nama, alamat_pk(perjanjian))] if di_dalam else atas
