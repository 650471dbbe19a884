"""Services of the definition: making, changing, copying, opening, closing; every refusal beside its success."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jejak
from survei.alur import Gerak, Status
from survei.hitung.unsur import Unsur
from survei.models import Layanan, Survei
from survei.models.survei import SumberSurvei
from survei.services import instrumen, tautan
from survei.services.survei import Definisi, buat, gerakkan, ubah
from survei.services.unsur import unsur_sendiri
from tests.orang import Pemeran
from tests.survei.bantu import MARET, buat_survei, buat_tautan, isi_survei

DEFINISI = Definisi(
    judul="SKM Bagian",
    jenis_periode="semester",
    tahun=2023,
    nomor_periode=1,
    mulai=date(2023, 1, 1),
    selesai=date(2023, 6, 30),
    populasi=1000,
    urutan_unsur="sarana-pengaduan",
    persetujuan="Saya bersedia.",
)


def baru(orang: Pemeran, definisi: Definisi = DEFINISI, dari: Survei | None = None) -> Survei:
    return buat(pelaku=orang.operator, unit=orang.bagian, definisi=definisi, kini=MARET, dari=dari)


def kode(survei: Survei) -> list[str]:
    return list(survei.unsur.order_by("urutan").values_list("kode", flat=True))


def aturan(kode_aturan: str) -> pytest.RaisesExc[PelanggaranAturan]:
    """The refusal with this code."""
    return pytest.raises(PelanggaranAturan, check=lambda salah: salah.kode == kode_aturan)


def test_survei_baru_berisi_sembilan_unsur_dan_tercatat(orang: Pemeran) -> None:
    survei = baru(orang, replace(DEFINISI, layanan_baru=["KTP", "KK"]))
    assert survei.status == Status.DRAF
    assert kode(survei)[7:] == ["sarana", "pengaduan"]
    assert [s.nama for s in survei.layanan.all()] == ["KK", "KTP"]
    jejak = Jejak.objects.get(aksi="survei.buat")
    assert (jejak.pelaku, jejak.unit_jalur) == (orang.operator, orang.bagian.jalur)


def test_urutan_lain_menukar_dua_unsur_saja(orang: Pemeran) -> None:
    survei = baru(orang)
    awal = kode(survei)
    ubah(
        pelaku=orang.operator,
        survei=survei,
        definisi=replace(DEFINISI, urutan_unsur="pengaduan-sarana"),
        versi=0,
        kini=MARET,
    )
    assert kode(survei) == [*awal[:7], "pengaduan", "sarana"]


def test_salinan_membawa_pertanyaan_sendiri(orang: Pemeran) -> None:
    asal = baru(orang)
    tambahan = unsur_sendiri("Parkir", "Apakah parkir mudah?", ("Sulit", "Agak sulit", "Mudah", "Sangat mudah"))
    instrumen.tambah_unsur(pelaku=orang.operator, survei=asal, unsur=tambahan, versi=0, kini=MARET)
    instrumen.tambah_pertanyaan(
        pelaku=orang.operator, survei=asal, teks="Dari mana Anda tahu?", pilihan=["Web", "Teman"], versi=1, kini=MARET
    )
    isi_survei(asal, (4,) * 10)
    salinan = baru(orang, replace(DEFINISI, nomor_periode=2), dari=asal)
    assert kode(salinan) == kode(asal)
    assert kode(salinan)[-1] == "u10"
    assert [(p.teks, p.pilihan) for p in salinan.pertanyaan_tambahan.all()] == [
        ("Dari mana Anda tahu?", ["Web", "Teman"])
    ]
    assert not salinan.terkunci


def test_versi_persetujuan_naik_hanya_setelah_dibuka(orang: Pemeran) -> None:
    survei = baru(orang)
    lain = replace(DEFINISI, persetujuan="Kata lain.")
    assert ubah(pelaku=orang.operator, survei=survei, definisi=lain, versi=0, kini=MARET).persetujuan_versi == 1
    gerakkan(pelaku=orang.operator, survei=survei, gerak=Gerak.BUKA, kini=MARET)
    sama = ubah(pelaku=orang.operator, survei=survei, definisi=lain, versi=2, kini=MARET)
    assert sama.persetujuan_versi == 1
    berubah = ubah(pelaku=orang.operator, survei=survei, definisi=DEFINISI, versi=3, kini=MARET)
    assert (berubah.persetujuan, berubah.persetujuan_versi) == ("Saya bersedia.", 2)


def test_ubahan_kedua_dari_halaman_lama_ditolak(orang: Pemeran) -> None:
    survei = baru(orang)
    ubah(pelaku=orang.operator, survei=survei, definisi=replace(DEFINISI, judul="A"), versi=0, kini=MARET)
    with aturan("bentrok_versi"):
        ubah(pelaku=orang.operator, survei=survei, definisi=replace(DEFINISI, judul="B"), versi=0, kini=MARET)
    survei.refresh_from_db()
    assert survei.judul == "A"


def test_inti_terkunci_sejak_jawaban_pertama(orang: Pemeran) -> None:
    survei = baru(orang)
    instrumen.hapus_unsur(pelaku=orang.operator, survei=survei, kode="biaya", versi=0, kini=MARET)
    instrumen.geser_unsur(pelaku=orang.operator, survei=survei, kode="waktu", langkah=-1, versi=1, kini=MARET)
    assert kode(survei)[:3] == ["persyaratan", "waktu", "prosedur"]
    isi_survei(survei, (4,) * 8)
    semula = kode(survei)
    umum = {"pelaku": orang.operator, "survei": survei, "versi": 2, "kini": MARET}
    with aturan("inti_terkunci"):
        instrumen.tambah_baku(kode=Unsur.BIAYA, **umum)  # type: ignore[arg-type]
    with aturan("inti_terkunci"):
        instrumen.hapus_unsur(kode="waktu", **umum)  # type: ignore[arg-type]
    with aturan("inti_terkunci"):
        instrumen.geser_unsur(kode="waktu", langkah=1, **umum)  # type: ignore[arg-type]
    with aturan("inti_terkunci"):
        ubah(definisi=replace(DEFINISI, urutan_unsur="pengaduan-sarana"), **umum)  # type: ignore[arg-type]
    assert kode(survei) == semula
    # What is not scored may still change.
    ubah(definisi=replace(DEFINISI, populasi=500), **umum)  # type: ignore[arg-type]
    instrumen.tambah_pertanyaan(pelaku=orang.operator, survei=survei, teks="Lain?", pilihan=[], versi=3, kini=MARET)
    with aturan("inti_terkunci"):
        instrumen.hapus_pertanyaan(
            pelaku=orang.operator,
            survei=survei,
            nomor=survei.pertanyaan_tambahan.get().pk,
            versi=4,
            kini=MARET,
        )


def test_unsur_baku_sekali_saja_dan_tak_boleh_habis(orang: Pemeran) -> None:
    survei = buat_survei(orang.bagian, unsur=1, status=Status.DRAF)
    umum = {"pelaku": orang.operator, "survei": survei, "kini": MARET}
    with aturan("unsur_ganda"):
        instrumen.tambah_baku(kode=Unsur.PERSYARATAN, versi=0, **umum)  # type: ignore[arg-type]
    with aturan("banyak_unsur"):
        instrumen.hapus_unsur(kode="persyaratan", versi=0, **umum)  # type: ignore[arg-type]
    with aturan("unsur_tidak_ada"):
        instrumen.hapus_unsur(kode="waktu", versi=0, **umum)  # type: ignore[arg-type]
    instrumen.tambah_baku(kode=Unsur.WAKTU, versi=0, **umum)  # type: ignore[arg-type]
    assert kode(survei) == ["persyaratan", "waktu"]


def test_status_bergerak_menurut_tabel(orang: Pemeran) -> None:
    survei = baru(orang)

    def gerak(satu: Gerak) -> str:
        return gerakkan(pelaku=orang.operator, survei=survei, gerak=satu, kini=MARET).status

    with aturan("status_survei"):
        gerak(Gerak.TUTUP)
    assert [gerak(Gerak.BUKA), gerak(Gerak.TUTUP), gerak(Gerak.BUKA)] == ["berjalan", "ditutup", "berjalan"]
    assert list(Jejak.objects.filter(aksi__in=["survei.buka", "survei.tutup"]).order_by("pk").values_list("aksi")) == [
        ("survei.buka",),
        ("survei.tutup",),
        ("survei.buka",),
    ]
    Survei.objects.update(status=Status.DITETAPKAN)
    with aturan("status_survei"):
        gerak(Gerak.BUKA)
    with aturan("hasil_tetap"):
        ubah(pelaku=orang.operator, survei=survei, definisi=DEFINISI, versi=3, kini=MARET)


def test_survei_tanpa_persetujuan_atau_berisi_rekap_tidak_dibuka(orang: Pemeran) -> None:
    kosong = baru(orang, replace(DEFINISI, persetujuan="  "))
    with aturan("tanpa_persetujuan"):
        gerakkan(pelaku=orang.operator, survei=kosong, gerak=Gerak.BUKA, kini=MARET)
    rekap = buat_survei(orang.bagian, sumber=SumberSurvei.REKAP, status=Status.DRAF)
    with aturan("bukan_jawaban"):
        gerakkan(pelaku=orang.operator, survei=rekap, gerak=Gerak.BUKA, kini=MARET)


def test_layanan_unit_lain_dan_yang_sudah_dijawab(orang: Pemeran) -> None:
    asing = Layanan.objects.create(unit=orang.bagian_lain, nama="Asing")
    with aturan("layanan_asing"):
        baru(orang, replace(DEFINISI, layanan=[asing]))
    survei = baru(orang, replace(DEFINISI, layanan_baru=["KTP", "KK"]))
    kk, ktp = survei.layanan.all()
    isi_survei(survei, (4,) * 9, layanan=ktp)
    with aturan("layanan_dipakai"):
        ubah(pelaku=orang.operator, survei=survei, definisi=replace(DEFINISI, layanan=[kk]), versi=0, kini=MARET)
    ubah(pelaku=orang.operator, survei=survei, definisi=replace(DEFINISI, layanan=[ktp]), versi=0, kini=MARET)
    assert list(survei.layanan.all()) == [ktp]


def test_tautan_bernama_unik_dan_dicabut_sekali(orang: Pemeran) -> None:
    survei = buat_survei(orang.bagian, layanan=["KTP"])
    layanan = survei.layanan.get()
    satu = tautan.buat_tautan(pelaku=orang.operator, survei=survei, nama="Loket 1", layanan=layanan, kini=MARET)
    assert len(satu.kode) == 11
    with aturan("nama_tautan"):
        tautan.buat_tautan(pelaku=orang.operator, survei=survei, nama="loket 1", layanan=None, kini=MARET)
    asing = Layanan.objects.create(unit=orang.bagian, nama="Tidak disurvei")
    with aturan("layanan_asing"):
        tautan.buat_tautan(pelaku=orang.operator, survei=survei, nama="Loket 2", layanan=asing, kini=MARET)
    tautan.cabut(pelaku=orang.operator, tautan=satu, kini=MARET)
    tautan.cabut(pelaku=orang.operator, tautan=buat_tautan(survei, "Loket 3", dicabut_pada=MARET), kini=MARET)
    assert Jejak.objects.filter(aksi="tautan.cabut").count() == 1
    satu.refresh_from_db()
    assert satu.dicabut_pada == MARET
