"""`manage.py buat_laporan`: the same report as the pages make, without a browser, a broker or a worker."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kinerja.laporan.models import Format, Jenis, Laporan, StatusLaporan
from kinerja.laporan.pembangunan import bangun
from kinerja.laporan.permintaan import minta
from kinerja.organisasi.models import Instansi, Pengguna, Periode, Unit


class Command(BaseCommand):
    help = "Membuat laporan realisasi triwulan suatu unit sebagai PDF atau Excel."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", required=True, help="kode unit")
        parser.add_argument("--tahun", required=True, type=int)
        parser.add_argument("--tw", required=True, type=int, choices=(1, 2, 3, 4), help="triwulan")
        parser.add_argument("--format", required=True, choices=Format.values)
        parser.add_argument("--keluaran", required=True, type=Path, help="berkas yang ditulis")
        parser.add_argument("--jenis", default=Jenis.UNIT.value, choices=Jenis.values)
        parser.add_argument("--instansi", help="kode instansi, bila kode unit dipakai beberapa instansi")
        parser.add_argument("--atas-nama", help="nama pengguna yang tercatat sebagai peminta")
        parser.add_argument("--data", type=Path, help="tulis juga data bekunya (JSON)")

    def handle(self, *args: Any, **opsi: Any) -> None:
        unit = _unit(opsi["unit"], opsi["instansi"])
        _periksa_folder(opsi["keluaran"], opsi["data"])
        laporan, _ = minta(
            pelaku=_peminta(unit, opsi["atas_nama"]),
            unit=unit,
            periode=_periode(unit, opsi["tahun"]),
            triwulan=opsi["tw"],
            jenis=Jenis(opsi["jenis"]),
            format_=Format(opsi["format"]),
            kini=timezone.now(),
            antre=False,
        )
        hasil = bangun(laporan.pk, kini=timezone.now()) or _yang_berjalan(laporan)
        if hasil.status != StatusLaporan.SELESAI or hasil.data is None:
            raise CommandError(hasil.galat or f"Laporan tidak selesai: {hasil.get_status_display().lower()}.")
        with hasil.berkas.open("rb") as berkas:
            opsi["keluaran"].write_bytes(berkas.read())
        if opsi["data"]:
            opsi["data"].write_text(hasil.data.isi, encoding="utf-8")
        self.stdout.write(f"{opsi['keluaran']}  {hasil.nomor}  data {hasil.data.sha256}")


def _unit(kode: str, instansi: str | None) -> Unit:
    calon = Unit.objects.filter(kode=kode).select_related("instansi")
    if instansi:
        if not Instansi.objects.filter(kode=instansi).exists():
            ada = ", ".join(Instansi.objects.values_list("kode", flat=True)) or "belum ada"
            raise CommandError(f"Instansi {instansi} tidak ada. Yang ada: {ada}.")
        calon = calon.filter(instansi__kode=instansi)
    ketemu = list(calon[:2])
    if not ketemu:
        raise CommandError(f"Unit berkode {kode} tidak ada{f' di instansi {instansi}' if instansi else ''}.")
    if len(ketemu) > 1:
        pilihan = ", ".join(calon.order_by("instansi__kode").values_list("instansi__kode", flat=True))
        raise CommandError(f"Kode unit {kode} dipakai beberapa instansi ({pilihan}): tambahkan --instansi.")
    return ketemu[0]


def _periode(unit: Unit, tahun: int) -> Periode:
    periode = Periode.objects.filter(instansi=unit.instansi, tahun=tahun).select_related("instansi").first()
    if periode is None:
        ada = ", ".join(str(t) for t in Periode.objects.filter(instansi=unit.instansi).values_list("tahun", flat=True))
        raise CommandError(f"Tahun {tahun} belum diatur untuk {unit.instansi}. Yang ada: {ada or 'belum ada'}.")
    return periode


def _peminta(unit: Unit, nama: str | None) -> Pengguna:
    """The account on record: the one named, else a superuser, else one of the agency."""
    semua = Pengguna.objects.filter(is_active=True)
    if nama:
        pilihan: Pengguna | None = semua.filter(username=nama).first()
        if pilihan is None:
            raise CommandError(f"Pengguna {nama} tidak ada atau tidak aktif.")
        return pilihan
    pilihan = (
        semua.filter(is_superuser=True).order_by("pk").first()
        or semua.filter(instansi=unit.instansi).order_by("-is_staff", "pk").first()
    )
    if pilihan is None:
        raise CommandError(f"Belum ada pengguna di {unit.instansi}: buat dulu satu akun.")
    return pilihan


def _periksa_folder(*berkas: Path | None) -> None:
    for satu in berkas:
        if satu is not None and not satu.absolute().parent.is_dir():
            raise CommandError(f"Folder {satu.absolute().parent} tidak ada.")


def _yang_berjalan(laporan: Laporan) -> Laporan:
    """Somebody else is just building the same report: say so instead of waiting without end."""
    laporan.refresh_from_db()
    if laporan.status == StatusLaporan.BERJALAN:
        raise CommandError("Laporan yang sama sedang dibuat oleh pekerja. Ulangi sebentar lagi.")
    return laporan
