"""Health check of the web container: GET /siap/ as the proxy would ask; standard library only, so that it is quick."""

import os
import sys
import urllib.error
import urllib.request

ALAMAT = "http://127.0.0.1:8000/siap/"


def utama() -> int:
    """Exit code 0 when the application can do its work."""
    host = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip().removeprefix(".")
    permintaan = urllib.request.Request(ALAMAT, headers={"Host": host})
    try:
        with urllib.request.urlopen(permintaan, timeout=8) as jawaban:  # noqa: S310
            return 0 if jawaban.status == 200 else 1
    except (urllib.error.URLError, TimeoutError) as galat:
        sys.stderr.write(f"{galat}\n")
        return 1


if __name__ == "__main__":
    sys.exit(utama())
