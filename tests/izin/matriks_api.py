"""The rows of the REST API, asked with the session of each person; every object belongs to bagian.

What a token's scopes and unit allow beside this is tests/api/test_matriks_cakupan.py.
"""

from __future__ import annotations

from typing import Any

from tests.api.objek import kunci_rute
from tests.izin.adegan import Adegan
from tests.izin.pola import Baris, Kunci

# At an object: anonim operator op_lain verif pimp perenc survei inspek admin tanpa luar pengelola
MEMBACA = "      401    ok       404     ok    ok   ok     ok     ok     ok    404   404  404"
MENGISI = "      401    ok       404     403   403  403    403    403    403   404   404  404"
MENGIRIM = "     401    403      404     403   403  403    ok     403    403   404   404  404"
MENGELOLA = "    401    403      404     403   403  403    403    403    ok    404   404  ok"
MENJEJAK = "     401    403      404     ok    ok   403    403    ok     ok    404   404  404"
# A unit of one's own agency and its years are no secret inside it.
SEINSTANSI = "   401    ok       ok      ok    ok   ok     ok     ok     ok    404   404  404"
# Named by a code in the query: another unit is a value that is not known.
BERUNIT = "      401    ok       422     ok    ok   ok     ok     ok     ok    422   422  422"
# Lists are open to whoever has signed in; they hold only what the person may read.
DAFTAR = "       401    ok       ok      ok    ok   ok     ok     ok     ok    ok    ok   ok"
DAFTAR_JEJAK = " 401    403      403     ok    ok   403    403    ok     ok    403   ok   403"
DAFTAR_KELOLA = "401    ok       ok      ok    ok   ok     ok     ok     ok    ok    ok   ok"
PENGISI = "      401    ok       ok      403   403  403    403    403    403   403   ok   403"
PEMOHON = "      401    ok       422     ok    ok   ok     ok     ok     ok    422   422  422"
PENGELOLA = "    401    403      403     403   403  403    403    403    ok    403   422  ok"
SIAPA_PUN = "    ok     ok       ok      ok    ok   ok     ok     ok     ok    ok    ok   ok"

_SEDANG: list[tuple[Adegan, dict[str, dict[str, Any]]]] = []


def objek(rute: str) -> Kunci:
    """The parts of the address of the scene's object; made once for each scene."""

    def kunci(adegan: Adegan) -> dict[str, Any]:
        if not _SEDANG or _SEDANG[0][0] is not adegan:
            _SEDANG[:] = [(adegan, kunci_rute(adegan))]
        return _SEDANG[0][1][rute]

    return kunci


def isi(**nilai: Any) -> Kunci:
    """What is sent along: the query of a GET, else the body."""
    return lambda _: nilai


def _sumber(nama: str, satu: str = MEMBACA, daftar: str = DAFTAR) -> list[Baris]:
    """A resource to read: its list and one object."""
    return [Baris(f"api:{nama}-list", daftar), Baris(f"api:{nama}-detail", satu, objek(f"{nama}-detail"))]


def _anak(rute: str, pola: str, metode: str = "GET", ok: int = 200, **nilai: Any) -> Baris:
    """A route below an object."""
    return Baris(f"api:{rute}", pola, objek(rute), metode, ok, isi(**nilai))


def boleh(adegan: Adegan) -> dict[str, Any]:
    return {"aksi": "isi", "objek": f"realisasi:{adegan.indikator.pk}/2"}


LINGKUP = isi(unit="BAG", tahun=2023)
PERMINTAAN = isi(jenis="unit", unit="BAG", tahun=2023, triwulan=2, format="pdf")
LANGGANAN = isi(nama="Dasbor", url="https://192.0.2.1/kait", unit="BAG", jenis=["laporan.terbit"])
MATRIKS_API: tuple[Baris, ...] = (
    Baris("api:schema", SIAPA_PUN),
    Baris("api_dokumentasi", SIAPA_PUN),
    # The agency
    *_sumber("instansi", SEINSTANSI),
    *_sumber("unit"),
    *_sumber("jabatan"),
    *_sumber("periode", SEINSTANSI),
    *_sumber("jejak", MENJEJAK, DAFTAR_JEJAK),
    # Measuring
    *_sumber("sasaran"),
    *_sumber("indikator"),
    _anak("indikator-asal", MEMBACA, triwulan=2),
    *_sumber("target"),
    *_sumber("realisasi"),
    _anak("realisasi-riwayat", MEMBACA),
    _anak("realisasi-bukti", MEMBACA),
    # Allowed as far as the version, which is not named.
    _anak("realisasi-komponen", MENGISI, "PUT", 428, nilai="84"),
    # Submitted already, by the operator.
    _anak("realisasi-ajukan", MENGISI, "POST"),
    _anak("realisasi-bukti", MENGISI, "POST", 415),
    Baris("api:realisasi-massal", PENGISI, metode="POST", ok=422),
    Baris("api:bukti-detail", MEMBACA, objek("bukti-detail")),
    _anak("bukti-unduh", MEMBACA),
    Baris("api:capaian", BERUNIT, data=isi(unit="BAG", tahun=2023, triwulan=2)),
    # Surveys
    *_sumber("survei"),
    _anak("survei-hasil", MEMBACA),
    _anak("survei-jawaban", MENGIRIM, "POST", 422),
    *_sumber("hasil-survei"),
    *_sumber("rtl"),
    *_sumber("unggahan", MENGIRIM),
    *(_anak(f"unggahan-{aksi}", MENGIRIM, "POST", 428, alasan="Uji.") for aksi in ("muat", "buang", "urungkan")),
    Baris("api:rekap-survei", BERUNIT, data=LINGKUP),
    # Agreements
    *_sumber("perjanjian"),
    _anak("perjanjian-beda", MEMBACA),
    _anak("dokumen-perjanjian-unduh", MEMBACA),
    *_sumber("anggaran"),
    *_sumber("rencana-aksi"),
    Baris("api:ringkasan-rencana-aksi", BERUNIT, data=LINGKUP),
    *_sumber("tautan"),
    *_sumber("turunan"),
    *_sumber("uraian-turunan"),
    *_sumber("simpul"),
    *_sumber("crosscutting"),
    Baris("api:pohon", BERUNIT, data=LINGKUP),
    Baris("api:pemeriksaan", BERUNIT, data=LINGKUP),
    # Reports
    *_sumber("laporan"),
    Baris("api:laporan-list", PEMOHON, metode="POST", ok=202, data=PERMINTAAN),
    _anak("laporan-batal", MEMBACA, "POST"),
    _anak("laporan-unduh", MEMBACA),
    _anak("periksa", SIAPA_PUN),
    Baris("api:boleh", MEMBACA, data=boleh),
    # Events
    Baris("api:peristiwa-list", DAFTAR),
    *_sumber("pengiriman", MENGELOLA, DAFTAR_KELOLA),
    *_sumber("langganan", MENGELOLA, DAFTAR_KELOLA),
    Baris("api:langganan-list", PENGELOLA, metode="POST", ok=409, data=LANGGANAN),
    Baris("api:langganan-detail", MENGELOLA, objek("langganan-detail"), "PATCH", 428),
    Baris("api:langganan-detail", MENGELOLA, objek("langganan-detail"), "DELETE", 428),
    _anak("langganan-rahasia", MENGELOLA, "POST", 428),
    _anak("langganan-ulangi", MENGELOLA, "POST", 202, dari=1),
)
