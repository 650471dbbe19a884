"""The only queries of an SKP: the PK's frozen rows, the superior's, and the cascade between them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from indikator.models import Indikator
from kinerja.laporan.kepala import kop_instansi
from kinerja.laporan.models import Jenis
from kinerja.laporan.skp.aspek import aspek
from kinerja.laporan.skp.data import SKEMA, BarisSkp, DataSkp
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.data import BarisIndikator, DataPK, cairkan_pk
from kinerja.perjanjian.models import PerjanjianKinerja
from kinerja.perjanjian.models.cascading import TautanKinerja
from kinerja.perjanjian.models.pk import BERLAKU


def halangan_skp(unit: Unit, periode: Periode) -> str:
    """Why no post of the unit has SKP rows, in a sentence; "" when one has. One query."""
    if PerjanjianKinerja.objects.filter(jabatan__unit=unit, periode=periode).exists():
        return ""
    return (
        f"Belum ada jabatan di {unit.nama} yang memiliki Perjanjian Kinerja tahun {periode.tahun}. "
        "Perencana menyusunnya pada tab Perjanjian Kinerja."
    )


def kumpulkan_skp(jabatan: Jabatan, periode: Periode) -> DataSkp:
    """Read and decide everything the SKP of the post prints; `periode` comes with its instansi.

    The rows are those of the newest signed agreement; without one, those of the newest draft, which is then marked.
    Raises PelanggaranAturan `tanpa_pk`.
    """
    perjanjian = _pk(jabatan.pk, periode)
    if perjanjian is None:
        raise PelanggaranAturan(
            "tanpa_pk", f"{jabatan.nama} belum memiliki Perjanjian Kinerja tahun {periode.tahun}, sumber baris SKP."
        )
    data, instansi = cairkan_pk(perjanjian.isi), periode.instansi
    atasan = perjanjian.jabatan_kedua
    pimpinan = _pimpinan(data, jabatan, _janji(atasan, periode))
    return DataSkp(
        skema=SKEMA,
        jenis=Jenis.SKP.value,
        judul=str(Jenis.SKP.label),
        masa=f"Tahun {periode.tahun}",
        tahun=periode.tahun,
        zona=str(instansi.zona_waktu),
        kop=kop_instansi(instansi),
        unit_kode=jabatan.unit.kode,
        unit_nama=jabatan.unit.nama,
        jabatan=jabatan.nama,
        pegawai=data.pihak_pertama,
        penilai=data.pihak_kedua,
        unit_penilai=atasan.unit.nama if atasan else "",
        tempat=data.tempat,
        tanggal=data.tanggal,
        pk_judul=perjanjian.judul,
        pk_sha256=perjanjian.sha256,
        konsep=perjanjian.status not in BERLAKU,
        baris=tuple(BarisSkp(pimpinan.get(b.indikator, ""), aspek(b).value, b) for b in data.lampiran1),
    )


def _pk(jabatan: int, periode: Periode) -> PerjanjianKinerja | None:
    """The newest signed version, else the newest there is."""
    semua = PerjanjianKinerja.objects.filter(jabatan=jabatan, periode=periode)
    versi = list(semua.select_related("periode", "jabatan_kedua__unit").order_by("-versi"))
    return next((p for p in versi if p.status in BERLAKU), versi[0] if versi else None)


def _janji(atasan: Jabatan | None, periode: Periode) -> Mapping[int, BarisIndikator]:
    """What the superior promised in the same year, by indicator; empty where there is no agreement."""
    perjanjian = _pk(atasan.pk, periode) if atasan else None
    return {b.indikator: b for b in cairkan_pk(perjanjian.isi).lampiran1} if perjanjian else {}


def _pimpinan(data: DataPK, jabatan: Jabatan, janji: Mapping[int, BarisIndikator]) -> dict[int, str]:
    """The superior's result each indicator (id) of the agreement serves.

    A linked indicator serves the one it hangs from; one that belongs to a unit above is the superior's itself. The
    words are those the superior promised, or of the cascade where the superior has no agreement yet.
    """
    milik = [b.indikator for b in data.lampiran1]
    induk = dict(
        TautanKinerja.objects.filter(anak__in=milik)
        # The nearest superior comes last, and wins.
        .order_by("induk__sasaran__unit__jalur")
        .values_list("anak", "induk")
    )
    hidup = _indikator({*milik, *induk.values()})
    hasil = {}
    for pk in milik:
        atas = induk.get(pk)
        if atas is None and pk in hidup and hidup[pk].sasaran.unit_id != jabatan.unit_id:
            atas = pk
        if atas is not None:
            hasil[pk] = janji[atas].sasaran if atas in janji else hidup[atas].sasaran.uraian
    return hasil


def _indikator(pk: Collection[int]) -> dict[int, Indikator]:
    return Indikator.objects.select_related("sasaran").in_bulk(list(pk))
