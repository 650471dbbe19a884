"""Who may do what: roles by unit and date, subtrees, agencies, and fetching with authorising in one step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from indikator.models import Indikator, Penugasan
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi, Peran
from kinerja.organisasi.models import Instansi, Jejak, Pengguna, PeranPengguna, Periode, Unit
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_pengguna, buat_sasaran, buat_unit


def segar(orang: Pengguna) -> Pengguna:
    """The same account without the roles remembered on it."""
    baru: Pengguna = Pengguna.objects.get(pk=orang.pk)
    return baru


def test_peran_menjangkau_subpohon_saja(orang: Pemeran) -> None:
    assert set(Unit.objects.untuk(orang.operator, Aksi.ISI)) == {orang.bagian, orang.subbagian}
    assert Unit.objects.untuk(orang.verifikator).count() == 5
    assert not Unit.objects.untuk(orang.operator, Aksi.VERIFIKASI).exists()
    assert not Unit.objects.untuk(orang.tanpa_peran).exists()
    assert not Unit.objects.untuk(AnonymousUser()).exists()


def test_jalur_mirip_bukan_subpohon(orang: Pemeran) -> None:
    """The operator stands at 1.4.; 1.41. begins with the same digits but is not below it."""
    Unit.objects.filter(pk=orang.bagian.pk).update(jalur="1.4.")
    Unit.objects.filter(pk=orang.bagian_lain.pk).update(jalur="1.41.")
    Unit.objects.filter(pk=orang.subbagian.pk).update(jalur="1.4.7.")
    assert set(Unit.objects.untuk(segar(orang.operator), Aksi.ISI)) == {orang.bagian, orang.subbagian}


def test_instansi_lain_tidak_terlihat(orang: Pemeran) -> None:
    for model in (Instansi, Unit, Pengguna, Periode, PeranPengguna):
        milik = model._default_manager.untuk(orang.orang_luar)
        semua = model._default_manager.all()
        assert 0 <= milik.count() < semua.count()
    assert set(Instansi.objects.untuk(orang.orang_luar)) == {orang.luar}
    assert orang.periode not in Periode.objects.untuk(orang.orang_luar, Aksi.KELOLA_ORGANISASI)
    assert not akses.boleh(orang.orang_luar, Aksi.BACA, orang.bagian)


@pytest.mark.parametrize(
    ("mulai", "selesai", "berlaku"),
    [(-1, None, True), (0, None, True), (1, None, False), (-9, 0, True), (-9, -1, False), (-9, 1, True)],
)
def test_peran_menurut_tanggal(orang: Pemeran, mulai: int, selesai: int | None, berlaku: bool) -> None:
    hari_ini = timezone.localdate()
    PeranPengguna.objects.create(
        pengguna=orang.tanpa_peran,
        unit=orang.bagian,
        peran=Peran.OPERATOR,
        mulai=hari_ini + timedelta(days=mulai),
        selesai=None if selesai is None else hari_ini + timedelta(days=selesai),
    )
    assert akses.boleh(orang.tanpa_peran, Aksi.ISI, orang.bagian) is berlaku


def test_akun_nonaktif_tidak_boleh_apa_pun(orang: Pemeran) -> None:
    orang.operator.is_active = False
    orang.operator.save()
    nonaktif = segar(orang.operator)
    assert not akses.punya_peran(nonaktif, Aksi.BACA)
    assert not Unit.objects.untuk(nonaktif).exists()


def test_ambil_membedakan_tidak_ada_dan_tidak_berwenang(orang: Pemeran) -> None:
    assert akses.ambil(Unit.objects, user=orang.operator, aksi=Aksi.ISI, pk=orang.subbagian.pk) == orang.subbagian
    for pk in (orang.bagian_lain.pk, orang.unit_luar.pk, 10**9):
        with pytest.raises(Http404):
            akses.ambil(Unit.objects, user=orang.operator, aksi=Aksi.ISI, pk=pk)
    with pytest.raises(PermissionDenied, match="Diperlukan peran Verifikator"):
        akses.ambil(Unit.objects, user=orang.operator, aksi=Aksi.VERIFIKASI, pk=orang.bagian.pk)


def test_data_instansi_perlu_peran_di_unit_puncak(orang: Pemeran) -> None:
    admin_bagian = buat_pengguna("admin_bagian", orang.instansi, (Peran.ADMINISTRATOR, orang.bagian))
    assert akses.boleh(admin_bagian, Aksi.BACA, orang.periode)
    assert not akses.boleh(admin_bagian, Aksi.KELOLA_ORGANISASI, orang.periode)
    assert akses.boleh(admin_bagian, Aksi.KELOLA_ORGANISASI, orang.subbagian)
    assert akses.boleh(orang.administrator, Aksi.KELOLA_ORGANISASI, orang.periode)


def test_pengelola_pemasangan_mengelola_tanpa_melihat_angka(orang: Pemeran) -> None:
    pengelola = buat_pengguna("pengelola", None, is_superuser=True)
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode))
    assert akses.boleh(pengelola, Aksi.KELOLA_ORGANISASI, orang.unit_luar)
    for aksi in set(Aksi) - {Aksi.KELOLA_ORGANISASI}:
        assert not akses.boleh(pengelola, aksi, indikator), aksi
    pengelola.is_active = False
    assert not akses.boleh(pengelola, Aksi.KELOLA_ORGANISASI, orang.unit_luar)


def test_pengelola_dijawab_sama_oleh_setiap_pertanyaan(orang: Pemeran) -> None:
    """One row, one unit, anywhere at all: reading and changing agree, and a token brings nothing of it along."""
    pengelola = buat_pengguna("pengelola", None, (Peran.OPERATOR, orang.bagian), is_superuser=True)
    for aksi in (Aksi.KELOLA_ORGANISASI, Aksi.SUSUN_PK):
        boleh = aksi is Aksi.KELOLA_ORGANISASI
        assert akses.boleh(pengelola, aksi, orang.unit_luar) is boleh
        assert akses.boleh_di(pengelola, aksi, orang.unit_luar.jalur) is boleh
        assert akses.punya_peran(pengelola, aksi) is boleh
    akses.batasi(pengelola, orang.bagian.jalur)
    assert akses.boleh(pengelola, Aksi.ISI, orang.bagian)
    assert not akses.boleh(pengelola, Aksi.KELOLA_ORGANISASI, orang.bagian)
    assert not akses.punya_peran(pengelola, Aksi.KELOLA_ORGANISASI)


def test_pengampu_membaca_dan_mengisi_tetapi_tidak_menilai(orang: Pemeran) -> None:
    indikator = buat_indikator(buat_sasaran(orang.kota, orang.periode))
    assert not akses.boleh(orang.operator, Aksi.BACA, indikator)
    Penugasan.objects.create(indikator=indikator, unit=orang.subbagian)
    Penugasan.objects.create(indikator=indikator, unit=orang.bagian)
    assert akses.boleh(orang.operator, Aksi.ISI, indikator)
    assert not akses.boleh(orang.operator_lain, Aksi.BACA, indikator)
    # Two carriers in one subtree: still one row.
    assert list(Indikator.objects.untuk(orang.operator)) == [indikator]
    penilai = buat_pengguna("penilai", orang.instansi, (Peran.VERIFIKATOR, orang.bagian))
    assert akses.boleh(penilai, Aksi.BACA, indikator)
    assert not akses.boleh(penilai, Aksi.VERIFIKASI, indikator)


def test_jejak_terbaca_menurut_unit(orang: Pemeran) -> None:
    for unit in (orang.bagian, orang.bagian_lain, orang.unit_luar):
        Jejak.objects.create(waktu=timezone.now(), aksi="uji", objek_jenis="x", objek_id="1", unit_jalur=unit.jalur)
    assert Jejak.objects.untuk(orang.inspektorat, Aksi.BACA_JEJAK).count() == 2
    assert not Jejak.objects.untuk(orang.operator, Aksi.BACA_JEJAK).exists()


def test_peran_dibaca_sekali(orang: Pemeran, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    pengguna = segar(orang.verifikator)
    with django_assert_num_queries(1):
        for aksi in Aksi:
            akses.punya_peran(pengguna, aksi)


def test_setiap_tindakan_punya_peran_dan_kalimat_tolak() -> None:
    assert set(akses.IZIN) == set(Aksi)
    for aksi in Aksi:
        assert bool(akses.IZIN[aksi]) is (aksi not in akses.AKSI_PIHAK)
        assert aksi.value in akses.pesan_tolak(aksi)
        assert "Hubungi administrator" in akses.pesan_tolak(aksi)


def test_wajib(orang: Pemeran) -> None:
    akses.wajib(orang.operator, Aksi.ISI)
    with pytest.raises(PermissionDenied, match="Anda tidak berwenang mengisi realisasi"):
        akses.wajib(orang.verifikator, Aksi.ISI)


def test_unit_yang_berakhir_tetap_terbaca(orang: Pemeran) -> None:
    """A unit that has ended keeps its history readable for those above it."""
    lama = buat_unit(orang.instansi, "LAMA", orang.kota, berlaku_sampai=date(2023, 6, 30))
    assert akses.boleh(orang.pimpinan, Aksi.BACA, lama)
