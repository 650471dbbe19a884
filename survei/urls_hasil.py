"""Routes of results, their follow-up, and what is published; joined into survei/urls.py."""

from django.urls import path

from survei.views import hasil, indikator, publik, rtl

pola = [
    path("survei/<int:pk>/hasil/", hasil.hasil, name="hasil"),
    path("survei/<int:pk>/hasil/tetapkan/", hasil.tetapkan, name="tetapkan"),
    path("survei/<int:pk>/hasil/terbitkan/", hasil.terbitkan, name="terbitkan"),
    path("survei/<int:pk>/hasil/batalkan/", hasil.batalkan, name="batalkan"),
    path("survei/<int:pk>/hasil/saran/", hasil.saran, name="saran"),
    path("survei/<int:pk>/hasil/tambahan/<int:tanya>/", hasil.tambahan, name="jawaban_bebas"),
    path("survei/<int:pk>/rtl/", rtl.baru, name="rtl"),
    path("survei/rtl/<int:pk>/", rtl.ubah, name="rtl_ubah"),
    path("survei/rtl/<int:pk>/hapus/", rtl.hapus, name="rtl_hapus"),
    path("survei/rtl/<int:pk>/bukti/", rtl.bukti, name="rtl_bukti"),
    path("survei/indikator/", indikator.daftar, name="indikator"),
    path("survei/indikator/<int:pk>/", indikator.atur, name="indikator_atur"),
    path("survei/indikator/<int:pk>/lepas/", indikator.lepas, name="indikator_lepas"),
    # Open to everybody: short, because it is printed and shared.
    path("skm/", publik.indeks, name="skm"),
    path("skm/<str:kode>/", publik.hasil, name="skm_hasil"),
]
