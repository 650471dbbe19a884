"""Importing official layouts: new, changed, the same, refused; nothing before it is accepted; one transaction."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from indikator.models import Indikator, Realisasi, Satuan, Target
from indikator.services.isian import isi_komponen
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jejak
from kinerja.perjanjian.models import BerkasImpor, JenisImpor, StatusImpor
from kinerja.perjanjian.services import impor as layanan
from tests.orang import Pemeran
from tests.perjanjian.bantu_impor import KINI, PK, beda, buku, impor, langkah, salah, terapkan, unggah


def test_pratinjau_menyebut_baru_dan_berubah_lalu_diterapkan(orang: Pemeran, indikator_lama: Indikator) -> None:
    satu = impor(orang, JenisImpor.PK, *PK)
    assert langkah(satu) == [
        ("Indikator", "berubah", "1.1 Indikator 1.1"),
        ("Satuan", "baru", "Persen"),
        ("Indikator", "baru", "1.2 Persentase aduan selesai"),
        ("Sasaran", "baru", "2. Arsip tertib"),
        ("Satuan", "baru", "Berkas"),
        ("Indikator", "baru", "2.1 Jumlah arsip"),
    ]
    assert beda(satu) == {("1.1 Indikator 1.1", "Target TW II"): ("80", "85")}
    aduan = next(x for x in satu.hasil["langkah"] if x["sebutan"] == "1.2 Persentase aduan selesai")
    assert [(b["kolom"], b["baru"]) for b in aduan["beda"][:3]] == [
        ("Satuan, disimpulkan", "Persen"),
        ("Pola triwulan, disimpulkan", "jumlah"),
        ("Target TW I", "25%"),
    ]
    assert (Indikator.objects.count(), Satuan.objects.count()) == (1, 1)
    assert indikator_lama.target.get(triwulan=2).nilai == 80

    terapkan(orang.perencana, satu)
    assert indikator_lama.target.get(triwulan=2).nilai == 85
    baru, arsip = Indikator.objects.exclude(pk=indikator_lama.pk)
    # 25 + 25 + 25 + 25 = 100: the quarters add up.
    assert (baru.pola, baru.satuan.persen, baru.target.get(triwulan=1).tercetak) == ("jumlah", True, "25%")
    assert {t.triwulan: (t.jenis, t.nilai) for t in arsip.target.all()} == {
        1: ("na", None),
        2: ("angka", 10),
        4: ("angka", 20),
        0: ("angka", 20),
    }
    assert [k.nama for k in arsip.komponen.all()] == ["nilai"]
    catatan = Jejak.objects.filter(aksi="impor.indikator").earliest("pk")
    assert (catatan.pelaku, catatan.sesudah) == (orang.perencana, {"Target TW II": "85"})
    assert Jejak.objects.get(aksi="impor.terapkan").sesudah == {"baru": 5, "berubah": 1, "sama": 0, "salah": 0}


def test_berkas_yang_sama_dua_kali_tidak_mengubah_apa_pun(orang: Pemeran, indikator_lama: Indikator) -> None:
    terapkan(orang.perencana, impor(orang, JenisImpor.PK, *PK))
    lagi = impor(orang, JenisImpor.PK, *PK)
    assert {k for _, k, _ in langkah(lagi)} == {"sama"}
    with pytest.raises(PelanggaranAturan, match="Tidak ada yang berubah"):
        terapkan(orang.perencana, lagi)
    # Accepting the first once more is no second act.
    pertama = BerkasImpor.objects.get(status=StatusImpor.SELESAI)
    assert terapkan(orang.perencana, pertama).diputuskan_pada == KINI
    assert Jejak.objects.filter(aksi="impor.terapkan").count() == 1


def test_data_bergerak_sejak_pratinjau(orang: Pemeran, indikator_lama: Indikator) -> None:
    satu = impor(orang, JenisImpor.PK, *PK)
    Target.objects.filter(indikator=indikator_lama, triwulan=2).update(nilai=Decimal(84))
    with pytest.raises(PelanggaranAturan, match="sudah berubah sejak pratinjau"):
        terapkan(orang.perencana, satu)
    assert indikator_lama.target.get(triwulan=2).nilai == 84
    satu.refresh_from_db()
    assert beda(satu) == {("1.1 Indikator 1.1", "Target TW II"): ("84", "85")}
    terapkan(orang.perencana, satu)
    assert indikator_lama.target.get(triwulan=2).nilai == 85


def test_baris_salah_dikelompokkan_dan_ditinggalkan_dengan_sadar(orang: Pemeran, indikator_lama: Indikator) -> None:
    satu = impor(
        orang,
        JenisImpor.PK,
        PK[0],
        [1, "Sasaran 1", "Indikator 1.1", "Nilai", "lima", 85, 80, 80, 80],
        [2, "Sasaran 1", "Indikator 1.2", "Nilai", "enam", 85, 80, 80, 80],
        [3, "Sasaran 1", "Indikator 1.3", "Nilai", "-", None, None, None, None],
        [4, "Sasaran 1", "Indikator 1.4", "Persen", 0.05, None, None, None, None],
        [5, "Sasaran 1", "Indikator 1.5", "Nilai", 5, None, None, None, None],
    )
    assert [s[:2] for s in salah(satu)] == [("2–3", "TW I"), ("4", "TW I"), ("5", "TW I")]
    assert salah(satu)[0][2:] == ("bukan angka, contoh yang benar 86,75", "“lima”, “enam”")
    assert "tanda hubung tidak jelas" in salah(satu)[1][2]
    assert "sel berformat persen" in salah(satu)[2][2]
    with pytest.raises(PelanggaranAturan, match="Ada baris yang salah"):
        terapkan(orang.perencana, satu)
    assert Indikator.objects.count() == 1
    terapkan(orang.perencana, satu, hanya_baik=True)
    assert list(Indikator.objects.values_list("nama", flat=True)) == ["Indikator 1.1", "Indikator 1.5"]
    assert not Satuan.objects.filter(nama="Persen").exists()  # a refused row leaves nothing behind
    assert indikator_lama.target.get(triwulan=2).nilai == 80


def test_hanya_perencana_unit_itu(orang: Pemeran, indikator_lama: Indikator) -> None:
    for pelaku in (orang.operator, orang.verifikator, orang.orang_luar):
        with pytest.raises(PermissionDenied):
            unggah(pelaku, orang.bagian, orang.periode, JenisImpor.PK, buku(Lembar=PK))
    satu = impor(orang, JenisImpor.PK, *PK)
    with pytest.raises(PermissionDenied):
        terapkan(orang.operator, satu)
    with pytest.raises(PermissionDenied):
        layanan.buang(pelaku=orang.operator, impor=satu, kini=KINI)
    assert BerkasImpor.objects.get().status == StatusImpor.SIAP


def test_dibuang_berkasnya_dihapus(
    orang: Pemeran, indikator_lama: Indikator, django_capture_on_commit_callbacks: object
) -> None:
    satu = impor(orang, JenisImpor.PK, *PK)
    penyimpan, nama = satu.berkas.storage, str(satu.berkas.name)
    assert penyimpan.exists(nama)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        layanan.buang(pelaku=orang.perencana, impor=satu, kini=KINI)
    assert not penyimpan.exists(nama)
    with pytest.raises(PelanggaranAturan, match="sudah dibuang"):
        terapkan(orang.perencana, satu)


@pytest.mark.parametrize(
    ("nama", "isi", "pesan"),
    [
        ("a.xlsx", b"bukan zip", "bukan Excel"),
        ("a.pdf", b"%PDF", r"Hanya berkas \.xlsx atau \.csv"),
        ("a.csv", b"", "kosong"),
        ("a.csv", b"Nama;Alamat\nA;B\n", "belum dikenali"),
    ],
)
def test_berkas_yang_tak_terbaca_tidak_disimpan(orang: Pemeran, nama: str, isi: bytes, pesan: str) -> None:
    with pytest.raises(PelanggaranAturan, match=pesan):
        unggah(orang.perencana, orang.bagian, orang.periode, JenisImpor.PK, isi, nama)
    assert not BerkasImpor.objects.exists()


def test_rumus_dalam_berkas_ditolak(orang: Pemeran) -> None:
    isi = buku(Lembar=[PK[0], [1, "S", "I", "Nilai", "=1+1"]])
    with pytest.raises(PelanggaranAturan, match="Sel E2 berisi rumus"):
        unggah(orang.perencana, orang.bagian, orang.periode, JenisImpor.PK, isi)


def test_angka_dihitung_ulang_setelah_target_berubah(orang: Pemeran, indikator_lama: Indikator, juli: datetime) -> None:
    from tests.izin.adegan import KINI as JULI

    isi_komponen(
        pelaku=orang.operator, komponen=indikator_lama.komponen.get(), triwulan=2, nilai=Decimal(85), versi=0, kini=JULI
    )
    assert Realisasi.objects.get().capaian == Decimal("106.25")
    terapkan(orang.perencana, impor(orang, JenisImpor.PK, *PK))
    assert Realisasi.objects.get().capaian == 100
