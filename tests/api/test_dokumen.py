"""docs/api.md and the Python client do what they say, against a running server."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from indikator.models import Indikator, NilaiKomponen, Realisasi
from indikator.services.sistem import daftarkan
from kinerja.api.cakupan import Cakupan
from kinerja.laporan.models import Laporan
from kinerja.organisasi.akses import Peran
from kinerja.peristiwa.services.tanda import garam_baru, rahasia, tandai
from tests.api.bantu_realisasi import buka_triwulan
from tests.orang import Pemeran, pemeran
from tests.pabrik import buat_indikator, buat_sasaran

DOCS = Path(__file__).resolve().parents[2] / "docs"
BLOK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Sistem:
    """A source system with one component of its own."""

    indikator: Indikator
    id_klien: str
    rahasia: str


@pytest.fixture
def sistem(transactional_db: None) -> Sistem:
    """Registered at bagian for the component `nilai`; it may also read the agency and ask for reports."""
    orang: Pemeran = pemeran()
    buka_triwulan(orang)
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    kini = timezone.now()
    _, kunci = daftarkan(
        pelaku=orang.administrator,
        nama="CRM",
        unit=orang.bagian,
        peran=[Peran.OPERATOR],
        cakupan=[
            *(Cakupan.ORGANISASI_BACA, Cakupan.INDIKATOR_BACA, Cakupan.REALISASI_TULIS),
            *(Cakupan.LAPORAN_BACA, Cakupan.LAPORAN_MINTA),
        ],
        komponen=list(indikator.komponen.all()),
        keterangan="",
        kedaluwarsa=kini + timedelta(days=30),
        kini=kini,
    )
    return Sistem(indikator, kunci.id_klien, kunci.rahasia)


@pytest.fixture(scope="module")
def contoh() -> ModuleType:
    """docs/contoh/klien_kinerja.py as a module."""
    asal = importlib.util.spec_from_file_location("klien_kinerja", DOCS / "contoh" / "klien_kinerja.py")
    assert asal is not None
    assert asal.loader is not None
    modul = importlib.util.module_from_spec(asal)
    asal.loader.exec_module(modul)
    return modul


def test_contoh_curl_berjalan(live_server: LiveServer, sistem: Sistem, tmp_path: Path) -> None:
    """Every block of docs/api.md, in order, in one shell that stops at the first failure."""
    blok = BLOK.findall((DOCS / "api.md").read_text(encoding="utf-8"))
    assert len(blok) >= 8
    variabel = {
        "ALAMAT": live_server.url,
        "ID_KLIEN": sistem.id_klien,
        "RAHASIA_KLIEN": sistem.rahasia,
        "INDIKATOR": str(sistem.indikator.pk),
        "TRIWULAN": "2",
        "PATH": "/usr/local/bin:/usr/bin:/bin",
    }
    hasil = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(blok)],
        cwd=tmp_path,
        env=variabel,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert hasil.returncode == 0, hasil.stdout + hasil.stderr
    assert NilaiKomponen.objects.get().nilai == 87
    # The single value and the bulk: written once each, though the bulk was sent twice.
    assert Realisasi.objects.get().versi == 2
    assert Laporan.objects.count() == 1
    assert '{"kode":"BAG","nama":"Bagian Contoh","induk":"AST"}' in hasil.stdout
    assert (tmp_path / "indikator.csv").read_text(encoding="utf-8-sig").startswith("id,kode,")


def test_klien_python(live_server: LiveServer, sistem: Sistem, contoh: ModuleType) -> None:
    alamat, satu = live_server.url, {"indikator": sistem.indikator.pk, "triwulan": 2, "komponen": "nilai"}
    with contoh.Klien(alamat, id_klien=sistem.id_klien, rahasia=sistem.rahasia) as klien:
        _, lama = klien.baca(f"realisasi/{sistem.indikator.pk}/2/")
        assert klien.isi(**satu, nilai="84.5")["realisasi"]["nilai"] == "84.5"
        with pytest.raises(contoh.Tolakan) as salah:
            klien.isi(**satu, nilai="1", etag=lama)
        assert (salah.value.status, salah.value.kode) == (412, "bentrok_versi")
        assert salah.value.masalah["keadaan_kini"]["realisasi"]["nilai"] == "84.5"
        for _ in range(2):
            hasil = klien.isi_banyak([satu | {"nilai": "86"}], kunci="kunci-1")
            assert hasil["jumlah"] == {"baris": 1, "disimpan": 1, "sama": 0, "ditolak": 0}
        assert [b["versi"] for b in klien.semua("realisasi/", tahun=2023, banyak=1)] == [2]
        # Several pages: bagian and what is below it.
        assert [u["kode"] for u in klien.semua("unit/", banyak=1)] == ["BAG", "SUB"]


def test_klien_dengan_rahasia_salah(live_server: LiveServer, sistem: Sistem, contoh: ModuleType) -> None:
    with (
        contoh.Klien(live_server.url, id_klien=sistem.id_klien, rahasia="keliru") as klien,
        pytest.raises(contoh.Tolakan) as salah,
    ):
        list(klien.semua("unit/"))
    assert (salah.value.status, salah.value.kode) == (401, "invalid_client")


@pytest.mark.parametrize(
    ("ubah", "kini", "harap"),
    [
        ({}, 1000, True),
        ({}, 1000 + 301, False),
        ({"webhook-id": "lain"}, 1000, False),
        ({"webhook-signature": "v1,AAAA"}, 1000, False),
        ({"webhook-timestamp": "kemarin"}, 1000, False),
    ],
)
def test_tanda_tangan_webhook(contoh: ModuleType, ubah: dict[str, Any], kini: int, harap: bool) -> None:
    """What the sender signs, the client of the docs accepts; and nothing else."""
    garam, badan = garam_baru(), b'{"urutan": 1}'
    kepala = {"webhook-id": "p-1", "webhook-timestamp": "1000", "webhook-signature": tandai(garam, "p-1", 1000, badan)}
    assert contoh.sah(rahasia(garam), kepala | ubah, badan, kini) is harap
    assert not contoh.sah(rahasia(garam), kepala, badan + b" ", kini)
