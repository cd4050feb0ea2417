"""Loads what the first message would otherwise wait for: the Markdown parser and a lexer."""

from __future__ import annotations

from .markdown import markdown_lines

_EVERYTHING = "# *a* `b`\n\n- [c](https://example.invalid)\n\n| d |\n| --- |\n\n```python\ne = 1\n```\n"


def prepare() -> None:
    """Draw a little of everything once: the Markdown parser and the commonest lexer take 0.1 s to create.

    May be called in any thread.
    """
    for line in markdown_lines(_EVERYTHING, 40):
        # Computes the colours too.
        _ = line.coloured
