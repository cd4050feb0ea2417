"""The screen for all of one block, such as the output of a build or a long diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen

from ..blocks import Detail, render
from ..keys import KEYS, Area
from ..patches.compositor import compose_rows
from ..patches.own_keys import name_of
from ..state.items import AgentMessage, UserMessage
from ..state.sanitise import sanitise_line
from ..widgets.bindings import bindings
from ..widgets.find_pane import FindPane
from ..widgets.key_bar import KeyBar, KeyHint
from ..widgets.title_bar import TitleBar, TitleBarFacts
from ..widgets.transcript.pager import PagerView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ..state.items import ReadOnlyItem
    from ..widgets.transcript.messages import BlockCopied
    from .copying import Copying
    from .editor import ExternalEditor

_OF_FILES = frozenset({"pager.next-file", "pager.next-hunk", "pager.edit"})
"""Rows that act only where files are shown."""

_WORDS = {UserMessage: "Prompt", AgentMessage: "Answer"}
"""Titles of items that begin with a text: its first line would stand there twice."""

_GROWS_EVERY = 0.2
"""Seconds between two checks for new output of a command that still runs."""


class Pager(ModalScreen[None], inherit_bindings=False):
    """Shows one item. `about` stands behind its title; files of it can be opened in `editor`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.PAGER)

    def __init__(
        self,
        item: ReadOnlyItem,
        copying: Copying,
        cwd: str = "",
        *,
        editor: ExternalEditor | None = None,
        about: str = "",
    ) -> None:
        super().__init__()
        compose_rows(self)
        self._item = item
        self._copying = copying
        self._editor = editor
        self._about = about
        self._cwd = cwd
        self._title_bar = TitleBar()
        self.view = PagerView(item, cwd)
        self.finding = FindPane(self.view)
        self._keys = KeyBar()

    def compose(self) -> ComposeResult:
        """Create title, view and keys."""
        with Vertical():
            yield self._title_bar
            yield self.finding
            yield self._keys

    def on_mount(self) -> None:
        """Focus the view, and start the timer for an item that still grows."""
        self._show_title()
        self._keys.show(self._hints(of_files=self.view.shows_files))
        self.view.focus()
        if self._item.is_open:
            self.set_interval(_GROWS_EVERY, self._grow)

    def _hints(self, *, of_files: bool) -> list[KeyHint]:
        return [
            KeyHint(name_of(self.app, key.id), key.footer)
            for key in KEYS
            if key.area is Area.PAGER and key.footer and (of_files or key.id not in _OF_FILES)
        ]

    def _grow(self) -> None:
        self.view.grow()
        self._show_title()

    def _show_title(self) -> None:
        if not (title := _WORDS.get(type(self._item), "")):
            head = render(self._item, 400, detail=Detail.HEAD)
            title = head[0].text[head[0].gutter :] if head else ""
        words = "   ".join(part for part in title.split("  ") if part.strip())
        title = f"{words}   {self._about}".rstrip()
        self._title_bar.show(TitleBarFacts(title=title, place=self._where()), 0.0)

    def _where(self) -> str:
        """Return the place that the editor would be opened at."""
        place = self.view.place if self.view.shows_files and self._editor is not None else None
        if place is None:
            return ""
        path, line = place
        return sanitise_line(f"{path.removeprefix(f'{self._cwd}/')}:{line}")

    def on_pager_view_moved(self, event: PagerView.Moved) -> None:
        """Show where the reader is now."""
        event.stop()
        self._show_title()

    def action_leave(self) -> None:
        """Close the search if it is open, else the screen."""
        if self.finding.is_open:
            self.finding.close()
        else:
            self.dismiss()

    def action_find(self) -> None:
        """Open the line for the search."""
        self.finding.open()

    def action_step(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) match."""
        self.finding.step(step)

    def action_move(self, step: int) -> None:
        """Scroll by a line, down (1) or up (-1)."""
        self.view.scroll_lines(step)

    def action_page(self, step: int) -> None:
        """Scroll by a screen, down (1) or up (-1)."""
        self.view.scroll_pages(step)

    def action_top(self) -> None:
        """Go to the beginning."""
        self.view.to_start()

    def action_end(self) -> None:
        """Go to the end."""
        self.view.to_end()

    def action_turn(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) file."""
        self.view.to_file(step)

    def action_hunk(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) hunk."""
        self.view.to_hunk(step)

    def action_edit(self) -> None:
        """Open the file at the top of the screen in the person's editor, at its line there."""
        place = self.view.place
        if place is not None and self._editor is not None:
            self._editor.open_file(*place)

    def action_copy(self) -> None:
        """Copy the whole source."""
        self.view.copy()

    def action_copy_text(self) -> None:
        """Copy the selected text, and show how much it was."""
        if text := self.get_selected_text():
            self._copying.copy(text)

    def on_transcript_block_copied(self, event: BlockCopied) -> None:
        """Copy the whole source to the clipboard."""
        event.stop()
        self._copying.copy(event.text)
