"""The matrix of a superior's indicators and who carries them, and its checks."""

from django.urls import URLPattern, path

from kinerja.perjanjian.views import (
    cascading,
    cascading_lengkapi,
    cascading_massal,
    cascading_periksa,
    cascading_sel,
    cascading_susun,
    cascading_uraian,
)

LINGKUP = "perjanjian/cascading/<int:unit>/<int:tahun>/"
SEL = LINGKUP + "sel/<int:indikator>/<int:bawah>/"
URAIAN = LINGKUP + "uraian/<int:indikator>/<int:tingkat>/"

pola: list[URLPattern] = [
    path(LINGKUP, cascading.matriks, name="cascading"),
    path(LINGKUP + "sasaran/baru/", cascading_susun.sasaran_baru, name="cascading_sasaran_baru"),
    path(LINGKUP + "sasaran/<int:sasaran>/ubah/", cascading_susun.sasaran_ubah, name="cascading_sasaran_ubah"),
    path(LINGKUP + "indikator/baru/", cascading_susun.indikator_baru, name="cascading_indikator_baru"),
    path(LINGKUP + "indikator/<int:indikator>/ubah/", cascading_susun.indikator_ubah, name="cascading_indikator_ubah"),
    path(LINGKUP + "indikator/<int:indikator>/", cascading.baris, name="cascading_indikator"),
    path(LINGKUP + "indikator/<int:indikator>/lengkapi/", cascading_lengkapi.lengkapi, name="cascading_lengkapi"),
    path(SEL, cascading_sel.sel, name="cascading_sel"),
    path(SEL + "centang/", cascading_sel.centang, name="cascading_centang"),
    path(SEL + "lepas/<int:tautan>/", cascading_sel.lepas, name="cascading_lepas"),
    path(URAIAN, cascading_uraian.uraian, name="cascading_uraian"),
    path(URAIAN + "turunkan/", cascading_uraian.turunkan, name="cascading_turunkan"),
    path(LINGKUP + "ringkas/", cascading_periksa.ringkas, name="cascading_ringkas"),
    path(LINGKUP + "periksa/", cascading_periksa.daftar, name="cascading_periksa"),
    path(LINGKUP + "periksa/unduh/<slug:jenis>/", cascading_periksa.unduh, name="cascading_periksa_unduh"),
    path(LINGKUP + "massal/", cascading_massal.massal, name="cascading_massal"),
    path(LINGKUP + "massal/terapkan/", cascading_massal.terapkan, name="cascading_terapkan"),
    path(LINGKUP + "salin/", cascading_massal.salin, name="cascading_salin"),
    path(LINGKUP + "paket/", cascading_massal.paket, name="cascading_paket"),
    path(LINGKUP + "paket/<int:pk>/batalkan/", cascading_massal.batalkan, name="cascading_batalkan"),
]
