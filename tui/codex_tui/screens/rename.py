"""The dialog for a thread's name."""

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


class RenameThread(ModalScreen["str | None"]):
    """Asks for a name; dismissed with it, or with None when the person leaves."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.RENAME)

    def __init__(self, name: str) -> None:
        super().__init__(classes="question")
        self._name_now = name

    def compose(self) -> ComposeResult:
        """Create the title and the line."""
        with Vertical(classes="dialog"):
            yield Static(Content("Rename the thread"), classes="dialog--title")
            yield LineInput(self._name_now, placeholder="a name", max_length=200)
            keeps, leaves = name_of(self.app, "line.send"), name_of(self.app, "rename.back")
            yield Static(
                Content(f"{keeps} keeps the name, {leaves} leaves the old one"), classes="dialog--hint"
            )

    def on_mount(self) -> None:
        """Focus the line: typing replaces or extends the name."""
        self.query(LineInput).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Dismiss with the name. An empty one changes nothing, because the server refuses it."""
        event.stop()
        if self.is_current:
            self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """Dismiss without a name."""
        self.dismiss(None)
