"""The Markdown parser, and what its tokens say: the blocks of a text and their lines of the source."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Return the parser: CommonMark with tables and strikethrough, without HTML. Made at first use."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def top_level(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Return the tokens of each top-level block."""
    groups: list[Sequence[Token]] = []
    start = depth = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            groups.append(tokens[start : index + 1])
            start = index + 1
    return groups


def token_map(token: Token) -> tuple[int, int]:
    """Return the source lines of a block's first token, from and up to."""
    if token.map is None:
        raise AssertionError(f"Markdown token {token.type} has no source lines")
    return token.map[0], token.map[1]


def is_list(block: Sequence[Token]) -> bool:
    """Whether a block is a list."""
    return block[0].type.endswith("_list_open")


def list_items(block: Sequence[Token]) -> list[Sequence[Token]]:
    """Return the tokens of each item of a list."""
    return top_level(block[1:-1])


def first_number(block: Sequence[Token]) -> int | None:
    """Return the number of the first item of a list; None when its items have no numbers."""
    if block[0].type != "ordered_list_open":
        return None
    start = block[0].attrGet("start")
    return 1 if start is None else int(start)


def language(info: str) -> str:
    """Return the language that a fence names."""
    return info.strip().partition(" ")[0].partition(",")[0].strip("{}.").lower()


def code_source(content: str) -> list[str]:
    """Return the lines of a code token."""
    lines = content.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return lines


class Source:
    """The lines that were parsed, and the line above the first of them where they are the rest of a text."""

    def __init__(self, text: str, above: str = "") -> None:
        self.lines = text.split("\n")
        self._above = above

    def line_above(self, line: int) -> str:
        """Return the line above one of these."""
        return self.lines[line - 1] if line else self._above

    def size(self, lines: int) -> int:
        """Return how many characters the first so many lines have, with their ends."""
        return sum([len(line) + 1 for line in self.lines[:lines]])
