"""Routes of agreements below /api/v1/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from kinerja.perjanjian.api import cascading, pk, pohon, rencana

perute = SimpleRouter()
perute.register("tautan", cascading.TautanViewSet, basename="tautan")
perute.register("turunan", cascading.TurunanViewSet, basename="turunan")
perute.register("uraian-turunan", cascading.UraianViewSet, basename="uraian-turunan")
perute.register("simpul", pohon.SimpulViewSet, basename="simpul")
perute.register("crosscutting", pohon.LintasViewSet, basename="crosscutting")
perute.register("perjanjian", pk.PerjanjianViewSet, basename="perjanjian")
perute.register("rencana-aksi", rencana.KegiatanViewSet, basename="rencana-aksi")
perute.register("anggaran", rencana.AnggaranViewSet, basename="anggaran")
pola = [
    *perute.urls,
    path("pemeriksaan/", cascading.PemeriksaanView.as_view(), name="pemeriksaan"),
    path("pohon/", pohon.PohonView.as_view(), name="pohon"),
    path("ringkasan-rencana-aksi/", rencana.RingkasanRencanaView.as_view(), name="ringkasan-rencana-aksi"),
    path("dokumen-perjanjian/<int:pk>/unduh/", pk.UnduhDokumen.as_view(), name="dokumen-perjanjian-unduh"),
]
