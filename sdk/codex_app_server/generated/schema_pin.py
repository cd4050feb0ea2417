# Written by sdk/generate.py from the server's schema. Do not edit: run `make generate`.
"""The server whose schema these models were generated from."""

from typing import Final

SERVER_VERSION: Final = "0.163.0"
SCHEMA_SHA256: Final = "6545bf6460d11d000751cbba9c434a8e45803908a03ab33cb76e1609f34f4c4d"
