"""The life of a realisation: every pair of status and action, allowed or refused, against docs/rumus.md 9."""

from itertools import product

import pytest

from indikator.alur import (
    PERPINDAHAN,
    Aksi,
    PerpindahanDitolak,
    Status,
    aksi_tersedia,
    boleh_isi,
    lanjut,
    periksa_pelaku,
    perlu_alasan,
)
from tests.hitung.tabel import tabel

HALAL = {(Status(b["status"]), Aksi(b["aksi"])): Status(b["next"]) for b in tabel("alur")}


def test_tabel_sama_dengan_halaman() -> None:
    assert HALAL == PERPINDAHAN


@pytest.mark.parametrize(("status", "aksi"), list(product(Status, Aksi)))
def test_setiap_pasangan_berjalan_atau_ditolak(status: Status, aksi: Aksi) -> None:
    if (status, aksi) in HALAL:
        assert lanjut(status, aksi) is HALAL[status, aksi]
        assert aksi in aksi_tersedia(status)
        return
    assert aksi not in aksi_tersedia(status)
    with pytest.raises(PerpindahanDitolak) as salah:
        lanjut(status, aksi)
    assert salah.value.pesan.startswith(f"Realisasi berstatus {status.value} tidak dapat ")


def test_penolakan_menyebut_yang_dapat_dilakukan() -> None:
    with pytest.raises(PerpindahanDitolak) as salah:
        lanjut(Status.DISETUJUI, Aksi.ISI)
    assert salah.value.pesan == "Realisasi berstatus disetujui tidak dapat diisi; hanya dapat: dikoreksi."


def test_hanya_draf_dan_yang_dikembalikan_dapat_diisi() -> None:
    assert {s for s in Status if boleh_isi(s)} == {Status.DRAF, Status.DIKEMBALIKAN}


def test_hanya_mengembalikan_dan_mengoreksi_yang_perlu_alasan() -> None:
    assert {a for a in Aksi if perlu_alasan(a)} == {Aksi.KEMBALIKAN, Aksi.KOREKSI}


def test_perjalanan_dari_draf_sampai_koreksi() -> None:
    status = Status.DRAF
    jejak = [status]
    for aksi in (
        Aksi.ISI,
        Aksi.AJUKAN,
        Aksi.KEMBALIKAN,
        Aksi.ISI,
        Aksi.AJUKAN,
        Aksi.VERIFIKASI,
        Aksi.SETUJUI,
        Aksi.KOREKSI,
    ):
        status = lanjut(status, aksi)
        jejak.append(status)
    assert [s.value for s in jejak] == [
        "draf",
        "draf",
        "diajukan",
        "dikembalikan",
        "dikembalikan",
        "diajukan",
        "diverifikasi",
        "disetujui",
        "dikembalikan",
    ]


def test_yang_mengajukan_tidak_memverifikasi_sendiri() -> None:
    with pytest.raises(PerpindahanDitolak, match="tidak boleh memverifikasi"):
        periksa_pelaku(Aksi.VERIFIKASI, pelaku=7, pengaju=7)
    periksa_pelaku(Aksi.VERIFIKASI, pelaku=8, pengaju=7)


def test_hanya_yang_mengajukan_menarik_kembali() -> None:
    for pengaju in (7, None):
        with pytest.raises(PerpindahanDitolak, match="Hanya yang mengajukan"):
            periksa_pelaku(Aksi.TARIK, pelaku=8, pengaju=pengaju)
    periksa_pelaku(Aksi.TARIK, pelaku=7, pengaju=7)


@pytest.mark.parametrize("aksi", [a for a in Aksi if a not in (Aksi.VERIFIKASI, Aksi.TARIK)])
def test_aksi_lain_tidak_melihat_siapa_yang_mengajukan(aksi: Aksi) -> None:
    for pelaku in (7, 8):
        periksa_pelaku(aksi, pelaku=pelaku, pengaju=7)
