"""Third-party assets are exactly those of the manifest, and the pages load nothing from elsewhere."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parents[2]
MANIFEST = json.loads((AKAR / "static/vendor/MANIFEST.json").read_text())
BERKAS = {b["jalur"]: b["sha256"] for paket in MANIFEST for b in paket["berkas"]}
GAYA = sorted((AKAR / "static/css").glob("*.css"))
TEMPLAT = sorted((AKAR / "templates").rglob("*.html"))


@pytest.mark.parametrize("jalur", sorted(BERKAS))
def test_isi_sama_dengan_sidik(jalur: str) -> None:
    assert hashlib.sha256((AKAR / jalur).read_bytes()).hexdigest() == BERKAS[jalur]


def test_tidak_ada_berkas_di_luar_daftar() -> None:
    folder = (AKAR / "static/vendor", AKAR / "tests/e2e/vendor")
    ada = {str(b.relative_to(AKAR)) for f in folder for b in f.rglob("*") if b.is_file()}
    assert ada - {"static/vendor/MANIFEST.json"} == set(BERKAS)


def test_setiap_paket_bernama_versi_dan_lisensi() -> None:
    for paket in MANIFEST:
        assert re.fullmatch(r"\d+\.\d+\.\d+", paket["versi"])
        assert paket["lisensi"] in {"MIT", "0BSD", "OFL-1.1", "MPL-2.0"}
        assert any("LICENSE" in b["jalur"] for b in paket["berkas"]), paket["nama"]


@pytest.mark.parametrize("berkas", GAYA, ids=lambda b: b.name)
def test_gaya_hanya_menunjuk_berkas_sendiri(berkas: Path) -> None:
    for tujuan in re.findall(r'url\("([^"]+)"\)', berkas.read_text()):
        assert (berkas.parent / tujuan).resolve().is_file(), tujuan


@pytest.mark.parametrize("berkas", TEMPLAT, ids=lambda b: str(b.relative_to(AKAR / "templates")))
def test_templat_tanpa_yang_dilarang_csp(berkas: Path) -> None:
    isi = re.sub(r"{% comment %}.*?{% endcomment %}", "", berkas.read_text(), flags=re.DOTALL)
    for pola in (
        r"\sstyle\s*=",
        r"<style",
        r"\son[a-z]+\s*=",
        r"hx-on",
        r"javascript:",
        r'(?:src|href)="(?:https?:)?//',
    ):
        assert not re.search(pola, isi), pola
    for skrip in re.findall(r"<script[^>]*>", isi):
        assert "src=" in skrip or 'type="application/json"' in skrip, skrip
