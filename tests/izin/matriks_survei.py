"""The rows of surveys. They are asked in this order: what closes a door comes after what goes through it."""

from __future__ import annotations

from typing import Any

from survei.models import Survei
from tests.izin.adegan import Adegan
from tests.izin.matriks_hasil import HASIL
from tests.izin.matriks_unggah import UNGGAH
from tests.izin.pola import BERPERAN, MEMBACA, MENGELOLA_SURVEI, PETUGAS_SURVEI, SIAPA_PUN, Baris

KUNCI = "11111111-1111-4111-8111-111111111111"


def survei(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.survei.pk}


def unsur(adegan: Adegan) -> dict[str, Any]:
    return survei(adegan) | {"kode": "waktu"}


def unsur_turun(adegan: Adegan) -> dict[str, Any]:
    return unsur(adegan) | {"langkah": "turun"}


def tutup(adegan: Adegan) -> dict[str, Any]:
    return survei(adegan) | {"aksi": "tutup"}


def tautan(adegan: Adegan) -> dict[str, Any]:
    return {"pk": adegan.tautan.pk}


def kode(adegan: Adegan) -> dict[str, Any]:
    return {"kode": adegan.tautan.kode}


def terkirim(adegan: Adegan) -> dict[str, Any]:
    return kode(adegan) | {"kunci": KUNCI}


def kunci(adegan: Adegan) -> dict[str, Any]:
    return {"kunci": KUNCI}


def versi(adegan: Adegan) -> dict[str, Any]:
    return {"versi": Survei.objects.get(pk=adegan.survei.pk).versi, "nomor": 1}


def unit(adegan: Adegan) -> dict[str, Any]:
    isi = {"unit": adegan.orang.bagian.pk, "jenis_periode": "semester", "nomor_periode": 2, "tahun": 2023}
    isi |= {"mulai": "2023-07-01", "selesai": "2099-12-31"}
    return isi | {"urutan_unsur": "sarana-pengaduan", "persetujuan": "Saya bersedia."}


PENGUMPULAN: tuple[Baris, ...] = (
    Baris("survei:daftar", BERPERAN),
    Baris("survei:baru", PETUGAS_SURVEI),
    Baris("survei:baru", "masuk 403 403 403 403 403 ok 403 403 403 404 403", metode="POST", ok=302, data=unit),
    Baris("survei:sampel", PETUGAS_SURVEI),
    Baris("survei:rincian", MEMBACA, survei),
    Baris("survei:ubah", MENGELOLA_SURVEI, survei),
    Baris("survei:ubah", MENGELOLA_SURVEI, survei, "POST", 302, data=lambda a: unit(a) | versi(a)),
    Baris("survei:unsur", MENGELOLA_SURVEI, survei),
    Baris("survei:unsur", MENGELOLA_SURVEI, survei, "POST", data=versi),
    Baris("survei:unsur_ubah", MENGELOLA_SURVEI, unsur),
    Baris("survei:unsur_ubah", MENGELOLA_SURVEI, unsur, "POST", data=versi),
    Baris("survei:unsur_baku", MENGELOLA_SURVEI, unsur, "POST", 409, versi),
    Baris("survei:unsur_gerak", MENGELOLA_SURVEI, unsur_turun, "POST", 302, versi),
    Baris("survei:pertanyaan", MENGELOLA_SURVEI, survei, "POST", data=versi),
    Baris("survei:pertanyaan_hapus", MENGELOLA_SURVEI, survei, "POST", 409, versi),
    Baris("survei:tautan", MENGELOLA_SURVEI, survei, "POST"),
    Baris("survei:poster", MEMBACA, tautan),
    Baris("survei:kertas", MENGELOLA_SURVEI, survei),
    Baris("survei:kertas", MENGELOLA_SURVEI, survei, "POST"),
    Baris("survei:kertas_urungkan", MENGELOLA_SURVEI, survei, "POST", 409, kunci),
    Baris("survei:formulir", SIAPA_PUN, kode),
    Baris("survei:formulir", SIAPA_PUN, kode, "POST"),
    Baris("survei:terima_kasih", SIAPA_PUN, terkirim),
    Baris("survei:tarik", SIAPA_PUN),
    Baris("survei:tautan_cabut", MENGELOLA_SURVEI, tautan, "POST", 302),
    Baris("survei:gerak", MENGELOLA_SURVEI, tutup, "POST", 302),
)
PEMERIKSA = "masuk 403 403 ok ok 403 ok ok 403 403 ok 403"


def rekap(adegan: Adegan) -> dict[str, Any]:
    return {"unit": adegan.orang.bagian.pk, "tahun": 2023}


REKAP: tuple[Baris, ...] = (
    Baris("survei:rekap_pilih", BERPERAN, ok=302),
    Baris("survei:rekap", MEMBACA, rekap),
    Baris("survei:periksa_rekap", PEMERIKSA),
    Baris("survei:periksa_rekap", PEMERIKSA, metode="POST", ok=422),
    # Findings come back signed for one person; anything else is refused after the role.
    Baris("survei:periksa_rekap_temuan", PEMERIKSA, metode="POST", ok=409),
    Baris("survei:periksa_rekap_unduh", PEMERIKSA, lambda _: {"jenis": "csv"}, "POST", 409),
)
MATRIKS_SURVEI: tuple[Baris, ...] = (*UNGGAH, *PENGUMPULAN, *HASIL, *REKAP)
