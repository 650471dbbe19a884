"""Pages of the account: sign in, sign out, change the password; and the doors that are closed, with the reason."""

from http import HTTPStatus

from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kinerja.organisasi.akun.forms import FormGantiSandi, FormMasuk
from kinerja.web import tolak


class Masuk(LoginView):  # type: ignore[misc]  # allauth ships no types
    """Sign in by username."""

    form_class = FormMasuk


class GantiSandi(PasswordChangeView):  # type: ignore[misc]
    """Change one's own password."""

    form_class = FormGantiSandi


class Keluar(LogoutView):  # type: ignore[misc]
    """Sign out by POST; a GET asks first."""


@require_safe
def lupa_sandi(request: HttpRequest) -> HttpResponse:
    """Who resets a forgotten password: the administrator, not an e-mail."""
    return render(request, "account/lupa_sandi.html", {"judul": "Lupa kata sandi"})


@require_safe
def tertutup(request: HttpRequest) -> HttpResponse:
    """Sign-up and e-mail addresses are no features here; allauth still needs the names to resolve."""
    return tolak(
        request,
        kode=HTTPStatus.FORBIDDEN,
        judul="Akun dibuat oleh administrator",
        pesan="Pendaftaran sendiri tidak dibuka. Satu akun untuk satu orang, dengan peran pada unitnya.",
        saran="Mintalah akun kepada administrator Kinerja di instansi Anda.",
        tautan=reverse("account_login"),
        label="Ke halaman masuk",
    )


@require_safe
def nonaktif(request: HttpRequest) -> HttpResponse:
    """The account was closed."""
    return tolak(
        request,
        kode=HTTPStatus.FORBIDDEN,
        judul="Akun ini tidak aktif",
        pesan="Akun yang dinonaktifkan tidak dapat masuk.",
        saran="Bila seharusnya masih aktif, hubungi administrator Kinerja di instansi Anda.",
    )
