"""The agency's own questions: counted exactly with the answers, shown to those who read suggestions, never scored."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja.beku import bekukan, cairkan
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Pengguna
from survei.hitung.data import SKEMA, BagianTambahan, DataHasil
from survei.hitung.dimensi import SEMUA, TAMBAHAN, IsianSurvei, Kunci, gabung_dimensi, tally_per_dimensi
from survei.hitung.tally import TallySurvei, tally_kosong
from survei.hitung.tally_json import dimensi_dari_json, dimensi_ke_json, ke_json
from survei.hitung.tambahan import Tanya, kunci_tambahan, rangkai_tambahan, tabel_tambahan
from survei.hitung.umum import untuk_umum
from survei.models import HasilSurvei, Jawaban, PertanyaanTambahan, Survei, Unggahan
from survei.models import Tally as BarisTally
from survei.models.survei import SumberSurvei
from survei.selectors.hasil import hasil, hasil_kini
from survei.selectors.saran import baca_jawaban_bebas
from survei.services import hasil as layanan_hasil
from survei.services import tally
from survei.services import unggahan as layanan_unggahan
from survei.services.jawaban import Isian, kode_tarik, tarik, terima_daring, terima_kertas, urungkan_kertas
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna
from tests.survei.bantu import MARET, buat_survei, buat_tautan, isi_survei, tally_semua
from tests.survei.bantu_hasil import JULI, segar, tetapkan
from tests.survei.berkas import xlsx
from tests.survei.unggahan import berkas, muat, periksa, petugas, setujui, terima

DUA = ("persyaratan", "prosedur")
KENAL, LAGI = Tanya(7, "T1", "Dari mana Anda tahu?", ("Web", "Teman")), Tanya(9, "T2", "Apa lagi?", ())
TABEL = tabel_tambahan((KENAL, LAGI))
JAWAB = st.dictionaries(st.sampled_from(("7", "9", "8")), st.sampled_from(("Web", "Teman", "Radio", "")), max_size=3)


def isian(nilai: tuple[int | None, int | None], jawaban: dict[str, str]) -> IsianSurvei:
    return IsianSurvei(nilai, "kertas", tambahan=kunci_tambahan(TABEL, jawaban))


def hitung(*jawaban: dict[str, str]) -> dict[Kunci, TallySurvei]:
    return tally_per_dimensi(DUA, [isian((4, 3), satu) for satu in jawaban])


def banyak(data: DataHasil) -> list[list[int]]:
    """Per question how many gave each answer, those without one last."""
    return [[b.banyak for b in (*t.bagian, t.kosong)] for t in data.tambahan or ()]


def test_pilihan_tulisan_dan_yang_tidak_menjawab() -> None:
    # "Radio" is none of the choices; question 8 is not the survey's.
    kenal, lagi = rangkai_tambahan(
        (KENAL, LAGI),
        hitung({"7": "Web", "9": "Kursi"}, {"7": "Web"}, {"7": "Teman"}, {"7": "Radio"}, {}, {"8": "x"}, {}, {}),
    )
    assert (kenal.bagian, kenal.kosong) == (
        (
            BagianTambahan("Web", 2, Decimal(25)),
            BagianTambahan("Teman", 1, Decimal("12.5")),
            BagianTambahan("Di luar pilihan", 1, Decimal("12.5")),
        ),
        BagianTambahan("Tidak menjawab", 4, Decimal(50)),
    )
    assert (lagi.bebas, lagi.bagian) == (True, (BagianTambahan("Menjawab", 1, Decimal("12.5")),))
    assert (lagi.kosong.banyak, lagi.kosong.persen) == (7, Decimal("87.5"))


def test_tanpa_responden_tidak_ada_yang_ditampilkan() -> None:
    assert rangkai_tambahan((KENAL,), {}) == ()
    assert rangkai_tambahan((KENAL,), {SEMUA: tally_kosong(DUA)}) == ()


@settings(max_examples=40)
@given(st.lists(st.tuples(st.lists(JAWAB, max_size=6), st.booleans()), max_size=6), st.randoms(use_true_random=False))
def test_urutan_kelompok_dan_pengurungan_tidak_mengubah_hitungan(
    kelompok: list[tuple[list[dict[str, str]], bool]], acak: object
) -> None:
    """Batches come in any order, some are taken back: what stays counts as if it had come alone, form by form."""
    ada: dict[Kunci, TallySurvei] = {}
    urutan = list(kelompok)
    acak.shuffle(urutan)  # type: ignore[attr-defined]
    for satu, _ in urutan:
        ada = gabung_dimensi(ada, hitung(*satu))
    for satu, diurungkan in kelompok:
        if diurungkan:
            pergi = dimensi_dari_json(dimensi_ke_json(hitung(*satu)))
            ada = {k: t - pergi[k] if k in pergi else t for k, t in ada.items()}
    sisa = [jawab for satu, diurungkan in kelompok if not diurungkan for jawab in satu]
    assert {k: t for k, t in ada.items() if t.responden} == hitung(*sisa)
    for t in rangkai_tambahan((KENAL, LAGI), ada):
        dijawab = [j[str(t.nomor)] for j in sisa if j.get(str(t.nomor))]
        harus = [len(dijawab)] if t.bebas else [dijawab.count("Web"), dijawab.count("Teman")]
        assert [b.banyak for b in t.bagian][: len(harus)] == harus
        assert sum(b.banyak for b in t.bagian) == len(dijawab)
        assert t.kosong.banyak == len(sisa) - len(dijawab)


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    """Two unsur; T1 with choices, T2 in free text."""
    return beri_tanya(buat_survei(orang.bagian, unsur=2, layanan=("KTP",)))


def beri_tanya(satu: Survei) -> Survei:
    PertanyaanTambahan.objects.create(survei=satu, urutan=2, teks=LAGI.teks)
    PertanyaanTambahan.objects.create(survei=satu, urutan=1, teks=KENAL.teks, pilihan=["Web 08123456789", "Teman"])
    return satu


def nomor(survei: Survei) -> tuple[str, str]:
    kenal, lagi = survei.pertanyaan_tambahan.order_by("urutan").values_list("pk", flat=True)
    return str(kenal), str(lagi)


def test_setiap_jalan_masuk_dan_keluar_menghitung(orang: Pemeran, survei: Survei) -> None:
    kenal, lagi = nomor(survei)
    kunci = uuid4(), uuid4()
    nilai = dict.fromkeys(DUA, 4)
    # A choice keeps its words, whatever they look like; free text loses what names a person.
    web = Isian(nilai=nilai, tambahan={kenal: "Web 08123456789", lagi: "Hubungi 08123456789"})
    terima_daring(tautan=buat_tautan(survei), isian=web, kunci=kunci[0], kini=MARET)
    teman = Isian(nilai=nilai, tambahan={kenal: "Teman", lagi: "  "})
    terima_kertas(pelaku=orang.operator, survei=survei, isian=teman, kunci=kunci[1], kini=MARET)
    isi_survei(survei, (3, 3))
    assert Jawaban.objects.get(kunci=kunci[0]).tambahan == {
        kenal: "Web 08123456789",
        lagi: "Hubungi [data pribadi dihapus]",
    }
    assert banyak(hasil_kini(segar(survei))) == [[1, 1, 1], [1, 2]]
    assert tally.periksa(survei) == []
    urungkan_kertas(pelaku=orang.operator, survei=survei, kunci=kunci[1], kini=MARET)
    assert banyak(hasil_kini(segar(survei))) == [[1, 0, 1], [1, 1]]
    tarik(kode=kode_tarik(kunci[0]), kini=MARET)
    assert banyak(hasil_kini(segar(survei))) == [[0, 0, 1], [0, 1]]
    assert not BarisTally.objects.filter(dimensi=TAMBAHAN).exists()


def test_hitungan_yang_dipalsukan_ditemukan(survei: Survei) -> None:
    kenal, _ = nomor(survei)
    isi_survei(survei, (4, 3), (2, 2), tambahan={kenal: "Teman"})
    call_command("periksa_tally")
    baris = BarisTally.objects.get(dimensi=TAMBAHAN)
    assert baris.kunci == f"{kenal}:2"
    palsu = isi_survei(survei, (4, 3))
    baris.isi = ke_json(tally_semua(survei))
    baris.save()
    assert banyak(hasil_kini(segar(survei)))[0] == [0, 3, 0]
    with pytest.raises(CommandError, match="berbeda dengan jawaban"):
        call_command("periksa_tally")
    assert [(s.dimensi, s.kunci) for s in tally.perbaiki(survei)] == [(TAMBAHAN, f"{kenal}:2")]
    assert banyak(hasil_kini(segar(survei)))[0] == [0, 2, len(palsu)]


@pytest.mark.usefixtures("satu_sambungan")
@pytest.mark.django_db
def test_migrasi_menghitung_yang_sudah_ada(orang: Pemeran) -> None:
    """As an earlier release left it: no counts, a batch and a prepared file that do not know of them."""
    staf, survei = petugas(orang), beri_tanya(buat_survei(orang.bagian, unsur=3))
    kepala = ("U1", "U2", "U3", KENAL.teks, LAGI.teks)
    masuk = muat(staf, survei, berkas(xlsx([kepala, (4, 3, 2, "Teman", None), (4, 2, 3, 1, "Kursi")]), "a.xlsx"))
    isi_survei(survei, (3, 3, 3), tambahan={nomor(survei)[0]: "Teman"})
    menunggu = periksa(staf, terima(staf, survei, berkas(xlsx([kepala, (1, 1, 1, "Teman", None)]), "b.xlsx")))
    benar, milik = tally.baca(survei), Unggahan.objects.get(pk=masuk.pk).tally
    migrasi = import_module("survei.migrations.0006_hitung_tambahan")
    migrasi.buang(apps, None)
    assert not BarisTally.objects.filter(dimensi=TAMBAHAN).exists()
    assert {d for d, _, _ in Unggahan.objects.get(pk=masuk.pk).tally} == {d for d, _, _ in milik} - {TAMBAHAN}
    for _ in range(2):
        migrasi.hitung(apps, None)
        assert tally.baca(survei) == benar
        assert dimensi_dari_json(Unggahan.objects.get(pk=masuk.pk).tally) == dimensi_dari_json(milik)
    with pytest.raises(PelanggaranAturan) as tolak:
        setujui(staf, menunggu)
    assert tolak.value.kode == "inti_berubah"
    layanan_unggahan.urungkan(pelaku=staf, unggahan=masuk, alasan="Salah berkas.", kini=MARET)
    assert banyak(hasil_kini(segar(survei))) == [[0, 1, 0], [0, 1]]
    assert tally.periksa(survei) == []


def isi_contoh(survei: Survei) -> Survei:
    """Six people: T1 Web 3, Teman 2, none 1; T2 answered by four."""
    kenal, lagi = nomor(survei)
    isi_survei(survei, *[(4, 3)] * 3, tambahan={kenal: "Web 08123456789", lagi: "<b>Kursi</b>"})
    isi_survei(survei, *[(3, 3)] * 2, tambahan={kenal: "Teman"})
    isi_survei(survei, (3, 3), tambahan={lagi: "Kipas"}, layanan=survei.layanan.get())
    return survei


def buka(client: Client, siapa: Pengguna, survei: Survei, *tanya: str) -> str:
    client.force_login(siapa)
    rute = "survei:jawaban_bebas" if tanya else "survei:hasil"
    return client.get(reverse(rute, args=[survei.pk, *tanya])).content.decode()


def test_halaman_hasil_dan_halaman_jawaban(orang: Pemeran, survei: Survei, client: Client) -> None:
    _, lagi = nomor(isi_contoh(survei))
    teks = buka(client, orang.operator, survei)
    assert '<h3 id="tambahan-' in teks
    for wajib in ("T1 Dari mana Anda tahu?", "50,0%", "33,3%", "16,7%", "3 (50,0%)", "Tidak menjawab: 1 (16,7%)"):
        assert wajib in teks, wajib
    assert "Dijawab 4 responden (66,7%), tidak dijawab 2 (33,3%)." in " ".join(teks.split())
    assert reverse("survei:jawaban_bebas", args=[survei.pk, lagi]) in teks
    halaman = buka(client, orang.operator, survei, lagi)
    assert "&lt;b&gt;Kursi&lt;/b&gt;" in halaman
    assert halaman.index("Kipas") < halaman.index("Kursi")
    assert "<small>KTP</small>" in halaman


def test_jawaban_bebas_berhalaman_tanpa_terlewat(survei: Survei) -> None:
    kenal, lagi = nomor(survei)
    for n in range(45):
        isi_survei(survei, (3, 4), tambahan={lagi: f"Nomor {n:02}"} if n % 2 else {kenal: "Teman"})
    terbaca, sebelum = [], None
    while True:
        potong = baca_jawaban_bebas(survei, int(lagi), sebelum)
        terbaca += [s.teks for s in potong.isi]
        if potong.berikut is None:
            break
        sebelum = potong.berikut
    assert terbaca == [f"Nomor {n:02}" for n in range(43, 0, -2)]


def test_yang_bukan_pertanyaan_bebas_survei_ini_tidak_ada(orang: Pemeran, survei: Survei, client: Client) -> None:
    kenal, lagi = nomor(isi_contoh(survei))
    lain = buat_survei(orang.bagian, unsur=2, judul="Survei lain")
    client.force_login(orang.operator)
    for pk, tanya, sebelum in ((survei.pk, kenal, ""), (lain.pk, lagi, ""), (survei.pk, "99999999", "")):
        assert client.get(reverse("survei:jawaban_bebas", args=[pk, tanya]), {"sebelum": sebelum}).status_code == 404
    assert client.get(reverse("survei:jawaban_bebas", args=[survei.pk, lagi]), {"sebelum": "x"}).status_code == 404


def test_publik_tidak_melihatnya(orang: Pemeran, survei: Survei) -> None:
    tetapkan(orang, isi_contoh(survei))
    terbit = layanan_hasil.terbitkan(pelaku=orang.pimpinan, survei=survei, kini=JULI)
    assert banyak(hasil(segar(survei))[0]) == [[3, 2, 1], [4, 2]]
    teks = Client().get(reverse("survei:skm_hasil", args=[terbit.kode_publik])).content.decode()
    for rahasia in ("Pertanyaan tambahan", KENAL.teks, "Kursi", "Teman"):
        assert rahasia not in teks
    assert untuk_umum(hasil_kini(segar(survei))).tambahan == ()


def test_hasil_yang_ditetapkan_sebelum_ada_hitungannya(orang: Pemeran, survei: Survei, client: Client) -> None:
    beku = tetapkan(orang, isi_contoh(survei))
    lama = bekukan(cairkan(DataHasil, beku.isi, SKEMA)).partition(',"tambahan":[')
    assert lama[1]
    isi = lama[0] + lama[2][lama[2].index('],"tercetak"') + 1 :]
    HasilSurvei.objects.filter(pk=beku.pk).update(isi=isi)
    assert '"tambahan"' not in isi
    assert banyak(hasil(segar(survei))[0]) == [[3, 2, 1], [4, 2]]
    assert "3 (50,0%)" in buka(client, orang.operator, survei)


def test_rekap_tidak_menampilkan_apa_pun(orang: Pemeran, survei: Survei, client: Client) -> None:
    tally.tambah(survei, {SEMUA: tally_per_dimensi(DUA, [IsianSurvei((4, 3), "kertas")])[SEMUA]})
    Survei.objects.filter(pk=survei.pk).update(sumber=SumberSurvei.REKAP)
    assert hasil_kini(segar(survei)).tambahan == ()
    assert "Pertanyaan tambahan" not in buka(client, orang.operator, survei)


def test_biaya_halaman_tetap(orang: Pemeran, survei: Survei, client: Client) -> None:
    kenal, lagi = nomor(isi_contoh(survei))
    client.force_login(orang.pimpinan)

    def kueri(*tanya: str) -> int:
        rute = "survei:jawaban_bebas" if tanya else "survei:hasil"
        with CaptureQueriesContext(connection) as tangkapan:
            assert client.get(reverse(rute, args=[survei.pk, *tanya])).status_code == 200
        return len(tangkapan)

    sedikit = kueri(), kueri(lagi)
    isi_survei(survei, *[(1, 2)] * 60, tambahan={kenal: "Teman", lagi: "Ya"})
    PertanyaanTambahan.objects.bulk_create(
        PertanyaanTambahan(survei=survei, urutan=n, teks=f"Pertanyaan {n}", pilihan=["Ya", "Tidak"]) for n in (3, 4, 5)
    )
    assert (kueri(), kueri(lagi)) == sedikit
    assert max(sedikit) <= 15


def test_unit_lain_tidak_membacanya(orang: Pemeran, survei: Survei, client: Client) -> None:
    _, lagi = nomor(isi_contoh(survei))
    client.force_login(buat_pengguna("lain", orang.instansi, (Peran.PETUGAS_SURVEI, orang.bagian_lain)))
    assert client.get(reverse("survei:jawaban_bebas", args=[survei.pk, lagi])).status_code == 404
