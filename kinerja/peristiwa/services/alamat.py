"""Where a webhook may go: public addresses only, looked at when it is registered and again at every delivery.

The name is resolved once and the connection goes to the address that was looked at, so a name that answers
differently the second time gains nothing. Proxies of the environment are not used and redirects are not followed.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

import httpx
from django.conf import settings

from kinerja.organisasi.aturan import PelanggaranAturan

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def periksa_url(url: str) -> None:
    """Refuse an address a webhook may not have.

    Raises PelanggaranAturan `alamat_webhook` (no HTTPS, a name or password in it), `alamat_tak_dikenal` (its name does
    not resolve), `alamat_pribadi` (a private, loopback, link-local or otherwise not public address).
    """
    try:
        bagian = urlsplit(url)
        porta = bagian.port
    except ValueError:
        raise PelanggaranAturan("alamat_webhook", "Alamat webhook tidak dapat dibaca.") from None
    skema = ("https", "http") if settings.WEBHOOK_IZINKAN_PRIVAT else ("https",)
    if bagian.scheme not in skema or not bagian.hostname:
        raise PelanggaranAturan("alamat_webhook", "Alamat webhook harus diawali https:// dan menyebut nama server.")
    if bagian.username or bagian.password or bagian.fragment:
        raise PelanggaranAturan("alamat_webhook", "Alamat webhook tidak boleh memuat nama pengguna, sandi, atau #.")
    alamat_boleh(bagian.hostname, porta or 443)


def alamat_boleh(nama: str, porta: int) -> str:
    """The address to connect to. Every address of the name must be public: a mixture is refused.

    Raises PelanggaranAturan `alamat_tak_dikenal`, `alamat_pribadi`.
    """
    try:
        jawab = socket.getaddrinfo(nama, porta, type=socket.SOCK_STREAM)
        semua = [ipaddress.ip_address(str(satu[4][0]).partition("%")[0]) for satu in jawab]
    except (OSError, UnicodeError, ValueError):
        semua = []
    if not semua:
        raise PelanggaranAturan("alamat_tak_dikenal", f"Nama {nama} tidak dikenal atau tidak dapat dicari sekarang.")
    if not settings.WEBHOOK_IZINKAN_PRIVAT and not all(_publik(ip) for ip in semua):
        raise PelanggaranAturan(
            "alamat_pribadi",
            f"{nama} menunjuk ke alamat yang tidak umum (jaringan dalam atau server ini sendiri), jadi ditolak. "
            "Pakai alamat yang terjangkau dari internet, atau mintalah pengelola mengizinkan alamat dalam.",
        )
    return str(semua[0])


def _publik(ip: Ip) -> bool:
    """Whether the address is reachable from everywhere; of an IPv6 address that carries an IPv4 one, that one too."""
    dalam = _dalam(ip)
    return (dalam is None or _publik(dalam)) and ip.is_global and not ip.is_multicast and not ip.is_reserved


def _dalam(ip: Ip) -> ipaddress.IPv4Address | None:
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


class KirimTerperiksa(httpx.BaseTransport):
    """Connects to the address that was looked at; TLS still checks the certificate against the name."""

    def __init__(self) -> None:
        self._dalam = httpx.HTTPTransport(trust_env=False, retries=0)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Raises PelanggaranAturan as `alamat_boleh`."""
        nama = request.url.host
        porta = request.url.port or (443 if request.url.scheme == "https" else 80)
        request.url = request.url.copy_with(host=alamat_boleh(nama, porta))
        request.extensions = {**request.extensions, "sni_hostname": nama}
        return self._dalam.handle_request(request)

    def close(self) -> None:
        self._dalam.close()


def klien(batas_detik: float) -> httpx.Client:
    """A client for deliveries; `batas_detik` for each step of a request."""
    return httpx.Client(
        transport=KirimTerperiksa(), timeout=batas_detik, follow_redirects=False, trust_env=False, max_redirects=0
    )
