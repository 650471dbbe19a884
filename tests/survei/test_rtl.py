"""The follow-up plan: made after closing, changed without overwriting, with evidence that is what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kinerja.organisasi import jejak
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Jejak, Pengguna
from survei.models import RencanaTindakLanjut, Survei
from survei.selectors.hasil import hasil_kini
from survei.selectors.rtl import sebut_kapan, susun_rtl
from survei.services import rtl as layanan
from survei.services.rtl import Rencana
from tests.orang import Pemeran
from tests.pabrik import buat_pengguna
from tests.survei.bantu import buat_survei, isi_survei
from tests.survei.bantu_hasil import JULI, buat_rtl, segar, tetapkan, tutup

RENCANA = Rencana(program="Menambah loket", triwulan=(4, 3, 4), penanggung_jawab="  Kepala   loket ")
PDF = b"%PDF-1.7\n1 0 obj\nendobj\n"


@pytest.fixture
def petugas(orang: Pemeran) -> Pengguna:
    return buat_pengguna("petugas", orang.instansi, (Peran.PETUGAS_SURVEI, orang.kota))


@pytest.fixture
def survei(orang: Pemeran) -> Survei:
    """Closed; waktu is the lowest unsur, then biaya."""
    satu = buat_survei(orang.bagian)
    isi_survei(satu, *([4, 4, 1, 2, 4, 4, 4, 4, 4] for _ in range(5)))
    return tutup(satu)


def tambah(petugas: Pengguna, survei: Survei, unsur: str = "waktu", **lain: object) -> RencanaTindakLanjut:
    isi = {"rencana": RENCANA, "kini": JULI} | lain
    return layanan.tambah(pelaku=petugas, survei=survei, unsur=survei.unsur.get(kode=unsur), **isi)  # type: ignore[arg-type]


def berkas(isi: bytes = PDF, nama: str = "berita acara.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi)


def tersimpan() -> set[Path]:
    return {p for p in (Path(settings.MEDIA_ROOT) / "rtl").rglob("*") if p.is_file()}


def test_rencana_disimpan_rapi_dan_tercatat(petugas: Pengguna, survei: Survei) -> None:
    rtl = tambah(petugas, survei, berkas=berkas())
    assert (rtl.triwulan, rtl.penanggung_jawab, rtl.bukti_nama) == ([3, 4], "Kepala loket", "berita acara.pdf")
    assert "berita" not in str(rtl.bukti.name)
    catatan = Jejak.objects.get(aksi="rtl.tambah")
    assert (catatan.pelaku, catatan.sesudah["unsur"], catatan.sesudah["bukti"]) == (
        petugas,
        "Waktu penyelesaian",
        "berita acara.pdf",
    )


def test_prioritas_lebih_dulu_lalu_unsur_lain_yang_punya_rencana(petugas: Pengguna, survei: Survei) -> None:
    tambah(petugas, survei, "sarana")
    tambah(petugas, survei, "biaya")
    daftar = susun_rtl(survei, hasil_kini(survei))
    assert [(u.kode, u.label, u.utama, len(u.baris)) for u in daftar] == [
        ("waktu", "U3", True, 0),
        ("biaya", "U4", True, 1),
        ("persyaratan", "U1", True, 0),
        ("sarana", "U8", False, 1),
    ]
    assert daftar[1].baris[0].kapan == "TW III 2023, TW IV 2023"


def test_triwulan_sesudah_survei_berurutan(survei: Survei) -> None:
    assert sebut_kapan(survei, [1, 4]) == "TW IV 2023, TW I 2024"


@pytest.mark.parametrize(
    ("rencana", "kode"),
    [
        (Rencana(program="  ", triwulan=(1,), penanggung_jawab="A"), "program_kosong"),
        (Rencana(program="x", triwulan=(), penanggung_jawab="A"), "triwulan_kosong"),
        (Rencana(program="x", triwulan=(5,), penanggung_jawab="A"), "triwulan_kosong"),
        (Rencana(program="x", triwulan=(1,)), "penanggung_jawab_kosong"),
        (Rencana(program="x", triwulan=(1,), penanggung_jawab="A", kemajuan=101), "kemajuan_di_luar"),
    ],
)
def test_rencana_yang_ditolak(petugas: Pengguna, survei: Survei, rencana: Rencana, kode: str) -> None:
    with pytest.raises(PelanggaranAturan) as tolak:
        tambah(petugas, survei, rencana=rencana)
    assert tolak.value.kode == kode
    assert not RencanaTindakLanjut.objects.exists()


def test_terlalu_awal_dan_milik_orang_lain(orang: Pemeran, petugas: Pengguna, survei: Survei) -> None:
    berjalan = buat_survei(orang.bagian, judul="Berjalan")
    with pytest.raises(PelanggaranAturan) as tolak:
        tambah(petugas, berjalan)
    assert tolak.value.kode == "rtl_terlalu_awal"
    with pytest.raises(PelanggaranAturan) as tolak:
        layanan.tambah(
            pelaku=petugas, survei=survei, unsur=berjalan.unsur.get(kode="waktu"), rencana=RENCANA, kini=JULI
        )
    assert tolak.value.kode == "unsur_asing"
    luar = Jabatan.objects.create(unit=orang.unit_luar, nama="Kepala Luar")
    with pytest.raises(PelanggaranAturan) as tolak:
        tambah(petugas, survei, rencana=Rencana(program="x", triwulan=(1,), jabatan=luar))
    assert tolak.value.kode == "jabatan_asing"
    assert not RencanaTindakLanjut.objects.exists()


def test_rencana_hidup_terus_sesudah_hasil_ditetapkan(orang: Pemeran, petugas: Pengguna, survei: Survei) -> None:
    rtl = tambah(petugas, survei)
    tetap = tetapkan(orang, survei)
    maju = Rencana(program="Menambah loket", triwulan=(3, 4), penanggung_jawab="Kepala loket", kemajuan=60)
    terkini = layanan.ubah(pelaku=petugas, rtl=rtl, rencana=maju, versi=0, kini=JULI)
    assert (terkini.kemajuan, terkini.versi) == (60, 1)
    catatan = Jejak.objects.get(aksi="rtl.ubah")
    assert (catatan.sebelum, catatan.sesudah) == ({"kemajuan": 0}, {"kemajuan": 60})
    tetap.refresh_from_db()
    assert "Menambah loket" not in tetap.isi


def test_simpan_kedua_tidak_menimpa(petugas: Pengguna, survei: Survei) -> None:
    rtl = tambah(petugas, survei)
    layanan.ubah(pelaku=petugas, rtl=rtl, rencana=RENCANA_LAIN, versi=0, kini=JULI)
    for aksi in (
        lambda: layanan.ubah(pelaku=petugas, rtl=rtl, rencana=RENCANA, versi=0, kini=JULI),
        lambda: layanan.hapus(pelaku=petugas, rtl=rtl, versi=0, kini=JULI),
    ):
        with pytest.raises(PelanggaranAturan) as tolak:
            aksi()
        assert tolak.value.kode == "bentrok_versi"
    assert RencanaTindakLanjut.objects.get().program == "Memasang papan antrean"
    layanan.hapus(pelaku=petugas, rtl=rtl, versi=1, kini=JULI)
    with pytest.raises(PelanggaranAturan) as tolak:
        layanan.hapus(pelaku=petugas, rtl=rtl, versi=1, kini=JULI)
    assert tolak.value.kode == "rtl_dihapus"
    assert Jejak.objects.get(aksi="rtl.hapus").sebelum["program"] == "Memasang papan antrean"


RENCANA_LAIN = Rencana(program="Memasang papan antrean", triwulan=(3,), penanggung_jawab="Kepala loket")


def test_bukti_palsu_ditolak_dan_tidak_meninggalkan_apa_pun(petugas: Pengguna, survei: Survei) -> None:
    semula = tersimpan()
    with pytest.raises(PelanggaranAturan) as tolak:
        tambah(petugas, survei, berkas=berkas(b"MZ\x90\x00program", "laporan.pdf"))
    assert tolak.value.kode == "bukti_jenis"
    assert not RencanaTindakLanjut.objects.exists()
    rtl = tambah(petugas, survei, berkas=berkas())
    # Refused after the file was stored: the file goes with the transaction.
    with pytest.raises(RuntimeError):
        _gagal_di_akhir(petugas, rtl)
    assert len(tersimpan() - semula) == 1
    rtl.refresh_from_db()
    assert rtl.bukti_nama == "berita acara.pdf"


def _gagal_di_akhir(petugas: Pengguna, rtl: RencanaTindakLanjut) -> None:
    with pytest.MonkeyPatch.context() as tambal:

        def gagal(**_: object) -> None:
            raise RuntimeError

        tambal.setattr(jejak, "catat", gagal)
        layanan.ubah(pelaku=petugas, rtl=rtl, rencana=RENCANA_LAIN, versi=0, kini=JULI, berkas=berkas(nama="kedua.pdf"))


def test_halaman_rencana(petugas: Pengguna, survei: Survei, client: Client) -> None:
    client.force_login(petugas)
    alamat = reverse("survei:rtl", args=[survei.pk])
    assert '<option value="waktu" selected>U3 Waktu penyelesaian</option>' in (
        client.get(alamat, {"unsur": "waktu"}).content.decode()
    )
    kurang = client.post(alamat, {"unsur": "waktu", "program": "Menambah loket", "triwulan": ["3"], "kemajuan": "0"})
    assert kurang.status_code == 422
    assert "Pilih jabatan, atau tuliskan penanggung jawab lain." in kurang.content.decode()
    isi = {"unsur": "waktu", "program": "Menambah loket", "triwulan": ["3", "4"], "kemajuan": "0"}
    jawab = client.post(alamat, isi | {"penanggung_jawab": "Kepala loket", "berkas": berkas()})
    assert (jawab.status_code, jawab["Location"]) == (302, reverse("survei:hasil", args=[survei.pk]) + "#rtl")
    rtl = RencanaTindakLanjut.objects.get()
    unduh = client.get(reverse("survei:rtl_bukti", args=[rtl.pk]))
    assert (unduh.getvalue(), unduh["Content-Type"]) == (PDF, "application/pdf")
    assert unduh["Content-Security-Policy"].startswith("sandbox")


def test_bentrok_memperlihatkan_keduanya(petugas: Pengguna, survei: Survei, client: Client) -> None:
    rtl = buat_rtl(segar(survei))
    layanan.ubah(pelaku=petugas, rtl=rtl, rencana=RENCANA_LAIN, versi=0, kini=JULI)
    client.force_login(petugas)
    alamat = reverse("survei:rtl_ubah", args=[rtl.pk])
    isi = {"program": "Rencana saya", "triwulan": ["3"], "penanggung_jawab": "Saya", "kemajuan": "10"}
    bentrok = client.post(alamat, isi | {"versi": "0"})
    teks = bentrok.content.decode()
    assert bentrok.status_code == 422
    assert "Memasang papan antrean" in teks
    assert "Rencana saya" in teks
    # Having seen both, the person decides.
    assert '<input type="hidden" name="versi" value="1">' in teks
    assert client.post(alamat, isi | {"versi": "1"}).status_code == 302
    assert RencanaTindakLanjut.objects.get().program == "Rencana saya"
