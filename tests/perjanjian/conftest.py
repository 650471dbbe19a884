"""Fixtures of the agreements."""

from tests.perjanjian.bantu_impor import indikator_lama
from tests.perjanjian.bantu_pk import susunan

__all__ = ["indikator_lama", "susunan"]
