"""`make potret`: the pictures of the user guide, taken in Chromium from a running `make run` with the demo.

Every page at 1280 and 375 px wide, into docs/panduan/gambar/<name>-<width>.png. Nothing is changed in the data but
one report, which is asked for so that its pages can be shown.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, sync_playwright

from alat.peramban import BENDERA, program_peramban
from alat.proses import AKAR, GagalAlat
from alat.syarat import UJI, periksa
from kinerja.beranda.demo import SANDI_DEMO

FOLDER = AKAR / "docs" / "panduan" / "gambar"
LEBAR = (1280, 375)
TINGGI_MAKS = 1800


def _pertama(page: Page, pemilih: str) -> None:
    page.locator(pemilih).first.click()
    page.wait_for_load_state("networkidle")


def _isian(page: Page) -> None:
    page.goto(page.url.split("?")[0] + "isian/")
    _pertama(page, "main a[href*='/2/']")


def _kiriman_sistem(page: Page) -> None:
    page.goto(page.url.split("?")[0] + "sistem-sumber/")
    _pertama(page, "main table a")


def _ajukan(page: Page) -> None:
    _isian(page)
    page.get_by_role("button", name="Ajukan…").click()


def _asal(page: Page) -> None:
    page.goto(page.url + "verifikasi/")
    _pertama(page, "main a[href^='/verifikasi/']")
    page.get_by_role("link", name="Dari mana angka ini?").first.click()
    page.get_by_role("dialog").get_by_text("Komponen dan sumbernya").wait_for()


def _laporan(page: Page) -> None:
    page.goto(page.url + "laporan/")
    page.get_by_role("button", name="Minta laporan").click()
    page.get_by_role("link", name="Unduh PDF").wait_for(timeout=90_000)


def _periksa(page: Page) -> None:
    page.goto(page.url + "laporan/")
    _pertama(page, "main table a[href^='/laporan/']:not([href$='unduh/'])")
    page.locator("dd a[href^='/periksa/']").click()


def _antrean(nama: str) -> Callable[[Page], None]:
    def buka(page: Page) -> None:
        page.goto(f"{page.url}{nama}/")
        _pertama(page, f"main a[href^='/{nama}/']")

    return buka


def _ke(jalur: str) -> Callable[[Page], None]:
    def buka(page: Page) -> None:
        page.goto(urljoin(page.url, jalur))

    return buka


def _pk_saya(page: Page) -> None:
    page.goto(page.url + "perjanjian/")
    _pertama(page, "main tbody a[href^='/perjanjian/pk/']")


def _survei(bagian: str = "", nomor: int = 0) -> Callable[[Page], None]:
    """The `nomor`-th survey of the list, and its page `bagian`."""

    def buka(page: Page) -> None:
        page.goto(page.url + "survei/")
        page.locator("main tbody th a").nth(nomor).click()
        page.wait_for_load_state("networkidle")
        if bagian:
            page.goto(page.url + bagian)

    return buka


def _formulir(page: Page) -> None:
    _survei()(page)
    alamat = page.get_by_role("link", name="Buka formulir").first.get_attribute("href")
    page.goto(urljoin(page.url, alamat or ""))


@dataclass(frozen=True)
class Potret:
    """A picture: its name, who looks (empty: nobody signed in), and the way to the page from the first one."""

    nama: str
    akun: str
    menuju: Callable[[Page], None] = lambda page: None


SEMUA = (
    Potret("masuk", ""),
    Potret("tugas-operator", "operator"),
    Potret("tugas-pimpinan", "pimpinan"),
    Potret("pilih-unit", "operator", _ke("/isian/?ganti=1")),
    Potret("isian", "operator", _isian),
    Potret("ajukan", "operator", _ajukan),
    Potret("verifikasi", "verifikator", _antrean("verifikasi")),
    Potret("asal-angka", "verifikator", _asal),
    Potret("persetujuan", "pimpinan", _antrean("persetujuan")),
    Potret("laporan-jadi", "pimpinan", _laporan),
    Potret("pusat-laporan", "pimpinan", _ke("/laporan/")),
    Potret("periksa", "pimpinan", _periksa),
    Potret("ganti-sandi", "operator", _ke("/akun/kata-sandi/")),
    Potret("admin", "administrator", _ke("/admin/")),
    Potret("token", "operator", _ke("/akun/token/")),
    Potret("sistem-sumber", "administrator", _ke("/sistem-sumber/baru/")),
    Potret("sistem-kiriman", "administrator", _kiriman_sistem),
    Potret("webhook", "administrator", _ke("/webhook/baru/")),
    Potret("pk-daftar", "perencana", _ke("/perjanjian/")),
    Potret("pk-rincian", "kabag.umum", _pk_saya),
    Potret("cascading", "perencana", _ke("/perjanjian/cascading/")),
    Potret("pohon-kinerja", "perencana", _ke("/perjanjian/pohon/")),
    Potret("rencana-aksi", "operator.umum", _ke("/perjanjian/rencana/")),
    Potret("mutu-iku-iki", "perencana.jakpus", _ke("/perjanjian/mutu/")),
    Potret("dokumen", "perencana", _ke("/perjanjian/dokumen/")),
    Potret("impor", "perencana", _ke("/perjanjian/impor/")),
    Potret("survei-daftar", "survei.jakpus", _ke("/survei/")),
    Potret("survei-rincian", "survei.jakpus", _survei()),
    Potret("survei-formulir", "survei.jakpus", _formulir),
    Potret("survei-kertas", "survei.jakpus", _survei("kertas/")),
    Potret("survei-unggah", "survei.jakpus", _survei("unggah/")),
    Potret("survei-hasil", "survei.jakpus", _survei("hasil/", 1)),
    Potret("survei-rekap", "pimpinan.surakarta", _ke("/survei/rekap/")),
    Potret("survei-periksa-rekap", "verifikator.surakarta", _ke("/survei/periksa-rekap/")),
    Potret("survei-laporan", "pimpinan.jakpus", _ke("/laporan/survei/")),
    Potret("survei-publik", "", _ke("/skm/")),
)


def ambil(peramban: Browser, alamat: str, potret: Potret, lebar: int) -> None:
    """Take one picture."""
    konteks = peramban.new_context(
        viewport={"width": lebar, "height": 860 if lebar > 500 else 760}, locale="id-ID", timezone_id="Asia/Jakarta"
    )
    page = konteks.new_page()
    page.goto(alamat)
    if potret.akun:
        page.get_by_label("Nama pengguna").fill(potret.akun)
        page.get_by_label("Kata sandi").fill(SANDI_DEMO)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url(alamat)
    potret.menuju(page)
    page.wait_for_load_state("networkidle")
    tujuan = FOLDER / f"{potret.nama}-{lebar}.png"
    if page.locator("dialog[open]").count():
        page.screenshot(path=tujuan)
    else:
        tinggi = min(int(page.evaluate("document.documentElement.scrollHeight")), TINGGI_MAKS)
        page.screenshot(path=tujuan, full_page=True, clip={"x": 0, "y": 0, "width": lebar, "height": tinggi})
    konteks.close()


def utama(pilihan: list[str]) -> int:
    """Take all pictures, or those named."""
    alamat = os.environ.get("ALAMAT", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/") + "/"
    try:
        periksa(UJI)
    except GagalAlat as gagal:
        print(gagal, file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as pw:
        peramban = pw.chromium.launch(executable_path=program_peramban(), args=BENDERA)
        for potret in SEMUA:
            if pilihan and potret.nama not in pilihan:
                continue
            for lebar in LEBAR:
                ambil(peramban, alamat, potret, lebar)
                print(f"{potret.nama}-{lebar}.png", flush=True)
        peramban.close()
    return 0


if __name__ == "__main__":
    sys.exit(utama(sys.argv[1:]))
