"""The recap check as a page: heads of many spellings, hostile files, findings that travel signed, downloads."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from kinerja.organisasi.akses import Peran
from survei.hitung.periksa import Aturan, Keyakinan, Temuan
from survei.selectors import temuan as baca
from survei.selectors.temuan import MuatanTidakSah
from survei.unggah.buku_temuan import buku_temuan, csv_temuan
from survei.unggah.kepala_rekap import kolom_lembar, kolom_unit
from survei.unggah.kesalahan import KesalahanUnggah
from survei.unggah.rekap import baca_lembar, baca_unit
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna
from tests.survei.berkas import lembar as lembar_xml
from tests.survei.berkas import xlsx_mentah

DATA = Path(__file__).resolve().parents[2] / "survei" / "demo" / "data"


@pytest.mark.parametrize(
    ("kepala", "kolom"),
    [
        ("ikm_s1", "ikm_s1"),
        ("IKM Semester II", "ikm_s2"),
        ("Nilai SKM Smt. 1", "ikm_s1"),
        ("Mutu Pelayanan Semester I", "cat_s1"),
        ("Jumlah Responden 2021", "resp_year"),
        ("Indeks Tahun 2021", "ikm_year"),
        ("Perubahan (%)", "pct_change"),
        ("Status Perkembangan", "status"),
        ("Nama Unit Pelayanan", "name"),
        ("No.", "no"),
        ("IKM", ""),  # of which period?
        ("Alamat", ""),
    ],
)
def test_kepala_tabel_unit(kepala: str, kolom: str) -> None:
    assert kolom_unit(kepala) == kolom


@pytest.mark.parametrize(
    ("kepala", "kolom"),
    [
        ("sum_u3", "sum_u3"),
        ("Jumlah Nilai U3", "sum_u3"),
        ("NRR U9", "nrr_u9"),
        ("NRR Tertimbang U9", "nrrt_u9"),
        ("U9", ""),  # which of the three?
        ("Jumlah NRR tertimbang", "nrr_tertimbang_total"),
        ("Semester", "semester"),
        ("Responden", "n_implied"),
        ("Nilai konversi", "ikm_konversi"),
        ("Mutu", "kategori"),
        ("Nama Unit", "name"),
    ],
)
def test_kepala_lembar(kepala: str, kolom: str) -> None:
    assert kolom_lembar(kepala) == kolom


def buku(*baris: tuple[Any, ...]) -> io.BytesIO:
    """A workbook of one sheet."""
    hasil = Workbook()
    assert hasil.active is not None
    for satu in baris:
        hasil.active.append(satu)
    wadah = io.BytesIO()
    hasil.save(wadah)
    wadah.seek(0)
    return wadah


def test_dua_baris_kepala_dan_baris_file_tetap() -> None:
    """A merged head speaks for the columns under it; rows keep the numbers the reader sees in the spreadsheet."""
    terbaca = baca_unit(
        buku(
            ("REKAPITULASI SKM",),
            ("No", "Nama Unit", "Semester I", None, "Semester II", None),
            (None, None, "Responden", "IKM", "Responden", "IKM"),
            (1, "Dinas A", 1200, 86.5, "1.300", 87.25),
            (None, None, None, None, None, None),
            (2, "Dinas B", 50, 80, 60, 81.125),
        ),
        "rekap.xlsx",
    )
    assert [(b.baris, b.nama, b.teks("resp_s2"), b.teks("ikm_s2")) for b in terbaca.baris] == [
        (4, "Dinas A", "1300", "87.25"),
        (6, "Dinas B", "60", "81.125"),
    ]
    assert [(k.huruf, k.sebutan) for k in terbaca.kolom][:3] == [
        ("A", "nomor"),
        ("B", "nama unit"),
        ("C", "responden semester I"),
    ]


def test_persen_excel_dibaca_sebagai_persen() -> None:
    """Excel keeps 5,01 % as 0.0501; a column printed as plain numbers stays as it is."""
    kepala = ("name", "ikm_s1", "ikm_s2", "pct_change")
    baris = (("A", 80, 84, 0.05), ("B", 80, 76, -0.05))
    assert [b.angka("pct_change") for b in baca_unit(buku(kepala, *baris), "r.xlsx").baris] == [
        Decimal("5.00"),
        Decimal("-5.00"),
    ]
    polos = (("A", 80, 84, 5), ("B", 80, 76, -5))
    assert [b.angka("pct_change") for b in baca_unit(buku(kepala, *polos), "r.xlsx").baris] == [5, -5]


def test_yang_ditolak_menyebut_apa_dan_mengapa() -> None:
    with pytest.raises(KesalahanUnggah, match="Kolom IKM semester II tidak ditemukan"):
        baca_unit(buku(("Nama Unit", "IKM Semester I"), ("A", 80)), "r.xlsx")
    with pytest.raises(KesalahanUnggah, match="tidak mempunyai baris"):
        baca_unit(io.BytesIO(b"name;ikm_s1;ikm_s2\n"), "r.csv")
    with pytest.raises(KesalahanUnggah, match="Baris 2: Semester tertulis “III”"):
        baca_lembar(io.BytesIO(b"name;semester;ikm_konversi\nA;III;80\n"), "r.csv")
    with pytest.raises(KesalahanUnggah, match=r"lebih dari 3\.000 baris"):
        baca_unit(io.BytesIO(b"name,ikm_s1,ikm_s2\n" + b"A,80,80\n" * 3001), "r.csv")
    with pytest.raises(KesalahanUnggah, match="bukan Excel"):
        baca_unit(io.BytesIO(b"MZ\x90\x00"), "r.xlsx")


def _temuan(**lain: Any) -> Temuan:
    isi: dict[str, Any] = {"baris": 2, "unit": "Dinas A", "kolom": "ikm_s1", "aturan": Aturan.IKM}
    isi |= {"tercetak": "86.550", "dihitung": "86.55", "keyakinan": Keyakinan.PASTI, "penjelasan": "Nilai 86.55."}
    return Temuan(**(isi | lain))


def test_temuan_bertanda_tangan_milik_satu_orang() -> None:
    isi = [_temuan(), _temuan(berkas="unsur")]
    muatan = baca.bungkus(isi, 7)
    assert baca.buka(muatan, 7) == isi
    for pemilik, teks in ((8, muatan), (7, muatan[:-2] + "xx"), (7, "")):
        with pytest.raises(MuatanTidakSah):
            baca.buka(teks, pemilik)


def test_unduhan_tidak_menjalankan_rumus() -> None:
    jahat = _temuan(unit="=HYPERLINK(1)", tercetak="-0.53", penjelasan="+1")
    baris = list(csv.reader(io.StringIO(csv_temuan([jahat]).decode("utf-8-sig")), delimiter=";"))
    assert baris[1][2:7] == ["'=HYPERLINK(1)", "ikm_s1", "ikm", "-0.53", "86.55"]
    lembar = load_workbook(io.BytesIO(buku_temuan([jahat]))).active
    assert lembar is not None
    assert (lembar["C2"].value, lembar["C2"].data_type) == ("=HYPERLINK(1)", "s")
    assert (lembar["F2"].value, lembar["F2"].number_format) == (-0.53, "0.00")


@pytest.fixture
def petugas(orang: Pemeran) -> Client:
    client = Client()
    client.force_login(buat_pengguna("petugas", orang.instansi, (Peran.PETUGAS_SURVEI, orang.bagian)))
    return client


def _berkas(nama: str, isi: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, (DATA / nama).read_bytes() if isi is None else isi)


def test_dari_unggah_sampai_unduh(petugas: Client) -> None:
    isi = {"unit": _berkas("skm_2021_units.csv"), "lembar": _berkas("skm_2021_unsur.csv")}
    jawab = petugas.post(reverse("survei:periksa_rekap"), isi)
    assert jawab.status_code == 200
    semua = jawab.context["semua"]
    assert semua == sum(k.banyak for k in jawab.context["kelompok"]) == TEMUAN_SURAKARTA
    muatan = jawab.context["muatan"]

    saring = {"muatan": muatan, "aturan": "status", "keyakinan": "", "cari": "kelurahan"}
    disaring = petugas.post(reverse("survei:periksa_rekap_temuan"), saring)
    assert [b.unit for b in disaring.context["baris"]] == ["Kelurahan Kratonan", "Kelurahan Sriwedari"]
    assert disaring.context["baris"][0].penjelasan == "Dibandingkan pada dua desimal: 85,72 menjadi 85,72."
    kosong = petugas.post(reverse("survei:periksa_rekap_temuan"), saring | {"cari": "tidak ada"})
    assert "Tidak ada temuan yang cocok" in kosong.content.decode()

    unduhan = petugas.post(reverse("survei:periksa_rekap_unduh", args=["csv"]), saring)
    assert unduhan["Content-Disposition"] == 'attachment; filename="temuan-rekap.csv"'
    assert len(unduhan.content.decode("utf-8-sig").splitlines()) == 3
    excel = petugas.post(reverse("survei:periksa_rekap_unduh", args=["xlsx"]), {"muatan": muatan})
    lembar = load_workbook(io.BytesIO(excel.content)).active
    assert lembar is not None
    assert lembar.max_row == TEMUAN_SURAKARTA + 1
    assert petugas.post(reverse("survei:periksa_rekap_unduh", args=["pdf"]), {"muatan": muatan}).status_code == 404


def test_rekap_tanpa_pertentangan(petugas: Client) -> None:
    isi = b"no;name;ikm_s1;cat_s1;ikm_s2;cat_s2;status\n1;Dinas A;80,00;B;90,00;A;Naik\n"
    jawab = petugas.post(reverse("survei:periksa_rekap"), {"unit": _berkas("rekap.csv", isi)})
    assert "Tidak ada pertentangan" in jawab.content.decode()


def test_berkas_berbahaya_ditolak_di_samping_isiannya(petugas: Client) -> None:
    rumus = xlsx_mentah(lembar_xml('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>')).read()
    jauh = xlsx_mentah(lembar_xml('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')).read()
    for isi, kata in ((rumus, "rumus"), (jauh, "200.000 baris"), (b"MZ\x90", "bukan Excel"), (b"", "kosong")):
        jawab = petugas.post(reverse("survei:periksa_rekap"), {"unit": _berkas("rekap.xlsx", isi)})
        assert jawab.status_code == 422
        assert kata in jawab.context["form"].errors["unit"][0]


def test_muatan_orang_lain_ditolak(petugas: Client, orang: Pemeran) -> None:
    muatan = baca.bungkus([_temuan()], orang.pimpinan.pk)
    jawab = petugas.post(reverse("survei:periksa_rekap_temuan"), {"muatan": muatan})
    assert jawab.status_code == 409
    assert "hanya berlaku satu hari" in jawab.content.decode()


TEMUAN_SURAKARTA = 112
