"""The screen of F1: all keys, by area."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from ..keys import Area
from ..patches.own_keys import name_of
from ..widgets.bindings import bindings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Size

GAP = 3
"""Cells between a key and its description."""

MOST = 16
"""Maximum cells for the keys of a row; longer lists of keys are wrapped."""


CLOSE = "help.close"


class KeyPages(VerticalScroll, inherit_bindings=False):
    """The scrolling part of the page."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.HELP, which=lambda key: key.id != CLOSE)


class KeyHelp(ModalScreen[None]):
    """Shows pages of keys; the key that opened it closes it too."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.HELP, which=lambda key: key.id == CLOSE)

    def __init__(self, pages: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__(classes="question")
        self._pages = [(place, list(rows)) for place, rows in pages]

    def compose(self) -> ComposeResult:
        """Create a heading and a table for each area."""
        longest = max((cell_len(keys) for _, rows in self._pages for keys, _ in rows), default=0)
        wide = min(longest, MOST)
        with KeyPages(classes="dialog dialog--wide"):
            yield Static(Content("Keys"), classes="dialog--title")
            for place, rows in self._pages:
                if rows:
                    yield Static(Content(place), classes="help--place")
                    yield KeyTable(rows, wide)
            yield Static(Content(f"{name_of(self.app, CLOSE)} closes"), classes="dialog--hint")

    def on_mount(self) -> None:
        """Put the focus into the page, so that the arrows scroll it."""
        self.query(KeyPages).focus()

    def action_leave(self) -> None:
        """Close the page."""
        self.dismiss()


class KeyTable(Widget):
    """Draws keys at the left, in `wide` cells, and their descriptions at the right, wrapped beside them."""

    def __init__(self, rows: Sequence[tuple[str, str]], wide: int) -> None:
        super().__init__()
        self._rows = rows
        self._wide = wide

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of rows at a width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Return all rows as one text."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for keys, words in self._rows:
            names = wrap(keys, self._wide, break_long_words=False)
            for name, part in zip_longest(names, wrap(words, max(8, width - self._wide - GAP)), fillvalue=""):
                space = " " * (self._wide + GAP - cell_len(name))
                lines.append(Content.assemble((name, "bold $accent"), space, part))
        return lines
