"""Pages of measuring; one file a subject."""
