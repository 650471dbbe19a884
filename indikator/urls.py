"""All routes of `indikator`: what the operator uses, what verifier and approver use, source systems."""

from indikator.urls_isian import pola as isian
from indikator.urls_periksa import pola as periksa
from indikator.urls_sistem import pola as sistem

app_name = "indikator"
urlpatterns = [*isian, *periksa, *sistem]
