"""The admin site: who may enter, and its one door, which is the product's own sign-in."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver

from kinerja.organisasi.akses import Aksi, pesan_tolak, punya_peran


class SitusAdmin(admin.AdminSite):
    """Master data, for administrators and planners of an agency and for whoever runs the installation."""

    site_header = "Data induk Kinerja"
    site_title = "Data induk Kinerja"
    index_title = "Data induk"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Roles decide, not `is_staff`: there is one table of permissions, akses.py."""
        user = request.user
        if isinstance(user, AnonymousUser) or not user.is_active:
            return False
        return user.is_superuser or any(punya_peran(user, a) for a in (Aksi.KELOLA_ORGANISASI, Aksi.KELOLA_KINERJA))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The sign-in page of the product, with its limits; who is signed in already lacks the role."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied(pesan_tolak(Aksi.KELOLA_ORGANISASI))
        if request.user.is_authenticated:
            return redirect("admin:index")
        return redirect_to_login(request.GET.get("next") or request.get_full_path())

    def logout(  # type: ignore[override]  # a redirect, not a page
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Sign out by the product's page; a POST stays a POST."""
        return redirect("account_logout", preserve_request=True)

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Change of password by the product's page."""
        return redirect("account_change_password")

    def password_change_done(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Not used: the product's page says so itself."""
        return redirect("admin:index")

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Without the shortcut that would look up any object of any model by its id."""
        return [u for u in super().get_urls() if getattr(u, "name", None) != "view_on_site"]
