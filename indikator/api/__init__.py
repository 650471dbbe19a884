"""Resources of measuring: sasaran, indikator, target, realisasi, evidence."""
