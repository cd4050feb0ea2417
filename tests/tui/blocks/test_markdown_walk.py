"""The rows that copying knows are the lines that are drawn: both come from one walk over the Markdown."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

import pytest
from codex_tui.blocks import Part, View, block_of, excerpt
from codex_tui.blocks.line import BLANK
from codex_tui.blocks.markdown import MarkdownFlow, PieceRows, markdown_lines, markdown_rows
from codex_tui.state.items import AgentMessage, GrowingText, ItemStatus
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codex_tui.blocks.line import Line

WORD = re.compile(r"w\d+")
NUMBER = re.compile(r"(\d+)[.)] ")


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Markdown in which no word comes twice, so that each word tells where it is."""
    serial = count()

    def words(most: int) -> str:
        return " ".join(f"w{next(serial)}" for _ in range(draw(st.integers(1, most))))

    def items(depth: int) -> Iterator[str]:
        first = draw(st.none() | st.integers(0, 1200))
        loose = draw(st.booleans())
        for number in range(draw(st.integers(1, 4 if depth else 15))):
            marker = "- " if first is None else f"{first + number}. "
            if number and loose:
                yield ""
            yield marker + draw(st.sampled_from(["", "[ ] ", "[x] "])) + words(30)
            if depth < 2 and draw(st.integers(0, 5)) == 0:
                yield from (" " * len(marker) + line for line in block(depth + 1))

    def block(depth: int = 0) -> list[str]:
        kind = draw(st.sampled_from(["prose", "list", "list", "quote", "table", "code", "rule"]))
        if kind == "list":
            # Below a heading: the items of a list right behind another would go on with its numbers.
            return [f"# {words(2)}", *items(depth)]
        if kind == "quote" and depth < 2:
            return [f"> {line}".rstrip() for line in block(depth + 1)]
        if kind == "table":
            return ["| a | b |", "|---|--:|", *[f"| {words(2)} | {words(2)} |" for _ in range(3)]]
        if kind == "code":
            return ["```python", *[words(3) for _ in range(draw(st.integers(0, 4)))], "```"]
        return ["---", ""] if kind == "rule" else ["", words(40)]

    joints = st.sampled_from(["\n", "\n\n", "\n\n\n"])
    return "".join(["\n".join(block()) + draw(joints) for _ in range(draw(st.integers(1, 6)))])


def is_blank(line: Line) -> bool:
    return not line.text.strip()


def words_of(lines: Sequence[Line]) -> list[str]:
    """The words of rows, also one that a narrow row cut in two."""
    text = "".join([(line.glue if line.soft else "\n") + line.text[line.gutter :] for line in lines])
    return WORD.findall(text)


def pieces_with_source(text: str, width: int) -> Iterator[tuple[PieceRows, list[str]]]:
    source = text.split("\n")
    for piece in markdown_rows(text, width):
        yield piece, source[piece.source_first : piece.source_end]


@given(documents(), st.integers(20, 160))
@settings(max_examples=150, deadline=None)
def test_the_rows_that_copying_knows_are_the_lines_that_are_drawn(text: str, width: int) -> None:
    lines = markdown_lines(text, width)
    row = 0
    for piece, source in pieces_with_source(text, width):
        assert all(line is BLANK for line in lines[row : piece.first])
        assert piece.first - row <= 1
        drawn = lines[piece.first : piece.end]
        # Each word is in the rows of the piece that it was written in, and nowhere else.
        assert sorted(words_of(drawn)) == sorted(WORD.findall("\n".join(source)))
        if drawn and (number := NUMBER.match(source[0])) and "[" not in source[0]:
            assert drawn[0].text.startswith(f"{number[1]}. ")
        row = piece.end
    assert row == len(lines)


@given(documents(), st.integers(20, 160), st.data())
@settings(max_examples=100, deadline=None)
def test_a_text_that_grew_has_the_rows_that_copying_knows(text: str, width: int, data: st.DataObject) -> None:
    flow = MarkdownFlow(width)
    for end in sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8))):
        flow.update(text[:end])
    flow.update(text)
    assert flow.lines == markdown_lines(text, width)


@given(documents(), st.integers(20, 160))
@settings(max_examples=100, deadline=None)
def test_copying_a_piece_that_is_drawn_gives_its_source(text: str, width: int) -> None:
    item = AgentMessage("m", "t", status=ItemStatus.COMPLETED, text=GrowingText(text))
    view = View(width)
    block = block_of(item)
    lines = block.render(item, view)
    pieces = list(pieces_with_source(text, width))
    for piece, source in pieces:
        if len(pieces) == 1 or piece.is_code or not piece.end > piece.first:
            continue
        part = Part(piece.first, 0, piece.end - 1, None)
        assert excerpt(block, item, view, lines, part) == "\n".join(source).rstrip()


@pytest.mark.parametrize("start", [0, 8, 98, 998])
@pytest.mark.parametrize("width", [32, 40, 63, 70])
def test_an_item_has_the_width_that_its_number_leaves(width: int, start: int) -> None:
    text = "\n".join(f"{start + number}. " + "aaaa " * 14 for number in range(15))
    rows = markdown_rows(text, width)
    assert rows[-1].end == len(markdown_lines(text, width))


def test_a_loose_list_in_a_quote_keeps_its_blank_lines_and_copies_no_bar() -> None:
    lines = markdown_lines("> - a\n>\n> - b", 40)
    assert [line.text for line in lines] == ["│ • a", "│ ", "│ • b"]
    assert lines[1].text[lines[1].gutter :] == ""
