"""The floor under every page: routing, middleware and JSON, against calling the view itself."""

from django.http import HttpRequest
from django.test import Client, RequestFactory

from bench.ukur import Kerja, ukuran
from kinerja.kesehatan import sehat


@ukuran("halaman kosong (/sehat/)", lantai="view tanpa middleware", ulangan=200)
def halaman_kosong() -> tuple[Kerja, Kerja]:
    """What routing and all middleware add to a page without a query."""
    klien, permintaan = Client(), RequestFactory().get("/sehat/")
    assert isinstance(permintaan, HttpRequest)

    def kerja() -> None:
        assert klien.get("/sehat/", headers={"host": "127.0.0.1"}).status_code == 200

    return kerja, lambda: sehat(permintaan)
