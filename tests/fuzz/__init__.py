"""Fuzz targets, run by hand; their seeds and findings are replayed by tests."""
