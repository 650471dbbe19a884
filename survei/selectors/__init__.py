"""Shaped reads of surveys."""
