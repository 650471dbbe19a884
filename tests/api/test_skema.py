"""The OpenAPI document: valid, without a warning, and every operation explained with an example that fits it."""

from __future__ import annotations

import copy
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import get_resolver
from drf_spectacular import validation
from drf_spectacular.renderers import OpenApiYamlRenderer
from jsonschema_rs import Draft202012Validator
from rest_framework.test import APIClient

from tests.izin.test_matriks import rute

SPESIFIKASI = Path(validation.__file__).with_name("openapi_3_1_schema.json")
# Words no Indonesian sentence has.
INGGRIS = re.compile(r"\b(the|of|and|is|are|with|which|what|who|whether|when|not|how|its|all|one|no|shows?)\b", re.I)
METODE = {"get", "post", "put", "patch", "delete"}


def _operasi(dokumen: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for jalur, isi in dokumen["paths"].items():
        for metode, operasi in isi.items():
            if metode in METODE:
                yield f"{metode.upper()} {jalur}", operasi


def _contoh(isi: dict[str, Any]) -> bool:
    return any("examples" in c or "example" in c for c in isi.get("content", {}).values())


def _melanggar(dokumen: dict[str, Any]) -> list[str]:
    """Where the document breaks the specification."""
    penguji = Draft202012Validator(json.loads(SPESIFIKASI.read_text(encoding="utf-8")))
    return [f"{s.instance_path} {s.message[:200]}" for s in penguji.iter_errors(dokumen)]


def test_sah_tanpa_peringatan(dokumen_api: dict[str, Any]) -> None:
    """The command raises when drf-spectacular had to guess."""
    call_command("spectacular", fail_on_warn=True, file="/dev/null", stdout=io.StringIO())
    assert _melanggar(dokumen_api) == []


def test_dokumen_yang_tidak_sah_ketahuan(dokumen_api: dict[str, Any]) -> None:
    dokumen = copy.deepcopy(dokumen_api)
    del dokumen["paths"]["/api/v1/unit/"]["get"]["responses"]["200"]["description"]
    (salah,) = _melanggar(dokumen)
    assert '"description" is a required property' in salah


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


def _kata(isi: Any) -> Iterator[str]:
    """Every description and summary of the document."""
    if isinstance(isi, dict):
        yield from (isi[nama] for nama in ("description", "summary") if isinstance(isi.get(nama), str))
    for satu in isi.values() if isinstance(isi, dict) else isi if isinstance(isi, list) else ():
        yield from _kata(satu)


def _inggris(dokumen: dict[str, Any]) -> list[str]:
    """Sentences that a docstring for developers has left in the document."""
    return sorted({kalimat for kalimat in _kata(dokumen) if INGGRIS.search(kalimat)})


def test_uraian_berbahasa_indonesia(dokumen_api: dict[str, Any]) -> None:
    assert len(set(_kata(dokumen_api))) >= 200
    assert _inggris(dokumen_api) == []
    assert _inggris({"a": [{"description": "One row of the trail."}, {"summary": "Satu baris."}]}) == [
        "One row of the trail."
    ]


def _rujukan(isi: Any) -> Iterator[str]:
    if isinstance(isi, dict):
        if isinstance(isi.get("$ref"), str):
            yield isi["$ref"]
        for satu in isi.values():
            yield from _rujukan(satu)
    elif isinstance(isi, list):
        for satu in isi:
            yield from _rujukan(satu)


def test_setiap_rujukan_ada(dokumen_api: dict[str, Any]) -> None:
    """Validation against the specification does not look where a reference leads."""
    bentuk = {f"#/components/schemas/{nama}" for nama in dokumen_api["components"]["schemas"]}
    semua = set(_rujukan(dokumen_api))
    assert "#/components/schemas/Asal" in semua
    assert semua <= bentuk


def _ketat(bentuk: Any, lengkap: bool) -> Any:
    """A schema that knows every property, and (`lengkap`) misses none: the document itself leaves both open."""
    if isinstance(bentuk, list):
        return [_ketat(satu, lengkap) for satu in bentuk]
    if not isinstance(bentuk, dict):
        return bentuk
    hasil = {nama: _ketat(satu, lengkap) for nama, satu in bentuk.items()}
    if bentuk.get("type") == "object" and isinstance(bentuk.get("properties"), dict):
        hasil.setdefault("additionalProperties", False)
        if lengkap:
            hasil["required"] = list(bentuk["properties"])
    return hasil


def _contoh_berbentuk(dokumen: dict[str, Any]) -> Iterator[tuple[str, Any, Any, bool]]:
    """(label, example, its schema, whether it is an answer) of every example."""
    for label, operasi in _operasi(dokumen):
        isi = [(f"{label} {kode}", j, True) for kode, j in operasi["responses"].items()]
        isi += [(f"{label} kiriman", operasi["requestBody"], False)] if "requestBody" in operasi else []
        for sebutan, bagian, jawaban in isi:
            for satu in bagian.get("content", {}).values():
                for nama, contoh in satu.get("examples", {}).items():
                    yield f"{sebutan} {nama}", contoh["value"], satu["schema"], jawaban


def _terjangkau(bentuk: Any, semua: dict[str, Any]) -> dict[str, Any]:
    """The named schemas that `bentuk` leads to."""
    hasil: dict[str, Any] = {}
    antre = [bentuk]
    while antre:
        for rujuk in _rujukan(antre.pop()):
            nama = rujuk.rpartition("/")[2]
            if nama not in hasil:
                hasil[nama] = semua[nama]
                antre.append(semua[nama])
    return hasil


def _salah_contoh(dokumen: dict[str, Any]) -> list[str]:
    """What does not fit, and where."""
    bernama = {lengkap: _ketat(dokumen["components"]["schemas"], lengkap) for lengkap in (True, False)}
    salah = []
    for label, contoh, bentuk, jawaban in _contoh_berbentuk(dokumen):
        akar = _ketat(bentuk, jawaban) | {"components": {"schemas": _terjangkau(bentuk, bernama[jawaban])}}
        penguji = Draft202012Validator(akar, validate_formats=True)
        salah += [f"{label}: {s.instance_path} {s.message[:200]}" for s in penguji.iter_errors(contoh)]
    return salah


def test_setiap_contoh_sesuai_bentuknya(dokumen_api: dict[str, Any]) -> None:
    assert len(list(_contoh_berbentuk(dokumen_api))) >= 80
    assert not _salah_contoh(dokumen_api), "\n".join(_salah_contoh(dokumen_api))


@pytest.mark.parametrize(
    ("perubahan", "kata"),
    [
        ({"triwulan": 5}, "['triwulan'] 5 is greater than the maximum of 4"),
        ({"status": "selesai"}, "['status'] \"selesai\" is not one of"),
        ({"karangan": 1}, "'karangan' was unexpected"),
        ({"berubah_pada": "kemarin"}, '[\'berubah_pada\'] "kemarin" is not a "date-time"'),
        ({"catatan": ...}, '"catatan" is a required property'),
    ],
)
def test_contoh_yang_salah_ketahuan(dokumen_api: dict[str, Any], perubahan: dict[str, Any], kata: str) -> None:
    jalur = "/api/v1/realisasi/{indikator}/{triwulan}/"
    dokumen = {"paths": {jalur: copy.deepcopy(dokumen_api["paths"][jalur])}, "components": dokumen_api["components"]}
    assert _salah_contoh(dokumen) == []
    (contoh,) = dokumen["paths"][jalur]["get"]["responses"]["200"]["content"]["application/json"]["examples"].values()
    isi = contoh["value"] | perubahan
    contoh["value"] = {nama: nilai for nama, nilai in isi.items() if nilai is not ...}
    (salah,) = _salah_contoh(dokumen)
    assert kata in salah


def test_disajikan_seperti_dibuat(dokumen_api: dict[str, Any]) -> None:
    """What is kept from the first request is the document itself, in both forms and for everybody."""
    yaml = OpenApiYamlRenderer().render(dokumen_api)  # type: ignore[no-untyped-call]
    for _ in range(2):
        biasa, berupa_yaml = (APIClient().get(f"/api/v1/schema/{ekor}") for ekor in ("", "?format=yaml"))
        assert biasa["Content-Type"].startswith("application/vnd.oai.openapi+json")
        assert json.loads(biasa.content) == dokumen_api
        assert berupa_yaml.content == yaml
    assert APIClient().get("/api/v1/schema/", HTTP_ACCEPT="text/html").status_code == 406


@pytest.mark.parametrize("nama", ["tokenPribadi", "oauth2", "sesi"])
def test_cara_masuk_disebut(dokumen_api: dict[str, Any], nama: str) -> None:
    assert nama in dokumen_api["components"]["securitySchemes"]


def test_setiap_penolakan_berbentuk_masalah(dokumen_api: dict[str, Any]) -> None:
    for label, operasi in _operasi(dokumen_api):
        for kode in ("401", "422", "429"):
            assert "application/problem+json" in operasi["responses"][kode]["content"], label
