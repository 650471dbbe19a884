"""Which ways of signing this installation offers."""

from __future__ import annotations

from django.conf import settings

from kinerja.perjanjian.tandatangan.bsre import LayananBsre


def layanan_bsre() -> LayananBsre | None:
    """The agency's BSrE service; None when none is set up, so only certificates of one's own sign electronically."""
    if not settings.BSRE_ALAMAT:
        return None
    return LayananBsre(
        alamat=settings.BSRE_ALAMAT,
        pengguna=settings.BSRE_PENGGUNA,
        sandi=settings.BSRE_SANDI,
        batas_detik=settings.BSRE_BATAS_DETIK,
    )
