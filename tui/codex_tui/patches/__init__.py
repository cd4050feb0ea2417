"""What touches private parts of other libraries: one module a patch, each with a test that sees a change."""
