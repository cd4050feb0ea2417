"""The conversation: one widget that draws the rows in view, whatever the length of the thread.

No item is a widget. Blocks are drawn when they are first seen, and kept while they stay the same. The parts
in this package do the work; the widget passes Textual's events to them, and their results to Textual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.scroll_view import ScrollView

from ... import glyphs
from ...keys import Area
from ...patches.own_keys import name_of
from ...state.archive import PROMPT, TURN, WRONG
from ..bindings import bindings
from ..role_styles import RoleStyles
from .messages import BlockCopied, BlockOpened, Found, OlderWanted, ReadingMoved
from .open_thread import Older, OpenThread
from .paint import MARGIN_LEFT
from .roles import ROLE_STYLES
from .scrolling import ScrollAdapter
from .selection import selected_text, sources, whole_blocks
from .status_lines import EmptyRows, empty_rows
from .window import BlockWindow, Overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.binding import BindingType
    from textual.geometry import Region
    from textual.selection import Selection
    from textual.strip import Strip
    from textual.types import AnimationLevel, CallbackType

    from ...blocks.query import Query
    from ...state.threads import ThreadState
    from .scrollbar import SlimScrollBar

_KINDS = {"prompt": PROMPT, "turn": TURN, "error": WRONG}
"""The kinds of items to which the keys jump, by the word in the table of keys."""


class TranscriptView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a thread. The owner of the state calls `show`, `update_blocks` and, at each tick, `tick`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.CONVERSATION)

    def __init__(
        self,
        *,
        ascii_only: bool | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        if ascii_only is None:
            ascii_only = glyphs.choose() is glyphs.ASCII
        self.window = BlockWindow(RoleStyles(self, ROLE_STYLES).all, ascii_only=ascii_only)
        self.opened = OpenThread(self.window)
        self.document = self.window.document
        self.viewport = self.window.viewport
        self.finder = self.window.finder
        self.cursor = self.window.cursor
        self._told_reading = -1
        self._adapter = ScrollAdapter(
            self, self.window, post=self._post, update=lambda: self.update_blocks(()), moved=self._moved
        )

    @property
    def vertical_scrollbar(self) -> SlimScrollBar:
        """The bar at the right."""
        return self._adapter.bar

    def use_glyphs(self, marks: glyphs.Glyphs) -> None:
        """Draw with other shapes from now on."""
        self.vertical_scrollbar.use_glyphs(marks)
        self.window.use_glyphs(marks)
        self._adapter.apply()
        self.refresh()

    def unfold(self, kinds: frozenset[str]) -> None:
        """Show these kinds of blocks in full until the person folds them."""
        if self.window.unfold(kinds):
            self._adapter.apply()
            self.refresh()

    # What is shown

    def show(self, thread: ThreadState | None, *, keep_scroll: bool = True) -> None:
        """Show a thread; None shows none.

        It opens where its reader left it; at the end for a new reader, or without `keep_scroll`.
        """
        self._adapter.fit()
        self.opened.show(thread, keep_scroll=keep_scroll)
        self._adapter.apply()
        self.refresh()

    def update_blocks(self, item_ids: Iterable[str], structure: bool = False) -> None:
        """Show changed items and, with `structure`, which items there are."""
        if self.opened.thread is not None:
            self._adapter.fit()
            rows = self.opened.update(item_ids, structure=structure)
            self._adapter.apply()
            self._adapter.repaint(rows)

    def tick(self) -> None:
        """Advance the spinners that are on the screen by one frame; nothing else is painted."""
        if self.opened.thread is not None and self.is_attached:
            self._adapter.repaint_spinners(self.window.tick())

    def find(self, query: Query | None, *, origin: str | None = None) -> None:
        """Start a search, or end it; go to the match nearest to what is shown, or to the block `origin`."""
        self.opened.find(query, origin=origin)
        self._moved()

    def find_step(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) match, around the ends."""
        self.finder.step(step)
        self._moved()

    @property
    def reading(self) -> int:
        """The index of the item that is read: the cursor's while that is in view, else the first in view."""
        index = self.cursor.index
        if index is not None and self.viewport.shows(index):
            return index
        return self.viewport.at(self.viewport.first_row).block

    def go_to(self, item_id: str) -> bool:
        """Put the cursor on a block, and the block at the top of the screen; False when there is none."""
        gone = self.cursor.go_to(item_id)
        if gone:
            self._moved(ends_selection=True)
        return gone

    # From the parts to Textual

    def _moved(self, *, ends_selection: bool = False) -> None:
        """Draw the new place of the reader."""
        if ends_selection and self.cursor.end_selection():
            self.screen.clear_selection()
        self.opened.moved()
        self._adapter.apply()
        self.refresh()
        if (reading := self.reading) != self._told_reading:
            self._told_reading = reading
            self.post_message(ReadingMoved())

    def _post(self) -> None:
        """Post what the parts want to tell."""
        if (wanted := self.opened.take_wanted()) is not None:
            # Sent in its own name: a message stops at the parent of its sender, who may be around this view.
            self.post_message(OlderWanted(everything=wanted is Older.ALL).set_sender(self))
        if (progress := self.finder.take_progress(more_comes=self.opened.has_older)) is not None:
            self.post_message(Found(progress))

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return rows of the screen."""
        self._adapter.fit()
        if self.window.painter.width <= 0:
            return []
        empty: EmptyRows = ()
        if self.window.is_empty:
            empty = empty_rows(self.opened.thread, name_of(self.app, "composer.send").capitalize())
        overlay = Overlay(self.has_focus, self.text_selection, self.opened.above, empty)
        return self._adapter.lines(crop, overlay)

    def render_line(self, y: int) -> Strip:
        """Return one row of the screen, with the offsets of its characters."""
        return self._adapter.line(y)

    # Textual

    def notify_style_update(self) -> None:
        """Read the styles again at the next drawing."""
        super().notify_style_update()
        self._adapter.styles_changed()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow a scroll by Textual."""
        self._adapter.scrolled_to(new_value)

    def scroll_to(
        self,
        x: float | None = None,
        y: float | None = None,
        *,
        animate: bool = True,
        speed: float | None = None,
        duration: float | None = None,
        easing: Callable[[float], float] | str | None = None,
        force: bool = False,
        on_complete: CallbackType | None = None,
        level: AnimationLevel = "basic",
        immediate: bool = False,
        release_anchor: bool = True,
    ) -> None:
        """Scroll without animation, whatever is asked: over guessed heights an animation would stagger."""
        super().scroll_to(x, y, animate=False, force=force, on_complete=on_complete, level=level)

    def on_resize(self) -> None:
        """Keep the reader at the same words when the size changes."""
        self._adapter.resized()

    @on(events.Focus)
    @on(events.Blur)
    def show_focus(self, event: events.Focus | events.Blur) -> None:
        """Draw the cursor as focused or not; on gaining the focus, put it on a block if it is on none."""
        gained = isinstance(event, events.Focus)
        if gained and self.cursor.index is None and self.viewport.height > 0:
            self.cursor.move(-1)
            self._moved()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a block, fold it by its head line, or go to the end by the note at the bottom."""
        index, row = self.viewport.at(self.viewport.first_row + event.y)
        if self.window.is_marker(event.x, event.y):
            self.action_end()
        elif event.chain <= 1 and 0 <= index < len(self.document) and row >= 0:
            again = self.cursor.index == index
            self.cursor.put(index)
            if row == 0 and (event.x < MARGIN_LEFT + 2 or again):
                self.action_fold()
            self.refresh()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text, without the line breaks that wrapping made."""
        return selected_text(self.document, selection), "\n"

    def text_select_all(self) -> None:
        """Select the current block: a screenful would not be a useful unit for a double click."""
        if (index := self.cursor.index) is not None:
            self.screen.selections = {self: whole_blocks(self.document, index, index)}

    # Keys

    def action_move(self, step: int) -> None:
        """Go to the next (1) or previous (-1) block; within one taller than the screen, scroll first."""
        self.cursor.move(step)
        self._moved(ends_selection=True)

    def action_fold(self) -> None:
        """Show more of the current block, or fold it."""
        if self.window.show_next_detail():
            self._moved()

    def action_open(self) -> None:
        """Post `BlockOpened` for the current block."""
        if (item := self.cursor.item) is not None:
            self.post_message(BlockOpened(item))

    def action_jump(self, kind: str, step: int) -> None:
        """Go to the next (1) or previous (-1) prompt, turn or error."""
        self.opened.jump(step, _KINDS[kind], to_end=kind != "error")
        self._moved(ends_selection=True)

    def action_top(self) -> None:
        """Go to the first block, loading the history up to it."""
        self.opened.to_start()
        self._moved(ends_selection=True)

    def action_end(self) -> None:
        """Go to the last block, and follow the end."""
        self.cursor.to_end()
        self._moved()

    def action_page(self, step: int) -> None:
        """Scroll a screen down (1) or up (-1), with two rows in common."""
        self.viewport.scroll_pages(step)
        self._moved()

    def action_copy(self) -> None:
        """Post `BlockCopied` with the sources of the selected blocks, else of the current one."""
        chosen = self.cursor.chosen(selecting=self.text_selection is not None)
        if chosen is not None and (text := sources(self.document, *chosen)):
            self.post_message(BlockCopied(text))

    def action_extend(self, step: int) -> None:
        """Select the current block, or extend the selection by the next (1) or previous (-1) one."""
        chosen = self.cursor.extend(step, selecting=self.text_selection is not None)
        self._moved()
        if chosen is not None:
            self.screen.selections = {self: whole_blocks(self.document, *chosen)}
