"""Fixtures of the agreements."""

from tests.perjanjian.bantu_pk import susunan

__all__ = ["susunan"]
