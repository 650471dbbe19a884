"""What the system has to bring, and when `make setup` has nothing to do."""

import subprocess
import sys
from pathlib import Path

import pytest

from alat import lingkungan, syarat
from alat.proses import GagalAlat
from alat.syarat import Syarat

ADA = Syarat("ada", "membuat PDF", lambda: True)
KURANG = (Syarat("libx-0", "membuat PDF", lambda: False), Syarat("chromium", "uji peramban", lambda: False))


def test_yang_kurang_disebut_dalam_satu_baris_dengan_perintahnya() -> None:
    syarat.periksa([ADA])
    with pytest.raises(GagalAlat) as galat:
        syarat.periksa([ADA, *KURANG])
    assert str(galat.value) == (
        "Belum ada di sistem (untuk membuat PDF, uji peramban). Pasang dengan: apt-get install -y chromium libx-0"
    )


def test_bukan_root_tidak_memasang_apa_pun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_k: pytest.fail("tidak boleh memasang"))
    with pytest.raises(GagalAlat, match="apt-get install -y chromium libx-0"):
        syarat.lengkapi(KURANG)


def test_root_memasang_yang_kurang_saja(monkeypatch: pytest.MonkeyPatch) -> None:
    perintah: list[list[str]] = []
    terpasang: set[str] = set()

    def jalankan(satu: list[str], **_lain: object) -> None:
        perintah.append(satu)
        terpasang.update(satu)

    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda nama: f"/usr/bin/{nama}")
    monkeypatch.setattr(subprocess, "run", jalankan)
    syarat.lengkapi([ADA, Syarat("libx-0", "membuat PDF", lambda: "libx-0" in terpasang)])
    assert perintah[0][:2] == ["apt-get", "update"]
    assert perintah[1][-1] == "libx-0"
    assert "ada" not in perintah[1]


def test_setup_dilewati_selama_kunci_paket_tidak_berubah(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for nama in lingkungan.KUNCI:
        (tmp_path / nama).write_text("django==5.2.0")
    monkeypatch.setattr(lingkungan, "AKAR", tmp_path)
    monkeypatch.setattr(lingkungan, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(lingkungan, "TANDA", tmp_path / "tanda")
    monkeypatch.setattr(lingkungan, "_venv_sehat", lambda: True)
    dipasang: list[bool] = []

    def pasang() -> bool:
        dipasang.append(True)
        return True

    monkeypatch.setattr(lingkungan, "_pasang", pasang)
    assert [lingkungan.utama(), lingkungan.utama()] == [0, 0]
    assert len(dipasang) == 1
    (tmp_path / "requirements.txt").write_text("django==5.2.1")
    assert lingkungan.utama() == 0
    assert len(dipasang) == 2


def test_pemasangan_yang_gagal_diulangi_lain_kali(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lingkungan, "TANDA", tmp_path / "tanda")
    monkeypatch.setattr(lingkungan, "_venv_sehat", lambda: True)
    monkeypatch.setattr(lingkungan, "_pasang", lambda: False)
    assert lingkungan.utama() == 1
    assert not (tmp_path / "tanda").exists()
    assert "periksa sambungan ke indeks paket" in capsys.readouterr().err


def test_python_tanpa_venv_disebut_dengan_perintahnya(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lingkungan.periksa_python() is None
    monkeypatch.setattr(lingkungan, "find_spec", lambda _nama: None)
    assert lingkungan.periksa_python() == "Modul venv tidak ada. Pasang dengan: apt-get install -y python3-venv"
    monkeypatch.setattr(lingkungan, "PYTHON_TERLAMA", sys.hexversion + 1)
    assert str(lingkungan.periksa_python()).startswith("Perlu Python 3.11")
