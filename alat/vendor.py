"""Fetch every third-party asset at its pinned version and write static/vendor/MANIFEST.json.

Run `python alat/vendor.py` with npm at hand after changing PAKET; the files and the manifest are committed, so neither
building nor running the application needs npm. tests/arsitektur/test_vendor.py compares each file with its hash.
"""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent
MANIFEST = AKAR / "static" / "vendor" / "MANIFEST.json"


@dataclass(frozen=True)
class Paket:
    """One npm package: its exact version, licence, and which of its files go where (source → path in the project)."""

    nama: str
    versi: str
    lisensi: str
    berkas: dict[str, str]


PAKET = [
    Paket(
        "bootstrap",
        "5.3.9",
        "MIT",
        {
            "dist/css/bootstrap.min.css": "static/vendor/bootstrap/bootstrap.min.css",
            "LICENSE": "static/vendor/bootstrap/LICENSE",
        },
    ),
    Paket(
        "htmx.org",
        "2.0.11",
        "0BSD",
        {"dist/htmx.min.js": "static/vendor/htmx/htmx.min.js", "LICENSE": "static/vendor/htmx/LICENSE"},
    ),
    # Pages: one variable font for all weights.
    Paket(
        "@fontsource-variable/source-sans-3",
        "5.3.0",
        "OFL-1.1",
        {
            f"files/source-sans-3-{huruf}-wght-{gaya}.woff2": f"static/vendor/source-sans-3/{huruf}-{gaya}.woff2"
            for huruf in ("latin", "latin-ext")
            for gaya in ("normal", "italic")
        }
        | {"LICENSE": "static/vendor/source-sans-3/LICENSE"},
    ),
    # Documents: static cuts with every glyph (≥, →, Σ), because PDF engines handle variable fonts unevenly.
    Paket(
        "source-sans",
        "3.52.0",
        "OFL-1.1",
        {
            f"TTF/SourceSans3-{potongan}.ttf": f"static/vendor/source-sans-3/pdf/SourceSans3-{potongan}.ttf"
            for potongan in ("Regular", "It", "Semibold", "Bold")
        }
        | {"LICENSE.md": "static/vendor/source-sans-3/pdf/LICENSE.md"},
    ),
    # Tests only: never served.
    Paket(
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        {"axe.min.js": "tests/e2e/vendor/axe.min.js", "LICENSE": "tests/e2e/vendor/LICENSE"},
    ),
]


def tanpa_peta(isi: bytes, tujuan: str) -> bytes:
    """Drop the reference to a source map we do not ship: static file storages refuse a link to a missing file."""
    if not tujuan.endswith((".css", ".js")):
        return isi
    return b"\n".join(baris for baris in isi.split(b"\n") if b"sourceMappingURL=" not in baris)


def ambil(paket: Paket, kerja: Path) -> list[dict[str, str]]:
    """Unpack one package's chosen files into the project; returns their manifest rows."""
    perintah = ["npm", "pack", "--silent", f"{paket.nama}@{paket.versi}"]
    nama_arsip = subprocess.run(perintah, cwd=kerja, check=True, capture_output=True, text=True).stdout.split()[-1]
    baris = []
    with tarfile.open(kerja / nama_arsip) as arsip:
        for asal, tujuan in paket.berkas.items():
            sumber = arsip.extractfile(f"package/{asal}")
            if sumber is None:
                raise SystemExit(f"{paket.nama}: {asal} is not a file")
            isi = tanpa_peta(sumber.read(), tujuan)
            (AKAR / tujuan).parent.mkdir(parents=True, exist_ok=True)
            (AKAR / tujuan).write_bytes(isi)
            baris.append({"asal": asal, "jalur": tujuan, "sha256": hashlib.sha256(isi).hexdigest()})
    return baris


def main() -> None:
    """Fetch all packages and rewrite the manifest."""
    with tempfile.TemporaryDirectory() as kerja:
        isi = [{"nama": p.nama, "versi": p.versi, "lisensi": p.lisensi, "berkas": ambil(p, Path(kerja))} for p in PAKET]
    MANIFEST.write_text(json.dumps(isi, indent=2) + "\n")
    print(f"{MANIFEST.relative_to(AKAR)}: {sum(len(p['berkas']) for p in isi)} files of {len(isi)} packages")


if __name__ == "__main__":
    main()
