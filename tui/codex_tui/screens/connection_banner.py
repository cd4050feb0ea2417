"""The banner above the conversation that says that the server is gone, and the way to start it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from .view_models import connection_lost

if TYPE_CHECKING:
    from textual.widgets import Static

    from ..backend import BackendInUse
    from ..session import ConnectionLost
    from .notifier import Notifier


class ConnectionBanner:
    """Shows the end of a connection in a widget, and logs it."""

    def __init__(self, widget: Static, backend: BackendInUse, notifier: Notifier) -> None:
        self._widget = widget
        self._backend = backend
        self._notifier = notifier

    def lost(self, lost: ConnectionLost) -> None:
        """Say how the server ended, and which key starts it again."""
        self._backend.current.log.write(f"the connection is lost: {lost.how}")
        self._show(connection_lost(lost, self._notifier.key("server.start")))

    def clear(self) -> None:
        """Say nothing more."""
        self._show("")

    def _show(self, text: str) -> None:
        self._widget.update(Content(text))
        self._widget.display = bool(text)
