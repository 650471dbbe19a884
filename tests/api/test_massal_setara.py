"""A bulk write leaves what the same single writes leave, by as many queries for 100 rows as for 10."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indikator.alur import Status
from indikator.models import Indikator, NilaiKomponen, Perpindahan, Realisasi, Turunan
from indikator.services import lembaran
from indikator.services.isian import isi_komponen
from indikator.services.kiriman import baca_nilai
from indikator.services.kiriman_baris import BarisKiriman, Hasil
from indikator.services.kiriman_massal import simpan_massal
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.models import Jejak
from tests.api.bantu_realisasi import banyak_indikator, buka_triwulan
from tests.api.conftest import Pemanggil
from tests.indikator.bantu import isi, sampai
from tests.indikator.test_gulungan import RASIO, gantung, induk_di
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_sasaran

ALAMAT = "/api/v1/realisasi/massal/"
NILAI = ("0", "42", "42.0", "42", "7.25", "7.25", "-3", "1,5", None)


@dataclass(frozen=True)
class Susunan:
    """What feeds others comes first: `rasio` and `lepas` feed nobody, `sumber` feeds `campur`, `anak` feed `induk`."""

    indikator: tuple[Indikator, ...]
    terhitung: frozenset[int]


@pytest.fixture
def susunan(orang: Pemeran) -> Susunan:
    buka_triwulan(orang)
    sasaran, kini = buat_sasaran(orang.bagian, orang.periode), timezone.now()
    rasio, lepas, sumber = buat_indikator(sasaran, **RASIO), buat_indikator(sasaran), buat_indikator(sasaran)
    anak = [buat_indikator(sasaran), buat_indikator(sasaran)]
    campur = buat_indikator(sasaran, rumus="nilai + tambah", komponen=(("nilai", sumber), "tambah"))
    induk = induk_di(orang, orang.asisten)
    gantung(orang, induk, *anak, kini=kini)
    for satu, status in ((lepas, Status.DIAJUKAN), (campur, Status.DISETUJUI), (anak[0], Status.DIKEMBALIKAN)):
        isi(orang, sumber, "5", kini)
        sampai(orang, isi(orang, satu, "8", kini), status, kini)
    Realisasi.objects.filter(indikator=induk, triwulan=2).update(status=Status.DIAJUKAN, diajukan_oleh=orang.operator)
    return Susunan((rasio, lepas, sumber, *anak, campur, induk), frozenset({campur.pk, induk.pk}))


def acak(susunan: Susunan, orang: Pemeran, acakan: random.Random) -> list[BarisKiriman]:
    """Rows right, wrong, stale, closed, of nobody; sources before what is computed from them."""
    semua = [(i, k.nama) for i in susunan.indikator for k in i.komponen.all()]
    semua += [
        (susunan.indikator[0], "karangan"),
        (buat_indikator(buat_sasaran(orang.bagian_lain, orang.periode)), "nilai"),
    ]
    pilih = sorted(
        acakan.sample([(*s, tw) for s in semua for tw in (2, 2, 2, 3)], 24), key=lambda s: semua.index(s[:2])
    )
    return [
        BarisKiriman(
            nomor=nomor,
            indikator=indikator.pk,
            unit="",
            tahun=0,
            kode="",
            triwulan=triwulan,
            komponen=nama,
            nilai=acakan.choice(NILAI),
            versi=acakan.choice((None, None, None, None, 0, 1, 2)),
        )
        for nomor, (indikator, nama, triwulan) in enumerate(pilih, 1)
    ]


def satu_satu(orang: Pemeran, baris: Sequence[BarisKiriman], kini: datetime) -> list[tuple[str, str]]:
    """The same rows through the service of a single write, each with the version its sender would have seen by then."""
    awal = {(r.indikator_id, r.triwulan): r.versi for r in Realisasi.objects.all()}
    milik = {i.pk: i for i in Indikator.objects.untuk(orang.operator)}
    dilihat: dict[tuple[int, int], int] = {}
    sudah: set[tuple[int | None, int, str]] = set()
    hasil = []
    for satu in baris:
        kunci = (satu.indikator or 0, satu.triwulan)
        komponen = milik[kunci[0]].komponen.filter(nama=satu.komponen).first() if kunci[0] in milik else None
        if (*kunci, satu.komponen) in sudah:
            hasil.append(("ditolak", "baris_ganda"))
            continue
        sudah.add((*kunci, satu.komponen))
        if komponen is None:
            hasil.append(("ditolak", "komponen_tidak_dikenal" if kunci[0] in milik else "tidak_ditemukan"))
            continue
        ada = Realisasi.objects.filter(indikator=kunci[0], triwulan=kunci[1]).first()
        versi = ada.versi if ada else 0
        try:
            nilai = baca_nilai(satu.nilai, komponen.indikator)
            basi = satu.versi is not None and dilihat.setdefault(kunci, satu.versi) != awal.get(kunci, 0)
            with transaction.atomic():
                jadi = isi_komponen(
                    pelaku=orang.operator,
                    komponen=komponen,
                    triwulan=kunci[1],
                    nilai=nilai,
                    versi=dilihat[kunci] if basi else versi,
                    kini=kini,
                )
            hasil.append(("sama" if jadi.versi == versi else "disimpan", ""))
        except PelanggaranAturan as tolak:
            hasil.append(("ditolak", tolak.kode))
    return hasil


def keadaan(susunan: Susunan) -> dict[str, Any]:
    """All that is stored. Of a computed line not how often it was computed: together it is computed once."""
    baris = {}
    for satu in Realisasi.objects.select_related("indikator"):
        komponen = sorted(satu.nilai_komponen.values_list("komponen__nama", "nilai", "diisi_oleh", "asal"), key=str)
        terhitung = satu.indikator_id in susunan.terhitung
        versi = () if terhitung else (satu.versi, satu.versi_angka)
        tetap = (satu.nilai, satu.alasan_kosong, satu.capaian, satu.status, satu.contoh, satu.diubah_pada)
        if satu.versi or komponen:
            baris[satu.indikator_id, satu.triwulan] = (tetap, versi, komponen)
    kolom = ("pelaku", "lewat", "aksi", "unit_jalur", "sebelum", "sesudah", "waktu")
    pindah = Perpindahan.objects.values_list("realisasi__indikator", "aksi", "dari", "ke", "pelaku")
    return {
        "baris": baris,
        "jejak": sorted(map(str, Jejak.objects.filter(aksi="realisasi.isi").values_list(*kolom))),
        "pindah": sorted(map(str, pindah)),
        "terhitung": {j.objek_id for j in Jejak.objects.filter(aksi="realisasi.hitung_ulang")} != set(),
    }


def dibatalkan(kerja: Callable[[], Any]) -> Any:
    """What `kerja` gives, taken back."""
    with transaction.atomic():
        hasil = kerja()
        transaction.set_rollback(True)
    return hasil


@pytest.mark.parametrize("benih", range(10))
def test_setara_dengan_satu_satu(orang: Pemeran, susunan: Susunan, benih: int) -> None:
    baris, kini = acak(susunan, orang, random.Random(benih)), timezone.now()

    def massal() -> Any:
        hasil = simpan_massal(pelaku=orang.operator, baris=baris, coba=False, kini=kini)
        return [(h.hasil.value, h.kode) for h in hasil], keadaan(susunan)

    tunggal = dibatalkan(lambda: (satu_satu(orang, baris, kini), keadaan(susunan)))
    bersama = dibatalkan(massal)
    assert bersama[0] == tunggal[0]
    assert bersama[1] == tunggal[1]
    assert {"disimpan", "ditolak"} <= {hasil for hasil, _ in bersama[0]}


def _kiriman(indikator: Sequence[Indikator], nilai: str) -> dict[str, Any]:
    return {
        "baris": [{"indikator": i.pk, "triwulan": 2, "komponen": "nilai", "nilai": nilai} for i in indikator],
    }


@pytest.mark.parametrize("digulung", [False, True])
def test_kueri_tidak_bertambah(orang: Pemeran, dengan_token: Pemanggil, digulung: bool) -> None:
    """New values, then others in their place: 10 rows, and 100. Also where all are rolled up into one."""
    buka_triwulan(orang)
    sasaran = buat_sasaran(orang.bagian, orang.periode)
    klien, semua = dengan_token(orang.operator, orang.bagian), banyak_indikator(sasaran, 110)
    if digulung:
        induk = induk_di(orang, orang.asisten)
        Turunan.objects.bulk_create(Turunan(induk=induk, anak=anak) for anak in semua)
    klien.get("/api/v1/instansi/")  # the first call writes when the token was last used
    banyak = []
    for nilai in ("42", "43"):
        for bagian in (semua[:10], semua[10:]):
            with CaptureQueriesContext(connection) as kueri:
                jawab = klien.post(ALAMAT, _kiriman(bagian, nilai))
            assert jawab.json()["jumlah"]["disimpan"] == len(bagian)
            banyak.append(len(kueri))
    if digulung:
        # The first batch also makes the line of the indicator above.
        assert banyak[0] > banyak[1] == banyak[2] == banyak[3]
        assert Realisasi.objects.get(indikator=induk).nilai == 43
    else:
        assert banyak[0] == banyak[1]
        assert banyak[2] == banyak[3]
    assert max(banyak) <= 60
    assert Jejak.objects.filter(aksi="realisasi.isi").count() == 220
    assert set(NilaiKomponen.objects.filter(realisasi__indikator__in=semua).values_list("nilai", flat=True)) == {43}


def test_baris_yang_baru_dibuat_orang_lain(orang: Pemeran, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line made by another between reading and storing: once more, now with theirs locked; nothing is lost."""
    buka_triwulan(orang)
    satu, kini = buat_indikator(buat_sasaran(orang.bagian, orang.periode), **RASIO), timezone.now()
    terbit = satu.komponen.get(nama="terbit")
    kunci, panggilan = lembaran._kunci, []

    def terlambat(diminta: Any) -> list[Realisasi]:
        panggilan.append(diminta)
        return [] if len(panggilan) == 1 else kunci(diminta)

    baris = BarisKiriman(1, satu.pk, "", 0, "", 2, "tepat", "40", None)
    monkeypatch.setattr(lembaran, "_kunci", terlambat)
    isi_komponen(pelaku=orang.operator, komponen=terbit, triwulan=2, nilai=baca_nilai("50", satu), versi=0, kini=kini)
    hasil = simpan_massal(pelaku=orang.operator, baris=[baris], coba=False, kini=kini)
    assert [(h.hasil, h.versi) for h in hasil] == [(Hasil.DISIMPAN, 2)]
    assert len(panggilan) == 2
    assert Realisasi.objects.get().nilai == 80
