"""The status line: the model, its permissions, the context and the rate limit, and the current state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.widget import Widget

from ..blocks.cells import clip
from .row import two_sided

if TYPE_CHECKING:
    from textual.strip import Strip

    from .row import Piece

LOW = 20
"""Per cent left of the context, or of a rate limit, at and below which the number is highlighted."""


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """The contents of the line; empty and None mean unknown and are left out.

    `state` is a word or two (`working`, `idle`, `needs you`, `server stopped`), `state_role` its style:
    `working`, `needs-person`, `failed` or `quiet`.
    """

    model: str = ""
    effort: str = ""
    sandbox: str = ""
    approval: str = ""
    context_left: int | None = None
    rate_limit_used: int | None = None
    rate_limit_window: str = ""
    state: str = ""
    state_role: str = "quiet"


class StatusBar(Widget):
    """One line. Parts that do not fit are left out whole, the least needed first."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status-bar--model",
        "status-bar--quiet",
        "status-bar--low",
        "status-bar--working",
        "status-bar--needs-person",
        "status-bar--failed",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._facts = StatusFacts()

    def show(self, facts: StatusFacts) -> None:
        """Show these facts; draw only if they differ from the last."""
        if facts != self._facts:
            self._facts = facts
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        width = self.size.width
        if y:
            return two_sided([], [], width, self.rich_style)
        state = self._state()
        room = width - 2 - (cell_len(state[0]) + 3 if state else 0)
        kept = _fitting(self._parts(), room)
        left: list[Piece] = [(" ", self.rich_style)]
        for number, (text, name) in enumerate(kept):
            left.append(("   " if number else "", self.rich_style))
            left.append((text, self.get_component_rich_style(name)))
        right: list[Piece] = []
        if state:
            right = [(state[0], self.get_component_rich_style(state[1])), (" ", self.rich_style)]
        return two_sided(left, right, width, self.rich_style)

    def _state(self) -> tuple[str, str] | None:
        facts = self._facts
        return (facts.state, f"status-bar--{facts.state_role}") if facts.state else None

    def _parts(self) -> list[tuple[int, str, str]]:
        """Return the parts from left to right: a rank (0 is needed most), a text, a style."""
        facts = self._facts
        parts: list[tuple[int, str, str]] = []
        if model := " ".join(part for part in (facts.model, facts.effort) if part):
            parts.append((0, clip(model, 40), "status-bar--model"))
        if allowed := ", ".join(part for part in (facts.sandbox, facts.approval) if part):
            parts.append((1, allowed, "status-bar--quiet"))
        if facts.context_left is not None:
            low = facts.context_left <= LOW
            parts.append(
                (2, f"{facts.context_left} % left", "status-bar--low" if low else "status-bar--quiet")
            )
        if facts.rate_limit_used is not None:
            low = facts.rate_limit_used >= 100 - LOW
            words = f"{facts.rate_limit_window or 'limit'} {facts.rate_limit_used} % used"
            parts.append((3, words, "status-bar--low" if low else "status-bar--quiet"))
        return parts


def _fitting(parts: list[tuple[int, str, str]], room: int) -> list[tuple[str, str]]:
    """Choose the parts that fit in `room` cells with three between them; one part is always kept."""
    chosen = sorted(parts, key=lambda part: part[0])
    while len(chosen) > 1 and sum(cell_len(text) + 3 for _, text, _ in chosen) - 3 > room:
        chosen.pop()
    return [(text, name) for part in parts if part in chosen for _, text, name in [part]]
