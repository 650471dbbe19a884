"""The computing core imports the standard library and itself, nothing else, and holds no mutable value."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

AKAR = Path(__file__).parents[2]
MODUL = [*sorted((AKAR / "indikator" / "hitung").glob("*.py")), AKAR / "indikator" / "alur.py"]


@pytest.mark.parametrize("berkas", MODUL, ids=lambda b: b.name)
def test_hanya_pustaka_baku(berkas: Path) -> None:
    for simpul in ast.walk(ast.parse(berkas.read_text(encoding="utf-8"))):
        nama = [a.name for a in simpul.names] if isinstance(simpul, ast.Import) else []
        if isinstance(simpul, ast.ImportFrom):
            nama = [simpul.module or ""]
        for satu in nama:
            assert satu.startswith("indikator.hitung") or satu.split(".")[0] in sys.stdlib_module_names


@pytest.mark.parametrize("berkas", MODUL, ids=lambda b: b.name)
def test_setiap_dataclass_beku(berkas: Path) -> None:
    for simpul in ast.walk(ast.parse(berkas.read_text(encoding="utf-8"))):
        if isinstance(simpul, ast.ClassDef):
            hiasan = [ast.unparse(h) for h in simpul.decorator_list]
            assert hiasan in ([], ["dataclass(frozen=True, slots=True)"])


def test_inti_dapat_dimuat_tanpa_django() -> None:
    perintah = (
        "import sys; sys.modules['django'] = None; "
        "import indikator.alur, indikator.hitung.triwulan, indikator.hitung.rumus, indikator.hitung.gulung"
    )
    subprocess.run([sys.executable, "-c", perintah], cwd=AKAR, check=True)
