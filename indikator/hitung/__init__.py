"""Pure computing core: numbers in, numbers and reasons out. Imports only the standard library."""
