"""Hand-written base classes of the synchronous classes that `sdk/generate.py` writes."""
