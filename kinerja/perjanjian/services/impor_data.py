"""The cascade from the sheets "Data …" of our own workbook: everything, also what no printed lampiran says."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from indikator.hitung.capaian import Arah
from indikator.hitung.gulung import Agregasi
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.rumus import baca_rumus
from indikator.hitung.triwulan import Pola
from indikator.models import Indikator, Komponen, Satuan, SkalaPredikat, TingkatPredikat
from indikator.models.indikator import JenisSasaran, SumberKomponen
from indikator.models.satuan import JenisSkala
from indikator.services.definisi import lingkaran_rujukan
from kinerja.organisasi.models import Jabatan, Unit
from kinerja.perjanjian.impor.baca import Baris, TabelBaca
from kinerja.perjanjian.impor.nilai import baca_bulat, baca_desimal, baca_ya
from kinerja.perjanjian.impor.salah import SelSalah
from kinerja.perjanjian.impor.susunan import WAKTU
from kinerja.perjanjian.models.cascading import JenisTautan
from kinerja.perjanjian.services.impor_acuan import Acuan, wajib_teks
from kinerja.perjanjian.services.impor_dokumen import target_baris
from kinerja.perjanjian.services.impor_indikator import Penulis, Usul, isikan
from kinerja.perjanjian.services.impor_pelaksana import Pelaksana
from kinerja.perjanjian.services.impor_tautan import PenulisTautan, SelTautan

_TEKS = ("definisi", "dasar_hukum", "metode_pengukuran", "sumber_data", "rumus")


def tulis_satuan(p: Pelaksana, acuan: Acuan, tabel: TabelBaca) -> None:
    """Units of measure that are not there yet; those that are stay, for all agencies share them."""
    for baris in tabel.baris:
        with p.baris(baris):
            kode = wajib_teks(baris, "kode", "Kode")
            if kode in acuan.satuan:
                continue
            satuan = Satuan(
                kode=kode,
                nama=wajib_teks(baris, "nama", "Nama"),
                awalan=baris.teks("awalan"),
                akhiran=baris.teks("akhiran"),
                persen=baca_ya(baris.sel.get("persen"), "Persen") or False,
            )
            satuan.full_clean()
            satuan.save()
            acuan.satuan |= {satuan.nama.casefold(): satuan, kode: satuan}
            p.catat(baris, "Satuan", satuan.nama, (), baru=True)


def tulis_skala(p: Pelaksana, acuan: Acuan, tabel: TabelBaca) -> None:
    """Predicate scales the agency does not have yet, each with all its labels or not at all."""
    isi: dict[str, list[Baris]] = {}
    for baris in tabel.baris:
        isi.setdefault(baris.teks("skala"), []).append(baris)
    for nama, kelompok in isi.items():
        if nama.casefold() in acuan.skala:
            continue
        with p.baris(kelompok[0]):
            wajib_teks(kelompok[0], "skala", "Skala")
            skala = SkalaPredikat(
                instansi=p.unit.instansi,
                nama=nama,
                jenis=_pilihan(kelompok[0], "jenis", "Jenis", JenisSkala),
                maksimum=baca_desimal(kelompok[0].sel.get("maksimum"), "Nilai tertinggi"),
            )
            skala.full_clean()
            skala.save()
            for baris in kelompok:
                tingkat = TingkatPredikat(
                    skala_predikat=skala,
                    label=wajib_teks(baris, "label", "Label"),
                    nilai=_wajib_angka(baris, "nilai", "Nilai"),
                    persen=baca_desimal(baris.sel.get("persen"), "Konversi persen"),
                )
                tingkat.full_clean()
                tingkat.save()
            acuan.skala[nama.casefold()] = skala
            p.catat(kelompok[0], "Skala predikat", nama, (), baru=True)


def _wajib_angka(baris: Baris, kunci: str, judul: str) -> Decimal:
    angka = baca_desimal(baris.sel.get(kunci), judul)
    if angka is None:
        raise SelSalah(judul, "", "belum diisi")
    return angka


def tulis_indikator(p: Pelaksana, acuan: Acuan, penulis: Penulis, tabel: TabelBaca, *, berkomponen: bool) -> None:
    """Every indicator of the sheet; `berkomponen`: a sheet with their components follows."""
    for baris in tabel.baris:
        with p.baris(baris):
            penulis.tulis(baris, _usul(p, acuan, baris, tabel, berkomponen=berkomponen))


def _usul(p: Pelaksana, acuan: Acuan, baris: Baris, tabel: TabelBaca, *, berkomponen: bool) -> Usul:
    cetak = {tw: baris.persis(f"tercetak{tw}") for tw in WAKTU if f"tercetak{tw}" in tabel.judul}
    kode_satuan = baris.teks("kode_satuan")
    return Usul(
        unit=p.unit,
        jenis=_pilihan(baris, "jenis", "Jenis sasaran", JenisSasaran),
        sasaran=wajib_teks(baris, "sasaran", "Sasaran") and baris.persis("sasaran"),
        nama=wajib_teks(baris, "nama", "Indikator") and baris.persis("nama"),
        nomor_sasaran=baca_bulat(baris.sel.get("nomor_sasaran"), "Nomor sasaran"),
        nomor=baca_bulat(baris.sel.get("nomor"), "Nomor indikator"),
        satuan=kode_satuan if kode_satuan in acuan.satuan else baris.teks("satuan"),
        kolom=_kolom(acuan, baris),
        target=target_baris(baris, tabel.judul),
        tercetak=cetak,
        judul=tabel.judul,
        penanggung_jawab=_penanggung_jawab(p, acuan, baris),
        tanpa_komponen=berkomponen,
        data=True,
    )


def _kolom(acuan: Acuan, baris: Baris) -> dict[str, Any]:
    """Fields of the indicator as far as the row fills them in."""
    isi: dict[str, Any] = {nama: baris.persis(nama) for nama in _TEKS if baris.teks(nama)}
    for nama, judul, pilihan in (("arah", "Arah", Arah), ("pola", "Pola", Pola), ("agregasi", "Agregasi", Agregasi)):
        if baris.teks(nama):
            isi[nama] = _pilihan(baris, nama, judul, pilihan)
    if (rata := baca_ya(baris.sel.get("boleh_rata_persen"), "Persentase dirata-ratakan")) is not None:
        isi["boleh_rata_persen"] = rata
    if (desimal := baca_bulat(baris.sel.get("desimal"), "Desimal")) is not None:
        isi["desimal"] = desimal
    if (bobot := baca_desimal(baris.sel.get("bobot"), "Bobot")) is not None:
        isi["bobot"] = bobot
    if skala := baris.teks("skala"):
        if skala.casefold() not in acuan.skala:
            raise SelSalah("Skala predikat", skala, "skala predikat ini belum ada, tambahkan pada data induk")
        isi["skala"] = acuan.skala[skala.casefold()]
    elif "skala" in baris.sel:
        isi["skala"] = None
    return isi


def _penanggung_jawab(p: Pelaksana, acuan: Acuan, baris: Baris) -> list[Jabatan] | None:
    hasil = []
    for satu in baris.teks("penanggung_jawab").splitlines():
        jabatan = acuan.cari_jabatan(satu)
        if jabatan is None:
            p.ingatkan(f"Jabatan “{satu}” tidak ada di {acuan.unit.nama} dan bawahannya, jadi tidak dimuat.")
        else:
            hasil.append(jabatan)
    return hasil or None


def tulis_komponen(p: Pelaksana, acuan: Acuan, penulis: Penulis, tabel: TabelBaca) -> None:
    """The components of the formulas; afterwards every name in a formula must be one of them."""
    disentuh: dict[int, tuple[Baris, Indikator]] = {}
    for baris in tabel.baris:
        with p.baris(baris):
            indikator = _indikator(p, acuan, baris)
            _komponen(p, acuan, penulis, baris, indikator)
            disentuh.setdefault(indikator.pk, (baris, indikator))
    for baris, indikator in disentuh.values():
        kurang = _kurang(indikator)
        if kurang:
            p.tolak(baris, f"rumus {indikator.kode} menyebut {', '.join(kurang)}, tetapi komponennya tidak ada")


def _kurang(indikator: Indikator) -> list[str]:
    ada = set(indikator.komponen.values_list("nama", flat=True))
    try:
        return [n for n in baca_rumus(indikator.rumus).nama_komponen if n not in ada]
    except KesalahanHitung:
        return []


def _komponen(p: Pelaksana, acuan: Acuan, penulis: Penulis, baris: Baris, indikator: Indikator) -> None:
    nama = wajib_teks(baris, "nama", "Nama")
    rujukan = _rujukan(acuan, baris)
    if rujukan is not None and (lingkaran := lingkaran_rujukan(indikator, rujukan)):
        raise SelSalah("Rujukan", baris.teks("rujukan"), f"melingkar: {' → '.join(i.kode for i in lingkaran)}")
    nilai: dict[str, Any] = {
        "label": wajib_teks(baris, "label", "Label"),
        "urutan": baca_bulat(baris.sel.get("urutan"), "Urutan") or 1,
        "sumber": _pilihan(baris, "sumber", "Sumber", SumberKomponen) if baris.teks("sumber") else SumberKomponen.ISIAN,
        "rujukan": rujukan,
        "tetapan": baca_desimal(baris.sel.get("tetapan"), "Nilai tetap"),
    }
    ada = Komponen.objects.filter(indikator=indikator, nama=nama).first()
    komponen = ada or Komponen(indikator=indikator, nama=nama)
    beda = isikan(komponen, {k: str(v) if k == "sumber" else v for k, v in nilai.items()})
    if beda or ada is None:
        komponen.full_clean()
        komponen.save()
        if ada is not None:
            penulis.hitung[indikator.pk] = indikator
    p.catat(baris, "Komponen", f"{indikator.kode} {nama}", beda if ada else (), baru=ada is None)


def _rujukan(acuan: Acuan, baris: Baris) -> Indikator | None:
    """The indicator a component takes its value from, `JAKBAR: 2.1`. Raises SelSalah when it is not there."""
    teks = baris.teks("rujukan")
    if not teks:
        return None
    kode_unit, _, kode = teks.rpartition(":")
    unit = acuan.unit_kode.get(kode_unit.strip(), acuan.unit)
    ada = acuan.berkode(unit, kode.strip())
    if ada is None:
        raise SelSalah("Rujukan", teks, "indikator rujukan ini tidak ada")
    return ada


def tulis_tautan(p: Pelaksana, acuan: Acuan, tautan: PenulisTautan, tabel: TabelBaca) -> None:
    """Every link of the sheet."""
    for baris in tabel.baris:
        with p.baris(baris):
            unit = _unit(acuan, baris)
            dihitung = baca_ya(baris.sel.get("dihitung"), "Dihitung")
            sel = SelTautan(
                induk=_indikator(p, acuan, baris),
                unit=unit,
                jenis=_pilihan(baris, "jenis", "Jenis", JenisTautan),
                jabatan=_jabatan(acuan, baris, unit),
                lingkup=baris.persis("lingkup"),
                anak=_anak(acuan, baris, unit),
                tersirat=baca_ya(baris.sel.get("tersirat"), "Tersirat") or False,
                dihitung=dihitung,
                bobot=baca_desimal(baris.sel.get("bobot"), "Bobot"),
            )
            tautan.tulis(baris, sel)


def tulis_uraian(p: Pelaksana, acuan: Acuan, tautan: PenulisTautan, tabel: TabelBaca) -> None:
    """Every derivation in words of the sheet."""
    for baris in tabel.baris:
        with p.baris(baris):
            tingkat = baca_bulat(baris.sel.get("lampiran"), "Lampiran")
            if not tingkat or tingkat > 9:
                raise SelSalah("Lampiran", baris.teks("lampiran"), "harus 1 sampai 9")
            isi = (baris.persis("teks") or None, baris.persis("catatan") or None)
            tautan.tulis_uraian(baris, _indikator(p, acuan, baris), tingkat, *isi)


def _indikator(p: Pelaksana, acuan: Acuan, baris: Baris) -> Indikator:
    kode = wajib_teks(baris, "kode", "Kode indikator")
    ada = acuan.berkode(p.unit, kode)
    if ada is None:
        raise SelSalah("Kode indikator", kode, f"{p.unit.nama} tidak mempunyai indikator bernomor ini")
    return ada


def _unit(acuan: Acuan, baris: Baris) -> Unit:
    kode = wajib_teks(baris, "kode_unit", "Kode unit")
    unit = acuan.unit_kode.get(kode)
    if unit is None:
        raise SelSalah("Kode unit", kode, f"tidak ada unit berkode ini di {acuan.unit.nama} dan bawahannya")
    return unit


def _jabatan(acuan: Acuan, baris: Baris, unit: Unit) -> Jabatan | None:
    teks = baris.teks("jabatan")
    if not teks:
        return None
    ada = acuan.cari_jabatan(teks, unit)
    if ada is None:
        raise SelSalah("Jabatan", teks, f"jabatan ini tidak ada di {unit.nama}")
    return ada


def _anak(acuan: Acuan, baris: Baris, unit: Unit) -> Indikator | None:
    kode = baris.teks("anak")
    if not kode:
        return None
    ada = acuan.berkode(unit, kode)
    if ada is None:
        aturan = f"{unit.nama} belum mempunyai indikator ini, impor dahulu matriks unit itu"
        raise SelSalah("Kode indikator sendiri", kode, aturan)
    return ada


def _pilihan(baris: Baris, kunci: str, judul: str, pilihan: Any) -> Any:
    """The member a cell names by its value. Raises SelSalah listing what is possible."""
    teks = wajib_teks(baris, kunci, judul).casefold().replace(" ", "_")
    ada = [str(p.value) for p in pilihan]
    if teks not in ada:
        raise SelSalah(judul, baris.teks(kunci), f"harus salah satu dari {', '.join(ada)}")
    return pilihan(teks)
