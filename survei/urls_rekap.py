"""Routes of the recap of a subtree and of the recap check; joined into survei/urls.py."""

from django.urls import path

from survei.views import kota, periksa

pola = [
    path("survei/rekap/", kota.pilih, name="rekap_pilih"),
    path("survei/rekap/<int:unit>/<int:tahun>/", kota.rekap, name="rekap"),
    path("survei/periksa-rekap/", periksa.periksa, name="periksa_rekap"),
    path("survei/periksa-rekap/temuan/", periksa.temuan, name="periksa_rekap_temuan"),
    path("survei/periksa-rekap/unduh/<slug:jenis>/", periksa.unduh, name="periksa_rekap_unduh"),
]
