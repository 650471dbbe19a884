"""The error a broken rule raises; kinerja/middleware.py turns it into a form message, a page or a problem document."""

from __future__ import annotations

from collections.abc import Mapping


class PelanggaranAturan(Exception):
    """A rule of the domain refuses an action.

    Attributes:
        kode: short code of the rule, the same in pages and API (`jendela_tertutup`).
        pesan: one or two Indonesian sentences: the rule, until when, and whom to ask.
        rincian: values a page may show beside the message (already text).
    """

    def __init__(self, kode: str, pesan: str, rincian: Mapping[str, str] | None = None) -> None:
        super().__init__(pesan)
        self.kode = kode
        self.pesan = pesan
        self.rincian = dict(rincian or {})
