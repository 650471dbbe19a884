"""Many cells at once: chosen, shown as a plan, carried out, undone; and the copy of another year."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indikator.views.putusan import pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Unit
from kinerja.perjanjian.forms_cascading import LEPAS, MassalForm, SalinForm
from kinerja.perjanjian.models.cascading import JenisTautan, PaketTautan
from kinerja.perjanjian.selectors import cascading_paket as baca
from kinerja.perjanjian.selectors.cascading_matriks_tingkat import Lampiran, lampiran_dari, unit_tingkat
from kinerja.perjanjian.services import cascading_paket as layanan
from kinerja.perjanjian.services.cascading_rencana import Rencana, SelTautan, Tindakan, rencanakan
from kinerja.perjanjian.services.cascading_tahun import rencana_salin_tahun, salin_tahun
from kinerja.perjanjian.views.cascading import BAGIAN, alamat_matriks, baca_pilihan, jalur_cascading
from kinerja.perjanjian.views.lingkup import Lingkup, ambil_lingkup

MATRIKS = "matriks"
KE_LAMPIRAN = "ke_lampiran"
SEL_MAKS = 5000
URUTAN = (Tindakan.DITOLAK, Tindakan.DIBUAT, Tindakan.DIUBAH, Tindakan.DIHAPUS, Tindakan.TETAP)
KATA = {
    Tindakan.DIBUAT: ("dibuat", "baik", "tambah"),
    Tindakan.DIUBAH: ("diubah", "kabar", "ubah"),
    Tindakan.DIHAPUS: ("dilepas", "awas", "tutup"),
    Tindakan.TETAP: ("tetap", "netral", "belum"),
    Tindakan.DITOLAK: ("ditolak", "salah", "gagal"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def massal(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """Choose rows × units and what becomes of them; a POST shows the plan, also of the whole matrix as ticked."""
    lingkup = ambil_lingkup(request, unit, tahun, Aksi.KELOLA_KINERJA)
    if request.POST.get("asal") == MATRIKS:
        return _dari_matriks(request, lingkup)
    lampiran = lampiran_dari(lingkup.unit, lingkup.periode)
    diminta = _lampiran_diminta(request)
    dipilih = next((x for x in lampiran if x.tingkat == diminta), lampiran[0] if lampiran else None)
    pindah = KE_LAMPIRAN in request.POST
    dikirim = request.method == "POST" and not pindah
    form = MassalForm(
        request.POST if dikirim else None,
        initial=MassalForm.dari_kiriman(request.POST) if pindah else None,
        indikator=baca.indikator_kelola(pengguna(request), lingkup.unit, lingkup.periode),
        unit=unit_tingkat(lingkup.unit, lingkup.periode, dipilih.tingkat) if dipilih else [],
        lain=_dari_lampiran_lain(request, lingkup, lampiran, dipilih),
    )
    if dikirim and form.is_valid():
        isi = form.cleaned_data
        sel = [
            _sel(int(i), int(u), isi["jenis"], isi["lingkup"], dihitung=isi["dihitung"])
            for i in isi["indikator"]
            for u in isi["unit"]
        ]
        return _pratinjau(request, lingkup, sel)
    konteks = {
        "judul": "Tautkan massal",
        "jalur": jalur_cascading(lingkup),
        "form": form,
        "lampiran": lampiran,
        "dipilih": dipilih,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(
        request,
        "perjanjian/cascading/massal.html",
        lingkup.isi(pengguna(request), BAGIAN, **konteks),
        status=status,
    )


def _lampiran_diminta(request: HttpRequest) -> int | None:
    """The level to show: the one switched to, the one the form was filled in on, or that of the address."""
    teks = request.POST.get(KE_LAMPIRAN) or request.POST.get("lampiran", "")
    return int(teks) if teks.isdecimal() and len(teks) == 1 else baca_pilihan(request).tingkat


def _dari_lampiran_lain(
    request: HttpRequest, lingkup: Lingkup, lampiran: Sequence[Lampiran], dipilih: Lampiran | None
) -> list[tuple[Lampiran, Unit]]:
    """Units ticked on the levels that are not shown; a tick on one is not lost by looking at another."""
    centang = set(request.POST.getlist("unit"))
    lain = [x for x in lampiran if x != dipilih] if centang else []
    return [
        (x, u) for x in lain for u in unit_tingkat(lingkup.unit, lingkup.periode, x.tingkat) if str(u.pk) in centang
    ]


def _dari_matriks(request: HttpRequest, lingkup: Lingkup) -> HttpResponse:
    """The whole matrix sent without JavaScript: only cells whose tick is another now are planned."""
    kini, tadi = request.POST.getlist("sel"), request.POST.get("tadi", "").split()
    sel = [
        *(_sel(*_pasangan(k), JenisTautan.LANGSUNG) for k in kini if k not in set(tadi)),
        *(_sel(*_pasangan(k), LEPAS) for k in tadi if k not in set(kini)),
    ]
    if not sel:
        messages.info(request, "Tidak ada centang yang berubah.")
        return redirect(alamat_matriks(lingkup))
    return _pratinjau(request, lingkup, sel)


def _pratinjau(
    request: HttpRequest, lingkup: Lingkup, sel: list[SelTautan], *, usang: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    if len(sel) > SEL_MAKS:
        raise PelanggaranAturan(
            "terlalu_banyak_sel",
            f"Sekali jalan paling banyak {SEL_MAKS} sel; pilihan ini {len(sel)}. Kurangi pilihannya.",
        )
    rencana = rencanakan(pelaku=pengguna(request), periode=lingkup.periode, sel=sel)
    hitungan = rencana.hitungan
    isi = {
        "judul": "Pratinjau penautan",
        "jalur": jalur_cascading(lingkup),
        "kelompok": [(*KATA[t], hitungan[t], [b for b in rencana.baris if b.tindakan is t]) for t in URUTAN],
        "ada_perubahan": _perubahan(rencana) > 0,
        "perubahan": _perubahan(rencana),
        "sidik": rencana.sidik,
        "minta": " ".join(_tulis(s) for s in sel),
        "lingkup_tautan": sel[0].lingkup if sel else "",
        "dihitung": bool(sel and sel[0].dihitung),
        "usang": usang,
    }
    konteks = lingkup.isi(pengguna(request), BAGIAN, **isi)
    return render(request, "perjanjian/cascading/pratinjau.html", konteks, status=status)


def _perubahan(rencana: Rencana) -> int:
    return sum(rencana.hitungan[t] for t in (Tindakan.DIBUAT, Tindakan.DIUBAH, Tindakan.DIHAPUS))


@require_POST
@login_required
def terapkan(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """Carry out the plan as it was shown; one that has become another is shown again."""
    lingkup = ambil_lingkup(request, unit, tahun, Aksi.KELOLA_KINERJA)
    sel = [
        _baca(teks, request.POST.get("lingkup", ""), dihitung=request.POST.get("dihitung") == "ya")
        for teks in request.POST.get("minta", "").split()[: SEL_MAKS + 1]
    ]
    try:
        hasil = layanan.terapkan(
            pelaku=pengguna(request),
            periode=lingkup.periode,
            unit=lingkup.unit,
            sel=sel,
            sidik=request.POST.get("sidik", ""),
            kini=timezone.now(),
        )
    except PelanggaranAturan as salah:
        return _pratinjau(request, lingkup, sel, usang=salah.pesan, status=HTTPStatus.CONFLICT)
    messages.success(request, f"{len(hasil.isi['tautan'])} tautan diubah sekaligus.")
    return redirect(f"{alamat_matriks(lingkup)}?paket={hasil.pk}&lampiran={_tingkat(hasil, lingkup)}")


def _tingkat(hasil: PaketTautan, lingkup: Lingkup) -> int:
    """The level on which the batch shows: that of the first unit it touched."""
    satu = hasil.isi["tautan"][0]
    return baca.tingkat_unit((satu["sesudah"] or satu["sebelum"])["unit"], lingkup.unit)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def salin(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """Copy another year's sasaran, indicators and links of the subtree: first counted, then done."""
    lingkup = ambil_lingkup(request, unit, tahun, Aksi.KELOLA_KINERJA)
    user = pengguna(request)
    tahun_lain = baca.tahun_sumber(user, lingkup.periode)
    form = SalinForm(request.POST if request.method == "POST" else None, tahun=tahun_lain)
    ringkasan = None
    if request.method == "POST" and form.is_valid():
        isi = {
            "pelaku": user,
            "dari": form.dari_periode,
            "ke": lingkup.periode,
            "unit": lingkup.unit,
            "dengan_target": form.cleaned_data["dengan_target"],
            "kini": timezone.now(),
        }
        if "terapkan" in request.POST:
            hasil = salin_tahun(**isi)
            messages.success(request, f"Cascading tahun {form.dari_periode} disalin ke {lingkup.periode}.")
            return redirect(f"{alamat_matriks(lingkup)}?paket={hasil.pk}")
        ringkasan = rencana_salin_tahun(**isi)
    konteks = {
        "judul": f"Salin cascading ke {lingkup.periode}",
        "jalur": jalur_cascading(lingkup),
        "form": form,
        "tahun_lain": tahun_lain,
        "ringkasan": ringkasan,
        "kosong": ringkasan is not None and not (ringkasan.sasaran or ringkasan.indikator or ringkasan.tautan),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "perjanjian/cascading/salin.html", lingkup.isi(user, BAGIAN, **konteks), status=status)


