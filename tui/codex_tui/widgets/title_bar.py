"""The line above a conversation: its title, the turn, and its running time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.widget import Widget

from ..blocks import cells
from .role_styles import RoleStyles
from .row import two_sided
from .times import stopwatch

if TYPE_CHECKING:
    from textual.strip import Strip

    from .row import Piece


_AFTER = 2
"""Blank cells behind the running time."""

_BEFORE_ORIGIN = "   "
_LEAST_ORIGIN = 16
"""Cells below which a part of the origin says nothing: it is left out."""


@dataclass(frozen=True, slots=True)
class TitleBarFacts:
    """The contents of the line. `turn` counts from 1, 0 means none; times are in Unix seconds.

    `origin` says of what a thread is a fork; it goes where there is no room for it beside the title.
    `place` is a file and a line of it, where the reader is.
    `interrupting_since` is when the person asked for an interrupt that is not confirmed yet.
    """

    title: str = ""
    origin: str = ""
    turn: int = 0
    started_at: float | None = None
    note: str = ""
    place: str = ""
    interrupting_since: float | None = None


class TitleBar(Widget):
    """One line; `show` and `tick` give it the time."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._facts = TitleBarFacts()
        self._ink = RoleStyles(self)
        self._now = 0.0

    def show(self, facts: TitleBarFacts, now: float) -> None:
        """Show these facts; draw only if they differ from the last."""
        self._now = now
        if facts != self._facts:
            self._facts = facts
            self.refresh()

    def tick(self, now: float) -> None:
        """Update the running time; draws once a second at most, when the time in the list changes too."""
        facts, before = self._facts, self._now
        self._now = now
        times = [each for each in (facts.started_at, facts.interrupting_since) if each is not None]
        if all(int(now - since) == int(before - since) for since in times):
            return
        old, new = (stopwatch(at - (facts.started_at or 0)) for at in (before, now))
        if facts.interrupting_since is None and len(old) == len(new):
            # Only the time, which stands at the right: all of the row costs half a kilobyte.
            self.refresh(Region(self.size.width - len(new) - _AFTER, 0, len(new), 1))
        else:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the one line; the title is cut when not all fits."""
        facts, ink, width = self._facts, self._ink, self.size.width
        if y:
            return two_sided([], [], width, self.rich_style)
        details = [cells.cut_start(facts.place, width // 2)] if facts.place else []
        if facts.turn:
            details.append(f"turn {facts.turn}")
        if facts.started_at is not None:
            details.append(stopwatch(self._now - facts.started_at))
        right: list[Piece] = []
        note = facts.note
        if facts.interrupting_since is not None:
            note = f"interrupting {max(0, int(self._now - facts.interrupting_since))} s"
        if note:
            right.append((f"  {note}", ink("warning")))
        right += [(f"   {detail}", ink("quiet")) for detail in details]
        right.append((" " * _AFTER, self.rich_style))
        left: list[Piece] = [(f"  {facts.title}", ink("strong"))]
        room = width - sum(cells.width(text) for text, _ in (*left, *right)) - len(_BEFORE_ORIGIN)
        if facts.origin and room >= min(_LEAST_ORIGIN, cells.width(facts.origin)):
            left.append((f"{_BEFORE_ORIGIN}{facts.origin}", ink("quiet")))
        return two_sided(left, right, width, self.rich_style)
