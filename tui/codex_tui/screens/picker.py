"""A dialog to pick one row from a list, with a line that narrows the list. The composer is left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ..keys import Area
from ..patches.own_keys import name_of, row_of
from ..widgets.bindings import bindings
from ..widgets.completion import CompletionList
from ..widgets.completion_rows import Offer, filtered
from ..widgets.line_input import LineInput
from .completing import LIST_PAGES, LIST_STEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ..widgets.completion_rows import CompletionRow


class Picker(ModalScreen["str | None"]):
    """Asks for one of `rows`; dismissed with what the row puts in, or with None when the person leaves.

    The line begins with `words`, by which `narrow` chooses among the rows; without words the cursor is on the
    row `chosen`.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.PICKER)

    def __init__(
        self,
        title: str,
        rows: Sequence[CompletionRow],
        *,
        text: str = "",
        words: str = "",
        chosen: int = 0,
        narrow: Callable[[Iterable[CompletionRow], str], tuple[CompletionRow, ...]] = filtered,
    ) -> None:
        super().__init__(classes="question")
        self._title = title
        self._text = text
        self._rows = tuple(rows)
        self._words = words
        self._chosen = chosen
        self._narrow = narrow
        self._list = CompletionList()

    def compose(self) -> ComposeResult:
        """Create title, line, list and hint."""
        with Vertical(classes="dialog dialog--wide"):
            yield Static(Content(self._title), classes="dialog--title")
            if self._text:
                yield Static(Content(self._text), classes="dialog--text")
            yield LineInput(self._words, placeholder="type to narrow the list")
            yield self._list
            takes, leaves = name_of(self.app, "line.send"), name_of(self.app, "picker.back")
            yield Static(
                Content(f"{takes} takes the row, {leaves} leaves all as it is"), classes="dialog--hint"
            )

    def on_mount(self) -> None:
        """Show all rows, and focus the line."""
        self._show(self._words)
        self.query(LineInput).focus()

    def _show(self, typed: str) -> None:
        rows = self._narrow(self._rows, typed.strip())
        chosen = 0 if typed.strip() else self._chosen
        self._list.show(Offer(rows, 0, 0, note="nothing matches", chosen=chosen))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the row under the cursor of the list."""
        event.stop()
        if self._list.chosen is not None:
            self._take(self._list.chosen)

    def on_completion_list_clicked(self, event: CompletionList.Clicked) -> None:
        """Take the row that was clicked."""
        event.stop()
        self._take(event.row)

    def _take(self, row: CompletionRow) -> None:
        if self.is_current:
            self.dismiss(row.insert)

    def on_key(self, event: events.Key) -> None:
        """Move in the list; the line has taken what it uses."""
        row = row_of(self.app, Area.COMPLETION, event.key)
        if row in LIST_STEPS:
            self._list.move(LIST_STEPS[row])
        elif row in LIST_PAGES:
            self._list.page(LIST_PAGES[row])
        else:
            return
        event.stop()

    def action_leave(self) -> None:
        """Dismiss without a choice."""
        self.dismiss(None)
