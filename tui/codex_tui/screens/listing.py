"""A list of what the server has, with all that is known of the row under the cursor below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ..keys import Area
from ..widgets.bindings import bindings
from ..widgets.facts_view import FactsView, Section
from ..widgets.list_letters import ListLetters
from ..widgets.row_list import KeyHints, ListRow, RowList
from .page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ..widgets.facts_view import Fact

_OF_ROWS = ("move(", "first", "last")


@dataclass(frozen=True, slots=True)
class Listed:
    """A row, and what is known of it. `acts`: the id of a row of keys, and a word for what it does."""

    row: ListRow
    facts: tuple[Fact, ...]
    acts: Mapping[str, str]


class ListSource(Protocol):
    """What fills a list, and acts on its rows."""

    title: str
    empty: str
    """What is shown where there is nothing."""

    def read(self, listing: Listing, *, anew: bool) -> None:
        """Read the rows and give them to `listing.show`; `anew`: the person asked for it."""
        ...

    def act(self, listing: Listing, key_id: str, row_id: str) -> None:
        """Do what a key says with a row."""
        ...


class ListingRows(RowList):
    """The rows."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        Area.LISTING, which=lambda key: key.action.startswith(_OF_ROWS)
    )


class Listing(ModalScreen[None]):
    """Shows the rows of a source. `copy` takes the page of a row as text.

    `input_waits` returns whether more keys wait to act.
    """

    # Textual declares this without ClassVar on screens.
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-roomy")]  # noqa: RUF012 - see above

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        Area.LISTING, which=lambda key: not key.action.startswith(_OF_ROWS)
    )

    def __init__(
        self, source: ListSource, copy: Callable[[str], object], *, input_waits: Callable[[], bool]
    ) -> None:
        super().__init__(classes="question")
        self._letters = ListLetters(self, Area.LISTING, close="listing.close", input_waits=input_waits)
        self.source = source
        self._copy = copy
        self._listed: dict[str, Listed] = {}
        self._list = ListingRows(empty="reading")
        self._title = Static("", classes="dialog--title")
        self._state = Static("", classes="dialog--text")
        self._facts = FactsView()
        self._hint = KeyHints()

    def compose(self) -> ComposeResult:
        """Create the title, the state, the rows, the facts of one row, and the keys."""
        with Vertical(classes="dialog dialog--page dialog--list"):
            yield self._title
            yield self._state
            yield self._list
            with Vertical(classes="listing--facts"):
                yield self._facts
            yield self._hint

    def on_mount(self) -> None:
        """Read the rows, and put the focus into them."""
        self._state.display = False
        self._title.update(Content(self.source.title))
        self._list.focus()
        self._show_row()
        self.source.read(self, anew=False)

    async def on_key(self, event: events.Key) -> None:
        """Take a letter for a key, and a word for a mistake."""
        await self._letters.use(event)

    def show(self, rows: Sequence[Listed], state: str = "") -> None:
        """Show these rows; `state` is a sentence above them."""
        if not self.is_attached:
            return
        self._listed = {each.row.id: each for each in rows}
        self._list.empty = self.source.empty
        self._list.show([each.row for each in rows])
        # The rows may be more than there is room for.
        number = f"  {len(rows)}" if rows else ""
        self._title.update(Content.assemble(self.source.title, (number, "not bold $text-muted")))
        self.say(state)
        self._show_row()

    def say(self, state: str) -> None:
        """Show a sentence above the rows, or none."""
        if self.is_attached:
            self._state.update(Content(state))
            self._state.display = bool(state)
            self._list.refresh(layout=True)

    @property
    def chosen(self) -> Listed | None:
        """The row under the cursor."""
        return self._listed.get(self._list.selected)

    def _show_row(self) -> None:
        chosen = self.chosen
        self._facts.show([Section("", () if chosen is None else chosen.facts)])
        acts = [] if chosen is None else [*chosen.acts.items(), ("listing.open", "show all")]
        self._hint.show([*acts, ("listing.reload", "read again"), ("listing.close", "close")])

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show what is known of the row that the cursor is on now."""
        event.stop()
        self._show_row()

    def action_open(self) -> None:
        """Show all that is known of the row on a page."""
        if (chosen := self.chosen) is not None:
            self.app.push_screen(Page(chosen.row.text, self._copy, sections=[Section("", chosen.facts)]))

    def action_act(self, key_id: str) -> None:
        """Do what a key says with the row under the cursor, if it can be done with it."""
        if (chosen := self.chosen) is not None and key_id in chosen.acts:
            self.source.act(self, key_id, chosen.row.id)

    def action_reload(self) -> None:
        """Read all rows again."""
        self.source.read(self, anew=True)

    def action_leave(self) -> None:
        """Close the list."""
        self.dismiss()
