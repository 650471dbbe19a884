"""The only queries of the report of one survey: as many at a hundred as at ten million answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kinerja.laporan.kepala import kop_instansi, penandatangan
from kinerja.laporan.models import Jenis
from kinerja.laporan.survei.data import (
    SKEMA,
    BarisRtl,
    Butir,
    DataSurvei,
    Penetapan,
    RingkasanSaran,
    SumberHasil,
)
from kinerja.laporan.survei.saran import berisi, kelompokkan
from survei.hitung.unsur import Urutan, label
from survei.models import HasilSurvei, Jawaban, PertanyaanTambahan, RencanaTindakLanjut, Survei, UnsurSurvei
from survei.selectors.hasil import hasil, sebut_periode

# Suggestions are free text: only the newest are read, and the report says how many.
SARAN_DIBACA = 2_000


def kumpulkan_survei(survei: Survei, *, kini: datetime) -> DataSurvei:
    """Read and decide everything that the report of `survei` prints: the fixed result, else what is there now.

    `survei` comes with unit and instansi selected; `kini` decides who leads the unit.
    """
    instansi = survei.unit.instansi
    isi, beku = hasil(survei)
    unsur = list(survei.unsur.order_by("urutan"))
    return DataSurvei(
        skema=SKEMA,
        jenis=Jenis.SURVEI.value,
        judul=str(Jenis.SURVEI.label),
        masa=sebut_periode(survei),
        zona=str(instansi.zona_waktu),
        kop=kop_instansi(instansi),
        unit_kode=survei.unit.kode,
        unit_nama=survei.unit.nama,
        hasil=isi,
        penetapan=_penetapan(beku),
        rtl=_rtl(survei, unsur),
        instrumen=tuple(Butir(_label(survei, u.kode, unsur), u.nama, u.pertanyaan, tuple(u.opsi)) for u in unsur),
        tambahan=tuple(
            Butir(f"T{n}", "", t.teks, tuple(t.pilihan))
            for n, t in enumerate(PertanyaanTambahan.objects.filter(survei=survei), 1)
        ),
        persetujuan=survei.persetujuan,
        saran=_saran(survei),
        penandatangan=penandatangan(survei.unit, instansi, kini),
        sumber=(SumberHasil(survei.pk, beku.sha256 if beku else ""),),
    )


def _penetapan(beku: HasilSurvei | None) -> Penetapan | None:
    if beku is None:
        return None
    return Penetapan(beku.ditetapkan_oleh.nama, beku.ditetapkan_pada.isoformat(), beku.sha256)


def _label(survei: Survei, kode: str, unsur: Sequence[UnsurSurvei]) -> str:
    return label(kode, Urutan(survei.urutan_unsur), [u.kode for u in unsur])


def _rtl(survei: Survei, unsur: Sequence[UnsurSurvei]) -> tuple[BarisRtl, ...]:
    rencana = RencanaTindakLanjut.objects.filter(survei=survei).select_related("unsur", "jabatan").order_by("pk")
    return tuple(
        BarisRtl(
            label=_label(survei, satu.unsur.kode, unsur),
            unsur=satu.unsur.nama,
            program=satu.program,
            triwulan=tuple(sorted(satu.triwulan)),
            penanggung_jawab=satu.jabatan.nama if satu.jabatan else satu.penanggung_jawab,
            kemajuan=satu.kemajuan,
            catatan=satu.catatan,
            bukti=satu.bukti_nama,
        )
        for satu in rencana
    )


def _saran(survei: Survei) -> RingkasanSaran:
    semua = Jawaban.objects.filter(survei=survei).exclude(saran="")
    banyak = semua.count()
    terbaru = list(semua.order_by("-pk").values_list("saran", flat=True)[:SARAN_DIBACA])
    return RingkasanSaran(banyak, len(terbaru), kelompokkan(satu for satu in terbaru if berisi(satu)))
