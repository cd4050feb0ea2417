"""The last line: the keys that work now, as many as fit, the likeliest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message
from textual.widget import Widget

from .role_styles import RoleStyles
from .row import two_sided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip

    from .row import Piece

GAP = 3
"""Cells between two keys."""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key by its name (`enter`, `^n`), what it does, and the command to run on a click."""

    key: str
    words: str
    command: str = ""

    @property
    def cells(self) -> int:
        """The width of the hint."""
        return cell_len(self.key) + 1 + cell_len(self.words)


class KeyBar(Widget):
    """One line. The last hint is always shown, because its key shows all the others."""

    class Outdated(Message):
        """Other keys may work now: the receiver should call `show`."""

        def can_replace(self, message: Message) -> bool:
            """Let one message stand for several of them."""
            return isinstance(message, KeyBar.Outdated)

    class Clicked(Message):
        """A hint was clicked; `command` is that of the hint."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ink = RoleStyles(self)
        self._hints: tuple[KeyHint, ...] = ()

    def ask(self) -> None:
        """Ask the application for the keys that work now; the bar itself does not know them."""
        # Not through the screen: a message that the screen's own handler causes ends at the screen.
        self.app.post_message(self.Outdated())

    def show(self, hints: Sequence[KeyHint]) -> None:
        """Show these keys, the likeliest first."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.refresh()

    def shown(self) -> tuple[KeyHint, ...]:
        """Return the hints that fit into the current width."""
        if not self._hints:
            return ()
        *others, last = self._hints
        room = self.size.width - 2 - last.cells
        kept: list[KeyHint] = []
        for hint in others:
            room -= hint.cells + GAP
            if room < 0:
                break
            kept.append(hint)
        return (*kept, last)

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        width = self.size.width
        pieces: list[Piece] = [(" ", self.rich_style)]
        key_style = self._ink("accent")
        words_style = self._ink("quiet")
        for number, hint in enumerate(self.shown() if y == 0 else ()):
            if number:
                pieces.append((" " * GAP, self.rich_style))
            pieces += [(hint.key, key_style), (f" {hint.words}", words_style)]
        return two_sided(pieces, [], width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Post `Clicked` for the hint at the pointer, if it has a command."""
        x = 1
        for hint in self.shown():
            if x <= event.x < x + hint.cells and hint.command:
                event.stop()
                self.post_message(self.Clicked(hint.command))
                return
            x += hint.cells + GAP
