"""All keys, by place: what F1 shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult


class KeyHelp(ModalScreen[None]):
    """Shows pages of keys; any of `escape`, `q`, `f1` closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f1", "leave", "close", show=False, id="help.close"),
    ]

    def __init__(self, pages: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__(classes="question")
        self._pages = [(place, list(rows)) for place, rows in pages]

    def compose(self) -> ComposeResult:
        """One block a place."""
        wide = max((cell_len(keys) for _, rows in self._pages for keys, _ in rows), default=0)
        with VerticalScroll(classes="dialog dialog--wide"):
            yield Static(Content("Keys"), classes="dialog--title")
            for place, rows in self._pages:
                if rows:
                    yield Static(Content(place), classes="help--place")
                    yield Static(_table(rows, wide), classes="help--keys")
            yield Static(Content("esc closes"), classes="dialog--hint")

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        """Close the page."""
        self.dismiss()


def _table(rows: Sequence[tuple[str, str]], wide: int) -> Content:
    lines = [
        Content.assemble((keys + " " * (wide - cell_len(keys)), "bold $accent"), "   ", words)
        for keys, words in rows
    ]
    return Content("\n").join(lines)
