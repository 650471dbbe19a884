"""The demo: exact, complete, repeatable, and harmless to what is not its own."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Model
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from indikator.alur import Status
from indikator.models import Indikator, KirimanSistem, Perpindahan, Realisasi, Target
from indikator.models.target import TAHUNAN
from kinerja.beranda.demo import SANDI_DEMO
from kinerja.beranda.demo import muat as modul_muat
from kinerja.beranda.demo.akun import AKUN_JAKARTA_BARAT, SEMUA_AKUN
from kinerja.beranda.demo.cascading import LAMPIRAN, unit_bersebutan
from kinerja.beranda.demo.indikator import baca
from kinerja.beranda.demo.muat import DemoDitolak, muat
from kinerja.beranda.demo.organisasi import jadwal
from kinerja.beranda.demo.pk import KETERANGAN
from kinerja.organisasi.akses import Aksi, Peran, boleh
from kinerja.organisasi.models import (
    Instansi,
    Jejak,
    JendelaTriwulan,
    Pejabat,
    Penempatan,
    Pengguna,
    PeranPengguna,
    Unit,
)
from kinerja.organisasi.models.pejabat import JenisPenempatan
from kinerja.organisasi.nip import periksa_nip
from kinerja.perjanjian.alur import Status as StatusPK
from kinerja.perjanjian.data import cairkan_pk
from kinerja.perjanjian.models import PerjanjianKinerja, TautanKinerja
from kinerja.perjanjian.models.pk_dokumen import JenisDokumen
from survei.models import HasilSurvei, Jawaban, Survei
from tests.pabrik import buat_instansi, buat_pengguna

KINI = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.lama]


def _indikator(kode: str, instansi: str = "jakarta-barat") -> Indikator:
    sasaran, nomor = kode.split(".")
    return Indikator.objects.get(sasaran__unit__instansi__kode=instansi, sasaran__nomor=int(sasaran), nomor=int(nomor))


def _isi_basis_data() -> dict[str, list[tuple[Any, ...]]]:
    lama = (Instansi, Unit, Pengguna, PeranPengguna, Indikator, Target, Realisasi, Perpindahan, JendelaTriwulan)
    model: tuple[type[Model], ...] = (*lama, Survei, Jawaban, HasilSurvei, Jejak)
    return {m.__name__: list(m._default_manager.order_by("pk").values_list()) for m in model}


class TestIsiDemo(TestCase):
    """What is in the database after loading; loaded once, because nothing here changes it."""

    @classmethod
    def setUpTestData(cls) -> None:
        muat(sandi=SANDI_DEMO, kini=KINI)

    def test_lima_instansi_lengkap(self) -> None:
        dinas, barat, kecamatan, pusat, surakarta = Instansi.objects.order_by("kode")
        assert Indikator.objects.filter(sasaran__unit__instansi=dinas).count() == 48
        assert Indikator.objects.filter(sasaran__unit__instansi=kecamatan).count() == 6
        assert (barat.nama, barat.pemerintah) == ("Kota Administrasi Jakarta Barat", "Pemerintah Provinsi DKI Jakarta")
        jenis = [u.jenis for u in barat.unit.all()]
        assert (jenis.count("kota"), jenis.count("asisten"), jenis.count("bagian")) == (1, 3, 8)
        assert Indikator.objects.filter(sasaran__unit__instansi=barat).count() == 16
        assert Indikator.objects.filter(sasaran__unit__instansi=pusat, sasaran__jenis="mutu").count() == 9
        assert surakarta.unit.count() == 154  # the city and the 153 units of its report
        laweyan = Unit.objects.get(instansi=surakarta, nama="Kelurahan Laweyan")
        assert laweyan.induk is not None
        assert laweyan.jalur == f"{laweyan.induk.induk_id}.{laweyan.induk_id}.{laweyan.pk}."

    def test_target_sebagaimana_tercetak(self) -> None:
        for baris in baca("cascade_jakbar_2023.json")["indicators"]:
            tersimpan = {t.triwulan: t for t in _indikator(baris["id"]).target.all()}
            for triwulan, kunci in ((1, "tw1"), (2, "tw2"), (3, "tw3"), (4, "tw4"), (TAHUNAN, "tahunan")):
                assert tersimpan[triwulan].tercetak == baris["target"][kunci]["raw"]
                assert tersimpan[triwulan].nilai == baris["target"][kunci]["value"]
                assert (tersimpan[triwulan].jenis == "na") is (baris["target"][kunci]["value"] is None)

    def test_target_tahun_sasaran_mutu_mengikuti_pola(self) -> None:
        tahun = {
            t.indikator.kode: t.nilai
            for t in Target.objects.filter(triwulan=TAHUNAN, indikator__sasaran__unit__instansi__kode="pmptsp-jakpus")
        }
        assert tahun["6.1"] == 4  # running count 1, 2, 3, 4
        assert tahun["7.1"] == Decimal("56.496")
        assert tahun["9.1"] == 100  # 0, 100, 0, 100

    def test_penugasan_lampiran(self) -> None:
        lingkup = {p.unit.kode: p.lingkup for p in _indikator("2.1").penugasan.select_related("unit")}
        assert lingkup == {
            "AS-PEM": "Ketertiban Umum dan Kepuasan Terhadap Pengelolaan Kelurahan",
            "AS-EKBANG": "PPSU",
            "AS-KESRA": "PKK, Jumantik, Posyandu dan RPTRA",
            "SK-YANLIK": "",
        }
        tersirat = {p.unit.kode: p.tersirat for p in _indikator("14.1").penugasan.select_related("unit")}
        assert tersirat == {"AS-KESRA": False, "BAG-PPK": True, "SB-TU-KEUANGAN": False}
        assert [j.nama for j in _indikator("11.1").penanggung_jawab.all()] == [
            "Ketua Subkelompok Penataan Ruang, Pertanahan, dan Perumahan"
        ]

    def test_lampiran_sel_demi_sel(self) -> None:
        for baris in baca("cascade_jakbar_2023.json")["indicators"]:
            indikator = _indikator(baris["id"])
            for kunci, tingkat, jenis in LAMPIRAN:
                sel = baris["lampiran"][kunci]
                tersirat, lingkup = sel.get("inferred", []), sel.get("scope", {})
                tautan = indikator.tautan_bawah.filter(unit__jenis__in=jenis).select_related("unit")
                assert {(t.unit.kode, t.lingkup, t.tersirat) for t in tautan} == {
                    (unit_bersebutan(s, jenis).kode, lingkup.get(s, ""), s in tersirat)
                    for s in (*sel["assigned"], *tersirat)
                }
                teks, catatan = sel.get("text", ""), sel.get("catatan", "")
                uraian = indikator.uraian_turunan.filter(tingkat=tingkat).values_list("teks", "catatan")
                assert list(uraian) == ([(teks, catatan)] if teks or catatan else []), (baris["id"], kunci)
            assert indikator.satuan.nama == baris["keterangan"]

    def test_pk_tiap_jabatan_pengampu(self) -> None:
        pk = {(p.jabatan.unit.kode, p.versi): p for p in PerjanjianKinerja.objects.select_related("jabatan__unit")}
        status = {kunci: p.status for kunci, p in pk.items() if p.status != StatusPK.DRAF}
        assert status == {
            ("JAKBAR", 1): StatusPK.DITANDATANGANI,
            ("AS-PEM", 1): StatusPK.DISETUJUI,
            ("AS-EKBANG", 1): StatusPK.DIAJUKAN,
            ("AS-KESRA", 1): StatusPK.DITANDATANGANI,
            ("BAG-PPK", 1): StatusPK.DIAJUKAN,
            ("BAG-UMUM", 1): StatusPK.DITANDATANGANI,
            ("BAG-UMUM", 2): StatusPK.DITANDATANGANI,
            ("SB-TU", 1): StatusPK.DIKEMBALIKAN,
        }
        # Every unit with a link, and the city itself.
        mengampu = set(TautanKinerja.objects.values_list("unit__kode", flat=True)) | {"JAKBAR"}
        assert {kode for kode, _ in pk} == mengampu
        assert pk["JAKBAR", 1].dokumen.get().jenis == JenisDokumen.PINDAIAN
        lama, baru = (cairkan_pk(pk["BAG-UMUM", versi].isi) for versi in (1, 2))
        assert (lama.total, baru.total) == (Decimal(33_000_000_000), Decimal(34_500_000_000))
        assert (baru.alasan, baru.berlaku_triwulan) == ("b", 3)
        assert {b.keterangan for b in baru.lampiran2 if not b.tajuk} == {KETERANGAN}

    def test_pengampu_selalu_di_bawah_pengampu_di_atasnya(self) -> None:
        """Every unit that carries an indicator stands under the asisten that carries it: the tree fits the document."""
        for indikator in Indikator.objects.filter(sasaran__unit__instansi__kode="jakarta-barat"):
            unit = [p.unit for p in indikator.penugasan.select_related("unit")]
            asisten = [u.jalur for u in unit if u.jenis == "asisten"]
            luar = [u.kode for u in unit if not u.jalur.startswith(tuple(asisten))]
            # [JB] 2.1 names one subkelompok besides all three asisten; 5.1 two bagian of two asisten.
            assert luar == [], indikator.kode

    def test_angka_contoh(self) -> None:
        for instansi, kode, triwulan, nilai, capaian in (
            ("jakarta-barat", "3.1", 2, "3", "100"),  # WTP against WTP
            ("jakarta-barat", "5.1", 1, "94", "94"),  # 20·100 + 20·100 + 30·100 + 30·80 over 100
            ("jakarta-barat", "10.1", 1, "5", "100"),  # 6 of 120 against 5 %
            ("jakarta-barat", "14.1", 1, "22.5", "90"),  # 0,9 · 20 / 80 against 25 %
            ("pmptsp-jakpus", "5.1", 1, "3", "75"),
        ):
            baris = Realisasi.objects.get(indikator=_indikator(kode, instansi), triwulan=triwulan)
            assert (baris.nilai, baris.capaian) == (Decimal(nilai), Decimal(capaian)), kode

    def test_tw_satu_disetujui_tw_dua_separuh_jalan(self) -> None:
        barat = Realisasi.objects.filter(indikator__sasaran__unit__instansi__kode="jakarta-barat")
        assert {r.status for r in barat.filter(triwulan=1)} == {Status.DISETUJUI}
        bertarget = Target.objects.filter(indikator__sasaran__unit__instansi__kode="jakarta-barat").exclude(jenis="na")
        assert barat.filter(triwulan=1).count() == bertarget.filter(triwulan=1).count() == 8
        assert {r.status for r in barat.filter(triwulan=2)} == set(Status) - {Status.DISETUJUI}
        kosong = bertarget.filter(triwulan=2).exclude(indikator__realisasi__triwulan=2)
        assert sorted(t.indikator.kode for t in kosong) == ["12.1", "14.1", "2.1", "4.1"]
        kembali = Perpindahan.objects.get(aksi="kembalikan")
        assert "48 data wajib" in kembali.alasan
        assert not Realisasi.objects.filter(contoh=False).exists()

    def test_riwayat_di_dalam_jendela(self) -> None:
        for pindah in Perpindahan.objects.select_related("realisasi"):
            bulan = {1: 4, 2: 7}[pindah.realisasi.triwulan]
            assert (pindah.waktu.year, pindah.waktu.month) == (2023, bulan)

    def test_sistem_sumber_mengisi_satu_dan_ditolak_satu(self) -> None:
        """CRM fills 1318 in TW II; TW I is closed. Nobody holds its secret."""
        kiriman = KirimanSistem.objects.get()
        assert str(kiriman.sistem) == "CRM (contoh)"
        assert (kiriman.disimpan, kiriman.sama, kiriman.ditolak) == (1, 0, 1)
        assert [p["kode"] for p in kiriman.penolakan] == ["jendela_tertutup"]
        baris = Realisasi.objects.get(indikator=_indikator("13.1"), triwulan=2)
        assert {n.komponen.nama: n.nilai for n in baris.nilai_komponen.select_related("komponen")} == {
            "seluruh_tl": Decimal(1318)
        }
        lewat = Jejak.objects.get(aksi="realisasi.isi", waktu=KINI).lewat
        assert lewat == f"klien:{kiriman.sistem.klien_id}"

    def test_pejabat_khayal_dan_satu_plt(self) -> None:
        for pejabat in Pejabat.objects.all():
            periksa_nip(pejabat.nip)
            assert pejabat.nip.startswith("19000101")
            assert pejabat.nama.startswith("Pejabat Contoh")
        plt = Penempatan.objects.get(jenis=JenisPenempatan.PLT)
        assert (plt.jabatan.unit.kode, plt.pejabat) == (
            "SB-RUMAH-TANGGA",
            Penempatan.objects.get(jabatan__unit__kode="SB-TU").pejabat,
        )

    def test_satu_akun_tiap_peran_dengan_sandi_yang_sah(self) -> None:
        assert {a.peran for a in AKUN_JAKARTA_BARAT} == {*Peran, None}
        for baris in SEMUA_AKUN:
            pengguna = Pengguna.objects.get(username=baris.akun)
            validate_password(SANDI_DEMO, pengguna)
        operator = Pengguna.objects.get(username="operator.umum")
        assert boleh(operator, Aksi.ISI, _indikator("8.1"))
        assert not boleh(operator, Aksi.ISI, _indikator("3.1"))

    def test_kedua_kalinya_tidak_mengubah_apa_pun(self) -> None:
        sebelum = _isi_basis_data()
        with CaptureQueriesContext(connection) as kueri:
            assert muat(sandi=SANDI_DEMO, kini=KINI) is False
        assert len(kueri) <= 10
        assert _isi_basis_data() == sebelum

    def test_jendela_tw_dua_tetap_terbuka(self) -> None:
        dua = JendelaTriwulan.objects.filter(triwulan=2, periode__tahun=2023)
        assert {j.tutup for j in dua} == {date(2026, 4, 1)}
        assert muat(sandi=SANDI_DEMO, kini=KINI + timedelta(days=20)) is False
        assert muat(sandi=SANDI_DEMO, kini=KINI + timedelta(days=100)) is True
        assert {j.tutup for j in dua.all()} == {date(2026, 7, 10)}
        jadwal_kini = sorted(jadwal(date(2026, 3, 2)).values())
        for satu, berikut in pairwise(jadwal_kini):
            assert satu[1] < berikut[0]


def test_instansi_orang_lain_tidak_disentuh() -> None:
    asing = buat_instansi("jakarta-barat")
    with pytest.raises(DemoDitolak, match="jakarta-barat sudah ada dan bukan buatan demo"):
        muat(sandi=SANDI_DEMO, kini=KINI)
    assert list(Instansi.objects.all()) == [asing]


def test_demo_versi_sebelumnya_dibiarkan(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as dulu:
        dulu.setattr(modul_muat, "_muat_surakarta", lambda *_: None)
        muat(sandi=SANDI_DEMO, kini=KINI)
    keluaran = StringIO()
    call_command("muat_demo", stdout=keluaran)
    assert "dari versi sebelumnya, tanpa surakarta" in keluaran.getvalue()
    assert Instansi.objects.count() == 4


def test_akun_orang_lain_tidak_disentuh() -> None:
    lain = buat_instansi("lain")
    buat_pengguna("admin", lain)
    with pytest.raises(DemoDitolak, match="Akun admin sudah ada"):
        muat(sandi=SANDI_DEMO, kini=KINI)
    assert Pengguna.objects.count() == 1


def test_gagal_di_tengah_tidak_meninggalkan_apa_pun(monkeypatch: pytest.MonkeyPatch) -> None:
    def putus(*_: object) -> None:
        raise RuntimeError("putus")

    monkeypatch.setattr(modul_muat, "_muat_surakarta", putus)
    with pytest.raises(RuntimeError, match="putus"):
        muat(sandi=SANDI_DEMO, kini=KINI)
    assert not Instansi.objects.exists()


def test_perintah_mencetak_akun() -> None:
    keluaran = StringIO()
    call_command("muat_demo", stdout=keluaran)
    assert re.search(r"operator\.umum +Operator +BAG-UMUM", keluaran.getvalue())
    assert SANDI_DEMO in keluaran.getvalue()
    orang, sistem = Pengguna.objects.filter(klien=None), Pengguna.objects.exclude(klien=None)
    assert all(p.check_password(SANDI_DEMO) for p in orang)
    assert [p.has_usable_password() for p in sistem] == [False]
    assert orang.count() == len(SEMUA_AKUN)


def test_produksi_menolak_dan_paksa_tanpa_sandi(settings: Settings) -> None:
    settings.PRODUKSI = True
    with pytest.raises(CommandError, match="--paksa"):
        call_command("muat_demo")
    assert not Instansi.objects.exists()
    keluaran = StringIO()
    call_command("muat_demo", "--paksa", stdout=keluaran)
    assert SANDI_DEMO not in keluaran.getvalue()
    assert not Pengguna.objects.filter(is_superuser=True).exists()
    assert not any(p.has_usable_password() for p in Pengguna.objects.all())
