"""From tallies to the result that is shown: one path for answers, for a recap's sums, and for a printed figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indikator.hitung.angka import bulatkan, persis, tulis_angka
from survei.hitung import responden as sebutan_responden
from survei.hitung.banding import prioritas, status_perubahan
from survei.hitung.data import (
    SKEMA,
    BarisUnsur,
    Ciri,
    DataHasil,
    Kelompok,
    Pilahan,
    Prioritas,
    Sampel,
    SelangIkm,
    Tercetak,
    TitikTren,
)
from survei.hitung.dimensi import SEMUA, Kunci
from survei.hitung.ikm import HasilIkm, desimal, hitung_ikm, kelas_ikm, nrr
from survei.hitung.kesalahan import BelumAdaJawaban, NilaiMustahil, PopulasiTidakSah, UnsurTidakSah
from survei.hitung.sampel import kecukupan
from survei.hitung.selang import selang_ikm
from survei.hitung.sensor import TERKECIL, tersembunyi
from survei.hitung.tally import TallySurvei, tally_kosong
from survei.hitung.tambahan import Tanya, rangkai_tambahan
from survei.hitung.unsur import Urutan, label, nama_unsur

# Dimension → its name, and whether it splits people (then small groups are hidden).
PILAHAN: Mapping[str, tuple[str, bool]] = {
    "layanan": ("Layanan", False),
    "kanal": ("Cara mengisi", False),
    "tautan": ("Tautan formulir", False),
    "jenis_kelamin": ("Jenis kelamin", True),
    "umur": ("Kelompok umur", True),
    "pendidikan": ("Pendidikan", True),
    "pekerjaan": ("Pekerjaan", True),
}
_URUTAN_KELOMPOK = {
    "jenis_kelamin": tuple(sebutan_responden.JENIS_KELAMIN),
    "umur": sebutan_responden.KELOMPOK_UMUR,
    "pendidikan": tuple(sebutan_responden.PENDIDIKAN),
    "pekerjaan": tuple(sebutan_responden.PEKERJAAN),
}
TANPA_SELANG_REKAP = "Rekap hanya memuat jumlah per unsur, bukan isian tiap orang, jadi selangnya tidak dapat dihitung."
TERLALU_SEDIKIT = f"Disembunyikan: kelompok kurang dari {TERKECIL} orang, atau pasangannya, dapat dikenali."


@dataclass(frozen=True, slots=True)
class Angka:
    """The result of an earlier period as it was fixed."""

    periode: str
    ikm: Decimal
    mutu: str
    responden: int


@dataclass(frozen=True, slots=True)
class CetakDokumen:
    """What a document prints; any of it may be missing."""

    dokumen: str
    responden: int | None
    ikm: Decimal | None
    mutu: str


@dataclass(frozen=True, slots=True)
class Bahan:
    """What a result is made from.

    `unsur`: code → name in the survey's order (empty for a printed figure). `sebutan`: names of services, links and
    channels by (dimension, key). `lampau`: earlier fixed results, oldest first. `tanya`: the agency's own questions.
    """

    ciri: Ciri
    urutan: Urutan
    unsur: Mapping[str, str]
    tally: Mapping[Kunci, TallySurvei]
    populasi: int | None
    sebutan: Mapping[Kunci, str]
    lampau: Sequence[Angka]
    tercetak: CetakDokumen | None
    tanya: Sequence[Tanya] = ()


def rangkai(bahan: Bahan) -> DataHasil:
    """The result of a survey; what cannot be computed is None with the reason in words, never a guess."""
    semua = bahan.tally.get(SEMUA) or tally_kosong(tuple(bahan.unsur))
    hasil, alasan = _hitung(semua)
    ikm = hasil.ikm if hasil else None
    responden = semua.responden
    if bahan.ciri.sumber == "tercetak":
        ikm, alasan = _ikm_tercetak(bahan.tercetak)
        responden = (bahan.tercetak.responden if bahan.tercetak else None) or 0
    kelas = kelas_ikm(ikm) if ikm is not None else None
    selang, selang_alasan = _selang(bahan, semua, hasil)
    sampel, sampel_alasan = _sampel(bahan.populasi, responden)
    return DataHasil(
        skema=SKEMA,
        ciri=bahan.ciri,
        responden=responden,
        ikm=ikm,
        mutu=kelas.mutu if kelas else "",
        kinerja=kelas.kinerja if kelas else "",
        nilai_persepsi=kelas.nilai_persepsi if kelas else 0,
        alasan=alasan,
        bobot=f"1/{len(semua.unsur)}" if semua.unsur else "",
        unsur=_baris_unsur(bahan, hasil),
        selang=selang,
        selang_alasan=selang_alasan,
        sampel=sampel,
        sampel_alasan=sampel_alasan,
        pilahan=_pilahan(bahan),
        tren=_tren(bahan, ikm, kelas.mutu if kelas else "", responden),
        prioritas=_prioritas(bahan, hasil),
        tercetak=_tercetak(bahan.tercetak, ikm, responden, bahan.ciri.sumber),
        tambahan=rangkai_tambahan(bahan.tanya, bahan.tally) if bahan.ciri.sumber == "jawaban" else (),
    )


def _hitung(tally: TallySurvei) -> tuple[HasilIkm | None, str]:
    try:
        return hitung_ikm(tally.unsur), ""
    except (BelumAdaJawaban, UnsurTidakSah) as salah:
        return None, "Belum ada jawaban yang masuk." if not tally.responden else salah.pesan


def _ikm_tercetak(cetak: CetakDokumen | None) -> tuple[Decimal | None, str]:
    if cetak is None or cetak.ikm is None:
        return None, "Dokumen sumber tidak mencetak IKM survei ini."
    try:
        kelas_ikm(cetak.ikm)
    except NilaiMustahil as salah:
        return None, salah.pesan
    return cetak.ikm, ""


def _baris_unsur(bahan: Bahan, hasil: HasilIkm | None) -> tuple[BarisUnsur, ...]:
    if hasil is None:
        return ()
    return tuple(
        BarisUnsur(
            _label(bahan, u.kode),
            u.kode,
            _nama(bahan, u.kode),
            u.terisi,
            u.jumlah,
            u.nrr,
            u.tertimbang,
            u.mutu,
            u.sebaran,
        )
        for u in hasil.unsur
    )


def _label(bahan: Bahan, kode: str) -> str:
    return label(kode, bahan.urutan, tuple(bahan.unsur))


def _nama(bahan: Bahan, kode: str) -> str:
    return bahan.unsur.get(kode) or nama_unsur(kode)


def _selang(bahan: Bahan, semua: TallySurvei, hasil: HasilIkm | None) -> tuple[SelangIkm | None, str]:
    if bahan.ciri.sumber != "jawaban":
        return None, TANPA_SELANG_REKAP
    if hasil is None:
        return None, "Selang dihitung setelah setiap unsur mempunyai jawaban."
    try:
        s = selang_ikm(semua, bahan.populasi)
    except (BelumAdaJawaban, PopulasiTidakSah) as salah:
        return None, salah.pesan
    mutu = kelas_ikm(s.bawah).mutu, kelas_ikm(s.atas).mutu
    return SelangIkm(s.galat_baku, s.bawah, s.atas, s.skor_responden, *mutu), ""


def _sampel(populasi: int | None, responden: int) -> tuple[Sampel | None, str]:
    if populasi is None:
        return None, "Populasi belum diisi, jadi kecukupan sampel tidak dapat dinilai."
    try:
        k = kecukupan(populasi, responden)
    except PopulasiTidakSah as salah:
        return None, salah.pesan
    return Sampel(k.populasi, k.perlu, k.ada, k.kurang), ""


def _pilahan(bahan: Bahan) -> tuple[Pilahan, ...]:
    hasil = []
    for kode, (nama, orang) in PILAHAN.items():
        bagian = {kunci: t for (dimensi, kunci), t in bahan.tally.items() if dimensi == kode and t.responden}
        if not any(bagian):
            continue  # nobody said anything here; one line "tidak diisi" tells nothing
        sembunyi = tersembunyi({k: t.responden for k, t in bagian.items()}) if orang else frozenset()
        kelompok = tuple(
            _kelompok(bahan, kode, kunci, bagian[kunci], kunci in sembunyi) for kunci in _urut(kode, bagian, bahan)
        )
        hasil.append(Pilahan(kode, nama, orang, kelompok))
    return tuple(hasil)


def _urut(kode: str, bagian: Mapping[str, TallySurvei], bahan: Bahan) -> list[str]:
    """The order of the form; other texts by the alphabet; what was left open last."""
    baku = _URUTAN_KELOMPOK.get(kode, ())
    return sorted(
        bagian,
        key=lambda k: (k == "", baku.index(k) if k in baku else len(baku), _sebutan(bahan, kode, k).casefold()),
    )


def _sebutan(bahan: Bahan, kode: str, kunci: str) -> str:
    return bahan.sebutan.get((kode, kunci)) or sebutan_responden.sebutan(kode, kunci)


def _kelompok(bahan: Bahan, kode: str, kunci: str, tally: TallySurvei, sembunyi: bool) -> Kelompok:
    nama = _sebutan(bahan, kode, kunci)
    if sembunyi:
        return Kelompok(nama, None, None, "", TERLALU_SEDIKIT, (None,) * len(tally.unsur))
    hasil, alasan = _hitung(tally)
    rata = tuple(desimal(nrr(t)) if t.terisi else None for t in tally.unsur.values())
    return Kelompok(nama, tally.responden, hasil.ikm if hasil else None, hasil.mutu if hasil else "", alasan, rata)


@persis
def _tren(bahan: Bahan, ikm: Decimal | None, mutu: str, responden: int) -> tuple[TitikTren, ...]:
    angka = list(bahan.lampau)
    if ikm is not None:
        angka.append(Angka(bahan.ciri.periode, ikm, mutu, responden))
    hasil: list[TitikTren] = []
    for i, a in enumerate(angka):
        lama = angka[i - 1].ikm if i else None
        # Judged and shown at two decimals [SKA]: the difference of what is printed.
        selisih = None if lama is None else bulatkan(a.ikm) - bulatkan(lama)
        status = "" if lama is None else status_perubahan(lama, a.ikm).value
        hasil.append(TitikTren(a.periode, a.ikm, a.mutu, a.responden, status, selisih))
    return tuple(hasil)


def _prioritas(bahan: Bahan, hasil: HasilIkm | None) -> tuple[Prioritas, ...]:
    if hasil is None:
        return ()
    return tuple(
        Prioritas(_label(bahan, u.kode), u.kode, _nama(bahan, u.kode), u.nrr, u.mutu) for u in prioritas(hasil)
    )


def _tercetak(cetak: CetakDokumen | None, ikm: Decimal | None, responden: int, sumber: str) -> Tercetak | None:
    if cetak is None:
        return None
    catatan = []
    if sumber != "tercetak" and cetak.ikm is not None and ikm is not None and bulatkan(cetak.ikm) != bulatkan(ikm):
        catatan.append(
            f"Dokumen mencetak IKM {tulis_angka(cetak.ikm)}; dihitung dari jumlahnya {tulis_angka(ikm)} "
            f"(selisih {tulis_angka(abs(bulatkan(ikm) - bulatkan(cetak.ikm)))}). Yang dipakai adalah hasil hitungan."
        )
    if sumber != "tercetak" and cetak.responden is not None and cetak.responden != responden:
        catatan.append(
            f"Dokumen mencetak {tulis_angka(Decimal(cetak.responden), 0)} responden; jumlah per unsurnya berasal dari "
            f"{tulis_angka(Decimal(responden), 0)}."
        )
    return Tercetak(cetak.dokumen, cetak.responden, cetak.ikm, cetak.mutu, " ".join(catatan))
