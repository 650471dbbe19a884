"""Changing the cascade through its pages: links of a cell, words and what they become, many at once, another year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from indikator.hitung.gulung import Agregasi
from indikator.models import Indikator, Komponen, Turunan
from indikator.models.indikator import SumberKomponen
from kinerja.organisasi.models import Jabatan
from kinerja.perjanjian.models.cascading import JenisTautan, PaketTautan, TautanKinerja, UraianTurunan
from kinerja.perjanjian.services.cascading_sel import KOSONG
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_periode, buat_sasaran, satuan
from tests.perjanjian.test_cascading_halaman import alamat, masuk, matriks, sidik

HTMX = {"HX-Request": "true"}


@pytest.fixture
def induk(orang: Pemeran) -> Indikator:
    """The city's one indicator, made of the weighted results of those below."""
    satu = buat_indikator(buat_sasaran(orang.kota, orang.periode), agregasi=Agregasi.TERTIMBANG)
    Komponen.objects.filter(indikator=satu).update(sumber=SumberKomponen.TURUNAN)
    return satu


@pytest.fixture
def client_(orang: Pemeran) -> Client:
    """The planner, signed in."""
    return masuk(orang.perencana)


def tulis(client: Client, orang: Pemeran, induk: Indikator, **isi: str) -> Any:
    """Send the form of the cell induk × asisten; `htmx`: from the dialog."""
    kepala = HTMX if isi.pop("htmx", "") else {}
    baku = {"jenis": "langsung", "tautan": "baru", "sidik": sidik(induk, orang.asisten)}
    tujuan = alamat("_sel", orang.kota, induk.pk, orang.asisten.pk)
    return client.post(tujuan, baku | isi, headers=kepala)


def test_lingkup_ditulis_dan_diubah(orang: Pemeran, induk: Indikator, client_: Client) -> None:
    jawab = tulis(client_, orang, induk, jenis="lingkup")
    assert jawab.status_code == 422
    assert jawab.context["form"].errors["lingkup"] == ["Tuliskan lingkup yang diampu Asisten Contoh."]
    assert tulis(client_, orang, induk, jenis="lingkup", lingkup="PKK").status_code == 302
    tautan = TautanKinerja.objects.get()
    halaman = client_.get(alamat("_sel", orang.kota, induk.pk, orang.asisten.pk))
    assert halaman.context["form"].initial["lingkup"] == "PKK"  # the only link is the one to change
    tulis(client_, orang, induk, tautan=str(tautan.pk), jenis="lingkup", lingkup="PKK dan Posyandu")
    assert TautanKinerja.objects.get().lingkup == "PKK dan Posyandu"


def test_dialog_menggambar_ulang_selnya(orang: Pemeran, induk: Indikator, client_: Client) -> None:
    tujuan = alamat("_sel", orang.kota, induk.pk, orang.asisten.pk)
    dialog = client_.get(tujuan, headers=HTMX).content.decode()
    assert "<html" not in dialog
    jawab = tulis(client_, orang, induk, htmx="ya", jenis="lingkup", lingkup="PKK")
    assert jawab.headers["HX-Trigger-After-Settle"] == "cascadingBerubah"
    isi = jawab.content.decode()
    assert f'id="sel-{induk.pk}-{orang.asisten.pk}"' in isi
    assert 'hx-swap-oob="true"' in isi
    assert ">PKK<" in isi


def test_indikator_sendiri_dihitung_dengan_bobot(orang: Pemeran, induk: Indikator, client_: Client) -> None:
    anak = buat_indikator(buat_sasaran(orang.asisten, orang.periode))
    lain = buat_indikator(anak.sasaran)
    isi = {"anak": str(anak.pk), "dihitung": "on", "bobot": "2,5"}
    assert tulis(client_, orang, induk, **isi).status_code == 302
    assert Turunan.objects.get().bobot == Decimal("2.5")
    baris = client_.get(alamat("_indikator", orang.kota, induk.pk)).content.decode()
    assert "Rata-rata tertimbang" in baris
    assert '<td class="angka">2,5</td>' in baris
    # Another indicator is another link; the first one no longer counts.
    tautan = TautanKinerja.objects.get()
    tulis(client_, orang, induk, **isi | {"anak": str(lain.pk), "tautan": str(tautan.pk)})
    assert (TautanKinerja.objects.get().anak, Turunan.objects.get().anak) == (lain, lain)
    assert tulis(client_, orang, induk, **isi | {"anak": str(lain.pk)}).status_code == 422  # there already
    meragukan = tulis(client_, orang, induk, **isi | {"bobot": "1.234"})
    assert "meragukan" in meragukan.context["form"].errors["bobot"][0]


