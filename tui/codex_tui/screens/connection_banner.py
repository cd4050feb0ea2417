"""The banner above the conversation: the server is gone, or another program holds the thread; and ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from .view_models import connection_lost, held_elsewhere

if TYPE_CHECKING:
    from textual.widgets import Static

    from ..backend import BackendInUse
    from ..session import ConnectionLost
    from ..state.threads import ThreadState
    from .notifier import Notifier


class ConnectionBanner:
    """Shows the end of a connection in a widget, and logs it; else what holds the open thread."""

    def __init__(self, widget: Static, backend: BackendInUse, notifier: Notifier) -> None:
        self._widget = widget
        self._backend = backend
        self._notifier = notifier
        self._lost = ""
        self._held = ""

    def lost(self, lost: ConnectionLost) -> None:
        """Say how the server ended, and which key starts it again."""
        self._backend.current.log.write(f"the connection is lost: {lost.how}")
        self._lost = connection_lost(lost, self._notifier.key("server.start"))
        self._show()

    def clear(self) -> None:
        """Say no more that the server is gone."""
        self._lost = ""
        self._show()

    def held(self, thread: ThreadState | None) -> None:
        """Say what holds the open thread, if anything does, and what can be done."""
        held = held_elsewhere(thread, self._notifier.key)
        if held != self._held:
            self._held = held
            self._show()

    def _show(self) -> None:
        text = self._lost or self._held
        self._widget.update(Content(text))
        self._widget.display = bool(text)
