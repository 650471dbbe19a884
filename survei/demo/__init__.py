"""Example surveys: the recap of Surakarta 2021 as its report prints it, and surveys of one unit with made-up answers.

`data/` holds the report's tables as printed, with its own contradictions. `sumber.py` reads them, `surakarta.py` makes
recaps of them, `jawaban.py` makes answers, `pmptsp.py` runs surveys on those through the services.
"""
