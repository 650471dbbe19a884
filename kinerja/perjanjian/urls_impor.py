"""Import of official layouts from Excel."""

from django.urls import URLPattern, path

from kinerja.perjanjian.views import impor

pola: list[URLPattern] = [
    path("perjanjian/impor/<int:unit>/<int:tahun>/", impor.impor, name="impor"),
    path("perjanjian/impor/<int:unit>/<int:tahun>/templat/<slug:jenis>/", impor.templat, name="impor_templat"),
    path("perjanjian/impor/berkas/<uuid:pk>/", impor.berkas, name="impor_berkas"),
    path("perjanjian/impor/berkas/<uuid:pk>/kenali/", impor.kenali, name="impor_kenali"),
    path("perjanjian/impor/berkas/<uuid:pk>/periksa/", impor.periksa, name="impor_periksa"),
    path("perjanjian/impor/berkas/<uuid:pk>/terapkan/", impor.terapkan, name="impor_terapkan"),
    path("perjanjian/impor/berkas/<uuid:pk>/buang/", impor.buang, name="impor_buang"),
]
