"""The computing core of the survey: pure Python, exact numbers, no Django."""
