"""Routes of filling in: the quarter's grid, submitting, the Excel template, evidence; joined into indikator/urls.py."""

from django.urls import path

from indikator.views import bukti, isian, pengajuan, templat

LEMBAR = "isian/<int:unit>/<int:tahun>/<int:triwulan>/"

pola = [
    path("isian/", isian.pilih, name="isian"),
    path(LEMBAR, isian.lembar, name="lembar"),
    path("isian/sel/<int:indikator>/<int:triwulan>/<int:komponen>/", isian.isi_sel, name="isi_sel"),
    path("isian/uraian/<int:indikator>/<int:triwulan>/<slug:kolom>/", isian.isi_teks, name="isi_uraian"),
    path(f"{LEMBAR}ajukan/", pengajuan.ajukan, name="ajukan"),
    path("isian/tarik/<int:pk>/", pengajuan.tarik, name="tarik"),
    path(f"{LEMBAR}templat/", templat.templat, name="templat"),
    path(f"{LEMBAR}templat/unduh/", templat.unduh, name="templat_unduh"),
    path(f"{LEMBAR}templat/terapkan/", templat.terapkan, name="templat_terapkan"),
    path("bukti/<int:indikator>/<int:triwulan>/", bukti.berkas_baris, name="bukti"),
    path("bukti/<int:pk>/", bukti.unduh, name="bukti_unduh"),
    path("bukti/<int:pk>/tarik/", bukti.tarik, name="bukti_tarik"),
]
