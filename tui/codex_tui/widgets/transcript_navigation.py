"""A cursor over blocks: which one keys act on, and the keys that move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from ..state.archive import PROMPT, TURN, WRONG
from .transcript_scroller import LEAD, BlockScroller
from .transcript_selection import sources, whole_blocks

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..state.items import ReadOnlyItem


class BlockNavigator(BlockScroller, can_focus=True):
    """Moves over the blocks of a `Document`; what it draws is up to whoever inherits."""

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

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._cursor_id: str | None = None
        self._anchor_id: str | None = None
        self._after_older: Callable[[], None] | None = None

    @property
    def has_older(self) -> bool:
        """Whether there is more history than what is here."""
        return False

    def want_older(self, *, everything: bool = False) -> None:
        """Say that older turns are wanted."""
        # In its own name: a message stops at the parent of whoever it is from, who may be around this view.
        self.post_message(self.OlderWanted(everything=everything).set_sender(self))

    @property
    def current_item(self) -> ReadOnlyItem | None:
        """The block that the cursor is on."""
        index = self.document.index_of(self._cursor_id)
        return None if index is None else self.document.items[index]

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
        self._end_extending()
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
        """Show more of the current block, or fold it.

        Its head line stays where it is, unless what was unfolded would be below the screen.
        """
        index = self.document.index_of(self._cursor_id)
        if index is None or not self.document.fold_next(index):
            return
        self.follows = False
        row, first = self.row_of(index), self.first_row
        before = self.document.heights[index]
        grew = self.document.measure(index) > before
        if row < first:
            self._top = (index, 0)
        self.settle()
        self.follows = self.first_row >= self.rows_in_all - self.rows_shown
        if grew:
            self.reveal(index)
        self.scrolled()
        self.refresh()

    def action_fold(self) -> None:
        """Fold or unfold the current block."""
        self.toggle_fold()

    def action_prompt(self, step: int) -> None:
        """Go to the previous or the next prompt of the person."""
        self._jump(step, PROMPT, to_end=True)

    def action_turn(self, step: int) -> None:
        """Go to where the turn began, or the one before it, or to the next one."""
        self._jump(step, TURN, to_end=True)

    def action_error(self, step: int) -> None:
        """Go to the previous or the next thing that went wrong."""
        self._jump(step, WRONG)

    def _jump(self, step: int, mark: int, *, to_end: bool = False) -> None:
        """Go to the nearest block of a kind; upwards the history is read on until there is one."""
        self._end_extending()
        here = self.document.index_of(self._cursor_id)
        if here is None or not self._visible(here):
            here = min(self.at(self.first_row)[0], len(self.document))
        target = self.document.items.next_marked(here + step, step, mark)
        if target is not None:
            self._cursor_id = self.document.items[target].id
            self.go_to(*self._above(target))
        elif step < 0 and self.has_older:
            self._after_older = lambda: self._jump(step, mark)
            self.want_older()
        elif step > 0 and to_end:
            self.follow_end()

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
        """Go to the first block, reading the history up to it."""
        self._end_extending()
        if len(self.document):
            target = 0 if self.document.block(0).lines else self._neighbour(0, 1)
            self._cursor_id = None if target is None else self.document.items[target].id
            self.go_to(0, -LEAD)
            if self.has_older:
                self._after_older = self.action_top
                self.want_older(everything=True)

    def action_page(self, step: int) -> None:
        """Go a screen up or down, with two rows in common."""
        self.scroll_by(step * max(1, self.rows_shown - 2))

    def action_copy(self) -> None:
        """Hand out the source of the selected blocks, else of the current one."""
        chosen = self._chosen()
        if chosen is not None and (text := sources(self.document, *chosen)):
            self.post_message(self.BlockCopied(text))

    def _chosen(self) -> tuple[int, int] | None:
        """Return the first and the last block that keys act on: the selected ones, else the current one."""
        here = self.document.index_of(self._cursor_id)
        if here is None:
            return None
        anchor = self.document.index_of(self._anchor_id)
        if anchor is None or self.text_selection is None:
            return here, here
        return min(anchor, here), max(anchor, here)

    def action_extend(self, step: int) -> None:
        """Select block by block, from the current one on."""
        here = self.document.index_of(self._cursor_id)
        if here is None:
            self.action_move(step)
            return
        if self._anchor_id is None or self.text_selection is None:
            # The first press selects the block that the cursor is on.
            self._anchor_id = self._cursor_id
        elif (target := self._neighbour(here, step)) is not None:
            self._put_cursor(target)
        chosen = self._chosen_from_anchor()
        if chosen is not None:
            self.screen.selections = {self: whole_blocks(self.document, *chosen)}

    def _chosen_from_anchor(self) -> tuple[int, int] | None:
        here, anchor = self.document.index_of(self._cursor_id), self.document.index_of(self._anchor_id)
        return None if here is None or anchor is None else (min(here, anchor), max(here, anchor))

    def _end_extending(self) -> None:
        if self._anchor_id is not None:
            self._anchor_id = None
            self.screen.clear_selection()

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
            self.screen.selections = {self: whole_blocks(self.document, index, index)}
