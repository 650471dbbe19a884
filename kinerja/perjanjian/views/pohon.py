"""Pages of a pohon kinerja: the whole tree as list and drawing, and one condition."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from indikator.views.putusan import pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.models import Pengguna
from kinerja.perjanjian.hitung.pohon import ARTI_JENIS, SEBUTAN_JENIS, JenisSimpul
from kinerja.perjanjian.hitung.pohon_gambar import gambar, sebut_lintas
from kinerja.perjanjian.hitung.pohon_periksa import TINGKAT_POHON, periksa_pohon
from kinerja.perjanjian.hitung.pohon_svg import tulis_svg
from kinerja.perjanjian.hitung.temuan import Tingkat
from kinerja.perjanjian.models.pohon import SimpulPohon
from kinerja.perjanjian.selectors import pohon as baca
from kinerja.perjanjian.selectors import pohon_halaman as tampil
from kinerja.perjanjian.selectors.pohon_rinci import pengampu_simpul, ukuran_simpul
from kinerja.perjanjian.views.lingkup import Lingkup, ambil_lingkup

BAGIAN_POHON = "pohon"


@require_safe
@login_required
def pohon(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """The tree of a unit and year; `?tutup=3,7` closes branches. htmx gets list and drawing alone."""
    user = pengguna(request)
    lingkup = ambil_lingkup(request, unit, tahun)
    lengkap = baca.baca_pohon(lingkup.unit, lingkup.periode, lambda jalur: akses.boleh_di(user, Aksi.BACA, jalur))
    tutup = _tutup(request, lengkap.pohon.simpul)
    alamat = reverse("perjanjian:pohon", args=lingkup.alamat)
    temuan = periksa_pohon(lengkap.pohon, baca.untuk_periksa(lengkap), [lingkup.unit.nama])
    bagan = gambar(
        lengkap,
        tutup=tutup,
        alamat=lambda pk: reverse("perjanjian:pohon_simpul", args=[pk]),
        alamat_lipatan=lambda pk: tampil.alamat_lipat(alamat, tutup, pk),
    )
    isi = {
        "judul": f"Pohon Kinerja {lingkup.unit.nama}",
        "cabang": tampil.daftar(lengkap, temuan, tutup, alamat),
        "svg": tulis_svg(bagan, judul="Pohon kinerja") if lengkap.pohon.simpul else "",
        "banyak": len(lengkap.pohon.simpul),
        "tutup": ",".join(map(str, sorted(tutup))),
        "tutup_semua": _tutup_semua(alamat, [pk for pk in lengkap.pohon.simpul if lengkap.pohon.anak_dari(pk)]),
        "alamat": alamat,
        "temuan": temuan,
        "jumlah_galat": sum(TINGKAT_POHON[t.kode] is Tingkat.GALAT for t in temuan),
        "jumlah_peringatan": sum(TINGKAT_POHON[t.kode] is Tingkat.PERINGATAN for t in temuan),
        "ampuan": baca.ampuan(lingkup.unit, lingkup.periode),
        "arti": [(SEBUTAN_JENIS[j], ARTI_JENIS[j]) for j in JenisSimpul],
        "boleh_kelola": akses.boleh_di(user, Aksi.KELOLA_KINERJA, lingkup.unit.jalur),
    }
    templat = "perjanjian/pohon/pohon.html"
    if getattr(request, "htmx", False):
        templat += "#isi_pohon"
    return render(request, templat, lingkup.isi(user, BAGIAN_POHON, **isi))


@require_safe
@login_required
def simpul(request: HttpRequest, pk: int) -> HttpResponse:
    """One condition: what measures it and how that stands, who answers, who else takes part."""
    user, satu = pengguna(request), ambil_simpul(request, pk)
    # Who only carries it reads this condition, not its neighbours in a tree that may not be read.
    sepohon = akses.boleh_di(user, Aksi.BACA, satu.unit.jalur)
    isi = {
        "simpul": satu,
        "sebutan": SEBUTAN_JENIS[JenisSimpul(satu.jenis)],
        "ukuran": ukuran_simpul(satu, user),
        "pengampu": pengampu_simpul(satu),
        "induk": satu.induk if sepohon else None,
        "lintas": _lintas(user, satu) if sepohon else [],
        "boleh_kelola": akses.boleh_di(user, Aksi.KELOLA_KINERJA, satu.unit.jalur),
    }
    templat = "perjanjian/pohon/simpul.html"
    if getattr(request, "htmx", False):
        return render(request, f"{templat}#rinci", isi)
    return render(request, templat, bingkai(user, satu, "Kondisi dalam pohon kinerja", **isi))


def ambil_simpul(request: HttpRequest, pk: int, aksi: Aksi = Aksi.BACA) -> SimpulPohon:
    """The condition, if this person may do `aksi` on it: 404 outside what may be read, 403 without the role."""
    kumpulan = SimpulPohon.objects.select_related("unit__instansi", "periode__instansi", "induk")
    hasil: SimpulPohon = akses.ambil(kumpulan, user=request.user, aksi=aksi, pk=pk)
    return hasil


def bingkai(user: Pengguna, satu: SimpulPohon, judul: str, **lain: Any) -> dict[str, Any]:
    """The context of a page about one condition. Who only carries it is not led to a tree that may not be read."""
    lingkup = Lingkup(satu.unit, satu.periode)
    isi = {"judul": judul, "simpul": satu, "unit": satu.unit, "periode": satu.periode} | lain
    if not akses.boleh_di(user, Aksi.BACA, satu.unit.jalur):
        return isi
    return lingkup.isi(user, BAGIAN_POHON, **(isi | {"jalur": jalur_pohon(lingkup), "alamat": alamat_pohon(satu)}))


def jalur_pohon(lingkup: Lingkup) -> list[tuple[str, str]]:
    """The path on top of a page below the tree."""
    nama = f"Pohon Kinerja {lingkup.unit.nama} {lingkup.periode.tahun}"
    return [(nama, reverse("perjanjian:pohon", args=lingkup.alamat))]


def alamat_pohon(satu: SimpulPohon, tutup: str = "") -> str:
    """The tree page at this condition; `tutup` as it was there."""
    alamat = reverse("perjanjian:pohon", args=[satu.unit_id, satu.periode.tahun])
    return f"{alamat}{f'?tutup={quote(tutup)}' if tutup else ''}#simpul-{satu.pk}"


def _tutup(request: HttpRequest, ada: Any) -> set[int]:
    """Ids of closed branches; anything else in the address is passed over."""
    isi = request.GET.get("tutup", "").split(",")
    return {int(n) for n in isi if n.isdecimal() and len(n) <= 18} & set(ada)


def _tutup_semua(alamat: str, beranak: list[int]) -> str:
    return f"{alamat}?tutup={','.join(map(str, sorted(beranak)))}" if beranak else ""


def _lintas(user: Pengguna, satu: SimpulPohon) -> list[tuple[int | None, str]]:
    """(id of a link that may be cut here, else None; the link in words)."""
    lengkap = baca.baca_pohon(satu.unit, satu.periode, lambda jalur: akses.boleh_di(user, Aksi.BACA, jalur))
    return [
        (s.pk if s.milik_pohon else None, sebut_lintas(s, lengkap.pohon, satu.pk)) for s in lengkap.lintas_dari(satu.pk)
    ]
