"""Surakarta 2021: every unit and both semesters as surveys that hold a recap, fixed and published as printed.

Where the report has usable sums, the result is computed from them; elsewhere its printed IKM stands, and says so. What
the document prints is kept beside it in every case, so its contradictions stay visible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from indikator.hitung.angka import bulatkan
from indikator.services.simpanan import DESIMAL_SIMPAN
from kinerja.beku import bekukan, sidik
from kinerja.organisasi import jejak
from kinerja.organisasi.models import Unit
from survei.demo.sumber import DOKUMEN, URUTAN, SemesterTercetak, baca_rtl, baca_unit
from survei.hitung.dimensi import SEMUA
from survei.hitung.periode import ROMAWI
from survei.hitung.rangkai import Angka, Bahan, CetakDokumen, rangkai
from survei.hitung.tally_json import ke_json
from survei.models import HasilSurvei, RekapTercetak, RencanaTindakLanjut, Survei, Tally, UnsurSurvei
from survei.models.survei import JenisPeriode, StatusSurvei, SumberSurvei
from survei.selectors.hasil import ciri, sebut_periode
from survei.services.hasil import kode_publik_baru
from survei.services.unsur import unsur_baku

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna

TAHUN = 2021
# [SKA]: semester I January–June, semester II July–October.
RENTANG = {1: (date(TAHUN, 1, 1), date(TAHUN, 6, 30)), 2: (date(TAHUN, 7, 1), date(TAHUN, 10, 31))}
DITETAPKAN = {1: (2021, 7, 12, 9), 2: (2021, 11, 12, 9)}
SEMESTER = (1, 2)
_INSTRUMEN = unsur_baku(URUTAN)
_NAMA = {u.kode: u.nama for u in _INSTRUMEN}


def muat_surakarta(unit: Mapping[int, Unit], puncak: Unit, *, petugas: Pengguna, pengesah: Pengguna) -> int:
    """Load all surveys of the report; `unit` by its number there, with instansi. Returns how many surveys.

    Rows go in together and results are put together here, a few statements for all units: the demo is loaded while
    somebody waits for the first page. What is computed is what `hasil_kini` would compute, and a test proves it.
    """
    lampau: dict[int, Angka] = {}
    tercetak = baca_unit()
    for semester in SEMESTER:
        baris = [_Baris(unit[u.nomor], u.semester[semester - 1]) for u in tercetak]
        _simpan(baris)
        hasil = [h for b in baris if (h := _hasil(b, lampau.get(b.unit.pk), pengesah)) is not None]
        HasilSurvei.objects.bulk_create(hasil)
        Survei.objects.filter(pk__in=[h.survei_id for h in hasil]).update(status=StatusSurvei.TERBIT)
        lampau = {h.survei.unit_id: Angka(sebut_periode(h.survei), h.ikm, h.mutu, h.responden) for h in hasil}
    _muat_rtl(unit)
    banyak = len(SEMESTER) * len(tercetak)
    jejak.catat(
        pelaku=petugas,
        aksi="survei.muat_rekap",
        objek=puncak,
        kini=_saat(puncak, SEMESTER[-1]),
        unit_jalur=puncak.jalur,
        sesudah={"dokumen": DOKUMEN, "survei": banyak},
    )
    return banyak


class _Baris:
    """One survey to be: the unit, what is printed of it, and the rows made of that."""

    def __init__(self, unit: Unit, cetak: SemesterTercetak) -> None:
        self.unit = unit
        self.cetak = cetak
        self.survei = _survei(unit, cetak)
        self.rekap = RekapTercetak(
            survei=self.survei, dokumen=DOKUMEN, responden=cetak.responden, ikm=cetak.ikm, mutu=cetak.mutu
        )


def _simpan(baris: Sequence[_Baris]) -> None:
    Survei.objects.bulk_create(b.survei for b in baris)
    # Every unit asked the nine unsur, also where the report kept no sums of them: its plans speak of them.
    UnsurSurvei.objects.bulk_create(u for b in baris for u in _unsur(b.survei))
    Tally.objects.bulk_create(
        Tally(survei=b.survei, dimensi=SEMUA[0], kunci=SEMUA[1], isi=ke_json(b.cetak.tally))
        for b in baris
        if b.cetak.tally
    )
    RekapTercetak.objects.bulk_create(b.rekap for b in baris)


def _survei(unit: Unit, tercetak: SemesterTercetak) -> Survei:
    n = tercetak.semester
    return Survei(
        unit=unit,
        judul=f"SKM {unit.nama} Semester {ROMAWI[n - 1]} {TAHUN}",
        jenis_periode=JenisPeriode.SEMESTER,
        tahun=TAHUN,
        nomor_periode=n,
        mulai=RENTANG[n][0],
        selesai=RENTANG[n][1],
        urutan_unsur=URUTAN.value,
        status=StatusSurvei.DITUTUP,
        sumber=SumberSurvei.REKAP if tercetak.tally else SumberSurvei.TERCETAK,
    )


def _unsur(survei: Survei) -> list[UnsurSurvei]:
    return [
        UnsurSurvei(
            survei=survei, kode=u.kode, kolom=n, urutan=n, nama=u.nama, pertanyaan=u.pertanyaan, opsi=list(u.opsi)
        )
        for n, u in enumerate(_INSTRUMEN, 1)
    ]


def _hasil(baris: _Baris, lampau: Angka | None, pengesah: Pengguna) -> HasilSurvei | None:
    """The result as anybody would fix it; None where the report prints nothing that could be one."""
    cetak = baris.cetak
    data = rangkai(
        Bahan(
            ciri=ciri(baris.survei, (), baris.rekap),
            urutan=URUTAN,
            unsur=_NAMA,
            tally={SEMUA: cetak.tally} if cetak.tally else {},
            populasi=None,
            sebutan={},
            lampau=[lampau] if lampau else [],
            tercetak=CetakDokumen(DOKUMEN, cetak.responden, cetak.ikm, cetak.mutu),
        )
    )
    if data.ikm is None:
        return None
    isi = bekukan(data)
    saat = _saat(baris.unit, cetak.semester)
    return HasilSurvei(
        survei=baris.survei,
        isi=isi,
        sha256=sidik(isi),
        ikm=bulatkan(data.ikm, DESIMAL_SIMPAN),
        mutu=data.mutu,
        nilai_persepsi=data.nilai_persepsi,
        responden=data.responden,
        ditetapkan_oleh=pengesah,
        ditetapkan_pada=saat,
        terbit_pada=saat,
        kode_publik=kode_publik_baru(),
    )


def _saat(unit: Unit, semester: int) -> datetime:
    return datetime(*DITETAPKAN[semester], tzinfo=unit.instansi.zona)


def _muat_rtl(unit: Mapping[int, Unit]) -> None:
    """Plans stand at the unit's last survey; one that names no unsur has no place in a survey and stays out."""
    terakhir = UnsurSurvei.objects.filter(survei__unit__in=unit.values(), survei__nomor_periode=SEMESTER[-1])
    milik = {(u.survei.unit_id, u.kode): u for u in terakhir.select_related("survei")}
    baris = ((r, milik[unit[r.nomor].pk, r.unsur.value]) for r in baca_rtl() if r.unsur)
    RencanaTindakLanjut.objects.bulk_create(
        RencanaTindakLanjut(
            survei_id=unsur.survei_id,
            unsur=unsur,
            program=r.program,
            triwulan=list(r.triwulan),
            penanggung_jawab=r.penanggung_jawab,
        )
        for r, unsur in baris
    )
