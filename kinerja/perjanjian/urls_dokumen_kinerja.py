"""Completing Sasaran Mutu, IKU and IKI."""

from django.urls import URLPattern, path

from kinerja.perjanjian.views import dokumen_kinerja

_AWAL = "perjanjian/mutu-iku-iki/"
pola: list[URLPattern] = [
    path(f"{_AWAL}<int:unit>/<int:tahun>/", dokumen_kinerja.halaman, name="dokumen_kinerja"),
    path(f"{_AWAL}<int:unit>/<int:tahun>/<slug:jenis>/", dokumen_kinerja.kepala, name="dokumen_kinerja_kepala"),
    path(f"{_AWAL}indikator/<int:pk>/", dokumen_kinerja.indikator, name="dokumen_kinerja_indikator"),
    path(f"{_AWAL}jabatan/<int:pk>/<int:tahun>/", dokumen_kinerja.jabatan, name="dokumen_kinerja_jabatan"),
]
