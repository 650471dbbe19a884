"""Benchmarks: every figure is a median and a ratio to a floor measured in the same run. See bench/__main__.py."""
