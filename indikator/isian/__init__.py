"""The Excel template of the entry grid: writing it, reading it back, and what it would change."""
