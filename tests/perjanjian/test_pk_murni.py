"""The pure core of agreements: workflow table, statement, figures as text, frozen form, comparison."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kinerja.beku import bekukan, sidik
from kinerja.perjanjian.alur import Aksi, PerpindahanDitolak, Status, aksi_tersedia, boleh_susun, lanjut
from kinerja.perjanjian.banding import Bagian, Beda, BedaKolom, Macam, bandingkan
from kinerja.perjanjian.data import (
    BarisAnggaran,
    BarisIndikator,
    DataPK,
    KopPK,
    MacamTarget,
    Pernyataan,
    Pihak,
    TargetPK,
    Tingkat,
    cairkan_pk,
    total_anggaran,
)
from kinerja.perjanjian.naskah import BAWAAN, Naskah, isi_naskah, kesalahan_naskah, tulis_target

AKAR = Path(__file__).parents[2]
ISIAN = {
    "tahun": "2023",
    "pemerintah": "Pemerintah Kota Contoh",
    "instansi": "Kota Contoh",
    "jabatan_pertama": "Kepala Bagian Umum",
    "jabatan_kedua": "Asisten Administrasi",
}


def angka(nilai: str) -> TargetPK:
    return TargetPK(MacamTarget.ANGKA, nilai=Decimal(nilai))


def indikator(nomor: int, *target: TargetPK, **lain: str) -> BarisIndikator:
    isi = {"nama": f"Indikator {nomor}", "satuan": "Persen", "awalan": "", "akhiran": "%"} | lain
    return BarisIndikator(
        indikator=nomor,
        jenis_sasaran="Sasaran Strategis",
        sasaran_nomor=1,
        sasaran="Pelayanan makin baik",
        kode=f"1.{nomor}",
        desimal=2,
        target=target or (angka("80"),) * 5,
        **isi,
    )


def anggaran(nomor: int, pagu: str | None, *, dihitung: bool = True, tajuk: bool = False) -> BarisAnggaran:
    return BarisAnggaran(
        anggaran=nomor,
        tingkat=Tingkat.KEGIATAN,
        kode=f"1.0{nomor}",
        nama=f"Kegiatan {nomor}",
        pagu=None if pagu is None else Decimal(pagu),
        keterangan="",
        tajuk=tajuk,
        dihitung=dihitung,
    )


def data_pk(**lain: object) -> DataPK:
    """A small agreement."""
    isi: dict[str, object] = {
        "kop": KopPK("Pemerintah Kota Contoh", "Kota Contoh", "", ""),
        "tahun": 2023,
        "versi": 1,
        "unit": "Bagian Umum",
        "jabatan": "Kepala Bagian Umum",
        "pihak_pertama": Pihak("Ani", "197001011995032001", "Pembina", "Kepala Bagian Umum", "definitif"),
        "pihak_kedua": Pihak("Budi", "196501011990031002", "Pembina", "Plt. Asisten", "plt"),
        "pernyataan": Pernyataan("PERJANJIAN KINERJA TAHUN 2023", "Pembuka", ("Janji",), ("Awas",), 0),
        "tempat": "Jakarta",
        "tanggal": "2023-01-20",
        "lampiran1": (indikator(1), indikator(2)),
        "lampiran2": (anggaran(1, "1500000.50"),),
        "total": Decimal("1500000.50"),
    }
    return DataPK(**(isi | lain))  # type: ignore[arg-type]


@pytest.mark.parametrize("modul", ["alur", "data", "naskah", "banding"])
def test_inti_dapat_dimuat_tanpa_django(modul: str) -> None:
    perintah = f"import sys; sys.modules['django'] = None; import kinerja.perjanjian.{modul}"
    subprocess.run([sys.executable, "-c", perintah], cwd=AKAR, check=True)


def test_tabel_alur_persis() -> None:
    """Every pair not listed is refused; the head of government settles instead of submitting."""
    sah = {
        (Status.DRAF, Aksi.SUSUN): Status.DRAF,
        (Status.DRAF, Aksi.AJUKAN): Status.DIAJUKAN,
        (Status.DIKEMBALIKAN, Aksi.SUSUN): Status.DIKEMBALIKAN,
        (Status.DIKEMBALIKAN, Aksi.AJUKAN): Status.DIAJUKAN,
        (Status.DIAJUKAN, Aksi.KEMBALIKAN): Status.DIKEMBALIKAN,
        (Status.DIAJUKAN, Aksi.SETUJUI): Status.DISETUJUI,
        (Status.DIAJUKAN, Aksi.CATAT_KERTAS): Status.DITANDATANGANI,
        (Status.DISETUJUI, Aksi.KEMBALIKAN): Status.DIKEMBALIKAN,
        (Status.DISETUJUI, Aksi.TANDATANGANI): Status.DITANDATANGANI,
        (Status.DISETUJUI, Aksi.CATAT_KERTAS): Status.DITANDATANGANI,
    }
    for status in Status:
        for aksi in Aksi:
            if (status, aksi) in sah:
                assert lanjut(status, aksi, sendiri=False) is sah[status, aksi]
            else:
                with pytest.raises(PerpindahanDitolak):
                    lanjut(status, aksi, sendiri=False)
    assert lanjut(Status.DRAF, Aksi.TETAPKAN, sendiri=True) is Status.DISETUJUI
    with pytest.raises(PerpindahanDitolak, match="tidak dapat diajukan; hanya dapat: disusun ulang, ditetapkan"):
        lanjut(Status.DRAF, Aksi.AJUKAN, sendiri=True)
    assert aksi_tersedia(Status.DITANDATANGANI, sendiri=False) == ()
    with pytest.raises(PerpindahanDitolak, match="hanya dapat diubah lewat PK Perubahan"):
        lanjut(Status.DITANDATANGANI, Aksi.SUSUN, sendiri=False)
    assert [s for s in Status if boleh_susun(s)] == [Status.DRAF, Status.DIKEMBALIKAN]


def test_naskah_bawaan_terisi_dan_sah() -> None:
    assert kesalahan_naskah(BAWAAN) == {}
    isi = isi_naskah(BAWAAN, ISIAN, sendiri=False, templat=0)
    assert isi.judul == "PERJANJIAN KINERJA TAHUN 2023"
    assert len(isi.janji) == 2
    assert len(isi.pengawasan) == 1
    assert "supervisi" in isi.pengawasan[0]
    sendiri = isi_naskah(BAWAAN, ISIAN, sendiri=True, templat=0)
    assert sendiri.pengawasan == ()
    assert "pihak" not in " ".join((sendiri.pembuka, *sendiri.janji))


@pytest.mark.parametrize(
    ("teks", "pesan"),
    [
        ("  ", "tidak boleh kosong"),
        ("a" * 2001, "paling panjang 2000 huruf, sekarang 2001"),
        ("Tahun {tahn}", "{tahn}"),
        ("Tahun {tahun", "kurung kurawal"),
        ("{0.__class__}", "kurung kurawal"),
    ],
)
def test_naskah_keliru_disebut_tempatnya(teks: str, pesan: str) -> None:
    salah = kesalahan_naskah(replace(BAWAAN, janji=teks))
    assert list(salah) == ["janji"]
    assert pesan in salah["janji"]


def test_isian_tidak_diurai_dua_kali() -> None:
    """A post named with braces stays text."""
    naskah = Naskah("{jabatan_pertama}", "b", "c", "d", "e", "f")
    isi = isi_naskah(naskah, ISIAN | {"jabatan_pertama": "{tahun}"}, sendiri=False, templat=3)
    assert (isi.judul, isi.templat) == ("{tahun}", 3)


@pytest.mark.parametrize(
    ("target", "lain", "teks"),
    [
        (angka("80"), {}, "80,00%"),
        (angka("0"), {}, "0,00%"),
        (TargetPK(MacamTarget.NA), {}, "N/A"),
        (TargetPK(MacamTarget.BELUM), {}, "–"),
        (TargetPK(MacamTarget.PREDIKAT, nilai=Decimal(3), teks="WTP"), {}, "WTP"),
        (TargetPK(MacamTarget.RENTANG, bawah=Decimal(12), atas=Decimal("15.5")), {}, "12,00% – 15,50%"),
        (angka("1234567.5"), {"awalan": "Rp", "akhiran": ""}, "Rp1.234.567,50"),
        (angka("12"), {"akhiran": "laporan"}, "12,00"),
    ],
)
def test_target_tercetak(target: TargetPK, lain: dict[str, str], teks: str) -> None:
    assert tulis_target(target, indikator(1, target, **lain)) == teks


def test_total_hanya_baris_yang_dihitung() -> None:
    baris = (anggaran(1, "100.25"), anggaran(2, "40", dihitung=False), anggaran(3, None, tajuk=True, dihitung=False))
    assert total_anggaran(baris) == Decimal("100.25")
    assert total_anggaran(()) == 0


def test_beku_dan_cair_sama() -> None:
    data = data_pk()
    isi = bekukan(data)
    assert cairkan_pk(isi) == data
    assert sidik(bekukan(cairkan_pk(isi))) == sidik(isi)
    with pytest.raises(ValueError, match="skema 9"):
        cairkan_pk(isi.replace('"skema":1', '"skema":9'))


def test_banding_menyebut_yang_ditambah_dihapus_dan_diubah() -> None:
    lama = data_pk()
    baru = data_pk(
        pihak_pertama=replace(lama.pihak_pertama, nama="Citra"),
        lampiran1=(indikator(1, angka("80"), angka("82.5"), angka("80"), angka("80"), angka("80")), indikator(3)),
        lampiran2=(anggaran(1, "2000000"),),
    )
    assert bandingkan(lama, lama) == ()
    assert bandingkan(lama, baru) == (
        Beda(Bagian.PIHAK, Macam.UBAH, "Pihak pertama", (BedaKolom("Nama", "Ani", "Citra"),)),
        Beda(Bagian.LAMPIRAN1, Macam.UBAH, "1.1 Indikator 1", (BedaKolom("TW II", "80,00%", "82,50%"),)),
        Beda(Bagian.LAMPIRAN1, Macam.TAMBAH, "1.3 Indikator 3"),
        Beda(Bagian.LAMPIRAN1, Macam.HAPUS, "1.2 Indikator 2"),
        Beda(
            Bagian.LAMPIRAN2,
            Macam.UBAH,
            "1.01 Kegiatan 1",
            (BedaKolom("Anggaran", "Rp1.500.000,50", "Rp2.000.000,00"),),
        ),
    )


def test_banding_membedakan_nol_na_dan_belum() -> None:
    """0, N/A and "not set" never look alike, so a change between them is seen."""
    macam = (angka("0"), TargetPK(MacamTarget.NA), TargetPK(MacamTarget.BELUM))
    for a in macam:
        for b in macam:
            beda = bandingkan(
                data_pk(lampiran1=(indikator(1, *(a,) * 5),)), data_pk(lampiran1=(indikator(1, *(b,) * 5),))
            )
            assert bool(beda) is (a != b)
