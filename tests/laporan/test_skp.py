"""SKP rows: from the signed agreement, the superior's result beside each, an aspect proposed for each."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from indikator.models import Indikator, Penugasan
from kinerja.beku import bekukan, sidik
from kinerja.laporan.data import Terbitan
from kinerja.laporan.skp.aspek import Aspek, aspek
from kinerja.laporan.skp.data import DataSkp, cair
from kinerja.laporan.skp.excel import buat_excel_skp
from kinerja.laporan.skp.kumpulkan import halangan_skp, kumpulkan_skp
from kinerja.laporan.skp.pdf import buat_pdf_skp
from kinerja.laporan.skp.tampilan import sumber
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Periode
from kinerja.perjanjian.alur import Status
from kinerja.perjanjian.data import BarisIndikator, MacamTarget, TargetPK
from kinerja.perjanjian.models.cascading import JenisTautan, TautanKinerja
from tests.laporan.cocok import rapat
from tests.laporan.conftest import AGUSTUS
from tests.laporan.sel_pdf import tabel_pdf
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran, satuan
from tests.perjanjian.bantu_pk import Susunan, buat_susunan, draf, pk_di


@pytest.fixture
def susunan(orang: Pemeran) -> Susunan:
    """The kabag with an own indicator, one linked to the asisten's, and one of the asisten carried in part."""
    s = buat_susunan(orang)
    atas = buat_sasaran(orang.asisten, orang.periode)
    induk, dibagi = buat_indikator(atas), buat_indikator(atas, satuan=satuan("persen"))
    anak = buat_indikator(buat_sasaran(orang.bagian, orang.periode), target={1: "5", 2: None, 3: "5", 4: "5", 0: "20"})
    Indikator.objects.filter(pk=anak.pk).update(satuan=satuan("laporan"), desimal=0)
    TautanKinerja.objects.create(induk=induk, unit=orang.bagian, jenis=JenisTautan.TIDAK_LANGSUNG, anak=anak)
    # Supports somebody further up, too: what counts is the nearest superior.
    jauh = buat_indikator(buat_sasaran(orang.kota, orang.periode))
    TautanKinerja.objects.create(induk=jauh, unit=orang.bagian, jenis=JenisTautan.TIDAK_LANGSUNG, anak=anak)
    Penugasan.objects.create(indikator=dibagi, unit=orang.bagian, lingkup="PPSU")
    atas.uraian = "Hasil asisten"
    atas.save(update_fields=["uraian"])
    return s


def kumpulkan(jabatan: Jabatan) -> DataSkp:
    periode = Periode.objects.select_related("instansi").get(instansi=jabatan.unit.instansi)
    return cair(bekukan(kumpulkan_skp(Jabatan.objects.select_related("unit").get(pk=jabatan.pk), periode)))


def test_baris_dari_pk_yang_ditandatangani(susunan: Susunan) -> None:
    pk = pk_di(susunan, Status.DITANDATANGANI)
    # What has been signed stays what it says, whatever becomes of the indicator.
    Indikator.objects.filter(pk=susunan.indikator.pk).update(nama="Berubah kemudian")
    data = kumpulkan(susunan.kabag)
    assert [(b.pimpinan, b.rencana, b.aspek, b.asal.nama, b.asal.lingkup) for b in data.baris] == [
        ("Hasil asisten", "Hasil asisten", "Kualitas", "Indikator 1.2", "PPSU"),
        ("", "Sasaran 1", "Kualitas", "Indikator 1.1", ""),
        ("Hasil asisten", "Sasaran 2", "Kuantitas", "Indikator 2.1", ""),
    ]
    assert (data.konsep, data.pk_sha256) == (False, pk.sha256)
    assert data.pegawai.nama == "Pejabat Kepala Bagian Contoh"
    assert data.penilai is not None
    assert (data.penilai.jabatan, data.unit_penilai) == ("Asisten Contoh", "Asisten Contoh")


def test_kata_pimpinan_dari_pk_pimpinan_sendiri(susunan: Susunan, orang: Pemeran) -> None:
    draf(susunan, susunan.asisten)
    pk_di(susunan, Status.DITANDATANGANI)
    orang.asisten.sasaran.update(uraian="Berubah setelah PK disusun")
    assert [b.pimpinan for b in kumpulkan(susunan.kabag).baris] == ["Hasil asisten", "", "Hasil asisten"]


