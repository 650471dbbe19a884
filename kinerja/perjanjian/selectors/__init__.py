"""Shaped reads of cascades and agreements."""
