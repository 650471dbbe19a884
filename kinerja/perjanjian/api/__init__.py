"""Resources of what was promised: cascading, checks, pohon kinerja, agreements, Rencana Aksi, budget."""
