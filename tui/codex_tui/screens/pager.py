"""All of one block on a screen of its own: the output of a build, a long diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen

from ..blocks import Detail, render
from ..keys import KEYS, Area
from ..patches.compositor import compose_rows
from ..patches.own_keys import name_of
from ..widgets.bindings import bindings
from ..widgets.find_pane import FindPane
from ..widgets.key_bar import KeyBar, KeyHint
from ..widgets.title_bar import TitleBar, TitleBarFacts
from ..widgets.transcript.pager import PagerView
from .copying import copy

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ..state.items import ReadOnlyItem
    from ..widgets.transcript.messages import BlockCopied

_GROWS_EVERY = 0.2
"""Seconds between two looks at a command that still runs."""


class Pager(ModalScreen[None], inherit_bindings=False):
    """Shows an item until it is closed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.PAGER)

    def __init__(self, item: ReadOnlyItem, cwd: str = "") -> None:
        super().__init__()
        compose_rows(self)
        self._item = item
        self._title_bar = TitleBar()
        self.view = PagerView(item, cwd)
        self.finding = FindPane(self.view)
        self._keys = KeyBar()

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        with Vertical():
            yield self._title_bar
            yield self.finding
            yield self._keys

    def on_mount(self) -> None:
        """Read at once; look after what still grows."""
        self._show_title()
        self._keys.show(self._hints(of_files=self.view.files > 1))
        self.view.focus()
        if self._item.is_open:
            self.set_interval(_GROWS_EVERY, self._grow)

    def _hints(self, *, of_files: bool) -> list[KeyHint]:
        return [
            KeyHint(name_of(self.app, key.id), key.footer)
            for key in KEYS
            if key.area is Area.PAGER and key.footer and (of_files or key.id != "pager.next-file")
        ]

    def _grow(self) -> None:
        self.view.grow()
        self._show_title()

    def _show_title(self) -> None:
        head = render(self._item, 400, detail=Detail.HEAD)
        title = head[0].text[head[0].gutter :] if head else ""
        words = "   ".join(part for part in title.split("  ") if part.strip())
        self._title_bar.show(TitleBarFacts(title=words), 0.0)

    def action_leave(self) -> None:
        """Close the search, then the screen."""
        if self.finding.is_open:
            self.finding.close()
        else:
            self.dismiss()

    def action_find(self) -> None:
        """Type what to find."""
        self.finding.open()

    def action_step(self, step: int) -> None:
        """Go to another match."""
        self.finding.step(step)

    def action_move(self, step: int) -> None:
        """Scroll by a line."""
        self.view.scroll_lines(step)

    def action_page(self, step: int) -> None:
        """Scroll by a screen."""
        self.view.scroll_pages(step)

    def action_top(self) -> None:
        """Go to the beginning."""
        self.view.to_start()

    def action_end(self) -> None:
        """Go to the end."""
        self.view.to_end()

    def action_turn(self, step: int) -> None:
        """Go to the next or the previous file."""
        self.view.to_file(step)

    def action_copy(self) -> None:
        """Copy all of it."""
        self.view.copy()

    def action_copy_text(self) -> None:
        """Copy what is selected, and say how much."""
        if text := self.get_selected_text():
            copy(self.app, text)

    def on_transcript_block_copied(self, event: BlockCopied) -> None:
        """Put all of it on the clipboard."""
        event.stop()
        copy(self.app, event.text)
