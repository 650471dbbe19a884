"""Reading uploaded survey results: read the file, recognise its columns, check its rows. No Django in here."""
