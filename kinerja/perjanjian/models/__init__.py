"""Models of what was promised; one file a subject."""
