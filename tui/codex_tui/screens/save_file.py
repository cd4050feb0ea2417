"""The dialog for the path of a file that is to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ..keys import Area
from ..patches.own_keys import name_of
from ..widgets.bindings import bindings
from ..widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class SaveFile(ModalScreen["str | None"]):
    """Asks for a path; dismissed with what is typed, or with None when the person leaves.

    `trouble` says why the path that was given before could not be used.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.SAVE)

    def __init__(self, what: str, path: str, trouble: str = "") -> None:
        super().__init__(classes="question")
        self._what = what
        self._path = path
        self._trouble = trouble

    def compose(self) -> ComposeResult:
        """Create the title, the line, and what went wrong before."""
        with Vertical(classes="dialog dialog--wide"):
            yield Static(Content(f"Write {self._what} to a file"), classes="dialog--title")
            if self._trouble:
                yield Static(Content(self._trouble), classes="dialog--text")
            yield LineInput(self._path, placeholder="a path")
            writes, leaves = name_of(self.app, "line.send"), name_of(self.app, "save.back")
            yield Static(
                Content(f"{writes} writes it, for you alone to read; {leaves} leaves it"),
                classes="dialog--hint",
            )

    def on_mount(self) -> None:
        """Focus the line."""
        self.query(LineInput).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Dismiss with the path."""
        event.stop()
        if self.is_current:
            self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """Dismiss without a path."""
        self.dismiss(None)
