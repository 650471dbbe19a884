"""The checks of a cascade (rules.md 7): pure, on plain values, each finding with its place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from indikator.hitung.angka import tulis_ringkas
from indikator.hitung.capaian import NOL, Arah, Target
from indikator.hitung.gulung import Agregasi
from indikator.hitung.kesalahan import KesalahanHitung
from indikator.hitung.rasio import periksa_turunan
from indikator.hitung.rumus import baca_rumus
from kinerja.perjanjian.hitung.periksa_target import AnakTarget, periksa_target
from kinerja.perjanjian.hitung.temuan import Temuan

TAHUN = 0
SERATUS = Decimal(100)


@dataclass(frozen=True, slots=True)
class IndikatorPeriksa:
    """One indicator as the checks need it.

    `komponen`: name → whether it is rolled up. `target`: quarter (0 the year) → target. `punya_bawahan`: its unit has
    units below. `puncak`: its unit has none above. `realisasi_lalu`: last year's figure of the same indicator.
    """

    pk: int
    unit: int
    nama_unit: str
    kode: str
    arah: Arah
    agregasi: Agregasi
    desimal: int
    bobot: Decimal | None
    rumus: str
    komponen: Mapping[str, bool]
    sumber_data: bool
    penanggung_jawab: bool
    target: Mapping[int, Target]
    realisasi_lalu: Decimal | None
    punya_bawahan: bool
    puncak: bool

    @property
    def tempat(self) -> str:
        """`Bagian Umum, indikator 2.1`."""
        return f"{self.nama_unit}, indikator {self.kode}"

    def temuan(self, kode: str, pesan: str) -> Temuan:
        """A finding about this indicator."""
        return Temuan(kode, pesan, self.tempat, self.unit, self.pk)


@dataclass(frozen=True, slots=True)
class TautanPeriksa:
    """One link down. `atasan` is the id of the unit's own superior unit; `seutuhnya`: the whole, without a scope."""

    nama_unit: str
    unit: int
    atasan: int | None
    seutuhnya: bool
    lingkup: str


@dataclass(frozen=True, slots=True)
class Cascade:
    """What is checked. `tautan` and `anak` by the parent's id; `berinduk`: ids of those linked to something above."""

    indikator: Sequence[IndikatorPeriksa]
    tautan: Mapping[int, Sequence[TautanPeriksa]] = field(default_factory=dict)
    anak: Mapping[int, Sequence[AnakTarget]] = field(default_factory=dict)
    berinduk: frozenset[int] = frozenset()
    diuraikan: frozenset[int] = frozenset()


def periksa_cascade(cascade: Cascade) -> list[Temuan]:
    """Every finding, in the order of the indicators and, for each, of the rules; those of whole units last.

    Source: rules.md 7 [JB] [89].
    """
    hasil: list[Temuan] = []
    for satu in cascade.indikator:
        hasil += _periksa_isi(satu)
        hasil += _periksa_rumus(satu, cascade.anak.get(satu.pk, ()))
        hasil += _periksa_tautan(satu, cascade)
        hasil += [satu.temuan(kode, pesan) for kode, pesan in _periksa_target(satu, cascade)]
    return hasil + list(_periksa_bobot(cascade.indikator))


def _periksa_isi(satu: IndikatorPeriksa) -> Iterator[Temuan]:
    if not satu.penanggung_jawab:
        yield satu.temuan("tanpa_penanggung_jawab", "Belum ada jabatan penanggung jawab.")
    if not satu.sumber_data:
        yield satu.temuan("tanpa_sumber_data", "Sumber data belum ditulis.")
    if TAHUN not in satu.target:
        yield satu.temuan("tanpa_target", "Target tahun belum ditetapkan.")


