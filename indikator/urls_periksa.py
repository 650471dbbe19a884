"""Routes of verifying, approving and explaining figures; joined into indikator/urls.py."""

from django.urls import path

from indikator.views import angka, persetujuan, verifikasi

pola = [
    path("verifikasi/", verifikasi.antrean, name="verifikasi"),
    path("verifikasi/<int:unit>/<int:tahun>/<int:triwulan>/", verifikasi.lembar, name="verifikasi_unit"),
    path("verifikasi/<int:unit>/<int:tahun>/<int:triwulan>/terima/", verifikasi.terima, name="verifikasi_terima"),
    path("verifikasi/baris/<int:pk>/kembalikan/", verifikasi.kembalikan, name="verifikasi_kembalikan"),
    path("persetujuan/", persetujuan.antrean, name="persetujuan"),
    path("persetujuan/<int:unit>/<int:tahun>/<int:triwulan>/", persetujuan.lembar, name="persetujuan_unit"),
    path("persetujuan/<int:unit>/<int:tahun>/<int:triwulan>/setujui/", persetujuan.setujui, name="persetujuan_setujui"),
    path("persetujuan/baris/<int:pk>/kembalikan/", persetujuan.kembalikan, name="persetujuan_kembalikan"),
    path("angka/<int:indikator>/<int:triwulan>/", angka.angka, name="angka"),
    path("angka/baris/<int:pk>/koreksi/", angka.koreksi, name="koreksi"),
]
