"""The demo's source system: CRM counts the follow-ups of indicator 13.1 and has sent them twice, once too late."""

from __future__ import annotations

from datetime import datetime, timedelta

from indikator.models import Indikator
from indikator.services.kiriman_baris import BarisKiriman
from indikator.services.kiriman_massal import simpan_massal
from indikator.services.sistem import AWALAN_KLIEN, daftarkan
from kinerja.api.cakupan import Cakupan
from kinerja.beranda.demo.organisasi import TAHUN
from kinerja.organisasi.akses import Peran
from kinerja.organisasi.models import Pengguna

NAMA = "CRM (contoh)"
KOMPONEN = "seluruh_tl"
# TW I is closed: the page shows how a refusal looks. TW II is the example realisation the operator goes on with.
KIRIMAN = ((1, "1262"), (2, "1318"))


def muat_sistem(indikator: Indikator, administrator: Pengguna, kini: datetime) -> None:
    """Register the system for one component of this indicator and take its delivery.

    Nobody keeps the secret: the administrator makes a new one to try the system out.
    """
    sistem, _ = daftarkan(
        pelaku=administrator,
        nama=NAMA,
        unit=indikator.sasaran.unit,
        peran=(Peran.OPERATOR,),
        cakupan=(Cakupan.INDIKATOR_BACA, Cakupan.REALISASI_TULIS),
        komponen=[indikator.komponen.get(nama=KOMPONEN)],
        keterangan="Mengirim jumlah tindak lanjut laporan warga setiap triwulan.",
        kedaluwarsa=kini + timedelta(days=365),
        kini=kini,
    )
    akun = sistem.klien.akun
    akun.lewat = f"{AWALAN_KLIEN}{sistem.klien_id}"
    baris = [
        BarisKiriman(
            nomor=nomor,
            indikator=indikator.pk,
            unit=indikator.sasaran.unit.kode,
            tahun=TAHUN,
            kode=indikator.kode,
            triwulan=triwulan,
            komponen=KOMPONEN,
            nilai=nilai,
            versi=None,
        )
        for nomor, (triwulan, nilai) in enumerate(KIRIMAN, 1)
    ]
    simpan_massal(pelaku=akun, baris=baris, coba=False, kini=kini)
