"""docker-compose.yml: valid by the official schema, and without a secret or a way in that should not be there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from alat.proses import AKAR

BERKAS = AKAR / "docker-compose.yml"


def _periksa_skema(berkas: Path) -> int:
    perintah = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(berkas)]
    return subprocess.run(perintah, capture_output=True, check=False).returncode


def test_sesuai_skema_resmi(tmp_path: Path) -> None:
    assert _periksa_skema(BERKAS) == 0
    salah = tmp_path / "docker-compose.yml"
    salah.write_text(BERKAS.read_text().replace("restart: unless-stopped", "restart: [selalu]"))
    assert _periksa_skema(salah) != 0


def test_setiap_rahasia_wajib_diisi_dari_lingkungan() -> None:
    teks = BERKAS.read_text()
    for nama in ("SECRET_KEY", "SANDI_DB", "SANDI_PENGELOLA_DB", "SANDI_BROKER", "ALLOWED_HOSTS", "ALAMAT_SITUS"):
        pemakaian = re.findall(rf"\$\{{{nama}(.{{2}})", teks)
        assert pemakaian, nama
        assert set(pemakaian) == {":?"}, f"{nama} tanpa nilai harus menghentikan compose"


@pytest.mark.parametrize("nama", ["web", "pekerja", "jadwal", "migrasi"])
def test_aplikasi_tanpa_hak_lebih_dan_tanpa_port_terbuka(nama: str) -> None:
    layanan = yaml.safe_load(BERKAS.read_text())["services"][nama]
    assert layanan["read_only"] is True
    assert layanan["cap_drop"] == ["ALL"]
    assert "ports" not in layanan
    assert "umum,dokumen" in layanan["command"] or nama != "pekerja"


def test_hanya_proxy_yang_terbuka_dan_basis_data_di_jaringan_dalam() -> None:
    isi = yaml.safe_load(BERKAS.read_text())
    assert [nama for nama, satu in isi["services"].items() if "ports" in satu] == ["proxy"]
    assert isi["networks"]["belakang"] == {"internal": True}
    assert isi["services"]["basis-data"]["networks"] == isi["services"]["broker"]["networks"] == ["belakang"]
    assert "belakang" not in isi["services"]["proxy"]["networks"]


# Fixed by the image, by other settings, or only for a machine of one's own.
BUKAN_UNTUK_COMPOSE = {"DEBUG", "KINERJA_DATA", "STATIC_ROOT", "MEDIA_ROOT", "CACHE_URL", "CELERY_ANTREAN"}


def test_setiap_pengaturan_sampai_ke_aplikasi_dan_tertulis_di_operasi() -> None:
    """What settings.py reads compose passes on, else what stands in .env would change nothing."""
    dibaca = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (AKAR / "kinerja" / "settings.py").read_text()))
    assert {"API_BATAS", "WEBHOOK_IZINKAN_PRIVAT", "DETIK_EDARAN", "SECRET_KEY"} <= dibaca
    lingkungan = yaml.safe_load(BERKAS.read_text())["services"]["pekerja"]["environment"]
    assert dibaca - BUKAN_UNTUK_COMPOSE - set(lingkungan) == set()
    operasi = (AKAR / "docs" / "operasi.md").read_text()
    pilihan = {nama for nama, nilai in lingkungan.items() if str(nilai).startswith(f"${{{nama}")}
    assert {nama for nama in pilihan if f"`{nama}`" not in operasi} == set()


def test_pekerja_dapat_keluar_untuk_webhook() -> None:
    """On an inner network alone no receiver could be reached."""
    isi = yaml.safe_load(BERKAS.read_text())
    terbuka = {
        nama for nama in isi["services"]["pekerja"]["networks"] if not (isi["networks"][nama] or {}).get("internal")
    }
    assert terbuka == {"keluar"}
    assert [nama for nama, satu in isi["services"].items() if "keluar" in satu["networks"]] == ["pekerja"]


def test_citra_aplikasi_berjalan_bukan_sebagai_root() -> None:
    tahap = re.split(r"^FROM ", (AKAR / "Dockerfile").read_text(), flags=re.MULTILINE)
    aplikasi = next(satu for satu in tahap if " AS aplikasi" in satu)
    assert re.search(r"^USER (\S+)", aplikasi, re.MULTILINE).group(1) == "kinerja"  # type: ignore[union-attr]
    assert "--require-hashes" in next(satu for satu in tahap if " AS paket" in satu)
