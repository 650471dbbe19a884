"""Making and revoking credentials. The secret is returned once and kept nowhere."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from oauth2_provider.models import get_access_token_model, get_application_model

from kinerja.api.cakupan import Cakupan
from kinerja.api.models import Klien, Kunci, TokenPribadi
from kinerja.organisasi import jejak
from kinerja.organisasi.akses import Aksi, Peran, boleh_di, pesan_tolak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Pengguna, PeranPengguna, Unit

AWALAN = "kin_"
PALING_LAMA = timedelta(days=366)
# Longest time an old client secret may go on beside the new one.
TUMPANG_MAKS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Rahasia:
    """What is shown once: of a client its id and secret, of a token the token itself."""

    id_klien: str
    rahasia: str


def sidik(teks: str) -> str:
    """SHA-256 of a token; tokens are 256 random bits, so no salt and no slow hash is needed."""
    return hashlib.sha256(teks.encode()).hexdigest()


@transaction.atomic
def buat_token(
    *, pemilik: Pengguna, nama: str, cakupan: Sequence[str], unit: Unit, kedaluwarsa: datetime, kini: datetime
) -> tuple[TokenPribadi, str]:
    """A personal token that reaches no further than `unit` and than what `pemilik` may do; (row, token).

    Raises PelanggaranAturan `cakupan_kosong`, `cakupan_asing`, `kedaluwarsa_keliru`, `unit_di_luar_wewenang`.
    """
    _periksa(cakupan, kedaluwarsa, kini)
    if not boleh_di(pemilik, Aksi.BACA, unit.jalur):
        raise PelanggaranAturan("unit_di_luar_wewenang", f"Anda tidak berperan di {unit}; pilih unit lain.")
    teks = AWALAN + secrets.token_urlsafe(32)
    token = TokenPribadi.objects.create(
        pemilik=pemilik,
        nama=nama.strip(),
        cakupan=sorted(set(cakupan)),
        unit=unit,
        awalan=teks[:8],
        sidik=sidik(teks),
        dibuat_pada=kini,
        kedaluwarsa=kedaluwarsa,
    )
    _catat("api.token_buat", pemilik, token, kini)
    return token, teks


@transaction.atomic
def buat_klien(
    *,
    pelaku: Pengguna | None,
    nama: str,
    unit: Unit,
    peran: Sequence[Peran],
    cakupan: Sequence[str],
    kedaluwarsa: datetime,
    kini: datetime,
) -> tuple[Klien, Rahasia]:
    """Another system at `unit`, with an account of its own that holds `peran` there and no password.

    Raises PermissionDenied unless `pelaku` manages the agency (None: the system itself), PelanggaranAturan as
    `buat_token`.
    """
    if pelaku is not None and not boleh_di(pelaku, Aksi.KELOLA_ORGANISASI, unit.jalur):
        raise PermissionDenied(pesan_tolak(Aksi.KELOLA_ORGANISASI))
    _periksa(cakupan, kedaluwarsa, kini)
    akun = Pengguna(username=f"sistem-{secrets.token_hex(6)}", nama=nama.strip(), instansi=unit.instansi)
    akun.set_unusable_password()
    akun.save()
    PeranPengguna.objects.bulk_create(
        PeranPengguna(pengguna=akun, unit=unit, peran=p, mulai=kini.date()) for p in dict.fromkeys(peran)
    )
    rahasia = secrets.token_urlsafe(32)
    model = get_application_model()
    aplikasi = model.objects.create(
        name=nama.strip(),
        client_type=model.CLIENT_CONFIDENTIAL,
        authorization_grant_type=model.GRANT_CLIENT_CREDENTIALS,
        client_secret=rahasia,
    )
    klien = Klien.objects.create(
        nama=nama.strip(),
        aplikasi=aplikasi,
        akun=akun,
        unit=unit,
        cakupan=sorted(set(cakupan)),
        dibuat_pada=kini,
        kedaluwarsa=kedaluwarsa,
    )
    _catat("api.klien_buat", pelaku, klien, kini)
    return klien, Rahasia(aplikasi.client_id, rahasia)


@transaction.atomic
def perbarui_rahasia(
    *, pelaku: Pengguna, klien: Klien, kedaluwarsa: datetime, tumpang: timedelta, kini: datetime
) -> Rahasia:
    """Another secret for a client, valid until `kedaluwarsa`; also for one that has expired.

    Args:
        tumpang: how long the old secret still opens beside the new one; 0: it ends now, with every token issued.

    Raises PermissionDenied unless `pelaku` manages the agency, PelanggaranAturan `klien_dicabut`, `tumpang_keliru`,
    `kedaluwarsa_keliru`.
    """
    if not boleh_di(pelaku, Aksi.KELOLA_ORGANISASI, klien.unit.jalur):
        raise PermissionDenied(pesan_tolak(Aksi.KELOLA_ORGANISASI))
    terkunci = Klien.objects.select_for_update(of=("self",)).select_related("aplikasi", "unit").get(pk=klien.pk)
    if terkunci.dicabut_pada is not None:
        raise PelanggaranAturan(
            "klien_dicabut",
            "Kredensial ini sudah dicabut dan tidak dapat dihidupkan kembali. Daftarkan sistemnya lagi.",
        )
    if not timedelta(0) <= tumpang <= TUMPANG_MAKS:
        raise PelanggaranAturan("tumpang_keliru", f"Rahasia lama berlaku paling lama {TUMPANG_MAKS.days} hari lagi.")
    _periksa(terkunci.cakupan, kedaluwarsa, kini)
    aplikasi, rahasia = terkunci.aplikasi, secrets.token_urlsafe(32)
    # A secret that could not open any more does not come back to life.
    tumpang = tumpang if terkunci.kedaluwarsa > kini else timedelta(0)
    terkunci.rahasia_lama = aplikasi.client_secret if tumpang else ""
    terkunci.rahasia_lama_sampai = kini + tumpang if tumpang else None
    terkunci.kedaluwarsa = kedaluwarsa
    terkunci.save(update_fields=["rahasia_lama", "rahasia_lama_sampai", "kedaluwarsa"])
    aplikasi.client_secret = rahasia
    aplikasi.save(update_fields=["client_secret"])
    if not tumpang:
        get_access_token_model().objects.filter(application=aplikasi).delete()
    lain = {"kedaluwarsa": kedaluwarsa, "rahasia_lama_sampai": terkunci.rahasia_lama_sampai}
    _catat("api.klien_rahasia", pelaku, terkunci, kini, lain)
    return Rahasia(aplikasi.client_id, rahasia)


@transaction.atomic
def cabut(*, pelaku: Pengguna, kunci: Kunci, kini: datetime) -> None:
    """Revoke a credential: from now on every request with it is refused. Twice changes nothing.

    Raises PermissionDenied unless it is the person's own token, or `pelaku` manages the agency.
    """
    milik_sendiri = isinstance(kunci, TokenPribadi) and kunci.pemilik_id == pelaku.pk
    if not milik_sendiri and not boleh_di(pelaku, Aksi.KELOLA_ORGANISASI, kunci.unit.jalur):
        raise PermissionDenied(pesan_tolak(Aksi.KELOLA_ORGANISASI))
    terkunci = type(kunci)._default_manager.select_for_update().get(pk=kunci.pk)
    if terkunci.dicabut_pada is not None:
        return
    terkunci.dicabut_pada = kunci.dicabut_pada = kini
    terkunci.save(update_fields=["dicabut_pada"])
    if isinstance(terkunci, Klien):
        get_access_token_model().objects.filter(application=terkunci.aplikasi_id).delete()
    _catat("api.cabut", pelaku, terkunci, kini)


def _periksa(cakupan: Sequence[str], kedaluwarsa: datetime, kini: datetime) -> None:
    if not cakupan:
        raise PelanggaranAturan("cakupan_kosong", "Pilih sedikitnya satu cakupan.")
    if asing := sorted(set(cakupan) - set(Cakupan.values)):
        raise PelanggaranAturan("cakupan_asing", f"Cakupan tidak dikenal: {', '.join(asing)}.")
    if not kini < kedaluwarsa <= kini + PALING_LAMA:
        raise PelanggaranAturan(
            "kedaluwarsa_keliru", f"Tanggal kedaluwarsa harus sesudah hari ini, paling lama {PALING_LAMA.days} hari."
        )


def _catat(
    aksi: str, pelaku: Pengguna | None, kunci: Kunci, kini: datetime, lain: Mapping[str, datetime | None] | None = None
) -> None:
    jejak.catat(
        pelaku=pelaku,
        aksi=aksi,
        objek=kunci,
        kini=kini,
        unit_jalur=kunci.unit.jalur,
        sesudah={"nama": kunci.nama, "cakupan": list(kunci.cakupan), "unit": kunci.unit.kode} | dict(lain or {}),
    )
