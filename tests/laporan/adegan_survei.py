"""A survey with all its report can print: services, channels, groups, suggestions, follow-up, an earlier period."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kinerja.laporan import permintaan
from kinerja.laporan.models import Format, Laporan
from kinerja.organisasi.models import Unit
from survei.models import HasilSurvei, PertanyaanTambahan, RencanaTindakLanjut, Survei
from survei.models.jawaban import Kanal
from survei.models.survei import StatusSurvei
from survei.selectors.hasil import hasil_kini, sidik_kini
from survei.services.hasil import tetapkan
from tests.orang import Pemeran
from tests.survei.bantu import WIB, buat_survei, isi_survei

JULI = datetime(2023, 7, 5, 9, 0, tzinfo=WIB)
AGUSTUS = JULI + timedelta(days=36)
BAIK, CUKUP = [4, 4, 3, 4, 4, 3, 4, 3, 4], [3, 3, 2, 4, 3, 3, 3, 2, 3]


def survei_lengkap(orang: Pemeran, unit: Unit | None = None) -> Survei:
    """Semester I 2023 of `bagian`: 40 answers (one without U9), closed; semester II 2022 fixed before it."""
    unit = unit or orang.bagian
    lampau = buat_survei(
        unit,
        layanan=("Izin usaha", "Rekomendasi"),
        judul=f"SKM {unit.nama} Semester II 2022",
        tahun=2022,
        nomor_periode=2,
        mulai=date(2022, 7, 1),
        selesai=date(2022, 12, 31),
    )
    isi_survei(lampau, *([3] * 9 for _ in range(30)))
    tetap(orang, lampau)
    survei = buat_survei(unit, layanan=("Izin usaha", "Rekomendasi"), populasi=45)
    usaha, rekomendasi = survei.layanan.order_by("nama")
    kenal, lagi = PertanyaanTambahan.objects.bulk_create(
        [
            PertanyaanTambahan(survei=survei, urutan=1, teks="Dari mana Anda tahu?", pilihan=["Web", "Teman"]),
            PertanyaanTambahan(survei=survei, urutan=2, teks="Layanan apa lagi?"),
        ]
    )
    web, teman = {str(kenal.pk): "Web", str(lagi.pk): "Legalisasi"}, {str(kenal.pk): "Teman"}
    daring = {"kanal": Kanal.DARING, "layanan": usaha, "jenis_kelamin": "P", "umur": 27, "pendidikan": "s1"}
    kertas = {"layanan": rekomendasi, "jenis_kelamin": "L", "umur": 45, "pendidikan": "sma"}
    isi_survei(
        survei, *(BAIK for _ in range(24)), **daring, pekerjaan="swasta", saran="Antrean terlalu lama", tambahan=web
    )
    isi_survei(
        survei,
        *(CUKUP for _ in range(15)),
        **kertas,
        pekerjaan="wirausaha",
        saran="Parkir sempit & panas",
        tambahan=teman,
    )
    isi_survei(survei, [4, 4, 4, 4, 4, 4, 4, 4, None], **kertas, pekerjaan="pns", saran="tidak ada")
    waktu = survei.unsur.get(kode="waktu")
    RencanaTindakLanjut.objects.create(
        survei=survei,
        unsur=waktu,
        program="=Menambah loket antrean pada jam sibuk dan membuka pendaftaran daring",
        triwulan=[3, 4],
        penanggung_jawab="Kepala Subbagian Pelayanan",
        kemajuan=40,
        catatan="Loket ketiga sudah dibuka.",
    )
    return tutup(survei)


def tutup(survei: Survei) -> Survei:
    """No more answers; the row as the services want it."""
    Survei.objects.filter(pk=survei.pk).update(status=StatusSurvei.DITUTUP)
    return Survei.objects.select_related("unit__instansi").get(pk=survei.pk)


def tetap(orang: Pemeran, survei: Survei) -> HasilSurvei:
    """Fix the result."""
    satu = tutup(survei)
    return tetapkan(pelaku=orang.verifikator, survei=satu, terlihat=sidik_kini(hasil_kini(satu)), kini=JULI)


def minta(orang: Pemeran, survei: Survei, format_: Format = Format.XLSX) -> Laporan:
    """The operator asks for the report; nothing makes it yet."""
    laporan, _ = permintaan.minta_survei(
        pelaku=orang.operator, survei=survei, format_=format_, kini=AGUSTUS, antre=False
    )
    return laporan
