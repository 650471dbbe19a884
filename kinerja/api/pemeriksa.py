"""Which client secret opens: the present one, and for a stated time the one before it (settings.OAUTH2_PROVIDER)."""

from __future__ import annotations

from django.contrib.auth.hashers import check_password
from django.utils import timezone
from oauth2_provider.oauth2_validators import OAuth2Validator

from kinerja.api.models import Klien


class PemeriksaKlien(OAuth2Validator):  # type: ignore[misc]
    """Takes a renewed client's old secret until the hour that was set at the renewal."""

    def _check_secret(self, provided_secret: str, stored_secret: str) -> bool:
        if super()._check_secret(provided_secret, stored_secret):
            return True
        # A stored secret is a salted hash, so it is its client's alone.
        lama = Klien.objects.filter(aplikasi__client_secret=stored_secret, rahasia_lama_sampai__gt=timezone.now())
        return any(check_password(provided_secret, sidik) for sidik in lama.values_list("rahasia_lama", flat=True))
