"""Idempotency-Key: the work is done once, the answer repeated; another body or route is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory

from kinerja.api.autentikasi import Kredensial
from kinerja.api.idempoten import MASA_SIMPAN, buang_lama, sekali
from kinerja.api.masalah import Masalah
from kinerja.api.models import KunciIdempoten
from kinerja.organisasi.aturan import PelanggaranAturan
from tests.indikator.test_alur_kerja_balapan import bersamaan


def _request(isi: Any = None, kunci: str = "k-1", jalur: str = "/api/v1/laporan/", nama: str = "token:1") -> Request:
    kepala = {"HTTP_IDEMPOTENCY_KEY": kunci} if kunci else {}
    polos = APIRequestFactory().post(jalur, {"a": 1} if isi is None else isi, format="json", **kepala)
    request = Request(polos, parsers=[JSONParser()])
    request.auth = Kredensial(nama, frozenset())
    return request


class Kerja:
    """Counts how often the work is done."""

    def __init__(self) -> None:
        self.kali = 0

    def __call__(self) -> Response:
        self.kali += 1
        return Response({"nomor": self.kali}, status=201, headers={"Location": f"/x/{self.kali}/"})


@pytest.mark.django_db
def test_kedua_kali_mengulang_jawaban() -> None:
    kerja = Kerja()
    sekali(_request(), kerja)
    ulang = sekali(_request(), kerja)
    assert (ulang.status_code, ulang.data, ulang["Location"]) == (201, {"nomor": 1}, "/x/1/")
    assert ulang["Idempotency-Replayed"] == "true"
    assert kerja.kali == 1


@pytest.mark.django_db
@pytest.mark.parametrize("lain", [{"isi": {"a": 2}}, {"jalur": "/api/v1/survei/"}])
def test_kunci_untuk_permintaan_lain_ditolak(lain: dict[str, Any]) -> None:
    kerja = Kerja()
    sekali(_request(), kerja)
    with pytest.raises(Masalah) as salah:
        sekali(_request(**lain), kerja)
    assert (salah.value.status, salah.value.kode) == (422, "kunci_idempoten_lain")


@pytest.mark.django_db
def test_kunci_yang_sama_milik_pemanggil_lain() -> None:
    kerja = Kerja()
    sekali(_request(), kerja)
    sekali(_request(nama="klien:1"), kerja)
    assert kerja.kali == 2


@pytest.mark.django_db
def test_yang_gagal_boleh_dicoba_lagi() -> None:
    def gagal() -> Response:
        raise PelanggaranAturan("jendela_tertutup", "Sudah ditutup.")

    with pytest.raises(PelanggaranAturan):
        sekali(_request(), gagal)
    assert sekali(_request(), lambda: Response({}, status=409)).status_code == 409
    assert sekali(_request(), Kerja()).data == {"nomor": 1}


@pytest.mark.django_db
def test_tanpa_kunci_dikerjakan_tiap_kali() -> None:
    kerja = Kerja()
    sekali(_request(kunci=""), kerja)
    sekali(_request(kunci=""), kerja)
    assert kerja.kali == 2


@pytest.mark.django_db
def test_kunci_keliru_400() -> None:
    for kunci in ("x" * 201, "a\tb", "kunci\xe9", "k\x7f"):
        with pytest.raises(Masalah) as salah:
            sekali(_request(kunci=kunci), Kerja())
        assert (salah.value.status, salah.value.kode) == (400, "kunci_idempoten_keliru")
    assert sekali(_request(kunci="~ " * 100), Kerja()).status_code == 201


@pytest.mark.django_db
def test_kunci_lama_dibuang() -> None:
    sekali(_request(), Kerja())
    assert buang_lama(timezone.now()) == 0
    assert buang_lama(timezone.now() + MASA_SIMPAN + timedelta(minutes=1)) == 1


def test_dua_bersamaan_dikerjakan_sekali(transactional_db: None) -> None:
    kerja = Kerja()
    assert bersamaan(*[_sekali(kerja)] * 4) == ["ya"] * 4
    assert kerja.kali == 1
    assert KunciIdempoten.objects.count() == 1


def test_kendali_tanpa_kunci_dikerjakan_empat_kali(transactional_db: None) -> None:
    """The control of the race above: it really does run side by side."""
    kerja = Kerja()
    bersamaan(*[_sekali(kerja, kunci="")] * 4)
    assert kerja.kali == 4


def test_kendali_tanpa_kekangan_dikerjakan_empat_kali(transactional_db: None) -> None:
    """The control with the unique constraint off: nothing else holds the second one back."""
    kekangan = next(k for k in KunciIdempoten._meta.constraints if k.name == "kunci_idempoten_unik_per_pelaku")
    with connection.schema_editor() as susunan:
        susunan.remove_constraint(KunciIdempoten, kekangan)
    kerja = Kerja()
    try:
        bersamaan(*[_sekali(kerja)] * 4)
    finally:
        KunciIdempoten.objects.all().delete()
        with connection.schema_editor() as susunan:
            susunan.add_constraint(KunciIdempoten, kekangan)
    assert kerja.kali == 4


def _sekali(kerja: Kerja, kunci: str = "k-1") -> Callable[[], Response]:
    return lambda: sekali(_request(kunci=kunci), kerja)
