"""Fixtures every test may use."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

from tests.orang import Pemeran, pemeran

# How fast the machine is decides no test.
hypothesis_settings.register_profile("uji", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("uji")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests begin first, so that no process is left alone with one of them; the browser comes last.

    Playwright keeps an event loop in the process that used it, where no other test can start one.
    """
    lama = {satu.path for satu in items if satu.get_closest_marker("lama") or satu.get_closest_marker("pekerja")}
    peramban = {satu.path for satu in items if satu.get_closest_marker("browser")}
    items.sort(key=lambda satu: (satu.path in peramban, satu.path not in lama))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The test database as a copy of the migrated one that `make test` prepared (alat/uji.py), where there is one."""
    connection.settings_dict["TEST"]["TEMPLATE"] = os.environ.get("UJI_CETAKAN")


@pytest.fixture(autouse=True)
def _pengaturan_uji(settings: Settings, tmp_path: Path) -> None:
    """Quick password hashing, files in a folder of the test's own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "berkas"


@pytest.fixture
def orang(db: None) -> Pemeran:
    """The cast of tests/orang.py."""
    return pemeran()


@pytest.fixture
def juli() -> datetime:
    """A moment inside the window of TW II 2023."""
    return datetime(2023, 7, 15, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
