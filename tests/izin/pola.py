"""The words of the permission matrix: its columns, the usual patterns of answers, and what one row says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.izin.adegan import Adegan

KOLOM = (
    "anonim",
    "operator",
    "operator_lain",
    "verifikator",
    "pimpinan",
    "perencana",
    "petugas_survei",
    "inspektorat",
    "administrator",
    "tanpa_peran",
    "orang_luar",
    "pengelola",
)

# At an object:      anonim operator op_lain verif pimp perenc survei inspek admin tanpa luar pengelola
MEMBACA = "          masuk  ok       404     ok    ok   ok     ok     ok     ok    404   404  404"
MENGISI = "          masuk  ok       404     403   403  403    403    403    403   404   404  404"
MEMVERIFIKASI = "    masuk  403      404     ok    403  403    403    403    403   404   404  404"
MENYETUJUI = "       masuk  403      404     403   ok   403    403    403    403   404   404  404"
MENGOREKSI = "       masuk  403      404     ok    ok   403    403    403    403   404   404  404"
MENGELOLA_SURVEI = " masuk  403      404     403   403  403    ok     403    403   404   404  404"
MENETAPKAN_SURVEI = "masuk  403      404     ok    ok   403    403    403    403   404   404  404"
MERENCANAKAN = "     masuk  403      404     403   403  ok     403    403    403   404   404  404"
# Without an object: anonim operator op_lain verif pimp perenc survei inspek admin tanpa luar pengelola
SIAPA_PUN = "        ok     ok       ok      ok    ok   ok     ok     ok     ok    ok    ok   ok"
YANG_MASUK = "       masuk  ok       ok      ok    ok   ok     ok     ok     ok    ok    ok   ok"
VERIFIKATOR = "      masuk  403      403     ok    403  403    403    403    403   403   ok   403"
PIMPINAN = "         masuk  403      403     403   ok   403    403    403    403   403   ok   403"
PETUGAS_SURVEI = "   masuk  403      403     403   403  403    ok     403    403   403   ok   403"
PERENCANA_HALAMAN = "masuk  403      403     403   403  ok     403    403    403   403   ok   403"
BERPERAN = "         masuk  ok       ok      ok    ok   ok     ok     ok     ok    403   ok   403"
# In the admin, `hilang` is Django's "no such object": back to the index.
ADMIN = "            masuk  masuk    masuk   masuk masuk ok    masuk  masuk  ok    masuk ok   ok"
ADMIN_SAJA = "       masuk  masuk    masuk   masuk masuk 403   masuk  masuk  ok    masuk ok   ok"
OBJEK_ADMIN = "      masuk  masuk    masuk   masuk masuk 403   masuk  masuk  ok    masuk hilang ok"
OBJEK_TERBACA = "    masuk  masuk    masuk   masuk masuk ok    masuk  masuk  ok    masuk hilang ok"
PERENCANA = "        masuk  masuk    masuk   masuk masuk ok    masuk  masuk  403   masuk ok   403"
OBJEK_PERENCANA = "  masuk  masuk    masuk   masuk masuk ok    masuk  masuk  403   masuk hilang 403"
TAK_SEORANG_PUN = "  masuk  masuk    masuk   masuk masuk 403   masuk  masuk  403   masuk 403  403"
# Django looks the object up before it asks for the permission to see its history.
RIWAYAT_JEJAK = "    masuk  masuk    masuk   masuk masuk hilang masuk masuk ok     masuk hilang ok"
RIWAYAT_KINERJA = "  masuk  masuk    masuk   masuk masuk ok    masuk  masuk  403   masuk hilang hilang"
PENGELOLA = "        masuk  masuk    masuk   masuk masuk 403   masuk  masuk  403   masuk 403  ok"
SATUAN = "           masuk  masuk    masuk   masuk masuk ok    masuk  masuk  403   masuk ok   ok"

Kunci = Callable[[Adegan], dict[str, Any]]


def tanpa(adegan: Adegan) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Baris:
    """One route asked in one way. `kunci` gives the address's parts, `data` what is sent along."""

    rute: str
    pola: str
    kunci: Kunci = tanpa
    metode: str = "GET"
    ok: int = 200
    data: Kunci = tanpa

    def harapan(self) -> dict[str, str]:
        """The expected cell of every column."""
        return dict(zip(KOLOM, self.pola.split(), strict=True))
