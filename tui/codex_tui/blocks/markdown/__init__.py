"""Markdown as lines: a text at once, a text that grows, and the rows of its pieces for copying.

All three come from `walk`, which goes over the blocks of a text. `paint` draws one block, `inline` the inside
of a paragraph, `table` a table; `parse` wraps the parser.
"""

from __future__ import annotations

from .flow import MarkdownFlow
from .parse import code_blocks
from .walk import PieceRows, markdown_lines, markdown_rows

__all__ = ["MarkdownFlow", "PieceRows", "code_blocks", "markdown_lines", "markdown_rows"]
