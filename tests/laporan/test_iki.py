"""The IKI document [IKI]: every cell of the published one, parsed back out of PDF and workbook."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from indikator.models import Indikator
from kinerja.beku import bekukan
from kinerja.beranda.demo.iki import UNIT_DPMPTSP, muat_iki
from kinerja.beranda.demo.indikator import baca
from kinerja.laporan.dokumen_kinerja.data import DataKinerja, cair
from kinerja.laporan.dokumen_kinerja.excel import buat_excel_iki
from kinerja.laporan.dokumen_kinerja.kumpulkan import halangan, kumpulkan_dokumen
from kinerja.laporan.dokumen_kinerja.pdf import buat_pdf_iki
from kinerja.organisasi.models import Jabatan
from kinerja.perjanjian.models import JenisDokumen
from tests.laporan.bantu_kinerja import (
    KINI,
    TERBITAN,
    Tempat,
    baris_lembar,
    buka,
    cari_berurutan,
    muat_instansi,
    teks_pdf,
)
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

pytestmark = pytest.mark.django_db
IKI = JenisDokumen.IKI
CETAKAN = baca("iki_dpmptsp.json")["jabatan"]


@pytest.fixture
def tempat() -> Tempat:
    return muat_instansi(UNIT_DPMPTSP, muat_iki)


@pytest.fixture
def data(tempat: Tempat) -> DataKinerja:
    return kumpulkan_dokumen(IKI, tempat.unit, tempat.periode, kini=KINI)


def _formulasi(formula: dict[str, Any], *, pecahan: bool) -> list[str]:
    """How the published LaTeX reads: a fraction in pieces, or one line."""
    if formula["kind"] == "count":
        return [f"Σ {formula['of']}"]
    isi = [f"Σ {formula['numerator']}", "/", f"Σ {formula['denominator']}", "×", "100"]
    return isi if pecahan else [" ".join(isi)]


def _tugas(jabatan: dict[str, Any]) -> list[str]:
    return [jabatan["tugas"]] if jabatan["tugas"] else jabatan["tugas_list"]


def test_pdf_memuat_setiap_sel(data: DataKinerja) -> None:
    teks, letak = teks_pdf(buat_pdf_iki(data, TERBITAN)), 0
    for jabatan in CETAKAN:
        letak = cari_berurutan(teks, [jabatan["jabatan"], *_tugas(jabatan), *jabatan["fungsi"]], letak)
        sasaran = ""
        for nomor, baris in enumerate(jabatan["indikator"], 1):
            kepala = [str(nomor)] if baris["sasaran"] == sasaran else [str(nomor), baris["sasaran"]]
            isi = [baris["indikator"], *_formulasi(baris["formula"], pecahan=True), baris["sumber_data"]]
            letak, sasaran = cari_berurutan(teks, [*kepala, *isi], letak), baris["sasaran"]
    assert "\\frac" not in teks
    # What has nothing to print is named.
    assert data.tanpa == (
        "Kepala Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
        "Kepala Bidang Penanaman Modal",
    )
    cari_berurutan(teks, ["jadi tidak dicetak:", *data.tanpa], letak)


def test_excel_memuat_setiap_sel(data: DataKinerja) -> None:
    buku = buka(buat_excel_iki(data, TERBITAN))
    assert [
        (
            b["Jabatan"].upper(),
            b["No"],
            b["Sasaran"],
            b["Indikator"],
            b["Formulasi"],
            b["Sumber data"],
            b["Satuan"].lower(),
        )
        for b in baris_lembar(buku, "IKI")
    ] == [
        (
            j["jabatan"],
            nomor,
            i["sasaran"],
            i["indikator"],
            *_formulasi(i["formula"], pecahan=False),
            i["sumber_data"],
            i["satuan"],
        )
        for j in CETAKAN
        for nomor, i in enumerate(j["indikator"], 1)
    ]
    assert [(b["Jabatan"].upper(), b["Bagian"], b["Uraian"]) for b in baris_lembar(buku, "Tugas dan fungsi")] == [
        (j["jabatan"], bagian, uraian)
        for j in CETAKAN
        for bagian, isi in (("Tugas", _tugas(j)), ("Fungsi", j["fungsi"]))
        for uraian in isi
    ]
    rumus = baris_lembar(buku, "Rumus")
    assert [r["Komponen"] for r in rumus if r["Rumus"] != "nilai"] == [
        f"Σ {i['formula'][bagian]}" for i in CETAKAN[0]["indikator"] for bagian in ("numerator", "denominator")
    ]


def test_indikator_demo_sah(tempat: Tempat) -> None:
    """Loaded at once, without the checks of a form: they hold all the same."""
    for indikator in Indikator.objects.select_related("sasaran__unit", "satuan"):
        indikator.full_clean()
        assert indikator.komponen.count() == (2 if indikator.satuan.persen else 1)


def test_beku_dan_cair_kembali(data: DataKinerja) -> None:
    assert cair(bekukan(data)) == data
    with pytest.raises(ValueError, match="skema"):
        cair(bekukan(data).replace('"skema":1', '"skema":9'))


def test_kueri_tetap_dan_indikator_menurut_pemikulnya(
    orang: Pemeran, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    assert "Belum ada jabatan di Kota Contoh" in halangan(IKI, orang.kota, orang.periode)
    kepala = Jabatan.objects.create(unit=orang.bagian, nama="Kepala Bagian", kepala=True)
    staf = Jabatan.objects.create(unit=orang.bagian, nama="Analis")
    assert "Belum ada jabatan di Kota Contoh" in halangan(IKI, orang.kota, orang.periode)
    banyak = []
    for nomor in range(1, 8, 6):
        buat_indikator(sasaran, nomor=nomor).penanggung_jawab.add(staf)
        for lain in range(nomor + 1, nomor + 6):
            buat_indikator(sasaran, nomor=lain)
        with django_assert_max_num_queries(15) as kueri:
            data = kumpulkan_dokumen(IKI, orang.kota, orang.periode, kini=KINI)
        banyak.append(len(kueri))
    assert banyak[0] == banyak[1]
    with django_assert_max_num_queries(1):
        assert halangan(IKI, orang.kota, orang.periode) == ""
    per_jabatan = {j.nama: [b.kode for b in j.baris] for j in data.jabatan}
    # The head answers for all of its unit, the analyst for what names them.
    assert per_jabatan == {kepala.nama: [f"1.{n}" for n in range(1, 13)], staf.nama: ["1.1", "1.7"]}
