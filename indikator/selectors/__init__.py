"""Shaped reads that join several tables; each asks a constant number of questions of the database."""
