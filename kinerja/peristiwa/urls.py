"""Pages of webhooks."""

from django.urls import path

from kinerja.peristiwa.views import langganan, pengiriman

app_name = "peristiwa"
urlpatterns = [
    path("webhook/", langganan.daftar, name="langganan"),
    path("webhook/baru/", langganan.baru, name="langganan_baru"),
    path("webhook/<uuid:pk>/", pengiriman.daftar, name="pengiriman"),
    path("webhook/<uuid:pk>/ubah/", langganan.ubah, name="langganan_ubah"),
    path("webhook/<uuid:pk>/rahasia/", langganan.rahasia, name="langganan_rahasia"),
    path("webhook/<uuid:pk>/aktifkan/", langganan.aktifkan, name="aktifkan"),
    path("webhook/<uuid:pk>/jeda/", langganan.jeda, name="jeda"),
    path("webhook/<uuid:pk>/hapus/", langganan.hapus, name="langganan_hapus"),
    path("webhook/<uuid:pk>/ulangi/", pengiriman.ulangi, name="ulangi"),
    path("webhook/<uuid:pk>/<int:nomor>/", pengiriman.rincian, name="rincian"),
    path("webhook/<uuid:pk>/<int:nomor>/kirim-ulang/", pengiriman.kirim_ulang, name="kirim_ulang"),
]
