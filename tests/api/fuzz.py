"""What Schemathesis knows beside the OpenAPI document: ids and codes that exist, and what counts as a refusal.

Without existing ids almost every call would end in a 404; with only existing ones, the refusals would not be tried.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import APIOperation, BaseSchema, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup

# How often a known value is taken instead of an invented one.
SERING = 0.7
# Documented refusals of well-formed data: a rule of the domain, a version that has moved on, a code nobody knows.
SAH_TERTOLAK = ["2xx", "3xx", "401", "403", "404", "406", "409", "412", "413", "422", "428"]
PANJANG = int(os.environ.get("KINERJA_FUZZ") or 0)
"""Examples for each operation in the long run (`make fuzz`); 0 in `make test`."""
BANYAK = PANJANG or 4
FASE = (Phase.explicit, Phase.generate, Phase.shrink) if PANJANG else (Phase.explicit, Phase.generate)
TENANG: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@dataclass
class Hitungan:
    """What was really done; a run that calls nothing proves nothing."""

    operasi: set[str] = field(default_factory=set)
    panggilan: int = 0
    status: dict[int, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{len(self.operasi)} operasi, {self.panggilan} panggilan, jawaban {dict(sorted(self.status.items()))}"

    def catat(self, label: str, status: int) -> None:
        self.operasi.add(label)
        self.panggilan += 1
        self.status[status] = self.status.get(status, 0) + 1


def setelan(dikenal: Mapping[str, list[Any]], objek: Mapping[str, Mapping[str, Any]]) -> SchemathesisConfig:
    """All checks. `dikenal`: parameter (`query.unit`, `body.unit`) → values; `objek`: path → path parameter → value."""
    kamus = {_nama(kunci): {"values": isi} for kunci, isi in dikenal.items()}
    jalur = []
    for alamat, bagian in objek.items():
        kamus |= {_nama(f"{alamat}.{nama}"): {"values": [nilai]} for nama, nilai in bagian.items()}
        jalur.append(
            {
                "include-path": alamat,
                "parameters": {
                    f"path.{nama}": {"dictionary": _nama(f"{alamat}.{nama}"), "probability": SERING} for nama in bagian
                },
            }
        )
    return SchemathesisConfig.from_dict(
        {
            "dictionaries": kamus,
            "parameters": {k: {"dictionary": _nama(k), "probability": SERING} for k in dikenal},
            "operations": jalur,
            "checks": {"positive_data_acceptance": {"expected-statuses": SAH_TERTOLAK}},
        }
    )


def jelajahi(skema: BaseSchema, siapa: Mapping[str, Mapping[str, str]]) -> tuple[dict[str, Hitungan], list[str]]:
    """Call every operation of the document with data that fit it and data that do not.

    Args:
        siapa: name of a caller → headers of its requests. All make the same calls: inventing them costs as much as
            answering them.

    Returns: what was done, by name of the caller; and the failures in words.
    """
    hitung = {nama: Hitungan() for nama in siapa}
    gagal: list[str] = []
    for hasil in skema.get_all_operations():
        operasi = hasil.ok()  # type: ignore[union-attr]
        try:
            _jelajahi_satu(operasi, hitung, siapa)
        except (Exception, FailureGroup) as salah:  # noqa: BLE001 (whatever the application raises is its failure; the others go on)
            gagal.append(f"{operasi.label}\n{uraian(salah)}")
    return hitung, gagal


def uraian(salah: BaseException) -> str:
    """Every failure of a group, each with the answer it is about, and who called."""
    satu_satu = salah.exceptions if isinstance(salah, FailureGroup) else [salah]
    catatan = getattr(salah, "__notes__", [])
    return "\n".join(f"  {satu}"[:1500] for satu in [*satu_satu, *catatan])


def _jelajahi_satu(
    operasi: APIOperation, hitung: Mapping[str, Hitungan], siapa: Mapping[str, Mapping[str, str]]
) -> None:
    strategi = st.one_of([operasi.as_strategy(generation_mode=cara) for cara in GenerationMode])

    @settings(max_examples=BANYAK, derandomize=not PANJANG, database=None, phases=FASE, **TENANG)
    @given(case=strategi)
    def coba(case: schemathesis.Case) -> None:
        for nama, kepala in siapa.items():
            try:
                _periksa(case, hitung[nama], kepala)
            except (Exception, FailureGroup) as salah:
                salah.add_note(f"{nama}: {case.as_curl_command()}")
                raise

    coba()


def _periksa(case: schemathesis.Case, hitung: Hitungan, kepala: Mapping[str, str]) -> None:
    """Call it, count it, hold the answer against every check; what it changed is taken back."""
    # The client in this process does not unpack gzip.
    kepala = {**kepala, "Accept-Encoding": "identity"}
    # Where the request goes is no part of an operation: another host is turned away before the API is asked.
    if case.headers:
        case.headers.pop("Host", None)
    with transaction.atomic():
        jawab = case.call(headers=kepala)
        hitung.catat(case.operation.label, jawab.status_code)
        case.validate_response(jawab, headers=kepala)
        transaction.set_rollback(True)


def _nama(kunci: str) -> str:
    return "".join(huruf if huruf.isalnum() else "_" for huruf in kunci)
