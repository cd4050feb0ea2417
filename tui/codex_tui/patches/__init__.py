"""What touches private parts of Textual and other libraries: one module for each, and nothing else does.

Each module says the version it was written for, why it exists and what it gains. Each has a canary test in
`tests/tui/patches` that says in a sentence what changed when a new version changes such a part.
"""
