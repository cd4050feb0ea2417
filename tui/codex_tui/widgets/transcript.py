"""The conversation: one view that draws the lines it shows, whatever the length of the thread.

No item is a widget. Blocks are drawn when they are first seen and kept for as long as they stay the same;
what streams in is drawn at most thirty times a second, and only the rows that changed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.filter import ANSIToTruecolor
from textual.geometry import Region
from textual.message import Message

from ..blocks import ASCII, UNICODE, Detail, Line
from ..blocks.line import ACCENT, MUTED, WARNING, Span
from ..keys import Area
from ..patches.own_keys import name_of
from ..state.archive import ItemsView
from ..state.threads import ThreadPhase
from . import glyphs as marks
from .bindings import bindings
from .control_filter import ControlFilter
from .transcript_document import Document
from .transcript_finder import BlockFinder
from .transcript_history import history_line
from .transcript_paint import COMPONENTS, MARGIN_LEFT, StripPainter
from .transcript_reading import Readings
from .transcript_scroller import LEAD
from .transcript_selection import highlighted, selected_text, with_offsets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType
    from textual.filter import LineFilter
    from textual.selection import Selection
    from textual.strip import Strip
    from textual.timer import Timer

    from ..state.items import ReadOnlyItem
    from ..state.threads import ThreadState
    from .transcript_reading import Reading

FLUSH_SECONDS = 1 / 30
"""Time between two drawings of what streams in; more frames cost power and nobody reads them."""

CATCH_UP_SECONDS = 1 / 120
"""The same while there is more than one drawing could take in: enough for a key to come in between."""

SLICE = 512
"""Blocks whose heights are guessed between two frames of a long conversation: 3 ms, 6 if they sleep."""

AHEAD = 3
"""Screens above the reader that are wanted here before they come to them."""

NO_THREAD = (
    ("No thread is open", "title"),
    ("", "muted"),
    ("Choose one in the list, or start a new one.", "muted"),
)
LOADING = (("Reading the thread", "muted"),)
NEW_THREAD = "Say what you want done. {send} sends it."


class TranscriptView(BlockFinder, inherit_bindings=False):
    """Shows a thread. Whoever owns the state calls `show`, `update_blocks` and, on the clock, `tick`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.CONVERSATION)

    shows_cursor = True
    """Whether a mark tells which block keys act on."""

    _styles_noted = False

    class BlockOpened(Message):
        """All of a block is to be shown on a screen of its own."""

        def __init__(self, item: ReadOnlyItem) -> None:
            super().__init__()
            self.item = item

    class NewBelow(Message):
        """The number of blocks that came below the screen changed; 0 when the end is in sight."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    def __init__(
        self,
        *,
        ascii_only: bool | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        if ascii_only is None:
            ascii_only = marks.choose() is marks.ASCII
        glyphs = ASCII if ascii_only else UNICODE
        self.painter = StripPainter(self.get_component_rich_style, glyphs)
        self.document = Document(self.painter)
        self.scrollbar_glyph = glyphs.thumb
        self.scrollbar_marks = (glyphs.bar_hit, glyphs.bar_here)
        self.thread: ThreadState | None = None
        self.new_below = 0
        self.flushes = 0
        self._grew_below = False
        self._folds: dict[str, dict[str, Detail]] = {}
        self._readings = Readings()
        self._dirty: set[str] = set()
        self._structure_changed = False
        self._pause: Timer | None = None
        self._frame = 0
        self._tail: Line | None = None
        self._older_asked: tuple[str, str | None] | None = None
        self._refiner: Timer | None = None
        self._filters: list[LineFilter] = []

    @property
    def has_older(self) -> bool:
        """Whether the server has older turns than those that are here."""
        return self.thread is not None and self.thread.older is not None

    # What is shown

    def show(self, thread: ThreadState | None, *, keep_scroll: bool = True) -> None:
        """Show a thread, or none.

        It opens where its reader left it; at the end when nobody has read it yet, or without `keep_scroll`.
        """
        if self.thread is not None:
            self._readings.remember(
                self.thread.id, self.document, self._top, self._cursor_id, follows=self.follows
            )
        self._readings.sought = None
        self._after_older = self._anchor_id = self._older_asked = None
        self.thread = thread
        self._dirty.clear()
        self._structure_changed = False
        reading, top = None, None
        if thread is None:
            self.document.set_items(ItemsView(), {})
        else:
            self.document.set_items(thread.items, self._folds.setdefault(thread.id, {}), thread.cwd)
            if keep_scroll:
                reading, top = self._readings.find(thread.id, self.document)
        self._stop()
        self.follows = reading is None or reading.follows or top is None
        self._top = (top or 0, reading.inside if reading is not None and top is not None else -LEAD)
        self._cursor_id = reading.cursor_id if reading is not None else None
        self._update_tail()
        self.settle()
        self._count_new(0)
        self.refresh()

    def update_blocks(self, item_ids: Iterable[str], structure: bool = False) -> None:
        """Draw what has changed: these items and, with `structure`, which items there are.

        It may be called for every event: what comes within a thirtieth of a second is drawn together.
        """
        self._dirty.update(item_ids)
        self._structure_changed |= structure
        if self._pause is None:
            self._flush()
            pause = CATCH_UP_SECONDS if self.document.unfinished else FLUSH_SECONDS
            self._pause = self.set_timer(pause, self._end_pause)

    def _end_pause(self) -> None:
        self._pause = None
        if self._dirty or self._structure_changed or self.document.unfinished:
            self.update_blocks(())

    def _flush(self) -> None:
        if self.thread is None:
            return
        self.flushes += 1
        dirty, self._dirty = self._dirty | self.document.draw_on(), set()
        height, first = self.rows_in_all, self.first_row
        added = self._sync() if self._structure_changed else 0
        structure, self._structure_changed = self._structure_changed, False
        tail_changed = self._update_tail()
        if structure:
            self._synced()
        self._changed(dirty)
        if structure and self.document.prepended and (then := self._after_older) is not None:
            self._after_older = None
            then()
        if structure and self._readings.sought is not None:
            self._seek(self._readings.sought)
        self.settle()
        if not self.follows and (added or self.rows_in_all > height):
            self._grew_below = True
            self._count_new(self.new_below + added)
        resized = self.document.take_resized()
        if structure or tail_changed or self.first_row != first:
            self.refresh()
        else:
            self._refresh_blocks(dirty, resized)

    def _seek(self, reading: Reading) -> None:
        """Go to where the reader was, reading on until that is here; who scrolls first need not wait."""
        index = self.document.index_of(reading.top_id)
        if index is not None:
            self._cursor_id = reading.cursor_id
            self.go_to(index, reading.inside)
        elif self.has_older:
            self.want_older()
        elif self.thread is not None and self.thread.history_loaded:
            self._readings.sought = None

    def _sync(self) -> int:
        """Take over which items there are, keeping the reader on the same one."""
        index, inside = self._top
        known = self.document.id_at(index)
        added = self.document.sync()
        now = self.document.index_of(known)
        if now is not None:
            self._top = (now, inside)
        return added

    def _refresh_blocks(self, ids: Iterable[str], resized: int | None) -> None:
        """Paint the rows that changed, and all below the first block that has another height."""
        first, last = self.first_row, self.first_row + self.rows_shown
        places = {index for index in map(self.document.index_of, ids) if index is not None}
        if resized is not None:
            places.add(resized)
        for index in places:
            top = self.row_of(index)
            bottom = top + self.document.heights[index]
            if bottom < first or top >= last:
                continue
            start = max(first, top + self.document.take_changed_from(index))
            end = last if resized is not None and index >= resized else min(last, bottom)
            if end > start:
                self.refresh(Region(0, start - first, self.size.width, end - start))

    def tick(self) -> None:
        """Advance the spinners that are on the screen by one frame; nothing else is drawn."""
        if self.thread is None or not self.is_attached or self.rows_shown <= 0:
            return
        self._frame += 1
        first, last = self.first_row, self.first_row + self.rows_shown
        index, _ = self.at(first)
        while index < len(self.document) and (top := self.row_of(index)) < last:
            for row in self.document.spinning(index, self._frame):
                if first <= top + row < last:
                    self.refresh(Region(0, top + row - first, self.size.width, 1))
            index += 1
        if self._tail is not None and self._tail.spins:
            row = self.rows_in_all - 2 - first
            if 0 <= row < self.rows_shown:
                self.refresh(Region(0, row, self.size.width, 1))

    def _update_tail(self) -> bool:
        """Say below the last block what the turn does, while no block shows it; True when that changed."""
        tail = self._tail_line()
        changed = (tail is None) != (self._tail is None) or (
            tail is not None and self._tail is not None and tail.spans != self._tail.spans
        )
        self._tail = tail
        self.trailing_rows = 1 if tail is None else 3 if len(self.document) else 2
        return changed

    def _tail_line(self) -> Line | None:
        thread = self.thread
        if thread is None or thread.active_turn_id is None:
            return None
        glyphs = self.painter.glyphs
        if thread.phase is ThreadPhase.NEEDS_PERSON:
            return Line(
                (Span(f"{glyphs.waiting} ", WARNING), Span(thread.activity or "waits for you", WARNING))
            )
        if thread.items and thread.items[-1].is_open:
            return None
        spinner = Span(glyphs.spinner[0], ACCENT)
        return Line((spinner, Span(f" {thread.activity or 'working'}", MUTED)), spins=True)

    # New blocks below

    def scrolled(self) -> None:
        """Forget what was new once the end is in sight."""
        self._readings.sought = None
        if self.follows:
            self._count_new(0)

    def _count_new(self, count: int) -> None:
        if count == 0:
            self._grew_below = False
        if count != self.new_below:
            self.new_below = count
            self.post_message(self.NewBelow(count))

    @property
    def _marker(self) -> str:
        if self.follows or not self._grew_below:
            return ""
        return f"{self.painter.glyphs.below} {f'{self.new_below} new' if self.new_below else 'more'}"

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return rows of the screen; Textual's style cache is left out, as every strip is kept here."""
        width = self.scrollable_content_region.width
        if width <= 0:
            return []
        self._use_theme()
        self._use_width(width)
        if self.thread is None or (not len(self.document) and self._tail is None):
            strips = self.painter.centred(self._empty_rows(), self.rows_shown)[crop.y : crop.bottom]
        else:
            strips = self._rows(self.first_row + crop.y, crop.height)
            if self._marker and crop.y <= self.rows_shown - 1 < crop.bottom:
                place = self.rows_shown - 1 - crop.y
                strips[place] = self.painter.with_marker(strips[place], self._marker)
        for line_filter in self._filters:
            strips = [strip.apply_filter(line_filter, self.background_colors[1]) for strip in strips]
        if crop.x or crop.width != width:
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """Return one row that tells where its characters are: Textual asks it under the mouse."""
        index, row = self.at(self.first_row + y)
        strips = self.render_lines(Region(0, y, self.scrollable_content_region.width, 1))
        strip = strips[0] if strips else self.painter.blank()
        return with_offsets(strip, index, row) if 0 <= index < len(self.document) and row >= 0 else strip

    def _rows(self, row: int, count: int) -> list[Strip]:
        document, painter = self.document, self.painter
        blank = painter.blank()
        selection = self.text_selection
        out: list[Strip] = []
        index, inside = self.at(row)
        if inside < 0:
            lead = blank
            if self.thread is not None and self.has_older:
                lead = painter.strip(history_line(self.thread, painter.glyphs))
            out.extend([lead] * min(count, -inside))
            inside = 0
        while len(out) < count and index < len(document):
            seen = document.block(index)
            here = document.strips(seen, inside, count - len(out))
            if selection is not None:
                here = [
                    highlighted(strip, selection, index, inside + offset, painter)
                    for offset, strip in enumerate(here)
                ]
            if self.search is not None:
                here = self._with_hits(here, seen, inside)
            if seen.item.id == self._cursor_id and self.shows_cursor:
                here = [painter.with_cursor(strip, focused=self.has_focus) for strip in here]
            out.extend(here)
            gap = document.heights[index] - max(inside, len(seen.lines))
            out.extend([blank] * min(gap, count - len(out)))
            index, inside = index + 1, 0
        if len(out) < count:
            out.extend(self._tail_rows(row + len(out), count - len(out), blank))
        return out

    def _tail_rows(self, row: int, count: int, blank: Strip) -> list[Strip]:
        place = self.rows_in_all - 2
        if self._tail is None or not row <= place < row + count:
            return [blank] * count
        rows = [blank] * count
        rows[place - row] = self.painter.strip(self._tail, self._frame)
        return rows

    def _refine(self) -> None:
        self._refiner = None
        self.document.refine(SLICE)
        self.settle()

    def _place(self, row: int) -> bool:
        """Tell Textual the offset; ask for older turns before the reader comes to where they begin."""
        moved = super()._place(row)
        if self.document.rough and self._refiner is None and self.is_attached:
            self._refiner = self.set_timer(FLUSH_SECONDS, self._refine)
        if self.has_older and self.thread is not None and row < AHEAD * self.rows_shown:
            wanted = (self.thread.id, self.thread.older)
            if wanted != self._older_asked:
                self._older_asked = wanted
                self.want_older()
        return moved

    def _empty_rows(self) -> tuple[tuple[str, str], ...]:
        if self.thread is None:
            return NO_THREAD
        if not self.thread.history_loaded and (self.thread.preview or self.thread.last_turn_id):
            return LOADING
        where = ((self.thread.cwd, "faint"),) if self.thread.cwd else ()
        words = NEW_THREAD.format(send=name_of(self.app, "composer.send").capitalize())
        return ((self.thread.title, "title"), *where, ("", "muted"), (words, "muted"))

    def _use_width(self, width: int) -> None:
        """Draw for another width, keeping the line under the reader's eye."""
        if width == self.painter.width:
            return
        index, inside = self._top
        share = 0.0
        if inside > 0 and index < len(self.document):
            share = inside / max(1, self.document.heights[index])
        self.painter.width = width
        self.document.forget_drawings()
        self.document.estimate_all()
        if index < len(self.document) and inside > 0:
            self._top = (index, round(share * self.document.measure(index)))
        self.settle()

    def notify_style_update(self) -> None:
        """Note that styles may have changed; component classes get their new ones only after this."""
        super().notify_style_update()
        self._styles_noted = False

    def _use_theme(self) -> None:
        """Read the theme's styles; only if they differ is anything drawn again."""
        if not self._styles_noted:
            self._styles_noted = True
            background = self.background_colors[1].rich_color
            to_truecolor: Callable[[Style], Style] | None = None
            self._filters = []
            for line_filter in self.get_line_filters():
                if isinstance(line_filter, ANSIToTruecolor):
                    # Once for each style, and not for each row that is painted.
                    to_truecolor = partial(line_filter.truecolor_style, background=background)
                elif not isinstance(line_filter, ControlFilter):
                    # Left out: the painter has checked each text, and here it would cost each row of a frame.
                    self._filters.append(line_filter)
            if self.painter.use_theme(to_truecolor):
                self.document.forget_strips()

    # Events

    def on_resize(self) -> None:
        """Keep the place when the size changes."""
        if not self.show_vertical_scrollbar:
            self._refresh_scrollbars()
        width = self.scrollable_content_region.width
        if width > 0:
            self._use_theme()
            self._use_width(width)
            self.settle()
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select a block; fold it by its head line; go to the end by the marker."""
        if (
            self._marker
            and event.y == self.rows_shown - 1
            and event.x >= self.size.width - len(self._marker) - 4
        ):
            self.follow_end()
            return
        index, inside = self.at(self.first_row + event.y)
        if event.chain > 1 or not 0 <= index < len(self.document) or inside < 0:
            return
        again = self._cursor_id == self.document.items[index].id
        self._put_cursor(index, reveal=False)
        if inside == 0 and (event.x < MARGIN_LEFT + 2 or again):
            self.toggle_fold()

    def action_open(self) -> None:
        """Ask for all of the current block."""
        if (item := self.current_item) is not None:
            self.post_message(self.BlockOpened(item))

    # Selection

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text, without the line breaks that wrapping made."""
        return selected_text(self.document, selection), "\n"
