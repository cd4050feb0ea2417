"""A cursor over blocks: which one keys act on, and the keys that move it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from ..blocks import source
from ..state.items import UserMessage
from .transcript_scroller import LEAD, BlockScroller
from .transcript_selection import whole_block

if TYPE_CHECKING:
    from ..state.items import Item


class BlockNavigator(BlockScroller, can_focus=True):
    """Moves over the blocks of a `Document`; what it draws is up to whoever inherits."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "next block", show=False, id="transcript.next"),
        Binding("k,up", "move(-1)", "previous block", show=False, id="transcript.previous"),
        Binding("space", "fold", "fold", show=False, id="transcript.fold"),
        Binding(
            "left_square_bracket", "prompt(-1)", "previous prompt", show=False, id="transcript.prompt-up"
        ),
        Binding("right_square_bracket", "prompt(1)", "next prompt", show=False, id="transcript.prompt-down"),
        Binding("y", "copy", "copy", show=False, id="transcript.copy"),
        Binding("g,home", "top", "top", show=False, id="transcript.top"),
        Binding("G,end", "end", "end", show=False, id="transcript.end"),
        Binding("pageup", "page(-1)", "a page up", show=False, id="transcript.page-up"),
        Binding("pagedown", "page(1)", "a page down", show=False, id="transcript.page-down"),
    ]

    class BlockCopied(Message):
        """A block's source was asked for; whoever owns the clipboard takes it."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class OlderWanted(Message):
        """The reader comes near to where what is here begins; `everything`: all of the history is wanted."""

        def __init__(self, *, everything: bool = False) -> None:
            super().__init__()
            self.everything = everything

    has_older = False
    """Whether there is more history than what is here."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._cursor_id: str | None = None

    @property
    def current_item(self) -> Item | None:
        """The block that the cursor is on."""
        index = self.document.index_of(self._cursor_id)
        return None if index is None else self.document.items[index]

    def source_of(self, item: Item) -> str:
        """Return what copying a block gives."""
        return source(item)

    def _visible(self, index: int) -> bool:
        top = self.row_of(index)
        bottom = top + len(self.document.block(index).lines)
        return bottom > self.first_row and top < self.first_row + self.rows_shown

    def _neighbour(self, index: int, step: int) -> int | None:
        """Return the next block in a direction that draws anything."""
        index += step
        while 0 <= index < len(self.document):
            if self.document.block(index).lines:
                return index
            index += step
        return None

    def action_move(self, step: int) -> None:
        """Go to the next or the previous block; within one taller than the screen, read on first."""
        if not len(self.document):
            return
        index = self.document.index_of(self._cursor_id)
        if index is None or not self._visible(index):
            row = self.first_row if step > 0 else self.first_row + self.rows_shown - 1
            start = min(self.at(row)[0], len(self.document) - 1)
            target = start if self.document.block(start).lines else self._neighbour(start, step)
        else:
            top = self.row_of(index)
            bottom = top + len(self.document.block(index).lines)
            screen_end = self.first_row + self.rows_shown
            if (step > 0 and bottom > screen_end) or (step < 0 and top < self.first_row):
                rows = min(
                    self.rows_shown - 2, bottom - screen_end + 1 if step > 0 else self.first_row - top + 1
                )
                self.scroll_by(step * max(1, rows))
                return
            target = self._neighbour(index, step)
        if target is not None:
            self._put_cursor(target)

    def _put_cursor(self, index: int, *, reveal: bool = True) -> None:
        self._cursor_id = self.document.items[index].id
        if reveal:
            self.reveal(index)
        self.refresh()

    def toggle_fold(self) -> None:
        """Show more of the current block, or fold it; its head line stays where it is."""
        index = self.document.index_of(self._cursor_id)
        if index is None or not self.document.fold_next(index):
            return
        self.follows = False
        row, first = self.row_of(index), self.first_row
        self.document.measure(index)
        if row < first:
            self._top = (index, 0)
        self.settle()
        self.follows = self.first_row >= self.rows_in_all - self.rows_shown
        self.scrolled()
        self.refresh()

    def action_fold(self) -> None:
        """Fold or unfold the current block."""
        self.toggle_fold()

    def action_prompt(self, step: int) -> None:
        """Go to the previous or the next prompt of the person."""
        index = self.document.index_of(self._cursor_id)
        if index is None or not self._visible(index):
            index = min(self.at(self.first_row)[0], len(self.document))
        items = self.document.items
        places = range(index + 1, len(items)) if step > 0 else range(index - 1, -1, -1)
        target = next((place for place in places if isinstance(items[place], UserMessage)), None)
        if target is not None:
            self._cursor_id = items[target].id
            self.go_to(*self._above(target))
        elif step > 0:
            self.follow_end()

    def previous_prompt(self) -> None:
        """Go to the prompt above."""
        self.action_prompt(-1)

    def next_prompt(self) -> None:
        """Go to the prompt below, or to the end."""
        self.action_prompt(1)

    def follow_end(self) -> None:
        """Go to the end and stay there."""
        if len(self.document):
            last = len(self.document) - 1
            target = last if self.document.block(last).lines else self._neighbour(last, -1)
            self._cursor_id = None if target is None else self.document.items[target].id
        self.go_to_end()

    def action_end(self) -> None:
        """Go to the end."""
        self.follow_end()

    def action_top(self) -> None:
        """Go to the first block."""
        if len(self.document):
            target = 0 if self.document.block(0).lines else self._neighbour(0, 1)
            self._cursor_id = None if target is None else self.document.items[target].id
            self.go_to(0, -LEAD)

    def action_page(self, step: int) -> None:
        """Go a screen up or down, with two rows in common."""
        self.scroll_by(step * max(1, self.rows_shown - 2))

    def action_copy(self) -> None:
        """Hand out the source of the current block."""
        item = self.current_item
        if item is not None and (text := self.source_of(item)):
            self.post_message(self.BlockCopied(text))

    def on_focus(self) -> None:
        """Show a cursor as soon as keys would move it."""
        if self.document.index_of(self._cursor_id) is None and len(self.document) and self.rows_shown > 0:
            self._cursor_id = None
            self.action_move(-1)
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor as resting."""
        self.refresh()

    def text_select_all(self) -> None:
        """Select the current block: what a double click means where a screenful is no unit."""
        index = self.document.index_of(self._cursor_id)
        if index is not None:
            self.screen.selections = {self: whole_block(self.document, index)}
