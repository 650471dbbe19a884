"""A file of 100,000 answers through the web path, against reading it and one COPY of the same rows."""

import io
import os
import random
import subprocess
import sys
from datetime import date, datetime, timedelta
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from openpyxl import Workbook
from psycopg2 import sql
from python_calamine import load_workbook

from bench.ukur import Kerja, ukuran
from kinerja.organisasi.models import Pengguna, Unit
from survei.hitung.unsur import Urutan
from survei.models import Jawaban, Survei, Tally, Unggahan
from survei.models.survei import StatusSurvei
from survei.services import tally
from survei.services import unggahan as layanan
from survei.services.unggahan_kerja import kerjakan
from survei.services.unsur import tulis_unsur, unsur_baku
from survei.unggah.siap import KOLOM_CIRI, KOLOM_TETAP

BARIS = 100_000
KINI = datetime(2023, 6, 30, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
SARANA = Urutan.SARANA_PENGADUAN
# What a worker's process does with the waiting job of one upload, and the most memory it ever held (VmHWM begins anew
# with the program; ru_maxrss would tell of the parent).
PEKERJA = """
import pathlib, sys, uuid, datetime, django
django.setup()
from survei.services.unggahan_kerja import kerjakan
hasil = kerjakan(uuid.UUID(sys.argv[1]), kini=datetime.datetime(2023, 6, 30, 9, tzinfo=datetime.UTC))
status = dict(b.split(":", 1) for b in pathlib.Path("/proc/self/status").read_text().splitlines())
print(hasil.status, int(status["VmHWM"].split()[0]) // 1024)
"""
KEPALA = ("Tanggal", "Jenis kelamin", "Umur", "Pendidikan", "Pekerjaan", *(f"U{i}" for i in range(1, 10)))


def buat_berkas() -> bytes:
    """100,000 rows × 14 columns; nearly every row differs from every other, the hardest case for counting."""
    acak = random.Random(14)  # noqa: S311 (sample data)
    buku = Workbook(write_only=True)
    lembar = buku.create_sheet("Data")
    lembar.append(KEPALA)
    for i in range(BARIS):
        hari = date(2023, 1, 1) + timedelta(days=i % 180)
        ciri = [acak.choice("LP"), acak.randint(17, 70), acak.choice(["SD", "SMA", "S1"]), acak.choice(["PNS", "TNI"])]
        lembar.append([hari, *ciri, *acak.choices((1, 2, 3, 4), (2, 10, 50, 38), k=9)])
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def buat_survei() -> Survei:
    """An empty running survey of the demo's first unit."""
    unit = Unit.objects.order_by("jalur")[0]
    survei = Survei.objects.create(
        unit=unit,
        judul="Ukuran unggahan",
        tahun=2023,
        mulai=date(2023, 1, 1),
        selesai=date(2023, 6, 30),
        persetujuan="Saya bersedia.",
        status=StatusSurvei.BERJALAN,
    )
    tulis_unsur(survei, unsur_baku(SARANA))
    return survei


def terima(survei: Survei, isi: bytes) -> Unggahan:
    """The upload's request and the confirmation of its columns; the check waits."""
    pelaku = Pengguna.objects.order_by("pk")[0]
    berkas = SimpleUploadedFile("hasil.xlsx", isi)
    satu = layanan.terima(pelaku=pelaku, survei=survei, berkas=berkas, kini=KINI)
    return layanan.petakan(
        pelaku=pelaku, unggahan=satu, pilihan={}, urutan=SARANA, layanan=None, kini=KINI, antre=False
    )


def setujui(satu: Unggahan) -> None:
    """The decision; the load waits."""
    layanan.setujui(
        pelaku=satu.diunggah_oleh, unggahan=satu, hanya_baik=False, tahu_kembar=True, kini=KINI, antre=False
    )


def unggah(survei: Survei, isi: bytes) -> None:
    """All that a person waits for: receive and recognise, check, load."""
    satu = terima(survei, isi)
    kerjakan(satu.pk, kini=KINI)
    setujui(satu)
    hasil = kerjakan(satu.pk, kini=KINI)
    assert hasil is not None
    assert (hasil.status, hasil.jumlah_baik) == ("selesai", BARIS), hasil.galat


def kosongkan(survei: Survei) -> None:
    """Before every round, of the work and of its floor alike: an empty table (a few milliseconds)."""
    with connection.cursor() as kursor:
        kursor.execute(f"TRUNCATE {Jawaban._meta.db_table}")
    Tally.objects.filter(survei=survei).delete()


def salin(survei: Survei, baris: str) -> None:
    """One COPY of the prepared rows; nothing is checked, nothing counted."""
    kode = tally.kolom_unsur(survei).values()
    kolom = sql.SQL(", ").join(map(sql.Identifier, (*KOLOM_TETAP, *KOLOM_CIRI, *kode)))
    perintah = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(Jawaban._meta.db_table), kolom)
    with transaction.atomic(), connection.cursor() as kursor:
        kursor.copy_expert(perintah.as_string(kursor.connection), io.StringIO(baris))


def puncak_pekerja(satu: Unggahan) -> int:
    """Most memory (MB) of a fresh worker process that does the waiting job: interpreter, Django and all."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "kinerja.settings", "MEDIA_ROOT": str(settings.MEDIA_ROOT)}
    perintah = [sys.executable, "-c", PEKERJA, str(satu.pk)]
    hasil = subprocess.run(perintah, env=env, capture_output=True, text=True, check=True).stdout.split()
    assert hasil[0] in ("siap", "selesai"), hasil
    return int(hasil[1])


@ukuran("unggah 100.000 baris", lantai="calamine membaca, satu COPY", ulangan=5)
def unggah_seratus_ribu() -> tuple[Kerja, Kerja]:
    """From the upload's request to the counted answers, against reading the cells and copying the same rows in."""
    settings.MEDIA_ROOT = mkdtemp(prefix="kinerja-ukur-")
    isi, survei = buat_berkas(), buat_survei()
    contoh = terima(survei, isi)
    periksa = puncak_pekerja(contoh)
    contoh.refresh_from_db()
    baris = contoh.siap.read().decode()
    setujui(contoh)
    print(f"memori pekerja unggah: periksa {periksa} MB, muat {puncak_pekerja(contoh)} MB (batas 300 MB)", flush=True)

    def kerja() -> None:
        kosongkan(survei)
        unggah(survei, isi)

    def lantai() -> None:
        kosongkan(survei)
        assert len(load_workbook(io.BytesIO(isi)).get_sheet_by_index(0).to_python()) == BARIS + 1
        salin(survei, baris)

    return kerja, lantai
