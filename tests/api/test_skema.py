"""The OpenAPI document: valid, without a warning, and every operation explained with an example."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import get_resolver

from tests.izin.test_matriks import rute

METODE = {"get", "post", "put", "patch", "delete"}


def _operasi(dokumen: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for jalur, isi in dokumen["paths"].items():
        for metode, operasi in isi.items():
            if metode in METODE:
                yield f"{metode.upper()} {jalur}", operasi


def _contoh(isi: dict[str, Any]) -> bool:
    return any("examples" in c or "example" in c for c in isi.get("content", {}).values())


def test_sah_tanpa_peringatan() -> None:
    """Raises when the document breaks the specification, or drf-spectacular had to guess."""
    call_command("spectacular", validate=True, fail_on_warn=True, file="/dev/null", stdout=io.StringIO())


def test_setiap_rute_ada_di_dokumen(dokumen_api: dict[str, Any]) -> None:
    """As many paths as routes, but for the schema itself."""
    assert dokumen_api["openapi"].startswith("3.1")
    jalur = {nama for nama, _ in rute(get_resolver().url_patterns) if nama.startswith("api:")} - {"api:schema"}
    assert len(dokumen_api["paths"]) == len(jalur)


def test_setiap_operasi_dijelaskan(dokumen_api: dict[str, Any]) -> None:
    kurang = []
    for label, operasi in _operasi(dokumen_api):
        baik = [j for kode, j in operasi["responses"].items() if kode.startswith("2")]
        if not operasi.get("summary"):
            kurang.append(f"{label}: tanpa ringkasan")
        if "requestBody" in operasi and not _contoh(operasi["requestBody"]):
            kurang.append(f"{label}: tanpa contoh kiriman")
        berjson = [j for j in baik if "application/json" in j.get("content", {})]
        if berjson and not any(_contoh(j) for j in berjson):
            kurang.append(f"{label}: tanpa contoh jawaban")
    assert not kurang, "\n".join(kurang)


@pytest.mark.parametrize("nama", ["tokenPribadi", "oauth2", "sesi"])
def test_cara_masuk_disebut(dokumen_api: dict[str, Any], nama: str) -> None:
    assert nama in dokumen_api["components"]["securitySchemes"]


def test_setiap_penolakan_berbentuk_masalah(dokumen_api: dict[str, Any]) -> None:
    for label, operasi in _operasi(dokumen_api):
        for kode in ("401", "422", "429"):
            assert "application/problem+json" in operasi["responses"][kode]["content"], label
