"""The address at which a person signs in, to open or to copy. The login goes on when this is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ..keys import Area
from ..widgets.bindings import bindings
from ..widgets.row_list import KeyHints

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from .copying import Copying

_SCHEMES = ("https://", "http://127.0.0.1", "http://localhost", "http://[::1]")
"""What is opened in a browser: an address that comes from elsewhere may be a file or a program."""


class LoginAddress(ModalScreen[None]):
    """Shows an address, sanitised."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.ADDRESS)

    def __init__(self, title: str, url: str, copying: Copying) -> None:
        super().__init__(classes="question")
        self._title = title
        self.url = url
        """The address."""
        self._copying = copying
        self._hint = KeyHints()

    def compose(self) -> ComposeResult:
        """Create title, address and keys."""
        with Vertical(classes="dialog dialog--wide"):
            yield Static(Content(self._title), classes="dialog--title")
            yield Static(
                Content("Open this address. A notice says when the login has ended."), classes="dialog--text"
            )
            yield Static(Content(self.url))
            yield self._hint

    def on_mount(self) -> None:
        """Show the keys that act on this address."""
        opens = [("address.open", "open it")] if self._opens else []
        self._hint.show([*opens, ("address.copy", "copy it"), ("address.close", "close")])

    @property
    def _opens(self) -> bool:
        return self.url.startswith(_SCHEMES)

    def action_open(self) -> None:
        """Open the address in a browser."""
        if self._opens:
            self.app.open_url(self.url)

    def action_copy(self) -> None:
        """Copy the address."""
        self._copying.copy(self.url, "the address")

    def action_leave(self) -> None:
        """Close this; the login is waited for on."""
        self.dismiss()
