"""Klien kecil untuk API Kinerja. Perlu: Python 3.11, httpx. Salin berkas ini ke proyek Anda.

klien = Klien("https://kinerja.contoh.go.id", id_klien="…", rahasia="…")
for baris in klien.semua("realisasi/", tahun=2023, unit="BAG-01"):
    print(baris["kode"], baris["capaian"]["teks"])
klien.isi(indikator=12, triwulan=2, komponen="selesai", nilai="42")
"""

from __future__ import annotations

import base64
import hmac
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

import httpx

TOLERANSI_DETIK = 300


class Tolakan(Exception):
    """Jawaban 4xx atau 5xx; `kode` tetap untuk program, `str()` kalimat untuk orang."""

    def __init__(self, jawab: httpx.Response) -> None:
        ini = "json" in jawab.headers.get("Content-Type", "")
        self.status = jawab.status_code
        self.masalah: dict[str, Any] = jawab.json() if ini else {}
        self.kode = str(self.masalah.get("kode", self.masalah.get("error", "")))
        super().__init__(str(self.masalah.get("detail") or f"Dijawab {self.status}."))


class Klien:
    """Satu sistem. `token`: token pribadi (`kin_…`) sebagai ganti `id_klien` dan `rahasia`."""

    def __init__(
        self, alamat: str, *, id_klien: str = "", rahasia: str = "", token: str = "", batas_detik: float = 30
    ) -> None:
        self._http = httpx.Client(base_url=f"{alamat.rstrip('/')}/api/", timeout=batas_detik)
        self._rahasia = (id_klien, rahasia) if id_klien else None
        self._token, self._sampai = token, float("inf") if token else 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *salah: object) -> None:
        self._http.close()

    def minta(self, cara: str, jalur: str, *, ulangi: int = 3, **lain: Any) -> httpx.Response:
        """Satu permintaan; 429 dan 503 diulang setelah `Retry-After`. Raises Tolakan."""
        kepala = dict(lain.pop("headers", None) or {}) | {"Authorization": f"Bearer {self._token_kini()}"}
        alamat = jalur if jalur.startswith("http") else f"v1/{jalur}"
        jawab = self._http.request(cara, alamat, headers=kepala, **lain)
        if jawab.status_code in {429, 503} and ulangi > 0:
            time.sleep(min(float(jawab.headers.get("Retry-After", "1")), 60))
            return self.minta(cara, jalur, ulangi=ulangi - 1, headers=kepala, **lain)
        if jawab.status_code >= 400:
            raise Tolakan(jawab)
        return jawab

    def semua(self, jalur: str, **saringan: Any) -> Iterator[dict[str, Any]]:
        """Semua baris sebuah daftar, halaman demi halaman; saringan yang None tidak dikirim."""
        terpakai = {nama: nilai for nama, nilai in saringan.items() if nilai is not None}
        halaman = self.minta("GET", jalur, params=terpakai).json()
        while True:
            yield from halaman["hasil"]
            if halaman["berikutnya"] is None:
                return
            halaman = self.minta("GET", halaman["berikutnya"]).json()

    def baca(self, jalur: str) -> tuple[dict[str, Any], str]:
        """Satu objek dan ETag-nya."""
        jawab = self.minta("GET", jalur)
        return jawab.json(), jawab.headers["ETag"]

    def isi(self, *, indikator: int, triwulan: int, komponen: str, nilai: str | None, etag: str = "") -> dict[str, Any]:
        """Isi satu komponen pada versi `etag` (kosong: yang sekarang). Raises Tolakan 412 bila sudah berubah."""
        baris = f"realisasi/{indikator}/{triwulan}/"
        kepala = {"If-Match": etag or self.baca(baris)[1]}
        hasil: dict[str, Any] = self.minta(
            "PUT", f"{baris}komponen/{komponen}/", json={"nilai": nilai}, headers=kepala
        ).json()
        return hasil

    def isi_banyak(
        self, baris: Sequence[Mapping[str, Any]], *, coba: bool = False, kunci: str | None = None
    ) -> dict[str, Any]:
        """Sampai 5.000 nilai. `kunci` yang sama tidak pernah menyimpan dua kali."""
        kepala = {"Idempotency-Key": kunci or str(uuid.uuid4())}
        isi = {"dry_run": coba, "baris": list(baris)}
        hasil: dict[str, Any] = self.minta("POST", "realisasi/massal/", json=isi, headers=kepala).json()
        return hasil

    def _token_kini(self) -> str:
        """Token yang masih berlaku semenit lagi; bila tidak, yang baru."""
        if self._rahasia is not None and time.monotonic() > self._sampai - 60:
            jawab = self._http.post("oauth/token/", data={"grant_type": "client_credentials"}, auth=self._rahasia)
            if jawab.status_code >= 400:
                raise Tolakan(jawab)
            isi = jawab.json()
            self._token, self._sampai = isi["access_token"], time.monotonic() + isi["expires_in"]
        return self._token


def sah(rahasia: str, kepala: Mapping[str, str], badan: bytes, kini: float | None = None) -> bool:
    """Apakah kiriman webhook ini sungguh dari Kinerja: tanda tangan atas byte yang diterima, dan belum lama."""
    kecil = {nama.lower(): isi for nama, isi in kepala.items()}
    try:
        cap = int(kecil["webhook-timestamp"])
        diterima = kecil["webhook-signature"].split()
        isi = b".".join([kecil["webhook-id"].encode(), str(cap).encode(), badan])
    except (KeyError, ValueError):
        return False
    kunci = base64.b64decode(rahasia.removeprefix("whsec_"))
    tanda = "v1," + base64.b64encode(hmac.digest(kunci, isi, "sha256")).decode()
    baru = abs((time.time() if kini is None else kini) - cap) <= TOLERANSI_DETIK
    return baru and any(hmac.compare_digest(tanda, satu) for satu in diterima)
