"""The Excel template: round trip, what the preview shows, clashes, and files that are none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from indikator.models import Indikator, Komponen, NilaiKomponen
from indikator.services.isian import isi_komponen
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _juli(juli: datetime) -> Iterator[None]:
    with time_machine.travel(juli, tick=False):
        yield


@pytest.fixture
def operator(client: Client, orang: Pemeran) -> Client:
    client.force_login(orang.operator)
    return client


def alamat(orang: Pemeran) -> str:
    return f"/isian/{orang.bagian.pk}/2023/2/templat/"


def isi(orang: Pemeran, indikator: Indikator, nilai: str, versi: int, kini: datetime) -> None:
    komponen = Komponen.objects.get(indikator=indikator)
    isi_komponen(pelaku=orang.operator, komponen=komponen, triwulan=2, nilai=Decimal(nilai), versi=versi, kini=kini)


def unduh(client: Client, orang: Pemeran) -> Workbook:
    return load_workbook(BytesIO(client.get(f"{alamat(orang)}unduh/").content))


def unggah(client: Client, orang: Pemeran, buku: Workbook) -> Any:
    berkas = BytesIO()
    buku.save(berkas)
    return client.post(alamat(orang), {"berkas": SimpleUploadedFile("isian.xlsx", berkas.getvalue())})


def terapkan(client: Client, orang: Pemeran, pratinjau: Any, *, bentrok: bool = False) -> Any:
    """Tick what the preview ticks (with `bentrok` the clashes too) and send."""
    k = pratinjau.context
    dipilih = [*k["berubah"], *(k["bentrok"] if bentrok else [])]
    kirim: dict[str, Any] = {f"versi-{b.pk}": b.versi for b in k["lembar"].baris}
    kirim |= {f"isi-{u.kunci}": u.teks for u in k["usulan"]} | {"pilih": [u.kunci for u in dipilih]}
    return client.post(f"{alamat(orang)}terapkan/", kirim, follow=True)


def test_pulang_pergi(operator: Client, orang: Pemeran, juli: datetime) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    satu, dua, tiga = (buat_indikator(sasaran) for _ in range(3))
    isi(orang, satu, "40.5", 0, juli)
    buku = unduh(operator, orang)
    lembar = buku["Isian"]
    assert [c.value for c in lembar[4]][:6] == ["No", "Indikator", "Komponen", "Satuan", "Target", "Isian"]
    assert (lembar["A5"].value, lembar["F5"].value, lembar["F6"].value) == ("1.1", 40.5, None)
    assert lembar.column_dimensions["G"].hidden
    lembar["F6"], lembar["F7"] = "1.234,5", 0.875
    lembar["F7"].number_format = "0.00%"
    pratinjau = unggah(operator, orang, buku)
    assert [(u.nomor, u.teks) for u in pratinjau.context["berubah"]] == [(6, "1.234,5"), (7, "87,5")]
    assert NilaiKomponen.objects.count() == 1
    assert "2 isian dari templat tersimpan." in terapkan(operator, orang, pratinjau).content.decode()
    nilai = dict(NilaiKomponen.objects.values_list("realisasi__indikator_id", "nilai"))
    assert nilai == {satu.pk: Decimal("40.5"), dua.pk: Decimal("1234.5"), tiga.pk: Decimal("87.5")}


def test_bentrok_ditampilkan_dan_tidak_dicentang(operator: Client, orang: Pemeran, juli: datetime) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    buku = unduh(operator, orang)
    buku["Isian"]["F5"] = 50
    isi(orang, indikator, "40", 0, juli)
    pratinjau = unggah(operator, orang, buku)
    [bentrok] = pratinjau.context["bentrok"]
    assert (bentrok.sel.teks, bentrok.teks) == ("40", "50")
    assert "Tidak ada perubahan yang dipilih" in terapkan(operator, orang, pratinjau).content.decode()
    assert NilaiKomponen.objects.get().nilai == 40
    terapkan(operator, orang, pratinjau, bentrok=True)
    assert NilaiKomponen.objects.get().nilai == 50


def test_sel_yang_tidak_disentuh_tidak_pernah_menimpa(operator: Client, orang: Pemeran, juli: datetime) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    buku = unduh(operator, orang)
    isi(orang, indikator, "40", 0, juli)
    assert unggah(operator, orang, buku).context["usulan"] == []


def test_berubah_di_antara_pratinjau_dan_simpan(operator: Client, orang: Pemeran, juli: datetime) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    buku = unduh(operator, orang)
    buku["Isian"]["F5"] = 50
    pratinjau = unggah(operator, orang, buku)
    isi(orang, indikator, "40", 0, juli)
    assert "sudah diubah oleh Contoh operator" in terapkan(operator, orang, pratinjau).content.decode()
    assert NilaiKomponen.objects.get().nilai == 40


@pytest.mark.parametrize(
    ("isian", "sebab"),
    [("empat puluh", "bukan angka"), (date(2023, 2, 1), "menjadi tanggal"), ("1.234", "meragukan"), (True, "tanggal")],
)
def test_isian_salah_menyebut_baris_dan_sebab(operator: Client, orang: Pemeran, isian: Any, sebab: str) -> None:
    buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    buku = unduh(operator, orang)
    buku["Isian"]["F5"] = isian
    pratinjau = unggah(operator, orang, buku)
    assert [(u.nomor, sebab in u.pesan) for u in pratinjau.context["ditolak"]] == [(5, True)]
    assert "Baris 5, 1.1 Nilai" in pratinjau.content.decode()


def test_templat_triwulan_lain_dan_bukan_templat_ditolak(operator: Client, orang: Pemeran) -> None:
    buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    buku = unduh(operator, orang)
    buku["Isian"]["G1"] = f"kinerja-isian:{orang.bagian.pk}:2023:3"
    assert "bukan templat unit dan triwulan ini" in unggah(operator, orang, buku).content.decode()
    kosong = Workbook()
    jawab = unggah(operator, orang, kosong)
    assert jawab.status_code == 422
    assert "tidak mempunyai lembar Isian" in jawab.content.decode()
    for nama, byte in (("isian.xlsx", b"bukan zip"), ("isian.pdf", b"%PDF-1.7 x"), ("isian.xlsx", b"")):
        jawab = operator.post(alamat(orang), {"berkas": SimpleUploadedFile(nama, byte)})
        assert jawab.status_code == 422, nama
    assert operator.post(alamat(orang), {}).status_code == 422


def test_nama_indikator_tidak_pernah_menjadi_rumus(operator: Client, orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    indikator.nama = "=HYPERLINK(1)"
    indikator.save()
    sel = unduh(operator, orang)["Isian"]["B5"]
    assert (sel.value, sel.data_type) == ("=HYPERLINK(1)", "s")


def test_templat_hanya_untuk_pengisi(client: Client, orang: Pemeran) -> None:
    buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    for pengguna, kode in ((orang.pimpinan, 403), (orang.operator_lain, 404), (orang.orang_luar, 404)):
        client.force_login(pengguna)
        for akhir in ("", "unduh/"):
            assert client.get(alamat(orang) + akhir).status_code == kode
        assert client.post(f"{alamat(orang)}terapkan/", {}).status_code == kode
