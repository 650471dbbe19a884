"""A password somebody else chose has to be replaced before anything else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

TETAP_TERBUKA = ("account_change_password", "account_logout")


class WajibGantiSandi:
    """Send a person whose `wajib_ganti_sandi` is set to the change of password, whatever page they ask for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or not request.user.wajib_ganti_sandi:
            return self.get_response(request)
        if request.path in {reverse(nama) for nama in TETAP_TERBUKA}:
            return self.get_response(request)
        tujuan = reverse("account_change_password")
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(tujuan)
        return HttpResponseRedirect(tujuan)
