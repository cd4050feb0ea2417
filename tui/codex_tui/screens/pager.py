"""All of one block on a screen of its own: the output of a build, a long diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from ..blocks import Fold, render
from ..widgets.compositor import RowCompositor
from ..widgets.find_pane import FindPane
from ..widgets.key_bar import KeyBar, KeyHint
from ..widgets.pager_view import PagerView
from ..widgets.title_bar import TitleBar, TitleBarFacts
from .copying import copy

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ..state.items import Item
    from ..widgets.transcript_navigation import BlockNavigator

_GROWS_EVERY = 0.2
"""Seconds between two looks at a command that still runs."""

_HINTS = (
    KeyHint("esc", "closes", ""),
    KeyHint("^f", "find", ""),
    KeyHint("space", "a screen on", ""),
    KeyHint("g", "top", ""),
    KeyHint("G", "end", ""),
    KeyHint("y", "copy all", ""),
)
_HINTS_OF_FILES = (*_HINTS, KeyHint("}", "next file", ""))


class Pager(ModalScreen[None]):
    """Shows an item; `escape` and `q` close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "close", show=False, id="pager.close"),
        Binding("ctrl+f", "find", "find", show=False, priority=True, id="pager.find"),
        Binding("slash", "find", "find", show=False, id="pager.find-slash"),
        Binding("n", "step(1)", "next match", show=False, id="pager.next-match"),
        Binding("N", "step(-1)", "previous match", show=False, id="pager.previous-match"),
        Binding("alt+c", "switch('case')", "match case", show=False, priority=True, id="pager.case"),
        Binding("alt+w", "switch('word')", "whole words", show=False, priority=True, id="pager.word"),
        Binding("alt+r", "switch('regex')", "expression", show=False, priority=True, id="pager.regex"),
    ]

    def __init__(self, item: Item, cwd: str = "") -> None:
        super().__init__()
        self._compositor = RowCompositor()
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
        files = len({piece.turn_id for piece in self.view.thread.items}) if self.view.thread else 0
        self._keys.show(_HINTS_OF_FILES if files > 1 else _HINTS)
        self.view.focus()
        if self._item.is_open:
            self.set_interval(_GROWS_EVERY, self._grow)

    def _grow(self) -> None:
        self.view.grow()
        self._show_title()

    def _show_title(self) -> None:
        head = render(self._item, 400, fold=Fold.FOLDED)
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

    def action_switch(self, name: str) -> None:
        """Turn a switch of the search."""
        if self.finding.is_open:
            self.finding.bar.switch(name)

    def action_copy_text(self) -> None:
        """Copy what is selected, and say how much."""
        if text := self.get_selected_text():
            copy(self.app, text)

    def on_block_navigator_block_copied(self, event: BlockNavigator.BlockCopied) -> None:
        """Put all of it on the clipboard."""
        event.stop()
        copy(self.app, event.text)
