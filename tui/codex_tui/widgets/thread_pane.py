"""The left pane: a heading with the count, the filter, and the list of threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from .. import glyphs
from ..keys import Area
from .bindings import bindings
from .line_input import LineInput
from .role_styles import RoleStyles
from .row import two_sided
from .thread_list import FILTER_KEY, ThreadList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.strip import Strip
    from textual.widgets import Input

    from ..state.threads import ThreadState


class ThreadHeading(Widget):
    """Shows a word and the count above the list."""

    def __init__(self) -> None:
        super().__init__()
        self._word = "Threads"
        self._count = ""
        self._ink = RoleStyles(self)

    def show(self, word: str, count: str) -> None:
        """Show what the list holds, and how many there are."""
        if (word, count) != (self._word, self._count):
            self._word, self._count = word, count
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        count = self._ink("quiet")
        width = self.size.width
        if y:
            return two_sided([], [], width, self.rich_style)
        return two_sided(
            [(f" {self._word}", self.rich_style)], [(f"{self._count}  ", count)], width, self.rich_style
        )


class ThreadFilter(LineInput):
    """The text field that filters the list; hidden until it is opened."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.FILTER)

    class Left(Message):
        """The person leaves the filter; `keep` says whether it stays."""

        def __init__(self, *, keep: bool) -> None:
            super().__init__()
            self.keep = keep

    def __init__(self) -> None:
        super().__init__(placeholder="filter threads", select_on_focus=False)

    def action_leave(self) -> None:
        """Leave the filter, clearing it."""
        self.post_message(self.Left(keep=False))

    def action_to_list(self) -> None:
        """Leave the filter for the threads that match."""
        self.post_message(self.Left(keep=True))


class ThreadPane(Vertical):
    """Heading, filter and list. The caller decides which threads match the filter."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.LIST, which=lambda key: key.id == FILTER_KEY)

    class FilterChanged(Message):
        """The person wants the threads that match `text`; empty means all."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(
        self,
        *,
        marks: glyphs.Glyphs | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._marks = marks or glyphs.choose()
        # Kept and not queried: on a busy machine threads arrive before the pane has composed its children.
        self._heading = ThreadHeading()
        self._filter = ThreadFilter()
        self._filter.display = False
        self.list = ThreadList(marks=self._marks, id="thread_list")
        """The list of threads."""

    def use_glyphs(self, marks: glyphs.Glyphs) -> None:
        """Draw with other shapes from now on."""
        self._marks = marks
        self.list.use_glyphs(marks)
        self.refresh(layout=True)

    def compose(self) -> ComposeResult:
        """Create heading, filter and list."""
        yield self._heading
        yield self._filter
        yield self.list

    @property
    def filter_text(self) -> str:
        """The text of the filter; empty without one."""
        return self._filter.value

    @property
    def reduced_motion(self) -> bool:
        """Whether spinners are still."""
        return self.list.reduced_motion

    @reduced_motion.setter
    def reduced_motion(self, value: bool) -> None:
        self.list.reduced_motion = value

    def show_rows(
        self,
        rows: Sequence[ThreadState],
        open_id: str | None,
        now: float,
        *,
        reading: str = "",
        unread: bool = False,
        archived: bool = False,
    ) -> None:
        """Show these threads in this order.

        `reading` says what is still to come before the list is whole, empty for nothing; `archived`: archived
        ones too; `unread`: the list could not be read, so nobody knows whether there are any.
        """
        loading = bool(reading)
        unfiltered = reading or ("could not be read" if unread else "no threads yet")
        empty = "nothing matches" if self.filter_text and not loading else unfiltered
        self.list.show_rows(rows, open_id, now, empty=empty, more=loading)
        more = self._marks.cut_sign if loading else ""
        word = ", ".join(
            ["Threads"] + ["archived too"] * archived + ["filtered"] * bool(self.filter_text.strip())
        )
        self._heading.show(word, f"{len(rows)}{more}" if rows or not loading else more)

    def update_rows(self, ids: Iterable[str]) -> None:
        """Draw the rows of these threads again."""
        self.list.update_rows(ids)

    def tick(self, now: float) -> None:
        """Advance the spinners, and update the times."""
        self.list.tick(now)

    def open_filter(self) -> None:
        """Show the filter and focus it."""
        self._filter.display = True
        self._filter.focus()

    def clear_filter(self) -> None:
        """Clear and hide the filter."""
        if self._filter.has_focus:
            self.list.focus()
        self._filter.value = ""
        self._filter.display = False

    def close_filter(self) -> None:
        """Clear and hide the filter, and focus the list."""
        self.clear_filter()
        self.list.focus()

    def action_open_filter(self) -> None:
        """Show the filter and focus it."""
        self.open_filter()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Post the new text of the filter."""
        event.stop()
        self.post_message(self.FilterChanged(event.value))

    def on_thread_filter_left(self, event: ThreadFilter.Left) -> None:
        """Focus the list; hide the filter unless it is kept."""
        event.stop()
        if event.keep and self.filter_text:
            self.list.focus()
        else:
            self.close_filter()
