"""All routes of `indikator`: what the operator uses, and what verifier and approver use."""

from indikator.urls_isian import pola as isian
from indikator.urls_periksa import pola as periksa

app_name = "indikator"
urlpatterns = [*isian, *periksa]
