"""The secret of a subscription and the signature of a delivery (Standard Webhooks: standardwebhooks.com)."""

from __future__ import annotations

import base64
import hmac
import secrets
from hashlib import sha256

from django.utils.crypto import salted_hmac

AWALAN = "whsec_"
_TUJUAN = "kinerja.peristiwa.langganan"


def garam_baru() -> str:
    """What the secret is derived from together with SECRET_KEY; alone it is worth nothing."""
    return secrets.token_hex(32)


def rahasia(garam: str) -> str:
    """`whsec_…`: 32 bytes in base64. A stolen database does not hold it; another SECRET_KEY makes another one."""
    return AWALAN + base64.b64encode(_kunci(garam)).decode()


def tandai(garam: str, kode: str, cap_waktu: int, badan: bytes) -> str:
    """`v1,<base64>`: HMAC-SHA256 over `kode.cap_waktu.badan`."""
    isi = b".".join([kode.encode(), str(cap_waktu).encode(), badan])
    return "v1," + base64.b64encode(hmac.digest(_kunci(garam), isi, sha256)).decode()


def _kunci(garam: str) -> bytes:
    return salted_hmac(_TUJUAN, garam, algorithm="sha256").digest()
