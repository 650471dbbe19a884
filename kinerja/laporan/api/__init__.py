"""Resources of reporting."""
