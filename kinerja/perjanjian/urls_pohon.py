"""The pohon kinerja."""

from django.urls import URLPattern, path

from kinerja.perjanjian.views import pohon, pohon_susun, pohon_ubah

pola: list[URLPattern] = [
    path("perjanjian/pohon/<int:unit>/<int:tahun>/", pohon.pohon, name="pohon"),
    path("perjanjian/pohon/<int:unit>/<int:tahun>/baru/", pohon_ubah.baru, name="pohon_baru"),
    path("perjanjian/pohon/<int:unit>/<int:tahun>/susun/", pohon_susun.susun, name="pohon_susun"),
    path("perjanjian/pohon/simpul/<int:pk>/", pohon.simpul, name="pohon_simpul"),
    path("perjanjian/pohon/simpul/<int:pk>/ubah/", pohon_ubah.ubah, name="pohon_ubah"),
    path("perjanjian/pohon/simpul/<int:pk>/pindah/", pohon_ubah.pindah, name="pohon_pindah"),
    path("perjanjian/pohon/simpul/<int:pk>/geser/<slug:langkah>/", pohon_ubah.geser, name="pohon_geser"),
    path("perjanjian/pohon/simpul/<int:pk>/hapus/", pohon_ubah.hapus, name="pohon_hapus"),
    path("perjanjian/pohon/simpul/<int:pk>/crosscutting/", pohon_ubah.lintas, name="pohon_lintas"),
    path("perjanjian/pohon/crosscutting/<int:pk>/lepas/", pohon_ubah.lepas, name="pohon_lepas"),
]
