"""Survey staff: the list, one survey, its definition, opening and closing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indikator.hitung.angka import tulis_ringkas
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Unit
from survei.alur import Gerak
from survei.forms.definisi import DefinisiForm, TautanForm
from survei.hitung.periode import Jenis, berikut
from survei.hitung.sampel import MINIMAL_PER_LAYANAN, sampel
from survei.models import Survei
from survei.models.survei import JenisPeriode, StatusSurvei
from survei.selectors import kelola as baca
from survei.services import survei as layanan_survei
from survei.views.dasar import alamat_survei, ambil_survei, baca_versi, jalur_survei, nomor, pengguna

GERAK = {"buka": Gerak.BUKA, "tutup": Gerak.TUTUP}
KATA = {
    Gerak.BUKA: "Survei dibuka. Jawaban sudah dapat masuk.",
    Gerak.TUTUP: "Survei ditutup. Hasilnya siap diperiksa.",
}


@require_safe
@login_required
def daftar(request: HttpRequest) -> HttpResponse:
    """Surveys of the units this person may read."""
    akses.wajib(request.user, Aksi.BACA)
    user = pengguna(request)
    halaman, baris = baca.daftar(user, request.GET, request.GET.get("halaman"))
    isi = {
        "judul": "Survei kepuasan masyarakat",
        "halaman": halaman,
        "baris": baris,
        "tahun": baca.tahun_tersedia(user),
        "status": StatusSurvei.choices,
        "saring": request.GET,
        "boleh_buat": akses.punya_peran(user, Aksi.KELOLA_SURVEI),
        "boleh_tautkan": akses.punya_peran(user, Aksi.KELOLA_KINERJA),
    }
    return render(request, "survei/kelola/daftar.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def baru(request: HttpRequest) -> HttpResponse:
    """A new survey; `?dari=` takes the definition of an earlier one."""
    akses.wajib(request.user, Aksi.KELOLA_SURVEI)
    sumber = request.POST if request.method == "POST" else request.GET
    dari = ambil_survei(request, nomor(sumber["dari"]), Aksi.BACA) if sumber.get("dari") else None
    pilihan = baca.unit_kelola(pengguna(request))
    unit = _unit_terpilih(request, sumber.get("unit", ""), dari, pilihan)
    form = DefinisiForm(
        request.POST or None,
        unit=unit,
        layanan=unit.layanan.all() if unit else (),
        initial=_awal_salinan(dari) if dari else _awal(),
    )
    if request.method == "POST" and unit is not None and form.is_valid():
        hasil = layanan_survei.buat(
            pelaku=pengguna(request), unit=unit, definisi=form.definisi(unit), kini=timezone.now(), dari=dari
        )
        messages.success(request, "Survei dibuat sebagai draf. Periksa pertanyaannya, lalu buka survei.")
        return redirect(alamat_survei(hasil))
    isi = {
        "judul": "Salin survei" if dari else "Survei baru",
        "jalur": jalur_survei(),
        "form": form,
        "unit": unit,
        "pilihan_unit": pilihan,
        "dari": dari,
        "populasi_teks": _kalimat_sampel(form["populasi"].value()),
    }
    return render(request, "survei/kelola/definisi.html", isi)


@require_safe
@login_required
def rincian(request: HttpRequest, pk: int) -> HttpResponse:
    """One survey: progress, channels, questions, links, next steps."""
    return tampil(request, ambil_survei(request, pk, Aksi.BACA))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the definition; a refusal keeps what was typed."""
    survei = ambil_survei(request, pk)
    layanan_survei.wajib_belum_tetap(survei)
    form = DefinisiForm(
        request.POST or None, unit=survei.unit, layanan=survei.unit.layanan.all(), initial=_awal_ubah(survei)
    )
    if request.method == "POST" and form.is_valid():
        try:
            layanan_survei.ubah(
                pelaku=pengguna(request),
                survei=survei,
                definisi=form.definisi(survei.unit),
                versi=baca_versi(request),
                kini=timezone.now(),
            )
        except PelanggaranAturan as salah:
            form.add_error("urutan_unsur" if salah.kode == "inti_terkunci" else None, salah.pesan)
        else:
            messages.success(request, "Perubahan survei tersimpan.")
            return redirect(alamat_survei(survei))
    isi = {
        "judul": "Ubah survei",
        "jalur": jalur_survei(survei),
        "form": form,
        "unit": survei.unit,
        "survei": survei,
        "versi": request.POST.get("versi", survei.versi),
        "populasi_teks": _kalimat_sampel(form["populasi"].value()),
    }
    return render(request, "survei/kelola/definisi.html", isi)


