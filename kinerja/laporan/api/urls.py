"""Routes of reports, of the check of printed ones, and of `boleh`, below /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from kinerja.laporan.api.boleh import BolehView
from kinerja.laporan.api.capaian import CapaianView
from kinerja.laporan.api.periksa import PeriksaView
from kinerja.laporan.api.views import LaporanViewSet, Unduh

perute = SimpleRouter(use_regex_path=False)
perute.register("laporan", LaporanViewSet, basename="laporan")
pola = [
    *perute.urls,
    path("laporan/<uuid:pk>/unduh/", Unduh.as_view(), name="laporan-unduh"),
    path("periksa/<slug:kode>/", PeriksaView.as_view(), name="periksa"),
    path("boleh/", BolehView.as_view(), name="boleh"),
    path("capaian/", CapaianView.as_view(), name="capaian"),
]