def _periksa_rumus(satu: IndikatorPeriksa, anak: Sequence[AnakTarget]) -> Iterator[Temuan]:
    try:
        nama = baca_rumus(satu.rumus).nama_komponen
    except KesalahanHitung as salah:
        yield satu.temuan("tanpa_rumus", f"Rumus tidak terbaca: {salah.pesan}")
        return
    kurang = [n for n in nama if n not in satu.komponen]
    if kurang:
        yield satu.temuan("tanpa_rumus", f"Rumus menyebut {', '.join(kurang)}, tetapi komponennya belum ada.")
    gulungan = [n for n in nama if satu.komponen.get(n)]
    for pesan in periksa_turunan(satu.rumus, satu.agregasi, gulungan):
        yield satu.temuan("gulungan_tidak_sah", pesan)
    if gulungan and not anak:
        pesan = "Rumusnya menggulung hasil bawahan, tetapi belum ada indikator bawahan yang dihitung."
        yield satu.temuan("gulungan_tidak_sah", pesan)


def _periksa_tautan(satu: IndikatorPeriksa, cascade: Cascade) -> Iterator[Temuan]:
    tautan = cascade.tautan.get(satu.pk, ())
    if satu.punya_bawahan and not tautan and satu.pk not in cascade.diuraikan:
        yield satu.temuan("tanpa_pengampu", "Tidak ada unit atau jabatan di bawahnya yang mengampu indikator ini.")
    if not satu.puncak and satu.pk not in cascade.berinduk:
        yield satu.temuan("tanpa_induk", "Tidak terhubung ke indikator atasan mana pun.")
    # Only units side by side compete: one that passes the whole on to a unit below it is the ordinary cascade.
    utuh: defaultdict[int | None, list[str]] = defaultdict(list)
    sama: defaultdict[tuple[int | None, str], list[str]] = defaultdict(list)
    for t in tautan:
        if t.seutuhnya:
            utuh[t.atasan].append(t.nama_unit)
        elif t.lingkup:
            sama[t.atasan, " ".join(t.lingkup.casefold().split())].append(t.nama_unit)
    for nama in map(_unik, utuh.values()):
        if len(nama) > 1:
            pesan = f"{', '.join(nama)} mengampu hasil yang sama seutuhnya; beri lingkup masing-masing."
            yield satu.temuan("hasil_ganda", pesan)
    for (_, lingkup), nama_sama in sama.items():
        nama = _unik(nama_sama)
        if len(nama) > 1:
            yield satu.temuan("hasil_ganda", f"{', '.join(nama)} mengampu lingkup yang sama: “{lingkup}”.")


def _unik(nama: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(nama))


def _periksa_target(satu: IndikatorPeriksa, cascade: Cascade) -> Iterator[tuple[str, str]]:
    anak = cascade.anak.get(satu.pk, ())
    if anak and satu.agregasi is not Agregasi.TIDAK_ADA:
        yield from periksa_target(
            satu.target, anak, agregasi=satu.agregasi, turun=satu.arah is Arah.TURUN, desimal=satu.desimal
        )
    target = satu.target.get(TAHUN)
    lalu = satu.realisasi_lalu
    if target is None or target.nilai is None or lalu is None:
        return
    if (satu.arah is Arah.NAIK and target.nilai < lalu) or (satu.arah is Arah.TURUN and target.nilai > lalu):
        kata = "di bawah" if satu.arah is Arah.NAIK else "di atas"
        yield (
            "target_di_bawah_tahun_lalu",
            f"Target {tulis_ringkas(target.nilai)} {kata} realisasi tahun lalu {tulis_ringkas(lalu)}, "
            "jadi lebih mudah daripada yang sudah dicapai.",
        )


def _periksa_bobot(indikator: Sequence[IndikatorPeriksa]) -> Iterator[Temuan]:
    per_unit: defaultdict[int, list[IndikatorPeriksa]] = defaultdict(list)
    for satu in indikator:
        per_unit[satu.unit].append(satu)
    for unit, milik in per_unit.items():
        berbobot = [i.bobot for i in milik if i.bobot is not None]
        if not berbobot:
            continue  # none set: all count alike
        tanpa = [i.kode for i in milik if i.bobot is None]
        jumlah = sum(berbobot, NOL)
        if tanpa:
            pesan = f"{len(tanpa)} dari {len(milik)} indikator belum berbobot: {', '.join(tanpa)}."
        elif jumlah != SERATUS:
            pesan = f"Jumlah bobot {tulis_ringkas(jumlah)}, seharusnya 100."
        else:
            continue
        yield Temuan("bobot_tidak_100", pesan, milik[0].nama_unit, unit)
