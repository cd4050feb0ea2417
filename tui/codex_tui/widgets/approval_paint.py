"""Draws the lines of an approval card as strips: title, text and answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from ..state.threads import ThreadPhase
from .answers import GAP
from .approval_text import ODD, TAB_MARK
from .row import two_sided
from .times import stopwatch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style

    from ..glyphs import Glyphs
    from .answers import Answer
    from .approval_text import TextRow
    from .row import Piece

OPTION = 4
"""Cells of the mark of an option and the space after it."""

ROLES = ("code", "add", "remove", "hunk", "path", "note", "field", "wrong")
"""The roles of rows that have a component class of the same name."""

_MARKED = re.compile(f"{ODD.pattern}|{TAB_MARK}")


@dataclass(frozen=True, slots=True)
class Hint:
    """A note at the right of the title. Without room, those of the highest `rank` are dropped first."""

    rank: int
    words: str
    style: str = "hint"


def hints(
    *,
    odd: bool,
    focused: bool,
    whole: bool,
    armed: bool,
    unread: str,
    waiting: int,
    way: str,
    seconds_left: int | None = None,
) -> list[Hint]:
    """Return what delays an answer, how many more wait, and until when an answer is waited for.

    `way` is the key that focuses the card.
    """
    found: list[Hint] = []
    if odd:
        found.append(Hint(0, "hidden characters", "odd"))
    if not focused:
        found.append(Hint(1, f"{way} to answer"))
    elif not whole:
        found.append(Hint(1, "partly hidden"))
    elif not armed:
        found.append(Hint(1, "one moment"))
    elif unread:
        found.append(Hint(1, unread))
    if seconds_left is not None:
        found.append(Hint(0, f"goes on without you in {stopwatch(seconds_left)}"))
    if waiting:
        found.append(Hint(2, f"{waiting} more waiting"))
    return found


@dataclass(frozen=True, slots=True)
class CardPainter:
    """Draws lines of `width` cells; `style_of` takes the last word of a component class."""

    style_of: Callable[[str], Style]
    background: Style
    marks: Glyphs
    width: int

    def blank(self) -> Strip:
        """Draw an empty line."""
        return Strip([Segment(" " * self.width, self.background)], self.width)

    def title(self, title: str, hints: list[Hint]) -> Strip:
        """Draw the title, and the hints that fit beside it."""
        room = self.width - 3 - cell_len(title)
        while hints and sum(cell_len(each.words) + GAP for each in hints) > room:
            hints = [each for each in hints if each.rank < max(hint.rank for hint in hints)]
        right: list[Piece] = []
        for hint in hints:
            right += [(" " * GAP, self.background), (hint.words, self.style_of(hint.style))]
        mark = self.marks.phases[ThreadPhase.NEEDS_PERSON]
        left = [(f"{mark} ", self.style_of("mark")), (title, self.style_of("title"))]
        return two_sided(left, right, self.width, self.background)

    def text(self, row: TextRow, indent: int) -> Strip:
        """Draw a row of the card's text; labels take `indent` cells."""
        style = self.style_of(row.role if row.role in ROLES else "hint")
        lead: list[Piece] = []
        if row.lead == "line":
            lead.append((f"{self.marks.bar} ", self.style_of("bar")))
        elif row.lead == "more":
            lead.append((f"{self.marks.bar_more} ", self.style_of("bar")))
        elif row.role == "mark":
            lead.append((f"{self.marks.warning} " if row.lead else "  ", self.style_of("mark")))
            style = self.style_of("mark")
        elif row.role == "label":
            lead.append((f"{row.lead:<{indent}}", self.style_of("label")))
            style = self.style_of("note")
        elif row.role == "option":
            style = self.style_of("here" if row.here else "note")
            cursor = self.marks.prompt if row.here and row.lead else " "
            lead.append((f"{cursor} {row.lead:<{OPTION}}", style))
        words = self._marked(row.text, style)
        # The background tells added and removed lines too: it goes to the edge, past the text.
        background = style if row.role in ("add", "remove") else self.background
        return two_sided([*lead, *words], [], self.width, background)

    def answers(self, answers: Sequence[Answer], takes: Callable[[Answer], bool]) -> Strip:
        """Draw a row of answers; `takes` returns whether an answer would count now."""
        pieces: list[Piece] = []
        for number, answer in enumerate(answers):
            off = "" if takes(answer) else "-off"
            if number:
                pieces.append((" " * GAP, self.background))
            pieces.append((f"{answer.key} ", self.style_of(f"key{off}")))
            pieces.append((answer.words, self.style_of(f"words{off}")))
        return two_sided(pieces, [], self.width, self.background)

    def _marked(self, text: str, style: Style) -> list[Piece]:
        """Set off hidden characters in their own style, and the marks of tabs in a quiet one."""
        pieces: list[Piece] = []
        at = 0
        for match in _MARKED.finditer(text):
            mark = self.style_of("bar" if match.group() == TAB_MARK else "odd")
            pieces += [(text[at : match.start()], style), (match.group(), mark)]
            at = match.end()
        pieces.append((text[at:], style))
        return pieces