def test_salinan_dibuatkan_dan_yang_ditolak_tidak_meninggalkan_apa_pun(
    orang: Pemeran, induk: Indikator, client_: Client
) -> None:
    Komponen.objects.filter(indikator=induk).update(sumber=SumberKomponen.ISIAN)
    jawab = tulis(client_, orang, induk, jenis="salinan", dihitung="on")
    assert "tidak digulung" in jawab.context["form"].errors["dihitung"][0]
    assert not Indikator.objects.filter(sasaran__unit=orang.asisten).exists()
    assert tulis(client_, orang, induk, jenis="salinan").status_code == 302
    anak = TautanKinerja.objects.get().anak
    assert anak is not None
    assert (anak.nama, anak.sasaran.unit) == (induk.nama, orang.asisten)


def test_dua_perencana_di_satu_sel(orang: Pemeran, induk: Indikator, client_: Client) -> None:
    lama = sidik(induk, orang.asisten)
    assert lama == KOSONG
    TautanKinerja.objects.create(induk=induk, unit=orang.asisten, jenis=JenisTautan.LANGSUNG)
    jawab = tulis(client_, orang, induk, jenis="lingkup", lingkup="PKK", sidik=lama)
    assert "sudah diubah orang lain" in jawab.context["form"].non_field_errors()[0]
    assert 'value="PKK"' in jawab.content.decode()  # nothing typed is lost
    terhapus = TautanKinerja.objects.get().pk
    TautanKinerja.objects.all().delete()
    jawab = tulis(client_, orang, induk, jenis="lingkup", lingkup="PKK", tautan=str(terhapus))
    assert "sudah dilepas orang lain" in jawab.context["form"].non_field_errors()[0]
    assert not TautanKinerja.objects.exists()
    assert tulis(client_, orang, induk, jenis="lingkup", lingkup="PKK").status_code == 302


def test_lepas_satu_tautan(orang: Pemeran, induk: Indikator, client_: Client) -> None:
    jabatan = [Jabatan.objects.create(unit=orang.asisten, nama=n) for n in ("Satu", "Dua")]
    for j in jabatan:
        assert tulis(client_, orang, induk, jabatan=str(j.pk)).status_code == 302
    satu = TautanKinerja.objects.get(jabatan=jabatan[0])
    tujuan = alamat("_lepas", orang.kota, induk.pk, orang.asisten.pk, satu.pk)
    assert client_.post(tujuan, {"sidik": "basi"}).status_code == 409
    basi = client_.post(tujuan, {"sidik": "basi"}, headers=HTMX)
    assert (basi.status_code, "sudah diubah orang lain" in basi.content.decode()) == (422, True)
    assert client_.post(tujuan, {"sidik": sidik(induk, orang.asisten)}).status_code == 302
    assert TautanKinerja.objects.get().jabatan == jabatan[1]
    assert client_.post(tujuan, {"sidik": ""}).status_code == 404


def test_jabatan_di_unit_pemilik_sendiri(orang: Pemeran, induk: Indikator, client_: Client) -> None:
    jabatan = Jabatan.objects.create(unit=orang.kota, nama="Sekretaris Kota")
    tujuan = alamat("_sel", orang.kota, induk.pk, orang.kota.pk)
    isi = {"jenis": "langsung", "tautan": "baru", "sidik": KOSONG}
    tanpa = client_.post(tujuan, isi)
    assert "tidak berada di bawah" in tanpa.context["form"].errors["jabatan"][0]
    assert client_.post(tujuan, isi | {"jabatan": str(jabatan.pk)}).status_code == 302
    assert "Sekretaris Kota" in client_.get(alamat("_indikator", orang.kota, induk.pk)).content.decode()


