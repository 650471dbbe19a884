"""Scopes at the door; which rows a person reaches is decided by akses.py alone."""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from kinerja.api.autentikasi import Kredensial
from kinerja.api.cakupan import Cakupan
from kinerja.api.masalah import Masalah
from kinerja.organisasi.models import Pengguna

BACA = frozenset({"GET", "HEAD", "OPTIONS"})


class BerCakupan(BasePermission):
    """A token needs the scope the view names: `cakupan_baca` to read, `cakupan_tulis` to change.

    A session has no scopes: the person has signed in.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        if not isinstance(request.user, Pengguna):
            return False
        if not isinstance(request.auth, Kredensial):
            return True
        perlu = view.cakupan_baca if request.method in BACA else view.cakupan_tulis
        if perlu is not None:
            wajib_cakupan(request.auth, perlu)
        return True


def wajib_cakupan(kredensial: Kredensial, perlu: Cakupan) -> None:
    """Raise Masalah 403 `cakupan_kurang` unless the credential holds the scope."""
    if perlu not in kredensial.cakupan:
        raise Masalah(403, "cakupan_kurang", f"Kredensial ini tidak memiliki cakupan {perlu}.", cakupan=str(perlu))
