"""The printed Rencana Aksi of a unit and a year."""
