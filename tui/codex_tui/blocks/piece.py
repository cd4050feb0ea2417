"""Splits a long output or diff into parts for the pager, each of which is drawn when it is seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..state.items import Command, FileChange, Item, ItemStatus, ReadOnlyItem, ToolCall
from ..state.styled import StyledLines
from .block import Block, View
from .diff import FileDiff, file_diff
from .head import cut_spans
from .line import MUTED, STRONG, Line, Span
from .output import output_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..state.items import FilePatch

PIECE = 100
"""Lines of a part: two screens."""


@dataclass(slots=True)
class OutputPiece(Item):
    """The lines of an output from `first` up to, not including, `last`."""

    output: StyledLines = field(default_factory=StyledLines)
    first: int = 0
    last: int = 0


@dataclass(slots=True)
class DiffPiece(Item):
    """The rows of one file's diff from `first` up to, not including, `last`."""

    diff: FileDiff = field(default_factory=lambda: FileDiff("", ""))
    first: int = 0
    last: int = 0

    def line(self, row: int) -> int:
        """Return the number in the new file about at a row of this part, 0 for none; a wrapped row is one."""
        rows = self.diff.rows[self.first : self.last]
        after = [each.number for each in rows[row:] if each.sign in "+ "]
        before = [each.number for each in rows[:row] if each.sign in "+ @"]
        return after[0] if after else before[-1] if before else 0


@dataclass(slots=True)
class FilePiece(Item):
    """The line above the diff of a file."""

    path: str = ""
    counts: str = ""


class OutputPieceBlock(Block[OutputPiece]):
    """Draws lines of an output."""

    joined = True

    def render(self, item: OutputPiece, view: View) -> list[Line]:
        """Draw the lines without indentation."""
        rows = [item.output.line(index) for index in range(item.first, item.last)]
        lines = output_lines(rows, 0, view, lead=0)
        return lines or [Line()]

    def source(self, item: OutputPiece) -> str:
        """Return the text of the lines."""
        return "\n".join([item.output.line(index).text for index in range(item.first, item.last)])

    def estimate(self, item: OutputPiece, view: View) -> int:
        """Guess the rows as if none were wrapped."""
        return max(1, item.last - item.first)


class DiffPieceBlock(Block[DiffPiece]):
    """Draws rows of a diff."""

    joined = True

    def render(self, item: DiffPiece, view: View) -> list[Line]:
        """Draw the rows without indentation."""
        return item.diff.lines(view, lead=0, start=item.first, stop=item.last)[0]

    def source(self, item: DiffPiece) -> str:
        """Return the rows as the diff has them."""
        return "\n".join([row.source for row in item.diff.rows[item.first : item.last]])

    def estimate(self, item: DiffPiece, view: View) -> int:
        """Guess the rows as if none were wrapped."""
        return item.last - item.first


class FilePieceBlock(Block[FilePiece]):
    """Draws the path of a file and its counts; a blank line comes before and after it."""

    prose = True

    def render(self, item: FilePiece, view: View) -> list[Line]:
        """Return one line, cut at the width."""
        spans = [Span(view.path(item.path), STRONG), Span(f"   {item.counts}", MUTED)]
        return [Line(tuple(cut_spans(spans, view.width, view.glyphs.ellipsis)))]

    def source(self, item: FilePiece) -> str:
        """Return the path."""
        return item.path


def pieces(item: ReadOnlyItem) -> list[ReadOnlyItem]:
    """Return what the pager shows of an item: its parts, or the item itself when it has none."""
    if isinstance(item, Command) and len(item.output):
        return list(_of_output(item.id, item.output))
    if isinstance(item, ToolCall) and item.output.strip():
        output = StyledLines()
        output.extend(item.output.strip("\n").split("\n"))
        return list(_of_output(item.id, output))
    if isinstance(item, FileChange):
        return [
            piece for number, patch in enumerate(item.changes) for piece in _of_patch(item.id, number, patch)
        ]
    return [item]


def _of_output(item_id: str, output: StyledLines) -> Iterator[Item]:
    size = len(output)
    for first in range(0, size, PIECE):
        last = min(first + PIECE, size)
        status = ItemStatus.COMPLETED
        yield OutputPiece(
            f"{item_id}:{first}", "", status=status, revision=last, output=output, first=first, last=last
        )


def _of_patch(item_id: str, number: int, patch: FilePatch) -> Iterator[Item]:
    path = patch.moved_to or patch.path
    counts = " ".join(
        [f"{sign}{count}" for sign, count in (("+", patch.added), ("-", patch.removed)) if count]
    )
    done = ItemStatus.COMPLETED
    # Each file counts as a turn, so the keys that go from turn to turn go from file to file.
    turn = f"{number}:{path}"
    yield FilePiece(f"{item_id}:{number}", turn, status=done, path=path, counts=counts)
    diff = file_diff(patch.diff, path)
    first = 0
    while first < len(diff.rows):
        # A hunk begins a part: keys go from one to the next, and the editor opens at its line.
        ends = (
            at for at in range(first + 1, min(first + PIECE, len(diff.rows))) if diff.rows[at].sign == "@"
        )
        last = next(ends, min(first + PIECE, len(diff.rows)))
        # A run of changed rows stays in one part, which may grow to four times its size for it.
        while last < len(diff.rows) and diff.rows[last].sign in "+-" and last < first + 4 * PIECE:
            last += 1
        yield DiffPiece(f"{item_id}:{number}:{first}", turn, status=done, diff=diff, first=first, last=last)
        first = last
