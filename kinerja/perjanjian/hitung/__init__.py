"""Computing and checking of what was promised: pure Python."""
