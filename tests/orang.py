"""The fixed cast of the tests: two agencies, and one person for each role."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Instansi, Pengguna, Periode, Unit
from tests.pabrik import (
    Peranan,
    buat_instansi,
    buat_periode,
    buat_semua_pengguna,
    buat_unit,
    susun_pengguna,
)


@dataclass(frozen=True)
class Pemeran:
    """kota ─ asisten ─ bagian ─ subbagian, and beside them bagian_lain; `luar` is another agency altogether.

    operator fills in at bagian; verifikator, pimpinan, perencana, inspektorat and administrator act at kota;
    operator_lain fills in at bagian_lain; orang_luar holds every role, in the other agency.
    """

    instansi: Instansi
    kota: Unit
    asisten: Unit
    bagian: Unit
    subbagian: Unit
    bagian_lain: Unit
    periode: Periode
    operator: Pengguna
    operator_lain: Pengguna
    verifikator: Pengguna
    pimpinan: Pengguna
    perencana: Pengguna
    inspektorat: Pengguna
    administrator: Pengguna
    luar: Instansi
    unit_luar: Unit
    orang_luar: Pengguna
    tanpa_peran: Pengguna


def pemeran() -> Pemeran:
    """Make the whole cast in the database."""
    kota_contoh = buat_instansi("kota-contoh")
    kota = buat_unit(kota_contoh, "KOTA", nama="Kota Contoh")
    asisten = buat_unit(kota_contoh, "AST", kota, nama="Asisten Contoh")
    bagian = buat_unit(kota_contoh, "BAG", asisten, nama="Bagian Contoh")
    subbagian = buat_unit(kota_contoh, "SUB", bagian, nama="Subbagian Contoh")
    bagian_lain = buat_unit(kota_contoh, "LAIN", asisten, nama="Bagian Lain")
    luar = buat_instansi("luar")
    unit_luar = buat_unit(luar, "LUAR", nama="Instansi Luar")
    di_kota = ("verifikator", "pimpinan", "perencana", "inspektorat", "administrator")
    peran: dict[str, list[Peranan]] = {
        "operator": [(Peran.OPERATOR, bagian)],
        "operator_lain": [(Peran.OPERATOR, bagian_lain)],
        **{nama: [(Peran(nama), kota)] for nama in di_kota},
        "tanpa_peran": [],
    }
    akun = [
        (susun_pengguna(nama, kota_contoh, is_staff=nama == "administrator"), milik) for nama, milik in peran.items()
    ]
    akun.append((susun_pengguna("orang_luar", luar), [(p, unit_luar) for p in Peran]))
    return Pemeran(
        instansi=kota_contoh,
        kota=kota,
        asisten=asisten,
        bagian=bagian,
        subbagian=subbagian,
        bagian_lain=bagian_lain,
        periode=buat_periode(kota_contoh),
        luar=luar,
        unit_luar=unit_luar,
        **{pengguna.username: pengguna for pengguna in buat_semua_pengguna(akun)},
    )