@require_POST
@login_required
def gerak(request: HttpRequest, pk: int, aksi: str) -> HttpResponse:
    """Open or close."""
    if aksi not in GERAK:
        raise Http404
    survei = ambil_survei(request, pk)
    layanan_survei.gerakkan(pelaku=pengguna(request), survei=survei, gerak=GERAK[aksi], kini=timezone.now())
    messages.success(request, KATA[GERAK[aksi]])
    return redirect(alamat_survei(survei))


@require_safe
@login_required
def sampel_minimal(request: HttpRequest) -> HttpResponse:
    """The required sample of a population, in one sentence, while it is typed."""
    akses.wajib(request.user, Aksi.KELOLA_SURVEI)
    return HttpResponse(_kalimat_sampel(request.GET.get("populasi", "")))


def tampil(request: HttpRequest, survei: Survei, tautan: TautanForm | None = None) -> HttpResponse:
    """The overview, with the form for a new link as it was sent when it was refused."""
    isi = {
        "judul": survei.judul,
        "jalur": jalur_survei(),
        "survei": survei,
        "rincian": baca.rincian(survei),
        "boleh_kelola": akses.boleh(pengguna(request), Aksi.KELOLA_SURVEI, survei),
        "form": tautan or TautanForm(survei=survei),
        "minimal_layanan": MINIMAL_PER_LAYANAN,
    }
    return render(request, "survei/kelola/rincian.html", isi)


def _unit_terpilih(request: HttpRequest, teks: str, dari: Survei | None, pilihan: list[Unit]) -> Unit | None:
    """The unit asked for, that of the copied survey where it may be managed, or the only one there is."""
    if teks:
        hasil: Unit = akses.ambil(
            Unit.objects.select_related("instansi"), user=request.user, aksi=Aksi.KELOLA_SURVEI, pk=nomor(teks)
        )
        return hasil
    if dari and dari.unit in pilihan:
        return dari.unit
    return pilihan[0] if len(pilihan) == 1 else None


def _awal() -> dict[str, Any]:
    hari = timezone.localdate()
    return {"jenis_periode": JenisPeriode.SEMESTER, "nomor_periode": 1 if hari.month <= 6 else 2, "tahun": hari.year}


def _awal_ubah(survei: Survei) -> dict[str, Any]:
    kolom = ("judul", "jenis_periode", "nomor_periode", "tahun", "mulai", "selesai")
    lain = ("populasi", "urutan_unsur", "persetujuan")
    return {k: getattr(survei, k) for k in (*kolom, *lain)} | {
        "layanan": [str(satu.pk) for satu in survei.layanan.all()]
    }


def _awal_salinan(survei: Survei) -> dict[str, Any]:
    """The earlier definition moved on to the next period; its dates and title follow from that."""
    tahun, nomor_ = berikut(Jenis(survei.jenis_periode), survei.tahun, survei.nomor_periode)
    return _awal_ubah(survei) | {"judul": "", "mulai": None, "selesai": None, "tahun": tahun, "nomor_periode": nomor_}


def _kalimat_sampel(populasi: Any) -> str:
    try:
        n = DefinisiForm.base_fields["populasi"].clean(populasi)
    except ValidationError as salah:
        return " ".join(salah.messages)
    if n is None:
        return "Sampel minimal muncul setelah populasi diisi."
    perlu = tulis_ringkas(Decimal(sampel(n)))
    return f"Populasi {tulis_ringkas(Decimal(n))} orang memerlukan sedikitnya {perlu} responden."
