"""A tally as JSON and back. Unsur are a list, because a JSON object of the database forgets its order."""

from collections.abc import Mapping
from typing import Any

from survei.hitung.dimensi import Kunci
from survei.hitung.kesalahan import TallyTidakSah
from survei.hitung.tally import Lembar, Tally, TallySurvei


def ke_json(tally: TallySurvei) -> dict[str, Any]:
    """`{"responden": n, "unsur": [["waktu", terisi, jumlah, [n1, n2, n3, n4] or null], …], "lembar": {"9": […]}}`."""
    return {
        "responden": tally.responden,
        "unsur": [
            [kode, t.terisi, t.jumlah, None if t.sebaran is None else list(t.sebaran)]
            for kode, t in tally.unsur.items()
        ],
        "lembar": {str(terisi): [g.banyak, g.jumlah, g.kuadrat] for terisi, g in tally.lembar.items()},
    }


def dari_json(isi: Mapping[str, Any]) -> TallySurvei:
    """The tally `ke_json` wrote. Raises `TallyTidakSah` for JSON of another shape, or counts no answers can have."""
    try:
        unsur = {
            str(kode): Tally(int(terisi), int(jumlah), None if sebaran is None else _empat(sebaran))
            for kode, terisi, jumlah, sebaran in isi["unsur"]
        }
        lembar = {int(terisi): Lembar(*map(int, angka)) for terisi, angka in sorted(isi["lembar"].items())}
        return TallySurvei(unsur, int(isi["responden"]), lembar)
    except (KeyError, TypeError, ValueError, AttributeError) as salah:
        raise TallyTidakSah("Tally tersimpan tidak terbaca.") from salah


def dimensi_ke_json(bagian: Mapping[Kunci, TallySurvei]) -> list[list[Any]]:
    """Tallies of all dimensions as `[[dimension, key, tally], …]`: what an uploaded batch keeps to be undone."""
    return [[dimensi, kunci, ke_json(tally)] for (dimensi, kunci), tally in sorted(bagian.items(), key=lambda b: b[0])]


def dimensi_dari_json(isi: list[list[Any]]) -> dict[Kunci, TallySurvei]:
    """The tallies `dimensi_ke_json` wrote. Raises `TallyTidakSah`."""
    try:
        return {(str(dimensi), str(kunci)): dari_json(tally) for dimensi, kunci, tally in isi}
    except (TypeError, ValueError) as salah:
        raise TallyTidakSah("Tally tersimpan tidak terbaca.") from salah


def _empat(sebaran: list[int]) -> tuple[int, int, int, int]:
    n1, n2, n3, n4 = map(int, sebaran)
    return n1, n2, n3, n4
