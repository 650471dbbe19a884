"""Electronic signatures on PDFs: one interface, two ways of signing, one check. Knows no models."""
