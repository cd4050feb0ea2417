"""The logic of the SDK: bytes and values in, bytes and values out, no I/O."""
