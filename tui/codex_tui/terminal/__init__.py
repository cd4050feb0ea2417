"""Terminal input as plain values: bytes in, tokens out; no Textual, no I/O, and no clock of its own."""
