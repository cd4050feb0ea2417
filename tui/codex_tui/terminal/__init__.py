"""Decodes terminal input: bytes in, tokens out, without Textual, I/O or a clock of its own."""
