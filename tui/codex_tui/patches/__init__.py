"""Everything that uses private parts of Textual and other libraries: one module for each, and no other does.

Each module says the version it was written for, why it exists and what it gains. Each has a canary test in
`tests/tui/patches/test_canaries.py` that names the patch to look at when a new version changes such a part.
CONTRIBUTING.md has the table of them.
"""
