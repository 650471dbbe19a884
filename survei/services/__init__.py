"""What changes surveys: lock, check, write, record."""
