"""pytest plugin for tests with a real broker and a real worker; `make test` loads it (`-p alat.fikstur`).

Every test process (pytest-xdist) has its own test database and its own number on the broker; a worker started here
gets both.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from alat.pekerja import Pekerja, mulai_pekerja, nomor_proses, url_basis_data, url_broker


def pytest_addoption() -> None:
    """The first hook a plugin hears, before Django's settings read the environment: choose the broker number."""
    dasar = os.environ.get("CELERY_BROKER_URL")
    if dasar:
        os.environ["CELERY_BROKER_URL"] = url_broker(dasar, nomor_proses(os.environ.get("PYTEST_XDIST_WORKER")))


@pytest.fixture
def broker_kosong() -> Iterator[str]:
    """CELERY_BROKER_URL of this test process, without a job left over from another test."""
    url = os.environ["CELERY_BROKER_URL"]
    klien = redis.Redis.from_url(url)
    klien.flushdb()
    yield url
    klien.flushdb()
    klien.close()


@pytest.fixture
def env_pekerja(transactional_db: None, broker_kosong: str) -> dict[str, str]:
    """Environment of a process that works on this test's database, broker and files."""
    from django.conf import settings  # noqa: PLC0415 (Django is not set up yet when pytest loads this plugin)
    from django.db import connection  # noqa: PLC0415

    return dict(os.environ) | {
        "DATABASE_URL": url_basis_data(connection.settings_dict),
        "CELERY_BROKER_URL": broker_kosong,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
    }


@pytest.fixture
def pekerja(env_pekerja: dict[str, str], tmp_path: Path) -> Iterator[Pekerja]:
    """A running worker; the test may kill it (`pekerja.bunuh()`) and start another with `mulai_pekerja`."""
    satu = mulai_pekerja(env=env_pekerja, catatan=tmp_path / "pekerja.log")
    yield satu
    satu.hentikan()
