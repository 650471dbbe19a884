"""The SKP rows of an official, from the Perjanjian Kinerja of the post (Permenpan RB 6/2022)."""
