"""Forms of sign-in and of the change of password: allauth's, with our words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.html import format_html, format_html_join

BEDA = "Kedua isian kata sandi baru tidak sama."
SAMA_DENGAN_LAMA = "Kata sandi baru harus berbeda dari yang sekarang."


class FormMasuk(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Username and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rapikan(self.fields["login"], "Nama pengguna", "Diberikan oleh administrator, biasanya NIP tanpa spasi.")
        _rapikan(self.fields["password"], "Kata sandi", "")
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class FormGantiSandi(ChangePasswordForm):  # type: ignore[misc]
    """The present password once, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _rapikan(self.fields["oldpassword"], "Kata sandi sekarang", "")
        syarat = format_html(
            "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((s,) for s in password_validators_help_texts()))
        )
        _rapikan(self.fields["password1"], "Kata sandi baru", syarat)
        _rapikan(self.fields["password2"], "Kata sandi baru, sekali lagi", "")

    def clean(self) -> dict[str, Any]:
        """Both new ones equal, and not the present one."""
        isi: dict[str, Any] = forms.Form.clean(self) or self.cleaned_data
        lama, baru, ulang = (isi.get(n) for n in ("oldpassword", "password1", "password2"))
        if baru and ulang and baru != ulang:
            self.add_error("password2", BEDA)
        if baru and baru == lama:
            self.add_error("password1", SAMA_DENGAN_LAMA)
        return isi


def _rapikan(field: forms.Field, label: str, keterangan: str) -> None:
    """Label and hint of our own; a placeholder is no label and goes."""
    field.label = label
    field.help_text = keterangan
    field.widget.attrs.pop("placeholder", None)
