"""All routes of `indikator`: what the operator uses, and what verifier and approver use."""

from indikator.urls_periksa import pola as periksa

try:
    from indikator.urls_isian import pola as isian
except ImportError:
    isian = []

app_name = "indikator"
urlpatterns = [*isian, *periksa]
