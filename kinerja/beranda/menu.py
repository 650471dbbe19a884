"""The navigation: only what the signed-in person may use."""

from typing import Any

from django.http import HttpRequest


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `menu` for templates/dasar.html."""
    return {"menu": []}
