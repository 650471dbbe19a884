"""What a request becomes when PostgreSQL ends it for the sake of another."""

from __future__ import annotations

import threading

import pytest
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from alat.proses import port_bebas
from indikator.models import Sasaran
from kinerja.middleware import AturanMiddleware
from tests.orang import Pemeran
from tests.pabrik import SANDI, buat_sasaran


@pytest.mark.django_db(transaction=True)
def test_saling_tunggu_menjadi_halaman_503_bukan_galat(orang: Pemeran) -> None:
    satu, dua = buat_sasaran(orang.bagian, orang.periode), buat_sasaran(orang.bagian, orang.periode)
    berdua = threading.Barrier(2)
    galat: list[OperationalError] = []

    def kunci(pertama: int, kedua: int) -> None:
        try:
            with transaction.atomic():
                Sasaran.objects.select_for_update().get(pk=pertama)
                berdua.wait(10)
                Sasaran.objects.select_for_update().get(pk=kedua)
        except OperationalError as salah:
            galat.append(salah)
        finally:
            connection.close()

    utas = [threading.Thread(target=kunci, args=pasang) for pasang in ((satu.pk, dua.pk), (dua.pk, satu.pk))]
    for u in utas:
        u.start()
    for u in utas:
        u.join()
    assert len(galat) == 1
    lapis = AturanMiddleware(lambda _: HttpResponse())
    permintaan = RequestFactory().post("/isian/")
    jawab = lapis.process_exception(permintaan, galat[0])
    assert jawab is not None
    assert (jawab.status_code, jawab["Retry-After"]) == (503, "1")
    assert "Tidak ada yang tersimpan dari kiriman ini." in jawab.content.decode()
    # Any other trouble of the database is not hidden behind this page.
    assert lapis.process_exception(permintaan, OperationalError("lain")) is None


@pytest.mark.django_db
def test_masuk_tanpa_redis_dijawab_dengan_kalimat(client: Client, orang: Pemeran) -> None:
    mati = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{port_bebas()}/0",
        }
    }
    isian = {"login": orang.operator.username, "password": SANDI}
    with override_settings(CACHES=mati):
        jawab = client.post(reverse("account_login"), isian)
    assert jawab.status_code == 503
    assert "Data yang sudah tersimpan aman." in jawab.content.decode()
    assert "_auth_user_id" not in client.session
