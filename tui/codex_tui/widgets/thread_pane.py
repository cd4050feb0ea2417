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
    """The word and the count above the list."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"thread-heading--count"}

    def __init__(self) -> None:
        super().__init__()
        self._word = "Threads"
        self._count = ""

    def show(self, word: str, count: str) -> None:
        """Say what the list holds, and how many of them."""
        if (word, count) != (self._word, self._count):
            self._word, self._count = word, count
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the one line."""
        count = self.get_component_rich_style("thread-heading--count")
        width = self.size.width
        if y:
            return two_sided([], [], width, self.rich_style)
        return two_sided(
            [(f" {self._word}", self.rich_style)], [(f"{self._count}  ", count)], width, self.rich_style
        )


class ThreadFilter(LineInput):
    """The line that narrows the list; hidden until it is asked for."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.FILTER)

    class Left(Message):
        """The person is done with the filter; `keep` says whether it stays."""

        def __init__(self, *, keep: bool) -> None:
            super().__init__()
            self.keep = keep

    def __init__(self) -> None:
        super().__init__(placeholder="filter threads", select_on_focus=False)

    def action_leave(self) -> None:
        """Clear the filter and close it."""
        self.post_message(self.Left(keep=False))

    def action_to_list(self) -> None:
        """Go to what was found."""
        self.post_message(self.Left(keep=True))


class ThreadPane(Vertical):
    """Heading, filter and list. The owner of the threads decides which match a filter."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.LIST, which=lambda key: key.id == FILTER_KEY)

    class FilterChanged(Message):
        """The person wants to see the threads that match `text`; empty means all."""

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
        # Held and not queried: on a busy machine threads arrive before the pane has composed its children.
        self._heading = ThreadHeading()
        self._filter = ThreadFilter()
        self._filter.display = False
        self.list = ThreadList(marks=self._marks, id="thread_list")
        """The rows."""

    def compose(self) -> ComposeResult:
        """Heading, filter, list."""
        yield self._heading
        yield self._filter
        yield self.list

    @property
    def filter_text(self) -> str:
        """What the list is narrowed to; empty when it is not."""
        return self._filter.value

    @property
    def reduced_motion(self) -> bool:
        """Whether spinners stand still."""
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
        loading: bool = False,
        archived: bool = False,
    ) -> None:
        """Show these threads in this order. `loading`: more will come; `archived`: those are among them."""
        unfiltered = "loading" if loading else "no threads yet"
        empty = "nothing matches" if self.filter_text else unfiltered
        self.list.show_rows(rows, open_id, now, empty=empty)
        more = self._marks.cut_sign if loading else ""
        word = "Threads, archived too" if archived else "Threads"
        self._heading.show(word, f"{len(rows)}{more}" if rows or not loading else more)

    def update_rows(self, ids: Iterable[str]) -> None:
        """Draw these rows again."""
        self.list.update_rows(ids)

    def tick(self, now: float) -> None:
        """Turn the spinners and move the times on."""
        self.list.tick(now)

    def open_filter(self) -> None:
        """Show the filter and type into it."""
        self._filter.display = True
        self._filter.focus()

    def close_filter(self) -> None:
        """Take the filter away and show everything again."""
        self._filter.value = ""
        self._filter.display = False
        self.list.focus()

    def action_open_filter(self) -> None:
        """Show the filter and type into it."""
        self.open_filter()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Ask for the threads that match."""
        event.stop()
        self.post_message(self.FilterChanged(event.value))

    def on_thread_filter_left(self, event: ThreadFilter.Left) -> None:
        """Go back to the list."""
        event.stop()
        if event.keep and self.filter_text:
            self.list.focus()
        else:
            self.close_filter()
