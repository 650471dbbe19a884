"""Routes of defining surveys and collecting answers; joined into survei/urls.py."""

from django.urls import path

from survei.views import formulir, instrumen, kelola, kertas, tautan

pola = [
    path("survei/", kelola.daftar, name="daftar"),
    path("survei/baru/", kelola.baru, name="baru"),
    path("survei/sampel/", kelola.sampel_minimal, name="sampel"),
    path("survei/<int:pk>/", kelola.rincian, name="rincian"),
    path("survei/<int:pk>/ubah/", kelola.ubah, name="ubah"),
    path("survei/<int:pk>/status/<slug:aksi>/", kelola.gerak, name="gerak"),
    path("survei/<int:pk>/unsur/", instrumen.unsur, name="unsur"),
    path("survei/<int:pk>/unsur/<slug:kode>/", instrumen.ubah, name="unsur_ubah"),
    path("survei/<int:pk>/unsur/<slug:kode>/baku/", instrumen.baku, name="unsur_baku"),
    path("survei/<int:pk>/unsur/<slug:kode>/<slug:langkah>/", instrumen.gerak, name="unsur_gerak"),
    path("survei/<int:pk>/pertanyaan/", instrumen.pertanyaan, name="pertanyaan"),
    path("survei/<int:pk>/pertanyaan/hapus/", instrumen.hapus_pertanyaan, name="pertanyaan_hapus"),
    path("survei/<int:pk>/tautan/", tautan.buat, name="tautan"),
    path("survei/tautan/<int:pk>/", tautan.poster, name="poster"),
    path("survei/tautan/<int:pk>/cabut/", tautan.cabut, name="tautan_cabut"),
    path("survei/<int:pk>/kertas/", kertas.isi, name="kertas"),
    path("survei/<int:pk>/kertas/urungkan/", kertas.urungkan, name="kertas_urungkan"),
    # The public form: short, because it is printed and typed by hand.
    path("s/tarik/", formulir.tarik, name="tarik"),
    path("s/<str:kode>/", formulir.formulir, name="formulir"),
    path("s/<str:kode>/terima-kasih/<uuid:kunci>/", formulir.terima_kasih, name="terima_kasih"),
]
