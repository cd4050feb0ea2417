"""Facts in sections: a label at the left, what is so at the right, and below it why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from ..blocks.cells import width, wrap_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.geometry import Size

GAP = 2
"""Cells between a label and its text, and between a text and what is said of it."""

MOST_LABEL = 20
"""Cells for the labels at most; a longer one is wrapped."""

_SHARE = 3
"""Labels take one of so many parts of the width at most."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row. Texts are sanitised and may have several lines; `note` says why, or since when.

    A row that is `bad` needs the person: its text is marked, and begins with what is wrong.
    """

    label: str
    text: str
    note: str = ""
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading; without rows it is not shown."""

    title: str
    facts: tuple[Fact, ...]


class FactsView(Widget):
    """Draws sections, as high as they need."""

    def __init__(self, sections: Sequence[Section] = ()) -> None:
        super().__init__()
        self.sections = tuple(sections)
        """What is shown now."""

    def show(self, sections: Sequence[Section]) -> None:
        """Show these instead."""
        self.sections = tuple(sections)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines at a width."""
        return len(lines_of(self.sections, width))

    def render(self) -> Content:
        """Return all lines as one text."""
        return Content("\n").join(lines_of(self.sections, self.size.width))


def plain_text(sections: Iterable[Section]) -> str:
    """Return sections as text to paste into a report."""
    return "\n".join(line.plain.rstrip() for line in lines_of(sections, 100))


def lines_of(sections: Iterable[Section], cells: int) -> list[Content]:
    """Return the lines of sections at a width."""
    shown = [section for section in sections if section.facts]
    wide = max((width(fact.label) for section in shown for fact in section.facts), default=0)
    wide = max(1, min(wide, MOST_LABEL, cells // _SHARE))
    lines: list[Content] = []
    for section in shown:
        if lines:
            lines.append(Content(""))
        if section.title:
            lines += [Content.styled(each, "bold $text-accent") for each in wrap_cells(section.title, cells)]
        for fact in section.facts:
            lines += _row(fact, wide, max(8, cells - wide - GAP))
    return lines


def _row(fact: Fact, wide: int, room: int) -> list[Content]:
    style = "bold $text-warning" if fact.bad else "$foreground"
    right = [Content.styled(each, style) for each in _wrapped(fact.text, room)] or [Content("")]
    if fact.note:
        notes = _wrapped(fact.note, room)
        if len(right) == len(notes) == 1 and width(fact.text) + GAP + width(fact.note) <= room:
            right = [Content.assemble(right[0], " " * GAP, (fact.note, "$text-muted"))]
        else:
            right += [Content.styled(each, "$text-muted") for each in notes]
    left = wrap_cells(fact.label, wide) or [""]
    left += [""] * (len(right) - len(left))
    right += [Content("")] * (len(left) - len(right))
    return [
        Content.assemble((label, "$text-muted"), " " * (wide + GAP - width(label)), text)
        for label, text in zip(left, right, strict=True)
    ]


def _wrapped(text: str, room: int) -> list[str]:
    return [piece for line in text.expandtabs(4).splitlines() for piece in wrap_cells(line, room) or [""]]
