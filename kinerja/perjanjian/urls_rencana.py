"""The Rencana Aksi: plan, activities, their reports by quarter, copies of an earlier year."""

from django.urls import URLPattern, path

from kinerja.perjanjian.views import rencana, rencana_isi, rencana_salin, rencana_susun

RENCANA = "perjanjian/rencana/<int:unit>/<int:tahun>/"
KEGIATAN = "perjanjian/rencana/kegiatan/<int:pk>/"

pola: list[URLPattern] = [
    path(RENCANA, rencana.daftar, name="rencana"),
    path(f"{RENCANA}salin/", rencana_salin.salin, name="rencana_salin"),
    path(f"{RENCANA}<int:indikator>/baru/", rencana_susun.baru, name="rencana_baru"),
    path(KEGIATAN, rencana.rincian, name="rencana_rincian"),
    path(f"{KEGIATAN}ubah/", rencana_susun.ubah, name="rencana_ubah"),
    path(f"{KEGIATAN}hapus/", rencana_susun.hapus, name="rencana_hapus"),
    path(f"{KEGIATAN}geser/<slug:langkah>/", rencana_susun.geser, name="rencana_geser"),
    path(f"{KEGIATAN}realisasi/<int:triwulan>/", rencana_isi.isi, name="rencana_isi"),
]
