"""Rules of a new password: Django's checks, in words for everybody."""

from collections.abc import Sequence

from django.contrib.auth import password_validation as bawaan


class TidakMiripDiri(bawaan.UserAttributeSimilarityValidator):
    """Not like the username, name or e-mail."""

    def __init__(
        self, user_attributes: Sequence[str] = ("username", "nama", "email"), max_similarity: float = 0.7
    ) -> None:
        super().__init__(user_attributes, max_similarity)

    def get_error_message(self) -> str:
        return "Terlalu mirip dengan nama atau nama pengguna Anda."

    def get_help_text(self) -> str:
        return "Jangan mirip nama atau NIP Anda."


class CukupPanjang(bawaan.MinimumLengthValidator):
    """At least `min_length` characters."""

    def get_error_message(self) -> str:
        return f"Terlalu pendek: sedikitnya {self.min_length} huruf, angka, atau tanda."

    def get_help_text(self) -> str:
        return f"Sedikitnya {self.min_length} huruf, angka, atau tanda; beberapa kata yang mudah Anda ingat boleh."


class TidakUmum(bawaan.CommonPasswordValidator):
    """Not on the list of passwords that are tried first."""

    def get_error_message(self) -> str:
        return "Terlalu umum, sehingga mudah ditebak."

    def get_help_text(self) -> str:
        return "Jangan kata sandi yang umum dipakai."


class BukanAngkaSaja(bawaan.NumericPasswordValidator):
    """Not digits only: a NIP or a date of birth is."""

    def get_error_message(self) -> str:
        return "Tidak boleh hanya angka."

    def get_help_text(self) -> str:
        return "Jangan hanya angka."
