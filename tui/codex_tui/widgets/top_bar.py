"""The first line: where the open thread works, and how many threads work or need the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widget import Widget

from ..blocks.cells import clip
from .role_styles import RoleStyles
from .row import two_sided

if TYPE_CHECKING:
    from textual.strip import Strip

    from .row import Piece


@dataclass(frozen=True, slots=True)
class TopBarFacts:
    """The contents of the line; texts are sanitised. `cwd` is already short (`~/src/app`)."""

    cwd: str = ""
    branch: str = ""
    working: int = 0
    needs_person: int = 0
    note: str = ""


class TopBar(Widget):
    """One line; `show` gives it all its contents."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._facts = TopBarFacts()
        self._ink = RoleStyles(self)

    def show(self, facts: TopBarFacts) -> None:
        """Show these facts; draw only if they differ from the last."""
        if facts != self._facts:
            self._facts = facts
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the one line; the place is cut first, and the count of threads that need the person last."""
        facts, width, ink = self._facts, self.size.width, self._ink
        if y:
            return two_sided([], [], width, self.rich_style)
        right: list[Piece] = []
        if facts.note:
            right.append((facts.note, ink("quiet")))
        if facts.working:
            right.append((f"{facts.working} working", ink("accent")))
        if facts.needs_person:
            words = "needs you" if facts.needs_person == 1 else "need you"
            right.append((f"{facts.needs_person} {words}", ink("warning-strong")))
        spaced: list[Piece] = []
        for piece in right:
            spaced += [("  ", self.rich_style), piece]
        spaced.append((" ", self.rich_style))
        left: list[Piece] = [(" codex-tui", ink("strong"))]
        if facts.cwd:
            left.append((f"  {facts.cwd}", ink("quiet")))
        if facts.branch:
            left.append((f"  {clip(facts.branch, max(16, width // 4))}", ink("quiet")))
        return two_sided(left, spaced, width, self.rich_style)
