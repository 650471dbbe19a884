"""What our accounts do differently from allauth's defaults: no sign-up, clear words, the audit trail."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils import timezone

from kinerja.organisasi import jejak
from kinerja.organisasi.akun.batas import dibuka_lagi
from kinerja.organisasi.akun.penolakan import terlalu_sering_masuk
from kinerja.organisasi.models import Pengguna


class AdapterAkun(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Named by settings.ACCOUNT_ADAPTER."""

    error_messages = DefaultAccountAdapter.error_messages | {
        # One sentence for an unknown name, a wrong password and a closed account: nobody learns which accounts exist.
        "username_password_mismatch": "Nama pengguna atau kata sandi salah. Periksa huruf besar dan kecilnya.",
        "enter_current_password": "Tidak cocok dengan kata sandi Anda.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the agency's administrator."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try; when there are none left, answer 429 and say until when."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as habis:
            kunci = self._get_login_attempts_cache_key(request, **credentials)
            jawab = terlalu_sering_masuk(request, dibuka_lagi(request, "login_failed", kunci))
            raise ImmediateHttpResponse(jawab) from habis

    def login(self, request: HttpRequest, user: Pengguna) -> None:
        """Open the session and record it."""
        super().login(request, user)
        jejak.catat(pelaku=user, aksi="akun.masuk", objek=user, kini=timezone.now())

    def set_password(self, user: Pengguna, password: str) -> None:
        """Save a password the person chose; the duty to change it ends here."""
        with transaction.atomic():
            user.set_password(password)
            user.wajib_ganti_sandi = False
            user.save(update_fields=["password", "wajib_ganti_sandi"])
            jejak.catat(pelaku=user, aksi="akun.ganti_sandi", objek=user, kini=timezone.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to work after a change of password."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)
