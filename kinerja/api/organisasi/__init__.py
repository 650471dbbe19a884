"""Resources of the agency itself: instansi, unit, jabatan, periode."""
