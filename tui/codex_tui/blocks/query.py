"""The query of a search in a conversation, and its matches in a text or in drawn lines.

Texts are searched as they are kept, not as they are drawn: a search does not wait until ten thousand blocks
are drawn. Drawn lines are searched again to mark the matches, and only while they are on the screen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .line import Line

_MARKUP = re.compile(r"\*\*|__|~~|`+|\[(?=[^\]\n]*\]\()|(?<=\S)\](?=\()|^#{1,6} ", re.MULTILINE)
_MARKUP_SIGNS = frozenset("*_~`[]#")
# A repeated group that ends with a repetition, as `(a+)+`, may take exponential time.
_ENDLESS = re.compile(r"[+*}]\??\)(?:[+*]|\{\d*,)")


@dataclass(frozen=True)
class Query:
    """What to find. A plain text matches any run of white space where it has a space."""

    text: str
    case: bool = False
    word: bool = False
    regex: bool = False

    @property
    def error(self) -> str:
        """Why the query cannot be used, in words; empty when it can."""
        return self._compiled if isinstance(self._compiled, str) else ""

    @cached_property
    def _compiled(self) -> re.Pattern[str] | str:
        if self.regex:
            if _ENDLESS.search(self.text):
                return "repeats a repetition, which could take for ever"
            source = self.text
        else:
            source = r"\s+".join(re.escape(part) for part in re.split(r"\s+", self.text))
        if self.word:
            source = rf"(?<!\w)(?:{source})(?!\w)"
        flags = re.MULTILINE if self.case else re.MULTILINE | re.IGNORECASE
        try:
            return re.compile(source, flags)
        except re.error as error:
            return str(error)
        except (OverflowError, RecursionError):
            return "too large"

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return (start, end) of every match that is not empty."""
        pattern = self._compiled
        if not self.text or isinstance(pattern, str):
            return []
        return [match.span() for match in pattern.finditer(text) if match.end() > match.start()]

    def count(self, text: str, *, markup: bool = False) -> int:
        """Count the matches; with `markup` the text is Markdown, and its signs are skipped.

        They are not skipped for a regular expression, or when the query itself has such a sign.
        """
        if markup and not self.regex and _MARKUP_SIGNS.isdisjoint(self.text):
            text = _MARKUP.sub("", text)
        return len(self.places(text))


def marks(query: Query, lines: Sequence[Line]) -> list[list[tuple[int, int, int]]]:
    """Return for each match in drawn lines its pieces as (row, start, end): several when it is wrapped.

    Bars, numbers and indentation at the left of a line are not searched.
    """
    parts: list[str] = []
    begins: list[tuple[int, int, int]] = []
    length = 0
    for row, line in enumerate(lines):
        if row:
            joint = line.glue if line.soft else "\n"
            parts.append(joint)
            length += len(joint)
        text = line.text[line.gutter :]
        begins.append((length, length + len(text), line.gutter))
        parts.append(text)
        length += len(text)
    found: list[list[tuple[int, int, int]]] = []
    row = 0
    for start, end in query.places("".join(parts)):
        while begins[row][1] <= start and row + 1 < len(begins):
            row += 1
        pieces: list[tuple[int, int, int]] = []
        at = row
        while at < len(begins) and begins[at][0] < end:
            first, last, gutter = begins[at]
            piece = (max(start, first), min(end, last))
            if piece[1] > piece[0]:
                pieces.append((at, piece[0] - first + gutter, piece[1] - first + gutter))
            at += 1
        if pieces:
            found.append(pieces)
    return found
