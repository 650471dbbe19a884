"""Age bands and the agency's own questions from a file: recognised, asked, loaded, counted, and never scored."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Pengguna
from survei.hitung.tally import Tally
from survei.models import Jawaban, PertanyaanTambahan, Survei, Unggahan
from survei.selectors.hasil import hasil_kini
from survei.services import tally
from survei.services import unggahan as layanan
from survei.services.instrumen import hapus_pertanyaan
from survei.services.unggahan_kerja import kerjakan
from survei.unggah.kenali import Peran
from tests.orang import Pemeran
from tests.survei.bantu import MARET, buat_jawaban, buat_survei, tally_semua
from tests.survei.berkas import xlsx
from tests.survei.unggahan import berkas, berkas_csv, muat, periksa, petugas, setujui, terima

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("satu_sambungan")]

UNSUR = ("U1", "U2", "U3")
KEPALA = (*UNSUR, "Kelompok Umur", "Dari mana Anda tahu?", "T2 Apa lagi?")


@pytest.fixture
def staf(orang: Pemeran) -> Pengguna:
    return petugas(orang)


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    """Three scored questions, two of the agency's own."""
    satu = buat_survei(orang.bagian, unsur=3)
    PertanyaanTambahan.objects.create(survei=satu, urutan=2, teks="Apa lagi?")
    PertanyaanTambahan.objects.create(survei=satu, urutan=1, teks="Dari mana Anda tahu?", pilihan=["Web", "Teman"])
    return satu


def nomor(survei: Survei) -> list[int]:
    return list(survei.pertanyaan_tambahan.order_by("urutan").values_list("pk", flat=True))


def test_dimuat_dihitung_dan_diurungkan(staf: Pengguna, survei: Survei) -> None:
    kenal, lagi = nomor(survei)
    isi: list[list[object]] = [
        [4, 3, 2, "21-30 thn", "Web", 'Kursi\\n "baru", hubungi 081234567890'],
        [4, 3, 2, 25, "teman", None],
        [4, 3, None, "17 s/d 25", None, "-\tCepat"],
        [4, 3, 2, None, 1, None],
    ]
    siap = periksa(staf, terima(staf, survei, berkas(xlsx([list(KEPALA), *isi]), "hasil.xlsx")))
    assert siap.pemeriksaan["kepala"][3:] == [
        "Umur atau kelompok umur",
        "T1 Dari mana Anda tahu?",
        "T2 Apa lagi?",
    ]
    assert siap.pemeriksaan["contoh"][0][4:6] == ["21–30", "Web"]
    assert [p for p in siap.pemeriksaan["peringatan"] if p.startswith("Kelompok umur 17–25 bukan kelompok laporan")]
    setujui(staf, siap)
    hasil = selesai(siap)
    orang = Jawaban.objects.order_by("kunci").values_list("umur", "kelompok_umur", "tambahan")
    assert list(orang) == [
        (None, "21–30", {str(kenal): "Web", str(lagi): 'Kursi\\n "baru", hubungi [data pribadi dihapus]'}),
        (25, "", {str(kenal): "Teman"}),
        (None, "17–25", {str(lagi): "- Cepat"}),
        (None, "", {str(kenal): "Web"}),
    ]
    assert {k: t.responden for (_, k), t in tally.baca(survei, "umur").items()} == {"": 1, "17–25": 1, "21–30": 2}
    assert tally.periksa(survei) == []
    data = hasil_kini(Survei.objects.select_related("unit__instansi").get(pk=survei.pk))
    assert [u.kode for u in data.unsur] == ["persyaratan", "prosedur", "waktu"]
    assert tally_semua(survei).unsur["waktu"] == Tally(3, 6, (0, 3, 0, 0))
    umur = next(p for p in data.pilahan if p.kode == "umur")
    assert [k.nama for k in umur.kelompok] == ["21–30 tahun", "17–25 tahun", "Tidak diisi"]
    layanan.urungkan(pelaku=staf, unggahan=hasil, alasan="Salah berkas.", kini=MARET)
    assert tally.baca(survei) == {}


def selesai(siap: Unggahan) -> Unggahan:
    hasil = kerjakan(siap.pk, kini=MARET)
    assert hasil is not None
    assert hasil.status == "selesai", hasil.galat
    return hasil


