"""Pages of the admin and what is sent to them."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from kinerja.organisasi.models import (
    Pengguna,
    Unit,
)


def masuk(orang: Pengguna) -> Client:
    client = Client()
    client.force_login(orang)
    return client


def daftar(model: str) -> str:
    return reverse(f"admin:organisasi_{model}_changelist")


def tambah(model: str) -> str:
    return reverse(f"admin:organisasi_{model}_add")


def ubah(objek: Any) -> str:
    return reverse(f"admin:organisasi_{objek._meta.model_name}_change", args=[objek.pk])


def hapus(objek: Any) -> str:
    return reverse(f"admin:organisasi_{objek._meta.model_name}_delete", args=[objek.pk])


def isian_unit(induk: Unit | None, **lain: str) -> dict[str, str]:
    isi = {"kode": "BARU", "nama": "Unit Baru", "jenis": "bagian", "berlaku_dari": "2023-01-01", "berlaku_sampai": ""}
    return isi | {"induk": str(induk.pk) if induk else ""} | lain


def kesalahan(jawab: Any) -> dict[str, Any]:
    """The errors of the main form; an answer that saved has no form at all."""
    return dict(jawab.context["adminform"].form.errors)


def sisipan(awalan: str, *baris: dict[str, str], lama: int = 0) -> dict[str, str]:
    isi = {f"{awalan}-TOTAL_FORMS": str(len(baris)), f"{awalan}-INITIAL_FORMS": str(lama)}
    for nomor, satu in enumerate(baris):
        isi |= {f"{awalan}-{nomor}-{kolom}": nilai for kolom, nilai in satu.items()}
    return isi
