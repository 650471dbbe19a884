"""The printed cascade of a unit: Lampiran I to n, its indicators down and who carries them across [JB]."""
