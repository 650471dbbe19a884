"""A pohon kinerja filled from the cascade and from last year: seen, then done exactly as seen."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian.models import JenisTautan, SimpulPohon
from kinerja.perjanjian.selectors.pohon import baca_pohon
from kinerja.perjanjian.selectors.pohon_sumber import rencana_cascading, rencana_salin, sebut_langkah
from kinerja.perjanjian.services.cascading import Isian, tautkan
from kinerja.perjanjian.services.pohon_lintas import hubungkan
from kinerja.perjanjian.services.pohon_susun import salin_tahun, susun_dari_cascading
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_periode, buat_sasaran
from tests.perjanjian.bantu_pohon import KINI, bentuk, buat_simpul


@pytest.fixture
def cascade(orang: Pemeran) -> None:
    """Kota's indicator is carried by bagian_lain as it is, and by asisten through an indicator of its own."""
    atas = buat_indikator(buat_sasaran(orang.kota, orang.periode))
    bawah = buat_indikator(buat_sasaran(orang.asisten, orang.periode))
    atas.sasaran.uraian, bawah.sasaran.uraian = "Warga puas", "Layanan cepat"
    atas.sasaran.save()
    bawah.sasaran.save()
    for isian in (
        Isian(atas, orang.bagian_lain, JenisTautan.LANGSUNG),
        Isian(atas, orang.asisten, JenisTautan.TIDAK_LANGSUNG, anak=bawah),
    ):
        tautkan(pelaku=orang.perencana, isian=isian, kini=KINI)


@pytest.mark.usefixtures("cascade")
def test_susun_dari_cascading_lalu_tidak_ada_lagi(orang: Pemeran) -> None:
    umum: dict[str, Any] = {"pelaku": orang.perencana, "unit": orang.kota, "periode": orang.periode, "kini": KINI}
    rencana = rencana_cascading(orang.kota, orang.periode)
    assert [kata for _, kata in sebut_langkah(rencana)] == [
        ["Indikator: Indikator 1.1", "Oleh Bagian Lain"],
        ["Indikator: Indikator 1.1", "Oleh Asisten Contoh"],
    ]
    susun_dari_cascading(**umum, sidik=rencana.sidik)
    pohon = baca_pohon(orang.kota, orang.periode, lambda jalur: True).pohon
    assert [(pohon.nomor[s.pk], s.jenis.value, s.uraian, s.pengampu) for s in pohon.urut] == [
        ("1", "ultimate", "Warga puas", ("Bagian Lain",)),
        ("1.1", "csf", "Layanan cepat", ("Asisten Contoh",)),
    ]
    with pytest.raises(PelanggaranAturan, match="sudah ada dalam pohon"):
        susun_dari_cascading(**umum, sidik=None)
    # What a planner has moved and reworded elsewhere stays; what is missing comes back.
    SimpulPohon.objects.get(uraian="Layanan cepat").pengampu.all().delete()
    assert susun_dari_cascading(**umum, sidik=None).dilengkapi == 1
    assert bentuk(orang.kota) == ["1 Warga puas", "1.1 Layanan cepat"]


@pytest.mark.usefixtures("cascade")
def test_unit_yang_hanya_mengampu_menyusun_dari_yang_diampunya(orang: Pemeran) -> None:
    susun_dari_cascading(pelaku=orang.perencana, unit=orang.bagian_lain, periode=orang.periode, sidik=None, kini=KINI)
    assert bentuk(orang.bagian_lain) == ["1 Warga puas"]


@pytest.mark.usefixtures("cascade")
def test_pratinjau_yang_basi_tidak_diterapkan(orang: Pemeran, client: Client) -> None:
    client.force_login(orang.perencana)
    alamat = reverse("perjanjian:pohon_susun", args=[orang.kota.pk, 2023])
    halaman = client.get(alamat).content.decode()
    sidik = rencana_cascading(orang.kota, orang.periode).sidik
    assert f'name="sidik" value="{sidik}"' in halaman.replace("\n", " ").replace("  ", " ")
    assert "2 kondisi baru" in halaman
    buat_simpul(orang, "Warga puas")
    basi = client.post(alamat, {"dari": "cascading", "sidik": sidik})
    assert basi.status_code == 409
    assert "berubah sejak pratinjau ini dibuka" in basi.content.decode()
    assert "1 kondisi baru, 1 dilengkapi" in basi.content.decode()
    assert bentuk(orang.kota) == ["1 Warga puas"]
    segar = rencana_cascading(orang.kota, orang.periode).sidik
    assert client.post(alamat, {"dari": "cascading", "sidik": segar}).status_code == 302
    assert bentuk(orang.kota) == ["1 Warga puas", "1.1 Layanan cepat"]
    assert client.get(alamat, {"dari": "1999"}).status_code == 404


def test_salin_tahun_tanpa_kehilangan(orang: Pemeran) -> None:
    """Indicators find their namesakes; what has none comes in words, a link to a tree without successor by its unit."""
    baru = buat_periode(orang.instansi, 2024)
    lama, hilang = (buat_indikator(buat_sasaran(orang.bagian, orang.periode)) for _ in range(2))
    penerus = buat_indikator(buat_sasaran(orang.bagian, baru))
    type(penerus).objects.filter(pk=penerus.pk).update(nama=lama.nama.upper())
    puncak = buat_simpul(orang, "Warga puas", indikator=(lama, hilang), teks=("Indeks baru",))
    anak = buat_simpul(orang, "Layanan cepat", puncak, pengampu=((orang.asisten, None),))
    lain = buat_simpul(orang, "Petugas cakap", puncak)
    luar = buat_simpul(orang, "Data terpadu", unit=orang.bagian)
    for ke, unit, kata in ((lain, None, "jadwal"), (luar, None, ""), (None, orang.subbagian, "ruang")):
        hubungkan(pelaku=orang.perencana, dari=anak, ke=ke, unit=unit, keterangan=kata, kini=KINI)
    sudah = buat_simpul(orang, "Petugas cakap", periode=baru)
    umum: dict[str, Any] = {
        "pelaku": orang.perencana,
        "unit": orang.kota,
        "dari": orang.periode,
        "ke": baru,
        "kini": KINI,
    }
    salin_tahun(**umum, sidik=rencana_salin(orang.kota, orang.periode, baru).sidik)
    lengkap = baca_pohon(orang.kota, baru, lambda jalur: True)
    atas = next(s for s in lengkap.pohon.urut if s.uraian == "Warga puas")
    assert atas.ukuran == ((penerus.pk, lama.nama.upper()), (None, hilang.nama), (None, "Indeks baru"))
    # The one that was there stays where it is.
    assert bentuk(orang.kota, 2024) == ["1 Petugas cakap", "2 Warga puas", "2.1 Layanan cepat"]
    assert [(s.tujuan, s.unit, s.keterangan) for s in lengkap.lintas] == [
        (sudah.pk, "", "jadwal"),
        (None, "Bagian Contoh", "Data terpadu"),
        (None, "Subbagian Contoh", "ruang"),
    ]
    with pytest.raises(PelanggaranAturan) as galat:
        salin_tahun(**umum, sidik=None)
    assert galat.value.kode == "tidak_ada_perubahan"
    with pytest.raises(PelanggaranAturan) as galat:
        salin_tahun(**umum | {"ke": orang.periode}, sidik=None)
    assert galat.value.kode == "tahun_sama"
    with pytest.raises(PermissionDenied):
        salin_tahun(**umum | {"pelaku": orang.pimpinan}, sidik=None)
