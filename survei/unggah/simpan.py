"""A confirmed mapping as JSON and back, so that the job reads the file the way the person has said."""

from collections.abc import Mapping
from typing import Any

from survei.hitung.unsur import Unsur, Urutan
from survei.unggah.kenali import Kolom, Pemetaan, Peran
from survei.unggah.kesalahan import KesalahanUnggah


def ke_json(pemetaan: Pemetaan) -> dict[str, Any]:
    """`{"baris_kepala": n, "urutan": …, "catatan": […], "kolom": [[index, heading, role, no, unsur, tanya], …]}`."""
    return {
        "baris_kepala": pemetaan.baris_kepala,
        "urutan": pemetaan.urutan,
        "catatan": list(pemetaan.catatan),
        "kolom": [[k.indeks, k.kepala, k.peran, k.nomor, k.unsur, k.tanya] for k in pemetaan.kolom],
    }


def dari_json(isi: Mapping[str, Any]) -> Pemetaan:
    """The mapping `ke_json` wrote. Raises `KesalahanUnggah` for anything else."""
    try:
        kolom = tuple(
            # The sixth is missing in mappings stored before there were extra questions in files.
            Kolom(int(indeks), str(kepala), Peran(peran), nomor, Unsur(unsur) if unsur else None, *tanya)
            for indeks, kepala, peran, nomor, unsur, *tanya in isi["kolom"]
        )
        urutan = Urutan(isi["urutan"]) if isi["urutan"] else None
        return Pemetaan(int(isi["baris_kepala"]), kolom, urutan, tuple(isi["catatan"]))
    except (KeyError, TypeError, ValueError) as salah:
        raise KesalahanUnggah("Pemetaan kolom tersimpan tidak terbaca. Unggah berkasnya sekali lagi.") from salah
