"""A conversation and the line for a search in it. They know each other and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.message import Message

from ..patches.compositor import Unpainted
from .find_bar import FindBar, FindLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from .transcript.messages import Found
    from .transcript.pager import PagerView
    from .transcript.view import TranscriptView


class FindPane(Unpainted, Vertical):
    """Shows a view; the line below it is displayed while a search is open."""

    class Toggled(Message):
        """The line was opened or closed, so that other keys work now."""

    def __init__(self, view: TranscriptView | PagerView, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view = view
        self.bar = FindBar()
        self.bar.display = False
        self._came_from: Widget | None = None

    def compose(self) -> ComposeResult:
        """Create the view and the line below it."""
        yield self.view
        yield self.bar

    @property
    def is_open(self) -> bool:
        """Whether a search is open."""
        return bool(self.bar.display)

    def open(self, words: str | None = None, *, origin: str | None = None) -> None:
        """Open the search, for `words` if given, and focus its line; begin at the block `origin`.

        The text in the line is selected, so that typing replaces it.
        """
        if words is not None:
            self.bar.line.value = words
        focused = self.screen.focused
        if focused is not self.bar.line:
            self._came_from = focused
        if not self.is_open:
            self.bar.display = True
            self.view.find(self.bar.wanted, origin=origin)
            self.post_message(self.Toggled())
        self.bar.line.focus()
        self.bar.line.select_all()

    def close(self) -> None:
        """End the search, and give the focus back to the widget that had it."""
        if not self.is_open:
            return
        had_focus = self.bar.line.has_focus
        self.bar.display = False
        self.view.find(None)
        came_from, self._came_from = self._came_from, None
        if had_focus:
            (came_from if came_from is not None and came_from.is_attached else self.view).focus()
        self.post_message(self.Toggled())

    def step(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) match."""
        self.view.find_step(step)

    def on_find_bar_changed(self, event: FindBar.Changed) -> None:
        """Search for the new query."""
        event.stop()
        if self.is_open:
            self.view.find(event.wanted)

    def on_find_line_stepped(self, event: FindLine.Stepped) -> None:
        """Go to another match."""
        event.stop()
        self.step(event.step)

    def on_find_line_left(self, event: FindLine.Left) -> None:
        """Close the search."""
        event.stop()
        self.close()

    def on_transcript_found(self, event: Found) -> None:
        """Show the progress of the search."""
        event.stop()
        found = event.progress
        self.bar.show_count(found.position, found.total, busy=found.busy, error=found.error)
