"""Models of django-oauth-toolkit get no pages here: clients are registered as source systems, with their scopes."""

from django.contrib import admin
from oauth2_provider.models import (
    get_access_token_model,
    get_application_model,
    get_device_grant_model,
    get_grant_model,
    get_id_token_model,
    get_refresh_token_model,
)

_LUAR = (
    get_access_token_model,
    get_application_model,
    get_device_grant_model,
    get_grant_model,
    get_id_token_model,
    get_refresh_token_model,
)
admin.site.unregister([m for m in (ambil() for ambil in _LUAR) if admin.site.is_registered(m)])
