"""The life of a survey as a table: which action leads from which status to which."""

from enum import StrEnum


class Status(StrEnum):
    """Where a survey stands."""

    DRAF = "draf"
    BERJALAN = "berjalan"
    DITUTUP = "ditutup"
    DITETAPKAN = "ditetapkan"
    TERBIT = "terbit"


class Gerak(StrEnum):
    """What a person does to a survey."""

    BUKA = "buka"
    TUTUP = "tutup"
    TETAPKAN = "tetapkan"
    TERBITKAN = "terbitkan"
    BATALKAN = "batalkan"  # takes a fixed result back


class GerakDitolak(Exception):
    """A move the table does not know; `pesan` is the Indonesian sentence to show."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


PERPINDAHAN: dict[tuple[Status, Gerak], Status] = {
    (Status.DRAF, Gerak.BUKA): Status.BERJALAN,
    (Status.BERJALAN, Gerak.TUTUP): Status.DITUTUP,
    (Status.DITUTUP, Gerak.BUKA): Status.BERJALAN,
    (Status.DITUTUP, Gerak.TETAPKAN): Status.DITETAPKAN,
    (Status.DITETAPKAN, Gerak.TERBITKAN): Status.TERBIT,
    (Status.DITETAPKAN, Gerak.BATALKAN): Status.DITUTUP,
    (Status.TERBIT, Gerak.BATALKAN): Status.DITUTUP,
}
TETAP = frozenset({Status.DITETAPKAN, Status.TERBIT})

_SEBUTAN: dict[Status, str] = {
    Status.DRAF: "masih draf",
    Status.BERJALAN: "sedang berjalan",
    Status.DITUTUP: "sudah ditutup",
    Status.DITETAPKAN: "hasilnya sudah ditetapkan",
    Status.TERBIT: "hasilnya sudah terbit",
}
_KATA: dict[Gerak, str] = {
    Gerak.BUKA: "dibuka",
    Gerak.TUTUP: "ditutup",
    Gerak.TETAPKAN: "ditetapkan",
    Gerak.TERBITKAN: "diterbitkan",
    Gerak.BATALKAN: "dibatalkan penetapannya",
}


def lanjut(status: Status, gerak: Gerak) -> Status:
    """The status after `gerak`. Raises `GerakDitolak`."""
    if (status, gerak) not in PERPINDAHAN:
        raise GerakDitolak(f"Survei ini {_SEBUTAN[status]}, jadi tidak dapat {_KATA[gerak]}.")
    return PERPINDAHAN[status, gerak]


def boleh(status: Status, gerak: Gerak) -> bool:
    """Whether the table knows the move."""
    return (status, gerak) in PERPINDAHAN


def tetap(status: Status) -> bool:
    """Whether the result is fixed: definition and answers stay as they are."""
    return status in TETAP
