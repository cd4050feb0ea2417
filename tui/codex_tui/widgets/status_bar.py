"""The status line: model, mode, permissions, context and rate limit, and the current state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widget import Widget

from ..blocks.cells import clip, width
from ..state.sanitise import sanitise_line
from .role_styles import RoleStyles
from .row import two_sided

if TYPE_CHECKING:
    from textual.strip import Strip

    from .row import Piece

NEEDED_MOST_FIRST = ("model", "permissions", "mode", "unknown", "context", "limit")
"""The facts of the line. Where they do not all fit, the last of these is left out first, whole."""

LEFT_TO_RIGHT = ("model", "mode", "permissions", "unknown", "context", "limit")
"""The order in which they stand."""

LONGEST_MODEL = 40
"""Maximum cells of the model and its effort."""


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """The contents of the line, in words; an empty one is left out.

    `unknown` says which settings the server does not tell before the thread runs. `context_low` and
    `limit_low` say that little is left. `state` is a word or two (`working`, `needs you`, `server stopped`),
    `state_role` its style: `working`, `needs-person`, `failed` or `quiet`.
    """

    model: str = ""
    mode: str = ""
    permissions: str = ""
    unknown: str = ""
    context: str = ""
    limit: str = ""
    context_low: bool = False
    limit_low: bool = False
    state: str = ""
    state_role: str = "quiet"


def fitting(facts: StatusFacts, room: int) -> list[str]:
    """Return the names of the facts that fit in `room` cells with three between them, left to right.

    The one that is needed most is always among them.
    """
    chosen = [name for name in NEEDED_MOST_FIRST if getattr(facts, name)]
    while len(chosen) > 1 and sum(width(words_of(facts, name)) + GAP for name in chosen) - GAP > room:
        chosen.pop()
    return [name for name in LEFT_TO_RIGHT if name in chosen]


def words_of(facts: StatusFacts, name: str) -> str:
    """Return the words of a fact as they are drawn."""
    words = sanitise_line(str(getattr(facts, name)))
    return clip(words, LONGEST_MODEL) if name == "model" else words


GAP = 3
"""Cells between two facts."""


_STATE_STYLES = {
    "working": "accent",
    "needs-person": "warning-strong",
    "failed": "error",
    "quiet": "quiet",
}


class StatusBar(Widget):
    """One line. Parts that do not fit are left out whole, the least needed first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._facts = StatusFacts()
        self._ink = RoleStyles(self)

    def show(self, facts: StatusFacts) -> None:
        """Show these facts; draw only if they differ from the last."""
        if facts != self._facts:
            self._facts = facts
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        width_now = self.size.width
        if y:
            return two_sided([], [], width_now, self.rich_style)
        facts, state = self._facts, self._state()
        room = width_now - 2 - (width(state[0]) + GAP if state else 0)
        left: list[Piece] = [(" ", self.rich_style)]
        for number, name in enumerate(fitting(facts, room)):
            left.append((" " * GAP if number else "", self.rich_style))
            left.append((words_of(facts, name), self._ink(self._style(name))))
        right: list[Piece] = []
        if state:
            right = [(state[0], self._ink(_STATE_STYLES[state[1]])), (" ", self.rich_style)]
        return two_sided(left, right, width_now, self.rich_style)

    def _style(self, name: str) -> str:
        low = {"context": self._facts.context_low, "limit": self._facts.limit_low}.get(name, False)
        if low or name == "mode":
            return "warning" if low else "accent"
        return "text" if name == "model" else "quiet"

    def _state(self) -> tuple[str, str] | None:
        facts = self._facts
        return (facts.state, facts.state_role) if facts.state else None
