"""Changing a signed agreement: reason, diff, and which version is in force in which quarter."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from indikator.models import Target
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.perjanjian.alur import AlasanPerubahan, Status
from kinerja.perjanjian.banding import Bagian, Macam
from kinerja.perjanjian.data import cairkan_pk
from kinerja.perjanjian.models import PerjanjianKinerja
from kinerja.perjanjian.selectors.pk import beda_versi, target_unit, versi_unit
from kinerja.perjanjian.services import pk as layanan
from kinerja.perjanjian.services.pk_massal import Tindakan
from tests.perjanjian.bantu_pk import KINI, TANGGAL, Susunan, massal, pk_di, tandatangani_kertas

pytestmark = pytest.mark.django_db


def ubah(s: Susunan, lama: PerjanjianKinerja, **lain: object) -> PerjanjianKinerja:
    isi: dict[str, object] = {
        "alasan": AlasanPerubahan.STRATEGI,
        "uraian": "Pergeseran anggaran.",
        "tanggal": date(2023, 7, 10),
        "berlaku_triwulan": 3,
    }
    return layanan.ubah(pelaku=s.orang.perencana, perjanjian=lama, kini=KINI, **(isi | lain))  # type: ignore[arg-type]


def test_pk_perubahan_dan_versi_yang_berlaku(susunan: Susunan) -> None:
    lama = pk_di(susunan, Status.DITANDATANGANI)
    Target.objects.filter(indikator=susunan.indikator, triwulan=4).update(nilai=Decimal(90))
    baru = ubah(susunan, lama)
    assert (baru.versi, baru.status, baru.judul) == (2, Status.DRAF, "Perjanjian Kinerja Perubahan ke-1 2023")
    (beda,) = beda_versi(baru)
    assert (beda.bagian, beda.macam, beda.kolom[0].kolom) == (Bagian.LAMPIRAN1, Macam.UBAH, "TW IV")
    assert (beda.kolom[0].lama, beda.kolom[0].baru) == ("80,00", "90,00")
    unit, periode = susunan.kabag.unit_id, lama.periode
    assert versi_unit([unit], periode, 3) == {unit: 1}
    baru = layanan.ajukan(pelaku=susunan.akun["kabag"], perjanjian=baru, versi_baris=1, kini=KINI)
    baru = tandatangani_kertas(susunan, baru)
    assert [versi_unit([unit], periode, tw)[unit] for tw in (1, 2, 3, 4)] == [1, 1, 2, 2]
    target = [target_unit([unit], periode.pk)[unit, susunan.indikator.pk, tw] for tw in (1, 2, 3, 4)]
    assert [(t.versi, t.target.nilai, t.tahun.nilai) for t in target] == [
        (1, 80, 80),
        (1, 80, 80),
        (2, 80, 80),
        (2, 90, 80),
    ]
    atasan = susunan.asisten.unit_id
    assert versi_unit([atasan], periode, 1) == {atasan: 0}
    assert PerjanjianKinerja.objects.get(pk=lama.pk).sha256 == lama.sha256


@pytest.mark.parametrize(
    ("lain", "kode"),
    [
        ({"uraian": "  "}, "alasan_wajib"),
        ({"tanggal": date(2024, 1, 2)}, "tanggal_di_luar_tahun"),
        ({"tanggal": TANGGAL - timedelta(days=1)}, "tanggal_di_luar_tahun"),
        ({"berlaku_triwulan": 2}, "berlaku_surut"),
    ],
)
def test_pk_perubahan_ditolak(susunan: Susunan, lain: dict[str, object], kode: str) -> None:
    lama = pk_di(susunan, Status.DITANDATANGANI)
    with pytest.raises(PelanggaranAturan) as tolak:
        ubah(susunan, lama, **lain)
    assert tolak.value.kode == kode
    assert PerjanjianKinerja.objects.count() == 1


def test_pk_perubahan_hanya_dari_versi_terakhir_yang_ditandatangani(susunan: Susunan) -> None:
    berjalan = pk_di(susunan, Status.DISETUJUI)
    with pytest.raises(PelanggaranAturan, match="belum ditandatangani"):
        ubah(susunan, berjalan)
    lama = tandatangani_kertas(susunan, berjalan)
    ubah(susunan, lama)
    with pytest.raises(PelanggaranAturan, match="ubahlah versi yang terakhir"):
        ubah(susunan, lama)


def test_draf_perubahan_disusun_ulang_dengan_alasannya(susunan: Susunan) -> None:
    """Bulk making renews the open change, not a new first version."""
    ubah(susunan, pk_di(susunan, Status.DITANDATANGANI))
    Target.objects.filter(indikator=susunan.indikator, triwulan=4).update(nilai=Decimal(95))
    assert massal(susunan)["Kepala Bagian Contoh"].tindakan is Tindakan.SEGARKAN
    data = cairkan_pk(PerjanjianKinerja.objects.get(versi=2).isi)
    assert (data.versi, data.alasan, data.uraian_alasan, data.berlaku_triwulan) == (2, "b", "Pergeseran anggaran.", 3)
