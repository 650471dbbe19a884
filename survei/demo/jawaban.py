"""Made-up answers of a public service counter: plausible, always the same, and nobody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from survei.hitung.tambahan import Tanya
from survei.hitung.unsur import Unsur
from survei.models import Jawaban, Layanan, Survei, Tautan
from survei.models.jawaban import Kanal
from survei.selectors.tambahan import daftar_tanya
from survei.services.jawaban import hash_kode, kode_tarik
from survei.services.tally import kolom_unsur

# In how many of a hundred answers an unsur gets 4, 3, 2, 1: waiting and the complaints desk please least.
KEBIASAAN: dict[str, tuple[int, int, int, int]] = {
    Unsur.PERSYARATAN: (46, 46, 7, 1),
    Unsur.PROSEDUR: (44, 46, 8, 2),
    Unsur.WAKTU: (34, 48, 14, 4),
    Unsur.BIAYA: (82, 15, 2, 1),
    Unsur.PRODUK: (48, 46, 5, 1),
    Unsur.KOMPETENSI: (52, 43, 4, 1),
    Unsur.PERILAKU: (58, 37, 4, 1),
    Unsur.SARANA: (40, 47, 11, 2),
    Unsur.PENGADUAN: (38, 45, 13, 4),
}
SARAN = (
    "Nomor antrean sebaiknya dapat diambil lewat ponsel.",
    "Petugas loket sabar menjelaskan berkas yang kurang.",
    "Ruang tunggu perlu tambahan kursi pada hari Senin.",
    "Tolong papan persyaratan dipasang lebih dekat ke pintu masuk.",
    "Proses cepat, terima kasih.",
    "Kotak pengaduan ada, tetapi belum jelas siapa yang menjawab.",
    "Pendingin ruangan di lantai dua kurang terasa.",
    "Mohon jam layanan istirahat siang tetap dibuka bergantian.",
)
KENAL = ("Dari mana Anda mengetahui layanan ini?", ("Situs web", "Media sosial", "Kelurahan", "Teman atau keluarga"))
DARING = "Layanan apa yang sebaiknya dapat diurus dari rumah?"
_KENAL = tuple(zip(KENAL[1], (31, 24, 27, 18), strict=True))
_DARING = ("Perpanjangan izin praktik", "Cek status berkas", "Mengambil nomor antrean", "Unggah berkas yang kurang")
_PENDIDIKAN = (("sma", 40), ("s1", 34), ("diploma", 14), ("s2", 6), ("smp", 4), ("", 2))
_PEKERJAAN = (("swasta", 42), ("wirausaha", 28), ("rumah_tangga", 12), ("pelajar", 8), ("pns", 6), ("lainnya", 4))
_JAM_LAYANAN = (8, 15)


@dataclass(frozen=True, slots=True)
class Takaran:
    """How many answers between two days, from which seed; `lebih`: points of a hundred that move up from 3 to 4."""

    benih: int
    banyak: int
    mulai: datetime
    hari: int
    lebih: int = 0


def jawaban_contoh(
    survei: Survei, tautan: Sequence[Tautan], layanan: Sequence[Layanan], takaran: Takaran
) -> list[Jawaban]:
    """Unsaved answers: four of five through a link, the others on paper; the same list for the same `takaran`."""
    acak = Random(takaran.benih)  # noqa: S311 (examples, not secrets)
    kolom = kolom_unsur(survei)
    jawaban = [_satu(acak, survei, tautan, layanan, takaran, kolom) for _ in range(takaran.banyak)]
    tanya = daftar_tanya(survei)
    for satu in jawaban:
        satu.tambahan = _tambahan(acak, tanya)
    return jawaban


def _satu(
    acak: Random,
    survei: Survei,
    tautan: Sequence[Tautan],
    layanan: Sequence[Layanan],
    takaran: Takaran,
    kolom: dict[str, str],
) -> Jawaban:
    kunci = UUID(int=acak.getrandbits(128), version=4)
    lewat = acak.choice(tautan) if acak.random() < 0.8 else None
    waktu = takaran.mulai + timedelta(
        days=acak.randrange(takaran.hari), hours=acak.randrange(*_JAM_LAYANAN), minutes=acak.randrange(60)
    )
    return Jawaban(
        survei=survei,
        kunci=kunci,
        kanal=Kanal.DARING if lewat else Kanal.KERTAS,
        tautan=lewat,
        layanan=(lewat and lewat.layanan) or acak.choice(layanan),
        kode_tarik=hash_kode(kode_tarik(kunci)) if lewat else "",
        waktu=waktu,
        diterima_pada=waktu,
        jenis_kelamin=acak.choices(("L", "P", ""), (52, 46, 2))[0],
        umur=acak.choice((None, *range(19, 65), *range(24, 46))),
        pendidikan=_pilih(acak, _PENDIDIKAN),
        pekerjaan=_pilih(acak, _PEKERJAAN),
        saran=acak.choice(SARAN) if acak.random() < 0.18 else "",
        persetujuan_versi=survei.persetujuan_versi,
        **{k: _nilai(acak, KEBIASAAN[kode], takaran.lebih) for kode, k in kolom.items()},
    )


def _tambahan(acak: Random, tanya: Sequence[Tanya]) -> dict[str, str]:
    """Nine of ten choose, one in seven writes."""
    return {
        str(t.nomor): _pilih(acak, _KENAL) if t.pilihan else acak.choice(_DARING)
        for t in tanya
        if acak.random() < (0.9 if t.pilihan else 0.15)
    }


def _nilai(acak: Random, kebiasaan: tuple[int, int, int, int], lebih: int) -> int | None:
    """One answer in fifty is left blank."""
    if acak.random() < 0.02:
        return None
    empat, tiga, dua, satu = kebiasaan
    geser = min(lebih, tiga)
    return acak.choices((4, 3, 2, 1), (empat + geser, tiga - geser, dua, satu))[0]


def _pilih(acak: Random, pilihan: Sequence[tuple[str, int]]) -> str:
    return acak.choices([p for p, _ in pilihan], [b for _, b in pilihan])[0]
