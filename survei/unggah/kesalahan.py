"""Why an upload is refused as a whole; a wrong row is no refusal but a finding (see ``periksa``)."""


class KesalahanUnggah(Exception):
    """The file cannot be read safely; ``pesan`` says in Indonesian what is wrong and what to do."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan
