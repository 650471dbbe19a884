"""Reading the lines of a quarter's entry grid: a constant number of queries, every figure in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from indikator.alur import Status
from indikator.hitung.angka import tulis_ringkas
from indikator.hitung.capaian import JenisTarget, Target
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.models import Indikator, Komponen, Penugasan, Perpindahan, Realisasi
from indikator.models import Target as TargetTersimpan
from indikator.models.indikator import JenisSasaran, SumberKomponen
from indikator.models.satuan import JenisSkala
from indikator.selectors.baris_isian import Baris, Pembaca, SelKomponen
from indikator.selectors.lembar_periksa import kelas_capaian
from indikator.selectors.setelan import pita
from indikator.selectors.tulis import Sel, sel_capaian, sel_nilai, sel_target, tulis_hasil
from indikator.services.isian import periksa_baris, tulis_nilai
from indikator.services.penilai import Janji, janji_berlaku, target_menilai
from indikator.services.perhitungan import nilai_capaian
from indikator.services.versi import URAIAN
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.jendela import Jendela
from kinerja.organisasi.tanggal import tulis_triwulan

URUTAN_JENIS = {jenis: urutan for urutan, jenis in enumerate(JenisSasaran.values)}


def susun_baris(indikator: QuerySet[Indikator], triwulan: int, pembaca: Pembaca) -> list[Baris]:
    """Lines of these indicators (narrowed to the reader by the caller) in the quarter.

    Eight queries at the most, however many lines.
    """
    semua = list(_lengkap(indikator))
    target, janji = _target(semua, triwulan), janji_berlaku(semua)
    realisasi = _realisasi(semua, triwulan)
    return [_baris(i, triwulan, target[i.pk], janji[i.pk], realisasi[i.pk], pembaca) for i in semua]


def _lengkap(indikator: QuerySet[Indikator]) -> list[Indikator]:
    komponen = Komponen.objects.select_related("rujukan__sasaran", "rujukan__satuan", "rujukan__skala")
    lengkap = (
        Indikator.objects.filter(pk__in=indikator.values("pk"))
        .select_related("sasaran__unit__instansi", "sasaran__periode__instansi", "satuan", "skala")
        .prefetch_related("skala__tingkat", Prefetch("komponen", komponen.prefetch_related("rujukan__skala__tingkat")))
        .annotate(pengampu=ArraySubquery(Penugasan.objects.filter(indikator=OuterRef("pk")).values("unit_id")))
    )
    return sorted(
        lengkap,
        key=lambda i: (URUTAN_JENIS[i.sasaran.jenis], i.sasaran.unit.jalur, i.sasaran.nomor, i.nomor),
    )


def _target(indikator: Sequence[Indikator], triwulan: int) -> defaultdict[int, dict[int, Target]]:
    hasil: defaultdict[int, dict[int, Target]] = defaultdict(dict)
    for satu in TargetTersimpan.objects.filter(indikator__in=indikator, triwulan__range=(1, triwulan)):
        hasil[satu.indikator_id][satu.triwulan] = satu.sebagai_target()
    return hasil


def _realisasi(indikator: Sequence[Indikator], triwulan: int) -> defaultdict[int, dict[int, Realisasi]]:
    kembali = Perpindahan.objects.filter(realisasi=OuterRef("pk"), ke=Status.DIKEMBALIKAN).order_by("-id")
    baris = (
        Realisasi.objects.filter(indikator__in=indikator, triwulan__lte=triwulan)
        .annotate(
            banyak_bukti=Count("bukti", filter=Q(bukti__ditarik_pada__isnull=True)),
            alasan_kembali=Subquery(kembali.values("alasan")[:1]),
            dikembalikan_oleh=Subquery(kembali.values("pelaku__nama")[:1]),
        )
        .prefetch_related("nilai_komponen")
    )
    hasil: defaultdict[int, dict[int, Realisasi]] = defaultdict(dict)
    for satu in baris:
        hasil[satu.indikator_id][satu.triwulan] = satu
    return hasil


def _baris(
    indikator: Indikator,
    triwulan: int,
    rencana: Mapping[int, Target],
    janji: Janji,
    realisasi: Mapping[int, Realisasi],
    pembaca: Pembaca,
) -> Baris:
    # A line nobody has touched looks like an empty draft.
    ini = realisasi.get(triwulan) or Realisasi(indikator=indikator, triwulan=triwulan)
    target = target_menilai(rencana, janji, triwulan)
    acuan = target.get(triwulan, Target.belum())
    instansi = indikator.sasaran.unit.instansi
    capaian = nilai_capaian(indikator, acuan, ini.nilai, instansi)
    kelas = kelas_capaian(capaian, instansi)
    jendela = pembaca.jendela.untuk({indikator.sasaran.unit_id, *getattr(indikator, "pengampu", ())})
    dikembalikan = ini.status == Status.DIKEMBALIKAN
    return Baris(
        indikator=indikator,
        triwulan=triwulan,
        realisasi_id=ini.pk,
        versi=ini.versi,
        sel=_sel(indikator, ini),
        target=sel_target(indikator, acuan),
        menurut=janji[triwulan].sebutan if triwulan in janji else "",
        lalu=tuple(_lalu(indikator, tw, target, realisasi) for tw in range(1, triwulan)),
        nilai=sel_nilai(indikator, ini.nilai, acuan, ini.alasan_kosong),
        alasan_kosong=ini.alasan_kosong,
        capaian=sel_capaian(capaian),
        kelas=kelas,
        nada=_nada(kelas, [p.nama for p in pita(instansi)]),
        status=str(ini.status),
        uraian={kolom: getattr(ini, kolom) for kolom in URAIAN},
        jumlah_bukti=getattr(ini, "banyak_bukti", 0),
        contoh=ini.contoh,
        wajib=acuan.jenis not in (JenisTarget.NA, JenisTarget.BELUM),
        terisi=ini.nilai is not None,
        terkunci=_terkunci(Status(ini.status), jendela, pembaca),
        boleh_tarik=_boleh_tarik(ini, jendela, pembaca),
        alasan_kembali=(getattr(ini, "alasan_kembali", "") or "") if dikembalikan else "",
        dikembalikan_oleh=(getattr(ini, "dikembalikan_oleh", "") or "") if dikembalikan else "",
    )


def _sel(indikator: Indikator, realisasi: Realisasi) -> tuple[SelKomponen, ...]:
    isi = {n.komponen_id: n.nilai for n in realisasi.nilai_komponen.all()} if realisasi.pk else {}
    skala = indikator.skala
    pilihan: tuple[str, ...] = ()
    if skala is not None and skala.jenis == JenisSkala.LABEL:
        pilihan = tuple(t.label for t in skala.skala().tingkat)
    hasil: list[SelKomponen] = []
    kolom = 0
    for k in indikator.komponen.all():
        nilai = isi.get(k.pk)
        if k.rujukan is not None:
            teks = "" if nilai is None else tulis_hasil(k.rujukan, nilai)
            hasil.append(SelKomponen(k.pk, k.label, teks, -1, asal=f"indikator {k.rujukan.kode}"))
            continue
        if k.sumber != SumberKomponen.ISIAN:
            teks = "" if nilai is None else tulis_ringkas(nilai)
            hasil.append(SelKomponen(k.pk, k.label, teks, -1, asal=k.get_sumber_display().lower()))
            continue
        try:
            teks = tulis_nilai(indikator, nilai)
        except KesalahanHitung:
            # Stored before the scale was changed: shown as not chosen, so that somebody chooses again.
            teks = ""
        hasil.append(SelKomponen(k.pk, k.label, teks, kolom, pilihan))
        kolom += 1
    return tuple(hasil)


def _lalu(
    indikator: Indikator, triwulan: int, target: Mapping[int, Target], realisasi: Mapping[int, Realisasi]
) -> tuple[str, Sel]:
    lama = realisasi.get(triwulan)
    nilai, alasan = (lama.nilai, lama.alasan_kosong) if lama else (None, "")
    return tulis_triwulan(triwulan), sel_nilai(indikator, nilai, target.get(triwulan, Target.belum()), alasan)


def _terkunci(status: Status, jendela: Jendela, pembaca: Pembaca) -> str:
    if not pembaca.boleh_isi:
        return "Anda membaca lembar ini; mengisinya adalah tugas operator unit."
    try:
        periksa_baris(status, lambda: jendela, pembaca.kini)
    except PelanggaranAturan as aturan:
        return aturan.pesan
    return ""


def _boleh_tarik(realisasi: Realisasi, jendela: Jendela, pembaca: Pembaca) -> bool:
    return (
        pembaca.boleh_isi
        and realisasi.status == Status.DIAJUKAN
        and realisasi.diajukan_oleh_id == pembaca.pengguna.pk
        and jendela.terbuka(pembaca.kini)
    )


def _nada(kelas: str, urutan: Sequence[str]) -> str:
    """Tone of a class by its place among the bands: the words carry the meaning, the colour only helps."""
    if kelas not in urutan:
        return "netral"
    tempat = urutan.index(kelas)
    if tempat == 0:
        return "baik"
    if tempat == len(urutan) - 1:
        return "salah"
    return "kabar" if tempat < len(urutan) / 2 else "awas"
