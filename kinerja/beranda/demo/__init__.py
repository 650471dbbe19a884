"""The demo: five agencies taken from published documents, with fictional people and example figures.

`data/` holds the documents' tables as printed; `resep.py` says how each indicator is computed here; every other file
puts one subject into the database. `muat.py` runs them in order. Surveys come from survei/demo/.
"""

# Printed by the command and the same for all: these accounts hold nothing but example figures.
SANDI_DEMO = "Mawar-Teduh-2023"
