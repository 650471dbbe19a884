"""What planner and operator of the Rencana Aksi choose from: posts, budget rows, evidence, last year's activities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q, Sum

from indikator.hitung.angka import tulis_rupiah
from indikator.models import Bukti, Indikator
from indikator.models.indikator import JenisSasaran
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.models import Anggaran, KegiatanAksi, TriwulanAksi

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@dataclass(frozen=True, slots=True)
class BarisSalin:
    """An earlier activity and this year's indicator it would go to; `halangan`: why it can't be copied, or ""."""

    kegiatan: KegiatanAksi
    indikator: Indikator | None
    halangan: str


def pilihan_jabatan(user: Pengguna, unit: Unit, kini: Jabatan | None = None) -> Sequence[Jabatan]:
    """The posts of the unit and all below it, and the one that is chosen now."""
    semua = Jabatan.objects.untuk(user).filter(unit__jalur__startswith=unit.jalur).select_related("unit")
    hasil = list(semua.order_by("unit__jalur", "-kepala", "nama"))
    return hasil if kini is None or kini in hasil else [kini, *hasil]


def pilihan_anggaran(
    user: Pengguna, unit: Unit, periode: Periode, kini: Anggaran | None = None
) -> list[tuple[Anggaran, str]]:
    """Budget rows of the unit, of those above and below it, each with what is still free; and the one chosen now."""
    atas = [f"{'.'.join(unit.jalur.split('.')[:n])}." for n in range(1, unit.jalur.count(".") + 1)]
    sebaris = Q(jabatan__unit__jalur__startswith=unit.jalur) | Q(jabatan__unit__jalur__in=atas)
    semua = Anggaran.objects.untuk(user).filter(sebaris, periode=periode)
    if kini is not None:
        semua |= Anggaran.objects.filter(pk=kini.pk)
    baris = list(semua.select_related("jabatan__unit").distinct().order_by("kode", "pk"))
    terpakai = dict(
        TriwulanAksi.objects.filter(kegiatan__anggaran__in=baris)
        .values_list("kegiatan__anggaran")
        .annotate(jumlah=Sum("anggaran"))
    )
    return [(b, _sebut(b, terpakai.get(b.pk) or Decimal(0))) for b in baris]


def _sebut(anggaran: Anggaran, terpakai: Decimal) -> str:
    sisa = anggaran.pagu - terpakai
    return f"{anggaran} (pagu {tulis_rupiah(anggaran.pagu)}, belum direncanakan {tulis_rupiah(sisa)})"


def pilihan_bukti(baris: TriwulanAksi) -> list[Bukti]:
    """Evidence of the indicator in that quarter, and what is attached already though withdrawn since."""
    milik = Q(realisasi__indikator=baris.kegiatan.indikator_id, realisasi__triwulan=baris.triwulan, ditarik_pada=None)
    return list(Bukti.objects.filter(milik | Q(triwulan_aksi=baris.pk)).distinct().order_by("pk"))


def tahun_sumber(unit: Unit, ke: Periode) -> Periode | None:
    """The latest earlier year in which the unit has activities; None when there is none."""
    ada = KegiatanAksi.objects.filter(unit=unit).values("indikator__sasaran__periode")
    return Periode.objects.filter(pk__in=ada, tahun__lt=ke.tahun).order_by("-tahun").first()


def baris_salin(unit: Unit, dari: Periode, ke: Periode) -> list[BarisSalin]:
    """Every activity of the earlier year, with the indicator of the same name that the unit answers for in `ke`."""
    sasaran_ke = (
        Indikator.objects.milik(unit, ke).select_related("sasaran__periode").order_by("sasaran__nomor", "nomor")
    )
    tujuan: dict[str, list[Indikator]] = {}
    for satu in sasaran_ke:
        tujuan.setdefault(_kunci(satu.nama), []).append(satu)
    ada = set(KegiatanAksi.objects.filter(unit=unit, indikator__sasaran__periode=ke).values_list("indikator", "uraian"))
    lama = (
        KegiatanAksi.objects.filter(unit=unit, indikator__sasaran__periode=dari)
        .select_related("unit", "indikator__sasaran", "jabatan__unit", "anggaran")
        .prefetch_related("triwulan_aksi")
        .order_by("indikator__sasaran__nomor", "indikator__nomor", "urutan")
    )
    return [_baris_salin(k, tujuan.get(_kunci(k.indikator.nama), []), ada, ke) for k in lama]


def _baris_salin(
    kegiatan: KegiatanAksi, tujuan: Sequence[Indikator], ada: set[tuple[int, str]], ke: Periode
) -> BarisSalin:
    if not tujuan:
        return BarisSalin(kegiatan, None, f"Indikator bernama sama tidak diampu unit ini pada {ke}.")
    # Two indicators of one name: that with the same number, else the first.
    pilih = next((i for i in tujuan if i.kode == kegiatan.indikator.kode), tujuan[0])
    halangan = f"Sudah ada pada {ke}." if (pilih.pk, kegiatan.uraian) in ada else ""
    return BarisSalin(kegiatan, pilih, halangan)


def _kunci(nama: str) -> str:
    return " ".join(nama.casefold().split())


def berikut_ditunggu(baris: TriwulanAksi) -> int | None:
    """The next activity (id) of the same unit and quarter that was planned and waits for its report, in page order.

    After the last one it starts again from the top; None when nothing waits.
    """
    kegiatan = baris.kegiatan
    semua = (
        TriwulanAksi.objects.filter(
            kegiatan__unit=kegiatan.unit_id,
            kegiatan__indikator__sasaran__periode=kegiatan.indikator.sasaran.periode_id,
            triwulan=baris.triwulan,
        )
        .filter(Q(pk=baris.pk) | Q(status="") & (Q(target__isnull=False) | Q(anggaran__isnull=False)))
        .select_related("kegiatan__indikator__sasaran__unit")
    )
    urut = sorted(semua, key=_urutan_halaman)
    tempat = next(n for n, b in enumerate(urut) if b.pk == baris.pk)
    lain = [*urut[tempat + 1 :], *urut[:tempat]]
    return lain[0].kegiatan_id if lain else None


def _urutan_halaman(baris: TriwulanAksi) -> tuple[int, str, int, int, int]:
    indikator, sasaran = baris.kegiatan.indikator, baris.kegiatan.indikator.sasaran
    jenis = JenisSasaran.values.index(sasaran.jenis)
    return jenis, sasaran.unit.jalur, sasaran.nomor, indikator.nomor, baris.kegiatan.urutan
