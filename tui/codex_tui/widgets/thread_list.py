"""The list of threads: two lines a row. It draws only the rows in view, so ten thousand cost nothing.

The caller gives the threads in the order in which they are shown; a fork directly or indirectly below its
parent is indented under it. The selection is a thread and not a line: it stays on its thread when others
come, go and change places around it.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from .. import glyphs
from ..blocks.cells import clip
from ..keys import Area
from ..patches.virtual_size import set_virtual_size
from ..state.threads import ThreadPhase
from .bindings import bindings
from .role_styles import WORD_STYLES, RoleStyles
from .row import two_sided
from .times import ago, stopwatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.binding import BindingType

    from ..state.threads import ThreadState
    from .row import Piece

FILTER_KEY = "list.filter"
"""The one key of the list that the pane around it handles: the filter is not in the list."""

LINES = 2
"""Lines of one thread."""

ROWS_AHEAD = 50
"""Rows below those in view that are to be here before the person scrolls to them."""

DEEPEST = 3
"""The deepest indent of forks of forks; deeper forks have this one."""

MARKS = {
    ThreadPhase.WORKING: "accent",
    ThreadPhase.NEEDS_PERSON: "warning-strong",
    ThreadPhase.FAILED: "error",
    ThreadPhase.DONE_UNSEEN: "success",
    ThreadPhase.IDLE: "quiet",
    ThreadPhase.NOT_LOADED: "faint",
    ThreadPhase.ARCHIVED: "faint",
}

_STYLES = {
    **WORD_STYLES,
    "cursor": "on $block-cursor-background",
    "cursor-blurred": "on $block-cursor-blurred-background",
}

QUIET_TITLES = frozenset({ThreadPhase.NOT_LOADED, ThreadPhase.ARCHIVED})


class ThreadList(ScrollView, can_focus=True, inherit_bindings=False):
    """The rows. The caller gives `now`; the list reads no clock and has no timer."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.LIST, which=lambda key: key.id != FILTER_KEY)

    class Opened(Message):
        """The person wants to see this thread."""

        def __init__(self, thread_list: ThreadList, thread_id: str) -> None:
            super().__init__()
            self.thread_list = thread_list
            self.thread_id = thread_id

        @property
        def control(self) -> ThreadList:
            """The list that posted the message."""
            return self.thread_list

    class SelectionChanged(Message):
        """Another row is selected; `thread_id` is None when there is none."""

        def __init__(self, thread_list: ThreadList, thread_id: str | None) -> None:
            super().__init__()
            self.thread_list = thread_list
            self.thread_id = thread_id

        @property
        def control(self) -> ThreadList:
            """The list that posted the message."""
            return self.thread_list

    class EndNear(Message):
        """The view or the cursor comes near the last row; `wanted` says that the person wants the end."""

        def __init__(self, thread_list: ThreadList, *, wanted: bool) -> None:
            super().__init__()
            self.thread_list = thread_list
            self.wanted = wanted

        @property
        def control(self) -> ThreadList:
            """The list that posted the message."""
            return self.thread_list

    def __init__(
        self,
        *,
        marks: glyphs.Glyphs | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.marks = marks or glyphs.choose()
        self.reduced_motion = False
        self._source: Sequence[ThreadState] = ()
        self._rows: list[ThreadState] = []
        self._depths: list[int] = []
        # Made when the place of a row is asked for that is not the selected one.
        self._index: dict[str, int] | None = None
        self._at: int | None = None
        self._told_at = 0
        self._to_end = False
        self._open_id: str | None = None
        self._selected_id: str | None = None
        self._removed_selection: str | None = None
        self._now = 0.0
        self._frame = 0
        self._height = 0
        self._empty = "starting"
        self._plain = Style()
        self._ink = RoleStyles(self, _STYLES)
        self._blended: dict[tuple[str, Style], Style] = {}

    def use_glyphs(self, marks: glyphs.Glyphs) -> None:
        """Draw with other shapes from now on."""
        self.marks = marks
        self.refresh(layout=True)

    @property
    def selected_id(self) -> str | None:
        """The thread under the cursor; None without rows."""
        return self._selected_id

    @property
    def removed_selection(self) -> str | None:
        """The thread that was under the cursor until its row went; None once the cursor was moved."""
        return self._removed_selection

    @property
    def rows(self) -> Sequence[ThreadState]:
        """The threads in the order in which they are shown."""
        return self._rows

    @property
    def ids_in_view(self) -> list[str]:
        """The threads whose rows are in view, in whole or in part; none while the list is not displayed."""
        top, height = self.scroll_offset.y, self.size.height
        return [row.id for row in self._rows[top // LINES : -(-(top + height) // LINES)]]

    def show_rows(
        self,
        rows: Sequence[ThreadState],
        open_id: str | None,
        now: float,
        *,
        empty: str = "",
        more: bool = False,
    ) -> None:
        """Show these threads. They are read when they are drawn: call `update_rows` when one has changed.

        The same list again is the same rows and, behind them, others that came; no row is indexed or drawn
        again for those. `empty` is the text for an empty list, `more` says that others will come.
        """
        if rows is self._source and self._rows and open_id == self._open_id:
            self._grow(now)
        else:
            self._show_others(rows, open_id, now)
        self._empty = empty
        if self._to_end and not more:
            self._move_to(len(self._rows) - 1)
        else:
            self._tell_if_near()

    def _show_others(self, rows: Sequence[ThreadState], open_id: str | None, now: float) -> None:
        before = self._at
        offset = None if before is None else before * LINES - self.scroll_offset.y
        # A copy, because the list grows before it is shown.
        self._source, self._rows = rows, list(rows)
        self._open_id, self._now = open_id, now
        self._index = None
        self._depths = _depths(rows)
        self._fit()
        self._keep_selection(before)
        after = self._at
        if after is not None and offset is not None and self.scroll_offset.y > 0:
            # At the top the newest threads stay in view; further down the selected row stays at its place.
            self.scroll_to(y=max(0, after * LINES - offset), animate=False)
        self.refresh()

    def _grow(self, now: float) -> None:
        """Take the rows that came at the end."""
        self._now, known = now, len(self._rows)
        new = self._source[known:]
        if not new:
            self.refresh()
            return
        self._rows += new
        # Forks are moved under their parents, so a list with forks never only grows.
        self._depths += [0] * len(new)
        if self._index is not None:
            self._index.update((row.id, place) for place, row in enumerate(new, known))
        self._fit()
        if self._removed_selection is not None:
            self._keep_selection(self._at)
        if known * LINES < self.scroll_offset.y + self.size.height:
            self.refresh()

    def _find(self, thread_id: str | None) -> int | None:
        """Return the place of a row without an index of all: for a look-up or two."""
        if self._index is not None or thread_id is None:
            return self._place_of(thread_id)
        return next((place for place, row in enumerate(self._rows) if row.id == thread_id), None)

    def _place_of(self, thread_id: str | None) -> int | None:
        """Return the place of a row; None without it."""
        if self._index is None:
            self._index = {row.id: place for place, row in enumerate(self._rows)}
        return self._index.get(thread_id or "")

    def _tell_if_near(self) -> None:
        """Post `EndNear`, once for each number of rows."""
        last = max(self._at or 0, (self.scroll_offset.y + self.size.height) // LINES)
        if self._told_at != len(self._rows) and last + ROWS_AHEAD > len(self._rows):
            self._told_at = len(self._rows)
            self.post_message(self.EndNear(self, wanted=self._to_end))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Have the rows read that come into view next."""
        super().watch_scroll_y(old_value, new_value)
        self._tell_if_near()

    def _fit(self) -> None:
        """Set the virtual size to the lines of all threads."""
        set_virtual_size(self, Size(self.size.width, max(1, len(self._rows) * LINES)))

    def _keep_selection(self, before: int | None) -> None:
        """Keep the cursor on its thread; while that is gone, on the one in its place."""
        if self._removed_selection is not None and self._find(self._removed_selection) is not None:
            self._set_selected(self._find(self._removed_selection))
            self._removed_selection = None
            return
        self._at = self._find(self._selected_id)
        if self._at is not None:
            return
        self._removed_selection = self._removed_selection or self._selected_id
        if not self._rows:
            self._set_selected(None)
        elif before is not None:
            self._set_selected(min(before, len(self._rows) - 1))
        else:
            self._set_selected(self._find(self._open_id) or 0)

    def update_rows(self, ids: Iterable[str]) -> None:
        """Draw the rows of these threads again, except those that are not shown."""
        for thread_id in ids:
            if (index := self._place_of(thread_id)) is not None:
                self.refresh_lines(index * LINES, LINES)

    def tick(self, now: float) -> None:
        """Advance the spinners, and the times once a minute; draws only rows in view that change."""
        before = self._now
        minute_passed = int(now // 60) != int(before // 60)
        self._now = now
        if not self.reduced_motion:
            self._frame += 1
        if minute_passed:
            self.refresh()
            return
        first = self.scroll_offset.y // LINES
        last = (self.scroll_offset.y + self.size.height) // LINES + 1
        for index in range(first, min(last, len(self._rows))):
            row = self._rows[index]
            if row.phase is not ThreadPhase.WORKING:
                continue
            if not self.reduced_motion:
                # The spinner alone: ten times a second all of the row would be 6 KB a second.
                x = 1 + len(self._lead(index))
                self.refresh(Region(x, index * LINES - self.scroll_offset.y, 1, 1))
            if row.turn_started_at_ms is not None:
                self._tick_time(index, row.turn_started_at_ms / 1000, before)

    def _tick_time(self, index: int, since: float, before: float) -> None:
        """Draw the running time of a row again if it has changed; if it got longer, all of its line."""
        old, new = stopwatch(before - since), stopwatch(self._now - since)
        line = index * LINES + 1
        if len(old) != len(new):
            self.refresh_lines(line, 1)
        elif old != new:
            size = len(new) + 1
            self.refresh(Region(self.size.width - size, line - self.scroll_offset.y, size, 1))

    def select(self, thread_id: str) -> bool:
        """Move the cursor to a thread and scroll to it; return whether the list has it."""
        index = self._place_of(thread_id)
        if index is None:
            return False
        self._move_to(index)
        return True

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines in view; each style is computed once for all of them."""
        self._plain = self.rich_style
        self._blended.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view."""
        width = self.size.width
        index, line = divmod(y + self.scroll_offset.y, LINES)
        if index >= len(self._rows):
            if not self._rows and y == 1:
                style = self._ink("quiet")
                return two_sided([(f" {self._empty}", style)], [], width, self._plain)
            return Strip([Segment(" " * width, self._plain)], width)
        row = self._rows[index]
        background = self._background_of(row.id)
        lead = self._lead(index)
        bar = self.marks.bar if row.id == self._open_id else " "
        margin: list[Piece] = [(bar, self._style_on("accent", background))]
        if line == 0:
            return self._first_line(row, margin, lead, background, width)
        return self._second_line(row, margin, " " * len(lead), background, width)

    def _lead(self, index: int) -> str:
        """Return what stands before the mark of a row: the indentation of a fork, and its hook."""
        depth = self._depths[index]
        return " " * (depth - 1) + self.marks.fork if depth else ""

    def _first_line(
        self, row: ThreadState, margin: list[Piece], indent: str, background: Style, width: int
    ) -> Strip:
        phase = row.phase
        mark = self.marks.phase(phase, self._frame)
        if phase in QUIET_TITLES:
            name = "quiet"
        elif phase in (ThreadPhase.NEEDS_PERSON, ThreadPhase.DONE_UNSEEN) or row.id == self._open_id:
            name = "strong"
        else:
            name = "text"
        unseen: list[Piece] = []
        if phase is ThreadPhase.DONE_UNSEEN:
            unseen = [(self.marks.unseen + " ", self._style_on("success", background))]
        if row.has_draft and row.id != self._open_id:
            # That of the open thread stands in the composer.
            unseen.insert(0, (self.marks.draft + " ", self._style_on("quiet", background)))
        used = 1 + len(indent) + 2 + 2 * len(unseen) + 1
        left: list[Piece] = [
            *margin,
            (indent, self._style_on("faint", background)),
            (mark + " ", self._style_on(MARKS[phase], background)),
            (clip(row.title, width - used, self.marks.cut_sign), self._style_on(name, background)),
        ]
        return two_sided(left, unseen, width, background)

    def _second_line(
        self, row: ThreadState, margin: list[Piece], indent: str, background: Style, width: int
    ) -> Strip:
        phase = row.phase
        style = self._style_on("quiet", background)
        right = ""
        if phase is ThreadPhase.WORKING:
            detail = row.activity
            if row.turn_started_at_ms is not None:
                right = stopwatch(self._now - row.turn_started_at_ms / 1000) + " "
        elif phase in (ThreadPhase.NEEDS_PERSON, ThreadPhase.FAILED):
            detail = row.activity
        elif row.ephemeral:
            detail = "nothing of it is kept"
        elif not row.is_kept:
            detail = "not kept until you prompt"
        else:
            detail = ago(row.recency_at, self._now)
            if phase is ThreadPhase.ARCHIVED:
                detail = f"archived, {detail}"
            if row.has_draft and row.id != self._open_id:
                detail = f"draft, {detail}"
            folder = row.cwd.rstrip("/").rpartition("/")[2]
            room = width - 1 - len(indent) - 2 - len(detail) - 4
            right = clip(folder, min(room, 16), self.marks.cut_sign) + " " if folder and room >= 6 else ""
        room = width - 1 - len(indent) - 2 - (len(right) + 1 if right else 1)
        left: list[Piece] = [
            *margin,
            (indent + "  ", background),
            (clip(detail, room, self.marks.cut_sign), style),
        ]
        return two_sided(left, [(right, style)] if right else [], width, background)

    def _background_of(self, thread_id: str) -> Style:
        if thread_id != self._selected_id:
            return self._plain
        return self._ink("cursor" if self.has_focus else "cursor-blurred")

    def _style_on(self, name: str, background: Style) -> Style:
        """Return a component's style on its row's background; blended first, as it may be translucent."""
        key = (name, background)
        if (style := self._blended.get(key)) is None:
            style = self._blended[key] = self._ink(name) + background.background_style
        return style

    def _set_selected(self, place: int | None) -> None:
        thread_id = None if place is None else self._rows[place].id
        self._at = place
        if thread_id == self._selected_id:
            return
        old, self._selected_id = self._selected_id, thread_id
        self.update_rows(each for each in (old, thread_id) if each is not None)
        self.post_message(self.SelectionChanged(self, thread_id))

    def _move_to(self, index: int, *, to_end: bool = False) -> None:
        self._removed_selection = None
        self._to_end, self._told_at = to_end, 0
        if not self._rows:
            return
        self._set_selected(min(max(index, 0), len(self._rows) - 1))
        self._show_cursor()
        self._tell_if_near()

    def _show_cursor(self) -> None:
        """Scroll no further than needed to have both lines of the cursor in view."""
        region = Region(0, self._cursor * LINES, self.size.width, LINES)
        self.scroll_to_region(region, animate=False, force=True, immediate=True)

    @property
    def _cursor(self) -> int:
        return self._at or 0

    def action_move(self, by: int) -> None:
        """Move the cursor by so many rows."""
        self._move_to(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by so many pages."""
        self._move_to(self._cursor + by * max(1, self.size.height // LINES - 1))

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self._move_to(0)

    def action_last(self) -> None:
        """Move the cursor to the last row, and once more when all rows are here."""
        self._move_to(len(self._rows) - 1, to_end=True)

    def action_open(self) -> None:
        """Open the thread under the cursor."""
        if self._selected_id is not None and self._at is not None:
            self.post_message(self.Opened(self, self._selected_id))

    def action_open_nth(self, number: int) -> None:
        """Open the nth (from 1) of the threads in view."""
        index = -(-self.scroll_offset.y // LINES) + number - 1
        if index < len(self._rows):
            self._move_to(index)
            self.action_open()

    def on_click(self, event: events.Click) -> None:
        """Open the thread that was clicked."""
        index = (event.y + self.scroll_offset.y) // LINES
        if 0 <= index < len(self._rows):
            event.stop()
            self._move_to(index)
            self.action_open()

    def on_focus(self) -> None:
        """Draw the cursor of a list that has the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor of a list without the focus."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view, unless the person has scrolled away from it."""
        top = self._cursor * LINES - self.scroll_offset.y
        was_in_view = self._height == 0 or -LINES < top < self._height
        self._height = self.size.height
        self._fit()
        if was_in_view:
            self._show_cursor()


_forked_from = attrgetter("forked_from")


def _depths(rows: Sequence[ThreadState]) -> list[int]:
    """Return the depth of each row; a fork whose parent is not above it has depth 0."""
    if not any(map(_forked_from, rows)):
        return [0] * len(rows)
    known: dict[str, int] = {}
    depths: list[int] = []
    for row in rows:
        parent = known.get(row.forked_from) if row.forked_from else None
        depth = 0 if parent is None else min(parent + 1, DEEPEST)
        known[row.id] = depth
        depths.append(depth)
    return depths
