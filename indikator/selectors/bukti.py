"""Evidence of lines, and where the same file proves something else too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from indikator.models import Bukti
from kinerja.organisasi.tanggal import tulis_triwulan


def juga_dipakai(bukti: Iterable[Bukti]) -> dict[int, list[str]]:
    """For each piece of evidence, the other lines of the same agency that the very same file (SHA-256) is attached to.

    One query. Reuse is allowed: it is a question for the verifier, never a verdict.
    """
    semua = list(bukti)
    hasil: dict[int, list[str]] = defaultdict(list)
    kembar = (
        Bukti.objects.terpakai()
        .filter(sha256__in={b.sha256 for b in semua})
        .select_related("realisasi__indikator__sasaran__unit", "realisasi__indikator__sasaran__periode")
    )
    lain = list(kembar) if semua else []
    for satu in semua:
        instansi = satu.realisasi.indikator.sasaran.unit.instansi_id
        for b in lain:
            sasaran = b.realisasi.indikator.sasaran
            if b.sha256 == satu.sha256 and b.realisasi_id != satu.realisasi_id and sasaran.unit.instansi_id == instansi:
                hasil[satu.pk].append(
                    f"{b.realisasi.indikator.kode} {tulis_triwulan(b.realisasi.triwulan)} {sasaran.periode.tahun} "
                    f"({sasaran.unit.nama})"
                )
    return dict(hasil)