@require_safe
@login_required
def paket(request: HttpRequest, unit: int, tahun: int) -> HttpResponse:
    """The batches of the unit and those below it, newest first, with the way to undo each."""
    lingkup = ambil_lingkup(request, unit, tahun)
    user = pengguna(request)
    konteks = {
        "judul": f"Riwayat penautan {lingkup.unit.nama} {lingkup.periode}",
        "jalur": jalur_cascading(lingkup),
        "paket": baca.daftar_paket(user, lingkup.unit, lingkup.periode),
        "boleh": akses.boleh_di(user, Aksi.KELOLA_KINERJA, lingkup.unit.jalur),
    }
    return render(request, "perjanjian/cascading/paket.html", lingkup.isi(user, BAGIAN, **konteks))


@require_POST
@login_required
def batalkan(request: HttpRequest, unit: int, tahun: int, pk: int) -> HttpResponse:
    """Undo a batch; a refusal names what is in the way."""
    lingkup = ambil_lingkup(request, unit, tahun)
    satu: PaketTautan = akses.ambil(
        PaketTautan.objects.select_related("unit", "periode"),
        user=request.user,
        aksi=Aksi.KELOLA_KINERJA,
        pk=pk,
        periode=lingkup.periode,
        unit__jalur__startswith=lingkup.unit.jalur,
    )
    try:
        layanan.batalkan(pelaku=pengguna(request), paket=satu, kini=timezone.now())
    except PelanggaranAturan as salah:
        messages.error(request, salah.pesan)
    else:
        messages.success(request, "Penautan itu diurungkan. Semua tautan kembali seperti sebelumnya.")
    return redirect("perjanjian:cascading_paket", *lingkup.alamat)


def _sel(induk: int, unit: int, jenis: str, lingkup: str = "", *, dihitung: bool = False) -> SelTautan:
    if jenis == LEPAS:
        return SelTautan(induk, unit)
    return SelTautan(induk, unit, jenis=JenisTautan(jenis), lingkup=lingkup, dihitung=dihitung)


def _tulis(sel: SelTautan) -> str:
    """`12-34-langsung`: a cell in the hidden field of the preview."""
    return f"{sel.induk}-{sel.unit}-{sel.jenis or LEPAS}"


def _baca(teks: str, lingkup: str, *, dihitung: bool) -> SelTautan:
    """The cell back from `_tulis`; 404 for what no page of ours sends."""
    kunci, _, jenis = teks.rpartition("-")
    if jenis not in {LEPAS, *JenisTautan.values}:
        raise Http404
    return _sel(*_pasangan(kunci), jenis, lingkup[:300], dihitung=dihitung)


def _pasangan(teks: str) -> tuple[int, int]:
    """`12-34` → (12, 34); 404 for anything else."""
    nomor = teks.split("-")
    if len(nomor) != 2 or not all(n.isdecimal() and len(n) <= 18 for n in nomor):
        raise Http404
    return int(nomor[0]), int(nomor[1])
