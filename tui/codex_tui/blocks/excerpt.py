"""The text that copying a part of a block gives: the source of covered pieces, the bare text of the rest.

It has nothing that drawing added: no bar, no line number, no indentation, no wrapped line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..state.items import AgentMessage, Command, ReadOnlyItem
from .block import Detail, View
from .markdown import PieceRows, markdown_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .block import Block
    from .line import Line


@dataclass(frozen=True, slots=True)
class Part:
    """A part of drawn lines: from character `start` of row `first` to `end` of row `last`, or its end."""

    first: int
    start: int
    last: int
    end: int | None

    def cut(self, lines: Sequence[Line]) -> Part:
        """Return the part, ended at the last of `lines` when it goes beyond."""
        if self.last < len(lines):
            return self
        return Part(self.first, self.start, len(lines) - 1, None)

    def begins(self, row: int, line: Line) -> bool:
        """Whether the part covers a row from the first character of its text."""
        return self.first < row or (self.first == row and self.start <= line.gutter)

    def ends(self, row: int, line: Line) -> bool:
        """Whether the part covers a row to the last character of its text."""
        if self.last != row or self.end is None:
            return self.last >= row
        return self.end >= len(line.text.rstrip())


def excerpt(
    block: Block[ReadOnlyItem], item: ReadOnlyItem, view: View, lines: Sequence[Line], part: Part
) -> str:
    """Return what copying a part of a drawn block gives; empty for a part outside of `lines`."""
    part = part.cut(lines)
    if not lines or part.last < part.first:
        return ""
    whole = part.begins(0, lines[0]) and part.ends(len(lines) - 1, lines[-1])
    all_shown = view.detail is Detail.FULL or len(block.details(item)) == 1
    if whole and all_shown and (len(lines) > 1 or not isinstance(item, Command)):
        return block.source(item)
    if isinstance(item, AgentMessage):
        return _markdown(item.text.value, view, lines, part)
    return _rows(lines, part) or _text(lines, part)


def _markdown(text: str, view: View, lines: Sequence[Line], part: Part) -> str:
    """Return the source of the pieces that are wholly covered, and the drawn text of the others."""
    source = text.split("\n")
    pieces = [
        piece
        for piece in markdown_rows(text, view.width, view.glyphs)
        if piece.end > part.first and piece.first <= part.last and piece.end <= len(lines)
    ]
    out: list[str] = []
    whole: list[PieceRows] = []
    before: PieceRows | None = None
    for piece in [*pieces, None]:
        covered = (
            piece is not None
            and part.begins(piece.first, lines[piece.first])
            and part.ends(piece.end - 1, lines[piece.end - 1])
            # Code that is selected alone is copied without its fence.
            and (len(pieces) > 1 or not piece.is_code)
        )
        if whole and not covered:
            out.append("\n".join(source[whole[0].source_first : whole[-1].source_end]).rstrip())
            whole = []
        if piece is None:
            break
        if not whole and before is not None and piece.first > before.end:
            out.append("")
        if covered:
            whole.append(piece)
        else:
            here = Part(
                max(part.first, piece.first),
                part.start if part.first >= piece.first else 0,
                min(part.last, piece.end - 1),
                part.end if part.last < piece.end else None,
            )
            out.append(_text(lines, here))
        before = piece
    return "\n".join(out) if pieces else _text(lines, part)


def _logical(lines: Sequence[Line], part: Part) -> list[tuple[int, int]]:
    """Return the first and the last row of each line as it was before wrapping."""
    found: list[tuple[int, int]] = []
    for row in range(part.first, part.last + 1):
        if lines[row].soft and found:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def _rows(lines: Sequence[Line], part: Part) -> str:
    """Return the rows: a wholly covered one as its `copied`, where it has that, others as their text."""
    logical = _logical(lines, part)
    out: list[str] = []
    for first, last in logical:
        line = lines[first]
        goes_on = last + 1 < len(lines) and lines[last + 1].soft
        covered = part.begins(first, line) and part.ends(last, lines[last]) and not goes_on
        if line.copied is not None and not line.soft and covered:
            among, alone = line.copied
            if among:
                out.append(alone if len(logical) == 1 else among)
            continue
        here = Part(
            first, part.start if first == part.first else 0, last, part.end if last == part.last else None
        )
        out.append(_text(lines, here))
    return "\n".join(out)


def _text(lines: Sequence[Line], part: Part) -> str:
    """Return the text of rows, joined where wrapping split it."""
    out: list[str] = []
    for row in range(part.first, part.last + 1):
        line = lines[row]
        start = part.start if row == part.first else 0
        end = part.end if row == part.last else None
        piece = line.text[max(start, line.gutter) : end].rstrip()
        if line.soft and out:
            out[-1] += line.glue + piece
        else:
            out.append(piece)
    return "\n".join(out)
