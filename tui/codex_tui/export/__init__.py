"""A thread as a file: Markdown and HTML to read, JSON to read back."""

from __future__ import annotations

from .html_page import html_pieces
from .markdown_text import markdown_pieces
from .thread_copy import ExportedThread, ExportedTurn, copy_of
from .thread_json import NotAnExportError, json_pieces, read_thread

__all__ = [
    "ExportedThread",
    "ExportedTurn",
    "NotAnExportError",
    "copy_of",
    "html_pieces",
    "json_pieces",
    "markdown_pieces",
    "read_thread",
]
