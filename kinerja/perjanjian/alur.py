"""The life of one Perjanjian Kinerja as a table: which action leads from which status to which (rules.md 6)."""

from enum import StrEnum


class Status(StrEnum):
    """Where an agreement stands."""

    DRAF = "draf"
    DIAJUKAN = "diajukan"
    DIKEMBALIKAN = "dikembalikan"
    DISETUJUI = "disetujui"
    DITANDATANGANI = "ditandatangani"


class Aksi(StrEnum):
    """What a person does to an agreement."""

    SUSUN = "susun"
    AJUKAN = "ajukan"
    TETAPKAN = "tetapkan"
    KEMBALIKAN = "kembalikan"
    SETUJUI = "setujui"
    TANDATANGANI = "tandatangani"
    CATAT_KERTAS = "catat_kertas"


class AlasanPerubahan(StrEnum):
    """The only reasons for a changed agreement [53]."""

    PEJABAT = "a"
    STRATEGI = "b"
    PRIORITAS = "c"


SEBUTAN_ALASAN: dict[AlasanPerubahan, str] = {
    AlasanPerubahan.PEJABAT: "Pergantian atau mutasi pejabat",
    AlasanPerubahan.STRATEGI: "Perubahan strategi yang mempengaruhi tujuan dan sasaran (program, kegiatan, anggaran)",
    AlasanPerubahan.PRIORITAS: "Perubahan prioritas atau asumsi yang berakibat signifikan",
}


class PerpindahanDitolak(Exception):
    """A move the table does not know; ``pesan`` is the Indonesian sentence to show."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


PERPINDAHAN: dict[tuple[Status, Aksi], Status] = {
    (Status.DRAF, Aksi.SUSUN): Status.DRAF,
    (Status.DRAF, Aksi.AJUKAN): Status.DIAJUKAN,
    # The head of government has no superior: what would be submitted is settled at once.
    (Status.DRAF, Aksi.TETAPKAN): Status.DISETUJUI,
    # A returned agreement stays marked as returned while it is mended, so the reason stays in sight.
    (Status.DIKEMBALIKAN, Aksi.SUSUN): Status.DIKEMBALIKAN,
    (Status.DIKEMBALIKAN, Aksi.AJUKAN): Status.DIAJUKAN,
    (Status.DIKEMBALIKAN, Aksi.TETAPKAN): Status.DISETUJUI,
    (Status.DIAJUKAN, Aksi.KEMBALIKAN): Status.DIKEMBALIKAN,
    (Status.DIAJUKAN, Aksi.SETUJUI): Status.DISETUJUI,
    # Until the last party has signed, an approved one may still go back; signatures given so far become void.
    (Status.DISETUJUI, Aksi.KEMBALIKAN): Status.DIKEMBALIKAN,
    (Status.DISETUJUI, Aksi.TANDATANGANI): Status.DITANDATANGANI,
    # A superior who has signed on paper has approved; the scan is its proof.
    (Status.DIAJUKAN, Aksi.CATAT_KERTAS): Status.DITANDATANGANI,
    (Status.DISETUJUI, Aksi.CATAT_KERTAS): Status.DITANDATANGANI,
}

_SEBUTAN: dict[Aksi, str] = {
    Aksi.SUSUN: "disusun ulang",
    Aksi.AJUKAN: "diajukan",
    Aksi.TETAPKAN: "ditetapkan",
    Aksi.KEMBALIKAN: "dikembalikan",
    Aksi.SETUJUI: "disetujui",
    Aksi.TANDATANGANI: "ditandatangani secara elektronik",
    Aksi.CATAT_KERTAS: "dicatat tertanda tangan di atas kertas",
}


def aksi_tersedia(status: Status, *, sendiri: bool) -> tuple[Aksi, ...]:
    """The actions the table allows from ``status``; ``sendiri``: the first party signs alone, without a superior."""
    bukan = Aksi.AJUKAN if sendiri else Aksi.TETAPKAN
    return tuple(aksi for aksi in Aksi if (status, aksi) in PERPINDAHAN and aksi is not bukan)


def lanjut(status: Status, aksi: Aksi, *, sendiri: bool) -> Status:
    """The status after ``aksi``; raises ``PerpindahanDitolak`` naming what is possible instead."""
    if aksi in aksi_tersedia(status, sendiri=sendiri):
        return PERPINDAHAN[status, aksi]
    bisa = ", ".join(_SEBUTAN[a] for a in aksi_tersedia(status, sendiri=sendiri))
    saran = f"hanya dapat: {bisa}" if bisa else "yang sudah ditandatangani hanya dapat diubah lewat PK Perubahan"
    raise PerpindahanDitolak(f"Perjanjian Kinerja berstatus {status.value} tidak dapat {_SEBUTAN[aksi]}; {saran}.")


def perlu_alasan(aksi: Aksi) -> bool:
    """Returning an agreement needs a written reason."""
    return aksi is Aksi.KEMBALIKAN


def boleh_susun(status: Status) -> bool:
    """Whether the content of an agreement in this status may still be made anew."""
    return (status, Aksi.SUSUN) in PERPINDAHAN
