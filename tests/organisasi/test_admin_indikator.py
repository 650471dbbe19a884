"""The planner's admin pages: legal definitions only, figures that follow them, nothing of other units."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from indikator.alur import Status
from indikator.hitung.angka import tulis_isian
from indikator.models import Indikator, Komponen, Realisasi, Satuan, SkalaPredikat, VersiRealisasi
from indikator.services.alur_kerja import ajukan, setujui, verifikasi
from indikator.services.definisi import hitung_ulang_indikator, lingkaran_rujukan
from indikator.services.isian import isi_komponen
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Jabatan, Jejak, Pengguna
from tests.orang import Pemeran
from tests.pabrik import buat_indikator, buat_pengguna, buat_sasaran, satuan


def masuk(orang: Pengguna) -> Client:
    client = Client()
    client.force_login(orang)
    return client


def ubah(objek: Any) -> str:
    return reverse(f"admin:{objek._meta.app_label}_{objek._meta.model_name}_change", args=[objek.pk])


def tambah(model: str) -> str:
    return reverse(f"admin:indikator_{model}_add")


def baris(awalan: str, isi: list[dict[str, Any]], lama: int) -> dict[str, str]:
    data = {f"{awalan}-TOTAL_FORMS": str(len(isi)), f"{awalan}-INITIAL_FORMS": str(lama)}
    for nomor, satu in enumerate(isi):
        data |= {f"{awalan}-{nomor}-{k}": str(v) for k, v in satu.items() if v is not None}
    return data


def isian(indikator: Indikator, **lain: str) -> dict[str, str]:
    """The page of an indicator as the browser would post it back unchanged, but for `lain`."""
    data = {
        "sasaran": str(indikator.sasaran_id),
        "nomor": str(indikator.nomor),
        "nama": indikator.nama,
        "satuan": str(indikator.satuan_id),
        "arah": indikator.arah,
        "pola": indikator.pola,
        "rumus": indikator.rumus,
        "agregasi": indikator.agregasi,
        "desimal": "2",
    }
    komponen = [
        {"id": k.pk, "nama": k.nama, "label": k.label, "urutan": k.urutan, "sumber": k.sumber, "rujukan": k.rujukan_id}
        for k in indikator.komponen.all()
    ]
    target = [
        {
            "id": t.pk,
            "triwulan": t.triwulan,
            "jenis": t.jenis,
            "nilai": tulis_isian(t.nilai) if t.nilai is not None else "",
        }
        for t in indikator.target.all()
    ]
    data |= baris("komponen", komponen, len(komponen)) | baris("target", target, len(target))
    return data | baris("penugasan", [], 0) | lain


def pesan(jawab: Any) -> str:
    return " ".join(str(m) for m in jawab.context["messages"])


def setujui_angka(orang: Pemeran, indikator: Indikator, nilai: str, kini: datetime) -> Realisasi:
    komponen = indikator.komponen.get()
    r = isi_komponen(pelaku=orang.operator, komponen=komponen, triwulan=2, nilai=Decimal(nilai), versi=0, kini=kini)
    r = ajukan(pelaku=orang.operator, realisasi=r, kini=kini)
    r = verifikasi(pelaku=orang.verifikator, realisasi=r, versi=r.versi, kini=kini)
    return setujui(pelaku=orang.pimpinan, realisasi=r, versi=r.versi, kini=kini)


@pytest.fixture
def indikator(orang: Pemeran) -> Indikator:
    return buat_indikator(buat_sasaran(orang.bagian, orang.periode), target={2: "80"})


def test_halaman_disimpan_tanpa_perubahan_tidak_mengubah_apa_pun(orang: Pemeran, indikator: Indikator) -> None:
    assert masuk(orang.perencana).post(ubah(indikator), isian(indikator)).status_code == 302
    assert not Jejak.objects.exists()


def test_angka_dibaca_cara_indonesia(orang: Pemeran, indikator: Indikator) -> None:
    client = masuk(orang.perencana)
    assert client.post(ubah(indikator), isian(indikator, **{"target-0-nilai": "86,75"})).status_code == 302
    assert indikator.target.get(triwulan=2).nilai == Decimal("86.75")
    assert 'value="86,75"' in client.get(ubah(indikator)).content.decode()
    ragu = client.post(ubah(indikator), isian(indikator, **{"target-0-nilai": "1.234"}))
    assert "meragukan" in ragu.content.decode()
    assert indikator.target.get(triwulan=2).nilai == Decimal("86.75")
    jejak = Jejak.objects.get(aksi="target.ubah")
    assert (Decimal(jejak.sebelum["nilai"]), Decimal(jejak.sesudah["nilai"])) == (Decimal(80), Decimal("86.75"))


def test_target_baru_menghitung_ulang_capaian_tanpa_mengubah_status(
    orang: Pemeran, indikator: Indikator, juli: datetime
) -> None:
    lama = setujui_angka(orang, indikator, "84", juli)
    jawab = masuk(orang.perencana).post(ubah(indikator), isian(indikator, **{"target-0-nilai": "84"}), follow=True)
    assert "1 realisasi dihitung ulang" in pesan(jawab)
    baru = Realisasi.objects.get(pk=lama.pk)
    assert (baru.nilai, baru.capaian, baru.status) == (Decimal(84), Decimal(100), Status.DISETUJUI.value)
    assert baru.versi_angka == lama.versi_angka + 1
    assert VersiRealisasi.objects.get(realisasi=baru).isi["capaian"].startswith("105")


def test_rumus_baru_mengembalikan_yang_disetujui(orang: Pemeran, indikator: Indikator, juli: datetime) -> None:
    lama = setujui_angka(orang, indikator, "84", juli)
    assert masuk(orang.perencana).post(ubah(indikator), isian(indikator, rumus="nilai / 2")).status_code == 302
    baru = Realisasi.objects.get(pk=lama.pk)
    assert (baru.nilai, baru.capaian) == (Decimal(42), Decimal("52.5"))
    assert baru.status == Status.DIKEMBALIKAN
    assert VersiRealisasi.objects.get(realisasi=baru).isi["nilai"].startswith("84")
    assert Jejak.objects.filter(aksi="realisasi.hitung_ulang", pelaku=orang.perencana).count() == 1


def test_hitung_ulang_dua_kali_hanya_berubah_sekali(orang: Pemeran, indikator: Indikator, juli: datetime) -> None:
    setujui_angka(orang, indikator, "84", juli)
    indikator.target.update(nilai=Decimal(84))
    assert hitung_ulang_indikator(pelaku=orang.perencana, indikator=indikator, kini=juli) == 1
    assert hitung_ulang_indikator(pelaku=orang.perencana, indikator=indikator, kini=juli) == 0


def test_angka_yang_memakainya_ikut(orang: Pemeran, indikator: Indikator, juli: datetime) -> None:
    induk = buat_indikator(indikator.sasaran, komponen=(("nilai", indikator),))
    setujui_angka(orang, indikator, "84", juli)
    assert Realisasi.objects.get(indikator=induk, triwulan=2).nilai == 84
    masuk(orang.perencana).post(ubah(indikator), isian(indikator, rumus="nilai / 2"))
    assert Realisasi.objects.get(indikator=induk, triwulan=2).nilai == 42


def test_rujukan_baru_mengambil_angka_yang_sudah_ada(orang: Pemeran, indikator: Indikator, juli: datetime) -> None:
    setujui_angka(orang, indikator, "84", juli)
    induk = buat_indikator(indikator.sasaran, komponen=(("nilai", indikator),))
    assert not Realisasi.objects.filter(indikator=induk).exists()
    hitung_ulang_indikator(pelaku=orang.perencana, indikator=induk, kini=juli)
    assert Realisasi.objects.get(indikator=induk, triwulan=2).nilai == 84


def test_rujukan_melingkar_ditolak_dengan_jejaknya(orang: Pemeran, indikator: Indikator) -> None:
    dua = buat_indikator(indikator.sasaran, komponen=(("nilai", indikator),))
    tiga = buat_indikator(indikator.sasaran, komponen=(("nilai", dua),))
    assert [i.kode for i in lingkaran_rujukan(indikator, tiga)] == ["1.1", "1.3", "1.2", "1.1"]
    assert lingkaran_rujukan(tiga, indikator) == []
    isi = isian(indikator, **{"komponen-0-sumber": "indikator", "komponen-0-rujukan": str(tiga.pk)})
    jawab = masuk(orang.perencana).post(ubah(indikator), isi)
    assert "Rujukan melingkar: 1.1 → 1.3 → 1.2 → 1.1" in jawab.content.decode()
    sendiri = isi | {"komponen-0-rujukan": str(indikator.pk)}
    assert "Rujukan melingkar: 1.1 → 1.1" in masuk(orang.perencana).post(ubah(indikator), sendiri).content.decode()
    assert indikator.komponen.get().rujukan is None


def test_rumus_dan_komponen_harus_cocok(orang: Pemeran, indikator: Indikator) -> None:
    client = masuk(orang.perencana)
    kurang = client.post(ubah(indikator), isian(indikator, rumus="nilai / penyebut"))
    assert "Rumus menyebut penyebut" in kurang.content.decode()
    salah = client.post(ubah(indikator), isian(indikator, rumus="nilai +"))
    assert "harus ada angka, komponen, atau kurung" in salah.content.decode()
    indikator.refresh_from_db()
    assert indikator.rumus == "nilai"


def test_rumus_terbalik_dan_komponen_berlebih_diperingatkan(orang: Pemeran) -> None:
    indikator = buat_indikator(
        buat_sasaran(orang.bagian, orang.periode),
        rumus="semua / terpenuhi * 100",
        komponen=("semua", "terpenuhi", "lain"),
    )
    Komponen.objects.filter(indikator=indikator, nama="terpenuhi").update(label="Permohonan yang terpenuhi")
    jawab = masuk(orang.perencana).post(ubah(indikator), isian(indikator), follow=True)
    assert "Rumus mungkin terbalik" in pesan(jawab)
    assert "Komponen lain tidak dipakai" in pesan(jawab)


def test_target_tahun_yang_tidak_cocok_diperingatkan(orang: Pemeran) -> None:
    indikator = buat_indikator(
        buat_sasaran(orang.bagian, orang.periode),
        pola="jumlah",
        target={1: "25", 2: "25", 3: "25", 4: "25", 0: "90"},
    )
    jawab = masuk(orang.perencana).post(ubah(indikator), isian(indikator), follow=True)
    assert "Target tahun 90 berbeda dari 100" in pesan(jawab)


def test_target_harus_cocok_dengan_arah_dan_skala(orang: Pemeran, indikator: Indikator) -> None:
    client = masuk(orang.perencana)
    rentang = isian(indikator, **{"target-0-jenis": "rentang", "target-0-nilai": ""})
    jawab = client.post(ubah(indikator), rentang | {"target-0-bawah": "1", "target-0-atas": "2"})
    assert "tidak cocok dengan arah" in jawab.content.decode()
    skala = SkalaPredikat.objects.create(instansi=orang.instansi, nama="Opini", jenis="label")
    skala.tingkat.create(label="WTP", nilai=3)
    jawab = client.post(ubah(indikator), isian(indikator, skala=str(skala.pk), **{"target-0-nilai": "7"}))
    assert "tidak ada dalam skala Opini" in jawab.content.decode()


def test_skala_satuan_dan_jabatan_instansi_lain_tidak_dapat_ditunjuk(orang: Pemeran, indikator: Indikator) -> None:
    client = masuk(orang.perencana)
    skala = SkalaPredikat.objects.create(instansi=orang.luar, nama="Luar", jenis="label")
    jabatan = Jabatan.objects.create(unit=orang.unit_luar, nama="Kepala Luar")
    lain = buat_indikator(buat_sasaran(orang.unit_luar, orang.periode))
    isi = isian(indikator, skala=str(skala.pk), penanggung_jawab=str(jabatan.pk))
    salah = client.post(ubah(indikator), isi).context["adminform"].form.errors
    assert {"skala", "penanggung_jawab"} <= set(salah)
    isi = isian(indikator, **{"komponen-0-sumber": "indikator", "komponen-0-rujukan": str(lain.pk)})
    assert client.post(ubah(indikator), isi).status_code == 200


def test_penugasan_hanya_tampil_karena_mengikuti_tautan_cascading(orang: Pemeran, indikator: Indikator) -> None:
    client = masuk(orang.perencana)
    indikator.penugasan.create(unit=orang.subbagian, lingkup="PPSU")
    halaman = client.get(ubah(indikator)).content.decode()
    assert "PPSU" in halaman
    assert "diatur di Perjanjian, bagian Cascading" in halaman
    tugas = baris("penugasan", [{"unit": orang.bagian_lain.pk, "lingkup": ""}], 0)
    assert client.post(ubah(indikator), isian(indikator) | tugas).status_code == 302
    assert [(p.unit, p.lingkup) for p in indikator.penugasan.all()] == [(orang.subbagian, "PPSU")]


def test_perencana_bagian_hanya_menjangkau_subpohonnya(orang: Pemeran, indikator: Indikator) -> None:
    sendiri = buat_pengguna("perencana_lain", orang.instansi, (Peran.PERENCANA, orang.bagian_lain))
    client = masuk(sendiri)
    assert client.get(ubah(indikator)).status_code == 302
    assert client.post(ubah(indikator), isian(indikator, nama="Diubah")).status_code == 302
    isi = {"periode": str(orang.periode.pk), "jenis": "khusus", "nomor": "9", "uraian": "Sasaran"}
    asing = client.post(tambah("sasaran"), isi | {"unit": str(orang.bagian.pk)})
    assert "unit" in asing.context["adminform"].form.errors
    assert client.post(tambah("sasaran"), isi | {"unit": str(orang.bagian_lain.pk)}).status_code == 302
    indikator.refresh_from_db()
    assert indikator.nama != "Diubah"


def test_administrator_tidak_mengubah_indikator(orang: Pemeran, indikator: Indikator) -> None:
    assert masuk(orang.administrator).post(ubah(indikator), isian(indikator)).status_code in (302, 403)
    assert masuk(orang.administrator).get(reverse("admin:indikator_indikator_changelist")).status_code == 403


def test_satuan_ditambah_perencana_diubah_pengelola(orang: Pemeran) -> None:
    client = masuk(orang.perencana)
    isi = {"kode": "hari", "nama": "Hari", "awalan": "", "akhiran": "hari"}
    assert client.post(tambah("satuan"), isi).status_code == 302
    assert client.post(ubah(satuan()), isi | {"kode": "x"}).status_code == 403
    pengelola = masuk(buat_pengguna("pengelola", None, is_superuser=True))
    assert pengelola.post(ubah(Satuan.objects.get(kode="hari")), isi | {"nama": "Hari kerja"}).status_code == 302
    assert Satuan.objects.get(kode="hari").nama == "Hari kerja"


def test_rumus_turun_instansi_menghitung_ulang(orang: Pemeran, juli: datetime) -> None:
    indikator = buat_indikator(buat_sasaran(orang.bagian, orang.periode), arah="turun", target={2: "80"})
    angka = setujui_angka(orang, indikator, "100", juli)
    assert angka.capaian == 75  # (2 × 80 − 100) / 80
    i = orang.instansi
    isi = {"nama": i.nama, "pemerintah": i.pemerintah, "zona_waktu": i.zona_waktu, "batas_capaian": "120"}
    isi |= {"pita_kelas": '[{"batas":"0","nama":"Cukup"}]', "bobot_jenis": "{}", "rumus_turun": "target_per_realisasi"}
    isi |= {"gabung_ikm": "rata_unit"}
    assert masuk(orang.administrator).post(ubah(i), isi).status_code == 302
    assert Realisasi.objects.get(pk=angka.pk).capaian == 80
