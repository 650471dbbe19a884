"""Reading the Rencana Aksi: the plan of a unit and year, and one activity with all that was reported."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from indikator.views.putusan import pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.perjanjian.models import KegiatanAksi
from kinerja.perjanjian.selectors.rencana import NOMOR, jendela_setahun, susun_kegiatan, susun_rencana
from kinerja.perjanjian.views.lingkup import Lingkup, ambil_lingkup

BAGIAN_INI = "rencana"


@require_safe
@login_required
def daftar(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """The plan of a unit and year by sasaran, indicator, activity and quarter."""
    lingkup = ambil_lingkup(request, unit, tahun)
    user, kini = pengguna(request), timezone.now()
    rencana = susun_rencana(lingkup.unit, lingkup.periode)
    boleh_isi = akses.boleh_di(user, Aksi.ISI, lingkup.unit.jalur)
    jendela = jendela_setahun(lingkup.periode, lingkup.unit) if boleh_isi else ()
    terbuka = [j for j in jendela if j.terbuka(kini)]
    isi = lingkup.isi(
        user,
        BAGIAN_INI,
        judul=f"Rencana Aksi {tahun}",
        rencana=rencana,
        boleh_susun=akses.boleh_di(user, Aksi.SUSUN_PK, lingkup.unit.jalur),
        boleh_isi=boleh_isi,
        terbuka={j.triwulan for j in terbuka},
        dibuka=[(j, rencana.belum[j.triwulan - 1], rencana.pertama_ditunggu(j.triwulan)) for j in terbuka],
        triwulan=NOMOR,
    )
    return render(request, "perjanjian/rencana/daftar.html", isi)


@require_safe
@login_required
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One activity: its plan and what was reported in each quarter."""
    kegiatan = ambil_kegiatan(request, pk, Aksi.BACA)
    user, kini = pengguna(request), timezone.now()
    lingkup = lingkup_kegiatan(kegiatan)
    boleh_isi = akses.boleh_di(user, Aksi.ISI, kegiatan.unit.jalur)
    jendela = jendela_setahun(lingkup.periode, lingkup.unit) if boleh_isi else ()
    isi = {
        "judul": "Kegiatan Rencana Aksi",
        "jalur": jalur_rencana(lingkup),
        "unit": kegiatan.unit,
        "kegiatan": susun_kegiatan(kegiatan),
        "indikator": kegiatan.indikator,
        "boleh_susun": akses.boleh_di(user, Aksi.SUSUN_PK, kegiatan.unit.jalur),
        "terbuka": {j.triwulan for j in jendela if j.terbuka(kini)},
    }
    return render(request, "perjanjian/rencana/rincian.html", isi)


def ambil_kegiatan(request: HttpRequest, pk: int, aksi: Aksi) -> KegiatanAksi:
    """The activity, if this person may do `aksi` at its unit: 404 outside the subtree, 403 without the role."""
    kumpulan = KegiatanAksi.objects.select_related(
        "unit__instansi", "indikator__sasaran__periode__instansi", "jabatan__unit", "anggaran__jabatan__unit"
    )
    hasil: KegiatanAksi = akses.ambil(kumpulan, user=request.user, aksi=aksi, pk=pk)
    return hasil


def lingkup_kegiatan(kegiatan: KegiatanAksi) -> Lingkup:
    """The unit and year an activity belongs to."""
    return Lingkup(kegiatan.unit, kegiatan.indikator.sasaran.periode)


def alamat_rencana(lingkup: Lingkup, kegiatan: KegiatanAksi | None = None) -> str:
    """The page of the plan, at one activity if given."""
    jangkar = f"#kegiatan-{kegiatan.pk}" if kegiatan else ""
    return reverse("perjanjian:rencana", args=lingkup.alamat) + jangkar


def jalur_rencana(lingkup: Lingkup) -> list[tuple[str, str]]:
    """The path on top of a page below the plan."""
    return [(f"Rencana Aksi {lingkup.periode.tahun}, {lingkup.unit}", alamat_rencana(lingkup))]
