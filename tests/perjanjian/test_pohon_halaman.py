"""Pages of the pohon kinerja: what they show, what they keep when something is refused, what they cost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from indikator.models import Indikator
from kinerja.organisasi.models import Jabatan
from kinerja.perjanjian.hitung.pohon import JenisSimpul
from kinerja.perjanjian.models import LintasSimpul, SimpulPohon
from kinerja.perjanjian.services.pohon_lintas import hubungkan
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran
from tests.perjanjian.bantu_pohon import KINI, bentuk, buat_simpul

BATAS_KUERI = 15


@pytest.fixture
def perencana(orang: Pemeran, client: Client) -> Client:
    """The planner of kota, signed in."""
    client.force_login(orang.perencana)
    return client


def alamat(nama: str, *args: Any) -> str:
    return reverse(f"perjanjian:{nama}", args=args)


def baca(client: Client, nama: str, *args: Any, **kueri: Any) -> str:
    return client.get(alamat(nama, *args), kueri).content.decode()


def test_halaman_menampilkan_daftar_gambar_dan_temuan(perencana: Client, orang: Pemeran) -> None:
    halaman = baca(perencana, "pohon", orang.kota.pk, 2023)
    assert "Belum ada pohon kinerja" in halaman
    puncak = buat_simpul(orang, "Warga <puas>")
    anak = buat_simpul(orang, "Layanan cepat", puncak, pengampu=((orang.bagian, None),))
    buat_simpul(orang, "Antrean pendek", anak)
    halaman = baca(perencana, "pohon", orang.kota.pk, 2023)
    assert halaman.count("Warga &lt;puas&gt;") == 2  # in the list and in the drawing
    assert '<span class="tabular">1.1.1</span> Critical success factor' in halaman
    assert "Oleh Bagian Contoh" in halaman
    assert "?jenis=pohon" in halaman
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in halaman
    assert "style=" not in halaman
    assert "Hasil akhir ini belum punya indikator" in halaman
    # A closed branch keeps what is below it to itself, in list and drawing.
    tertutup = perencana.get(
        alamat("pohon", orang.kota.pk, 2023), {"tutup": f"{anak.pk},9999,x"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "<html" not in tertutup
    assert "Antrean pendek" not in tertutup.replace("Pemeriksaan", "")
    assert ">+1<" in tertutup
    assert f'href="{alamat("pohon", orang.kota.pk, 2023)}"' in tertutup  # opens it again


def test_pembaca_melihat_tanpa_tindakan(client: Client, orang: Pemeran) -> None:
    puncak = buat_simpul(orang, "Hasil rahasia")
    simpul = buat_simpul(orang, "Warga puas", puncak, pengampu=((orang.bagian, None),))
    lain = buat_simpul(orang, "Tetangga rahasia", puncak)
    hubungkan(pelaku=orang.perencana, dari=simpul, ke=lain, unit=None, keterangan="", kini=KINI)
    client.force_login(orang.pimpinan)
    halaman = baca(client, "pohon", orang.kota.pk, 2023)
    assert "Warga puas" in halaman
    assert "Tetangga rahasia" in baca(client, "pohon_simpul", simpul.pk)
    for kata in ("Tindakan", "Susun dari", "Hapus"):
        assert kata not in halaman
    # Who only carries a condition reads that one, not the tree it stands in.
    client.force_login(orang.operator)
    assert "Diampu dari pohon unit lain" in baca(client, "pohon", orang.bagian.pk, 2023)
    rinci = baca(client, "pohon_simpul", simpul.pk)
    assert "Warga puas" in rinci
    assert "rahasia" not in rinci
    assert client.get(alamat("pohon_simpul", lain.pk)).status_code == 404
    assert client.get(alamat("pohon", orang.kota.pk, 2023)).status_code == 404


def test_tambah_dan_ubah_lewat_formulir(perencana: Client, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    kepala = Jabatan.objects.create(unit=orang.bagian, nama="Kepala Bagian", kepala=True)
    puncak = buat_simpul(orang, "Warga puas")
    baru = f"{alamat('pohon_baru', orang.kota.pk, 2023)}?induk={puncak.pk}"
    assert '<option value="csf" selected>' in perencana.get(baru).content.decode()
    data = {
        "jenis": "csf",
        "uraian": "Layanan cepat",
        "indikator": [str(indikator.pk)],
        "teks": "Lama antre\n\nBanyak loket",
        "pengampu": [f"u{orang.asisten.pk}", f"j{kepala.pk}"],
    }
    ke = perencana.post(baru, data)["Location"]
    simpul = SimpulPohon.objects.get(uraian="Layanan cepat")
    assert ke == f"{alamat('pohon', orang.kota.pk, 2023)}#simpul-{simpul.pk}"
    assert [u.indikator_id or u.teks for u in simpul.ukuran.all()] == [indikator.pk, "Lama antre", "Banyak loket"]
    assert [(p.unit_id, p.jabatan_id) for p in simpul.pengampu.all()] == [
        (orang.asisten.pk, None),
        (orang.bagian.pk, kepala.pk),
    ]
    ubah = alamat("pohon_ubah", simpul.pk)
    assert "checked" in perencana.get(ubah).content.decode()
    # Refused: what was typed stays.
    tolak = perencana.post(ubah, data | {"uraian": "", "teks": "Lama antre", "versi": 1})
    assert tolak.status_code == 422
    assert "Tuliskan kondisinya." in tolak.content.decode()
    assert ">Lama antre</textarea>" in tolak.content.decode().replace("\n", "")
    ultimate = perencana.post(ubah, data | {"jenis": "ultimate", "versi": 1}).content.decode()
    assert "adalah puncak pohon" in ultimate
    assert perencana.post(ubah, data | {"uraian": "Layanan tepat", "versi": 1}).status_code == 302
    basi = perencana.post(ubah, data | {"uraian": "Telat", "versi": 1}).content.decode()
    assert "sudah diubah orang lain" in basi
    assert "Yang tersimpan sekarang" in basi
    assert "Layanan tepat" in basi
    assert ">Telat</textarea>" in basi.replace("\n", "")
    assert perencana.post(ubah, data | {"uraian": "Telat", "versi": 2}).status_code == 302


def test_daftar_panjang_dicari_tanpa_kehilangan_ketikan(perencana: Client, orang: Pemeran) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    semua = [buat_indikator(sasaran, nomor=n) for n in range(1, 43)]
    terakhir = semua[-1]
    Indikator.objects.filter(pk=terakhir.pk).update(nama="Indeks langka")
    baru = alamat("pohon_baru", orang.kota.pk, 2023)
    halaman = perencana.get(baru).content.decode()
    assert "Cari indikator" in halaman
    assert "Indeks langka" not in halaman
    data = {"jenis": "csf", "uraian": "Separuh jadi", "indikator": [semua[0].pk], "cari_indikator": "langka"}
    dicari = perencana.post(baru, data | {"cari": "indikator"}).content.decode()
    assert not SimpulPohon.objects.exists()
    assert "Separuh jadi" in dicari
    assert "Indeks langka" in dicari
    assert f'value="{semua[0].pk}" class="form-check-input" id="id_indikator_0" checked' in dicari
    assert f'value="{semua[1].pk}"' not in dicari
    assert perencana.post(baru, data | {"indikator": [semua[0].pk, terakhir.pk]}).status_code == 302
    assert SimpulPohon.objects.get().ukuran.count() == 2
    # Another agency's indicator is not on offer, whatever is sent.
    asing = perencana.post(baru, data | {"indikator": ["999999"]})
    assert asing.status_code == 422


def test_pindah_geser_hapus_dari_halaman(perencana: Client, orang: Pemeran) -> None:
    puncak = buat_simpul(orang, "P")
    a, b = (buat_simpul(orang, n, puncak) for n in "AB")
    c = buat_simpul(orang, "C", a)
    pindah = alamat("pohon_pindah", a.pk)
    halaman = perencana.get(pindah).content.decode()
    assert "1 kondisi di bawahnya ikut pindah" in halaman
    assert f'value="{c.pk}"' not in halaman  # below itself
    assert perencana.post(pindah, {"induk": str(b.pk)}).status_code == 302
    assert bentuk(orang.kota) == ["1 P", "1.1 B", "1.1.1 A", "1.1.1.1 C"]
    assert perencana.post(pindah, {"induk": str(c.pk)}).status_code == 422
    perencana.post(alamat("pohon_pindah", c.pk), {"induk": str(puncak.pk)})
    ke = perencana.post(alamat("pohon_geser", c.pk, "naik"), {"tutup": "5"})["Location"]
    assert ke.endswith(f"?tutup=5#simpul-{c.pk}")
    assert bentuk(orang.kota) == ["1 P", "1.1 C", "1.2 B", "1.2.1 A"]
    assert perencana.post(alamat("pohon_geser", c.pk, "putar")).status_code == 404
    hapus = alamat("pohon_hapus", b.pk)
    assert "semuanya naik ke tempat kondisi ini" in perencana.get(hapus).content.decode()
    assert perencana.post(hapus, {"versi": 1}).status_code == 409
    assert perencana.post(hapus, {"versi": 1, "anak": "naik"}).status_code == 302
    assert bentuk(orang.kota) == ["1 P", "1.1 C", "1.2 A"]


def test_crosscutting_dan_capaian_pada_rincian(perencana: Client, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    a = buat_simpul(orang, "Warga puas", indikator=(indikator,), teks=("Indeks baru",))
    b = buat_simpul(orang, "Data terpadu", unit=orang.bagian)
    lintas = alamat("pohon_lintas", a.pk)
    assert "Bagian Contoh: Data terpadu" in perencana.get(lintas).content.decode()
    assert perencana.post(lintas, {"keterangan": "apa"}).status_code == 422
    assert perencana.post(lintas, {"ke": b.pk, "keterangan": "berbagi data"}).status_code == 302
    rinci = baca(perencana, "pohon_simpul", a.pk)
    assert "Data terpadu (Bagian Contoh): berbagi data" in rinci
    assert "belum dilaporkan" in rinci
    assert "Belum ada dalam daftar indikator" in rinci
    lepas = alamat("pohon_lepas", LintasSimpul.objects.get().pk)
    assert perencana.post(lepas).status_code == 302
    assert not LintasSimpul.objects.exists()


def test_biaya_kueri_tetap(
    perencana: Client, orang: Pemeran, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    puncak = buat_simpul(orang, "Puncak")
    with django_assert_max_num_queries(BATAS_KUERI):
        baca(perencana, "pohon", orang.kota.pk, 2023)
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    for n in range(8):
        simpul = buat_simpul(
            orang,
            f"Kondisi {n}",
            puncak,
            jenis=JenisSimpul.OUTPUT,
            indikator=(buat_indikator(sasaran),),
            pengampu=((orang.bagian, None),),
        )
        hubungkan(pelaku=orang.perencana, dari=simpul, ke=None, unit=orang.bagian_lain, keterangan="data", kini=KINI)
    with django_assert_max_num_queries(BATAS_KUERI):
        baca(perencana, "pohon", orang.kota.pk, 2023)
    with django_assert_max_num_queries(BATAS_KUERI + 5):
        baca(perencana, "pohon_simpul", simpul.pk)
