"""The prompts below a conversation that were sent and are not in it yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widget import Widget

from .. import glyphs
from ..blocks.cells import clip
from ..state.sanitise import sanitise_line
from .role_styles import RoleStyles
from .row import two_sided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

LINES = 2
"""Maximum lines shown of one prompt."""

ROWS = 6
"""Maximum rows of all prompts together."""


@dataclass(frozen=True, slots=True)
class PromptRow:
    """The text of a prompt and its state: `sending`, `not read yet`."""

    text: str
    state: str


class PendingPromptsView(Widget):
    """Shows prompts dim, as they will be in the conversation; takes no room while there are none."""

    def __init__(
        self,
        *,
        marks: glyphs.Glyphs | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._marks = marks or glyphs.choose()
        self._ink = RoleStyles(self)
        self._prompts: tuple[PromptRow, ...] = ()
        self._rows: list[tuple[str, str]] = []
        self.display = False

    def show(self, prompts: Sequence[PromptRow]) -> None:
        """Show these prompts, oldest first."""
        if (said := tuple(prompts)) == self._prompts:
            return
        self._prompts = said
        self._rows = self._laid_out()
        self.display = bool(self._rows)
        if self._rows:
            self.styles.height = len(self._rows) + 1
            self.refresh()

    def use_glyphs(self, marks: glyphs.Glyphs) -> None:
        """Draw with other shapes from now on."""
        self._marks = marks
        self._rows = self._laid_out()
        self.refresh(layout=True)

    def _laid_out(self) -> list[tuple[str, str]]:
        """Lay the prompts out in rows: a text, and the state at its right."""
        rows: list[tuple[str, str]] = []
        for place, prompt in enumerate(self._prompts):
            lines = [sanitise_line(line) for line in prompt.text.strip("\n").split("\n")]
            shown = lines[:LINES]
            if len(lines) > LINES:
                shown[-1] += f" {self._marks.cut_sign}"
            left = len(self._prompts) - place
            if len(rows) + len(shown) > ROWS - (left > 1):
                rows.append((f"{self._marks.cut_sign} {left} more", ""))
                break
            rows.extend((line, "" if at else prompt.state) for at, line in enumerate(shown))
        return rows

    def render_line(self, y: int) -> Strip:
        """Draw one row; the last one is blank."""
        ground, width = self.rich_style, self.size.width
        if y >= len(self._rows):
            return two_sided([], [], width, ground)
        ink = self._ink
        text, state = self._rows[y]
        right = [(f"  {state}", ink("quiet-italic")), ("  ", ground)]
        room = width - 4 - (len(state) + 5)
        left = [
            (f"  {self._marks.bar} ", ink("quiet")),
            (clip(text, room, self._marks.cut_sign), ink("quiet")),
        ]
        return two_sided(left, right, width, ground)