def test_pilihan_yang_asing_disebut_dengan_baris_dan_kolomnya(staf: Pengguna, survei: Survei) -> None:
    siap = periksa(staf, terima(staf, survei, berkas_csv(["4;4;4;30-21;Radio;", "4;4;4;;3;"], KEPALA)))
    assert siap.pemeriksaan["kelompok"] == [
        "2 baris: bukan salah satu pilihan pertanyaan ini pada kolom Dari mana Anda tahu? (baris 2–3), "
        "misalnya “Radio”, “3”.",
        "1 baris: umur bukan angka 10–120 atau kelompok seperti 21–30, sampai 20, di atas 60 pada kolom Kelompok Umur "
        "(baris 2), misalnya “30-21”.",
    ]


def test_umur_atau_kelompoknya_bukan_keduanya(survei: Survei) -> None:
    with pytest.raises(IntegrityError, match="umur_atau_kelompoknya"), transaction.atomic():
        buat_jawaban(survei, 4, 4, 4, umur=25, kelompok_umur="21–30")
    buat_jawaban(survei, 4, 4, 4, kelompok_umur="21–30")
    assert Jawaban.objects.count() == 1


def test_pertanyaan_yang_hilang_sesudah_dikenali_dan_sesudah_diperiksa(staf: Pengguna, survei: Survei) -> None:
    kenal, lagi = nomor(survei)
    isi = berkas_csv(["4;4;4;25;Web;"], KEPALA)
    siap = periksa(staf, terima(staf, survei, isi))
    survei.refresh_from_db()
    hapus_pertanyaan(pelaku=staf, survei=survei, nomor=kenal, versi=survei.versi, kini=MARET)
    with pytest.raises(PelanggaranAturan) as tolak:
        setujui(staf, siap)
    assert tolak.value.kode == "inti_berubah"
    with pytest.raises(PelanggaranAturan) as tolak:
        periksa(staf, siap)
    assert (tolak.value.kode, "kolom E sudah tidak ada" in tolak.value.pesan) == ("kolom_salah", True)
    ulang = periksa(staf, siap, pilihan={4: (Peran.LAIN, None)})
    # A file checked by an earlier release has prepared other columns: it is checked anew, not poured in.
    Unggahan.objects.update(pemeriksaan={k: v for k, v in ulang.pemeriksaan.items() if k != "kolom"})
    with pytest.raises(PelanggaranAturan) as tolak:
        setujui(staf, ulang)
    assert tolak.value.kode == "inti_berubah"
    assert nomor(survei) == [lagi]


def test_halaman_kolom_menanyakan_pertanyaan_tambahan(staf: Pengguna, survei: Survei, client: Client) -> None:
    kenal, lagi = nomor(survei)
    unggahan = terima(staf, survei, berkas_csv(["4;4;4;25;Web;Ya"], (*KEPALA[:5], "Catatan")))
    client.force_login(staf)
    alamat = reverse("survei:unggahan_kolom", args=[unggahan.pk])
    form = client.get(alamat).context["form"]
    assert [form[f"k_{n}"].initial for n in (3, 4, 5)] == ["usia", f"tanya:{kenal}", "lain"]
    data = {f"k_{n}": form[f"k_{n}"].initial for n in range(6)}
    kembar = client.post(alamat, data | {"k_5": f"tanya:{kenal}"})
    assert kembar.status_code == 422
    assert "Pertanyaan tambahan ada pada dua kolom, E dan F. Pilih salah satu." in kembar.content.decode()
    assert client.post(alamat, data | {"k_5": "tanya:999999"}).status_code == 422
    assert client.post(alamat, data | {"k_5": f"tanya:{lagi}"}).status_code == 302


def test_templat_memuat_pertanyaan_tambahan_survei(staf: Pengguna, survei: Survei, client: Client) -> None:
    client.force_login(staf)
    templat = client.get(reverse("survei:unggah_templat", args=[survei.pk])).content
    kepala = [s.value for s in load_workbook(BytesIO(templat))["Jawaban"][1]]
    assert kepala[-3:] == ["T1 Dari mana Anda tahu?", "T2 Apa lagi?", "Saran"]


def test_tanpa_pertanyaan_tambahan_seperti_semula(staf: Pengguna, orang: Pemeran) -> None:
    polos = buat_survei(orang.bagian, unsur=3)
    muat(staf, polos, berkas_csv(["4;4;4;25;Web;"], KEPALA))
    assert list(Jawaban.objects.values_list("umur", "tambahan")) == [(25, {})]
