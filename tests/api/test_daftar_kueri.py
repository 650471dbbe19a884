"""Every list of the API costs the same queries for a few rows as for many; found by the routes, so none is left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from rest_framework.test import APIClient

from indikator.models import Realisasi
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Instansi, Jejak, Pengguna, PeranPengguna, Unit
from tests.api.objek import kunci_rute, token_serba_bisa
from tests.izin.adegan import Adegan, susun
from tests.orang import Pemeran
from tests.pabrik import buat_instansi, buat_unit

PANJANG: tuple[type[models.Model], ...] = (Unit, Realisasi, Jejak)
"""Also with 10,000 rows."""


def daftar() -> dict[str, Any]:
    """Name of the route → view, of every list by cursor."""
    return {
        str(pola.name): pola.callback.cls
        for pola in _pola(get_resolver().url_patterns)
        if getattr(pola.callback, "actions", {}).get("get") == "list"
    }


def _pola(semua: list[Any]) -> Iterator[Any]:
    for satu in semua:
        if hasattr(satu, "url_patterns"):
            yield from _pola(satu.url_patterns)
        else:
            yield satu


@pytest.fixture
def adegan(orang: Pemeran) -> Adegan:
    satu = susun(orang)
    # Also the objects that only the API's own matrices need.
    kunci_rute(satu)
    return satu


@pytest.fixture
def klien(adegan: Adegan) -> APIClient:
    satu = APIClient()
    satu.credentials(HTTP_AUTHORIZATION=f"Bearer {token_serba_bisa(adegan)}")
    return satu


def perbanyak(model: type[models.Model], banyak: int) -> None:
    """Each row `banyak` times more. What must be unique may be double until the test ends: no list reads it."""
    if model is Instansi:
        _instansi_lain(banyak)
        return
    tabel, kunci = model._meta.db_table, model._meta.pk
    assert kunci is not None
    kolom = [str(f.column) for f in model._meta.local_concrete_fields if f is not kunci]
    sebut = connection.ops.quote_name
    isi = ", ".join(map(sebut, kolom))
    baru = (f"{sebut(str(kunci.column))}, ", "gen_random_uuid(), ") if isinstance(kunci, models.UUIDField) else ("", "")
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('u', 'x')", [tabel]
        )
        for (nama,) in kursor.fetchall():
            kursor.execute(f"ALTER TABLE {sebut(tabel)} DROP CONSTRAINT {sebut(nama)} CASCADE")
        kursor.execute(
            "SELECT indexrelid::regclass::text FROM pg_index "
            "WHERE indrelid = %s::regclass AND indisunique AND NOT indisprimary",
            [tabel],
        )
        for (nama,) in kursor.fetchall():
            kursor.execute(f"DROP INDEX {nama}")
        kursor.execute(
            f"INSERT INTO {sebut(tabel)} ({baru[0]}{isi}) "  # noqa: S608 (names of the models)
            f"SELECT {baru[1]}{isi} FROM {sebut(tabel)}, generate_series(1, %s)",
            [banyak],
        )


def _instansi_lain(banyak: int) -> None:
    """Agencies are listed to who holds a role in them."""
    pemilik = Pengguna.objects.get(username="serba_bisa")
    for nomor in range(banyak):
        unit = buat_unit(buat_instansi(f"lain-{nomor}"), f"LAIN{nomor}")
        PeranPengguna.objects.create(pengguna=pemilik, peran=Peran.OPERATOR, unit=unit, mulai=date(2023, 1, 1))


def peminta(model: type[models.Model], klien: APIClient) -> APIClient:
    """`klien`; for agencies the browser's session of its owner, for a token reaches one agency only."""
    if model is not Instansi:
        return klien
    sesi = APIClient()
    sesi.force_login(Pengguna.objects.get(username="serba_bisa"))
    return sesi


def kueri(klien: APIClient, rute: str) -> tuple[int, int]:
    """How many queries the first page of a list takes, and how many rows it shows."""
    with CaptureQueriesContext(
        connection,
    ) as tangkap:
        jawab = klien.get(reverse(f"api:{rute}"))
    assert jawab.status_code == 200, (rute, jawab.content[:300])
    return len(tangkap), len(jawab.json()["hasil"])


def test_kueri_tidak_bertambah(klien: APIClient) -> None:
    """A few rows, a hundred, and where marked ten thousand: the same queries, and never more than fifteen."""
    klien.get("/api/v1/instansi/")  # the first call writes when the token was last used
    salah = []
    for rute, view in sorted(daftar().items()):
        model = view().kumpulan().model
        siapa = peminta(model, klien)
        sedikit, ada = kueri(siapa, rute)
        assert ada >= 1, f"{rute}: the scene has no row of it"
        perbanyak(model, 10 if model is Instansi else 100)
        banyak = [kueri(siapa, rute)]
        if model in PANJANG:
            perbanyak(model, 10_000 // model._default_manager.count())
            assert model._default_manager.count() >= 10_000
            banyak.append(kueri(siapa, rute))
        assert min(isi for _, isi in banyak) >= (10 if model is Instansi else 100), rute
        if {jumlah for jumlah, _ in banyak} != {sedikit} or sedikit > 15:
            salah.append(f"{rute}: {sedikit} queries for {ada} rows, {banyak}")
    assert not salah, "\n".join(salah)
    assert len(daftar()) >= 25


def test_daftar_yang_menambah_kueri_ketahuan(klien: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a list that forgets its select_related is found out."""
    view = daftar()["jabatan-list"]
    model = view().kumpulan().model
    monkeypatch.setattr(view, "kumpulan", lambda self: model.objects.all())
    klien.get("/api/v1/instansi/")
    sedikit, ada = kueri(klien, "jabatan-list")
    perbanyak(model, 10)
    banyak, isi = kueri(klien, "jabatan-list")
    assert banyak - sedikit == isi - ada > 0
