"""Sasaran Mutu, IKU and IKI: the same indicators in other official layouts (rules.md 9)."""
