"""Writing the conditions of a pohon kinerja: one added, one changed [89]. Where they stand is in pohon_letak.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from indikator.models import Indikator
from kinerja.organisasi import jejak
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jabatan, Periode, Unit
from kinerja.perjanjian.hitung.pohon import SEBUTAN_JENIS, SIMPUL_MAKS, TINGKAT_MAKS, JenisSimpul, Pohon
from kinerja.perjanjian.models.pohon import PANJANG_URAIAN, IndikatorSimpul, PengampuSimpul, SimpulPohon
from kinerja.perjanjian.selectors.pohon import indikator_pilihan, kerangka
from kinerja.perjanjian.services.cascading import kunci_cascade, wajib_kelola

if TYPE_CHECKING:
    from kinerja.organisasi.models import Pengguna


@dataclass(frozen=True, slots=True)
class IsiSimpul:
    """A condition as it is wanted. `teks`: indicators in words; `pengampu`: a unit, or a post of it."""

    jenis: JenisSimpul
    uraian: str
    indikator: tuple[Indikator, ...] = ()
    teks: tuple[str, ...] = ()
    pengampu: tuple[tuple[Unit, Jabatan | None], ...] = ()


@transaction.atomic
def tambah(
    *,
    pelaku: Pengguna | None,
    unit: Unit,
    periode: Periode,
    induk: SimpulPohon | None,
    isi: IsiSimpul,
    kini: datetime,
) -> SimpulPohon:
    """A new condition below `induk` (None: at the top of the tree of `unit`), after its siblings.

    Raises:
        PermissionDenied: `pelaku` does not plan at `unit`.
        PelanggaranAturan: `instansi_lain`, `induk_hilang`, `pohon_lain`, `terlalu_dalam`, `terlalu_banyak`,
            `ultimate_di_bawah`, `kondisi_kosong`, `indikator_di_luar_pohon`, `unit_di_luar_pohon`, `jabatan_unit_lain`.
    """
    wajib_kelola(pelaku, unit)
    if unit.instansi_id != periode.instansi_id:
        raise PelanggaranAturan("instansi_lain", "Unit dan tahun berasal dari instansi yang berbeda.")
    kunci_cascade(periode)
    pohon = kerangka(unit, periode)
    if len(pohon.simpul) >= SIMPUL_MAKS:
        pesan = f"Satu pohon memuat paling banyak {SIMPUL_MAKS} kondisi. Susun sebagian sebagai pohon unit di bawahnya."
        raise PelanggaranAturan("terlalu_banyak", pesan)
    wajib_letak(pohon, induk, isi.jenis, tinggi=1)
    wajib_isi(unit, periode, isi)
    simpul = SimpulPohon.objects.create(
        periode=periode,
        unit=unit,
        induk=induk,
        jenis=isi.jenis,
        uraian=rapi(isi.uraian),
        urutan=len(pohon.anak_dari(induk.pk if induk else None)) + 1,
    )
    tulis_ukuran(simpul, isi)
    tulis_pengampu(simpul, isi)
    catat(pelaku, "pohon.tambah", simpul, kini, sesudah=isi_tercatat(simpul))
    return simpul


@transaction.atomic
def ubah(*, pelaku: Pengguna | None, simpul: SimpulPohon, isi: IsiSimpul, versi: int, kini: datetime) -> SimpulPohon:
    """Other words, kind, indicators or carriers for a condition; the same again changes nothing.

    Args:
        versi: the version the person saw.

    Raises as `tambah`, and PelanggaranAturan `simpul_hilang`, `bentrok_versi`.
    """
    wajib_kelola(pelaku, simpul.unit)
    kunci_cascade(simpul.periode)
    ada = ambil_segar(simpul, versi)
    if isi.jenis is JenisSimpul.ULTIMATE and ada.induk_id is not None:
        raise PelanggaranAturan("ultimate_di_bawah", PESAN_ULTIMATE)
    wajib_isi(ada.unit, ada.periode, isi)
    sebelum = isi_tercatat(ada)
    ada.jenis, ada.uraian = isi.jenis, rapi(isi.uraian)
    tulis_ukuran(ada, isi)
    tulis_pengampu(ada, isi)
    sesudah = isi_tercatat(ada)
    if sesudah == sebelum:
        return ada
    ada.versi += 1
    ada.save(update_fields=["jenis", "uraian", "versi"])
    beda = [k for k in sesudah if sebelum[k] != sesudah[k]]
    catat(
        pelaku,
        "pohon.ubah",
        ada,
        kini,
        sebelum={k: sebelum[k] for k in beda},
        sesudah={k: sesudah[k] for k in beda},
    )
    return ada


PESAN_ULTIMATE = (
    f"{SEBUTAN_JENIS[JenisSimpul.ULTIMATE]} adalah puncak pohon dan tidak berada di bawah kondisi lain. "
    "Pilih jenis lain, atau pindahkan kondisinya ke puncak."
)


def ambil_segar(simpul: SimpulPohon, versi: int | None = None) -> SimpulPohon:
    """The condition as it is stored now; call under the lock of its year.

    Raises PelanggaranAturan `simpul_hilang`, and `bentrok_versi` when `versi` is not the stored one.
    """
    ada = SimpulPohon.objects.select_related("unit__instansi", "periode__instansi").filter(pk=simpul.pk).first()
    if ada is None:
        pesan = "Kondisi ini sudah dihapus orang lain. Muat ulang halaman pohon untuk melihat isinya sekarang."
        raise PelanggaranAturan("simpul_hilang", pesan)
    if versi is not None and ada.versi != versi:
        raise PelanggaranAturan(
            "bentrok_versi",
            "Kondisi ini sudah diubah orang lain sejak Anda membukanya. Tidak ada yang ditimpa. "
            "Bandingkan dengan yang tersimpan, lalu simpan lagi bila isian Anda yang benar.",
        )
    return ada


def wajib_letak(pohon: Pohon, induk: SimpulPohon | None, jenis: JenisSimpul, *, tinggi: int) -> None:
    """Raise PelanggaranAturan unless a condition with `tinggi` levels may stand below `induk` in `pohon`."""
    if induk is None:
        return
    if induk.pk not in pohon.simpul:
        # Either gone meanwhile, or of another tree: both are told by what is stored.
        if SimpulPohon.objects.filter(pk=induk.pk).exists():
            raise PelanggaranAturan("pohon_lain", "Kondisi di atasnya berasal dari pohon unit atau tahun lain.")
        raise PelanggaranAturan("induk_hilang", "Kondisi di atasnya sudah dihapus orang lain. Pilih yang lain.")
    if jenis is JenisSimpul.ULTIMATE:
        raise PelanggaranAturan("ultimate_di_bawah", PESAN_ULTIMATE)
    if pohon.tingkat[induk.pk] + 1 + tinggi > TINGKAT_MAKS:
        raise PelanggaranAturan(
            "terlalu_dalam",
            f"Pohon paling dalam {TINGKAT_MAKS} tingkat. Ringkas rantai kondisinya, atau lanjutkan dalam pohon unit "
            "di bawahnya.",
        )


def wajib_isi(unit: Unit, periode: Periode, isi: IsiSimpul) -> None:
    """Raise PelanggaranAturan unless words, indicators and carriers fit the tree of `unit` in the year."""
    if not rapi(isi.uraian) or len(rapi(isi.uraian)) > PANJANG_URAIAN:
        raise PelanggaranAturan("kondisi_kosong", f"Tuliskan kondisinya, paling panjang {PANJANG_URAIAN} huruf.")
    if any(len(rapi(t)) > PANJANG_URAIAN for t in isi.teks):
        raise PelanggaranAturan("indikator_panjang", f"Satu indikator paling panjang {PANJANG_URAIAN} huruf.")
    sah = set(
        indikator_pilihan(unit, periode).filter(pk__in=[i.pk for i in isi.indikator]).values_list("pk", flat=True)
    )
    for satu in isi.indikator:
        if satu.pk not in sah:
            raise PelanggaranAturan(
                "indikator_di_luar_pohon",
                f"Indikator “{satu.nama}” bukan milik atau ampuan {unit} dan unit di bawahnya tahun {periode.tahun}.",
            )
    for milik, jabatan in isi.pengampu:
        if not milik.jalur.startswith(unit.jalur):
            raise PelanggaranAturan(
                "unit_di_luar_pohon",
                f"{milik} tidak berada di bawah {unit}. Sebut keterlibatannya sebagai crosscutting.",
            )
        if jabatan is not None and jabatan.unit_id != milik.pk:
            raise PelanggaranAturan("jabatan_unit_lain", f"Jabatan {jabatan} bukan jabatan di {milik}.")


def rapi(teks: str) -> str:
    """Words with single spaces and none around them."""
    return " ".join(teks.split())


def tulis_ukuran(simpul: SimpulPohon, isi: IsiSimpul) -> None:
    """What measures the condition, exactly as in `isi`; rows that stay keep their place."""
    mau = [(i.pk, "") for i in isi.indikator] + [(None, t) for t in map(rapi, isi.teks) if t]
    ada = {(u.indikator_id, u.teks): u.pk for u in simpul.ukuran.all()}
    simpul.ukuran.exclude(pk__in=[pk for kunci, pk in ada.items() if kunci in mau]).delete()
    IndikatorSimpul.objects.bulk_create(
        IndikatorSimpul(simpul=simpul, indikator_id=pk, teks=teks)
        for pk, teks in dict.fromkeys(mau)
        if (pk, teks) not in ada
    )


def tulis_pengampu(simpul: SimpulPohon, isi: IsiSimpul) -> None:
    """Who answers for the condition, exactly as in `isi`."""
    mau = [(unit.pk, jabatan.pk if jabatan else None) for unit, jabatan in isi.pengampu]
    ada = {(p.unit_id, p.jabatan_id): p.pk for p in simpul.pengampu.all()}
    simpul.pengampu.exclude(pk__in=[pk for kunci, pk in ada.items() if kunci in mau]).delete()
    PengampuSimpul.objects.bulk_create(
        PengampuSimpul(simpul=simpul, unit_id=unit, jabatan_id=jabatan)
        for unit, jabatan in dict.fromkeys(mau)
        if (unit, jabatan) not in ada
    )


def isi_tercatat(simpul: SimpulPohon) -> dict[str, Any]:
    """A condition as the audit trail keeps it."""
    return {
        "induk": simpul.induk_id,
        "urutan": simpul.urutan,
        "jenis": str(simpul.jenis),
        "uraian": simpul.uraian,
        "indikator": _daftar(u.indikator_id or u.teks for u in IndikatorSimpul.objects.filter(simpul=simpul)),
        "pengampu": _daftar([p.unit_id, p.jabatan_id] for p in PengampuSimpul.objects.filter(simpul=simpul)),
    }


def _daftar(isi: Iterable[Any]) -> list[Any]:
    return list(isi)


def catat(
    pelaku: Pengguna | None,
    aksi: str,
    simpul: SimpulPohon,
    kini: datetime,
    *,
    sebelum: dict[str, Any] | None = None,
    sesudah: dict[str, Any] | None = None,
) -> None:
    """One row of the audit trail about a condition."""
    jejak.catat(
        pelaku=pelaku,
        aksi=aksi,
        objek=simpul,
        kini=kini,
        unit_jalur=simpul.unit.jalur,
        sebelum=sebelum,
        sesudah=sesudah,
    )
