"""Shapes of what people fill in; the rules are in services."""
