"""The life of one quarterly realisation as a table: which action leads from which status to which."""

from enum import StrEnum


class Status(StrEnum):
    """Where a realisation stands."""

    DRAF = "draf"
    DIAJUKAN = "diajukan"
    DIVERIFIKASI = "diverifikasi"
    DISETUJUI = "disetujui"
    DIKEMBALIKAN = "dikembalikan"


class Aksi(StrEnum):
    """What a person does to a realisation."""

    ISI = "isi"
    AJUKAN = "ajukan"
    TARIK = "tarik"
    VERIFIKASI = "verifikasi"
    KEMBALIKAN = "kembalikan"
    SETUJUI = "setujui"
    KOREKSI = "koreksi"


class PerpindahanDitolak(Exception):
    """A move the table does not know; ``pesan`` is the Indonesian sentence to show."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


PERPINDAHAN: dict[tuple[Status, Aksi], Status] = {
    (Status.DRAF, Aksi.ISI): Status.DRAF,
    (Status.DRAF, Aksi.AJUKAN): Status.DIAJUKAN,
    (Status.DIAJUKAN, Aksi.TARIK): Status.DRAF,
    (Status.DIAJUKAN, Aksi.VERIFIKASI): Status.DIVERIFIKASI,
    (Status.DIAJUKAN, Aksi.KEMBALIKAN): Status.DIKEMBALIKAN,
    (Status.DIVERIFIKASI, Aksi.SETUJUI): Status.DISETUJUI,
    (Status.DIVERIFIKASI, Aksi.KEMBALIKAN): Status.DIKEMBALIKAN,
    # A returned line stays marked as returned while it is being mended, so the reason stays in sight.
    (Status.DIKEMBALIKAN, Aksi.ISI): Status.DIKEMBALIKAN,
    (Status.DIKEMBALIKAN, Aksi.AJUKAN): Status.DIAJUKAN,
    # Opened for correction: back to the operator with the reason in sight; the service keeps the approved version.
    (Status.DISETUJUI, Aksi.KOREKSI): Status.DIKEMBALIKAN,
}

_SEBUTAN: dict[Aksi, str] = {
    Aksi.ISI: "diisi",
    Aksi.AJUKAN: "diajukan",
    Aksi.TARIK: "ditarik kembali",
    Aksi.VERIFIKASI: "diverifikasi",
    Aksi.KEMBALIKAN: "dikembalikan",
    Aksi.SETUJUI: "disetujui",
    Aksi.KOREKSI: "dikoreksi",
}


def aksi_tersedia(status: Status) -> tuple[Aksi, ...]:
    """The actions the table allows from ``status``, in the order of ``Aksi`` (who may do them is decided elsewhere)."""
    return tuple(aksi for aksi in Aksi if (status, aksi) in PERPINDAHAN)


def lanjut(status: Status, aksi: Aksi) -> Status:
    """The status after ``aksi``; raises ``PerpindahanDitolak`` naming what is possible instead."""
    tujuan = PERPINDAHAN.get((status, aksi))
    if tujuan is None:
        bisa = ", ".join(_SEBUTAN[a] for a in aksi_tersedia(status))
        raise PerpindahanDitolak(
            f"Realisasi berstatus {status.value} tidak dapat {_SEBUTAN[aksi]}; hanya dapat: {bisa}."
        )
    return tujuan


def perlu_alasan(aksi: Aksi) -> bool:
    """Returning a line and correcting an approved one need a written reason."""
    return aksi in (Aksi.KEMBALIKAN, Aksi.KOREKSI)


def boleh_isi(status: Status) -> bool:
    """Whether the figures of a realisation in this status may be edited."""
    return (status, Aksi.ISI) in PERPINDAHAN


def periksa_pelaku(aksi: Aksi, *, pelaku: int, pengaju: int | None) -> None:
    """Refuse the wrong person: who submitted may not verify, and only who submitted may withdraw.

    ``pelaku`` and ``pengaju`` are identities of the same kind (primary keys). Raises ``PerpindahanDitolak``.
    """
    if aksi is Aksi.VERIFIKASI and pelaku == pengaju:
        raise PerpindahanDitolak(
            "Yang mengajukan tidak boleh memverifikasi realisasinya sendiri; mintalah verifikator lain."
        )
    if aksi is Aksi.TARIK and pelaku != pengaju:
        raise PerpindahanDitolak("Hanya yang mengajukan yang dapat menarik kembali pengajuannya.")
