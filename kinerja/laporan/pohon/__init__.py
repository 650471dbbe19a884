"""The printed pohon kinerja of a unit and a year."""
