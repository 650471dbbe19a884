"""From components to the figure: gathers values, asks `hitung`, stores the result, and follows it to dependants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from indikator import alur
from indikator.hitung.capaian import Arah, Capaian, RumusTurun, Target, hitung_capaian, tidak_dinilai
from indikator.hitung.kesalahan import KesalahanHitung, KomponenKosong, PredikatTidakDikenal
from indikator.hitung.predikat import angka_banding
from indikator.hitung.rumus import baca_rumus, hitung_rumus
from indikator.models import Indikator, Komponen, NilaiKomponen, Realisasi, Turunan
from indikator.models.indikator import SumberKomponen
from indikator.services.gulungan import simpan_gulungan
from indikator.services.kunci import kunci_realisasi
from indikator.services.penilai import janji_satu
from indikator.services.pindah import pindahkan
from indikator.services.simpanan import setepat_simpanan
from indikator.services.versi import isi_beku, simpan_versi_lama
from kinerja.organisasi import jejak
from kinerja.organisasi.models import Instansi
from kinerja.organisasi.tanggal import tulis_triwulan

PANJANG_ALASAN = 300


def hitung_nilai(indikator: Indikator, nilai: Mapping[str, Decimal | None]) -> tuple[Decimal | None, str]:
    """The formula's result and, where there is none, why not.

    Returns (None, "") when nothing at all has been filled in: that is "belum dilaporkan", not a failed formula.
    """
    if all(isi is None for isi in nilai.values()):
        return None, ""
    try:
        return setepat_simpanan(hitung_rumus(baca_rumus(indikator.rumus), nilai)), ""
    except KomponenKosong as kosong:
        label = {k.nama: k.label for k in indikator.komponen.all()}
        return None, "Belum terisi: " + ", ".join(label.get(n, n) for n in kosong.nama) + "."
    except KesalahanHitung as salah:
        return None, salah.pesan


def nilai_capaian(indikator: Indikator, target: Target, nilai: Decimal | None, instansi: Instansi) -> Capaian:
    """Achievement of one quarter; a predicate is compared by the numbers of its scale.

    A number off the scale (a formula between two labels, a scale changed later) is not assessed, with the reason.
    """
    if indikator.skala is not None:
        skala = indikator.skala.skala()
        try:
            nilai = None if nilai is None else angka_banding(nilai, skala)
            if target.nilai is not None:
                target = Target.angka(angka_banding(target.nilai, skala))
        except PredikatTidakDikenal as salah:
            return tidak_dinilai(salah.pesan)
    return hitung_capaian(
        target=target,
        realisasi=nilai,
        arah=Arah(indikator.arah),
        rumus_turun=RumusTurun(instansi.rumus_turun),
        desimal=indikator.desimal,
    )


def hitung_ulang(realisasi: Realisasi, isi_baris: Iterable[NilaiKomponen] | None = None) -> bool:
    """Set `nilai`, `alasan_kosong` and `capaian` of a locked realisation from its components; whether `nilai` changed.

    The caller saves the row.

    Args:
        isi_baris: its components as they stand now; None: as they are stored.
    """
    indikator = realisasi.indikator
    baris = list(realisasi.nilai_komponen.all() if isi_baris is None else isi_baris)
    isi = {n.komponen_id: n.nilai for n in baris}
    sebelum = (realisasi.nilai, realisasi.alasan_kosong)
    realisasi.nilai, realisasi.alasan_kosong = hitung_nilai(
        indikator, {k.nama: isi.get(k.pk) for k in indikator.komponen.all()}
    )
    if realisasi.nilai is None:
        # Whoever could not give a value said why; that tells more than "belum terisi".
        sebab = [n.asal["alasan"] for n in baris if n.nilai is None and n.asal.get("alasan")]
        realisasi.alasan_kosong = " ".join(dict.fromkeys(sebab))[:PANJANG_ALASAN] or realisasi.alasan_kosong
    capaian = nilai_capaian(
        indikator,
        _target_menilai(indikator, realisasi.triwulan),
        realisasi.nilai,
        indikator.sasaran.unit.instansi,
    ).nilai
    realisasi.capaian = None if capaian is None else setepat_simpanan(capaian)
    return (realisasi.nilai, realisasi.alasan_kosong) != sebelum


def _target_menilai(indikator: Indikator, triwulan: int) -> Target:
    janji = janji_satu(indikator)
    if triwulan in janji:
        return janji[triwulan].target
    rencana = next((t for t in indikator.target.all() if t.triwulan == triwulan), None)
    return rencana.sebagai_target() if rencana else Target.belum()


def teruskan(sumber: Realisasi, kini: datetime) -> None:
    """Carry a changed figure on to every indicator whose formula uses it or that rolls it up, in the same quarter.

    A dependant that had already been submitted goes back to its operator, an approved one is opened for correction
    with its old version kept: nobody's signature stays on a figure that has moved.
    """
    _teruskan_rujukan(sumber, kini)
    teruskan_gulungan(sumber, kini)


def _teruskan_rujukan(sumber: Realisasi, kini: datetime) -> None:
    alasan = _alasan_sumber(sumber)
    for komponen in Komponen.objects.filter(rujukan=sumber.indikator, sumber=SumberKomponen.INDIKATOR).select_related(
        "indikator__sasaran__unit__instansi", "indikator__skala"
    ):
        turunan = kunci_realisasi(komponen.indikator, sumber.triwulan)
        # Before its component is replaced: the version that was approved.
        isi_lama = isi_beku(turunan) if turunan.status == alur.Status.DISETUJUI else None
        NilaiKomponen.objects.update_or_create(
            realisasi=turunan, komponen=komponen, defaults={"nilai": sumber.nilai, "diisi_pada": kini}
        )
        perbarui_terhitung(turunan, isi_lama, alasan, kini)


def teruskan_gulungan(sumber: Realisasi, kini: datetime) -> None:
    """Carry a changed line on to the indicator that rolls it up, in the same quarter.

    Also where its figure stayed the same: 42 / 50 and 84 / 100 are one percentage, but not one sum.
    """
    teruskan_banyak([(sumber, False)], kini)


def teruskan_banyak(sumber: Sequence[tuple[Realisasi, bool]], kini: datetime) -> None:
    """The same for many changed lines, each with whether its figure changed: who rolls several up is rolled up once.

    Three queries, and those of each dependant.
    """
    berubah = {baris.indikator_id for baris, angka in sumber if angka}
    dirujuk = Komponen.objects.filter(rujukan__in=berubah, sumber=SumberKomponen.INDIKATOR) if berubah else None
    perujuk = set(dirujuk.values_list("rujukan_id", flat=True)) if dirujuk is not None else set()
    for baris, angka in sumber:
        if angka and baris.indikator_id in perujuk:
            _teruskan_rujukan(baris, kini)
    gulungan = Turunan.objects.filter(anak__in={baris.indikator_id for baris, _ in sumber}).select_related(
        "induk__sasaran__unit__instansi", "induk__skala"
    )
    induk = {g.anak_id: g.induk for g in gulungan}
    bagian: dict[tuple[int, int], list[Realisasi]] = {}
    for baris, _ in sumber:
        if baris.indikator_id in induk:
            bagian.setdefault((induk[baris.indikator_id].pk, baris.triwulan), []).append(baris)
    for (_, triwulan), anak in sorted(bagian.items()):
        gulung_ulang(induk[anak[0].indikator_id], triwulan, _alasan_sumber(*anak), kini)


def _alasan_sumber(*sumber: Realisasi) -> str:
    kode = sorted({baris.indikator.kode for baris in sumber})
    sebutan = kode[0] if len(sumber) == 1 else f"{len(sumber)} indikator"
    return f"Angka sumber {sebutan} {tulis_triwulan(sumber[0].triwulan)} berubah, sehingga angka ini dihitung ulang."


def gulung_ulang(induk: Indikator, triwulan: int, alasan: str, kini: datetime) -> None:
    """Roll up one indicator and quarter from its children's results again, and follow it on.

    The parent's row is locked before the children are read: of two children saved at the same time, the later one
    sees the earlier. Locks always go from child to parent, so two savers never wait for each other in a circle.
    """
    realisasi = kunci_realisasi(induk, triwulan)
    isi_lama = isi_beku(realisasi) if realisasi.status == alur.Status.DISETUJUI else None
    if simpan_gulungan(realisasi, kini):
        perbarui_terhitung(realisasi, isi_lama, alasan, kini)


def perbarui_terhitung(turunan: Realisasi, isi_lama: dict[str, Any] | None, alasan: str, kini: datetime) -> None:
    """Compute a locked realisation again after a component that nobody types has changed, and follow it on.

    Args:
        isi_lama: the line as it stood before, when it was approved (see `isi_beku`).
        alasan: why it moves, for the audit trail, the operator and the kept version.
    """
    lama = turunan.nilai
    if not hitung_ulang(turunan):
        teruskan_gulungan(turunan, kini)
        return
    if isi_lama is not None:
        simpan_versi_lama(turunan, isi_lama, alasan=alasan, pelaku=None, kini=kini)
    turunan.versi += 1
    turunan.versi_angka += 1
    turunan.diubah_pada = kini
    turunan.save(update_fields=["nilai", "alasan_kosong", "capaian", "versi", "versi_angka", "diubah_pada"])
    jejak.catat(
        pelaku=None,
        aksi="realisasi.hitung_ulang",
        objek=turunan,
        kini=kini,
        unit_jalur=turunan.indikator.sasaran.unit.jalur,
        sebelum={"nilai": lama},
        sesudah={"nilai": turunan.nilai},
        alasan=alasan,
    )
    if not alur.boleh_isi(alur.Status(turunan.status)):
        aksi = alur.Aksi.KOREKSI if turunan.status == alur.Status.DISETUJUI else alur.Aksi.KEMBALIKAN
        pindahkan(turunan, aksi, pelaku=None, kini=kini, alasan=alasan)
    teruskan(turunan, kini)
