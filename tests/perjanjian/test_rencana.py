"""Planning the Rencana Aksi: rules, budget, two people at once, how it reads, the copy of an earlier year."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from indikator.hitung.triwulan import Pola
from indikator.models import Indikator
from kinerja.organisasi.models import Jabatan, Jejak
from kinerja.perjanjian.alur import Status
from kinerja.perjanjian.hitung.rencana import Keadaan
from kinerja.perjanjian.models import Anggaran, KegiatanAksi, TriwulanAksi
from kinerja.perjanjian.selectors.rencana import susun_rencana
from kinerja.perjanjian.selectors.rencana_pilihan import baris_salin, pilihan_anggaran, tahun_sumber
from kinerja.perjanjian.services import rencana as layanan
from kinerja.perjanjian.services.rencana_salin import salin
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_periode, buat_sasaran
from tests.perjanjian.bantu_pk import Susunan, pk_di
from tests.perjanjian.bantu_rencana import JANUARI, buat_kegiatan, kode, lapor, rencana, sel


@pytest.fixture
def indikator(orang: Pemeran) -> Indikator:
    return buat_indikator(buat_sasaran(orang.bagian, orang.periode), target={1: "10", 2: None, 3: "30", 0: "30"})


def buat_anggaran(orang: Pemeran, pagu: str, unit: Any = None, **lain: Any) -> Anggaran:
    jabatan, _ = Jabatan.objects.get_or_create(unit=unit or orang.bagian, nama="Kepala")
    isi = {"periode": orang.periode, "tingkat": "program", "kode": "1.01", "nama": "Program", "pagu": Decimal(pagu)}
    return Anggaran.objects.create(jabatan=jabatan, **(isi | lain))


def test_kegiatan_berempat_triwulan_dan_tercatat(orang: Pemeran, indikator: Indikator) -> None:
    satu = buat_kegiatan(orang, indikator, "  Menyusun laporan ", ("1", None, "0", "2"), ("5000000", None, None, None))
    dua = buat_kegiatan(orang, indikator, "Rapat")
    assert (satu.urutan, dua.urutan, satu.uraian) == (1, 2, "Menyusun laporan")
    baris = TriwulanAksi.objects.filter(kegiatan=satu).order_by("triwulan")
    # 0 and nothing planned are stored apart.
    assert [(b.target, b.anggaran, b.dilaporkan) for b in baris] == [
        (1, 5000000, False),
        (None, None, False),
        (0, None, False),
        (2, None, False),
    ]
    catatan = Jejak.objects.get(aksi="rencana_aksi.tambah", objek_id=str(satu.pk))
    assert (catatan.pelaku, catatan.unit_jalur) == (orang.perencana, orang.bagian.jalur)
    assert catatan.sesudah["target"] == ["1", None, "0", "2"]


@pytest.mark.parametrize(
    ("lain", "aturan"),
    [
        ({"uraian": "  "}, "kegiatan_kosong"),
        ({"satuan": " "}, "satuan_kosong"),
        ({"penanggung_jawab": " "}, "penanggung_jawab_kosong"),
        ({"target": (None,) * 4}, "target_kosong"),
        ({"target": ("-1", None, None, None)}, "nilai_negatif"),
        ({"biaya": ("-1", None, None, None)}, "nilai_negatif"),
        ({"target": ("50", "40", None, None), "pola": Pola.KUMULATIF}, "kumulatif_menurun"),
    ],
)
def test_rencana_yang_ditolak(orang: Pemeran, indikator: Indikator, lain: dict[str, Any], aturan: str) -> None:
    assert kode(lambda: buat_kegiatan(orang, indikator, **lain)) == aturan
    assert not KegiatanAksi.objects.exists()


def test_hanya_indikator_yang_diampu(orang: Pemeran) -> None:
    asing = buat_indikator(buat_sasaran(orang.bagian_lain, orang.periode))
    assert kode(lambda: buat_kegiatan(orang, asing)) == "indikator_bukan_milik_unit"
    asing.penugasan.create(unit=orang.bagian)
    assert buat_kegiatan(orang, asing).indikator == asing


def test_jabatan_instansi_lain_ditolak(orang: Pemeran, indikator: Indikator) -> None:
    luar = Jabatan.objects.create(unit=orang.unit_luar, nama="Kepala Luar")
    assert kode(lambda: buat_kegiatan(orang, indikator, jabatan=luar)) == "jabatan_asing"


def test_anggaran_semua_kegiatan_tidak_melebihi_pagu(orang: Pemeran, indikator: Indikator) -> None:
    sumber = buat_anggaran(orang, "10000000")
    satu = buat_kegiatan(orang, indikator, biaya=("4000000", None, None, "2000000"), anggaran=sumber)
    assert kode(lambda: buat_kegiatan(orang, indikator, biaya=("4000001", *[None] * 3), anggaran=sumber)) == (
        "anggaran_melebihi_pagu"
    )
    buat_kegiatan(orang, indikator, "Kedua", biaya=("4000000", None, None, None), anggaran=sumber)
    # Without a budget row there is no limit to keep.
    buat_kegiatan(orang, indikator, "Ketiga", biaya=("99000000", None, None, None))
    lebih = rencana(biaya=("4000000.01", None, None, "2000000"), anggaran=sumber)
    assert kode(lambda: ubah(orang, satu, lebih)) == "anggaran_melebihi_pagu"
    pilihan = pilihan_anggaran(orang.perencana, orang.bagian, orang.periode)
    assert [kata for _, kata in pilihan] == ["1.01 Program (pagu Rp10.000.000,00, belum direncanakan Rp0,00)"]


def test_sumber_anggaran_segaris_dan_setahun(orang: Pemeran, indikator: Indikator) -> None:
    atas = buat_anggaran(orang, "5", orang.kota, kode="1")
    bawah = buat_anggaran(orang, "5", orang.subbagian, kode="2")
    samping = buat_anggaran(orang, "5", orang.bagian_lain, kode="3")
    lalu = buat_anggaran(orang, "5", kode="4", periode=buat_periode(orang.instansi, 2022))
    pilihan = pilihan_anggaran(orang.perencana, orang.bagian, orang.periode)
    assert [a for a, _ in pilihan] == [atas, bawah]
    for boleh in (atas, bawah):
        buat_kegiatan(orang, indikator, str(boleh), anggaran=boleh)
    for asing in (samping, lalu):
        assert kode(lambda asing=asing: buat_kegiatan(orang, indikator, anggaran=asing)) == "anggaran_asing"  # type: ignore[misc]


def ubah(orang: Pemeran, kegiatan: KegiatanAksi, isi: Any, versi: int | None = None) -> KegiatanAksi:
    versi = kegiatan.versi if versi is None else versi
    return layanan.ubah(pelaku=orang.perencana, kegiatan=kegiatan, rencana=isi, versi=versi, kini=JANUARI)


def test_ubah_mencatat_bedanya_dan_tidak_menimpa(orang: Pemeran, indikator: Indikator) -> None:
    satu = buat_kegiatan(orang, indikator)
    sama = ubah(orang, satu, rencana())
    assert sama.versi == 1
    baru = ubah(orang, satu, rencana(target=("1", "2", None, "2")))
    assert (baru.versi, sel(satu, 2).target) == (2, 2)
    catatan = Jejak.objects.get(aksi="rencana_aksi.ubah")
    assert catatan.sebelum == {"target": ["1", "1", None, "2"]}
    assert catatan.sesudah == {"target": ["1", "2", None, "2"]}
    assert kode(lambda: ubah(orang, satu, rencana("Lain"), versi=1)) == "bentrok_versi"
    assert KegiatanAksi.objects.get().uraian == "Menyusun laporan"


def test_geser_bertukar_tempat(orang: Pemeran, indikator: Indikator) -> None:
    semua = [buat_kegiatan(orang, indikator, nama) for nama in "ABC"]

    def geser(kegiatan: KegiatanAksi, langkah: str) -> str:
        layanan.geser(pelaku=orang.perencana, kegiatan=kegiatan, langkah=langkah, kini=JANUARI)
        return "".join(KegiatanAksi.objects.order_by("urutan").values_list("uraian", flat=True))

    assert geser(semua[2], "naik") == "ACB"
    assert geser(semua[0], "naik") == "ACB"
    assert geser(semua[0], "turun") == "CAB"
    assert geser(semua[1], "turun") == "CAB"


def test_hapus_hanya_yang_belum_dilaporkan(orang: Pemeran, indikator: Indikator, juli: datetime) -> None:
    satu, dua = buat_kegiatan(orang, indikator), buat_kegiatan(orang, indikator, "Rapat")
    lapor(orang, satu, juli)

    def hapus(kegiatan: KegiatanAksi, versi: int = 1) -> None:
        layanan.hapus(pelaku=orang.perencana, kegiatan=kegiatan, versi=versi, kini=juli)

    assert kode(lambda: hapus(satu)) == "kegiatan_sudah_dilaporkan"
    assert kode(lambda: hapus(dua, 0)) == "bentrok_versi"
    hapus(dua)
    assert kode(lambda: hapus(dua)) == "kegiatan_dihapus"
    assert list(KegiatanAksi.objects.all()) == [satu]
    assert Jejak.objects.get(aksi="rencana_aksi.hapus").sebelum["kegiatan"] == "Rapat"


def test_rencana_tersusun_menurut_sasaran_dengan_kemajuannya(
    orang: Pemeran, indikator: Indikator, juli: datetime
) -> None:
    kosong = buat_indikator(indikator.sasaran)
    satu = buat_kegiatan(orang, indikator, biaya=(None, "1000000", None, "3000000"))
    buat_kegiatan(orang, indikator, "Rapat", (None, "5", None, None))
    lapor(orang, satu, juli, serapan=Decimal(500000))
    susunan = susun_rencana(orang.bagian, orang.periode)
    (kelompok,) = susunan.kelompok
    pertama, kedua = kelompok.baris
    assert (kelompok.nomor, kelompok.uraian) == (1, "Sasaran 1")
    assert (pertama.indikator.indikator, kedua.indikator.indikator) == (indikator.pk, kosong.pk)
    # 1 of 4 reports = 25 %, the other not reported counts 0: 12,5 %; money 500.000 of 4.000.000.
    assert [k.keluaran.persen for k in pertama.kegiatan] == [25, None]
    assert (pertama.kemajuan.persen, pertama.serapan.persen) == (Decimal("12.5"), Decimal("12.5"))
    assert (kedua.kegiatan, kedua.kemajuan.keadaan) == ((), Keadaan.NA)
    assert (susunan.banyak, susunan.tanpa_kegiatan, susunan.belum) == (2, 1, (1, 1, 0, 1))
    assert tuple(t.teks for t in pertama.target) == ("10,00", "N/A", "30,00", "–", "30,00")
    assert "belum ditandatangani" in pertama.sumber


def test_target_dari_pk_yang_ditandatangani(susunan: Susunan) -> None:
    pk = pk_di(susunan, Status.DITANDATANGANI)
    orang, satu = susunan.orang, susunan.indikator
    # What was promised stays the measure although the indicator moves on.
    satu.target.filter(triwulan=1).update(nilai=Decimal(55))
    baris = susun_rencana(orang.bagian, orang.periode).kelompok[0].baris[0]
    assert ([t.teks for t in baris.target], baris.sumber) == (["80,00"] * 5, pk.judul)
    # Another unit's plan does not know this agreement.
    satu.penugasan.create(unit=orang.subbagian)
    bawahan = susun_rencana(orang.subbagian, orang.periode).kelompok[0].baris[0]
    assert bawahan.target[0].teks == "55,00"


def test_kegiatan_bertahan_bila_indikator_tidak_diampu_lagi(orang: Pemeran) -> None:
    asing = buat_indikator(buat_sasaran(orang.bagian_lain, orang.periode))
    tugas = asing.penugasan.create(unit=orang.bagian)
    buat_kegiatan(orang, asing)
    tugas.delete()
    (baris,) = susun_rencana(orang.bagian, orang.periode).kelompok[0].baris
    assert (baris.diampu, len(baris.kegiatan)) == (False, 1)


def test_salin_tahun_lalu_tanpa_uang_dan_tanpa_laporan(orang: Pemeran, juli: datetime) -> None:
    lalu = buat_periode(orang.instansi, 2022)
    lama = buat_sasaran(orang.bagian, lalu)
    sama, hilang = buat_indikator(lama), buat_indikator(lama)
    a = buat_kegiatan(orang, sama, "A", ("1", None, "0", None), ("5000", None, None, None))
    b = buat_kegiatan(orang, sama, "B")
    c = buat_kegiatan(orang, hilang, "C")
    TriwulanAksi.objects.filter(kegiatan=a, triwulan=1).update(status="selesai", realisasi=1, diisi_pada=juli)
    baru = buat_indikator(buat_sasaran(orang.bagian, orang.periode), nomor=7)
    Indikator.objects.filter(pk__in=[sama.pk, baru.pk]).update(nama="Persentase  Laporan")
    buat_kegiatan(orang, baru, "B")
    assert tahun_sumber(orang.bagian, orang.periode) == lalu
    assert tahun_sumber(orang.subbagian, orang.periode) is None
    daftar = {x.kegiatan: (x.indikator, bool(x.halangan)) for x in baris_salin(orang.bagian, lalu, orang.periode)}
    assert daftar == {a: (baru, False), b: (baru, True), c: (None, True)}

    def jalan(*pilihan: KegiatanAksi) -> list[KegiatanAksi]:
        return salin(
            pelaku=orang.perencana,
            unit=orang.bagian,
            dari=lalu,
            ke=orang.periode,
            pilihan=[k.pk for k in pilihan],
            kini=juli,
        )

    assert kode(lambda: jalan(b, c)) == "tidak_ada_pilihan"
    (hasil,) = jalan(a, b, c)
    assert (hasil.indikator, hasil.uraian, hasil.urutan, hasil.penanggung_jawab) == (baru, "A", 2, "Kepala seksi")
    assert [(x.target, x.anggaran, x.status) for x in hasil.triwulan_aksi.order_by("triwulan")] == [
        (1, None, ""),
        (None, None, ""),
        (0, None, ""),
        (None, None, ""),
    ]
    assert kode(lambda: jalan(a)) == "tidak_ada_pilihan"
