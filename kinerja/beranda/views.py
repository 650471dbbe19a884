"""Tugas saya: what the signed-in person has to do now, by role."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indikator.selectors.antrean import antrean, jumlah_menunggu
from kinerja.beranda import operator, selectors
from kinerja.beranda.selectors import BANYAK_BARIS, BANYAK_KARTU
from kinerja.beranda.waktu import waktu_kini
from kinerja.organisasi.akses import Aksi, Peran, peran_dari
from kinerja.organisasi.models import Pengguna
from kinerja.perjanjian.selectors.pk_daftar import milik_saya


@require_safe
@login_required
def beranda(request: HttpRequest) -> HttpResponse:
    """The home page; only what the person's roles call for is read."""
    user = request.user
    assert isinstance(user, Pengguna)  # noqa: S101
    peran = peran_dari(user)
    kini = timezone.now()
    waktu = waktu_kini(user, kini)
    isi: dict[str, Any] = {"judul": "Tugas saya", "waktu": waktu, "peran": peran}
    # A party of an agreement may hold no role at all.
    isi["pk_menunggu"] = [t for t in milik_saya(user) if t.menunggu_saya]
    if Peran.OPERATOR in peran:
        kartu = operator.kartu_isian(user, waktu, kini)
        # Who holds the role above many units sees his own first, and theirs as a list to open.
        utama = [k for k in kartu if k.langsung] or kartu
        isi |= {"kartu": utama[:BANYAK_KARTU], "kartu_bawahan": [k for k in kartu if k not in utama[:BANYAK_KARTU]]}
        isi["dikembalikan"] = operator.dikembalikan(user)
    for nama, pemegang, aksi in (
        ("verifikasi", Peran.VERIFIKATOR, Aksi.VERIFIKASI),
        ("persetujuan", Peran.PIMPINAN, Aksi.SETUJUI),
    ):
        if pemegang in peran:
            baris = antrean(user, aksi)
            isi[nama] = [(b, b.usia(kini)) for b in baris[:BANYAK_BARIS]]
            isi[f"jumlah_{nama}"] = jumlah_menunggu(baris)
    if peran & {Peran.PIMPINAN, Peran.INSPEKTORAT, Peran.PERENCANA, Peran.ADMINISTRATOR}:
        semua = selectors.pantauan(user, waktu)
        isi |= {"pantauan": semua[:BANYAK_BARIS], "pantauan_lain": max(0, len(semua) - BANYAK_BARIS)}
    if Peran.PERENCANA in peran:
        isi["celah"] = selectors.celah_perencanaan(user, waktu)
    if Peran.INSPEKTORAT in peran:
        isi["koreksi"] = selectors.koreksi_terbaru(user)
    if Peran.ADMINISTRATOR in peran:
        isi["akun_tanpa_peran"] = selectors.akun_tanpa_peran(user)
    return render(request, "beranda/beranda.html", isi)
