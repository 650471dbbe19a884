"""Every way a survey computation can refuse, each with one Indonesian sentence to show."""

from indikator.hitung.kesalahan import KesalahanHitung


class TallyTidakSah(KesalahanHitung):
    """Counts that no set of answers 1–4 can have, or a removal of answers that were never counted."""


class UnsurTidakSah(KesalahanHitung):
    """No unsur at all, or two tallies that do not speak of the same unsur."""


class BelumAdaJawaban(KesalahanHitung):
    """Nobody answered: there is no NRR and no IKM. ``unsur`` names the unanswered codes."""

    def __init__(self, pesan: str, unsur: tuple[str, ...] = ()) -> None:
        super().__init__(pesan)
        self.unsur = unsur


class NilaiMustahil(KesalahanHitung):
    """An NRR outside 1–4, an IKM outside 25–100, or an answer outside 1–4."""


class PopulasiTidakSah(KesalahanHitung):
    """A population below 1, or smaller than the number of respondents."""


class TidakAdaNilai(KesalahanHitung):
    """A mean, comparison or ranking over nothing."""