def test_uraian_di_tempat_lalu_diturunkan(orang: Pemeran, induk: Indikator, client_: Client) -> None:
    tujuan = alamat("_uraian", orang.kota, induk.pk, 2)
    assert "<textarea" in client_.get(tujuan, headers=HTMX).content.decode()
    assert client_.get(alamat("_turunkan", orang.kota, induk.pk, 2)).status_code == 404  # nothing to derive from yet
    jawab = client_.post(tujuan, {"teks": "Diturunkan menjadi Indikator Kegiatan"}, headers=HTMX)
    assert jawab.headers["HX-Trigger-After-Settle"] == "cascadingBerubah"
    assert "Diturunkan menjadi Indikator Kegiatan" in jawab.content.decode()
    assert "<textarea" not in client_.get(tujuan, {"batal": "1"}, headers=HTMX).content.decode()
    buat = alamat("_turunkan", orang.kota, induk.pk, 2)
    assert [n for _, n in client_.get(buat).context["form"].fields["unit"].choices][1:] == [
        "Bagian Contoh",
        "Bagian Lain",
    ]
    isi = {
        "unit": str(orang.bagian.pk),
        "sasaran": "Layanan tertib",
        "jenis_sasaran": "operasional",
        "nama": "Jumlah layanan",
        "satuan": str(satuan("laporan").pk),
        "arah": "naik",
        "pola": "jumlah",
    }
    assert client_.post(buat, isi | {"unit": str(orang.asisten.pk)}).status_code == 422  # another level
    assert client_.post(buat, isi).status_code == 302
    tautan = TautanKinerja.objects.get()
    assert (tautan.unit, tautan.uraian, str(tautan.anak)) == (
        orang.bagian,
        UraianTurunan.objects.get(),
        "1.1 Jumlah layanan",
    )
    assert "Bagian Contoh: 1.1 Jumlah layanan" in client_.get(buat).content.decode()
    kosong = client_.post(tujuan, {"teks": ""})
    assert "sudah diturunkan" in kosong.context["form"].errors["teks"][0]
    assert client_.get(alamat("_uraian", orang.kota, induk.pk, 10)).status_code == 404


def pilih(orang: Pemeran, induk: Indikator, **lain: Any) -> dict[str, Any]:
    unit = [str(orang.bagian.pk), str(orang.bagian_lain.pk)]
    return {"indikator": [str(induk.pk)], "unit": unit, "jenis": "langsung"} | lain


def test_massal_pratinjau_terapkan_urungkan(orang: Pemeran, induk: Indikator, client_: Client) -> None:
    TautanKinerja.objects.create(induk=induk, unit=orang.bagian, jenis=JenisTautan.LANGSUNG)
    tujuan = alamat("_massal", orang.kota) + "?lampiran=2"
    assert client_.post(tujuan, {"jenis": "lingkup"}).context["form"].errors.keys() == {"indikator", "unit", "lingkup"}
    rencana = client_.post(tujuan, pilih(orang, induk)).context
    assert [(k[0], k[3]) for k in rencana["kelompok"] if k[3]] == [("dibuat", 1), ("tetap", 1)]
    assert TautanKinerja.objects.count() == 1  # only shown
    isi = {"minta": rencana["minta"], "sidik": rencana["sidik"], "lingkup": "", "dihitung": "tidak"}
    jawab = client_.post(alamat("_terapkan", orang.kota), isi)
    paket = PaketTautan.objects.get()
    assert jawab.headers["Location"] == f"{alamat('', orang.kota)}?paket={paket.pk}&lampiran=2"
    assert "Penautan massal: 1 tautan" in client_.get(jawab.headers["Location"]).content.decode()
    batal = alamat("_batalkan", orang.kota, paket.pk)
    client_.post(batal)
    assert TautanKinerja.objects.get().unit == orang.bagian
    assert "Diurungkan" in client_.get(alamat("_paket", orang.kota)).content.decode()


def test_massal_centang_bertahan_saat_pindah_lampiran(orang: Pemeran, induk: Indikator, client_: Client) -> None:
    tujuan = alamat("_massal", orang.kota)
    asisten, bagian = str(orang.asisten.pk), str(orang.bagian.pk)
    isi = {"indikator": [str(induk.pk)], "unit": [asisten], "jenis": "lingkup", "lingkup": "PKK", "lampiran": "1"}
    dua = client_.post(tujuan, isi | {"ke_lampiran": "2"})
    assert (dua.status_code, dua.context["dipilih"].tingkat) == (200, 2)
    halaman = dua.content.decode()
    assert "Asisten Contoh (Lampiran I)" in halaman
    # Ticked: the indicator, the unit of the other level, and the kind; the scope stands in its field.
    assert halaman.count(" checked") == 3
    assert 'value="PKK"' in halaman
    assert not dua.context["form"].errors
    # Back again with a tick on both levels; then the plan covers both.
    keduanya = isi | {"unit": [asisten, bagian], "lampiran": "2"}
    satu = client_.post(tujuan, keduanya | {"ke_lampiran": "1"})
    assert "Bagian Contoh (Lampiran II)" in satu.content.decode()
    rencana = client_.post(tujuan, keduanya).context
    assert [(k[0], k[3]) for k in rencana["kelompok"] if k[3]] == [("dibuat", 2)]
    assert not TautanKinerja.objects.exists()
    # A unit of no level here stays refused.
    salah = client_.post(tujuan, keduanya | {"unit": [str(orang.unit_luar.pk)]})
    assert (salah.status_code, list(salah.context["form"].errors)) == (422, ["unit"])


