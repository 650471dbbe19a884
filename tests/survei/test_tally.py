"""Running tallies: kept with the answers, exact to the last one, provable by a command."""

from __future__ import annotations

import random
import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import IntegrityError
from pytest_django import DjangoAssertNumQueries

from survei.hitung.dimensi import IsianSurvei, gabung_dimensi, tally_per_dimensi
from survei.hitung.kesalahan import TallyTidakSah, UnsurTidakSah
from survei.hitung.tally import Lembar, Tally, tally_jawaban
from survei.hitung.tally_json import dari_json, dimensi_dari_json, dimensi_ke_json, ke_json
from survei.models import Jawaban, Survei
from survei.models import Tally as BarisTally
from survei.models.jawaban import Kanal
from survei.services import tally
from tests.orang import Pemeran, pemeran
from tests.survei.bantu import buat_jawaban, buat_survei, buat_tautan, isi_survei, tally_semua

DUA = ("persyaratan", "prosedur")


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    return buat_survei(orang.bagian, unsur=2)


def test_dimensi_dari_isian() -> None:
    isian = [
        IsianSurvei((4, None), "daring", layanan="7", tautan="3", jenis_kelamin="P", umur=30, pekerjaan="pns"),
        IsianSurvei((2, 3), "kertas", jenis_kelamin="P", umur=31),
        IsianSurvei((None, None), "kertas", umur=90),
    ]
    hasil = tally_per_dimensi(DUA, isian)
    assert {k: t.responden for k, t in hasil.items()} == {
        ("semua", ""): 2,
        ("layanan", "7"): 1,
        ("layanan", ""): 1,
        ("kanal", "daring"): 1,
        ("kanal", "kertas"): 1,
        ("tautan", "3"): 1,
        ("jenis_kelamin", "P"): 2,
        ("umur", "21–30"): 1,
        ("umur", "31–40"): 1,
        ("pendidikan", ""): 2,
        ("pekerjaan", "pns"): 1,
        ("pekerjaan", ""): 1,
    }
    semua = hasil["semua", ""]
    assert semua.unsur == {"persyaratan": Tally(2, 6, (0, 1, 0, 1)), "prosedur": Tally(1, 3, (0, 0, 1, 0))}
    assert semua.lembar == {1: Lembar(1, 4, 16), 2: Lembar(1, 5, 25)}


def test_potongan_digabung_sama_dengan_sekaligus() -> None:
    acak = random.Random(14)
    isian = [
        IsianSurvei(
            (acak.randint(1, 4), acak.choice([None, 1, 4])),
            acak.choice(["daring", "kertas"]),
            umur=acak.randint(17, 80),
        )
        for _ in range(300)
    ]
    assert gabung_dimensi(
        tally_per_dimensi(DUA, isian[:100]), tally_per_dimensi(DUA, isian[100:])
    ) == tally_per_dimensi(DUA, isian)


def test_json_bolak_balik_dan_urutan_unsur() -> None:
    asal = tally_jawaban(("waktu", "biaya"), [(4, None), (1, 2)])
    kembali = dari_json(ke_json(asal))
    assert kembali == asal
    assert list(kembali.unsur) == ["waktu", "biaya"]
    bagian = {("semua", ""): asal, ("kanal", "kertas"): asal}
    assert dimensi_dari_json(dimensi_ke_json(bagian)) == bagian


@pytest.mark.parametrize(
    "isi",
    [
        {},
        {"responden": 1, "unsur": [["waktu", 1, 5, [0, 0, 0, 1]]], "lembar": {}},
        {"responden": 1, "unsur": [["waktu", 1, 4, [0, 1]]], "lembar": {}},
        {"responden": "banyak", "unsur": [], "lembar": {}},
        {"responden": 1, "unsur": 3, "lembar": {}},
    ],
)
def test_json_rusak_ditolak(isi: dict[str, object]) -> None:
    with pytest.raises(TallyTidakSah):
        dari_json(isi)


def test_tambah_kurangi_kembali_seperti_semula(survei: Survei) -> None:
    isi_survei(survei, (4, 3), (1, None))
    awal = tally.baca(survei)
    tambahan = isi_survei(survei, (2, 2), kanal=Kanal.DARING, jenis_kelamin="L", umur=44)
    assert tally_semua(survei).responden == 3
    assert tally.baca(survei, "kanal")["kanal", "daring"].responden == 1
    tally.kurangi(survei, tally.dimensi_jawaban(survei, tambahan))
    assert tally.baca(survei) == awal
    assert not BarisTally.objects.filter(survei=survei, kunci="daring").exists()


def test_survei_tanpa_jawaban_bertally_kosong(survei: Survei) -> None:
    kosong = tally_semua(survei)
    assert kosong.responden == 0
    assert list(kosong.unsur) == list(DUA)


