"""Reading official layouts from spreadsheets into plain rows: sheets, heads, cells, names. No Django in here.

`baca` opens the file and gives rows by section, `susunan` says which columns a section has, `nilai` what a cell holds,
`nama` which unit or post a text means. What the rows do to the database is in services/impor*.py.
"""
