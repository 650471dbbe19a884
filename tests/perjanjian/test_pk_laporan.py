"""A quarter is judged by the version of the agreement that is in force in it (docs/keputusan/0013)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from indikator.models import Target
from indikator.services.isian import isi_komponen
from kinerja.laporan.data import Baris
from kinerja.laporan.kumpulkan import kumpulkan
from kinerja.laporan.models import Jenis
from kinerja.laporan.tulis import teks_pk
from kinerja.perjanjian.alur import AlasanPerubahan, Status
from kinerja.perjanjian.models import PerjanjianKinerja
from kinerja.perjanjian.services import pk as layanan
from tests.pabrik import buat_indikator
from tests.perjanjian.bantu_pk import KINI, Susunan, pk_di, tandatangani_kertas

OKTOBER = datetime(2023, 10, 9, 3, 0, tzinfo=UTC)


def baris(s: Susunan, triwulan: int, nama: str = "Indikator 1.1") -> Baris:
    data = kumpulkan(jenis=Jenis.UNIT, unit=s.orang.bagian, periode=s.orang.periode, triwulan=triwulan, kini=OKTOBER)
    return next(b for b in data.baris if b.nama == nama)


def ubah_target(s: Susunan, triwulan: int, nilai: str) -> None:
    Target.objects.filter(indikator=s.indikator, triwulan=triwulan).update(nilai=Decimal(nilai))


def perubahan(s: Susunan, lama: PerjanjianKinerja) -> PerjanjianKinerja:
    """The change from TW III on, submitted."""
    baru = layanan.ubah(
        pelaku=s.orang.perencana,
        perjanjian=lama,
        alasan=AlasanPerubahan.PRIORITAS,
        uraian="Asumsi berubah.",
        tanggal=date(2023, 7, 3),
        berlaku_triwulan=3,
        kini=KINI,
    )
    return layanan.ajukan(pelaku=s.akun["kabag"], perjanjian=baru, versi_baris=baru.versi_baris, kini=KINI)


def test_tanpa_pk_target_rencana_yang_menilai(susunan: Susunan) -> None:
    pk_di(susunan, Status.DISETUJUI)
    ubah_target(susunan, 3, "90")
    satu = baris(susunan, 3)
    assert [t.nilai for t in satu.target] == [80, 80, 90, 80, 80]
    assert (satu.menurut_pk, teks_pk(satu)) == ((), "")


def test_tiap_triwulan_dinilai_dengan_versinya(susunan: Susunan) -> None:
    for triwulan in (2, 3):
        isi_komponen(
            pelaku=susunan.orang.operator,
            komponen=susunan.indikator.komponen.get(),
            triwulan=triwulan,
            nilai=Decimal(60),
            versi=0,
            kini=datetime(2023, 7 if triwulan == 2 else 10, 9, 3, 0, tzinfo=UTC),
        )
    susunan.indikator.realisasi.update(status="diajukan", diajukan_oleh=susunan.orang.operator)
    lama = pk_di(susunan, Status.DITANDATANGANI)
    # The plan moves; the signed promise does not.
    ubah_target(susunan, 2, "100")
    ubah_target(susunan, 3, "50")
    ubah_target(susunan, 0, "55")
    assert [t.nilai for t in baris(susunan, 3).target] == [80, 80, 80, 80, 80]
    assert baris(susunan, 3).capaian.nilai == 75
    assert teks_pk(baris(susunan, 3)) == "PK"

    baru = perubahan(susunan, lama)
    assert teks_pk(baris(susunan, 3)) == "PK"
    tandatangani_kertas(susunan, baru)
    # From TW III on the second version, whose year it also is; TW I and II stay with the first.
    kini = baris(susunan, 3)
    assert [t.nilai for t in kini.target] == [80, 80, 50, 80, 55]
    assert (kini.menurut_pk, kini.capaian.nilai) == ((1, 1, 2, 2), 120)
    assert teks_pk(kini) == "TW I–II PK, TW III–IV PK Perubahan ke-1"
    # The report of TW II is still that of the first version.
    dulu = baris(susunan, 2)
    assert ([t.nilai for t in dulu.target][4], dulu.capaian.nilai) == (80, 75)


def test_indikator_di_luar_pk_memakai_rencana(susunan: Susunan) -> None:
    pk_di(susunan, Status.DITANDATANGANI)
    tambahan = buat_indikator(susunan.indikator.sasaran, target=dict.fromkeys((1, 2, 3, 4, 0), "70"))
    satu = baris(susunan, 2, tambahan.nama)
    assert [t.nilai for t in satu.target] == [70] * 5
    assert satu.menurut_pk == ()
