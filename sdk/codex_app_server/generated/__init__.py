# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
"""Models of the protocol, generated; import them from `v2_all`."""
