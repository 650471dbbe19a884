"""What the commands that make a report share: finding unit and requester, building at once, writing the files."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from kinerja.laporan.models import Laporan, StatusLaporan
from kinerja.laporan.pembangunan import bangun
from kinerja.organisasi.models import Instansi, Pengguna, Periode, Unit


def tulis_berkas(laporan: Laporan, keluaran: Path, data: Path | None) -> str:
    """Build the waiting report, write document and frozen data; the line to print. Raises CommandError."""
    hasil = bangun(laporan.pk, kini=timezone.now()) or yang_berjalan(laporan)
    if hasil.status != StatusLaporan.SELESAI or hasil.data is None:
        raise CommandError(hasil.galat or f"Laporan tidak selesai: {hasil.get_status_display().lower()}.")
    with hasil.berkas.open("rb") as berkas:
        keluaran.write_bytes(berkas.read())
    if data:
        data.write_text(hasil.data.isi, encoding="utf-8")
    return f"{keluaran}  {hasil.nomor}  data {hasil.data.sha256}"


def cari_unit(kode: str, instansi: str | None) -> Unit:
    """The unit with this code. Raises CommandError when there is none, or several."""
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


def cari_periode(unit: Unit, tahun: int) -> Periode:
    """The agency's year. Raises CommandError."""
    periode = Periode.objects.filter(instansi=unit.instansi, tahun=tahun).select_related("instansi").first()
    if periode is None:
        ada = ", ".join(str(t) for t in Periode.objects.filter(instansi=unit.instansi).values_list("tahun", flat=True))
        raise CommandError(f"Tahun {tahun} belum diatur untuk {unit.instansi}. Yang ada: {ada or 'belum ada'}.")
    return periode


def cari_peminta(unit: Unit, nama: str | None) -> Pengguna:
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


def periksa_folder(*berkas: Path | None) -> None:
    """Before the work, not after it: the folders to write into exist. Raises CommandError."""
    for satu in berkas:
        if satu is not None and not satu.absolute().parent.is_dir():
            raise CommandError(f"Folder {satu.absolute().parent} tidak ada.")


def yang_berjalan(laporan: Laporan) -> Laporan:
    """Somebody else is just building the same report: say so instead of waiting without end."""
    laporan.refresh_from_db()
    if laporan.status == StatusLaporan.BERJALAN:
        raise CommandError("Laporan yang sama sedang dibuat oleh pekerja. Ulangi sebentar lagi.")
    return laporan