def test_pratinjau_usang_ditampilkan_lagi(orang: Pemeran, induk: Indikator, client_: Client) -> None:
    rencana = client_.post(alamat("_massal", orang.kota) + "?lampiran=2", pilih(orang, induk)).context
    TautanKinerja.objects.create(induk=induk, unit=orang.bagian, jenis=JenisTautan.LANGSUNG)
    isi = {"minta": rencana["minta"], "sidik": rencana["sidik"]}
    jawab = client_.post(alamat("_terapkan", orang.kota), isi)
    assert jawab.status_code == 409
    assert "Tautan sudah diubah orang lain" in jawab.context["usang"]
    assert client_.post(alamat("_terapkan", orang.kota), isi | {"sidik": jawab.context["sidik"]}).status_code == 302
    assert TautanKinerja.objects.count() == 2
    assert client_.post(alamat("_terapkan", orang.kota), {"minta": "1-2-entah"}).status_code == 404


def test_paket_yang_sudah_berubah_menyebut_sebabnya(orang: Pemeran, induk: Indikator, client_: Client) -> None:
    rencana = client_.post(alamat("_massal", orang.kota) + "?lampiran=2", pilih(orang, induk)).context
    client_.post(alamat("_terapkan", orang.kota), {"minta": rencana["minta"], "sidik": rencana["sidik"]})
    TautanKinerja.objects.filter(unit=orang.bagian).update(jenis=JenisTautan.LINGKUP, lingkup="PKK")
    jawab = client_.post(alamat("_batalkan", orang.kota, PaketTautan.objects.get().pk), follow=True)
    assert "1.1 → Bagian Contoh" in jawab.content.decode()
    assert TautanKinerja.objects.count() == 2


def test_matriks_tanpa_javascript_dikirim_sekaligus(orang: Pemeran, induk: Indikator, client_: Client) -> None:
    TautanKinerja.objects.create(induk=induk, unit=orang.bagian, jenis=JenisTautan.LANGSUNG)
    tadi = matriks(client_, orang.kota, lampiran=2).tercentang
    assert tadi == f"{induk.pk}-{orang.bagian.pk}"
    isi = {"asal": "matriks", "tadi": tadi, "sel": [f"{induk.pk}-{orang.bagian_lain.pk}"]}
    rencana = client_.post(alamat("_massal", orang.kota), isi).context
    assert [(k[0], k[3]) for k in rencana["kelompok"] if k[3]] == [("dibuat", 1), ("dilepas", 1)]
    sama = client_.post(alamat("_massal", orang.kota), isi | {"sel": [tadi]})
    assert sama.headers["Location"] == alamat("", orang.kota)
    assert client_.post(alamat("_massal", orang.kota), isi | {"sel": ["1-x"]}).status_code == 404


def test_salin_dari_tahun_lain(orang: Pemeran, client_: Client) -> None:
    lalu = buat_periode(orang.instansi, 2022)
    lama = buat_indikator(buat_sasaran(orang.kota, lalu))
    TautanKinerja.objects.create(induk=lama, unit=orang.asisten, jenis=JenisTautan.LANGSUNG)
    tujuan = alamat("_salin", orang.kota)
    isi = {"dari": "2022", "dengan_target": "on"}
    ringkasan = client_.post(tujuan, isi).context["ringkasan"]
    assert (ringkasan.sasaran, ringkasan.indikator, ringkasan.tautan) == (1, 1, 1)
    assert not Indikator.objects.filter(sasaran__periode=orang.periode).exists()
    client_.post(tujuan, isi | {"terapkan": "1"})
    baru = Indikator.objects.get(sasaran__periode=orang.periode)
    assert (baru.target.count(), TautanKinerja.objects.filter(induk=baru).count()) == (5, 1)
    assert client_.post(tujuan, isi).context["kosong"] is True
    client_.post(alamat("_batalkan", orang.kota, PaketTautan.objects.get().pk))
    assert not Indikator.objects.filter(sasaran__periode=orang.periode).exists()
    assert client_.post(tujuan, {"dari": "1999"}).status_code == 422