def test_tanpa_tanda_tangan_konsep_dan_tanpa_pk_ditolak(susunan: Susunan, orang: Pemeran) -> None:
    alasan = "Belum ada jabatan di Bagian Contoh yang memiliki Perjanjian Kinerja tahun 2023"
    assert halangan_skp(orang.bagian, orang.periode).startswith(alasan)
    with pytest.raises(PelanggaranAturan, match="Kepala Bagian Contoh belum memiliki Perjanjian Kinerja"):
        kumpulkan(susunan.kabag)
    draf(susunan)
    assert halangan_skp(orang.bagian, orang.periode) == ""
    data = kumpulkan(susunan.kabag)
    assert data.konsep
    assert data.sementara
    assert "(belum ditandatangani)" in sumber(data)
    draf(susunan, susunan.wali_kota)
    assert kumpulkan(susunan.wali_kota).penilai is None


def test_pdf_dan_excel_memuat_setiap_baris(susunan: Susunan) -> None:
    draf(susunan)
    data = kumpulkan(susunan.kabag)
    terbitan = Terbitan(
        "SKP/BAG/2023/ABC234", "ABC234", "http://situs.contoh/periksa/A/", sidik(bekukan(data)), AGUSTUS
    )
    pegawai, penilai, hasil = tabel_pdf(buat_pdf_skp(data, terbitan))
    assert rapat(pegawai[0][1].teks) == "PejabatKepalaBagianContoh"
    assert rapat(penilai[3][1].teks) == "AsistenContoh"
    harapan = [
        ["1", "Hasil asisten", "Hasil asisten", "Kualitas", "Indikator 1.2 Lingkup: PPSU", "80,00%"],
        ["2", "–", "Sasaran 1", "Kualitas", "Indikator 1.1", "80,00 Nilai"],
        ["3", "Hasil asisten", "Sasaran 2", "Kuantitas", "Indikator 2.1", "20 Laporan"],
    ]
    assert [[rapat(s.teks) for s in b] for b in hasil[1:]] == [[rapat(t) for t in b] for b in harapan]
    lembar = load_workbook(BytesIO(buat_excel_skp(data, terbitan)))["SKP"]
    assert lembar["A3"].value == "KONSEP: Perjanjian Kinerja belum ditandatangani"
    assert [b[3:] for b in lembar.iter_rows(min_row=5, values_only=True)] == [
        ("Kualitas", "Indikator 1.2", "PPSU", 80, "Persen"),
        ("Kualitas", "Indikator 1.1", None, 80, "Nilai"),
        ("Kuantitas", "Indikator 2.1", None, 20, "Laporan"),
    ]
    assert lembar["G5"].number_format == '#,##0.00"%"'


@pytest.mark.parametrize(
    ("satuan_", "awalan", "akhiran", "harapan"),
    [
        ("Triliun rupiah", "Rp", "T", Aspek.BIAYA),
        ("Rupiah", "", "", Aspek.BIAYA),
        ("Hari kerja", "", "hari", Aspek.WAKTU),
        ("Persen", "", "%", Aspek.KUALITAS),
        ("Presentase absolute", "", "%", Aspek.KUALITAS),
        ("Indeks", "", "", Aspek.KUALITAS),
        ("Dokumen", "", "", Aspek.KUANTITAS),
    ],
)
def test_aspek_menurut_satuan(satuan_: str, awalan: str, akhiran: str, harapan: Aspek) -> None:
    target = (TargetPK(MacamTarget.NA),) * 5
    baris = BarisIndikator(1, "Khusus", 1, "S", "1.1", "I", satuan_, awalan, akhiran, 2, target)
    assert aspek(baris) is harapan


def test_aspek_predikat_selalu_kualitas() -> None:
    target = (TargetPK(MacamTarget.PREDIKAT, teks="WTP"),) * 5
    assert aspek(BarisIndikator(1, "Khusus", 1, "S", "1.1", "I", "Opini", "", "", 2, target)) is Aspek.KUALITAS
