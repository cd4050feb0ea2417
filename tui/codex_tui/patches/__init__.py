"""Everything that touches private parts of another library: one module a patch, with the reason."""
