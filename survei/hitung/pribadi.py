"""Personal data in free text is taken out before anything is stored: a survey keeps nothing that names a person [14].

Numbers of persons, telephones and e-mail addresses have shapes; names do not, so a help text asks not to write them.
"""

import re

PENGGANTI = "[data pribadi dihapus]"
_PISAH = r"[ .\-]?"
_POLA = (
    re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
    # NIK, family card and other identity numbers: 15 digits or more (NIK has 16, NPWP 15), however grouped.
    re.compile(rf"(?<!\d)\d(?:{_PISAH}\d){{14,19}}(?!\d)"),
    # Mobile numbers +62 8…, 62 8…, 08…, and fixed lines with their area code.
    re.compile(
        rf"(?<![\d,])(?:(?:\+ ?)?62{_PISAH}|\(?0)"
        rf"(?:8(?:{_PISAH}\d){{7,11}}|[2-9]\d{{1,2}}\)?[ .\-]?\d(?:{_PISAH}\d){{5,7}})(?!\d)"
    ),
)


def tanpa_pribadi(teks: str) -> str:
    """The text with every identity number, telephone number and e-mail address replaced by `PENGGANTI`."""
    for pola in _POLA:
        teks = pola.sub(PENGGANTI, teks)
    return teks