def test_kurangi_yang_tak_pernah_dihitung_ditolak_dan_tak_mengubah_apa_pun(survei: Survei) -> None:
    isi_survei(survei, (4, 3))
    awal = tally.baca(survei)
    asing = tally_per_dimensi(DUA, [IsianSurvei((1, 1), "kertas")])
    with pytest.raises(TallyTidakSah):
        tally.kurangi(survei, asing)
    assert tally.baca(survei) == awal


def test_tally_unsur_lain_ditolak(survei: Survei) -> None:
    isi_survei(survei, (4, 3))
    with pytest.raises(UnsurTidakSah):
        tally.tambah(survei, tally_per_dimensi(("waktu", "biaya"), [IsianSurvei((1, 1), "kertas")]))
    assert tally.periksa(survei) == []


def test_tally_pertama_unsur_lain_ditolak_dan_tidak_mengunci(survei: Survei) -> None:
    with pytest.raises(UnsurTidakSah):
        tally.tambah(survei, tally_per_dimensi(("waktu", "biaya"), [IsianSurvei((1, 1), "kertas")]))
    survei.refresh_from_db()
    assert not survei.terkunci


def test_jawaban_pertama_mengunci_inti(survei: Survei) -> None:
    unsur = survei.unsur.first()
    assert unsur is not None
    unsur.pertanyaan = "Sebelum jawaban pertama boleh berubah?"
    unsur.save()
    isi_survei(survei, (4, 3))
    survei.refresh_from_db()
    assert survei.terkunci
    with pytest.raises(IntegrityError, match="terkunci"), transaction.atomic():
        unsur.save()


def test_periksa_menemukan_dan_memperbaiki(survei: Survei) -> None:
    isi_survei(survei, (4, 3), (2, 2))
    assert tally.periksa(survei) == []
    buat_jawaban(survei, 1, 1, kanal=Kanal.DARING)
    beda = {(s.dimensi, s.kunci): s for s in tally.periksa(survei)}
    assert beda["kanal", "daring"].tersimpan is None
    semua = beda["semua", ""]
    assert semua.tersimpan is not None
    assert semua.seharusnya is not None
    assert (semua.tersimpan.responden, semua.seharusnya.responden) == (2, 3)
    assert len(tally.perbaiki(survei)) == len(beda)
    assert tally.periksa(survei) == []


def test_perintah_periksa_tally(survei: Survei) -> None:
    isi_survei(survei, (4, 3))
    keluar = StringIO()
    call_command("periksa_tally", stdout=keluar)
    assert keluar.getvalue() == "1 survei diperiksa, 0 berbeda.\n"
    Jawaban.objects.update(u1=1)
    with pytest.raises(CommandError, match="berbeda dengan jawaban"):
        call_command("periksa_tally", stdout=keluar)
    assert "semua: jumlah nilai berbeda (1 responden)" in keluar.getvalue()
    call_command("periksa_tally", perbaiki=True, stdout=StringIO())
    call_command("periksa_tally", survei=survei.pk, stdout=StringIO())
    with pytest.raises(CommandError, match="Tidak ada survei"):
        call_command("periksa_tally", survei=survei.pk + 1)


def test_biaya_tetap(survei: Survei, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """A result reads as many rows at 60 answers as at one."""
    isi_survei(survei, (4, 3))
    with django_assert_num_queries(1):
        tally.baca(survei)
    isi_survei(survei, *[(1, 2)] * 59)
    with django_assert_num_queries(1):
        assert tally.baca(survei)["semua", ""].responden == 60
    jawaban = [buat_jawaban(survei, 4, 4)]
    bagian = tally.dimensi_jawaban(survei, jawaban)
    with django_assert_num_queries(6):
        tally.tambah(survei, bagian)


@pytest.mark.django_db(transaction=True)
def test_banyak_orang_bersamaan_tetap_persis() -> None:
    """Twelve connections add at once, along keys no row exists for yet; some take their answers back."""
    survei = buat_survei(pemeran().bagian, unsur=2)
    tautan = [buat_tautan(survei, f"Loket {n}") for n in range(3)]
    mulai, gagal = threading.Barrier(12), []

    def kirim(n: int) -> None:
        try:
            mulai.wait(timeout=10)
            with transaction.atomic():
                satu = buat_jawaban(
                    survei,
                    n % 4 + 1,
                    None if n % 5 == 0 else 3,
                    kanal=Kanal.DARING,
                    tautan=tautan[n % 3],
                    umur=20 + n * 5,
                )
                tally.tambah(survei, tally.dimensi_jawaban(survei, [satu]))
            if n % 4 == 0:
                with transaction.atomic():
                    tally.kurangi(survei, tally.dimensi_jawaban(survei, [satu]))
                    satu.delete()
        except Exception as salah:  # noqa: BLE001
            gagal.append(repr(salah))
        finally:
            connection.close()

    utas = [threading.Thread(target=kirim, args=(n,)) for n in range(12)]
    for u in utas:
        u.start()
    for u in utas:
        u.join(timeout=30)
    assert gagal == []
    assert tally_semua(survei).responden == 9
    assert tally.periksa(survei) == []
