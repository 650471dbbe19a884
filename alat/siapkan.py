"""What the database needs before the start: migrations and the demo, in one process (loading Django is slow)."""

import os
import sys

import django
from django.core.management import CommandError, call_command


def utama() -> int:
    """Exit code 0 when the database is up to date and the demo is there; both do nothing the second time."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.settings")
    django.setup()
    try:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("muat_demo")
    except CommandError as galat:
        print(galat, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(utama())
