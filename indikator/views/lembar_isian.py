"""What the operator's pages share: one unit's quarter, fetched and authorised in one step; answers to the script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from indikator.models import Indikator
from indikator.selectors.baris_isian import Baris, Pembaca
from indikator.selectors.lembar import susun_baris
from indikator.views.putusan import pengguna
from kinerja.organisasi import akses
from kinerja.organisasi.akses import Aksi
from kinerja.organisasi.aturan import PelanggaranAturan
from kinerja.organisasi.jendela import Jendela, jendela_unit, wajib_terbuka
from kinerja.organisasi.models import Periode, Unit
from kinerja.organisasi.tanggal import tulis_triwulan, tulis_waktu

JawabJson = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Lembar:
    """One unit's quarter as this person sees it now."""

    unit: Unit
    periode: Periode
    triwulan: int
    pembaca: Pembaca
    jendela: Jendela
    baris: Sequence[Baris]

    @property
    def sebutan(self) -> str:
        """`TW II 2023`."""
        return f"{tulis_triwulan(self.triwulan)} {self.periode.tahun}"

    @property
    def alamat(self) -> tuple[int, int, int]:
        """The arguments of the grid's address."""
        return self.unit.pk, self.periode.tahun, self.triwulan

    @property
    def wajib(self) -> int:
        """Lines for which a realisation is due."""
        return sum(b.wajib for b in self.baris)

    @property
    def terisi(self) -> int:
        """Due lines that have one."""
        return sum(b.wajib and b.terisi for b in self.baris)

    @property
    def tanpa_target(self) -> int:
        """Lines without a target in this quarter."""
        return len(self.baris) - self.wajib

    @property
    def terbuka(self) -> bool:
        """Whether lines of this unit may be filled in now."""
        return self.jendela.terbuka(self.pembaca.kini)

    @property
    def sebab_tertutup(self) -> str:
        """The rule that keeps the sheet closed, and whom to ask; empty while it is open."""
        try:
            wajib_terbuka(self.jendela, self.pembaca.kini)
        except PelanggaranAturan as aturan:
            return aturan.pesan
        return ""

    @property
    def ada_lengkap(self) -> bool:
        """Whether any line can be submitted."""
        return any(b.dapat_diajukan for b in self.baris)

    @property
    def ada_kurang(self) -> bool:
        """Whether any due line is still incomplete."""
        return any(b.kurang for b in self.baris)

    @property
    def batas(self) -> str:
        """Until when, in words."""
        return tulis_batas(self.jendela, self.pembaca)


def ambil_lembar(request: HttpRequest, unit: int, tahun: int, triwulan: int, aksi: Aksi = Aksi.BACA) -> Lembar:
    """The unit's quarter, if this person may do `aksi` there: 404 outside the subtree, 403 without the role."""
    if not 1 <= triwulan <= 4:
        raise Http404
    orang = pengguna(request)
    pemilik: Unit = akses.ambil(Unit.objects.select_related("instansi"), user=orang, aksi=aksi, pk=unit)
    periode: Periode = akses.ambil(
        Periode.objects.select_related("instansi"), user=orang, aksi=Aksi.BACA, tahun=tahun, instansi=pemilik.instansi
    )
    boleh_isi = any(pemilik.jalur.startswith(j) for j in akses.unit_untuk(orang, Aksi.ISI))
    jadwal = jendela_unit(periode, triwulan)
    pembaca = Pembaca(orang, boleh_isi, timezone.now(), jadwal)
    baris = susun_baris(Indikator.objects.untuk(orang).milik(pemilik, periode), triwulan, pembaca)
    return Lembar(pemilik, periode, triwulan, pembaca, jadwal.untuk({pemilik.pk}), baris)


def tulis_batas(jendela: Jendela, pembaca: Pembaca) -> str:
    """`ditutup 31 Juli 2023 pukul 23.59 WIB (12 hari lagi)`, or since when it is closed, or from when it opens."""
    if jendela.mulai is None or jendela.akhir is None:
        return "belum dijadwalkan; mintalah administrator instansi menetapkan jadwalnya"
    zona, kini = pembaca.jendela.periode.instansi.zona, pembaca.kini
    if kini < jendela.mulai:
        return f"dibuka {tulis_waktu(jendela.mulai, zona)}"
    if jendela.lewat(kini):
        return f"sudah ditutup {tulis_waktu(jendela.akhir, zona)}"
    hari = (jendela.akhir.date() - kini.astimezone(zona).date()).days
    lagi = {0: "hari ini", 1: "besok"}.get(hari, f"{hari} hari lagi")
    panjang = ", sudah diperpanjang" if jendela.diperpanjang else ""
    return f"ditutup {tulis_waktu(jendela.akhir, zona)} ({lagi}{panjang})"


def baris_terkini(request: HttpRequest, pk: Sequence[int], triwulan: int) -> list[Baris]:
    """These lines as they stand now, only those the person may read."""
    orang = pengguna(request)
    indikator = Indikator.objects.untuk(orang).filter(pk__in=pk)
    satu = indikator.select_related("sasaran__periode__instansi").first()
    if satu is None:
        return []
    pembaca = Pembaca(orang, True, timezone.now(), jendela_unit(satu.sasaran.periode, triwulan))
    return susun_baris(indikator, triwulan, pembaca)


def sebagai_json(baris: Baris) -> dict[str, Any]:
    """A line for the grid's script: texts of the cells, and the finished HTML of what is computed."""
    isi = {"baris": baris}
    return {
        "pk": baris.pk,
        "versi": baris.versi,
        "sel": {str(s.pk): s.teks for s in baris.diketik},
        "uraian": dict(baris.uraian),
        "wajib": baris.wajib,
        "terisi": baris.terisi,
        "kurang": baris.kurang,
        "terkunci": baris.terkunci,
        "html": {
            bagian: render_to_string(f"indikator/isian/{bagian}.html", isi)
            for bagian in ("terhitung", "hasil", "keadaan")
        },
    }


def ditolak(pesan: str, status: HTTPStatus, **lain: object) -> JsonResponse:
    """A refusal for the grid's script."""
    return JsonResponse({"keadaan": "ditolak", "pesan": pesan} | lain, status=status.value)


def jawab_json(view: JawabJson) -> JawabJson:
    """Turn refusals into JSON that the grid shows beside the cell.

    The header X-Pengguna names who typed: after somebody else has signed in on the same browser, a value that waited
    is not sent in the other's name.
    """

    @wraps(view)
    def dengan_json(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        pengetik = request.headers.get("X-Pengguna", "")
        if pengetik and pengetik != str(pengguna(request).pk):
            return ditolak(
                "Isian ini diketik oleh akun lain. Masuklah kembali dengan akun itu untuk mengirimnya.",
                HTTPStatus.FORBIDDEN,
                akun_lain=True,
            )
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return ditolak("Baris ini tidak ada atau di luar unit yang menjadi wewenang Anda.", HTTPStatus.NOT_FOUND)
        except PermissionDenied as salah:
            return ditolak(str(salah), HTTPStatus.FORBIDDEN)
        except PelanggaranAturan as aturan:
            return ditolak(aturan.pesan, HTTPStatus.CONFLICT, kode=aturan.kode)

    return dengan_json
