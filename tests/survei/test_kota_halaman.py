"""The recap page: only fixed results, only readable units, the same number of queries for ten and sixty units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.beku import bekukan, sidik
from kinerja.organisasi.models import Pengguna, Unit
from kinerja.organisasi.models.instansi import GabungIkm
from survei.models import HasilSurvei, RencanaTindakLanjut, Survei
from survei.models.survei import JenisPeriode, StatusSurvei
from survei.selectors.hasil import hasil_kini
from survei.selectors.kota import rekap, tahun_rekap
from survei.services.hasil import kode_publik_baru
from survei.views.kota import urutkan
from tests.orang import Pemeran
from tests.pabrik import buat_unit
from tests.survei.bantu import buat_survei, isi_survei

JULI = datetime.fromisoformat("2023-07-10T09:00:00+07:00")
PERIODE: dict[int, dict[str, Any]] = {
    1: {"nomor_periode": 1, "mulai": date(2023, 1, 1), "selesai": date(2023, 6, 30)},
    2: {"nomor_periode": 2, "mulai": date(2023, 7, 1), "selesai": date(2023, 12, 31)},
}


def tetapkan(survei: Survei, oleh: Pengguna) -> HasilSurvei:
    """Fix the result as the service does, without its workflow."""
    data = hasil_kini(Survei.objects.select_related("unit__instansi").get(pk=survei.pk))
    assert data.ikm is not None
    isi = bekukan(data)
    Survei.objects.filter(pk=survei.pk).update(status=StatusSurvei.DITETAPKAN)
    return HasilSurvei.objects.create(
        survei=survei,
        isi=isi,
        sha256=sidik(isi),
        ikm=data.ikm,
        mutu=data.mutu,
        nilai_persepsi=data.nilai_persepsi,
        responden=data.responden,
        ditetapkan_oleh=oleh,
        ditetapkan_pada=JULI,
        kode_publik=kode_publik_baru(),
    )


def survei_tetap(unit: Unit, oleh: Pengguna, *lembar: Sequence[int], semester: int = 1, **lain: Any) -> Survei:
    """A fixed survey of three unsur with these forms."""
    hasil = buat_survei(unit, unsur=3, **(PERIODE[semester] | lain))
    isi_survei(hasil, *lembar)
    tetapkan(hasil, oleh)
    return hasil


def masuk(pengguna: Pengguna) -> Client:
    client = Client()
    client.force_login(pengguna)
    return client


def buka(client: Client, unit: Unit, tahun: int = 2023, **kueri: str) -> Any:
    return client.get(reverse("survei:rekap", args=[unit.pk, tahun]), kueri)


def test_hanya_hasil_yang_ditetapkan(orang: Pemeran) -> None:
    """bagian: (4+4+1)/3 = 3 → 75,00 and all 4 → 100,00: year 87,50. subbagian only has answers, bagian_lain nothing."""
    survei_tetap(orang.bagian, orang.verifikator, (4, 4, 1))
    survei_tetap(orang.bagian, orang.verifikator, (4, 4, 4), semester=2)
    isi_survei(buat_survei(orang.subbagian, unsur=3), (1, 1, 1))
    hasil = rekap(orang.kota, 2023)
    per_kode = {b.kode: b for b in hasil.baris}
    assert sorted(per_kode) == ["AST", "BAG", "LAIN", "SUB"]  # the top itself is what is summed up
    bagian = per_kode["BAG"]
    assert bagian.tahun is not None
    assert (bagian.tahun.ikm, bagian.tahun.responden, bagian.status, bagian.tingkat) == (Decimal("87.5"), 2, "Naik", 2)
    assert per_kode["SUB"].alasan == "Semester I 2023 belum ditetapkan"
    assert per_kode["LAIN"].alasan == "Belum ada survei"
    assert (hasil.tahun_ini.ikm, hasil.tahun_ini.unit, hasil.tahun_ini.dari) == (Decimal("87.5"), 1, 4)
    assert [u.kode for u in hasil.unsur] == ["persyaratan", "prosedur", "waktu"]
    assert hasil.unsur[2].nrr == Decimal("2.5")
    assert tahun_rekap(orang.kota) == [2023]


def test_unit_tunggal_direkap_dirinya_sendiri(orang: Pemeran) -> None:
    survei_tetap(orang.subbagian, orang.verifikator, (4, 4, 4))
    assert [b.kode for b in rekap(orang.subbagian, 2023).baris] == ["SUB"]


def test_triwulan_dan_tanggal_bebas_masuk_semester_dan_tahunnya(orang: Pemeran) -> None:
    """Free dates count where the last day lies, whatever year the survey names."""
    tw: dict[str, Any] = {"jenis_periode": JenisPeriode.TRIWULAN, "nomor_periode": 3}
    survei_tetap(orang.bagian, orang.verifikator, (4, 4, 4), **tw)
    bebas: dict[str, Any] = {"jenis_periode": JenisPeriode.BEBAS, "nomor_periode": 1, "tahun": 2022}
    survei_tetap(orang.bagian, orang.verifikator, (2, 2, 2), **bebas, mulai=date(2022, 12, 1), selesai=date(2023, 1, 9))
    satu = {b.kode: b for b in rekap(orang.kota, 2023).baris}["BAG"]
    assert satu.semester_1 is not None
    assert satu.semester_2 is not None
    assert (satu.semester_1.ikm, satu.semester_2.ikm) == (50, 100)
    assert rekap(orang.kota, 2022).tahun_ini.ikm is None


def test_tertimbang_bila_instansi_menetapkannya(orang: Pemeran) -> None:
    """One form of 100 and three of 50: plain 75, weighted (100 + 150) / 4 = 62,5."""
    survei_tetap(orang.bagian, orang.verifikator, (4, 4, 4))
    survei_tetap(orang.subbagian, orang.verifikator, *[(2, 2, 2)] * 3)
    assert rekap(orang.kota, 2023).tahun_ini.ikm == 75
    orang.instansi.gabung_ikm = GabungIkm.TERTIMBANG_RESPONDEN
    orang.instansi.save()
    assert rekap(Unit.objects.get(pk=orang.kota.pk), 2023).tahun_ini.ikm == Decimal("62.5")


def test_tren_dan_rtl(orang: Pemeran) -> None:
    lalu: dict[str, Any] = {"tahun": 2022, "mulai": date(2022, 1, 1), "selesai": date(2022, 6, 30)}
    survei_tetap(orang.bagian, orang.verifikator, (2, 2, 2), **lalu)
    kini = survei_tetap(orang.bagian, orang.verifikator, (4, 4, 4))
    RencanaTindakLanjut.objects.create(
        survei=kini, unsur=kini.unsur.get(kode="waktu"), program="Antrean", triwulan=[3], kemajuan=40
    )
    hasil = rekap(orang.kota, 2023)
    assert [(t.tahun, t.ikm, t.status) for t in hasil.tren] == [(2022, 50, ""), (2023, 100, "Naik")]
    assert [(r.unsur, r.rencana, r.kemajuan) for r in hasil.rtl_unsur] == [("Waktu penyelesaian", 1, 40)]


def _banyak_kueri(orang: Pemeran, banyak: int) -> int:
    for n in range(banyak):
        unit = buat_unit(orang.instansi, f"U{banyak}-{n}", orang.asisten)
        survei_tetap(unit, orang.verifikator, (1 + n % 4, 4, 3))
    client = masuk(orang.pimpinan)
    buka(client, orang.kota)
    with CaptureQueriesContext(connection) as kueri:
        assert buka(client, orang.kota).status_code == 200
    return len(kueri)


def test_jumlah_kueri_tetap(orang: Pemeran) -> None:
    sedikit = _banyak_kueri(orang, 10)
    assert sedikit <= 15
    assert _banyak_kueri(orang, 50) == sedikit


def test_halaman_menyebut_yang_tanpa_hasil_dan_mengurutkan(orang: Pemeran) -> None:
    survei_tetap(orang.bagian, orang.verifikator, (4, 4, 4))
    survei_tetap(orang.subbagian, orang.verifikator, (2, 2, 2))
    client = masuk(orang.operator_lain)
    assert buka(client, orang.kota).status_code == 404  # not readable for him
    jawab = buka(masuk(orang.pimpinan), orang.kota, urut="tahun")
    isi = jawab.content.decode()
    assert "2 unit tanpa hasil" in isi
    assert "Bagian Lain: belum ada survei" in isi
    assert [b.kode for b in jawab.context["baris"]] == ["SUB", "BAG", "AST", "LAIN"]
    turun = buka(masuk(orang.pimpinan), orang.kota, urut="tahun", arah="turun")
    assert [b.kode for b in turun.context["baris"]] == ["BAG", "SUB", "AST", "LAIN"]
    assert 'aria-sort="descending"' in turun.content.decode()
    tanpa = urutkan(jawab.context["rekap"].baris, "entah", turun=False)
    assert [b.kode for b in tanpa] == ["AST", "BAG", "SUB", "LAIN"]


def test_tahun_di_luar_akal_dan_tahun_tanpa_survei(orang: Pemeran) -> None:
    client = masuk(orang.pimpinan)
    assert buka(client, orang.kota, 1899).status_code == 404
    kosong = buka(client, orang.kota, 2024)
    assert "Belum ada hasil survei yang dapat dirata-ratakan" in kosong.content.decode()
    sebelum = buka(client, orang.kota, 2020)
    assert "Belum ada unit pada tahun ini" in sebelum.content.decode()


def test_pilih_menuju_unit_terluas_dan_tahun_terbaru(orang: Pemeran) -> None:
    survei_tetap(orang.bagian, orang.verifikator, (4, 4, 4))
    jawab = masuk(orang.pimpinan).get(reverse("survei:rekap_pilih"))
    assert jawab.headers["Location"] == reverse("survei:rekap", args=[orang.kota.pk, 2023])
    jawab = masuk(orang.operator).get(reverse("survei:rekap_pilih"), {"unit": str(orang.subbagian.pk), "tahun": "2022"})
    assert jawab.headers["Location"] == reverse("survei:rekap", args=[orang.subbagian.pk, 2022])
    assert masuk(orang.operator).get(reverse("survei:rekap_pilih"), {"unit": orang.kota.pk}).status_code == 404


@pytest.mark.django_db
def test_menu_hanya_menandai_halaman_terdekat(orang: Pemeran) -> None:
    butir = buka(masuk(orang.pimpinan), orang.kota).context["menu"]
    assert [b.nama for b in butir if b.aktif] == ["Rekap IKM"]
