"""The Markdown parser, and functions that read its tokens: blocks, items of lists, source lines."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """Return the parser: CommonMark with tables and strikethrough, without HTML. Created at first use."""
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
    """Return the first source line of a block's first token, and the line after its last."""
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
    """Return the language in a fence's info string, in lower case; empty when it names none."""
    return info.strip().partition(" ")[0].partition(",")[0].strip("{}.").lower()


def code_blocks(text: str) -> list[str]:
    """Return the content of each code block of a text, at any depth, without its last line end."""
    tokens = parser().parse(text)
    return [token.content.removesuffix("\n") for token in tokens if token.type in ("fence", "code_block")]


def code_source(content: str) -> list[str]:
    """Return the lines of a code token's content, without the empty one after its last newline."""
    lines = content.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return lines


class Source:
    """The lines that were parsed; when they are the rest of a text, also the line above the first one."""

    def __init__(self, text: str, above: str = "") -> None:
        self.lines = text.split("\n")
        self._above = above

    def line_above(self, line: int) -> str:
        """Return the line above line number `line`; above line 0, the one that the constructor got."""
        return self.lines[line - 1] if line else self._above

    def size(self, lines: int) -> int:
        """Return how many characters the first `lines` lines have, line ends included."""
        return sum([len(line) + 1 for line in self.lines[:lines]])
