"""A page of facts to read: of this thread, of the server, of what it warned of."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ..keys import Area
from ..widgets.bindings import bindings
from ..widgets.facts_view import FactsView, plain_text
from ..widgets.row_list import KeyHints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ..widgets.facts_view import Section

_OF_PAGE = frozenset({"page.close", "page.reload", "page.copy"})
"""The rows that the screen itself acts on; the others scroll."""


class PageBody(VerticalScroll, inherit_bindings=False):
    """The part that scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.PAGE, which=lambda key: key.id not in _OF_PAGE)


class Page(ModalScreen[None]):
    """Shows sections. `reload` is called to read them anew, and calls `show` when they are there.

    `copy` takes the page as text.
    """

    # Textual declares this without ClassVar on screens.
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-roomy")]  # noqa: RUF012 - see above

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.PAGE, which=lambda key: key.id in _OF_PAGE)

    def __init__(
        self,
        title: str,
        copy: Callable[[str], object],
        *,
        sections: Sequence[Section] = (),
        reload: Callable[[Page], object] | None = None,
    ) -> None:
        super().__init__(classes="question")
        self._title = title
        self._copy = copy
        self._reload = reload
        self._state = Static("", classes="dialog--text")
        self._facts = FactsView(sections)
        self._hint = KeyHints()

    def compose(self) -> ComposeResult:
        """Create the title, what is known of the state, the facts and the keys."""
        with Vertical(classes="dialog dialog--page"):
            yield Static(Content(self._title), classes="dialog--title")
            yield self._state
            with PageBody():
                yield self._facts
            yield self._hint

    def on_mount(self) -> None:
        """Put the focus into the page, so that the arrows scroll it, and read."""
        self.query(PageBody).focus()
        again = [("page.reload", "read again")] if self._reload is not None else []
        self._hint.show([*again, ("page.copy", "copy all"), ("page.close", "close")])
        self._state.display = False
        self.action_reload()

    def show(self, sections: Sequence[Section], state: str = "") -> None:
        """Show these; `state` is a sentence above them, as that the server is still asked."""
        if self.is_attached:
            self._state.update(Content(state))
            self._state.display = bool(state)
            self._facts.show(sections)

    def action_reload(self) -> None:
        """Read what the page shows again."""
        if self._reload is not None:
            self._reload(self)

    def action_copy(self) -> None:
        """Copy the page as text."""
        self._copy(plain_text(self._facts.sections))

    def action_leave(self) -> None:
        """Close the page."""
        self.dismiss()
