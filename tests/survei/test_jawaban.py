"""Taking answers in and letting them go: public form, paper, withdrawal; and all of it at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jejak
from survei.alur import Status
from survei.hitung.pribadi import PENGGANTI
from survei.models import Jawaban, Survei, Tautan
from survei.models.jawaban import Kanal
from survei.models.survei import SumberSurvei
from survei.services import instrumen, tally
from survei.services import jawaban as layanan
from survei.services.jawaban import Isian
from tests.orang import Pemeran, pemeran
from tests.survei.bantu import MARET, WIB, buat_survei, buat_tautan, nilai, tally_semua
from tests.survei.test_kelola_layanan import aturan

KUNCI = UUID("11111111-1111-4111-8111-111111111111")
DUA = {"persyaratan": 4, "prosedur": 2}


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    return buat_survei(orang.bagian, unsur=2, layanan=["KTP", "KK"])


@pytest.fixture
def tautan(survei: Survei) -> Tautan:
    return buat_tautan(survei)


def kirim(tautan: Tautan, isian: Isian | None = None, kunci: UUID = KUNCI, kini: datetime = MARET) -> layanan.Diterima:
    return layanan.terima_daring(tautan=tautan, isian=isian or Isian(nilai=DUA), kunci=kunci, kini=kini)


def test_jawaban_tersimpan_terhitung_dan_mengunci(survei: Survei, tautan: Tautan) -> None:
    isian = Isian(nilai=DUA, jenis_kelamin="P", umur=31, pendidikan="s1", pekerjaan="pns", persetujuan_versi=1)
    hasil = kirim(tautan, isian)
    assert (hasil.baru, hasil.berbeda) == (True, False)
    satu = Jawaban.objects.get()
    assert (nilai(satu, 1, 2), satu.kanal, satu.waktu, satu.persetujuan_versi) == ([4, 2], "daring", MARET, 1)
    survei.refresh_from_db()
    assert survei.terkunci
    assert tally.baca(survei)["tautan", str(tautan.pk)].responden == 1
    assert tally.periksa(survei) == []


def test_kirim_ganda_satu_jawaban(survei: Survei, tautan: Tautan) -> None:
    kirim(tautan)
    ulang = kirim(tautan)
    assert (ulang.baru, ulang.berbeda) == (False, False)
    lain = kirim(tautan, Isian(nilai={"persyaratan": 1, "prosedur": 1}))
    assert (lain.baru, lain.berbeda) == (False, True)
    assert nilai(Jawaban.objects.get(), 1) == [4]
    assert tally_semua(survei).responden == 1
    # A retry is answered the same even when the survey has been closed meanwhile.
    Survei.objects.update(status=Status.DITUTUP)
    assert not kirim(tautan).baru
    with aturan("survei_selesai"):
        kirim(tautan, kunci=uuid4())


@pytest.mark.parametrize(
    ("ubahan", "cabut", "kini", "kode"),
    [
        ({"status": Status.DRAF}, None, MARET, "survei_belum"),
        ({"mulai": date(2023, 3, 16)}, None, MARET, "survei_belum"),
        ({"selesai": date(2023, 3, 14)}, None, MARET, "survei_selesai"),
        ({"status": Status.DITUTUP}, None, MARET, "survei_selesai"),
        ({"status": Status.TERBIT}, None, MARET, "survei_selesai"),
        ({}, MARET, MARET, "tautan_dicabut"),
        ({"sumber": SumberSurvei.REKAP}, None, MARET, "bukan_jawaban"),
    ],
)
def test_formulir_tertutup(
    tautan: Tautan, ubahan: dict[str, object], cabut: datetime | None, kini: datetime, kode: str
) -> None:
    Survei.objects.update(**ubahan)
    Tautan.objects.update(dicabut_pada=cabut)
    with aturan(kode):
        kirim(tautan, kini=kini)
    assert not Jawaban.objects.exists()


def test_hari_terakhir_sampai_tengah_malam_waktu_setempat(tautan: Tautan) -> None:
    kirim(tautan, kini=datetime(2023, 6, 30, 23, 59, tzinfo=WIB))
    with aturan("survei_selesai"):
        kirim(tautan, kunci=uuid4(), kini=datetime(2023, 7, 1, 0, 0, tzinfo=WIB))


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        ({"persyaratan": 5, "prosedur": 1}, "nilai_di_luar"),
        ({"persyaratan": 0, "prosedur": 1}, "nilai_di_luar"),
        ({"persyaratan": None, "prosedur": None}, "kosong_semua"),
        ({"waktu": 4}, "unsur_asing"),
    ],
)
def test_isi_yang_ditolak(survei: Survei, tautan: Tautan, isi: dict[str, int | None], kode: str) -> None:
    with aturan(kode):
        kirim(tautan, Isian(nilai=isi))
    survei.refresh_from_db()
    assert not survei.terkunci
    assert kirim(tautan, Isian(nilai={"persyaratan": 3, "prosedur": None})).baru


def test_layanan_dari_tautan_menang_dan_yang_asing_ditolak(orang: Pemeran, survei: Survei) -> None:
    kk, ktp = survei.layanan.all()
    kirim(buat_tautan(survei, "Loket KTP", layanan=ktp), Isian(nilai=DUA, layanan=kk))
    assert Jawaban.objects.get().layanan == ktp
    lain = buat_survei(orang.bagian_lain, unsur=2, layanan=["Lain"])
    with aturan("layanan_asing"):
        kirim(buat_tautan(survei), Isian(nilai=DUA, layanan=lain.layanan.get()), kunci=uuid4())


def test_data_pribadi_tidak_tersimpan(tautan: Tautan) -> None:
    saran = "Hubungi 0812-3456-7890 atau budi@contoh.id, NIK 3171 2345 6789 0123. Antrean 12 orang."
    kirim(tautan, Isian(nilai=DUA, saran=saran, tambahan={"1": "telepon 081234567890", "2": " "}))
    satu = Jawaban.objects.get()
    assert satu.saran == f"Hubungi {PENGGANTI} atau {PENGGANTI}, NIK {PENGGANTI}. Antrean 12 orang."
    assert satu.tambahan == {"1": f"telepon {PENGGANTI}"}


def test_penarikan_menghapus_dan_mengurangi(survei: Survei, tautan: Tautan) -> None:
    awal = tally.baca(survei)
    kirim(tautan)
    kode = layanan.kode_tarik(KUNCI)
    assert kode not in str(Jawaban.objects.values().get())
    layanan.tarik(kode=f" {kode.lower().replace('-', ' ')} ", kini=MARET)
    assert not Jawaban.objects.exists()
    assert tally.baca(survei) == awal
    catatan = Jejak.objects.get(aksi="jawaban.tarik")
    assert (catatan.pelaku, catatan.sesudah) == (None, {"jumlah": 1})
    with aturan("kode_tidak_dikenal"):
        layanan.tarik(kode=kode, kini=MARET)
    with aturan("kode_tidak_dikenal"):
        layanan.tarik(kode="", kini=MARET)


def test_jawaban_kertas_tidak_dapat_ditarik_dengan_kode_kosong(orang: Pemeran, survei: Survei) -> None:
    layanan.terima_kertas(pelaku=orang.operator, survei=survei, isian=Isian(nilai=DUA), kunci=KUNCI, kini=MARET)
    with aturan("kode_tidak_dikenal"):
        layanan.tarik(kode=" - ", kini=MARET)
    assert Jawaban.objects.count() == 1


def test_hasil_yang_tetap_menahan_penarikan_dan_pengurungan(orang: Pemeran, survei: Survei, tautan: Tautan) -> None:
    kirim(tautan)
    layanan.terima_kertas(pelaku=orang.operator, survei=survei, isian=Isian(nilai=DUA), kunci=uuid4(), kini=MARET)
    kertas = Jawaban.objects.get(kanal=Kanal.KERTAS)
    Survei.objects.update(status=Status.DITETAPKAN)
    with aturan("hasil_tetap"):
        layanan.tarik(kode=layanan.kode_tarik(KUNCI), kini=MARET)
    with aturan("hasil_tetap"):
        layanan.urungkan_kertas(pelaku=orang.operator, survei=survei, kunci=kertas.kunci, kini=MARET)
    assert Jawaban.objects.count() == 2


def test_kertas_masuk_ulang_dan_diurungkan(orang: Pemeran, survei: Survei, tautan: Tautan) -> None:
    umum = {"pelaku": orang.operator, "survei": survei, "kunci": KUNCI, "kini": MARET}
    layanan.terima_kertas(isian=Isian(nilai=DUA, umur=40), **umum)  # type: ignore[arg-type]
    assert not layanan.terima_kertas(isian=Isian(nilai=DUA), **umum).baru  # type: ignore[arg-type]
    assert tally.baca(survei, "kanal")["kanal", "kertas"].responden == 1
    assert layanan.urungkan_kertas(**umum).umur == 40  # type: ignore[arg-type]
    assert tally_semua(survei).responden == 0
    with aturan("jawaban_tidak_ada"):
        layanan.urungkan_kertas(**umum)  # type: ignore[arg-type]
    kirim(tautan, kunci=uuid4())
    with aturan("jawaban_tidak_ada"):  # an answer of a citizen is none of the typist's
        layanan.urungkan_kertas(pelaku=orang.operator, survei=survei, kunci=Jawaban.objects.get().kunci, kini=MARET)
    Survei.objects.update(status=Status.DITUTUP)
    with aturan("survei_tidak_berjalan"):
        layanan.terima_kertas(isian=Isian(nilai=DUA), **umum)  # type: ignore[arg-type]


def serentak(*kerja: Callable[[], object]) -> list[object]:
    """Run all at the same moment, each on a connection of its own; results, or the refusal of a rule."""
    mulai = threading.Barrier(len(kerja))
    hasil: list[object] = [None] * len(kerja)

    def satu(n: int) -> None:
        try:
            mulai.wait(timeout=10)
            hasil[n] = kerja[n]()
        except PelanggaranAturan as salah:
            hasil[n] = salah.kode
        except Exception as salah:  # noqa: BLE001
            hasil[n] = repr(salah)
        finally:
            connection.close()

    utas = [threading.Thread(target=satu, args=(n,)) for n in range(len(kerja))]
    for u in utas:
        u.start()
    for u in utas:
        u.join(timeout=30)
    return hasil


@pytest.mark.django_db(transaction=True)
def test_kiriman_bersamaan_tetap_persis() -> None:
    """The same form sent four times at once beside four others: five answers, tallies exact."""
    survei = buat_survei(pemeran().bagian, unsur=2)
    tautan = buat_tautan(survei)
    kunci = [KUNCI] * 4 + [uuid4() for _ in range(4)]
    hasil = serentak(*(lambda k=k: kirim(tautan, kunci=k).baru for k in kunci))
    assert sorted(map(str, hasil)) == ["False"] * 3 + ["True"] * 5
    assert Jawaban.objects.count() == tally_semua(survei).responden == 5
    assert tally.periksa(survei) == []


@pytest.mark.django_db(transaction=True)
def test_penarikan_bersamaan_mengurangi_sekali() -> None:
    survei = buat_survei(pemeran().bagian, unsur=2)
    kirim(buat_tautan(survei))
    kode = layanan.kode_tarik(KUNCI)
    hasil = serentak(*[lambda: layanan.tarik(kode=kode, kini=MARET).pk] * 3)
    assert sorted(map(str, hasil)) == sorted([str(survei.pk), "kode_tidak_dikenal", "kode_tidak_dikenal"])
    assert tally_semua(survei).responden == 0


@pytest.mark.django_db(transaction=True)
def test_jawaban_pertama_berlomba_dengan_ubahan_inti() -> None:
    """Whoever comes first: never an answer that counts on questions that changed after it."""
    orang = pemeran()
    for _ in range(5):
        survei = buat_survei(orang.bagian, unsur=2)
        tautan = buat_tautan(survei)
        diubah, diterima = serentak(
            lambda s=survei: (
                instrumen.hapus_unsur(  # type: ignore[misc]
                    pelaku=orang.operator, survei=s, kode="prosedur", versi=0, kini=MARET
                ).pk
            ),
            lambda t=tautan: kirim(t, kunci=uuid4()).baru,  # type: ignore[misc]
        )
        assert (diubah, diterima) in [("inti_terkunci", True), (survei.pk, "unsur_asing")]
        assert survei.unsur.count() == (2 if diterima is True else 1)
        assert tally.periksa(survei) == []
