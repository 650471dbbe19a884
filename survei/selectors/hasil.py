"""The result of a survey as shown: computed from its tallies while it is open, as it was frozen once it is fixed.

The number of queries and their cost do not depend on the number of answers.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kinerja.beku import bekukan, cairkan, sidik
from kinerja.organisasi.tanggal import tulis_tanggal
from survei.hitung.data import SKEMA, Ciri, DataHasil
from survei.hitung.dimensi import Kunci
from survei.hitung.periode import Jenis, sebutan
from survei.hitung.rangkai import Angka, Bahan, CetakDokumen, rangkai
from survei.hitung.tambahan import rangkai_tambahan
from survei.hitung.unsur import Urutan
from survei.models import HasilSurvei, RekapTercetak, Survei
from survei.models.jawaban import Kanal
from survei.models.survei import JenisPeriode, SumberSurvei
from survei.selectors.tambahan import daftar_tanya
from survei.services import tally

BANYAK_TREN = 8


def hasil(survei: Survei) -> tuple[DataHasil, HasilSurvei | None]:
    """What to show: the frozen result with its row when it is fixed, else the one computed now and None."""
    beku = HasilSurvei.objects.filter(survei=survei).select_related("ditetapkan_oleh").first()
    return (_dengan_tambahan(baca_beku(beku), survei), beku) if beku is not None else (hasil_kini(survei), None)


def baca_beku(beku: HasilSurvei) -> DataHasil:
    """The data of a fixed result."""
    return cairkan(DataHasil, beku.isi, SKEMA)


def _dengan_tambahan(data: DataHasil, survei: Survei) -> DataHasil:
    """A result fixed before own questions were counted shows them all the same: its answers may not change either."""
    if data.tambahan is not None or data.ciri.sumber != SumberSurvei.JAWABAN:
        return data
    return replace(data, tambahan=rangkai_tambahan(daftar_tanya(survei), tally.baca(survei)))


def sidik_kini(data: DataHasil) -> str:
    """Hash of a result as somebody sees it; `tetapkan` compares with it."""
    return sidik(bekukan(data))


def hasil_kini(survei: Survei) -> DataHasil:
    """The result computed now from the tallies, the recap, or the printed figure of the survey.

    `survei` comes with unit and instansi selected.
    """
    # Answers and a printed document exclude each other, and only answers know own questions.
    dijawab = survei.sumber == SumberSurvei.JAWABAN
    tercetak = None if dijawab else RekapTercetak.objects.filter(survei=survei).first()
    layanan = list(survei.layanan.order_by("nama"))
    return rangkai(
        Bahan(
            ciri=ciri(survei, tuple(satu.nama for satu in layanan), tercetak),
            urutan=Urutan(survei.urutan_unsur),
            unsur=dict(survei.unsur.order_by("urutan").values_list("kode", "nama")),
            tally={} if survei.sumber == SumberSurvei.TERCETAK else tally.baca(survei),
            populasi=survei.populasi,
            sebutan=_sebutan(survei, {satu.pk: satu.nama for satu in layanan}),
            lampau=_lampau(survei, {satu.pk for satu in layanan}),
            tercetak=CetakDokumen(tercetak.dokumen, tercetak.responden, tercetak.ikm, tercetak.mutu)
            if tercetak
            else None,
            tanya=daftar_tanya(survei) if dijawab else (),
        )
    )


def sebut_periode(survei: Survei) -> str:
    """`Semester I 2023`; free dates by their days."""
    if survei.jenis_periode == JenisPeriode.BEBAS:
        return f"{tulis_tanggal(survei.mulai)} – {tulis_tanggal(survei.selesai)}"
    return sebutan(Jenis(survei.jenis_periode), survei.tahun, survei.nomor_periode)


def ciri(survei: Survei, layanan: tuple[str, ...], tercetak: RekapTercetak | None) -> Ciri:
    """What survey this is, in words; `survei` comes with unit and instansi."""
    unit = survei.unit
    return Ciri(
        survei=survei.pk,
        judul=survei.judul,
        instansi=unit.instansi.nama,
        pemerintah=unit.instansi.pemerintah,
        unit=unit.nama,
        unit_kode=unit.kode,
        periode=sebut_periode(survei),
        jenis_periode=survei.jenis_periode,
        tahun=survei.tahun,
        nomor_periode=survei.nomor_periode,
        mulai=survei.mulai.isoformat(),
        selesai=survei.selesai.isoformat(),
        urutan=survei.get_urutan_unsur_display(),
        layanan=layanan,
        sumber=survei.sumber,
        dokumen=tercetak.dokumen if tercetak else "",
    )


def _sebutan(survei: Survei, layanan: dict[int, str]) -> dict[Kunci, str]:
    nama: dict[Kunci, str] = {("layanan", str(pk)): isi for pk, isi in layanan.items()}
    nama |= {("layanan", ""): "Layanan tidak disebut"}
    nama |= {("kanal", kode): str(sebut) for kode, sebut in Kanal.choices}
    tautan = survei.tautan.values_list("pk", "nama")
    return nama | {("tautan", str(pk)): isi for pk, isi in tautan}


def _lampau(survei: Survei, layanan: set[int]) -> list[Angka]:
    """Earlier fixed results of the unit over the same kind of period and the same services, oldest first."""
    lain = (
        HasilSurvei.objects.filter(
            survei__unit=survei.unit, survei__jenis_periode=survei.jenis_periode, survei__selesai__lt=survei.mulai
        )
        .select_related("survei")
        .prefetch_related("survei__layanan")
        .order_by("-survei__selesai", "-survei__pk")
    )
    # Twice as many as shown: some may be of other services.
    sebanding = [h for h in lain[: 2 * BANYAK_TREN] if {satu.pk for satu in h.survei.layanan.all()} == layanan]
    return [Angka(sebut_periode(h.survei), Decimal(h.ikm), h.mutu, h.responden) for h in sebanding[: BANYAK_TREN - 1]][
        ::-1
    ]
