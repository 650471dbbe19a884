"""The agreements themselves."""

from django.urls import URLPattern, path

from kinerja.perjanjian.views import pk, pk_anggaran, pk_berkas, pk_massal, pk_rincian, pk_tanda, pk_templat, pk_ubah

pola: list[URLPattern] = [
    path("perjanjian/saya/", pk.saya, name="pk_saya"),
    path("perjanjian/pk/<int:unit>/<int:tahun>/", pk.daftar, name="pk"),
    path("perjanjian/pk/<int:unit>/<int:tahun>/buat/", pk_massal.massal, name="pk_massal"),
    path("perjanjian/pk/<int:pk>/", pk_rincian.rincian, name="pk_rincian"),
    path("perjanjian/pk/<int:pk>/susun/", pk_rincian.susun_ulang, name="pk_susun"),
    path("perjanjian/pk/<int:pk>/ajukan/", pk_rincian.ajukan, name="pk_ajukan"),
    path("perjanjian/pk/<int:pk>/setujui/", pk_rincian.setujui, name="pk_setujui"),
    path("perjanjian/pk/<int:pk>/kembalikan/", pk_rincian.kembalikan, name="pk_kembalikan"),
    path("perjanjian/pk/<int:pk>/kertas/", pk_rincian.kertas, name="pk_kertas"),
    path("perjanjian/pk/<int:pk>/tanda-tangan/", pk_tanda.tanda, name="pk_tanda"),
    path("perjanjian/pk/<int:pk>/ubah/", pk_ubah.ubah, name="pk_ubah"),
    path("perjanjian/pk/<int:pk>/perubahan/", pk_ubah.beda, name="pk_beda"),
    path("perjanjian/pk/<int:pk>/pdf/", pk_berkas.pdf, name="pk_pdf"),
    path("perjanjian/pk/<int:pk>/excel/", pk_berkas.excel, name="pk_excel"),
    path("perjanjian/pk/berkas/<int:pk>/", pk_berkas.berkas, name="pk_berkas"),
    path("perjanjian/anggaran/<int:unit>/<int:tahun>/", pk_anggaran.daftar, name="anggaran"),
    path("perjanjian/anggaran/<int:unit>/<int:tahun>/baru/", pk_anggaran.baru, name="anggaran_baru"),
    path("perjanjian/anggaran/<int:pk>/ubah/", pk_anggaran.ubah, name="anggaran_ubah"),
    path("perjanjian/anggaran/<int:pk>/hapus/", pk_anggaran.hapus, name="anggaran_hapus"),
    path("perjanjian/pernyataan/", pk_templat.templat, name="templat"),
]
