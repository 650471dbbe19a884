"""The printed documents of an agreement: frozen data in, bytes out; knows no models."""
